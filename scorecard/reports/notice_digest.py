"""A digest: how its audience's numbers and cash stand, what moved and was said since the last one, and what is due."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from scorecard.domain.notice_words import counted, listed
from scorecard.domain.notices import Notice
from scorecard.domain.since import SinceKind, SinceRow, grouped, lead_words, since_headline
from scorecard.domain.wording import turned_words
from scorecard.domain.work_ageing import due_next
from scorecard.reports.asked import place_of
from scorecard.reports.headline import standing_headline
from scorecard.reports.notice_ears import Ears
from scorecard.reports.notice_facts import decision_words, decisions_heard, item_words, work_heard
from scorecard.reports.notice_said import cash_lines, said_lines
from scorecard.reports.since import since_report
from scorecard.reports.standing import rows_of, turned
from scorecard.reports.work_rows import shelf_of
from scorecard.store.store import Store

AHEAD = timedelta(days=7)
"""What is due within this time is told as coming."""


def digest_lines(store: Store, ears: Ears, last: Notice | None) -> tuple[str, ...]:
    """The digest's lines.

    Args:
        store: The open store.
        ears: Who hears it.
        last: The digest before it; None for the first one.
    """
    asked = ears.asked
    rows = rows_of(asked, ears.measures)
    headline = standing_headline(rows, asked.catalogue.currency, asked.period.label, place_of(asked))
    cash, said = cash_lines(store, ears), said_lines(store, ears, last)
    parts = ([f"{asked.period.label}. {headline}", *cash], said, [*_moved(store, ears, last)], [*_due(store, ears)])
    lines = [line for part in parts if part for line in ("", *part)]
    return tuple(lines[1:])


def _moved(store: Store, ears: Ears, last: Notice | None) -> Iterator[str]:
    """What is unusual of what moved, the biggest first, exactly as the page Since has it for these numbers."""
    answer = since_report(store, ears.asked.scope, f"r{last.revision}" if last else "", everything=True)
    heard = [(group.kind, row) for group in answer.groups for row in group.rows if _is_heard(store, ears, row)]
    yield since_headline(grouped(heard), len(heard), answer.since)
    unusual = [
        f"{group.label}: {_row(row, group.kind, answer.currency)}" for group in grouped(heard) for row in group.rows
    ]
    yield from listed(unusual)


def _is_heard(store: Store, ears: Ears, row: SinceRow) -> bool:
    """Whether the audience hears of the number; of one that is measured no more nobody knows what it was made of."""
    if row.id in ears.asked.catalogue.measures:
        return ears.hears(row.id)
    return bool(row.item) and ears.hears(store.work.item(row.item).subject.name)


def _row(row: SinceRow, kind: SinceKind, currency: str) -> str:
    told = lead_words(row, currency).removesuffix(".")
    if kind is SinceKind.WORDS_STALE and row.before == row.after:
        return f"what was written stands on numbers that have moved since ({told})"
    status = turned_words(row.status_before, row.status_after) if turned(row.status_before, row.status_after) else ""
    return f"{told}{status}"


def _due(store: Store, ears: Ears) -> Iterator[str]:
    """What is overdue and what is due within a week, the most urgent first."""
    shelf, until = shelf_of(store, ears.asked), store.today() + AHEAD
    stands = work_heard(shelf, ears)
    late = [stand for stand in stands if stand.overdue]
    coming = [stand for stand in stands if not stand.overdue and _falls_by(due_next(stand.item, stand.state), until)]
    decisions = decisions_heard(store, ears)
    if not (late or coming or decisions):
        yield f"Nothing is due until {until:%-d %b %Y}."
        return
    yield _counts(len(late), len(coming), len(decisions), f"{until:%-d %b %Y}")
    yield from listed([*(item_words(shelf, stand) for stand in (*late, *coming)), *map(decision_words, decisions)])


def _falls_by(due: date | None, until: date) -> bool:
    return due is not None and due <= until


def _counts(late: int, coming: int, decisions: int, until: str) -> str:
    said: Sequence[str] = [
        f"{counted(late, 'item')} overdue" if late else "",
        f"{counted(coming, 'item')} due until {until}" if coming else "",
        f"{counted(decisions, 'decision')} to look back at" if decisions else "",
    ]
    return f"Due: {', '.join(part for part in said if part)}."
