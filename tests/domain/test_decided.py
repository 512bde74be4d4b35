"""What a decision costs in words, and which expected number is asked about once more, by hand."""

from decimal import Decimal as D

import pytest

from scorecard.domain.decided import Cost, looks_wrong

SEEN = (D(450), D(470), D(440), D(480), D(460), D(462))


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        (Cost(D(250_000)), "costs at most 250 k EUR"),
        (Cost(D("-12000"), is_monthly=True), "brings at least 12 k EUR a month"),
    ],
)
def test_a_cost_and_a_saving_are_told_apart_in_words(cost: Cost, words: str):
    assert cost.words("EUR") == words


@pytest.mark.parametrize(
    ("expected", "cost", "is_asked"),
    [
        (D(465), None, False),
        (D(502), None, False),
        (D(503), None, True),
        (D(421), None, True),
        (D(250), Cost(D(250)), True),
        (D(465), Cost(D(-465)), True),
        (D(462), Cost(D(462)), False),
    ],
    ids=[
        "inside what it was", "as far from now as its range is wide", "farther than that", "farther below",
        "the amount of the cost", "the amount of the saving", "what it is now, whatever the cost",
    ],
)  # fmt: skip
def test_a_number_far_off_what_it_is_now_is_asked_about(expected: D, cost: Cost | None, is_asked: bool):
    """It was 440 to 480, so 40 wide, and is 462 now."""
    assert bool(looks_wrong(expected, SEEN, D(462), cost)) is is_asked


def test_of_a_number_known_for_a_few_periods_only_another_size_is_asked_about():
    assert looks_wrong(D(10), SEEN[:4], D(462)) == ""
    assert "50 times smaller" in looks_wrong(D(9), SEEN[:4], D(462))
    assert looks_wrong(D(0), SEEN[:4], D(462)) == "", "nothing at all may be meant"


def test_a_forgotten_thousand_is_asked_about_though_the_year_began_small():
    """The year so far went from 25 k to 302 k; 150 was typed for 150 k."""
    year = tuple(D(25_000 * month) for month in range(1, 13))
    assert looks_wrong(D(150_000), year, D(302_000)) == ""
    assert "50 times smaller" in looks_wrong(D(150), year, D(302_000))
    assert "50 times larger" in looks_wrong(D(150_000_000), year, D(302_000))
