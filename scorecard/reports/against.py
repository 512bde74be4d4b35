"""What a value is held against part by part: plan, outlook, target or last year; and why it is not what was asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scorecard.domain.terms import Over
from scorecard.domain.vocabulary import Comparison, Scenario
from scorecard.domain.wording import COMPARED
from scorecard.reports.asked import Asked
from scorecard.reports.compared import reference_of
from scorecard.reports.evaluated import Evaluated, stood
from scorecard.reports.terms import names_of
from scorecard.reports.where import DIM_WORDS, Where
from scorecard.store.schema import DIMENSIONS
from scorecard.store.store import Store


@dataclass(frozen=True, slots=True)
class Window:
    """Which figures: of a scenario, over so many periods up to one."""

    scenario: Scenario
    at: int
    length: int
    vintage: date | None = None

    def periods(self, over: Over) -> range:
        """Indices a term is read over: all of them, or the last where it does not add up."""
        return range(self.at if over is Over.LAST else self.at - self.length + 1, self.at + 1)


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
    length = found.series.window_lengths[found.shown] or len(asked.calendar.window(found.shown, asked.scope.view))
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
    there = Asked(asked.snapshot, asked.scope.with_(compare=comparison), asked.index, asked.day)
    value, words = reference_of(there, stood(there, found.measure))
    name = COMPARED[comparison]
    if value is None:
        return f"There is no {name} for it", None
    if comparison is Comparison.PLAN and words == "target":
        if not found.measure.denominator:
            return "Its target is set for the whole, not for parts", None
        return "", Against(words, rate=value)
    window = _window(there, found, comparison)
    lacking = next(_not_told(store, asked, found, window, where), "")
    if lacking:
        return f"{name.capitalize()} is not kept by {DIM_WORDS[lacking]}", None
    return "", Against(words, window)


def _window(asked: Asked, found: Evaluated, comparison: Comparison) -> Window:
    now = window_of(asked, found)
    if comparison is Comparison.LAST_YEAR:
        return Window(Scenario.ACTUAL, now.at - asked.calendar.per_year, now.length)
    if comparison is Comparison.OUTLOOK:
        vintage = date.fromisoformat(asked.scope.vintage) if asked.scope.vintage else None
        return Window(Scenario.FORECAST, now.at, now.length, vintage)
    return Window(Scenario.BUDGET, now.at, now.length)


def _not_told(store: Store, asked: Asked, found: Evaluated, window: Window, where: Where) -> Iterator[str]:
    """Dimensions of the part that the other side's figures never tell."""
    wanted = tuple(dim for dim, value in where if dim in DIMENSIONS)
    if not wanted:
        return
    keys = [asked.calendar.periods[index].key for index in window.periods(Over.SUM)]
    names = tuple(names_of(found.measure, asked.catalogue))
    told = store.leaves(asked.snapshot, names, (asked.scope.entity,), keys, window.scenario, wanted, window.vintage)
    yield from (dim for dim in wanted if told[dim].null_count == len(told))
