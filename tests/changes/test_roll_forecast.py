"""Rolling the forecast: one publication, safe to repeat, from what is known on a day, and in nobody's way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import numpy as np
import pytest

from scorecard.changes.cash_known import NothingKnown, NotThatFar
from scorecard.changes.roll_forecast import NoCash, roll_forecast
from scorecard.changes.schedule_cash import Movement, schedule_cash
from scorecard.changes.undo_load import undo_load
from scorecard.domain.access import LOCAL, Actor
from scorecard.domain.cash import SOURCE, day_table, items_of
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.errors import NotAllowed
from scorecard.domain.vocabulary import Scenario
from scorecard.reports.history import diff_report
from scorecard.reports.usual import usual_scope
from scorecard.store.store import Store
from scorecard.ui.choices import earlier, revisions
from tests.reports import cash_desk
from tests.store.workspace import load, row

pytestmark = pytest.mark.slow

TODAY = date(2026, 8, 10)
JUNE, MAY = date(2026, 6, 30), date(2026, 5, 31)


def parse(text: str) -> Catalogue:
    """The little company, looking thirteen weeks ahead."""
    found = cash_desk.parse(text)
    return found if found.cash is None else replace(found, cash=replace(found.cash, weeks=13))


def month(number: int) -> list[dict]:
    """A month of the shop: 500 invoiced and paid 10 days late, 300 billed and paid when due, and the balance."""
    period, name = f"2026-{number:02d}", f"{number:02d}"
    ann, vic = {"customer": "Ann"}, {"vendor": "Vic"}
    found = [
        row(
            period, "shop", "invoiced", 500, date=date(2026, number, 5), note=f"I{name}, a copy", quantity=D(14), **ann
        ),
        row(period, "shop", "billed", 300, date=date(2026, number, 3), note=f"B{name}", quantity=D(14), **vic),
        row(period, "shop", "paid", 300, date=date(2026, number, 17), note=f"B{name}", quantity=D(0), **vic),
        row(period, "shop", "b_out", 300, date=date(2026, number, 17), note="PY", **vic),
        row(period, "shop", "b_close", 1000 + 200 * number),
    ]
    paid = {"date": date(2026, number, 29 if number > 2 else 27), "note": f"I{name}"}
    found += [row(period, "shop", "received", 500, quantity=D(0), **paid, **ann)]
    return [*found, row(period, "shop", "b_in", 500, **paid | {"note": "RC"}, **ann)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path, today=lambda: TODAY, parse_catalogue=parse)
    load(opened, row("2026-03", "shop", "wages", 7), text="with")
    load(opened, *(each | {"source": "bank"} for number in range(1, 7) for each in month(number)), text="with")
    yield opened
    opened.close()


def test_a_roll_is_one_revision_from_the_newest_figures(store: Store):
    done = roll_forecast(store, LOCAL)
    assert (done.vintages, done.revision, done.already) == ((JUNE,), 3, False)
    snapshot = store.snapshot()
    assert snapshot.rolled_vintages(SOURCE) == (JUNE,)
    rolled, cash = snapshot.rolled(SOURCE, JUNE), snapshot.catalogue.cash
    assert cash is not None
    items = items_of(rolled, cash)
    assert {"future_sales", "future_purchases"} <= set(items.line)
    table = day_table(items, 22_000_000, np.datetime64(JUNE), 7 * cash.weeks)
    assert (table.opening[1:] == table.closing[:-1]).all()
    start = [t for m, e, t in zip(rolled.measure, rolled.entity, rolled.ticks.tolist(), strict=True)
             if m == "b_close@start" and e == "company"]  # fmt: skip
    assert start == [22_000_000]
    assert store.check() == []


def test_rolled_again_from_the_same_figures_nothing_is_new(store: Store):
    roll_forecast(store, LOCAL)
    again = roll_forecast(store, LOCAL)
    assert again.already
    assert store.revision() == 3
    assert store.imports()[0].id == 3
    with_trail = [entry.action for entry in store.audit_rows()]
    assert with_trail.count("forecast.load") == 1


def test_every_vintage_stays_and_an_older_day_knows_only_what_was_known(store: Store):
    roll_forecast(store, LOCAL)
    held = store.snapshot().rolled(SOURCE, JUNE)
    roll_forecast(store, LOCAL, [MAY])
    early = store.snapshot().rolled(SOURCE, MAY)
    load(store, *(each | {"source": "bank"} for each in month(7)), text="with")
    late = roll_forecast(store, LOCAL)
    assert late.vintages == (date(2026, 7, 31),)
    now = store.snapshot()
    assert now.rolled_vintages(SOURCE) == (MAY, JUNE, date(2026, 7, 31))
    assert now.rolled(SOURCE, JUNE).ticks.tolist() == held.ticks.tolist()
    assert roll_forecast(store, LOCAL, [MAY]).already, "June and July leave what is made from May as it was"
    assert now.rolled(SOURCE, MAY).note == early.note
    every = now.every_rolled(SOURCE)
    assert tuple(every) == now.rolled_vintages(SOURCE)
    for made, rolled in every.items():
        alone = now.rolled(SOURCE, made)
        assert (rolled.note, rolled.ticks.tolist(), rolled.day.tolist()) == (
            alone.note, alone.ticks.tolist(), alone.day.tolist(),
        )  # fmt: skip
    assert now.every_rolled("nobody's") == {}


def test_a_day_the_figures_do_not_reach_is_refused_and_names_the_newest(store: Store):
    with pytest.raises(NotThatFar, match=r"reach to 30 Jun 2026, .* from figures to 1 Jul 2026"):
        roll_forecast(store, LOCAL, [date(2026, 7, 1)])
    assert store.revision() == 2


def test_a_shorter_forecast_of_the_same_day_leaves_nothing_of_the_longer_one(store: Store, tmp_path: Path):
    long = roll_forecast(store, LOCAL)
    held = store.snapshot().rolled(SOURCE, JUNE)
    assert held.day.max() > np.datetime64("2026-09-01")
    brief = Store.open(tmp_path, today=lambda: TODAY, parse_catalogue=cash_desk.parse)
    short = roll_forecast(brief, LOCAL)
    now = brief.snapshot().rolled(SOURCE, JUNE)
    assert now.day.max() == np.datetime64("2026-07-14")
    assert short.revision == (long.revision or 0) + 1
    assert brief.check() == []
    undo_load(brief, LOCAL, brief.imports()[0].id)
    assert brief.snapshot().rolled(SOURCE, JUNE).ticks.tolist() == held.ticks.tolist()
    assert brief.check() == []
    brief.close()


def started(store: Store, source_day: date) -> dict[str | None, list[int]]:
    """Place to its balances, in units, on the day a forecast was made."""
    rolled = store.snapshot().rolled(SOURCE, source_day)
    found: dict[str | None, list[int]] = {}
    for measure, place, ticks in zip(rolled.measure, rolled.entity, rolled.ticks.tolist(), strict=True):
        if measure == "b_close@start":
            found.setdefault(place, []).append(ticks // 10_000)
    return found


def test_an_account_on_which_nothing_moves_and_one_of_the_company_itself_count_once(store: Store):
    """The shop has 2,200 in June; 300 rest at the plant, and the company keeps 40 itself."""
    load(store, row("2026-06", "plant", "b_close", 300, source="plant bank"),
         row("2026-06", "company", "b_close", 40, source="head office"), text="with")  # fmt: skip
    roll_forecast(store, LOCAL)
    assert started(store, JUNE) == {"shop": [2200], "plant": [300], "company": [2540]}


def test_who_may_not_roll_is_refused(store: Store):
    for role in ("viewer", "kiosk", "operations", "approver", "admin"):
        with pytest.raises(NotAllowed):
            roll_forecast(store, Actor("x", role))
    assert store.revision() == 2


def test_without_cash_or_without_a_balance_there_is_one_calm_sentence(store: Store, tmp_path: Path):
    with pytest.raises(NothingKnown, match=r"No balance of cash is known on 1 Jan 2025 or before"):
        roll_forecast(store, LOCAL, [date(2025, 1, 1)])
    other = Store.open(tmp_path / "other", today=lambda: TODAY, parse_catalogue=parse)
    load(other, row("2026-03", "shop", "wages", 7), text="without")
    with pytest.raises(NoCash, match=r"Add a \[cash\] table"):
        roll_forecast(other, LOCAL)
    other.close()


def test_our_own_forecast_is_in_nobodys_way(store: Store):
    before = store.snapshot()
    roll_forecast(store, LOCAL)
    now = store.snapshot()
    assert [each.key for each in now.calendar.periods] == [each.key for each in before.calendar.periods]
    assert now.cells.vintages(Scenario.ROLLED) == ()
    assert now.cells.data_through(Scenario.ROLLED) == -1
    assert usual_scope(now, TODAY) == usual_scope(before, TODAY)
    for name in ("b_in", "b_close", "invoiced"):
        was, is_now = (each.cells.series(name, "company", Scenario.ACTUAL).values.tolist() for each in (before, now))
        assert was == is_now
    told = diff_report(store, usual_scope(now, TODAY), 2, 3)
    assert (told.new, told.restated, told.removed, told.rows) == (0, 0, 0, ())
    assert set(revisions(store)) == {"", "r1", "r2"}
    assert set(earlier(store, now)) == {"", "r1"}
    assert now.before == before.before == 1


def test_a_name_may_leave_the_catalogue_while_a_vintage_still_has_it(store: Store):
    roll_forecast(store, LOCAL)
    undo_load(store, LOCAL, 2, "all of it")
    load(store, row("2026-03", "shop", "wages", 8), text="without")
    assert store.snapshot().rolled_vintages(SOURCE) == (JUNE,)


def test_one_offs_come_with_the_roll_but_not_into_the_past(store: Store):
    schedule_cash(store, LOCAL, Movement("shop", "out", date(2026, 8, 20), "70", "Press", ""))
    roll_forecast(store, LOCAL, [None, MAY])
    snapshot = store.snapshot()
    assert "one_off" in snapshot.rolled(SOURCE, JUNE).line
    assert "one_off" not in snapshot.rolled(SOURCE, MAY).line
