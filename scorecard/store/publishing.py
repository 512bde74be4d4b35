"""Publishing: figures and catalogue become one numbered revision, or nothing changes at all."""

import hashlib
import json
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from decimal import Decimal

import pyarrow as pa
from sqlalchemy import Connection, func, insert, select, update

from scorecard.store import audit, schema
from scorecard.store.fitting import refuse_misfit
from scorecard.store.history import Published as State
from scorecard.store.history import state_at
from scorecard.store.refusals import CatalogueNeeded, Overtaken
from scorecard.store.shelves import Shelves
from scorecard.store.slice_rows import rows_by_period
from scorecard.store.slices import SliceFigures, SliceKey
from scorecard.store.staging import Preview, Staged

NOTHING = Preview(0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class ImportFile:
    """The file behind an import; ``profile`` names how it was read, sha256 is of its bytes."""

    name: str
    sha256: str
    size: int = 0
    profile: str = ""


def fingerprint(tables: Iterable[pa.Table], catalogue_text: str = "") -> str:
    """SHA-256 of rows, as Arrow streams, and of a catalogue: what stands for a file's bytes where there is no file."""
    digest = hashlib.sha256(catalogue_text.encode())
    for table in tables:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table.combine_chunks())
        digest.update(sink.getvalue())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Published:
    """What came of it: the new revision, or None if nothing changed.

    ``already`` is true if the very same file is what the store holds.
    """

    revision: int | None
    import_id: int
    preview: Preview
    already: bool = False


@dataclass(frozen=True, slots=True)
class Intent:
    """Who wants what published, and why.

    ``checked`` is the revision it was held against, None for any; ``gone`` are slices that end unless they are brought.
    """

    who: str
    why: str
    kind: str
    file: ImportFile | None = None
    checked: int | None = None
    gone: Collection[SliceKey] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a revision changes: slices that are new or replaced, slices that go, and the catalogue."""

    version: int
    put: dict[SliceKey, SliceFigures]
    ended: frozenset[SliceKey]
    catalogue_id: int
    text: str | None = None


def publish(shelves: Shelves, intent: Intent, staged: Staged | None, text: str | None) -> Published:
    """Publish staged figures and a catalogue's text as one revision.

    Raises:
        PublishingIsBusy: If another import does not finish in time.
        CatalogueNeeded: If there is no catalogue, neither stored nor given.
        Overtaken: If the newest revision is no longer the one it was held against.
    """
    with shelves.book.publishing(shelves.wait):
        with shelves.book.read() as connection:
            state = state_at(connection)
            loaded = loaded_import(connection, state, intent.file)
            new_text = _new_text(connection, state, text)
        if loaded is not None and new_text is None:
            rows = staged.rows if staged is not None else 0
            same = replace(NOTHING, unchanged=rows, slices_same=len(staged.figures) if staged is not None else 0)
            return Published(None, loaded, same, already=True)
        if state.catalogue_id == 0 and new_text is None:
            raise CatalogueNeeded
        if intent.checked not in (None, state.revision):
            raise Overtaken
        refuse_misfit(shelves, state, new_text, staged)
        return _publish(shelves, intent, state, staged, new_text)


def loaded_import(connection: Connection, state: State, file: ImportFile | None) -> int | None:
    """The import that loaded the very same file, if all it brought still stands."""
    if file is None:
        return None
    table = schema.imports
    query = select(table.c.id).where(
        table.c.file_sha256 == file.sha256, table.c.profile == file.profile, table.c.state != "undone"
    )
    found = connection.scalar(query.order_by(table.c.id.desc()).limit(1))
    if found is None:
        return None
    brought = connection.execute(select(schema.contents).where(schema.contents.c.import_id == found)).all()
    stands = all(
        (held := state.slices.get(SliceKey(*row[1:5]))) is not None and held.figures.row_hash == row[5]
        for row in brought
    )
    return int(found) if brought and stands else None


def _new_text(connection: Connection, state: State, text: str | None) -> str | None:
    if text is None or state.catalogue_id == 0:
        return text
    held = connection.scalar(select(schema.catalogue.c.sha256).where(schema.catalogue.c.id == state.catalogue_id))
    return None if held == _sha(text) else text


def _publish(shelves: Shelves, intent: Intent, state: State, staged: Staged | None, text: str | None) -> Published:
    figures = staged.figures if staged is not None else {}
    with shelves.book.read() as connection:
        import_id = next_import(connection)
    ended = (frozenset(intent.gone) & state.slices.keys()) - figures.keys()
    preview, changed, version = NOTHING, frozenset[SliceKey](), state.facts_version
    if staged is not None:
        preview, changed, version = _compared_and_written(shelves, state, staged, ended, import_id)
        preview = replace(preview, removed=preview.removed + sum(state.slices[key].figures.rows for key in ended))
    put = {key: replace(figures[key], import_id=import_id) for key in changed}
    outcome = Outcome(version, put, ended, state.catalogue_id, text)
    is_new = bool(changed or ended) or text is not None
    with shelves.book.write() as connection:
        record_import(connection, shelves, intent, import_id, preview, staged, is_new)
        published = None
        if is_new:
            published = record_revision(connection, shelves, intent, import_id, state, outcome)
    return Published(published, import_id, preview)


def next_import(connection: Connection) -> int:
    """What the next import will be called, unless another one is recorded before."""
    return int(connection.scalar(select(func.coalesce(func.max(schema.imports.c.id), 0))) or 0) + 1


def _compared_and_written(
    shelves: Shelves, state: State, staged: Staged, ended: frozenset[SliceKey], import_id: int
) -> tuple[Preview, frozenset[SliceKey], int]:
    """Write the slices whose hashes differ, without those that end, while lines are compared.

    The comparison has the last word: if it finds other slices changed than the hashes told, what was written becomes
    an orphan.
    """
    likely, version = staged.differing(state), state.facts_version
    with ThreadPoolExecutor(1, "comparing") as aside:
        comparing = aside.submit(staged.compare, state)
        if likely or ended:
            version = _written(shelves, state, staged, likely, ended, import_id)
    preview, changed = comparing.result()
    if changed != likely:
        wanted = changed or ended
        version = _written(shelves, state, staged, changed, ended, import_id) if wanted else state.facts_version
    return preview, changed, version


def _written(
    shelves: Shelves,
    state: State,
    staged: Staged,
    changed: frozenset[SliceKey],
    ended: frozenset[SliceKey],
    import_id: int,
) -> int:
    if shelves.facts.local is not None and not ended and _as_they_are(staged, state, changed, import_id):
        periods = {key.period for key in changed}
        finished = [file for file in staged.files if file.period in periods]
        return shelves.facts.adopt(state.facts_version, finished, state.revision + 1)
    figures = {key: staged.figures[key] for key in changed}
    with rows_by_period(shelves, figures, lambda _c, _p: staged.relation, f"{import_id}::BIGINT") as rows:
        replaced = changed | ended if (changed | ended) & state.slices.keys() else frozenset()
        return shelves.facts.write(state.facts_version, rows, replaced, state.revision + 1)


def _as_they_are(staged: Staged, state: State, changed: frozenset[SliceKey], import_id: int) -> bool:
    """Whether the staged files hold just what is published: only new slices, and all of their periods."""
    same = {key.period for key in staged.figures.keys() - changed}
    return (
        staged.import_id == import_id
        and changed.isdisjoint(state.slices)
        and same.isdisjoint(key.period for key in changed)
    )


def record_import(
    connection: Connection,
    shelves: Shelves,
    intent: Intent,
    import_id: int,
    preview: Preview,
    staged: Staged | None,
    changed: bool,
) -> None:
    """Write the import's row, the slices it brought and its line in the trail."""
    file = intent.file or ImportFile("", "")
    at = shelves.now().isoformat()
    figures = staged.figures if staged is not None else {}
    total = sum((found.total for found in figures.values()), Decimal(0))
    row = {
        "id": import_id, "at": at, "who": intent.who, "why": intent.why, "kind": intent.kind,
        "file_name": file.name, "file_sha256": file.sha256, "file_bytes": file.size, "profile": file.profile,
        "rows": sum(found.rows for found in figures.values()), "total": str(total),
        "new": preview.new, "restated": preview.restated, "removed": preview.removed,
        "unchanged": preview.unchanged, "state": "published" if changed else "unchanged", "version": 1,
    }  # fmt: skip
    connection.execute(insert(schema.imports).values(row))
    brought = [{"import_id": import_id, **asdict(key), "row_hash": found.row_hash} for key, found in figures.items()]
    if brought:
        connection.execute(insert(schema.contents), brought)
    entry = audit.Entry(at, intent.who, f"{intent.kind}.load", f"import {import_id}", json.dumps(row))
    audit.append(connection, entry)


