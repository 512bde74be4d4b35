"""Cash told in a sentence, as weeks, as a fan, item by item and against the forecast before; every number by hand."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from pathlib import Path
from shutil import copytree

import pytest

from scorecard.changes.schedule_cash import Movement, change_cash, schedule_cash, withdraw_cash
from scorecard.domain.access import LOCAL
from scorecard.domain.cash_moved import Move
from scorecard.domain.errors import UnknownName
from scorecard.domain.vocabulary import Status
from scorecard.reports.cash import NO_CASH, NOT_YET, cash_report
from scorecard.reports.cash_acts import cash_acts_report
from scorecard.reports.cash_answer import Limit, standing
from scorecard.reports.cash_items import Asking, cash_items_report
from scorecard.reports.cash_moved import Several, cash_moved_report
from scorecard.reports.planned_cash import one_offs_report
from scorecard.store.store import Store
from tests.reports import cash_desk
from tests.reports.cash_desk import BEFORE, MADE, SCOPE, actual, before, expected, newest, put
from tests.store.workspace import row

TODAY = date(2026, 4, 1)
SHOP = replace(SCOPE, entity="shop")


def opened(folder: Path, today: Callable[[], date] = lambda: TODAY) -> Store:
    return Store.open(folder, today=today, parse_catalogue=cash_desk.parse)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cash")
    put(opened(folder), *actual(), *newest(), *before()).close()
    return folder


@pytest.fixture(scope="module")
def kept(made: Path) -> Iterator[Store]:
    """A store nobody writes to."""
    store = opened(made)
    yield store
    store.close()


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Store]:
    copytree(made, tmp_path / "store")
    store = opened(tmp_path / "store")
    yield store
    store.close()


def rows_of(table) -> dict[str, list[int]]:
    return {row.id: [int(value) for value in row.values] for row in table.rows}


def test_the_sentence_tells_what_is_there_the_low_point_the_room_and_the_chance(kept: Store):
    """1,200 at the bank − 100 restricted + 300 credit = 1,400; after pay on 6 April 900, which is 400 above 500."""
    assert cash_report(kept, SCOPE).headline == (
        "We had 1.4 k EUR available on 31 Mar; the lowest point is 900 on 6 Apr, 400 above our floor; "
        "a chance of 8 in 100 that we go under it on some day."
    )


def test_the_position_and_both_limits(kept: Store):
    found = cash_report(kept, SCOPE)
    at, low = found.position, found.low
    assert (at.day, at.at_bank, at.restricted, at.facility, at.available) == (MADE, 1200, 100, 300, 1400)
    assert (low.day, low.amount, low.that_day, low.likely) == (date(2026, 4, 6), 900, (800, 1000), (750, 1000))
    assert [(limit.name, limit.amount, limit.room, limit.chance, limit.worst) for limit in found.limits] == [
        ("our floor", 500, 400, 0.08, 0.06), ("least cash agreed", 200, 700, 0.0, 0.0),
    ]  # fmt: skip
    assert standing(found.limits) is Status.ON_TRACK
    assert found.notes == ("One invoice has no date.",)
    assert found.vintages == (MADE, BEFORE)


def test_a_forecast_without_bank_lines_since_tells_how_old_it_is(made: Path):
    """Made from figures to 31 March: six days later it is fresh, a week later not; its weeks end on 7 and 14 April."""
    none, since = "past, not yet loaded", "bank lines since are not loaded yet."
    for day, told, past in (
        (6, (), ("", "")),
        (7, (f"Numbers as of 31 Mar 2026, 7 days ago; {since}",), ("", "")),
        (8, (f"Numbers as of 31 Mar 2026, 8 days ago; the first of these weeks is past, {since}",), (none, "")),
        (15, (f"Numbers as of 31 Mar 2026, 15 days ago; the first 2 of these weeks are past, {since}",), (none, none)),
    ):
        store = opened(made, lambda day=day: date(2026, 4, day))
        found = cash_report(store, SCOPE)
        assert found.notes == (*told, "One invoice has no date.")
        assert tuple(column.note for column in found.table.columns) == past
        assert not any(column.note for column in cash_report(store, SCOPE, made=BEFORE.isoformat()).table.columns)
        assert not cash_report(store, SCOPE, made=BEFORE.isoformat()).notes
        store.close()


def test_weeks_and_days_that_are_past_tell_how_far_bank_lines_are_loaded(tmp_path: Path):
    """On 15 April both weeks are over, and the bank has told 1 to 10 April."""
    store = opened(tmp_path / "loaded", lambda: date(2026, 4, 15))
    paid = row("2026-04", "shop", "b_out", 10, date=date(2026, 4, 10), note="PY-1")
    found = cash_report(put(store, *actual(), *newest(), paid), SCOPE, week="2026-04-14")
    store.close()
    assert [column.note for column in found.table.columns] == ["past", "past, loaded to 10 Apr"]
    assert [column.note for column in found.opened.columns] == ["past"] * 3 + ["past, not yet loaded"] * 4
    assert found.notes[0] == "Numbers as of 31 Mar 2026, 15 days ago; the first 2 of these weeks are past."


@pytest.mark.parametrize(
    ("room", "chance", "told"),
    [(1, 0.09, Status.ON_TRACK), (1, 0.1, Status.WATCH), (-1, 0.6, Status.OFF_TRACK), (1, None, Status.ON_TRACK)],
)
def test_a_limit_under_which_we_go_with_a_likely_chance_is_to_be_watched(room: int, chance: float | None, told: Status):
    limit = Limit("our floor", D(7), D(room), chance, None)
    assert (standing((limit,)), standing(())) == (told, None)


def test_the_weeks_as_treasury_reads_them(kept: Store):
    table = cash_report(kept, SCOPE).table
    assert [(column.first, column.last) for column in table.columns] == [
        (date(2026, 4, 1), date(2026, 4, 7)), (date(2026, 4, 8), date(2026, 4, 14)),
    ]  # fmt: skip
    assert rows_of(table) == {
        "start": [1400, 900], "receivables": [400, 100], "in": [400, 100], "payables": [0, 50], "payroll": [900, 0],
        "out": [900, 50], "end": [900, 950], "low": [900, 900], "floor": [400, 400], "covenant": [700, 700],
    }  # fmt: skip
    assert {row.id: row.total for row in table.rows} == {
        "start": 1400, "receivables": 500, "in": 500, "payables": 50, "payroll": 900, "out": 950, "end": 950,
        "low": 900, "floor": 400, "covenant": 700,
    }  # fmt: skip
    assert (
        table.foots
        == "Start + in − out = end in all 2 weeks and all 14 days, and each starts where the one before ended."
    )


def test_a_site_has_its_own_bank_account_and_tells_money_from_the_other_site_apart(kept: Store):
    found = cash_report(kept, SHOP)
    assert found.headline == "Shop: we had 1 k EUR at the bank on 31 Mar; the lowest point is 500 on 6 Apr."
    assert rows_of(found.table) == {
        "start": [1000, 500], "receivables": [400, 100], "in": [400, 100], "payroll": [900, 0], "out": [900, 0],
        "between": [0, -30], "end": [500, 570], "low": [500, 500],
    }  # fmt: skip
    assert "between sites = end" in found.table.foots
    assert (found.limits, found.position.restricted, found.fan.ahead[0].likely) == ((), None, None)


def test_a_group_of_sites_is_their_sum(kept: Store):
    found = cash_report(kept, replace(SCOPE, entity="north"))
    assert (found.position.at_bank, found.position.available) == (1200, 1200)
    assert "between" not in rows_of(found.table)


def test_the_days_of_a_week_lead_from_its_start_to_its_end(kept: Store):
    days = cash_report(kept, SCOPE, week="2026-04-14").opened
    assert [column.label for column in days.columns] == [
        "Wed 8 Apr", "Thu 9 Apr", "Fri 10 Apr", "Sat 11 Apr", "Sun 12 Apr", "Mon 13 Apr", "Tue 14 Apr",
    ]  # fmt: skip
    assert rows_of(days)["start"] == [900, 900, 1000, 950, 950, 950, 950]
    assert rows_of(days)["end"] == [900, 1000, 950, 950, 950, 950, 950]
    assert rows_of(days)["receivables"] == [0, 100, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("week", ["2026-04-13", "2030-01-01", "nonsense", "2026-13-45"])
def test_a_week_that_is_none_opens_nothing(kept: Store, week: str):
    assert cash_report(kept, SCOPE, week=week).opened is None


def test_the_fan_has_what_was_what_is_expected_and_its_ranges(kept: Store):
    fan = cash_report(kept, SCOPE).fan
    assert fan.was[-1] == (MADE, 1400)
    assert dict(fan.was)[date(2026, 3, 25)] == 1200
    assert len(fan.ahead) == 14
    pay = fan.ahead[5]
    assert (pay.day, pay.expected, pay.likely, pay.certain) == (date(2026, 4, 6), 900, (800, 1000), (700, 1100))
    assert [(event.day, event.name, event.amount, event.after) for event in fan.events] == [
        (date(2026, 4, 6), "Salaries and wages", -900, 900)
    ]


def test_an_earlier_forecast_is_told_as_it_was_made_beside_what_came(kept: Store):
    found = cash_report(kept, SCOPE, made=BEFORE.isoformat())
    assert (found.made, found.position.available) == (BEFORE, 1200)
    assert found.stale == "An earlier forecast is shown, made from figures to 24 Mar 2026."
    assert dict(found.fan.came)[date(2026, 3, 26)] == 1400
    assert found.limits[0].chance is None


def test_what_it_does_not_know_is_the_newest_forecast(kept: Store):
    assert cash_report(kept, SCOPE, made="2020-01-01").made == MADE


def test_items_add_up_to_the_table_and_open_into_their_days(kept: Store):
    found = cash_items_report(kept, SCOPE)
    told = [(row.name, row.party, row.amount, row.first.day, row.last.day, row.basis) for row in found.rows]
    assert told == [
        ("Pay", "", -900, 6, 6, "schedule"), ("I1", "Ann", 500, 2, 9, "habit"), ("B1", "Vic", -50, 10, 10, "due"),
        ("Money between places", "", 30, 10, 10, "schedule"), ("Money between places", "", -30, 10, 10, "schedule"),
    ]  # fmt: skip
    assert found.total == D(-450)
    assert found.headline == "All lines: 5 items, 500 EUR in, 950 EUR out.", (
        "as the table says, 30 between places apart"
    )
    shop = cash_items_report(kept, SHOP)
    assert shop.headline == "All lines: 3 items, 500 EUR in, 900 EUR out, 30 EUR to other places."
    plant = cash_items_report(kept, replace(SCOPE, entity="plant"))
    assert plant.headline == "All lines: 2 items, 50 EUR out, 30 EUR from other places."
    invoice = found.rows[1]
    assert [(part.day.day, part.amount) for part in invoice.parts] == [(2, 400), (9, 100)]
    assert (invoice.likeliest.day, invoice.paper.open, invoice.paper.due) == (2, 500, date(2026, 3, 22))


@pytest.mark.slow
def test_two_suppliers_who_number_their_bills_alike_keep_their_own(desk: Store):
    """Vic's B1 asks for 50 by 11 April, Wim's for 70 by 4 April."""
    billed = row("2026-03", "plant", "billed", 70, date=date(2026, 3, 5), vendor="Wim", note="B1", quantity=D(30))
    wim = expected(MADE, "04-09", "plant", -70, "due: B1", "payables", vendor="Wim")
    put(desk, *actual(), billed, *newest(), wim)
    bills = [each for each in cash_items_report(desk, SCOPE).rows if each.line == "payables"]
    told = {each.party: (each.paper.open, each.paper.due) for each in bills}
    assert told == {"Vic": (50, date(2026, 4, 11)), "Wim": (70, date(2026, 4, 4))}
    assert len({each.key for each in bills}) == 2, "each opens by a link of its own"


def test_items_of_one_amount_of_the_table(kept: Store):
    found = cash_items_report(kept, SCOPE, asking=Asking("receivables", "2026-04-08", "2026-04-14"))
    assert [(row.name, row.amount, len(row.parts)) for row in found.rows] == [("I1", 100, 1)]
    assert found.headline == "Customers, invoices written: one item from 8 Apr to 14 Apr, 100 EUR in."
    none = cash_items_report(kept, SCOPE, asking=Asking("payroll", "2026-04-08", "2026-04-14"))
    assert none.headline == "Salaries and wages: nothing is expected from 8 Apr to 14 Apr."
    assert cash_items_report(kept, SCOPE, asking=Asking(party="Vic")).count == 1


def test_what_moved_is_timing_lost_and_nothing_else_and_adds_up(kept: Store):
    """The invoice of 500 came in the first week: 400 in the second, 100 after it; 70 are expected no longer."""
    found = cash_moved_report(kept, SCOPE)
    assert (found.made, found.before, found.ends) == (MADE, BEFORE, (MADE, date(2026, 4, 7)))
    assert {kind: parts for kind, parts in found.by_kind if any(parts)} == {
        Move.TIMING: (-500, -100), Move.LOST: (0, -70)
    }  # fmt: skip
    assert found.together == (-500, -170)
    assert found.foots.startswith("Timing + amount + new + lost = the difference")
    assert found.headline == (
        "Cash on 7 Apr 2026 is 170 EUR less than the forecast of 24 Mar 2026 said: timing −100, lost −70."
    )
    assert [(row.name, row.party, row.kinds, row.effect, row.most) for row in found.rows] == [
        ("I1", "Ann", (Move.TIMING,), -100, -500), ("I9", "Bo", (Move.LOST,), -70, -70),
    ]  # fmt: skip
    assert found.closed == (("Customers, invoices written", D(700), D(200)),)
    assert (found.gone_by, found.rest) == ((700, 200), None)
    assert found.whole == Several(2, D(570), D(500), D(-170))
    assert found.together[-1] == found.whole.effect, "the list comes to what the sentence says"


@pytest.mark.slow
def test_items_that_move_cash_by_little_are_one_line_and_the_list_still_adds_up(tmp_path: Path):
    """One in a hundred of the 1,400 available is 14: 5 expected of I8 before are told with other little ones."""
    little = expected(BEFORE, "04-01", "shop", 5, "habit: I8", "receivables", customer="Bo")
    store = put(opened(tmp_path / "little"), *actual(), *newest(), *before(), little)
    found = cash_moved_report(store, SCOPE)
    assert found.limit == 14
    assert [row.name for row in found.rows] == ["I1", "I9"]
    assert found.rest == Several(1, D(5), D(0), D(-5))
    assert sum(row.effect for row in found.rows) + found.rest.effect == found.whole.effect == found.together[-1] == -175
    assert cash_moved_report(store, SCOPE, shown=1).rest == Several(2, D(75), D(0), D(-75))
    store.close()


@pytest.mark.slow
def test_bills_numbered_alike_by_two_suppliers_move_each_by_itself(tmp_path: Path):
    """Both were expected on 1 April. Wim's 70 went the week before: nothing at the end. Vic's 50 wait.

    Taken for one bill, 120 would have become 70 and 50 later: −70 by the first end, +50 by the second, in one row.
    """
    wim = {"customer": None, "vendor": "Wim", "note": "B1"}
    paid = [
        row("2026-03", "plant", "billed", 70, date=date(2026, 3, 5), quantity=D(30), **wim),
        row("2026-03", "plant", "paid", 70, date=date(2026, 3, 30), **wim),
        row("2026-03", "plant", "b_out", 70, date=date(2026, 3, 30), note="PR-1"),
    ]
    then = [expected(BEFORE, "04-01", "plant", -bill, "due: B1", "payables", vendor=vendor)
            for vendor, bill in (("Vic", 50), ("Wim", 70))]  # fmt: skip
    now = [*cash_desk.balances(MADE, shop=1000, plant=130, company=1130), *newest()[3:]]
    store = put(opened(tmp_path / "alike"), *actual(), *paid, *now, *before(), *then)
    found = cash_moved_report(store, SCOPE)
    bills = {row.party: (row.name, row.kinds, row.then, row.now, row.later, row.effect, row.most)
             for row in found.rows if row.line == "Suppliers, bills received"}  # fmt: skip
    assert bills == {
        "Vic": ("B1", (Move.TIMING,), -50, -50, 10, 50, 50), "Wim": ("B1", (Move.TIMING,), -70, -70, -7, 0, -70),
    }  # fmt: skip
    assert found.foots.startswith("Timing + amount + new + lost = the difference")
    store.close()


def test_the_first_forecast_has_none_before(kept: Store):
    assert cash_moved_report(kept, SCOPE, made=BEFORE.isoformat()).headline == (
        "There is no earlier forecast to hold this one against."
    )


def test_who_must_act_names_overdue_contested_and_payments_that_could_wait(kept: Store):
    found = cash_acts_report(kept, SCOPE)
    assert [(act.what, act.item, act.party, act.amount) for act in found.acts] == [
        ("Ask for payment: 9 days overdue on 31 Mar", "I1", "Ann", 500),
        ("Settle the dispute: it does not count as expected", "I7", "Bo", 60),
    ]
    assert [row.name for row in found.into] == ["I1"]
    assert [row.name for row in found.out] == ["Pay", "B1"]


@pytest.mark.parametrize(
    ("day", "loaded", "came", "went"),
    [
        (2, None, "", ""),
        (4, None, ", which has passed; whether it came is not loaded yet",
         "; its day has passed; whether it went is not loaded yet"),
        (4, 2, ", which has passed", "; its day has passed; whether it went is not loaded yet"),
    ],
    ids=["ahead", "passed", "the bank has told the day of the promise"],
)  # fmt: skip
def test_what_was_due_on_a_day_gone_by_says_so_and_that_nobody_knows_whether_it_came(
    tmp_path: Path, day: int, loaded: int | None, came: str, went: str
):
    """Ann promised 400 of I1 for 2 April; Wim's B2 of 70 goes on the 3rd, three days before the low point."""
    promise = [each | {"note": "promise: I1"} if each["note"] == "habit: I1" else each for each in newest()]
    bill = expected(MADE, "04-03", "plant", -70, "due: B2", "payables", vendor="Wim")
    paid = [] if loaded is None else [row("2026-04", "shop", "b_out", 1, date=date(2026, 4, loaded), note="PY-1")]
    store = opened(tmp_path / "gone", lambda: date(2026, 4, day))
    acts = cash_acts_report(put(store, *actual(), *promise, bill, *paid), SCOPE).acts
    store.close()
    told = {act.item: act.what for act in acts}
    assert told["I1"] == f"Ask for payment: 9 days overdue on 31 Mar, promised for 2 Apr{came}"
    assert told["B2"] == f"Could wait: agreed for after 6 Apr, it lifts the low point by up to 70{went}"


