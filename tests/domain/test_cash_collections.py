"""Documents and the habits behind them, worked out by hand; nothing known later may be looked at."""

import numpy as np
import pytest

from scorecard.domain.cash_collections import habits, known_by, on_working_days, pay_chances
from scorecard.domain.cash_documents import assembled
from scorecard.domain.cash_future import Ahead, future_flow
from scorecard.domain.cash_lines import Documents
from scorecard.domain.cash_open import contested, expected_rows, last_said, open_payments, open_receipts
from scorecard.domain.catalogue_cash import DayRule
from tests.domain.ledgers import dated, day, documents, joined

NONE = np.array([], dtype="datetime64[D]")
ASK, PAY = "invoiced", "received"


def parts(found: Documents) -> list[tuple[str | None, str, int]]:
    """Name, day settled and whole units."""
    told = zip(found.name, found.settled.astype(str).tolist(), (found.ticks // 10_000).tolist(), strict=True)
    return [(name, settled[5:] if settled != "NaT" else "open", units) for name, settled, units in told]


def test_a_document_is_paid_in_parts_and_the_rest_stays_open():
    lines = dated((ASK, "01-05", 100, "A", 30), (PAY, "02-10", 30, "A", 0), (PAY, "03-01", 20, "A", 0))
    found = assembled(lines, ASK, PAY)
    assert parts(found.documents) == [("A", "02-10", 30), ("A", "03-01", 20), ("A", "open", 50)]
    assert found.documents.due.astype(str).tolist() == ["2026-02-04"] * 3
    assert parts(assembled(lines, ASK, PAY, day("02-20")).documents) == [("A", "02-10", 30), ("A", "open", 70)]


def test_what_cannot_be_right_is_named_and_the_rest_goes_on():
    ann = dated(
        (ASK, "01-05", 100, "paid before", 30), (PAY, "01-02", 100, "paid before", 0),
        (ASK, "01-06", 100, "paid too much", 30), (PAY, "02-02", 130, "paid too much", 0),
        (ASK, "01-07", 100, "no terms", -1), (ASK, "01-08", 40, "", 14), (PAY, "01-30", 10, "nowhere", 0),
        (ASK, "01-09", 100, "dollars", 30), (ASK, "01-10", 70, "fine", 30),
        foreign=(7,),
    )  # fmt: skip
    found = assembled(joined(ann, dated((ASK, "01-05", 9, "fine", 30), party="Bo")), ASK, PAY)
    assert (found.early, found.overpaid, found.termless) == (("paid before",), ("paid too much",), ("no terms",))
    assert (found.unnamed, found.foreign, len(found.strays)) == (1, 1, 1)
    assert parts(found.documents) == [
        ("paid before", "01-05", 100), ("fine", "open", 9), ("paid too much", "02-02", 100), ("no terms", "open", 100),
        ("fine", "open", 70),
    ]  # fmt: skip
    assert str(found.documents.due[3]) == "2026-02-06"


def test_a_credit_note_is_settled_by_money_going_back():
    found = assembled(dated((ASK, "01-05", -50, "C", 30), (PAY, "02-01", -20, "C", 0)), ASK, PAY).documents
    assert parts(found) == [("C", "02-01", -20), ("C", "open", -30)]


def test_no_lines_are_no_documents():
    assert len(assembled(dated(), ASK, PAY).documents) == 0


LEDGER = documents(
    *((f"A{at}", "Ann", 7 * at, 30, 5) for at in range(40)), *((f"B{at}", "Bo", 7 * at + 1, 30, 19) for at in range(40))
)
NOW = day("01-01") + 7 * 30


def open_at(ledger: Documents, as_of: np.datetime64) -> Documents:
    known = known_by(ledger, as_of)
    return known.take(np.isnat(known.settled))


def test_everybody_pays_at_their_own_pace():
    learned = habits(LEDGER, NOW)
    assert learned.pace("Ann", 30) == pytest.approx(5, abs=1)
    assert learned.pace("Bo", 30) == pytest.approx(19, abs=1)
    assert learned.pace("a stranger", 30) == pytest.approx(12, abs=1)
    assert learned.pace("a stranger", 99) == pytest.approx(12, abs=1)


def test_most_of_an_open_invoice_is_expected_around_its_customers_usual_day():
    ones = open_at(LEDGER, NOW)
    chances = pay_chances(ones, habits(LEDGER, NOW), NOW, 91)
    usual = np.array([5 if name.startswith("A") else 19 for name in map(str, ones.name)])
    paid_on = (ones.due + usual - NOW).astype(int) - 1
    near = [chances[row, max(at - 4, 0) : at + 5].sum() for row, at in enumerate(paid_on.tolist())]
    assert min(near) > 0.7
    assert (chances.sum(axis=1) <= 1 + 1e-9).all()


def test_thin_history_is_weighed_against_its_class():
    few = documents(
        *((f"A{at}", "Ann", 7 * at, 30, 5) for at in range(26)), ("Z", "Zoe", 100, 30, 33), ("Y", "Zoe", 170, 30, None)
    )
    assert 5 < habits(few, NOW).pace("Zoe", 30) < 20


def test_an_open_invoice_that_is_late_beyond_habit_makes_its_customer_slower():
    rows = [(f"A{at}", "Ann", 7 * at, 30, 5) for at in range(20)]
    stuck = documents(*rows, ("S", "Ann", 120, 30, None))
    assert habits(stuck, NOW).pace("Ann", 30) > habits(documents(*rows), NOW).pace("Ann", 30) + 5


def test_nothing_that_was_known_only_later_is_looked_at():
    shaken = Documents(
        LEDGER.name, LEDGER.entity, LEDGER.party, LEDGER.written, LEDGER.due,
        np.where(LEDGER.settled > NOW, LEDGER.settled + 60, LEDGER.settled), LEDGER.ticks,
    )  # fmt: skip
    ones = open_at(LEDGER, NOW)
    one, other = (pay_chances(ones, habits(each, NOW), NOW, 91) for each in (LEDGER, shaken))
    assert np.array_equal(one, other)
    ahead = Ahead(NOW, 91, NONE, ("shop",))
    flows = [future_flow(known_by(each, NOW), habits(each, NOW), ahead).by_day for each in (LEDGER, shaken)]
    assert np.array_equal(*flows)
    leaking = [habits(each, NOW + 200) for each in (LEDGER, shaken)]
    assert not np.array_equal(leaking[0].table.rate, leaking[1].table.rate), "the control sees the later payments"


def test_days_without_banks_hand_their_chance_on():
    friday = day("11-06")
    chances = np.array([[0.1, 0.2, 0.3, 0.4, 0, 0, 0]])
    assert on_working_days(chances, friday, NONE)[0].tolist() == pytest.approx([0, 0, 0.6, 0.4, 0, 0, 0])
    monday = np.array([day("11-09")])
    assert on_working_days(chances, friday, monday)[0].tolist() == pytest.approx([0, 0, 0, 1.0, 0, 0, 0])


def test_the_rows_of_an_item_add_up_to_what_is_expected_of_it_in_whole_cents():
    row, _, ticks = expected_rows(
        np.array([1_000_000, -330_000, 700]), np.array([[1 / 3] * 3, [0.5, 0.25, 0], [0.0] * 3])
    )
    assert ticks[row == 0].tolist() == [333_400, 333_300, 333_300]
    assert ticks[row == 1].sum() == -247_500
    assert not (row == 2).any()


AHEAD = Ahead(NOW, 91, NONE, ("shop",))


def test_a_promised_day_goes_before_habit_and_the_latest_one_counts():
    ones = open_at(LEDGER, NOW)
    said = str(NOW - 3)
    promises = dated(
        ("promised", said, 100, str(ones.name[0]), 40), ("promised", str(NOW - 1), 100, str(ones.name[0]), 22)
    )
    found = open_receipts(known_by(LEDGER, NOW), habits(LEDGER, NOW), AHEAD, promises, None)
    assert found.certain.name == (ones.name[0],)
    assert found.certain.basis == ("promise",)
    assert found.certain.day[0] == np.busday_offset(NOW + 21, 0, roll="forward")
    assert ones.name[0] not in found.expected.name


def test_a_promise_for_the_weekend_a_month_ends_on_is_not_lost():
    """Made on Friday 30 October for Saturday the 31st: the money comes on Monday, not on the day gone by."""
    friday = day("10-30")
    ledger = dated((ASK, "10-01", 100, "A", 30))
    ones = assembled(ledger, ASK, PAY, friday).documents
    promises = dated(("promised", "10-29", 100, "A", 2))
    found = open_receipts(ones, habits(ones, friday), Ahead(friday, 91, NONE, ("shop",)), promises, None)
    assert found.certain.day.astype(str).tolist() == ["2026-11-02"]
    assert found.broken == ()


def test_a_promise_that_was_not_kept_is_named_and_habit_counts_again():
    name = str(open_at(LEDGER, NOW).name[0])
    promises = dated(("promised", str(NOW - 9), 100, name, 5))
    found = open_receipts(known_by(LEDGER, NOW), habits(LEDGER, NOW), AHEAD, promises, None)
    assert found.broken == (name,)
    assert name in found.expected.name


def test_what_is_promised_later_is_not_known_yet():
    assert last_said(dated(("promised", str(NOW + 1), 100, "A", 5)), NOW) == {}


def test_a_disputed_invoice_is_shown_and_not_counted_until_it_is_settled():
    name = str(open_at(LEDGER, NOW).name[0])
    against = dated(("disputed", str(NOW - 9), 100, name, -1))
    found = open_receipts(known_by(LEDGER, NOW), habits(LEDGER, NOW), AHEAD, None, against)
    assert (found.disputed.name, found.disputed.ticks.tolist()) == ((name,), [1_000_000])
    assert name not in found.expected.name
    settled = joined(against, dated(("disputed", str(NOW - 2), -100, name, -1)))
    assert contested(settled, NOW) == set()
    assert contested(settled, NOW - 5) == {(name, "Ann")}


def test_bills_are_paid_on_the_run_on_or_after_they_fall_due():
    ones = open_at(LEDGER, NOW)
    found = open_payments(known_by(LEDGER, NOW), habits(LEDGER, NOW), AHEAD, DayRule(weekday=3))
    assert ((found.certain.day.astype(int) + 3) % 7 == 3).all()
    wait = (found.certain.day - np.maximum(ones.due, NOW + 1)).astype(int)
    assert wait.min() >= 0
    assert wait.max() <= 6
    assert found.certain.ticks.sum() == -ones.ticks.sum()
    by_habit = open_payments(known_by(LEDGER, NOW), habits(LEDGER, NOW), AHEAD, None)
    assert set(by_habit.expected.basis) == {"habit"}


def test_invoices_to_come_are_written_and_paid_like_those_of_late():
    flow = future_flow(known_by(LEDGER, NOW), habits(LEDGER, NOW), AHEAD)
    assert not flow.by_day[0, :30].any(), "nothing written tomorrow is paid before its terms"
    a_month = 100 * 10_000 * 2 * 30.4 / 7
    late = flow.by_day[0, 61:].sum()
    assert late == pytest.approx(a_month, rel=0.25)


def test_a_month_under_way_does_not_tell_how_a_whole_one_is_spread():
    """100 on each 5th and 25th, known to 10 November: 100 are still to come in this month, 200 in the next one."""
    days = [day(f"{month:02d}-{of:02d}") for month in range(5, 12) for of in (5, 25)]
    since = [int((each - day("01-01")).astype(int)) for each in days if each <= day("11-10")]
    known = documents(*((f"I{at}", "Ann", written, 0, 0) for at, written in enumerate(since)))
    ahead = Ahead(day("11-10"), 50, NONE, ("shop",))
    flow = future_flow(known, habits(known, day("11-10")), ahead, lambda due: due)
    told = [(str(ahead.as_of + 1 + at), round(flow.by_day[0, at])) for at in np.flatnonzero(flow.by_day[0])]
    assert told == [("2026-11-25", 100_0000), ("2026-12-07", 100_0000), ("2026-12-25", 100_0000)]
