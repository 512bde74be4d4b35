"""XLSX: what those who lead take away, as exact values with their words; text stays text, never a formula."""

from collections.abc import Callable, Iterator

from scorecard.exports.pack_tables import Grid
from scorecard.exports.sync_tables import decided_grid, dials_grid, flags_grid, log_grid, matters_grid, process_grid
from scorecard.exports.workbook import Cell, Column, Sheet, workbook
from scorecard.reports.commitments import CommitmentRow
from scorecard.reports.sync_goals import trust_words
from scorecard.reports.sync_pack import SyncPack

SENTENCES = (Column("About", width=18), Column("Sentence", width=120))
PROMISES = (
    Column("Promise", width=36), Column("To", width=12), Column("Whom", width=24), Column("Bound", width=12),
    Column("State", width=16), Column("Number", width=40), Column("Unit", width=10),
    Column("At least", Cell.AMOUNT, 16), Column("At most", Cell.AMOUNT, 16), Column("Promised as written", width=22),
    Column("Stands", Cell.AMOUNT, 16), Column("Stands as written", width=18),
    Column("Room", Cell.AMOUNT, 16), Column("Room as written", width=24), Column("Breaks on", Cell.DAY, 12),
    Column("At", Cell.AMOUNT, 16), Column("Forecast", width=60), Column("From", Cell.DAY, 12),
    Column("Until", Cell.DAY, 12),
)  # fmt: skip
GOALS = (
    Column("Goal", width=40), Column("Weight", Cell.AMOUNT, 10), Column("Share of weight", Cell.SHARE, 14),
    Column("Progress in words", width=18), Column("State", width=14), Column("Value", width=20),
    Column("Target", width=20),
)  # fmt: skip
TRUST = (
    Column("Area", width=40), Column("Forecast", width=32), Column("Amounts", Cell.WHOLE, 10),
    Column("Off by", Cell.AMOUNT, 12), Column("Leans", Cell.AMOUNT, 12), Column("Better by", Cell.AMOUNT, 12),
    Column("Off by, as written", width=18), Column("Leans, as written", width=18),
    Column("Better by, as written", width=20),
)  # fmt: skip


def sync_workbook(pack: SyncPack) -> bytes:
    """The file: one sheet a part, each under its sentence and the stamp; the same pack, the same bytes."""
    return workbook(tuple(_sheets(pack)), pack.stamp)


def _sheets(pack: SyncPack) -> Iterator[Sheet]:
    said = [(each.about, each.text) for each in pack.sentences]
    yield Sheet("Summary", f"{pack.title}. {pack.for_whom}", SENTENCES, said)
    yield _in_words("Dials", pack.sync.headline, pack, dials_grid)
    yield Sheet("Commitments", pack.sync.headline, PROMISES, [_promise(row) for row in pack.sync.commitments])
    yield _in_words("Matters", pack.matters.headline, pack, matters_grid)
    yield _in_words("Log", "Everything that was said about the matters, the oldest first.", pack, log_grid)
    yield _in_words("Flags", pack.sync.thanks or "Nobody raised a flag this week.", pack, flags_grid)
    yield _in_words("Decided earlier", "Predicted and come.", pack, decided_grid)
    goals = [
        (row.label, row.weight, row.share, _progress(row.progress), row.state, row.value, row.target)
        for row in pack.goals.goals
    ]
    yield Sheet("Joint goals", pack.goals.headline, GOALS, goals)
    trust = [
        (row.area, row.kind, row.count, row.error, row.bias, row.added, *trust_words(row)) for row in pack.goals.trust
    ]
    yield Sheet("Trust", "Off by, leans and better by are shares of what came.", TRUST, trust)
    yield _in_words("Process", "How long things wait, and what nobody records.", pack, process_grid)


def _in_words(name: str, headline: str, pack: SyncPack, made: Callable[[SyncPack], Grid]) -> Sheet:
    """A table of words as it is read."""
    grid = made(pack)
    return Sheet(name, headline, tuple(Column(title, width=36) for title in grid.head), grid.rows)


def _promise(row: CommitmentRow) -> tuple[object, ...]:
    held, number, breach = row.commitment, row.number, row.breach
    return (
        held.name, held.to.value, held.whom, held.bound.value, row.standing.value,
        f"{number.label} {number.at}".strip(), number.unit.value, number.least, number.most, row.promised,
        number.value, row.stands, row.room, row.room_words, None if breach is None else breach.day,
        None if breach is None else breach.value, row.forecast, held.since, held.until,
    )  # fmt: skip


def _progress(score: float | None) -> str:
    return "no score" if score is None else f"{score:.0f} of 100"
