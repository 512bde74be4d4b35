"""Colours pass on both backgrounds, and the app's theme says the same ones."""

import tomllib

import pytest

from scorecard.charts import theme
from tests.conftest import ROOT

TEXTS = ("ink", "quiet", "link", "better-text", "worse-text", "watch-text")
SOFT = {"better": "better-soft", "worse": "worse-soft", "watch": "watch-soft"}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("ground", ["paper", "panel", "worse-soft", "watch-soft", "better-soft"])
def test_text_has_a_contrast_of_4_5_on_every_ground(name: str, ground: str):
    text, below = theme.NAMED[name], theme.NAMED[ground]
    assert theme.contrast(text.light, below.light) >= 4.5
    assert theme.contrast(text.dark, below.dark) >= 4.5


@pytest.mark.parametrize("name", ["better", "worse", "watch", "neutral", "ink"])
def test_marks_have_a_contrast_of_3_on_both_backgrounds(name: str):
    mark = theme.NAMED[name]
    assert theme.contrast(mark.light, theme.PAPER.light) >= 3
    assert theme.contrast(mark.dark, theme.PAPER.dark) >= 3


def test_better_and_worse_differ_for_those_who_do_not_tell_red_from_green():
    """Blue against orange: what red-green blindness leaves is the blue channel, and it is far apart."""
    for side in ("light", "dark"):
        better, worse = getattr(theme.BETTER, side), getattr(theme.WORSE, side)
        assert int(better[5:7], 16) - int(worse[5:7], 16) > 100


def test_the_contrast_of_black_on_white_is_21():
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("side", ["light", "dark"])
def test_the_apps_theme_has_the_same_colours(side: str):
    told = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"][side]
    ours = {
        "textColor": theme.INK, "backgroundColor": theme.PAPER, "secondaryBackgroundColor": theme.PANEL,
        "borderColor": theme.LINE, "linkColor": theme.LINK, "greenColor": theme.BETTER, "redColor": theme.WORSE,
        "yellowColor": theme.WATCH, "greenTextColor": theme.BETTER_TEXT, "redTextColor": theme.WORSE_TEXT,
    }  # fmt: skip
    assert {name: told[name] for name in ours} == {name: getattr(colour, side) for name, colour in ours.items()}
