"""Goals from plan and from dated steps."""

from decimal import Decimal as D

import pytest

from scorecard.domain.catalogue import Target, TargetStep
from scorecard.domain.targets import goal_series
from scorecard.domain.vocabulary import Cadence, Kind, Polarity, Unit, View
from tests.domain.books import book, measure

PLAN = Target("plan", tolerance=D("0.05"), tolerance_points=D("0.02"))


def goals(of, what, entity="all", view=View.PERIOD, only=None):
    return goal_series(what, of.catalogue, of.calendar, of, entity, view, only)


def steps(*given):
    return Target("steps", steps=tuple(TargetStep(since, *map(D, marks)) for since, *marks in given))


def test_a_plan_goal_is_the_plan_and_its_red_flag_a_tolerance_worse():
    of = book({"sales": [90]}, plan={"sales": [100]})
    found = goals(of, measure(target=PLAN))
    assert (found.goals[0], found.reds[0]) == (100, 95)
    cost = goals(of, measure(target=PLAN, polarity=Polarity.LOWER))
    assert cost.reds[0] == 105


def test_a_planned_loss_has_its_red_flag_below_it():
    of = book({"sales": [-90]}, plan={"sales": [-100]})
    assert goals(of, measure(target=PLAN)).reds[0] == -105


@pytest.mark.parametrize(("unit", "factor", "red"), [(Unit.PERCENT, 1, D("0.43")), (Unit.POINTS, 100, 43)])
def test_fractions_and_points_have_tolerances_in_points(unit, factor, red):
    of = book({"n": [42], "d": [100]}, plan={"n": [45], "d": [100]})
    what = measure(Kind.RATIO, ("+n",), denominator=("+d",), unit=unit, factor=D(factor), target=PLAN)
    assert goals(of, what).reds[0] == red


def test_a_plan_of_zero_has_no_red_flag():
    of = book({"sales": [1]}, plan={"sales": [0]})
    found = goals(of, measure(target=PLAN))
    assert (found.goals[0], found.reds[0]) == (0, None)


def test_a_plan_ratio_is_recomputed_over_the_window():
    of = book({"n": [1, 1], "d": [1, 1]}, plan={"n": [50, 180], "d": [100, 900]})
    what = measure(Kind.RATIO, ("+n",), denominator=("+d",), unit=Unit.PERCENT, target=PLAN)
    assert goals(of, what, view=View.YEAR_TO_DATE).goals[1] == D("0.23")


def test_a_plan_covers_only_the_periods_the_actual_window_counts():
    of = book({"sales": [None, None, 5, 5]}, plan={"sales": [100, 100, 6, 6]})
    assert goals(of, measure(target=PLAN), view=View.YEAR_TO_DATE).goals[3] == 12


def test_a_plan_shorter_than_the_window_is_no_goal():
    of = book({"sales": [5, 5, 5]}, plan={"sales": [None, None, 6]})
    found = goals(of, measure(target=PLAN), view=View.YEAR_TO_DATE)
    assert (found.goals[2], found.reasons[2]) == (None, "the plan covers 1 of 3 periods")


def test_planned_growth_is_against_what_happened():
    of = book({"sales": [100] * 12 + [100]}, plan={"sales": [None] * 12 + [120]}, periods=13)
    what = measure(Kind.RATIO, ("+sales",), growth=True, unit=Unit.PERCENT, target=PLAN)
    assert goals(of, what).goals[12] == D("0.2")


def test_a_site_without_plan_has_no_goal_and_says_so():
    of = book({"sales": {"a": [1], "b": [2]}}, plan={"sales": {"a": [3]}})
    found = goals(of, measure(target=PLAN), entity="b")
    assert (found.goals[0], found.reasons[0]) == (None, "plan: not measured here")


def test_a_step_holds_until_the_next():
    of = book({"n": [1] * 4, "d": [1] * 4})
    target = steps(("2026-01", "0.95", "0.90"), ("2026-03", "0.93", "0.87"))
    what = measure(Kind.RATIO, ("+n",), denominator=("+d",), unit=Unit.PERCENT, target=target)
    found = goals(of, what, entity="a")
    assert found.goals[:4] == (D("0.95"), D("0.95"), D("0.93"), D("0.93"))
    assert found.steps[3].since == "2026-03"


