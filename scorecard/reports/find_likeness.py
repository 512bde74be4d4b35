"""How much a name resembles what was typed, word by word; what resembles nothing stays without a match."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

TIMES = frozenset({
    "day", "days", "last", "month", "months", "next", "quarter", "quarters", "week", "weeks", "year", "years",
})  # fmt: skip
"""Words of when; beside others they name nothing, and no window is read from them."""

SMALL = TIMES | frozenset({
    "a", "about", "above", "against", "an", "and", "are", "as", "at", "be", "been", "below", "by", "can", "compared",
    "did", "do", "does", "doing", "for", "from", "had", "has", "have", "how", "i", "in", "is", "it", "its", "many",
    "me", "much", "my", "of", "on", "or", "our", "plan", "so", "than", "that", "the", "their", "there", "this", "to",
    "us", "versus", "vs", "was", "we", "were", "what", "when", "where", "which", "who", "whose", "why", "with", "you",
    "your",
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


def phrases(text: str) -> list[str]:
    """Every run of words of a folded text that says something."""
    words = text.split()
    runs = (words[first:last] for first in range(len(words)) for last in range(first + 1, len(words) + 1))
    return [" ".join(run) for run in runs if any(word not in SMALL for word in run)]


def shares(
    weights: Mapping[str, float], places: Mapping[str, Sequence[int]], named: Collection[int] = ()
) -> dict[int, float]:
    """How much of what is sought each name resembles, up to 1, by its place.

    The least share counts; of a name with a word just as it was typed, only of the words that resemble anything.

    Args:
        weights: The words sought, as from :func:`sought`.
        places: Every word of the names with the places of the names it stands in.
        named: Places of names that count whatever else is sought.
    """
    known, total, read = list(places), sum(weights.values()), 0.0
    told: dict[int, float] = defaultdict(float)
    typed = set(named)
    for word, weight in weights.items():
        is_small = word in SMALL and len(weights) > 1
        best = _best({word: WHOLE} if is_small else words_like(word, known), places)
        read += weight if best or is_small else 0.0
        for place, likeness in best.items():
            told[place] += likeness * weight
        typed |= {place for place, likeness in best.items() if likeness == WHOLE and not is_small}
    least = {True: read * LEAST_SHARE, False: total * LEAST_SHARE}
    return {
        place: points / total for place, points in told.items() if place in named or points >= least[place in typed]
    }


def _best(like: Mapping[str, float], places: Mapping[str, Sequence[int]]) -> dict[int, float]:
    """The best likeness at each place."""
    best: dict[int, float] = {}
    for word, likeness in like.items():
        for place in places.get(word, ()):
            best[place] = max(best.get(place, 0.0), likeness)
    return best
