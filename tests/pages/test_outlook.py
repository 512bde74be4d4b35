"""Outlook: the sentence on top, its parts, levers that stand in the link, and what is said where there is none."""

import re
from pathlib import Path

import pytest

from tests.pages.conftest import Open
from tests.pages.test_pages import calm, drawn, sentence

pytestmark = pytest.mark.slow


def test_the_sentence_comes_first_then_the_path_and_the_steps(open_page: Open, sample: Path):
    app = open_page(sample, "outlook")
    calm(app)
    told = r"Cash at month end (stays above|falls to) .* ends Apr 2028 at .* EUR; "
    told += r"by day it falls to .* on \d+ (Nov|Dec|Jan) 202\d; profit brings .*, "
    said = told + r"one day of customers paying sooner is worth .*\."
    assert re.fullmatch(said.replace(" ", "[ \N{NO-BREAK SPACE}]"), sentence(app))
    assert len(app.get("vega_lite_chart")) == 2
    assert "From profit to cash" in drawn(app)
    assert not app.number_input, "levers have a part of their own until one is moved"


def test_levers_stand_below_the_path_in_a_part_of_their_own(open_page: Open, sample: Path):
    app = open_page(sample, "outlook", see="move")
    calm(app)
    assert len(app.get("vega_lite_chart")) == 1
    assert [each.label for each in app.number_input][:3] == ["Prices, %", "Volume sold, %", "Customers pay later, days"]
    assert "Move a number to see what it does to cash" in drawn(app)


def test_a_lever_is_written_into_the_link_and_the_answer_follows(open_page: Open, sample: Path):
    app = open_page(sample, "outlook", see="move")
    app.number_input(key="lever customers 0").set_value(-5).run()
    calm(app)
    assert app.query_params["customers"] == "-5"
    assert sentence(app).startswith("With what is moved here, cash ")
    assert re.search(r'href="[^"]*outlook[^"]*"[^>]*>Back to the forecast<', drawn(app))
    assert not re.search(r'href="[^"]*customers=-5[^"]*"[^>]*>Back to the forecast<', drawn(app))
    app.number_input(key="lever customers 0").set_value(0).run()
    assert "customers" not in app.query_params


def test_people_begin_in_a_month_and_cost_something_each(open_page: Open, sample: Path):
    app = open_page(sample, "outlook", people="3", start="2027-04", pay="6000")
    calm(app)
    assert app.selectbox(key="lever start 0").value == "2027-04"
    assert app.number_input(key="lever pay 0").value == 6000
    told = drawn(app).replace("\N{NO-BREAK SPACE}", " ")
    assert re.search("−18[45] k", told), "13 months of 18,000, less a quarter of eleven of them as tax paid by then"


@pytest.mark.parametrize(
    ("see", "shown"),
    [
        ("months", "Cash at the start and all steps come to cash at the end exactly"),
        ("days", "The price of a day, by place"),
        ("lines", "stands are booked a year ahead"),
        ("bank", "Through the bank is money in less money out."),
    ],
)
def test_each_part_stands_in_the_link(open_page: Open, sample: Path, see: str, shown: str):
    app = open_page(sample, "outlook", see=see)
    calm(app)
    assert shown in drawn(app)
    assert re.search(rf'see={see}"[^>]*aria-current="true"', drawn(app))


def test_the_link_decides_how_far_and_which_outlook(open_page: Open, sample: Path):
    app = open_page(sample, "outlook", months="12", made="2026-04-30")
    calm(app)
    assert "ends Apr 2027" in sentence(app).replace("\N{NO-BREAK SPACE}", " ")
    assert app.selectbox(key="outlook chooser 0").value == "2026-04-30"


@pytest.mark.parametrize(
    "link", [{"see": "<b>", "months": "1e9"}, {"made": "never", "customers": "<script>"}, {"pay": "-1"}]
)
def test_what_the_link_cannot_mean_is_left_out(open_page: Open, sample: Path, link: dict[str, str]):
    app = open_page(sample, "outlook", **link)
    calm(app)
    assert sentence(app).startswith("Cash ")


def test_a_place_is_told_that_the_outlook_is_the_whole_companys(open_page: Open, sample: Path):
    app = open_page(sample, "outlook", entity="velanda")
    calm(app)
    assert sentence(app) == "The outlook is made for the whole company; Velanda has none of its own."
    assert "See the outlook of the whole company" in drawn(app)
    assert "Days until customers pay" in drawn(app)


def test_a_workspace_that_says_nothing_of_cash_is_told_so(open_page: Open, hostile: Path):
    app = open_page(hostile, "outlook")
    calm(app)
    assert "needs a section “cash”" in sentence(app)
