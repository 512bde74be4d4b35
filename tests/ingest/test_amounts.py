"""Amounts are exact, and the fast reading says what the careful one says."""

from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.ingest.amounts import AmountRules, amount_fault, parse_amount, read_amounts, simple_amounts

GERMAN = AmountRules(",", ".", trailing_minus=True, currency_signs=("€",), percent=True)


@given(st.integers(-(10**15), 10**15))
def test_every_amount_of_cents_comes_back_as_it_was_written(cents: int):
    written = f"{cents // 100 if cents >= 0 else -(-cents // 100)}.{abs(cents) % 100:02d}"
    written = f"-{written.lstrip('-')}" if cents < 0 else written
    assert parse_amount(written, AmountRules()) == Decimal(cents) / 100
    values, bad = read_amounts(pa.array([written]), AmountRules())
    assert values.to_pylist() == [Decimal(cents) / 100]
    assert bad.to_pylist() == [False]


@given(st.lists(st.text("0123456789.,-+()' €%e\u2212", max_size=12), max_size=30))
def test_a_column_is_read_as_its_cells_are(cells: list[str]):
    for rules in (AmountRules(), AmountRules(thousands=","), GERMAN):
        values, bad = read_amounts(pa.array(cells, pa.string()), rules)
        expected = [parse_amount(cell, rules) for cell in cells]
        fits = [found if found is None or found == round(found, 4) else None for found in expected]
        assert values.to_pylist() == fits
        assert bad.to_pylist() == [found is None for found in fits]


@given(st.text(max_size=80))
def test_any_text_is_an_amount_or_has_a_fault_in_words(text: str):
    if parse_amount(text, AmountRules()) is None:
        what, remedy = amount_fault(text)
        assert what.isprintable()
        assert remedy


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1.234,56", "1234.56"), ("1234,5", "1234.5"), ("12,50-", "-12.50"), ("€ 5", "5"), ("-€5", None), ("5 €", "5")],
)
def test_a_declared_convention_is_read(text: str, amount: str | None):
    expected = Decimal("-5") if text == "-€5" else Decimal(amount or 0)
    assert parse_amount(text, GERMAN) == expected


@pytest.mark.parametrize("text", ["1.23", "1.2345,6", "12.34.567", ".123", "1,234.56"])
def test_thousands_stand_in_groups_of_three(text: str):
    assert parse_amount(text, GERMAN) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        ".5",
        "-.5",
        "5.",
        "1.23456",
        "1.2.3",
        "1-2",
        "--1",
        "+1",
        "1e5",
        " 1",
        "1,5",
        "\u0663",
        "0" * 65,
        "1" * 14,
    ],
)
def test_what_is_not_written_plainly_is_left_to_the_grammar(text: str):
    for cells in ([text], ["1.25", text], [text, "-7"], ["12345.1", text, "0.0001"]):
        column = pa.array(["cut off", *cells, "cut off"]).slice(1, len(cells))
        assert simple_amounts(column) is None
        values, _ = read_amounts(column, AmountRules())
        assert values.to_pylist() == [parse_amount(cell, AmountRules()) for cell in cells]


def test_what_is_written_plainly_is_read_at_once():
    cells = ["0", "-0", "007", "1.5", "-1234567890123.1234", "9999999999999.9999", "-0.0001"]
    column = pa.array(["cut off", *cells]).slice(1)
    assert simple_amounts(column).to_pylist() == [Decimal(cell) for cell in cells]
    assert read_amounts(column, AmountRules())[0].to_pylist() == [parse_amount(cell, AmountRules()) for cell in cells]


def test_floats_of_a_parquet_file_are_read_by_their_shortest_text():
    values, bad = read_amounts(pa.array([0.1, 0.1 + 0.2, float("nan"), 1e16]), AmountRules())
    assert values.to_pylist() == [Decimal("0.1"), None, None, None]
    assert bad.to_pylist() == [False, True, True, True]


def test_large_floats_are_read_though_their_text_has_a_power_of_ten():
    """Arrow writes 120,000,000,000 as 1.2e+11; what is too small or too large stays refused."""
    values, bad = read_amounts(pa.array([1.2e11, -2.5e10, 12345678901.25, 12.5, 1e-7, 1e300]), AmountRules())
    assert values.to_pylist()[:4] == [
        Decimal("120000000000"),
        Decimal("-25000000000"),
        Decimal("12345678901.25"),
        Decimal("12.5"),
    ]
    assert bad.to_pylist() == [False, False, False, False, True, True]


def test_control_a_float_of_money_loses_cents():
    assert int(1.15 * 100) == 114
