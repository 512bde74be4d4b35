"""A scope in two states of the numbers, and how a measure stood in each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from scorecard.domain.vocabulary import Status
from scorecard.reports.asked import Asked
from scorecard.reports.loads_behind import LoadsBehind
from scorecard.reports.moved import Stood, stood_in
from scorecard.reports.remembered import goals_of


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


def standing_numbers(asked: Asked, measures: Iterable[str]) -> dict[str, Stood]:
    """How measures stand, by id; those that this state does not know are left out."""
    known = asked.catalogue.measures
    return stood_in(asked, [known[name] for name in measures if name in known])


def target_then(states: TwoStates, row: Stood) -> Decimal | None:
    """The target of the very period shown now, as the earlier state had it; None where it had none."""
    then, key, name = states.then, key_of(states.now, row), row.found.measure.id
    at = None if then is None else next((n for n, each in enumerate(then.calendar.periods) if each.key == key), None)
    if then is None or at is None or name not in then.catalogue.measures:
        return None
    return goals_of(then, then.catalogue.measures[name], (at,)).goals[at]


def day_of(asked: Asked) -> date:
    """The day of an earlier state itself."""
    return asked.snapshot.as_of or asked.snapshot.published.date()


def turned(was: Status, status: Status) -> bool:
    """Whether the status is another, where there is one on both sides."""
    return was is not status and Status.NOT_REPORTED not in (was, status)


def key_of(asked: Asked | None, row: Stood) -> str:
    """The period whose value stands there."""
    return asked.calendar.periods[row.found.shown].key if asked else ""


def shown_label(asked: Asked, row: Stood) -> str:
    """The same in words."""
    return asked.calendar.periods[row.found.shown].label
