"""Every calendar covers each day once, in years of 12 months or 52 and 53 weeks."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scorecard.domain import weeks
from scorecard.domain.calendar import calendar_from
from scorecard.domain.catalogue import CalendarRule
from scorecard.domain.vocabulary import Cadence, View

rules = st.builds(
    CalendarRule,
    pattern=st.sampled_from(["months", *weeks.LAYOUTS]),
    start_month=st.integers(1, 12),
    label=st.sampled_from(["ends", "starts"]),
    week_end=st.integers(0, 6),
    anchor_month=st.integers(1, 12),
    extra_week=st.sampled_from(["append", "restate"]),
    year_end=st.sampled_from(["nearest", "last"]),
)
days = st.dates(date(2005, 1, 1), date(2040, 12, 31))


@given(rules, days, st.integers(0, 2500))
def test_periods_are_contiguous_and_cover_what_was_asked(rule, first, length):
    last = first + timedelta(days=length)
    calendar = calendar_from(rule, first, last)
    periods = calendar.periods
    assert periods[0].start <= first <= periods[0].end
    assert periods[-1].start <= last <= periods[-1].end
    assert all(now.end + timedelta(days=1) == then.start for now, then in pairwise(periods))
    assert len({period.key for period in periods}) == len(periods)
    assert sorted(period.key for period in periods) == [period.key for period in periods]


@given(rules, days)
def test_a_day_lies_in_its_own_period(rule, day):
    calendar = calendar_from(rule, day - timedelta(days=400), day + timedelta(days=400))
    period = calendar.containing(day)
    assert period.start <= day <= period.end
    assert calendar.periods[calendar.index(period.key)] == period
    assert 1 <= period.quarter <= 4


@given(rules, days)
def test_years_have_whole_weeks_and_the_same_number_of_periods(rule, day):
    calendar = calendar_from(rule, day, day + timedelta(days=1500))
    years = {period.fiscal_year for period in calendar.periods}
    for year in sorted(years)[1:-1]:
        own = [period for period in calendar.periods if period.fiscal_year == year]
        assert [period.number for period in own] == list(range(1, calendar.per_year + 1))
        if rule.pattern != "months":
            assert sum(period.days for period in own) in (364, 371)
            assert weeks.weeks_in(rule, year) == sum(period.days for period in own) // 7
            assert all(period.end.weekday() == rule.week_end for period in own)


@given(rules, days)
def test_windows_end_at_the_period_and_begin_with_the_year_or_quarter(rule, day):
    calendar = calendar_from(rule, day, day + timedelta(days=1500))
    for at, period in enumerate(calendar.periods):
        for view in View:
            window = calendar.window(at, view)
            assert window[-1] == at
            assert sum(calendar.periods[each].days for each in window) == calendar.days(window)
        year = calendar.window(at, View.YEAR_TO_DATE)
        assert len(year) == min(period.number, at + 1)
        assert {calendar.periods[each].fiscal_year for each in year} == {period.fiscal_year}
        before = calendar.last_year(at)
        if before is not None:
            then = calendar.periods[before]
            assert (then.fiscal_year, then.number) == (period.fiscal_year - 1, period.number)


@given(rules, days)
def test_four_quarters_are_due_in_a_year_and_one_year(rule, day):
    calendar = calendar_from(rule, day, day + timedelta(days=1500))
    years = sorted({period.fiscal_year for period in calendar.periods})[1:-1]
    for year in years:
        own = [at for at, period in enumerate(calendar.periods) if period.fiscal_year == year]
        assert sum(calendar.is_due(at, Cadence.QUARTERLY) for at in own) == 4
        assert [at for at in own if calendar.is_due(at, Cadence.YEARLY)] == own[-1:]


@given(
    st.builds(CalendarRule, pattern=st.just("4-4-5"), week_end=st.integers(0, 6), extra_week=st.just("restate")), days
)
def test_restated_weeks_lie_364_days_apart(rule, day):
    year, week = weeks.week_of(rule, day)
    compared = weeks.comparable_week(rule, year, week)
    assert compared == weeks.week_of(rule, day - timedelta(days=364))


@given(rules, days, st.integers(0, 60))
def test_working_days_add_up_over_parts(rule, day, length):
    calendar = calendar_from(rule, day, day)
    middle, end = day + timedelta(days=length // 2), day + timedelta(days=length)
    parts = calendar.working_days(day, middle) + calendar.working_days(middle + timedelta(days=1), end)
    assert parts == calendar.working_days(day, end)
