"""Numbers of periods before the one shown: those that were restated, and those that came late."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scorecard.domain.catalogue import Measure
from scorecard.domain.since import SinceKind, SinceRow, is_unusual
from scorecard.domain.vocabulary import State, Status, View
from scorecard.domain.wording import status_words
from scorecard.reports.asked import Asked
from scorecard.reports.moved import Stood, stood_in
from scorecard.reports.remembered import series_of
from scorecard.reports.since_notes import joined, note_of
from scorecard.reports.since_states import Sides, TwoStates, better_by, key_of, row_of, rule_for
from scorecard.reports.standing import turned

BACK = 12
"""Earlier periods in which what was known already is looked at."""

Moved = tuple[SinceKind, SinceRow]


def earlier_numbers(states: TwoStates, row: Stood) -> Iterator[Moved]:
    """Earlier periods whose figure is another or came late; none where the definition is another."""
    now, then, measure = states.now, states.then, row.found.measure
    if then is None or states.is_redefined(measure):
        return
    places = {period.key: at for at, period in enumerate(then.calendar.periods)}
    window = [at for at in range(max(0, now.index - BACK), now.index) if now.calendar.periods[at].key in places]
    if not window:
        return
    then_at = [places[now.calendar.periods[at].key] for at in window]
    after = series_of(now, measure, window)
    before = series_of(then, then.catalogue.measures[measure.id], then_at)
    own = _own_periods(states, measure, window, then_at)
    was_known = any(before.states[at] is State.REPORTED for at in then_at)
    for at, old in zip(window, then_at, strict=True):
        key, sides = now.calendar.periods[at].key, (before.values[old], after.values[at])
        if at not in own or key == key_of(now, row) or sides[0] == sides[1]:
            continue
        if before.states[old] is State.REPORTED and sides[0] is not None:
            yield _restated(states, measure, key, sides)
        elif before.states[old] is State.MISSING and old <= then.index and sides[1] is not None:
            yield _came_late(states, measure, key, sides, was_known)


def _own_periods(states: TwoStates, measure: Measure, window: Sequence[int], then_at: Sequence[int]) -> set[int]:
    """Of these periods those that moved by themselves: a window that only carries another one tells nothing."""
    if states.now.scope.view is View.PERIOD or states.then is None:
        return set(window)
    now, then = (replace(each, scope=each.scope.with_(view=View.PERIOD)) for each in (states.now, states.then))
    after = series_of(now, measure, window).values
    before = series_of(then, then.catalogue.measures[measure.id], then_at).values
    return {at for at, old in zip(window, then_at, strict=True) if after[at] != before[old]}


def _restated(states: TwoStates, measure: Measure, key: str, sides: Sides) -> Moved:
    was, found = (_standing(asked, measure, key) for asked in (states.then, states.now))
    told = replace(
        row_of(states, measure, sides, (key, key)),
        impact=better_by(measure, was, found),
        status_before=was.status if was else Status.NOT_REPORTED,
        status_after=found.status if found else Status.NOT_REPORTED,
        note=note_of(states, SinceKind.RESTATED, was, found) if found else "",
    )
    large = is_unusual(*sides, rule_for(states, measure), measure.unit, told.status_after)
    return SinceKind.RESTATED, replace(told, unusual=large or turned(told.status_before, told.status_after))


def _came_late(states: TwoStates, measure: Measure, key: str, sides: Sides, was_known: bool) -> Moved:
    """A figure that was due and missing then; of a number with no figure at all then it is its history that came."""
    found = _standing(states.now, measure, key)
    status = found.status if found else Status.NOT_REPORTED
    stands = "" if status is Status.NOT_REPORTED else status_words(status).lower()
    why = states.loads.words(found.found, found.found.shown) if found else ""
    told = row_of(states, measure, sides, (key, key))
    note = joined("came late", why, stands)
    return SinceKind.LATE_DATA, replace(told, status_after=status, note=note, unusual=was_known)


def _standing(asked: Asked | None, measure: Measure, key: str) -> Stood | None:
    """How a measure stands in a state at another period."""
    if asked is None:
        return None
    there = replace(asked, index=asked.calendar.index(key), scope=asked.scope.with_(period=key))
    return stood_in(there, [there.catalogue.measures[measure.id]])[measure.id]
