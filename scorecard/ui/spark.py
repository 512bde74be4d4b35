"""The small line beside a value: its outline cut out of a plain box by CSS, so that its colours follow the theme.

An outline costs a browser a fraction of what a picture cut out as a mask does, and every page of cards has dozens.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

from scorecard.ui.markup import Markup, element

WIDTH, HEIGHT, EDGE = 96, 26, 5
THICK, THIN = 1.2, 0.8
"""Half the width in pixels of the line and of its target."""
DOT = 4.5
"""Half the width in pixels of the mark of the last point."""
SHARPEST = 1.5
"""How far a corner may stand out, in half widths."""

Line = Sequence[float | None]
Point = tuple[float, float]


def spark(values: Line, goals: Line, words: str, state: str) -> Markup:
    """A line of up to 13 periods with its target dashed and its last point marked.

    Args:
        values: Oldest first; None is a gap, never zero.
        goals: The target of the same periods; None where there is none.
        words: What a reader who cannot see it is told.
        state: CSS name of how the last point stands; off track is marked by a square, all else by a circle.
    """
    known = [value for value in (*values, *goals) if value is not None]
    if not any(value is not None for value in values):
        return element("span", class_="sc-spark", role="img", aria_label=words)
    low, high = min(known), max(known)
    line, goal = _points(values, low, high), _points(goals, low, high)
    told = f"--l:path('{_outline(line, THICK)}{_mark(line[-1], state)}')"
    if any(goal):
        told += f";--g:path('{_outline(goal, THIN)}')"
    if line[-1]:
        told += f";--y:{line[-1][1]:.1f}px"
    return element("span", class_="sc-spark", role="img", aria_label=words, style=Markup(told))


def _points(line: Line, low: float, high: float) -> list[Point | None]:
    """Places in pixels, y downwards."""
    step = (WIDTH - 2 * EDGE) / max(len(line) - 1, 1)
    span = (high - low) or 1.0
    reach = HEIGHT - 2 * EDGE
    return [
        None if value is None else (EDGE + place * step, HEIGHT - EDGE - (value - low) / span * reach)
        for place, value in enumerate(line)
    ]


def _outline(points: Sequence[Point | None], half: float) -> str:
    """The way around the line, one closed piece for each run without a gap, each clockwise so that none cuts another.

    A lonely point becomes a dash.
    """
    return "".join(_around(run, half) for run in _runs(points))


def _runs(points: Sequence[Point | None]) -> Iterator[list[Point]]:
    """The points between the gaps; of a level stretch only its two ends."""
    run: list[Point] = []
    for point in (*points, None):
        if point is None:
            if run:
                yield run
            run = []
        elif len(run) > 1 and run[-2][1] == run[-1][1] == point[1]:
            run[-1] = point
        else:
            run.append(point)


def _around(run: Sequence[Point], half: float) -> str:
    if len(run) == 1:
        ((x, y),) = run
        run = [(x - half, y), (x + half, y)]
    aside = _aside(run, half)
    over = [(x + dx, y + dy) for (x, y), (dx, dy) in zip(run, aside, strict=True)]
    under = [(x - dx, y - dy) for (x, y), (dx, dy) in zip(run, aside, strict=True)]
    return f"M{'L'.join(f'{_short(x)} {_short(y)}' for x, y in (*over, *reversed(under)))}z"


def _aside(run: Sequence[Point], half: float) -> list[Point]:
    """From each point to the upper edge of the line, square to it; at a corner halfway between its two sides."""
    sides = []
    for (x, y), (to_x, to_y) in pairwise(run):
        length = hypot(to_x - x, to_y - y)
        sides.append(((to_y - y) / length, (x - to_x) / length))
    corners = []
    for (x, y), (next_x, next_y) in pairwise((sides[0], *sides, sides[-1])):
        width = hypot(x + next_x, y + next_y)
        reach = half * min(2 / width, SHARPEST) / width
        corners.append(((x + next_x) * reach, (y + next_y) * reach))
    return corners


def _mark(last: Point | None, state: str) -> str:
    if last is None:
        return ""
    x, y = _short(last[0] - DOT), last[1]
    if state == "off-track":
        return f"M{x} {_short(y - DOT)}h9v9h-9z"
    return f"M{x} {_short(y)}a4.5 4.5 0 0 1 9 0a4.5 4.5 0 0 1-9 0z"


def _short(size: float) -> str:
    return f"{round(size, 1):g}"
