"""Foreign text in a place that reads markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.ui.plain_text import plain
from tests.stclient.workspace import HOSTILE


@given(st.text(alphabet=st.characters(blacklist_characters="\\")))
def test_what_is_read_is_what_was_written_on_one_line(text: str):
    assert plain(text).replace("\\", "") == " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_every_sign_that_means_something_is_taken_as_a_letter(text: str):
    shown = plain(text)
    for at, sign in enumerate(shown):
        if sign in "![]()<>*_`$:#|~":
            assert shown[at - 1] == "\\"
    assert "\n" not in shown


def test_letters_and_figures_of_any_script_stay():
    assert plain("Umsatz Süd 100 売上") == "Umsatz Süd 100 売上"
