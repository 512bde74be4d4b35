"""The fan's spec: authored once without data, ranges below the lines, limits and the low point named on paper."""

import json

from scorecard.charts import cash, theme

SPEC = cash.fan(40, 14)


def marks(kind: str) -> list[dict]:
    return [layer for layer in SPEC["layer"] if layer["mark"]["type"] == kind]


def test_the_spec_is_compiled_once_and_names_its_data():
    assert cash.fan(40, 14) is SPEC
    told = json.dumps(SPEC)
    assert [told.count(f'"name": "{name}"') for name in (cash.LINES, cash.LIMITS)] == [1, 3]
    assert "datasets" not in told
    assert "$schema" not in told
    assert "http" not in told


def test_the_wider_range_lies_below_the_narrower_one_and_both_below_the_lines():
    areas = [layer["encoding"]["y"]["field"] for layer in marks("area")]
    assert areas == ["lo95", "lo80"]
    kinds = [layer["mark"]["type"] for layer in SPEC["layer"]]
    assert kinds[:3] == ["area", "area", "line"]
    assert kinds[-1] == "rect", "what is pointed at lies on top"


def test_what_happened_is_solid_and_what_is_expected_dashed():
    (line,) = marks("line")
    scale = line["encoding"]["strokeDash"]["scale"]
    told = dict(zip(scale["domain"], scale["range"], strict=True))
    assert told == {"was": theme.SOLID, "came": theme.SOLID, "expected": theme.DASHED}


def test_labels_stand_at_every_second_week_and_the_last_day_is_one_of_them():
    (line,) = marks("line")
    assert line["encoding"]["x"]["axis"]["values"] == [11, 25, 39]


def test_names_have_paper_behind_them_so_that_lines_do_not_strike_them_out():
    texts = [layer["mark"] for layer in marks("text")]
    assert [mark.get("stroke") == theme.PAPER.css for mark in texts] == [True, False, True, False]


def test_a_limits_name_stands_at_the_end_that_lines_keep_away_from():
    """Ten places, the first half at 7.4, the others at 11.6; near is a tenth of the 5 from 7 to 12."""
    lines = [{"name": "was", "place": at, "height": 7.4} for at in range(5)]
    lines += [{"name": "expected", "place": at, "height": 11.6} for at in range(5, 10)]
    floor, covenant = cash.limits([(7.0, "Floor"), (12.0, "Agreed")], lines, 10)
    assert (floor["align"], floor["at"], floor["since"], floor["till"]) == ("right", 9.5, -0.5, 9.5)
    assert (covenant["align"], covenant["at"]) == ("left", -0.5)
    both = cash.limits([(7.0, "Floor, 7 M; Agreed, with the bank, 6 M")], lines, 10)
    assert both[0]["amount"] == "7 M; 6 M", "what a narrow screen has in place of names"
    assert cash.limits([(7.0, "Floor")], [], 10)[0]["align"] == "left"


def test_marks_are_silent_since_the_chart_has_its_sentence():
    assert all(layer["mark"]["aria"] is False for layer in SPEC["layer"])


def test_the_low_point_is_a_diamond_that_turns_orange_below_a_limit():
    safe, tight, event = cash.mark(True), cash.mark(True, is_tight=True), cash.mark(False)
    assert (safe["shape"], event["shape"]) == ("diamond", "circle")
    assert (safe["fill"], tight["fill"]) == (theme.INK.css, theme.WORSE.css)
    assert event["fill"] == theme.PAPER.css


def test_the_low_points_name_stands_above_it_where_a_limit_would_strike_it_out():
    """Fifteen hundredths of the 10 from 2 to 12 are 1.5: a limit from 7.2 down to above 5.7 is too close below it."""
    heights = [2.0, 12.0]
    assert cash.is_struck(7.2, [7.0], heights)
    assert not cash.is_struck(7.2, [5.5], heights)
    assert not cash.is_struck(7.2, [7.4], heights), "what lies above it strikes nothing below"
    behind, name = (layer["mark"] for layer in marks("text")[2:])
    assert behind["baseline"] == name["baseline"] == {"expr": "datum.above ? 'bottom' : 'top'"}
    assert name["dy"] == {"expr": "datum.above ? (width < 500 ? -27 : -10) : 10"}


def test_rows_are_written_where_they_are_first_drawn():
    days = [{"place": 0, "lo80": 1.0}]
    drawn = cash.filled(SPEC, ["1 Nov"], {cash.DAYS: days, cash.LIMITS: [{"height": 5.0}]})
    assert drawn["layer"][0]["data"] == {"name": "days", "values": days}
    assert "values" not in drawn["layer"][1]["data"]
    assert drawn["params"] == [{"name": "labels", "value": ["1 Nov"]}]
