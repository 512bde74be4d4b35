"""The city's cash by month as its treasurer forecast it: the printed ends, the low point, and lines that foot."""

from decimal import Decimal as D

import pytest

from scorecard.reports.cash import BY_MONTH, cash_report
from scorecard.reports.cash_items import cash_items_report
from scorecard.reports.usual import usual_scope
from tests.real.philadelphia.load import Loaded

pytestmark = pytest.mark.slow

M = 1_000_000


def test_the_last_forecast_tells_the_three_months_to_june_2019(city: Loaded):
    found = cash_report(city.store, usual_scope(city.store.snapshot(), city.store.today()))
    assert found.headline == (
        "We had 548 M USD at the bank on 31 Mar 2019; it is not expected to fall below that in the months ahead."
    )
    rows = {row.id: row.values for row in found.table.rows}
    assert rows["end"] == (D("902.7") * M, D("935.0") * M, D("843.2") * M)
    assert (len(found.vintages), found.by, found.limits) == (38, "months", ())


@pytest.mark.parametrize("made", ["2009-09-30", "2012-03-31", "2019-03-31"])
def test_every_month_foots_and_starts_where_the_one_before_ended(city: Loaded, made: str):
    found = cash_report(city.store, usual_scope(city.store.snapshot(), city.store.today()), made)
    rows = {row.id: row for row in found.table.rows}
    other = rows["other"].values
    columns = zip(*(rows[name].values for name in ("start", "in", "out", "end")), other, strict=True)
    assert all(start + into - out + rest == end for start, into, out, end, rest in columns)
    assert rows["start"].values[1:] == rows["end"].values[:-1]
    for way in ("in", "out"):
        lines = [row.values for row in found.table.rows if row.kind == way]
        assert tuple(map(sum, zip(*lines, strict=True))) == rows[way].values


def test_an_old_forecast_stands_beside_what_came(city: Loaded):
    scope = usual_scope(city.store.snapshot(), city.store.today())
    found = cash_report(city.store, scope, "2009-09-30")
    assert found.headline == "We had 221 M USD at the bank on 30 Sep 2009; the lowest point is 22.4 M on 31 Dec 2009."
    assert len(found.fan.ahead) == len(found.fan.came) == 9
    assert cash_items_report(city.store, scope).headline == BY_MONTH
