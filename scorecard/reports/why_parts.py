"""A value split by one dimension: each part beside its other side, largest difference first, adding up to the whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np

from scorecard.domain.catalogue import Catalogue, Measure
from scorecard.domain.cells import Ints
from scorecard.domain.explain import Leaves
from scorecard.domain.variance import difference
from scorecard.domain.vocabulary import Unit, Words
from scorecard.reports.why_leaves import COLUMNS, Rows
from scorecard.reports.why_spots import Spot, deeper, name_of
from scorecard.reports.why_where import ordered
from scorecard.store.schema import TOLD_BY

SHOWN = 40
"""Parts told one by one; smaller ones are added up in one row."""

DIGITS = 12
"""Decimals in which a part's points of a quotient are told."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a value.

    Attributes:
        name: What it is called.
        spot: Where a reader looks further; None where several parts are added up.
        actual: Of an amount the part's amount, of a quotient the part's own quotient; None where there is none.
        reference: The other side; None where there is none.
        amount: The part of the whole difference: actual less reference; of a quotient in its own unit, so that all
            parts add up to the difference of the whole. None without another side.
        impact: The same, plus is better; None where nothing is better.
        unit: What the part is counted in.
        who: Who has it, "" if nobody.
    """

    name: str
    spot: Spot | None
    actual: Decimal | None
    reference: Decimal | None
    amount: Decimal | None
    impact: Decimal | None
    unit: Unit
    who: str = ""


@dataclass(frozen=True, slots=True)
class Sums:
    """Whole ticks of one part, or of the whole: both sides, and their bases where it is a quotient."""

    actual: int
    reference: int
    actual_base: int = 0
    reference_base: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """How sums become values: decimals of a tick, whether it is a quotient, whether there is another side."""

    measure: Measure
    places: int
    compared: bool

    @property
    def ratio(self) -> bool:
        """Whether the measure is a quotient."""
        return bool(self.measure.denominator)

    @property
    def alone(self) -> "Shape":
        """The same without another side."""
        return replace(self, compared=False)

    def value(self, above: int, below: int) -> Decimal | None:
        """An amount, or a quotient; None where there is nothing to divide by."""
        if self.ratio:
            return Decimal(above) / below if below > 0 else None
        return Decimal(above).scaleb(-self.places)

    def actual(self, sums: Sums) -> Decimal | None:
        """The value of the actual figures."""
        return self.value(sums.actual, sums.actual_base)

    def reference(self, sums: Sums) -> Decimal | None:
        """The value of the other side."""
        return self.value(sums.reference, sums.reference_base) if self.compared else None

    def difference(self, actual: Decimal | None, reference: Decimal | None) -> Decimal | None:
        """The whole difference, of a quotient in as many decimals as its parts' points."""
        found = difference(actual, reference)
        return found if found is None or not self.ratio else round(found, DIGITS)

    def impact(self, amount: Decimal | None) -> Decimal | None:
        """A difference signed so that plus is better."""
        sign = self.measure.polarity.sign
        return amount * sign if amount is not None and sign else None


def whole_of(rows: Rows) -> Sums:
    """All rows added up."""
    return Sums(*(int(rows.ticks[rows.column == at].sum()) for at in range(len(COLUMNS))))


def members(rows: Rows, by: str, catalogue: Catalogue, entity: str) -> list[str]:
    """Members of a dimension that occur, in order; of places those right below the entity, and itself."""
    codes, names = _levelled(rows, by, catalogue, entity)
    return [names[code] for code in np.unique(codes).tolist()]


def parts_by(rows: Rows, by: str, shape: Shape, spot: Spot, catalogue: Catalogue, words: Words) -> tuple[Part, ...]:
    """The rows split by a dimension, largest difference first; they add up to the whole exactly.

    Args:
        rows: The figures.
        by: A dimension; "entity" tells the places right below the spot's.
        shape: How sums become values.
        spot: Where the reader is.
        catalogue: Names.
        words: Plain or finance words.
    """
    codes, names = _levelled(rows, by, catalogue, spot.entity)
    sums = np.zeros((len(COLUMNS), max(len(names), 1)), np.int64)
    np.add.at(sums, (rows.column, codes), rows.ticks)
    told = [(names[code], Sums(*sums[:, code].tolist())) for code in np.unique(codes).tolist()]
    amounts = amounts_of([each for _, each in told], shape)
    found = []
    for (name, each), amount in zip(told, amounts, strict=True):
        further, label = _further(spot, by, name, catalogue, words, len(told))
        found.append(
            Part(
                label,
                further,
                shape.actual(each),
                shape.reference(each),
                amount,
                shape.impact(amount),
                shape.measure.unit,
            )
        )
    kept = sorted(zip(found, (each for _, each in told), strict=True), key=lambda pair: size(pair[0]))
    return _shortened(kept, shape)


