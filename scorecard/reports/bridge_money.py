"""Bridges of an amount that quantities and drivers allow: price, volume and mix; volume apart from spending; hours."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from scorecard.domain.bridge import Bridge, Effects, Part, added
from scorecard.domain.vocabulary import Normal
from scorecard.reports.asked import side_words
from scorecard.reports.bridge_lines import Counted, Driven, Lines, driver_of
from scorecard.reports.bridge_sides import Sides
from scorecard.reports.bridge_tree import largest, names_of

EFFECTS = {
    "currency": "Currency",
    "price": "Price",
    "volume": "Volume",
    "mix": "Mix",
    "new": "New products",
    "gone": "Products dropped",
}
"""What each effect is called, in the order it is told."""


def price_volume(sides: Sides, lines: Lines) -> Bridge | str:
    """Price, volume, mix, new and dropped products, and what tells no quantities; or why not, "" where none is due."""
    found = [lines.counted(account) for account in lines.accounts]
    told = [each for each in found if each.has_quantities]
    kinds = {_normal(sides, each.account) for each in found}
    if len(kinds) > 1:
        return ""
    if not told:
        return _no_quantities(sides) if Normal.CREDIT in kinds else ""
    return sides.bridge("Price, volume and mix", [*_effects(sides, told), *_rest(sides, "Without quantities", found)])


def volume_spending(sides: Sides, lines: Lines) -> Bridge | str:
    """The plan at the actual volume stands between plan and actual: volume apart from what was spent on it."""
    income = [lines.counted(account) for account in lines.accounts if _normal(sides, account) is Normal.CREDIT]
    costs = [lines.driven(account) for account in lines.accounts if _normal(sides, account) is Normal.DEBIT]
    told = [each for each in costs if each.split is not None]
    if not costs:
        return ""
    if not told:
        return _no_driver(sides, [each.account for each in costs])
    by_volume, by_hours = ([each for each in told if each.by_hours is hours] for hours in (False, True))
    parts = [
        *_effects(sides, [each for each in income if each.has_quantities]),
        *_rest(sides, "Income without quantities", income),
        _costs(sides, "Cost of the volume", by_volume, _volume),
        _costs(sides, "Cost per unit", by_volume, _spending),
        _costs(sides, "Hours", by_hours, _volume),
        _costs(sides, "Cost per hour", by_hours, _spending),
        _costs(sides, "Costs without a driver", [each for each in costs if each.split is None], _change),
    ]
    return sides.bridge("Volume apart from spending", parts)


def rate_hours(sides: Sides, lines: Lines) -> Bridge | str:
    """What the hours did and what an hour's cost did, for every line that hours drive."""
    found = [lines.driven(account) for account in lines.accounts]
    told = [each for each in found if each.split is not None and each.by_hours]
    if not told:
        return ""
    parts = []
    for each in told:
        name = f"{_name(sides, each.account)}: " if len(told) > 1 else ""
        parts.append(Part(f"{name}hours" if name else "Hours", _volume(each), of=each.account))
        parts.append(Part(f"{name}cost per hour" if name else "Cost per hour", _spending(each), of=each.account))
    others = [each for each in found if each not in told]
    rest = largest(
        [Part(_name(sides, each.account), each.change, of=each.account) for each in others], "lines", shown=1
    )
    return sides.bridge("Hours and cost per hour", [*parts, *rest])


def told_within(sides: Sides, lines: Lines) -> str:
    """Why volume is added up line by line and mix told within each; "" where one line is counted."""
    found = [lines.counted(account) for account in lines.accounts]
    names = [_name(sides, each.account) for each in found if each.has_quantities]
    if len(names) < 2:
        return ""
    return f"Volume and mix are told within each line, since {_listed(names)} are not counted in the same unit."


def _effects(sides: Sides, told: Sequence[Counted]) -> list[Part]:
    """One part an effect, named with the lines that make most of it."""
    whole = added(each.effects for each in told)
    parts = []
    for effect, name in EFFECTS.items():
        within = [Part(_name(sides, each.account), _effect(each.effects, effect), of=each.account) for each in told]
        parts.append(_part(name, _effect(whole, effect), within))
    return parts


def _effect(effects: Effects, name: str) -> Fraction:
    found: Fraction = getattr(effects, name)
    return found


def _rest(sides: Sides, name: str, found: Sequence[Counted]) -> list[Part]:
    """What no quantity explains, as one part."""
    within = [Part(_name(sides, each.account), each.rest, of=each.account) for each in found if each.rest]
    return [_part(name, sum((part.amount for part in within), Fraction(0)), within)] if within else []


def _costs(sides: Sides, name: str, costs: Sequence[Driven], amount: Callable[[Driven], Fraction]) -> Part:
    within = [Part(_name(sides, each.account), amount(each), of=each.account) for each in costs]
    return _part(name, sum((part.amount for part in within), Fraction(0)), within)


def _volume(cost: Driven) -> Fraction:
    return Fraction(0) if cost.split is None else cost.split.volume


def _spending(cost: Driven) -> Fraction:
    return Fraction(0) if cost.split is None else cost.split.spending


def _change(cost: Driven) -> Fraction:
    return cost.change


def _part(name: str, amount: Fraction, within: Sequence[Part]) -> Part:
    """An effect with the lines that make most of it; that of one line alone leads to the line."""
    lines = [part for part in within if part.amount]
    return Part(name, amount, names_of(lines), lines[0].of if len(lines) == 1 else "")


def _name(sides: Sides, account: str) -> str:
    return sides.asked.catalogue.accounts[account].name


def _normal(sides: Sides, account: str) -> Normal:
    return sides.asked.catalogue.accounts[account].normal


def _no_driver(sides: Sides, costs: Sequence[str]) -> str:
    if any(driver_of(sides.asked.catalogue, account) for account in costs):
        return f"what drives these costs is not told by both actual and {side_words(sides.asked)}"
    return "" if len(costs) == 1 else "the catalogue names nothing that drives these costs"


def _no_quantities(sides: Sides) -> str:
    both = f"actual and {side_words(sides.asked)}"
    return f"{both} do not both say how many were sold, so price and volume cannot be told apart"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
