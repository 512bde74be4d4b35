"""Boards: what a screen on a wall may show, and in which views."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

TILES = 6
"""Tiles of one view: more cannot be read from three metres."""

SCORECARD, TILED, TODAY = "scorecard", "tiles", "today"
CHANGED, WINS, HELP = "changed", "wins", "help"
VIEW_NAMES = {
    SCORECARD: "How we stand",
    TILED: "Measures",
    TODAY: "Day by day",
    CHANGED: "What changed",
    WINS: "Back on track",
    HELP: "Help wanted",
}
"""Kind of view to the name it has where the board gives none."""

SIDES = ("safety", "quality", "delivery", "cost")
"""What the squares of a view by day are about, in their order."""

SOMEBODY = "a colleague"
"""Stands on a wall where a text names a person."""

SHORTEST_NAME = 3
"""Parts of names shorter than this are words of their own, such as “Di” or “Al”."""


@dataclass(frozen=True, slots=True)
class BoardView:
    """One view of a board.

    ``measures`` are the tiles of kind ``tiles``, at most ``TILES``; ``squares`` those of kind ``today``, each a side of
    ``SIDES`` and its measure.
    """

    kind: str
    name: str = ""
    measures: tuple[str, ...] = ()
    squares: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        """What stands above it."""
        return self.name or VIEW_NAMES[self.kind]


@dataclass(frozen=True, slots=True)
class Board:
    """A screen on a wall.

    Attributes:
        id: Its name in links.
        name: What stands on it.
        measures: All it may ever ask for, in order; nothing else reaches it.
        allow: Those of them that tell of money at the bank or of debts, named once more.
        entity: The place it tells of; "" for the whole company.
        seconds: How long each view stays.
        mode: ``dark`` or ``light``.
        dim: From and until which hour of its own clock it is dimmed; empty for never.
        views: In order; none stands for all that its measures give.
    """

    id: str
    name: str
    measures: tuple[str, ...]
    allow: tuple[str, ...] = ()
    entity: str = ""
    seconds: int = 20
    mode: str = "dark"
    dim: tuple[int, ...] = ()
    views: tuple[BoardView, ...] = ()


def views_of(board: Board) -> tuple[BoardView, ...]:
    """The board's views; where it names none: how it stands, its measures six by six, what changed, what got better.

    What people wrote stands on a wall only where its board names the view.
    """
    if board.views:
        return board.views
    tiled = (board.measures[start : start + TILES] for start in range(0, len(board.measures), TILES))
    tiles = (BoardView(TILED, measures=measures) for measures in tiled)
    return (BoardView(SCORECARD), *tiles, BoardView(CHANGED), BoardView(WINS))


def unnamed(text: str, names: Iterable[str]) -> str:
    """A text without the people it names: whole names however they are written, and their parts as they are written.

    Args:
        text: What somebody wrote.
        names: Names and ids of people.
    """
    whole = sorted({name for name in names if name.strip()}, key=len, reverse=True)
    parts = {part for name in whole for part in re.split(r"[\s._-]+", name) if len(part) >= SHORTEST_NAME}
    for name in whole:
        spelt = r"[\s._-]+".join(map(re.escape, re.split(r"[\s._-]+", name.strip())))
        text = re.sub(rf"(?<!\w){spelt}(?!\w)", SOMEBODY, text, flags=re.IGNORECASE)
    named = "|".join(sorted(map(re.escape, (part for part in parts if part[0].isupper())), key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{named})(?!\w)", SOMEBODY, text) if named else text


def made_of(names: Iterable[str], parts: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Everything that names are made of, themselves included.

    Args:
        names: Where to begin.
        parts: A name to the names it is made of; circles do no harm.
    """
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += parts.get(name, ())
    return frozenset(seen)
