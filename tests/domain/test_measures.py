"""Measures of every kind, by hand-worked numbers."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from scorecard.domain.measures import measure_series, parse_term, rolling_label, valid_views
from scorecard.domain.terms import RECIPES, recipe_of
from scorecard.domain.vocabulary import Cadence, Kind, Scenario, State, Unit, View
from tests.domain.books import Book, book, measure

MISSING, NOT_DUE = State.MISSING, State.NOT_DUE


def ask(of: Book, what, at: int, entity="all", view=View.PERIOD, **more):
    found = measure_series(what, of.catalogue, of.calendar, of, entity, view=view, **more)
    return found.values[at], found.states[at], found.reasons[at]


def value(of: Book, what, at: int, **more):
    return ask(of, what, at, **more)[0]


def test_measures_made_for_one_question_do_not_drive_out_what_is_known_of_the_others():
    of = book({"sales": {"a": [1]}})
    what = measure()
    known = recipe_of(what, of.catalogue)
    for at in range(RECIPES + 1):
        assert recipe_of(replace(what, id=f"own {at}", factor=D(at)), of.catalogue) is known
    assert recipe_of(what, of.catalogue) is known
    assert recipe_of(replace(what, kind=Kind.BALANCE), of.catalogue) is not known


def test_flows_add_up_over_time_and_places():
    of = book({"sales": {"a": [1, 2, 3, 4], "b": [10, 20, 30, 40]}})
    what = measure()
    assert value(of, what, 3) == 44
    assert value(of, what, 3, entity="a") == 4
    assert value(of, what, 3, view=View.YEAR_TO_DATE) == 110
    assert value(of, what, 3, view=View.QUARTER_TO_DATE) == 44


def test_signed_terms_and_coefficients():
    of = book({"sales": [100], "cogs": [60], "visits": [8]})
    assert value(of, measure(numerator=("+sales", "-cogs", "0.5*visits")), 0) == 44
    assert parse_term("-0.25*x").coefficient == D("-0.25")
    with pytest.raises(ValueError, match="not a term"):
        parse_term("a b")


def test_a_balance_is_the_last_one():
    of = book({"cash": [1000, 1500, 1200]}, kinds={"cash": Kind.BALANCE})
    assert value(of, measure(Kind.BALANCE, ("+cash",)), 2, view=View.YEAR_TO_DATE) == 1200


def test_an_average_is_weighted_by_days():
    of = book({"r_heads": [100, 130]}, kinds={"r_heads": Kind.BALANCE})
    found = value(of, measure(Kind.AVERAGE, ("+r_heads",), unit=Unit.COUNT), 1, view=View.YEAR_TO_DATE)
    assert found == (D(100) * 31 + D(130) * 28) / 59


def test_leavers_per_head_divide_by_average_heads():
    of = book({"r_left": [2, 4], "r_heads": [100, 130]}, kinds={"r_heads": Kind.BALANCE})
    what = measure(Kind.RATIO, ("+r_left",), denominator=("+r_heads",), unit=Unit.PERCENT)
    assert value(of, what, 1, view=View.YEAR_TO_DATE) == 6 / ((D(100) * 31 + D(130) * 28) / 59)


def test_a_ratio_of_two_balances_takes_the_last_of_both():
    of = book({"late": [10, 30], "owed": [100, 120]}, kinds={"late": Kind.BALANCE, "owed": Kind.BALANCE})
    what = measure(Kind.RATIO, ("+late",), denominator=("+owed",), unit=Unit.PERCENT)
    assert value(of, what, 1, view=View.YEAR_TO_DATE) == D("0.25")


def test_days_use_three_trailing_months_and_their_days():
    of = book({"ar": [0, 0, 300], "sales": [300, 300, 300]}, kinds={"ar": Kind.BALANCE})
    what = measure(Kind.DAYS, ("+ar",), denominator=("+sales",), unit=Unit.DAYS)
    assert value(of, what, 2) == D(300) / 900 * 90
    assert ask(of, what, 2)[1] is State.REPORTED


def test_days_at_the_start_count_only_the_days_there_are():
    of = book({"ar": [None, None, 300], "sales": [None, None, 300]}, kinds={"ar": Kind.BALANCE})
    what = measure(Kind.DAYS, ("+ar",), denominator=("+sales",), unit=Unit.DAYS)
    assert value(of, what, 2) == 31


def test_scores_roll_up_points_and_answers():
    of = book({"r_points": {"a": [90], "b": [20]}, "r_answers": {"a": [20], "b": [5]}})
    what = measure(Kind.SCORE, ("+r_points",), denominator=("+r_answers",), unit=Unit.SCORE)
    assert value(of, what, 0) == D("4.4")


@pytest.mark.parametrize("kind", [Kind.DISTINCT, Kind.QUANTILE, Kind.SCORE])
def test_what_does_not_add_up_is_shown_only_where_it_is_stored(kind):
    of = book({"r_active": {"a": [70, 71], "b": [50, 52]}}, kinds={"r_active": kind})
    what = measure(kind, ("+r_active",), unit=Unit.COUNT)
    assert value(of, what, 1, entity="a") == 71
    assert ask(of, what, 1) == (None, State.NOT_APPLICABLE, "not measured here")
    assert ask(of, what, 1, entity="a", view=View.YEAR_TO_DATE)[1] is State.NOT_APPLICABLE
    assert valid_views(what, of.catalogue).valid == (View.PERIOD,)
    assert set(valid_views(what, of.catalogue).reasons) == set(View) - {View.PERIOD}


def test_growth_compares_with_the_same_window_a_year_earlier():
    of = book({"sales": [100] * 12 + [110, 121]}, periods=14)
    what = measure(Kind.RATIO, ("+sales",), growth=True, unit=Unit.PERCENT)
    assert value(of, what, 12) == D("0.1")
    assert value(of, what, 13, view=View.YEAR_TO_DATE) == D("0.155")
    assert ask(of, what, 5) == (None, State.NOT_APPLICABLE, "no figures a year earlier")


@pytest.mark.parametrize(("base", "said"), [(0, "n/m (zero base)"), (-50, "n/m (negative base)")])
def test_growth_from_nothing_or_less_has_no_meaning(base, said):
    of = book({"sales": [base] * 12 + [110]}, periods=13)
    what = measure(Kind.RATIO, ("+sales",), growth=True, unit=Unit.PERCENT)
    assert ask(of, what, 12) == (None, State.NOT_APPLICABLE, said)


def test_parts_combine_by_sum_and_by_product():
    of = book({"x": [6], "y": [4]})
    of.catalogue.measures.update(x=measure(numerator=("+x",), id="x"), y=measure(numerator=("+y",), id="y", name="Y"))
    assert value(of, measure(numerator=(), combine="sum", parts=("+x", "-y")), 0) == 2
    assert value(of, measure(numerator=(), combine="product", parts=("+x", "+y")), 0) == 24


def test_a_missing_part_leaves_no_combined_value_and_is_named():
    of = book({"x": [6, 7], "y": [4, None]})
    of.catalogue.measures.update(x=measure(numerator=("+x",), id="x"), y=measure(numerator=("+y",), id="y", name="Y"))
    what = measure(numerator=(), combine="sum", parts=("+x", "-y"))
    assert ask(of, what, 1) == (None, MISSING, "Y: not reported")


def test_a_cap_bounds_and_stands_in_for_a_zero_denominator():
    of = book({"r_months": [100, 100, 100, 0], "r_lost": [4, 1, 0, 0]})
    what = measure(Kind.RATIO, ("+r_months",), denominator=("+r_lost",), unit=Unit.COUNT, cap=D(60))
    assert [value(of, what, at) for at in range(4)] == [25, 60, 60, None]


def test_dividing_by_nothing_has_no_value():
    of = book({"r_done": [0], "r_due": [0]})
    what = measure(Kind.RATIO, ("+r_done",), denominator=("+r_due",), unit=Unit.PERCENT)
    assert ask(of, what, 0) == (None, State.NOT_APPLICABLE, "nothing to divide by")


def test_dividing_by_less_than_nothing_has_no_value():
    of = book({"profit": [5], "equity": [-10]})
    what = measure(Kind.RATIO, ("+profit",), denominator=("+equity",), unit=Unit.PERCENT)
    assert ask(of, what, 0) == (None, State.NOT_APPLICABLE, "what it is divided by is negative")


def test_an_incomplete_month_makes_the_year_to_date_incomplete_and_names_it():
    of = book({"sales": {"a": [1, 1, 1], "b": [1, None, 1]}})
    found = ask(of, measure(), 2, view=View.YEAR_TO_DATE)
    assert found == (None, MISSING, "Feb 2026: 1 of 2 sources reported (1 EUR known)")
    assert value(of, measure(), 2) == 2


def test_what_is_known_of_an_incomplete_figure_is_written_with_its_unit_as_every_number_is():
    of = book({"sales": {"a": [1, D("3453004.43")], "b": [1, None]}, "r_jobs": {"a": [1, 1250], "b": [1, None]}})
    assert ask(of, measure(), 1)[2] == "1 of 2 sources reported (3.45 M EUR known)"
    assert ask(of, measure(numerator=("+r_jobs",)), 1)[2] == "1 of 2 sources reported (1,250 known)"


def test_a_quarterly_figure_is_due_at_the_quarters_end():
    of = book({"r_score": [None, None, 8]}, cadences={"r_score": Cadence.QUARTERLY})
    what = measure(numerator=("+r_score",), unit=Unit.COUNT)
    assert ask(of, what, 1)[1:] == (NOT_DUE, "due at the end of each quarter")
    assert value(of, what, 2) == 8


def test_a_yearly_figure_that_comes_in_may_counts_in_may():
    of = book({"r_points": [None] * 4 + [80], "r_answers": [None] * 4 + [20]},
              cadences={"r_points": Cadence.YEARLY, "r_answers": Cadence.YEARLY})  # fmt: skip
    what = measure(Kind.SCORE, ("+r_points",), denominator=("+r_answers",), unit=Unit.SCORE, cadence=Cadence.YEARLY)
    assert value(of, what, 4) == 4
    assert ask(of, what, 5)[1:] == (NOT_DUE, "due at the end of each year")


def test_a_yearly_figure_that_comes_early_from_one_of_two_does_not_count():
    of = book({"r_x": {"a": [*[None] * 11, 5, None, 6], "b": [*[None] * 11, 5]}}, cadences={"r_x": Cadence.YEARLY},
              periods=14)  # fmt: skip
    assert value(of, measure(numerator=("+r_x",), unit=Unit.COUNT), 11) == 10
    assert ask(of, measure(numerator=("+r_x",), unit=Unit.COUNT), 13)[1] is NOT_DUE


def test_a_quarterly_measure_of_monthly_figures_is_the_quarters():
    of = book({"sales": [1, 2, 3, 4]})
    what = measure(cadence=Cadence.QUARTERLY)
    assert value(of, what, 2) == 6
    assert ask(of, what, 3)[1:] == (NOT_DUE, "due at the end of each quarter")


def test_a_quarterly_figure_over_a_monthly_one_takes_the_months_of_the_quarter():
    of = book({"r_hits": [None, None, 6], "r_hours": [10, 20, 30]}, cadences={"r_hits": Cadence.QUARTERLY})
    what = measure(Kind.RATIO, ("+r_hits",), denominator=("+r_hours",), unit=Unit.TIMES)
    assert value(of, what, 2) == D("0.1")


def test_a_window_begins_where_all_of_its_parts_begin():
    of = book({"done": [5, 5, 5, 5], "due": [None, None, 10, 10]})
    what = measure(Kind.RATIO, ("+done",), denominator=("+due",), unit=Unit.PERCENT)
    assert value(of, what, 3, view=View.YEAR_TO_DATE) == D("0.5")
    assert ask(of, what, 1)[1:] == (NOT_DUE, "no figures before Mar 2026")


def test_a_young_rolling_window_knows_its_length():
    of = book({"sales": [1] * 9})
    found = measure_series(measure(), of.catalogue, of.calendar, of, "all", view=View.ROLLING)
    assert (found.window_lengths[8], found.values[8]) == (9, 9)
    assert rolling_label(found.window_lengths[8]) == "R9"


def test_after_the_last_figure_nothing_is_due():
    of = book({"sales": [1] * 9})
    assert ask(of, measure(), 10)[1:] == (NOT_DUE, "no figures after Sep 2026")


def test_no_figures_anywhere_is_missing_and_elsewhere_is_not_applicable():
    of = book({"sales": {"a": [1]}, "empty": {}})
    assert ask(of, measure(numerator=("+empty",)), 0) == (None, MISSING, "no figures yet")
    assert ask(of, measure(), 0, entity="b") == (None, State.NOT_APPLICABLE, "not measured here")


def test_only_the_periods_asked_are_computed():
    of = book({"sales": [1, 2, 3]})
    found = measure_series(measure(), of.catalogue, of.calendar, of, "all", only=[1])
    assert found.values[:3] == (None, 2, None)
    assert found.reasons[0] == "not asked"


def test_a_plan_without_figures_has_no_value():
    of = book({"sales": [1]})
    assert ask(of, measure(), 0, scenario=Scenario.BUDGET) == (None, MISSING, "no figures yet")


def test_a_quotient_tells_its_parts():
    of = book({"n": [1, 2], "d": [4, 6]})
    what = measure(Kind.RATIO, ("+n",), denominator=("+d",), unit=Unit.POINTS, factor=D(100))
    found = measure_series(what, of.catalogue, of.calendar, of, "all", view=View.YEAR_TO_DATE)
    assert (found.values[1], found.denominator[1], found.window_lengths[1]) == (30, 10, 2)
    assert (found.numerator[1], found.numerator[2], found.window_lengths[2]) == (3, None, 0)


def test_growth_tells_both_windows():
    of = book({"sales": [100] * 12 + [110]}, periods=13)
    what = measure(Kind.RATIO, ("+sales",), growth=True, unit=Unit.POINTS, factor=D(100))
    found = measure_series(what, of.catalogue, of.calendar, of, "all")
    assert (found.values[12], found.numerator[12], found.denominator[12]) == (10, 110, 100)


def test_growth_from_an_incomplete_base_is_missing_and_says_so():
    of = book({"sales": {"a": [5] * 13, "b": [5, None] + [5] * 12}}, periods=14)
    of.figures[Scenario.ACTUAL, "sales"]["a"].append(5)
    what = measure(Kind.RATIO, ("+sales",), growth=True, unit=Unit.PERCENT)
    assert ask(of, what, 13) == (None, MISSING, "a year earlier: 1 of 2 sources reported (5 EUR known)")


def test_a_combined_window_is_as_long_as_its_shortest_part():
    of = book({"x": [6, 6], "y": [None, 4]})
    of.catalogue.measures.update(x=measure(numerator=("+x",), id="x"), y=measure(numerator=("+y",), id="y"))
    what = measure(numerator=(), combine="sum", parts=("+x", "+y"))
    assert measure_series(what, *_over_all(of), view=View.YEAR_TO_DATE).window_lengths[1] == 1


def _over_all(of: Book):
    return of.catalogue, of.calendar, of, "all"