def test_an_item_whose_name_occurs_at_several_places_has_its_place_beside_it(tmp_path: Path):
    """Both places pay on 6 April: 900 and 20; the bill of 50 is the plant's alone."""
    store = opened(tmp_path / "places")
    pay = expected(MADE, "04-06", "plant", -20, "schedule: Pay", "payroll")
    found = cash_acts_report(put(store, *actual(), *newest(), pay), SCOPE)
    store.close()
    assert [(each.name, each.amount) for each in found.out] == [("Pay, Shop", -900), ("B1", -50), ("Pay, Plant", -20)]


@pytest.mark.slow
def test_a_one_off_moves_the_balance_and_its_ranges_at_once_and_says_so(desk: Store):
    """250 out on 3 April: the low point of 900 is 650, its range of 800 to 1,000 is 550 to 750."""
    number = schedule_cash(desk, LOCAL, Movement("shop", "out", date(2026, 4, 3), "250", "Van"))
    found = cash_report(desk, SCOPE)
    assert found.headline == (
        "We had 1.4 k EUR available on 31 Mar; the lowest point is 650 on 6 Apr, 150 above our floor."
    )
    assert (found.fan.ahead[1].likely, found.fan.ahead[5].likely) == ((1700, 1900), (550, 750))
    assert rows_of(found.table)["one_off"] == [250, 0]
    assert found.notes[0].startswith("One one-off was scheduled, changed or withdrawn since")
    assert found.low.likely is None
    assert cash_report(desk, SCOPE, made=BEFORE.isoformat()).notes == ()
    assert one_offs_report(desk, SCOPE).headline == "One one-off is scheduled, 250 EUR out; the next on 3 Apr 2026."
    withdraw_cash(desk, LOCAL, number, 1)
    assert cash_report(desk, SCOPE).notes == ("One invoice has no date.",)
    assert cash_report(desk, SCOPE).low.amount == 900


