"""Create the sample company in an empty store."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from scorecard.changes.cash_known import last_closed
from scorecard.changes.people import bring_people
from scorecard.changes.roll_forecast import roll_forecast
from scorecard.domain.access import Actor, authorise
from scorecard.domain.cash import SOURCE
from scorecard.domain.errors import ScorecardError
from scorecard.ingest.demo.days import load_days, meeting_days
from scorecard.ingest.demo.loads import Load, sample_loads
from scorecard.ingest.demo.months import months_through
from scorecard.store.store import ImportFile, Store

SEED = 7
KIND = "sample"
PROFILE = "sample company"
VINTAGES = 12
LOADED, ROLLED, MET = (time(hour, tzinfo=UTC) for hour in (6, 7, 9))
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
    meet: Callable[[Store], object] = lambda _store: None,
) -> Created:
    """Publish the sample company's loads, those that are missing, and write its people down if there is nobody.

    Each load is dated on the day it would have come, so that what is new since a meeting is told from the first day.

    Args:
        store: An empty store, or one in which the sample company was created, wholly or in part.
        actor: Who does it.
        today: The last month of figures is the one before this day's.
        seed: Same seed and month, same bytes.
        progress: Hears what is being published, how many loads are done, and of how many.
        meet: Holds a meeting in the store as it was on the day of one; the people are there.

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
    months = months_through(today, seed)
    loads = sample_loads(months)
    if here and loads[0].name not in here:
        bring_people(store, actor)
        return Created(store.revision(), 0, already=True)
    days = load_days(months, today)
    missing = [(load, day) for load, day in zip(loads, days[:-1], strict=True) if load.name not in here]
    lines, met = 0, [*meeting_days(today)] if missing else []
    for done, (load, day) in enumerate(missing):
        while met and met[0] < day:
            _meet(_then(store, met.pop(0), MET), actor, meet)
        progress(load.why, done, len(missing))
        lines += _published(_then(store, day, LOADED), actor, load)
    lines += _forecast(_then(store, days[-1], ROLLED), actor, progress)
    bring_people(store, actor)
    return Created(store.revision(), lines, already=not lines)


def _then(store: Store, day: date, hour: time) -> Store:
    """The store on an earlier day; today is as it is."""
    return store if day >= store.today() else store.at(datetime.combine(day, hour))


def _meet(store: Store, actor: Actor, meet: Callable[[Store], object]) -> None:
    bring_people(store, actor)
    meet(store)


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
