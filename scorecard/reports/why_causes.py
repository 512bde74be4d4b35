"""What explains a difference: a few parts of the figures, with how much of it each carries and the rest."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.catalogue import Catalogue, Measure
from scorecard.domain.cells import Ints
from scorecard.domain.display import short
from scorecard.domain.explain import Leaves, Slice, explain, surprise
from scorecard.domain.explain_words import offset
from scorecard.domain.renamed import renamed
from scorecard.domain.wording import verdict
from scorecard.reports.asked import Asked
from scorecard.reports.large_lines import large_lines
from scorecard.reports.why_alike import Alike
from scorecard.reports.why_leaves import Rows, added
from scorecard.reports.why_parts import Shape, amounts_of, place_below, raised, sums_of
from scorecard.reports.why_spots import Spot, deeper, phrase
from scorecard.reports.why_where import Where

MOST = 8
"""Parts told."""

WIDE, DEEP, SHALLOW = 6, 3, 2
"""Dimensions a part names at most: three, or two where there are more than so many to choose from."""

FEW = 40
"""Leaves up to which single ones are told where no pattern is found."""

LEAST = Decimal("0.1")
"""Share of the difference below which a single leaf is not told."""

SPREADS = 3.0
"""Usual spreads from which a part's difference is unusual for it."""

OWN = ("cost_centre",)
"""Dimensions a company cuts anew for itself; who it sells to and buys from changes by itself and is told."""

LEVELS = {"entity_group": "entity", "measure_group": "measure"}
"""Coarser levels of a dimension, as the engine knows them."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A part of the figures that carries some of the difference.

    Attributes:
        name: What it is: "Contractors at Ostermoor".
        spot: Where a reader looks further.
        actual: Its own value, in the sign of the whole; of a quotient its own quotient.
        reference: The other side.
        amount: How much of the difference it carries.
        impact: The same, plus is better; None where nothing is better.
        share: Its part of the whole difference, None where that is zero or parts offset each other.
        surprise: How many usual spreads its difference lies from its own past; None without enough of a past.
        usual: The same in words: "unusual for it", "usual for it" or "".
        sentence: All of it in words.
        is_line: Whether it is a large line told beside what stands out.
        who: Who has it, "" if nobody.
    """

    name: str
    spot: Spot
    actual: Decimal | None
    reference: Decimal | None
    amount: Decimal
    impact: Decimal | None
    share: Decimal | None
    surprise: float | None
    usual: str
    sentence: str
    is_line: bool = False
    who: str = ""


def causes_of(asked: Asked, alike: Alike, shape: Shape, spot: Spot, against: str) -> tuple[tuple[Cause, ...], str]:
    """The few parts that explain a difference, and why there are none: "" where there are some.

    Those that stand out come first, then large lines of which nothing else was told; of either, those that go the way
    of the whole before those against it, the largest first. Dimensions cut anew are left out.

    Args:
        asked: The question, opened.
        alike: Both sides told alike.
        shape: How sums become values.
        spot: Where the reader is.
        against: What the other side is called.
    """
    gone = cut_anew(alike.rows)
    kept = replace(alike, dims=tuple(dim for dim in alike.dims if dim not in gone))
    leaves = _leaves(asked.catalogue, kept, shape, spot)
    depth = DEEP if len(leaves.dims) <= WIDE else SHALLOW
    slices = explain(leaves, MOST, depth).slices
    lines = large_lines(leaves, slices)
    stand_out = sorted(slices or _single(leaves, shape), key=_with_it_first)
    slices = (*stand_out, *lines)
    if offset(each.share for each in slices):
        slices = tuple(replace(each, share=None) for each in slices)
    told = tuple(
        replace(
            _cause(asked, replace(each, where=_whole(leaves, each.where)), shape, spot, against),
            is_line=at >= len(stand_out),
        )
        for at, each in enumerate(slices)
    )
    if told:
        return told, ""
    return (), f"{against} is kept as one figure here" if len(leaves.actual) < 2 else "no part stands out"


def cut_anew(rows: Rows) -> tuple[str, ...]:
    """Dimensions of the company's own whose members were renamed between the two sides."""
    return tuple(dim for dim in OWN if renamed(*_turnover(rows, dim)))


def _turnover(rows: Rows, dim: str) -> tuple[list[int], list[int]]:
    """Per member of a dimension its figures without signs, of either side; not of what no member tells."""
    codes, names = rows.of(dim)
    sums = np.zeros((2, len(names)), np.int64)
    now = rows.column < 2
    np.add.at(sums, (rows.column[now], codes[now]), np.abs(rows.ticks[now]))
    told = [at for at, name in enumerate(names) if name]
    return sums[0, told].tolist(), sums[1, told].tolist()


def _leaves(catalogue: Catalogue, alike: Alike, shape: Shape, spot: Spot) -> Leaves:
    """Leaves by what varies among them, places and accounts also by the level above.

    A quotient is told by what has something to divide by on both sides, places by those right below the spot's.
    """
    rows = raised(alike.rows, catalogue, spot.entity) if shape.ratio else alike.rows
    dims = [dim for dim in alike.dims if len(np.unique(rows.of(dim)[0])) > 1]
    if shape.ratio:
        dims = [dim for dim in dims if _divides(added(rows, (dim,), True))]
    leaves = added(rows, dims or alike.dims[:1], shape.ratio, alike.before)
    for level, dim in LEVELS.items():
        if dim in leaves.dims:
            leaves = _with_level(catalogue, leaves, level, dim, spot)
    return leaves


