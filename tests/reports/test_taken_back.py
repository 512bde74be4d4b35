"""A forecast says so when loads it was made from were undone since; every other undo leaves it in peace."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from scorecard.domain.cash import SOURCE
from scorecard.reports.cash import cash_report
from scorecard.reports.taken_back import taken_back
from scorecard.store.store import Store
from tests.reports import cash_desk
from tests.reports.cash_desk import MADE, SCOPE, actual, newest, put


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    """Load 1 brings one figure, load 2 all of them, load 3 the forecast, load 4 what was booked later."""
    store = Store.open(tmp_path / "store", today=lambda: date(2026, 4, 1), parse_catalogue=cash_desk.parse)
    put(store, actual()[0])
    put(store, *actual())
    put(store, *newest())
    put(store, {**actual()[0], "period": "2026-04", "date": date(2026, 4, 1), "note": "later"})
    yield store
    store.close()


def said(store: Store, as_of: str = "") -> str:
    return taken_back(store, store.snapshot(as_of), SOURCE, MADE)


def test_only_an_undo_beneath_the_forecast_and_after_it_is_told(desk: Store):
    assert said(desk) == ""
    desk.undo(4, "tester", "wrong file")
    assert said(desk) == "", "load 4 came after the forecast, which never saw it"
    before = desk.snapshot("").revision
    desk.undo(2, "tester", "wrong file")
    assert said(desk).startswith("This forecast may rest on figures taken back since: “test” was undone, last on ")
    assert cash_report(desk, SCOPE).stale == said(desk)
    assert said(desk, f"r{before}") == "", "at that state they still stood"
    assert taken_back(desk, desk.snapshot(""), SOURCE, date(2026, 1, 1)) == "", "no such forecast"
