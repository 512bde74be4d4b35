"""Many people write at once, click twice, and are cut off: nothing lost, nothing doubled, nothing half done."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, update

from scorecard.changes.assign import assign, hand_over
from scorecard.changes.comment import comment
from scorecard.domain.access import Actor
from scorecard.domain.errors import Conflict
from scorecard.domain.work import Said
from scorecard.store import schema
from scorecard.store.audit import verify
from scorecard.store.store import Store
from tests.conftest import ROOT
from tests.store.conftest import any_store, book_url, new_book, server, today  # noqa: F401 - the same stores as the store's tests
from tests.store.desk import FIGURES, LINE, TODAY, staffed
from tests.store.workspace import load, parse, row

FAY, OLU = Actor("fay", "finance"), Actor("olu", "operations")
THREADS, EACH = 6, 60
DUE = TODAY + timedelta(1)
GAPS = (0.05, 0.2, 0.5, 1.0)
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system with fork")


def ready(store: Store) -> Store:
    """With figures, people and one item about them."""
    load(store, row("2026-01", "shop", "wages", 1))
    assign(staffed(store), FAY, LINE, FIGURES, "fay", "olu", DUE)
    return store


@pytest.fixture
def desk(any_store: Store) -> Store:  # noqa: F811
    return ready(any_store)


def one_day_more(store: Store) -> int:
    """Move the due date a day on from what one has read, as often as it takes; how often one lost."""
    lost = 0
    while True:
        read = store.work.item(1)
        try:
            hand_over(store, FAY, 1, read.version, "fay", "olu", read.due + timedelta(1), FIGURES)
        except Conflict:
            lost += 1
        else:
            return lost


@pytest.mark.parametrize("each", [10, pytest.param(EACH, marks=pytest.mark.slow)])
def test_no_edit_is_lost_when_six_edit_the_same_item(desk: Store, each: int):
    with ThreadPoolExecutor(THREADS) as pool:
        lost = sum(pool.map(lambda _: sum(one_day_more(desk) for _ in range(each)), range(THREADS)))
    item, done = desk.work.item(1), THREADS * each
    assert (item.due - DUE).days == done, "edits were lost"
    assert item.version == 1 + done
    assert [entry.kind for entry in desk.work.comments(1)] == [Said.OPENED] + [Said.REASSIGNED] * done
    assert [found.action for found in desk.audit_rows()].count("work.reassigned") == done
    assert verify(desk.audit_rows()) == []
    assert lost > 0, "nobody ever met anybody, so that this proves nothing"


def test_control_without_a_version_edits_are_lost(desk: Store, book_url: str):  # noqa: F811
    """Read, add a day, write: six at once through an engine as it comes."""
    url = book_url.replace("postgresql://", "postgresql+psycopg://") or f"sqlite:///{desk._shelves.book.path}"
    engine, meeting, table = create_engine(url), threading.Barrier(THREADS), schema.item

    def naive(_: int) -> None:
        for _ in range(3):
            with engine.connect() as connection:
                held = connection.execute(select(table.c.version)).scalar_one()
                connection.rollback()
                meeting.wait()
                connection.execute(update(table).values(version=held + 1))
                connection.commit()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(naive, range(THREADS)))
    engine.dispose()
    assert desk.work.item(1).version < 1 + THREADS * 3


EDITORS = """
import os, sys
from pathlib import Path
from scorecard.store.store import Store
from tests.store.desk import TODAY
from tests.store.workspace import parse
from tests.trust.test_concurrent_work import one_day_more
def edit(folder, url, each):
    store = Store.open(Path(folder), url, today=lambda: TODAY, parse_catalogue=parse)
    for _ in range(int(each)):
        one_day_more(store)
    os._exit(0)
