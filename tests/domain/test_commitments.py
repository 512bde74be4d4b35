"""Headroom, breach and standing of a promise, worked by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.domain.commitments import (
    Ahead,
    Bound,
    Commitment,
    Standing,
    To,
    first_breach,
    headroom,
    standing_of,
    status_of,
)
from scorecard.domain.vocabulary import Status

TODAY = date(2026, 11, 23)
PROMISE = Commitment("c", "Cash", To.LENDER, Bound.HARD, cash="low_point", least=D(1000))
WEEKS = tuple(
    Ahead(date(2026, 12, day), f"{day} Dec 2026", value)
    for day, value in ((4, D(1200)), (11, D(1000)), (18, None), (25, D(999)), (31, D(400)))
)


@pytest.mark.parametrize(
    ("value", "least", "most", "room"),
    [
        (D("7.2"), D(7), None, D("0.2")),
        (D("6.5"), D(7), None, D("-0.5")),
        (D("0.12"), None, D("0.15"), D("0.03")),
        (D("0.18"), None, D("0.15"), D("-0.03")),
        (D(7), D(7), None, D(0)),
        (None, D(7), None, None),
    ],
)
def test_room_is_what_may_still_be_lost_or_added(value: D | None, least: D | None, most: D | None, room: D | None):
    assert headroom(value, least, most) == room


def test_just_at_the_amount_is_kept_and_one_below_it_breaks():
    found = first_breach(PROMISE, WEEKS, D(1000), None)
    assert found is not None
    assert (found.day, found.value) == (date(2026, 12, 25), D(999))


def test_a_breach_outside_the_time_it_holds_is_none():
    until, since = replace(PROMISE, until=date(2026, 12, 24)), replace(PROMISE, since=date(2026, 12, 26))
    assert first_breach(until, WEEKS, D(1000), None) is None
    found = first_breach(since, WEEKS, D(1000), None)
    assert found is not None
    assert found.day == date(2026, 12, 31)


def test_nothing_ahead_breaks_nothing():
    assert first_breach(PROMISE, (), D(1000), None) is None


LATE = WEEKS[3]
STANDINGS = {
    "plenty": (D(1000), D(51), None, Standing.KEPT),
    "a twentieth of it is no longer plenty": (D(1000), D("49.99"), None, Standing.LITTLE),
    "exactly a twentieth is": (D(1000), D(50), None, Standing.KEPT),
    "a forecast breaks it": (D(1000), D(300), LATE, Standing.BREAKS),
    "it is broken today": (D(1000), D(-1), LATE, Standing.BROKEN),
    "no figure": (D(1000), None, None, Standing.UNKNOWN),
}


@pytest.mark.parametrize(("amount", "room", "breach", "stands"), STANDINGS.values(), ids=STANDINGS.keys())
def test_how_a_promise_stands(amount: D, room: D | None, breach: Ahead | None, stands: Standing):
    assert standing_of(PROMISE, amount, room, breach, TODAY) is stands


def test_room_that_lies_ahead_below_nothing_will_break_and_is_not_broken_yet():
    assert standing_of(PROMISE, D(1000), D(-1), LATE, TODAY, is_ahead=True) is Standing.BREAKS


def test_the_catalogue_says_how_much_is_little():
    assert standing_of(replace(PROMISE, little=D(10)), D(1000), D(11), None, TODAY) is Standing.KEPT
    assert standing_of(replace(PROMISE, little=D(500)), D(1000), D(400), None, TODAY) is Standing.LITTLE


def test_a_likely_breach_leaves_little_room_however_much_is_expected():
    assert standing_of(PROMISE, D(1000), D(900), None, TODAY, is_likely=True) is Standing.LITTLE


def test_before_it_holds_only_a_forecast_can_break_it_and_afterwards_nothing_does():
    later, over = replace(PROMISE, since=date(2027, 1, 1)), replace(PROMISE, until=date(2026, 10, 31))
    assert standing_of(later, D(1000), D(-5), None, TODAY) is Standing.LATER
    assert standing_of(later, D(1000), D(5), LATE, TODAY) is Standing.BREAKS
    assert standing_of(over, D(1000), D(-5), LATE, TODAY) is Standing.OVER


def test_a_figure_of_before_it_was_in_force_neither_breaks_nor_keeps_it():
    """Promised from 1 November on, and October's figure is the newest there is."""
    new, october = replace(PROMISE, since=date(2026, 11, 1)), date(2026, 10, 31)
    assert standing_of(new, D(1000), D(-5), None, TODAY, told=october) is Standing.LATER
    assert standing_of(new, D(1000), D(900), None, TODAY, told=october) is Standing.LATER
    assert standing_of(new, D(1000), D(-5), LATE, TODAY, told=october) is Standing.BREAKS
    assert standing_of(new, D(1000), D(-5), None, TODAY, told=date(2026, 11, 30)) is Standing.BROKEN
    assert standing_of(PROMISE, D(1000), D(-5), None, TODAY, told=october) is Standing.BROKEN


def test_every_standing_has_a_sign():
    assert [status_of(each) for each in (Standing.KEPT, Standing.LITTLE, Standing.BROKEN, Standing.LATER)] == [
        Status.ON_TRACK, Status.WATCH, Status.OFF_TRACK, Status.NOT_REPORTED,
    ]  # fmt: skip


@settings(max_examples=60)
@given(value=st.decimals(-(10**9), 10**9, places=4), amount=st.decimals(-(10**9), 10**9, places=4))
def test_room_below_at_least_is_the_mirror_of_room_below_at_most(value: D, amount: D):
    below, above = headroom(value, amount, None), headroom(value, None, amount)
    assert below is not None
    assert above is not None
    assert below + above == 0
