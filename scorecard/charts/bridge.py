"""A bridge as bars that hang from one another: start, steps with sign and verdict, end; names beside them."""

from functools import cache
from typing import Any

import altair as alt

from scorecard.charts import theme

Spec = dict[str, Any]
BARS = "bars"
"""Name of the dataset joined at draw time: one row a bar."""

NAMES = "names"
"""Name of the parameter that says what stands beside each bar, lines parted by a line break."""

TOLD = ("Step", "Amount", "So far", "What is in it")
"""Columns of ready text that a tooltip shows."""

NARROW = 500
"""Width in pixels below which names are broken into lines."""

ROW = 40
"""Height of a bar with its gap, in pixels."""

LINE = 17
"""Height of a line of text, in pixels."""

GAP = "M-0.3,0.9L0.1,-0.9M0.1,0.9L0.5,-0.9"
"""Two slanted strokes, taller than a bar."""

LAST_WORD = "/ (?=[^ ]{2,}$)/"
"""The space before an amount's last word: its verdict or its currency; no letter for thousands."""


@cache
def waterfall(bars: int) -> Spec:
    """So many bars below one another, without their data.

    A bar is one unit high, its middle at its ``place``; ``top`` and ``foot`` are its edges. ``lower`` and ``upper``
    are where it begins and ends on the scale of amounts, ``cut`` is where it is broken because the scale does not
    begin at zero (null where it is whole), ``after`` where the amount stands after it, ``next`` the
    foot of the bar below. ``left`` and ``right`` are the ends of the scale, ``label`` the text behind the bar;
    further what ``marks`` gives and the texts of ``TOLD``.
    """
    layers = [_labels(bars), _links(), _bars(), _breaks(), _rows()]
    spec: Spec = alt.layer(*layers).properties(height=bars * ROW).to_dict()
    spec.pop("$schema", None)
    spec.pop("config", None)
    for layer in spec["layer"]:
        layer["mark"]["aria"] = False  # the chart as a whole has its sentence, and the table below its numbers
    return spec


def _rows() -> alt.Chart:
    """A band over each bar with its tooltip."""
    rows: alt.Chart = (
        alt.Chart(alt.NamedData(BARS))
        .mark_rect(opacity=0)
        .encode(
            x=alt.X("left:Q", title=None, axis=None, scale=alt.Scale(zero=False, nice=False)),
            x2="right",
            y=_y("top"),
            y2="foot",
            tooltip=[alt.Tooltip(f"{name}:N") for name in TOLD],
        )
    )
    return rows


def _links() -> alt.Chart:
    """From the end of each bar down to the next."""
    links: alt.Chart = (
        alt.Chart(alt.NamedData(BARS))
        .mark_rule(color=theme.NEUTRAL.css, strokeWidth=1)
        .encode(x=_x("after"), y=_y("place"), y2="next")
    )
    return links


def _bars() -> alt.Chart:
    bars: alt.Chart = (
        alt.Chart(alt.NamedData(BARS))
        .mark_rect(strokeWidth=2)
        .encode(
            x=_x("lower"),
            x2="upper",
            y=_y("head"),
            y2="base",
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
        )
    )
    return bars


def _breaks() -> alt.Chart:
    """A gap across each bar of which only the end is shown, so that its length is not read as its amount."""
    breaks: alt.Chart = (
        alt.Chart(alt.NamedData(BARS))
        .mark_point(shape=GAP, size=500, strokeWidth=4, color=theme.PAPER.css, opacity=1)
        .encode(x=_x("cut"), y=_y("place"))
    )
    return breaks


def _labels(bars: int) -> alt.Chart:
    """The amount behind each bar, on a narrow screen in two lines, with the axis that holds the names."""
    names = alt.Axis(
        values=list(range(bars)),
        labelExpr=f"width < {NARROW} ? split({NAMES}[datum.value], '\\n') : replace({NAMES}[datum.value], /\\n/g, ' ')",
        labelFontSize=15,
        labelLineHeight=LINE,
        labelColor=theme.INK.css,
        labelLimit=400,
        labelOverlap=False,
        labelPadding=8,
        ticks=False,
        domain=False,
        grid=False,
    )
    told = f"width < {NARROW} ? split(replace(datum.label, {LAST_WORD}, '\\n'), '\\n') : datum.label"
    raised = f"width < {NARROW} && test({LAST_WORD}, datum.label) ? {-LINE / 2} : 0"
    labels: alt.Chart = (
        alt.Chart(alt.NamedData(BARS))
        .mark_text(
            align="left",
            baseline="middle",
            dx=8,
            dy=alt.expr(raised),
            fontSize=15,
            fontWeight=600,
            lineHeight=LINE,
            text=alt.expr(told),
        )
        .encode(
            x=_x("upper"),
            y=alt.Y("place:Q", title=None, axis=names, scale=alt.Scale(zero=False, nice=False, reverse=True)),
            color=alt.Color("ink:N", scale=None),
        )
    )
    return labels


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:Q", title=None, axis=None)


def _y(field: str) -> alt.Y:
    """A place; an axis refused here would take the names from the layer that has them."""
    return alt.Y(f"{field}:Q", title=None)


def marks(impact: int, is_total: bool = False) -> dict[str, object]:
    """How a bar looks: ``fill``, ``stroke`` and ``ink`` of its text; better is filled, worse is light with an edge.

    Args:
        impact: Above zero better, below zero worse, zero neither.
        is_total: Whether it is the start or the end.
    """
    if is_total:
        return {"fill": theme.NEUTRAL.css, "stroke": theme.NEUTRAL.css, "ink": theme.INK.css}
    if impact > 0:
        return {"fill": theme.BETTER.css, "stroke": theme.BETTER.css, "ink": theme.BETTER_TEXT.css}
    if impact < 0:
        return {"fill": theme.WORSE_SOFT.css, "stroke": theme.WORSE.css, "ink": theme.WORSE_TEXT.css}
    return {"fill": theme.NEUTRAL_SOFT.css, "stroke": theme.NEUTRAL.css, "ink": theme.INK.css}
