"""Why a number moved and what came of it, in a few words."""

from decimal import Decimal

from scorecard.domain.catalogue import Measure
from scorecard.domain.display import shown
from scorecard.domain.since import SinceKind
from scorecard.domain.targets import Mark
from scorecard.domain.wording import age_words, status_words
from scorecard.reports.evaluated import newest_period
from scorecard.reports.moved import Stood, definition_of
from scorecard.reports.since_states import TwoStates, key_of, marks_in
from scorecard.reports.standing import turned


def joined(*parts: str) -> str:
    """The parts that say something."""
    return "; ".join(part for part in parts if part)


def note_of(states: TwoStates, kind: SinceKind, old: Stood | None, row: Stood) -> str:
    """Why its value moved, and where it stands for it."""
    return joined(_why(states, kind, old, row), judged_words(states, old, row), turned_words(states, old, row))


def turned_words(states: TwoStates, old: Stood | None, row: Stood) -> str:
    """What its status became, and of which period or state it was another: "now watch, was off track in Sep 2026"."""
    if old is None or not turned(old.status, row.status) or states.then is None:
        return ""
    same = key_of(states.then, old) == key_of(states.now, row)
    where = f"revision {states.then.snapshot.revision}" if same else states.then.calendar.periods[old.found.shown].label
    return f"now {status_words(row.status).lower()}, was {status_words(old.status).lower()} in {where}"


def judged_words(states: TwoStates, old: Stood | None, row: Stood) -> str:
    """How its red flag or its range was set anew where its target stayed: "red flag 950 EUR → 800 EUR"."""
    if old is None or states.then is None:
        return ""
    before, after = both_marks(states, row)
    if before.goal != after.goal:
        return ""
    measure = row.found.measure
    if before.band != after.band and before.band and after.band:
        sides = (f"{_size(states, measure, low)} to {_size(states, measure, high)}" for _, low, high, _ in
                 (before.band, after.band))  # fmt: skip
        return "range {} → {}".format(*sides)
    if before.red != after.red and after.goal is not None:
        return f"red flag {_size(states, measure, before.red)} → {_size(states, measure, after.red)}"
    return ""


def both_marks(states: TwoStates, row: Stood) -> tuple[Mark, Mark]:
    """The target of the very period that is shown, as both states have it."""
    key, name, view = key_of(states.now, row), row.found.measure.id, states.now.scope.view
    before, after = (marks_in(asked, name, (key,), view)[key] for asked in (states.then, states.now))
    return before, after


def _size(states: TwoStates, measure: Measure, side: Decimal | None) -> str:
    return "none" if side is None else shown(side, measure.unit, states.now.catalogue.currency, measure.decimals)


def _why(states: TwoStates, kind: SinceKind, old: Stood | None, row: Stood) -> str:
    if kind is SinceKind.RESTATED:
        return joined("taken back" if row.value is None else "", states.loads.words(row.found, row.found.shown))
    if kind is SinceKind.LATE_DATA:
        return _late_words(states, row)
    if kind is not SinceKind.DEFINITION_CHANGED:
        return ""
    if old is None or states.then is None:
        return "new on the scorecard"
    name = row.found.measure.id
    anew = definition_of(name, states.then.catalogue) != definition_of(name, states.now.catalogue)
    return "defined anew" if anew else ""


def _late_words(states: TwoStates, row: Stood) -> str:
    now, measure = states.now, row.found.measure
    if row.value is None:
        return f"not reported for {now.period.label} yet"
    newest = newest_period(now, measure)
    age = None if newest is None else max((now.day - now.calendar.periods[newest].end).days, 0)
    return age_words(age, stale=True)