@pytest.mark.slow
def test_a_one_off_that_the_roll_knew_counts_once_and_as_it_stands_now(desk: Store):
    schedule_cash(desk, LOCAL, Movement("shop", "out", date(2026, 4, 3), "250", "Van"))
    knew = expected(MADE, "04-03", "shop", -250, "one-off: entry 1, Van", "one_off")
    put(desk, *newest(), knew)
    found = cash_report(desk, SCOPE)
    assert (found.low.amount, found.limits[0].chance) == (650, 0.08)
    assert "one-off" not in found.notes[0]
    change_cash(desk, LOCAL, 1, 1, Movement("shop", "out", date(2026, 4, 8), "200", "Van"))
    later = cash_report(desk, SCOPE)
    assert (later.low.amount, later.low.day, rows_of(later.table)["one_off"]) == (700, date(2026, 4, 8), [0, 200])
    assert later.limits[0].chance is None


@pytest.mark.slow
def test_a_one_off_of_another_site_or_of_days_gone_by_changes_nothing_here(desk: Store):
    schedule_cash(desk, LOCAL, Movement("plant", "in", date(2026, 4, 3), "10", "Scrap"))
    assert cash_report(desk, SHOP).notes == ("One invoice has no date.",)
    assert one_offs_report(desk, SHOP).rows == ()
    assert one_offs_report(desk, SCOPE).places == (("shop", "Shop"), ("plant", "Plant"))


