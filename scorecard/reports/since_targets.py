"""Targets that moved between two states: of the period shown, of those before it, and of those ahead."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from scorecard.domain.catalogue import Measure
from scorecard.domain.since import SinceKind, SinceRow, is_unusual
from scorecard.domain.targets import Mark
from scorecard.domain.vocabulary import Kind, Scenario, View
from scorecard.reports.moved import Stood
from scorecard.reports.since_notes import both_marks, joined, turned_words
from scorecard.reports.since_states import Sides, TwoStates, key_of, marks_in, row_of, rule_for
from scorecard.reports.standing import turned

NEAR = 12
"""Periods before and after the one shown whose targets are looked at."""

Moved = tuple[SinceKind, SinceRow]


def target_moved(states: TwoStates, old: Stood | None, row: Stood, alone: bool) -> Moved | None:
    """How the target of the very period that is shown moved; None where it stayed, or the measure is defined anew.

    Args:
        states: Both states.
        old: How the measure stood.
        row: How it stands.
        alone: Whether its value stayed, so that a new status comes of the target.
    """
    before, after = both_marks(states, row)
    same = key_of(states.then, old) == key_of(states.now, row)
    if old is None or before.goal == after.goal or (before.goal is None and not same):
        return None
    measure, key = row.found.measure, key_of(states.now, row)
    was, kind = old.status if alone and same else row.status, _kind(states, measure)
    if _is_plan(kind) and states.is_redefined(measure):
        return None
    told = _row(states, measure, kind, (before.goal, after.goal), (key,))
    why = states.loads.words(row.found, row.found.shown, Scenario.BUDGET) if _is_plan(kind) else _set_anew(after)
    note = joined(why, turned_words(states, old, row) if alone and same else "")
    unusual = told.unusual or turned(was, row.status)
    return kind, replace(told, status_before=was, status_after=row.status, note=note, unusual=unusual, periods=())


def other_targets(states: TwoStates, row: Stood) -> Iterator[Moved]:
    """Targets of earlier periods and of those ahead that moved: one row each, however many periods there are.

    Amounts are added up over the periods in which they moved; of anything else the nearest period is told. What is
    set by hand is told once: where the target of the period shown moved, it is said there.
    """
    measure, now = row.found.measure, states.now
    if not _may_have_moved(states, measure):
        return
    shown, kind = key_of(now, row), _kind(states, measure)
    before, after = both_marks(states, row)
    if not _is_plan(kind) and before.goal != after.goal:
        return
    keys = [period.key for period in now.calendar.periods]
    spans = (keys[max(0, now.index - NEAR) : now.index][::-1], keys[now.index + 1 : now.index + 1 + NEAR])
    for nearest_first in spans:
        found = _moved_in(states, measure, kind, [key for key in nearest_first if key != shown])
        if found is not None:
            yield kind, found


def _may_have_moved(states: TwoStates, measure: Measure) -> bool:
    """Whether anything was loaded or set that can move a target at all; looking at each period would be dear."""
    if states.then is None or measure.id not in states.then.catalogue.measures or states.is_redefined(measure):
        return False
    is_reset = measure.target != states.then.catalogue.measures[measure.id].target
    return is_reset or (measure.target.source == "plan" and states.loads.brought(Scenario.BUDGET))


def _moved_in(states: TwoStates, measure: Measure, kind: SinceKind, keys: Sequence[str]) -> SinceRow | None:
    """One row of the periods in which the target moved, nearest first; None where it stayed in all."""
    before, after = (marks_in(asked, measure.id, keys, View.PERIOD) for asked in (states.then, states.now))
    known = keys if _is_plan(kind) else [key for key in keys if before[key].goal is not None]
    moved = [key for key in known if before[key].goal != after[key].goal]
    if not moved:
        return None
    told = tuple(moved) if measure.kind is Kind.FLOW else (moved[0],)
    sides = (_sum([before[key].goal for key in told]), _sum([after[key].goal for key in told]))
    row, more = _row(states, measure, kind, sides, told), len(moved) - len(told)
    others = f"and in {more} more {'period' if more == 1 else 'periods'}" if more else ""
    brought = states.loads.behind(measure, moved, Scenario.BUDGET)
    return replace(row, note=joined(others, brought if _is_plan(kind) else _set_anew(after[told[0]])))


def _row(states: TwoStates, measure: Measure, kind: SinceKind, sides: Sides, keys: tuple[str, ...]) -> SinceRow:
    """A row of a target; one that comes where there was none changes none, so it is nothing unusual."""
    row = row_of(states, measure, sides, (keys[0], keys[0]))
    places = {period.key: at for at, period in enumerate(states.now.calendar.periods)}
    ordered = tuple(sorted(keys, key=places.__getitem__))
    labels = [states.now.calendar.periods[places[key]].label for key in (ordered[0], ordered[-1])]
    label = " to ".join(dict.fromkeys(labels))
    large = sides[0] is not None and is_unusual(*sides, rule_for(states, measure), measure.unit)
    return replace(
        row,
        of_target=True,
        periods=ordered,
        period_label=label,
        before_label=label,
        unusual=large or not _is_plan(kind),
    )


def _kind(states: TwoStates, measure: Measure) -> SinceKind:
    """Whether it is the plan that moved, or what somebody set by hand."""
    then = states.then.catalogue.measures.get(measure.id) if states.then else None
    by_plan = measure.target.source == "plan" and then is not None and then.target.source == "plan"
    return SinceKind.PLAN_CHANGED if by_plan else SinceKind.DEFINITION_CHANGED


def _is_plan(kind: SinceKind) -> bool:
    return kind is SinceKind.PLAN_CHANGED


def _set_anew(mark: Mark) -> str:
    step = mark.step
    set_by = ": ".join(part for part in (step.who, step.why) if part) if step else ""
    return f"target set anew ({set_by})" if set_by else "target set anew"


def _sum(sides: Sequence[Decimal | None]) -> Decimal | None:
    known = [side for side in sides if side is not None]
    return sum(known, Decimal(0)) if len(known) == len(sides) else None
