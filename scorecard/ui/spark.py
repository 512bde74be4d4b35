"""The small line beside a value: a mask cut out by an SVG, so that its colour follows the theme."""

from collections.abc import Sequence
from urllib.parse import quote

from scorecard.ui.markup import Markup, element

WIDTH, HEIGHT, EDGE = 96, 26, 5
Line = Sequence[float | None]


def spark(values: Line, goals: Line, words: str, state: str) -> Markup:
    """A line of up to 13 periods with its target dashed and its last point marked.

    Args:
        values: Oldest first; None is a gap, never zero.
        goals: The target of the same periods; None where there is none.
        words: What a reader who cannot see it is told.
        state: CSS name of the last point's colour.
    """
    known = [value for value in (*values, *goals) if value is not None]
    if not any(value is not None for value in values):
        return element("span", class_="sc-spark", role="img", aria_label=words)
    low, high = min(known), max(known)
    drawn = [_points(values, low, high), _points(goals, low, high)]
    layers = [
        _layer("goal", _path(drawn[1]), "stroke-width='1.6' stroke-dasharray='4 3'"),
        _layer("line", _path(drawn[0]), "stroke-width='2.4'"),
        _dot(drawn[0], state),
    ]
    return element("span", *layers, class_="sc-spark", role="img", aria_label=words)


Points = list[tuple[float, float] | None]


def _points(line: Line, low: float, high: float) -> Points:
    """Places in pixels, y downwards."""
    step = (WIDTH - 2 * EDGE) / max(len(line) - 1, 1)
    span = (high - low) or 1.0
    reach = HEIGHT - 2 * EDGE
    return [
        None if value is None else (EDGE + place * step, HEIGHT - EDGE - (value - low) / span * reach)
        for place, value in enumerate(line)
    ]


def _path(points: Points) -> str:
    """Path of the line with gaps; a lonely point becomes a dash one pixel long."""
    told: list[str] = []
    for place, point in enumerate(points):
        if point is None:
            continue
        joined = place > 0 and points[place - 1] is not None
        told.append(f"{'L' if joined else 'M'}{point[0]:.1f} {point[1]:.1f}")
        lonely = not joined and (place + 1 == len(points) or points[place + 1] is None)
        told += ["h1"] if lonely else []
    return "".join(told)


def _layer(name: str, path: str, stroke: str) -> Markup | None:
    if not path:
        return None
    drawing = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{HEIGHT}'>"
        f"<path d='{path}' fill='none' stroke='black' stroke-linecap='round' stroke-linejoin='round' {stroke}/></svg>"
    )
    address = f"url('data:image/svg+xml,{quote(drawing, safe=' =:/')}')"
    return element("span", class_=f"sc-{name}", style=Markup(f"-webkit-mask-image:{address};mask-image:{address}"))


def _dot(points: Points, state: str) -> Markup | None:
    last = points[-1] if points else None
    if last is None:
        return None
    return element("span", class_=f"sc-dot sc-is-{state}", style=f"left:{last[0]:.1f}px;top:{last[1]:.1f}px")
