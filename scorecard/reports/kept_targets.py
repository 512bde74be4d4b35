"""Targets and weights looked at as such: how often each target was met, and what each measure carries of the score."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scorecard.domain.kept_targets import ENOUGH, PERIODS, kept, kept_words, shares
from scorecard.domain.scope import Scope
from scorecard.reports.asked import Asked, open_scope
from scorecard.reports.evaluated import evaluated
from scorecard.reports.standing import MeasureRow, rows_of
from scorecard.reports.standing_words import number, status_label, target
from scorecard.store.store import Store

HEAVIEST = 3
"""Measures that the sentence about weights adds up."""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One measure with its target.

    Attributes:
        id, label, perspective: Which it is.
        value, target, status: As its card says them.
        met, judged: Of the last twelve periods.
        record: The same in words, with what it asks.
        share: Part of the overall score it carries, 0 to 1; None where it has no target.
    """

    id: str
    label: str
    perspective: str
    value: str
    target: str
    status: str
    met: int
    judged: int
    record: str
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class TargetsReport:
    """Every measure with its target; ``headline`` tells of targets, ``weights`` of weights."""

    scope: Scope
    headline: str
    weights: str
    as_of: str
    revision: int
    rows: tuple[TargetRow, ...]


def targets_report(store: Store, scope: Scope) -> TargetsReport:
    """Answer: are the targets and their weights still the right ones?"""
    asked = open_scope(store, scope)
    standing = rows_of(asked, asked.catalogue.measures.values())
    carried = _shares(asked, standing)
    rows = tuple(_row(asked, row, carried.get(row.id)) for row in standing)
    return TargetsReport(
        scope, targets_headline(rows), weights_headline(rows), asked.snapshot.as_of_label, asked.snapshot.revision, rows
    )


def targets_headline(rows: Sequence[TargetRow]) -> str:
    """How many targets were always met, and how many never: both are worth a question."""
    told = [row for row in rows if row.share is not None]
    if not told:
        return "No measure has a target yet."
    sure = [row for row in told if row.judged >= ENOUGH]
    always, never = sum(row.met == row.judged for row in sure), sum(not row.met for row in sure)
    without = len(rows) - len(told)
    rest = f" {without} measures have no target." if without > 1 else " 1 measure has no target." if without else ""
    looked = f"Of {len(told)} targets {always} were met whenever they could be judged in the last {PERIODS} periods"
    return f"{looked}, {never} never.{rest}"


def weights_headline(rows: Sequence[TargetRow]) -> str:
    """What the heaviest measures carry of the overall score."""
    weighed = sorted(((row.share, row.label) for row in rows if row.share), key=lambda each: (-each[0], each[1]))
    if not weighed:
        return "No measure carries any of the score yet."
    heavy = weighed[:HEAVIEST]
    names = ", ".join(f"{label} {_percent(share)}" for share, label in heavy)
    together = _percent(sum((share for share, _ in heavy), Fraction(0)))
    return f"The heaviest {len(heavy)} measures carry {together} of the score: {names}."


def share_words(share: Fraction | None) -> str:
    """A part of the score: "4.2 %", "" where it carries none."""
    return "" if share is None else _percent(share)


def _percent(share: Fraction) -> str:
    return f"{float(share) * 100:.1f} %"


def _row(asked: Asked, row: MeasureRow, share: Fraction | None) -> TargetRow:
    found = evaluated(asked, asked.catalogue.measures[row.id])
    met, judged = kept([found.status(at) for at in range(max(0, asked.index - PERIODS + 1), asked.index + 1)])
    return TargetRow(
        id=row.id,
        label=row.label,
        perspective=asked.catalogue.perspectives[row.perspective],
        value=number(row.value, row.unit, asked.catalogue.currency, row.decimals),
        target=target(row, asked.catalogue.currency),
        status=status_label(row),
        met=met,
        judged=judged,
        record=kept_words(met, judged) if share is not None else "no target",
        share=share,
    )


def _shares(asked: Asked, rows: Sequence[MeasureRow]) -> dict[str, Fraction]:
    """By the catalogue's weights, over what has a target and a direction."""
    weights: dict[str, dict[str, tuple[Fraction, dict[str, Fraction]]]] = {}
    for row in rows:
        if row.judged:
            objective = asked.catalogue.objectives[row.objective]
            inner = weights.setdefault(row.perspective.value, {})
            _, measures = inner.setdefault(objective.id, (Fraction(objective.weight), {}))
            measures[row.id] = Fraction(row.weight)
    return shares(weights)
