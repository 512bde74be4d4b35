"""Faults of one file gathered row by row, told as problems at the end."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from scorecard.domain.problems import Problem, excerpt

SHOWN = 200
"""Problems told in full for one file; the rest is counted."""

NAMES_SHOWN = 20
"""Unknown names listed in one problem."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault in one cell or row; ``row`` counts the file's records, the header included, 0 for the whole file."""

    row: int
    column: str
    what: str
    remedy: str


@dataclass(slots=True)
class Unknown:
    """Names of one kind that the catalogue does not have."""

    first_row: int
    column: str
    names: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Faults:
    """What was found wrong with one file so far."""

    file: str
    kept: list[Fault] = field(default_factory=list)
    more: int = 0
    unknown: dict[str, Unknown] = field(default_factory=dict)
    ragged: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kept or self.unknown)

    @property
    def full(self) -> bool:
        """Whether further faults would only be counted."""
        return len(self.kept) >= SHOWN

    def add(self, row: int, column: str, what: str, remedy: str) -> None:
        """Note one fault."""
        if self.full:
            self.more += 1
        else:
            self.kept.append(Fault(row, column, what, remedy))

    def add_many(self, count: int) -> None:
        """Count faults that are not told one by one."""
        self.more += count

    def add_all(self, faults: Iterable[Fault], more: int) -> None:
        """Note faults found while reading, and count those that are not told one by one."""
        for fault in faults:
            self.add(fault.row, fault.column, fault.what, fault.remedy)
        self.add_many(more)

    def add_unknown(self, kind: str, name: str, row: int, rows: int, column: str) -> None:
        """Note a name the catalogue does not have, met in ``rows`` rows from ``row`` on."""
        group = self.unknown.setdefault(kind, Unknown(row, column))
        group.names[name] = group.names.get(name, 0) + rows

    def problems(self) -> tuple[Problem, ...]:
        """Everything found, by row, with the rest counted."""
        found = [*self.kept, *(_unknown(kind, group) for kind, group in self.unknown.items())]
        told = sorted(found, key=lambda fault: (self._row(fault), fault))
        problems = [Problem(self._where(fault), fault.what, fault.remedy) for fault in told]
        if self.more:
            said = f"{self.more:,} more faults like these"
            problems.append(Problem(self.file, said, "Mend the ones above first; the rest is listed then."))
        return tuple(problems)

    def _row(self, fault: Fault) -> int:
        """The row of the file itself: what stands in a column was counted without the ragged rows before it."""
        return fault.row + sum(1 for skipped in self.ragged if skipped <= fault.row) if fault.column else fault.row

    def _where(self, fault: Fault) -> str:
        row = self._row(fault)
        parts = [
            self.file,
            f"row {row:,}" if row else "",
            f"column “{excerpt(fault.column, 40)}”" if fault.column else "",
        ]
        return ", ".join(part for part in parts if part)


def _unknown(kind: str, group: Unknown) -> Fault:
    listed = ", ".join(f"“{excerpt(name, 40)}”" for name in list(group.names)[:NAMES_SHOWN])
    more = len(group.names) - NAMES_SHOWN
    rows = sum(group.names.values())
    beside = f" and {more:,} more" if more > 0 else ""
    what = f"the catalogue does not have this {kind}: {listed}{beside} ({rows:,} row{'s' if rows > 1 else ''})"
    remedy = f"Add it to the catalogue, or say under [aliases.{kind}] or [map.{kind}] what it is."
    return Fault(group.first_row, group.column, what, remedy)