def _divides(leaves: Leaves) -> bool:
    bases = (leaves.actual_base, leaves.reference_base)
    return all(base is not None and bool((base > 0).all()) for base in bases)


def _with_level(catalogue: Catalogue, leaves: Leaves, level: str, dim: str, spot: Spot) -> Leaves:
    at = leaves.dims.index(dim)
    above = [_group(catalogue, dim, name, spot) for name in leaves.names[at]]
    listed = tuple(dict.fromkeys(above))
    if len(listed) < 2 or len(listed) == len(above):
        return leaves
    codes = np.array([listed.index(name) for name in above], np.int64)[leaves.codes[at]]
    return replace(leaves, dims=(*leaves.dims, level), codes=(*leaves.codes, codes), names=(*leaves.names, listed))


def _group(catalogue: Catalogue, dim: str, name: str, spot: Spot) -> str:
    """The place right below the spot's, or the account's own group; itself where there is none."""
    if dim == "entity":
        return place_below(catalogue, name, spot.entity)
    account = catalogue.accounts.get(name)
    return account.parent if account and account.parent and account.parent != spot.of else name


def _single(leaves: Leaves, shape: Shape) -> tuple[Slice, ...]:
    """The largest single leaves of a few, where they are too few to show a pattern; none that has no own value."""
    if not 1 < len(leaves.actual) <= FEW:
        return ()
    told = sums_of(leaves)
    amounts = [each or Decimal(0) for each in amounts_of(told, shape)]
    total = sum(amounts, Decimal(0))
    found = []
    for at in sorted(range(len(amounts)), key=lambda at: -abs(amounts[at])):
        actual, reference = shape.actual(told[at]), shape.reference(told[at])
        if actual is None or reference is None or not total or abs(amounts[at]) < LEAST * abs(total):
            continue
        unusual = surprise(leaves, np.array([at]))
        found.append(Slice(_members(leaves, at), actual, reference, amounts[at], amounts[at] / total, unusual))
    return tuple(found[:MOST])


def _members(leaves: Leaves, at: int) -> tuple[tuple[str, str], ...]:
    told = zip(leaves.dims, leaves.codes, leaves.names, strict=True)
    return tuple((dim, names[codes[at]]) for dim, codes, names in told if dim not in LEVELS)


def _whole(leaves: Leaves, where: Where) -> Where:
    """The part without dimensions that none of its figures tells: they hold for all of it."""
    told = {dim: (codes, names) for dim, codes, names in zip(leaves.dims, leaves.codes, leaves.names, strict=True)}
    inside = np.ones(len(leaves.actual), np.bool_)
    for dim, value in where:
        if value:
            inside &= told[dim][0] == told[dim][1].index(value)
    blank = {dim for dim, value in where if not value and _is_blank(*told[dim], inside)}
    return tuple((dim, value) for dim, value in where if dim not in blank)


def _is_blank(codes: Ints, names: tuple[str, ...], inside: NDArray[np.bool_]) -> bool:
    return all(not names[code] for code in np.unique(codes[inside]).tolist())


def _with_it_first(found: Slice) -> tuple[bool, Decimal]:
    return found.share is not None and found.share < 0, -abs(found.amount)


def _cause(asked: Asked, found: Slice, shape: Shape, spot: Spot, against: str) -> Cause:
    where = _plain(found.where)
    name = phrase(asked.catalogue, where, asked.scope.words)
    if found.apart:
        name += ", the rest of it"
    impact = shape.impact(found.amount)
    usual = "" if found.surprise is None else f"{'un' if abs(found.surprise) >= SPREADS else ''}usual for it"
    further = deeper(asked.catalogue, spot, ((dim, value) for dim, value in where if value != spot.entity))
    sentence = _sentence(name, found, shape.measure, impact, against, usual)
    return Cause(
        name, further, found.actual, found.reference, found.amount, impact, found.share, found.surprise, usual, sentence
    )


def _plain(where: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Dimensions by their own names; of a place or an account told twice the finer one."""
    told = dict(where)
    coarse = {LEVELS[dim]: value for dim, value in told.items() if dim in LEVELS}
    return tuple((coarse | {dim: value for dim, value in told.items() if dim not in LEVELS}).items())


def _sentence(name: str, found: Slice, measure: Measure, impact: Decimal | None, against: str, usual: str) -> str:
    size = short(found.amount, measure.unit, "", measure.decimals)
    side = f"{verdict(impact)} than" if impact else "above" if found.amount > 0 else "below"
    share = "" if found.share is None else f", {percent(found.share)} of the difference"
    return f"{name}: {size} {side} {against}{share}{f', {usual}' if usual else ''}."


def percent(share: Decimal) -> str:
    """A share in whole percent: "62 %", "−8 %"."""
    return f"{share * 100:.0f} %".replace("-", "\N{MINUS SIGN}")
