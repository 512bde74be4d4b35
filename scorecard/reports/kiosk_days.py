"""A month on the wall, day by day: safety, quality, delivery, cost, as far as their figures come by day or by week."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scorecard.domain.board_days import DayParts, DaySquare, Grain, Mark, counted_words, has_days, squares_of
from scorecard.domain.boards import BoardView
from scorecard.domain.catalogue import Measure
from scorecard.domain.terms import Term, parse_terms
from scorecard.domain.vocabulary import Scenario
from scorecard.reports.asked import Asked
from scorecard.reports.evaluated import evaluated
from scorecard.store.accounts import Accounts
from scorecard.store.store import Store

LINES_READ = 20_000
"""Lines of one month read at most for one measure; of more, only the month is told."""

MONTHLY = "Told by month only: its figures do not come by day or by week."
NO_TARGET = "Told by month only: a day has no target of its own."

Sums = dict[date, Decimal]


@dataclass(frozen=True, slots=True)
class DayBoard:
    """One measure's month.

    Attributes:
        side: ``safety``, ``quality``, ``delivery`` or ``cost``.
        measure: Its id; its tile tells the rest.
        grain: How often its figures come.
        days: A square for each day of the period; none where it is told by month only.
        said: How many days are on track, or why there are none.
    """

    side: str
    measure: str
    grain: Grain
    days: tuple[DaySquare, ...]
    said: str


def day_boards(store: Store, asked: Asked, view: BoardView) -> tuple[DayBoard, ...]:
    """The squares of a view, each from the lines of the period shown."""
    measures = ((side, asked.catalogue.measure(name)) for side, name in view.squares)
    return tuple(_board(store, asked, side, measure) for side, measure in measures)


def _board(store: Store, asked: Asked, side: str, measure: Measure) -> DayBoard:
    goals, at = evaluated(asked, measure).goals, asked.index
    mark = Mark(goals.goals[at], goals.reds[at], goals.bands[at])
    if not has_days(measure, asked.catalogue, mark):
        return DayBoard(side, measure.id, Grain.MONTH, (), NO_TARGET)
    period = asked.period
    parts = _parts(store, asked, measure)
    grain, squares = squares_of(parts, period.start, period.end, measure, mark)
    return DayBoard(side, measure.id, grain, squares, counted_words(squares, grain) if squares else MONTHLY)


def _parts(store: Store, asked: Asked, measure: Measure) -> Mapping[date, DayParts]:
    """Both parts of the quotient by day, which add up to those of the month: what has no line adds nothing to either.

    Nothing where one part has no line at all, or where there are too many to read.
    """
    above, below = parse_terms(measure.numerator), parse_terms(measure.denominator)
    names = tuple(dict.fromkeys(term.name for term in (*above, *below)))
    lines = store.lines(
        asked.snapshot, names, (asked.scope.entity,), (asked.period.key,), Scenario.ACTUAL, LINES_READ + 1
    )
    if len(lines) > LINES_READ:
        return {}
    told: dict[str, Sums] = {}
    for name, day, value in zip(*(lines[name].to_pylist() for name in ("measure", "date", "value")), strict=True):
        if value is not None:
            days = told.setdefault(name, {})
            days[day] = days.get(day, Decimal(0)) + value
    accounts = Accounts(asked.catalogue)
    upper, lower = _summed(accounts, above, told), _summed(accounts, below, told)
    if not below:
        return {day: DayParts(value) for day, value in upper.items()}
    if not upper or not lower:
        return {}
    nothing = Decimal(0)
    return {day: DayParts(upper.get(day, nothing), lower.get(day, nothing)) for day in sorted({*upper, *lower})}


def _summed(accounts: Accounts, terms: Sequence[Term], told: Mapping[str, Mapping[date, Decimal]]) -> Sums:
    """Terms added up by day, in natural sign."""
    found: Sums = {}
    for day, value in _signed(accounts, terms, told):
        found[day] = found.get(day, Decimal(0)) + value
    return found


def _signed(
    accounts: Accounts, terms: Sequence[Term], told: Mapping[str, Mapping[date, Decimal]]
) -> Iterable[tuple[date, Decimal]]:
    for term in terms:
        for leaf, sign in accounts.parts(term.name).items():
            for day, value in told.get(leaf, {}).items():
                yield day, term.coefficient * sign * value
