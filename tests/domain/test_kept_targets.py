"""Targets and weights by hand: what was kept how often, and what each measure carries of the score."""

from fractions import Fraction as F

import pytest

from scorecard.domain.kept_targets import kept, kept_words, shares
from scorecard.domain.vocabulary import Status

ON, OFF, WATCH, NONE = Status.ON_TRACK, Status.OFF_TRACK, Status.WATCH, Status.NOT_REPORTED


@pytest.mark.parametrize(
    ("standings", "counted", "told"),
    [
        pytest.param([ON] * 12, (12, 12), "met in 12 of 12: still ambitious enough?", id="always"),
        pytest.param([OFF] * 8, (0, 8), "met in 0 of 8: still within reach?", id="never"),
        pytest.param([ON, WATCH, OFF] * 2, (2, 6), "met in 2 of 6", id="watch is not met"),
        pytest.param([ON, NONE, ON], (2, 2), "met in 2 of 2; too few to say more", id="not reported is no miss"),
        pytest.param([ON, NONE, NONE] * 4, (4, 4), "met in 4 of 4: still ambitious enough?", id="four quarters"),
        pytest.param([OFF, *[ON] * 12], (12, 12), "met in 12 of 12: still ambitious enough?", id="a year back only"),
        pytest.param([NONE], (0, 0), "never reported", id="never reported"),
        pytest.param([], (0, 0), "never reported", id="no lines"),
    ],
)
def test_how_often_a_target_was_met(standings, counted, told):
    assert kept(standings) == counted
    assert kept_words(*counted) == told


def test_what_each_measure_carries():
    """Two parts count half each; in the first an objective of weight 3 beside one of 1, its measures 2 to 1."""
    weights = {
        "financial": {"grow": (F(3), {"revenue": F(2), "margin": F(1)}), "spend": (F(1), {"costs": F(5)})},
        "customer": {"keep": (F(1), {"otif": F(1)})},
    }
    found = shares(weights)
    assert found == {"revenue": F(1, 4), "margin": F(1, 8), "costs": F(1, 8), "otif": F(1, 2)}
    assert sum(found.values()) == 1


def test_what_has_no_weight_carries_nothing():
    assert shares({}) == {}
    assert shares(
        {"customer": {"keep": (F(1), {})}, "financial": {"grow": (F(1), {"revenue": F(1), "nps": F(0)})}}
    ) == {"revenue": F(1)}