def record_revision(
    connection: Connection, shelves: Shelves, intent: Intent, import_id: int, state: State, outcome: Outcome
) -> int:
    """Write the revision with its catalogue and slices; the caller's transaction makes it visible.

    Returns:
        Its number.
    """
    number, at = state.revision + 1, shelves.now().isoformat()
    catalogue_id = outcome.catalogue_id
    if outcome.text is not None:
        catalogue_id = int(connection.scalar(select(func.coalesce(func.max(schema.catalogue.c.id), 0))) or 0) + 1
        connection.execute(
            insert(schema.catalogue).values(id=catalogue_id, text=outcome.text, sha256=_sha(outcome.text))
        )
    row = {
        "id": number, "facts_version": outcome.version, "catalogue_id": catalogue_id, "at": at,
        "who": intent.who, "why": intent.why, "kind": intent.kind, "import_id": import_id,
    }  # fmt: skip
    connection.execute(insert(schema.revision).values(row))
    _end_slices(connection, (*outcome.put, *outcome.ended), number)
    started = [_manifest_row(key, found, number) for key, found in outcome.put.items()]
    if started:
        connection.execute(insert(schema.slices), started)
    audit.append(connection, audit.Entry(at, intent.who, "revision.publish", f"revision {number}", json.dumps(row)))
    return number


def _end_slices(connection: Connection, keys: tuple[SliceKey, ...], number: int) -> None:
    table = schema.slices
    for key in keys:
        named = [table.c[part] == value for part, value in asdict(key).items()]
        connection.execute(update(table).where(*named, table.c.to_revision.is_(None)).values(to_revision=number))


def _manifest_row(key: SliceKey, found: SliceFigures, number: int) -> dict[str, object]:
    told = asdict(key) | asdict(found)
    return told | {"total": str(found.total), "from_revision": number, "to_revision": None}


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
