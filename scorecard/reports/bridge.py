"""What changed a number: exact bridges from what it is held against to what it came to, and why some cannot be told."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from scorecard.domain.bridge import Bridge, Step, decimals_of
from scorecard.domain.display import DIGITS, short, with_sign
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Kind, Unit
from scorecard.domain.wording import verdict, when_words
from scorecard.reports.asked import Asked, open_scope, place_of, side_words
from scorecard.reports.bridge_lines import Lines
from scorecard.reports.bridge_money import price_volume, rate_hours, told_within, volume_spending
from scorecard.reports.bridge_ratio import by_part, by_segment
from scorecard.reports.bridge_sides import Sides, Subject, sides_of, subject_of
from scorecard.reports.bridge_tree import by_line, by_place
from scorecard.reports.bridge_year import STAYS, Year, moved_between_months, plan_to_outlook
from scorecard.reports.sought import usual_name
from scorecard.reports.terms import names_of
from scorecard.reports.year_outlook import made_of
from scorecard.store.store import Store

LABELS = {
    "price": "Price and volume",
    "flex": "Volume and spending",
    "hours": "Hours",
    "parts": "Part by part",
    "mix": "Rates and mix of places",
    "lines": "Line by line",
    "places": "Place by place",
    "months": "Other months",
    "outlook": "To the year’s outlook",
}
"""Kinds of bridges in the order they are offered, with what they are called."""

WORDED = ("price", "flex")
"""Kinds whose steps are words of ours, not names: small letters in a sentence."""

AT_VOLUME = "Costs with a driver are first put at the actual volume: what that explains is no saving and no waste."
GIVEN_BACK = "What other months of the year give back, or are expected to, only lies in another month."
MEAN_ORDER = (
    "The parts changed together: each step is what its part alone moved, on average of changing it before the others "
    "and after them."
)
ROUNDED = "Shown amounts are rounded one by one and may not add up to the last digit; the table has them in full."

TENTH = 1
"""Decimals of points where the measure names none."""

NAMED = 5
"""Steps a sentence names; of more the largest ones."""


@dataclass(frozen=True, slots=True)
class Told:
    """One bridge with its sentence; ``notes`` are sentences to know when reading it.

    ``decimals`` are those of its shares, None for amounts, which have three digits each.
    """

    kind: str
    label: str
    sentence: str
    bridge: Bridge
    notes: tuple[str, ...] = ()
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class NotSeparable:
    """A bridge that cannot be told here, and why."""

    kind: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class BridgeReport:
    """Everything the page shows; ``bridges`` has the most telling one first and may be empty."""

    scope: Scope
    headline: str
    as_of: str
    revision: int
    currency: str
    of: str
    name: str
    against: str
    bridges: tuple[Told, ...]
    refusals: tuple[NotSeparable, ...]

    @property
    def rows(self) -> tuple[Step, ...]:
        """The first bridge's steps, for the command line."""
        return self.bridges[0].bridge.steps if self.bridges else ()

    def told(self, kind: str) -> Told | None:
        """The bridge of this kind, else the first; None where there is none at all."""
        return next((each for each in self.bridges if each.kind == kind), next(iter(self.bridges), None))


def bridge_report(store: Store, scope: Scope, of: str = "") -> BridgeReport:
    """Answer: which steps lead from plan, last year or outlook to what an account or a measure came to?

    Args:
        store: The open store.
        scope: Place, window and comparison.
        of: Id of a measure or an account; the first amount held against the plan if empty.

    Raises:
        UnknownName: If the catalogue has no such measure or account.
    """
    asked = open_scope(store, scope)
    subject = subject_of(asked, of or usual_name(asked.catalogue))
    sides = sides_of(asked, subject)
    told: list[Told] = []
    refusals: list[NotSeparable] = []
    if isinstance(sides, str):
        headline = f"{_titled(asked, subject)}: no steps can be told {_when(asked, subject)}, since {sides}."
    else:
        for kind, found, notes in _bridges(store, sides):
            if isinstance(found, Bridge):
                told.append(_told(sides, kind, found, notes))
            elif found:
                refusals.append(NotSeparable(kind, LABELS[kind], found))
        headline = told[0].sentence if told else _alone(sides)
    return BridgeReport(
        scope, headline, asked.snapshot.as_of_label, asked.snapshot.revision, asked.catalogue.currency,
        subject.measure.id, subject.name, side_words(asked), tuple(told), tuple(refusals),
    )  # fmt: skip


def _bridges(store: Store, sides: Sides) -> Iterator[tuple[str, Bridge | str, tuple[str, ...]]]:
    """Every kind that fits the subject, in the order of ``LABELS``: a bridge or why not, and what to know about it."""
    subject = sides.subject
    if not subject.account:
        of_parts = ("parts", by_part(sides), (MEAN_ORDER if subject.measure.denominator else "",))
        of_places = ("mix", by_segment(sides), ())
        yield from (of_parts, of_places) if _is_money(sides) else (of_places, of_parts)
        yield "places", by_place(sides), ()
        return
    is_flow = sides.asked.catalogue.accounts[subject.account].kind is Kind.FLOW
    if is_flow:
        lines = Lines(store, sides)
        within = told_within(sides, lines)
        yield "price", price_volume(sides, lines), (within,)
        yield "flex", volume_spending(sides, lines), (AT_VOLUME, within)
        yield "hours", rate_hours(sides, lines), ()
    yield "lines", by_line(sides), ()
    yield "places", by_place(sides), ()
    if is_flow:
        moved, outlook = moved_between_months(sides), plan_to_outlook(sides)
        year, made = _to_the_year(moved, outlook), made_of(sides.asked, Year(sides).best, subject.account)
        yield "months", moved, (GIVEN_BACK, year, made if year else "")
        yield "outlook", outlook, (made,)


