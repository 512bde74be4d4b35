"""How much a name resembles what was typed, word by word; what resembles nothing stays without a match."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

SMALL = frozenset({
    "a", "about", "above", "an", "and", "are", "as", "at", "be", "been", "below", "by", "can", "did", "do", "does",
    "for", "from", "had", "has", "have", "how", "i", "in", "is", "it", "its", "many", "me", "much", "my", "of",
    "on", "or", "our", "plan", "so", "than", "that", "the", "their", "there", "this", "to", "us", "was", "we",
    "were", "what", "when", "where", "which", "who", "whose", "why", "with", "you", "your",
})  # fmt: skip
"""Words that say nothing of what is sought; beside others they only tell equals apart."""

SMALL_WEIGHT = 0.5
"""Of a small word beside others; any other word weighs as many letters as it has."""

LEAST_SHARE = 1 / 3
"""Of what was typed, by weight, that a name must resemble."""

WHOLE, BEGUN, WRONG, STEM, INSIDE = 1.0, 0.95, 0.9, 0.8, 0.7
"""Likeness of two words: the same, begun, with wrong letters, of one stem, one inside the other."""

STEM_LETTERS, ENDING = 6, 3
"""Words of one stem begin alike with as many letters; at most so many more follow in either."""

INSIDE_LETTERS = 5
"""Shortest word that is sought inside others."""


def wrong_letters(word: str, other: str) -> int:
    """How many letters may be wrong, missing, too many or exchanged between two words: of a number none.

    In short words other letters make other words: of up to five the first one must stand, “Ines” is not “lines”;
    among four none may be another one, “Dana” is not “data”.
    """
    short, long = sorted((len(word), len(other)))
    if not word.isalpha() or len(word) < 4 or (word[0] != other[0] and len(word) < 6):
        return 0
    if long == 4 and sorted(word) != sorted(other):
        return 0
    return 2 if long >= 8 and short >= 6 and word[0] == other[0] else 1


def words_like(word: str, known: Sequence[str]) -> dict[str, float]:
    """The known words that resemble a word, each with its likeness from 0 to 1."""
    like = {each: WHOLE if each == word else BEGUN for each in known if each.startswith(word)}
    for each, wrong, _ in process.extract(word, known, scorer=OSA.distance, limit=None, score_cutoff=2):
        if wrong <= wrong_letters(word, each):
            like.setdefault(each, WRONG - (wrong - 1) / 10)
    if len(word) >= INSIDE_LETTERS:
        for each in known:
            if word in each:
                like.setdefault(each, INSIDE)
            elif word[:STEM_LETTERS] == each[:STEM_LETTERS] and _is_one_stem(word, each):
                like.setdefault(each, STEM)
    return like


def _is_one_stem(word: str, other: str) -> bool:
    return min(len(word), len(other)) >= STEM_LETTERS and max(len(word), len(other)) <= STEM_LETTERS + ENDING


def sought(text: str) -> dict[str, float]:
    """The words of a folded text with their weights; small words weigh little unless there are no others."""
    typed = list(dict.fromkeys(text.split()))
    if all(word in SMALL for word in typed):
        return {word: float(len(word)) for word in typed}
    return {word: SMALL_WEIGHT if word in SMALL else float(len(word)) for word in typed}


def kernel(text: str) -> str:
    """A folded text without its small words, unless it has no others."""
    return " ".join(word for word in text.split() if word not in SMALL) or text


def shares(weights: Mapping[str, float], places: Mapping[str, Sequence[int]]) -> dict[int, float]:
    """How much of what is sought each name resembles, from the least share that counts to 1, by its place.

    Args:
        weights: The words sought, as from :func:`sought`.
        places: Every word of the names with the places of the names it stands in.
    """
    known, total = list(places), sum(weights.values())
    told: dict[int, float] = defaultdict(float)
    for word, weight in weights.items():
        like = {word: WHOLE} if word in SMALL and len(weights) > 1 else words_like(word, known)
        for place, likeness in _best(like, places).items():
            told[place] += likeness * weight
    return {place: points / total for place, points in told.items() if points >= total * LEAST_SHARE}


def _best(like: Mapping[str, float], places: Mapping[str, Sequence[int]]) -> dict[int, float]:
    """The best likeness at each place."""
    best: dict[int, float] = {}
    for word, likeness in like.items():
        for place in places.get(word, ()):
            best[place] = max(best.get(place, 0.0), likeness)
    return best
