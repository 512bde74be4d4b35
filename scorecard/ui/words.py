"""What stands on the screen for a value, a status, a state, an age and a label."""

import re
from decimal import Decimal
from urllib.parse import urlencode

from scorecard.domain.display import shown
from scorecard.domain.vocabulary import Cadence, State, Status, Unit
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
CADENCE = {Cadence.MONTHLY: "every month", Cadence.QUARTERLY: "every quarter", Cadence.YEARLY: "every year"}
BLANK = "\N{EM DASH}"
_UNIT = re.compile(r"(?<=\d) (?=[kM]\b|\\?%)|(?<=\d [kM]) (?=[A-Z]{3}\b)")
"""The blanks inside "4.47 M EUR" and "63 %", also where the text is escaped for markdown."""


def unbroken(text: str) -> str:
    """The text with each number and its unit on one line."""
    return _UNIT.sub("\N{NO-BREAK SPACE}", text)


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


def red_flag(row: MeasureRow) -> str:
    """From where on a measure is off track; "" where nothing says so."""
    if row.band is not None:
        low, high = (number(edge, row.unit, "", row.decimals) for edge in (row.band[0], row.band[3]))
        return f"red flag below {low} or above {high}"
    return "" if row.red is None else f"red flag {number(row.red, row.unit, '', row.decimals)}"


def owners(row: MeasureRow) -> str:
    """The owner pair, finance first."""
    pair = [name for name in (row.finance_owner, row.operations_owner) if name]
    return " & ".join(pair) if pair else "No owner"


def address(page: str, query: dict[str, str]) -> str:
    """A link inside the house, relative so that it also holds under a path prefix."""
    told = urlencode(query)
    return f"{page or './'}{'?' if told else ''}{told}"
