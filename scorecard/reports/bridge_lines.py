"""Stored figures of both sides with their quantities, read once: what quantities and drivers can tell apart."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from threading import Lock
from weakref import WeakKeyDictionary

from scorecard.domain.bridge import Effects, Flexed, Line, added, driven, price_volume_mix
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.cells import TICKS
from scorecard.domain.terms import parse_term
from scorecard.domain.vocabulary import Unit
from scorecard.reports.bridge_sides import Side, Sides
from scorecard.reports.reference import Column
from scorecard.reports.reference_leaves import leaves_of
from scorecard.store.cells import RevisionCells
from scorecard.store.store import Store

KEPT = 64
"""Questions whose lines are kept for one state of the numbers; beyond it that state is begun anew."""

DIMS = ("measure", "entity", "product")
Figure = tuple[Fraction, Fraction | None]
"""What it adds to the account asked for, and the quantity behind it; None where any of its lines tells none."""

NOTHING: Figure = (Fraction(0), Fraction(0))

Row = tuple[str, str, Figure]
"""Place, product ("" where a line tells none) and figure."""

Rows = Mapping[str, Sequence[Row]]
"""What is stored of each account, added up by place and product."""


@dataclass(frozen=True, slots=True)
class Counted:
    """An account's difference: effects where both sides tell quantities, the rest as one amount.

    ``before`` and ``now`` are what it adds to the account asked for; ``has_quantities`` is false where a side
    tells none.
    """

    account: str
    before: Fraction
    now: Fraction
    effects: Effects
    has_quantities: bool

    @property
    def rest(self) -> Fraction:
        """What no quantity explains."""
        return self.now - self.before - self.effects.total


@dataclass(frozen=True, slots=True)
class Driven:
    """A cost's difference split by what drives it, by hours or anything else; ``split`` is None without a driver."""

    account: str
    change: Fraction
    by_hours: bool
    split: Flexed[Fraction] | None


_LOCK = Lock()
_STATES: WeakKeyDictionary[RevisionCells, dict[tuple[object, ...], Rows]] = WeakKeyDictionary()


class Lines:
    """The figures behind both sides of an account, by account, place and product."""

    def __init__(self, store: Store, sides: Sides) -> None:
        self._sides = sides
        self._before, self._now = (_figures(store, sides, side) for side in (sides.reference, sides.actual))
        order = {name: at for at, name in enumerate(sides.asked.catalogue.accounts)}
        self.accounts = sorted({*self._before, *self._now}, key=order.__getitem__)
        self._counted: dict[str, Counted] = {}
        self._driven: dict[str, Driven] = {}

    def counted(self, account: str) -> Counted:
        """An account's price, volume and mix; products are told apart where both sides tell them."""
        if account not in self._counted:
            self._counted[account] = self._count(account)
        return self._counted[account]

    def driven(self, account: str) -> Driven:
        """A cost's difference, split at every place it lies by the driver measured there or nearest above."""
        if account not in self._driven:
            self._driven[account] = self._drive(account)
        return self._driven[account]

    def _count(self, account: str) -> Counted:
        before, now = (_by_product(side.get(account, ())) for side in (self._before, self._now))
        if not all(any(side) for side in (before, now)):
            before, now = ({"": _summed(side)} for side in (before, now))
        lines = {name: _line(before.get(name, NOTHING), now.get(name, NOTHING)) for name in {**before, **now}}
        has = all(any(quantity for _, quantity in side.values()) for side in (before, now))
        known = {name: line for name, line in lines.items() if line is not None} if has else {}
        effects = added(price_volume_mix(known).values())
        return Counted(account, _summed(before)[0], _summed(now)[0], effects, has)

    def _drive(self, account: str) -> Driven:
        catalogue = self._sides.asked.catalogue
        before, now = (_by_place(side.get(account, ())) for side in (self._before, self._now))
        change = sum(now.values(), Fraction(0)) - sum(before.values(), Fraction(0))
        driver = driver_of(catalogue, account)
        if not driver:
            return Driven(account, change, False, None)
        volume = spending = Fraction(0)
        for place in {**before, **now}:
            split = self._split(driver, place, before.get(place, Fraction(0)), now.get(place, Fraction(0)))
            if split is None:
                return Driven(account, change, False, None)
            volume, spending = volume + split.volume, spending + split.spending
        is_hours = driver in catalogue.readings and catalogue.readings[driver].unit is Unit.HOURS
        return Driven(account, change, is_hours, Flexed(volume, spending))

    def _split(self, driver: str, place: str, before: Fraction, now: Fraction) -> Flexed[Fraction] | None:
        for above in reversed(self._sides.asked.catalogue.path(place)):
            counts = self._sides.counts(driver, above)
            if counts is not None and counts[0] > 0:
                return driven(before, now, *counts)
        return None


def driver_of(catalogue: Catalogue, account: str) -> str:
    """The reading that drives an account or the group it lies in; "" where nothing is named that can be counted."""
    name: str | None = account
    while name is not None:
        here = catalogue.accounts[name]
        if here.driver:
            return _counted_in(catalogue, here.driver)
        name = here.parent
    return ""


def _counted_in(catalogue: Catalogue, driver: str) -> str:
    """The one reading a driver is; "" for a measure that is more than one."""
    if driver in catalogue.readings:
        return driver
    measure = catalogue.measures.get(driver)
    if measure is None or len(measure.numerator) != 1 or measure.denominator or measure.growth or measure.combine:
        return ""
    name = parse_term(measure.numerator[0]).name
    return name if name in catalogue.readings else ""


def _figures(store: Store, sides: Sides, side: Side) -> Rows:
    """Every stored figure of a side, added up; read once for a state of the numbers."""
    asked, account, column = sides.asked, sides.subject.account, sides.segments(side)
    key = (account, asked.scope.entity, column)
    with _LOCK:
        known = _STATES.get(asked.snapshot.cells, {}).get(key)
    if known is None:
        known = _read(store, sides, column)
        with _LOCK:
            state = _STATES.setdefault(asked.snapshot.cells, {})
            if len(state) >= KEPT:
                state.clear()
            state[key] = known
    return known


def _read(store: Store, sides: Sides, column: Column) -> Rows:
    table = leaves_of(store, sides.asked, (sides.subject.account,), sides.asked.scope.entity, column, DIMS)
    columns = (table[name].to_pylist() for name in (*DIMS, "value", "quantity", "lines", "counted"))
    found: dict[str, list[Row]] = defaultdict(list)
    for account, place, product, value, quantity, lines, counted in zip(*columns, strict=True):
        figure = (Fraction(value, TICKS), Fraction(quantity, TICKS) if counted == lines else None)
        found[account].append((place, product or "", figure))
    return dict(found)


def _line(before: Figure, now: Figure) -> Line | None:
    """A product on both sides; None where a side does not tell all of its quantity."""
    (then, quantity_then), (amount, quantity) = before, now
    if quantity_then is None or quantity is None:
        return None
    return Line.of_amounts(then, quantity_then, amount, quantity)


def _by_product(rows: Sequence[Row]) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for _, product, figure in rows:
        found[product] = _both(found.get(product, NOTHING), figure)
    return found


def _by_place(rows: Sequence[Row]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for place, _, (amount, _quantity) in rows:
        found[place] = found.get(place, Fraction(0)) + amount
    return found


def _summed(side: Mapping[str, Figure]) -> Figure:
    return reduce(_both, side.values(), NOTHING)


def _both(one: Figure, other: Figure) -> Figure:
    quantity = None if one[1] is None or other[1] is None else one[1] + other[1]
    return one[0] + other[0], quantity
