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
UNSAID = "not reported"
"""How a reason begins that says no more than the state of which it is the reason."""

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


def why_none(label: str, reason: str) -> str:
    """Why there is no value, for beside its state in words: neither "not reported" nor the measure's name again.

    Args:
        label: The measure's name.
        reason: As in "not reported; last reported for Jun 2016".
    """
    told = reason.removeprefix(f"{label}: ")
    return told.removeprefix(UNSAID).removeprefix("; ")


def none_words(label: str, state: State, reason: str, when: str) -> str:
    """That there is no value and why, after its name: "not due yet in Nov 2026, no figures after Oct 2026"."""
    told = why_none(label, reason or "no figure yet")
    mark = ";" if told.startswith("last reported") else ","
    return f"{STATE[state].lower()} {when}{f'{mark} {told}' if told else ''}"


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
