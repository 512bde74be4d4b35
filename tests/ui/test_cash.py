"""Cash on the screen: the chances of a limit in words, and on which side of the low point its name stands."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.charts import cash as charts
from scorecard.reports.cash import cash_report
from scorecard.reports.cash_answer import CashReport
from scorecard.store.store import Store
from scorecard.ui import cash
from tests.reports import cash_desk
from tests.reports.cash_desk import SCOPE, actual, newest, put

TODAY = date(2026, 4, 1)


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CashReport]:
    """A low point of 900 on 6 April, 400 above the floor; ranges reach from 500 to 1,800."""
    folder = tmp_path_factory.mktemp("screen")
    store = Store.open(folder, today=lambda: TODAY, parse_catalogue=cash_desk.parse)
    yield cash_report(put(store, *actual(), *newest()), SCOPE)
    store.close()


def test_both_chances_say_what_they_are_of(answer: CashReport):
    told = str(cash.drawn_position(answer, TODAY)).replace("\N{NO-BREAK SPACE}", " ")
    assert "chance to go under it: 8 in 100; in the worst week alone: 6 in 100<" in told
    assert "chance to go under it: less than 1 in 100; in the worst week alone: less than 1 in 100<" in told


@pytest.mark.parametrize(("floor", "above"), [(D(500), False), (D(850), True), (D(950), False)])
def test_the_low_points_name_makes_way_for_a_limit_close_below_it(answer: CashReport, floor: D, above: bool):
    moved = replace(answer, limits=(replace(answer.limits[0], amount=floor, room=D(900) - floor),))
    path = moved.fan
    assert path is not None
    places = [day for day, _ in path.was] + [each.day for each in path.ahead]
    (low,) = [mark for mark in cash.rows(moved, path, places)[charts.MARKS] if mark["label"]]
    assert (low["label"], low["above"]) == ("6 Apr, 900", above)
