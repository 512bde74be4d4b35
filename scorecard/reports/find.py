"""Find: one box over measures, accounts, readings, entities, pages, glossary terms and help."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from rapidfuzz import fuzz, process

from scorecard.domain.catalogue import Account, Catalogue
from scorecard.domain.glossary import TERMS
from scorecard.domain.scope import Scope
from scorecard.domain.terms import parse_term
from scorecard.reports.find_likeness import kernel, shares, sought
from scorecard.reports.help import help_pages, slug
from scorecard.store.store import Snapshot, Store

LONGEST_TEXT = 80

COVERS = (
    "Find knows measures, accounts, readings, places, pages, words and headings of the help by their names. "
    "Customers and suppliers are told apart on Why, documents on Cash under Every item, people on Work."
)
"""What is said where nothing is found."""

PAGES = (
    ("scorecard", "Scorecard", "How we stand on the four perspectives", ("home", "overview", "balanced scorecard")),
    ("variance", "Plan & actual", "Every line against plan, better or worse", ("budget", "variance", "statement")),
    ("why", "Why", "What explains a difference, down to the posting", ("drill-down", "root cause", "explanation")),
    ("bridge", "What changed it", "Steps from plan to actual: volume, price, mix", ("bridge", "waterfall")),
    ("work", "Work", "Who has what, until when", ("assignments", "tasks", "owners", "comments", "people", "roles")),
    ("data", "Data", "Imports, revisions, freshness and problems", ("imports", "upload", "freshness", "undo")),
    ("help", "Glossary & help", "What the words mean and how things work", ("glossary", "manual", "words")),
)
"""Pages by url path: label, hint, other names."""

WEIGHT = {"measure": 3.0, "page": 2.5, "entity": 2.0, "account": 1.0, "reading": 1.0, "term": 0.5, "help": 0.0}
"""Bonus in score points by kind, so that equal matches come measures first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place to jump to.

    Attributes:
        kind: measure, account, reading, entity, page, term or help.
        label: What it is called.
        hint: What it is, in a few words.
        page: Page to open: scorecard, measure, data or help.
        query: What to put into the link besides the scope (``measure``, ``entity``, ``topic``, ``term``).
        score: 0..100, how well it matches.
    """

    kind: str
    label: str
    hint: str
    page: str
    query: dict[str, str]
    score: float


@dataclass(frozen=True, slots=True)
class FindReport:
    """What matches the words typed, best first; ``note`` is what Find covers where nothing does.

    ``example`` is two names one could type.
    """

    scope: Scope
    headline: str
    as_of: str
    revision: int
    text: str
    hits: tuple[Hit, ...]
    note: str
    example: str

    @property
    def rows(self) -> tuple[Hit, ...]:
        """The hits, for the command line."""
        return self.hits


@dataclass(frozen=True, slots=True)
class Index:
    """Folded names, at the same place what each of them leads to, and every word with the places it stands at."""

    names: tuple[str, ...]
    hits: tuple[Hit, ...]
    words: dict[str, tuple[int, ...]]


def find_report(store: Store, scope: Scope, text: str, limit: int = 12) -> FindReport:
    """Answer: where is the thing called this, or nearly this?

    Args:
        store: The open store.
        scope: What is asked; only its as-of is used.
        text: What was typed; anything beyond 80 characters is ignored.
        limit: Most hits to give.
    """
    snapshot = store.snapshot(scope.as_of)
    asked = text[:LONGEST_TEXT].strip()
    hits = search(index_of(snapshot), asked, limit)
    said, example = _headline(asked, hits), _example(snapshot.catalogue)
    note = COVERS if asked and not hits else ""
    return FindReport(scope, said, snapshot.as_of_label, snapshot.revision, asked, hits, note, example)


def _example(catalogue: Catalogue) -> str:
    """A measure and a place of this catalogue, those with the shortest names; "" where it has none."""
    named = [[each.name for each in group.values()] for group in (catalogue.measures, catalogue.entities)]
    told = ", ".join(dict.fromkeys(min(names, key=len) for names in named if names))
    return f"For example: {told}" if told else ""


def fold(text: str) -> str:
    """One form for every way of typing the same word: NFC, case folded, words parted by single spaces."""
    return " ".join(re.sub(r"[\W_]+", " ", normalize("NFC", text).casefold()).split())


def search(index: Index, text: str, limit: int = 12) -> tuple[Hit, ...]:
    """Rank the index against a text; a place is listed once, under its best name."""
    asked = fold(text)
    if not asked:
        return ()
    heart = kernel(asked)
    best: dict[tuple[str, ...], Hit] = {}
    joined = shares(sought(heart.replace(" ", "")), index.words) if " " in heart else {}
    apart = shares(sought(asked), index.words)
    for place in {**apart, **joined}:
        share = max(apart.get(place, 0.0), joined.get(place, 0.0))
        hit, name = index.hits[place], index.names[place]
        exact = max(_exact(asked, name), _exact(heart, name))
        points = 100 * share * _length_share(heart, name) + exact + WEIGHT[hit.kind]
        key = (hit.kind, hit.label, hit.page, *hit.query.values())
        if key not in best or best[key].score < points:
            best[key] = Hit(hit.kind, hit.label, hit.hint, hit.page, hit.query, points)
    ranked = sorted(best.values(), key=lambda hit: (-hit.score, hit.label))[:limit]
    return tuple(Hit(h.kind, h.label, h.hint, h.page, h.query, round(min(h.score, 100.0), 1)) for h in ranked)


def nearest(names: dict[str, str], text: str, limit: int = 3) -> tuple[str, ...]:
    """Ids whose id or name comes nearest to a text, for "did you mean"."""
    folded = [(fold(word), key) for key, label in names.items() for word in (key, label)]
    found = process.extract(
        fold(text[:LONGEST_TEXT]), [word for word, _ in folded], scorer=fuzz.WRatio, limit=limit * 2
    )
    return tuple(dict.fromkeys(folded[place][1] for _, score, place in found if score >= 55))[:limit]


def index_of(snapshot: Snapshot) -> Index:
    """The index of a revision's catalogue, built once per catalogue."""
    return _index(snapshot.revision, _Same(snapshot.catalogue))


