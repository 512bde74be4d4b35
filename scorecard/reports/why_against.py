"""What a value is held against part by part: plan, outlook, target or last year; and why it is not what was asked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from scorecard.domain.terms import Over
from scorecard.domain.variance_outlook import Segment, common
from scorecard.domain.vocabulary import Comparison, Scenario
from scorecard.domain.wording import named_alone, none_of
from scorecard.reports.asked import Asked, side_words
from scorecard.reports.compared import reference_of
from scorecard.reports.evaluated import Evaluated, stood
from scorecard.reports.reference import Column, length_of, reference_column
from scorecard.reports.reference_leaves import leaves_of
from scorecard.reports.terms import names_of
from scorecard.reports.why_where import DIM_WORDS, Where
from scorecard.store.schema import DIMENSIONS
from scorecard.store.store import Store


@dataclass(frozen=True, slots=True)
class Window:
    """Which figures: of a scenario, over so many periods up to one; ``column`` where they are told otherwise."""

    scenario: Scenario
    at: int
    length: int
    column: Column = ()

    @property
    def vintage(self) -> date | None:
        """The one outlook that is told, if it is one."""
        return self.column[-1].vintage if self.column else None

    def periods(self, over: Over) -> range:
        """Indices a term is read over: all of them, or the last where it does not add up."""
        return range(self.at if over is Over.LAST else self.at - self.length + 1, self.at + 1)

    def segments(self, over: Over) -> Column:
        """The same by the set of numbers they are read in."""
        wanted = self.periods(over)
        parts = self.column or (Segment(self.scenario, wanted),)
        return tuple(replace(part, window=inside) for part in parts if (inside := common(part.window, wanted)))


@dataclass(frozen=True, slots=True)
class Against:
    """The other side.

    Attributes:
        words: What it is called inside a sentence: "plan"; "" where there is none.
        window: Its figures; None where it is a rate or nothing.
        rate: The target that every part of a quotient is held against; None where there are figures.
        note: Why it is not what the reader chose, "" where it is.
    """

    words: str = ""
    window: Window | None = None
    rate: Decimal | None = None
    note: str = ""


def window_of(asked: Asked, found: Evaluated) -> Window:
    """The actual figures behind the value shown; of a value not reported, those of the whole window."""
    told = length_of(asked, found.measure, found.series, found.shown)
    length = told or len(asked.calendar.window(found.shown, asked.scope.view))
    return Window(Scenario.ACTUAL, found.shown, length)


def against_of(store: Store, asked: Asked, found: Evaluated, where: Where) -> Against:
    """What the scope compares with if that is kept for this part, else last year, else nothing."""
    noted = ""
    for comparison in dict.fromkeys((asked.scope.compare, Comparison.LAST_YEAR)):
        missing, side = _tried(store, asked, found, where, comparison)
        if side is not None:
            return Against(side.words, side.window, side.rate, noted and f"{noted}, so it is compared with last year.")
        noted = noted or missing
    return Against(note=f"{noted}, and last year has no figures to compare with.")


def _tried(
    store: Store, asked: Asked, found: Evaluated, where: Where, comparison: Comparison
) -> tuple[str, Against | None]:
    """Why a comparison does not stand, or the other side."""
    there = replace(asked, scope=asked.scope.with_(compare=comparison))
    value, words = reference_of(there, stood(there, found.measure))
    if value is None:
        return f"There is {none_of(side_words(there))} for it", None
    if comparison is Comparison.PLAN and words == "target":
        if not found.measure.denominator:
            return "Its target is set for the whole, not for parts", None
        return "", Against(words, rate=value)
    window = _window(there, found)
    lacking = next(_not_told(store, asked, found, window, where), "")
    if lacking:
        return f"{named_alone(words)} is not kept by {DIM_WORDS[lacking]}", None
    return "", Against(words, window)


def _window(asked: Asked, found: Evaluated) -> Window:
    now = window_of(asked, found)
    column = reference_column(asked, now.periods(Over.SUM))
    return Window(column[-1].scenario, column[-1].window[-1], now.length, column)


def _not_told(store: Store, asked: Asked, found: Evaluated, window: Window, where: Where) -> Iterator[str]:
    """Dimensions of the part that the other side's figures never tell."""
    wanted = tuple(dim for dim, value in where if dim in DIMENSIONS)
    if not wanted:
        return
    names = tuple(names_of(found.measure, asked.catalogue))
    whole = tuple(replace(segment, part=None) for segment in window.segments(Over.SUM))
    told = leaves_of(store, asked, names, asked.scope.entity, whole, wanted)
    yield from (dim for dim in wanted if len(told) and told[dim].null_count == len(told))
