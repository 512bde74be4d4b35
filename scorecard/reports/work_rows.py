"""Items of work as a reader sees them: subject in words, numbers then and now, owners, age and history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from scorecard.domain.catalogue import Catalogue
from scorecard.domain.display import shown
from scorecard.domain.statement import rule_of
from scorecard.domain.vocabulary import Unit
from scorecard.domain.wording import COMPARED, difference_words, when_words
from scorecard.domain.work import Comment, Figures, Item, Said, Subject, WorkState, pair_words
from scorecard.domain.work_ageing import age_band, by_urgency, days_open, days_overdue, due_next
from scorecard.domain.work_explained import ExplainedSoFar, explained_so_far, recurrence_words, same_cause
from scorecard.domain.work_states import is_stale, state_now
from scorecard.reports.asked import Asked, label_of
from scorecard.reports.why_spots import phrase
from scorecard.reports.work_figures import Figured, figured_in, read_together
from scorecard.store.store import Snapshot, Store


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of an item's history.

    Attributes:
        who: The person's name.
        text: As it was written; several lines.
        amount: The part of the impact it explains, in the workspace's currency, plus is better; None for none.
        about: The numbers it was about, in words.
        moved: Whether those have moved since.
    """

    at: datetime
    who: str
    kind: Said
    text: str
    amount: Decimal | None
    about: str
    moved: bool


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One item as a reader sees it.

    Attributes:
        item: As the book has it.
        what: Line, slice or measure in words: "Contractors from Kestrel".
        place: The entity's name.
        when: Window and comparison: "in Oct 2026, against plan".
        unit: What its figures are counted in.
        decimals: Fixed decimals of its figures, None for significant digits.
        now: Its numbers as they stand; None where this state of the numbers does not know them.
        moved: Whether the numbers have moved since, beyond the materiality rule.
        state: As it counts: what was said about numbers that moved is open again.
        then_words: The difference it was written about, in words.
        now_words: The difference as it stands.
        impact: Money it is about as it stands, plus is better; None where it is not about money.
        explained: What its comments' amounts explain of the difference as it stands.
        finance: Name of the owner for finance.
        operations: Name of the owner for operations.
        due: The day that is awaited next; None when verified.
        overdue: Days since then, 0 if it lies ahead.
        age: Days since the original date.
        band: The age's bucket in words.
        again: "same cause, March 2026", "" where there is none before.
        lines: Its history, oldest first.
        lead: Name of the owner who answers for it, "" where nobody is named.
    """

    item: Item
    what: str
    place: str
    when: str
    unit: Unit
    decimals: int | None
    now: Figures | None
    moved: bool
    state: WorkState
    then_words: str
    now_words: str
    impact: Decimal | None
    explained: ExplainedSoFar
    finance: str
    operations: str
    due: date | None
    overdue: int
    age: int
    band: str
    again: str
    lines: tuple[Line, ...] = ()
    lead: str = ""

    @property
    def pair(self) -> str:
        """Both owners by name, and who answers for it."""
        return pair_words((self.finance, self.operations), self.lead)

    @property
    def label(self) -> str:
        """What and where, as a title."""
        return f"{self.what}, {self.place}"

    @property
    def headline(self) -> str:
        """How the number stands and how far the item has come, in one sentence."""
        return f"{self.label}, {self.when}: {self.now_words or self.then_words or 'not reported'}; {self.state.value}."


@dataclass(frozen=True, slots=True)
class Stand:
    """How an item stands, without its words: what filters, order and the sentence on top need of every item.

    ``unit`` is what its figures are counted in; ``impact`` the money it is about, plus is better: as it stands, or
    as it was where it is not known now.
    """

    item: Item
    found: Figured | None
    moved: bool
    state: WorkState
    overdue: int
    unit: Unit
    impact: Decimal | None
    explained: ExplainedSoFar


@dataclass(frozen=True)
class Shelf:
    """All that rows are made from: every item, its history, names of people, and the question opened."""

    store: Store
    asked: Asked
    items: Sequence[Item]
    comments: Mapping[int, Sequence[Comment]]
    names: Mapping[str, str]
    today: date

    def name(self, person: str) -> str:
        """What a person is called."""
        return self.names.get(person, person)

    @cached_property
    def of_line(self) -> Mapping[str, Sequence[Item]]:
        """Items about the same line, place and slice, by ``Subject.steady``."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.subject.steady, []).append(item)
        return found


def shelf_of(store: Store, asked: Asked) -> Shelf:
    """Everything read from the book at once."""
    said: dict[int, list[Comment]] = {}
    for comment in store.work.comments():
        said.setdefault(comment.item, []).append(comment)
    return Shelf(store, asked, store.work.items(), said, names_of(store, asked.catalogue), store.today())


def names_of(store: Store, catalogue: Catalogue) -> dict[str, str]:
    """Id to name, of the catalogue's people and the book's."""
    named = {each.id: each.name for each in catalogue.people.values()}
    return named | {each.id: each.name for each in store.people()}


def pair_of(item: Item, names: Mapping[str, str]) -> str:
    """The owners by name: "Ada & Bo", "Bo (with Ada)"."""
    finance, operations, lead = (names.get(owner, owner) for owner in (*item.owners, item.lead))
    return pair_words((finance, operations), lead)