class _Same:
    """A catalogue as a cache key: equal only to itself."""

    __slots__ = ("catalogue",)

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.catalogue is self.catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)


@lru_cache(maxsize=8)
def _index(_revision: int, key: _Same) -> Index:
    names: list[str] = []
    hits: list[Hit] = []
    for hit, words in (*_catalogue_entries(key.catalogue), *_fixed_entries()):
        for word in dict.fromkeys(fold(word) for word in words if word):
            names.append(word)
            hits.append(hit)
    return Index(tuple(names), tuple(hits), _places(names))


def _places(names: list[str]) -> dict[str, tuple[int, ...]]:
    """Every word with the places it stands at; a name of several words also as one, for who types no space."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        apart = name.split()
        for word in {*apart, *("".join(pair) for pair in pairwise(apart))}:
            found[word].append(place)
    return {word: tuple(places) for word, places in found.items()}


def _catalogue_entries(catalogue: Catalogue) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    for m in catalogue.measures.values():
        hint = f"Measure, {catalogue.perspectives.get(m.perspective, m.perspective)}"
        yield Hit("measure", m.name, hint, "measure", {"measure": m.id}, 0), (m.name, m.finance_name, m.id, *m.aliases)
    used = _measure_by_term(catalogue)
    for a in catalogue.accounts.values():
        page, query = ("measure", {"measure": used[a.id]}) if a.id in used else ("data", {"name": a.id})
        yield Hit("account", a.name, "Account", page, query, 0), (a.name, a.finance_name, a.id, *a.aliases)
    for r in catalogue.readings.values():
        page, query = ("measure", {"measure": used[r.id]}) if r.id in used else ("data", {"name": r.id})
        yield Hit("reading", r.name, "Reading", page, query, 0), (r.name, r.id, *r.aliases)
    for e in catalogue.entities.values():
        hint = e.level.capitalize() or "Entity"
        yield Hit("entity", e.name, hint, "scorecard", {"entity": e.id}, 0), (e.name, e.id, *e.aliases)


def _measure_by_term(catalogue: Catalogue) -> dict[str, str]:
    """Account or reading id to the first measure made of it, or of a group or subtotal it belongs to."""
    used: dict[str, str] = {}
    for measure in catalogue.measures.values():
        for term in (*measure.numerator, *measure.denominator):
            used.setdefault(parse_term(term).name, measure.id)
    for account in catalogue.accounts.values():
        for term in account.formula if account.id in used else ():
            used.setdefault(parse_term(term).name, used[account.id])
    for account in catalogue.accounts.values():
        group = _group_in(used, account, catalogue)
        if group:
            used.setdefault(account.id, used[group])
    return used


def _group_in(used: dict[str, str], account: Account, catalogue: Catalogue) -> str:
    node: Account | None = account
    while node is not None and node.id not in used:
        node = catalogue.accounts.get(node.parent or "")
    return node.id if node else ""


@lru_cache(maxsize=1)
def _fixed_entries() -> tuple[tuple[Hit, tuple[str, ...]], ...]:
    entries: list[tuple[Hit, tuple[str, ...]]] = []
    for page, label, hint, others in PAGES:
        entries.append((Hit("page", label, hint, page, {}, 0), (label, *others)))
    for term in TERMS:
        query = {"topic": "glossary", "term": term.code}
        entries.append((Hit("term", term.plain, term.meaning, "help", query, 0), (term.plain, term.code, term.finance)))
    for page_of_help in help_pages():
        for heading in page_of_help.headings:
            query = {"topic": page_of_help.name, "heading": slug(heading)}
            hint = f"Help, {page_of_help.title}"
            entries.append((Hit("help", heading, hint, "help", query, 0), (heading,)))
    return tuple(entries)


def _exact(asked: str, name: str) -> float:
    """More points for the very name, one that begins so, and one with words that do."""
    return 20.0 if name == asked else 8.0 if name.startswith(asked) else 4.0 if f" {asked}" in name else 0.0


def _length_share(asked: str, name: str) -> float:
    """Long names that merely contain a short text are weaker than names about as long."""
    return 0.85 + 0.15 * min(len(asked), len(name)) / max(len(asked), len(name))


def _headline(text: str, hits: tuple[Hit, ...]) -> str:
    if not text:
        return "Type a name: a measure, an account, a place, a page or a word."
    if not hits:
        return f"Nothing is called “{text}”."
    places = "1 place" if len(hits) == 1 else f"{len(hits)} places"
    return f"{places} for “{text}”, the nearest is {hits[0].label}."
