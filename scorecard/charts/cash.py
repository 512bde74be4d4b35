"""The path of cash as a fan: what was solid, what is expected dashed in its two ranges, limits, low point, events."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt

from scorecard.charts import theme
from scorecard.charts.measure import EDGE, LABELS, MARGIN, Rows, filled, points

Spec = dict[str, Any]
DAYS, LINES, LIMITS, MARKS = "days", "lines", "limits", "marks"
"""Names of the datasets joined at draw time: days, corners of the lines, minimums, low point and events."""


TOLD = ("When", "Cash", "Likely between", "As good as certain between", "Event")
"""Columns of ready text that a tooltip shows."""

DRAWN = {"was": theme.SOLID, "came": theme.SOLID, "expected": theme.DASHED}
"""Line to its dashes: what happened is solid."""

_PAPER = {"stroke": theme.PAPER.css, "strokeWidth": 5, "strokeJoin": "round"}
"""Drawn behind a name, so that lines do not strike it out."""

NARROW = 500
"""Width in pixels below which every other label is left out."""

NAMED = 0.3
"""Share of the width that a limit's name may take."""

NEAR = 0.1
"""Share of the height within which a line lies close to a limit."""

BESIDE, LINE = 10, 17
"""Pixels between a mark and its label, and from one line of a label to the next."""

LABEL = 0.15
"""Share of the height that a mark's label takes below it, with what is between them."""

__all__ = ["DAYS", "DRAWN", "LABELS", "LIMITS", "LINES", "MARKS", "TOLD", "Rows", "fan", "filled",
           "is_struck", "limits", "mark"]  # fmt: skip


@cache
def fan(places: int, step: int, height: int = 300) -> Spec:
    """So many days or months, without their data; labels stand at every so many places, counted from the last.

    ``days`` has one row a place: ``place``, ``since`` and ``till``; ahead also ``lo80``, ``hi80``, ``lo95`` and
    ``hi95`` (None draws no range), and the texts of ``TOLD``. ``lines`` has one row a corner: ``name`` in ``DRAWN``,
    ``place`` and ``height``. ``limits`` are what the function of that name gives. ``marks``: ``place``,
    ``height``, ``label``, ``align``, ``above`` (whether the label stands above the mark) and what ``mark`` gives.
    """
    names = [_limit_names(behind=True), _limit_names(), _mark_names(behind=True), _mark_names()]
    layers = [_lines(places, step), _limits(), points(MARKS, "height"), *names, _columns()]
    layers[:0] = [_range("lo95", "hi95", 0.16), _range("lo80", "hi80", 0.22)]
    fixed = {"autosize": "pad", "padding": {"left": 0, "top": 6, "right": 0, "bottom": 4}}
    spec: Spec = {**alt.layer(*layers).properties(height=height).to_dict(), **fixed}
    spec.pop("$schema", None)
    spec.pop("config", None)
    for layer in spec["layer"]:
        layer["mark"]["aria"] = False  # the chart as a whole has its sentence, and the table below its numbers
    return spec


def _x(field: str = "place") -> alt.X:
    return alt.X(f"{field}:Q", title=None)


def _y(field: str = "height") -> alt.Y:
    return alt.Y(f"{field}:Q", title=None)


def _range(low: str, high: str, opacity: float) -> alt.Chart:
    """The ends of a range as one area; the wider one shows through below the narrower one."""
    area = alt.Chart(alt.NamedData(DAYS)).mark_area(color=theme.BETTER.css, opacity=opacity)
    drawn: alt.Chart = area.encode(x=_x(), y=_y(low), y2=high).transform_filter(f"isValid(datum.{low})")
    return drawn


def _lines(places: int, step: int) -> alt.Chart:
    """Every line, with the axes all layers share."""
    across = alt.Scale(zero=False, nice=False, range=[MARGIN, alt.ExprRef(f"width - {EDGE}")])
    below = alt.Axis(
        values=list(range((places - 1) % step, places, step)),
        labelExpr=f"{LABELS}[datum.value]",
        labelOverlap="parity",
        labelFlush=20,
        labelFontSize=14,
        labelColor=theme.QUIET.css,
        ticks=False,
        grid=False,
        labelPadding=8,
    )
    beside = alt.Axis(
        format="~s",
        labelExpr="replace(replace(replace(datum.label, 'G', ' bn'), 'M', ' M'), 'k', ' k')",
        labelFontSize=14,
        labelColor=theme.QUIET.css,
        labelLimit=MARGIN - 4,
        offset=-MARGIN,
        tickCount=5,
        domain=False,
    )
    dashes = alt.Scale(domain=list(DRAWN), range=list(DRAWN.values()))
    lines: alt.Chart = (
        alt.Chart(alt.NamedData(LINES))
        .mark_line(stroke=theme.INK.css, strokeWidth=3)
        .encode(
            x=alt.X("place:Q", title=None, axis=below, scale=across),
            y=alt.Y("height:Q", title=None, axis=beside, scale=alt.Scale(zero=False, nice=True)),
            detail="name:N",
            strokeDash=alt.StrokeDash("name:N", scale=dashes, legend=None),
        )
    )
    return lines


