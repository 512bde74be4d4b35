"""Each page: the sentence on top, the link decides what is shown, nothing breaks when there is nothing."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from scorecard.domain.access import Actor
from scorecard.ui import person
from tests.pages.conftest import Open

pytestmark = pytest.mark.slow

PAGES = ("scorecard", "since", "measure", "data", "help")


def sentence(app: AppTest) -> str:
    return re.sub(r"\\(.)", r"\1", app.title[0].value).replace("\N{NO-BREAK SPACE}", " ")


def drawn(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def calm(app: AppTest) -> None:
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("page", PAGES)
def test_the_answer_is_one_sentence_on_top(open_page: Open, sample: Path, page: str):
    app = open_page(sample, page)
    calm(app)
    assert len(app.title) == 1
    assert sentence(app).endswith(".")
    kinds = [child.type for child in app.main if child.type in {"title", "subheader", "vega_lite_chart"}]
    assert kinds[0] == "title"


def test_how_far_the_books_are_closed_stands_over_freshness(open_page: Open, sample: Path):
    said = [text.value for text in open_page(sample, "data").text]
    assert "The books are closed up to Jul 2026, and for now up to Oct 2026." in said


def test_the_scorecard_has_a_card_for_every_measure(open_page: Open, sample: Path):
    app = open_page(sample, "scorecard")
    told = drawn(app)
    assert " measures are on track" in sentence(app)
    assert told.count('class="sc-card sc-go') >= 25
    for word in ("Off track", "Watch", "On track", "Not reported"):
        assert word in told


def test_the_link_decides_place_period_and_window(open_page: Open, sample: Path):
    usual = sentence(open_page(sample, "scorecard"))
    assert sentence(open_page(sample, "scorecard", view="ytd")) != usual
    assert "view=ytd" in drawn(open_page(sample, "scorecard", view="ytd"))


def test_the_link_decides_the_measure(open_page: Open, sample: Path):
    assert sentence(open_page(sample, "measure", measure="cash")).startswith("Cash")


def test_a_measure_nobody_knows_is_said_and_the_weakest_is_shown(open_page: Open, sample: Path):
    app = open_page(sample, "measure", measure="<b>nonsense</b>")
    calm(app)
    assert "nonsense" in app.warning[0].value
    assert app.query_params["measure"]


def test_a_measure_shows_trend_places_meaning_and_formula(open_page: Open, sample: Path):
    app = open_page(sample, "measure", measure="revenue")
    assert len(app.get("vega_lite_chart")) == 1
    told = drawn(app)
    assert re.findall("<h2>(.*?)</h2>", told) == ["Place by place", "What it means", "How it is worked out"]
    assert "sc-place sc-is-" in told
    assert "<summary>Target history</summary>" in told


def test_the_source_is_asked_for_by_the_link_and_closed_by_it(open_page: Open, sample: Path):
    closed, opened = (
        drawn(open_page(sample, "measure", measure="revenue", **more)) for more in ({}, {"show": "source"})
    )
    assert "Restated figures" not in closed
    assert "Restated figures" in opened
    assert 'show=source" class="sc-more sc-door" aria-expanded="false"' in closed
    assert 'measure=revenue" class="sc-more sc-door" aria-expanded="true"' in opened


@pytest.mark.slow
def test_every_measure_in_every_window_is_drawn_without_a_fault(open_page: Open, sample: Path):
    names = re.findall(r"/measure\?measure=(\w+)", drawn(open_page(sample, "scorecard")))
    for place, name in enumerate(dict.fromkeys(names)):
        calm(open_page(sample, "measure", measure=name, view=("period", "qtd", "ytd", "r12")[place % 4]))


def test_words_are_searched_in_the_help(open_page: Open, sample: Path):
    app = open_page(sample, "help", about="red flag")
    calm(app)
    assert "red flag" in sentence(app)
    assert "sc-hits" in drawn(app)


def test_an_empty_store_is_told_and_nothing_breaks(open_page: Open, tmp_path: Path):
    for page in PAGES:
        app = open_page(tmp_path, page)
        calm(app)
        assert app.title


@pytest.mark.parametrize("page", PAGES)
def test_hostile_names_are_drawn_as_text(open_page: Open, hostile: Path, page: str):
    app = open_page(hostile, page)
    calm(app)
    told = drawn(app).replace("<style>", "")
    assert not re.search(r"<(script|img|iframe|svg|object|form|input|b onclick)", told)
    assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', told))


@pytest.mark.parametrize("page", PAGES)
def test_who_may_not_see_a_page_sees_none_of_it(
    open_page: Open, sample: Path, page: str, monkeypatch: pytest.MonkeyPatch
):
    nobody = person.Person(Actor("nobody", "nobody"), "Nobody.")
    monkeypatch.setattr("scorecard.ui.navigation.local_person", lambda: nobody)
    app = open_page(sample, page)
    assert 'class="sc-card' not in drawn(app)
    assert not app.get("vega_lite_chart")


def test_who_may_not_load_or_undo_reads_so_before_anything_is_chosen(open_page: Open, sample: Path):
    app = open_page(sample, "data")
    kinds = ("load figures", "change the catalogue", "undo a load")
    refused = [f"You do not have the right to {what}." for what in kinds]
    assert [len(app.get("file_uploader")), *(any(said in each.value for each in app.text) for said in refused)] == [
        3, False, False, False,
    ]  # fmt: skip
    assert "Undo this load" in [each.label for each in app.button]
    app.session_state["person"] = "elio-marsh"
    app.run()
    calm(app)
    assert len(app.get("file_uploader")) == 0
    assert "Undo this load" not in [each.label for each in app.button]
    assert all(any(said in each.value for each in app.text) for said in refused)


@pytest.mark.parametrize(
    ("link", "told", "part"),
    [
        ({}, "Aug 2026 to Oct 2026: 5.294 M ÷ 13.26 M × 92 days", ">Aug 2026 to Oct 2026</th>"),
        ({"view": "qtd"}, "Quarter to Oct 2026: 5.294 M ÷ 4.472 M × 31 days", ">Quarter to Oct 2026</th>"),
    ],
)
def test_days_say_which_months_they_look_back_over(open_page: Open, sample: Path, link: dict, told: str, part: str):
    found = drawn(open_page(sample, "measure", measure="dso", **link)).replace("\N{NO-BREAK SPACE}", " ")
    assert told in found
    assert part in found


def test_parts_that_are_multiplied_stand_with_their_sign(open_page: Open, sample: Path):
    told = drawn(open_page(sample, "measure", measure="customer_lifetime_value"))
    assert "× Months a customer stays" in told
    assert "+ Months a customer stays" not in told
