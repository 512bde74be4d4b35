"""The trend's drawing: corners of lines, ranges behind them, what a reader is told of each period."""

from dataclasses import replace
from decimal import Decimal as D

from scorecard.charts import measure as charts
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, Perspective, Status, Unit
from scorecard.reports.measure import MeasureReport
from scorecard.reports.trend import Limits, TrendPoint
from scorecard.ui import trend
from tests.pages import samples

BARE = TrendPoint("2026-01", "Jan 2026", None, None, None, None, None, None, True, False, "", False)
LOW, HIGH = tuple(map(D, (1, 2, 4, 5))), tuple(map(D, (2, 3, 5, 6)))


def shown(*points: TrendPoint, limits: Limits | None = None, compare: Comparison = Comparison.PLAN) -> MeasureReport:
    """A report of a measure in days of which only the trend matters."""
    row = samples.row(("m", "Lead time", Unit.DAYS, "4", "3", "", Status.ON_TRACK), Perspective.OPERATIONS)
    nothing = dict.fromkeys(MeasureReport.__dataclass_fields__, "")
    told = {**nothing, "scope": Scope("company", "2026-10", compare=compare), "headline": "Lead time: 4 days."}
    return MeasureReport(**{**told, "row": row, "trend": points, "limits": limits})  # type: ignore[arg-type]


def values(*numbers: int | None, **more: object) -> list[TrendPoint]:
    return [replace(BARE, value=None if number is None else D(number), **more) for number in numbers]


def corners(answer: MeasureReport, name: str) -> list[tuple[object, ...]]:
    return [(row["part"], row["place"], row["height"]) for row in trend.lines(answer) if row["name"] == name]


def test_a_line_breaks_at_a_gap_and_never_falls_to_zero():
    assert corners(shown(*values(3, 4, None, 5)), "value") == [(0, 0, 3), (0, 1, 4), (1, 3, 5)]


def test_a_line_breaks_where_a_value_to_date_begins_anew():
    """Eleven and twelve months to date, then the first month of the next year."""
    points = values(11, 12, 1, 2)
    joined = corners(shown(*points), "value")
    assert {part for part, _, _ in joined} == {0}
    points[2] = replace(points[2], begins=True)
    assert corners(shown(*points), "value") == [(0, 0, 11), (0, 1, 12), (1, 2, 1), (1, 3, 2)]


def test_a_target_holds_for_its_whole_period_and_then_jumps():
    points = [replace(BARE, value=D(1), goal=D(goal)) for goal in (5, 7)]
    assert corners(shown(*points), "goal") == [(0, -0.5, 5), (0, 0.5, 5), (0, 0.5, 7), (0, 1.5, 7)]


def test_last_year_of_a_period_alone_is_a_short_dash():
    points = [replace(BARE, value=D(1), last_year=D(3)), *values(1, 1)]
    assert corners(shown(*points), "last_year") == [(0, -0.2, 3), (0, 0.2, 3)]


def test_a_range_is_drawn_as_long_as_it_stays_the_same_and_its_red_flags_are_two_lines():
    points = [replace(BARE, value=D(3), band=band) for band in (LOW, LOW, HIGH)]
    answer = shown(*points)
    spans = [(row["since"], row["till"], row["lower"], row["upper"], row["fill"]) for row in trend.ranges(answer)]
    assert spans == [(-0.5, 1.5, 2, 4, charts.TARGET), (1.5, 2.5, 3, 5, charts.TARGET)]
    assert {height for _, _, height in corners(answer, "red")} == {1, 2, 5, 6}
    assert len({part for part, _, _ in corners(answer, "red")}) == 2
    assert "Range to stay in" in trend.legend(answer)
    assert trend.table(answer)[0]["Target"] == "2 days to 4 days"


def test_the_usual_range_lies_behind_all_periods_with_its_middle():
    answer = shown(*values(3, 4), limits=Limits(3.5, 6.0, 1.0, 6))
    assert [(row["since"], row["till"], row["lower"], row["upper"]) for row in trend.ranges(answer)] == [
        (-0.5, 1.5, 1.0, 6.0)
    ]
    assert corners(answer, "centre") == [(0, -0.5, 3.5), (0, 1.5, 3.5)]


def test_nothing_lies_behind_a_measure_without_a_range():
    answer = shown(*values(3, 4))
    assert trend.ranges(answer) == []
    assert "range" not in trend.legend(answer).lower()


def test_a_gap_is_called_what_it_is():
    gap, waiting, known = *values(None), *values(None, not_due=True), *values(4)
    assert "Not reported" in trend.legend(shown(gap, known))
    assert "Not due yet" not in trend.legend(shown(gap, known))
    assert "Not due yet" in trend.legend(shown(known, waiting))
    assert "Not reported" not in trend.legend(shown(known, waiting))


def test_the_outlook_is_drawn_only_where_it_is_asked_for():
    points = [replace(BARE, value=D(1), outlook=D(2)) for _ in range(2)]
    assert corners(shown(*points), "outlook") == []
    assert corners(shown(*points, compare=Comparison.OUTLOOK), "outlook") == [(0, 0, 2), (0, 1, 2)]


def test_every_number_a_line_has_is_of_a_line_the_chart_knows():
    points = [replace(BARE, value=D(1), goal=D(2), red=D(3), plan=D(4), last_year=D(5), outlook=D(6))] * 2
    answer = shown(*points, limits=Limits(3.5, 6.0, 1.0, 6), compare=Comparison.OUTLOOK)
    assert tuple(dict.fromkeys(row["name"] for row in trend.lines(answer))) == charts.DRAWN


def test_a_period_whose_books_are_not_closed_is_hollow_and_says_so():
    first, last = values(3, 4)
    answer = shown(first, replace(last, unclosed=True))
    assert [trend.note(point) for point in answer.trend] == ["", "not closed yet"]
    assert "Not final" in str(trend.legend(answer))
    assert "Not final" not in str(trend.legend(shown(first, last)))
    assert trend.note(replace(last, unclosed=True, open=True)) == "not finished yet"
