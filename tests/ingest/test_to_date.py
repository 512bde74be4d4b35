"""Figures to date become each period's own, and reports that list all there is say what is no longer there."""

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.domain.calendar import calendar_from
from scorecard.domain.catalogue import CalendarRule
from scorecard.ingest.absent import with_absent
from scorecard.ingest.profile import parse_profile
from scorecard.ingest.to_date import own_figures
from scorecard.store.schema import AMOUNT, FACT_SCHEMA

CALENDAR = calendar_from(CalendarRule(start_month=7), date(2015, 7, 1), date(2020, 6, 30))
SEP, DEC, MAR = date(2018, 9, 30), date(2018, 12, 31), date(2019, 3, 31)
JUN, NEXT_JUN = date(2019, 6, 30), date(2020, 6, 30)

Line = tuple[str, str, int | None, date | None]
"""Entity, period, figure to date, vintage."""


def facts(*lines: Line) -> pa.Table:
    rows = [
        {
            "source": "books",
            "scenario": "actual",
            "period": period,
            "date": date.fromisoformat(f"{period}-28"),
            "entity": entity,
            "measure": "spent",
            "value": None if value is None else Decimal(value),
            "state": "reported",
            "as_of": as_of,
            "source_ref": "report.csv",
            "source_row": number,
            "import_id": 0,
        }
        for number, (entity, period, value, as_of) in enumerate(lines, start=2)
    ]
    return pa.Table.from_pylist(rows, FACT_SCHEMA)


def values(table: pa.Table) -> list[int | None]:
    return [None if value is None else int(value) for value in table["value"].to_pylist()]


def told(table: pa.Table) -> set[tuple[str, str, int | None, str]]:
    columns = ("entity", "period", "value", "state")
    rows = zip(*(table[name].to_pylist() for name in columns), strict=True)
    return {(entity, period, None if value is None else int(value), state) for entity, period, value, state in rows}


def test_the_first_figure_of_a_fiscal_year_is_its_own() -> None:
    table = facts(("a", "2018-06", 900, None), ("a", "2018-09", 100, None), ("a", "2018-12", 250, None))
    assert values(own_figures(table, CALENDAR)) == [900, 100, 150]


def test_a_figure_to_date_may_fall() -> None:
    assert values(own_figures(facts(("a", "2018-09", 100, None), ("a", "2018-12", 70, None)), CALENDAR)) == [100, -30]


def test_each_period_may_have_a_report_of_its_own() -> None:
    table = facts(("a", "2018-09", 100, SEP), ("a", "2018-12", 250, DEC), ("a", "2019-03", 300, MAR))
    assert values(own_figures(table, CALENDAR)) == [100, 150, 50]


def test_a_year_end_may_come_twice_and_both_are_held_against_the_same_quarter() -> None:
    table = facts(("a", "2019-06", 430, NEXT_JUN), ("a", "2019-03", 300, MAR), ("a", "2019-06", 400, JUN))
    assert values(own_figures(table, CALENDAR)) == [130, 300, 100]


def test_a_restated_quarter_does_not_move_the_report_that_knew_the_old_one() -> None:
    table = facts(("a", "2018-09", 100, SEP), ("a", "2018-12", 250, DEC), ("a", "2018-09", 120, MAR))
    assert values(own_figures(table, CALENDAR)) == [100, 150, 120]


def test_two_lines_of_one_name_are_one_figure_to_date() -> None:
    table = facts(
        ("a", "2018-09", 60, None), ("a", "2018-09", 40, None), ("a", "2018-12", 150, None), ("a", "2018-12", 90, None)
    )
    own = values(own_figures(table, CALENDAR))
    assert (sum(own[:2]), sum(own[2:])) == (100, 140)


def test_no_line_at_all() -> None:
    assert own_figures(facts(), CALENDAR).num_rows == 0
    assert with_absent(facts(("a", "2018-09", 1, None)), CALENDAR, to_date=False).num_rows == 1


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=12))
def test_own_figures_add_up_to_the_figure_to_date_at_every_period(to_date: list[int]) -> None:
    periods = [period.key for period in CALENDAR.periods if period.fiscal_year == 2019][: len(to_date)]
    own = values(
        own_figures(facts(*(("a", key, value, None) for key, value in zip(periods, to_date, strict=True))), CALENDAR)
    )
    assert [sum(own[: at + 1]) for at in range(len(own))] == to_date


def test_what_a_later_report_leaves_out_is_not_applicable_there() -> None:
    table = facts(
        ("a", "2018-09", 10, SEP), ("b", "2018-09", 5, SEP), ("a", "2018-12", 20, DEC), ("c", "2018-12", 7, DEC)
    )
    found = told(with_absent(table, CALENDAR, to_date=False))
    assert ("b", "2018-12", None, "not_applicable") in found
    assert not [line for line in found if line[:2] == ("c", "2018-09")], "it had not begun"
    assert len(found) == 5


def test_a_name_that_vanishes_within_the_year_goes_back_to_nought() -> None:
    table = facts(
        ("a", "2018-09", 10, SEP), ("b", "2018-09", 5, SEP), ("a", "2018-12", 27, DEC), ("a", "2019-03", 30, MAR)
    )
    found = told(own_figures(with_absent(table, CALENDAR, to_date=True), CALENDAR))
    assert ("b", "2018-12", -5, "reported") in found
    assert ("b", "2019-03", None, "not_applicable") in found
    assert sum(line[2] or 0 for line in found) == 30, "the year to date is the report's"


def test_control_without_absent_the_total_keeps_what_the_report_dropped() -> None:
    table = facts(("a", "2018-09", 10, SEP), ("b", "2018-09", 5, SEP), ("a", "2018-12", 27, DEC))
    assert sum(value or 0 for value in values(own_figures(table, CALENDAR))) == 32


