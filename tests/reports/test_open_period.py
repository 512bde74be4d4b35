"""An open period is held against its plan to the day of the numbers, whoever looks whenever, by whatever link."""

from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.cli.answers_table import SHAPES
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import State
from scorecard.reports.measure import measure_report
from scorecard.reports.scorecard import MeasureRow, ScorecardReport, scorecard_report
from scorecard.store.store import Store
from tests.reports.days import CLOSE, FIRST
from tests.reports.figures import ledger, row

pytestmark = pytest.mark.slow

NOVEMBER = Scope("all", "2026-11")
BEGUN = (date(2026, 11, 11), [*ledger("2026-11", "budget"), *ledger("2026-11", north=100)], "", "plan and first days")
OLD = (date(2026, 11, 18), [row("2024-01", "north", "revenue", -1)], "", "an old line")


@pytest.fixture
def store(on_days) -> Store:
    """November's plan and first days on the 11th, something old on the 18th; today is the 22nd."""
    return on_days(FIRST, CLOSE, BEGUN, OLD)


def revenue(store: Store, scope: Scope) -> MeasureRow:
    return next(each for each in scorecard_report(store, scope).rows if each.id == "revenue")


def test_the_plan_counts_to_the_day_of_the_numbers(store: Store):
    """November 2026 has 21 working days, 13 of them to the 18th: 1,000 × 13 ÷ 21 = 619.05."""
    target = revenue(store, NOVEMBER).target
    assert target is not None
    assert target.quantize(D("0.01")) == D("619.05")


def test_a_link_to_these_numbers_shows_the_same_ones(store: Store):
    kept, shown = revenue(store, NOVEMBER.with_(as_of="r4")), revenue(store, NOVEMBER)
    assert (kept.value, kept.target, kept.status) == (shown.value, shown.target, shown.status)


def test_the_days_between_two_states_are_no_plan_that_changed(store: Store):
    """On the 11th 8 working days were done: the part to date was 380.95 then and is 619.05 now, of one plan."""
    before = revenue(store, NOVEMBER.with_(as_of="r3")).target
    assert before is not None
    assert before.quantize(D("0.01")) == D("380.95")
    assert scorecard_report(store, NOVEMBER).changes == ()


def test_a_plan_that_did_change_is_still_told(on_days):
    higher = (date(2026, 11, 18), list(ledger("2026-11", "budget", north=900)), "", "north sells more")
    changed = scorecard_report(on_days(FIRST, CLOSE, BEGUN, higher), NOVEMBER).changes
    assert {each.measure: each.why for each in changed}["revenue"] == "plan changed"


def test_the_trend_holds_the_open_period_against_the_same_part(store: Store):
    """Plan and last year are 1,000 in every month: 619.05 in the part to date, 1,000 in October."""
    october, november = measure_report(store, NOVEMBER, "revenue").trend[-2:]
    told = [november.goal, november.plan, november.last_year]
    assert [each and each.quantize(D("0.01")) for each in told] == [D("619.05")] * 3
    assert (october.plan, october.last_year) == (1000, 1000)


def test_the_table_says_not_due_where_the_sentence_does(on_days):
    """Of November's plan nothing has happened yet: the headline says so, and so does every row's status."""
    ahead = (date(2026, 11, 11), list(ledger("2026-11", "budget")), "", "a plan")
    report = scorecard_report(on_days(FIRST, CLOSE, ahead), NOVEMBER)
    waiting = sum(row.value is None and row.state is State.NOT_DUE for row in report.rows)
    columns, rows = SHAPES[ScorecardReport](report)
    assert waiting > 0
    assert [row[columns.index("Status")] for row in rows].count("Not due yet") == waiting
