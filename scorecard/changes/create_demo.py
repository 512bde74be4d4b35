"""Create the sample company in an empty store."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from scorecard.changes.cash_known import last_closed
from scorecard.changes.people import bring_people
from scorecard.changes.roll_forecast import roll_forecast
from scorecard.domain.access import Actor, authorise
from scorecard.domain.cash import SOURCE
from scorecard.domain.errors import ScorecardError
from scorecard.ingest.demo.loads import Load, sample_loads
from scorecard.ingest.demo.months import months_through
from scorecard.store.store import ImportFile, Store

SEED = 7
KIND = "sample"
PROFILE = "sample company"
VINTAGES = 12
WHY = "Cash forecast as it was made at each of the last month ends"


class HoldsOtherFigures(ScorecardError):
    """The store already holds a workspace that is not the sample company."""

    def __init__(self, workspace: str) -> None:
        super().__init__(
            f"This store already holds “{workspace}”. Name an empty folder with --store to create the sample company."
        )


@dataclass(frozen=True, slots=True)
class Created:
    """What came of it: the newest revision, how many lines it took, and whether all was there before."""

    revision: int
    lines: int
    already: bool


def create_demo(
    store: Store,
    actor: Actor,
    today: date,
    seed: int = SEED,
    progress: Callable[[str, int, int], None] = lambda _why, _done, _of: None,
) -> Created:
    """Publish the sample company's loads, those that are missing, and write its people down if there is nobody.

    Args:
        store: An empty store, or one in which the sample company was created, wholly or in part.
        actor: Who does it.
        today: The last month of figures is the one before this day's.
        seed: Same seed and month, same bytes.
        progress: Hears what is being published, how many loads are done, and of how many.

    Returns:
        The newest revision and the lines published now.

    Raises:
        NotAllowed: If the actor may not create it.
        HoldsOtherFigures: If the store holds another workspace.
    """
    authorise(actor, "create the sample company")
    here = {each.file_name: each for each in store.imports()}
    if store.revision() and not any(each.profile == PROFILE for each in here.values()):
        raise HoldsOtherFigures(store.snapshot().catalogue.workspace)
    loads = sample_loads(months_through(today, seed))
    if here and loads[0].name not in here:
        bring_people(store, actor)
        return Created(store.revision(), 0, already=True)
    missing = [load for load in loads if load.name not in here]
    lines = 0
    for done, load in enumerate(missing):
        progress(load.why, done, len(missing))
        lines += _published(store, actor, load)
    lines += _forecast(store, actor, progress)
    bring_people(store, actor)
    return Created(store.revision(), lines, already=not lines)


def _forecast(store: Store, actor: Actor, progress: Callable[[str, int, int], None]) -> int:
    """Cash as it would have been forecast at each of the last month ends, once; how many lines it took."""
    now = store.snapshot()
    if now.catalogue.cash is None or now.rolled_vintages(SOURCE):
        return 0
    closed = last_closed(now, now.catalogue.cash, None)
    ends = [period.end for period in now.calendar.periods[closed + 1 - VINTAGES : closed + 1]]
    progress(WHY, 0, 1)
    return roll_forecast(store, actor, [*ends[:-1], None], WHY).lines


def _published(store: Store, actor: Actor, load: Load) -> int:
    file = ImportFile(load.name, load.sha256, profile=PROFILE)
    with store.stage(load.tables) as staged:
        store.publish(actor.id, load.why, KIND, staged, load.catalogue, file)
    return sum(table.num_rows for table in load.tables)
