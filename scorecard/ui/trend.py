"""A measure's trend on the screen: its numbers beside the texts a tooltip shows, its legend and its words."""

from decimal import Decimal
from typing import Any

import pyarrow as pa
import streamlit as st

from scorecard.charts import measure as charts
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
_TYPES = {"place": pa.int32(), "size": pa.int32(), "gap": pa.bool_()}
_FIELDS = ("place", "label", *NUMBERS, "gap", "shape", "size", "fill", "stroke", *charts.TOLD)
SHAPE = pa.schema(
    [(name, pa.float64() if name in NUMBERS else _TYPES.get(name, pa.string())) for name in _FIELDS]
)  # fmt: skip
RANGE = pa.schema([(name, pa.float64()) for name in ("lower", "upper", "centre")])


def draw(answer: MeasureReport) -> None:
    """Draw the trend with its legend, and say in words what is unusual."""
    if not any(point.value is not None for point in answer.trend):
        st.info("Nothing was reported in these periods, so there is no line to draw.")
        return
    limits = answer.limits
    data = {charts.MAIN: table(answer)}
    if limits is not None:
        band = {"lower": limits.lower, "upper": limits.upper, "centre": limits.centre}
        data[charts.LIMITS] = pa.Table.from_pylist([band], RANGE)
    spec = charts.trend(answer.row.unit, limits is not None, series(answer))
    st.vega_lite_chart({**spec, "datasets": data}, key="trend", alt=spoken(answer))
    st.html(legend(answer))


def table(answer: MeasureReport) -> pa.Table:
    """One row per period, numbers as floats for the chart, texts written as everywhere else."""
    drawn = series(answer)
    rows = [_row(answer, place, point, drawn) for place, point in enumerate(answer.trend)]
    return pa.Table.from_pylist(rows, SHAPE)


def series(answer: MeasureReport) -> tuple[str, ...]:
    """What is drawn: the plan only where it is not the target itself, the outlook only where it is asked for."""
    known = [name for name in NUMBERS if any(getattr(point, name) is not None for point in answer.trend)]
    if all(point.plan == point.goal for point in answer.trend):
        known = [name for name in known if name != "plan"]
    if answer.scope.compare is not Comparison.OUTLOOK:
        known = [name for name in known if name != "outlook"]
    return tuple(known)


def _row(answer: MeasureReport, place: int, point: TrendPoint, drawn: tuple[str, ...]) -> dict[str, Any]:
    numbers = {name: _float(getattr(point, name)) if name in drawn else None for name in NUMBERS}
    told = {SERIES[name]: _text(answer, getattr(point, name)) for name in NUMBERS if name != "red"}
    told["Value"] = told.pop("Actual")
    return {
        **numbers,
        **told,
        "place": place,
        "label": point.label,
        "When": point.label,
        "Note": note(point),
        **charts.point_marks(point.open or not point.complete, bool(point.signal)),
        "gap": point.value is None,
    }


def note(point: TrendPoint) -> str:
    """What to know about a period besides its number."""
    parts = (
        point.reason if point.value is None else "",
        "not finished yet" if point.open else "" if point.complete else "incomplete",
        f"unusual: {point.signal}" if point.signal else "",
        "restated" if point.restated else "",
    )
    return "; ".join(part for part in parts if part)


def legend(answer: MeasureReport) -> Markup:
    """The marks that occur, each with its word."""
    goal = "Target, from the plan" if all(point.plan == point.goal for point in answer.trend) else SERIES["goal"]
    told = {**SERIES, "goal": goal}
    entries = [_entry(name.replace("_", "-"), told[name]) for name in series(answer)]
    if answer.limits is not None:
        entries.append(_entry("range", "Usual range"))
    unusual = [point for point in answer.trend if point.signal]
    if unusual:
        entries.append(_entry("unusual", f"Unusual, most recently {unusual[-1].label}: {unusual[-1].signal}"))
    if any(point.value is not None and (point.open or not point.complete) for point in answer.trend):
        entries.append(_entry("hollow", "Not final"))
    if any(point.value is None for point in answer.trend):
        entries.append(_entry("gap", "Not reported"))
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
