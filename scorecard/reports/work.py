"""Work: who has what, until when, how much of it is explained, and whether its numbers have moved since."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.scope import Scope
from scorecard.domain.work import Item, Subject, WorkState
from scorecard.reports.asked import open_scope
from scorecard.reports.cash_guard import CashGuard
from scorecard.reports.terms import leaves_of
from scorecard.reports.terms import names_of as terms_of
from scorecard.reports.work_figures import figured_in, read_together
from scorecard.reports.work_overlap import apart, same_money
from scorecard.reports.work_rows import (
    Stand,
    WorkRow,
    has_moved,
    names_of,
    pair_of,
    row_of,
    shelf_of,
    stand_of,
    stands_of,
)
from scorecard.reports.work_words import work_headline
from scorecard.store.store import Snapshot, Store

SHOWN = 50
"""Items shown at once; the page says how many more there are."""

EVERY_ITEM = 1_000_000
"""Where all of them are wanted: on the command line and in files."""

TO_DO, OVERDUE, EVERY = "", "overdue", "all"
STATES = {
    TO_DO: "Everything to do",
    OVERDUE: "Overdue",
    "open": "Open",
    "explained": "Explained",
    "agreed": "Action agreed",
    "verified": "Verified",
    EVERY: "All, also verified",
}
"""What a link can ask for, and its words."""

OF_STATE = {
    "open": WorkState.OPEN,
    "explained": WorkState.EXPLAINED,
    "agreed": WorkState.AGREED,
    "verified": WorkState.VERIFIED,
}
MINE, AREA = "mine", "area"
WHOSE = {EVERY: "Everybody's", MINE: "Mine", AREA: "My area's"}


@dataclass(frozen=True, slots=True)
class WorkReport:
    """Items that match, the most urgent first; ``more`` of them are not among ``rows``. ``ever`` counts every item."""

    scope: Scope
    headline: str
    as_of: str
    revision: int
    invented: bool
    workspace: str
    currency: str
    rows: tuple[WorkRow, ...]
    more: int
    ever: int


def work_report(
    store: Store,
    scope: Scope,
    whose: str = EVERY,
    person: str = "",
    state: str = TO_DO,
    shown: int = SHOWN,
    with_cash: bool = True,
) -> WorkReport:
    """Answer: what is to be done at this place and below it, by whom, until when?

    Args:
        store: The open store.
        scope: Its place is a filter; its period is none. Numbers are read in its state.
        whose: ``all``, ``mine`` (the person is an owner) or ``area`` (also what the person owns in the catalogue).
        person: Id of the person who asks.
        state: One of ``STATES``.
        shown: Rows at most.
        with_cash: Whether items about cash and debts are among them.

    Raises:
        NothingPublished: If there are no figures yet.
        UnknownName: If the place does not exist.
    """
    asked = open_scope(store, scope)
    shelf = shelf_of(store, asked)
    below = set(asked.catalogue.subtree(scope.entity))
    own = area_of(asked.catalogue, person) if whose == AREA else frozenset()
    near = [each for each in shelf.items if each.subject.entity in below and _is_whose(each, whose, person, own)]
    if not with_cash:
        guard = CashGuard(store, asked.catalogue)
        near = [each for each in near if not guard.keeps(each.subject)]
    here = stands_of(shelf, near)
    found = [stand for stand in here if _is_in(stand, state)]
    snapshot, catalogue = asked.snapshot, asked.catalogue
    return WorkReport(
        scope=scope,
        headline=work_headline(here, len(shelf.items), catalogue.currency, apart(asked, here)),
        as_of=snapshot.as_of_label,
        revision=snapshot.revision,
        invented=catalogue.invented,
        workspace=catalogue.workspace,
        currency=catalogue.currency,
        rows=tuple(row_of(shelf, stand) for stand in found[:shown]),
        more=max(0, len(found) - shown),
        ever=len(shelf.items),
    )


def owners_of(store: Store, scope: Scope) -> Mapping[str, str]:
    """Who has which line: key to the owner pair's names, "Ada & Bo", for items that are not verified.

    The keys are ``Subject.steady`` of every item, and for whole lines at the scope's own place also the account's or
    measure's id alone, and the id of every measure that is just this line. Of several items about the same line
    the newest speaks. One that was verified about numbers that have moved since is open again, and so its owners
    have it. Of a whole line of which only a part is with somebody, be it a slice or a place below, ``steady``
    says "partly with Ada & Bo".
    """
    snapshot = store.snapshot(scope.as_of)
    names = names_of(store, snapshot.catalogue)
    told: dict[str, str] = {}
    parts: dict[str, dict[str, None]] = {}
    items = store.work.items()
    read_together(store, snapshot, scope, (item.subject for item in items if item.state is WorkState.VERIFIED))
    for item in items:
        if item.state is WorkState.VERIFIED and not _is_open_again(store, snapshot, scope, item):
            continue
        pair = pair_of(item, names)
        told[item.subject.steady] = pair
        if item.subject.entity == scope.entity and not item.subject.where:
            told.update(dict.fromkeys((*same_money(snapshot.catalogue, item.subject.name), item.subject.name), pair))
        for place in _above(snapshot.catalogue, item.subject.entity):
            parts.setdefault(Subject(place, item.subject.name).steady, {})[pair] = None
    return MappingProxyType({key: _partly(list(pairs)) for key, pairs in parts.items()} | told)


def _above(catalogue: Catalogue, entity: str) -> tuple[str, ...]:
    return catalogue.path(entity) if entity in catalogue.entities else ()


def _partly(pairs: list[str]) -> str:
    more = f" and {len(pairs) - 1} more" if len(pairs) > 1 else ""
    return f"partly with {pairs[-1]}{more}"


def _is_open_again(store: Store, snapshot: Snapshot, scope: Scope, item: Item) -> bool:
    return has_moved(snapshot, item.subject, item.figures, figured_in(store, snapshot, scope, item.subject))


def item_report(store: Store, scope: Scope, number: int) -> WorkRow | None:
    """Answer: what is known of one item? None where there is none of this number."""
    shelf = shelf_of(store, open_scope(store, scope))
    found = next((item for item in shelf.items if item.id == number), None)
    return None if found is None else row_of(shelf, stand_of(shelf, found))


def area_of(catalogue: Catalogue, person: str) -> frozenset[str]:
    """Measures a person owns in the catalogue, and all accounts and readings whose figures those are made of."""
    own = [each for each in catalogue.measures.values() if person in (each.finance_owner, each.operations_owner)]
    made_of = leaves_of((name for measure in own for name in terms_of(measure, catalogue)), catalogue)
    lines = (*catalogue.accounts, *catalogue.readings)
    within = {name for name in lines if leaves_of((name,), catalogue) <= made_of} if own else set()
    return frozenset({measure.id for measure in own} | within)


def _is_whose(item: Item, whose: str, person: str, own: frozenset[str]) -> bool:
    return whose not in (MINE, AREA) or person in item.owners or item.subject.name in own


def _is_in(stand: Stand, state: str) -> bool:
    if state == OVERDUE:
        return stand.overdue > 0
    if state in OF_STATE:
        return stand.state is OF_STATE[state]
    return state == EVERY or stand.state is not WorkState.VERIFIED
