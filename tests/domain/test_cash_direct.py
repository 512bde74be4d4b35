"""The forecast by day put together: each euro once, money between places apart, faults told and the rest forecast."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from scorecard.domain.cash import BETWEEN, CashItems
from scorecard.domain.cash_direct import CashPast, by_place, direct_roll, unexplained
from scorecard.domain.cash_faults import faults_of
from scorecard.domain.cash_future import Ahead
from scorecard.domain.cash_lines import DatedLines
from scorecard.domain.cash_residual import carried_on
from scorecard.domain.cash_told import notes_of, told
from scorecard.domain.catalogue_cash import Cash, CashLedger, CashLine, DayRule
from tests.domain.ledgers import dated, day, joined

AS_OF = day("10-31")
MONTHS = [f"{month:02d}" for month in range(1, 11)]
CASH = Cash(
    "opening", "closing", "bank_in", "bank_out", between="TR",
    receivables=CashLedger("invoiced", "received", "customer"), payables=CashLedger("billed", "paid", "vendor"),
    lines=(CashLine("payroll", "Pay", "out", "PR", rule=DayRule(day=25)), CashLine("odd", "Odd", "out", "OD")),
    payment_run=DayRule(weekday=3),
)  # fmt: skip


def bank(*extra: DatedLines) -> DatedLines:
    """Each month at the shop: 500 from a customer, 100 to a supplier, 200 of pay, and 150 handed to the plant."""
    shop = [line for month in MONTHS for line in (
        ("bank_in", f"{month}-10", 500, "RC-1", -1), ("bank_out", f"{month}-12", 100, "PY-1", -1),
        ("bank_out", str(np.busday_offset(f"2026-{month}-25", 0, roll="forward")), 200, f"PR-{month}", -1),
        ("bank_out", str(np.busday_offset(f"2026-{month}-27", 0, roll="forward")), 150, f"TR-{month}", -1),
    )]  # fmt: skip
    plant = [("bank_in", str(np.busday_offset(f"2026-{month}-27", 0, roll="forward")), 150, f"TR-{month}", -1)
             for month in MONTHS]  # fmt: skip
    return joined(dated(*shop), dated(*plant, entity="plant"), *extra)


INVOICES = dated(
    *(line for month in MONTHS for line in (
        ("invoiced", f"{month}-01", 500, f"I{month}", 7), ("received", f"{month}-10", 500, f"I{month}", 0)
    )),
    ("invoiced", "10-28", 500, "I-open", 14),
)  # fmt: skip
BILLS = dated(
    *(line for month in MONTHS for line in (
        ("billed", f"{month}-02", 100, f"B{month}", 7), ("paid", f"{month}-12", 100, f"B{month}", 0)
    )),
    ("billed", "10-29", 100, "B-open", 7), party="Vic",
)  # fmt: skip
PAST = CashPast(
    CASH, Ahead(AS_OF, 91, np.array([], dtype="datetime64[D]"), ("shop", "plant")),
    np.array([1_000_0000, 200_0000]), bank(), INVOICES, BILLS,
)  # fmt: skip


def of_line(items: CashItems, line: str) -> int:
    return sum(ticks for ticks, own in zip(items.ticks.tolist(), items.line, strict=True) if own == line)


def test_what_documents_and_the_calendar_explain_is_not_carried_on_again():
    roll = direct_roll(PAST)
    assert not unexplained(PAST.bank, PAST, True).any()
    assert not unexplained(PAST.bank, PAST, False).any()
    assert of_line(roll.items, "other_in") == of_line(roll.items, "other_out") == 0
    assert of_line(roll.items, "payroll") == -3 * 200 * 10_000
    naive = direct_roll(replace(PAST, invoices=None, bills=None, cash=replace(CASH, lines=(), between="")))
    twice = of_line(naive.items, "other_out")
    assert twice < -900 * 10_000, "the control carries pay and bills on as if nothing else told them"


def test_a_line_with_an_amount_and_suppliers_is_expected_once():
    """100 of rent is due on the 5th; its bills are paid on Thursday runs, and nothing comes besides them."""
    rent = CashLine("rent", "Rent", "out", parties=("Vic",), rule=DayRule(day=5), amount=Decimal(100))
    items = direct_roll(replace(PAST, cash=replace(CASH, lines=(*CASH.lines, rent)))).items
    by_rule = [str(when)[5:] for when, line, basis in zip(items.day, items.line, items.basis, strict=True)
               if (line, basis) == ("rent", "schedule")]  # fmt: skip
    assert by_rule == ["11-12", "12-17", "01-14"]
    nobody = replace(rent, parties=("Nobody yet",))
    without = direct_roll(replace(PAST, cash=replace(CASH, lines=(*CASH.lines, nobody)))).items
    assert of_line(without, "rent") == -3 * 100 * 10_000, "without a bill the rule alone says when"


def test_a_refund_is_not_carried_on_as_a_payment():
    tax = CashLine("tax", "Tax", "out", "TX", rule=DayRule(day=20))
    paid = dated(*(("bank_out", f"{month}-20", 100, "TX-1", -1) for month in MONTHS))
    back = dated(("bank_in", "10-22", 90, "TX-refund", -1))
    past = replace(PAST, bank=bank(paid, back), cash=replace(CASH, lines=(*CASH.lines, tax)))
    items = direct_roll(past).items
    each = [ticks for ticks, line in zip(items.ticks.tolist(), items.line, strict=True) if line == "tax"]
    assert each == [-1_000_000] * 3
    known = past.bank.take(past.bank.day <= AS_OF)
    assert unexplained(known, past, True).sum() == 90 * 10_000, "what came back is money in that nothing explains"


@pytest.mark.parametrize(
    ("last", "expected"), [("06", 3 * 200), ("08", 3 * (200 + 50))], ids=["four times missing", "twice missing"]
)
def test_pay_that_a_place_no_longer_pays_is_not_expected_of_it_for_ever(last: str, expected: int):
    """The plant paid 50 on each 25th up to a month; known to October, with the shop paying 200 all along."""
    paid = dated(*(("bank_out", f"{month}-25", 50, "PR-p", -1) for month in MONTHS if month <= last), entity="plant")
    items = direct_roll(replace(PAST, bank=bank(paid))).items
    assert of_line(items, "payroll") == -expected * 10_000


def test_bills_of_a_supplier_who_sends_none_any_longer_are_not_expected_for_ever():
    rent = CashLine("rent", "Rent", "out", parties=("Olga",), rule=DayRule(day=5))
    old = dated(*(line for month in ("02", "03", "04") for line in (
        ("billed", f"{month}-05", 80, f"O{month}", 7), ("paid", f"{month}-12", 80, f"O{month}", 0)
    )), party="Olga")  # fmt: skip
    past = replace(PAST, bills=joined(BILLS, old), cash=replace(CASH, lines=(*CASH.lines, rent)))
    assert of_line(direct_roll(past).items, "rent") == 0


def test_the_rest_goes_on_by_weekday_in_its_own_lines():
    fridays = [day("05-01") + 7 * at for at in range(27)]
    extra = dated(*(("bank_out", str(each), 13, "cash machine", -1) for each in fridays if each <= AS_OF))
    past = replace(PAST, bank=bank(extra))
    left = unexplained(past.bank, past, False)
    assert left.sum() == 13 * 10_000 * int(sum(each <= AS_OF for each in fridays))
    roll = direct_roll(past)
    assert of_line(roll.items, "other_out") == -13 * 13 * 10_000
    assert of_line(roll.items, "payroll") == -3 * 200 * 10_000


@pytest.mark.slow
def test_a_long_rest_is_carried_on_by_its_calendar():
    days = AS_OF - 799 + np.arange(800)
    first = np.busday_offset(days.astype("datetime64[M]").astype("datetime64[D]"), 0, roll="forward")
    history = np.where(days == first, 70_0000, 0)[None, :].astype(np.int64)
    found = carried_on(np.vstack([history, 0 * history]), AS_OF, 91, PAST.ahead.holidays)
    assert [round(found.mean[0, at] / 10_000) for at in (1, 30, 61)] == [70, 70, 70]
    assert found.mean[0].sum() == pytest.approx(3 * 70_0000, rel=0.1)
    assert not found.mean[1].any()


def test_open_documents_come_on_their_days_and_bills_on_runs():
    items = direct_roll(PAST).items
    rows = list(zip(items.name, items.line, items.day.astype(str).tolist(), items.ticks.tolist(), strict=True))
    assert ("B-open", "payables", "2026-11-05", -1_000_000) in rows
    expected = [ticks for name, _, _, ticks in rows if name == "I-open"]
    assert 0.97 * 5_000_000 <= sum(expected) <= 5_000_000
    assert of_line(items, "future_sales") > 0 > of_line(items, "future_purchases")


def test_money_between_places_nets_to_nothing_over_all_of_them():
    items = direct_roll(PAST).items
    rows = [at for at, line in enumerate(items.line) if line == BETWEEN]
    assert {items.entity[at] for at in rows} == {"shop", "plant"}
    assert items.ticks[rows].sum() == 0
    whole = by_place(items, PAST.ahead).sum(axis=0)
    others = [at for at in range(len(items)) if at not in rows]
    assert items.ticks[others].sum() == whole.sum()


def test_a_place_goes_back_to_what_its_own_last_time_left_whatever_others_did_since():
    """The shop hands all it has to the plant on each month's first working day, the depot on each Friday. The shop got
    100 on the 15th, after its own last time and before the depot's: of it nothing stays."""
    fridays = [str(each) for each in np.arange("2026-01-02", "2026-10-31", 7, dtype="datetime64[D]")]
    firsts = [str(np.busday_offset(f"2026-{month}-01", 0, roll="forward")) for month in MONTHS]
    moves = joined(
        dated(*(("bank_in", f"{month}-15", 100, "till", -1) for month in MONTHS),
              *(("bank_out", each, 100, "TR", -1) for each in firsts)),
        dated(*(("bank_out", each, 10, "TR", -1) for each in fridays), entity="depot"),
        dated(*(("bank_in", each, 100, "TR", -1) for each in firsts),
              *(("bank_in", each, 10, "TR", -1) for each in fridays), entity="plant"),
    )  # fmt: skip
    past = CashPast(
        replace(CASH, receivables=None, payables=None, lines=()),
        replace(PAST.ahead, places=("shop", "plant", "depot")),
        np.array([100_0000, 900_0000, 0]), moves,
    )  # fmt: skip
    ends = past.opening[:, None] + by_place(direct_roll(past).items, past.ahead).cumsum(axis=1)
    assert str(past.ahead.as_of + 2) == "2026-11-02", "the first working day of November"
    assert ends[0, 1] == 0


