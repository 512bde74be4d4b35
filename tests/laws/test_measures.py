"""What holds for every book: windows, places, swaps, footing."""

from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from scorecard.domain import variance
from scorecard.domain.measures import measure_series
from scorecard.domain.vocabulary import Kind, Polarity, State, Unit, View
from tests.domain.books import book, measure

amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
positive = st.decimals(min_value=D("0.01"), max_value=10**9, places=2)
years = st.lists(amounts, min_size=14, max_size=14)


def values(of, what, entity="all", view=View.PERIOD):
    return measure_series(what, of.catalogue, of.calendar, of, entity, view=view).values


@given(years)
def test_a_year_to_date_is_the_one_before_and_the_month(flows):
    of = book({"sales": flows}, periods=14)
    month, to_date = values(of, measure()), values(of, measure(), view=View.YEAR_TO_DATE)
    for at, period in enumerate(of.calendar.periods):
        assert to_date[at] == month[at] + (to_date[at - 1] if period.number > 1 else 0)


@given(years)
def test_a_rolling_year_moves_on_by_a_month(flows):
    of = book({"sales": flows}, periods=14)
    month, rolling = values(of, measure()), values(of, measure(), view=View.ROLLING)
    assert rolling[11] == values(of, measure(), view=View.YEAR_TO_DATE)[11]
    assert rolling[13] == rolling[12] + month[13] - month[1]


@given(years, years, st.sampled_from([Kind.FLOW, Kind.BALANCE]), st.sampled_from(list(View)))
def test_the_group_is_the_sum_of_its_places(first, second, kind, view):
    of = book({"sales": {"a": first, "b": second}}, periods=14)
    whole, one, other = (values(of, measure(kind), entity, view) for entity in ("all", "a", "b"))
    assert [left + right for left, right in zip(one, other, strict=True)] == list(whole)


@given(st.lists(st.tuples(positive, positive), min_size=12, max_size=12), st.sampled_from(list(View)))
def test_a_ratio_lies_between_its_smallest_and_largest_month(pairs, view):
    above, below = zip(*pairs, strict=True)
    of = book({"n": above, "d": below})
    what = measure(Kind.RATIO, ("+n",), denominator=("+d",), unit=Unit.PERCENT)
    ratios, found = [n / d for n, d in pairs], values(of, what, view=view)[11]
    near = D("1e-18") * max(ratios)
    assert min(ratios) - near <= found <= max(ratios) + near


@given(amounts, amounts, st.sampled_from([Polarity.HIGHER, Polarity.LOWER]))
def test_swapping_the_sides_negates(actual, plan, polarity):
    assert variance.difference(actual, plan) == -variance.difference(plan, actual)
    assert variance.impact(actual, plan, polarity) == -variance.impact(plan, actual, polarity)


@given(st.lists(st.tuples(amounts, amounts, st.booleans()), min_size=1, max_size=30))
def test_impacts_of_lines_foot_to_the_profits_difference(lines):
    impacts = [variance.impact(a, p, Polarity.HIGHER if income else Polarity.LOWER) for a, p, income in lines]
    profit = [sum(line[side] * (1 if line[2] else -1) for line in lines) for side in (0, 1)]
    assert sum(impacts) == profit[0] - profit[1]


holes = st.lists(st.one_of(st.none(), amounts), min_size=12, max_size=12)


@given(holes, holes, st.sampled_from(list(View)), st.sampled_from([Kind.FLOW, Kind.BALANCE, Kind.AVERAGE]))
def test_there_is_a_value_or_a_reason_never_both_or_neither(first, second, view, kind):
    of = book({"sales": {"a": first, "b": second}})
    found = measure_series(measure(kind), of.catalogue, of.calendar, of, "all", view=view)
    for value, state, reason in zip(found.values, found.states, found.reasons, strict=True):
        assert (value is not None) == (state is State.REPORTED) == (reason == "")


@given(holes, holes)
def test_asking_for_one_period_answers_as_asking_for_all(first, second):
    of = book({"sales": {"a": first, "b": second}})
    whole = measure_series(measure(), of.catalogue, of.calendar, of, "all", view=View.YEAR_TO_DATE)
    for at in range(12):
        one = measure_series(measure(), of.catalogue, of.calendar, of, "all", view=View.YEAR_TO_DATE, only=[at])
        assert (one.values[at], one.reasons[at]) == (whole.values[at], whole.reasons[at])
