"""What changed it: the sentence, the bars, what the link decides, and what is said where nothing can be told."""

import re
from pathlib import Path

import pytest

from tests.pages.conftest import Open
from tests.pages.test_pages import calm, drawn, sentence

pytestmark = pytest.mark.slow


def test_the_sentence_comes_first_then_the_bars_and_their_numbers(open_page: Open, sample: Path):
    app = open_page(sample, "bridge", of="revenue", view="ytd")
    calm(app)
    assert sentence(app).startswith("Revenue: 536 k above plan from the start of the year to Oct 2026, better: price +")
    assert len(app.get("vega_lite_chart")) == 1
    told = drawn(app)
    assert 'aria-label="Kind of bridge"' in told
    assert "43,767,500.00 EUR" in told
    assert "44,303,506.71 EUR" in told
    assert app.selectbox(key="bridge chooser 0").value == "revenue"


def test_the_link_decides_the_line_and_the_kind(open_page: Open, sample: Path):
    app = open_page(sample, "bridge", of="contractors", bridge="places", view="ytd")
    calm(app)
    assert sentence(app).startswith("Contractors: ")
    assert re.search(r'bridge=places"[^>]*aria-current="true"', drawn(app))
    assert "Ostermoor" in drawn(app)


def test_why_leads_to_the_steps_of_the_same_line_and_a_part_of_it_has_none(open_page: Open, sample: Path):
    link = re.compile(r'href="[^"]*bridge\?[^"]*of=contractors[^"]*">What changed it<')
    assert link.search(drawn(open_page(sample, "why", of="contractors", view="ytd")))
    assert not link.search(drawn(open_page(sample, "why", of="contractors", where="vendor:Moorland Technicians")))


def test_a_step_of_one_line_leads_to_its_why(open_page: Open, sample: Path):
    told = drawn(open_page(sample, "bridge", of="operating_profit", bridge="flex", view="ytd"))
    assert re.search(r'href="[^"]*why\?[^"]*of=revenue_installation[^"]*">Income without quantities<', told)
    assert ">Cost of the volume<" in told
    assert not re.search(r'href="[^"]*">Cost of the volume<', told)
    assert "Shown amounts are rounded one by one" in told


def test_a_ratio_is_told_in_points(open_page: Open, sample: Path):
    app = open_page(sample, "bridge", of="gross_margin")
    calm(app)
    assert "points" in sentence(app)
    assert "points" in drawn(app)


def test_what_is_not_separable_says_why(open_page: Open, sample: Path):
    app = open_page(sample, "bridge", of="on_time_visits")
    calm(app)
    assert "one number without parts" in sentence(app)
    assert not app.get("vega_lite_chart")
    assert "compare=last_year" in drawn(app)


def test_an_unknown_line_is_one_calm_sentence(open_page: Open, sample: Path):
    app = open_page(sample, "bridge", of="<b>nonsense</b>")
    assert not app.exception
    assert "nonsense" in app.warning[0].value
    assert "<b>" not in drawn(app).replace("<b class", "")


def test_an_empty_store_is_told(open_page: Open, tmp_path: Path):
    app = open_page(tmp_path, "bridge")
    calm(app)
    assert app.title


def test_hostile_names_are_drawn_as_text(open_page: Open, hostile: Path):
    app = open_page(hostile, "bridge")
    assert not app.exception
    assert sentence(app).startswith("<script>")
    assert not re.search(r"<(script|img|iframe|svg|object|form|input|b onclick)", drawn(app))


def test_accounts_and_measures_can_be_chosen(open_page: Open, sample: Path):
    assert len(open_page(sample, "bridge").selectbox(key="bridge chooser 0").options) > 80


@pytest.mark.parametrize(
    ("name", "view"),
    [("cash", "period"), ("dso", "qtd"), ("cash_conversion_cycle", "ytd"), ("customer_lifetime_value", "r12"),
     ("depreciation", "period"), ("nps", "qtd")],
)  # fmt: skip
def test_a_figure_of_any_kind_is_drawn_without_a_fault(open_page: Open, sample: Path, name: str, view: str):
    app = open_page(sample, "bridge", of=name, view=view, compare="last_year")
    calm(app)
    assert len(app.get("vega_lite_chart")) == 1
