"""A scope opened for reading: the snapshot, its place in the calendar and the day ages count to."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from scorecard.domain.calendar import Calendar, Period
from scorecard.domain.catalogue import Account, Catalogue, Measure
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, Scenario, Words
from scorecard.domain.wording import COMPARED, FIGURE_KNOWN
from scorecard.store.store import Snapshot, Store


@dataclass(frozen=True)
class Asked:
    """A scope opened: the snapshot it reads, its place in the calendar, and the day to which ages count.

    ``counted_to`` is the day to which plans of an open period count: that of the numbers, so that both sides cover
    the same however much later somebody looks. ``earlier`` is the state the scope compares with, told by the
    snapshot's own names; None where there is none.
    """

    snapshot: Snapshot
    scope: Scope
    index: int
    day: date
    counted_to: date
    earlier: Snapshot | None = None

    @property
    def catalogue(self) -> Catalogue:
        """What the workspace says about itself in this state."""
        return self.snapshot.catalogue

    @property
    def calendar(self) -> Calendar:
        """The fiscal calendar of this state."""
        return self.snapshot.calendar

    @cached_property
    def through(self) -> int:
        """Index of the last period with any actual figure, -1 if there is none."""
        return self.snapshot.cells.data_through(Scenario.ACTUAL)

    @property
    def period(self) -> Period:
        """The period asked for."""
        return self.calendar.periods[self.index]

    def told_in(self, known: str) -> Snapshot:
        """The state that tells a segment: the one shown, or the earlier one it is compared with."""
        return self.earlier if known and self.earlier is not None else self.snapshot


def open_scope(store: Store, scope: Scope) -> Asked:
    """Open what a scope asks for.

    Raises:
        UnknownName: If its entity or period does not exist there.
        UnknownRevision: If it names a revision that was never published, to be shown or to be compared with.
        NothingPublished: If nothing was ever published.
    """
    snapshot = store.snapshot(scope.as_of)
    snapshot.catalogue.entity(scope.entity)
    then = store.today() if not scope.as_of else snapshot.as_of or snapshot.published.date()
    known = known_in(snapshot, scope)
    earlier = store.earlier(known, snapshot) if known else None
    told = min(then, snapshot.published.date())
    return Asked(snapshot, scope, snapshot.calendar.index(scope.period), then, told, earlier)


def known_in(snapshot: Snapshot, scope: Scope) -> str:
    """The earlier state a scope compares with, as an as-of; "" where it compares with none or there is none before."""
    if scope.compare is not Comparison.KNOWN:
        return ""
    return scope.known or (f"r{snapshot.before}" if snapshot.before else "")


def side_words(asked: Asked) -> str:
    """What the scope compares with is called inside a sentence: "plan", "the figure known on 5 Nov 2026"."""
    if asked.scope.compare is Comparison.KNOWN and asked.earlier is not None:
        return FIGURE_KNOWN + asked.earlier.as_of_label
    return COMPARED[asked.scope.compare]


def label_of(named: Measure | Account, words: Words) -> str:
    """A measure's or an account's name in plain or finance words."""
    return named.finance_name or named.name if words is Words.FINANCE else named.name


def place_of(asked: Asked) -> str:
    """The entity's name for a sentence; "" for the whole company, which goes without saying."""
    entity = asked.scope.entity
    return "" if entity == asked.catalogue.root else asked.catalogue.entity(entity).name
