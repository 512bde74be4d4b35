"""How far the books are closed: what each period is, and the sentence that says it."""

import pytest

from scorecard.domain.closing import Closing
from scorecard.domain.vocabulary import CloseState

LABELS = {"2026-08": "Aug 2026", "2026-10": "Oct 2026"}


@pytest.mark.parametrize(
    ("period", "state"),
    [
        ("2025-12", CloseState.CLOSED),
        ("2026-08", CloseState.CLOSED),
        ("2026-09", CloseState.SOFT_CLOSED),
        ("2026-10", CloseState.SOFT_CLOSED),
        ("2026-11", CloseState.OPEN),
    ],
)
def test_a_period_is_closed_for_good_for_now_or_not_yet(period: str, state: CloseState):
    assert Closing("2026-08", "2026-10").state(period) is state


def test_periods_of_weeks_sort_by_year_and_number():
    closing = Closing("FY2026-P09")
    assert closing.state("FY2025-P12") is CloseState.CLOSED
    assert closing.state("FY2026-P10") is CloseState.OPEN


def test_where_nothing_is_said_no_period_is_called_open():
    assert Closing().state("2026-08") is None


@pytest.mark.parametrize(
    ("closing", "told"),
    [
        (Closing(), ""),
        (Closing("2026-08"), "The books are closed up to Aug 2026."),
        (Closing("2026-08", "2026-08"), "The books are closed up to Aug 2026."),
        (Closing("", "2026-10"), "The books are closed for now up to Oct 2026."),
        (Closing("2026-08", "2026-10"), "The books are closed up to Aug 2026, and for now up to Oct 2026."),
        (Closing("2019-06"), "The books are closed up to 2019-06."),
    ],
)
def test_how_far_is_told_in_a_sentence(closing: Closing, told: str):
    assert closing.told(LABELS) == told
