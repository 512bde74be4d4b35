"""Notices: what an audience would be sent now, word by word, and why anything waits."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from scorecard.domain.audiences import NEVER, AlertKind, Audience, digest_due, next_day, quiet_until
from scorecard.domain.errors import ScorecardError, UnknownName
from scorecard.domain.notice_words import LONGEST, counted, harmless, held_words
from scorecard.domain.notices import (
    Fact,
    Notice,
    NoticeKind,
    NoticeState,
    Planned,
    known_from,
    planned,
    stood_of,
    told_in_week,
)
from scorecard.domain.vocabulary import Status
from scorecard.domain.wording import status_words
from scorecard.reports.notice_digest import digest_lines
from scorecard.reports.notice_ears import Ears, ears_of
from scorecard.reports.notice_facts import facts_of
from scorecard.store.store import Store

AGAIN = "This may have reached you before: the run that was sending it was stopped."
EVERY_KIND = frozenset(NoticeKind)
WAITED = 20
"""Alerts at most that a digest makes up for; those beyond wait on."""
WAITING = "Alerts there was no room for:"


class NoAudience(ScorecardError):
    """The catalogue names nobody who is to be written to."""

    def __init__(self) -> None:
        super().__init__("This workspace names no audience yet; its catalogue can name some under [[audiences]].")


@dataclass(frozen=True, slots=True)
class NoticesReport:
    """What one audience would be sent now.

    Attributes:
        headline: What would happen, in a sentence.
        notices: The messages, each whole; their numbers are given when they leave.
        noted: What is to be taken note of without a message; None for nothing.
        waiting: What quiet hours keep back, as it stands now; only where it is asked for.
    """

    audience: Audience
    headline: str
    notices: tuple[Notice, ...]
    noted: Notice | None = None
    waiting: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class _Desk:
    """All that an audience's messages are made from, read when it is needed; ``now`` is by the audience's own clock."""

    store: Store
    audience: Audience
    log: Sequence[Notice]
    now: datetime
    link: str

    @cached_property
    def ears(self) -> Ears:
        """What the audience hears of."""
        return ears_of(self.store, self.audience)

    @cached_property
    def plan(self) -> Planned:
        """What of the changes there are is told, held back, muted or noted."""
        book, today = self.store.notices, self.store.today()
        mutes = [each for each in book.mutes() if each.holds(self.audience.id, today)]
        room = self.audience.a_week - told_in_week(self.log, self.now)
        facts = facts_of(self.store, self.ears)
        return planned(facts, known_from(self.log), lambda fact: any(each.covers(fact) for each in mutes), room)

    @property
    def last_digest(self) -> Notice | None:
        """The last digest that was sent."""
        sent = [each for each in self.log if each.kind is NoticeKind.DIGEST and each.state is NoticeState.SENT]
        return sent[-1] if sent else None

    @property
    def digest_is_due(self) -> bool:
        """Whether a digest fell due since."""
        last = self.last_digest
        day = None if last is None else last.at.astimezone(self.now.tzinfo).date()
        return digest_due(self.audience, day, self.now.date())


def audiences_of(store: Store) -> Mapping[str, Audience]:
    """Id to audience, as the newest catalogue names them.

    Raises:
        NoAudience: If it names none.
        NothingPublished: If there are no figures yet.
    """
    found = store.snapshot().catalogue.audiences
    if not found:
        raise NoAudience
    return found


def notices_report(
    store: Store, audience: str, kinds: Collection[NoticeKind] = EVERY_KIND, link: str = "", waiting: bool = False
) -> NoticesReport:
    """Answer: what would this audience be sent now?

    Args:
        store: The open store.
        audience: Its id.
        kinds: Digests, alerts or both.
        link: The app's address without a path; "" for none.
        waiting: Whether what quiet hours keep back is wanted too.

    Raises:
        UnknownName: If the catalogue names no such audience.
        NoAudience: If it names none at all.
        NothingPublished: If there are no figures yet.
    """
    named = audiences_of(store)
    if audience not in named:
        raise UnknownName("audience", audience)
    found, now = named[audience], store.notices.now()
    desk = _Desk(store, found, store.notices.notices(audience), now.astimezone(ZoneInfo(found.zone)), link)
    alerts = NoticeKind.ALERTS in kinds
    digest = NoticeKind.DIGEST in kinds and desk.digest_is_due
    until = quiet_until(desk.audience, desk.now)
    messages = _messages(desk, alerts, digest) if until is None or waiting else ()
    if until:
        headline = _waits(desk, len(desk.plan.told) if alerts else 0, digest, until)
        return NoticesReport(desk.audience, headline, (), None, messages)
    noted = _noted(desk) if alerts and not desk.plan.told else None
    return NoticesReport(desk.audience, _headline(desk, messages, kinds), messages, noted)


def _messages(desk: _Desk, alerts: bool, digest: bool) -> tuple[Notice, ...]:
    """The messages as things stand."""
    told = (_alerts(desk),) if alerts and desk.plan.told else ()
    return (*told, _digest(desk)) if digest else told


def _alerts(desk: _Desk) -> Notice:
    known = known_from(desk.log)
    lines = [f"- {_told(fact, known)}" for fact in desk.plan.told]
    rest = held_words(len(desk.plan.held), 0, desk.audience.a_week)
    pages = {_page(fact) for fact in desk.plan.told}
    title = counted(len(desk.plan.told), "alert")
    body = (*lines, *(("", rest) if rest else ()))
    made = _notice(desk, NoticeKind.ALERTS, title, body, pages.pop() if len(pages) == 1 else "")
    return replace(made, stood=desk.plan.stood, told=len(desk.plan.told), held=len(desk.plan.held))


def _digest(desk: _Desk) -> Notice:
    """The digest; it tells what the alerts had no room for, so that these need not be told again."""
    last, known = desk.last_digest, known_from(desk.log)
    waited = desk.plan.held[:WAITED]
    rest = held_words(len(desk.plan.held) - len(waited), len(desk.plan.muted), desk.audience.a_week)
    body = (
        *digest_lines(desk.store, desk.ears, last),
        *(("", WAITING, *(f"- {_told(fact, known)}" for fact in waited)) if waited else ()),
        *(("", f"Alerts: {rest}") if rest else ()),
    )
    title, state = f"digest of {desk.now:%-d %b %Y}", {"as_of": f"r{desk.ears.asked.snapshot.revision}"}
    asked = state | ({"since": f"r{last.revision}"} if last else {})
    return replace(_notice(desk, NoticeKind.DIGEST, title, body, "since", asked), stood=stood_of(waited))


def _noted(desk: _Desk) -> Notice | None:
    if not desk.plan.stood:
        return None
    revision = desk.ears.asked.snapshot.revision
    return Notice(
        0, desk.audience.id, NoticeKind.ALERTS, NoticeState.NOTED, desk.now, revision, "", "",
        stood=desk.plan.stood, held=len(desk.plan.held),
    )  # fmt: skip


def _notice(
    desk: _Desk,
    kind: NoticeKind,
    title: str,
    body: Sequence[str],
    page: str,
    more: Mapping[str, str] = MappingProxyType({}),
) -> Notice:
    """A message: what it says, then which state of the numbers that is, and one link."""
    asked, catalogue = desk.ears.asked, desk.ears.asked.catalogue
    foot = [f"Numbers as of {asked.snapshot.as_of_label}."]
    foot += ["All figures here are invented."] if catalogue.invented else []
    foot += [AGAIN] if _broke_off(desk, kind) else []
    lines = [harmless(line, LONGEST) for line in (*body, "", *foot)]
    lines += [_address(desk, page, more)] if desk.link else []
    called = harmless(f"{catalogue.workspace}: {title}")
    return Notice(
        0, desk.audience.id, kind, NoticeState.BEGUN, desk.now, asked.snapshot.revision, called, "\n".join(lines)
    )


def _broke_off(desk: _Desk, kind: NoticeKind) -> bool:
    """Whether a message of this kind was begun since the last one that was sent, and never ended."""
    own = [each for each in desk.log if each.kind is kind and each.state is not NoticeState.NOTED]
    sent = max((each.id for each in own if each.state is NoticeState.SENT), default=0)
    return any(each.state is NoticeState.BEGUN for each in own if each.id > sent)


def _told(fact: Fact, known: Mapping[str, str]) -> str:
    """An alert's sentence, with what it was where the audience heard of that and the sentence does not say it."""
    was = known.get(fact.key, "")
    if not was or fact.kind not in (AlertKind.STATUS, AlertKind.CASH):
        return fact.words
    before = status_words(Status(was)).lower() if fact.kind is AlertKind.STATUS else was
    return f"{fact.words.removesuffix('.')} (was {before})."


