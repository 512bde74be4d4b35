"""A part of the figures: dimension and value pairs, as reports take them and as a link says them."""

from collections.abc import Iterable

from scorecard.domain.errors import UnknownName
from scorecard.domain.problems import excerpt
from scorecard.store.schema import TOLD_BY

Where = tuple[tuple[str, str], ...]
"""Dimension and value pairs that all hold; an empty value means that a line does not tell the dimension."""

BETWEEN, AFTER = "|", ":"
ESCAPES = (("%", "%25"), (BETWEEN, "%7C"))
LONGEST = 600
"""Letters a link may tell a part with; a longer one is not read, since a value cut in two would be another."""

DIMS = TOLD_BY
"""Dimensions a part can be told by, in the order they are told. The place below which it lies is the scope's own."""

DIM_WORDS = {
    "entity": "place",
    "measure": "account",
    "cost_centre": "cost centre",
    "product": "product",
    "customer": "customer",
    "vendor": "vendor",
    "project": "project",
}
"""What a dimension is called inside a sentence."""


def ordered(pairs: Iterable[tuple[str, str]]) -> Where:
    """The pairs in the dimensions' order; of a dimension told twice the later value.

    Raises:
        UnknownName: If there is no such dimension.
    """
    told = dict(pairs)
    for dim in told:
        if dim not in DIMS:
            raise UnknownName("dimension", dim)
    return tuple((dim, told[dim]) for dim in DIMS if dim in told)


def written(where: Iterable[tuple[str, str]]) -> str:
    """A part as a link says it: ``cost_centre:Service|vendor:Kestrel``."""
    return BETWEEN.join(f"{dim}{AFTER}{_escaped(value)}" for dim, value in where)


def read(text: str) -> tuple[Where, str]:
    """The part a link says, and a sentence about what could not be read, "" where all could."""
    pairs, unread = [], [text] if len(text) > LONGEST else []
    for piece in () if unread else filter(None, text.split(BETWEEN)):
        dim, colon, value = piece.partition(AFTER)
        if dim in DIMS and colon and value == value.encode(errors="ignore").decode():
            pairs.append((dim, _plain(value)))
        else:
            unread.append(piece)
    said = f"“{excerpt(unread[0], 40)}” in the link is no part of the figures; it is left out." if unread else ""
    return ordered(pairs), said


def _escaped(value: str) -> str:
    for sign, escape in ESCAPES:
        value = value.replace(sign, escape)
    return value


def _plain(value: str) -> str:
    for sign, escape in reversed(ESCAPES):
        value = value.replace(escape, sign)
    return value
