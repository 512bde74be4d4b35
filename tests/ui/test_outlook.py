"""Outlook on the screen: what the chart is filled with, limits that lie close, tables in one scale, foreign text."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.charts import cash as fan
from scorecard.charts import outlook as charts
from scorecard.domain.scope import Scope
from scorecard.reports.cash_answer import Low
from scorecard.reports.outlook import OutlookReport
from scorecard.reports.outlook_months import LowMonth, OutlookMonth
from scorecard.ui import outlook, outlook_parts


def month(label: str, cash: int | None, forecast: int | None = None, **more: object) -> OutlookMonth:
    return OutlookMonth(
        label, label, None if cash is None else D(cash), None if forecast is None else D(forecast), **more
    )


@pytest.fixture
def answer() -> OutlookReport:
    """Two months before, two ahead; the second is the lowest."""
    ahead = (
        month("Nov", 880, 900, likely=(D(850), D(950)), certain=(D(800), D(1000)), steps=(D(-100),)),
        month("Dec", None, 700, likely=(D(600), D(800)), certain=(D(500), D(900)), steps=(D(-200),)),
    )
    return OutlookReport(
        Scope("all", "2026-10"), "Cash falls.", "now", 1, "EUR", months=2, steps=(("out", "<b>Money out</b>"),),
        rows=(month("Sep", None), month("Oct", 1000), *ahead), low=LowMonth("Dec", D(700), (D(600), D(800))),
        limits=(("our floor", D(650)), ("the bank’s", D(640))),
    )  # fmt: skip


def test_history_is_solid_the_forecast_hangs_on_it_and_what_came_beside(answer: OutlookReport):
    found = outlook.rows(answer)
    corners = [(row["name"], row["place"], row["height"]) for row in found[fan.LINES]]
    assert corners == [
        ("was", 1, 1000.0), ("came", 1, 1000.0), ("came", 2, 880.0),
        ("expected", 1, 1000.0), ("expected", 2, 900.0), ("expected", 3, 700.0),
    ]  # fmt: skip
    assert found[fan.DAYS][3]["lo80"] == 600.0
    assert "lo80" not in found[fan.DAYS][0]
    assert found[fan.MARKS][0]["place"] == 3
    assert charts.BASE not in found


def test_two_limits_that_lie_close_share_one_name(answer: OutlookReport):
    labels = [row["label"] for row in outlook.rows(answer)[fan.LIMITS]]
    assert labels == ["Our floor, 650; The bank’s, 640", ""]
    apart = replace(answer, limits=(("our floor", D(650)), ("the bank’s", D(100))))
    assert [row["label"] for row in outlook.rows(apart)[fan.LIMITS]] == ["Our floor, 650", "The bank’s, 100"]


def test_what_people_forecast_is_drawn_behind(answer: OutlookReport):
    theirs = replace(answer, rows=(*answer.rows[:-1], replace(answer.rows[-1], theirs=D(750))))
    assert outlook.rows(theirs)[charts.BASE] == [{"place": 1, "height": 1000.0}, {"place": 3, "height": 750.0}]
    assert "As people forecast it then" in outlook.legend(theirs)


def test_the_facts_tell_the_low_point_the_room_and_the_lower_likely_end(answer: OutlookReport):
    told = outlook.facts(answer).replace("\N{NO-BREAK SPACE}", " ")
    assert "Lowest month end, Dec" in told
    assert "50 above it" in told
    assert "at the lower likely end 50 below it in Dec" in told


def test_the_room_also_tells_the_day_on_which_cash_is_lowest(answer: OutlookReport):
    """50 above the floor at month end is 30 above on 10 Nov, likely 20 below: to be watched; 10 below is off track."""
    apart = replace(answer, low=LowMonth("Dec", D(700), None))
    day = Low(date(2026, 11, 10), D(680), (D(630), D(690)), None)
    told = outlook.facts(replace(apart, by_day=day)).replace("\N{NO-BREAK SPACE}", " ")
    assert "by day 30 above it on 10 Nov 2026, at the lower likely end 20 below it" in told, "why it is to be watched"
    assert "sc-is-watch" in told
    assert "sc-is-off-track" in outlook.facts(replace(apart, by_day=replace(day, amount=D(640))))
    assert "sc-is-on-track" in outlook.facts(apart), "without the days month ends alone decide"


def test_months_are_one_scale_and_names_are_text(answer: OutlookReport):
    told = outlook_parts.months(answer)
    assert "&lt;b&gt;Money out&lt;/b&gt;" in told
    assert "−200" in told
    assert "600 to 800" in told
    assert "What came" in told
    large = replace(
        answer, rows=tuple(replace(row, forecast=row.forecast and row.forecast * 1000) for row in answer.rows)
    )
    assert "In k EUR." in outlook_parts.months(large)
