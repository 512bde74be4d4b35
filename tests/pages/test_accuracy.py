"""How good forecasts were, as a reader opens it: which forecasts, which line, and the record beside each forecast."""

import re
from pathlib import Path

import pytest

from tests.pages.conftest import Open
from tests.pages.test_pages import calm, drawn

pytestmark = pytest.mark.slow


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("judged", "told"),
    [
        ("", r"Cash at the bank was off by [\d.]+ % on average over 13 weeks in the last \d+ forecasts"),
        ("outlook", r"was off by [\d.]+ % on average over 1\d months in the last \d+ forecasts"),
        ("people", r"Revenue was off by [\d.]+ % on average over \d+ months in the last \d+ forecasts"),
        ("<script>", r"Cash at the bank was off by"),
    ],
)
def test_each_kind_of_forecast_has_its_record(open_page: Open, sample: Path, judged: str, told: str):
    app = open_page(sample, "outlook", see="record", judged=judged)
    calm(app)
    assert re.search(told, plain(drawn(app)))
    assert "<script>" not in drawn(app)


def test_a_line_is_chosen_by_its_name(open_page: Open, sample: Path):
    app = open_page(sample, "outlook", see="record", judged="outlook")
    link = re.search(r'href="[^"]*line=revenue[^"]*"[^>]*>Revenue<', drawn(app))
    assert link is not None
    app = open_page(sample, "outlook", see="record", judged="outlook", line="revenue")
    calm(app)
    assert any("Revenue" in each.value for each in app.subheader)


@pytest.mark.parametrize(("page", "judged"), [("outlook", "outlook"), ("cash", "cash")])
def test_the_record_stands_beside_the_forecast(open_page: Open, sample: Path, page: str, judged: str):
    app = open_page(sample, page)
    calm(app)
    assert re.search(r"was off by [\d.]+ % on average", plain(drawn(app)))
    assert re.search(rf'href="[^"]*judged={judged}[^"]*"[^>]*>How good forecasts were<', drawn(app))
