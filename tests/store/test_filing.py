"""Rows filed by period: none is lost or changed, and finished files become the table's as they are."""

import os
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecard.store import facts, filing, summing
from scorecard.store.datafiles import MEASURED
from scorecard.store.schema import FACT_SCHEMA
from scorecard.store.slices import summarise
from scorecard.store.staging import fitted
from scorecard.store.store import Store
from tests.store.workspace import held, load, row, table

FIELDS = [name for name in FACT_SCHEMA.names if name != "import_id"]


def told(rows: list[dict[str, object]]) -> Counter[tuple[object, ...]]:
    """What rows say, whatever their order and the load that brought them."""
    return Counter(tuple(each.get(name) for name in FIELDS) for each in rows)


def january(count: int, **more: object) -> list[dict[str, object]]:
    return [row("2026-01", "shop", "wages", at, source_row=at, **more) for at in range(count)]


def files(store: Store) -> list[str]:
    address = store._shelves.facts
    return sorted(file.uri for file in address.files(store.revisions()[0].facts_version))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(1, 5), st.sampled_from(["shop", "plant"]), st.sampled_from([None, "c1", "c2"])),
            min_size=1,
            max_size=12,
        ),
        max_size=8,
    ),
    st.integers(1, 1000),
)
def test_rows_in_any_order_and_with_little_memory_are_filed_whole(
    store: Store, monkeypatch: pytest.MonkeyPatch, given_rows: list[list[tuple[int, str, str | None]]], most: int
):
    monkeypatch.setattr(filing, "HELD", most)
    monkeypatch.setattr(filing, "ROW_GROUP", 8)
    monkeypatch.setattr(filing, "AT_ONCE", 16)
    monkeypatch.setattr(summing, "ENOUGH", 20)
    parts = [
        [
            row(f"2026-{month:02d}", place, "wages", at, cost_centre=centre)
            for at, (month, place, centre) in enumerate(each)
        ]
        for each in given_rows
    ]
    with store.stage([table(each) for each in parts]) as staged:
        every = [each for part in parts for each in part]
        assert staged.rows == len(every)
        assert staged.total == sum((each["value"] for each in every), Decimal(0))
        if every:
            with store._shelves.questions.cursor() as cursor:
                found = cursor.sql(f"SELECT * FROM {staged.relation}").to_arrow_table().to_pylist()
                at_once = summarise(cursor, staged.relation)
            assert told(found) == told(every)
            assert staged.figures == at_once


