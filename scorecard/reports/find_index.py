"""The names Find knows: folded, with what each leads to, and the words they are made of."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from scorecard.domain.catalogue import Account, Catalogue, Measure, Reading
from scorecard.domain.glossary import TERMS
from scorecard.domain.vocabulary import Words
from scorecard.reports.asked import label_of
from scorecard.reports.help import help_pages, slug
from scorecard.store.store import Snapshot

PAGES = (
    ("scorecard", "Scorecard", "How we stand on the four perspectives", ("home", "overview", "balanced scorecard")),
    ("variance", "Plan & actual", "Every line against plan, better or worse", ("budget", "variance", "statement")),
    ("why", "Why", "What explains a difference, down to the posting", ("drill-down", "root cause", "explanation")),
    ("bridge", "What changed it", "Steps from plan to actual: volume, price, mix", ("bridge", "waterfall")),
    ("cash", "Cash", "What is available in the weeks ahead, and how low it gets",
     ("cash flow", "cash flow forecast", "cash forecast")),
    ("outlook", "Outlook", "Cash over 12 to 18 months, and what could be moved", ("twelve months ahead",)),
    ("since", "Since", "What moved since we last met, and why", ("what moved",)),
    ("review", "Review", "The meeting: agenda, one item a screen, minutes", ("meeting", "agenda", "minutes")),
    ("work", "Work", "Who has what, until when", ("assignments", "tasks", "owners", "comments", "people", "roles")),
    ("data", "Data", "Imports, revisions, freshness and problems", ("imports", "upload", "freshness", "undo")),
    ("help", "Glossary & help", "What the words mean and how things work", ("glossary", "manual", "words")),
)  # fmt: skip
"""Pages by url path: label, hint, other names."""

UNSOUGHT = ("decisions",)
"""Pages of help whose headings are sought in the help alone: they are of how this was built."""

WEIGHT = {"measure": 3.0, "page": 2.5, "entity": 2.0, "account": 1.0, "reading": 1.0, "term": 0.5, "help": 0.0}
"""Bonus in score points by kind, so that equal matches come measures first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place to jump to.

    Attributes:
        kind: measure, account, reading, entity, page, term or help.
        label: What it is called.
        hint: What it is and where it leads, in a few words.
        page: Page to open: scorecard, measure, why, help or the page that is meant.
        query: What to put into the link besides the scope (``measure``, ``of``, ``entity``, ``topic``, ``term``).
        score: 0..100, how well it matches.
    """

    kind: str
    label: str
    hint: str
    page: str
    query: dict[str, str]
    score: float


@dataclass(frozen=True, slots=True)
class Index:
    """Folded names, at the same place what each of them leads to, and what stands at which places.

    ``words`` are the words of the names, ``whole`` the names themselves.
    """

    names: tuple[str, ...]
    hits: tuple[Hit, ...]
    words: dict[str, tuple[int, ...]]
    whole: dict[str, tuple[int, ...]]


def fold(text: str) -> str:
    """One form for every way of typing the same word: NFC, case folded, words parted by single spaces."""
    return " ".join(re.sub(r"[\W_]+", " ", normalize("NFC", text).casefold()).split())


def index_of(snapshot: Snapshot, words: Words) -> Index:
    """The index of a revision's catalogue in plain or finance words, built once per catalogue; names are of both."""
    return _index(snapshot.revision, _Same(snapshot.catalogue), words)


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
def _index(_revision: int, key: _Same, words: Words) -> Index:
    names: list[str] = []
    hits: list[Hit] = []
    for hit, called in (*_catalogue_entries(key.catalogue, words), *_fixed_entries(words)):
        for name in dict.fromkeys(fold(each) for each in called if each):
            names.append(name)
            hits.append(hit)
    whole: dict[str, tuple[int, ...]] = {}
    for place, name in enumerate(names):
        whole[name] = (*whole.get(name, ()), place)
    return Index(tuple(names), tuple(hits), _places(names), whole)


def _places(names: list[str]) -> dict[str, tuple[int, ...]]:
    """Every word with the places it stands at; a name of several words also as one, for who types no space."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        apart = name.split()
        for word in {*apart, *("".join(pair) for pair in pairwise(apart))}:
            found[word].append(place)
    return {word: tuple(places) for word, places in found.items()}


def _catalogue_entries(catalogue: Catalogue, words: Words) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    for m in catalogue.measures.values():
        hint = f"Measure, {catalogue.perspectives.get(m.perspective, m.perspective)}, on its own page"
        names = (*_names(m), *_own_names(m, catalogue))
        yield Hit("measure", label_of(m, words), hint, "measure", {"measure": m.id}, 0), names
    for a in catalogue.accounts.values():
        if not _is_told_by(catalogue.measures.get(a.id)):
            yield _looked_into("account", a, words, catalogue), _names(a)
    for r in catalogue.readings.values():
        if not _is_told_by(catalogue.measures.get(r.id)):
            yield _looked_into("reading", r, words, catalogue), _names(r)
    for e in catalogue.entities.values():
        hint = f"{e.level.capitalize() or 'Entity'}, on Scorecard"
        yield Hit("entity", e.name, hint, "scorecard", {"entity": e.id}, 0), (e.name, e.id, *e.aliases)


def _names(named: Measure | Account | Reading) -> tuple[str, ...]:
    finance = "" if isinstance(named, Reading) else named.finance_name
    return named.name, finance, named.id, *named.aliases


def _looked_into(kind: str, named: Account | Reading, words: Words, catalogue: Catalogue) -> Hit:
    """Where an account or a reading stands by itself: on Why, save where a measure has taken its id there."""
    label = named.name if isinstance(named, Reading) else label_of(named, words)
    measure = catalogue.measures.get(named.id)
    if measure is None:
        return Hit(kind, label, f"{kind.capitalize()}, on Why", "why", {"of": named.id}, 0)
    hint = f"{kind.capitalize()}, part of the measure {label_of(measure, words)}, on the page of that"
    return Hit(kind, label, hint, "measure", {"measure": named.id}, 0)


def _is_told_by(measure: Measure | None) -> bool:
    """Whether a measure is the account or reading of its own id and nothing else."""
    if measure is None or measure.numerator != (f"+{measure.id}",):
        return False
    return not (measure.denominator or measure.growth or measure.combine) and measure.factor == 1


def _own_names(measure: Measure, catalogue: Catalogue) -> tuple[str, ...]:
    """What the account or reading is called that a measure is."""
    named = catalogue.accounts.get(measure.id) or catalogue.readings.get(measure.id)
    return _names(named) if named and _is_told_by(measure) else ()


@lru_cache(maxsize=2)
def _fixed_entries(words: Words) -> tuple[tuple[Hit, tuple[str, ...]], ...]:
    entries: list[tuple[Hit, tuple[str, ...]]] = []
    for page, label, hint, others in PAGES:
        entries.append((Hit("page", label, f"Page: {hint}", page, {}, 0), (label, *others)))
    for term in TERMS:
        query = {"topic": "glossary", "term": term.code}
        hint = f"Glossary: {term.meaning}"
        label = term.finance if words is Words.FINANCE else term.plain
        entries.append((Hit("term", label, hint, "help", query, 0), (term.plain, term.code, term.finance)))
    for page_of_help in (each for each in help_pages() if each.name not in UNSOUGHT):
        for heading in page_of_help.headings:
            query = {"topic": page_of_help.name, "heading": slug(heading)}
            hint = f"Help, {page_of_help.title}"
            entries.append((Hit("help", heading, hint, "help", query, 0), (heading,)))
    return tuple(entries)
