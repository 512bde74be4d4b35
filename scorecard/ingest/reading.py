"""Files opened in a process of their own, with limits on memory, time, size and open files."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from scorecard.ingest.faults import Faults
from scorecard.ingest.reader_request import Limits, ReadReport, ReadRequest
from scorecard.store.ahead import ahead

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 8 << 30
PIPE = 1 << 20
SET_PIPE_SIZE = 1031
TAKEN_AHEAD = 2
"""Batches taken from the pipe, which holds less than one, while the last is still being mapped: who writes into a full
pipe does not read on."""

KEPT_MEMORY = ":".join(
    f"glibc.malloc.{name}={value}"
    for name, value in (
        ("hugetlb", 1),
        ("mmap_threshold", 1 << 26),
        ("trim_threshold", 1 << 28),
        ("top_pad", 1 << 24),
        ("arena_max", 1),
    )
)
"""Memory that was used is used again instead of being given back and asked for anew, block after block."""


WORKBOOK = Limits(memory=2 << 30, seconds=60, written=1 << 20)


@dataclass(frozen=True, slots=True)
class _Running:
    """The process that reads, what it says besides the cells, and the clock that ends it."""

    process: "subprocess.Popen[bytes]"
    told: BinaryIO
    clock: threading.Timer


class FileReading:
    """One file being read; iterate over ``batches`` once, then look at ``report``.

    Who calls ``begin`` before also calls ``stop``, whatever happens between.
    """

    def __init__(self, file: BinaryIO, request: ReadRequest, faults: Faults, limits: Limits | None = None) -> None:
        self.report = ReadReport()
        self._file, self._request, self._faults = file, request, faults
        self._limits = limits or (WORKBOOK if request.file_format == "xlsx" else Limits())
        self._late = False
        self._running: _Running | None = None

    def begin(self) -> "_Running":
        """Start reading; the first rows are prepared until somebody takes them."""
        os.lseek(self._file.fileno(), 0, os.SEEK_SET)
        told = tempfile.TemporaryFile()  # noqa: SIM115 - closed by stop
        self._running = _Running(self._start(told), told, threading.Timer(self._limits.seconds, self._too_late))
        self._running.clock.daemon = True
        self._running.clock.start()
        return self._running

    def stop(self) -> None:
        """End the reading, wherever it is."""
        if self._running is None:
            return
        running, self._running = self._running, None
        running.process.kill()
        running.process.stdout.close()  # type: ignore[union-attr]
        running.process.wait()
        running.clock.cancel()
        running.told.close()

    def batches(self) -> Generator[pa.RecordBatch, None, None]:
        """Batches of cells as they come; faults of the file itself are noted at the end."""
        running = self._running or self.begin()
        try:
            with ahead(self._received(running.process), TAKEN_AHEAD) as received, _ended_early(running.process):
                yield from received
            running.process.stdout.close()  # type: ignore[union-attr]
            self._finish(running.told, running.process.wait())
        finally:
            self.stop()

    def _start(self, told: BinaryIO) -> "subprocess.Popen[bytes]":
        command = [
            sys.executable,
            "-B",
            "-m",
            "scorecard.ingest.reader_process",
            self._request.to_json(),
            self._limits.to_json(),
        ]
        environment = {
            "PYTHONPATH": str(ROOT),
            "PATH": os.environ.get("PATH", ""),
            "ARROW_DEFAULT_MEMORY_POOL": "system",
            "GLIBC_TUNABLES": KEPT_MEMORY,
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "TMPDIR": tempfile.gettempdir(),
            "PYTHONIOENCODING": "utf-8",
        }
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, the file comes by its handle
            command,
            stdin=self._file.fileno(),
            stdout=subprocess.PIPE,
            stderr=told.fileno(),
            env=environment,
            cwd="/",
            start_new_session=True,
        )
        _widen(process)
        return process

    def _too_late(self) -> None:
        self._late = True
        if self._running is not None:
            self._running.process.kill()

    def _received(self, process: "subprocess.Popen[bytes]") -> Iterator[pa.RecordBatch]:
        try:
            with pa.ipc.open_stream(pa.PythonFile(process.stdout, "r")) as reader:
                yield from reader
        except (pa.ArrowInvalid, OSError):
            self.report.done = False

    def _finish(self, told: BinaryIO, code: int) -> None:
        told.seek(0)
        last = told.read()[-(1 << 22) :].rsplit(b"\n", 1)[-1]
        try:
            self.report = ReadReport.from_json(last.decode())
        except ValueError:
            self._faults.add(0, "", *self._end(code, told))
            return
        self._faults.ragged = tuple(self.report.ragged)
        for fault in self.report.faults:
            self._faults.add(fault.row, fault.column, fault.what, fault.remedy)
        self._faults.add_many(self.report.more)

    def _end(self, code: int, told: BinaryIO) -> tuple[str, str]:
        told.seek(0)
        cramped = b"MemoryError" in told.read() or code in (-signal.SIGABRT, -signal.SIGSEGV)
        if self._late or code == -signal.SIGXCPU:
            return f"reading took more than {self._limits.seconds} seconds", "Split the file, or use CSV or Parquet."
        if cramped:
            return "reading needs more memory than is allowed", "Split the file, or use CSV or Parquet."
        return "the file cannot be read", "Open it in the program it comes from and export it again."


@contextmanager
def _ended_early(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """A block that, left before its end, ends the process, so that nobody waits for what it would still say."""
    try:
        yield
    except BaseException:
        process.kill()
        raise


def _widen(process: "subprocess.Popen[bytes]") -> None:
    """A larger pipe where the system has one."""
    import fcntl

    try:
        fcntl.fcntl(process.stdout.fileno(), SET_PIPE_SIZE, PIPE)  # type: ignore[union-attr]
    except OSError:
        return


def format_of(file: BinaryIO, name: str, declared: str) -> str:
    """The declared format, or the one the first bytes show (a name's ending decides nothing dangerous)."""
    if declared != "auto":
        return declared
    head = os.pread(file.fileno(), 4, 0)
    if head == b"PAR1":
        return "parquet"
    ending = name.lower().rsplit(".", 1)[-1]
    looks_packed = head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    return "xlsx" if ending in ("xlsx", "xlsm", "xls") or (looks_packed and ending != "csv") else "csv"
