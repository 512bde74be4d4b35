"""What a meeting needs beside a number to decide on it: its marks, its largest parts, work on it and what was said."""

from collections.abc import Iterator
from dataclasses import dataclass

from scorecard.domain.display import shown
from scorecard.domain.scope import Scope
from scorecard.domain.wording import named_alone
from scorecard.domain.work import Said
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.open_work import open_work, work_told
from scorecard.reports.standing import row_of
from scorecard.reports.why import WhyReport
from scorecard.reports.why_causes import Cause
from scorecard.reports.work_figures import figured_in, subject_of
from scorecard.reports.work_rows import Line, shelf_of
from scorecard.store.store import Store

PARTS, OFFSET = 3, 1
"""Parts that go the difference's way, and parts that go the other."""

REMARKS = (Said.OPENED, Said.COMMENT, Said.EXPLAINED)
"""Entries that say what people know of it; an action stands with the work."""


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What is known of a number.

    Attributes:
        marks: Name and value: now, its target, what else it is held against, the period before.
        work: What is open about it at the place or below, the most urgent first: item and words.
        said: The last remark on that work: who and when, and the words; "" for none.
    """

    marks: tuple[tuple[str, str], ...] = ()
    work: tuple[tuple[int, str], ...] = ()
    said: tuple[str, str] = ("", "")


def item_facts_report(store: Store, scope: Scope, name: str) -> ItemFacts:
    """Answer: what is known of this line or measure that helps to decide on it?

    Args:
        store: The open store.
        scope: Place, window and comparison.
        name: Id of a measure, an account or a reading; what this state does not know has no facts.
    """
    asked = open_scope(store, scope)
    subject = subject_of(scope, name)
    if figured_in(store, asked.snapshot, scope, subject) is None:
        return ItemFacts()
    rows = open_work(shelf_of(store, asked), subject)
    spoken = [
        (line.at, line.who, " ".join(said.split()))
        for row in rows
        for line in row.lines
        if line.kind in REMARKS and (said := _remark(line)) not in ("", row.item.action)
    ]
    last = max(spoken, default=None)
    return ItemFacts(
        marks=tuple(_marks(store, asked, name)),
        work=work_told(rows),
        said=("", "") if last is None else (f"{last[1]}, {last[0].day} {last[0]:%b}", last[2]),
    )


def _remark(line: Line) -> str:
    """What somebody said; of a cause the reasons, without the word for its kind."""
    return line.text.partition("\n")[2] if line.kind is Said.EXPLAINED else line.text


def largest(why: WhyReport) -> tuple[Cause, ...]:
    """The parts that make most of the difference, and the one that most offsets it."""
    told = sorted(why.causes, key=lambda each: -abs(each.amount))
    along = [each for each in told if each.amount * (why.difference or 0) > 0]
    return (*along[:PARTS], *[each for each in told if each not in along][:OFFSET])


def _marks(store: Store, asked: Asked, name: str) -> Iterator[tuple[str, str]]:
    """The number as it stands, its target, the other side where that is another one, and the period before."""
    now = figured_in(store, asked.snapshot, asked.scope, subject_of(asked.scope, name))
    if now is None:
        return
    unit, decimals = now.measure.unit, now.measure.decimals
    currency = asked.catalogue.currency
    at = asked.index
    earlier = asked.scope.with_(period=asked.calendar.periods[at - 1].key) if at else None
    before = figured_in(store, asked.snapshot, earlier, subject_of(earlier, name)) if earlier else None
    target = row_of(asked, asked.catalogue.measures[name]).target if name in asked.catalogue.measures else None
    told = [(asked.period.label, now.figures.actual), ("Target", target)]
    if now.figures.reference != target or target is None:
        told.append((named_alone(now.against), now.figures.reference))
    if before is not None and at:
        told.append((asked.calendar.periods[at - 1].label, before.figures.actual))
    yield from ((label, shown(value, unit, currency, decimals)) for label, value in told if label and value is not None)
