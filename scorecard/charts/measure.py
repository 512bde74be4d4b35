"""One measure over time: actual solid, plan outlined, last year grey, outlook dashed, unusual points marked."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import altair as alt

from scorecard.charts import theme
from scorecard.domain.vocabulary import Unit

Spec = dict[str, Any]
Rows = list[dict[str, Any]]
MAIN, LINES, RANGES = "main", "lines", "ranges"
"""Names of the datasets joined at draw time: periods, corners of the lines, ranges behind them."""

LABELS = "labels"
"""Name of the parameter that says what stands under each place."""

FORMATS = {Unit.PERCENT: "~%", Unit.MONEY: "~s"}
TOLD = ("When", "Value", "Target", "Plan", "Last year", "Outlook", "Note")
"""Columns of ready text that a tooltip shows."""

MARGIN, EDGE = 56, 12
"""Pixels left of the first period for the amounts, and right of the last one.

They are fixed, so that the chart is laid out once; fitting it to its labels means drawing all of it twice."""

STEPPED = ("goal", "red")
"""Lines that hold for a whole period and then jump."""

_STROKES: dict[str, tuple[theme.Colour, float, list[int], float]] = {
    "centre": (theme.NEUTRAL, 1, theme.DOTTED, 1),
    "last_year": (theme.NEUTRAL, 2, theme.SOLID, 0.6),
    "goal": (theme.BETTER, 2, theme.SOLID, 1),
    "red": (theme.WORSE, 2, theme.DOTTED, 1),
    "outlook": (theme.INK, 2.5, theme.DASHED, 1),
    "value": (theme.INK, 3, theme.SOLID, 1),
}
"""Colour, width in pixels, dashes and opacity of each line."""

DRAWN = tuple(_STROKES)
"""The lines in the order they are drawn, the measure itself on top of the others."""

USUAL, TARGET = theme.NEUTRAL.css, theme.BETTER.css
"""Fill of a range: the usual ups and downs, and where a measure should stay."""


@cache
def trend(unit: Unit, periods: int, ranged: bool = True, planned: bool = True, height: int = 262) -> Spec:
    """The trend of a measure, without its data.

    A period is one unit wide, its middle at its ``place``. ``main`` has one row per period: ``place``,
    ``since`` and ``till``, the number ``value`` (None is a gap), where ``planned`` also ``plan``,
    ``gap``, what ``point_marks`` gives and the texts of ``TOLD``. ``lines`` has one row per corner: the line's
    ``name`` in ``DRAWN``, its ``part`` (a line breaks between its parts), ``place``, ``height`` and what
    ``line_marks`` gives.
    ``ranges``, where ``ranged``, has ``since``, ``till``, ``lower``, ``upper`` and ``fill``.
    """
    layers = [_lines(unit, periods), points(MAIN, "value"), _columns()]
    layers[1:1] = [_plan()] if planned else []
    layers[:0] = [_ranges()] if ranged else []
    fixed = {"autosize": "pad", "padding": {"left": 0, "top": 6, "right": 0, "bottom": 4}}
    spec: Spec = {**alt.layer(*layers).properties(height=height).to_dict(), **fixed}
    spec.pop("$schema", None)
    spec.pop("config", None)
    for layer in spec["layer"]:
        layer["mark"]["aria"] = False  # the chart as a whole has its sentence; a hundred marks would drown it
    return spec


def filled(spec: Spec, labels: Sequence[str], rows: Mapping[str, Rows]) -> Spec:
    """The spec with the labels of its periods and the rows of its datasets written in.

    A browser reads a few hundred short rows much faster from the spec than from tables beside it.
    """
    waiting = dict(rows)  # a dataset is written where it is first drawn, and goes by its name from then on
    layers = []
    for layer in spec["layer"]:
        name = layer["data"]["name"]
        layers.append({**layer, "data": {"name": name, "values": waiting.pop(name)}} if name in waiting else layer)
    return {**spec, "layer": layers, "params": [{"name": LABELS, "value": list(labels)}]}


def _lines(unit: Unit, periods: int) -> alt.Chart:
    """Every line at once, with the axes all layers share: a layer for each would take twice as long to draw."""
    dashes = alt.Scale(domain=list(DRAWN), range=[dash for _, _, dash, _ in _STROKES.values()])
    across = alt.Scale(zero=False, nice=False, range=[MARGIN, alt.ExprRef(f"width - {EDGE}")])
    lines: alt.Chart = (
        alt.Chart(alt.NamedData(LINES))
        .mark_line()
        .encode(
            x=alt.X("place:Q", title=None, axis=_places(periods), scale=across),
            y=alt.Y("height:Q", title=None, axis=_amounts(unit), scale=alt.Scale(zero=False, nice=True)),
            detail="part:N",
            stroke=alt.Stroke("stroke:N", scale=None),
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            strokeDash=alt.StrokeDash("name:N", scale=dashes, legend=None),
            strokeOpacity=alt.StrokeOpacity("opacity:Q", scale=None),
        )
    )
    return lines


def _places(periods: int) -> alt.Axis:
    """The periods below; of many every other one, the last among them."""
    step = 2 if periods > 13 else 1
    return alt.Axis(
        values=list(range((periods - 1) % step, periods, step)),
        labelExpr=f"{LABELS}[datum.value]",
        labelOverlap="parity",
        labelFlush=20,
        labelFontSize=14,
        labelColor=theme.QUIET.css,
        ticks=False,
        grid=False,
        labelPadding=8,
    )


def _amounts(unit: Unit) -> alt.Axis:
    return alt.Axis(
        format=FORMATS.get(unit, ".12~g"),
        labelExpr="replace(datum.label, 'G', ' bn')" if unit is Unit.MONEY else alt.Undefined,
        labelFontSize=14,
        labelColor=theme.QUIET.css,
        labelLimit=MARGIN - 4,
        offset=-MARGIN,
        tickCount=5,
        domain=False,
    )


def _x(field: str = "place") -> alt.X:
    return alt.X(f"{field}:Q", title=None)


def _y(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", title=None)


def _ranges() -> alt.Chart:
    """The usual range, and the range a measure should stay in."""
    ranges = alt.Chart(alt.NamedData(RANGES)).mark_rect(opacity=0.12)
    fill = alt.Fill("fill:N", scale=None)
    drawn: alt.Chart = ranges.encode(x=_x("since"), x2="till", y=_y("lower"), y2="upper", fill=fill)
    return drawn


def _plan() -> alt.Chart:
    """The plan as an empty box, where it is not the target itself."""
    box = alt.Chart(alt.NamedData(MAIN)).mark_tick(
        orient="horizontal", thickness=5, size=20, fillOpacity=0, strokeWidth=1.5, stroke=theme.INK.css
    )
    plan: alt.Chart = box.encode(x=_x(), y=_y("plan"))
    return plan


def points(data: str, height: str) -> alt.Chart:
    """Marks at the places of a dataset, whose rows say themselves how each looks: shape, size, fill and stroke."""
    drawn: alt.Chart = (
        alt.Chart(alt.NamedData(data))
        .mark_point(opacity=1, strokeWidth=2)
        .encode(
            x=_x(),
            y=_y(height),
            shape=alt.Shape("shape:N", scale=None),
            size=alt.Size("size:Q", scale=None),
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
        )
    )
    return drawn


def _columns() -> alt.Chart:
    """A column over each period, so that it is easy to point at; a light shade where there is no number."""
    shade = alt.condition("datum.gap", alt.value(0.16), alt.value(0))
    columns: alt.Chart = (
        alt.Chart(alt.NamedData(MAIN))
        .mark_rect(color=theme.NEUTRAL.css)
        .encode(x=_x("since"), x2="till", opacity=shade, tooltip=[alt.Tooltip(f"{name}:N") for name in TOLD])
    )
    return columns


def point_marks(hollow: bool, unusual: bool) -> dict[str, object]:
    """How a period's point looks: ``shape``, ``size``, ``fill`` and ``stroke`` of ``main``."""
    colour = theme.WORSE.css if unusual else theme.INK.css
    shape, size = ("diamond", 150) if unusual else ("circle", 60 if hollow else 36)
    return {"shape": shape, "size": size, "fill": theme.PAPER.css if hollow else colour, "stroke": colour}


def line_marks(name: str) -> dict[str, object]:
    """How a line of ``DRAWN`` looks: ``stroke``, ``width`` and ``opacity`` of ``lines``."""
    colour, width, _, opacity = _STROKES[name]
    return {"stroke": colour.css, "width": width, "opacity": opacity}
