"""What stands on the screen for a value, a status, a state, an age and a label."""

from decimal import Decimal
from urllib.parse import urlencode

from scorecard.domain.display import shown
from scorecard.domain.vocabulary import Cadence, State, Status, Unit, View
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
VIEW = {
    View.PERIOD: "Single period",
    View.QUARTER_TO_DATE: "Quarter to date",
    View.YEAR_TO_DATE: "Year to date",
    View.ROLLING: "Rolling year",
}
CADENCE = {Cadence.MONTHLY: "every month", Cadence.QUARTERLY: "every quarter", Cadence.YEARLY: "every year"}
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
    if row.age_days is None:
        return ""
    return f"{days(row.age_days)}, too old" if row.stale else f"{days(row.age_days)} old"


def days(count: int) -> str:
    """A number of days."""
    return "1 day" if count == 1 else f"{count} days"


def owners(row: MeasureRow) -> str:
    """The owner pair, finance first."""
    pair = [name for name in (row.finance_owner, row.operations_owner) if name]
    return " & ".join(pair) if pair else "No owner"


def address(page: str, query: dict[str, str]) -> str:
    """A link inside the house, relative so that it also holds under a path prefix."""
    told = urlencode(query)
    return f"{page or './'}{'?' if told else ''}{told}"
