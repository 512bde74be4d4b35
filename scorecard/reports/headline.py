"""The sentence a reader would say aloud about a scorecard or a measure."""

from collections.abc import Sequence

from scorecard.domain.display import shown, told_apart
from scorecard.domain.glossary import word
from scorecard.domain.vocabulary import Status, View
from scorecard.domain.wording import status_words, when_words
from scorecard.reports.standing import MeasureRow

STANDINGS = (Status.ON_TRACK, Status.WATCH, Status.OFF_TRACK)


def standing_headline(rows: Sequence[MeasureRow], currency: str, period: str, place: str = "") -> str:
    """How many are on track, how many are not, and which is furthest from its target.

    Args:
        rows: Every measure.
        currency: ISO code.
        period: Its label.
        place: The entity's name, "" for the whole company.
    """
    judged = [row for row in rows if row.judged]
    reported = [row for row in judged if row.status is not Status.NOT_REPORTED]
    if not rows:
        return "This workspace has no measures yet."
    if not reported:
        return f"None of the {len(rows)} measures has a figure to judge for {period} yet."
    on, watch, off = (sum(row.status is status for row in reported) for status in STANDINGS)
    verb = "is" if on == 1 else "are"
    said = f"{on} of {len(judged)} measures {verb} on track"
    said += f", {watch} to watch" if watch else ""
    said += f", {off or 'none'} off track"
    missing = len(judged) - len(reported)
    said += f", {missing} not reported" if missing else ""
    return f"{_at(place)}{said}{_furthest(reported, currency)}."


def _at(place: str) -> str:
    return f"{place}: " if place else ""


def _furthest(rows: Sequence[MeasureRow], currency: str) -> str:
    behind = [row for row in rows if row.status in (Status.OFF_TRACK, Status.WATCH) and row.score_unclipped is not None]
    if not behind:
        return "; every one that is reported has reached its target"
    row = min(behind, key=lambda row: (row.status is not Status.OFF_TRACK, row.score_unclipped or 0.0))
    value = value_words(row, currency)
    target = "" if row.target is None else f" against {shown(row.target, row.unit, currency, row.decimals)}"
    against = f" ({value}{target})"
    return f"; furthest from its target is {row.label}{against}"


def value_words(row: MeasureRow, currency: str) -> str:
    """A row's value, with enough digits not to look like a threshold it misses."""
    if row.value is None:
        return word(row.state)
    return told_apart(row.value, row.target, row.red, row.polarity, row.unit, currency, row.decimals)


def measure_headline(row: MeasureRow, currency: str, period: str, view: View = View.PERIOD, place: str = "") -> str:
    """The value, its difference in words and its status; or why there is none.

    Args:
        row: The measure at its scope.
        currency: ISO code.
        period: Label of the period asked for.
        view: The window, told with the period.
        place: The entity's name, "" for the whole company.
    """
    name = f"{row.label}, {place}" if place else row.label
    if row.value is None:
        return f"{name}: not reported {when_words(row.kind, view, period)}, {row.reason or 'no figure yet'}."
    said = f"{name}: {value_words(row, currency)} {when_words(row.kind, view, row.carried_from or period)}"
    if row.difference_words:
        said += f", {row.difference_words}"
    if row.judged and row.status is not Status.NOT_REPORTED:
        said += f"; {status_words(row.status).lower()}"
    return f"{said}."
