"""Streams of rows: fetched ahead, arranged for skipping, and added up by the columns that vary."""

import threading
from collections import Counter
from collections.abc import Generator, Iterator
from datetime import date

import pyarrow as pa
import pytest

from scorecard.store import slice_rows
from scorecard.store.ahead import ahead
from scorecard.store.clustering import FEW, clustered
from scorecard.store.cube import ADDED_UP, KEYS, Cube, build_cube, cube_of
from scorecard.store.store import Store
from tests.store.workspace import load, row, table

pytestmark = pytest.mark.slow


def batches(*rows: tuple[str, str, int]) -> list[pa.RecordBatch]:
    return pa.table(dict(zip(("scenario", "measure", "at"), zip(*rows, strict=True), strict=True))).to_batches()


def cells(cube: Cube) -> Counter[tuple[object, ...]]:
    """What a cube says, whatever the order of its words."""
    return Counter(
        {
            (
                *key,
                cube.slices[cube.slice_code[at]],
                cube.entities[cube.entity[at]],
                cube.centres[cube.centre[at]],
                cube.currencies[cube.currency[at]],
                int(cube.ticks[at]),
                int(cube.reported[at]),
                int(cube.not_applicable[at]),
            ): 1
            for key, span in cube.spans.items()
            for at in range(span.start, span.stop)
        }
    )


def test_rows_fetched_ahead_come_in_their_order():
    with ahead(iter(range(1000)), room=3) as found:
        assert list(found) == list(range(1000))


def test_what_goes_wrong_ahead_is_raised_where_the_rows_are_taken():
    def rows() -> Iterator[int]:
        yield 1
        raise OSError("disk full")

    with ahead(rows()) as found:
        assert next(found) == 1
        with pytest.raises(OSError, match="disk full"):
            next(found)


def test_nothing_is_fetched_any_more_once_nobody_takes_rows():
    before = set(threading.enumerate())
    with ahead(iter(range(10**9)), room=2) as found:
        assert next(found) == 0
    assert set(threading.enumerate()) <= before


def test_cleared_up_by_its_own_thread_it_does_not_wait_for_itself():
    """As where a forgotten stream is collected while the thread fetches."""
    go, done = threading.Event(), threading.Event()

    def rows() -> Iterator[int]:
        yield 1
        go.wait()
        stream.close()
        done.set()

    def taken() -> Generator[int, None, None]:
        with ahead(rows()) as found:
            yield from found

    stream = taken()
    assert next(stream) == 1
    go.set()
    assert done.wait(5)


def test_many_rows_are_arranged_by_scenario_and_name_and_none_is_lost():
    rows = [(("budget", "actual")[at % 2], f"account{at % 7}", at) for at in range(FEW + 50)]
    found = pa.Table.from_batches(clustered(batches(*rows))).to_pylist()
    assert [(each["scenario"], each["measure"], each["at"]) for each in found] == sorted(rows)


def test_long_periods_are_arranged_in_runs():
    rows = [("actual", f"account{at % 7}", at) for at in range(FEW + 50)]
    found = list(clustered([*batches(*rows), *batches(*rows)], most=FEW))
    names = pa.Table.from_batches(found)["measure"].to_pylist()
    half = len(rows)
    assert names[:half] == names[half:] == sorted(names[:half])


def test_few_rows_stay_as_they_came():
    given = batches(("budget", "b", 1), ("actual", "a", 2))
    assert list(clustered(given)) == given


def test_no_rows_stay_no_rows():
    assert list(clustered([])) == []


def test_grouping_by_what_varies_gives_the_cube_of_grouping_by_everything(store: Store):
    load(
        store,
        row("2026-01", "shop", "wages", 1),
        row("2026-01", "shop", "wages", 2),
        row("2026-01", "plant", "rent", 4),
    )
    load(
        store,
        row("2026-02", "shop", "wages", 8, cost_centre="a"),
        row("2026-02", "shop", "wages", 16, cost_centre="it's"),
        row("2026-02", "shop", "visits", None, state="missing", currency=None),
    )
    load(store, row("2026-02", "shop", "wages", 32, scenario="forecast", as_of=date(2026, 1, 31)))
    load(store, row("2026-03", "shop", "wages", 64, source="other"), row("2026-03", "shop", "wages", 128))
    facts, version = store._shelves.facts, store.revisions()[0].facts_version
    assert any(file.same.get("state") == "reported" for file in facts.files(version))
    with store._shelves.questions.cursor() as cursor:
        by_all = f"SELECT {', '.join(KEYS)}, {ADDED_UP} FROM {facts.rows(cursor, version)} GROUP BY ALL"
        expected = cells(cube_of(cursor.sql(by_all).to_arrow_table()))
        found = cells(build_cube(cursor, facts, version))
    assert found == expected
    assert len(found) == 8


def test_a_column_that_differs_between_two_files_of_a_period_is_grouped(store: Store):
    load(store, row("2026-01", "shop", "wages", 1, currency="EUR"))
    load(store, row("2026-01", "shop", "wages", 2, source="other", currency=None))
    with store._shelves.questions.cursor() as cursor:
        cube = build_cube(cursor, store._shelves.facts, store.revisions()[0].facts_version)
    assert sorted(cube.sources) == ["ledger", "other"]
    assert set(cube.currencies) == {"EUR", None}
    assert sorted(cube.ticks.tolist()) == [10_000, 20_000]


def test_small_periods_are_read_together_large_ones_alone_and_every_row_once(store, monkeypatch):
    monkeypatch.setattr(slice_rows, "FEW", 5)
    counts = {"2026-01": 2, "2026-02": 3, "2026-03": 1, "2026-04": 9, "2026-05": 1}
    rows = [row(period, "north", "sales", at) for period, count in counts.items() for at in range(count)]
    asked: list[list[str]] = []
    with store.stage([table(rows)]) as staged:

        def relation(_cursor, periods):
            asked.append(list(periods))
            return staged.relation

        with slice_rows.rows_by_period(store._shelves, staged.figures, relation) as found:
            read = found.read_all().to_pylist()
    assert asked == [["2026-01", "2026-02"], ["2026-03"], ["2026-04"], ["2026-05"]]
    assert Counter((each["period"], each["value"]) for each in read) == Counter(
        (each["period"], each["value"]) for each in rows
    )


def test_rows_staged_in_parts_keep_their_words_and_gaps(store):
    first = [row("2026-01", "north", "sales", 1, note="late", cost_centre=None)]
    second = [
        row("2026-01", "south", "sales", 2, note=None, cost_centre="c1"),
        row("2026-01", "north", "rent", None, note="late", cost_centre="c2"),
    ]
    with store.stage([table(first), table(second)]) as staged, store._shelves.questions.cursor() as cursor:
        names = ("entity", "measure", "value", "state", "note", "cost_centre")
        found = cursor.execute(f"SELECT {', '.join(names)} FROM {staged.relation}").fetchall()
    assert set(found) == {tuple(each.get(name) for name in names) for each in (*first, *second)}
