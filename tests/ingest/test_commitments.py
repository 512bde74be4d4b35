"""Dials, commitments and joint goals are read with the catalogue, and every fault in them is told at once."""

from datetime import date
from decimal import Decimal as D

import pytest

from scorecard.domain.commitments import Bound, Dial, JointGoal, Over, To
from scorecard.ingest.catalogue import parse_catalogue
from tests.ingest.test_boards import LISTED
from tests.ingest.workshop import CATALOGUE

CASH = """
[cash]
by = "months"
opening = "bank"
closing = "bank"
inflow = "revenue"
outflow = "cost"
covenant = 600
covenant_name = "Least cash agreed"
"""
SYNC = """
[[dials]]
id = "cash"
name = "Cash"
tells = "cash"
[[dials]]
id = "sales"
name = "Sales"
tells = "year"
measures = ["sales"]
promise = "sales-of-the-year"
[[dials]]
id = "both"
name = "Both"
tells = "measures"
measures = ["seen", "money"]

[[commitments]]
id = "least-cash"
name = "Least cash"
to = "lender"
bound = "hard"
cash = "covenant"
[[commitments]]
id = "sales-of-the-year"
name = "Sales of the year"
to = "board"
whom = "The board"
bound = "negotiable"
measure = "sales"
over = "year"
least = 100
since = 2026-01-01
until = 2026-12-31
[[commitments]]
id = "visits"
name = "Visits"
to = "customer"
bound = "free"
measure = "seen"
most = 5
entity = "ops"
little = 2

[[joint_goals]]
measure = "seen"
weight = 2
"""
WHOLE = CATALOGUE + LISTED + CASH + SYNC


def problems(text: str) -> list[str]:
    found, told = parse_catalogue(text, "catalogue.toml")
    assert found is None
    return [str(problem) for problem in told]


def test_sound_tables_become_values():
    found, told = parse_catalogue(WHOLE, "catalogue.toml")
    assert told == ()
    assert found is not None
    assert found.dials[1:] == (
        Dial("sales", "Sales", "year", ("sales",), "sales-of-the-year"),
        Dial("both", "Both", "measures", ("seen", "money")),
    )
    cash, sales, visits = found.commitments.values()
    assert (cash.to, cash.bound, cash.cash, cash.least) == (To.LENDER, Bound.HARD, "covenant", None)
    assert (sales.over, sales.least, sales.since, sales.until) == (
        Over.YEAR, D(100), date(2026, 1, 1), date(2026, 12, 31),
    )  # fmt: skip
    assert (visits.most, visits.entity, visits.little, visits.over) == (D(5), "ops", D(2), Over.MONTH)
    assert found.joint_goals == (JointGoal("seen", D(2)),)


def test_a_catalogue_without_them_has_none():
    found, told = parse_catalogue(CATALOGUE + LISTED, "catalogue.toml")
    assert (told, found is not None) == ((), True)
    assert found is not None
    assert (found.dials, found.commitments, found.joint_goals) == ((), {}, ())


FAULTS = {
    "a measure that is not there": ('measure = "seen"\nmost', 'measure = "seem"\nmost', "there is no measure “seem”"),
    "no number": ('measure = "seen"\nmost', "most", "it does not say one number"),
    "two numbers": ('measure = "seen"\nmost', 'cash = "floor"\nmeasure = "seen"\nmost', "it does not say one number"),
    "two amounts": ("most = 5", "most = 5\nleast = 1", "it does not say one amount"),
    "an amount said twice": ('cash = "covenant"', 'cash = "covenant"\nleast = 5', "stands under cash"),
    "a floor that is not there": ('cash = "covenant"', 'cash = "floor"', "there is no floor under cash"),
    "cash without an amount": ('cash = "covenant"', 'cash = "low_point"', "below what cash must not go"),
    "cash at a place": ('cash = "covenant"', 'cash = "covenant"\nentity = "ops"', "the whole company's"),
    "a place that is not there": ('entity = "ops"\nlittle', 'entity = "opps"\nlittle', "there is no entity “opps”"),
    "an end before its beginning": ("until = 2026-12-31", "until = 2025-12-31", "it ends before it begins"),
    "a year of what is no amount": (
        'measure = "seen"\nmost', 'measure = "seen"\nover = "year"\nmost', "is not the amount of one account",
    ),
    "a promise named twice": (
        'id = "visits"\nname = "Visits"\nto', 'id = "least-cash"\nname = "V"\nto', "“least-cash” is used more",
    ),
    "a dial of a measure that is not there": ('["seen", "money"]', '["seem"]', "there is no measure “seem”"),
    "a dial without measures": ('["seen", "money"]', "[]", "it tells “measures” of 0"),
    "a dial of cash and a measure": ('tells = "cash"', 'tells = "cash"\nmeasures = ["seen"]', "it tells “cash” of 1"),
    "a promise about another number": ('promise = "sales-of-the-year"', 'promise = "visits"', "is no promise about"),
    "a promise nobody made": ('promise = "sales-of-the-year"', 'promise = "none"', "“none” is no promise about"),
    "a dial named twice": ('id = "both"\nname = "Both"', 'id = "sales"\nname = "S"', "“sales” is used more than once"),
    "a goal named twice": (
        '[[joint_goals]]', '[[joint_goals]]\nmeasure = "seen"\n[[joint_goals]]', "“seen” is used more than once",
    ),
    "a goal nobody measures": ('[[joint_goals]]\nmeasure = "seen"', '[[joint_goals]]\nmeasure = "m"', "no measure “m”"),
    "cash that nobody described": (CASH, "", "the catalogue does not say what cash is"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_faults_are_told_with_what_to_do(old: str, new: str, said: str):
    assert WHOLE.count(old) == 1
    found = problems(WHOLE.replace(old, new))
    assert any(said in each for each in found), found


def test_more_dials_than_one_glance_takes_are_too_many():
    more = "".join(f'[[dials]]\nid = "d{at}"\nname = "D"\ntells = "cash"\n' for at in range(3))
    assert any("there are 6; one glance takes 5" in each for each in problems(WHOLE + more))


def test_several_faults_are_told_at_once():
    text = WHOLE.replace("most = 5", "").replace('to = "lender"', 'to = "nobody"')
    assert any("commitments" in each for each in problems(text))
    broken = WHOLE.replace("most = 5", "").replace('cash = "covenant"', 'cash = "floor"')
    assert len(problems(broken)) == 2
