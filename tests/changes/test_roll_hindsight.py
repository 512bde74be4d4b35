"""A forecast of an earlier day is made from the figures as they were known then, not as they were restated later."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from scorecard.changes.cash_known import cash_known
from scorecard.changes.roll_forecast import roll_forecast
from scorecard.changes.schedule_cash import Movement, change_cash, schedule_cash, withdraw_cash
from scorecard.domain.access import LOCAL
from scorecard.domain.cash import SOURCE, items_of
from scorecard.domain.cells import TICKS
from scorecard.store.store import Snapshot, Store
from tests.changes.test_roll_forecast import JUNE, MAY, TODAY, month, parse
from tests.store.workspace import load, row

pytestmark = pytest.mark.slow

LATER = date(2026, 6, 12)
"""The day on which May's balance turned out to be 2,500 and not 2,000, with 500 more received."""


def dated(number: int, as_of: date) -> list[dict]:
    return [each | {"source": "bank", "as_of": as_of} for each in month(number)]


def restated() -> list[dict]:
    found = [each | {"value": D(2500)} if each["measure"] == "b_close" else each for each in dated(5, LATER)]
    return [*found, row("2026-05", "shop", "b_in", 500, source="bank", as_of=LATER, date=MAY, note="RC")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path, today=lambda: TODAY, parse_catalogue=parse)
    load(opened, row("2026-03", "shop", "wages", 7), text="with")
    for number, end in ((4, date(2026, 4, 30)), (5, MAY), (6, JUNE)):
        load(opened, *dated(number, end), text="with")
    yield opened
    opened.close()


def start(store: Store, made: date) -> float:
    rolled = store.snapshot().rolled(SOURCE, made)
    told = zip(rolled.measure, rolled.entity, rolled.ticks.tolist(), strict=True)
    return next(ticks for name, place, ticks in told if (name, place) == ("b_close@start", "company")) / TICKS


def known(now: Snapshot) -> tuple[float, float]:
    """What a forecast of the end of May starts from, and what the bank took in until then."""
    cash = now.catalogue.cash
    assert cash is not None
    closed = now.calendar.index("2026-05")
    past = cash_known(now, cash, closed, MAY, ())
    into = [ticks for name, ticks in zip(past.bank.measure, past.bank.ticks.tolist(), strict=True) if name == "b_in"]
    return int(past.opening.sum()) / TICKS, sum(into) / TICKS


def test_what_was_restated_after_the_day_leaves_its_forecast_as_it_was(store: Store):
    roll_forecast(store, LOCAL, [MAY])
    assert start(store, MAY) == 2000
    load(store, *restated(), text="with")
    assert roll_forecast(store, LOCAL, [MAY]).already
    assert start(store, MAY) == 2000


def test_read_without_the_day_the_restated_month_would_leak_into_it(store: Store):
    load(store, *restated(), text="with")
    now = store.snapshot()
    assert known(now) == (2500, 2000), "the naive reading: 500 of April, 1,000 of May, 500 of June"
    assert known(now.known_of(MAY)) == (2000, 1500)


def test_a_forecast_from_the_newest_figures_knows_what_was_restated_by_now(store: Store):
    load(store, *restated(), text="with")
    now = store.snapshot()
    assert known(now.known_of(JUNE)) == known(now) == (2500, 2000)
    roll_forecast(store, LOCAL)
    assert start(store, JUNE) == 1000 + 200 * 6


def test_a_month_first_reported_after_its_end_is_told_as_it_was_first_reported(store: Store):
    late = date(2026, 8, 7)
    load(store, *dated(7, late), text="with")
    load(store, *({**each, "as_of": date(2026, 8, 9), "value": D(1)} for each in dated(7, late)), text="with")
    roll_forecast(store, LOCAL, [date(2026, 7, 31)])
    assert start(store, date(2026, 7, 31)) == 1000 + 200 * 7


def test_one_offs_of_an_earlier_day_are_those_known_then_as_they_were_then(tmp_path: Path):
    """In May a press for 70 and a van for 30; in June the press costs 90, comes later, no van, but a crane for 10."""
    clock = [date(2026, 5, 20)]
    store = Store.open(tmp_path, today=lambda: clock[0], parse_catalogue=parse)
    load(store, row("2026-03", "shop", "wages", 7), text="with")
    for number, end in ((4, date(2026, 4, 30)), (5, MAY), (6, JUNE)):
        load(store, *dated(number, end), text="with")
    press = schedule_cash(store, LOCAL, Movement("shop", "out", date(2026, 7, 20), "70", "Press"))
    clock[0] = MAY
    van = schedule_cash(store, LOCAL, Movement("shop", "out", date(2026, 7, 10), "30", "Van"))
    clock[0] = date(2026, 6, 1)
    change_cash(store, LOCAL, press, 1, Movement("shop", "out", date(2026, 7, 25), "90", "Press"))
    withdraw_cash(store, LOCAL, van, 1)
    schedule_cash(store, LOCAL, Movement("shop", "out", date(2026, 7, 5), "10", "Crane"))
    roll_forecast(store, LOCAL, [MAY, JUNE])
    assert one_offs(store, MAY) == {"entry 1, Press": (20, -70), "entry 2, Van": (10, -30)}
    assert one_offs(store, JUNE) == {"entry 1, Press": (25, -90), "entry 3, Crane": (5, -10)}
    naive = {(each.name, each.day.day, each.signed) for each in store.planned.entries() if each.opened <= MAY}
    assert naive == {("Press", 25, -90), ("Van", 10, 0)}, "as they stand today, the naive reading"
    store.close()


def one_offs(store: Store, made: date) -> dict[str, tuple[int, float]]:
    """A vintage's one-offs: name to day of July and amount."""
    snapshot = store.snapshot()
    assert snapshot.catalogue.cash is not None
    items = items_of(snapshot.rolled(SOURCE, made), snapshot.catalogue.cash)
    told = zip(items.basis, items.name, items.day.tolist(), items.ticks.tolist(), strict=True)
    return {name: (day.day, ticks / TICKS) for basis, name, day, ticks in told if basis == "one-off"}
