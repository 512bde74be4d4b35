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

TWO = 2

SIDES = ("safety", "quality", "delivery", "cost")
"""What the squares of a view by day are about, in their order."""

SOMEBODY = "a colleague"
"""Stands on a wall where a text names a person."""

AN_AMOUNT = "an amount"
"""Stands on a wall where a text tells of money."""

_SIZE = r"\d(?:[\d.,']*\d)?(?:\s\d{3}\b)*"
_SCALE = r"\s?(?:k|m|mn|bn|million|thousand)\b"
_CODE = r"\s?(?:[€$£¥]|(?:eur|euros?|usd|gbp|chf|sek|nok|dkk|pln|czk|jpy|cny|inr|cad|aud|dollars?|pounds?)\b)"
MONEY = re.compile(rf"[€$£¥]\s?{_SIZE}(?:{_SCALE})?|{_SIZE}(?:{_SCALE}(?:{_CODE})?|{_CODE})", re.IGNORECASE)
"""Money as people write it: 80,000 EUR, 12 k, €1.2m."""

WORDS = frozenset(
    re.findall(
        r"\w+",
        """an as am at be by do go he if in is it me my no of on or so to up us we all any and art bill dean dawn drew
        field frank gene grace grant hall hope jack joy june april august king lane long lot mark max may miles nick
        page part pat penny price rich rob rose sale sales short stone sue the wade ward will wood young you""",
    )
)
"""Parts of names that are everyday words: those are taken out only as names are written, with a capital."""


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
    """A text without the people and the money it names.

    Args:
        text: What somebody wrote.
        names: Names and ids of people; they and their parts are found however they are written, parts that are everyday
            words or have two letters only with a capital.
    """
    text = MONEY.sub(AN_AMOUNT, text)
    spelt = [[part for part in re.split(r"[\s._-]+", name) if part] for name in names]
    parts = {part for name in spelt for part in name if len(part) > 1}
    common = {part for part in parts if part.lower() in WORDS or len(part) == TWO}
    for name in sorted((name for name in spelt if len(name) > 1), key=len, reverse=True):
        text = re.sub(_alone(r"[\s._-]+".join(map(re.escape, name))), SOMEBODY, text, flags=re.IGNORECASE)
    for found, how in ((parts - common, re.IGNORECASE), ({part.capitalize() for part in common}, re.RegexFlag(0))):
        if found:
            listed = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
            text = re.sub(_alone(listed), SOMEBODY, text, flags=how)
    return text


def _alone(pattern: str) -> str:
    return rf"(?<!\w)(?:{pattern})(?!\w)"


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
