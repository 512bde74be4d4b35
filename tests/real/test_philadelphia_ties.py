"""Every figure of the city's books is the file's, to the cent, in every vintage."""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from deltalake import DeltaTable

from scorecard.domain.cells import to_decimal
from scorecard.domain.vocabulary import Scenario
from tests.real.philadelphia import printed
from tests.real.philadelphia.load import FILES, Loaded, load_city

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def stored(city: Loaded) -> tuple[printed.Printed, set[tuple[printed.Slice, printed.Line]]]:
    """All stored figures by slice and line, and the lines said to be not applicable."""
    revision = city.store.revisions()[0]
    table = DeltaTable(str(city.folder / "facts"), version=revision.facts_version).to_pyarrow_table()
    columns = ("source", "scenario", "period", "as_of", "measure", "entity", "cost_centre", "value", "state")
    figures: printed.Printed = defaultdict(lambda: defaultdict(Decimal))
    absent = set()
    for source, scenario, period, as_of, measure, entity, centre, value, state in zip(
        *(table[name].to_pylist() for name in columns), strict=True
    ):
        slice_, line = (source, scenario, period, as_of), (measure, entity, centre)
        if state == "reported":
            figures[slice_][line] += value
        else:
            absent.add((slice_, line))
            assert (state, value) == ("not_applicable", None)
    return figures, absent


def test_all_seventeen_loads_end_without_a_problem(city: Loaded) -> None:
    assert len(FILES) == len(city.results) == 17
    assert [problem for result in city.results for problem in result.problems] == []


def test_every_control_holds(city: Loaded) -> None:
    controls = [control for result in city.results for control in result.controls]
    assert len(controls) >= 17 + 20
    assert [control for control in controls if not control.holds] == []


def test_every_slice_of_the_files_is_stored_and_no_other(
    stored: tuple[printed.Printed, set[object]], figures: printed.Printed
) -> None:
    assert stored[0].keys() == figures.keys()
    assert len(figures) == 3136


def test_every_figure_of_every_vintage_is_the_files(
    stored: tuple[printed.Printed, set[object]], figures: printed.Printed
) -> None:
    wrong = [
        (key, line, stored[0][key].get(line), figures[key].get(line))
        for key in figures
        for line in stored[0][key].keys() | figures[key].keys()
        if stored[0][key].get(line) != figures[key].get(line)
    ]
    assert wrong[:5] == []
    assert sum(map(len, figures.values())) == 70726


def test_what_a_report_does_not_list_is_not_applicable_rather_than_missing(
    stored: tuple[printed.Printed, set[tuple[printed.Slice, printed.Line]]], figures: printed.Printed
) -> None:
    absent = stored[1]
    assert absent
    assert not [key for key in absent if key[1] in figures[key[0]]]
    report = printed.quarter_end(2014, 1)
    sanitation = ("obligations_to_date", "transportation-and-utilities", None)
    assert sanitation in figures["obligations_to_date", "actual", "2013-09", report]
    gone = (("obligations_to_date", "actual", "2017-12", printed.quarter_end(2018, 2)), sanitation)
    assert gone in absent


@pytest.mark.parametrize("scenario", ["actual", "budget"])
def test_increments_add_up_to_the_year_to_date_of_every_report_and_department(
    city: Loaded, files: Path, scenario: str
) -> None:
    checked = 0
    for (kind, year, quarter, vintage), to_date in printed.year_to_date(files).items():
        if kind != scenario:
            continue
        cells = city.store.snapshot(vintage.isoformat()).cells
        index = {key: at for at, key in enumerate(cells.periods)}
        quarters = [index[printed.month_key(printed.quarter_end(year, each))] for each in range(1, quarter + 1)]
        for name, value in {**to_date, "city": sum(to_date.values(), Decimal(0))}.items():
            series = cells.series("obligations", name, Scenario(scenario))
            assert sum(to_decimal(series.values[at]) for at in quarters) == value, (year, quarter, vintage, name)
            checked += 1
    assert checked > 3_000


def test_negative_increments_are_kept(city: Loaded) -> None:
    cells = city.store.snapshot().cells
    june = list(cells.periods).index("2016-06")
    merged = cells.series("obligations", "streets-sanitation", Scenario.ACTUAL).values[june]
    assert to_decimal(merged) == Decimal(-82_632_940), "Sanitation went into Streets at the end of FY2016"


def test_loading_everything_again_changes_nothing(city: Loaded, files: Path) -> None:
    before = city.store.revision()
    again = load_city(city.folder, files)
    assert again.store.revision() == before
    assert [result.revision for result in again.results] == [None] * 17
    assert all(result.already for result in again.results)
    previews = [result.preview for result in again.results]
    assert sum(preview.new + preview.restated + preview.removed for preview in previews) == 0
    again.store.close()