@pytest.mark.slow
def test_a_one_off_beyond_the_days_a_roll_reaches_moves_nothing_within_them(desk: Store):
    """Two weeks from 31 March reach to 14 April; a roll made anew would say of these days what this one says."""
    told = cash_report(desk, SCOPE)
    schedule_cash(desk, LOCAL, Movement("shop", "out", date(2026, 4, 15), "250", "Van"))
    found = cash_report(desk, SCOPE)
    assert (found.notes, found.low, found.limits) == (told.notes, told.low, told.limits)
    assert found.low.likely is not None
    schedule_cash(desk, LOCAL, Movement("shop", "out", date(2026, 4, 14), "250", "Van"))
    assert cash_report(desk, SCOPE).notes[0].startswith("One one-off was scheduled"), "the last day counts"


@pytest.mark.slow
def test_newer_bank_lines_make_a_forecast_an_old_one(desk: Store):
    put(desk, *actual(), replace_row(actual()[2], date(2026, 4, 9)))
    assert cash_report(desk, SCOPE).stale == (
        "The bank’s lines reach to 9 Apr 2026, this forecast was made from figures to 31 Mar 2026. "
        "`python -m scorecard forecast roll` makes a new one."
    )


def replace_row(found: dict, day: date) -> dict:
    return {**found, "date": day, "period": f"{day:%Y-%m}", "note": "RC-9"}


