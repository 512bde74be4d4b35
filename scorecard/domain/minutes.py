"""The minutes of a meeting, line by line, from what was written down while it ran."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.display import shown
from scorecard.domain.flags import Flag, warning_words
from scorecard.domain.huddle import COLUMN, LINE, Line, carried
from scorecard.domain.meeting import UNDISCUSSED, Meeting, Minute, Outcome, OutcomeKind, undiscussed
from scorecard.domain.people import Person
from scorecard.domain.vocabulary import Unit
from scorecard.domain.work import UNTIL, Comment, Item, Said, pair_words

GIVEN, AGREED, FLAG = "given to", "action", "flag"
NOTED, SETTLED, CARRIED_ON = "noted", "settled", "carried on"
"""Kinds of lines beside those of outcomes; the last ones are those of a huddle."""


CAPTURED = {
    OutcomeKind.DECISION.value: "Decided",
    AGREED: "Action agreed",
    GIVEN: "Given to",
    FLAG: "Early flag",
    OutcomeKind.WIN.value: "Win",
    OutcomeKind.PARKED.value: "Parked",
    NOTED: "Noted",
    SETTLED: "Settled",
}
"""Kinds of lines as they stand before a reader."""

PARKED = "Goes to the next meeting."
"""What is said of what is parked without a reason, or not talked about."""

REACHED = (
    "Talked about is what was on the screen of the one who ended the meeting, however briefly, or had something "
    "written down; the rest of the agenda counts as not reached."
)
"""Which items count as talked about, for every item alike."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a measure or line is called, and how its numbers are written."""

    label: str
    unit: Unit = Unit.MONEY
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What the minutes need to say things by name: people, measures and lines, the places below, the currency."""

    people: Mapping[str, str]
    names: Mapping[str, Named]
    places: Collection[str]
    currency: str

    def person(self, who: str) -> str:
        """What a person is called."""
        return self.people.get(who, who)


def words_of(catalogue: Catalogue, people: Iterable[Person], entity: str) -> Words:
    """Names for minutes, by the catalogue and the book; ``people`` are the book's."""
    named = {each.id: each.name for each in catalogue.people.values()} | {each.id: each.name for each in people}
    accounts = {name: Named(each.name) for name, each in catalogue.accounts.items()}
    measures = {name: Named(each.name, each.unit, each.decimals) for name, each in catalogue.measures.items()}
    return Words(named, accounts | measures, frozenset(catalogue.subtree(entity)), catalogue.currency)


def minutes_of(
    meeting: Meeting,
    outcomes: Sequence[Outcome],
    flags: Sequence[Flag],
    given: Iterable[tuple[Comment, Item]],
    seen: Sequence[int],
    words: Words,
    lines: Iterable[Line] = (),
) -> tuple[Minute, ...]:
    """Every line in the order of the agenda; what belongs to no item comes first, what nobody came to last.

    Args:
        meeting: With its agenda.
        outcomes: What was said in it.
        flags: Raised in it.
        given: Work given and actions agreed while it ran; only that of the meeting's places is told.
        seen: Items that were on the screen.
        words: Names.
        lines: Of a huddle, those that stood or were written in it.
    """
    said = [Minute(each.place, _kind(meeting, each), _outcome(each, words), each.id) for each in outcomes]
    said += [Minute(each.place, FLAG, f"{each.text} ({warning_words(each, words.currency)})") for each in flags]
    said += _work(meeting, given, words)
    told = {line.place for line in said}
    missed = undiscussed(meeting, sorted({*seen, *told}))
    rest = [Minute(place, UNDISCUSSED, PARKED) for place in missed]
    rest += [Minute(line.place, CARRIED_ON, f"{line.column.value}: {line.text}") for line in carried(lines)]
    return tuple(sorted(said + rest, key=lambda line: line.place))


def _kind(meeting: Meeting, outcome: Outcome) -> str:
    """What kind of line it is: in a huddle what is parked is noted, and what is decided of a line settles it."""
    at = meeting.item(outcome.place).kind
    told = {(COLUMN, OutcomeKind.PARKED): NOTED, (LINE, OutcomeKind.DECISION): SETTLED}
    return told.get((at, outcome.kind), outcome.kind.value)


def _outcome(outcome: Outcome, words: Words) -> str:
    told = outcome.text
    if outcome.kind is OutcomeKind.WIN and outcome.credit:
        told = f"{stopped(told)} Thanks to {outcome.credit}."
    if outcome.kind is not OutcomeKind.DECISION:
        return told
    cost = outcome.cost.words(words.currency) if outcome.cost else ""
    beside = ", ".join(part for part in (_predicted(outcome, words), cost) if part)
    return f"{told} ({beside})" if beside else told


def _predicted(outcome: Outcome, words: Words) -> str:
    if outcome.by is None:
        return ""
    named = words.names.get(outcome.subject.name) if outcome.subject else None
    until = f"by {outcome.by:%-d %b %Y}"
    if outcome.expected is None or named is None:
        return until
    expected = shown(outcome.expected, named.unit, words.currency, named.decimals)
    return f"{named.label} expected at {expected} {until}"


def _work(meeting: Meeting, given: Iterable[tuple[Comment, Item]], words: Words) -> Iterator[Minute]:
    for entry, item in given:
        if item.subject.entity not in words.places:
            continue
        place = _place(meeting, item)
        is_action = entry.kind is Said.AGREED or bool(item.lead and item.action == entry.text)
        told = _action(entry, item, words) if is_action else _given(entry, item, words)
        about = "" if place else f" ({words.names.get(item.subject.name, Named(item.subject.name)).label})"
        yield Minute(place, AGREED if is_action else GIVEN, f"{told}{about}")


def _action(entry: Comment, item: Item, words: Words) -> str:
    """Who answers for it, what, and until when: "Priya (with Tom): plan shifts in blocks by 7 Dec 2026"."""
    what, _, until = entry.text.rpartition(UNTIL) if entry.kind is Said.AGREED else (entry.text, "", "")
    by = until.lstrip("0") or f"{item.due:%-d %b %Y}"
    return f"{_pair(item, words)}: {' '.join((what or entry.text).split()).rstrip('.')} by {by}"


def _given(entry: Comment, item: Item, words: Words) -> str:
    remark = f": {entry.text}" if entry.text else ""
    return f"{_pair(item, words)}, due {item.due:%-d %b %Y}{remark}"


def _pair(item: Item, words: Words) -> str:
    finance, operations, lead = (words.person(who) for who in (*item.owners, item.lead))
    return pair_words((finance, operations), lead)


def stopped(text: str) -> str:
    """A text with a stop at its end, so that another sentence may follow."""
    return text if text.endswith((".", "!", "?", "\N{HORIZONTAL ELLIPSIS}")) else f"{text}."


def _place(meeting: Meeting, item: Item) -> int:
    """The item of the agenda that a piece of work belongs to: itself, or its number at the meeting's place; else 0."""
    refs = [each.ref for each in meeting.agenda]
    own = f"work/{item.id}"
    if own in refs:
        return refs.index(own) + 1
    same = (place for place, each in enumerate(meeting.agenda, 1) if each.name == item.subject.name)
    return next(same, 0) if item.subject.entity == meeting.entity else 0
