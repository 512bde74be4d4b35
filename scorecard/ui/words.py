"""What stands on the screen for a value, a status, a state, an age and a label."""

from urllib.parse import urlencode

from scorecard.domain.display import unbroken
from scorecard.domain.vocabulary import Cadence
from scorecard.reports.standing import MeasureRow
from scorecard.reports.standing_words import (
    BLANK,
    STATE,
    STATUS,
    age,
    number,
    owners,
    status_label,
    status_name,
    target,
    why_none,
)

__all__ = [
    "BLANK", "CADENCE", "STATE", "STATUS", "address", "age", "number", "owners", "red_flag", "status_label",
    "status_name", "target", "unbroken", "why_none",
]  # fmt: skip

CADENCE = {Cadence.MONTHLY: "every month", Cadence.QUARTERLY: "every quarter", Cadence.YEARLY: "every year"}


def red_flag(row: MeasureRow) -> str:
    """From where on a measure is off track; "" where nothing says so."""
    if row.band is not None:
        low, high = (number(edge, row.unit, "", row.decimals) for edge in (row.band[0], row.band[3]))
        return f"red flag below {low} or above {high}"
    return "" if row.red is None else f"red flag {number(row.red, row.unit, '', row.decimals)}"


def address(page: str, query: dict[str, str]) -> str:
    """A link inside the house, relative so that it also holds under a path prefix."""
    told = urlencode(query)
    return f"{page or './'}{'?' if told else ''}{told}"
