"""What a statement leaves out on the screen stands below its group as one sum, so that the group foots."""

from decimal import Decimal as D

from hypothesis import given, settings
from hypothesis import strategies as some

from scorecard.reports.variance_others import with_others
from scorecard.reports.variance_rows import VarianceRow


def line(name, actual, plan, parent="", sign=-1, **more):
    left, right = (None if side is None else D(side) for side in (actual, plan))
    gap = None if left is None or right is None else left - right
    given = {"actual": left, "reference": right, "difference": gap, "impact": None if gap is None else gap * sign,
             "parent": parent, "depth": 1 if parent else 0, "sign": sign}  # fmt: skip
    return VarianceRow(id=name, label=name, **(given | more))


BOOKS = (
    line("revenue", 155, 141, sign=1, shape="group"),
    line("equipment", 80, 90, "revenue", 1),
    line("service", 45, 40, "revenue", 1),
    line("installation", 30, 11, "revenue", 1),
    line("costs", 70, 60, shape="group"),
    line("pay", 40, 40, "costs"),
    line("rent", 30, 20, "costs"),
    line("profit", 85, 81, sign=1, shape="subtotal"),
)


def test_the_lines_left_out_of_a_group_stand_below_it_with_their_sums():
    shown = with_others(BOOKS, ["revenue", "equipment", "costs", "profit"])
    assert [row.label for row in shown] == ["revenue", "equipment", "2 other lines", "costs", "profit"]
    rest = shown[2]
    assert (rest.actual, rest.reference, rest.difference, rest.impact) == (75, 51, 24, 24)
    assert (rest.percent, rest.parent, rest.depth, rest.worth) == (D(24) / 51, "revenue", 1, "")


def test_a_single_line_left_out_stands_there_by_name():
    shown = with_others(BOOKS, ["revenue", "costs", "pay", "profit"])
    assert [row.id for row in shown] == ["revenue", "costs", "pay", "rent", "profit"]


def test_a_line_that_runs_against_its_group_is_taken_off():
    books = (BOOKS[0], BOOKS[1], line("rebates", 20, 9, "revenue"), BOOKS[3])
    rest = with_others(books, ["revenue", "equipment"])[-1]
    assert (rest.actual, rest.reference, rest.difference, rest.impact) == (10, 2, 8, 8)


def test_what_one_of_them_did_not_report_is_no_sum():
    books = (*BOOKS[:2], line("service", None, 40, "revenue", 1), BOOKS[3])
    rest = with_others(books, ["revenue", "equipment"])[-1]
    assert (rest.actual, rest.reference, rest.difference, rest.impact) == (None, 51, None, None)


DEEP = (
    line("all", 100, 0, shape="group"),
    *(row for group in "abc" for row in (
        line(group, 30, 0, "all", shape="group"),
        *(line(f"{group}{n}", 10, 0, group, depth=2) for n in range(3)),
    )),
    line("d", 10, 0, "all"),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(some.sets(some.sampled_from([row.id for row in DEEP])))
def test_whatever_is_left_out_every_opened_group_foots(kept):
    parents = {row.id: row.parent for row in DEEP}
    whole = {name for each in kept for name in (each, parents[each], parents.get(parents[each], "")) if name}
    shown = with_others(DEEP, whole)
    for group in (row for row in shown if row.shape == "group"):
        below = [row.actual for row in shown if row.parent == group.id]
        assert not below or sum(below) == group.actual
