"""The sentence a reader would say aloud about a scorecard or a measure."""

from collections.abc import Sequence

from scorecard.domain.display import shown, told_apart
from scorecard.domain.vocabulary import Status, View
from scorecard.domain.wording import status_words, when_words
from scorecard.reports.standing import MeasureRow
from scorecard.reports.standing_counts import Counts, counts_of
from scorecard.reports.standing_words import STATE, none_words

STANDINGS = (Status.ON_TRACK, Status.WATCH, Status.OFF_TRACK)


def standing_headline(rows: Sequence[MeasureRow], currency: str, period: str, place: str = "") -> str:
    """How many are on track, how many are not or cannot be judged, and which is furthest from its target.

    Args:
        rows: Every measure.
        currency: ISO code.
        period: Its label.
        place: The entity's name, "" for the whole company.
    """
    if not rows:
        return "This workspace has no measures yet."
    counts = counts_of(rows)
    if 2 * counts.not_due > len(rows):
        return f"{_at(place)}{_waiting(counts, len(rows), period)}."
    if not any(counts.by[status] for status in STANDINGS):
        return f"None of the {len(rows)} measures has a figure to judge for {period} yet."
    on = counts.by[Status.ON_TRACK]
    said = f"{on} of {len(rows)} measures {_are(on)} on track{_others(counts, counts.not_due)}"
    judged = [row for row in rows if row.judged and row.status is not Status.NOT_REPORTED]
    return f"{_at(place)}{said}{_furthest(judged, currency)}."


def _waiting(counts: Counts, every: int, period: str) -> str:
    """What leads where most is not due yet, as for a month without figures."""
    if counts.not_due == every:
        return f"Nothing is due for {period} yet"
    on = counts.by[Status.ON_TRACK]
    said = f"{counts.not_due} of {every} measures {_are(counts.not_due)} not due for {period} yet"
    return f"{said}; {on or 'none'} {_are(on)} on track{_others(counts)}"


def _others(counts: Counts, not_due: int = 0) -> str:
    """All that is not on track, so that the counts add up to every measure."""
    watch, off, missing = (counts.by[each] for each in (Status.WATCH, Status.OFF_TRACK, Status.NOT_REPORTED))
    said = f", {watch} to watch" if watch else ""
    said += f", {off or 'none'} off track"
    said += f", {missing} not reported" if missing else ""
    said += f", {not_due} not due yet" if not_due else ""
    return said + (f", {counts.unjudged} with no target" if counts.unjudged else "")


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


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
        return STATE[row.state]
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
        return f"{name}: {none_words(row.label, row.state, row.reason, when_words(row.kind, view, period))}."
    said = f"{name}: {value_words(row, currency)} {when_words(row.kind, view, row.carried_from or period)}"
    if row.difference_words:
        said += f", {row.difference_words}"
    if row.judged and row.status is not Status.NOT_REPORTED:
        said += f"; {status_words(row.status).lower()}"
    return f"{said}."
