"""Which walls are alive: when each screen last painted what it heard; in memory only, and only so many."""

import re
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

MOST = 200
"""Screens remembered; of more, the one that painted longest ago is forgotten."""

SILENT = 60.0
"""Seconds without a new picture after which a screen counts as silent: six heartbeats."""

NAMED = re.compile(r"[a-z0-9_-]{1,64}")
SIZED = re.compile(r"\d{2,5}x\d{2,5}")
NUMBERED = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Painted:
    """A screen's last picture.

    Attributes:
        board: The board's id.
        size: Width and height in pixels, such as ``1920x1080``.
        view: Place of the view that stood there, from 1.
        revision: State of the numbers that was drawn.
        at: Seconds since the epoch, by the server's clock.
    """

    board: str
    size: str
    view: str
    revision: str
    at: float

    def is_silent(self, now: float) -> bool:
        """Whether nothing was painted for too long."""
        return now - self.at > SILENT


class Screens:
    """The screens heard of since the server started."""

    def __init__(self, now: Callable[[], float] = time.time, most: int = MOST) -> None:
        self._now, self._most = now, most
        self._lock = Lock()
        self._painted: OrderedDict[str, Painted] = OrderedDict()
        self.since = now()

    def heard(self, screen: str, board: str, size: str, view: str, revision: str) -> bool:
        """Note that a screen painted; whether what it says of itself can be believed."""
        fits = NAMED.fullmatch(screen) and NAMED.fullmatch(board) and SIZED.fullmatch(size)
        if not fits or not NUMBERED.fullmatch(view) or not re.fullmatch(r"\d{1,9}", revision):
            return False
        with self._lock:
            self._painted[screen] = Painted(board, size, view, revision, self._now())
            self._painted.move_to_end(screen)
            while len(self._painted) > self._most:
                self._painted.popitem(last=False)
        return True

    def listed(self) -> tuple[Painted, ...]:
        """Every screen, the one that painted last first."""
        with self._lock:
            return tuple(reversed(self._painted.values()))

    def now(self) -> float:
        """Seconds since the epoch."""
        return self._now()


SCREENS = Screens()
"""Of this process."""


async def _painted(request: Request) -> Response:
    told = request.query_params
    names = ("screen", "board", "size", "view", "revision")
    fits = SCREENS.heard(*(told.get(name, "") for name in names))
    return Response(status_code=204 if fits else 400, headers={"cache-control": "no-store"})


route = Route("/kiosk/painted", _painted, methods=["POST"])
