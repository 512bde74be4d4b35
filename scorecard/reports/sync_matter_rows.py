"""Matters and the message as the CFO, the COO and the CEO see them: numbers then and now, positions, room and log."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from scorecard.domain.decided import Prediction, Verdict
from scorecard.domain.display import short, shown
from scorecard.domain.people import Seat
from scorecard.domain.statement import rule_of
from scorecard.domain.sync import TWO, Matter, MatterEntry, MatterState, Said
from scorecard.domain.sync_acts import Moved, entry_words, moved_by, never, offered, public_words
from scorecard.domain.sync_message import Message
from scorecard.domain.vocabulary import Polarity, Unit
from scorecard.domain.wording import span_words, when_words
from scorecard.domain.work import Figures, Subject
from scorecard.reports.asked import Asked
from scorecard.reports.open_work import done_since, done_told, open_work, work_told
from scorecard.reports.sought import sought
from scorecard.reports.variance_limits import limit_at
from scorecard.reports.work_figures import Figured, figured_in
from scorecard.reports.work_rows import Shelf, figures_words, has_moved, period_label, place_of, shelf_of, what_of
from scorecard.store.store import Store


@dataclass(frozen=True, slots=True)
class PositionRow:
    """Where one of the two stands.

    Attributes:
        seat: Whose it is.
        who: The person's name; "" while nothing is said.
        agrees: Whether they agree; None while nothing is said.
        words: All of it in one sentence.
        moved: Whether the numbers have moved since it was taken.
    """

    seat: Seat
    who: str
    agrees: bool | None
    words: str
    moved: bool


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry of a matter's log, with the person's name; ``words`` is what was said."""

    at: datetime
    who: str
    seat: Seat
    kind: Said
    words: str


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One matter as the three see it.

    Attributes:
        matter: As its log leaves it.
        label: The number it is about, with its place; "" for none.
        about: That number as it stood when the matter was raised or last looked at, in words.
        now: The number as it is; where this state does not know it, as it is written down.
        now_words: The same in words where it has moved, "" else.
        moved: Whether it has moved since, so that positions are to be taken again.
        room: What is left of the year's plan on that line, from the statement; "" where it has none.
        expected: What the number is expected to be if it is done; "" for no prediction.
        positions: The CFO's, then the COO's.
        raised_by: The person's name.
        waits: Days since it was raised or opened again.
        overdue: Days since the day to decide by, or since the CEO's day; 0 if it lies ahead.
        due: Until when, in words.
        cost: What it costs or brings if it is done, in a few words; "" where nobody said.
        decision: How it was decided, as everybody reads it; "" where it never was.
        can: What the person who asks may say about it.
        log: Everything that was said, the oldest first.
        work: What is open about its number at its place or below while it is to be decided, and once it is to be
            carried out, then what was done about it since the decision: item and words.
        terms: Of a decision to be carried out, what it displaces, predicts and costs, in one line; "" for nothing.
        is_nobodys: Whether a decision is to be carried out and no work about its number has an action that is
            open or was done since.
    """

    matter: Matter
    label: str
    about: str
    now: Figures
    now_words: str
    moved: bool
    room: str
    expected: str
    positions: tuple[PositionRow, PositionRow]
    raised_by: str
    waits: int
    overdue: int
    due: str
    cost: str
    decision: str
    can: tuple[Said, ...]
    log: tuple[LogLine, ...]
    work: tuple[tuple[int, str], ...] = ()
    terms: str = ""
    is_nobodys: bool = False


@dataclass(frozen=True, slots=True)
class MessageRow:
    """The one message.

    Attributes:
        message: As its log leaves it.
        words: Who stands by it and who does not yet, in one sentence.
        who: The name of who worded it.
        can_write: Whether the person who asks may word it and tick it.
        has_ticked: Whether they stand by it.
    """

    message: Message
    words: str
    who: str
    can_write: bool
    has_ticked: bool


@dataclass(frozen=True)
class Desk:
    """All that rows are made from: the question opened, names, and the seat of who asks; None while nobody has one."""

    store: Store
    asked: Asked
    names: Mapping[str, str]
    seat: Seat | None
    today: date

    @cached_property
    def logs(self) -> Mapping[int, tuple[MatterEntry, ...]]:
        """Each matter's log."""
        found: dict[int, tuple[MatterEntry, ...]] = {}
        for entry in self.store.sync.log():
            found[entry.matter] = (*found.get(entry.matter, ()), entry)
        return found

    @cached_property
    def raised(self) -> Mapping[int, Matter]:
        """Each matter before anything was said about it: what was predicted when it was raised."""
        return {each.id: each for each in self.store.sync.raised()}

    @cached_property
    def shelf(self) -> Shelf:
        """Work, for what is open about a matter's number."""
        return shelf_of(self.store, self.asked)

    def row(self, matter: Matter) -> MatterRow:
        """One matter as a row."""
        subject, log = matter.subject, self.logs.get(matter.id, ())
        found = figured_in(self.store, self.asked.snapshot, self.asked.scope, subject) if subject else None
        now, rule = found.figures if found else matter.figures, self._rule(subject, found)
        moved = subject is not None and has_moved(self.asked.snapshot, subject, matter.figures, found)
        due = matter.clock or matter.decide_by
        to_do = matter.state is MatterState.DECIDED and matter.answer in (Verdict.YES, Verdict.TERMS)
        work = open_work(self.shelf, subject) if subject and (matter.is_open or to_do) else []
        done = done_since(self.shelf, subject, matter.decided.date()) if subject and to_do and matter.decided else []
        return MatterRow(
            matter=matter,
            label=f"{what_of(self.asked, subject)}, {place_of(self.asked.catalogue, subject.entity)}"
            if subject
            else "",
            about=self._about(subject, matter.figures, found),
            now=now,
            now_words=figures_words(now, found) if moved else "",
            moved=moved,
            room=self._room(subject) if matter.is_open else "",
            expected=self._expected(Prediction(matter.expected, matter.by), found),
            positions=(self._position(matter, TWO[0], found), self._position(matter, TWO[1], found)),
            raised_by=self._name(matter.raised_by),
            waits=(self.today - _since(log)).days,
            overdue=max((self.today - due).days, 0) if matter.is_open else 0,
            due=_due_words(matter, due, self.today),
            cost=_upper(matter.cost.words(self.asked.catalogue.currency)) if matter.cost else "",
            decision=public_words(matter, matter.verdict, matter.why) if matter.verdict else "",
            can=offered(matter, self.seat, now, rule) if self.seat and not self.asked.scope.as_of else (),
            log=tuple(self._line(entry, found) for entry in log),
            work=(*work_told(work), *done_told(done)),
            terms=self._terms(matter, found) if to_do else "",
            is_nobodys=to_do and subject is not None and not done and not any(each.item.action for each in work),
        )

    def _terms(self, matter: Matter, found: Figured | None) -> str:
        """What a yes displaces, and what the decision predicts and costs; other terms displace what they say."""
        expected, cost = self._expected(matter.settled, found), matter.settled.cost
        displaced = matter.displaced if matter.answer is Verdict.YES else ""
        told = (
            f"Displaces: {displaced.rstrip('.')}" if displaced else "",
            f"Expected: {expected}" if expected else "",
            _upper(cost.words(self.asked.catalogue.currency)) if cost else "",
        )
        return " ".join(f"{each}." for each in told if each)

    def message(self, found: Message) -> MessageRow:
        """The message as a row."""
        missing = " and ".join(f"the {seat.label}" for seat in TWO if seat not in found.ticks)
        told = " and ".join(f"the {seat.label}" for seat in found.ticks)
        words = "There is no message."
        if found.text:
            words = "Both stand by it: the team reads it when its review opens." if found.is_said else (
                f"{_upper(told)} stands by it; {missing} not yet." if told else "Nobody stands by it yet."
            )  # fmt: skip
        writes = self.seat in TWO and not self.asked.scope.as_of
        return MessageRow(found, words, self._name(found.who), writes, self.seat in found.ticks)

    def _name(self, who: str) -> str:
        return self.names.get(who, who)

    def _rule(self, subject: Subject | None, found: Figured | None) -> Moved:
        if subject is None:
            return never
        return moved_by(rule_of(subject.name, self.asked.catalogue), found.measure.unit if found else Unit.MONEY)

    def _about(self, subject: Subject | None, figures: Figures, found: Figured | None) -> str:
        if subject is None or found is None:
            return ""
        when = when_words(found.measure.kind, subject.view, period_label(self.asked, subject.period))
        return f"{figures_words(figures, found)} {when}".strip()

    def _line(self, entry: MatterEntry, found: Figured | None) -> LogLine:
        stated = entry.stated
        if entry.kind is Said.RAISED:
            first = self.raised[entry.matter]
            stated = replace(stated, expected=first.expected, by=first.by)
        expected = self._expected(stated, found)
        cost = stated.cost.words(self.asked.catalogue.currency) if stated.cost else ""
        told = entry_words(entry, f"expected {expected}" if expected else "", cost)
        return LogLine(entry.at, self._name(entry.who), entry.seat, entry.kind, _upper(told))

    def _expected(self, stated: Prediction, found: Figured | None) -> str:
        if stated.expected is None or stated.by is None or found is None:
            return ""
        value = shown(stated.expected, found.measure.unit, self.asked.catalogue.currency, found.measure.decimals)
        return f"{value} by {stated.by:%-d %b %Y}"

    def _room(self, subject: Subject | None) -> str:
        """What the year's plan or limit leaves on a line of cost; "" for all else, and for a place not yet known."""
        catalogue = self.asked.catalogue
        if subject is None or subject.where or subject.name not in catalogue.accounts:
            return ""
        if subject.entity not in catalogue.entities:
            return ""
        if sought(catalogue, subject.name).polarity is not Polarity.LOWER:
            return ""
        found = limit_at(self.asked, subject.name, subject.entity)
        used = found.used
        if used.left is None or used.limit is None:
            return f"Room left is not known: {found.reason or 'there is no plan'}."
        left, whole = (short(each, Unit.MONEY, catalogue.currency) for each in (abs(used.left), used.limit))
        if used.left < 0:
            return f"No room left: {left} over {whole} ({found.set_by})."
        return f"Room left: {left} of {whole} ({found.set_by})."

    def _position(self, matter: Matter, seat: Seat, found: Figured | None) -> PositionRow:
        held = matter.position(seat)
        if held is None:
            return PositionRow(seat, "", None, f"{seat.label}: not said yet.", False)
        subject = matter.subject
        moved = subject is not None and has_moved(self.asked.snapshot, subject, held.figures, found)
        told = Said.AGREES.value if held.agrees else Said.DIFFERS.value
        why = f": {held.reason.rstrip('.')}" if held.reason else ""
        return PositionRow(seat, self._name(held.who), held.agrees, f"{seat.label} {told}{why}.", moved)


def _since(log: tuple[MatterEntry, ...]) -> date:
    """The day a matter was raised, or opened again for the last time."""
    return next(each.at.date() for each in reversed(log) if each.kind in (Said.RAISED, Said.REOPENED))


def _due_words(matter: Matter, due: date, today: date) -> str:
    if not matter.is_open:
        return ""
    whose = "CEO settles it by" if matter.state is MatterState.FOR_CEO else "Decide by"
    days = (due - today).days
    when = "today" if days == 0 else f"in {span_words(days)}" if days > 0 else f"{span_words(-days)} ago"
    return f"{whose} {due:%-d %b %Y}, {when}"


def _upper(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
