"""The ``[cash]`` table of a catalogue: its shape, what must hold in it, and the value it becomes."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from scorecard.domain.audiences import WEEKDAYS
from scorecard.domain.catalogue_cash import Cash, CashDrivers, CashLedger, CashLine, CashOverride, DayRule
from scorecard.domain.problems import Problem, excerpt
from scorecard.ingest.catalogue_table import EntityId, Id, Name, Number, Table, Words, given, unknown

MONTH, PERIOD = (re.compile(each, re.ASCII) for each in (r"[0-9]{4}-(0[1-9]|1[0-2])", r"FY[0-9]{4}-P(0[1-9]|1[0-3])"))
"""Keys of calendar months, and of periods made of weeks."""

Amount = Annotated[Number, Field(ge=0)]
Month = Annotated[int, Field(ge=1, le=12)]


class DayRuleTable(Table):
    """``rule`` of a line, and ``payment_run``."""

    day: Annotated[int, Field(ge=1, le=31)] | None = None
    business_day: Annotated[int, Field(ge=-23, le=23)] | None = None
    weekday: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = None
    nth: Annotated[int, Field(ge=-5, le=5)] | None = None
    every_days: Annotated[int, Field(ge=1, le=366)] | None = None
    anchor: date | None = None
    months: tuple[Month, ...] = ()
    roll: Literal["after", "before", "none"] = "after"


class CashLedgerTable(Table):
    """``[cash.receivables]`` and ``[cash.payables]``."""

    written: Id
    settled: Id
    party: Literal["customer", "vendor"]
    promised: Id | None = None
    disputed: Id | None = None


class CashLineTable(Table):
    """``[[cash.lines]]``."""

    id: Id
    name: Name
    direction: Literal["in", "out"]
    journal: Words = ""
    parties: tuple[Name, ...] = ()
    rule: DayRuleTable | None = None
    amount: Annotated[Number, Field(gt=0)] | None = None
    entity: EntityId | None = None


class CashDriversTable(Table):
    """``[cash.drivers]``."""

    revenue: Id | None = None
    cost_of_goods: Id | None = None
    receivables: Id | None = None
    inventory: Id | None = None
    payables: Id | None = None
    capex: Id | None = None
    tax: Id | None = None
    debt: Id | None = None
    profit: Id | None = None
    noncash: Id | None = None
    tax_owed: Id | None = None
    interest: Id | None = None
    owners: Id | None = None


class CashOverrideTable(Table):
    """``[[cash.overrides]]``."""

    line: Id
    by: Literal["plan", "driver", "amount"]
    amount: Number | None = None
    since: Words | date = ""
    till: Words | date = ""
    who: Words = ""
    why: Words = ""


class CashTable(Table):
    """``[cash]``."""

    by: Literal["days", "months"] = "days"
    opening: Id
    closing: Id
    inflow: Id
    outflow: Id
    restricted: Amount = Decimal(0)
    facility: Amount = Decimal(0)
    floor: Amount | None = None
    covenant: Amount | None = None
    covenant_name: Words = ""
    weeks: int = Field(default=13, ge=1, le=26)
    months: int = Field(default=18, ge=1, le=36)
    payment_run: DayRuleTable | None = None
    between: Words = ""
    receivables: CashLedgerTable | None = None
    payables: CashLedgerTable | None = None
    lines: tuple[CashLineTable, ...] = ()
    drivers: CashDriversTable = CashDriversTable()
    overrides: tuple[CashOverrideTable, ...] = ()


def cash_problems(
    cash: CashTable | None, figures: set[str], entities: set[str], name: str, by_month: bool
) -> Iterator[Problem]:
    """Figures that do not exist, lines named twice and day rules that say nothing or too much.

    Args:
        cash: The table; nothing is at fault without one.
        figures: Ids of accounts and readings.
        entities: Ids of places.
        name: Of the file.
        by_month: Whether periods are calendar months.
    """
    if cash is None:
        return
    yield from _figures(cash, figures, name)
    for override in cash.overrides:
        yield from _override(override, figures, f"{name}, cash overrides “{override.line}”", by_month)
    seen: set[str] = set()
    for line in cash.lines:
        where = f"{name}, cash lines “{line.id}”"
        if line.id in seen:
            yield Problem(where, "the id is used more than once", "Give each line its own id.")
        seen.add(line.id)
        if line.entity is not None and line.entity not in entities:
            yield unknown(f"{where} entity", "entity", line.entity)
        if not line.journal and not line.parties and (line.amount is None or line.rule is None):
            said = "it has neither a journal nor parties, so its amount and its days cannot be learned"
            yield Problem(where, said, "Give one of them, or both amount and rule.")
        yield from _rule(line.rule, f"{where} rule")
    yield from _rule(cash.payment_run, f"{name}, cash payment_run")
    yield from _claimed_twice(cash, name)
    if cash.covenant is not None and cash.floor is not None and cash.covenant > cash.floor:
        said = "the lender's minimum lies above the company's own"
        yield Problem(f"{name}, cash covenant", said, "Set the floor at the covenant or above it.")


def _claimed_twice(cash: CashTable, name: str) -> Iterator[Problem]:
    """Notes and parties that two lines claim: their money would be expected twice."""
    begins = [(line.direction, line.journal, f"the line “{line.id}”") for line in cash.lines if line.journal]
    begins += [(way, cash.between, "money between places") for way in ("in", "out") if cash.between]
    for at, (way, text, who) in enumerate(begins):
        for other_way, other, whose in begins[:at]:
            if way == other_way and (text.startswith(other) or other.startswith(text)) and who != whose:
                said = f"bank lines that begin with “{max(text, other, key=len)}” belong to {whose} and to {who}"
                yield Problem(f"{name}, cash lines", said, "Let their notes begin so that each belongs to one.")
    owner: dict[str, str] = {}
    for line in cash.lines:
        for party in dict.fromkeys(line.parties):
            if owner.setdefault(party, line.id) != line.id:
                said = f"“{party}” belongs to the lines “{owner[party]}” and “{line.id}”"
                yield Problem(f"{name}, cash lines", said, "Name each party in one line only.")


def _figures(cash: CashTable, figures: set[str], name: str) -> Iterator[Problem]:
    for key in ("opening", "closing", "inflow", "outflow"):
        if getattr(cash, key) not in figures:
            yield unknown(f"{name}, cash {key}", "account or reading", getattr(cash, key))
    for group, table in (("receivables", cash.receivables), ("payables", cash.payables)):
        for key in ("written", "settled", "promised", "disputed") if table is not None else ():
            found = getattr(table, key)
            if found is not None and found not in figures:
                yield unknown(f"{name}, cash {group} {key}", "account or reading", found)
    for key in CashDriversTable.model_fields:
        found = getattr(cash.drivers, key)
        if found is not None and found not in figures:
            yield unknown(f"{name}, cash drivers {key}", "account or reading", found)


def _override(each: CashOverrideTable, figures: set[str], where: str, by_month: bool) -> Iterator[Problem]:
    if each.line not in figures:
        yield unknown(where, "account or reading", each.line)
    if (each.by == "amount") != (each.amount is not None):
        said = "an amount is given beside another way, or none where one is meant"
        yield Problem(where, said, 'Give amount with by = "amount", and only there.')
    ends = {key: str(getattr(each, key)) for key in ("since", "till")}
    shape, example = (MONTH, "2026-11") if by_month else (PERIOD, "FY2026-P03")
    wrong = [key for key, text in ends.items() if text and not shape.fullmatch(text)]
    for key in wrong:
        said = f"“{excerpt(ends[key])}” is no {'month' if by_month else 'period'}"
        yield Problem(f"{where} {key}", said, f'Write it as "{example}", in quotes.')
    if not wrong and ends["since"] > ends["till"] > "":
        yield Problem(where, "it ends before it begins", "Correct since or till.")


def _rule(rule: DayRuleTable | None, where: str) -> Iterator[Problem]:
    if rule is None:
        return
    ways = [key for key in ("day", "business_day", "weekday", "every_days") if getattr(rule, key) is not None]
    if len(ways) != 1 or rule.business_day == 0 or rule.nth == 0:
        said = "it does not say one way to find the day"
        yield Problem(where, said, "Give one of day, business_day, weekday and every_days; counts begin at 1 or -1.")
    elif (rule.every_days is None) != (rule.anchor is None):
        said = "every_days and anchor go together"
        yield Problem(where, said, "Give both: every so many days, counted from that date.")
    elif rule.nth is not None and rule.weekday is None:
        yield Problem(where, "nth counts weekdays", "Give weekday too, or leave nth out.")


def cash_of(table: CashTable | None) -> Cash | None:
    """The value a checked table becomes."""
    if table is None:
        return None
    told = given(table) | {
        "payment_run": day_rule(table.payment_run),
        "receivables": CashLedger(**given(table.receivables)) if table.receivables else None,
        "payables": CashLedger(**given(table.payables)) if table.payables else None,
        "lines": tuple(CashLine(**(given(line) | {"rule": day_rule(line.rule)})) for line in table.lines),
        "drivers": CashDrivers(**given(table.drivers)),
        "overrides": tuple(CashOverride(**given(each)) for each in table.overrides),
    }
    return Cash(**told)


def day_rule(table: DayRuleTable | None) -> DayRule | None:
    """A day rule, its weekday as a number from Monday 0."""
    if table is None:
        return None
    weekday = None if table.weekday is None else WEEKDAYS.index(table.weekday)
    return DayRule(**(given(table) | {"weekday": weekday}))
