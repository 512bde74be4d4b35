"""Screens tell when they painted: the last word of each counts, nonsense is refused, and memory has an end."""

import pytest

from scorecard.ui.wall_screens import Screens
from scorecard.ui.walls import address

CLOCK = [1000.0]


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> Screens:
    monkeypatch.setattr("tests.ui.test_wall_screens.CLOCK", [1000.0])
    return Screens(lambda: CLOCK[0], most=3)


def test_the_last_picture_of_each_screen_counts_and_one_that_stops_is_silent(screens: Screens):
    assert screens.heard("a1", "hall", "1920x1080", "1", "7")
    CLOCK[0] = 1050.0
    assert screens.heard("b2", "hall", "3840x2160", "2", "7")
    assert [(each.size, each.is_silent(1061.0)) for each in screens.listed()] == [
        ("3840x2160", False), ("1920x1080", True),
    ]  # fmt: skip
    CLOCK[0] = 1070.0
    screens.heard("a1", "hall", "1920x1080", "3", "8")
    assert [(each.view, each.revision, each.at) for each in screens.listed()] == [
        ("3", "8", 1070.0),
        ("2", "7", 1050.0),
    ]


@pytest.mark.parametrize(
    "told",
    [
        ("", "hall", "1x1", "1", "7"),
        ("<b>", "hall", "19x10", "1", "7"),
        ("a", "../hall", "19x10", "1", "7"),
        ("a", "hall", "1920", "1", "7"),
        ("a", "hall", "1920x1080", "-1", "7"),
        ("a", "hall", "1920x1080", "1", "7" * 10),
        ("a" * 65, "hall", "1920x1080", "1", "7"),
    ],
)
def test_nonsense_is_not_believed(screens: Screens, told: tuple[str, ...]):
    assert not screens.heard(*told)
    assert screens.listed() == ()


def test_of_more_screens_than_are_kept_the_one_silent_longest_is_forgotten(screens: Screens):
    for name in "abcd":
        screens.heard(name, f"board-{name}", "1920x1080", "1", "7")
    assert [each.board for each in screens.listed()] == ["board-d", "board-c", "board-b"]


def test_an_address_has_a_key_only_where_a_secret_is_set():
    assert address("hall", "") == "/kiosk?embed=true&board=hall"
    assert address("hall", "sixteen letters!").startswith("/kiosk?embed=true&board=hall&key=")
