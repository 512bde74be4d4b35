"""What a meeting starts from: what the one before it decided, agreed and parked, as it stands; and the one message."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from scorecard.domain.decided import Cost
from scorecard.domain.huddle import LINE
from scorecard.domain.meeting import Meeting, Outcome, OutcomeKind
from scorecard.domain.vocabulary import Unit
from scorecard.domain.wording import span_words
from scorecard.domain.work import Comment, Item, Said, WorkState
from scorecard.reports.agenda_before import by_then, finished_then, series_of
from scorecard.reports.asked import Asked
from scorecard.reports.cash_guard import CashGuard
from scorecard.reports.decisions import decision_of
from scorecard.reports.meeting import minutes_headline
from scorecard.reports.sync_matters import message_of
from scorecard.reports.work_rows import Shelf, names_of, shelf_of, stand_of
from scorecard.reports.work_rows import row_of as work_row
from scorecard.store.store import Store

LEADS = "CFO & COO"


class Left(StrEnum):
    """What kind of thing a meeting leaves."""

    MESSAGE = "One message"
    DECIDED = "Decided"
    ACTION = "Action"
    PARKED = "Parked"


@dataclass(frozen=True, slots=True)
class LeftLine:
    """One thing that was left.

    Attributes:
        about: The number or the item of the agenda; "" for none.
        text: What was said.
        stands: How it stands now, in words; "" where nothing can be said.
        day: By when; None for no day.
        who: Who wrote a decision down, or the owner pair.
        unit: What ``expected`` and ``came`` are counted in.
        expected: What the number was to become; None where nothing was predicted.
        came: What it became; None while it is not known.
        cost: What a decision costs at most, or brings at least; None where nobody said.
    """

    kind: Left
    about: str
    text: str
    stands: str = ""
    day: date | None = None
    who: str = ""
    unit: Unit = Unit.MONEY
    expected: Decimal | None = None
    came: Decimal | None = None
    cost: Cost | None = None


@dataclass(frozen=True, slots=True)
class LastTime:
    """All that was left: a sentence, the meeting's number and day (0 and None before the first), and its lines."""

    headline: str
    meeting: int
    held: date | None
    lines: tuple[LeftLine, ...]


def last_time(store: Store, asked: Asked, preset: str, with_cash: bool, before: datetime | None = None) -> LastTime:
    """What the last finished meeting of a kind left at a place, as far as this state of the numbers had come.

    Args:
        store: The open store.
        asked: The question, in the state in which decisions and actions are held against what came.
        preset: The kind of meeting.
        with_cash: Whether what was decided, agreed and parked about cash and debts is told.
        before: When the meeting that asks began, so that what ended while it runs is not told; None for no meeting.
    """
    said = message_of(store, by_then(store, asked))
    lines = [LeftLine(Left.MESSAGE, "", said, who=LEADS)] if said else []
    found = _last(store, asked, preset, before)
    if found is None:
        return LastTime("There has been no meeting of this kind yet.", 0, None, tuple(lines))
    heard, shelf = store.meetings.heard(found.id), shelf_of(store, asked)
    guard = None if with_cash else CashGuard(store, asked.catalogue)
    outcomes = [each for each in heard.outcomes if guard is None or not guard.keeps_outcome(each)]
    given = [(entry, item) for entry, item in heard.given if guard is None or not guard.keeps(item.subject)]
    agreed = (line for _, line in actions_of(shelf, found, given))
    lines += [*_decided(store, asked, found, outcomes), *agreed]
    lines += [
        LeftLine(Left.PARKED, found.item(each.place).label, each.text, "Goes on the next agenda")
        for each in outcomes
        if each.kind is OutcomeKind.PARKED
    ]
    return LastTime(minutes_headline(found, found.record), found.id, found.day, tuple(lines))


def _last(store: Store, asked: Asked, preset: str, before: datetime | None) -> Meeting | None:
    """The last one of the same series that had ended by then, and before a moment where one is given."""
    series = (each for each in reversed(finished_then(store, asked)) if each.preset in series_of(preset))
    return next((each for each in series if before is None or (each.ended and each.ended <= before)), None)


def _decided(store: Store, asked: Asked, found: Meeting, outcomes: list[Outcome]) -> Iterator[LeftLine]:
    names = names_of(store, asked.catalogue)
    for each in outcomes:
        if each.kind is OutcomeKind.DECISION and found.item(each.place).kind != LINE:
            row = decision_of(store, asked, each, names)
            about = row.label if each.subject else found.item(each.place).label
            stands = " ".join(filter(None, (row.cost_words, row.check_words)))
            came = row.realised if each.expected is not None else None
            who = f"written down by {row.who}"
            yield LeftLine(
                Left.DECIDED, about, each.text, stands, each.by, who, row.unit, each.expected, came, each.cost
            )


def actions_of(shelf: Shelf, found: Meeting, given: Iterable[tuple[Comment, Item]]) -> Iterator[tuple[Item, LeftLine]]:
    """Actions agreed while it ran at its place or below it, each item once, in the words they have now."""
    below = set(shelf.asked.catalogue.subtree(found.entity))
    agreed = {
        item.id: item
        for entry, item in given
        if item.subject.entity in below and (entry.kind is Said.AGREED or bool(item.lead and item.action == entry.text))
    }
    for item in agreed.values():
        stand = stand_of(shelf, item)
        row, done = work_row(shelf, stand), stand.state is WorkState.VERIFIED
        day = item.verified if done else item.action_due or item.due
        late = 0 if done or day is None else (shelf.today - day).days
        stands = stands_words(done, late, stand.moved)
        yield item, LeftLine(Left.ACTION, row.label, item.action, stands, day, row.pair)


def stands_words(is_done: bool, days_late: int, has_moved: bool) -> str:
    """How an action stands: done, late or open, and whether its numbers have moved since."""
    told = "Done" if is_done else f"Late by {span_words(days_late)}" if days_late > 0 else "Open"
    return f"{told}; its numbers have moved" if has_moved else told
