"""What lies before people when nothing is asked: the usual scope, its agenda, and the numbers of a subject."""

from collections.abc import Callable
from functools import partial

from scorecard.domain.agenda import AgendaItem
from scorecard.domain.scope import Scope
from scorecard.domain.work import Figures, Subject
from scorecard.reports.agenda import agenda_report
from scorecard.reports.usual import usual_scope
from scorecard.reports.work_figures import figures_now
from scorecard.store.store import Store


def usual_desk(store: Store) -> tuple[Scope, Callable[[], tuple[AgendaItem, ...]], Callable[[Subject], Figures | None]]:
    """The usual scope of a store at its moment, what makes its agenda, and what tells the numbers of a subject.

    Raises:
        NothingPublished: If there are no figures yet.
    """
    scope = usual_scope(store.snapshot(), store.today())
    return scope, lambda: agenda_report(store, scope).items, partial(figures_now, store, scope)