editors = [os.fork() or edit(*sys.argv[1:4]) for _ in range(int(sys.argv[4]))]
sys.exit(any([os.waitpid(editor, 0)[1] for editor in editors]))
"""


@needs_fork
@pytest.mark.slow
def test_no_edit_is_lost_when_six_processes_edit_the_same_item(desk: Store, book_url: str, tmp_path: Path):  # noqa: F811
    told = [str(tmp_path / "store"), book_url, str(EACH // 3), str(THREADS)]
    with subprocess.Popen([sys.executable, "-c", EDITORS, *told], cwd=ROOT, start_new_session=True) as editors:
        try:
            assert editors.wait(240) == 0
        finally:
            with suppress(ProcessLookupError):
                os.killpg(editors.pid, signal.SIGKILL)
    assert (desk.work.item(1).due - DUE).days == THREADS * (EACH // 3)
    assert verify(desk.audit_rows()) == []


def clicks(act: Callable[[], object], gaps: tuple[float, ...]) -> None:
    """The same click several times, each a while after the one before and none waiting for the answer."""
    started = [threading.Thread(target=act) for _ in range(len(gaps) + 1)]
    for thread, gap in zip(started, (*gaps, 0.0), strict=True):
        thread.start()
        time.sleep(gap)
    for thread in started:
        thread.join()


@pytest.mark.parametrize("gap", [0.0, 0.05, *(pytest.param(gap, marks=pytest.mark.slow) for gap in GAPS[1:])])
def test_four_clicks_are_one_entry(desk: Store, gap: float):
    clicks(lambda: comment(desk, OLU, 1, "late parts", FIGURES, "-5", "the form's key"), (gap,) * 3)
    clicks(lambda: assign(desk, FAY, replace(LINE, name="rent"), FIGURES, "fay", "olu", DUE, key="k"), (gap,) * 3)
    assert [entry.kind for entry in desk.work.comments()] == [Said.OPENED, Said.COMMENT, Said.OPENED]
    assert len(desk.work.items()) == 2
    assert len(desk.audit_rows()) == 2 + 1 + 3


def test_control_without_a_key_four_clicks_are_four_entries(desk: Store):
    clicks(lambda: comment(desk, OLU, 1, "late parts", FIGURES, "-5"), (0.0,) * 3)
    assert [entry.kind for entry in desk.work.comments()] == [Said.OPENED] + [Said.COMMENT] * 4


class Writer:
    """Starts children that write without pause, and stops them at any instant."""

    def __init__(self, folder: Path, how: str) -> None:
        told = [sys.executable, "-m", "tests.trust.worker", str(folder), how]
        self._process = subprocess.Popen(told, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, stop_after: float, by: int) -> int:
        """How many entries the child said were safe before the signal ended it."""
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        child, wrote = 0, 0
        while not (child and wrote):
            child, wrote = self._heard(child, wrote)
        time.sleep(stop_after)
        with suppress(ProcessLookupError):
            os.kill(child, by)
        while not (line := self._process.stdout.readline()).startswith("ended"):
            assert line, "the writer is gone"
            wrote = int(line.split()[1])
        return wrote

    def _heard(self, child: int, wrote: int) -> tuple[int, int]:
        word, number = self._process.stdout.readline().split()
        return (int(number), wrote) if word == "began" else (child, int(number))

    def close(self) -> None:
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.kill()
        self._process.wait()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ready(Store.open(tmp_path / "store", today=lambda: TODAY, parse_catalogue=parse)).close()
    return tmp_path / "store"


@pytest.fixture
def writer(folder: Path, request: pytest.FixtureRequest) -> Iterator[Writer]:
    started = Writer(folder, request.param)
    yield started
    started.close()


def held(folder: Path, checked: bool = True) -> tuple[int, int]:
    """How many entries there are, and how many lack their row in the trail or the other way round.

    All else holds where it is checked; the rows of the naive way are none that the application would write.
    """
    store = Store.open(folder, today=lambda: TODAY, parse_catalogue=parse)
    rows, comments = store.audit_rows(), store.work.comments()
    assert verify(rows) == []
    traced = sum(found.action == "work.comment" for found in rows)
    torn = abs(sum(entry.kind is Said.COMMENT for entry in comments) - traced)
    assert not checked or torn or store.check() == []
    store.close()
    return len(comments), torn


@needs_fork
@pytest.mark.slow
@pytest.mark.parametrize("writer", ["act"], indirect=True)
@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGKILL])
def test_stopped_at_any_instant_nothing_is_half_done_and_nothing_safe_is_lost(folder: Path, writer: Writer, by: int):
    dice, (before, _) = random.Random(7), held(folder)
    for _ in range(20):
        safe = writer.run(dice.uniform(0, 0.03), by)
        found, torn = held(folder)
        assert safe <= found - before <= safe + 1, "an entry that was said to be safe is gone"
        assert torn == 0
        before = found


@needs_fork
@pytest.mark.slow
@pytest.mark.parametrize("writer", ["apart"], indirect=True)
def test_control_entry_and_trace_in_two_transactions_are_torn(folder: Path, writer: Writer):
    dice = random.Random(7)
    for _ in range(60):
        writer.run(dice.uniform(0, 0.03), signal.SIGKILL)
        if held(folder, checked=False)[1]:
            return
    pytest.fail("no kill fell between the two transactions")
