"""What is not told to whom may not see cash: numbers of the bank and of debts, and what was said about them."""

from dataclasses import dataclass
from functools import cached_property

from scorecard.domain.agenda import AgendaItem
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.guarded import guarded
from scorecard.domain.meeting import Outcome
from scorecard.domain.work import Subject
from scorecard.reports.terms import leaves_of, names_of
from scorecard.store.store import Store

OF_CASH = frozenset({"cash", "outlook"})
"""Kinds of items on an agenda under which cash is talked about."""


def secret_in(catalogue: Catalogue) -> frozenset[str]:
    """Accounts and readings that tell of what is at the bank, owned or owed, and those that these are made of."""
    names = guarded(catalogue.accounts.values(), catalogue.readings.values(), catalogue.cash)
    return names | leaves_of(names, catalogue)


def made_of(name: str, catalogue: Catalogue) -> frozenset[str]:
    """What a measure, an account or a reading is made of, itself among it where it is no measure."""
    measure = catalogue.measures.get(name)
    names = frozenset({name} if measure is None else names_of(measure, catalogue))
    return names | leaves_of(names, catalogue)


@dataclass(frozen=True)
class CashGuard:
    """What of the book is kept from somebody who may not see cash, by the catalogue of one state."""

    store: Store
    catalogue: Catalogue

    @cached_property
    def _secret(self) -> frozenset[str]:
        return secret_in(self.catalogue)

    @cached_property
    def _about(self) -> dict[str, Subject | None]:
        """What is looked back at, as agendas name it, to its number."""
        matters = {each.id: each.subject for each in self.store.sync.matters()}
        found = {f"decision/{-each.id}": matters[each.matter] for each in self.store.sync.log()}
        found |= {f"work/{each.id}": each.subject for each in self.store.work.items()}
        return found | {f"flag/{each.id}": each.subject for each in self.store.meetings.flags()}

    @cached_property
    def _said(self) -> dict[str, Outcome]:
        return {f"decision/{each.id}": each for each in self.store.meetings.outcomes()}

    def keeps(self, subject: Subject | None) -> bool:
        """Whether a number is kept back; one that has left the catalogue is, as nobody knows what it was made of."""
        if subject is None:
            return False
        catalogue, name = self.catalogue, subject.name
        is_known = name in catalogue.measures or name in catalogue.accounts or name in catalogue.readings
        return not is_known or bool(made_of(name, catalogue) & self._secret)

    def keeps_outcome(self, outcome: Outcome) -> bool:
        """Whether what was said is kept back: about such a number, under cash, or in looking back at either."""
        item = self.store.meetings.meeting(outcome.meeting).item(outcome.place)
        return item.kind in OF_CASH or self.keeps(outcome.subject) or self.keeps_look(item)

    def keeps_look(self, item: AgendaItem) -> bool:
        """Whether an item of an agenda looks back at what is kept back; items that look ahead never do."""
        said = self._said.get(item.ref)
        return self.keeps(self._about.get(item.ref)) if said is None else self.keeps_outcome(said)
