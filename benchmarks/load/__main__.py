"""Load on the Scorecard: ``python -m benchmarks.load [--sessions 200] [--seconds 60] [--every 10] [--json FILE]``.

Raw protocol clients on this machine, each refreshing the page at its own second; the count of sessions, the
time and the refreshes are all bounded. Bar: 99 % done, 95 % within 250 ms, 1 MB a session.
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

DONE, P95_MS, MB = 0.99, 250.0, 1.0


@dataclass
class Tally:
    """What the sessions saw: milliseconds of each refresh, and how many were asked for."""

    asked: int = 0
    waits: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Result:
    """What the load came to: milliseconds, shares, megabytes; ``held`` where every bar was."""

    sessions: int
    seconds: float
    asked: int
    done_share: float
    median_ms: float
    p95_ms: float
    worst_ms: float
    cpu_ms_per_refresh: float
    core_share: float
    mb_per_session: float
    mb_at_start: float
    faults: int
    held: bool


async def refresh(socket: ClientConnection, patience: float) -> None:
    message = BackMsg()
    message.rerun_script.widget_states.SetInParent()
    await socket.send(message.SerializeToString())
    async with asyncio.timeout(patience):
        while True:
            heard = ForwardMsg()
            heard.ParseFromString(await socket.recv())  # type: ignore[arg-type]
            if heard.WhichOneof("type") == "script_finished":
                return


async def session(port: int, delay: float, every: float, ends: float, tally: Tally, started: asyncio.Event) -> None:
    await asyncio.sleep(delay)
    try:
        async with connect(
            f"ws://127.0.0.1:{port}/_stcore/stream",
            origin=Origin(f"http://127.0.0.1:{port}"),
            subprotocols=[Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")],
            max_size=None,
            ping_interval=None,
            proxy=None,
        ) as socket:
            await refresh(socket, every)
            await started.wait()
            await asyncio.sleep(delay % every)
            while time.monotonic() < ends:
                began = time.monotonic()
                tally.asked += 1
                await refresh(socket, every)
                tally.waits.append((time.monotonic() - began) * 1000)
                await asyncio.sleep(max(0.0, began + every - time.monotonic()))
    except (OSError, TimeoutError, Exception) as fault:
        tally.faults.append(repr(fault)[:200])


async def crowd(server: Server, sessions: int, seconds: float, every: float) -> Result:
    process = psutil.Process(server.pid)
    at_start = process.memory_info().rss
    ramp, tally, started = sessions / 20, Tally(), asyncio.Event()
    ends = time.monotonic() + ramp + 2 + every + seconds
    tasks = [
        asyncio.create_task(session(server.port, ramp * place / sessions, every, ends, tally, started))
        for place in range(sessions)
    ]
    await asyncio.sleep(ramp + 2)
    cpu, began = sum(process.cpu_times()[:2]), time.monotonic()
    started.set()
    await asyncio.sleep(max(0.0, ends - time.monotonic() - 1))
    spent, lasted = sum(process.cpu_times()[:2]) - cpu, time.monotonic() - began
    at_end = process.memory_info().rss
    await asyncio.wait(tasks, timeout=every * 2)
    return result(sessions, lasted, tally, spent, at_start, at_end)


def result(sessions: int, lasted: float, tally: Tally, spent: float, at_start: int, at_end: int) -> Result:
    waits = sorted(tally.waits) or [float("inf")]
    done, p95 = len(tally.waits) / max(tally.asked, 1), waits[min(len(waits) - 1, int(len(waits) * 0.95))]
    each = (at_end - at_start) / 2**20 / sessions
    return Result(
        sessions,
        round(lasted, 1),
        tally.asked,
        round(done, 4),
        round(statistics.median(waits), 1),
        round(p95, 1),
        round(waits[-1], 1),
        round(spent * 1000 / max(len(tally.waits), 1), 1),
        round(spent / lasted, 3),
        round(each, 2),
        round(at_start / 2**20, 1),
        len(tally.faults),
        done >= DONE and p95 <= P95_MS and each <= MB and not tally.faults,
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--every", type=float, default=10)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    sessions, seconds = min(asked.sessions, 1000), min(asked.seconds, 600)
    with tempfile.TemporaryDirectory() as folder:
        sample_store(Path(folder, "store")).close()
        environment = {"SCORECARD_STORE": str(Path(folder, "store"))}
        with served(ROOT / "app.py", Path(folder), environment, ready="/healthz") as server:
            found = asyncio.run(crowd(server, sessions, seconds, max(asked.every, 1)))
    for name, value in asdict(found).items():
        print(f"{name:20} {value}")
    if asked.json:
        asked.json.write_text(json.dumps(asdict(found), indent=1))


main()
