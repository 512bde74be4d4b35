"""The audit trail: append-only rows, each holding the hash of the one before."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, func, insert, select

from scorecard.domain.problems import Problem
from scorecard.store import schema

FORMAT = 1
"""How the hashed bytes are laid out; stands in every row and in its hash."""

FIRST = "0" * 64
Key = TypeVar("Key", str, int)

REMEDY = "Somebody changed the book outside the application; compare with a backup."


@dataclass(frozen=True, slots=True)
class AuditRow:
    """Who did what to which object, when; ``body`` is the exact text that was hashed."""

    seq: int
    format: int
    at: str
    who: str
    action: str
    object: str
    body: str
    prev: str
    hash: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be written: when (ISO, UTC), who, which action on which object, and the exact text kept."""

    at: str
    who: str
    action: str
    object: str
    body: str


def append(connection: Connection, entry: Entry) -> AuditRow:
    """Add one row at the end of the trail, in the caller's transaction."""
    table = schema.audit
    last = connection.execute(select(table.c.seq, table.c.hash).order_by(table.c.seq.desc()).limit(1)).first()
    seq, prev = (last.seq + 1, last.hash) if last else (1, FIRST)
    told = (entry.at, entry.who, entry.action, entry.object, entry.body)
    sealed = AuditRow(seq, FORMAT, *told, prev, seal(AuditRow(seq, FORMAT, *told, prev, "")))
    connection.execute(insert(table).values({name: getattr(sealed, name) for name in AuditRow.__slots__}))
    return sealed


def seal(row: AuditRow) -> str:
    """SHA-256 over the previous hash and the row's own fields, each with its length before it."""
    digest = hashlib.sha256(row.prev.encode())
    for part in (row.format, row.seq, row.at, row.who, row.action, row.object, row.body):
        told = str(part).encode()
        digest.update(len(told).to_bytes(8, "big") + told)
    return digest.hexdigest()


def verify(rows: Iterable[AuditRow], anchor: tuple[int, str] | None = None) -> list[Problem]:
    """Follow the chain from its first row.

    Args:
        rows: All rows, in order of ``seq``.
        anchor: A row number and hash written down elsewhere earlier; finds a trail cut short.

    Returns:
        One problem where the chain first breaks, and one if the anchor is not met.
    """
    prev, expected, met = FIRST, 1, anchor is None
    for row in rows:
        if row.seq != expected or row.prev != prev or row.hash != seal(row):
            return [_broken(expected)]
        prev, expected = row.hash, expected + 1
        met = met or anchor == (row.seq, row.hash)
    return [] if met else [_broken(anchor[0] if anchor else expected)]


def differing(told: Mapping[Key, object], held: Mapping[Key, object], called: Callable[[Key], str]) -> list[Problem]:
    """One problem for each thing that is not as the trail tells it, or gone, in the order of their keys.

    Args:
        told: What the trail says of each at last.
        held: What the book holds.
        called: A key in words.
    """
    keys = sorted(held.keys() | told.keys())
    return [
        Problem(called(key), "it is not what was entered", REMEDY) for key in keys if held.get(key) != told.get(key)
    ]


def rows_of(connection: Connection, newest: int | None = None) -> list[AuditRow]:
    """The trail in order; with ``newest``, only so many rows from its end."""
    query = select(schema.audit).order_by(schema.audit.c.seq)
    if newest is not None:
        size = connection.scalar(select(func.coalesce(func.max(schema.audit.c.seq), 0))) or 0
        query = query.where(schema.audit.c.seq > size - newest)
    return [AuditRow(*row) for row in connection.execute(query)]


def _broken(seq: int) -> Problem:
    return Problem(
        f"audit trail, row {seq}",
        "the chain of hashes does not hold from here on",
        "Somebody changed or removed rows outside the application; compare with a backup.",
    )
