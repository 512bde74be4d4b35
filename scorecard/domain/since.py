"""Numbers that moved between two states: what kind of movement each is, which are unusual, and in which order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from scorecard.domain.catalogue import Materiality
from scorecard.domain.display import short, shown, with_sign
from scorecard.domain.variance import limit_of
from scorecard.domain.vocabulary import Status, Unit
from scorecard.domain.wording import verdict
from scorecard.domain.work import Figures
from scorecard.domain.work_states import is_stale


class SinceKind(StrEnum):
    """Why a number is another than it was."""

    RESTATED = "restated"
    PLAN_CHANGED = "plan_changed"
    DEFINITION_CHANGED = "definition_changed"
    WORDS_STALE = "words_stale"
    STATUS_CHANGED = "status_changed"
    LATE_DATA = "late_data"
    NEW_PERIOD = "new_period"


LABELS = {
    SinceKind.RESTATED: "Restated",
    SinceKind.PLAN_CHANGED: "Plan changed",
    SinceKind.DEFINITION_CHANGED: "Definition or target changed",
    SinceKind.WORDS_STALE: "Words now out of date",
    SinceKind.STATUS_CHANGED: "New status in a new period",
    SinceKind.LATE_DATA: "Late data",
    SinceKind.NEW_PERIOD: "New period",
}
"""A group's heading."""

_COUNTED = {
    SinceKind.RESTATED: ("restated", "restated"),
    SinceKind.PLAN_CHANGED: ("plan change", "plan changes"),
    SinceKind.DEFINITION_CHANGED: ("definition or target change", "definition or target changes"),
    SinceKind.WORDS_STALE: ("with words out of date", "with words out of date"),
    SinceKind.STATUS_CHANGED: ("with a new status", "with a new status"),
    SinceKind.LATE_DATA: ("late", "late"),
    SinceKind.NEW_PERIOD: ("of a new period", "of a new period"),
}
"""What stands behind a count of one and of more."""

ALWAYS = frozenset({SinceKind.DEFINITION_CHANGED, SinceKind.WORDS_STALE, SinceKind.STATUS_CHANGED, SinceKind.LATE_DATA})
"""Movements that are unusual whatever their size."""


@dataclass(frozen=True, slots=True)
class SinceRow:
    """One number that moved; values are exact, in its unit, None where not reported.

    Attributes:
        id: Measure, or line that somebody wrote about.
        entity: Where.
        place: The entity's name.
        label: What it is called.
        before: Its value in the earlier state; its target where that is what moved.
        after: The same in the later state.
        difference: ``after`` less ``before``.
        impact: The difference signed so that plus is better; None where nothing is better.
        unit: What it is counted in.
        note: Why it moved and what came of it, in a few words.
        decimals: Fixed decimals, None for significant digits.
        period: Key of the period of ``after``.
        period_label: The same in words.
        before_period: Key of the period of ``before``; "" where it had no figure of any.
        before_label: The same in words.
        of_target: Whether the target moved and not the value.
        periods: Where targets of other periods than the one shown moved: their keys, the amounts of these added up.
        status_before: How it stood.
        status_after: How it stands.
        unusual: Whether it is worth a look.
        size: How often the movement holds what is worth a look, for the order.
        item: Number of the work about it whose words are out of date, 0 for none.
        beside: The number of the same period whose other side this is, so that it stands right below it; "" for none.
    """

    id: str
    entity: str
    place: str
    label: str
    before: Decimal | None
    after: Decimal | None
    difference: Decimal | None
    impact: Decimal | None
    unit: Unit
    note: str
    decimals: int | None = None
    period: str = ""
    period_label: str = ""
    before_period: str = ""
    before_label: str = ""
    of_target: bool = False
    periods: tuple[str, ...] = ()
    status_before: Status = Status.NOT_REPORTED
    status_after: Status = Status.NOT_REPORTED
    unusual: bool = True
    size: float = 0.0
    item: int = 0
    beside: str = ""

    @property
    def turned(self) -> bool:
        """Whether it stands otherwise against its target than it did."""
        return self.status_before is not self.status_after


@dataclass(frozen=True, slots=True)
class SinceGroup:
    """Numbers that moved for the same reason, the biggest first."""

    kind: SinceKind
    label: str
    rows: tuple[SinceRow, ...]


