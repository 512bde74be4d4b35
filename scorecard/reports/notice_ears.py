"""What an audience hears of: its place, its measures, and the lines those are made of, as far as its role may see."""

from collections.abc import Iterator
from dataclasses import dataclass

from scorecard.domain.access import sees_cash
from scorecard.domain.audiences import Audience
from scorecard.domain.catalogue import Catalogue, Measure
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.cash_guard import made_of, secret_in
from scorecard.reports.terms import leaves_of
from scorecard.reports.usual import usual_scope
from scorecard.store.store import Store


@dataclass(frozen=True)
class Ears:
    """An audience with its place opened in the newest state of the numbers.

    Attributes:
        measures: Those it hears of, in the catalogue's order.
        reach: Accounts and readings these are made of; None where it hears of every line.
        secret: Lines it never hears of, nor of anything made of them.
    """

    audience: Audience
    asked: Asked
    measures: tuple[Measure, ...]
    reach: frozenset[str] | None
    secret: frozenset[str]

    def hears(self, name: str) -> bool:
        """Whether it hears of a measure, an account or a reading; of what the catalogue has no more it does not."""
        catalogue = self.asked.catalogue
        if name in catalogue.measures:
            return any(measure.id == name for measure in self.measures)
        if name not in catalogue.accounts and name not in catalogue.readings:
            return False
        leaves = leaves_of((name,), catalogue)
        return not (leaves | {name}) & self.secret and (self.reach is None or leaves <= self.reach)


def ears_of(store: Store, audience: Audience) -> Ears:
    """An audience's ears, at its place in the last finished period.

    Raises:
        NothingPublished: If there are no figures yet.
    """
    snapshot = store.snapshot()
    catalogue = snapshot.catalogue
    scope = usual_scope(snapshot, store.today()).with_(entity=audience.entity or catalogue.root)
    secret = frozenset() if sees_cash(audience.role) else secret_in(catalogue)
    measures = tuple(each for each in _chosen(catalogue, audience) if not made_of(each.id, catalogue) & secret)
    every = not (audience.measures or audience.perspectives)
    reach = None if every else frozenset(name for each in measures for name in made_of(each.id, catalogue))
    return Ears(audience, open_scope(store, scope), measures, reach, secret)


def _chosen(catalogue: Catalogue, audience: Audience) -> Iterator[Measure]:
    every = not (audience.measures or audience.perspectives)
    for measure in catalogue.measures.values():
        if every or measure.id in audience.measures or measure.perspective in audience.perspectives:
            yield measure
