"""The city's outlook: money in and out by month, to the cent, with the treasurer's own forecast beside it."""

from datetime import date
from decimal import Decimal as D

import numpy as np
import pytest

from scorecard.domain.cells import to_decimal
from scorecard.domain.outlook_past import periods_ahead
from scorecard.domain.outlook_rows import outlook_lines
from scorecard.domain.outlook_vintage import SOURCE, WEIGHED, read_back
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Scenario
from scorecard.reports.outlook import outlook_report
from scorecard.store.accounts import Accounts
from scorecard.store.store import Snapshot
from tests.real.philadelphia.load import Loaded

pytestmark = pytest.mark.slow

MADE = date(2018, 9, 30)


def test_the_months_ahead_of_a_report_stand_beside_the_treasurers_and_beside_what_came(
    city: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = city.store.snapshot()
    at = now.calendar.index("2018-09")
    lines = outlook_lines(now.cells, now.catalogue, now.calendar, at, Accounts(now.catalogue).own)
    assert {measure.partition("@")[0] for measure in lines.measure if measure} > {
        "cash_wage",
        "cash_payroll",
        "cash_closing",
    }
    monkeypatch.setattr(Snapshot, "rolled_vintages", lambda _self, source: (MADE,) if source == SOURCE else ())
    monkeypatch.setattr(Snapshot, "rolled", lambda _self, _source, _vintage: lines)
    answer = outlook_report(city.store, Scope("city", "2019-06"))
    ahead = [row for row in answer.rows if row.forecast is not None]
    assert [name for name, _ in answer.steps] == ["in", "out", "other"]
    assert answer.levers == ()
    moved = outlook_report(city.store, Scope("city", "2019-06"), levers=(("people", "3"), ("price", "2")))
    assert moved.rows == answer.rows, "without profit there is nothing that levers could move"
    start = next(row.cash for row in answer.rows if row.period == "2018-09")
    for row in ahead:
        assert start is not None
        assert start + sum(row.steps) == row.forecast
        start = row.forecast
    closing = now.cells.series("cash_closing", "city", "actual")
    assert [row.cash for row in ahead[:9]] == [to_decimal(int(closing.values[at + 1 + n])) for n in range(9)]
    assert [row.theirs for row in ahead[:3]] == [D("602000000"), D("601300000"), D("456100000")], (
        "as its report printed"
    )
    assert [row.theirs for row in ahead[9:]] == [None] * 3, "the report ends with the fiscal year"
    held = [
        row.certain is not None and row.cash is not None and row.certain[0] <= row.cash <= row.certain[1]
        for row in ahead[:9]
    ]
    assert np.mean(held) >= 0.7


def test_months_ahead_follow_the_fiscal_year(city: Loaded) -> None:
    now = city.store.snapshot()
    found = periods_ahead(now.calendar, now.calendar.index("2019-06"), 12)
    assert [found[0].label, found[0].fiscal_year, found[-1].label] == ["Jul 2019", 2020, "Jun 2020"]


def test_cash_at_month_end_is_off_by_less_than_the_treasurer_was(city: Loaded) -> None:
    now = city.store.snapshot()
    catalogue, calendar = now.catalogue, now.calendar
    came = now.cells.series("cash_closing", "city", Scenario.ACTUAL).values
    ours, theirs = [], []
    for made in [day for day in now.cells.vintages(Scenario.FORECAST) if day > date(2009, 7, 1)][::5]:
        known, at = now.known_of(made), calendar.index(calendar.containing(made).key)
        lines = outlook_lines(known.cells, catalogue, calendar, at, Accounts(catalogue).own)
        found = read_back(lines, periods_ahead(calendar, at, 12), catalogue, "cash_closing")
        told = now.cells.series("cash_closing", "city", Scenario.FORECAST, made)
        ahead = np.flatnonzero(told.expected[at + 1 :]) + at + 1
        assert found is not None
        assert {line.note for line in found.lines.values()} == {WEIGHED}
        ours += (found.path.closing[: len(ahead)] - came[ahead]).tolist()
        theirs += (told.values[ahead] - came[ahead]).tolist()
    assert len(ours) > 30
    assert np.abs(ours).mean() < 0.9 * np.abs(theirs).mean()
