"""The cash conversion cycle taken apart: days until customers pay, in stock, until we pay, and the price of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.calendar import Calendar
from scorecard.domain.catalogue import Catalogue, Measure
from scorecard.domain.catalogue_cash import CashDrivers
from scorecard.domain.cells import Cells
from scorecard.domain.measures import measure_series
from scorecard.domain.terms import parse_terms
from scorecard.domain.vocabulary import Kind, Perspective, Polarity, Unit

SIGNS = {"receivables": 1, "inventory": 1, "payables": -1}
"""Which way each balance counts in the cycle, in reading order."""

USUAL = {
    "receivables": ("Days until customers pay", "Days sales outstanding"),
    "inventory": ("Days goods lie in stock", "Days inventory outstanding"),
    "payables": ("Days until we pay suppliers", "Days payables outstanding"),
}
"""Plain and finance name of a part that the catalogue has no measure for."""


@dataclass(frozen=True, slots=True)
class DaysPart:
    """One branch of the cycle at one place.

    Attributes:
        balance: ``receivables``, ``inventory`` or ``payables``.
        measure: What is measured; its id is "" where the catalogue has none for it.
        sign: +1 where more days tie up more money, -1 where they free it.
        days: None where something is missing.
        before: The same a year earlier.
        held: The balance in units of money.
        price: What one day is worth, the flow over the window ÷ its days.
        reason: Why there are no days.
    """

    balance: str
    measure: Measure
    sign: int
    days: Decimal | None
    before: Decimal | None
    held: Decimal | None
    price: Decimal | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Conversion:
    """The cycle: DSO + DIO − DPO; None where a part is missing, which is not zero."""

    parts: tuple[DaysPart, ...]
    days: Decimal | None
    before: Decimal | None
    reason: str = ""


def days_measures(catalogue: Catalogue, drivers: CashDrivers) -> dict[str, Measure | None]:
    """What measures each balance in days; None where the catalogue names no balance or no flow for it.

    A measure of the catalogue comes first, so that the outlook and the scorecard cannot differ.
    """
    named = {each: getattr(drivers, each) for each in SIGNS}
    flows = {"receivables": drivers.revenue, "inventory": drivers.cost_of_goods, "payables": drivers.cost_of_goods}
    return {each: _measure(catalogue, each, balance, flows[each]) for each, balance in named.items()}


def cycle_of(catalogue: Catalogue) -> Measure | None:
    """The catalogue's own measure of the whole cycle, None where it has none."""
    combined = (each for each in catalogue.measures.values() if each.combine == "sum" and each.kind is Kind.DAYS)
    return next(combined, None)


def conversion(
    catalogue: Catalogue, drivers: CashDrivers, calendar: Calendar, cells: Cells, entity: str, index: int
) -> Conversion:
    """The cycle of a place at the end of a period, over the trailing three.

    Args:
        catalogue: Accounts and the measures of days.
        drivers: Which balances and flows belong together.
        calendar: Periods and days.
        cells: Exact figures.
        entity: Its whole subtree is added up.
        index: The period.

    Source: semantics 2.9; closing balances, actual days of the window.
    """
    found = days_measures(catalogue, drivers)
    parts = tuple(_part(name, found[name], (catalogue, calendar, cells, entity, index)) for name in SIGNS)
    lacking = next((part for part in parts if part.days is None), None)
    reason = "" if lacking is None else f"{lacking.measure.name}: {lacking.reason}"
    return Conversion(
        parts, _total(parts, (part.days for part in parts)), _total(parts, (p.before for p in parts)), reason
    )


def _total(parts: tuple[DaysPart, ...], days: Iterable[Decimal | None]) -> Decimal | None:
    pairs = list(zip(parts, days, strict=True))
    known = [part.sign * each for part, each in pairs if each is not None]
    return sum(known, Decimal(0)) if len(known) == len(pairs) else None


def _part(name: str, measure: Measure | None, at: tuple[Catalogue, Calendar, Cells, str, int]) -> DaysPart:
    catalogue, calendar, cells, entity, index = at
    if measure is None:
        unknown = _made(name, "", "")
        return DaysPart(name, unknown, SIGNS[name], None, None, None, None, "the catalogue names no account for it")
    year_ago = calendar.last_year(index)
    wanted = [index] if year_ago is None else [year_ago, index]
    series = measure_series(measure, catalogue, calendar, cells, entity, only=wanted)
    days, flow = series.values[index], series.denominator[index]
    length = calendar.days(range(index - series.window_lengths[index] + 1, index + 1))
    return DaysPart(
        balance=name,
        measure=measure,
        sign=SIGNS[name],
        days=days,
        before=None if year_ago is None else series.values[year_ago],
        held=series.numerator[index],
        price=None if days is None or flow is None else flow / length,
        reason=series.reasons[index],
    )


def _measure(catalogue: Catalogue, name: str, balance: str, flow: str) -> Measure | None:
    if not balance:
        return None
    for each in catalogue.measures.values():
        terms = parse_terms(each.numerator)
        if each.kind is Kind.DAYS and len(terms) == 1 and terms[0].name == balance and each.denominator:
            return each
    return _made(name, balance, flow) if flow else None


def _made(name: str, balance: str, flow: str) -> Measure:
    plain, finance = USUAL[name]
    return Measure(
        id="",
        name=plain,
        finance_name=finance,
        kind=Kind.DAYS,
        unit=Unit.DAYS,
        polarity=Polarity.NEUTRAL,
        perspective=Perspective.FINANCIAL,
        objective="",
        numerator=(f"+{balance}",),
        denominator=(f"+{flow}",),
        decimals=1,
    )