@pytest.mark.slow
def test_states_without_a_forecast_each_have_their_sentence(desk: Store, tmp_path: Path):
    assert cash_report(desk, replace(SCOPE, entity="south")).headline == (
        "South has no bank account of its own, so there is no cash forecast for it."
    )
    with pytest.raises(UnknownName):
        cash_report(desk, replace(SCOPE, entity="moon"))
    bare = put(opened(tmp_path / "bare"), *actual())
    assert cash_report(bare, SCOPE).headline == NOT_YET
    assert cash_items_report(bare, SCOPE).headline == NOT_YET
    assert cash_moved_report(bare, SCOPE).headline == NOT_YET
    assert cash_acts_report(bare, SCOPE).acts == ()
    put(bare, *actual(), text="without")
    assert cash_report(bare, SCOPE).headline == NO_CASH
    bare.close()


@pytest.mark.slow
def test_a_forecast_of_one_row_is_a_week_that_foots(tmp_path: Path):
    store = put(opened(tmp_path / "one"), *actual(), *cash_desk.balances(MADE, shop=1000),
                expected(MADE, "04-02", "shop", 5, "known: x", "other_in"))  # fmt: skip
    found = cash_report(store, SHOP)
    assert rows_of(found.table) == {
        "start": [1000],
        "other_in": [5],
        "in": [5],
        "out": [0],
        "end": [1005],
        "low": [1000],
    }
    assert found.headline == (
        "Shop: we had 1 k EUR at the bank on 31 Mar; it is not expected to fall below that in the weeks ahead."
    )
    store.close()
