"""The sentence on top of a statement: what it names can be told apart, and comes by size."""

from decimal import Decimal as D

import pytest

from scorecard.domain.statement import footing
from scorecard.reports.variance_headline import footing_words, headline_of
from scorecard.reports.variance_rows import VarianceRow


def line(label, gap, sign=1, worth="over 5 × 40 k", **more):
    size = D(gap)
    sides = {"actual": 1_000_000 + size, "reference": D(1_000_000), "difference": size, "impact": size * sign}
    return VarianceRow(id=label, label=label, sign=sign, worth=worth, **(sides | more))


PROFIT = line("Profit", -208_500, worth="", shape="subtotal")


def told(*lines):
    return headline_of((*lines, PROFIT), PROFIT, "plan", "in Oct 2026", "")


def test_names_with_commas_stay_apart_and_the_largest_comes_first_whichever_way_it_went():
    said = told(
        line("Equipment sold", -347_900), line("Salaries, parts and logistics", 120_600, sign=-1),
        line("Call-outs", 607_700), line("Parts sold", 367_000), line("Rent", 1, worth=""),
    )  # fmt: skip
    assert said == (
        "Profit is 209 k worse than plan in Oct 2026; 4 of 5 lines are worth a look: "
        "call-outs (608 k better); parts sold (367 k better); equipment sold (348 k worse); and 1 more."
    )


def test_more_cost_is_named_worse_and_what_is_no_matter_of_better_says_above():
    assert told(line("Pay, technicians", 63_000, sign=-1)).endswith("is worth a look: pay, technicians (63 k worse).")
    assert told(line("Stock", 63_000, impact=None)).endswith("is worth a look: stock (63 k above).")


@pytest.mark.parametrize(
    ("beside", "ending"),
    [
        (0, "over 2 lines."),
        (1, "over 2 lines; 1 more is no part of it."),
        (2, "over 2 lines; 2 more are no part of it."),
    ],
)
def test_lines_that_are_no_part_of_the_result_are_counted_beside_those_that_are(beside, ending):
    """So that the lines on top, all of them, are those below and these."""
    found = footing(D(-20), [D(30), D(-50)])
    assert footing_words(found, PROFIT, 0, beside, "EUR") == (
        f"Lines add up to profit: 30.00 better − 50.00 worse = 20.00 EUR worse, {ending}"
    )
