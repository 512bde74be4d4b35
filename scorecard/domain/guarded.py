"""What tells of money at the bank and of debts: figures that need a word of their own before everybody reads them."""

from collections.abc import Iterable
from typing import Protocol

from scorecard.domain.vocabulary import Kind, Unit


class Told(Protocol):
    """An account."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def kind(self) -> Kind:
        """How it adds up."""


class Counted(Told, Protocol):
    """A reading."""

    @property
    def unit(self) -> Unit:
        """What it is counted in."""


class Ledger(Protocol):
    """Invoices or bills; what it does not keep is empty."""

    @property
    def written(self) -> str:
        """What was written."""

    @property
    def settled(self) -> str:
        """What was paid."""

    @property
    def promised(self) -> str | None:
        """What was promised."""

    @property
    def disputed(self) -> str | None:
        """What is disputed."""


class Bank(Protocol):
    """What cash is."""

    @property
    def opening(self) -> str:
        """The balance at a period's start."""

    @property
    def closing(self) -> str:
        """The same at its end."""

    @property
    def inflow(self) -> str:
        """Money in."""

    @property
    def outflow(self) -> str:
        """Money out."""

    @property
    def receivables(self) -> Ledger | None:
        """Invoices."""

    @property
    def payables(self) -> Ledger | None:
        """Bills."""


def guarded(accounts: Iterable[Told], readings: Iterable[Counted], cash: Bank | None) -> frozenset[str]:
    """Accounts and readings that tell of what is at the bank, owned or owed.

    Args:
        accounts: Of the catalogue; all that are no flow are among them.
        readings: Of the catalogue; money that is no flow, such as a balance or its average, is among them.
        cash: What cash is; None where the workspace does not say.
    """
    owned = {each.id for each in accounts if each.kind is not Kind.FLOW}
    owned |= {each.id for each in readings if each.kind is not Kind.FLOW and each.unit is Unit.MONEY}
    if cash is None:
        return frozenset(owned)
    told = {cash.opening, cash.closing, cash.inflow, cash.outflow}
    for ledger in (cash.receivables, cash.payables):
        if ledger is not None:
            told |= {name for name in (ledger.written, ledger.settled, ledger.promised, ledger.disputed) if name}
    return frozenset(owned | told)
