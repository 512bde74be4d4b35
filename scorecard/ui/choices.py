"""What the scope strip offers: every choice with the words that stand for it."""

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.problems import excerpt
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison, Scenario, View, Words
from scorecard.store.history import Revision
from scorecard.store.store import Snapshot, Store
from scorecard.ui.workspace import Workspace

Choices = dict[str, dict[str, str]]
REVISIONS = 30
DAYS = 24
"""Days offered on which figures were told anew, newest first."""
_INDENT = "\N{EM SPACE}"
_COMPARE = {
    Comparison.PLAN: "vs plan",
    Comparison.LAST_YEAR: "vs last year",
    Comparison.OUTLOOK: "vs outlook",
    Comparison.KNOWN: "vs earlier",
}
_WORDS = {Words.PLAIN: "Plain words", Words.FINANCE: "Finance words"}


def choices_of(space: Workspace, snapshot: Snapshot, scope: Scope) -> Choices:
    """Part of the scope to value to label, in the strip's order.

    What the scope says is always among the choices.
    """
    key = ("choices", space.store.revision(), snapshot.revision, snapshot.as_of)
    choices = {part: dict(labels) for part, labels in space.answers.of(key, lambda: _offered(space, snapshot)).items()}
    if scope.compare != Comparison.OUTLOOK and not scope.vintage:
        del choices["vintage"]
    else:
        choices["vintage"].setdefault(scope.vintage, f"of {scope.vintage}")
    if scope.compare != Comparison.KNOWN:
        del choices["known"]
    else:
        choices["known"].setdefault(scope.known, f"on {scope.known}")
    choices["as_of"].setdefault(scope.as_of, f"As of {scope.as_of}")
    return choices


def _offered(space: Workspace, snapshot: Snapshot) -> Choices:
    vintages = [day.isoformat() for day in snapshot.cells.vintages(Scenario.FORECAST)]
    return {
        "entity": entities(snapshot.catalogue),
        "period": {period.key: period.label for period in reversed(snapshot.calendar.periods)},
        "view": views(snapshot),
        "compare": {str(value): label for value, label in _COMPARE.items()},
        "vintage": {"": "latest outlook", **{day: f"of {day}" for day in reversed(vintages)}},
        "known": earlier(space.store, snapshot),
        "as_of": revisions(space.store),
        "words": {str(value): label for value, label in _WORDS.items()},
    }


def entities(catalogue: Catalogue) -> dict[str, str]:
    """Entity id to name, indented by its depth in the tree, parents before children."""
    return {
        entity: _INDENT * (len(catalogue.path(entity)) - 1) + catalogue.entities[entity].name
        for entity in catalogue.subtree(catalogue.root)
    }


def views(snapshot: Snapshot) -> dict[str, str]:
    """Window to its words; a period of a month calendar is called a month."""
    single = "Month" if snapshot.catalogue.calendar.pattern == "months" else "Period"
    return {
        str(View.PERIOD): single,
        str(View.QUARTER_TO_DATE): "Quarter to date",
        str(View.YEAR_TO_DATE): "Year to date",
        str(View.ROLLING): "Last 12 months" if single == "Month" else "Rolling year",
    }


def earlier(store: Store, snapshot: Snapshot) -> dict[str, str]:
    """What figures can be held against of their own past, to words: the state before, then all others, newest first.

    Beside the revisions these are the days on which actual figures were told within the one shown.
    """
    days = snapshot.cells.vintages(Scenario.ACTUAL)[:-1][-DAYS:]
    before = [found for found in store.revisions() if found.id <= snapshot.before and not found.is_forecast][:REVISIONS]
    told = [(found.at.date(), f"r{found.id}", _revision(found)) for found in before]
    told += [(day, day.isoformat(), f"on {day:%-d %b %Y}") for day in reversed(days)]
    found = sorted(told, key=lambda each: each[0], reverse=True)
    last = f"r{snapshot.before}, just before" if snapshot.before else "none before"
    return {"": last, **{key: words for _, key, words in found}}


def revisions(store: Store) -> dict[str, str]:
    """As-of to words: now, then the newest revisions."""
    told = [found for found in store.revisions() if not found.is_forecast][:REVISIONS]
    return {"": "As of now"} | {f"r{found.id}": _revision(found) for found in told}


def _revision(found: Revision) -> str:
    return f"r{found.id}, {found.at:%-d %b %Y}: {excerpt(found.why, 40)}"
