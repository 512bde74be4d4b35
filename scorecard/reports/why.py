"""Why a number differs: what explains it, its parts one level down, and the way to its postings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from scorecard.domain.display import short, shown
from scorecard.domain.scope import Scope
from scorecard.domain.terms import parse_terms
from scorecard.domain.vocabulary import State, Unit
from scorecard.domain.wording import difference_words, verdict, when_words, window_label
from scorecard.reports.asked import Asked, label_of, open_scope, place_of
from scorecard.reports.compared import compare
from scorecard.reports.evaluated import Evaluated, stood
from scorecard.reports.sought import sought, usual_name, whole_reason
from scorecard.reports.standing_words import none_words
from scorecard.reports.why_against import window_of
from scorecard.reports.why_apart import Apart, taken_apart
from scorecard.reports.why_causes import Cause, causes_of, cut_anew, percent
from scorecard.reports.why_parts import Part, whole_of
from scorecard.reports.why_splits import Split, not_compared, offered, split_by
from scorecard.reports.why_spots import Crumb, Spot, crumbs_of, phrase
from scorecard.reports.why_where import DIM_WORDS, Where, ordered
from scorecard.store.store import Store

NO_SPLIT = Split("", (), "", "", "")
OF_THE_WHOLE = "it is told of the whole only"


@dataclass(frozen=True, slots=True)
class WhyReport:
    """A number taken apart. Values are in the measure's unit.

    Attributes:
        covered: The window as a label: "Oct 2026", "Year to Oct 2026".
        spot: What is looked into, where, and which part of it.
        value: The value of the part asked for; None where it is not reported in full.
        reference: The other side; None where there is none.
        impact: The difference, plus is better; None where nothing is better.
        against: What the other side is called; "" where there is none.
        note: Why the other side is not what the scope compares with, or why the value is missing; "" else.
        causes: What explains the difference, those that go its way first; with ``rest`` they add up to it exactly.
        unclear: Why there are no causes; "" where there are, or no difference.
        left_out: Why a dimension is not compared: its members were renamed; "" else.
        inseparable: Why the value cannot be taken apart; "" where it can.
        crumbs: The way down: places, accounts, the part.
        splits: Dimensions the value can be split by, with their words.
        split: The parts of the one chosen.
        who: Who has it, "" if nobody.
    """

    scope: Scope
    spot: Spot
    headline: str
    as_of: str
    revision: int
    currency: str
    label: str
    entity_name: str
    period_label: str
    covered: str
    unit: Unit
    decimals: int | None
    crumbs: tuple[tuple[Crumb, ...], ...]
    value: Decimal | None = None
    reference: Decimal | None = None
    difference: Decimal | None = None
    impact: Decimal | None = None
    difference_words: str = ""
    against: str = ""
    note: str = ""
    causes: tuple[Cause, ...] = ()
    unclear: str = ""
    rest: Decimal = Decimal(0)
    left_out: str = ""
    inseparable: str = ""
    splits: tuple[tuple[str, str], ...] = ()
    split: Split = NO_SPLIT
    who: str = ""

    @property
    def rows(self) -> tuple[Part, ...]:
        """The parts, for the command line."""
        return self.split.parts


def why_report(store: Store, scope: Scope, of: str, where: Where = (), by: str = "") -> WhyReport:
    """Answer: why does this number differ, and what is it made of one level down?

    Args:
        store: The open store.
        scope: Place, window and comparison.
        of: Id of a measure, an account or a reading.
        where: Only this part of the figures.
        by: Dimension to split by; the first that tells parts if empty or not offered.

    Raises:
        UnknownName: If there is no such measure, account or dimension.
        TooLarge: If figures cannot be added up exactly.
    """
    asked = open_scope(store, scope)
    found = stood(asked, sought(asked.catalogue, of))
    told = _begun(asked, found, Spot(of, scope.entity, ordered(where)))
    reason = whole_reason(found.measure, asked.catalogue, window_of(asked, found).length)
    if reason:
        return _inseparable(asked, found, told, reason)
    return _taken_apart(store, taken_apart(store, asked, found, told.spot), told, by)


def usual_subject(store: Store, scope: Scope) -> str:
    """Answer: what is looked into where nothing is named?

    Raises:
        UnknownName: If the workspace has neither measures nor accounts.
    """
    return usual_name(store.snapshot(scope.as_of).catalogue)


def subjects_report(store: Store, scope: Scope) -> Mapping[str, str]:
    """Answer: what can be looked into? Measures, then accounts: id to name; an account named as a measure is that."""
    catalogue = store.snapshot(scope.as_of).catalogue
    named = (*catalogue.measures, *(name for name in catalogue.accounts if name not in catalogue.measures))
    return {name: label_of(sought(catalogue, name), scope.words) for name in named}


def _begun(asked: Asked, found: Evaluated, spot: Spot) -> WhyReport:
    """Everything that does not depend on figures."""
    catalogue, words = asked.catalogue, asked.scope.words
    label = asked.calendar.periods[found.shown].label
    return WhyReport(
        scope=asked.scope,
        spot=spot,
        headline="",
        as_of=asked.snapshot.as_of_label,
        revision=asked.snapshot.revision,
        currency=catalogue.currency,
        label=label_of(found.measure, words),
        entity_name=catalogue.entity(asked.scope.entity).name,
        period_label=label,
        covered=window_label(found.measure.kind, asked.scope.view, label),
        unit=found.measure.unit,
        decimals=found.measure.decimals,
        crumbs=crumbs_of(catalogue, spot, words),
    )


def _taken_apart(store: Store, apart: Apart, told: WhyReport, by: str) -> WhyReport:
    whole, shape, measure = whole_of(apart.alike.rows), apart.shape, apart.measure
    value = None if apart.missing else shape.actual(whole)
    reference = None if apart.missing else shape.reference(whole)
    step = shape.difference(value, reference)
    impact, against = shape.impact(step), apart.against.words
    dims = offered(apart)
    causes, unclear = causes_of(apart.asked, apart.alike, shape, apart.spot, against) if step else ((), "")
    told = replace(
        told,
        value=value,
        reference=reference,
        difference=step,
        impact=impact,
        difference_words=difference_words(value, reference, measure, impact, against, currency=told.currency),
        against=against,
        note=apart.missing or apart.against.note,
        causes=causes,
        unclear=unclear,
        rest=(step or Decimal(0)) - sum((cause.amount for cause in causes), Decimal(0)),
        left_out=" ".join(not_compared(dim) for dim in (cut_anew(apart.alike.rows) if step else ())),
        splits=tuple((dim, DIM_WORDS[dim]) for dim in dims),
        split=split_by(store, apart, dims, by, value),
    )
    return replace(told, headline=_headline(apart.asked, apart.found, told))


def _inseparable(asked: Asked, found: Evaluated, told: WhyReport, reason: str) -> WhyReport:
    """A value that cannot be taken apart, with the measures it is put together of; no part of it has a value."""
    if told.spot.where:
        told = replace(told, note=OF_THE_WHOLE, inseparable=reason)
        return replace(told, headline=_headline(asked, found, told))
    compared, at = compare(asked, found), found.shown
    told = replace(
        told,
        value=found.series.values[at],
        reference=compared.reference,
        difference=compared.difference,
        impact=compared.impact,
        difference_words=compared.words,
        against=compared.against if compared.reference is not None else "",
        note=found.series.reasons[at],
        inseparable=reason,
        split=_put_together(asked, found),
    )
    return replace(told, headline=_headline(asked, found, told))


def _put_together(asked: Asked, found: Evaluated) -> Split:
    """The measures and accounts a value is worked out from, each with its own difference."""
    catalogue, parts = asked.catalogue, []
    for term in parse_terms((*found.measure.parts, *found.measure.numerator, *found.measure.denominator)):
        own = sought(catalogue, term.name)
        there = stood(asked, own)
        beside, value = compare(asked, there), there.series.values[there.shown]
        spot = Spot(term.name, asked.scope.entity)
        parts.append(
            Part(
                label_of(own, asked.scope.words),
                spot,
                value,
                beside.reference,
                beside.difference,
                beside.impact,
                own.unit,
            )
        )
    return Split("measure", tuple(parts), "its own target, plan or last year", "", "It is worked out from these.")


def _headline(asked: Asked, found: Evaluated, told: WhyReport) -> str:
    """The difference in words, its largest cause and what is spread over smaller parts."""
    part = phrase(asked.catalogue, told.spot.where, asked.scope.words)
    name = ", ".join(filter(None, (told.label, part, place_of(asked))))
    when = when_words(found.measure.kind, asked.scope.view, told.period_label)
    if told.value is None:
        state = found.series.states[found.shown]
        state = State.MISSING if state is State.REPORTED else state
        return f"{name}: {none_words(told.label, state, told.note, when)}."
    value = shown(told.value, told.unit, told.currency, told.decimals)
    if not told.difference_words:
        return f"{name}: {value} {when}; there is nothing to compare it with."
    return f"{name}: {value} {when}, {told.difference_words}{_explained(told)}."


def _explained(told: WhyReport) -> str:
    if told.inseparable:
        return "; not separable"
    if not told.difference:
        return ""
    if not told.causes:
        return f"; {told.unclear}"
    size = [(abs(cause.amount), cause) for cause in told.causes]
    with_it = [each for each in size if (each[1].amount > 0) is (told.difference > 0)]
    first = max(with_it or size, key=lambda each: each[0])[1]
    rest = f", {short(told.rest, told.unit, '', told.decimals)} is spread over smaller parts" if told.rest else ""
    if with_it and first.share is None:
        return f"; {_both_ways(told)}{rest}"
    if first.share is not None and 0 < first.share <= 1:
        return f"; {percent(first.share)} of it is {first.name}{rest}"
    side = f" {verdict(first.impact)}" if first.impact else ""
    return f"; the largest part is {first.name}, {short(first.amount, told.unit, '', told.decimals)}{side}{rest}"


def _both_ways(told: WhyReport) -> str:
    """What goes the way of the difference and what offsets it, each with its largest part."""
    rising = (told.difference or Decimal(0)) > 0
    sides = []
    for way in (rising, not rising):
        parts = [cause for cause in told.causes if (cause.amount > 0) is way]
        if not parts:
            continue
        largest = max(parts, key=lambda cause: abs(cause.amount))
        word = verdict(largest.impact) if largest.impact else "more" if way else "less"
        total = sum((cause.amount for cause in parts), Decimal(0))
        size, most = (short(each, told.unit, "", told.decimals) for each in (total, largest.amount))
        named = largest.name if len(parts) == 1 else f"the largest: {largest.name}, {most}"
        sides.append(f"{size} {word} ({named})")
    return ", offset by ".join(sides)
