"""The waterfall's spec: authored once without data; better, worse and neither differ by more than colour."""

import json
import re

from scorecard.charts import bridge, theme


def test_the_spec_is_compiled_once_and_names_its_data():
    assert bridge.waterfall(5) is bridge.waterfall(5)
    told = json.dumps(bridge.waterfall(5))
    assert told.count('"name": "bars"') == 5
    assert "datasets" not in told
    assert "$schema" not in told
    assert "http" not in told


def test_every_bar_has_its_row_and_its_name():
    spec = bridge.waterfall(7)
    assert spec["height"] == 7 * bridge.ROW
    axes = [layer["encoding"]["y"].get("axis") for layer in spec["layer"]]
    named = [axis for axis in axes if axis]
    assert len(named) == 1
    assert named[0]["values"] == list(range(7))
    assert named[0]["labelExpr"] == (
        "width < 500 ? split(names[datum.value], '\\n') : replace(names[datum.value], /\\n/g, ' ')"
    )


def test_on_a_narrow_screen_an_amount_has_two_lines_and_nothing_is_cut():
    """The pattern is read by the chart as it is here: a letter for thousands stays with its number."""
    (label,) = (layer["mark"] for layer in bridge.waterfall(3)["layer"] if layer["mark"]["type"] == "text")
    assert bridge.LAST_WORD in label["text"]["expr"]
    assert label["text"]["expr"].endswith(": datum.label")
    assert label["dy"]["expr"].endswith(f"? {-label['lineHeight'] / 2} : 0")
    assert 2 * label["lineHeight"] < bridge.ROW
    pattern = bridge.LAST_WORD.strip("/")
    for text, lines in (
        ("+536 k better", ["+536 k", "better"]), ("4.83 M EUR", ["4.83 M", "EUR"]), ("+191 k", ["+191 k"]),
        ("−1.1 points worse", ["−1.1 points", "worse"]), ("40.7 %", ["40.7 %"]),
    ):  # fmt: skip
        assert re.split(pattern, text) == lines


def test_no_layer_refuses_the_axis_of_names():
    """An axis refused on one layer would be refused for all that share it."""
    assert all("axis" not in layer["encoding"]["y"] or layer["encoding"]["y"]["axis"]
               for layer in bridge.waterfall(3)["layer"])  # fmt: skip


def test_marks_are_silent_since_the_chart_has_its_sentence():
    assert all(layer["mark"]["aria"] is False for layer in bridge.waterfall(3)["layer"])


def test_better_is_filled_worse_is_light_with_an_edge_and_a_total_is_neither():
    better, worse, neither = (bridge.marks(way) for way in (1, -1, 0))
    assert better["fill"] == better["stroke"] == theme.BETTER.css
    assert (worse["fill"], worse["stroke"]) == (theme.WORSE_SOFT.css, theme.WORSE.css)
    assert neither["fill"] not in (better["fill"], worse["fill"])
    assert bridge.marks(1, is_total=True) == bridge.marks(-1, is_total=True)
    assert bridge.marks(0, is_total=True)["fill"] == theme.NEUTRAL.css


def test_texts_on_the_chart_can_be_read():
    for ground, ink in ((theme.PAPER, theme.BETTER_TEXT), (theme.PAPER, theme.WORSE_TEXT), (theme.PAPER, theme.INK)):
        assert theme.contrast(ground.light, ink.light) >= 4.5
        assert theme.contrast(ground.dark, ink.dark) >= 4.5
