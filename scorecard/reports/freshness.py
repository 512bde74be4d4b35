"""How fresh each measure is, and what is wrong with the figures: gaps, identities, measures without data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scorecard.domain.catalogue import Measure
from scorecard.domain.cells import to_decimal
from scorecard.domain.display import shown
from scorecard.domain.identities import left_over
from scorecard.domain.problems import Problem
from scorecard.domain.terms import name_of
from scorecard.domain.vocabulary import Cadence, Scenario, Unit
from scorecard.domain.wording import age_words, span_words
from scorecard.reports.asked import Asked, label_of
from scorecard.reports.evaluated import newest_period
from scorecard.reports.terms import names_of

LOOKED_AT = 13
"""Periods, up to the newest, that are looked at for gaps and identities."""

NAMED = 3
"""Names told before the rest is counted; what is alike is told together."""


@dataclass(frozen=True, slots=True)
class FreshnessRow:
    """One measure's newest period against how often it is due.

    ``newest`` is "" when it was never reported; ``age_days`` counts from that period's end.
    """

    measure: str
    label: str
    source: str
    cadence: Cadence
    newest: str
    newest_label: str
    age_days: int | None
    max_age_days: int
    stale: bool
    words: str


def freshness(asked: Asked) -> tuple[FreshnessRow, ...]:
    """Every measure of the catalogue, for the entity asked for."""
    return tuple(_fresh(asked, measure) for measure in asked.catalogue.measures.values())


def _fresh(asked: Asked, measure: Measure) -> FreshnessRow:
    newest = newest_period(asked, measure)
    period = None if newest is None else asked.calendar.periods[newest]
    age = None if period is None else max((asked.day - period.end).days, 0)
    stale = age is not None and age > measure.max_age_days
    return FreshnessRow(
        measure=measure.id,
        label=label_of(measure, asked.scope.words),
        source=measure.source,
        cadence=measure.cadence,
        newest=period.key if period else "",
        newest_label=period.label if period else "",
        age_days=age,
        max_age_days=measure.max_age_days,
        stale=stale,
        words=age_words(age, stale),
    )


def problems_of(asked: Asked, fresh: Sequence[FreshnessRow]) -> tuple[Problem, ...]:
    """What is wrong with the figures of the last periods, gaps first."""
    return (*_gaps(asked), *_identities(asked), *_without_data(fresh), *_out_of_date(fresh))


def _gaps(asked: Asked) -> Iterator[Problem]:
    """Places that should have reported a period and have not, newest period first."""
    lacking: dict[tuple[int, str], list[str]] = {}
    measures = asked.catalogue.measures.values()
    names = dict.fromkeys(name for measure in measures for name in names_of(measure, asked.catalogue))
    for place in _leaves(asked):
        for name in names:
            series = asked.snapshot.cells.series(name, place, Scenario.ACTUAL)
            for index in _recent(asked):
                if series.known[index] < series.expected[index]:
                    lacking.setdefault((index, place), []).append(name_of(name, asked.catalogue))
    alike: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for (index, place), found in sorted(lacking.items(), key=lambda item: (-item[0][0], item[0][1])):
        alike.setdefault((index, tuple(found)), []).append(asked.catalogue.entities[place].name)
    for (index, figures), places in alike.items():
        yield Problem(
            f"{_listed(places)}, {asked.calendar.periods[index].label}",
            f"not reported: {_listed(figures)}",
            "Load this period's file of this place, or close the place in the catalogue."
            if len(places) == 1
            else "Load this period's files of these places, or close them in the catalogue.",
        )


def _listed(names: Sequence[str]) -> str:
    """The first names and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"


def _identities(asked: Asked) -> Iterator[Problem]:
    for name, terms in asked.catalogue.checks:
        for place in asked.catalogue.subtree(asked.catalogue.root):
            yield from _identity(asked, name, terms, place)


def _identity(asked: Asked, name: str, terms: tuple[str, ...], place: str) -> Iterator[Problem]:
    counted = left_over(terms, asked.snapshot.cells, place, _recent(asked))
    off = {index: ticks for index, ticks in counted.items() if ticks}
    if place != asked.catalogue.root and 2 * len(off) > len(counted):
        return  # an identity that mostly fails here was not meant for here: departments share one set of books
    for index, ticks in off.items():
        amount = shown(to_decimal(int(ticks)), Unit.MONEY, asked.catalogue.currency, 2)
        where = f"{asked.catalogue.entities[place].name}, {asked.calendar.periods[index].label}"
        yield Problem(where, f"“{name}” does not hold, {amount} is left over", "Compare the files of this period.")


def _without_data(fresh: Sequence[FreshnessRow]) -> Iterator[Problem]:
    for row in fresh:
        if row.age_days is None:
            yield Problem(row.label, "no figure was ever reported", "Load its source, or take it out of the catalogue.")


def _out_of_date(fresh: Sequence[FreshnessRow]) -> Iterator[Problem]:
    """Measures that stopped at the same period and may be equally old are told together."""
    alike: dict[tuple[str, int | None, int], list[str]] = {}
    for row in fresh:
        if row.stale:
            alike.setdefault((row.newest_label, row.age_days, row.max_age_days), []).append(row.label)
    for (newest, age, most), labels in alike.items():
        what = f"last reported for {newest}, {span_words(age or 0)} ago; {span_words(most)} at most is agreed"
        source = "its source" if len(labels) == 1 else "their sources"
        yield Problem(_listed(labels), what, f"Load newer figures from {source}.")


def _leaves(asked: Asked) -> tuple[str, ...]:
    """Places without places below them, in the order of the tree."""
    tree = asked.catalogue.children
    return tuple(place for place in asked.catalogue.subtree(asked.catalogue.root) if not tree[place])


def _recent(asked: Asked) -> range:
    last = asked.through
    return range(last, max(-1, last - LOOKED_AT), -1)
