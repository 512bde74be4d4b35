"""Links that keep their numbers: what they showed, what stands there today, and why it differs."""

from datetime import date

import pytest

from scorecard.reports.since import since_report
from scorecard.reports.then import then_and_now
from tests.reports.conftest import load
from tests.reports.days import AGAIN, CLOSE, FIRST, OCTOBER
from tests.reports.figures import ledger

pytestmark = pytest.mark.slow


def test_then_and_now_of_one_number_and_of_the_whole_scorecard(on_days):
    store = on_days(FIRST, CLOSE, AGAIN)
    then = OCTOBER.with_(as_of="r2")
    one = then_and_now(store, then, "costs")
    assert one.sentence == (
        "On 10 Nov 2026 (revision 2) this was 750 EUR; now it is 810 EUR: restated (load 3: wages that were forgotten)."
    )
    same = then_and_now(store, then, "revenue")
    assert (same.sentence, same.differ) == ("As of 10 Nov 2026 (revision 2): this number stands the same today.", 0)
    whole = then_and_now(store, then)
    assert whole.sentence == "As of 10 Nov 2026 (revision 2): 2 of 6 numbers are different today: 2 restated."
    assert (whole.differ, whole.numbers) == (2, 6)


def test_a_link_of_the_newest_state_says_nothing(on_days):
    store = on_days(FIRST, CLOSE)
    assert then_and_now(store, OCTOBER).sentence == ""
    assert then_and_now(store, OCTOBER.with_(as_of="r2"), "costs").sentence == ""


def test_a_measure_that_is_gone_is_said_on_its_link(on_days):
    store = on_days(FIRST, CLOSE, (date(2026, 11, 20), [], "fewer", "no costs"))
    assert then_and_now(store, OCTOBER.with_(as_of="r2"), "costs").sentence.endswith("Today this is measured no more.")


def test_a_link_whose_numbers_only_grew_old_says_they_stand(on_days, monkeypatch):
    """Nothing was loaded for months: late is a remark on the scorecard, and no other number."""
    store = on_days(FIRST, CLOSE, written=True)
    monkeypatch.setattr(store, "today", lambda: date(2027, 3, 1))
    link = OCTOBER.with_(as_of="r1", period="2026-09")
    load(store, list(ledger("2025-10", north=610)), "a year back", catalogue_text="")
    assert then_and_now(store, link, "otif").sentence.endswith("this number stands the same today.")
    whole = then_and_now(store, OCTOBER.with_(as_of="r2"))
    assert whole.sentence == "As of 10 Nov 2026 (revision 2): all 6 numbers stand the same today."
    assert {each.id for each in since_report(store, OCTOBER, "r2").rows} >= {"otif", "revenue"}, "late it is"


def test_measures_that_are_gone_are_counted_on_the_scorecards_link(on_days):
    store = on_days(FIRST, CLOSE, (date(2026, 11, 20), [], "fewer", "no costs"))
    found = then_and_now(store, OCTOBER.with_(as_of="r2"))
    assert found.sentence == "As of 10 Nov 2026 (revision 2): 1 of 6 numbers is different today: 1 measured no more."
    assert found.differ == 1
