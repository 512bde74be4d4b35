"""What changed a ratio: the effect of each of its parts, and each place's own rate beside the mix of places."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from scorecard.domain.bridge import Bridge, Part
from scorecard.domain.bridge_ratio import Share, part_effects, rate_and_mix
from scorecard.domain.catalogue import Measure
from scorecard.domain.terms import Term, is_stored, name_of, parse_terms
from scorecard.domain.vocabulary import Kind
from scorecard.reports.bridge_sides import Figure, Side, Sides, figure
from scorecard.reports.bridge_tree import largest, pieces
from scorecard.reports.sought import STORED_WHOLE


def by_part(sides: Sides) -> Bridge | str:
    """The mean effect of each part of the formula, whichever of them changed first; "" where it is no quotient."""
    measure = sides.subject.measure
    if measure.combine:
        return _combined(sides)
    refused = _refused(sides)
    if refused or not measure.denominator:
        return refused
    above = _taken_apart(sides, parse_terms(measure.numerator))
    below = {term.name: term.coefficient for term in parse_terms(measure.denominator)}
    shares = {name: _share(sides, name, above.get(name), below.get(name)) for name in {**above, **below}}
    effects = part_effects(shares)
    if effects is None:
        return "what it is divided by is not above zero throughout"
    names = sides.asked.catalogue
    parts = [Part(name_of(name, names), effect, of=name) for name, effect in effects.items()]
    return sides.bridge("Part by part", largest(parts, "parts"))


def by_segment(sides: Sides) -> Bridge | str:
    """Each place's own rate, and what the shift of weight between places did; "" without places."""
    refused = _refused(sides)
    asked = sides.asked
    below = asked.catalogue.children[asked.scope.entity]
    if refused or not below or not sides.subject.measure.denominator:
        return refused
    shares = {}
    for place in below:
        both = [figure(asked, sides.subject.measure, side, place) for side in (sides.reference, sides.actual)]
        if all(each.above is None for each in both):
            continue
        shares[place] = _placed(sides, *both)
    effects = rate_and_mix(shares)
    if effects is None or len(effects) < 2:
        return "it is not told for two places or more on both sides"
    places = asked.catalogue.entities
    parts = [Part(f"{places[place].name}, its own rate", effect.rate, place=place) for place, effect in effects.items()]
    mix = sum((effect.mix for effect in effects.values()), Fraction(0))
    return sides.bridge("Rates and mix of places", [*largest(parts, "places"), Part("Mix of places", mix)])


def _refused(sides: Sides) -> str:
    """Why a quotient cannot be taken apart, "" where it can."""
    measure = sides.subject.measure
    if measure.growth:
        return "growth is told of the whole; look into what grows"
    if is_stored(measure):
        return STORED_WHOLE.get(measure.kind, "it is reported as one figure")
    capped = measure.cap is not None and measure.cap in (sides.before.value, sides.now.value)
    return "it stands at its upper bound" if capped else ""


def _taken_apart(sides: Sides, terms: Sequence[Term]) -> dict[str, Decimal]:
    """The terms above the line; a subtotal or group stands for the accounts one level below it."""
    below = {term.name for term in parse_terms(sides.subject.measure.denominator)}
    found: dict[str, Decimal] = {}
    for term in terms:
        waiting = [(term.name, term.coefficient)]
        for level in range(2):
            waiting = [each for name, times in waiting for each in _opened(sides, name, times, below, level)]
        for name, times in waiting:
            found[name] = found.get(name, Decimal(0)) + times
    return found


def _opened(sides: Sides, name: str, times: Decimal, below: set[str], level: int) -> Sequence[tuple[str, Decimal]]:
    """What a name is made of: a subtotal's terms first, a group's members then; itself where it divides."""
    catalogue = sides.asked.catalogue
    account = catalogue.accounts.get(name)
    opens = account is not None and name not in below and (bool(account.formula) or level > 0)
    inner = pieces(catalogue, name) if opens else ()
    return [(each, times * factor) for each, factor in inner] or [(name, times)]


def _share(sides: Sides, name: str, above: Decimal | None, below: Decimal | None) -> Share:
    """What one part adds above and below the line on both sides."""
    before, now = (_amounts(sides, name, side, above, below) for side in (sides.reference, sides.actual))
    return Share(before[0], now[0], before[1], now[1])


def _amounts(
    sides: Sides, name: str, side: Side, above: Decimal | None, below: Decimal | None
) -> tuple[Fraction, Fraction]:
    """A part evaluated alone in the measure's place, so that it covers the very window the measure does."""
    measure, entity = sides.subject.measure, sides.asked.scope.entity
    upper = lower = Fraction(0)
    if above is not None:
        alone = replace(measure, numerator=(_term(name, above),), cap=None)
        upper = Fraction(figure(sides.asked, alone, side, entity).above or 0) * _scale(sides, measure, side)
    if below is not None:
        alone = replace(measure, denominator=(_term(name, below),), cap=None)
        lower = Fraction(figure(sides.asked, alone, side, entity).below or 0)
    return upper, lower


def _placed(sides: Sides, before: Figure, now: Figure) -> Share:
    measure = sides.subject.measure
    then, here = (_scale(sides, measure, side) for side in (sides.reference, sides.actual))
    return Share(
        Fraction(before.above or 0) * then,
        Fraction(now.above or 0) * here,
        Fraction(before.below or 0),
        Fraction(now.below or 0),
    )


def _scale(sides: Sides, measure: Measure, side: Side) -> Fraction:
    """What a quotient is multiplied by: its factor, and for days the days of the window."""
    days = sides.asked.calendar.days(range(side.index - sides.length + 1, side.index + 1))
    return Fraction(measure.factor) * (days if measure.kind is Kind.DAYS else 1)


def _term(name: str, coefficient: Decimal) -> str:
    return f"{'-' if coefficient < 0 else '+'}{abs(coefficient):f}*{name}"


def _combined(sides: Sides) -> Bridge | str:
    """Measures put together: of a sum each one's own difference, of two that are multiplied the mean effect."""
    measure, asked = sides.subject.measure, sides.asked
    terms = parse_terms(measure.parts)
    if measure.cap is not None or (measure.combine == "product" and len(terms) != 2):
        return "it is put together of other measures; look into each of them"
    shares: list[tuple[str, Fraction, Fraction]] = []
    for term in terms:
        part = asked.catalogue.measure(term.name)
        before, now = (figure(asked, part, side, asked.scope.entity).value for side in (sides.reference, sides.actual))
        if before is None or now is None:
            return f"{part.name} is not there on both sides"
        shares.append((part.name, Fraction(before * term.coefficient), Fraction(now * term.coefficient)))
    factor = Fraction(measure.factor)
    if measure.combine == "sum":
        return sides.bridge("Part by part", [Part(name, (now - was) * factor) for name, was, now in shares])
    others = reversed([(was + now) / 2 for _, was, now in shares])
    parts = [Part(name, (now - was) * other * factor) for (name, was, now), other in zip(shares, others, strict=True)]
    return sides.bridge("Part by part", parts)
