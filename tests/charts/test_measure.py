"""The trend's spec: authored once, without data, the same as the one on file."""

import json
import os
from pathlib import Path

import pytest

from scorecard.charts import measure, theme
from scorecard.domain.vocabulary import Unit

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize("unit", [Unit.PERCENT, Unit.MONEY, Unit.DAYS])
@pytest.mark.parametrize("banded", [True, False], ids=["banded", "bare"])
def test_the_trend_is_the_one_on_file(unit: Unit, banded: bool):
    drawn = json.dumps(measure.trend(unit, banded), indent=1, sort_keys=True) + "\n"
    file = SNAPSHOTS / f"trend-{unit}-{'banded' if banded else 'bare'}.json"
    if os.environ.get("SNAPSHOT_UPDATE"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(drawn, encoding="utf-8")
    assert drawn == file.read_text(encoding="utf-8"), "run once with SNAPSHOT_UPDATE=1 if this change is meant"


def test_the_spec_is_compiled_once_and_names_its_data():
    assert measure.trend(Unit.MONEY) is measure.trend(Unit.MONEY)
    told = json.dumps(measure.trend(Unit.MONEY))
    assert '"name": "main"' in told
    assert '"name": "limits"' in told
    assert "datasets" not in told
    assert '"limits"' not in json.dumps(measure.trend(Unit.MONEY, banded=False))


def test_actual_is_solid_outlook_dashed_red_flag_dotted_last_year_grey_plan_outlined():
    layers = {layer["encoding"]["y"].get("field"): layer["mark"] for layer in measure.trend(Unit.DAYS)["layer"]
              if layer["mark"]["type"] in {"line", "tick"} and "field" in layer["encoding"]["y"]}  # fmt: skip
    assert "strokeDash" not in layers["value"]
    assert layers["outlook"]["strokeDash"] == theme.DASHED
    assert layers["red"]["strokeDash"] == theme.DOTTED
    assert layers["last_year"]["color"] == theme.NEUTRAL.css
    assert layers["plan"]["fillOpacity"] == 0


def test_an_unusual_point_differs_by_shape_and_an_unfinished_one_is_hollow():
    usual, unusual, open_ = (measure.point_marks(*marks) for marks in ((False, False), (False, True), (True, False)))
    assert usual["shape"] != unusual["shape"]
    assert open_["fill"] == theme.PAPER.css
    assert usual["fill"] == usual["stroke"]
