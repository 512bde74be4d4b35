"""Statements, limits, drivers and an account's own rule in the catalogue: read whole, every fault told at once."""

from decimal import Decimal

import pytest

from scorecard.domain.catalogue import Limit, Materiality, Statement
from scorecard.ingest.catalogue import parse_catalogue

BASE = """
[workspace]
name = "Small"
currency = "EUR"
[[entities]]
id = "all"
name = "All"
[[accounts]]
id = "sales"
name = "Sales"
normal = "credit"
[[accounts]]
id = "rent"
name = "Rent"
[[accounts]]
id = "cash"
name = "Cash"
kind = "balance"
[[accounts]]
id = "profit"
name = "Profit"
normal = "credit"
formula = ["+sales", "-rent"]
[[readings]]
id = "orders"
name = "Orders"
"""


def parsed(text: str):
    return parse_catalogue(BASE + text, "c.toml")


def test_statements_limits_drivers_and_rules_are_read():
    text = BASE.replace('name = "Rent"', 'name = "Rent"\ndriver = "orders"\nmateriality = { amount = 5 }')
    catalogue, problems = parse_catalogue(
        text
        + """
[[statements]]
id = "pl"
name = "P&L"
result = "profit"
lines = ["sales", "rent", "profit"]
[[statements]]
id = "where"
name = "Where"
by = "places"
of = "profit"
beside = ["orders"]
[[limits]]
account = "rent"
entity = "all"
amount = 500
committed = "orders"
[[limits]]
account = "rent"
entity = "all"
""",
        "c.toml",
    )
    assert problems == ()
    assert catalogue.statements == (
        Statement("pl", "P&L", "accounts", "profit", ("sales", "rent", "profit")),
        Statement("where", "Where", "places", of="profit", beside=("orders",)),
    )
    assert catalogue.limits == (Limit("rent", "all", Decimal(500), "orders"), Limit("rent", "all"))
    assert catalogue.accounts["rent"].driver == "orders"
    assert catalogue.accounts["rent"].materiality == Materiality(Decimal(5))
    assert catalogue.accounts["sales"].materiality is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[statements]]\nid = "a"\nname = "A"\nresult = "gone"', "there is no account “gone”"),
        ('[[statements]]\nid = "a"\nname = "A"\nlines = ["cash"]', "cash are balances and have no sum over a window"),
        ('[[statements]]\nid = "a"\nname = "A"\nby = "places"', "it does not say which figure"),
        ('[[statements]]\nid = "a"\nname = "A"\nby = "places"\nof = "moon"', "there is no account, reading or measure"),
        ('[[statements]]\nid = "a"\nname = "A"\n[[statements]]\nid = "a"\nname = "B"', "is used more than once"),
        ('[[limits]]\naccount = "gone"\nentity = "all"', "there is no account “gone”"),
        ('[[limits]]\naccount = "rent"\nentity = "moon"', "there is no entity “moon”"),
        ('[[limits]]\naccount = "cash"\nentity = "all"', "a balance is not spent"),
        ('[[limits]]\naccount = "rent"\nentity = "all"\ncommitted = "gone"', "there is no account or reading “gone”"),
        ('[[accounts]]\nid = "x"\nname = "X"\ndriver = "gone"', "there is no reading or measure “gone”"),
    ],
)
def test_each_fault_is_told_with_its_place(text, said):
    catalogue, problems = parsed(text)
    assert catalogue is None
    assert [said in problem.what for problem in problems] == [True]


def test_a_limit_of_nothing_is_refused():
    catalogue, problems = parsed('[[limits]]\naccount = "rent"\nentity = "all"\namount = 0')
    assert catalogue is None
    assert "limits" in problems[0].where