def stands_of(shelf: Shelf, items: Sequence[Item]) -> list[Stand]:
    """How items stand, the most urgent first."""
    asked = shelf.asked
    read_together(shelf.store, asked.snapshot, asked.scope, (item.subject for item in items))
    stands = (stand_of(shelf, item) for item in items)
    return sorted(stands, key=lambda stand: by_urgency(stand.item, stand.state, shelf.today))


def stand_of(shelf: Shelf, item: Item) -> Stand:
    """How one item stands."""
    asked = shelf.asked
    now = figured_in(shelf.store, asked.snapshot, asked.scope, item.subject)
    unit = now.measure.unit if now else Unit.MONEY
    moved = has_moved(asked.snapshot, item.subject, item.figures, now)
    impact = (now.figures if now else item.figures).impact if unit is Unit.MONEY else None
    explained = explained_so_far(impact, (each.amount for each in shelf.comments.get(item.id, ())))
    state = state_now(item, moved)
    return Stand(item, now, moved, state, days_overdue(item, state, shelf.today), unit, impact, explained)


def has_moved(snapshot: Snapshot, subject: Subject, then: Figures, now: Figured | None) -> bool:
    """Whether what was written about numbers is to be looked at again, by the rule of the line they are on.

    Not where a reader looks at a state before the one they were written about: numbers don't move backwards in time.
    """
    if now is None or snapshot.revision < then.revision:
        return False
    return is_stale(then, now.figures, rule_of(subject.name, snapshot.catalogue), now.measure.unit)


def row_of(shelf: Shelf, stand: Stand) -> WorkRow:
    """One item as a row."""
    item, now, asked = stand.item, stand.found, shelf.asked
    age, subject = days_open(item, stand.state, shelf.today), item.subject
    earlier = same_cause(subject, item.cause, shelf.of_line.get(subject.steady, ()), item.id) if item.cause else ()
    return WorkRow(
        item=item,
        what=what_of(asked, subject),
        place=place_of(asked.catalogue, subject.entity),
        when=when_of(asked, subject, now),
        unit=stand.unit,
        decimals=now.measure.decimals if now else None,
        now=now.figures if now else None,
        moved=stand.moved,
        state=stand.state,
        then_words=figures_words(item.figures, now),
        now_words=figures_words(now.figures, now) if now else "",
        impact=stand.impact,
        explained=stand.explained,
        finance=shelf.name(item.finance_owner),
        operations=shelf.name(item.operations_owner),
        due=due_next(item, stand.state),
        overdue=stand.overdue,
        age=age,
        band=age_band(age),
        again=recurrence_words(earlier, lambda key: period_label(asked, key)),
        lines=tuple(_line(shelf, item, comment, now) for comment in shelf.comments.get(item.id, ())),
        lead=shelf.name(item.lead),
    )


def _line(shelf: Shelf, item: Item, comment: Comment, now: Figured | None) -> Line:
    catalogue = shelf.asked.catalogue
    unit, decimals = (now.measure.unit, now.measure.decimals) if now else (Unit.MONEY, None)
    moved = has_moved(shelf.asked.snapshot, item.subject, comment.figures, now)
    about = both_sides(comment.figures, unit, decimals, catalogue.currency)
    return Line(comment.at, shelf.name(comment.who), comment.kind, comment.text, comment.amount, about, moved)


def figures_words(figures: Figures, now: Figured | None) -> str:
    """The difference in words: "28.5 k worse than plan"; "" where it is not known what is counted."""
    if now is None:
        return ""
    against = now.against or "the other side"
    return difference_words(figures.actual, figures.reference, now.measure, figures.impact, against)


def both_sides(figures: Figures, unit: Unit, decimals: int | None, currency: str) -> str:
    """Both numbers in words: "40.8 k EUR against 12.3 k EUR"."""
    sides = (figures.actual, figures.reference)
    actual, reference = ("not reported" if side is None else shown(side, unit, currency, decimals) for side in sides)
    return f"{actual} against {reference}"


def what_of(asked: Asked, subject: Subject) -> str:
    """Line, slice or measure in words."""
    measures = asked.catalogue.measures
    if subject.name in measures and not subject.where:
        return label_of(measures[subject.name], asked.scope.words)
    return phrase(asked.catalogue, (("measure", subject.name), *subject.where), asked.scope.words)


def place_of(catalogue: Catalogue, entity: str) -> str:
    """The place's name; its id where it is not known here."""
    return catalogue.entities[entity].name if entity in catalogue.entities else entity


def period_label(asked: Asked, key: str) -> str:
    """The period's label; its key where it is not known here."""
    return next((period.label for period in asked.calendar.periods if period.key == key), key)


def when_of(asked: Asked, subject: Subject, now: Figured | None) -> str:
    """Window and comparison: "in Oct 2026, against plan"."""
    label = period_label(asked, subject.period)
    when = when_words(now.measure.kind, subject.view, label) if now else f"in {label}"
    return f"{when}, against {now.against if now and now.against else COMPARED[subject.compare]}"
