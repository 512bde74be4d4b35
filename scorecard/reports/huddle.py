"""The daily huddle's board: yesterday, today, obstacles and next steps, and for every red why and what is done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scorecard.domain.agenda import AgendaItem, Block
from scorecard.domain.huddle import LATE, Line, age_words, answer_to, carried, column_items, item_of, lines_of
from scorecard.domain.meeting import Meeting
from scorecard.domain.scope import Scope
from scorecard.domain.terms import line_of
from scorecard.domain.vocabulary import Perspective, Status
from scorecard.domain.wording import span_words, status_words
from scorecard.domain.work import Item
from scorecard.reports.agenda_before import finished_at, named
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.headline import value_words
from scorecard.reports.since import since_report
from scorecard.reports.standing import MeasureRow, rows_of
from scorecard.reports.work import work_report
from scorecard.reports.work_rows import WorkRow, names_of, what_of
from scorecard.store.store import Store

DAILY = "daily"
TOMORROW, WEEK = 1, 7
"""Days ahead of what is told under Today, and under Next."""

NAMED = 3
"""Pieces of work that a column names; the others are counted."""


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A line with who wrote it, what it is about, and how long it stands: "" on its first day."""

    line: Line
    who: str
    about: str
    age: str


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One column: what the figures and the work say, and the lines people wrote; ``place`` is its item."""

    column: Block
    place: int
    told: tuple[str, ...]
    lines: tuple[BoardLine, ...]


@dataclass(frozen=True, slots=True)
class RedRow:
    """A red number on the agenda: its item, and why it is red and what is done, or why it waits; "" while silent."""

    place: int
    label: str
    answer: str
    is_silent: bool


@dataclass(frozen=True, slots=True)
class HuddleReport:
    """The board of one huddle."""

    scope: Scope
    headline: str
    as_of: str
    revision: int
    columns: tuple[BoardColumn, ...]
    reds: tuple[RedRow, ...]


def huddle_report(store: Store, scope: Scope, meeting: int) -> HuddleReport | None:
    """Answer: what was, what is to be done today, what is in the way, what comes next? None for no such huddle."""
    found = next((each for each in store.meetings.meetings() if each.id == meeting and each.preset == DAILY), None)
    if found is None:
        return None
    asked, today = open_scope(store, scope), store.today()
    names, lines = names_of(store, asked.catalogue), _lines(store, found)
    places = {item.block: place for place, item in enumerate(found.agenda, 1) if item.kind == "column"}
    told = _told(store, asked, _last(store, asked.scope.entity, found))
    columns = tuple(
        BoardColumn(
            column, place, told[column],
            tuple(BoardLine(line, names.get(line.who, line.who), what_of(asked, line.subject) if line.subject else "",
                            age_words(line, today)) for line in lines if line.column is column),
        )
        for column, place in places.items()
    )  # fmt: skip
    reds = tuple(_reds(store, asked, found, today))
    headline = board_headline(lines, reds, today)
    return HuddleReport(scope, headline, asked.snapshot.as_of_label, asked.snapshot.revision, columns, reds)


def board_headline(lines: Sequence[Line], reds: Sequence[RedRow], today: date) -> str:
    """What stands, how old the oldest obstacle is, and how many reds are still silent."""
    stands = [line for line in carried(lines) if line.column is Block.OBSTACLES]
    count = "1 obstacle" if len(stands) == 1 else f"{len(stands) or 'no'} obstacles"
    oldest = max((line.age(today) for line in stands), default=0)
    aged = f", the oldest for {span_words(oldest)}" if oldest else ""
    silent = sum(red.is_silent for red in reds)
    told = f"; {silent} of {len(reds)} red numbers without a reason and an action" if silent else ""
    spoken = "; every red has a reason and an action" if reds and not silent else ""
    return f"{count[0].upper()}{count[1:]}{aged}{told}{spoken}."


def huddle_items(store: Store, asked: Asked) -> Iterator[AgendaItem]:
    """The next huddle's items: its columns, the lines the last one left, and every red number."""
    today, last = store.today(), _last(store, asked.scope.entity)
    left = carried(_lines(store, last)) if last else ()
    told = _told(store, asked, last)
    yield from column_items({column: " ".join(said) for column, said in told.items()})
    yield from (item_of(line, today) for line in left)
    for row in _red_rows(asked):
        found = answer_to(asked.scope.entity, _names(asked, row.id), store.work.items(), today)
        words = f"{_stands(asked, row)}; {'no reason and action yet' if found is None else _answer(found)}."
        owners = " & ".join(filter(None, (row.finance_owner, row.operations_owner)))
        yield AgendaItem("measure", f"measure/{row.id}", row.label, words, 1, owners, block=Block.REDS)


