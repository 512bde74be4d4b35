"""What is shown when nothing is asked: the whole company in its last finished period with actuals."""

from datetime import date

from scorecard.domain.phasing import is_open
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Scenario
from scorecard.store.store import Snapshot


def usual_scope(snapshot: Snapshot, today: date) -> Scope:
    """The root entity in the last period with actuals that is over.

    Before the first period is finished, the first period with any figure is shown.
    """
    periods = snapshot.calendar.periods
    last = snapshot.cells.data_through(Scenario.ACTUAL)
    finished = [period for period in periods[: last + 1] if not is_open(period, today)]
    chosen = finished[-1] if finished else periods[max(last, 0)]
    return Scope(entity=snapshot.catalogue.root, period=chosen.key)
