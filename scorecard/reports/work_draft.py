"""A new item before it is written: what it would be about, its numbers, and which pair it would fall to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.people import FINANCE, OPERATIONS, Person, side_of, writes
from scorecard.domain.scope import Scope
from scorecard.domain.vocabulary import Comparison
from scorecard.domain.wording import when_words
from scorecard.domain.work import Figures, Subject, WorkState
from scorecard.reports.asked import Asked, known_in, open_scope
from scorecard.reports.terms import leaves_of, names_of
from scorecard.reports.why_where import Where
from scorecard.reports.work_figures import Figured, figured, subject_of
from scorecard.reports.work_overlap import Overlap
from scorecard.reports.work_rows import (
    both_sides,
    figures_words,
    has_moved,
    pair_of,
    period_label,
    place_of,
    what_of,
    when_of,
)
from scorecard.reports.work_rows import names_of as names_of_people
from scorecard.store.store import Snapshot, Store

DAYS = 14
"""Days a new item is given unless somebody says otherwise."""

People = tuple[tuple[str, str], ...]
"""Id and name."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Who can own work: people of each side who may write, by name."""

    finance: People
    operations: People


@dataclass(frozen=True, slots=True)
class Draft:
    """What a new item would be about.

    Attributes:
        told: How the number stands, as the beginning of a sentence.
        headline: The sentence on top of new work: the same, and whether it is worked on.
        subject: What it is about.
        what: In words.
        place: The entity's name.
        when: Window and comparison in words.
        figures: Its numbers now.
        about: Both numbers in words.
        words: The difference in words, "" where there is none.
        pairs: Who can be chosen.
        finance: Id of the owner the catalogue suggests, "" for none.
        operations: The same for operations.
        due: The day that is suggested.
        held: Number of the item that somebody already has about this, 0 for none.
        near: Items to do about a part of the same money, or about all of it and more: number, and which with whom.
    """

    told: str
    headline: str
    subject: Subject
    what: str
    place: str
    when: str
    figures: Figures
    about: str
    words: str
    pairs: Pairs
    finance: str
    operations: str
    due: date
    held: int
    near: tuple[tuple[int, str], ...] = ()

    @property
    def label(self) -> str:
        """What and where, as a title."""
        return f"{self.what}, {self.place}"


def draft_report(store: Store, scope: Scope, of: str, where: Where = ()) -> Draft | None:
    """Answer: what would an item about this line, slice or measure be about?

    None where this state of the numbers knows no such line, or where one outlook of several is chosen: an item is
    held against the newest one. The state before is written down as the revision it is now.
    """
    asked = open_scope(store, scope)
    if scope.compare is Comparison.OUTLOOK and scope.vintage:
        return None
    subject = subject_of(scope.with_(known=known_in(asked.snapshot, scope)), of, where)
    found = figured(store, scope, subject)
    if found is None:
        return None
    pairs, catalogue = pairs_of(store), asked.catalogue
    finance, operations = suggested(catalogue, of)
    what, place = what_of(asked, subject), place_of(catalogue, subject.entity)
    words, held = figures_words(found.figures, found), _held(store, asked.snapshot, subject, found)
    span = when_words(found.measure.kind, subject.view, period_label(asked, subject.period))
    told = f"{what}, {place}: {words or 'nothing to compare it with'} {span}"
    return Draft(
        told=told,
        headline=f"{told}; {'it is worked on already' if held else 'no work on it yet'}.",
        subject=subject,
        what=what,
        place=place,
        when=when_of(asked, subject, found),
        figures=found.figures,
        about=both_sides(found.figures, found.measure.unit, found.measure.decimals, catalogue.currency),
        words=words,
        pairs=pairs,
        finance=finance if finance in dict(pairs.finance) else "",
        operations=operations if operations in dict(pairs.operations) else "",
        due=store.today() + timedelta(days=DAYS),
        held=held,
        near=tuple(_near(store, asked, subject)),
    )


def _near(store: Store, asked: Asked, subject: Subject) -> Iterator[tuple[int, str]]:
    """Items not verified that lie within this subject, or within which it lies."""
    overlap, names = Overlap(asked), names_of_people(store, asked.catalogue)
    for item in store.work.items():
        other = item.subject
        if item.state is WorkState.VERIFIED or other.key == subject.key:
            continue
        part, whole = overlap.is_within(other, subject), overlap.is_within(subject, other)
        if part or whole:
            about = f"{what_of(asked, other)}, {place_of(asked.catalogue, other.entity)}"
            pair = pair_of(item, names)
            yield item.id, f"{'A part of this' if part else 'This and more'} is with {pair} already: {about}"


def owners_report(store: Store, _scope: Scope) -> Pairs:
    """Answer: who can own work?"""
    return pairs_of(store)


def pairs_of(store: Store) -> Pairs:
    """Active people of each side who may write, by name."""
    able = [each for each in store.people() if each.active and writes(each)]
    return Pairs(_side(able, FINANCE), _side(able, OPERATIONS))


def suggested(catalogue: Catalogue, of: str) -> tuple[str, str]:
    """The owner pair of a measure; of a line that of the measure made of the fewest figures of which it is a part."""
    if of in catalogue.measures:
        measure = catalogue.measures[of]
        return measure.finance_owner, measure.operations_owner
    line = leaves_of((of,), catalogue)
    made_of = {each.id: leaves_of(names_of(each, catalogue), catalogue) for each in catalogue.measures.values()}
    fit = [each for each in catalogue.measures.values() if each.finance_owner and line <= made_of[each.id]]
    best = min(fit, key=lambda each: len(made_of[each.id]), default=None)
    return ("", "") if best is None else (best.finance_owner, best.operations_owner)


def _side(people: list[Person], side: str) -> People:
    found = [(each.id, each.name) for each in people if side_of(each) == side]
    return tuple(sorted(found, key=lambda each: (each[1].casefold(), each[0])))


def _held(store: Store, snapshot: Snapshot, subject: Subject, now: Figured) -> int:
    """The item that is open about it, also one verified about numbers that have moved since."""
    about = [each for each in store.work.items() if each.subject.key == subject.key]
    written = (each.id for each in about if each.state is not WorkState.VERIFIED)
    again = (each.id for each in reversed(about) if has_moved(snapshot, subject, each.figures, now))
    return next(written, 0) or next(again, 0)
