"""Which number the cash of the bank is: what a check holds against the bank's balance, else that balance."""

from dataclasses import replace

import pytest

from scorecard.domain.catalogue_cash import Cash
from scorecard.reports.cash_number import cash_number

CASH = Cash("bank_opening", "bank_closing", "bank_in", "bank_out")


@pytest.mark.parametrize(
    ("checks", "number"),
    [
        ((), "bank_closing"),
        ((("The ledger is the bank", ("+cash", "-bank_closing")),), "cash"),
        ((("The ledger is the bank", ("-bank_closing", "+cash")),), "cash"),
        ((("Both together", ("+cash", "+bank_closing")),), "bank_closing"),
        ((("Lines", ("+bank_opening", "+bank_in", "-bank_out", "-bank_closing")),), "bank_closing"),
    ],
)
def test_it_is_what_a_check_says_is_the_same(catalogue, checks: tuple[tuple[str, tuple[str, ...]], ...], number: str):
    assert cash_number(replace(catalogue, cash=CASH, checks=checks)) == number


def test_without_cash_there_is_none(catalogue):
    assert cash_number(catalogue) == ""
