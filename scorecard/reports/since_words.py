"""What people wrote about numbers that have moved since the earlier state."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scorecard.domain.problems import excerpt
from scorecard.domain.since import SinceKind, SinceRow, size_of
from scorecard.domain.statement import rule_of
from scorecard.domain.variance import difference, impact
from scorecard.domain.vocabulary import Polarity
from scorecard.domain.work import Comment, Said, Subject
from scorecard.reports.asked import Asked
from scorecard.reports.since_rows import Moved
from scorecard.reports.work_figures import Figured, figured_in, read_together
from scorecard.reports.work_rows import Shelf, figures_words, has_moved, period_label, place_of, shelf_of, what_of
from scorecard.store.store import Snapshot, Store

ACTS = frozenset({Said.REASSIGNED, Said.REOPENED})
"""Entries that the program writes: they say nothing about the numbers."""


def stale_words(store: Store, asked: Asked, then: Snapshot) -> Iterator[Moved]:
    """The newest word on each item at this place and below, where its numbers moved since the earlier state.

    Args:
        store: The open store.
        asked: The scope in the state that is shown.
        then: The earlier state: what was out of date there already is not told again.
    """
    shelf, below = shelf_of(store, asked), set(asked.catalogue.subtree(asked.scope.entity))
    words = {item.id: _newest(shelf.comments.get(item.id, ())) for item in shelf.items if item.subject.entity in below}
    written = [item for item in shelf.items if words.get(item.id)]
    read_together(store, asked.snapshot, asked.scope, (item.subject for item in written))
    for item in written:
        said, now = words[item.id], figured_in(store, asked.snapshot, asked.scope, item.subject)
        if said is None or now is None or not has_moved(asked.snapshot, item.subject, said.figures, now):
            continue
        if not _was_moved(store, asked, then, item.subject, said):
            yield SinceKind.WORDS_STALE, _row(shelf, item.id, item.subject, said, now)


def without_doubles(moved: list[Moved], words: Iterator[Moved]) -> list[Moved]:
    """Each number once: words about a number that is told already are told there."""
    places = {(row.entity, row.id, row.period): at for at, (_, row) in enumerate(moved) if not row.of_target}
    for kind, row in words:
        at = places.setdefault((row.entity, row.id, row.period), len(moved))
        if at == len(moved):
            moved.append((kind, row))
            continue
        told, other = moved[at]
        note = "; ".join(part for part in (other.note, row.note) if part)
        moved[at] = told, replace(other, note=note, item=row.item, unusual=True)
    return moved


def _newest(said: Sequence[Comment]) -> Comment | None:
    entries = [each for each in said if each.kind not in ACTS and each.text]
    return entries[-1] if entries else None


def _was_moved(store: Store, asked: Asked, then: Snapshot, subject: Subject, said: Comment) -> bool:
    """Whether the words were out of date in the earlier state already."""
    scope = asked.scope.with_(as_of=state_of(then))
    return has_moved(then, subject, said.figures, figured_in(store, then, scope, subject))


def _row(shelf: Shelf, item: int, subject: Subject, said: Comment, now: Figured) -> SinceRow:
    asked, measure, entity = shelf.asked, now.measure, subject.entity
    rule, before, after = rule_of(subject.name, asked.catalogue), said.figures, now.figures
    own = not subject.where and subject.view is asked.scope.view
    words = f"“{excerpt(said.text, 60)}” ({shelf.name(said.who)}, {said.at.day} {said.at:%b %Y})"
    was, stands = figures_words(before, now), figures_words(after, now)
    label = period_label(asked, subject.period)
    return SinceRow(
        id=subject.name if own else subject.key,
        entity=entity,
        place="" if entity == asked.scope.entity else place_of(asked.catalogue, entity),
        label=what_of(asked, subject),
        before=before.actual,
        after=after.actual,
        difference=difference(after.actual, before.actual),
        impact=impact(after.actual, before.actual, measure.polarity) if measure.polarity is not Polarity.BAND else None,
        unit=measure.unit,
        note=f"{words} was said of {was}; it is {stands} now" if was != stands else words,
        decimals=measure.decimals,
        period=subject.period,
        period_label=label,
        before_period=subject.period,
        before_label=label,
        size=size_of(before.actual, after.actual, rule, measure.unit),
        item=item,
    )


def state_of(found: Snapshot) -> str:
    """A state as an as-of."""
    return found.as_of.isoformat() if found.as_of else f"r{found.revision}"