def _limits() -> alt.Chart:
    limits: alt.Chart = (
        alt.Chart(alt.NamedData(LIMITS))
        .mark_rule(stroke=theme.WORSE.css, strokeWidth=2, strokeDash=theme.DOTTED)
        .encode(x=_x("since"), x2="till", y=_y())
    )
    return limits


def _limit_names(behind: bool = False) -> alt.Chart:
    """What a limit is, above its line at the end where fewer lines run; on a narrow screen its amount alone.

    A long name would hide where the path dips; the legend has it.
    """
    names: alt.Chart = (
        alt.Chart(alt.NamedData(LIMITS))
        .mark_text(
            align=alt.expr("datum.align"),
            baseline="bottom",
            dx=alt.expr("datum.align == 'left' ? 4 : -4"),
            dy=-3,
            fontSize=15,
            **(_PAPER if behind else {"color": theme.WORSE_TEXT.css}),
            text=alt.expr(f"width < {NARROW} ? datum.amount : datum.label"),
        )
        .encode(x=_x("at"), y=_y())
    )
    return names


def _mark_names(behind: bool = False) -> alt.Chart:
    """The low point's day and amount below it, or above where a limit runs there; on a narrow screen in two lines."""
    names: alt.Chart = (
        alt.Chart(alt.NamedData(MARKS))
        .mark_text(
            align=alt.expr("datum.align"),
            baseline=alt.expr("datum.above ? 'bottom' : 'top'"),
            dy=alt.expr(f"datum.above ? (width < {NARROW} ? {-BESIDE - LINE} : {-BESIDE}) : {BESIDE}"),
            fontSize=15,
            fontWeight=600,
            lineHeight=LINE,
            **(_PAPER if behind else {"color": theme.INK.css}),
            text=alt.expr(f"width < {NARROW} ? split(datum.label, ', ') : datum.label"),
        )
        .encode(x=_x(), y=_y())
    )
    return names


def _columns() -> alt.Chart:
    """A column over each place, so that it is easy to point at."""
    columns: alt.Chart = (
        alt.Chart(alt.NamedData(DAYS))
        .mark_rect(opacity=0)
        .encode(x=_x("since"), x2="till", tooltip=[alt.Tooltip(f"{name}:N") for name in TOLD])
    )
    return columns


def limits(named: Sequence[tuple[float, str]], lines: Rows, places: int) -> Rows:
    """Rows of the dataset ``limits``: each across all places, its name at the end where fewer of ``lines`` are near.

    Args:
        named: Height and name of each, "name, amount"; several as one are parted by semicolons.
        lines: Rows of the dataset ``lines``.
        places: How many days or months there are.
    """
    ends = {"left": -0.5, "right": places - 0.5}
    every = [*(row["height"] for row in lines), *(height for height, _ in named)]
    near = NEAR * (max(every) - min(every)) if every else 0.0
    told = []
    for height, label in named:
        close = [row["place"] for row in lines if abs(row["height"] - height) < near]
        crowd = {side: sum(abs(place - end) < NAMED * places for place in close) for side, end in ends.items()}
        align = "left" if crowd["left"] <= crowd["right"] else "right"
        amount = "; ".join(each.rpartition(", ")[2] for each in label.split("; "))
        told.append({"since": ends["left"], "till": ends["right"], "at": ends[align], "align": align,
                     "height": height, "label": label, "amount": amount})  # fmt: skip
    return told


def is_struck(height: float, limits: Sequence[float], heights: Sequence[float]) -> bool:
    """Whether a limit runs so close below a mark that it would strike out the label there.

    Args:
        height: Of the mark.
        limits: Heights of the limits.
        heights: Of everything that is drawn.
    """
    every = [height, *limits, *heights]
    reach = LABEL * (max(every) - min(every))
    return any(0 <= height - limit < reach for limit in limits)


def mark(is_low: bool, is_tight: bool = False) -> dict[str, object]:
    """How a mark looks: ``shape``, ``size``, ``fill`` and ``stroke``; the low point is orange under a limit."""
    if not is_low:
        return {"shape": "circle", "size": 60, "fill": theme.PAPER.css, "stroke": theme.INK.css}
    colour = theme.WORSE.css if is_tight else theme.INK.css
    return {"shape": "diamond", "size": 190, "fill": colour, "stroke": theme.PAPER.css}
