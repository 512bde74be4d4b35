"""Begin with the sample company: its figures, its last meetings, its work in hand and what its leadership decides."""

from collections.abc import Callable
from datetime import date
from functools import partial

from scorecard.changes.create_demo import SEED, Created, create_demo
from scorecard.changes.demo_meeting import Desk, hold_demo_meeting
from scorecard.changes.demo_sync import open_demo_sync
from scorecard.changes.demo_work import open_demo_work
from scorecard.domain.access import Actor
from scorecard.store.store import Store


def begin_demo(
    store: Store,
    actor: Actor,
    today: date,
    desk: Callable[[Store], Desk],
    seed: int = SEED,
    progress: Callable[[str, int, int], None] = lambda _why, _done, _of: None,
) -> Created:
    """Create the sample company with everything its people have before them; what is there stays as it is.

    Args:
        store: As for ``create_demo``.
        actor: Who does it.
        today: The last month of figures is the one before this day's.
        desk: What lies before its people at a moment.
        seed: Same seed and month, same bytes.
        progress: Hears what is being published.

    Raises:
        NotAllowed: If the actor may not create it.
        HoldsOtherFigures: If the store holds another workspace.
    """
    meet = partial(hold_demo_meeting, actor=actor, desk=desk)
    made = create_demo(store, actor, today, seed, progress, meet)
    scope, _, figures = desk(store)
    open_demo_work(store, actor, scope.period, figures)
    open_demo_sync(store, actor, scope.period, figures)
    return made
