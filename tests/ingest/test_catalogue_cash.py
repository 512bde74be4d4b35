"""What a catalogue says of cash is checked as a whole, each fault with a remedy."""

from datetime import date
from decimal import Decimal

import pytest

from scorecard.domain.catalogue_cash import DayRule
from scorecard.ingest.catalogue import parse_catalogue

HEAD = """
[workspace]
name = "Shop"
currency = "EUR"
[[entities]]
id = "shop"
name = "Shop"
""" + "\n".join(f'[[readings]]\nid = "{name}"\nname = "{name}"\nunit = "money"' for name in ("came", "went", "at_bank"))
CASH = """
[cash]
opening = "at_bank"
closing = "at_bank"
inflow = "came"
outflow = "went"
floor = 900.50
payment_run = { weekday = "thursday" }
[[cash.lines]]
id = "pay"
name = "Pay"
direction = "out"
journal = "PR-"
rule = { every_days = 14, anchor = 2026-01-02 }
"""
OVERRIDE = '[[cash.overrides]]\nline = "went"\nby = "plan"\n'


def faults(more: str, cash: str = CASH) -> str:
    return " ".join(str(problem) for problem in parse_catalogue(HEAD + cash + more, "shop.toml")[1])


def test_what_it_says_is_read_exactly():
    catalogue, problems = parse_catalogue(HEAD + CASH, "shop.toml")
    assert problems == ()
    assert catalogue is not None
    assert catalogue.cash is not None
    assert (catalogue.cash.floor, catalogue.cash.weeks, catalogue.cash.by) == (Decimal("900.50"), 13, "days")
    assert catalogue.cash.payment_run == DayRule(weekday=3)
    assert catalogue.cash.lines[0].rule == DayRule(every_days=14, anchor=date(2026, 1, 2))
    assert parse_catalogue(HEAD, "shop.toml")[0].cash is None  # type: ignore[union-attr]


def test_names_must_exist():
    assert "there is no account or reading “wnt”" in faults("", CASH.replace('"went"', '"wnt"'))
    assert "there is no entity “plant”" in faults('entity = "plant"')
    wrong = '[cash.receivables]\nwritten = "asked"\nsettled = "came"\nparty = "customer"'
    assert "receivables written: there is no account or reading “asked”" in faults(wrong)


def test_a_line_needs_something_to_learn_from_and_a_day_rule_one_way():
    bare = '[[cash.lines]]\nid = "odd"\nname = "Odd"\ndirection = "out"'
    assert "neither a journal nor parties" in faults(bare)
    assert "does not say one way to find the day" in faults(
        f"{bare}\njournal = 'O'\nrule = {{ day = 3, business_day = 1 }}"
    )
    assert "nth counts weekdays" in faults(f"{bare}\njournal = 'O'\nrule = {{ day = 3, nth = 1 }}")
    assert "every_days and anchor go together" in faults(f"{bare}\njournal = 'O'\nrule = {{ every_days = 3 }}")
    assert "the id is used more than once" in faults(bare.replace("odd", "pay") + "\njournal = 'O'")


def test_the_floor_is_not_below_the_lenders_minimum():
    found = faults("", CASH.replace("floor = 900.50", "floor = 900.50\ncovenant = 1000"))
    assert "the lender's minimum lies above the company's own" in found


@pytest.mark.parametrize(
    ("key", "typed", "shown"),
    [
        ("since", '"Nov 2026"', "Nov 2026"), ("till", '"2026-1"', "2026-1"), ("since", '"2026-13"', "2026-13"),
        ("till", "2026-11-01", "2026-11-01"), ("since", '"FY2026-P03"', "FY2026-P03"),
        ("since", '"\N{ARABIC-INDIC DIGIT TWO}026-11"', "\N{ARABIC-INDIC DIGIT TWO}026-11"),
        ("till", '"2026-11 "', ""), ("till", '""', ""), ("since", '"2026-02"', ""),
    ],
)  # fmt: skip
def test_the_months_of_an_override_are_written_in_one_way(key: str, typed: str, shown: str):
    """Compared as texts, “Nov 2026” would lie after every month, so the override would never begin."""
    told = f'shop.toml, cash overrides “went” {key}: “{shown}” is no month. Write it as "2026-11", in quotes.'
    assert faults(f"{OVERRIDE}{key} = {typed}") == (told if shown else "")


def test_an_override_of_a_company_that_counts_in_weeks_names_its_periods_and_none_ends_before_it_begins():
    both, weeks = OVERRIDE + 'since = "{0}"\ntill = "{1}"\n', '[calendar]\npattern = "4-4-5"\n'
    assert faults(both.format("FY2026-P03", "FY2026-P12") + weeks) == ""
    wrong = faults(both.format("2026-11", "") + weeks)
    assert '“2026-11” is no period. Write it as "FY2026-P03", in quotes.' in wrong
    assert "it ends before it begins" in faults(both.format("2026-11", "2026-10"))
    assert faults(both.format("2026-11", "2026-11")) == ""


def test_no_bank_line_and_no_party_belongs_to_two_lines():
    line = '[[cash.lines]]\nid = "{0}"\nname = "{0}"\ndirection = "{1}"\n{2}\n'
    both = "bank lines that begin with “PR-X” belong to the line “pay” and to the line “odd”"
    assert both in faults(line.format("odd", "out", 'journal = "PR-X"'))
    assert faults(line.format("odd", "in", 'journal = "PR-X"')) == ""
    between = CASH.replace("floor = 900.50", 'floor = 900.50\nbetween = "P"')
    assert "“PR-” belong to the line “pay” and to money between places" in faults("", between)
    rents = (line.format(name, "out", 'parties = ["Vic", "Vic"]') for name in ("rent", "shops"))
    assert "“Vic” belongs to the lines “rent” and “shops”" in faults("".join(rents))
