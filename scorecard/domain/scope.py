"""The scope of a question: link, cache key, heading and file name in one value."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.problems import Problem, excerpt
from scorecard.domain.vocabulary import Comparison, View, Words

LONGEST = 64


@dataclass(frozen=True, slots=True)
class Scope:
    """Entity, period, window, comparison, as-of and words.

    ``as_of`` is empty for now, ``r12`` for a revision, or an ISO date. ``compare`` is one of
    ``Comparison``; ``vintage`` (an ISO date) names one forecast when comparing with the outlook; ``known`` names
    the earlier state, as ``as_of`` does, when comparing with what was known, and is empty for the state before.
    """

    entity: str
    period: str
    view: View = View.PERIOD
    compare: Comparison = Comparison.PLAN
    as_of: str = ""
    words: Words = Words.PLAIN
    vintage: str = ""
    known: str = ""

    def with_(self, **changes: object) -> "Scope":
        """The same scope with some parts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def settled(self) -> "Scope":
        """The same without an earlier state where it compares with none."""
        return self if self.compare is Comparison.KNOWN or not self.known else replace(self, known="")

    def query(self, default: "Scope") -> dict[str, str]:
        """The parts that differ from the default, as query parameters."""
        return {name: str(getattr(self, name)) for name in FIELDS if getattr(self, name) != getattr(default, name)}


FIELDS = ("entity", "period", "view", "compare", "as_of", "words", "vintage", "known")
_STATES = ("as_of", "known")
"""Fields that name a state of the numbers."""


def parse_scope(
    query: Mapping[str, object], default: Scope, catalogue: Catalogue, periods: Sequence[str]
) -> tuple[Scope, tuple[Problem, ...]]:
    """Read a scope from a link; what cannot be read keeps its default and becomes a problem.

    Args:
        query: Query parameters; values may be text, lists or anything else a browser sent.
        default: The scope to fall back on, part by part.
        catalogue: Which entities exist.
        periods: Which period keys exist.

    Returns:
        A scope whose every part is on its allow-list, and a problem per part that was not.
    """
    allowed: dict[str, object] = {
        "entity": catalogue.entities,
        "period": frozenset(periods),
        "view": frozenset(View),
        "compare": frozenset(Comparison),
        "words": frozenset(Words),
    }
    parts: dict[str, object] = {}
    problems: list[Problem] = []
    for name in FIELDS:
        if name not in query:
            continue
        text = _text(query[name])
        fits = text in allowed[name] if name in allowed else _is_as_of(text, name)  # type: ignore[operator]
        if fits:
            parts[name] = _typed(name, text)
        else:
            problems.append(
                Problem(f"link, {name}", f"“{excerpt(text)}” is not known here", "The usual choice is shown instead.")
            )
    scope = replace(default, **parts)  # type: ignore[arg-type]
    return scope.settled(), tuple(problems)


def _text(value: object) -> str:
    if isinstance(value, (list, tuple)):
        value = value[-1] if value else ""
    return value[: LONGEST + 1] if isinstance(value, str) else ""


def names_state(text: str) -> bool:
    """Whether a text names a state of the numbers: a revision such as ``r12``, or an ISO date."""
    return bool(re.fullmatch(r"r[0-9]{1,9}", text, re.ASCII)) or _is_date(text)


def _is_as_of(text: str, name: str) -> bool:
    return text == "" or (names_state(text) if name in _STATES else _is_date(text))


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _typed(name: str, text: str) -> object:
    return {"view": View, "compare": Comparison, "words": Words}.get(name, str)(text)
