"""Undo: a new revision in which an import's slices and catalogue are again as they were before it."""

import json
from datetime import date

from sqlalchemy import select, update

from scorecard.domain.closing import REOPEN
from scorecard.domain.vocabulary import CloseState, Scenario
from scorecard.store import audit, schema
from scorecard.store.fitting import calendar_of, refuse_misfit
from scorecard.store.history import Published as State
from scorecard.store.history import catalogue_text, state_at
from scorecard.store.publishing import Intent, Outcome, Published, record_revision
from scorecard.store.refusals import CannotUndo, NoSuchImport
from scorecard.store.shelves import Shelves
from scorecard.store.slice_rows import rows_by_period
from scorecard.store.slices import SliceFigures, SliceKey
from scorecard.store.staging import Preview, stage


def undo(shelves: Shelves, import_id: int, who: str, why: str) -> Published:
    """Take an import back.

    Raises:
        NoSuchImport: If it never happened.
        CannotUndo: If it changed nothing, was undone before, a later import built on it, or the books are closed.
        CatalogueDoesNotFit: If later figures use names that only its catalogue has.
        PublishingIsBusy: If another import does not finish in time.
    """
    with shelves.book.publishing(shelves.wait):
        now, then, before = _states(shelves, import_id)
        touched = _touched(then, before)
        _refuse_if_built_on(import_id, touched, now, then, before)
        _refuse_if_closed(shelves, import_id, touched, now, then, before)
        if then.catalogue_id != before.catalogue_id:
            refuse_misfit(shelves, now, _text(shelves, before), None)
        back = {key: before.slices[key].figures for key in touched if key in before.slices}
        gone = frozenset(touched - back.keys())
        version = _write_back(shelves, now, before, back, gone)
        catalogue = before.catalogue_id if then.catalogue_id != before.catalogue_id else now.catalogue_id
        intent = Intent(who, why, "undo")
        with shelves.book.write() as connection:
            found = connection.execute(select(schema.imports).where(schema.imports.c.id == import_id)).one()
            number = record_revision(
                connection, shelves, intent, import_id, now, Outcome(version, back, gone, catalogue)
            )
            connection.execute(
                update(schema.imports)
                .where(schema.imports.c.id == import_id, schema.imports.c.version == found.version)
                .values(state="undone", version=found.version + 1)
            )
            told = json.dumps({"import_id": import_id, "revision": number, "why": why})
            at = shelves.now().isoformat()
            audit.append(connection, audit.Entry(at, who, "import.undo", f"import {import_id}", told))
    return Published(number, import_id, Preview(found.removed, found.restated, found.new, 0, len(touched), 0))


def _states(shelves: Shelves, import_id: int) -> tuple[State, State, State]:
    """The dataset now, right after the import, and right before it."""
    with shelves.book.read() as connection:
        found = connection.execute(select(schema.imports).where(schema.imports.c.id == import_id)).first()
        if found is None:
            raise NoSuchImport(import_id)
        if found.state != "published":
            told = "it was undone before" if found.state == "undone" else "it changed nothing"
            raise CannotUndo(import_id, f"{told}.")
        table = schema.revision
        query = select(table.c.id).where(table.c.import_id == import_id, table.c.kind != "undo")
        number = int(connection.scalar(query) or 0)
        return state_at(connection), state_at(connection, number), state_at(connection, number - 1)


def _text(shelves: Shelves, state: State) -> str:
    with shelves.book.read() as connection:
        return catalogue_text(connection, state.catalogue_id)


def _touched(then: State, before: State) -> set[SliceKey]:
    keys = then.slices.keys() | before.slices.keys()
    return {key for key in keys if then.slices.get(key) != before.slices.get(key)}


def _refuse_if_built_on(import_id: int, touched: set[SliceKey], now: State, then: State, before: State) -> None:
    for key in sorted(touched):
        held, brought = now.slices.get(key), then.slices.get(key)
        if (held and held.figures) != (brought and brought.figures):
            later = held.figures.import_id if held is not None else "later"
            raise CannotUndo(
                import_id,
                f"import {later} has since replaced the figures of {key.source}, {key.scenario}, {key.period}. "
                f"Undo import {later} first.",
            )
    if then.catalogue_id != before.catalogue_id:
        if before.catalogue_id == 0:
            raise CannotUndo(import_id, "it brought the first catalogue. Load another catalogue instead.")
        if now.catalogue_id != then.catalogue_id:
            raise CannotUndo(import_id, "a later catalogue has replaced the one it brought. Undo that one first.")


def _refuse_if_closed(
    shelves: Shelves, import_id: int, touched: set[SliceKey], now: State, then: State, before: State
) -> None:
    catalogue = shelves.parse(_text(shelves, now))
    keys = {key for key in touched if key.scenario == Scenario.ACTUAL}
    closed = {key.period for key in keys if catalogue.closing.state(key.period) is CloseState.CLOSED}
    if closed:
        figures = [state.slices[key].figures for state in (then, before) for key in keys if key in state.slices]
        when = calendar_of(catalogue, figures, date.min).told(sorted(closed))
        said = f"it would change actual figures of {when}, where the books are closed. {REOPEN}"
        raise CannotUndo(import_id, said)


def _write_back(
    shelves: Shelves, now: State, before: State, back: dict[SliceKey, SliceFigures], gone: frozenset[SliceKey]
) -> int:
    if not back and not gone:
        return now.facts_version
    old = rows_by_period(
        shelves, back, lambda cursor, periods: shelves.facts.rows(cursor, before.facts_version, periods)
    )
    with (
        old as rows,
        stage(shelves, rows) as staged,
        rows_by_period(shelves, back, lambda _cursor, _periods: staged.relation) as kept,
    ):
        return shelves.facts.write(now.facts_version, kept, back.keys() | gone, now.revision + 1)
