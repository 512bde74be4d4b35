"""Items about the same money: one whose place, line, slice and window lie within those of another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.terms import line_of
from scorecard.domain.work import Subject, WorkState
from scorecard.reports.asked import Asked
from scorecard.reports.terms import leaves_of, names_of
from scorecard.reports.work_rows import Stand


@dataclass(frozen=True, slots=True)
class Overlap:
    """Tells what lies within what in one state of the numbers; what a line is made of is looked up once."""

    asked: Asked
    _made_of: dict[str, frozenset[str]] = field(default_factory=dict)

    def is_within(self, inner: Subject, outer: Subject) -> bool:
        """Whether all of one is part of the other, held against the same side; the same subject is."""
        return (
            inner.held == outer.held
            and outer.entity in self.places(inner)
            and set(outer.where) <= set(inner.where)
            and (inner.name == outer.name or self._made(inner.name) <= self._made(outer.name))
            and self._is_in_window(inner, outer)
        )

    def places(self, subject: Subject) -> tuple[str, ...]:
        """The place and all above it; none where this state does not know it."""
        catalogue = self.asked.catalogue
        return catalogue.path(subject.entity) if subject.entity in catalogue.entities else ()

    def _made(self, name: str) -> frozenset[str]:
        if name not in self._made_of:
            catalogue = self.asked.catalogue
            names = names_of(catalogue.measures[name], catalogue) if name in catalogue.measures else (name,)
            self._made_of[name] = leaves_of(names, catalogue)
        return self._made_of[name]

    def _is_in_window(self, inner: Subject, outer: Subject) -> bool:
        if (inner.period, inner.view) == (outer.period, outer.view):
            return True
        calendar = self.asked.calendar
        if not {inner.period, outer.period} <= {period.key for period in calendar.periods}:
            return False
        one, other = (calendar.window(calendar.index(each.period), each.view) for each in (inner, outer))
        return other.start <= one.start and one.stop <= other.stop


def same_money(catalogue: Catalogue, line: str) -> tuple[str, ...]:
    """Measures that are an account and nothing else: its amount, under a name of their own."""
    return tuple(measure.id for measure in catalogue.measures.values() if line_of(measure) == line)


def apart(asked: Asked, stands: Iterable[Stand]) -> list[Stand]:
    """Items to do about money of their own: one within another's is left out; of two about the same the first stays."""
    todo = [each for each in stands if each.state is not WorkState.VERIFIED and each.impact is not None and each.found]
    overlap, at = Overlap(asked), dict[str, list[Stand]]()
    for stand in todo:
        at.setdefault(stand.item.subject.entity, []).append(stand)

    def above(stand: Stand) -> Iterator[Stand]:
        for place in overlap.places(stand.item.subject):
            yield from (each for each in at.get(place, ()) if each is not stand)

    def is_counted_there(stand: Stand, other: Stand) -> bool:
        one, two = stand.item, other.item
        if not overlap.is_within(one.subject, two.subject):
            return False
        return two.id < one.id or not overlap.is_within(two.subject, one.subject)

    return [each for each in todo if not any(is_counted_there(each, other) for other in above(each))]
