"""What was published when: revisions, imports, catalogues and the slices valid at each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, Select, func, or_, select

from scorecard.domain.errors import NothingPublished, UnknownRevision
from scorecard.store import schema
from scorecard.store.slices import SliceFigures, SliceKey

FORECAST = "forecast"
"""Kind of the revisions and imports that bring our own forecast."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One published state of the whole dataset."""

    id: int
    facts_version: int
    catalogue_id: int
    at: datetime
    who: str
    why: str
    kind: str
    import_id: int

    @property
    def is_forecast(self) -> bool:
        """Whether it only brought our own forecast: every figure stood as it did before."""
        return self.kind == FORECAST


@dataclass(frozen=True, slots=True)
class Import:
    """One load or undo: its file, what it changed and what became of it.

    ``state`` is ``published``, ``unchanged`` (it brought nothing new) or ``undone``;
    ``revision`` is the revision it published, None if it changed nothing.
    """

    id: int
    at: datetime
    who: str
    why: str
    kind: str
    file_name: str
    file_sha256: str
    file_bytes: int
    profile: str
    rows: int
    total: Decimal
    new: int
    restated: int
    removed: int
    unchanged: int
    state: str
    revision: int | None


@dataclass(frozen=True, slots=True)
class StoredSlice:
    """A slice as it stands at a revision."""

    key: SliceKey
    figures: SliceFigures
    since: int


@dataclass(frozen=True, slots=True)
class Published:
    """A revision with all its slices; revision 0 is the empty state before the first."""

    revision: int
    facts_version: int
    catalogue_id: int
    slices: dict[SliceKey, StoredSlice]


def state_at(connection: Connection, revision: int | None = None) -> Published:
    """The slices valid at a revision, or at the newest.

    Raises:
        UnknownRevision: If it was never published.
    """
    number = newest(connection) if revision is None else revision
    if number == 0:
        return Published(0, 0, 0, {})
    found = revision_row(connection, number)
    valid = connection.execute(slices_query(number))
    stored = {(row := _slice(entry)).key: row for entry in valid}
    return Published(number, found.facts_version, found.catalogue_id, stored)


def slices_query(revision: int) -> Select[tuple[object, ...]]:
    """The manifest rows valid at a revision."""
    table = schema.slices
    open_then = or_(table.c.to_revision.is_(None), table.c.to_revision > revision)
    return select(table).where(table.c.from_revision <= revision, open_then).order_by(table.c.id)


def newest(connection: Connection) -> int:
    """The newest revision, 0 if there is none."""
    return int(connection.scalar(select(func.max(schema.revision.c.id))) or 0)


def revision_row(connection: Connection, number: int) -> Revision:
    """One revision.

    Raises:
        UnknownRevision: If it was never published.
    """
    row = connection.execute(select(schema.revision).where(schema.revision.c.id == number)).first()
    if row is None:
        raise UnknownRevision(number)
    return _revision(row)


def before(connection: Connection, number: int) -> int:
    """The state before a revision's figures became what they are, 0 for none; forecasts change no figure."""
    table = schema.revision
    changed = select(func.max(table.c.id)).where(table.c.id <= number, table.c.kind != FORECAST)
    return max(int(connection.scalar(changed) or 0) - 1, 0)


def revisions(connection: Connection) -> list[Revision]:
    """All revisions, newest first."""
    return [_revision(row) for row in connection.execute(select(schema.revision).order_by(schema.revision.c.id.desc()))]


def imports(connection: Connection, ids: Collection[int] | None = None) -> list[Import]:
    """All imports, or those of these ids, newest first, with the revision each published."""
    table, published = schema.imports, schema.revision
    first = (
        select(published.c.import_id, func.min(published.c.id).label("revision"))
        .where(published.c.kind != "undo")
        .group_by(published.c.import_id)
        .subquery()
    )
    query = select(table, first.c.revision).outerjoin(first, first.c.import_id == table.c.id)
    if ids is not None:
        query = query.where(table.c.id.in_(ids))
    return [_import(row) for row in connection.execute(query.order_by(table.c.id.desc()))]


def revision_for(connection: Connection, as_of: str) -> Revision:
    """The revision an as-of asks for: empty is the newest, ``rN`` that one, a date the newest by then.

    A date before the first revision gives the last one of the day on which figures were first published: a
    history is loaded file by file, and what was known before is told by the vintages' own dates.

    Raises:
        NothingPublished: If there is no revision.
        UnknownRevision: If it was never published.
    """
    every = revisions(connection)
    if not every:
        raise NothingPublished
    if not as_of:
        return every[0]
    if as_of.startswith("r"):
        return revision_row(connection, _number(as_of))
    day = date.fromisoformat(as_of)
    by_then = [found for found in every if found.at.date() <= day]
    if by_then:
        return by_then[0]
    figures = connection.scalar(select(func.min(schema.slices.c.from_revision)))
    first = revision_row(connection, int(figures or every[-1].id))
    return next(found for found in every if found.at.date() <= first.at.date())


def catalogue_text(connection: Connection, catalogue_id: int) -> str:
    """The catalogue's TOML text."""
    return str(connection.scalar(select(schema.catalogue.c.text).where(schema.catalogue.c.id == catalogue_id)) or "")


def _number(as_of: str) -> int:
    if not as_of[1:].isdecimal():
        raise UnknownRevision(as_of)
    return int(as_of[1:])


def _revision(row: object) -> Revision:
    parts = dict(row._mapping)  # type: ignore[attr-defined]
    return Revision(**{**parts, "at": datetime.fromisoformat(parts["at"])})


def _import(row: object) -> Import:
    parts = dict(row._mapping)  # type: ignore[attr-defined]
    parts.pop("version")
    return Import(**{**parts, "at": datetime.fromisoformat(parts["at"]), "total": Decimal(parts["total"])})


def _slice(row: object) -> StoredSlice:
    found = row._mapping  # type: ignore[attr-defined]
    key = SliceKey(found["source"], found["scenario"], found["period"], found["as_of"])
    figures = SliceFigures(
        found["rows"],
        Decimal(found["total"]),
        found["row_hash"],
        found["first_date"],
        found["last_date"],
        found["import_id"],
    )
    return StoredSlice(key, figures, found["from_revision"])
