"""How a measure stands as words: value, status, target, age and owners, the same on the screen and in files."""

from decimal import Decimal

from scorecard.domain.display import shown
from scorecard.domain.vocabulary import State, Status, Unit
from scorecard.domain.wording import age_words
from scorecard.reports.standing import MeasureRow

STATUS = {
    Status.ON_TRACK: "On track",
    Status.WATCH: "Watch",
    Status.OFF_TRACK: "Off track",
    Status.NOT_REPORTED: "Not reported",
}
STATE = {
    State.REPORTED: "Reported",
    State.MISSING: "Not reported",
    State.NOT_DUE: "Not due yet",
    State.NOT_APPLICABLE: "Does not apply",
    State.HIDDEN: "Hidden from you",
}
BLANK = "\N{EM DASH}"


def number(value: Decimal | None, unit: Unit, currency: str, decimals: int | None = None) -> str:
    """A value with its unit, as the whole project writes it; a dash where there is none."""
    return BLANK if value is None else shown(value, unit, currency, decimals)


def status_name(row: MeasureRow) -> str:
    """CSS name of how a measure stands: a status, or ``no-target`` where it is not judged."""
    return row.status.value.replace("_", "-") if row.judged or row.value is None else "no-target"


def status_label(row: MeasureRow) -> str:
    """How a measure stands, in words."""
    if row.value is None and row.state is not State.REPORTED:
        return STATE[row.state]
    return STATUS[row.status] if row.judged else "No target"


def age(row: MeasureRow) -> str:
    """How old the newest figure is, "" where nothing was ever reported."""
    return "" if row.age_days is None else age_words(row.age_days, row.stale)


def target(row: MeasureRow, currency: str) -> str:
    """The target, or the range a measure should stay in; "" where it has none."""
    if row.band is not None:
        low, high = (number(edge, row.unit, currency, row.decimals) for edge in row.band[1:3])
        return f"{low} to {high}"
    return "" if row.target is None else number(row.target, row.unit, currency, row.decimals)


def owners(row: MeasureRow) -> str:
    """The owner pair, finance first."""
    pair = [name for name in (row.finance_owner, row.operations_owner) if name]
    return " & ".join(pair) if pair else "No owner"