def grouped(moved: Iterable[tuple[SinceKind, SinceRow]], everything: bool = False) -> tuple[SinceGroup, ...]:
    """Rows by kind: the group with the biggest row first, in each the biggest row first; usual ones are left out.

    Args:
        moved: Each number once, with its kind.
        everything: Whether usual ones are kept.
    """
    kept: dict[SinceKind, list[SinceRow]] = {}
    for kind, row in moved:
        if everything or row.unusual:
            kept.setdefault(kind, []).append(row)
    groups = [SinceGroup(kind, LABELS[kind], _ordered(rows)) for kind, rows in kept.items()]
    return tuple(sorted(groups, key=lambda group: (_order(group.rows[0])[:3], list(SinceKind).index(group.kind))))


def _ordered(rows: Iterable[SinceRow]) -> tuple[SinceRow, ...]:
    """The biggest first; the other side of a number right below it."""
    found = sorted(rows, key=_order)
    leads = {(row.id, row.period): at for at, row in enumerate(found) if not row.beside}
    below = [leads.get((row.beside, row.period), at) for at, row in enumerate(found)]
    return tuple(found[at] for at in sorted(range(len(found)), key=lambda at: (below[at], below[at] != at)))


def _order(row: SinceRow) -> tuple[bool, bool, float, str, str, str]:
    return not row.unusual, not row.turned, -row.size, row.label, row.period, row.entity


def is_unusual(
    before: Decimal | None,
    after: Decimal | None,
    rule: Materiality,
    unit: Unit,
    status: Status = Status.NOT_REPORTED,
) -> bool:
    """Whether a number moved by as much as is worth a look; where it came or went it always is.

    One that is off track is also where it doubled or halved, however small it is: it is looked at already.
    """
    if is_stale(Figures(before, None, None), Figures(after, None, None), rule, unit):
        return True
    if status is not Status.OFF_TRACK or before is None or after is None:
        return False
    smaller, larger = sorted((abs(before), abs(after)))
    return bool(smaller) and larger >= 2 * smaller


def size_of(before: Decimal | None, after: Decimal | None, rule: Materiality, unit: Unit) -> float:
    """A movement over what is worth a look, so that euros, percent and days can be put in one order.

    Returns:
        1.0 where a number came or went; 0.0 where it stayed.
    """
    if before is None or after is None:
        return float(before is not after)
    step, largest = abs(after - before), max(abs(before), abs(after))
    limit = limit_of(rule, unit, largest) or largest
    return float(step / limit) if limit else 0.0


def period_words(row: SinceRow) -> str:
    """Which period's number moved, or its target: "Oct 2026", "Sep 2026 → Oct 2026", "Target, Oct 2026"."""
    periods = dict.fromkeys(label for label in (row.before_label, row.period_label) if label)
    return f"{'Target, ' if row.of_target else ''}{' → '.join(periods)}"


def step_words(row: SinceRow) -> str:
    """The step from before to after: "+20.6 k, better", "−2 points"; "" where a side is not reported."""
    if row.difference is None:
        return ""
    if row.difference == 0:
        return "the same"
    size = with_sign(row.difference, short(row.difference, row.unit, "", row.decimals))
    return f"{size}, {verdict(row.impact)}" if row.impact else size


def lead_words(row: SinceRow, currency: str) -> str:
    """One number that moved, as a sentence: "Costs, Oct 2026: 750 EUR → 810 EUR (+60, worse)."."""
    sides = (
        "not reported" if side is None else shown(side, row.unit, currency, row.decimals)
        for side in (row.before, row.after)
    )
    named = ", ".join(part for part in (row.label, row.place, period_words(row)) if part)
    step = f" ({step_words(row)})" if step_words(row) else ""
    return f"{named}: {' → '.join(sides)}{step}."


def since_headline(groups: Sequence[SinceGroup], moved: int, since: str) -> str:
    """What moved, in one sentence: "9 unusual of 34 that moved since 13 Nov 2026: 2 restated, 1 plan change".

    Args:
        groups: The unusual ones.
        moved: How many numbers moved in all.
        since: The earlier state in words; "" where there is none.
    """
    if not since:
        return "This is the first state of the numbers: there is none before it."
    if not moved:
        return f"Nothing moved since {since}."
    unusual = [(group.kind, count) for group in groups if (count := sum(row.unusual for row in group.rows))]
    if not unusual:
        return f"{moved:,} {'number' if moved == 1 else 'numbers'} moved since {since}, none of them unusual."
    told = ", ".join(f"{count:,} {_COUNTED[kind][count > 1]}" for kind, count in unusual)
    return f"{sum(count for _, count in unusual):,} unusual of {moved:,} that moved since {since}: {told}."