def _shortened(kept: Sequence[tuple[Part, Sums]], shape: Shape) -> tuple[Part, ...]:
    """The largest parts one by one, all others in one row."""
    shown, rest = kept[:SHOWN], kept[SHOWN:]
    if not rest:
        return tuple(part for part, _ in shown)
    together = Sums(*(sum(getattr(each, name) for _, each in rest) for name in Sums.__slots__))
    amounts = [part.amount for part, _ in rest]
    amount = None if None in amounts else sum((each for each in amounts if each is not None), Decimal(0))
    others = Part(
        f"{len(rest)} others", None, shape.actual(together), shape.reference(together), amount, shape.impact(amount),
        shape.measure.unit,
    )  # fmt: skip
    return (*(part for part, _ in shown), others)


def size(part: Part) -> tuple[Decimal, str]:
    """Sorts parts: the largest difference first."""
    size = part.amount if part.amount is not None else part.actual
    return -abs(size or Decimal(0)), part.name


def sums_of(leaves: Leaves) -> list[Sums]:
    """The leaves one by one."""
    base = [each for each in (leaves.actual_base, leaves.reference_base) if each is not None]
    columns = (leaves.actual, leaves.reference, *base)
    return [Sums(*each) for each in zip(*(column.tolist() for column in columns), strict=True)]


def amounts_of(told: Sequence[Sums], shape: Shape) -> list[Decimal | None]:
    """What each part brings to the difference of all together; all of it to the last digit."""
    if not shape.compared:
        return [None] * len(told)
    if not shape.ratio:
        return [Decimal(each.actual - each.reference).scaleb(-shape.places) for each in told]
    whole = Sums(*(sum(getattr(each, name) for each in told) for name in Sums.__slots__))
    if whole.actual_base <= 0 or whole.reference_base <= 0:
        return [None] * len(told)
    return list(_points(told, whole))


def _points(told: Iterable[Sums], whole: Sums) -> Iterator[Decimal]:
    """How far each part pulls the whole quotient above the other side's, now less then; all of it to the last digit.

    A part pulls by its numerator less what its denominator would bring at the other side's whole quotient.
    """
    rate = Fraction(whole.reference, whole.reference_base)
    left = Fraction(whole.actual, whole.actual_base) - rate
    told_so_far = Decimal(0)
    for each in told:
        now = (each.actual - rate * each.actual_base) / whole.actual_base
        then = (each.reference - rate * each.reference_base) / whole.reference_base
        left -= now - then
        exact = Fraction(whole.actual, whole.actual_base) - rate - left
        rounded = round(Decimal(exact.numerator) / exact.denominator, DIGITS)
        yield rounded - told_so_far
        told_so_far = rounded


def raised(rows: Rows, catalogue: Catalogue, entity: str) -> Rows:
    """The rows with places brought up to those right below the entity."""
    codes, names = _levelled(rows, "entity", catalogue, entity)
    at = TOLD_BY.index("entity")
    return replace(
        rows,
        names=(*rows.names[:at], names, *rows.names[at + 1 :]),
        codes=(*rows.codes[:at], codes, *rows.codes[at + 1 :]),
    )


def _levelled(rows: Rows, by: str, catalogue: Catalogue, entity: str) -> tuple[Ints, tuple[str, ...]]:
    """Codes and names of a dimension; places are brought up to those right below the entity."""
    codes, names = rows.of(by)
    if by != "entity":
        return codes, names
    above = [place_below(catalogue, name, entity) for name in names]
    listed = tuple(dict.fromkeys(above))
    place = np.array([listed.index(name) for name in above], np.int64)
    return (place[codes] if len(place) else codes), listed


def place_below(catalogue: Catalogue, name: str, entity: str) -> str:
    """The place right below an entity that a place belongs to; itself where there is none."""
    path = catalogue.path(name)
    at = path.index(entity) if entity in path else -1
    return path[at + 1] if at + 1 < len(path) else name


def _further(spot: Spot, by: str, name: str, catalogue: Catalogue, words: Words, count: int) -> tuple[Spot, str]:
    label = name_of(catalogue, by, name, words)
    if by == "entity" and name == spot.entity:
        if count == 1:
            return spot, label
        return Spot(spot.of, spot.entity, ordered((*spot.where, ("entity", name)))), f"{label} itself"
    return deeper(catalogue, spot, ((by, name),)), label
