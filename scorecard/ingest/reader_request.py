"""What the reading process is asked, and what it says besides the cells."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from scorecard.ingest.faults import Fault


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reading process may use: bytes of memory and of files written, seconds, open files."""

    memory: int = 3 << 30
    seconds: int = 900
    written: int = 16 << 30
    files: int = 32

    def to_json(self) -> str:
        """As one argument of a command line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Limits":
        """Back from the command line."""
        return cls(**json.loads(text))


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """How to read one file.

    Attributes:
        file_format: ``csv``, ``xlsx`` or ``parquet``.
        columns: Headers that must be there.
        pattern: Headers that match it are wanted too; empty for none.
        plain: Headers whose cells are mostly different (amounts, remarks): sent uncoded.
    """

    file_format: str
    encoding: str = "auto"
    delimiter: str = "auto"
    sheet: str = ""
    header_row: int = 1
    columns: tuple[str, ...] = ()
    pattern: str = ""
    plain: tuple[str, ...] = ()

    def to_json(self) -> str:
        """As one argument of a command line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "ReadRequest":
        """Back from the command line."""
        given: dict[str, Any] = json.loads(text)
        fields: dict[str, Any] = {key: tuple(part) if isinstance(part, list) else part for key, part in given.items()}
        return cls(**fields)


@dataclass(slots=True)
class ReadReport:
    """What was noticed while reading.

    Attributes:
        faults: What is wrong with the file.
        more: Faults counted beyond those.
        ragged: Record numbers that had too many or too few cells.
        ends: Whether the last line of a text file has an end.
        sheet: Which sheet was read.
        encoding: Which encoding was read.
        rows: Records read.
        done: Whether reading came to its end.
    """

    faults: list[Fault] = field(default_factory=list)
    more: int = 0
    ragged: list[int] = field(default_factory=list)
    ends: bool = True
    sheet: str = ""
    encoding: str = ""
    rows: int = 0
    done: bool = False

    def to_json(self) -> str:
        """As one line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "ReadReport":
        """Back from a line.

        Raises:
            ValueError: If the line is not a report.
        """
        try:
            given = json.loads(text)
            return cls(**(given | {"faults": [Fault(**fault) for fault in given["faults"]]}))
        except (TypeError, KeyError) as fault:
            raise ValueError("not a report") from fault


class Unreadable(Exception):
    """The file cannot be read at all."""

    def __init__(self, what: str, remedy: str, row: int = 0, column: str = "") -> None:
        super().__init__(what)
        self.fault = Fault(row, column, what, remedy)


class MissingColumn(Unreadable):
    """A column asked for is not in the header."""


def header_key(header: str) -> str:
    """What two headers have in common that mean the same column."""
    return " ".join(header.split()).casefold()


def wanted(headers: Sequence[str], request: ReadRequest) -> dict[int, str]:
    """Position to asked-for name of the columns to send, the first column always among them.

    Raises:
        MissingColumn: If a column is missing.
        Unreadable: If one stands twice.
    """
    positions: dict[str, int] = {}
    for position, header in enumerate(headers):
        key = header_key(header)
        if key and key in positions:
            said = f"two columns are called “{header.strip()[:60]}”"
            raise Unreadable(said, "Give each column a name of its own.", request.header_row)
        positions[key] = position
    missing = [column for column in request.columns if header_key(column) not in positions]
    if missing:
        seen = ", ".join(f"“{header.strip()[:40]}”" for header in headers[:20])
        said = f"there is no column {', '.join(f'“{name}”' for name in missing)}; the header reads {seen}"
        raise MissingColumn(said, "Correct the profile's column names, header_row or delimiter.", request.header_row)
    chosen = {positions[header_key(column)]: column for column in request.columns}
    if request.pattern:
        for position, header in enumerate(headers):
            if position not in chosen and re.search(request.pattern, header.strip()):
                chosen[position] = header.strip()
    chosen.setdefault(0, headers[0].strip() or "first column")
    return dict(sorted(chosen.items()))