def _to_the_year(moved: Bridge | str, outlook: Bridge | str) -> str:
    """What stays of a window, and what the other months add to it, up to the year's outlook."""
    if isinstance(moved, str) or isinstance(outlook, str):
        return ""
    stays = sum((step.amount for step in moved.steps if step.name == STAYS), Decimal(0))
    added = outlook.difference - stays
    said = f"The year’s outlook is {_moved(outlook, 'plan', None)}"
    if outlook.difference and outlook.sign:
        said += f", {verdict(outlook.difference * outlook.sign)}"
    if not added:
        return f"{said}: what stays."
    both = f"{signed(stays, outlook.unit)} stays, and the other months bring {signed(added, outlook.unit)}"
    beyond = " beyond what only moved" if any(step.name != STAYS for step in moved.steps) else ""
    return f"{said}: {both}{beyond}."


def _is_money(sides: Sides) -> bool:
    """Whether the parts of a formula are amounts: their effects say more than those of counted parts."""
    return any(
        name in sides.asked.catalogue.accounts for name in names_of(sides.subject.measure, sides.asked.catalogue)
    )


def _told(sides: Sides, kind: str, bridge: Bridge, notes: tuple[str, ...]) -> Told:
    measure = sides.subject.measure
    decimals = (TENTH if measure.decimals is None else measure.decimals) if bridge.unit is Unit.PERCENT else None
    said = _sentence(sides, kind, bridge, decimals)
    rounded = ROUNDED if is_rounded(bridge, decimals) else ""
    return Told(kind, LABELS[kind], said, bridge, tuple(filter(None, (*notes, rounded))), decimals)


def is_rounded(bridge: Bridge, decimals: int | None) -> bool:
    """Whether a number of a bridge has more digits than are shown."""
    amounts = (bridge.start, bridge.end, *(step.amount for step in bridge.steps))
    if decimals is not None:
        return decimals_of(bridge) > decimals
    return any(len(amount.normalize().as_tuple().digits) > DIGITS for amount in amounts)


def _sentence(sides: Sides, kind: str, bridge: Bridge, decimals: int | None) -> str:
    """Where it leads and over which steps: "Revenue: 536 k above plan in Oct 2026, better: price +120 k, …"."""
    asked = sides.asked
    when = f"for the year {asked.period.fiscal_year}" if kind == "outlook" else _when(asked, sides.subject)
    against = "plan" if kind == "outlook" else side_words(asked)
    said = f"{_titled(asked, sides.subject)}{', outlook' if kind == 'outlook' else ''}: "
    said += f"{_moved(bridge, against, decimals)} {when}"
    if bridge.difference and bridge.sign:
        said += f", {verdict(bridge.difference * bridge.sign)}"
    steps = _steps(bridge, kind, decimals)
    return f"{said}: {steps}." if steps else f"{said}."


def _moved(bridge: Bridge, against: str, decimals: int | None) -> str:
    if not bridge.difference:
        return f"same as {against}"
    way = "above" if bridge.difference > 0 else "below"
    return f"{signed(bridge.difference, bridge.unit, decimals)[1:]} {way} {against}"


def _steps(bridge: Bridge, kind: str, decimals: int | None) -> str:
    """The steps with their signs; of many the largest ones in their order, and the rest as one."""
    kept = sorted(range(len(bridge.steps)), key=lambda at: (-abs(bridge.steps[at].amount), at))[:NAMED]
    told = [
        (step.name.lower() if kind in WORDED else step.name, step.amount)
        for step in map(bridge.steps.__getitem__, sorted(kept))
    ]
    rest = sum((step.amount for at, step in enumerate(bridge.steps) if at not in kept), Decimal(0))
    told += [("all others", rest)] if rest else []
    return ", ".join(f"{name} {_bare(amount, bridge.unit, decimals)}" for name, amount in told)


def _bare(amount: Decimal, unit: Unit, decimals: int | None) -> str:
    """A step in a sentence that has named the points already."""
    if unit is Unit.PERCENT:
        return signed(amount, unit, decimals).partition(" ")[0]
    return signed(amount, unit, decimals)


def signed(amount: Decimal, unit: Unit, decimals: int | None = None) -> str:
    """A step with its sign: "+120 k", "−1.2 points"; more decimals than asked for where those would say nothing."""
    text = short(amount, unit, "", decimals)
    if amount and decimals is not None and not any(digit in text for digit in "123456789"):
        return signed(amount, unit, decimals + 1)
    return with_sign(amount, text)


def _alone(sides: Sides) -> str:
    """The sentence where both sides are there and nothing below them is."""
    name, when = _titled(sides.asked, sides.subject), _when(sides.asked, sides.subject)
    return f"{name}: there is nothing below it to tell apart {when}."


def _titled(asked: Asked, subject: Subject) -> str:
    place = place_of(asked)
    return f"{subject.name}, {place}" if place else subject.name


def _when(asked: Asked, subject: Subject) -> str:
    return when_words(subject.measure.kind, asked.scope.view, asked.period.label)
