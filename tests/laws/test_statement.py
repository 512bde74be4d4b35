"""What holds for every statement: leaves make subtotals, months make years, sites make the company, to the tick."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal as D

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.calendar import calendar_from
from scorecard.domain.catalogue import Account, CalendarRule
from scorecard.domain.cells import Series
from scorecard.domain.scope import Scope
from scorecard.domain.statement import footing, signs, to_date, weights, window_sum
from scorecard.domain.variance_outlook import closed_by, fiscal_year, with_outlook
from scorecard.domain.vocabulary import Comparison, Normal, View
from scorecard.reports.variance import VarianceReport, variance_report
from scorecard.store.accounts import Accounts
from tests.domain.books import book
from tests.stclient.workspace import sample_store

CALENDAR = calendar_from(CalendarRule(), date(2026, 1, 1), date(2026, 12, 31))
ticks = st.integers(min_value=-(10**12), max_value=10**12)


@dataclass(frozen=True)
class Books:
    """A tree of accounts drawn at random: leaves with ledger-sign ticks, groups over them, a result over the groups."""

    accounts: dict[str, Account]
    actual: Mapping[str, int]
    plan: Mapping[str, int]

    def natural(self, name: str, side: Mapping[str, int]) -> int:
        """A name's natural ticks, worked out by walking the tree: no flattening, no factors."""
        account = self.accounts[name]
        if account.formula:
            return sum((-1 if term[0] == "-" else 1) * self.natural(term[1:], side) for term in account.formula)
        below = [each.id for each in self.accounts.values() if each.parent == name]
        ledger = sum(self._ledger(child, side) for child in below) if below else side[name]
        return account.normal.sign * ledger

    def _ledger(self, name: str, side: Mapping[str, int]) -> int:
        return self.natural(name, side) * self.accounts[name].normal.sign


@st.composite
def books(draw) -> Books:
    normal = st.sampled_from(list(Normal))
    accounts, leaves = {}, []
    for group in range(draw(st.integers(1, 4))):
        accounts[f"g{group}"] = Account(f"g{group}", f"Group {group}", draw(normal))
        for leaf in range(draw(st.integers(1, 4))):
            name = f"l{group}_{leaf}"
            accounts[name] = Account(name, name, draw(normal), parent=f"g{group}")
            leaves.append(name)
    groups = [name for name in accounts if name.startswith("g")]
    terms = tuple(draw(st.sampled_from("+-")) + name for name in groups)
    accounts["result"] = Account("result", "Result", Normal.CREDIT, formula=terms)
    sides = ({name: draw(ticks) for name in leaves} for _ in range(2))
    return Books(accounts, *sides)


@given(books())
@settings(max_examples=60)
def test_what_the_leaves_do_adds_up_to_what_every_subtotal_shows(drawn):
    found = book({"x": [1]}).catalogue
    catalogue = replace(found, accounts=drawn.accounts)
    parts = {name: Accounts(catalogue).parts(name) for name in drawn.accounts}
    leaves = [name for name in drawn.accounts if name.startswith("l")]
    gaps = {name: drawn.natural(name, drawn.actual) - drawn.natural(name, drawn.plan) for name in drawn.accounts}
    for whole in (name for name in drawn.accounts if not name.startswith("l")):
        told = weights(parts, whole, leaves)
        assert sum(gaps[name] * weight for name, weight in told.items()) == gaps[whole]
        impacts = [D(gaps[name] * weight) for name, weight in told.items()]
        assert footing(D(gaps[whole]), impacts).rest == 0
    ways = signs(parts, "result")
    counted = weights(parts, "result", leaves)
    assert all(ways[name] == counted[name] for name in leaves)


