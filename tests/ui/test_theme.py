"""The theme: readable in both modes, better and worse told apart by every eye, fonts shipped with the app."""

import tomllib

import pytest

from tests.conftest import ROOT

THEME = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())["theme"]
STATIC = ROOT / "scorecard/ui/static"
MODES = ("light", "dark")
TEXTS = [
    ("textColor", "backgroundColor"),
    ("textColor", "secondaryBackgroundColor"),
    ("linkColor", "backgroundColor"),
    ("linkColor", "secondaryBackgroundColor"),
    ("dataframeHeaderTextColor", "dataframeHeaderBackgroundColor"),
    *((f"{name}TextColor", "backgroundColor") for name in ("blue", "green", "orange", "red", "yellow", "gray")),
    *((f"{name}TextColor", f"{name}BackgroundColor") for name in ("blue", "green", "orange", "red", "yellow", "gray")),
]
DEUTAN = ((0.625, 0.375, 0.0), (0.7, 0.3, 0.0), (0.0, 0.3, 0.7))
PROTAN = ((0.567, 0.433, 0.0), (0.558, 0.442, 0.0), (0.0, 0.242, 0.758))
TRITAN = ((0.95, 0.05, 0.0), (0.0, 0.433, 0.567), (0.0, 0.475, 0.525))


def channels(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen_through(matrix: tuple[tuple[float, ...], ...], colour: str) -> list[float]:
    return [sum(share * part for share, part in zip(row, channels(colour), strict=True)) for row in matrix]


def test_the_yardstick_is_that_of_the_accessibility_guidelines():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_is_readable_on_its_ground(mode: str, text: str, ground: str):
    assert contrast(THEME[mode][text], THEME[mode][ground]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_white_is_readable_on_a_button(mode: str):
    assert contrast(THEME[mode]["primaryColor"], "#FFFFFF") >= 4.0


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("eye", [DEUTAN, PROTAN, TRITAN], ids=["deutan", "protan", "tritan"])
@pytest.mark.parametrize(("better", "worse"), [("blueColor", "orangeColor"), ("greenColor", "redColor")])
def test_better_and_worse_differ_for_every_eye(mode: str, eye, better: str, worse: str):
    pairs = zip(seen_through(eye, THEME[mode][better]), seen_through(eye, THEME[mode][worse]), strict=True)
    assert sum(abs(one - other) for one, other in pairs) >= 0.8


def test_the_usual_green_and_red_would_not_differ():
    pairs = zip(seen_through(PROTAN, "#158237"), seen_through(PROTAN, "#BD4043"), strict=True)
    assert sum(abs(one - other) for one, other in pairs) < 0.8


def test_every_font_is_here_with_its_licence_and_small():
    for face in THEME["fontFaces"]:
        assert (STATIC / face["url"].removeprefix("app/static/")).read_bytes()[:4] == b"wOF2"
    assert "SIL Open Font License" in (STATIC / "plex-sans-licence.txt").read_text()
    assert sum(path.stat().st_size for path in STATIC.iterdir()) < 600_000
    assert {path.suffix for path in STATIC.iterdir()} == {".woff2", ".txt"}


def test_the_theme_names_no_other_host():
    assert "://" not in (ROOT / ".streamlit/config.toml").read_text()
