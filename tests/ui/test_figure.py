"""A measure's places: each with its value, or its state in a word and why there is none."""

import re
from dataclasses import replace
from decimal import Decimal as D

import pytest

from scorecard.domain.vocabulary import State, Status
from scorecard.reports.split import SplitRow
from scorecard.ui import figure
from tests.ui.test_trend import shown

NORTH = SplitRow("north", "North", None, None, None, None, Status.NOT_REPORTED, "", State.MISSING)


def place(row: SplitRow) -> str:
    """What one place's line says."""
    drawn = figure.places(replace(shown(), split=(row,), currency="EUR"), (row,), {"north": "/measure"})
    return " ".join(re.sub(r"<[^>]+>", " ", drawn).split())


@pytest.mark.parametrize(
    ("state", "reason", "said"),
    [
        (State.MISSING, "not reported; last reported for Mar 2019", "Not reported , last reported for Mar 2019"),
        (State.MISSING, "not reported", "Not reported"),
        (State.MISSING, "Lead time: 1 of 2 sources reported", "Not reported , 1 of 2 sources reported"),
        (State.NOT_DUE, "no figures after Oct 2026", "Not due yet , no figures after Oct 2026"),
    ],
)
def test_a_place_without_a_value_says_its_state_and_once_why(state: State, reason: str, said: str):
    assert place(replace(NORTH, state=state, reason=reason)).endswith(f"North \N{EM DASH} {said}")


def test_a_place_with_a_value_says_how_it_stands():
    assert place(replace(NORTH, value=D(4), state=State.REPORTED, status=Status.WATCH)).endswith("4 days Watch")