@given(st.lists(ticks, min_size=12, max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_a_window_is_the_sum_of_its_parts_wherever_it_is_cut(values, one, other):
    start, stop = sorted((one, other))
    of = Series(np.array(values), np.ones(12, dtype=np.int64), np.ones(12, dtype=np.int64))
    parts = [window_sum(of, window, CALENDAR).ticks for window in (range(start), range(start, stop), range(stop, 12))]
    assert sum(parts) == window_sum(of, range(12), CALENDAR).ticks == sum(values)


@given(st.lists(ticks, min_size=2, max_size=6), st.integers(0, 23), st.integers(1, 23))
def test_lines_shared_out_by_days_lose_less_than_a_tick_each(values, done, whole):
    done = min(done, whole)
    shared = [to_date(value, (done, whole)) for value in values]
    assert all(abs(part * whole - value * done) <= whole for part, value in zip(shared, values, strict=True))
    assert [to_date(value, (whole, whole)) for value in values] == values
    assert all(part == 0 for part in (to_date(value, (0, whole)) for value in values))


@given(st.integers(0, 11), st.integers(-1, 11), st.dates(date(2025, 12, 1), date(2027, 1, 31)))
def test_the_year_is_covered_once_whatever_is_closed(index, through, day):
    closed = closed_by(CALENDAR, day, through)
    told = with_outlook(fiscal_year(CALENDAR, index), closed)
    assert [at for part in told for at in part.window] == list(range(12))


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample company, open."""
    store = sample_store(tmp_path_factory.mktemp("laws"))
    yield store
    store.close()


ENTITIES = ("company", "tarnwick", "ostermoor", "velanda", "tarnwick_service", "ostermoor_parts")
PLACES = st.sampled_from(ENTITIES)
PERIODS = st.sampled_from([f"2026-{month:02}" for month in range(1, 11)])
SIDES = st.sampled_from([Comparison.PLAN, Comparison.LAST_YEAR, Comparison.KNOWN])


def amounts(report: VarianceReport) -> dict[str, tuple[D, ...]]:
    blank = D(0)
    return {row.id: (row.actual or blank, row.reference or blank, row.difference or blank) for row in report.rows}


@pytest.mark.slow
@given(PLACES, PERIODS, st.sampled_from(list(View)), SIDES)
@settings(max_examples=40)
def test_every_statement_of_the_sample_company_foots_to_the_tick(sample, place, period, view, side):
    report = variance_report(sample, Scope(place, period, view, side))
    assert report.footing is None or report.footing.rest == 0
    assert report.footing or "reported" in report.headline, "only what is not reported leaves no sum"
    found = amounts(report)
    for group in {row.id for row in report.rows if row.shape == "group" and row.difference is not None}:
        below = [row for row in report.rows if row.parent == group and row.shape != "subtotal"]
        assert tuple(map(sum, zip(*(found[row.id] for row in below), strict=True))) == found[group]


@pytest.mark.slow
@given(PERIODS, SIDES, st.sampled_from(["company", "tarnwick", "ostermoor"]))
@settings(max_examples=20)
def test_the_whole_is_the_sum_of_its_places_line_by_line(sample, period, side, place):
    below = sample.snapshot().catalogue.children[place]
    parts = [amounts(variance_report(sample, Scope(each, period, View.YEAR_TO_DATE, side))) for each in below]
    whole = amounts(variance_report(sample, Scope(place, period, View.YEAR_TO_DATE, side)))
    for name, told in whole.items():
        summed = [sum(column) for column in zip(*(part.get(name, (D(0),) * 3) for part in parts), strict=True)]
        assert summed == list(told), name


@pytest.mark.slow
@given(PLACES, st.integers(1, 10), SIDES)
@settings(max_examples=10)
def test_the_year_to_date_is_the_sum_of_its_months_line_by_line(sample, place, month, side):
    keys = [f"2026-{number:02}" for number in range(1, month + 1)]
    months = [amounts(variance_report(sample, Scope(place, key, View.PERIOD, side))) for key in keys]
    whole = amounts(variance_report(sample, Scope(place, keys[-1], View.YEAR_TO_DATE, side)))
    for name, told in whole.items():
        summed = [sum(column) for column in zip(*(part.get(name, (D(0),) * 3) for part in months), strict=True)]
        assert summed == list(told), name


@pytest.mark.slow
@given(PLACES, PERIODS, st.sampled_from(list(View)), st.integers(1, 5))
@settings(max_examples=30)
def test_what_was_known_is_what_that_revision_shows_line_by_line(sample, place, period, view, revision):
    scope = Scope(place, period, view, Comparison.KNOWN, known=f"r{revision}")
    now, then = variance_report(sample, scope), variance_report(sample, Scope(place, period, view, as_of=scope.known))
    shown = {row.id: row.actual for row in then.rows}
    assert {row.id: row.reference or D(0) for row in now.rows} == {
        row.id: shown.get(row.id) or D(0) for row in now.rows
    }
    assert now.footing is None or now.footing.rest == 0
