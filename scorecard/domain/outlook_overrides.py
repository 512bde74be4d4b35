"""Lines of an outlook decided otherwise than the forecast: by plan, by a driver's plan or by an amount."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from scorecard.domain.bridge import nearest
from scorecard.domain.catalogue_cash import CashOverride
from scorecard.domain.cells import Ints, to_ticks
from scorecard.domain.outlook_past import Flags, Past, Told

OF = {"plan": "the plan", "driver": "the plan of what drives it", "amount": "a fixed amount"}
"""What a line follows, as screens say it."""


@dataclass(frozen=True, eq=False)
class Driver:
    """What moves a line: its figures in the months known and its plan for those ahead."""

    past: Told
    plan: Told


def overridden(past: Past, rule: CashOverride, own: Ints, driver: Driver | None) -> Ints:
    """A line's months ahead as decided; where the plan says nothing for a month, the forecast's own number stays.

    Args:
        past: What is known, with the line's plan.
        rule: What was decided.
        own: int64[month], the forecast's own number, in ticks.
        driver: For lines that follow one.
    """
    if rule.by == "amount":
        values = np.full(len(own), to_ticks(rule.amount or Decimal(0)), dtype=np.int64)
        told = np.ones(len(own), dtype=np.bool_)
    elif rule.by == "plan":
        values, told = _to(past.plan[rule.line], len(own))
    else:
        values, told = _by_driver(past, rule.line, driver, len(own))
    inside = [_holds(rule, period.key) for period in past.ahead]
    return np.where(told & np.array(inside), values, own)


def override_words(rule: CashOverride) -> str:
    """What a line follows, who decided it and why: "the plan, Marek Doyle: fairs follow the calendar"."""
    who = f", {rule.who}" if rule.who else ""
    return f"{OF[rule.by]}{who}" + (f": {rule.why}" if rule.why else "")


def _by_driver(past: Past, line: str, driver: Driver | None, months: int) -> tuple[Ints, Flags]:
    """What the line came to for each unit of its driver over the last year, times the driver's plan."""
    nothing = np.zeros(months, dtype=np.int64)
    if driver is None:
        return nothing, nothing > 0
    plan, told = _to(driver.plan, months)
    spent, known = past.lines[line], driver.past
    both = (spent.known & known.known)[-past.year :]
    units = int(known.values[-past.year :][both].sum())
    if units <= 0:
        return nothing, nothing > 0
    rate = Fraction(int(spent.values[-past.year :][both].sum()), units)
    return np.array([nearest(rate * each) for each in plan.tolist()], dtype=np.int64), told


def _to(told: Told, months: int) -> tuple[Ints, Flags]:
    """A plan drawn out to so many months, with where it says something."""
    values, known = np.zeros(months, dtype=np.int64), np.zeros(months, dtype=np.bool_)
    values[: len(told.values)], known[: len(told.known)] = told.values[:months], told.known[:months]
    return values, known


def _holds(rule: CashOverride, period: str) -> bool:
    return (not rule.since or period >= rule.since) and (not rule.till or period <= rule.till)
