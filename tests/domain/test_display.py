"""Numbers as they are written."""

from decimal import Decimal as D

import pytest

from scorecard.domain.display import BLANKS, in_scale, scale_for, short, shown, told_apart, unbroken, with_sign
from scorecard.domain.vocabulary import Polarity, State, Unit

MONEY, PERCENT, COUNT = Unit.MONEY, Unit.PERCENT, Unit.COUNT


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        ("1234567", MONEY, None, "1.23 M EUR"),
        ("-410000", MONEY, None, "(410 k EUR)"),
        ("999999", MONEY, None, "1.00 M EUR"),
        ("1000000", MONEY, None, "1 M EUR"),
        ("12345678901", MONEY, None, "12.3 bn EUR"),
        ("940", MONEY, None, "940 EUR"),
        ("1234.5", MONEY, 2, "1,234.50 EUR"),
        ("0", MONEY, None, "0 EUR"),
        ("0.95", PERCENT, None, "95 %"),
        ("0.9504", PERCENT, None, "95.0 %"),
        ("0.9516", PERCENT, 1, "95.2 %"),
        ("-0.052", PERCENT, None, "(5.2 %)"),
        ("-0.00001", PERCENT, 1, "0.0 %"),
        ("9412", COUNT, None, "9,412"),
        ("123456", COUNT, None, "123 k"),
        ("38.759", Unit.DAYS, None, "38.8 days"),
        ("29.1667", Unit.POINTS, None, "29.2 points"),
        ("4.35", Unit.SCORE, None, "4.35"),
        ("9.996", Unit.SCORE, None, "10.0"),
        ("1.8", Unit.TIMES, None, "1.8 ×"),
        ("12.25", Unit.HOURS, 1, "12.3 h"),
    ],
)
def test_numbers(value, unit, decimals, text):
    assert shown(D(value), unit, "EUR", decimals) == text


def test_a_difference_of_fractions_is_told_in_points():
    assert short(D("-0.03"), PERCENT) == "3 points"
    assert [short(D(each), PERCENT) for each in ("0.01", "-0.01", "0.011")] == ["1 point", "1 point", "1.1 points"]
    assert (shown(D(1), Unit.DAYS), shown(D(-1), Unit.POINTS), shown(D(21), Unit.DAYS)) == (
        "1 day", "(1 point)", "21 days",
    )  # fmt: skip
    assert short(D(-410_000), MONEY, "EUR") == "410 k EUR"


def test_a_whole_table_has_one_scale():
    scale = scale_for([D(1_500_000), None, D(-20_000)])
    assert (scale.letter, in_scale(D(-20_000), scale, 2), in_scale(D(1_500_000), scale)) == ("M", "(0.02)", "1.5")
    assert scale_for([]).letter == ""


def test_a_missed_goal_gets_as_many_digits_as_it_takes():
    goal, red = D("0.95"), D("0.90")
    assert told_apart(D("0.9496"), goal, red, Polarity.HIGHER, PERCENT, "", 1) == "94.96 %"
    assert told_apart(D("0.949999"), goal, red, Polarity.HIGHER, PERCENT) == "94.9999 %"
    assert told_apart(D("0.9504"), goal, red, Polarity.HIGHER, PERCENT, "", 1) == "95.0 %"
    assert told_apart(D("45.04"), D(30), D(45), Polarity.LOWER, Unit.DAYS) == "45.04 days"


def test_each_blank_has_its_own_sign():
    assert len(set(BLANKS.values())) == len(State) - 1


@pytest.mark.parametrize(
    ("value", "size", "expected"),
    [("3", "3 k", "+3 k"), ("-3", "3 k", "\N{MINUS SIGN}3 k"), ("-0.01", "0.0", "0.0"), ("0", "0", "0")],
)
def test_a_difference_has_its_sign_unless_it_is_written_as_zero(value, size, expected):
    assert with_sign(D(value), size) == expected


def test_a_number_and_its_unit_stay_on_one_line():
    told = unbroken("1.47 bn USD, 8.09 M EUR, 170 EUR, 40.4 days and 63 % in 12 sites").replace(
        "\N{NO-BREAK SPACE}", "_"
    )
    assert told == "1.47_bn_USD, 8.09_M_EUR, 170_EUR, 40.4_days and 63_% in 12 sites"
