"""One measure over time: actual solid, plan outlined, last year grey, outlook dashed, unusual points marked."""

from functools import cache
from typing import Any

import altair as alt

from scorecard.charts import theme
from scorecard.domain.vocabulary import Unit

Spec = dict[str, Any]
MAIN, LIMITS = "main", "limits"
"""Names of the two datasets joined at draw time."""

FORMATS = {Unit.PERCENT: "~%", Unit.MONEY: "~s"}
TOLD = ("When", "Value", "Target", "Plan", "Last year", "Outlook", "Note")
"""Columns of ready text that a tooltip shows."""

REFERENCES = ("last_year", "plan", "goal", "red", "outlook")
"""What a value can be held against; a spec leaves out what has no number, or the axis has nothing to stand on."""


@cache
def trend(unit: Unit, banded: bool = True, drawn: tuple[str, ...] = REFERENCES, height: int = 300) -> Spec:
    """The trend of a measure, without its data.

    ``main`` has one row per period: ``place`` (order), ``label``, the numbers ``value``, ``goal``,
    ``red``, ``plan``, ``last_year``, ``outlook`` (None is a gap), ``gap``, what ``point_marks`` gives
    and the texts of ``TOLD``. Where ``banded``, ``limits`` has one row with ``lower``, ``upper`` and ``centre``.
    """
    chart = alt.layer(*_ground(banded), *_references(unit, drawn), *_actual(unit)).properties(height=height)
    spec: Spec = chart.to_dict()
    spec.pop("$schema", None)
    spec.pop("config", None)
    for layer in spec["layer"]:
        layer["mark"]["aria"] = False  # the chart as a whole has its sentence; a hundred marks would drown it
    return spec


def _x() -> alt.X:
    return alt.X(
        "label:N",
        sort=None,
        title=None,
        axis=alt.Axis(
            labelAngle=0,
            labelOverlap="parity",
            labelFlush=False,
            labelFontSize=14,
            labelColor=theme.QUIET.css,
            ticks=False,
            grid=False,
            labelPadding=8,
        ),
    )


def _y(field: str, unit: Unit) -> alt.Y:
    axis = alt.Axis(
        format=FORMATS.get(unit, "~g"),
        labelExpr="replace(datum.label, 'G', ' bn')" if unit is Unit.MONEY else alt.Undefined,
        labelFontSize=14,
        labelColor=theme.QUIET.css,
        tickCount=5,
        domain=False,
    )
    return alt.Y(f"{field}:Q", title=None, axis=axis, scale=alt.Scale(zero=False, nice=True))


def _main() -> alt.Chart:
    return alt.Chart(alt.NamedData(MAIN))


def _line(field: str, unit: Unit, mark: Spec) -> alt.Chart:
    line: alt.Chart = _main().mark_line(**mark).encode(x=_x(), y=_y(field, unit))
    return line


def _ground(banded: bool) -> list[alt.Chart]:
    """Periods without a number as a shaded column, and the usual range as a band with its middle."""
    shade = alt.condition("datum.gap", alt.value(0.45), alt.value(0))  # a filter would put these periods first
    gap = _main().mark_rect(color=theme.LINE.css).encode(x=_x(), opacity=shade, tooltip=["When:N", "Note:N"])
    limits = alt.Chart(alt.NamedData(LIMITS))
    band = limits.mark_rect(color=theme.NEUTRAL.css, opacity=0.12).encode(y="lower:Q", y2="upper:Q")
    middle = limits.mark_rule(color=theme.NEUTRAL.css, strokeDash=theme.DOTTED, strokeWidth=1).encode(y="centre:Q")
    return [gap, *((band, middle) if banded else ())]


def _references(unit: Unit, drawn: tuple[str, ...]) -> list[alt.Chart]:
    """What a value is held against: last year, plan, target, red flag, outlook; those that have any number."""
    ink, step = theme.INK.css, {"strokeWidth": 2, "interpolate": "step"}
    plan = _main().mark_tick(orient="horizontal", thickness=5, size=20, fillOpacity=0, strokeWidth=1.5, stroke=ink)
    told = {
        "last_year": _line("last_year", unit, {"color": theme.NEUTRAL.css, "strokeWidth": 2, "opacity": 0.6}),
        "plan": plan.encode(x=_x(), y=_y("plan", unit)),
        "goal": _line("goal", unit, {**step, "color": theme.BETTER.css}),
        "red": _line("red", unit, {**step, "color": theme.WORSE.css, "strokeDash": theme.DOTTED}),
        "outlook": _line("outlook", unit, {"color": ink, "strokeWidth": 2.5, "strokeDash": theme.DASHED}),
    }
    return [layer for name, layer in told.items() if name in drawn]


def _actual(unit: Unit) -> list[alt.Chart]:
    """The measure itself: hollow where not final, a diamond with a word where unusual, easy to point at."""
    points = _main().encode(x=_x(), y=_y("value", unit))
    marks = points.mark_point(opacity=1, strokeWidth=2).encode(
        shape=alt.Shape("shape:N", scale=None),
        size=alt.Size("size:Q", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("stroke:N", scale=None),
    )
    tooltip = [alt.Tooltip(f"{name}:N") for name in TOLD]
    return [
        _line("value", unit, {"color": theme.INK.css, "strokeWidth": 3}),
        marks,
        points.mark_point(size=700, opacity=0, filled=True).encode(tooltip=tooltip),
    ]


def point_marks(hollow: bool, unusual: bool) -> dict[str, object]:
    """How a period's point looks: ``shape``, ``size``, ``fill`` and ``stroke`` of ``main``."""
    colour = theme.WORSE.css if unusual else theme.INK.css
    shape, size = ("diamond", 150) if unusual else ("circle", 60 if hollow else 36)
    return {"shape": shape, "size": size, "fill": theme.PAPER.css if hollow else colour, "stroke": colour}
