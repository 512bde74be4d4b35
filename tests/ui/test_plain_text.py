"""Foreign text in a place that reads markdown."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from scorecard.ui.plain_text import plain
from tests.stclient.workspace import HOSTILE


@given(st.text(alphabet=st.characters(blacklist_characters="\\")))
def test_what_is_read_is_what_was_written_on_one_line(text: str):
    assert plain(text).replace("\\", "").replace("\u2060", "") == " ".join(text.replace("\u2060", "").split())


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_every_sign_that_means_something_is_taken_as_a_letter(text: str):
    shown = plain(text)
    for at, sign in enumerate(shown):
        if sign in "![]()<>*_`$:#|~":
            assert shown[at - 1] == "\\"
    assert "\n" not in shown


def test_letters_and_figures_of_any_script_stay():
    assert plain("Umsatz Süd 100 売上") == "Umsatz Süd 100 売上"


@pytest.mark.parametrize("text", ["http://a.example/x", "HTTPS://a.example", "www.a.example", "a@b.example"])
def test_an_address_is_no_link(text: str):
    assert not re.search(r"(?i)https?\\?:|www\\?\.|[\w]\\?@", plain(text))
    assert plain(text).replace("\\", "").replace("\u2060", "") == text


def test_a_headline_never_breaks_between_a_number_and_its_unit():
    app = AppTest.from_string(
        "from scorecard.ui import show\nshow.headline('Cash: 4.47 M EUR, 63 % explained, 7 Kestrel units, 3 k worse')"
    ).run()
    shown = app.title[0].value.replace("\\", "").replace("\N{NO-BREAK SPACE}", "_")
    assert shown == "Cash: 4.47_M_EUR, 63_% explained, 7 Kestrel units, 3_k worse"
