"""The guard at the door: who may connect, what is never served, and the headers every answer carries."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config, file_util

from scorecard.ui.keys import with_keys
from scorecard.ui.wall import head_of


def inline_scripts() -> str:
    """The hashes of the scripts inside Streamlit's own page: these very texts may run, no other."""
    page = Path(file_util.get_static_dir(), "index.html").read_text(encoding="utf-8")
    texts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return "".join(f" 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts)


POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self'{inline_scripts()}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
LOOPBACK = ("127.0.0.1", "::1", "localhost", "testclient")
NEVER_SERVED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")


def guarded() -> list[Middleware]:
    """The middleware of the app: the guard alone."""
    return [Middleware(Guard)]


class Guard:
    """Refuses other machines, foreign hosts and foreign origins; hardens what is answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with one sentence."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        refusal = refusal_of(scope)
        if refusal is None:
            sender = hardened(scope["path"], send)
            if is_page_asked(scope):
                sender = with_keys(sender, head_of(scope["path"]))
            await self.app(scope, receive, sender)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": refusal[1]})
        else:
            status, sentence = refusal
            await PlainTextResponse(sentence, status)(scope, receive, hardened(scope["path"], send))


def refusal_of(scope: Scope) -> tuple[int, str] | None:
    """Why this connection is refused: status and sentence, or None where it may pass."""
    headers = Headers(scope=scope)
    client = scope.get("client")
    if client and client[0] not in LOOPBACK:
        return 403, "This scorecard has no sign-in and answers this computer only."
    if not is_host_known(headers.get("host", "")):
        return 403, "This name is not one this scorecard answers to."
    if not is_origin_own(scope, headers):
        return 403, "This request comes from another page."
    if scope["path"].startswith(NEVER_SERVED):
        return 404, "Not found."
    return None


def is_host_known(host: str) -> bool:
    """Whether the Host header names this machine or a name the settings allow; foreign names are rebinding."""
    try:
        parts = urlsplit(f"//{host}")
        name, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if name is None or parts.netloc != host or "@" in host:
        return False
    allowed = {entry.strip("[] ").lower() for entry in config.get_option("server.allowedHosts")}
    return name in allowed


def is_origin_own(scope: Scope, headers: Headers) -> bool:
    """Whether the page that asks is our own: same host and same port.

    Reading needs no Origin (a typed address sends none); a WebSocket or a write does.
    """
    origin = headers.get("origin")
    if origin is None:
        return bool(scope["type"] == "http" and scope["method"] in {"GET", "HEAD"})
    return origin.lower() in {f"{scheme}://{headers['host'].lower()}" for scheme in ("http", "https")}


def is_page_asked(scope: Scope) -> bool:
    """Whether a browser asks for a page rather than for one of its parts.

    Such a request is answered uncompressed, since the page is still to be given its keys.
    """
    if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
        return False
    scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return True


def hardened(path: str, send: Send) -> Send:
    """A sender that adds the security headers to every answer."""

    async def send_hardened(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            for name, text in HEADERS.items():
                headers[name] = text
            if path.startswith("/media"):
                headers["cache-control"] = "no-store"
            del headers["server"]
        await send(message)

    return send_hardened
