"""A live server of its own for a test: the app, or the app's door around pages of the test's."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.conftest import ROOT

STARTS_WITHIN = 60.0

STOPPED = """
from scorecard.ui import workspace
from tests.stclient.workspace import OnTheDay
workspace.date = OnTheDay
"""


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        port: Where it listens, on this machine only.
        pid: Its process.
        log: File with everything it printed.
    """

    port: int
    pid: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def logged(self) -> str:
        return self.log.read_text(errors="replace")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(
    app: Path,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    ready: str = "/_stcore/health",
    port: int = 0,
) -> Iterator[Server]:
    """Run ``streamlit run app`` from a folder that is not the app's, until the block ends; port 0 is a free one."""
    folder.mkdir(parents=True, exist_ok=True)
    port, log = port or free_port(), folder / f"server-{time.monotonic_ns()}.log"
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("SCORECARD_", "STREAMLIT_"))}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)],
            cwd=folder,
            env={**kept, **(environment or {})},
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _await(process, port, ready, log)
            yield Server(port, process.pid, log)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await(process: subprocess.Popen[bytes], port: int, ready: str, log: Path) -> None:
    ends = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < ends:
        try:
            if httpx.get(f"http://127.0.0.1:{port}{ready}", timeout=2).status_code < 500:
                return
        except httpx.TransportError:
            assert process.poll() is None, log.read_text()
        time.sleep(0.05)
    raise TimeoutError(log.read_text())


def app_on_the_day(folder: Path) -> Path:
    """The app itself on the sample company's day and not the machine's, so that what is shown stays the same.

    Args:
        folder: Where its door is written.

    Returns:
        The app's file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    door = (ROOT / "app.py").read_text().replace("scorecard/ui/main.py", str(ROOT / "scorecard/ui/main.py"))
    app = folder / "app.py"
    app.write_text(f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{STOPPED}\n{door}")
    return app


def door_around(folder: Path, pages: Mapping[str, str], rights: Mapping[str, str] | None = None) -> Path:
    """The app's own door, with a main script that knows these pages instead.

    Args:
        folder: Where the app is written.
        pages: Page name to the page's script; the first is the home page.
        rights: Page name to the right it needs where that is not ``view:scorecard``.

    Returns:
        The app's file.
    """
    ui = folder / "ui"
    (ui / "static").mkdir(parents=True)
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    entries = []
    for name, script in pages.items():
        path = folder / "screens" / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(script)
        needs = (rights or {}).get(name, "view:scorecard")
        entries.append(f"Entry(Path({str(path)!r}), {name.title()!r}, {needs!r}, 'A page.', True),")
    (ui / "main.py").write_text(
        f"from pathlib import Path\nfrom scorecard.ui.navigation import Entry, run\nrun(({' '.join(entries)}))\n"
    )
    door = (ROOT / "app.py").read_text().replace("scorecard/ui/main.py", "ui/main.py")
    app = folder / "app.py"
    app.write_text(f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{door}")
    return app
