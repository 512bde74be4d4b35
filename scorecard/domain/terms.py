"""Signed terms of a measure and how each of them adds up over a window."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from scorecard.domain.catalogue import Catalogue, Measure
from scorecard.domain.errors import UnknownName
from scorecard.domain.vocabulary import Cadence, Kind, Unit

TERM = re.compile(r"([+-]?)\s*(?:([0-9]+(?:\.[0-9]+)?)\s*\*\s*)?([A-Za-z][\w.-]*)", re.ASCII)

STORED = (Kind.DISTINCT, Kind.QUANTILE, Kind.STATE)
"""Kinds that never add up: only a value stored at exactly this place counts."""


class Over(StrEnum):
    """What a term is over a window of periods."""

    SUM = "sum"
    LAST = "last"
    AVERAGE = "average"


FIXED = {Kind.FLOW: Over.SUM, Kind.BALANCE: Over.LAST, Kind.AVERAGE: Over.AVERAGE, Kind.DAYS: Over.LAST}
"""Kinds of measures whose terms above the line all add up alike."""

NATURAL = {Kind.FLOW: Over.SUM, Kind.AVERAGE: Over.AVERAGE}
"""How a figure adds up by its own kind; all others are read at the end."""

RECIPES = 2_000
"""Recipes that are kept; beyond it all are worked out anew."""

SLOWNESS = {cadence: place for place, cadence in enumerate(Cadence)}


@dataclass(frozen=True, slots=True)
class Term:
    """A coefficient, sign included, times an account, a reading or a measure."""

    coefficient: Decimal
    name: str


@lru_cache(maxsize=4096)
def parse_term(text: str) -> Term:
    """Read ``"+revenue"``, ``"-cogs"`` or ``"0.5*visits"``.

    Raises:
        ValueError: If the text is not a term.
    """
    found = TERM.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"“{text[:60]}” is not a term. Write +name, -name or 0.5*name.")
    size = Decimal(found[2] or 1)
    return Term(-size if found[1] == "-" else size, found[3])


@lru_cache(maxsize=4096)
def parse_terms(texts: tuple[str, ...]) -> tuple[Term, ...]:
    """Read several terms."""
    return tuple(parse_term(text) for text in texts)


def line_of(measure: Measure) -> str:
    """The account or reading that a measure is and nothing else, under a name of its own; "" where it is more."""
    terms = parse_terms(measure.numerator)
    return terms[0].name if len(terms) == 1 and not measure.denominator and not measure.parts else ""


def terms_of(measure: Measure) -> tuple[Term, ...]:
    """All terms of a measure: numerator, denominator and parts."""
    return parse_terms((*measure.numerator, *measure.denominator, *measure.parts))


def kind_of(name: str, catalogue: Catalogue) -> Kind:
    """The kind of an account or a reading.

    Raises:
        UnknownName: If the catalogue has neither.
    """
    if name in catalogue.accounts:
        return catalogue.accounts[name].kind
    if name in catalogue.readings:
        return catalogue.readings[name].kind
    raise UnknownName("account or reading", name)


def cadence_of(name: str, catalogue: Catalogue) -> Cadence:
    """How often a term's figures come; accounts are posted every period."""
    return catalogue.readings[name].cadence if name in catalogue.readings else Cadence.MONTHLY


def slowest(measure: Measure, catalogue: Catalogue) -> Cadence:
    """How often the whole measure comes: as its own cadence says, or as the slowest of its figures."""
    terms = (*parse_terms(measure.numerator), *parse_terms(measure.denominator))
    return max((measure.cadence, *(cadence_of(term.name, catalogue) for term in terms)), key=SLOWNESS.__getitem__)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a plain measure is made of, in the order of its terms: those of the numerator first.

    Attributes:
        terms: The terms.
        factors: Their coefficients, as an int where one is whole: sums of ticks are then exact and quick.
        overs: How each adds up over a window.
        cadences: How often each comes.
        cadence: How often the whole measure comes.
        above: How many of the terms stand above the line.
        stored: Whether only values stored at exactly the entity count.
    """

    terms: tuple[Term, ...]
    factors: tuple[Decimal | int, ...]
    overs: tuple[Over, ...]
    cadences: tuple[Cadence, ...]
    cadence: Cadence
    above: int
    stored: bool


_RECIPES: dict[tuple[object, ...], tuple[Catalogue, Recipe]] = {}


def recipe_of(measure: Measure, catalogue: Catalogue) -> Recipe:
    """What a measure is made of, worked out once for each catalogue; measures made of the same share it."""
    stored = is_stored(measure)
    key = (measure.numerator, measure.denominator, measure.kind, measure.cadence, stored, id(catalogue))
    found = _RECIPES.get(key)
    if found is not None and found[0] is catalogue:
        return found[1]
    above, below = overs(measure, catalogue)
    terms = (*parse_terms(measure.numerator), *parse_terms(measure.denominator))
    cadences = tuple(cadence_of(term.name, catalogue) for term in terms)
    recipe = Recipe(
        terms,
        tuple(_whole(term.coefficient) for term in terms),
        (*above, *below),
        cadences,
        slowest(measure, catalogue),
        len(above),
        stored,
    )
    if len(_RECIPES) >= RECIPES:
        _RECIPES.clear()
    _RECIPES[key] = (catalogue, recipe)
    return recipe


def _whole(coefficient: Decimal) -> Decimal | int:
    return int(coefficient) if coefficient == coefficient.to_integral_value() else coefficient


def name_of(name: str, catalogue: Catalogue) -> str:
    """What a term is called on screen."""
    if name in catalogue.accounts:
        return catalogue.accounts[name].name
    return catalogue.readings[name].name if name in catalogue.readings else name


def unit_of(name: str, catalogue: Catalogue) -> Unit:
    """What a term is counted in: accounts in money."""
    return catalogue.readings[name].unit if name in catalogue.readings else Unit.MONEY


def is_stored(measure: Measure) -> bool:
    """Whether only values stored at exactly the entity count: kinds that do not add up."""
    if measure.combine or measure.growth:
        return False
    return measure.kind in STORED or (measure.kind in (Kind.SCORE, Kind.RATIO) and not measure.denominator)


def overs(measure: Measure, catalogue: Catalogue) -> tuple[tuple[Over, ...], tuple[Over, ...]]:
    """How each term of the numerator and of the denominator adds up over a window.

    Amounts follow the measure's kind. Days put the last balance over the sum of a flow. Ratios and
    scores sum flows and take the last of balances; but a balance that divides a flow (leavers per
    head) is averaged over the window, weighted by days.
    """
    above = tuple(kind_of(term.name, catalogue) for term in parse_terms(measure.numerator))
    below = tuple(kind_of(term.name, catalogue) for term in parse_terms(measure.denominator))
    if is_stored(measure):
        return (Over.LAST,) * len(above), (Over.LAST,) * len(below)
    first = (FIXED[measure.kind],) * len(above) if measure.kind in FIXED else tuple(_natural(kind) for kind in above)
    has_flow = measure.kind is not Kind.DAYS and Over.SUM in first
    second = tuple(Over.AVERAGE if has_flow and kind is Kind.BALANCE else _natural(kind) for kind in below)
    return first, second


def _natural(kind: Kind) -> Over:
    return NATURAL.get(kind, Over.LAST)