def _page(fact: Fact) -> str:
    """The page on which an alert is looked into."""
    return {AlertKind.CASH: "cash", AlertKind.DUE: "work"}.get(fact.kind, "")


def _address(desk: _Desk, page: str, more: Mapping[str, str]) -> str:
    scope = desk.ears.asked.scope
    place = {} if scope.entity == desk.ears.asked.catalogue.root else {"entity": scope.entity}
    query = urlencode(place | dict(more))
    return f"{desk.link.rstrip('/')}/{page}{f'?{query}' if query else ''}"


def _waits(desk: _Desk, alerts: int, digest: bool, until: datetime) -> str:
    what = [counted(alerts, "alert")] if alerts else []
    what += ["the digest"] if digest else []
    waiting = f"{' and '.join(what)} {'wait' if alerts > 1 or len(what) > 1 else 'waits'}" if what else "nothing waits"
    return f"{desk.audience.name}: quiet hours until {until:%H:%M} ({desk.audience.zone}); {waiting}."


def _headline(desk: _Desk, found: Sequence[Notice], kinds: Collection[NoticeKind]) -> str:
    what = [counted(each.told, "alert") if each.kind is NoticeKind.ALERTS else "the digest" for each in found]
    told, alerts = " and ".join(what) or "nothing to tell", NoticeKind.ALERTS in kinds
    rest = held_words(len(desk.plan.held), len(desk.plan.muted), desk.audience.a_week) if alerts else ""
    said = f"{desk.audience.name}: {told}.{f' {rest}' if rest else ''}"
    if NoticeKind.DIGEST not in kinds or desk.digest_is_due or desk.audience.digest == NEVER:
        return said
    return f"{said} The next digest is due on {next_day(desk.audience, desk.now.date()):%-d %b %Y}."