def test_a_period_whose_rows_come_in_pieces_is_one_file(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(filing, "HELD", 3)
    months = ("2026-01", "2026-02", "2026-03")
    pieces = [table([row(month, "shop", "wages", at)]) for at in range(5) for month in months]
    with store.stage(pieces) as staged:
        assert sorted(file.period for file in staged.files) == list(months)
        assert [file.rows for file in staged.files] == [5, 5, 5]


def test_a_period_whose_rows_have_stopped_coming_is_written_while_others_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(filing, "ROW_GROUP", 8)
    monkeypatch.setattr(filing, "QUIET", 30)
    told_of: list[tuple[str, int]] = []
    with filing.Filing(tmp_path, None, lambda file: told_of.append((file.period, file.rows))) as filed:
        filed.add(fitted(table(january(9))))
        for day in range(3):
            filed.add(fitted(table([row("2026-02", "shop", "wages", at, source_row=day) for at in range(9)])))
        filed.add(fitted(table([row("2026-03", "shop", "wages", 1)])))
        filed._wait()
        assert told_of == []  # 28 rows of others
        filed.add(fitted(table([row("2026-03", "shop", "wages", at) for at in range(3)])))
        filed._wait()
        assert told_of == [("2026-01", 9)]
        filed.add(fitted(table(january(2))))
    assert sorted(told_of) == [("2026-01", 2), ("2026-01", 9), ("2026-02", 27), ("2026-03", 4)]


def test_a_few_rows_of_a_period_do_not_keep_the_memory_of_all_that_came_with_them():
    rows = [row("2026-01", "shop", "wages", at, source_row=at) for at in range(5000)]
    parts = dict(filing._by_period(fitted(table([*rows, row("2026-02", "shop", "wages", 1)])), {}))
    assert parts["2026-02"].varying.get_total_buffer_size() < 1000
    assert parts["2026-01"].varying.get_total_buffer_size() > 5000 * 16


@pytest.mark.parametrize("most", [1, filing.HELD])
@pytest.mark.parametrize("words", [(100, 100), (100, 200), (3000, 100), (100, 33_000)], ids=str)
def test_words_that_never_come_again_are_kept_too(
    store: Store, monkeypatch: pytest.MonkeyPatch, words: tuple[int, int], most: int
):
    monkeypatch.setattr(filing, "HELD", most)
    rows = [[row("2026-01", "shop", "wages", at, note=f"remark {at} {many}") for at in range(many)] for many in words]
    with store.stage([table(each) for each in rows]) as staged, store._shelves.questions.cursor() as cursor:
        found = cursor.sql(f"SELECT * FROM {staged.relation}").to_arrow_table().to_pylist()
    assert told(found) == told([each for part in rows for each in part])


def test_a_file_holds_the_words_its_rows_say_and_no_others(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(filing, "HELD", 1)
    rows = [row(f"2026-0{1 + at % 2}", "shop", "wages", at, note=f"{at:9}" * 20) for at in range(400)]
    with store.stage([table(rows[:200]), table(rows[200:])]) as staged:
        for file in staged.files:
            held = pq.ParquetFile(file.path, read_dictionary=["note"]).read(["note"])["note"].chunk(0)
            assert len(held.dictionary) == 200


def test_the_memory_of_rows_is_counted_with_their_share_of_the_words():
    said = fitted(table([row(f"2026-0{1 + at % 2}", "shop", "wages", at, note="n" * 996) for at in range(2)]))
    alike = dict(filing._by_period(said, {}))["2026-01"]
    assert alike.bytes < 100  # one word throughout is no column
    differ = fitted(
        table([row(f"2026-0{1 + at % 2}", "shop", "wages", at, note=f"{at:996}", source_row=at) for at in range(200)])
    )
    part = dict(filing._by_period(differ, {}))["2026-02"]
    code, day, amount, number, letters, where = 1, 4, 8, 8, 996, 4
    assert part.bytes // 100 == code + day + amount + number + letters + where
    assert part.varying.get_total_buffer_size() < 1.1 * part.bytes  # the other period's words are not kept


def test_new_slices_are_taken_in_as_the_very_files_that_were_staged(store: Store):
    with store.stage([table(january(3))]) as staged:
        inodes = {os.stat(file.path).st_ino for file in staged.files}
        store.publish("ann", "", "load", staged, "little")
    assert {os.stat(file).st_ino for file in files(store)} == inodes
    assert {each["import_id"] for each in held(store)} == {1}
    assert store.check() == []


def test_files_on_another_disk_are_copied(store: Store, monkeypatch: pytest.MonkeyPatch):
    def across(*_: object) -> None:
        raise OSError("Invalid cross-device link")

    monkeypatch.setattr(facts.os, "link", across)
    load(store, *january(3))
    assert told(held(store)) == told(january(3))


def test_the_log_tells_of_a_staged_file_what_it_tells_of_its_own(store: Store):
    rows = [*january(5, as_of=None), row("2026-01", "plant", "rent", None, state="missing", cost_centre="c1")]
    load(store, *rows)
    load(store, row("2026-01", "shop", "wages", 77), *rows[1:])
    tables = (DeltaTable(store._shelves.facts.uri, version=version) for version in (1, 2))
    ours, theirs = (pa.table(each.get_add_actions(flatten=True)).to_pylist() for each in tables)
    names = [f"{about}.{name}" for about in ("min", "max", "null_count") for name in MEASURED]
    assert [ours[0].get(name) for name in names] == [theirs[0].get(name) for name in names]
    assert (ours[0]["num_records"], theirs[0]["num_records"]) == (6, 6)


def test_staged_files_keep_money_as_the_tables_own_files_do(store: Store):
    load(store, *january(2))
    load(store, row("2026-01", "shop", "wages", 5))
    (written,) = files(store)
    with store.stage([table(january(2))]) as staged:
        ours = pq.read_schema(staged.files[0].path)
        kinds = {column.name: column.physical_type for column in pq.ParquetFile(staged.files[0].path).schema}
    assert ours.equals(pq.read_schema(written).remove_metadata())
    assert kinds == {column.name: column.physical_type for column in pq.ParquetFile(written).schema}


def test_a_load_that_was_overtaken_by_another_says_its_own_number(store: Store):
    load(store, row("2026-02", "shop", "wages", 1))
    with store.stage([table(january(2))]) as late:
        load(store, row("2026-03", "shop", "wages", 1))
        found = store.publish("ann", "", "load", late)
    assert late.import_id == 2
    assert found.import_id == 3
    assert {each["period"]: each["import_id"] for each in held(store)} == {"2026-01": 3, "2026-02": 1, "2026-03": 2}
    assert {each.key.period: each.figures.import_id for each in store.slices(3)} == {
        "2026-01": 3,
        "2026-02": 1,
        "2026-03": 2,
    }


def test_a_period_that_is_new_in_part_only_is_written_anew(store: Store):
    load(store, *january(2))
    load(store, *january(2), *january(3, scenario="budget"))
    found = held(store)
    assert told(found) == told([*january(2), *january(3, scenario="budget")])
    assert Counter((each["scenario"], each["import_id"]) for each in found) == {("actual", 1): 2, ("budget", 2): 3}
    assert store.check() == []


def test_control_a_file_that_also_holds_what_is_there_would_count_it_twice(store: Store):
    load(store, *january(2))
    with store.stage([table([*january(2), *january(3, scenario="budget")])]) as staged:
        shelf = store._shelves.facts
        version = shelf.adopt(1, staged.files, 2)
        assert sum(file.rows for file in shelf.files(version)) == 2 + 5


def test_files_adopted_once_are_adopted_again_where_the_first_commit_was_for_nothing(store: Store):
    load(store, *january(2))
    with store.stage([table(january(3, scenario="budget"))]) as staged:
        shelf = store._shelves.facts
        first = shelf.adopt(1, staged.files, 2)
        again = shelf.adopt(1, staged.files, 2)
        assert again > first
        assert sum(file.rows for file in shelf.files(again)) == 2 + 3


def test_what_was_staged_is_gone_afterwards_and_what_was_published_is_not(store: Store, tmp_path: Path):
    load(store, *january(2))
    assert not list((tmp_path / "store" / "staging").glob("*-*"))
    assert all(Path(file).stat().st_nlink == 1 for file in files(store))