def test_faults_are_told_and_the_rest_is_forecast():
    wrong = dated(
        ("invoiced", "09-20", 80, "paid early", 14), ("received", "09-10", 80, "paid early", 0),
        ("invoiced", "10-20", 60, "no terms", -1), ("received", "10-21", 5, "nowhere", 0),
        ("invoiced", "10-22", 70, "dollars", 14), foreign=(4,),
    )  # fmt: skip
    odd = dated(*(("bank_out", each, 9, "OD", -1) for each in ("02-03", "05-19", "08-30")))
    past = replace(
        PAST, invoices=joined(INVOICES, wrong), bank=bank(odd),
        promises=dated(("promised", "10-20", 500, "I-open", 3)),
    )  # fmt: skip
    roll = direct_roll(past)
    said = " ".join(str(fault) for fault in faults_of(past, roll))
    told_of = ("paid early", "no terms", "nowhere", "in another currency, left out (1)", "I-open", "cash line odd")
    for words in told_of:
        assert words in said
    assert of_line(roll.items, "receivables") > 5_000_000
    rolled = told(past, roll, "company", np.random.Generator(np.random.PCG64(1)), paths=50)
    assert len(notes_of(rolled)) == len(faults_of(past, roll)) == 6


def test_without_any_history_nothing_is_expected_and_nothing_breaks():
    nothing = dated()
    past = CashPast(CASH, PAST.ahead, PAST.opening, nothing, nothing, nothing)
    roll = direct_roll(past)
    assert len(roll.items) == 0
    assert len(faults_of(past, roll)) == 0
    rolled = told(past, roll, "company", np.random.Generator(np.random.PCG64(1)), paths=20)
    assert set(rolled.ticks.tolist()) == {200_0000, 1_000_0000, 1_200_0000}


def test_one_offs_are_items_of_their_own_and_known():
    one = CashItems(np.array([day("11-20")]), ("shop",), ("one_off",), (None,), ("one-off",), ("entry 1, press",),
                    np.array([-70_0000]))  # fmt: skip
    roll = direct_roll(replace(PAST, planned=one))
    assert of_line(roll.certain, "one_off") == -70_0000
    assert len(roll.items) == len(direct_roll(PAST).items) + 1
