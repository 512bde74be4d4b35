"""The statements of a workspace: which accounts each lists, and the whole that an account is told as a part of."""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from scorecard.domain.catalogue import Catalogue, Statement
from scorecard.domain.statement import signs, tree
from scorecard.domain.vocabulary import Kind
from scorecard.store.accounts import Accounts
from scorecard.store.cells import RevisionCells
from scorecard.store.store import Snapshot

_WHOLES: WeakKeyDictionary[RevisionCells, dict[str, str]] = WeakKeyDictionary()


def statements_of(catalogue: Catalogue) -> tuple[Statement, ...]:
    """The catalogue's statements; where it names none, one of all flows that comes to its widest subtotal."""
    if catalogue.statements:
        return catalogue.statements
    parts = Accounts(catalogue)
    subtotals = [each.id for each in catalogue.accounts.values() if each.formula and each.kind is Kind.FLOW]
    widest = max(subtotals, key=lambda name: len(parts.parts(name)), default="")
    return (Statement("all", "Plan and actual", result=widest),)


def roots_of(catalogue: Catalogue, statement: Statement) -> tuple[str, ...]:
    """The account trees of a statement; all flows where it names none."""
    flows = (each.id for each in catalogue.accounts.values() if each.parent is None and each.kind is Kind.FLOW)
    return statement.lines or tuple(flows)


def wholes_of(roots: Sequence[str], result: str, ways: dict[str, int], catalogue: Catalogue) -> dict[str, str]:
    """What decides whether a column covers a line: the result, or the line's own tree where it says nothing of it."""
    listed = ((name, root) for root in roots for name, _ in tree(catalogue, (root,)))
    return {name: result if result and ways[name] else root for name, root in listed}


def whole_of(snapshot: Snapshot, account: str) -> str:
    """The whole an account belongs to in the first statement that lists it; itself where none does."""
    if snapshot.cells not in _WHOLES:
        _WHOLES[snapshot.cells] = _wholes(snapshot.catalogue)
    return _WHOLES[snapshot.cells].get(account, account)


def _wholes(catalogue: Catalogue) -> dict[str, str]:
    found: dict[str, str] = {}
    accounts = Accounts(catalogue)
    for statement in statements_of(catalogue):
        roots = () if statement.by == "places" else roots_of(catalogue, statement)
        listed = (*(name for name, _ in tree(catalogue, roots)), *filter(None, (statement.result,)))
        parts = {name: accounts.parts(name) for name in dict.fromkeys(listed)}
        ways = signs(parts, statement.result)
        found = wholes_of(roots, statement.result, ways, catalogue) | found
    return found
