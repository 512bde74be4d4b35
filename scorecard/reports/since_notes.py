"""Why a number moved and what came of it, in a few words."""

from scorecard.domain.display import shown
from scorecard.domain.since import SinceKind
from scorecard.domain.vocabulary import Scenario
from scorecard.domain.wording import age_words, status_words
from scorecard.reports.evaluated import newest_period
from scorecard.reports.moved import Stood, definition_of
from scorecard.reports.since_states import TwoStates, target_then, turned

OF_TARGET = (SinceKind.PLAN_CHANGED, SinceKind.DEFINITION_CHANGED)


def note_of(states: TwoStates, kind: SinceKind, old: Stood | None, row: Stood) -> str:
    """Why it moved, and where it stands for it."""
    said = []
    if kind is SinceKind.RESTATED and row.value is None:
        said.append("taken back")
    if kind in (SinceKind.RESTATED, SinceKind.PLAN_CHANGED):
        scenario = Scenario.BUDGET if kind is SinceKind.PLAN_CHANGED else Scenario.ACTUAL
        said.append(states.loads.words(row.found, row.found.shown, scenario))
    if kind is SinceKind.DEFINITION_CHANGED:
        said.append(_redefined(states, old, row))
    if kind in OF_TARGET and old is not None and old.value != row.value:
        said.append(_target_words(states, row))
    if kind is SinceKind.LATE_DATA:
        said.append(_late_words(states, row))
    if old is not None and turned(old.status, row.status):
        said.append(f"now {status_words(row.status).lower()}, was {status_words(old.status).lower()}")
    return "; ".join(part for part in said if part)


def _target_words(states: TwoStates, row: Stood) -> str:
    """From which to which target, where it is not the target that is told."""
    before, measure = target_then(states, row), row.found.measure
    if before is None or row.target is None or before == row.target:
        return ""
    sides = (
        shown(side, measure.unit, states.now.catalogue.currency, measure.decimals) for side in (before, row.target)
    )
    return "target {} → {}".format(*sides)


def _redefined(states: TwoStates, old: Stood | None, row: Stood) -> str:
    if old is None:
        return "new on the scorecard"
    name, then = row.found.measure.id, states.then
    if then is None or definition_of(name, then.catalogue) != definition_of(name, states.now.catalogue):
        return "defined anew"
    step = row.found.goals.steps[row.found.shown]
    set_by = ": ".join(part for part in (step.who, step.why) if part) if step else ""
    return f"target set anew ({set_by})" if set_by else "target set anew"


def _late_words(states: TwoStates, row: Stood) -> str:
    now, measure = states.now, row.found.measure
    if row.value is None:
        return f"not reported for {now.period.label} yet"
    newest = newest_period(now, measure)
    age = None if newest is None else max((now.day - now.calendar.periods[newest].end).days, 0)
    return age_words(age, stale=True)
