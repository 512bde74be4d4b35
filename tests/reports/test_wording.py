"""Differences, ages and statuses in words."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from scorecard.domain.vocabulary import Polarity, Status, Unit
from scorecard.domain.wording import age_words, difference_words, status_words, verdict


def words(catalogue, value, reference, unit, polarity, against="plan", band=None):
    measure = replace(catalogue.measures["revenue"], unit=unit, polarity=polarity)
    value, reference = (None if number is None else D(number) for number in (value, reference))
    impact = None if None in (value, reference) or not polarity.sign else (value - reference) * polarity.sign
    return difference_words(value, reference, measure, impact, against, band)


@pytest.mark.parametrize(
    ("value", "reference", "unit", "polarity", "said"),
    [
        ("1000000", "1410000", Unit.MONEY, Polarity.HIGHER, "410 k worse than plan"),
        ("410000", "400000", Unit.MONEY, Polarity.LOWER, "10 k worse than plan"),
        ("390000", "400000", Unit.MONEY, Polarity.LOWER, "10 k better than plan"),
        ("0.946", "0.95", Unit.PERCENT, Polarity.HIGHER, "0.4 points below plan, worse"),
        ("0.02", "0.05", Unit.PERCENT, Polarity.LOWER, "3 points below plan, better"),
        ("0.5", "0.4", Unit.PERCENT, Polarity.NEUTRAL, "10 points above plan"),
        ("5", "5", Unit.DAYS, Polarity.LOWER, "same as plan"),
        ("7", "5", Unit.DAYS, Polarity.NEUTRAL, "2 days above plan"),
        ("-50", "-100", Unit.MONEY, Polarity.HIGHER, "loss 50 smaller than plan, better"),
        ("-150", "-100", Unit.MONEY, Polarity.HIGHER, "loss 50 larger than plan, worse"),
        ("50", "-100", Unit.MONEY, Polarity.HIGHER, "150 better than plan"),
        (None, "5", Unit.MONEY, Polarity.HIGHER, ""),
        ("5", None, Unit.MONEY, Polarity.HIGHER, ""),
    ],
    ids=str,
)
def test_a_difference_says_better_or_worse_and_never_favourable(catalogue, value, reference, unit, polarity, said):
    assert words(catalogue, value, reference, unit, polarity) == said


@pytest.mark.parametrize(
    ("value", "reference", "said"),
    [
        ("5230", "5167.2", "62.8 EUR worse than plan"),
        ("5230", "4772", "458 EUR worse than plan"),
        ("1000000", "1410000", "410 k EUR better than plan"),
        ("11410", "10000", "1.41 k worse than plan"),
        ("458", "400", "58 worse than plan"),
        ("-5230", "-5167.2", "62.8 EUR better than plan"),
    ],
)
def test_beside_thousands_a_difference_of_another_scale_names_its_currency(catalogue, value, reference, said):
    """5.23 k EUR is 62.8 EUR worse than plan, not 62.8 thousand."""
    measure = replace(catalogue.measures["revenue"], unit=Unit.MONEY, polarity=Polarity.LOWER)
    value, reference = D(value), D(reference)
    assert difference_words(value, reference, measure, reference - value, "plan", currency="EUR") == said


@pytest.mark.parametrize(("value", "said"), [("0.85", "within its range"), ("0.95", "5 points above its range, worse")])
def test_a_band_tells_the_distance_to_its_edge(catalogue, value, said):
    band = (D("0.7"), D("0.8"), D("0.9"), D("1"))
    assert words(catalogue, value, None, Unit.PERCENT, Polarity.BAND, band=band) == said


def test_ages_and_statuses():
    assert age_words(1, False) == "1 day old"
    assert age_words(99, True) == "out of date, 99 days old"
    assert age_words(153, True) == "out of date, 5 months old"
    assert age_words(2702, True) == "out of date, 7 years old"
    assert age_words(None, False) == "never reported"
    assert status_words(Status.OFF_TRACK) == "Off track"
    assert verdict(D(0)) == "the same"
