"""Notices: how things stand for an audience, which of it is a change worth telling, and what is held back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from scorecard.domain.audiences import AlertKind

WEEK = timedelta(days=7)
EVERYTHING = "everything"
OF_KIND, OF_MEASURE = "kind:", "measure:"
"""What a mute of a kind of alert, and of a measure, begins with: a measure may be called as a kind is."""

OF_MEASURES = (AlertKind.STATUS, AlertKind.LATE)
"""Kinds of alerts about a measure."""

UNDER, AT_RISK, ABOVE = "below", "at risk", "above"
"""How the lowest point of cash stands to a limit."""


class NoticeKind(StrEnum):
    """A message that sums up, or one that tells changes."""

    DIGEST = "digest"
    ALERTS = "alerts"


class NoticeState(StrEnum):
    """What became of a message; ``noted`` is none: states that were taken note of without a word."""

    BEGUN = "begun"
    SENT = "sent"
    NOT_SENT = "not sent"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Fact:
    """How one thing stands that an audience may be alerted to.

    Attributes:
        key: One text per thing, such as ``status/on_time``.
        kind: What kind of alert it is.
        about: What a mute names it by: the measure's id, ``item12``, ``decision3``; "" for cash.
        state: How it stands.
        usual: How it is taken to stand as long as nobody has heard of it; "" for nothing.
        words: What an alert says of it, a sentence without what was before.
        urgency: Which alerts come first where not all can be told; 0 comes first.
        tells: Whether coming to this state is worth an alert, or only taken note of.
        first: Whether it is where nobody has heard of the thing yet.
    """

    key: str
    kind: AlertKind
    about: str
    state: str
    usual: str
    words: str
    urgency: int = 0
    tells: bool = True
    first: bool = True


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to an audience, or what was taken note of without one.

    Attributes:
        text: What stands in it, lines of plain text.
        revision: The state of the numbers it tells.
        stood: Key to state of everything it takes note of, told or not.
        told: How many alerts it tells.
        held: How many waited when it was made, since there were enough this week; for the record.
    """

    id: int
    audience: str
    kind: NoticeKind
    state: NoticeState
    at: datetime
    revision: int
    title: str
    text: str
    stood: tuple[tuple[str, str], ...] = ()
    told: int = 0
    held: int = 0
    ended: datetime | None = None
    version: int = 1

    @property
    def counts(self) -> bool:
        """Whether the audience has it: what was not sent, or broke off, is told again."""
        return self.state in (NoticeState.SENT, NoticeState.NOTED)


@dataclass(frozen=True, slots=True)
class Mute:
    """Alerts somebody does not want for a while, with the reason; in force through the day ``until``.

    Attributes:
        what: ``measure:`` and a measure's id, ``kind:`` and a kind of alert, ``item12``, ``decision3``, or
            ``everything``. An old one names a measure or a kind bare, and is about both where both are called so.
        audience: Who does not want them; "" for everybody.
        ended: The day somebody took it back; None while it stands.
    """

    id: int
    what: str
    audience: str
    until: date
    reason: str
    opened: date
    opened_by: str
    ended: date | None = None
    ended_by: str = ""
    version: int = 1

    def holds(self, audience: str, today: date) -> bool:
        """Whether it is in force for an audience."""
        return self.ended is None and today <= self.until and self.audience in ("", audience)

    def covers(self, fact: Fact) -> bool:
        """Whether it is about this."""
        named = [EVERYTHING, fact.kind.value, fact.about, f"{OF_KIND}{fact.kind.value}"]
        named += [f"{OF_MEASURE}{fact.about}"] if fact.kind in OF_MEASURES else []
        return self.what in named


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be done about the changes there are.

    Attributes:
        told: Alerts that go out, the most urgent first.
        held: Alerts kept back, since there were enough this week; they wait for the next digest, or for room.
        muted: Alerts somebody muted; they are looked at again when the mute has ended.
        noted: States to be taken note of without a word.
    """

    told: tuple[Fact, ...] = ()
    held: tuple[Fact, ...] = ()
    muted: tuple[Fact, ...] = ()
    noted: tuple[Fact, ...] = ()

    @property
    def stood(self) -> tuple[tuple[str, str], ...]:
        """Key to state of everything that is not to be told again; what is held back is still to be told."""
        return stood_of((*self.told, *self.noted))


def stood_of(facts: Iterable[Fact]) -> tuple[tuple[str, str], ...]:
    """Key to state, as a notice takes note of it."""
    return tuple((fact.key, fact.state) for fact in facts)


def cash_state(room: Decimal, chance: float | None, likely: float) -> str:
    """How the lowest point of cash stands to a limit: below it, likely below it on some day, or above.

    Args:
        room: What is expected above the limit on the lowest day, in the workspace's currency.
        chance: That cash goes under it on any day, in [0, 1]; None where nothing tells one.
        likely: From which chance on it is told.

    Returns:
        "" where it is expected to stay above and no chance is told: whether it is at risk is not known then.
    """
    if room < 0:
        return UNDER
    if chance is None:
        return ""
    return AT_RISK if chance >= likely else ABOVE


def known_from(notices: Iterable[Notice]) -> dict[str, str]:
    """Key to the state an audience last heard of, from what it was sent, the oldest first."""
    return {key: state for notice in notices if notice.counts for key, state in notice.stood}


def told_in_week(notices: Iterable[Notice], now: datetime) -> int:
    """How many alerts went out within the last seven days, to the minute.

    What is dated a week ahead or more was sent by a clock that went wrong and was put right: it takes no room.
    """
    return sum(each.told for each in notices if each.counts and now - WEEK < each.at < now + WEEK)


def planned(facts: Sequence[Fact], known: Mapping[str, str], is_muted: Callable[[Fact], bool], room: int) -> Planned:
    """What of the changes is told, held back, muted or only taken note of.

    A thing that stands as it was last told is no change; one that nobody heard of yet is held against what is usual.

    Args:
        facts: How everything stands, each key once.
        known: Key to the state last heard of.
        is_muted: Whether somebody muted it.
        room: How many alerts may still go out this week.
    """
    changed = [fact for fact in facts if known.get(fact.key, fact.usual) != fact.state]
    telling = [fact for fact in changed if fact.tells and (fact.first or fact.key in known)]
    muted = tuple(fact for fact in telling if is_muted(fact))
    wanted = sorted((fact for fact in telling if fact not in muted), key=lambda fact: (fact.urgency, fact.key))
    cut = max(room, 0)
    noted = tuple(fact for fact in changed if fact not in telling)
    return Planned(tuple(wanted[:cut]), tuple(wanted[cut:]), muted, noted)
