"""What is unusual, by Wheeler's rules."""

import pytest

from scorecard.domain.signals import Rule, xmr

CALM = [52, 48, 51, 50, 49, 53, 47, 50]
"""Mean 50, mean step 22/7: limits 41.64 and 58.36, half-way lines 45.82 and 54.18."""


def signals(values, baseline=8):
    return [(signal.index, signal.rule) for signal in xmr(values, baseline).signals]


def test_a_calm_series_has_none():
    assert signals(CALM) == []


@pytest.mark.parametrize(("value", "found"), [(58.3, []), (58.4, [(8, Rule.OUTSIDE)]), (41.6, [(8, Rule.OUTSIDE)])])
def test_a_point_outside(value, found):
    assert signals([*CALM, value]) == found


def test_the_eighth_point_in_a_row_on_one_side():
    assert signals([*CALM, *[51] * 7]) == []
    assert signals([*CALM, *[51] * 8]) == [(15, Rule.RUN)]
    assert signals([*CALM, *[51] * 4, 50, *[51] * 7]) == []


def test_three_of_four_near_the_same_limit():
    assert signals([*CALM, 55, 55]) == []
    assert signals([*CALM, 55, 50, 55, 55]) == [(11, Rule.NEAR)]
    assert signals([*CALM, 55, 45, 55, 45]) == []


def test_what_is_not_reported_is_left_out():
    assert signals([None, *CALM[:4], None, *CALM[4:], None, 60]) == [(11, Rule.OUTSIDE)]


def test_too_few_points_have_no_limits():
    assert xmr([1, 2, None, 3, 4, 5]) is None
    assert xmr([]) is None
    assert xmr([1, 2, 3, 4, 5, 6]).baseline == 6


def test_limits_stay_where_the_baseline_put_them():
    assert xmr([*CALM, 90, 95, 99], 8).upper == xmr(CALM, 8).upper
    assert xmr([*CALM, 90, 95, 99]).upper > xmr(CALM).upper
