"""The page Plan & actual: the sentence on top, the link decides statement, window and how many lines."""

import re
from pathlib import Path

import pytest

from tests.pages.conftest import Open
from tests.pages.test_pages import calm, drawn, sentence

pytestmark = pytest.mark.slow


def names(told: str) -> list[str]:
    return re.findall(r'<th scope="row".*?<a class="sc-go"[^>]*>(.*?)</a>', told)


def test_the_statement_says_its_answer_and_proves_that_it_adds_up(open_page: Open, sample: Path):
    app = open_page(sample, "variance", view="ytd")
    calm(app)
    assert sentence(app).startswith("Operating profit is ")
    told = drawn(app)
    assert "Lines add up to operating profit: " in told
    assert {"Revenue", "Contractors", "Operating profit", "Net profit"} <= set(names(told))
    assert re.search(r"Better lines <b>[\d,.]+</b>", told)
    assert "sc-of-subtotal" in told


def test_each_line_leads_to_what_explains_it_in_the_same_scope(open_page: Open, sample: Path):
    told = drawn(open_page(sample, "variance", view="ytd", entity="ostermoor"))
    address = re.search(r'href="(/why\?[^"]*of=contractors[^"]*)"', told)
    assert address
    assert "entity=ostermoor" in address[1]
    assert "view=ytd" in address[1]


def test_what_main_lines_leave_out_leads_to_all_lines_and_nobody_is_given_it(open_page: Open, sample: Path):
    told = drawn(open_page(sample, "variance", view="ytd"))
    rest = re.search(r'<tr class="sc-of-others">(.*?)</tr>', told, re.DOTALL)
    assert rest
    assert re.search(r'href="/variance\?[^"]*level=all[^"]*">\d+ other lines<', rest[1])
    assert "/work?" not in rest[1]
    for link in ({"level": "all"}, {"only": "material"}):
        assert "sc-of-others" not in drawn(open_page(sample, "variance", view="ytd", **link))


def test_the_whole_year_asks_about_lines_whose_outlook_is_far_from_recent_months(open_page: Open, sample: Path):
    year, month = (drawn(open_page(sample, "variance", full_year=each)) for each in ("1", ""))
    (told,) = re.findall(r'<p class="sc-note sc-unlike">(.*?)</p>', year)
    assert told.startswith("For Pay, technicians the outlook leaves ")
    assert "sc-unlike" not in month


@pytest.mark.parametrize(("link", "fewer"), [({"level": "totals"}, True), ({"level": "all"}, False)])
def test_the_link_decides_how_many_lines(open_page: Open, sample: Path, link: dict[str, str], fewer: bool):
    usual = names(drawn(open_page(sample, "variance", view="ytd")))
    told = names(drawn(open_page(sample, "variance", view="ytd", **link)))
    assert (len(told) < len(usual)) is fewer
    assert {"Revenue", "Operating profit"} <= set(told)


def test_only_what_is_worth_a_look_leaves_the_rest_out(open_page: Open, sample: Path):
    told = drawn(open_page(sample, "variance", view="ytd", only="material"))
    lines = re.findall(r'<tr class="([^"]*)"', told)
    assert lines
    assert all("sc-worth" in line or "sc-of-subtotal" in line for line in lines)
    assert "Interest" not in names(told)


def test_the_whole_year_is_the_outlook(open_page: Open, sample: Path):
    app = open_page(sample, "variance", full_year="1")
    calm(app)
    assert "for the whole of 20" in sentence(app)
    assert "and the newest forecast that was loaded from" in drawn(app)


def test_no_line_of_the_whole_year_leads_to_the_numbers_of_another_window(open_page: Open, sample: Path):
    """Why and Work know the window of the scope only; the steps to the year's outlook are the whole year's."""
    usual, year = (drawn(open_page(sample, "variance", **link)) for link in ({}, {"full_year": "1"}))
    table = re.search(r"<table.*</table>", year, re.DOTALL)
    assert table
    assert "/why?" not in table[0]
    assert "/work?" not in table[0]
    assert re.search(r'href="/bridge\?[^"]*of=contractors[^"]*bridge=outlook', table[0])
    assert "of=contractors" in usual
    assert "/why?" in usual
    assert "/work?" in usual


def test_a_statement_by_places_leads_into_the_places(open_page: Open, sample: Path):
    told = drawn(open_page(sample, "variance", statement="places"))
    assert {"Tarnwick Works", "Ostermoor", "Velanda"} <= set(names(told))
    assert re.search(r'href="/variance\?[^"]*entity=velanda', told)


def test_limits_are_marked_in_words_and_by_shape(open_page: Open, sample: Path):
    told = drawn(open_page(sample, "variance", view="ytd"))
    assert "limit reached" in told
    assert "within the limit" in told
    assert 'class="sc-shape sc-is-off-track"' in told


@pytest.mark.parametrize("link", [{"statement": "x<b>"}, {"level": "../"}, {"only": "?"}, {"full_year": "yes"}])
def test_a_link_nobody_wrote_shows_the_usual_statement(open_page: Open, sample: Path, link: dict[str, str]):
    app = open_page(sample, "variance", **link)
    calm(app)
    assert sentence(app).startswith("Operating profit is ")
    assert "x<b>" not in drawn(app)


def test_names_of_accounts_stay_text(open_page: Open, hostile: Path):
    app = open_page(hostile, "variance", level="all")
    calm(app)
    told = drawn(app)
    assert "<script" not in told
    assert "<img" not in told
    assert "&lt;script&gt;" in told
