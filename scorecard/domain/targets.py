"""Where goal and red flag stand at each period: from the plan, or from dated steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from scorecard.domain.calendar import Calendar
from scorecard.domain.catalogue import Catalogue, Measure, TargetStep
from scorecard.domain.cells import Cells
from scorecard.domain.measures import WINDOWLESS, first_period, in_columns, measure_series
from scorecard.domain.quotients import window_starts
from scorecard.domain.terms import recipe_of
from scorecard.domain.vocabulary import Kind, Polarity, Scenario, Unit, View

Band = tuple[Decimal, Decimal, Decimal, Decimal]

ADDITIVE = (Kind.FLOW, Kind.BALANCE, Kind.AVERAGE)
"""Kinds whose dated targets hold for the whole company only: no rule says what share is a site's."""


@dataclass(frozen=True, eq=False)
class Goals:
    """Goal, red flag and band per period of the calendar, in the measure's unit; None where not set.

    Attributes:
        goals: What is aimed at.
        reds: Beyond which a measure is off track.
        bands: low_red, low, high, high_red of band measures.
        stretches: What would be more than the goal.
        steps: The dated step in force, with who set it and why; None for plan targets.
        reasons: Why there is no target; "" where there is one.
    """

    goals: tuple[Decimal | None, ...]
    reds: tuple[Decimal | None, ...]
    bands: tuple[Band | None, ...]
    stretches: tuple[Decimal | None, ...]
    steps: tuple[TargetStep | None, ...]
    reasons: tuple[str, ...]


class Mark(NamedTuple):
    """The target at one period."""

    goal: Decimal | None = None
    red: Decimal | None = None
    band: Band | None = None
    stretch: Decimal | None = None
    step: TargetStep | None = None
    reason: str = ""


NOT_ASKED = Mark(reason="not asked")


def goal_series(
    measure: Measure,
    catalogue: Catalogue,
    calendar: Calendar,
    cells: Cells,
    entity: str,
    view: View = View.PERIOD,
    only: Sequence[int] | None = None,
) -> Goals:
    """The target of a measure for an entity.

    A plan target is the measure evaluated on the budget over the very periods the actual window
    counts; where the plan covers fewer of them there is no goal. Dated steps of amounts hold for
    the whole company; to date and rolling, those of flows are added up over the periods of the window
    in which a figure is due: a quarterly goal counts once a quarter.

    Args:
        measure: Whose target.
        catalogue: Accounts, readings, entities.
        calendar: Periods and windows.
        cells: Exact figures; the budget is read from here.
        entity: Whose goal.
        view: The window.
        only: Indices to evaluate; None for all.
    """
    count = len(calendar.periods)
    asked = range(count) if only is None else sorted(set(only))
    if measure.target.source == "plan":
        marks = _planned(measure, catalogue, calendar, cells, entity, view, asked)
    elif measure.target.source == "steps":
        marks = _stepped(measure, catalogue, calendar, cells, entity, view, asked)
    else:
        marks = ((index, Mark(reason="no target")) for index in asked)
    return Goals(*in_columns(dict(marks), NOT_ASKED, count))


def red_flag(goal: Decimal, measure: Measure) -> Decimal | None:
    """The red flag a tolerance away from the goal on the worse side; None where that is no distance.

    Fractions (percent) and points are told apart by ``tolerance_points``, amounts by a share of the
    goal's size.
    """
    if measure.unit is Unit.PERCENT:
        distance = measure.target.tolerance_points
    elif measure.unit is Unit.POINTS:
        distance = measure.target.tolerance_points * 100
    else:
        distance = measure.target.tolerance * abs(goal)
    step = measure.polarity.sign * distance
    return goal - step if step else None


def _planned(
    measure: Measure,
    catalogue: Catalogue,
    calendar: Calendar,
    cells: Cells,
    entity: str,
    view: View,
    asked: Sequence[int],
) -> Iterator[tuple[int, Mark]]:
    since = first_period(measure, catalogue, calendar, cells, entity, Scenario.ACTUAL)
    plan = measure_series(measure, catalogue, calendar, cells, entity, Scenario.BUDGET, view, None, asked, since)
    starts = window_starts(measure, catalogue, calendar, view)
    for index in asked:
        goal, wanted = plan.values[index], index - max(starts[index], since) + 1
        if goal is None:
            yield index, Mark(reason=f"plan: {plan.reasons[index]}")
        elif measure.kind not in WINDOWLESS and plan.window_lengths[index] < wanted:
            yield index, Mark(reason=f"the plan covers {plan.window_lengths[index]} of {wanted} periods")
        else:
            yield index, Mark(goal, red_flag(goal, measure))


def _stepped(
    measure: Measure,
    catalogue: Catalogue,
    calendar: Calendar,
    cells: Cells,
    entity: str,
    view: View,
    asked: Sequence[int],
) -> Iterator[tuple[int, Mark]]:
    if measure.kind in ADDITIVE and entity != catalogue.root:
        for index in asked:
            yield index, Mark(reason="the target is set for the whole company")
        return
    summed = _adds_up(measure) and view is not View.PERIOD
    since = first_period(measure, catalogue, calendar, cells, entity, Scenario.ACTUAL) if summed else 0
    cadence = recipe_of(measure, catalogue).cadence
    marks = [(step.since, _mark(step, measure)) for step in reversed(measure.target.steps)]
    known: dict[int, Mark | None] = {}
    for index in asked:
        counted = []
        for at in calendar.window(index, view) if summed else (index,):
            if at >= since and (at == index or calendar.is_due(at, cadence)):
                if at not in known:
                    known[at] = _in_force(marks, calendar.periods[at].key)
                counted.append(known[at])
        yield index, _added(counted)


def _in_force(marks: Sequence[tuple[str, Mark]], key: str) -> Mark | None:
    """The mark of the step that holds in a period: of the newest that began by then, newest first."""
    return next((mark for since, mark in marks if since <= key), None)


def _adds_up(measure: Measure) -> bool:
    """Whether goals of single periods make the goal of a window: amounts do; rates and growth don't."""
    rate = measure.denominator or measure.growth or measure.combine == "product"
    return measure.kind is Kind.FLOW and not rate


def _added(found: Sequence[Mark | None]) -> Mark:
    """The marks of a window's periods, added up; one that is missing leaves no target."""
    marks = [mark for mark in found if mark is not None]
    if not marks or len(marks) < len(found):
        return Mark(reason="no target was set yet")
    if len(marks) == 1:
        return marks[0]
    band = _sums([mark.band for mark in marks])
    return Mark(
        _sum([mark.goal for mark in marks]),
        _sum([mark.red for mark in marks]),
        band,
        _sum([mark.stretch for mark in marks]),
        marks[-1].step,
    )


def _mark(step: TargetStep, measure: Measure) -> Mark:
    if measure.polarity is Polarity.BAND:
        return Mark(step.goal, None, step.band, step.stretch, step)
    red = step.red if step.red is not None or step.goal is None else red_flag(step.goal, measure)
    return Mark(step.goal, red, None, step.stretch, step)


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _sums(bands: Sequence[Band | None]) -> Band | None:
    known = [band for band in bands if band is not None]
    if len(known) < len(bands):
        return None
    low_red, low, high, high_red = (sum(edge, Decimal(0)) for edge in zip(*known, strict=True))
    return low_red, low, high, high_red
