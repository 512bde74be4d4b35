"""The numbers of a scorecard that moved between two states, exactly as it shows them then and now, each with why."""

from collections.abc import Iterator
from dataclasses import replace

from scorecard.domain.catalogue import Measure
from scorecard.domain.since import ALWAYS, SinceKind, SinceRow, is_unusual
from scorecard.domain.vocabulary import Kind, State, Status, View
from scorecard.reports.evaluated import newest_period
from scorecard.reports.moved import DEFINITION, NEW, RESTATED, Stood, why_moved
from scorecard.reports.since_earlier import earlier_numbers
from scorecard.reports.since_notes import joined, judged_words, note_of
from scorecard.reports.since_states import TwoStates, better_by, day_of, key_of, row_of, rule_for, standing_numbers
from scorecard.reports.since_targets import other_targets, target_moved
from scorecard.reports.standing import turned
from scorecard.reports.trend import signal_at

Moved = tuple[SinceKind, SinceRow]


def moved_numbers(states: TwoStates) -> Iterator[Moved]:
    """Every number that moved, once: values and targets the scorecard shows, then those of other periods."""
    now = states.now
    standing = standing_numbers(now, now.catalogue.measures)
    for row in standing.values():
        yield from moved_of(states, row)
    yield from _gone(states)
    for row in standing.values():
        yield from earlier_numbers(states, row)
        yield from other_targets(states, row)


def moved_of(states: TwoStates, row: Stood) -> Iterator[Moved]:
    """How a number that the scorecard shows moved, then how its target did; nothing where both stayed."""
    old = states.measures_then.get(row.found.measure.id)
    value = _value(states, old, row)
    if value is not None:
        yield value
    target = target_moved(states, old, row, alone=value is None)
    if target is not None:
        yield target


def _value(states: TwoStates, old: Stood | None, row: Stood) -> Moved | None:
    kind = _kind(states, old, row)
    if kind is None:
        return None
    measure, was = row.found.measure, old.status if old else Status.NOT_REPORTED
    sides, keys = (old.value if old else None, row.value), (key_of(states.then, old), key_of(states.now, row))
    told = replace(
        row_of(states, measure, sides, keys),
        impact=better_by(measure, old, row),
        status_before=was,
        status_after=row.status,
        note=note_of(states, kind, old, row),
    )
    if keys[0] != keys[1] and _adds_up(measure, states.now.scope.view):
        told = replace(told, difference=None, impact=None, size=0.0)
    signal = _signal(states, old, row) if kind is SinceKind.NEW_PERIOD else ""
    # Between two periods every number steps: there its usual range tells what is worth a look.
    large = kind is not SinceKind.NEW_PERIOD and is_unusual(*sides, rule_for(states, measure), measure.unit, row.status)
    judged = bool(judged_words(states, old, row))
    unusual = kind in ALWAYS or bool(signal) or turned(was, row.status) or judged or large
    return kind, replace(told, unusual=unusual, note=joined(signal, told.note))


def _adds_up(measure: Measure, view: View) -> bool:
    """Whether a later period's number holds an earlier one's: the step between them is neither better nor worse."""
    return measure.kind is Kind.FLOW and view in (View.QUARTER_TO_DATE, View.YEAR_TO_DATE)


def _signal(states: TwoStates, old: Stood | None, row: Stood) -> str:
    """What is unusual about a number of a new period that was not so about the one shown before."""
    measure = row.found.measure
    signal, before = signal_at(states.now, measure, row.found.shown), _place(states, old)
    return signal if before is None or signal_at(states.now, measure, before) != signal else ""


def _place(states: TwoStates, old: Stood | None) -> int | None:
    """Where the period shown in the earlier state lies in the calendar of now; None where it does not."""
    if old is None or old.value is None:
        return None
    key = key_of(states.then, old)
    return next((at for at, period in enumerate(states.now.calendar.periods) if period.key == key), None)


def _kind(states: TwoStates, old: Stood | None, row: Stood) -> SinceKind | None:
    """Which kind of movement of the value, or of what it is judged by, it is; None for none."""
    measure = row.found.measure
    if states.then is not None and old is None:
        return SinceKind.DEFINITION_CHANGED if row.value is not None else None
    why = why_moved(measure.id, old, row, states.then.catalogue, states.now.catalogue) if states.then else NEW
    if why == DEFINITION:
        return SinceKind.DEFINITION_CHANGED
    if old is None or old.value is None or key_of(states.then, old) != key_of(states.now, row):
        return _newer(states, old, row)
    if why in (RESTATED, NEW):
        return SinceKind.RESTATED
    if judged_words(states, old, row):
        return SinceKind.DEFINITION_CHANGED
    return SinceKind.LATE_DATA if _is_late(states, measure) else None


def _newer(states: TwoStates, old: Stood | None, row: Stood) -> SinceKind | None:
    """A number of another period than the one that was shown, or of one that had no figure yet."""
    if row.value is None:
        missing = row.found.series.states[states.now.index] is State.MISSING
        return SinceKind.LATE_DATA if missing and old is not None and old.value is not None else None
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
            told = row_of(states, then.catalogue.measures[name], (old.value, None), (key_of(then, old), ""))
            yield (
                SinceKind.DEFINITION_CHANGED,
                replace(told, status_before=old.status, note="measured no more"),
            )
