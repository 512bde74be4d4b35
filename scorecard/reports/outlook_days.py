"""Days that money is tied up, taken apart: customers, stock and suppliers, each with owners and the price of a day."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scorecard.domain.bridge import nearest
from scorecard.domain.cash_conversion import Conversion, DaysPart, conversion, cycle_of
from scorecard.domain.catalogue import Measure
from scorecard.domain.catalogue_cash import Cash
from scorecard.domain.cells import TICKS
from scorecard.reports.asked import Asked, label_of

VAT = (
    "Days are right only where both sides are told alike: what customers owe is often booked with VAT while revenue is "
    "without. 300 owed over 900 of quarterly revenue looks like 30.3 days; at 20 % VAT it is 25.3."
)
"""What to check before days are trusted, with the worked example of semantics 2.9."""


@dataclass(frozen=True, slots=True)
class DaysRow:
    """One branch of the cycle, or the cycle itself.

    Attributes:
        measure: Id of the scorecard's measure, "" where there is none.
        sign: +1 where days tie money up, -1 where they free it, 0 for the whole.
        price: What one day is worth in cash.
        owners: Finance and operations, as names.
    """

    id: str
    measure: str
    label: str
    sign: int
    days: Decimal | None
    before: Decimal | None
    held: Decimal | None
    price: Decimal | None
    owners: tuple[str, str]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PlaceDays:
    """A place below: days and price of a day for each branch, None where it has no balances of its own."""

    entity: str
    label: str
    days: tuple[Decimal | None, ...]
    prices: tuple[Decimal | None, ...]
    cycle: Decimal | None


@dataclass(frozen=True, slots=True)
class DaysTree:
    """The cycle with its branches; ``customers`` is what a day of customers is worth, in ticks."""

    whole: DaysRow
    rows: tuple[DaysRow, ...]
    places: tuple[PlaceDays, ...]
    when: str
    customers: int | None
    note: str


def days_tree(asked: Asked, cash: Cash, at: int) -> DaysTree | None:
    """The cycle at the end of a period; None where the catalogue names no balances.

    Args:
        asked: The scope opened; the tree is of its place.
        cash: Which balances and flows belong together.
        at: Index of the period.

    Source: semantics 2.9.
    """
    drivers = cash.drivers
    if not (drivers.receivables or drivers.inventory or drivers.payables):
        return None
    found = _at(asked, cash, asked.scope.entity, at)
    rows = tuple(_row(asked, part) for part in found.parts)
    places = (_place(asked, cash, each, at) for each in asked.catalogue.children[asked.scope.entity])
    return DaysTree(
        whole=_whole(asked, found),
        rows=rows,
        places=tuple(each for each in places if any(day is not None for day in each.days)),
        when=asked.calendar.periods[at].label,
        customers=None if rows[0].price is None else nearest(Fraction(rows[0].price) * TICKS),
        note=VAT,
    )


def _at(asked: Asked, cash: Cash, entity: str, at: int) -> Conversion:
    return conversion(asked.catalogue, cash.drivers, asked.calendar, asked.snapshot.cells, entity, at)


def _row(asked: Asked, part: DaysPart) -> DaysRow:
    measure = part.measure
    return DaysRow(
        id=part.balance,
        measure=measure.id,
        label=label_of(measure, asked.scope.words),
        sign=part.sign,
        days=part.days,
        before=part.before,
        held=part.held,
        price=part.price,
        owners=_owners(asked, measure),
        reason=part.reason,
    )


def _whole(asked: Asked, found: Conversion) -> DaysRow:
    measure = cycle_of(asked.catalogue)
    return DaysRow(
        id="cycle",
        measure="" if measure is None else measure.id,
        label="Days our money is tied up" if measure is None else label_of(measure, asked.scope.words),
        sign=0,
        days=found.days,
        before=found.before,
        held=None,
        price=None,
        owners=("", "") if measure is None else _owners(asked, measure),
        reason=found.reason,
    )


def _owners(asked: Asked, measure: Measure) -> tuple[str, str]:
    people = asked.catalogue.people
    finance, operations = (
        people[each].name if each in people else "" for each in (measure.finance_owner, measure.operations_owner)
    )
    return finance, operations


def _place(asked: Asked, cash: Cash, entity: str, at: int) -> PlaceDays:
    found = _at(asked, cash, entity, at)
    return PlaceDays(
        entity,
        asked.catalogue.entities[entity].name,
        tuple(part.days for part in found.parts),
        tuple(part.price for part in found.parts),
        found.days,
    )