def test_a_new_fiscal_year_owes_nothing_to_the_old_one() -> None:
    table = facts(("a", "2018-06", 10, None), ("b", "2018-06", 5, None), ("a", "2018-09", 1, None))
    assert ("b", "2018-09", None, "not_applicable") in told(
        own_figures(with_absent(table, CALENDAR, to_date=True), CALENDAR)
    )


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ('[where]\nkind = ["x"]\nyear = ["1"]\n', ({"kind": ("x",), "year": ("1",)},)),
        ('[[where]]\nkind = ["x"]\n[[where]]\nyear = ["1"]\n', ({"kind": ("x",)}, {"year": ("1",)})),
        ("", ({},)),
    ],
    ids=["all columns of one", "any of several", "none keeps all"],
)
def test_where_may_be_said_once_or_several_times(where: str, kept: tuple[object, ...]) -> None:
    text = (
        'name = "p"\nsource = "s"\n[columns]\ndate = "Day"\nvalue = "Amount"\n'
        '[constants]\nentity = "a"\nmeasure = "spent"\nscenario = "actual"\n' + where
    )
    profile, problems = parse_profile(text, "p.toml")
    assert problems == ()
    assert profile is not None
    assert profile.kept == kept


def test_a_figure_not_told_is_not_taken_for_nought() -> None:
    """100 by September, nothing told in December, 300 by March: 200 since September, not 300."""
    table = facts(("a", "2018-09", 100, None), ("a", "2018-12", None, None), ("a", "2019-03", 300, None))
    assert values(own_figures(table, CALENDAR)) == [100, None, 200]


def as_outlook(table: pa.Table, *periods: str) -> pa.Table:
    said = ["forecast" if period in periods else "actual" for period in table["period"].to_pylist()]
    return table.set_column(table.schema.get_field_index("scenario"), table.schema.field("scenario"), pa.array(said))


def test_the_outlook_of_a_report_goes_on_from_its_actual_figures() -> None:
    """100, 210 and 330 are actual, 430 and 540 outlook: April brings 100 and May 110."""
    told_so = zip(("2019-01", "2019-02", "2019-03", "2019-04", "2019-05"), (100, 210, 330, 430, 540), strict=True)
    table = as_outlook(facts(*(("a", key, value, MAR) for key, value in told_so)), "2019-04", "2019-05")
    assert values(own_figures(table, CALENDAR, side_by_side=True)) == [100, 110, 120, 100, 110]


def test_control_scenarios_told_by_a_column_are_each_their_own() -> None:
    table = as_outlook(facts(("a", "2018-09", 100, SEP), ("a", "2018-12", 260, SEP)), "2018-12")
    assert values(own_figures(table, CALENDAR)) == [100, 260]


def test_a_later_report_begins_its_outlook_where_its_own_actual_figures_end() -> None:
    """September's report expects 250 by December; December's knows 240 and expects 400 by March."""
    table = facts(
        ("a", "2018-09", 100, SEP), ("a", "2018-12", 250, SEP), ("a", "2018-12", 240, DEC), ("a", "2019-03", 400, DEC)
    )
    table = as_outlook(table, "2019-03")
    assert values(own_figures(table, CALENDAR, side_by_side=True)) == [100, 150, 140, 160]


def test_what_an_outlook_leaves_out_goes_back_to_nought_after_its_actual_figure() -> None:
    table = facts(("a", "2018-09", 10, SEP), ("b", "2018-09", 5, SEP), ("a", "2018-12", 27, SEP))
    table = with_absent(as_outlook(table, "2018-12"), CALENDAR, to_date=True, side_by_side=True)
    assert table["scenario"].to_pylist() == ["actual", "actual", "forecast", "forecast"]
    assert values(own_figures(table, CALENDAR, side_by_side=True)) == [10, 5, 17, -5]


def with_quantities(table: pa.Table, *quantities: int | None) -> pa.Table:
    told = pa.array([None if each is None else Decimal(each) for each in quantities], AMOUNT)
    return table.set_column(table.schema.get_field_index("quantity"), table.schema.field("quantity"), told)


def quantities(table: pa.Table) -> list[int | None]:
    return [None if value is None else int(value) for value in table["quantity"].to_pylist()]


def test_quantities_to_date_become_each_periods_own_beside_their_values() -> None:
    """10 pieces for 100, then 25 for 280 to date: 15 pieces for 180."""
    table = facts(("a", "2018-09", 100, None), ("a", "2018-12", 280, None), ("a", "2019-03", 300, None))
    own = own_figures(with_quantities(table, 10, 25, 27), CALENDAR)
    assert (values(own), quantities(own)) == ([100, 180, 20], [10, 15, 2])


def test_a_quantity_not_told_is_not_taken_for_nought() -> None:
    table = facts(("a", "2018-09", 100, None), ("a", "2018-12", 280, None), ("a", "2019-03", 300, None))
    assert quantities(own_figures(with_quantities(table, 10, None, 27), CALENDAR)) == [10, None, 17]
    assert quantities(own_figures(table, CALENDAR)) == [None, None, None]


def test_the_quantity_of_a_name_that_vanishes_goes_back_to_nought_with_its_value() -> None:
    table = facts(("a", "2018-09", 10, SEP), ("b", "2018-09", 5, SEP), ("a", "2018-12", 27, DEC))
    own = own_figures(with_absent(with_quantities(table, 1, 2, 3), CALENDAR, to_date=True), CALENDAR)
    assert (values(own), quantities(own)) == ([10, 5, 17, -5], [1, 2, 2, -2])
