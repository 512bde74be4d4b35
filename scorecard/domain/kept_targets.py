"""Whether targets are the right ones: how often each was met, and how much of the overall score each carries."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from scorecard.domain.vocabulary import Status

PERIODS = 12
"""Periods looked back on: a year of months."""

ENOUGH = 4
"""Fewer judged periods than this say nothing about a target."""


def kept(standings: Sequence[Status]) -> tuple[int, int]:
    """Periods in which a target was met, and periods in which it could be judged; the newest ``PERIODS`` count."""
    judged = [each for each in standings[-PERIODS:] if each is not Status.NOT_REPORTED]
    return sum(each is Status.ON_TRACK for each in judged), len(judged)


def kept_words(met: int, judged: int) -> str:
    """How often it was met, and what that asks: "met in 12 of 12: still ambitious enough?"."""
    if not judged:
        return "never reported"
    told = f"met in {met} of {judged}"
    if judged < ENOUGH:
        return f"{told}; too few to say more"
    if met == judged:
        return f"{told}: still ambitious enough?"
    return f"{told}: still within reach?" if not met else told


def shares(weights: Mapping[str, Mapping[str, tuple[Fraction, Mapping[str, Fraction]]]]) -> dict[str, Fraction]:
    """The part of the overall score that each measure carries.

    Args:
        weights: Perspective to objective to its weight and the weights of its judged measures, by id.

    Returns:
        Id to a fraction; together 1, or nothing where no measure is judged. Perspectives count the same, objectives
        by their weight, measures by theirs; what has no judged measure carries nothing.

    Source: semantics 2.11.
    """
    found: dict[str, Fraction] = {}
    counted = {name: _counted(objectives) for name, objectives in weights.items()}
    counted = {name: objectives for name, objectives in counted.items() if objectives}
    for objectives in counted.values():
        whole = sum((weight for weight, _ in objectives), Fraction(0))
        for weight, measures in objectives:
            inner = sum(measures.values(), Fraction(0))
            found |= {name: weight / whole * each / inner / len(counted) for name, each in measures.items()}
    return found


def _counted(
    objectives: Mapping[str, tuple[Fraction, Mapping[str, Fraction]]],
) -> list[tuple[Fraction, dict[str, Fraction]]]:
    """Objectives that carry something, with those of their measures that do."""
    told = ((weight, {name: each for name, each in inner.items() if each > 0}) for weight, inner in objectives.values())
    return [(weight, inner) for weight, inner in told if weight > 0 and inner]
