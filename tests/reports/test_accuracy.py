"""How good forecasts were, for a company whose balances and forecasts are written by hand."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D
from fractions import Fraction as F
from pathlib import Path
from typing import Any

import pytest

from scorecard.domain.accuracy import Score
from scorecard.domain.catalogue import Catalogue, Reading
from scorecard.domain.catalogue_cash import Cash
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Kind, Unit
from scorecard.reports.accuracy import (
    MONTHS,
    NOTHING,
    OWN,
    WEEKS,
    AccuracyReport,
    accuracy_report,
    record_of,
)
from scorecard.reports.accuracy_words import against_simplest, too_narrow
from scorecard.store.store import Store
from tests.reports.conftest import load
from tests.reports.figures import row

SCOPE = Scope("all", "2026-10")
FLOWS = {"bank_opening": Kind.BALANCE, "bank_in": Kind.FLOW, "bank_out": Kind.FLOW, "bank_closing": Kind.BALANCE}
PERIODS = [f"{2024 + at // 12}-{at % 12 + 1:02}" for at in range(34)]
"""2024-01 to 2026-10."""

MADE = (date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30))
SAID = {
    MADE[0]: {"2026-08": 1000, "2026-09": 1200, "2026-10": 1100, "2026-11": 1300},
    MADE[1]: {"2026-09": 1150, "2026-10": 1100},
    MADE[2]: {"2026-10": 1089},
}
"""Cash of 1,100 came in every month of 2026 and 1,000 in every month before."""


pytestmark = pytest.mark.slow


def open_company(folder: Path, catalogue: Catalogue, cash: Cash, rows: Iterable[dict[str, Any]]) -> Store:
    readings = {name: Reading(name, name.replace("_", " "), kind, Unit.MONEY) for name, kind in FLOWS.items()}
    told = replace(catalogue, readings={**catalogue.readings, **readings}, cash=cash)
    store = Store.open(folder, today=lambda: date(2026, 11, 22), parse_catalogue=lambda _text: told)
    load(store, rows)
    return store


def monthly() -> Iterator[dict[str, Any]]:
    for month in PERIODS:
        yield row(month, "all", "bank_closing", 1100 if month >= "2026" else 1000, "bank")


def rolled(said: dict[date, dict[str, int]]) -> Iterator[dict[str, Any]]:
    for made, months in said.items():
        for month, amount in months.items():
            yield row(month, "all", "bank_closing", amount, "outlook forecast", "rolled", made)
            for name, end in (
                ("lo80", amount - 20),
                ("hi80", amount + 20),
                ("lo95", amount - 60),
                ("hi95", amount + 60),
            ):
                yield row(month, "all", f"bank_closing@{name}", end, "outlook forecast", "rolled", made)


def people() -> Iterator[dict[str, Any]]:
    for month in ("2026-09", "2026-10"):
        yield row(month, "all", "bank_closing", 1210, "plan", "forecast", MADE[1])


CASH = Cash("bank_opening", "bank_closing", "bank_in", "bank_out", by="months")


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Iterator[Store]:
    """A company with three outlooks of ours and one of its own."""
    rows = [*monthly(), *rolled(SAID), *people()]
    store = open_company(tmp_path_factory.mktemp("judged"), catalogue, CASH, rows)
    yield store
    store.close()


@pytest.fixture(scope="module")
def answer(judged: Store) -> AccuracyReport:
    return accuracy_report(judged, SCOPE, MONTHS)


def test_a_line_is_off_by_its_differences_in_what_came(answer: AccuracyReport) -> None:
    """100 + 100 + 0 of the first outlook, 50 + 0 of the second, 11 of the third, in six times 1,100."""
    assert answer.whole is not None
    assert (answer.whole.count, answer.whole.error) == (6, D("0.0395"))
    assert answer.whole.bias == D("0.0059"), "−100 + 100 + 50 − 11 = 39"


def test_the_simplest_forecasts_are_told_beside_it(answer: AccuracyReport) -> None:
    """Last year every month was 100 less: six times 100. The last value was right each time."""
    assert answer.whole is not None
    assert (answer.whole.seasonal, answer.whole.naive) == (D("0.0909"), D(0))
    assert answer.whole.added is None, "to repeat the last value was never off, so there was nothing to take away"


@pytest.mark.parametrize(
    ("year", "last", "added", "simple"),
    [
        ((F(8), F(1, 2)), (F(5), F(1, 5)), F(1, 5), "the last value repeated"),
        ((F(2), F(-1)), (F(5), F(1, 5)), F(-1), "the year before repeated"),
        ((F(2), F(-1)), (None, None), F(-1), "the year before repeated"),
        ((F(2), F(-1)), (F(0), None), None, "the last value repeated"),
        ((None, None), (None, None), None, ""),
    ],
)
def test_a_forecast_is_held_against_the_better_of_both_simple_ones(year, last, added, simple) -> None:
    told = Score(3, F(4), F(0), last[0], year[0], year[1], last[1], ())
    assert against_simplest(told) == (added, simple)


def test_ranges_are_counted(answer: AccuracyReport) -> None:
    assert answer.whole is not None
    assert answer.whole.held == (D("0.5"), D("0.6667")), "11 and twice 0 within 20; 50 too within 60"


def test_horizons_and_vintages_are_told_apart(answer: AccuracyReport) -> None:
    assert [(row.name, row.count, row.error) for row in answer.by_horizon] == [
        ("1 month ahead", 3, D("0.0488")),
        ("2 months ahead", 2, D("0.0455")),
        ("3 months ahead", 1, D(0)),
    ]
    assert [(row.name, row.count) for row in answer.by_vintage] == [
        ("31 Jul 2026", 3), ("31 Aug 2026", 2), ("30 Sep 2026", 1),
    ]  # fmt: skip


def test_since_when_the_last_month_was_known(answer: AccuracyReport) -> None:
    assert answer.knew is not None
    assert (answer.knew.label, answer.knew.came, answer.knew.since) == ("bank closing, Oct 2026", D(1100), MADE[0])
    assert [(said.made, said.off, said.share) for said in answer.knew.said] == [
        (MADE[0], 0, 0), (MADE[1], 0, 0), (MADE[2], -11, D("-0.01")),
    ]  # fmt: skip


def test_the_record_is_one_sentence(judged: Store, answer: AccuracyReport) -> None:
    assert answer.headline == (
        "bank closing was off by 4.0 % on average over 3 months in the last 3 forecasts; "
        "the last value repeated was never off. Its ranges were too narrow: "
        "they held 50 of 100 times instead of 80 and 67 of 100 times instead of 95."
    )
    assert record_of(judged, SCOPE, MONTHS) == answer.headline
    assert record_of(judged, SCOPE, WEEKS) == ""


def test_what_has_not_come_about_is_not_judged(answer: AccuracyReport) -> None:
    assert {row.name for row in answer.by_horizon} == {"1 month ahead", "2 months ahead", "3 months ahead"}


def test_peoples_own_forecast_is_judged_alike(judged: Store) -> None:
    found = accuracy_report(judged, SCOPE, OWN)
    assert found.whole is not None
    assert (found.whole.count, found.whole.error, found.whole.bias) == (2, D("0.1"), D("0.1"))
    assert (found.whole.seasonal, found.whole.naive) == (D("0.0909"), D(0)), "the year before 100 off twice"
    assert found.whole.held == (None, None), "nobody told a range"


def test_an_unknown_kind_or_line_shows_the_first_there_is(judged: Store) -> None:
    assert accuracy_report(judged, SCOPE, "nonsense", "<b>").kind == MONTHS
    assert accuracy_report(judged, SCOPE, MONTHS, "bank_in").line == "bank_closing"


def test_a_company_without_a_forecast_is_told_so(tmp_path: Path, catalogue: Catalogue) -> None:
    store = open_company(tmp_path, catalogue, CASH, monthly())
    found = accuracy_report(store, SCOPE)
    store.close()
    assert (found.headline, found.whole, found.by_line) == (NOTHING, None, ())


BOOKED = (
    (0, "bank_in", 100, "R-1, Ada"),
    (1, "bank_in", 40, "TR-9"),
    (1, "bank_out", 40, "TR-9"),
    (3, "bank_out", 70, "B-1"),
)


def daily() -> Iterator[dict[str, Any]]:
    """100 in each Monday, 70 out each Thursday, and 40 moved between places on Tuesdays; a forecast of 110 and 70.

    5,000 in another currency are in no sum.
    """
    foreign = {"date": date(2026, 10, 14), "note": "R-2, Ada", "currency": "USD"}
    yield row("2026-10", "north", "bank_in", 5000, "bank") | foreign
    day = date(2024, 1, 1)
    while day <= date(2026, 10, 31):
        for weekday, name, amount, note in BOOKED:
            if day.weekday() == weekday:
                yield row(f"{day:%Y-%m}", "north", name, amount, "bank") | {"date": day, "note": note}
        day += timedelta(days=1)
    made = date(2026, 9, 30)
    for place in ("all", "north"):
        yield movement(made + timedelta(days=1), place, "bank_closing@start", 500, None)
    for week in range(6):
        monday, thursday = made + timedelta(days=5 + 7 * week), made + timedelta(days=1 + 7 * week)
        yield movement(monday, "north", "bank_in", 110, "receivables")
        yield movement(thursday, "north", "bank_out", 70, "payables")
        yield movement(monday, "north", "bank_in", 999, "between")
        yield movement(monday, "south", "bank_out", 999, "between")
        end = made + timedelta(days=7 * week + 7)
        for name, off in (("lo80", -15), ("hi80", 15), ("lo95", -25), ("hi95", 25)):
            yield movement(end, "all", f"bank_closing@{name}", 500 + 40 * (week + 1) + off, None)
            account = 500 + (40 + 999) * (week + 1)
            yield movement(end, "north", f"bank_closing@{name}", account + off, None)


def movement(day: date, place: str, name: str, amount: int, line: str | None) -> dict[str, Any]:
    found = row(f"{day:%Y-%m}", place, name, amount, "cash forecast", "rolled", date(2026, 9, 30))
    return found | {"date": day, "project": line, "note": "habit: x"}


@pytest.fixture(scope="module")
def by_week(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Iterator[Store]:
    cash = replace(CASH, by="days", between="TR-")
    store = open_company(tmp_path_factory.mktemp("weekly"), catalogue, cash, daily())
    yield store
    store.close()


@pytest.fixture(scope="module")
def weekly(by_week: Store) -> AccuracyReport:
    return accuracy_report(by_week, SCOPE, WEEKS)


def test_weeks_are_judged_as_far_as_they_are_over(weekly: AccuracyReport) -> None:
    """The last week that is over ends on 28 October."""
    assert [row.name for row in weekly.by_horizon] == ["1 week ahead", *(f"{week} weeks ahead" for week in (2, 3, 4))]


def test_money_between_places_is_neither_in_nor_out(weekly: AccuracyReport) -> None:
    told = {row.name: (row.count, row.error, row.bias, row.naive) for row in weekly.by_line}
    assert told["bank in"] == (4, D("0.1"), D("0.1"), D(0))
    assert told["bank out"] == (4, D(0), D(0), D(0))


def test_the_balance_is_judged_along_its_path(weekly: AccuracyReport) -> None:
    """500 and 30 a week came; 10 a week too much was forecast: 10, 20, 30 and 40 of 530, 560, 590 and 620."""
    told = next(row for row in weekly.by_line if row.name == "Cash at the bank")
    assert (told.count, told.error) == (4, D("0.0435"))
    assert (told.naive, told.seasonal, told.added) == (D("0.1304"), D(0), None)
    assert told.held == (D("0.25"), D("0.5")), "10 within 15; 10 and 20 within 25"


def test_places_are_judged_apart(weekly: AccuracyReport) -> None:
    assert [(row.name, row.count) for row in weekly.by_place][1:] == [("North works", 4)]


def test_ranges_of_a_place_are_held_against_what_came_without_money_from_other_places(weekly: AccuracyReport) -> None:
    """Its account's range holds 999 more a week from the other place; what came is told without that."""
    whole, north = weekly.by_place
    assert north.held == whole.held == (D("0.25"), D("0.5"))


def test_the_record_beside_a_places_forecast_is_its_own(by_week: Store) -> None:
    """Where a place has no forecast that was judged, nothing stands beside it; never the whole company's record."""
    said = record_of(by_week, replace(SCOPE, entity="north"), WEEKS)
    assert said.startswith("North works: Cash at the bank was off by 4.3 % on average over 4 weeks in one forecast")
    assert record_of(by_week, SCOPE, WEEKS).startswith("Cash at the bank was off by 4.3 %")
    assert record_of(by_week, replace(SCOPE, entity="south"), WEEKS) == ""


def test_ranges_that_held_too_seldom_are_told_so() -> None:
    bare = Score(20, None, None, None, None, None, None, (F(3, 4), F(9, 10)))
    assert too_narrow(bare) == ""
    seldom = replace(bare, held=(F(69, 100), F(19, 20)))
    assert too_narrow(seldom) == (
        " Its ranges were too narrow: they held 69 of 100 times instead of 80 and 95 of 100 times instead of 95."
    )
    assert too_narrow(replace(bare, held=(None, None))) == ""
