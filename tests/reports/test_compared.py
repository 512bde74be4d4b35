"""Values are held against figures that cover the very same periods, or against none."""

import pytest

from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, View
from scorecard.reports.scorecard import MeasureRow, scorecard_report
from scorecard.store.store import Store
from tests.reports.conftest import load
from tests.reports.figures import MONTHS, ledger


def revenue_in(store: Store, scope: Scope) -> MeasureRow:
    return next(row for row in scorecard_report(store, scope).rows if row.id == "revenue")


@pytest.mark.parametrize(
    ("compare", "view", "reference"),
    [
        (Comparison.PLAN, View.YEAR_TO_DATE, None),
        (Comparison.OUTLOOK, View.YEAR_TO_DATE, None),
        (Comparison.LAST_YEAR, View.YEAR_TO_DATE, None),
        (Comparison.LAST_YEAR, View.ROLLING, None),
        (Comparison.PLAN, View.PERIOD, 1000),
        (Comparison.OUTLOOK, View.PERIOD, 1000),
        (Comparison.LAST_YEAR, View.PERIOD, 1000),
    ],
)
def test_ten_months_are_never_held_against_fewer(store, scope, compare, view, reference):
    """Ten months of 1,000 beside a plan of three, an outlook of two, and one month of last year."""
    rows = [line for month in MONTHS for line in ledger(month)]
    rows += [line for month in MONTHS[-3:] for line in ledger(month, "budget")]
    rows += [line for month in MONTHS[-2:] for line in ledger(month, "forecast")]
    load(store, rows)
    asked = scope.with_(compare=compare, view=view)
    revenue = revenue_in(store, asked)
    assert (revenue.reference, revenue.difference) == (reference, None if reference is None else 0)


def test_an_outlook_is_counted_from_the_first_actual_month(store, scope):
    """Actual figures from August, an outlook for all of the year: three months of each."""
    rows = [line for month in MONTHS[-3:] for line in ledger(month)]
    rows += [line for month in MONTHS[3:] for line in ledger(month, "forecast")]
    load(store, rows)
    asked = scope.with_(compare=Comparison.OUTLOOK, view=View.YEAR_TO_DATE)
    revenue = revenue_in(store, asked)
    assert (revenue.value, revenue.reference) == (3000, 3000)
