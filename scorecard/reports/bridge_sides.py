"""The two sides a bridge leads between: whose figure, where, over which periods, and why one of them is not there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from scorecard.domain.bridge import Bridge, Part, footing, grain_of
from scorecard.domain.catalogue import Catalogue, Measure
from scorecard.domain.cells import TICKS, Cells
from scorecard.domain.measures import WINDOWLESS, measure_series
from scorecard.domain.running import running
from scorecard.domain.variance_outlook import Segment
from scorecard.domain.vocabulary import Comparison, Kind, Scenario
from scorecard.domain.wording import named_alone
from scorecard.reports.asked import Asked, label_of, side_words
from scorecard.reports.reference import (
    Column,
    account_of,
    held_cells,
    length_of,
    no_reference,
    reference_column,
    since_of,
)
from scorecard.reports.sought import sought

FINE = Decimal("0.000001")
"""The smallest step of a ratio's bridge."""


@dataclass(frozen=True, slots=True)
class Side:
    """One set of numbers at one period, and what it is called on a chart."""

    name: str
    scenario: Scenario
    index: int
    vintage: date | None = None
    held: bool = False
    """Whether it is what the scope's value is held against, and read as that."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its window; None and the reason where there is none. The parts are those of a quotient."""

    value: Decimal | None
    reason: str
    above: Decimal | None
    below: Decimal | None
    length: int


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about: a measure of the catalogue, or an account read as one.

    ``account`` is the account whose amount it is, "" for anything else.
    """

    measure: Measure
    name: str
    account: str

    @property
    def sign(self) -> int:
        """1 where more is better, -1 where less is, 0 where neither."""
        return self.measure.polarity.sign


@dataclass(frozen=True)
class Sides:
    """An opened question with both sides' figures; ``length`` is how many periods the windows cover."""

    asked: Asked
    subject: Subject
    reference: Side
    actual: Side
    before: Figure
    now: Figure

    @property
    def length(self) -> int:
        """Periods in both windows."""
        return self.now.length

    @property
    def is_cut(self) -> bool:
        """Whether the other side counts only a part of the last period."""
        return any(segment.part for segment in self.segments(self.reference))

    def segments(self, side: Side) -> Column:
        """The periods a side's window covers, by the set of numbers they are read in."""
        at = self.asked.index
        window = range(at - self.length + 1, at + 1)
        return reference_column(self.asked, window) if side.held else (Segment(side.scenario, window),)

    def ticks(self, name: str, side: Side, entity: str = "") -> int:
        """An account's or a reading's ticks over a side's window, in natural sign: a sum, or the last of a balance."""
        where = entity or self.asked.scope.entity
        sums = running(_cells(self.asked, side).series(name, where, side.scenario, side.vintage))
        if kind_of(name, self.asked.catalogue) is Kind.BALANCE:
            return sums.values[side.index]
        return sums.totals[side.index + 1] - sums.totals[side.index - self.length + 1]

    def moved(self, name: str, entity: str = "") -> Fraction:
        """How much more an account or a reading came to than on the other side."""
        change = self.ticks(name, self.actual, entity) - self.ticks(name, self.reference, entity)
        return Fraction(change, TICKS)

    def counts(self, reading: str, entity: str) -> tuple[Fraction, Fraction] | None:
        """A reading added up over both windows at a place; None where a side has none or not all of it."""
        found = []
        for side in (self.reference, self.actual):
            sums = running(_cells(self.asked, side).series(reading, entity, side.scenario, side.vintage))
            first, last = side.index - self.length + 1, side.index
            if not any(sums.due[first : last + 1]) or not sums.is_complete(first, last):
                return None
            found.append(Fraction(sums.totals[last + 1] - sums.totals[first], TICKS))
        return found[0], found[1]

    @property
    def _adds_up(self) -> bool:
        """Whether the value is an amount or a count, told in cents, and no ratio."""
        measure = self.subject.measure
        return not (measure.denominator or measure.combine or measure.growth)

    def bridge(self, title: str, parts: Sequence[Part]) -> Bridge:
        """A bridge from one side to the other over these parts, named and signed as the subject is."""
        start, end = self.before.value or Decimal(0), self.now.value or Decimal(0)
        grain = grain_of(start, end) if self._adds_up else FINE
        found = footing(title, start, parts, end, grain, self.subject.measure.unit)
        return replace(found, sign=self.subject.sign, start_name=self.reference.name, end_name=self.actual.name)


def kind_of(name: str, catalogue: Catalogue) -> Kind:
    """Whether an account or a reading is a flow or a balance."""
    found = catalogue.accounts.get(name) or catalogue.readings.get(name)
    return Kind.FLOW if found is None else found.kind


def subject_of(asked: Asked, name: str) -> Subject:
    """The measure or account of this id; a measure that is one account's amount is that account, too.

    Raises:
        UnknownName: If the catalogue has neither.
    """
    found = sought(asked.catalogue, name)
    return Subject(found, label_of(found, asked.scope.words), account_of(found, asked.catalogue))


def other_side(asked: Asked) -> Side | str:
    """The side the scope compares with, or the reason why there is none."""
    refused = no_reference(asked, asked.index)
    if refused:
        return refused
    last = reference_column(asked, range(asked.index, asked.index + 1))[-1]
    return Side(named_alone(side_words(asked)), last.scenario, last.window[-1], last.vintage, held=True)


def sides_of(asked: Asked, subject: Subject) -> Sides | str:
    """Both sides, or in a few words why they cannot be compared."""
    measure = subject.measure
    if asked.scope.compare is Comparison.PLAN and measure.target.source == "steps" and not subject.account:
        return "its target is one number without parts; compare with last year instead"
    reference = other_side(asked)
    if isinstance(reference, str):
        return reference
    actual = Side("Actual", Scenario.ACTUAL, asked.index)
    now, before = (figure(asked, measure, side, asked.scope.entity) for side in (actual, reference))
    if now.value is None:
        return f"the actual is not there: {now.reason}"
    if before.value is None:
        return f"{side_words(asked)} has no figure: {before.reason}"
    if before.length < now.length and measure.kind not in WINDOWLESS:
        return f"{side_words(asked)} covers fewer periods"
    return Sides(asked, subject, reference, actual, before, now)


def figure(asked: Asked, measure: Measure, side: Side, entity: str) -> Figure:
    """A measure's value on one side, over the very periods that the actual figures cover."""
    catalogue, calendar, cells = asked.catalogue, asked.calendar, _cells(asked, side, measure)
    there = replace(asked, scope=asked.scope.with_(entity=entity))
    is_ahead = side.held and asked.scope.compare is not Comparison.LAST_YEAR
    since = since_of(there, measure) if is_ahead else 0
    found = measure_series(
        measure, catalogue, calendar, cells, entity, side.scenario, asked.scope.view, side.vintage, (side.index,), since
    )
    at = side.index
    length = found.window_lengths[at] if side.held else length_of(there, measure, found, at)
    return Figure(found.values[at], found.reasons[at], found.numerator[at], found.denominator[at], length)


def _cells(asked: Asked, side: Side, measure: Measure | None = None) -> Cells:
    return held_cells(asked, measure) if side.held else asked.snapshot.cells
