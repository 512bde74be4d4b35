"""The months of an outlook: cash at each end with its ranges, and the lowest of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.cash_indirect import CashPath
from scorecard.domain.cash_levers import Answer, Base
from scorecard.domain.cells import to_decimal
from scorecard.reports.outlook_by_day import ByDay
from scorecard.reports.outlook_vintage import OutlookVintage

HISTORY = 12
"""Months before the forecast that are shown."""

Ends = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class OutlookMonth:
    """One month.

    Attributes:
        cash: Available at its end as it came about; None where it has not, or is not reported.
        forecast: As forecast; None before the forecast begins.
        moved: With levers moved, else None.
        likely: Between which it ends in four of five cases.
        certain: In nineteen of twenty.
        theirs: As the company's own forecast of that day had it, where it has one.
        steps: What each step brought in a forecast month, in the report's order.
    """

    period: str
    label: str
    cash: Decimal | None
    forecast: Decimal | None = None
    moved: Decimal | None = None
    likely: Ends | None = None
    certain: Ends | None = None
    theirs: Decimal | None = None
    steps: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class LowMonth:
    """Where cash is lowest: the month, the amount, and what it is likely between."""

    label: str
    amount: Decimal
    likely: Ends | None


@dataclass(frozen=True, eq=False)
class Ranges:
    """How far below and above what is expected each month may end: ticks by level and month."""

    below: Mapping[str, tuple[int, ...]]
    above: Mapping[str, tuple[int, ...]]

    def of(self, level: str, at: int, amount: int) -> Ends | None:
        """The range around an amount; None where none is told."""
        if level not in self.below or level not in self.above:
            return None
        return to_decimal(amount - self.below[level][at]), to_decimal(amount + self.above[level][at])


def ranges_of(found: OutlookVintage, days: ByDay, base: Base) -> Ranges:
    """The ranges of months told by day are those of these days; later ones are the outlook's own and no narrower.

    Args:
        found: The outlook as it was rolled.
        days: What days tell of its first months.
        base: The outlook with them.
    """
    sides: dict[str, dict[str, tuple[int, ...]]] = {"lo": {}, "hi": {}}
    for side, sign in (("lo", -1), ("hi", 1)):
        for level in ("80", "95"):
            own = found.rolled.bands.get(side + level)
            if own is None:
                continue
            widths = (
                sign * (own[: len(base.path.closing)] - found.base.path.closing[: len(base.path.closing)])
            ).tolist()
            told = days.bands.get(side + level, ())
            known = [sign * (band - end) for band, end in zip(told, base.path.closing.tolist(), strict=False)]
            least = max(known, default=0)
            sides[side][level] = (*known, *(max(width, least) for width in widths[len(known) :]))
    return Ranges(sides["lo"], sides["hi"])


def months_before(found: OutlookVintage, extra: int) -> list[OutlookMonth]:
    """The months before the forecast as they came about.

    Args:
        found: The outlook.
        extra: Ticks available on top of what is at the bank.
    """
    past = zip(found.past.periods[-HISTORY:], found.before(HISTORY), strict=True)
    return [
        OutlookMonth(period.key, label, None if ticks is None else to_decimal(ticks + extra))
        for period, (label, ticks) in past
    ]


def months_ahead(
    found: OutlookVintage, base: Base, answer: Answer, extra: int, steps: tuple[tuple[str, str], ...], ranges: Ranges
) -> list[OutlookMonth]:
    """The months ahead, also as levers move them.

    Args:
        found: The outlook.
        base: What is forecast.
        answer: The same with levers moved.
        extra: Ticks available on top of what is at the bank.
        steps: Ids and names of the steps that are told.
        ranges: Around what is expected; they move along.
    """
    closing, moved = (path.closing.tolist() for path in (base.path, answer.path))
    came, theirs = found.came(len(closing)), found.theirs(len(closing))
    rows = []
    for at, period in enumerate(found.past.ahead[: len(closing)]):
        seen, said = came[at], theirs[at]
        rows.append(
            OutlookMonth(
                period=period.key,
                label=period.label,
                cash=None if seen is None else to_decimal(seen + extra),
                forecast=to_decimal(closing[at] + extra),
                moved=to_decimal(moved[at] + extra) if answer.effects else None,
                likely=ranges.of("80", at, moved[at] + extra),
                certain=ranges.of("95", at, moved[at] + extra),
                theirs=None if said is None else to_decimal(said + extra),
                steps=tuple(to_decimal(int(answer.path.steps[step][at])) for step, _ in steps),
            )
        )
    return rows


def low_month(found: OutlookVintage, path: CashPath, extra: int, ranges: Ranges) -> LowMonth:
    """The lowest month end of a path."""
    at = path.low
    amount = int(path.closing[at]) + extra
    return LowMonth(found.past.ahead[at].label, to_decimal(amount), ranges.of("80", at, amount))
