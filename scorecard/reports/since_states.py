"""A scope in two states of the numbers: how a measure stood in each, where its target lay, and a row about both."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from scorecard.domain.catalogue import Materiality, Measure
from scorecard.domain.since import SinceRow, size_of
from scorecard.domain.statement import rule_of
from scorecard.domain.targets import Mark
from scorecard.domain.variance import difference, impact
from scorecard.domain.vocabulary import View
from scorecard.domain.wording import window_label
from scorecard.reports.asked import Asked, label_of, place_of
from scorecard.reports.loads_behind import LoadsBehind
from scorecard.reports.moved import Stood, definition_of, stood_in
from scorecard.reports.reference import account_of
from scorecard.reports.remembered import goals_of

Sides = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True)
class TwoStates:
    """A scope in the state that is shown, and what the scorecard showed in an earlier one.

    ``then`` is None where that state did not know the place; ``loads`` tell why a number is another.
    """

    now: Asked
    then: Asked | None
    loads: LoadsBehind

    @cached_property
    def measures_then(self) -> dict[str, Stood]:
        """Measure id to how it stood."""
        return standing_numbers(self.then, self.then.catalogue.measures) if self.then else {}

    def is_redefined(self, measure: Measure) -> bool:
        """Whether a measure is made of something else than it was, or was not there."""
        then, now = self.then, self.now
        return then is None or definition_of(measure.id, then.catalogue) != definition_of(measure.id, now.catalogue)


def standing_numbers(asked: Asked, measures: Iterable[str]) -> dict[str, Stood]:
    """How measures stand, by id; those that this state does not know are left out."""
    known = asked.catalogue.measures
    return stood_in(asked, [known[name] for name in measures if name in known])


def marks_in(asked: Asked | None, measure: str, keys: Iterable[str], view: View) -> dict[str, Mark]:
    """The whole target of a measure in periods, as a state has it, empty where it has none.

    Of a period that is still open it is not the part to date: that grows with every day though nobody set it anew.
    """
    if asked is None or measure not in asked.catalogue.measures:
        return dict.fromkeys(keys, Mark())
    whole = replace(asked, day=date.max, scope=asked.scope.with_(view=view))
    places = {period.key: at for at, period in enumerate(asked.calendar.periods)}
    held = {key: places[key] for key in keys if key in places}
    goals = goals_of(whole, asked.catalogue.measures[measure], tuple(held.values())) if held else None
    return {
        key: Mark(goals.goals[at], goals.reds[at], goals.bands[at], step=goals.steps[at])
        if goals and (at := held.get(key)) is not None
        else Mark()
        for key in keys
    }


def row_of(states: TwoStates, measure: Measure, sides: Sides, keys: tuple[str, str]) -> SinceRow:
    """What every row about a measure says: its two sides with the periods they are of, "" for none."""
    now, view = states.now, states.now.scope.view
    labels = {
        period.key: window_label(measure.kind, view, period.label)
        for asked in (states.then, now)
        if asked is not None
        for period in asked.calendar.periods
    }
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
        before_period=keys[0],
        before_label=labels.get(keys[0], ""),
        period=keys[1],
        period_label=labels.get(keys[1], ""),
        size=size_of(*sides, rule_for(states, measure), measure.unit),
    )


def rule_for(states: TwoStates, measure: Measure) -> Materiality:
    """What is worth a look of a measure: the rule of the account whose amount it is, else the workspace's."""
    return rule_of(account_of(measure, states.now.catalogue), states.now.catalogue)


def better_by(measure: Measure, old: Stood | None, row: Stood | None) -> Decimal | None:
    """The step signed so that plus is better; of a range what it came nearer to it."""
    if old is None or row is None:
        return None
    if old.band is None and row.band is None:
        return impact(row.value, old.value, measure.polarity)
    sides = (impact(side.value, None, measure.polarity, side.band) for side in (row, old))
    return difference(*sides)


def day_of(asked: Asked) -> date:
    """The day of an earlier state itself."""
    return asked.snapshot.as_of or asked.snapshot.published.date()


def key_of(asked: Asked | None, row: Stood | None) -> str:
    """The period whose value stands there; "" where nothing stands."""
    return asked.calendar.periods[row.found.shown].key if asked and row else ""
