"""Check: every revision opens, its control totals hold, the audit chain is whole, and entries are what it says."""

from collections.abc import Callable, Iterable

from sqlalchemy import text

from scorecard.domain.problems import Problem
from scorecard.store import audit, meeting_tracing, notices_tracing, planned_cash, sync_tracing
from scorecard.store.history import Published, Revision, revisions, state_at
from scorecard.store.refusals import FactsUnreadable
from scorecard.store.shelves import Shelves
from scorecard.store.slices import SliceFigures, SliceKey, summarise
from scorecard.store.tracing import untraced

REMEDY = "Restore the store from its latest backup, then load the files since."


def check(shelves: Shelves, progress: Callable[[str], None]) -> list[Problem]:
    """Look at everything that was ever published.

    Returns:
        One problem per fault; none means all is well.
    """
    progress("book")
    problems = _book(shelves)
    with shelves.book.read() as connection:
        found = revisions(connection)
        progress("audit trail")
        broken = audit.verify(audit.rows_of(connection))
        own = (planned_cash.untraced, meeting_tracing.untraced, sync_tracing.untraced, notices_tracing.untraced)
        rooms = (untraced, *own)
        problems += broken or [problem for room in rooms for problem in room(connection)]
    for one in reversed(found):
        progress(f"revision {one.id}")
        problems += _revision(shelves, one)
    return problems


def _book(shelves: Shelves) -> list[Problem]:
    if not shelves.book.is_sqlite:
        return []
    with shelves.book.read() as connection:
        said = connection.scalar(text("PRAGMA quick_check"))
    return [] if said == "ok" else [Problem("book", "the database file is damaged", REMEDY)]


def _revision(shelves: Shelves, found: Revision) -> list[Problem]:
    where = f"revision {found.id}"
    with shelves.book.read() as connection:
        state = state_at(connection, found.id)
    try:
        files = shelves.facts.files(found.facts_version)
        missing = shelves.facts.missing_files(found.facts_version)
    except FactsUnreadable as error:
        return [Problem(where, str(error), REMEDY)]
    if missing:
        return [Problem(where, f"{len(missing)} of its files are missing or cut short", REMEDY)]
    rows, held = sum(file.rows for file in files), sum(one.figures.rows for one in state.slices.values())
    if rows != held:
        return [Problem(where, f"it holds {rows:,} lines where {held:,} were published", REMEDY)]
    return _totals(shelves, state)


def _totals(shelves: Shelves, state: Published) -> list[Problem]:
    """Sum up again the slices that this revision brought; older ones were looked at with theirs."""
    brought = {key: one.figures for key, one in state.slices.items() if one.since == state.revision}
    if not brought:
        return []
    with shelves.questions.cursor() as cursor:
        relation = shelves.facts.rows(cursor, state.facts_version, {key.period for key in brought})
        found = summarise(cursor, relation)
    return list(_compared(state.revision, brought, found))


def _compared(
    revision: int, brought: dict[SliceKey, SliceFigures], found: dict[SliceKey, SliceFigures]
) -> Iterable[Problem]:
    for key, told in sorted(brought.items()):
        held = found.get(key)
        where = f"revision {revision}, {key.source} {key.scenario} {key.period} {key.as_of}".rstrip()
        if held is None or (held.rows, held.total) != (told.rows, told.total):
            yield Problem(where, f"its control total is not {told.total:,} over {told.rows:,} lines any more", REMEDY)
        elif held.row_hash.split(":")[0] == told.row_hash.split(":")[0] and held.row_hash != told.row_hash:
            yield Problem(where, "its lines are not those that were published", REMEDY)
