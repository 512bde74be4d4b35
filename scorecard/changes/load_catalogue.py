"""Load a catalogue: checked as a whole, published as a revision, its history kept."""

from dataclasses import dataclass

from scorecard.changes.people import bring_people
from scorecard.domain.access import Actor, authorise
from scorecard.domain.problems import Problem
from scorecard.ingest.catalogue import parse_catalogue
from scorecard.store.refusals import CatalogueDoesNotFit
from scorecard.store.store import Store

KIND = "catalogue"


@dataclass(frozen=True, slots=True)
class CatalogueLoaded:
    """What came of it: the new revision, None if nothing changed or with problems."""

    revision: int | None
    problems: tuple[Problem, ...] = ()
    already: bool = False


def load_catalogue(store: Store, actor: Actor, text: str, name: str, why: str = "") -> CatalogueLoaded:
    """Check a catalogue and publish it; the first one's people are written down with it.

    Args:
        store: Where to.
        actor: Who changes it.
        text: TOML text.
        name: The file's name.
        why: A remark for the history; the file's name if empty.

    Returns:
        The revision, or every fault: of the text itself, and names it drops that figures still use.

    Raises:
        NotAllowed: If the actor may not change the catalogue.
    """
    authorise(actor, "change the catalogue")
    catalogue, problems = parse_catalogue(text, name)
    if catalogue is None:
        return CatalogueLoaded(None, problems)
    try:
        published = store.publish(actor.id, why or name, KIND, catalogue_text=text)
    except CatalogueDoesNotFit as misfit:
        remedy = "Keep those names, or undo the loads that use them first."
        return CatalogueLoaded(None, (Problem(name, str(misfit).rstrip("."), remedy),))
    bring_people(store, actor)
    return CatalogueLoaded(published.revision, already=published.revision is None)
