"""Scripts of our own on every page: where the app stands, and keys that Streamlit cannot bind; files of this host."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message, Send

ADDRESS, ROOT = "/keys.js", "/root.js"
TAG = f'<script src="{ROOT}"></script><script src="{ADDRESS}" defer></script></head>'.encode()
"""The first is run where it stands, before Streamlit's own asks where the server is."""

_SCRIPTS = {each: Path(__file__).with_name(each[1:]).read_bytes() for each in (ADDRESS, ROOT)}


async def _served(request: Request) -> Response:
    script = _SCRIPTS[request.url.path]
    return Response(script, media_type="text/javascript", headers={"cache-control": "no-cache"})


routes = [Route(address, _served) for address in _SCRIPTS]


def with_keys(send: Send, more: bytes = b"") -> Send:
    """A sender that names the script, and what else is given, in the head of an HTML page; the rest passes as it is."""
    start: Message = {}
    body = bytearray()

    async def send_with_keys(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start" and _is_page(message):
            start = message
        elif message["type"] == "http.response.body" and start:
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                await _send_page(send, start, bytes(body).replace(b"</head>", more + TAG, 1))
        else:
            await send(message)

    return send_with_keys


def _is_page(start: Message) -> bool:
    headers = dict(start["headers"])
    return bool(
        start["status"] == 200
        and headers.get(b"content-type", b"").startswith(b"text/html")
        and b"content-encoding" not in headers
    )


async def _send_page(send: Send, start: Message, page: bytes) -> None:
    changed = {b"content-length", b"etag", b"last-modified"}
    headers = [(name, value) for name, value in start["headers"] if name.lower() not in changed]
    headers.append((b"content-length", str(len(page)).encode()))
    await send({**start, "headers": headers})
    await send({"type": "http.response.body", "body": page, "more_body": False})
