"""What bridges can be asked for: the measures that have parts, then the accounts as a tree."""

from scorecard.domain.catalogue import Measure
from scorecard.domain.scope import Scope
from scorecard.domain.statement import tree
from scorecard.domain.terms import is_stored
from scorecard.reports.asked import label_of, open_scope
from scorecard.store.store import Store

_INDENT = "\N{EM SPACE}"


def bridge_subjects(store: Store, scope: Scope) -> tuple[tuple[str, str], ...]:
    """Answer: id and name of everything a bridge can lead to, in the order in which it is offered."""
    asked = open_scope(store, scope)
    catalogue = asked.catalogue
    measures = (each for each in catalogue.measures.values() if _has_parts(each))
    told = {each.id: label_of(each, scope.words) for each in measures}
    roots = (each.id for each in catalogue.accounts.values() if each.parent is None)
    for name, level in tree(catalogue, roots):
        told.setdefault(name, _INDENT * level + catalogue.accounts[name].name)
    return tuple(told.items())


def _has_parts(measure: Measure) -> bool:
    return not measure.growth and not is_stored(measure)
