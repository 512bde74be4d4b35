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


@cache
def trend(unit: Unit, height: int = 300) -> Spec:
    """The trend of a measure, without its data.

    ``main`` has one row per period: ``place`` (order), ``label``, the numbers ``value``, ``goal``,
    ``red``, ``plan``, ``last_year``, ``outlook`` (None is a gap), ``hollow`` (open, incomplete or
    carried), ``unusual``, ``gap`` and the texts of ``TOLD``. ``limits`` has no row or one with
    ``lower``, ``upper`` and ``centre``.
    """
    chart = alt.layer(
        *_ground(), *_references(unit), *_actual(unit),
    ).properties(height=height)  # fmt: skip
    spec: Spec = chart.to_dict()
    spec.pop("$schema", None)
    spec.pop("config", None)
    return spec


def _x() -> alt.X:
    return alt.X(
        "label:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelAngle=0, labelOverlap="greedy", labelFontSize=14, ticks=False, grid=False, labelPadding=8),
    )


def _y(field: str, unit: Unit) -> alt.Y:
    axis = alt.Axis(format=FORMATS.get(unit, "~g"), labelFontSize=14, tickCount=5, domain=False)
    return alt.Y(f"{field}:Q", title=None, axis=axis, scale=alt.Scale(zero=False, nice=True))


def _main() -> alt.Chart:
    return alt.Chart(alt.NamedData(MAIN))


def _line(field: str, unit: Unit, **mark: Any) -> alt.Chart:
    return _main().mark_line(**mark).encode(x=_x(), y=_y(field, unit))


def _ground() -> list[alt.Chart]:
    """Periods without a number as a shaded column, and the usual range as a band with its middle."""
    gap = _main().mark_rect(color=theme.LINE.css, opacity=0.45).encode(x=_x(), tooltip=["When:N", "Note:N"])
    limits = alt.Chart(alt.NamedData(LIMITS))
    band = limits.mark_rect(color=theme.NEUTRAL.css, opacity=0.14).encode(y="lower:Q", y2="upper:Q")
    middle = limits.mark_rule(color=theme.NEUTRAL.css, strokeDash=theme.DOTTED, strokeWidth=1).encode(y="centre:Q")
    return [gap.transform_filter("datum.gap"), band, middle]


def _references(unit: Unit) -> list[alt.Chart]:
    """What a value is held against: last year, plan, target, red flag, outlook."""
    plan = _main().mark_tick(
        orient="horizontal", thickness=2, size=22, color=theme.INK.css, fillOpacity=0, strokeWidth=1.5, stroke=theme.INK.css
    )  # fmt: skip
    return [
        _line("last_year", unit, color=theme.NEUTRAL.css, strokeWidth=2, opacity=0.6),
        plan.encode(x=_x(), y=_y("plan", unit)).transform_filter("isValid(datum.plan)"),
        _line("goal", unit, color=theme.BETTER.css, strokeWidth=2, interpolate="step"),
        _line("red", unit, color=theme.WORSE.css, strokeWidth=2, strokeDash=theme.DOTTED, interpolate="step"),
        _line("outlook", unit, color=theme.INK.css, strokeWidth=2.5, strokeDash=theme.DASHED),
    ]


def _actual(unit: Unit) -> list[alt.Chart]:
    """The measure itself: hollow where not final, a diamond with a word where unusual, easy to point at."""
    points = _main().encode(x=_x(), y=_y("value", unit)).transform_filter("isValid(datum.value)")
    tooltip = [alt.Tooltip(f"{name}:N") for name in TOLD]
    hollow = {"filled": True, "fill": theme.PAPER.css, "stroke": theme.INK.css, "strokeWidth": 2}
    return [
        _line("value", unit, color=theme.INK.css, strokeWidth=3),
        points.mark_point(size=45, filled=True, color=theme.INK.css, opacity=1).transform_filter("!datum.hollow"),
        points.mark_point(size=70, opacity=1, **hollow).transform_filter("datum.hollow"),
        points.mark_point(
            shape="diamond", size=190, filled=True, color=theme.WORSE.css, stroke=theme.PAPER.css, opacity=1
        ).transform_filter("datum.unusual"),
        points.mark_text(dy=-16, fontSize=14, fontWeight=600, color=theme.WORSE_TEXT.css)
        .encode(text="mark:N")
        .transform_filter("datum.mark"),
        points.mark_point(size=700, opacity=0, filled=True).encode(tooltip=tooltip),
    ]
