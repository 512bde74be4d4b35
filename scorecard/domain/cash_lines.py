"""What the store hands to the cash rules: lines of a forecast, and documents with their days, column by column."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.datetime64]
Ints = NDArray[np.int64]
Names = tuple[str | None, ...]


@dataclass(frozen=True, eq=False)
class RolledLines:
    """One vintage of our own forecast.

    Attributes:
        day: datetime64[D][line], when it is expected.
        entity: The place whose bank account it is, or whose figure.
        measure: A catalogue id, with ``@`` and the band's name for bands and chances.
        line: Cash line, such as ``receivables`` or ``payroll``; None for what has none.
        party: Customer or supplier.
        note: ``basis: item``.
        ticks: int64[line], ten-thousandths of a unit.
    """

    day: Days
    entity: Names
    measure: Names
    line: Names
    party: Names
    note: Names
    ticks: Ints

    def __len__(self) -> int:
        return len(self.ticks)


@dataclass(frozen=True, eq=False)
class Documents:
    """Invoices or bills, one row for each part of a document that was paid, and one for what is open.

    Attributes:
        name: The document's own name; parts of one document share it.
        entity: The place that wrote or received it.
        party: Customer or supplier.
        written: datetime64[D][row].
        due: datetime64[D][row], the day written plus the days of its terms.
        settled: datetime64[D][row], NaT where open.
        ticks: int64[row], ten-thousandths of a unit; a document's rows add up to its amount.
    """

    name: Names
    entity: Names
    party: Names
    written: Days
    due: Days
    settled: Days
    ticks: Ints

    def __len__(self) -> int:
        return len(self.ticks)

    def take(self, which: NDArray[np.bool_]) -> "Documents":
        """The rows a mask picks."""
        at = np.flatnonzero(which).tolist()
        name, entity, party = (tuple(column[row] for row in at) for column in (self.name, self.entity, self.party))
        return Documents(
            name, entity, party, self.written[which], self.due[which], self.settled[which], self.ticks[which]
        )


@dataclass(frozen=True, eq=False)
class DatedLines:
    """Actual figures one by one, by day: bank lines, invoices and bills, payments, promises, disputes.

    Attributes:
        measure: Which reading or account.
        entity: Where.
        party: Customer or supplier; None where a line tells none.
        name: The document: the line's note up to its first comma; "" without a note.
        day: datetime64[D][line].
        days: int64[line], the line's quantity, such as days of terms; -1 where it tells none.
        ticks: int64[line], ten-thousandths of a unit, natural sign.
        foreign: bool[line], whether the line is in another currency than the workspace's.
    """

    measure: Names
    entity: Names
    party: Names
    name: tuple[str, ...]
    day: Days
    days: Ints
    ticks: Ints
    foreign: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ticks)

    @property
    def at_home(self) -> "DatedLines":
        """Those in the workspace's currency: amounts of two currencies do not add up."""
        return self.take(~self.foreign) if self.foreign.any() else self

    def take(self, which: NDArray[np.bool_]) -> "DatedLines":
        """The lines a mask picks."""
        at = np.flatnonzero(which).tolist()
        measure, entity, party = (
            tuple(column[index] for index in at) for column in (self.measure, self.entity, self.party)
        )
        name = tuple(self.name[index] for index in at)
        return DatedLines(
            measure, entity, party, name, self.day[which], self.days[which], self.ticks[which], self.foreign[which]
        )
