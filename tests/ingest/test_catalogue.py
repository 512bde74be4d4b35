"""A catalogue is read as a whole or every fault in it is told at once."""

from decimal import Decimal

import pytest

from scorecard.domain.vocabulary import Kind, Normal, Perspective
from scorecard.ingest.catalogue import parse_catalogue
from tests.ingest.workshop import CATALOGUE

FULL = (
    CATALOGUE
    + """
[perspectives]
financial = "Money"
[materiality]
amount = 1000
[[objectives]]
id = "grow"
name = "Grow"
perspective = "financial"
[[people]]
id = "ana"
name = "Ana"
[[measures]]
id = "margin"
name = "Margin"
kind = "ratio"
unit = "percent"
polarity = "higher"
objective = "grow"
numerator = ["+revenue", "-cost"]
denominator = ["+revenue"]
finance_owner = "ana"
target = { source = "steps", steps = [{ since = "2026-01", goal = 0.4, red = 0.3 }] }
[[checks]]
name = "all visited"
terms = ["+visits", "-0.5*visits"]
"""
)


def problems(text: str) -> list[str]:
    found, told = parse_catalogue(text, "catalogue.toml")
    assert found is None
    return [str(problem) for problem in told]


def test_a_sound_catalogue_becomes_values_with_exact_numbers():
    found, told = parse_catalogue(FULL, "catalogue.toml")
    assert told == ()
    assert found is not None
    assert found.measures["margin"].target.steps[0].goal == Decimal("0.4")
    assert found.measures["margin"].perspective is Perspective.FINANCIAL
    assert found.measures["margin"].finance_name == "Margin"
    assert found.perspectives[Perspective.FINANCIAL] == "Money"
    assert found.perspectives[Perspective.CUSTOMER] == "Customer"
    assert found.accounts["revenue"].normal is Normal.CREDIT
    assert found.readings["nps"].kind is Kind.SCORE
    assert found.root == "all"
    assert found.calendar.start_month == 7
    assert found.checks == (("all visited", ("+visits", "-0.5*visits")),)


FAULTS = {
    "a misspelt key": ('name = "Ana"', 'nane = "Ana"', "people “ana” nane: is not a key that exists here"),
    "a word not on the list": ('kind = "ratio"', 'kind = "ratoi"', "measures “margin” kind: “ratoi” is not one of"),
    "a number that is none": ("goal = 0.4", "goal = nan", "goal: “NaN” is not a number"),
    "a reference to nothing": ('objective = "grow"', 'objective = "shrink"', "there is no objective “shrink”"),
    "a term to nothing": ('["+revenue", "-cost"]\nden', '["+revenu", "-cost"]\nden', "no account or reading “revenu”"),
    "a term that is none": ('["+revenue", "-cost"]\nden', '["revenue cost"]\nden', "“revenue cost” is not a term"),
    "a goal that is the red flag": ("red = 0.3", "red = 0.4", "goal and red flag are the same"),
    "a red flag on the wrong side": ("red = 0.3", "red = 0.5", "the red flag is better than the goal"),
    "money and counts added up": ('"-cost"]\nden', '"-visits"]\nden', "money is added to count"),
    "two roots": ('parent = "all"\naliases', "aliases", "2 entities have no parent (all, ops)"),
    "an id used twice": ('id = "fin"', 'id = "ops"', "the id “ops” is used more than once"),
    "an alias of two": (
        'name = "Finance"', 'name = "Finance"\naliases = ["café"]', "is an alias of more than one",
    ),
    "an owner nobody knows": ('finance_owner = "ana"', 'finance_owner = "bo"', "there is no person “bo”"),
    "a circle of parents": (
        'id = "all"\nname = "All"', 'id = "all"\nname = "All"\nparent = "ops"',
        "lead back to themselves",
    ),
    "a circle of formulas": (
        'id = "cost"\nname = "Cost"', 'id = "cost"\nname = "C"\nformula = ["+profit"]',
        "formula: these lead back",
    ),
    "flows and balances mixed": (
        'id = "cost"\nname = "Cost"', 'id = "cost"\nname = "C"\nkind = "balance"',
        "a flow made of “cost”, a balance",
    ),
    "no currency": ('currency = "EUR"', 'currency = "euro"', "workspace currency: “euro” is not written as it must be"),
    "characters that cannot be shown": ('name = "Grow"', 'name = "Gr\\u0007ow"', "cannot be shown"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_key_and_a_remedy(old: str, new: str, says: str):
    assert old in FULL
    told = problems(FULL.replace(old, new, 1))
    assert any(says in each for each in told), told
    assert all(each.startswith("catalogue.toml") for each in told)


def test_all_faults_of_a_kind_are_told_in_one_pass():
    broken = FULL.replace('objective = "grow"', 'objective = "x"').replace(
        'finance_owner = "ana"', 'finance_owner = "y"'
    )
    assert len(problems(broken.replace("red = 0.3", "red = 0.4"))) == 3


@pytest.mark.parametrize("text", ["x = [", "[a]\n[a]", "a = 1e", "\x00", "[" * 5000, "a = 1e400000000"])
def test_text_that_is_no_catalogue_is_one_problem_or_few(text: str):
    assert 1 <= len(problems(text)) <= 4


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ('closed = "2026-13"', "closing closed"),
        ('closed = "FY2026-P03"', "the calendar has no period “FY2026-P03”"),
        ('closed = "2026-09"\nsoft_closed = "2026-08"', "what is closed for now ends before what is closed for good"),
        ("closed = 2026-09-30", "closing closed"),
    ],
)
def test_a_closing_that_names_no_period_of_the_calendar_is_told(given: str, says: str):
    assert [says in each for each in problems(f"{FULL}\n[closing]\n{given}\n")] == [True]


def test_how_far_the_books_are_closed_is_read():
    found, _ = parse_catalogue(f'{FULL}\n[closing]\nclosed = "2026-08"\nsoft_closed = "2026-09"\n', "catalogue.toml")
    assert found is not None
    assert (found.closing.closed, found.closing.soft_closed) == ("2026-08", "2026-09")
    none, _ = parse_catalogue(FULL, "catalogue.toml")
    assert none is not None
    assert none.closing.state("2026-08") is None
