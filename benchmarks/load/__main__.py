"""Load: ``python -m benchmarks.load [--sessions 200] [--kiosks 0] [--seconds 60] [--every 10] [--json FILE]``.

Raw protocol clients on this machine, each refreshing the Scorecard at its own second, and walls that refresh their
board as browsers do, by its fragment; the count of sessions, the time and the refreshes are all bounded. Bars: 99 %
done, 95 % of pages within 250 ms and of walls within 400 ms, 1 MB a session.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.conftest import ROOT
from tests.stclient.server import Server, served
from tests.stclient.workspace import sample_store

DONE, P95_MS, WALL_P95_MS, MB = 0.99, 250.0, 400.0, 1.0
WALL = ("kiosk", "board=hall&embed=true")


@dataclass
class Tally:
    """What the sessions saw: milliseconds of each refresh of a page and of a wall, and how many were asked for."""

    asked: int = 0
    waits: list[float] = field(default_factory=list)
    walls: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Result:
    """What the load came to: milliseconds, shares, megabytes; ``held`` where every bar was."""

    sessions: int
    kiosks: int
    seconds: float
    asked: int
    done_share: float
    median_ms: float
    p95_ms: float
    worst_ms: float
    wall_p95_ms: float
    cpu_ms_per_refresh: float
    core_share: float
    mb_per_session: float
    mb_at_start: float
    faults: int
    held: bool


async def refresh(socket: ClientConnection, patience: float, page: tuple[str, str], fragment: str = "") -> str:
    """One run of a page, or of a fragment of it; the fragment that the browser is to run by itself, "" for none."""
    message = BackMsg()
    message.rerun_script.page_name, message.rerun_script.query_string = page
    message.rerun_script.fragment_id = fragment
    message.rerun_script.widget_states.SetInParent()
    await socket.send(message.SerializeToString())
    repeated = fragment
    async with asyncio.timeout(patience):
        while True:
            heard = ForwardMsg()
            heard.ParseFromString(await socket.recv())  # type: ignore[arg-type]
            if heard.WhichOneof("type") == "auto_rerun":
                repeated = heard.auto_rerun.fragment_id
            if heard.WhichOneof("type") == "script_finished":
                return repeated


async def session(
    port: int, delay: float, every: float, ends: float, tally: Tally, started: asyncio.Event, page: tuple[str, str]
) -> None:
    await asyncio.sleep(delay)
    waits = tally.walls if page == WALL else tally.waits
    try:
        async with connect(
            f"ws://127.0.0.1:{port}/_stcore/stream",
            origin=Origin(f"http://127.0.0.1:{port}"),
            subprotocols=[Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")],
            max_size=None,
            ping_interval=None,
            proxy=None,
        ) as socket:
            fragment = await refresh(socket, every, page)
            await started.wait()
            await asyncio.sleep(delay % every)
            while time.monotonic() < ends:
                began = time.monotonic()
                tally.asked += 1
                await refresh(socket, every, page, fragment)
                waits.append((time.monotonic() - began) * 1000)
                await asyncio.sleep(max(0.0, began + every - time.monotonic()))
    except (OSError, TimeoutError, Exception) as fault:
        tally.faults.append(repr(fault)[:200])


async def crowd(server: Server, people: int, kiosks: int, seconds: float, every: float) -> Result:
    process = psutil.Process(server.pid)
    at_start = process.memory_info().rss
    sessions = people + kiosks
    pages = [
        ("", "") if place * people // sessions < (place + 1) * people // sessions else WALL for place in range(sessions)
    ]
    ramp, tally, started = sessions / 20, Tally(), asyncio.Event()
    ends = time.monotonic() + ramp + 2 + every + seconds
    tasks = [
        asyncio.create_task(session(server.port, ramp * place / sessions, every, ends, tally, started, page))
        for place, page in enumerate(pages)
    ]
    await asyncio.sleep(ramp + 2)
    cpu, began = sum(process.cpu_times()[:2]), time.monotonic()
    started.set()
    await asyncio.sleep(max(0.0, ends - time.monotonic() - 1))
    spent, lasted = sum(process.cpu_times()[:2]) - cpu, time.monotonic() - began
    at_end = process.memory_info().rss
    await asyncio.wait(tasks, timeout=every * 2)
    return result(people, kiosks, lasted, tally, spent, at_start, at_end)


def p95(waits: list[float]) -> float:
    """What 95 % were within; 0 where nobody asked."""
    return round(waits[min(len(waits) - 1, int(len(waits) * 0.95))], 1) if waits else 0.0


def result(people: int, kiosks: int, lasted: float, tally: Tally, spent: float, at_start: int, at_end: int) -> Result:
    pages, walls = sorted(tally.waits), sorted(tally.walls)
    every = sorted(pages + walls) or [float("inf")]
    done = (len(pages) + len(walls)) / max(tally.asked, 1)
    each = (at_end - at_start) / 2**20 / (people + kiosks)
    return Result(
        people,
        kiosks,
        round(lasted, 1),
        tally.asked,
        round(done, 4),
        round(statistics.median(every), 1),
        p95(pages),
        round(every[-1], 1),
        p95(walls),
        round(spent * 1000 / len(every), 1),
        round(spent / lasted, 3),
        round(each, 2),
        round(at_start / 2**20, 1),
        len(tally.faults),
        done >= DONE and p95(pages) <= P95_MS and p95(walls) <= WALL_P95_MS and each <= MB and not tally.faults,
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--kiosks", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--every", type=float, default=10)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    sessions, kiosks, seconds = min(asked.sessions, 1000), min(asked.kiosks, 1000), min(asked.seconds, 600)
    with tempfile.TemporaryDirectory() as folder:
        sample_store(Path(folder, "store")).close()
        environment = {"SCORECARD_STORE": str(Path(folder, "store"))}
        with served(ROOT / "app.py", Path(folder), environment, ready="/healthz") as server:
            found = asyncio.run(crowd(server, sessions, kiosks, seconds, max(asked.every, 1)))
    for name, value in asdict(found).items():
        print(f"{name:20} {value}")
    if asked.json:
        asked.json.write_text(json.dumps(asdict(found), indent=1))


main()
