"""Write down what came of an item while the meeting runs: a decision, that it is parked, or a win."""

from datetime import date
from decimal import Decimal

from scorecard.changes.acting import authorise_entry, unit_of
from scorecard.changes.begin_meeting import RIGHT
from scorecard.domain.access import Actor
from scorecard.domain.huddle import COLUMN
from scorecard.domain.meeting import Meeting, Outcome, OutcomeKind
from scorecard.domain.people import SIDES
from scorecard.domain.vocabulary import Unit
from scorecard.domain.work import Figures, Subject
from scorecard.domain.work_entries import LONGEST_ACTION, UnfitEntry, amount_entered, day_entered, text_entered
from scorecard.store.store import Store

NONE = Figures(None, None, None)
WORDS = {OutcomeKind.DECISION: "decision", OutcomeKind.PARKED: "reason", OutcomeKind.WIN: "win"}
HUNDRED = Decimal(100)


def decide(
    store: Store,
    actor: Actor,
    meeting: int,
    place: int,
    text: str,
    now: Figures = NONE,
    expected: str | Decimal = "",
    by: date | None = None,
    key: str = "",
) -> int:
    """Write down what was decided about an item, bound to its numbers.

    Args:
        store: Where.
        actor: Who writes it down.
        meeting: Which meeting.
        place: Which item, from 1.
        text: What was decided.
        now: The figures on the screen.
        expected: What that number will be, as typed in its unit (94 for 94 %); empty for no prediction.
        by: The day by which; needed beside a prediction.
        key: Kept by the form until a new entry is begun.

    Returns:
        The outcome's number.

    Raises:
        NotAllowed: If the actor may not hold a meeting.
        NoSuchMeeting, MeetingOver, NoSuchPlace: If the meeting does not take it.
        UnfitEntry: If text, prediction or day cannot be kept.
    """
    authorise_entry(store, actor, RIGHT)
    found = store.meetings.meeting(meeting)
    value = _expected(store, found, place, expected)
    if value is not None and by is None:
        raise UnfitEntry("Say by when the number is expected to be there.")
    day = None if by is None else day_entered(by, store.today(), "day")
    return _record(store, actor, found, place, OutcomeKind.DECISION, text, now, value, day, "", key)


def park(
    store: Store, actor: Actor, meeting: int, place: int, text: str = "", now: Figures = NONE, key: str = ""
) -> int:
    """Hand an item to the next meeting, with the reason.

    Raises:
        NotAllowed, NoSuchMeeting, MeetingOver, NoSuchPlace, UnfitEntry: As for a decision.
    """
    authorise_entry(store, actor, RIGHT)
    found = store.meetings.meeting(meeting)
    return _record(store, actor, found, place, OutcomeKind.PARKED, text, now, None, None, "", key)


def note_line(
    store: Store,
    actor: Actor,
    meeting: int,
    place: int,
    text: str,
    about: Subject | None = None,
    now: Figures = NONE,
    key: str = "",
) -> int:
    """Write a line into a column of a huddle; it goes to the next one until it is settled.

    Args:
        store: Where.
        actor: Who writes it down.
        meeting: Which meeting.
        place: The column's item, from 1.
        text: The line.
        about: The number that an obstacle is in the way of.
        now: Its figures on the screen.
        key: Kept by the form until a new entry is begun.

    Raises:
        NotAllowed, NoSuchMeeting, MeetingOver, NoSuchPlace, UnfitEntry: As for a decision.
    """
    authorise_entry(store, actor, RIGHT)
    found = store.meetings.meeting(meeting)
    if found.item(place).kind != COLUMN:
        raise UnfitEntry("A line is written into a column of the huddle. Park other items instead.")
    told, figures = text_entered(text, "line", LONGEST_ACTION), now if about is not None else NONE
    at, kind = store.meetings.now(), OutcomeKind.PARKED
    return store.meetings.record(Outcome(0, meeting, place, at, actor.id, kind, told, about, figures), key)


def note_win(
    store: Store, actor: Actor, meeting: int, place: int, text: str, credit: str, now: Figures = NONE, key: str = ""
) -> int:
    """Write a win down, and the side it is owed to.

    Raises:
        NotAllowed, NoSuchMeeting, MeetingOver, NoSuchPlace, UnfitEntry: As for a decision.
    """
    authorise_entry(store, actor, RIGHT)
    if credit not in SIDES:
        raise UnfitEntry("A win is owed to finance, to operations or to both together.")
    found = store.meetings.meeting(meeting)
    return _record(store, actor, found, place, OutcomeKind.WIN, text, now, None, None, credit, key)


def _record(
    store: Store,
    actor: Actor,
    meeting: Meeting,
    place: int,
    kind: OutcomeKind,
    text: str,
    now: Figures,
    expected: Decimal | None,
    by: date | None,
    credit: str,
    key: str,
) -> int:
    told = text_entered(text, WORDS[kind], LONGEST_ACTION, needed=kind is not OutcomeKind.PARKED)
    subject = meeting.subject(place)
    figures = now if subject is not None else NONE
    outcome = Outcome(
        0, meeting.id, place, store.meetings.now(), actor.id, kind, told, subject, figures, expected, by, credit
    )
    return store.meetings.record(outcome, key)


def _expected(store: Store, meeting: Meeting, place: int, typed: str | Decimal) -> Decimal | None:
    """What was typed, in the number's own unit: percent as a fraction."""
    value, subject = amount_entered(typed), meeting.subject(place)
    if value is None:
        return None
    if subject is None:
        raise UnfitEntry("This item is about no number, so none can be expected of it. Leave the box empty.")
    return value / HUNDRED if unit_of(store.snapshot().catalogue, subject.name) is Unit.PERCENT else value
