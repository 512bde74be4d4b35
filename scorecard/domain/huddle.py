"""The daily huddle: four columns whose lines are carried on, day by day, until somebody settles them.

A line is parked in its column, since it goes to the next huddle; there it is an item of its own. It is settled by what
is decided about it, or by a flag or a piece of work in the same words about the same number.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from scorecard.domain.agenda import AgendaItem, Block
from scorecard.domain.errors import ScorecardError
from scorecard.domain.flags import Flag
from scorecard.domain.meeting import Meeting, Outcome, OutcomeKind
from scorecard.domain.presets import COLUMNS
from scorecard.domain.wording import span_words
from scorecard.domain.work import Comment, Item, Subject, WorkState

CARRIED = (Block.TODAY, Block.OBSTACLES, Block.NEXT)
"""Columns whose lines are carried on; a recap of yesterday is told once."""

COLUMN, LINE = "column", "carried"
"""Kinds of the agenda's items: a column of the board, and a line an earlier huddle left in it."""

NOTHING = "Nothing yet."
"""What a column tells that nobody and no figure has said anything in."""

LATE = 5
"""Days after which an obstacle is due in the weekly review."""


class RedIsSilent(ScorecardError):
    """A huddle is to end while nobody has said why something is red and what is done."""

    def __init__(self, labels: Sequence[str]) -> None:
        count = "1 number is" if len(labels) == 1 else f"{len(labels)} numbers are"
        named = ", ".join(labels[:3]) + (" and more" if len(labels) > 3 else "")
        super().__init__(
            f"{count} off track without a reason and an action: {named}. Say both, or park it and say why it waits."
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column.

    Attributes:
        id: The outcome that first said it.
        place: Its own item in the running huddle; 0 where it was written in this very one.
        subject: The number an obstacle is in the way of; None for none.
        opened: The day it was first said.
        settled: "done", "flag 3" or "work 5"; "" while it stands.
    """

    id: int
    column: Block
    text: str
    subject: Subject | None
    opened: date
    who: str
    place: int = 0
    settled: str = ""

    def age(self, today: date) -> int:
        """Days since it was first said."""
        return max((today - self.opened).days, 0)

    @property
    def ref(self) -> str:
        """The same in every huddle."""
        return f"{LINE}/{self.id}"


def lines_of(
    meeting: Meeting,
    outcomes: Iterable[Outcome],
    flags: Iterable[Flag] = (),
    given: Iterable[tuple[Comment, Item]] = (),
) -> tuple[Line, ...]:
    """The lines of one huddle: those it was left, as they stand on its agenda, then those written in it.

    Args:
        meeting: A huddle.
        outcomes: Of all meetings, the oldest first.
        flags: All there are.
        given: Entries of work with the item each belongs to.
    """
    every = {each.id: each for each in outcomes}
    flagged = {(flag.text, flag.subject.name): f"flag {flag.id}" for flag in flags}
    worked = {(entry.text, item.subject.name): f"work {item.id}" for entry, item in given}
    done = {each.place for each in every.values() if each.meeting == meeting.id and each.kind is OutcomeKind.DECISION}
    return tuple(
        Line(said.id, column, said.text, said.subject, said.at.date(), said.who, place,
             _settled(said, place in done, flagged, worked))
        for said, column, place in (*_left(meeting, every), *_written(meeting, every.values()))
    )  # fmt: skip


def _left(meeting: Meeting, every: dict[int, Outcome]) -> Iterator[tuple[Outcome, Block, int]]:
    for place, item in enumerate(meeting.agenda, 1):
        if item.kind == LINE:
            yield every[int(item.ref.partition("/")[2])], item.block, place


def _written(meeting: Meeting, every: Iterable[Outcome]) -> Iterator[tuple[Outcome, Block, int]]:
    for said in every:
        if said.meeting == meeting.id and said.kind is OutcomeKind.PARKED and meeting.item(said.place).kind == COLUMN:
            yield said, meeting.item(said.place).block, 0


def _settled(
    said: Outcome, is_done: bool, flagged: dict[tuple[str, str], str], worked: dict[tuple[str, str], str]
) -> str:
    about = (said.text, said.subject.name if said.subject else "")
    return "done" if is_done else flagged.get(about) or worked.get(about) or ""


def carried(lines: Iterable[Line]) -> tuple[Line, ...]:
    """What the next huddle is left."""
    return tuple(line for line in lines if line.column in CARRIED and not line.settled)


def item_of(line: Line, today: date) -> AgendaItem:
    """A line as an item of the next agenda; it takes no minutes of its own, its column has them."""
    return AgendaItem(LINE, line.ref, line.text, "", 0, block=line.column, carried=age_words(line, today))


def age_words(line: Line, today: date) -> str:
    """How long a line stands: "since 20 Nov, 3 days"; "" on its first day."""
    days = line.age(today)
    return f"since {line.opened:%-d %b}, {span_words(days)}" if days else ""


def column_items(told: dict[Block, str]) -> Iterator[AgendaItem]:
    """The four columns as items: what is told of each, and its minutes."""
    for column, minutes in COLUMNS.items():
        name = column.name.lower()
        yield AgendaItem(COLUMN, f"{COLUMN}/{name}", column.value, told.get(column) or NOTHING, minutes, block=column)


def answer_to(entity: str, names: Collection[str], items: Iterable[Item], today: date) -> Item | None:
    """The work that speaks for a red number: an action is agreed on it, and its day has not passed; None for none.

    ``names`` are those the number goes by: the measure's, and that of the line it is.
    """
    steady = {Subject(entity, name).steady for name in names}
    agreed = (each for each in items if each.subject.steady in steady and each.state is WorkState.AGREED)
    return next((each for each in agreed if each.action_due and each.action_due >= today), None)


def silent(
    meeting: Meeting,
    items: Sequence[Item],
    outcomes: Iterable[Outcome],
    today: date,
    lines: Mapping[str, str] = MappingProxyType({}),
) -> tuple[str, ...]:
    """Labels of red numbers on a huddle's agenda that nobody has answered for.

    ``lines`` has the line that a measure is and nothing else, by measure. A red is answered for by an agreed action
    with its cause, or where it is parked with a reason.
    """
    parked = {each.place for each in outcomes if each.meeting == meeting.id and _says_why(each)}
    reds = ((place, item) for place, item in enumerate(meeting.agenda, 1) if item.block is Block.REDS)
    return tuple(
        item.label
        for place, item in reds
        if place not in parked
        and answer_to(meeting.entity, {item.name, lines.get(item.name) or item.name}, items, today) is None
    )


def _says_why(outcome: Outcome) -> bool:
    return outcome.kind is OutcomeKind.PARKED and bool(outcome.text)
