"""Boards: what a screen on a wall may show, and in which views."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

TILES = 6
"""Tiles of one view: more cannot be read from three metres."""

SCORECARD, TILED, CHANGED, WINS = "scorecard", "tiles", "changed", "wins"
VIEW_NAMES = {SCORECARD: "How we stand", TILED: "Measures", CHANGED: "What changed", WINS: "Back on track"}
"""Kind of view to the name it has where the board gives none."""


@dataclass(frozen=True, slots=True)
class BoardView:
    """One view of a board; ``measures`` are the tiles of kind ``tiles``, at most ``TILES``, and none of the others."""

    kind: str
    name: str = ""
    measures: tuple[str, ...] = ()

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
    """The board's views; where it names none: how it stands, its measures six by six, what changed, what got better."""
    if board.views:
        return board.views
    tiled = (board.measures[start : start + TILES] for start in range(0, len(board.measures), TILES))
    tiles = (BoardView(TILED, measures=measures) for measures in tiled)
    return (BoardView(SCORECARD), *tiles, BoardView(CHANGED), BoardView(WINS))


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
