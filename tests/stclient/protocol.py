"""A raw Streamlit 1.67 client: sees the real socket, sends forged states, counts every byte."""

import socket
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol


@dataclass
class Screen:
    """One finished script run as the client saw it."""

    page_hash: str = ""
    session_id: str = ""
    navigation: Any = None
    not_found: str | None = None
    query: str | None = None
    finished: int = -1
    raw: list[bytes] = field(default_factory=list)
    deltas: dict[tuple[int, ...], Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(len(message) for message in self.raw)

    @property
    def bytes_seen(self) -> bytes:
        return b"".join(self.raw)

    def elements(self, kind: str | None = None) -> Iterator[Any]:
        """The drawn elements in their order, all or of one kind."""
        for _, delta in sorted(self.deltas.items()):
            if delta.WhichOneof("type") == "new_element":
                element = delta.new_element
                if kind is None:
                    yield element
                elif element.WhichOneof("type") == kind:
                    yield getattr(element, kind)

    def texts(self) -> list[str]:
        """What is written on the screen, without markdown's escapes."""
        said = []
        for element in self.elements():
            kind = element.WhichOneof("type")
            body = getattr(getattr(element, kind), "body", "") if kind else ""
            if body and not body.startswith("<style"):
                said.append(body.replace("\\", "").replace("\N{NO-BREAK SPACE}", " "))
        return said

    def says(self, words: str) -> bool:
        return any(words in text for text in self.texts())

    def widget(self, kind: str, label: str) -> Any:
        """The widget of this kind and label."""
        return next(widget for widget in self.elements(kind) if widget.label == label)

    def exceptions(self) -> list[Any]:
        return list(self.elements("exception"))


class Client:
    """One browser tab, without the browser."""

    def __init__(
        self,
        port: int,
        origin: str | None = "own",
        host: str = "",
        session: str = "",
        token: str = "PLACEHOLDER_AUTH_TOKEN",
        timeout: float = 30,
    ) -> None:
        host = host or f"127.0.0.1:{port}"
        protocols = [Subprotocol(part) for part in ("streamlit", token, session) if part]
        own = f"http://{host}" if origin == "own" else origin
        self.timeout = timeout
        self.screen = Screen()
        self.socket: ClientConnection = connect(
            f"ws://{host}/_stcore/stream",
            sock=socket.create_connection(("127.0.0.1", port), timeout=timeout),
            subprotocols=protocols,
            origin=None if own is None else Origin(own),
            max_size=None,
            open_timeout=timeout,
            close_timeout=0.3,
            proxy=None,
            ping_interval=None,
            legacy=True,
        )

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None):
        self.socket.close()

    def run(
        self,
        page: str = "",
        query: str = "",
        widgets: Iterable[WidgetState] = (),
        page_hash: str | None = None,
        fragment: str = "",
    ) -> Screen:
        """Ask for one script run and wait until it is finished."""
        self.ask(page, query, widgets, page_hash, fragment)
        return self.finished()

    def ask(
        self,
        page: str = "",
        query: str = "",
        widgets: Iterable[WidgetState] = (),
        page_hash: str | None = None,
        fragment: str = "",
    ) -> None:
        """Ask for one script run and don't wait for it."""
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = query
        rerun.page_name = page
        rerun.page_script_hash = page_hash if page_hash is not None else ("" if page else self.screen.page_hash)
        rerun.fragment_id = fragment
        rerun.widget_states.SetInParent()
        rerun.widget_states.widgets.extend(widgets)
        self.socket.send(message.SerializeToString())

    def finished(self) -> Screen:
        """Read until the script run is over."""
        screen = Screen(page_hash=self.screen.page_hash, session_id=self.screen.session_id)
        ends = time.monotonic() + self.timeout
        while screen.finished < 0:
            data = self.socket.recv(timeout=max(0.01, ends - time.monotonic()))
            assert isinstance(data, bytes)
            _take(screen, data)
        self.screen = screen
        return screen


def _take(screen: Screen, data: bytes) -> None:
    message = ForwardMsg()
    message.ParseFromString(data)
    screen.raw.append(data)
    kind = message.WhichOneof("type")
    if kind == "new_session":
        screen.session_id = message.new_session.initialize.session_id
        screen.page_hash = message.new_session.page_script_hash
        screen.deltas.clear()
    elif kind == "navigation":
        screen.navigation = message.navigation
        screen.page_hash = message.navigation.page_script_hash
    elif kind == "page_not_found":
        screen.not_found = message.page_not_found.page_name
    elif kind == "page_info_changed":
        screen.query = message.page_info_changed.query_string
    elif kind == "delta":
        screen.deltas[tuple(message.metadata.delta_path)] = message.delta
    elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
        screen.finished = message.script_finished


def pressed(button: Any) -> WidgetState:
    """The state of a button that was clicked."""
    state = WidgetState(id=button.id)
    state.trigger_value = True
    return state


def chosen(selectbox: Any, label: str) -> WidgetState:
    """The state of a selectbox in which this label was chosen, whether it is offered or not."""
    state = WidgetState(id=selectbox.id)
    state.string_value = label
    return state
