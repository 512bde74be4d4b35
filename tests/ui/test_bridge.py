"""A bridge as bars and as a table: spans that hang from one another, words beside colours, names never as markup."""

from decimal import Decimal as D

import pytest

from scorecard.charts import bridge as charts
from scorecard.domain.bridge import Bridge, Step
from scorecard.domain.vocabulary import Unit
from scorecard.reports.bridge import Told
from scorecard.ui import bridge, show


def told(start: str, *amounts: str, sign: int = 1, unit: Unit = Unit.MONEY) -> Told:
    steps = tuple(Step(f"step {at}", D(amount), "a note") for at, amount in enumerate(amounts))
    made = Bridge("x", D(start), steps, D(start) + sum(map(D, amounts)), unit, sign)
    return Told("lines", "Line by line", "The sentence.", made, ("To know.",), 1 if unit is Unit.PERCENT else None)


def rows(answer: Told) -> list[dict]:
    return bridge.table(answer, "EUR").to_pylist()


def test_every_bar_begins_where_the_one_before_ended():
    found = rows(told("100", "30", "-50"))
    assert [row["after"] for row in found] == [100, 130, 80, 80]
    assert [(row["lower"], row["upper"]) for row in found] == [(0, 100), (100, 130), (80, 130), (0, 80)]
    assert [row["place"] for row in found] == [0, 1, 2, 3]
    assert [row["next"] for row in found] == [1, 2, 3, 3]
    assert all(row["top"] < row["head"] < row["place"] < row["base"] < row["foot"] for row in found)


def test_a_word_says_what_the_colour_says():
    found = rows(told("100", "30", "-50", sign=-1))
    assert [row["label"] for row in found] == ["100 EUR", "+30 worse", "−50 better", "80 EUR"]
    assert [row["fill"] for row in found] == [
        charts.marks(way, is_total=total)["fill"] for way, total in ((0, True), (-1, False), (1, False), (0, True))
    ]
    assert [row["label"] for row in rows(told("100", "30", sign=0))][1] == "+30"


def test_a_tooltip_tells_the_step_its_amount_where_it_leads_and_what_is_in_it():
    assert [rows(told("100", "30"))[1][name] for name in charts.TOLD] == ["step 0", "+30", "130 EUR", "a note"]


@pytest.mark.parametrize(
    ("start", "amounts", "left", "edge"),
    [
        ("100", ("30", "-50"), 0, 130),
        ("1000", ("30", "-50"), 955, 1030),
        ("-1000", ("30", "-50"), -1020, -945),
        ("-100", ("30", "-50"), -120, 0),
        ("10", ("-30",), -20, 10),
        ("0", (), 0, 0),
    ],
)
def test_the_scale_takes_in_zero_unless_the_steps_would_vanish(start, amounts, left, edge):
    found = bridge.scale(told(start, *amounts).bridge)
    assert found[:2] == (left, edge)
    assert found[2] > edge


def test_totals_end_at_the_edge_of_a_cut_scale_and_a_sentence_says_so():
    cut, whole = told("1000", "30", "-50"), told("100", "30", "-50")
    assert (rows(cut)[0]["lower"], rows(cut)[0]["upper"]) == (955, 1000)
    below = rows(told("-1000", "30", "-50"))
    assert (below[0]["lower"], below[0]["upper"]) == (-1000, -945)
    assert bridge._said(cut) == ["To know.", "The scale does not begin at zero, so that the steps can be seen."]
    assert bridge._said(whole) == ["To know."]


def test_no_change_at_all_has_a_scale_to_be_drawn_on():
    found = rows(told("5"))
    assert len(found) == 2
    assert found[0]["left"] < found[0]["upper"] < found[0]["right"]


def test_the_table_has_every_number_in_full_and_it_foots():
    answer = told("43767500", "187312.60", "-9025.24")
    found = bridge.numbers(answer.bridge, "EUR")
    assert found == [
        ("Plan", "43,767,500.00 EUR", "", ""),
        ("step 0", "+187,312.60", "better", "a note"),
        ("step 1", "−9,025.24", "worse", "a note"),
        ("Actual", "43,945,787.36 EUR", "", ""),
    ]


def test_names_of_steps_stay_text():
    step = Step("<img src=x>", D(5), "<script>", of="a")
    lines = bridge.numbers(Bridge("x", D(1), (step,), D(6)), "EUR", lambda _step: "/why?of=a")
    drawn = show.table(("Step", "Amount", "", "What is in it"), lines, "Lines")
    assert '<a class="sc-go" href="/why?of=a">&lt;img src=x&gt;</a>' in drawn
    assert "&lt;script&gt;" in drawn
    assert "<script" not in drawn


def test_a_ratio_is_told_in_percent_and_its_steps_in_points_with_decimals_that_foot():
    answer = told("0.405125", "-0.0052", unit=Unit.PERCENT)
    assert [row[1] for row in bridge.numbers(answer.bridge, "EUR")] == ["40.5125 %", "−0.5200 points", "39.9925 %"]


def test_ticks_and_whole_counts_have_the_decimals_they_need():
    assert [row[1] for row in bridge.numbers(told("1.5", "0.0001").bridge, "")] == ["1.5000", "+0.0001", "1.5001"]
    assert [row[1] for row in bridge.numbers(told("12", "3", unit=Unit.COUNT).bridge, "")] == ["12", "+3", "15"]