def obstacle_items(store: Store, asked: Asked) -> Iterator[tuple[AgendaItem, int]]:
    """Obstacles that huddles could not clear in a working week, for the weekly review, with their age in days."""
    today = store.today()
    for line in lines_left(store, asked.scope.entity):
        if line.column is Block.OBSTACLES and line.age(today) >= LATE:
            told = f"In the way for {span_words(line.age(today))}, from the daily huddle."
            yield AgendaItem("obstacle", f"obstacle/{line.id}", line.text, told, 2), line.age(today)


def lines_left(store: Store, entity: str) -> tuple[Line, ...]:
    """What the last huddle of a place left to the next one."""
    last = _last(store, entity)
    return carried(_lines(store, last)) if last else ()


def _last(store: Store, entity: str, before: Meeting | None = None) -> Meeting | None:
    """The last huddle that ended at a place, before another one where one is named."""
    every = (each for each in reversed(finished_at(store, entity)) if each.preset == DAILY)
    return next((each for each in every if before is None or each.id < before.id), None)


def _lines(store: Store, meeting: Meeting) -> tuple[Line, ...]:
    return lines_of(meeting, store.meetings.outcomes(), store.meetings.flags(), store.work.told())


def _told(store: Store, asked: Asked, last: Meeting | None) -> dict[Block, tuple[str, ...]]:
    """What figures and work say in each column."""
    rows, today = work_report(store, asked.scope).rows, store.today()
    moved = since_report(store, asked.scope, named(last) if last else "").headline
    settled = sum(bool(line.settled) for line in _lines(store, last)) if last else 0
    done = f"{settled} lines were settled." if settled > 1 else "1 line was settled." if settled else ""
    late = [row for row in rows if row.overdue]
    soon = [row for row in rows if row.due and not row.overdue and (row.due - today).days <= TOMORROW]
    next_ = [row for row in rows if row.due and TOMORROW < (row.due - today).days <= WEEK]
    return {
        Block.YESTERDAY: tuple(filter(None, (moved, done))),
        Block.TODAY: tuple(filter(None, (_work("Overdue", late), _work("Due by tomorrow", soon)))),
        Block.OBSTACLES: (),
        Block.NEXT: tuple(filter(None, (_work("Due this week", next_),))),
    }


def _work(label: str, rows: Sequence[WorkRow]) -> str:
    named = "; ".join(f"{row.what} ({row.finance} & {row.operations})" for row in rows[:NAMED])
    more = f"; and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
    return f"{label}: {named}{more}." if rows else ""


def _red_rows(asked: Asked) -> list[MeasureRow]:
    """Measures off track; customers and operations come before money."""
    rows = [row for row in rows_of(asked, asked.catalogue.measures.values()) if row.judged and row.value is not None]
    red = (row for row in rows if row.status is Status.OFF_TRACK)
    return sorted(red, key=lambda row: row.perspective is Perspective.FINANCIAL)


def _reds(store: Store, asked: Asked, found: Meeting, today: date) -> Iterator[RedRow]:
    """The red numbers on the huddle's agenda as they stand now."""
    quiet = _parked(store, found)
    for place, item in enumerate(found.agenda, 1):
        if item.block is Block.REDS:
            answer = answer_to(found.entity, _names(asked, item.name), store.work.items(), today)
            told = _answer(answer) if answer else f"waits: {quiet[place]}" if place in quiet else ""
            yield RedRow(place, item.label, told, not told)


def _parked(store: Store, found: Meeting) -> dict[int, str]:
    every = store.meetings.outcomes()
    return {each.place: each.text for each in every if each.meeting == found.id and each.kind == "parked"}


def _names(asked: Asked, measure: str) -> tuple[str, ...]:
    """What a number goes by: its measure, and the line that it is."""
    found = asked.catalogue.measures.get(measure)
    return (measure, line_of(found)) if found is not None and line_of(found) else (measure,)


def _stands(asked: Asked, row: MeasureRow) -> str:
    difference = f", {row.difference_words}" if row.difference_words else ""
    return f"{value_words(row, asked.catalogue.currency)}{difference}; {status_words(row.status).lower()}"


def _answer(item: Item) -> str:
    """Why and what is done until when: "supply: a supplier stopped; second source, until 28 Nov 2026"."""
    why = f"{item.cause.value if item.cause else 'cause'}: {item.whys[0].rstrip('.')}" if item.whys else ""
    due = f", until {item.action_due:%-d %b %Y}" if item.action_due else ""
    return "; ".join(filter(None, (why, f"{' '.join(item.action.split()).rstrip('.')}{due}")))