def test_before_the_first_step_there_is_no_goal():
    of = book({"sales": [1] * 4})
    found = goals(of, measure(target=steps(("2026-02", "10", "8"))))
    assert (found.goals[0], found.reasons[0]) == (None, "no target was set yet")
    assert goals(of, measure(target=steps(("2026-02", "10", "8"))), view=View.YEAR_TO_DATE).goals[3] is None


def test_steps_of_flows_add_up_to_date_and_those_of_balances_do_not():
    of = book({"sales": [1] * 3})
    target = steps(("2026-01", "10", "8"), ("2026-03", "20", "16"))
    found = goals(of, measure(target=target), view=View.YEAR_TO_DATE)
    assert (found.goals[2], found.reds[2], found.steps[2].since) == (40, 32, "2026-03")
    assert goals(of, measure(Kind.BALANCE, target=target), view=View.YEAR_TO_DATE).goals[2] == 20


@pytest.mark.parametrize("kind", [Kind.FLOW, Kind.BALANCE])
def test_steps_of_amounts_hold_for_the_whole_company_only(kind):
    of = book({"sales": {"a": [1], "b": [1]}})
    found = goals(of, measure(kind, target=steps(("2026-01", "10", "8"))), entity="a")
    assert (found.goals[0], found.reasons[0]) == (None, "the target is set for the whole company")


def test_a_step_without_red_flag_takes_the_tolerance():
    of = book({"sales": [1]})
    found = goals(of, measure(target=Target("steps", steps=(TargetStep("2026-01", D(200)),))))
    assert found.reds[0] == 190


def test_bands_come_through():
    of = book({"r_x": [1, 1]})
    band = tuple(map(D, (80, 95, 105, 120)))
    target = Target("steps", steps=(TargetStep("2026-01", band=band),))
    what = measure(numerator=("+r_x",), polarity=Polarity.BAND, unit=Unit.COUNT, target=target)
    assert goals(of, what).bands[0] == band
    assert goals(of, what, view=View.YEAR_TO_DATE).bands[1] == tuple(2 * edge for edge in band)


def test_without_target_there_is_no_goal():
    of = book({"sales": [1, 2]})
    found = goals(of, measure(), only=[0])
    assert found.reasons[:2] == ("no target", "not asked")


def test_a_quarterly_goal_counts_once_a_quarter_to_date():
    """Four quarters of 12 are 48 in the year, not twelve months of 12."""
    of = book({"r_new": [None, None, 10] * 4}, cadences={"r_new": Cadence.QUARTERLY})
    what = measure(numerator=("+r_new",), unit=Unit.COUNT, cadence=Cadence.QUARTERLY, target=steps(("2026-01", 12, 8)))
    found = goals(of, what, view=View.YEAR_TO_DATE)
    assert [(found.goals[at], found.reds[at]) for at in (2, 5, 11)] == [(12, 8), (24, 16), (48, 32)]


def test_a_goal_for_growth_is_not_added_up():
    of = book({"sales": [30] * 12})
    what = measure(growth=True, unit=Unit.PERCENT, target=steps(("2026-01", "0.05", "0.01")))
    assert goals(of, what, view=View.YEAR_TO_DATE).goals[11] == D("0.05")


def test_days_of_a_plan_that_covers_one_of_three_months_are_no_goal():
    """Receivables of 60 over the plan's only month of 30 would be judged beside three months of sales."""
    of = book(
        {"sales": [30] * 6, "ar": [60] * 6},
        plan={"sales": [None] * 3 + [30] * 3, "ar": [None] * 3 + [60] * 3},
        kinds={"ar": Kind.BALANCE},
    )
    found = goals(of, measure(Kind.DAYS, ("+ar",), denominator=("+sales",), unit=Unit.DAYS, target=PLAN))
    assert (found.goals[3], found.reasons[3]) == (None, "the plan covers 1 of 3 periods")
    assert round(found.goals[5], 1) == D("60.7")
