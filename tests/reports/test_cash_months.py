"""Cash by month as people forecast it: gaps and starts nobody knows are told, never filled in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from scorecard.domain.catalogue import Catalogue
from scorecard.reports.cash import cash_report
from scorecard.reports.cash_answer import CashReport
from scorecard.store.store import Store
from tests.reports import cash_desk
from tests.reports.cash_desk import SCOPE
from tests.store.workspace import load, row

pytestmark = pytest.mark.slow

MARCH, MAY = date(2026, 3, 31), date(2026, 5, 31)


def parse(text: str) -> Catalogue:
    found = cash_desk.parse(text)
    assert found.cash is not None
    cash = replace(found.cash, by="months", restricted=D(0), facility=D(0), floor=None, covenant=None)
    return replace(found, cash=cash)


def told(month: str, into: int, out: int, end: int, made: date | None = None) -> list[dict]:
    """A month of the shop, as it came or as it was forecast on a day."""
    more = {} if made is None else {"scenario": "forecast", "as_of": made}
    return [row(month, "shop", name, amount, **more) for name, amount in
            (("b_in", into), ("b_out", out), ("b_close", end))]  # fmt: skip


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path, today=lambda: date(2026, 6, 2), parse_catalogue=parse)
    yield store
    store.close()


def rows_of(found: CashReport) -> dict[str, list[int]]:
    assert found.table is not None
    return {each.id: [int(value or 0) for value in each.values] for each in found.table.rows}


def test_a_month_left_out_ends_what_is_shown_and_is_named(books: Store):
    """April +40 and May −10 from 100; June is not told, so July, which would start from May's 130, is not shown."""
    load(books, *told("2026-03", 30, 10, 100), *told("2026-04", 90, 50, 140, MARCH),
         *told("2026-05", 20, 30, 130, MARCH), *told("2026-07", 5, 5, 700, MARCH), text="with")  # fmt: skip
    found = cash_report(books, SCOPE)
    rows = rows_of(found)
    assert (rows["start"], rows["end"]) == ([100, 140], [140, 130])
    assert "other" not in rows, "1 July's 700 would have left 570 that nothing explains"
    assert found.notes[0] == "The forecast leaves out Jun 2026, so it is shown up to the month before."


def test_a_forecast_whose_start_nobody_knows_is_named_and_the_one_before_it_shown(books: Store):
    """May's end is not loaded: taken for nothing, the forecast of 31 May would have started from 0."""
    load(books, *told("2026-03", 30, 10, 100), *told("2026-04", 90, 50, 140, MARCH),
         *told("2026-06", 20, 10, 150, MAY), text="with")  # fmt: skip
    found = cash_report(books, SCOPE)
    assert (found.made, found.vintages, rows_of(found)["start"]) == (MARCH, (MARCH,), [100])
    assert (
        found.notes[0] == "The forecast of 31 May 2026 is not shown: the balance at the end of May 2026 is not known."
    )
    load(books, *told("2026-05", 10, 10, 140), text=None)
    later = cash_report(books, SCOPE)
    assert (later.made, rows_of(later)["start"], rows_of(later)["end"]) == (MAY, [140], [150])
    assert "is not shown" not in " ".join(later.notes)
