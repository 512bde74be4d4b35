"""A measure's trend on the screen: its numbers beside the texts a tooltip shows, its legend and its words."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

import streamlit as st

from scorecard.charts import measure as charts
from scorecard.domain.closing import NOT_CLOSED
from scorecard.domain.vocabulary import Comparison
from scorecard.reports.measure import MeasureReport
from scorecard.reports.trend import TrendPoint
from scorecard.ui import words
from scorecard.ui.markup import Markup, element

NUMBERS = ("value", "goal", "red", "plan", "last_year", "outlook")
SERIES = {
    "value": "Actual",
    "goal": "Target",
    "red": "Red flag",
    "plan": "Plan",
    "last_year": "Last year",
    "outlook": "Outlook",
}


def draw(answer: MeasureReport) -> None:
    """Draw the trend with its legend, and say in words what is unusual."""
    if not any(point.value is not None for point in answer.trend):
        st.info("Nothing was reported in these periods, so there is no line to draw.")
        return
    behind = ranges(answer)
    rows = {charts.MAIN: table(answer), charts.LINES: lines(answer), charts.RANGES: behind}
    spec = charts.trend(answer.row.unit, len(answer.trend), bool(behind), "plan" in series(answer))
    drawn = charts.filled(spec, [point.label for point in answer.trend], rows)
    st.vega_lite_chart(drawn, key="trend", alt=spoken(answer))
    st.html(legend(answer))


def table(answer: MeasureReport) -> charts.Rows:
    """One row per period, numbers as floats for the chart, texts written as everywhere else."""
    planned = "plan" in series(answer)
    return [_row(answer, place, planned) for place in range(len(answer.trend))]


def lines(answer: MeasureReport) -> charts.Rows:
    """The corners of every line; a line breaks at a gap, and where a value to date begins anew."""
    drawn = series(answer)
    rows = [row for name in charts.DRAWN if name in drawn for row in _corners(name, answer.trend)]
    if answer.limits is not None:
        ends = (-0.5, len(answer.trend) - 0.5)
        rows[:0] = [_corner("centre", 0, end, answer.limits.centre) for end in ends]
    return rows


def _corners(name: str, trend: Sequence[TrendPoint]) -> Iterator[dict[str, Any]]:
    """A target holds for its whole period, so it has a corner at either end.

    A period alone is a short dash, the measure's own has its point.
    """
    for part, run in enumerate(run for edge in _edges(name, trend) for run in _runs(edge, trend)):
        reach = 0.5 if name in charts.STEPPED else 0.2 if len(run) == 1 and name != "value" else 0.0
        for place, height in run:
            for at in (place - reach, place + reach) if reach else (place,):
                yield _corner(name, part, at, float(height))


def _corner(name: str, part: int, place: float, height: float) -> dict[str, Any]:
    return {"name": name, "part": part, "place": place, "height": height, **charts.line_marks(name)}


Edge = list[Decimal | None]


def _edges(name: str, trend: Sequence[TrendPoint]) -> list[Edge]:
    """The numbers of a line, period by period; two lines where a range is off track below and above."""
    if name == "red" and any(point.band is not None for point in trend):
        return [[point.band[edge] if point.band else None for point in trend] for edge in (0, 3)]
    return [[getattr(point, name) for point in trend]]


def _runs(edge: Edge, trend: Sequence[TrendPoint]) -> list[list[tuple[int, Decimal]]]:
    """Places and numbers that hang together."""
    runs: list[list[tuple[int, Decimal]]] = [[]]
    for place, (value, point) in enumerate(zip(edge, trend, strict=True)):
        if value is None or point.begins:
            runs.append([])
        if value is not None:
            runs[-1].append((place, value))
    return [run for run in runs if run]


def ranges(answer: MeasureReport) -> charts.Rows:
    """What lies behind the lines: the usual range, and the range to stay in for as long as it stays the same."""
    rows: charts.Rows = []
    if answer.limits is not None:
        rows.append(_range(charts.USUAL, 0, len(answer.trend), answer.limits.lower, answer.limits.upper))
    bands = groupby(enumerate(answer.trend), key=lambda each: each[1].band)
    for band, held in bands:
        places = [place for place, _ in held]
        if band is not None:
            rows.append(_range(charts.TARGET, places[0], len(places), float(band[1]), float(band[2])))
    return rows


def _range(fill: str, place: int, periods: int, lower: float, upper: float) -> dict[str, Any]:
    return {"fill": fill, "since": place - 0.5, "till": place + periods - 0.5, "lower": lower, "upper": upper}


def series(answer: MeasureReport) -> tuple[str, ...]:
    """What is drawn: the plan only where it is not the target itself, the outlook only where it is asked for."""
    edges = {name: _edges(name, answer.trend) for name in NUMBERS}
    known = [name for name in NUMBERS if any(value is not None for edge in edges[name] for value in edge)]
    if all(point.plan == point.goal for point in answer.trend):
        known = [name for name in known if name != "plan"]
    if answer.scope.compare is not Comparison.OUTLOOK:
        known = [name for name in known if name != "outlook"]
    return tuple(known)


def _row(answer: MeasureReport, place: int, planned: bool) -> dict[str, Any]:
    point = answer.trend[place]
    told = {SERIES[name]: _text(answer, getattr(point, name)) for name in NUMBERS if name not in ("value", "red")}
    if point.band is not None:
        told["Target"] = f"{_text(answer, point.band[1])} to {_text(answer, point.band[2])}"
    return {
        **told,
        "Value": _text(answer, point.value),
        "When": point.label,
        "Note": note(point),
        **charts.point_marks(not point.final, bool(point.signal)),
        "place": place,
        "since": place - 0.5,
        "till": place + 0.5,
        "value": _float(point.value),
        "plan": _float(point.plan) if planned else None,
        "gap": point.value is None,
    }


def note(point: TrendPoint) -> str:
    """What to know about a period besides its number."""
    parts = (
        point.reason if point.value is None else "",
        _unfinished(point),
        f"unusual: {point.signal}" if point.signal else "",
        "restated" if point.restated else "",
    )
    return "; ".join(part for part in parts if part)


def _unfinished(point: TrendPoint) -> str:
    if point.open:
        return "not finished yet"
    return "incomplete" if not point.complete else NOT_CLOSED if point.unclosed else ""


def legend(answer: MeasureReport) -> Markup:
    """The marks that occur, each with its word."""
    goal = "Target, from the plan" if all(point.plan == point.goal for point in answer.trend) else SERIES["goal"]
    told = {**SERIES, "goal": goal}
    entries = [_entry(name.replace("_", "-"), told[name]) for name in series(answer)]
    if any(point.band is not None for point in answer.trend):
        entries.append(_entry("target-range", "Range to stay in"))
    if answer.limits is not None:
        entries.append(_entry("range", "Usual range"))
    unusual = [point for point in answer.trend if point.signal]
    if unusual:
        entries.append(_entry("unusual", f"Unusual, most recently {unusual[-1].label}: {unusual[-1].signal}"))
    if any(point.value is not None and not point.final for point in answer.trend):
        entries.append(_entry("hollow", "Not final"))
    empty = {point.not_due for point in answer.trend if point.value is None}
    entries += [_entry("gap", "Not due yet" if not_due else "Not reported") for not_due in sorted(empty)]
    return element("p", *entries, class_="sc-legend")


def _entry(name: str, label: str) -> Markup:
    return element("span", element("span", class_=f"sc-key sc-key-{name}", aria_hidden="true"), label)


def spoken(answer: MeasureReport) -> str:
    """The chart for those who hear it: its sentence, its span and what is unusual."""
    known = [point for point in answer.trend if point.value is not None]
    unusual = [f"{point.label}: {point.signal}" for point in known if point.signal]
    span = f"{known[0].label} to {known[-1].label}" if known else "no period reported"
    return f"{answer.headline} Trend, {span}. " + ("Unusual: " + "; ".join(unusual) + "." if unusual else "")


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _text(answer: MeasureReport, value: Decimal | None) -> str:
    return words.number(value, answer.row.unit, answer.currency, answer.row.decimals)
