"""Why, on the city's books: every drill-down adds up to its figure, and so do its postings."""

from decimal import Decimal
from itertools import product

import pytest

from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, View
from scorecard.reports.postings import postings_report
from scorecard.reports.sought import sought
from scorecard.reports.why import why_report
from tests.real.philadelphia.load import Loaded

pytestmark = pytest.mark.slow

PERIODS = ("2015-06", "2019-06")
EACH = 12
"""Every so manyth account is looked into."""
NOTHING = Decimal(0)


@pytest.mark.parametrize("compare", [Comparison.PLAN, Comparison.LAST_YEAR])
def test_accounts_are_taken_apart_to_the_cent(city: Loaded, compare: Comparison) -> None:
    catalogue = city.store.snapshot().catalogue
    told = 0
    for of, period in product(tuple(catalogue.accounts)[::EACH], PERIODS):
        scope = Scope(catalogue.root, period, View.PERIOD, compare)
        found = why_report(city.store, scope, of)
        if found.value is None or sought(catalogue, of).denominator:
            continue
        told += 1
        whole = found.value if found.split.parts else NOTHING
        assert sum((part.actual or NOTHING for part in found.split.parts), NOTHING) == whole
        assert postings_report(city.store, scope, of, limit=1).sums[0].total == found.value
        if found.difference is not None:
            assert sum((cause.amount for cause in found.causes), found.rest) == found.difference
    assert told == 20
