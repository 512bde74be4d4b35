"""The path of cash: the fan of the cash page, with another path behind it where there is one."""

from scorecard.charts import cash, outlook


def test_the_path_is_the_fan_and_another_path_stands_behind_it():
    alone, beside = outlook.path(30, 3), outlook.path(30, 3, True)
    assert alone == cash.fan(30, 3)
    assert beside["layer"][1:] == alone["layer"]
    assert beside["layer"][0]["data"] == {"name": outlook.BASE}
    assert beside["layer"][0]["mark"]["strokeDash"]


def test_each_dataset_is_written_where_it_is_first_drawn():
    rows = {
        cash.DAYS: [{"place": 0}],
        cash.LINES: [],
        cash.LIMITS: [],
        cash.MARKS: [],
        outlook.BASE: [{"place": 0, "height": 1.0}],
    }
    filled = cash.filled(outlook.path(1, 1, True), ["Nov 2026"], rows)
    values = [layer["data"].get("values") for layer in filled["layer"]]
    assert values[0] == [{"place": 0, "height": 1.0}]
    assert [{"place": 0}] in values
    assert filled["params"] == [{"name": cash.LABELS, "value": ["Nov 2026"]}]
