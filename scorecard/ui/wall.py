"""What a board on a wall needs in the browser: its style and its script, files of this host named on its page alone."""

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from scorecard.charts.theme import variables
from scorecard.ui import wall_screens

PAGE = "/kiosk"
HEAD = b'<link rel="stylesheet" href="/kiosk.css"><script src="/kiosk.js" defer></script>'
_FOLDER = Path(__file__).parent


@cache
def _style() -> bytes:
    """Colours and shapes as on every screen, then what a wall adds: it stands also while the page below has none."""
    parts = (_FOLDER.joinpath(name).read_text(encoding="utf-8") for name in ("cards.css", "kiosk.css"))
    return f":root{{{variables()}}}{''.join(parts)}".encode()


@cache
def _script() -> bytes:
    return _FOLDER.joinpath("kiosk.js").read_bytes()


async def _styled(_request: Request) -> Response:
    return Response(_style(), media_type="text/css", headers={"cache-control": "no-cache"})


async def _scripted(_request: Request) -> Response:
    return Response(_script(), media_type="text/javascript", headers={"cache-control": "no-cache"})


routes = [Route("/kiosk.css", _styled), Route("/kiosk.js", _scripted), wall_screens.route]


def head_of(path: str) -> bytes:
    """What stands in the head of the page at this address beside what every page has."""
    return HEAD if path.rstrip("/").endswith(PAGE) else b""
