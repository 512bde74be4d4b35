"""The trend's spec: authored once, without data, the same as the one on file."""

import json
import os
from pathlib import Path

import pytest

from scorecard.charts import measure, theme
from scorecard.domain.vocabulary import Unit

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize("unit", [Unit.PERCENT, Unit.MONEY, Unit.DAYS])
@pytest.mark.parametrize("ranged", [True, False], ids=["banded", "bare"])
def test_the_trend_is_the_one_on_file(unit: Unit, ranged: bool):
    drawn = json.dumps(measure.trend(unit, 25, ranged, planned=ranged), indent=1, sort_keys=True) + "\n"
    file = SNAPSHOTS / f"trend-{unit}-{'banded' if ranged else 'bare'}.json"
    if os.environ.get("SNAPSHOT_UPDATE"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(drawn, encoding="utf-8")
    assert drawn == file.read_text(encoding="utf-8"), "run once with SNAPSHOT_UPDATE=1 if this change is meant"


def test_the_spec_is_compiled_once_and_names_its_data():
    assert measure.trend(Unit.MONEY, 25) is measure.trend(Unit.MONEY, 25)
    named = [layer["data"] for layer in measure.trend(Unit.MONEY, 25)["layer"]]
    assert named == [{"name": name} for name in ("ranges", "lines", "main", "main", "main")]
    bare = [layer["data"]["name"] for layer in measure.trend(Unit.MONEY, 25, ranged=False, planned=False)["layer"]]
    assert bare == ["lines", "main", "main"]


def test_rows_and_labels_are_written_into_a_copy_of_the_spec():
    spec = measure.trend(Unit.DAYS, 2)
    before = json.dumps(spec)
    corners = [{"name": "value", "part": 0, "place": 0, "height": 5.0}]
    periods = [{"place": 0, "value": 5.0}]
    filled = measure.filled(spec, ["Jan", "Feb"], {measure.MAIN: periods, measure.LINES: corners, measure.RANGES: []})
    assert [layer["data"].get("values") for layer in filled["layer"]] == [[], corners, periods, None, None]
    assert filled["params"] == [{"name": "labels", "value": ["Jan", "Feb"]}]
    assert json.dumps(spec) == before


@pytest.mark.parametrize(
    ("periods", "labelled"), [(1, [0]), (13, [*range(13)]), (17, [*range(0, 17, 2)]), (24, [*range(1, 24, 2)])]
)
def test_of_many_periods_every_other_one_is_labelled_and_always_the_last(periods: int, labelled: list[int]):
    assert lines(measure.trend(Unit.DAYS, periods))["encoding"]["x"]["axis"]["values"] == labelled


def lines(spec: measure.Spec) -> measure.Spec:
    return next(layer for layer in spec["layer"] if layer["mark"]["type"] == "line")


def test_actual_is_solid_outlook_dashed_red_flag_dotted_last_year_grey_plan_outlined():
    spec = measure.trend(Unit.DAYS, 25)
    told = lines(spec)["encoding"]["strokeDash"]["scale"]
    dashes = dict(zip(told["domain"], told["range"], strict=True))
    assert (dashes["value"], dashes["outlook"], dashes["red"]) == (theme.SOLID, theme.DASHED, theme.DOTTED)
    assert measure.line_marks("last_year")["stroke"] == theme.NEUTRAL.css
    assert [layer["mark"]["fillOpacity"] for layer in spec["layer"] if layer["mark"]["type"] == "tick"] == [0]


def test_the_measure_itself_is_drawn_last_and_widest():
    widths = {name: measure.line_marks(name)["width"] for name in measure.DRAWN}
    assert max(widths, key=widths.__getitem__) == measure.DRAWN[-1] == "value"


def test_an_unusual_point_differs_by_shape_and_an_unfinished_one_is_hollow():
    usual, unusual, open_ = (measure.point_marks(*marks) for marks in ((False, False), (False, True), (True, False)))
    assert usual["shape"] != unusual["shape"]
    assert open_["fill"] == theme.PAPER.css
    assert usual["fill"] == usual["stroke"]
