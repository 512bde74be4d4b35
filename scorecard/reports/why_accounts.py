"""What an account or a measure is made of one level below: children, terms of a formula, sides of a quotient."""

from collections.abc import Mapping
from decimal import Decimal

from scorecard.domain.catalogue import Account, Catalogue, Measure
from scorecard.domain.cells import to_decimal
from scorecard.domain.terms import Over, overs, parse_term, parse_terms
from scorecard.domain.vocabulary import Normal
from scorecard.reports.asked import Asked
from scorecard.reports.reference_leaves import leaves_of
from scorecard.reports.sought import sought
from scorecard.reports.why_against import Against, Window
from scorecard.reports.why_parts import Part, size
from scorecard.reports.why_spots import Spot, name_of
from scorecard.store.accounts import Accounts
from scorecard.store.store import Store

Below = tuple[tuple[Decimal, str], ...]
"""Factor and account, reading or measure: factor times its own value is what it brings."""


def below(catalogue: Catalogue, measure: Measure) -> Below:
    """What an amount is made of; nothing where it is one account or reading that carries figures."""
    terms = tuple((term.coefficient * measure.factor, term.name) for term in parse_terms(measure.numerator))
    if len(terms) > 1 or terms[0][1] not in catalogue.accounts:
        return terms if len(terms) > 1 else ()
    factor, name = terms[0]
    return tuple((factor * each, child) for each, child in _children(catalogue, catalogue.accounts[name]))


def _children(catalogue: Catalogue, account: Account) -> Below:
    if account.formula:
        return tuple((term.coefficient, term.name) for term in map(parse_term, account.formula))
    listed = [catalogue.accounts[name] for name in catalogue.account_children[account.id]]
    return tuple((_turn(account.normal, child.normal), child.id) for child in listed if not child.formula)


def _turn(own: Normal, other: Normal) -> Decimal:
    return Decimal(own.sign * other.sign)


def accounts_below(
    store: Store, asked: Asked, measure: Measure, now: Window, against: Against, spot: Spot, known: bool
) -> tuple[Part, ...]:
    """The accounts one level below, largest difference first; those of an amount add up to it exactly.

    What nobody posted is zero where the amount itself is ``known``, else not known either. Of a quotient the terms
    of both its sides in the formula's order, each in its own unit; these do not add up.
    """
    catalogue, ratio = asked.catalogue, bool(measure.denominator)
    read = _overs(measure, catalogue)
    made = tuple((Decimal(1), name) for name in read) if ratio else below(catalogue, measure)
    over = read if ratio else dict.fromkeys((name for _, name in made), next(iter(read.values())))
    sides = [_values(store, asked, over, window, spot) for window in (now, against.window) if window]
    found = []
    for factor, name in made:
        child = sought(catalogue, name)
        told, *before = (side[name] for side in sides)
        actual = None if told is None and not known else factor * (told or 0)
        others = [factor * (each or 0) for each in before]
        amount = actual - others[0] if others and actual is not None else None
        sign = child.polarity.sign if ratio else measure.polarity.sign
        impact = amount * sign if amount is not None and sign else None
        label = name_of(catalogue, "measure", name, asked.scope.words)
        unit = child.unit if ratio else measure.unit
        further = Spot(name, spot.entity, spot.where)
        found.append(Part(label, further, actual, others[0] if others else None, amount, impact, unit))
    return tuple(found if ratio else sorted(found, key=size))


def _overs(measure: Measure, catalogue: Catalogue) -> dict[str, Over]:
    """Account or reading of the formula to how it adds up over time."""
    above, under = overs(measure, catalogue)
    terms = parse_terms((*measure.numerator, *measure.denominator))
    return {term.name: over for term, over in zip(terms, (*above, *under), strict=True)}


def _values(
    store: Store, asked: Asked, over: Mapping[str, Over], window: Window, spot: Spot
) -> dict[str, Decimal | None]:
    """Each name's own value in its natural sign, None where nothing is told; from one question per way of adding up."""
    accounts = Accounts(asked.catalogue)
    found: dict[str, Decimal | None] = {}
    for way in dict.fromkeys(over.values()):
        names = [name for name, each in over.items() if each is way]
        leaves = tuple(dict.fromkeys(leaf for name in names for leaf in accounts.parts(name)))
        table = leaves_of(store, asked, leaves, spot.entity, window.segments(way), ("measure",), spot.where)
        stored: dict[str, int] = {}
        for name, ticks in zip(table["measure"].to_pylist(), table["value"].to_pylist(), strict=True):
            stored[name] = stored.get(name, 0) + ticks
        for name in names:
            own = [sign * stored[leaf] for leaf, sign in accounts.own(name).items() if leaf in stored]
            found[name] = to_decimal(sum(own)) if own else None
    return found
