"""Comparisons that give a number, no error, and the wrong answer."""

from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.domain import currency, formulas, variance, weeks
from scorecard.domain.calendar import calendar_from
from scorecard.domain.catalogue import CalendarRule, Target
from scorecard.domain.display import shown, told_apart
from scorecard.domain.measures import measure_series
from scorecard.domain.phasing import plan_to_date
from scorecard.domain.scoring import score_of
from scorecard.domain.status import status_of
from scorecard.domain.targets import goal_series
from scorecard.domain.vocabulary import Kind, Polarity, Status, Unit, View
from tests.domain.books import book, measure


@pytest.mark.parametrize(
    ("actual", "base", "note"), [(50, -100, "n/m (negative base)"), (10, 0, "n/m (zero base)"), (None, 100, "missing")]
)
def test_zero_and_negative_base(actual, base, note):
    """From a loss or from nothing there is no percent, and a missing value is not -100 %.

    | actual | base | naive | shown |
    |     50 | -100 | -150% | n/m, 150 better |
    |     10 |    0 |   inf | n/m, 10 better |
    |      - |  100 | -100% | missing |
    """
    found = variance.percent(None if actual is None else D(actual), D(base))
    assert (found.value, found.note) == (None, note)
    naive = (D(actual or 0) - base) / abs(base) if base else None
    assert naive in (D("1.5"), None, D(-1))


def test_points_not_percent_of_percent():
    """42 % against 45 % is 3 points less, not 6.7 % less.

    | actual | plan | points | bps  | naive |
    |    42% |  45% |   -3.0 | -300 | -6.7% |
    """
    step = D("0.42") - D("0.45")
    assert (variance.points(step), variance.basis_points(step)) == (-3, -300)
    assert variance.difference_pct(D("0.42"), D("0.45"), Unit.PERCENT).value is None


def test_53rd_week():
    """After a year of 53 weeks the same number is a different week of the season.

    | week      | ends       | same number a year before | 364 days before |
    | 2024 wk 1 | 2024-02-10 | 2023-02-04                | 2023-02-11 (wk 2) |
    """
    append = CalendarRule(pattern="4-5-4", label="starts")
    restate = CalendarRule(pattern="4-5-4", label="starts", extra_week="restate")
    assert weeks.comparable_week(append, 2024, 1) == (2023, 1)
    assert weeks.comparable_week(restate, 2024, 1) == (2023, 2)
    long_year = calendar_from(append, date(2022, 1, 30), date(2024, 2, 3))
    assert long_year.comparison_note(23) == "5 weeks against 4 a year earlier"


def test_part_month_against_a_full_plan():
    """On the 22nd of November 15 of 21 working days are done.

    | plan    | actual so far | naive   | plan to date | difference |
    | 210,000 |       148,000 | -62,000 |      150,000 |     -2,000 |
    """
    calendar = calendar_from(CalendarRule(), date(2026, 11, 1), date(2026, 11, 30))
    found = plan_to_date(D(210_000), calendar, calendar.periods[0], date(2026, 11, 22))
    assert variance.difference(D(148_000), found.plan_to_date) == -2_000
    assert variance.difference(D(148_000), found.plan) == -62_000


def test_a_plan_for_more_months_than_happened():
    """A site that opened in March is held against March's plan, not the year's.

    |        | Jan | Feb | Mar | to date |
    | plan   | 100 | 100 | 100 | 100, not 300 |
    | actual |   - |   - |  90 | 90 |
    """
    of = book({"sales": [None, None, 90]}, plan={"sales": [100, 100, 100]})
    what = measure(target=Target("plan"))
    assert goal_series(what, of.catalogue, of.calendar, of, "all", View.YEAR_TO_DATE).goals[2] == 100
    assert measure_series(what, of.catalogue, of.calendar, of, "all", view=View.YEAR_TO_DATE).values[2] == 90


def test_mixed_currency():
    """A year at its mean rate is not the sum of its months; the rate is not the team's work.

    |       | local | rate | reported | at plan rate 1.12 |
    | Jan   | 1,000 | 1.10 |    1,100 |  1,120 |
    | Feb   | 1,200 | 1.05 |    1,260 |  1,344 |
    | total | 2,200 |      | 2,360, not 2,365 | 2,464 against plan 2,240 |
    """
    local, rates = [D(1000), D(1200)], [D("1.10"), D("1.05")]
    assert sum(currency.translated_flows(local, rates)) == 2360
    assert sum(local) * sum(rates) / 2 == 2365
    found = currency.fx_split(local, rates, D(2240), D("1.12"))
    assert (found.total, found.operational, found.fx) == (120, 224, -104)


def test_rounding_at_the_threshold():
    """94.96 % is shown as 95.0 % and is not the goal of 95 %.

    | value  | goal | status | score rounded | shown naively | shown |
    | 94.96% |  95% | watch  | 66.4          | 95.0 %        | 94.96 % |
    """
    value, goal, red = D("0.9496"), D("0.95"), D("0.90")
    assert status_of(value, goal, red, None, Polarity.HIGHER) is Status.WATCH
    assert shown(value, Unit.PERCENT, "", 1) == "95.0 %" == shown(goal, Unit.PERCENT, "", 1)
    assert told_apart(value, goal, red, Polarity.HIGHER, Unit.PERCENT, "", 1) == "94.96 %"


def test_status_from_a_rounded_score():
    """A value just below the goal has a score that rounds to two thirds.

    | value     | goal | red | score      | status, not on track |
    | 699.99999 |  700 | 500 | 66.6666650 | watch |
    """
    value = D("699.99999")
    assert round(score_of(value, D(700), D(500), None, Polarity.HIGHER), 4) == 66.6667
    assert status_of(value, D(700), D(500), None, Polarity.HIGHER) is Status.WATCH


def test_days_of_a_year_over_a_quarters_flow():
    """Three months of sales are divided by 90 days, not by 365.

    | receivables | sales of the quarter | days | days to be paid |
    |         300 |                  900 |   90 | 30.0, not 121.7 |
    """
    of = book({"ar": [300, 300, 300], "sales": [300, 300, 300]}, kinds={"ar": Kind.BALANCE})
    what = measure(Kind.DAYS, ("+ar",), denominator=("+sales",), unit=Unit.DAYS)
    assert measure_series(what, of.catalogue, of.calendar, of, "all").values[2] == 30
    assert round(D(300) / 900 * 365, 1) == D("121.7")


def test_tax_inside_receivables():
    """Receivables contain tax, sales do not.

    | receivables | tax | sales | days | with tax | without |
    |         300 | 20% |   900 |   91 |     30.3 |    25.3 |
    """
    assert round(formulas.days_of(D(300), D(900), 91), 1) == D("30.3")
    assert round(formulas.days_of(formulas.without_tax(D(300), D("0.2")), D(900), 91), 1) == D("25.3")
