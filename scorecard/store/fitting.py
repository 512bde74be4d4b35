"""Fit: every stored figure has its account or reading, its entity and its period in the catalogue."""

from collections.abc import Collection, Iterable
from datetime import date

from scorecard.domain.calendar import Calendar, calendar_from
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.problems import excerpt
from scorecard.domain.vocabulary import Scenario
from scorecard.store.history import Published, catalogue_text
from scorecard.store.refusals import CatalogueDoesNotFit
from scorecard.store.shelves import Shelves
from scorecard.store.slices import SliceFigures
from scorecard.store.staging import Staged

SHOWN = 5


def calendar_of(catalogue: Catalogue, figures: Collection[SliceFigures], today: date) -> Calendar:
    """All periods from the first to the last dated figure; today's alone where there is none."""
    first = min((date.fromisoformat(found.first_date) for found in figures), default=today)
    last = max((date.fromisoformat(found.last_date) for found in figures), default=today)
    return calendar_from(catalogue.calendar, first, last)


def refuse_misfit(shelves: Shelves, state: Published, new_text: str | None, staged: Staged | None) -> None:
    """Refuse figures, or a catalogue, that would leave a figure without its meaning.

    Such figures would silently be missing from every total. Our own forecasts are in no total: their
    vintages stay as they were made, whatever is renamed later.

    Raises:
        CatalogueDoesNotFit: Naming the first few names.
    """
    with shelves.book.read() as connection:
        text = new_text if new_text is not None else catalogue_text(connection, state.catalogue_id)
    catalogue = shelves.parse(text)
    stored = {key: found.figures for key, found in state.slices.items()} if new_text is not None else {}
    figures = stored | (staged.figures if staged is not None else {})
    if not figures:
        return
    names, entities = _used(shelves, state.facts_version if stored else None, staged)
    _refuse("accounts or readings", names - catalogue.accounts.keys() - catalogue.readings.keys())
    _refuse("accounts without accounts below them", names & _groups(catalogue))
    _refuse("entities", entities - catalogue.entities.keys())
    calendar = calendar_of(catalogue, list(figures.values()), date.min)
    _refuse("periods", {key.period for key in figures} - {period.key for period in calendar.periods})


def _used(shelves: Shelves, version: int | None, staged: Staged | None) -> tuple[set[str], set[str]]:
    names: set[str] = set()
    entities: set[str] = set()
    with shelves.questions.cursor() as cursor:
        relations = [staged.relation] if staged is not None else []
        relations += [shelves.facts.rows(cursor, version)] if version is not None else []
        for relation in relations:
            told = f"SELECT DISTINCT measure, entity FROM {relation} WHERE scenario <> '{Scenario.ROLLED}'"
            found = cursor.execute(told).fetchall()
            names |= {row[0] for row in found}
            entities |= {row[1] for row in found}
    return names, entities


def _groups(catalogue: Catalogue) -> set[str]:
    """Accounts that are sums of others and carry no figures of their own."""
    return {name for name, found in catalogue.accounts.items() if found.formula or catalogue.account_children[name]}


def _refuse(what: str, misfits: Iterable[str]) -> None:
    found = sorted(misfits)
    if found:
        shown = ", ".join(excerpt(name, 40) for name in found[:SHOWN])
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        raise CatalogueDoesNotFit(f"there are no {what} called {shown}{more}.")
