"""A difference line by line and place by place: the same amount, told by what it adds up from."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from scorecard.domain.bridge import Bridge, Part
from scorecard.domain.catalogue import Catalogue
from scorecard.domain.cells import TICKS
from scorecard.domain.terms import parse_terms
from scorecard.domain.vocabulary import Kind
from scorecard.reports.bridge_sides import Sides, figure

SHOWN = 7
"""Steps told apart; the smaller ones are told together."""

ADDING = (Kind.FLOW, Kind.BALANCE, Kind.AVERAGE)


def by_line(sides: Sides) -> Bridge | str:
    """What each account below did to the one asked for; "" where there is none."""
    account, catalogue = sides.subject.account, sides.asked.catalogue
    below = pieces(catalogue, account) if account else ()
    if not below:
        return ""
    parts = [Part(catalogue.accounts[name].name, factor * sides.moved(name), of=name) for name, factor in below]
    return sides.bridge("Line by line", largest(parts, "lines"))


def by_place(sides: Sides) -> Bridge | str:
    """What each place below did to the amount of the one asked for, or why not; "" without places and for ratios."""
    asked, measure = sides.asked, sides.subject.measure
    below = asked.catalogue.children[asked.scope.entity]
    if not below or measure.denominator or measure.combine:
        return ""
    if measure.kind not in ADDING or measure.growth:
        return "the places of such a measure do not add up"
    parts = _placed(sides, below, sides.moved if sides.subject.account else lambda _name, place: _change(sides, place))
    alone = parts[-1].amount and not any(part.place and part.amount for part in parts)
    return "" if alone else sides.bridge("Place by place", largest(parts, "places"))


def _change(sides: Sides, place: str) -> Fraction:
    """The measure's own change at a place; nothing where a side has none."""
    both = [figure(sides.asked, sides.subject.measure, side, place).value for side in (sides.actual, sides.reference)]
    now, before = (Fraction(value or 0) for value in both)
    return now - before


def _placed(sides: Sides, below: Sequence[str], change: Callable[[str, str], Fraction]) -> list[Part]:
    """One part a place, and what belongs to the whole and to none of them."""
    places, here = sides.asked.catalogue.entities, sides.asked.scope.entity
    parts = [Part(places[place].name, change(sides.subject.account, place), place=place) for place in below]
    whole = Fraction(sides.now.value or 0) - Fraction(sides.before.value or 0)
    own = whole - sum((part.amount for part in parts), Fraction(0))
    if sides.is_cut and abs(own) * TICKS <= len(parts):
        return _rounded_off(parts, own)
    return [*parts, Part(f"{places[here].name} itself", own)] if own else parts


def _rounded_off(parts: Sequence[Part], own: Fraction) -> list[Part]:
    """What cutting a plan to date place by place leaves, a tick or two, told with the largest part."""
    most = max(range(len(parts)), key=lambda at: abs(parts[at].amount))
    return [replace(part, amount=part.amount + own) if at == most else part for at, part in enumerate(parts)]


def pieces(catalogue: Catalogue, account: str) -> tuple[tuple[str, int], ...]:
    """The accounts an account directly adds up from, each with its factor; a subtotal's terms are its pieces.

    Subtotals within a subtotal are taken apart in turn, so that no piece contains another.
    """
    here = catalogue.accounts[account]
    if not here.formula:
        below = (catalogue.accounts[name] for name in catalogue.account_children.get(account, ()))
        return tuple((each.id, each.normal.sign * here.normal.sign) for each in below if not each.formula)
    found: dict[str, int] = {}
    for term in parse_terms(here.formula):
        inner = catalogue.accounts.get(term.name)
        within = pieces(catalogue, term.name) if inner is not None and inner.formula else ((term.name, 1),)
        for name, factor in within:
            found[name] = found.get(name, 0) + int(term.coefficient) * factor
    return tuple((name, factor) for name, factor in found.items() if factor)


def largest(parts: Sequence[Part], called: str, shown: int = SHOWN) -> list[Part]:
    """The largest parts in the order given, the smaller ones added up last as "the other 4 lines"."""
    told = [part for part in parts if part.amount]
    if len(told) <= shown:
        return told
    kept = sorted(range(len(told)), key=lambda at: (-abs(told[at].amount), at))[: shown - 1]
    rest = [part for at, part in enumerate(told) if at not in kept]
    other = Part(f"The other {len(rest)} {called}", sum((part.amount for part in rest), Fraction(0)), names_of(rest))
    return [*(told[at] for at in sorted(kept)), other]


def names_of(parts: Sequence[Part]) -> str:
    """What is told together, largest first, cut after a few."""
    names = [part.name for part in sorted(parts, key=lambda part: -abs(part.amount))]
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return ", ".join(names[:4]) + more
