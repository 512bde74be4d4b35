"""Find: one box over measures, accounts, readings, entities, pages, glossary terms and help."""

from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz, process

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Words
from scorecard.reports.asked import label_of
from scorecard.reports.find_index import WEIGHT, Hit, Index, fold, index_of
from scorecard.reports.find_likeness import SMALL, STEM, TIMES, kernel, phrases, shares, sought, words_like
from scorecard.store.store import Store

LONGEST_TEXT = 80

COVERS = (
    "Find knows measures, accounts, readings, places, pages, words and headings of the help by their names. "
    "Customers and suppliers are told apart on Why, documents on Cash under Every item, people on Work."
)
"""What is said where nothing is found."""

FIGURES = ("measure", "account", "reading")
"""Kinds that stand at a place: who names one with them is led there."""


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


def find_report(store: Store, scope: Scope, text: str, limit: int = 12) -> FindReport:
    """Answer: where is the thing called this, or nearly this?

    Args:
        store: The open store.
        scope: What is asked; its as-of and its words are used.
        text: What was typed; anything beyond 80 characters is ignored.
        limit: Most hits to give.
    """
    snapshot = store.snapshot(scope.as_of)
    asked = text[:LONGEST_TEXT].strip()
    index = index_of(snapshot, scope.words)
    hits = search(index, asked, limit)
    left = unread(index, fold(asked), hits[0]) if hits else ""
    said, example = _headline(asked, hits, left), _example(snapshot.catalogue, scope.words)
    note = COVERS if asked and not hits else ""
    return FindReport(scope, said, snapshot.as_of_label, snapshot.revision, asked, hits, note, example)


def _example(catalogue: Catalogue, words: Words) -> str:
    """A measure and a place of this catalogue, those with the shortest names; "" where it has none."""
    measures = [label_of(each, words) for each in catalogue.measures.values()]
    named = (measures, [each.name for each in catalogue.entities.values()])
    told = ", ".join(dict.fromkeys(min(names, key=len) for names in named if names))
    return f"For example: {told}" if told else ""


def search(index: Index, text: str, limit: int = 12) -> tuple[Hit, ...]:
    """Rank the index against a text; a place is listed once, under its best name.

    Where the text names one place of the workspace beside other words, figures lead there and say so.
    """
    asked = fold(text)
    found, (where, rest) = _points(index, asked), place_named(index, asked)
    at = _points(index, rest) if where else {}
    best: dict[tuple[str, ...], Hit] = {}
    for name in {**found, **at}:
        hit, points = index.hits[name], found.get(name, 0.0)
        if where and hit.kind in FIGURES:
            points = max(points, at.get(name, 0.0))
            hit = _led_to(hit, where)
        key = (hit.kind, hit.label, hit.page, *hit.query.values())
        if points and (key not in best or best[key].score < points):
            best[key] = Hit(hit.kind, hit.label, hit.hint, hit.page, hit.query, points)
    ranked = sorted(best.values(), key=lambda hit: (-hit.score, hit.label))[:limit]
    return tuple(Hit(h.kind, h.label, h.hint, h.page, h.query, round(min(h.score, 100.0), 1)) for h in ranked)


def _points(index: Index, asked: str) -> dict[int, float]:
    """How well each name matches a folded text, by its place in the index; only those that do."""
    heart = kernel(asked)
    named = {name for said in phrases(asked) for name in index.whole.get(said, ())}
    joined = shares(sought(heart.replace(" ", "")), index.words) if " " in heart else {}
    apart = shares(sought(asked), index.words, named)
    points: dict[int, float] = {}
    for place in {**apart, **joined}:
        share, name = max(apart.get(place, 0.0), joined.get(place, 0.0)), index.names[place]
        exact = max(_exact(asked, name), _exact(heart, name), NAMED if place in named else 0.0)
        points[place] = 100 * share * _length_share(heart, name) + exact + WEIGHT[index.hits[place].kind]
    return points


def place_named(index: Index, asked: str) -> tuple[Hit | None, str]:
    """The one place of the workspace that a folded text names beside other words, and those words.

    Nobody is led to a place where two are named, or where what is named may be something else.
    """
    said = [each for each in phrases(asked) if each in index.whole]
    longest = [each for each in said if not any(each != other and f" {each} " in f" {other} " for other in said)]
    found: dict[str, Hit] = {}
    rest = f" {asked} "
    for each in longest:
        hits = [index.hits[name] for name in index.whole[each]]
        if all(hit.kind == "entity" for hit in hits):
            found |= {hit.query["entity"]: hit for hit in hits}
            rest = rest.replace(f" {each} ", " ")
    if len(found) != 1 or all(word in SMALL for word in rest.split()):
        return None, ""
    return next(iter(found.values())), rest.strip()


def _led_to(hit: Hit, where: Hit) -> Hit:
    query = {**hit.query, **where.query}
    return Hit(hit.kind, hit.label, f"{hit.hint}, at {where.label}", hit.page, query, hit.score)


def unread(index: Index, asked: str, hit: Hit) -> str:
    """The words of a folded text that a hit stands for in no way, in their order; of small words only those of when."""
    own, where = (hit.kind, hit.label), hit.query.get("entity", "")
    names = [
        name
        for name, each in zip(index.names, index.hits, strict=True)
        if (each.kind, each.label) == own or (each.kind == "entity" and each.query["entity"] == where)
    ]
    known = [word for name in names for word in (*name.split(), *("".join(pair) for pair in pairwise(name.split())))]
    if any(like > STEM for like in words_like(kernel(asked).replace(" ", ""), known).values()):
        return ""
    told = (word for word in asked.split() if word not in SMALL or word in TIMES)
    return " ".join(word for word in told if not words_like(word, known))


def nearest(names: dict[str, str], text: str, limit: int = 3) -> tuple[str, ...]:
    """Ids whose id or name comes nearest to a text, for "did you mean"."""
    folded = [(fold(word), key) for key, label in names.items() for word in (key, label)]
    found = process.extract(
        fold(text[:LONGEST_TEXT]), [word for word, _ in folded], scorer=fuzz.WRatio, limit=limit * 2
    )
    return tuple(dict.fromkeys(folded[place][1] for _, score, place in found if score >= 55))[:limit]


NAMED = 12.0
"""More points for a name that stands in a longer text as a whole."""


def _exact(asked: str, name: str) -> float:
    """More points for the very name, one that begins so, and one with words that do."""
    return 20.0 if name == asked else 8.0 if name.startswith(asked) else 4.0 if f" {asked}" in name else 0.0


def _length_share(asked: str, name: str) -> float:
    """Long names that merely contain a short text are weaker than names about as long."""
    return 0.85 + 0.15 * min(len(asked), len(name)) / max(len(asked), len(name))


def _headline(text: str, hits: tuple[Hit, ...], left: str) -> str:
    if not text:
        return "Type a name: a measure, an account, a place, a page or a word."
    if not hits:
        return f"Nothing is called “{text}”."
    places = "1 place" if len(hits) == 1 else f"{len(hits)} places"
    label = hits[0].label
    end = "" if label.endswith(("?", "!", ".")) else "."
    return f"{places} for “{text}”, the nearest is {label}{end}{f' Not read: {left}.' if left else ''}"
