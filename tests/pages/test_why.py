"""The page Why: the sentence on top, the way down in links, states that have nothing to tell."""

from pathlib import Path

import pytest

from tests.pages.conftest import Open
from tests.pages.test_pages import calm, drawn, sentence

pytestmark = pytest.mark.slow


def test_a_difference_is_told_with_its_parts_and_its_postings(open_page: Open, sample: Path):
    app = open_page(sample, "why", of="contractors")
    calm(app)
    told = drawn(app)
    assert sentence(app).startswith("Contractors: ")
    assert "worse than plan" in sentence(app)
    for words in ("Spread over smaller parts", "Together", "The parts add up to"):
        assert words in told
    assert "/why?" in told
    assert "of=cost_of_sales" in told


def test_a_row_leads_deeper_and_a_step_leads_back(open_page: Open, sample: Path):
    told = drawn(open_page(sample, "why", of="contractors", by="vendor"))
    assert "where=vendor%3AMoorland+Technicians" in told
    inside = open_page(sample, "why", of="contractors", where="vendor:Moorland Technicians")
    assert "Plan is not kept by vendor, so it is compared with last year." in drawn(inside)
    assert "Moorland Technicians" in sentence(inside)


def test_postings_are_read_once_the_link_asks_for_them(open_page: Open, sample: Path):
    """They cost as much as the rest of the page; where nothing finer is left to look into they are there at once."""
    door = 'class="sc-more sc-door" aria-expanded='
    closed = drawn(open_page(sample, "why", of="contractors"))
    assert f'rows=12" {door}"false"' in closed
    assert "postings of" not in closed
    opened = drawn(open_page(sample, "why", of="contractors", rows="12"))
    assert f'{door}"true"' in opened
    assert "exactly the figure above" in opened
    finest = drawn(open_page(sample, "why", of="interest"))
    assert 'class="sc-more sc-door"' not in finest
    assert "exactly the figure above" in finest


def test_a_link_that_says_nonsense_is_answered_calmly(open_page: Open, sample: Path):
    app = open_page(sample, "why", of="contractors", where="colour:red", by="nothing", rows="-3")
    calm(app)
    assert "is no part of the figures" in app.warning[0].value.replace("\\", "")
    calm(open_page(sample, "why", of="no_such_thing"))


@pytest.mark.parametrize(
    ("of", "said"),
    [
        ("cash_conversion_cycle", "not separable"),
        ("revenue_growth", "not separable"),
        ("quotes_won", "not reported in Oct 2026, 2 of 3 sources reported"),
        ("engagement", "not reported in Oct 2026, no figures yet"),
    ],
)
def test_what_cannot_be_told_apart_or_is_not_reported_says_so(open_page: Open, sample: Path, of: str, said: str):
    app = open_page(sample, "why", of=of)
    calm(app)
    assert said in sentence(app)
    assert "Spread over smaller parts" not in drawn(app)


def test_a_share_is_told_apart_in_its_own_points(open_page: Open, sample: Path):
    app = open_page(sample, "why", of="gross_margin")
    calm(app)
    assert "points below plan" in sentence(app)
    assert "Spread over smaller parts" in drawn(app)


def test_names_that_would_be_markup_stay_text(open_page: Open, hostile: Path):
    app = open_page(hostile, "why", of="a0", where="vendor:<img src=x onerror=hurt>|cost_centre:<script>")
    calm(app)
    assert "<script" not in drawn(app)
    assert "<img" not in drawn(app)


def test_another_subject_is_looked_into_as_a_whole(open_page: Open, sample: Path):
    """A vendor of the contractors is no part of the sales."""
    app = open_page(sample, "why", of="contractors", where="vendor:Moorland Technicians", by="site")
    next(each for each in app.selectbox if each.label == "Looked into").select("revenue").run()
    calm(app)
    assert app.query_params["of"] == "revenue"
    assert "where" not in app.query_params
    assert "by" not in app.query_params
    assert "Moorland" not in sentence(app)
