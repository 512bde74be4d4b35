"""The year behind a window: what only moves between months, and the way from the year's plan to its outlook."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from scorecard.domain.bridge import Bridge, Part, footing, grain_of
from scorecard.domain.bridge_year import timing
from scorecard.domain.cells import TICKS, Series, to_decimal
from scorecard.domain.running import running
from scorecard.domain.statement import window_sum
from scorecard.domain.variance_outlook import Segment, closed_by, common, fiscal_year, with_outlook
from scorecard.domain.vocabulary import Comparison, Kind, Scenario
from scorecard.reports.bridge_sides import Sides
from scorecard.reports.bridge_tree import largest, pieces
from scorecard.reports.variance_columns import year_words

TOLD = 3
"""Lines told apart on each leg of the way to the outlook, and among those that only moved."""

STAYS = "Stays"
"""The step of a window's difference that no other month gives back."""


class Year:
    """A fiscal year of an account: its plan, and what happened or is expected, period by period."""

    def __init__(self, sides: Sides) -> None:
        asked = sides.asked
        self._sides, self.window = sides, fiscal_year(asked.calendar, asked.index)
        self.closed = closed_by(asked.calendar, asked.day, asked.through)
        vintage = date.fromisoformat(asked.scope.vintage) if asked.scope.vintage else None
        self.best = with_outlook(self.window, self.closed, vintage)

    def refusal(self) -> str:
        """Why the year cannot be told, "" where it can."""
        asked, account = self._sides.asked, self._sides.subject.account
        if not account or asked.catalogue.accounts[account].kind is not Kind.FLOW:
            return "only income and cost are planned by the year"
        if asked.scope.compare is Comparison.LAST_YEAR:
            return "last year is over; compare with plan instead"
        if asked.scope.compare is Comparison.KNOWN:
            return "it leads from the year's plan; compare with plan instead"
        if len(self.window) < asked.calendar.per_year:
            return "the calendar does not hold the whole year"
        parts = (
            (Segment(Scenario.BUDGET, self.window), "the year's plan"),
            *((each, _words(each)) for each in self.best),
        )
        return next((said for part, words in parts if (said := self._lacking(part, words))), "")

    def _lacking(self, segment: Segment, words: str) -> str:
        """Which figure a part of the year lacks, "" where it has all that the plan has."""
        calendar, account = self._sides.asked.calendar, self._sides.subject.account
        currency = self._sides.asked.catalogue.currency
        told = window_sum(self._series(account, segment), segment.window, calendar, currency=currency)
        if told.ticks is None:
            return f"{words} is not complete, {told.reason}"
        planned = running(self._series(account, Segment(Scenario.BUDGET, self.window))).due
        there = running(self._series(account, segment)).due
        lacking = [at for at in segment.window if planned[at] and not there[at]]
        if told.due and not lacking:
            return ""
        return f"{words} has no figure for {calendar.periods[lacking[0] if lacking else segment.window[0]].label}"

    def plan(self, name: str, window: range) -> int:
        """Ticks planned."""
        return self._ticks(name, Segment(Scenario.BUDGET, window))

    def expected(self, name: str, window: range) -> int:
        """Ticks that happened, or that the outlook expects where nothing has happened yet."""
        parts = (replace(each, window=common(each.window, window)) for each in self.best)
        return sum(self._ticks(name, part) for part in parts if part.window)

    def _ticks(self, name: str, segment: Segment) -> int:
        return int(self._series(name, segment).values[segment.window.start : segment.window.stop].sum())

    def _series(self, name: str, segment: Segment) -> Series:
        asked = self._sides.asked
        return asked.snapshot.cells.series(name, asked.scope.entity, segment.scenario, segment.vintage)


def moved_between_months(sides: Sides) -> Bridge | str:
    """Of the difference in the window, what the rest of the year makes up for, line by line, and what stays."""
    year, at = Year(sides), sides.asked.index
    window = range(at - sides.length + 1, at + 1)
    refused = year.refusal()
    if refused or sides.asked.scope.compare is not Comparison.PLAN:
        return refused or "only a plan has a rest of the year to move to"
    if at > year.closed:
        return "the period is still open"
    if window.start < year.window.start:
        return "the window reaches over two fiscal years"
    if len(window) == len(year.window):
        return "the window is the whole year, so nothing can move out of it"
    moved, lasting = [], Fraction(0)
    for name, factor in lines_of(sides):
        here, whole = (Fraction(factor * _beyond(year, name, each), TICKS) for each in (window, year.window))
        found = timing(here, whole - here)
        moved.append(Part(sides.asked.catalogue.accounts[name].name, found.moved, of=name))
        lasting += found.lasting
    stays = Part(STAYS, lasting, of=moved[0].of if len(moved) == 1 else "")
    return sides.bridge("What only moves", [*_named(largest(moved, "lines", TOLD + 1), "only moved"), stays])


def plan_to_outlook(sides: Sides) -> Bridge | str:
    """From the year's plan over what happened so far and what is expected of the rest to the year's outlook."""
    year = Year(sides)
    refused = year.refusal()
    if refused:
        return refused
    so_far = range(year.window.start, min(max(year.closed + 1, year.window.start), year.window.stop))
    legs = ((so_far, "so far"), (range(so_far.stop, year.window.stop), "still to come"))
    parts: list[Part] = []
    for window, words in legs:
        parts += _leg(sides, year, window, words)
    account = sides.subject.account
    start, end = to_decimal(year.plan(account, year.window)), to_decimal(year.expected(account, year.window))
    found = footing("From plan to outlook", start, parts, end, grain_of(start, end), sides.subject.measure.unit)
    name, made = year_words(sides.asked.calendar, sides.asked.index), year.best[-1].vintage
    expected = f"Outlook {name}" if made is None else f"Outlook {name} of {made}"
    return replace(found, sign=sides.subject.sign, start_name=f"Plan {name}", end_name=expected)


def lines_of(sides: Sides) -> Sequence[tuple[str, int]]:
    """The lines a difference is told by, down to those that carry figures, each with its factor."""
    catalogue, found = sides.asked.catalogue, []
    waiting = [(sides.subject.account, 1)]
    while waiting:
        name, factor = waiting.pop()
        below = pieces(catalogue, name)
        waiting += [(each, factor * times) for each, times in reversed(below)]
        if not below:
            found.append((name, factor))
    return found


def _leg(sides: Sides, year: Year, window: range, words: str) -> list[Part]:
    """The differences of some of the year's months, the largest lines apart."""
    catalogue = sides.asked.catalogue
    if not window:
        return []
    below = pieces(catalogue, sides.subject.account)
    parts = [
        Part(catalogue.accounts[name].name, Fraction(factor * _beyond(year, name, window), TICKS), of=name)
        for name, factor in below or ((sides.subject.account, 1),)
    ]
    return _named(largest(parts, "lines", TOLD + 1), words) if below else [replace(parts[0], name=words.capitalize())]


def _beyond(year: Year, name: str, window: range) -> int:
    return year.expected(name, window) - year.plan(name, window)


def _named(parts: Sequence[Part], words: str) -> list[Part]:
    return [replace(part, name=f"{part.name}, {words}") for part in parts]


def _words(segment: Segment) -> str:
    return "the outlook of the rest" if segment.scenario is Scenario.FORECAST else "the year so far"
