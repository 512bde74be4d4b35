"""Formulas where they have no meaning, and bridges and translations at their edges."""

from decimal import Decimal as D

from scorecard.domain import formulas
from scorecard.domain.bridge import Line, flexed, price_volume_mix
from scorecard.domain.currency import translated_balance, translated_flows
from scorecard.domain.formulas import Machine


def test_without_a_start_nobody_can_be_retained():
    assert formulas.retention(D(0), D(1), D(0), D(0)) is None
    assert formulas.share(D(85), D(100)) == D("0.85")
    assert formulas.share(D(0), D(0)) is None


def test_without_answers_there_is_no_score():
    assert formulas.net_promoters(0, 0, 0) is None
    assert formulas.net_promoters(10, 0, 10).margin == 0


def test_a_lifetime_is_capped():
    assert formulas.lifetime_value(D(200), D("0.75"), D("0.01")) == 9000
    assert formulas.lifetime_value(D(200), D("0.75"), D("0.01"), D(120)) == 15000


def test_an_idle_machine_has_no_effectiveness():
    assert formulas.oee(Machine(D(480), D(0), D(1), D(0), D(0))) is None
    assert formulas.plant_oee([]) is None
    assert formulas.rolled_yield([]) is None


def test_days_of_no_flow_are_not_known():
    assert formulas.days_of(D(300), D(0), 91) is None
    assert formulas.cash_conversion(D(30), None, D(25)) is None
    assert formulas.cash_conversion(D(30), D(0), D(40)) == -10


def test_an_error_of_nothing_has_no_size():
    assert formulas.forecast_error([D(0)], [D(5)]) is None


def test_less_cost_because_less_was_made_is_volume_not_saving():
    found = flexed(actual=D(7300), budget=D(8000), budget_at_actual_volume=D(7000))
    assert (found.volume, found.spending, found.impact) == (1000, -300, 700)


def test_only_new_lines_have_no_volume_or_mix():
    found = price_volume_mix({"A": Line(D(0), D(0), D(8), D(20)), "B": Line(D(15), D(10), D(0), D(0))})
    assert (found["A"].new, found["A"].total, found["B"].gone, found["B"].total) == (160, 160, -150, -150)


def test_what_is_not_reported_stays_so_in_translation():
    assert translated_flows([D(1), None], [D(2), D(2)]) == (2, None)
    assert translated_balance(None, D(2)) is None
    assert translated_balance(D(700), D(1)) == 700
