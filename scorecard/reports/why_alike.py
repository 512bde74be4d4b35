"""Both sides told alike: dimensions and places that only one side tells are taken out of the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.cells import Ints
from scorecard.domain.grouping import grouped
from scorecard.reports.why_leaves import COLUMNS, PAST, Rows
from scorecard.store.schema import DIMENSIONS, TOLD_BY

Flags = NDArray[np.bool_]

ACCOUNT = TOLD_BY.index("measure")
PLACE = TOLD_BY.index("entity")


@dataclass(frozen=True, eq=False)
class Alike:
    """Rows told alike.

    Attributes:
        rows: The figures; what one side does not tell is "" on both.
        dims: Dimensions that both sides tell, in order.
        before: Figures of earlier periods, told as those of the window are; None where there are none.
    """

    rows: Rows
    dims: tuple[str, ...]
    before: Rows | None = None


def told_alike(rows: Rows, catalogue: Catalogue, ratio: bool) -> Alike:
    """Both sides, account by account, by what both tell; a quotient's two parts likewise, all accounts together.

    Figures of a place are told at the nearest place above at which both sides have figures.
    """
    group = np.zeros(len(rows.ticks), np.int64) if ratio else rows.codes[ACCOUNT]
    groups = 1 if ratio else max(len(rows.names[ACCOUNT]), 1)
    current = rows.column < PAST
    present = np.zeros((groups, len(COLUMNS)), np.bool_)
    present[group[current], rows.column[current]] = True
    names, codes, dims = list(rows.names), list(rows.codes), []
    for dim in DIMENSIONS:
        at = TOLD_BY.index(dim)
        told = _told(rows, at, group, groups)
        keep = _kept(told, present)
        if "" not in names[at]:
            names[at], codes[at] = ("", *names[at]), codes[at] + 1
        codes[at] = np.where(keep[group], codes[at], names[at].index(""))
        if (told[:, (0, 2)].any(axis=1) & keep).any():
            dims.append(dim)
    codes[PLACE] = _raised(rows, catalogue, group, present)
    if ratio:
        names[ACCOUNT], codes[ACCOUNT] = ("",), group
    alike = replace(rows, names=tuple(names), codes=tuple(codes))
    told_by = ("entity", *(() if ratio else ("measure",)), *dims)
    if current.all():
        return Alike(alike, told_by)
    return Alike(alike.now, told_by, alike.before)


def _told(rows: Rows, at: int, group: Ints, groups: int) -> Flags:
    """bool[groups, columns]: whether any row of a group and column tells a dimension."""
    said = np.array([bool(name) for name in rows.names[at]], np.bool_)
    told = np.zeros((groups, len(COLUMNS)), np.bool_)
    if len(said):
        row = said[rows.codes[at]] & (rows.column < PAST)
        told[group[row], rows.column[row]] = True
    return told


def _kept(told: Flags, present: Flags) -> Flags:
    """bool[groups]: told by every side there is; where there is one side only, as the other groups are."""
    keep: Flags = np.all(told | ~present, axis=1)
    alone = present.sum(axis=1) < 2
    if (~alone).any():
        keep = np.where(alone, bool((keep & ~alone).any()), keep)
    return keep


def _raised(rows: Rows, catalogue: Catalogue, group: Ints, present: Flags) -> Ints:
    """Codes of places, each brought up to the nearest place at which all sides of its group have figures."""
    codes, names = rows.codes[PLACE], rows.names[PLACE]
    current = rows.column < PAST
    told = [column[current] for column in (group, rows.column, codes)]
    seen, _ = grouped(told, [len(present), len(COLUMNS), len(names)], len(told[0]))
    sides: dict[int, dict[int, set[int]]] = {}
    for each, column, code in zip(*(key.tolist() for key in seen), strict=True):
        sides.setdefault(each, {}).setdefault(column, set()).add(code)
    rank = {name: code for code, name in enumerate(names)}
    target = np.tile(np.arange(max(len(names), 1)), (len(present), 1))
    for each, columns in sides.items():
        for code in set.union(*columns.values()):
            lacking = [found for found in columns.values() if code not in found]
            if lacking:
                target[each, code] = _above(code, names, rank, set.union(*lacking), catalogue)
        while (target[each][target[each]] != target[each]).any():
            target[each] = target[each][target[each]]
    return target[group, codes]


def _above(code: int, names: Sequence[str], rank: Mapping[str, int], wanted: set[int], catalogue: Catalogue) -> int:
    """The nearest place above at which a side that lacks this one has figures; the place itself if there is none."""
    path = reversed(catalogue.path(names[code]))
    return next((rank[place] for place in path if rank.get(place, -1) in wanted), code)
