"""Places of a drill-down: what is looked into, where and which part of it; and the way that leads there."""

from collections.abc import Iterable
from dataclasses import dataclass

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.problems import excerpt
from scorecard.domain.vocabulary import Words
from scorecard.reports.asked import label_of
from scorecard.reports.sought import sought
from scorecard.reports.why_where import DIM_WORDS, Where, ordered

LONGEST_NAME = 80

BEFORE = {
    "entity": "at",
    "product": "of",
    "customer": "for",
    "vendor": "from",
    "cost_centre": "in",
    "project": "on",
}
"""What stands before a member inside a phrase: "Contractors at Ostermoor from Kestrel"."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to drill to: an account or a measure, an entity with all below it, and a part of the figures."""

    of: str
    entity: str
    where: Where = ()


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way down, leading back to itself."""

    label: str
    spot: Spot


def crumbs_of(catalogue: Catalogue, spot: Spot, words: Words) -> tuple[tuple[Crumb, ...], ...]:
    """The way down: places, then accounts, then the part; each from the whole to what is shown."""
    places = (
        Crumb(catalogue.entities[place].name, Spot(spot.of, place, spot.where)) for place in catalogue.path(spot.entity)
    )
    accounts = (
        Crumb(name_of(catalogue, "measure", name, words), Spot(name, spot.entity, spot.where))
        for name in _above(catalogue, spot.of)
    )
    parts = (
        Crumb(_part(catalogue, dim, value, words), Spot(spot.of, spot.entity, spot.where[: at + 1]))
        for at, (dim, value) in enumerate(spot.where)
    )
    return tuple(tuple(each) for each in (places, accounts, parts))


def deeper(catalogue: Catalogue, spot: Spot, more: Iterable[tuple[str, str]]) -> Spot:
    """The spot narrowed down: a place and an account are changed, anything else is added to the part."""
    of, entity, where = spot.of, spot.entity, dict(spot.where)
    for dim, value in more:
        if dim == "entity" and value in catalogue.entities and value != entity:
            entity = value
        elif dim == "measure" and (value in catalogue.accounts or value in catalogue.readings):
            of = value
        else:
            where[dim] = value
    return Spot(of, entity, ordered(where.items()))


def name_of(catalogue: Catalogue, dim: str, value: str, words: Words) -> str:
    """What a member of a dimension is called; "" is not told."""
    if not value:
        return f"without {DIM_WORDS[dim]}"
    if dim == "entity" and value in catalogue.entities:
        return catalogue.entities[value].name
    if dim == "measure" and any(
        value in known for known in (catalogue.accounts, catalogue.readings, catalogue.measures)
    ):
        return label_of(sought(catalogue, value), words)
    return excerpt(value, LONGEST_NAME)


def phrase(catalogue: Catalogue, pairs: Iterable[tuple[str, str]], words: Words) -> str:
    """Members side by side as people say them: "Contractors at Ostermoor"."""
    told = dict(pairs)
    said = [name_of(catalogue, "measure", told.pop("measure"), words)] if "measure" in told else []
    for dim, before in BEFORE.items():
        if dim in told:
            name = name_of(catalogue, dim, told[dim], words)
            said.append(f"{before} {name}" if said and told[dim] else name)
    return " ".join(said)


def _part(catalogue: Catalogue, dim: str, value: str, words: Words) -> str:
    name = name_of(catalogue, dim, value, words)
    return f"{name} itself" if dim == "entity" else name


def _above(catalogue: Catalogue, name: str) -> tuple[str, ...]:
    """From the topmost group down to an account; a measure alone."""
    if name in catalogue.measures or name not in catalogue.accounts:
        return (name,)
    parent = catalogue.accounts[name].parent
    return (*(_above(catalogue, parent) if parent in catalogue.accounts else ()), name)
