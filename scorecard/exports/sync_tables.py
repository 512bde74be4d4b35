"""What those who lead take away, as texts: one table a part, set by every format alike."""

from collections.abc import Iterator

from scorecard.exports.pack_tables import Grid, words_grid
from scorecard.reports.sync_goals import trust_words
from scorecard.reports.sync_matters import MatterRow
from scorecard.reports.sync_pack import SyncPack

NOBODY = "Nothing said yet."


def grids(pack: SyncPack) -> Iterator[Grid]:
    """Every table that has rows, in the order of the page."""
    made = (dials_grid, commitments_grid, matters_grid, log_grid, flags_grid, decided_grid, goals_grid, trust_grid)
    yield from (grid for make in (*made, process_grid) if (grid := make(pack)).rows)


def dials_grid(pack: SyncPack) -> Grid:
    """The dials and, below each, the numbers beside it."""
    rows: list[tuple[str, ...]] = []
    for row in pack.sync.dials:
        rows.append((row.name, row.state, row.figure, row.sentence))
        rows += [("", each.state, each.value, each.label) for each in row.beside]
    return words_grid("How we stand", ("Dial", "State", "Number", "How it stands"), rows)


def commitments_grid(pack: SyncPack) -> Grid:
    """What was promised, the room left and when it breaks."""
    rows = [
        (
            row.commitment.name, f"{row.who}, {row.commitment.bound}", row.standing.value.capitalize(), row.promised,
            f"{row.stands} ({row.number.label})", row.room_words, row.forecast,
        )
        for row in pack.sync.commitments
    ]  # fmt: skip
    head = ("Promise", "To", "State", "Promised", "Stands", "Room", "Forecast")
    return words_grid("What we promised", head, rows)


def matters_grid(pack: SyncPack) -> Grid:
    """What is to be decided and what was, with terms and positions."""
    rows = [
        (row.matter.title, _about(row), _terms(row), *_positions(row), row.decision or row.due)
        for row in pack.matters.rows
    ]
    return words_grid("Decisions needed and taken", ("Matter", "About", "Terms", "CFO", "COO", "Outcome"), rows)


def _about(row: MatterRow) -> str:
    moved = f"Now {row.now_words}." if row.moved else ""
    told = f"{row.label}: {row.about}." if row.label else ""
    return " ".join(filter(None, (told, moved, row.room)))


def _terms(row: MatterRow) -> str:
    condition = f"Yes, if {row.matter.yes_if}." if row.matter.yes_if else ""
    instead = f"Displaces: {row.matter.displaced}." if row.matter.displaced else ""
    return " ".join(filter(None, (condition, instead, row.expected, f"{row.cost}." if row.cost else "")))


def _positions(row: MatterRow) -> tuple[str, str]:
    first, second = (each.words or NOBODY for each in row.positions)
    return first, second


def log_grid(pack: SyncPack) -> Grid:
    """Everything that was said about every matter, the oldest first."""
    rows = [
        (row.matter.title, f"{line.at:%Y-%m-%d %H:%M}", f"{line.seat.label}, {line.who}", line.words)
        for row in pack.matters.rows
        for line in row.log
    ]
    return words_grid("Log of the matters", ("Matter", "When (UTC)", "Who", "What"), rows)


def flags_grid(pack: SyncPack) -> Grid:
    """This week's flags."""
    rows = [(row.label, row.words, row.who) for row in pack.sync.flags]
    return words_grid("Flags raised this week", ("About", "What is coming", "Raised by"), rows, note=pack.sync.thanks)


def decided_grid(pack: SyncPack) -> Grid:
    """What was decided: expected, and what it came to."""
    rows = [(row.label, row.words, row.check_words) for row in pack.sync.decided]
    return words_grid("Decided earlier", ("About", "Decision", "Predicted and come"), rows)


def goals_grid(pack: SyncPack) -> Grid:
    """Joint goals with weight and progress."""
    rows = [
        (
            row.label, f"{row.share * 100:.0f} %", "no score" if row.progress is None else f"{row.progress:.0f} of 100",
            row.state, row.value, row.target,
        )
        for row in pack.goals.goals
    ]  # fmt: skip
    head = ("Goal", "Weight", "Progress", "State", "Value", "Target")
    return words_grid("Joint goals", head, rows, (1, 2), pack.goals.headline)


def trust_grid(pack: SyncPack) -> Grid:
    """How far forecasts can be trusted."""
    rows = [(row.area, row.kind, *trust_words(row)) for row in pack.goals.trust]
    head = ("Area", "Forecast", "Off by", "Leans", "Better by")
    return words_grid("How far forecasts can be trusted", head, rows, (2, 3, 4))


def process_grid(pack: SyncPack) -> Grid:
    """How long things wait."""
    rows = [(row.step, row.words) for row in pack.goals.process]
    return words_grid("How long things wait", ("Step", "What the book says"), rows)
