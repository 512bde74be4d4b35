"""The numbers of a scorecard that moved between two states, exactly as it shows them then and now, each with why."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from scorecard.domain.catalogue import Measure
from scorecard.domain.since import ALWAYS, SinceKind, SinceRow, is_unusual, size_of
from scorecard.domain.variance import difference, impact
from scorecard.domain.vocabulary import Kind, State, Status, View
from scorecard.reports.asked import Asked, label_of, place_of
from scorecard.reports.evaluated import newest_period
from scorecard.reports.moved import DEFINITION, NEW, PLAN, Stood, definition_of, stood_in, why_moved
from scorecard.reports.remembered import series_of
from scorecard.reports.since_notes import OF_TARGET, note_of
from scorecard.reports.since_states import TwoStates, day_of, key_of, shown_label, standing_numbers, target_then, turned
from scorecard.reports.trend import signal_at

BACK = 12
"""Earlier periods in which what was known already is looked at."""

Moved = tuple[SinceKind, SinceRow]


def moved_numbers(states: TwoStates) -> Iterator[Moved]:
    """Every number that moved, once: those the scorecard shows, then those of earlier periods that were restated."""
    now = states.now
    standing = standing_numbers(now, now.catalogue.measures)
    for name, row in standing.items():
        found = moved_number(states, name, row)
        if found:
            yield found
    yield from _gone(states)
    for name, row in standing.items():
        yield from _earlier(states, now.catalogue.measures[name], row)


def moved_number(states: TwoStates, name: str, row: Stood) -> Moved | None:
    """How a number that the scorecard shows moved; None where it stayed."""
    measure = states.now.catalogue.measures[name]
    old = states.measures_then.get(measure.id)
    kind = _kind(states, measure, old, row)
    if kind is None:
        return None
    of_target = kind in OF_TARGET and old is not None and old.value == row.value and old.target != row.target
    sides = (old.target if old else None, row.target) if of_target else (old.value if old else None, row.value)
    told = _row(states, measure, sides, key_of(states.now, row), of_target)
    was = old.status if old else Status.NOT_REPORTED
    told = replace(
        told,
        impact=None if of_target else _impact(measure, old, row),
        before_period=key_of(states.then, old) if old else "",
        before_label=shown_label(states.then, old) if states.then and old else "",
        status_before=was,
        status_after=row.status,
        note=note_of(states, kind, old, row),
    )
    if told.before_period != told.period and not of_target and _adds_up(measure, states.now.scope.view):
        told = replace(told, difference=None, impact=None, size=0.0)
    signal = _signal(states, measure, old, row) if kind is SinceKind.NEW_PERIOD else ""
    unusual = kind in ALWAYS or bool(signal) or turned(was, row.status) or _is_large(states, measure, kind, sides)
    return kind, replace(told, unusual=unusual, note="; ".join(part for part in (signal, told.note) if part))


def _adds_up(measure: Measure, view: View) -> bool:
    """Whether a later period's number holds an earlier one's: the step between them is neither better nor worse."""
    return measure.kind is Kind.FLOW and view in (View.QUARTER_TO_DATE, View.YEAR_TO_DATE)


def _signal(states: TwoStates, measure: Measure, old: Stood | None, row: Stood) -> str:
    """What is unusual about a number of a new period that was not so about the one shown before."""
    signal, before = signal_at(states.now, measure, row.found.shown), _place(states, old)
    return signal if before is None or signal_at(states.now, measure, before) != signal else ""


def _place(states: TwoStates, old: Stood | None) -> int | None:
    """Where the period shown in the earlier state lies in the calendar of now; None where it does not."""
    if old is None or old.value is None:
        return None
    key = key_of(states.then, old)
    return next((at for at, period in enumerate(states.now.calendar.periods) if period.key == key), None)


def _is_large(
    states: TwoStates, measure: Measure, kind: SinceKind, sides: tuple[Decimal | None, Decimal | None]
) -> bool:
    """Whether the step itself is worth a look; between two periods numbers step, and their usual range tells."""
    if kind is SinceKind.NEW_PERIOD:
        return False
    return is_unusual(*sides, states.now.catalogue.materiality, measure.unit)


def _kind(states: TwoStates, measure: Measure, old: Stood | None, row: Stood) -> SinceKind | None:
    """Which kind of movement it is; None for none."""
    if states.then is not None and old is None:
        return SinceKind.DEFINITION_CHANGED if row.value is not None else None
    why = why_moved(measure.id, old, row, states.then.catalogue, states.now.catalogue) if states.then else NEW
    if why == DEFINITION:
        return SinceKind.DEFINITION_CHANGED
    if old is None or old.value is None or key_of(states.then, old) != key_of(states.now, row):
        return _newer(states, measure, old, row)
    if why:
        return _of_one_period(measure, why)
    return SinceKind.LATE_DATA if _is_late(states, measure) else None


def _of_one_period(measure: Measure, why: str) -> SinceKind:
    if why == PLAN:
        return _retargeted(measure)
    return SinceKind.RESTATED


def _retargeted(measure: Measure) -> SinceKind:
    return SinceKind.PLAN_CHANGED if measure.target.source == "plan" else SinceKind.DEFINITION_CHANGED


def _newer(states: TwoStates, measure: Measure, old: Stood | None, row: Stood) -> SinceKind | None:
    """A number of another period than the one that was shown, or of one that had no figure yet."""
    if row.value is None:
        missing = row.found.series.states[states.now.index] is State.MISSING
        return SinceKind.LATE_DATA if missing and old is not None and old.value is not None else None
    if target_then(states, row) not in (None, row.target):
        return _retargeted(measure)
    is_turned = old is not None and old.value is not None and turned(old.status, row.status)
    return SinceKind.STATUS_CHANGED if is_turned else SinceKind.NEW_PERIOD


def _is_late(states: TwoStates, measure: Measure) -> bool:
    """Whether the newest figure has become too old since the earlier state."""
    newest = newest_period(states.now, measure)
    if newest is None or states.then is None:
        return False
    end = states.now.calendar.periods[newest].end
    return (states.now.day - end).days > measure.max_age_days >= (day_of(states.then) - end).days


def _gone(states: TwoStates) -> Iterator[Moved]:
    """Measures that the scorecard had and has no more."""
    then, here = states.then, states.now.catalogue.measures
    for name, old in states.measures_then.items():
        if then is not None and name not in here and old.value is not None:
            told = _row(states, then.catalogue.measures[name], (old.value, None), "", False)
            yield (
                SinceKind.DEFINITION_CHANGED,
                replace(
                    told,
                    before_period=key_of(then, old),
                    before_label=shown_label(then, old),
                    status_before=old.status,
                    note="measured no more",
                ),
            )


def _earlier(states: TwoStates, measure: Measure, row: Stood) -> Iterator[Moved]:
    """Earlier periods whose figure was known and is another now; not where the definition is another."""
    now, then = states.now, states.then
    if then is None or definition_of(measure.id, then.catalogue) != definition_of(measure.id, now.catalogue):
        return
    places = {period.key: at for at, period in enumerate(then.calendar.periods)}
    window = [at for at in range(max(0, now.index - BACK), now.index) if now.calendar.periods[at].key in places]
    keys = [now.calendar.periods[at].key for at in window]
    after = series_of(now, measure, window) if window else None
    before = series_of(then, then.catalogue.measures[measure.id], [places[key] for key in keys]) if window else None
    own = _own_months(states, measure, window, [places[key] for key in keys])
    for at, key in zip(window, keys, strict=True):
        if after is None or before is None or at not in own or key == key_of(now, row):
            continue
        sides = before.values[places[key]], after.values[at]
        known = before.states[places[key]] is State.REPORTED
        if known and sides[0] is not None and sides[0] != sides[1]:
            yield _restated_before(states, measure, at, sides)


def _own_months(states: TwoStates, measure: Measure, window: Sequence[int], then_at: Sequence[int]) -> set[int]:
    """Of these periods those that were restated by themselves: a window that only carries another one tells nothing."""
    if states.now.scope.view is View.PERIOD or states.then is None or not window:
        return set(window)
    now, then = (replace(each, scope=each.scope.with_(view=View.PERIOD)) for each in (states.now, states.then))
    after = series_of(now, measure, window).values
    before = series_of(then, then.catalogue.measures[measure.id], then_at).values
    return {at for at, old in zip(window, then_at, strict=True) if after[at] != before[old]}


def _restated_before(
    states: TwoStates, measure: Measure, at: int, sides: tuple[Decimal | None, Decimal | None]
) -> Moved:
    now, key = states.now, states.now.calendar.periods[at].key
    then = states.then
    was, found = (_standing(asked, measure, key) for asked in (then, now))
    told = _row(states, measure, sides, key, False)
    told = replace(
        told,
        impact=_impact(measure, was, found),
        before_period=key,
        before_label=told.period_label,
        status_before=was.status if was else Status.NOT_REPORTED,
        status_after=found.status if found else Status.NOT_REPORTED,
        note=note_of(states, SinceKind.RESTATED, was, found) if found else "",
    )
    unusual = turned(told.status_before, told.status_after) or _is_large(states, measure, SinceKind.RESTATED, sides)
    return SinceKind.RESTATED, replace(told, unusual=unusual)


def _standing(asked: Asked | None, measure: Measure, key: str) -> Stood | None:
    """How a measure stands in a state at another period."""
    if asked is None:
        return None
    there = replace(asked, index=asked.calendar.index(key), scope=asked.scope.with_(period=key))
    return stood_in(there, [there.catalogue.measures[measure.id]])[measure.id]


def _row(
    states: TwoStates, measure: Measure, sides: tuple[Decimal | None, Decimal | None], key: str, of_target: bool
) -> SinceRow:
    now = states.now
    period = next((each.label for each in now.calendar.periods if each.key == key), "")
    return SinceRow(
        id=measure.id,
        entity=now.scope.entity,
        place=place_of(now),
        label=label_of(measure, now.scope.words),
        before=sides[0],
        after=sides[1],
        difference=difference(sides[1], sides[0]),
        impact=None,
        unit=measure.unit,
        note="",
        decimals=measure.decimals,
        period=key,
        period_label=period,
        of_target=of_target,
        size=size_of(*sides, now.catalogue.materiality, measure.unit),
    )


def _impact(measure: Measure, old: Stood | None, row: Stood | None) -> Decimal | None:
    """The step signed so that plus is better; of a range what it came nearer to it."""
    if old is None or row is None:
        return None
    if old.band is None and row.band is None:
        return impact(row.value, old.value, measure.polarity)
    sides = (impact(side.value, None, measure.polarity, side.band) for side in (row, old))
    return difference(*sides)
