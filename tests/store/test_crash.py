"""An import killed at any instant: nothing torn, nothing lost, and the same file can always be sent again."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from deltalake import DeltaTable, write_deltalake

from scorecard.store.store import Store
from tests.conftest import ROOT
from tests.store.importer import LINES, MONTHS, file_of, import_once, rows_of
from tests.store.workspace import held, load, parse, table

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system with fork")


class Importer:
    """Starts imports in children of a process that is already warm, and kills them."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.importer", str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, number: int, kill_after: float | None) -> tuple[bool, float]:
        """Whether the import said it was done, and how long it lived."""
        self._process.stdin.write(f"{number}\n")
        self._process.stdin.flush()
        began = time.perf_counter()
        child = int(self._said("began").split()[1])
        if kill_after is not None:
            time.sleep(kill_after)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        done = False
        while not (line := self._process.stdout.readline()).startswith("ended"):
            assert line, "the importer is gone"
            done = done or line.startswith("done")
        return done, time.perf_counter() - began

    def close(self) -> None:
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.kill()
        self._process.wait()

    def _said(self, word: str) -> str:
        line = self._process.stdout.readline()
        assert line.startswith(word), line
        return line


@pytest.fixture
def importer(tmp_path: Path) -> Iterator[Importer]:
    started = Importer(tmp_path / "store")
    yield started
    started.close()


def values(store: Store) -> set[int]:
    rows = held(store)
    assert len(rows) in {0, LINES * len(MONTHS)}, "an import is there as a whole or not at all"
    return {int(found["value"]) for found in rows}


@pytest.mark.parametrize("kills", [8, pytest.param(60, marks=pytest.mark.slow)])
def test_a_killed_import_is_all_or_nothing_and_can_be_sent_again(tmp_path: Path, importer: Importer, kills: int):
    store = Store.open(tmp_path / "store", parse_catalogue=parse)
    load(store, *rows_of(1), file=file_of(1))
    done, whole = importer.run(2, None)
    assert done
    dice, outcomes = random.Random(7), {"before": 0, "after": 0, "loaded": 0, "already": 0}
    for number in range(3, 3 + kills):
        before = store.revision()
        acknowledged, _ = importer.run(number, dice.uniform(0, whole))
        found = values(store)
        published = store.revision() > before
        whole *= 0.9 if published else 1.05
        assert found == ({number} if published else {number - 1}), "torn"
        assert published or not acknowledged, "an acknowledged import was lost"
        outcomes["after" if published else "before"] += 1
        said = import_once(tmp_path / "store", number).split()[0]
        assert said == ("already" if published else "loaded")
        assert values(store) == {number}
        outcomes[said] += 1
    assert store.check() == []
    assert outcomes["before"] >= kills // 4, f"the kills came too late to prove anything: {outcomes}"
    assert not [
        left for left in (tmp_path / "store" / "staging").glob("*-*") if not left.name.startswith(str(os.getpid()))
    ]
    store.close()


NAIVE = """
import os, signal, sys
from deltalake import write_deltalake
from scorecard.store.slices import SliceKey, predicate
from tests.store.importer import MONTHS, rows_of
from tests.store.workspace import table
for month in MONTHS:
    if month == MONTHS[2]:
        os.kill(os.getpid(), signal.SIGKILL)
    rows = table([found for found in rows_of(2) if found["period"] == month])
    write_deltalake(sys.argv[1], rows, mode="overwrite", predicate=predicate([SliceKey("ledger", "actual", month)]))
"""


def test_control_slices_written_one_after_the_other_are_torn_by_a_kill(tmp_path: Path):
    folder = tmp_path / "naive"
    write_deltalake(folder, table(rows_of(1)), partition_by=["period"])
    killed = subprocess.run([sys.executable, "-c", NAIVE, str(folder)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    found = DeltaTable(folder).to_pyarrow_table()["value"].to_pylist()
    assert {int(value) for value in found} == {1, 2}
