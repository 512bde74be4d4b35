"""Write down what came of an item while the meeting runs: a decision, that it is parked, or a win."""

from scorecard.changes.acting import authorise_entry
from scorecard.changes.begin_meeting import RIGHT
from scorecard.changes.stating import UNSTATED, Stated, stated_entered
from scorecard.domain.access import Actor
from scorecard.domain.decided import NOTHING, Prediction
from scorecard.domain.huddle import COLUMN
from scorecard.domain.meeting import Meeting, Outcome, OutcomeKind
from scorecard.domain.people import SIDES
from scorecard.domain.work import NO_FIGURES, Figures, Subject
from scorecard.domain.work_entries import LONGEST_ACTION, UnfitEntry, text_entered
from scorecard.store.store import Store

WORDS = {OutcomeKind.DECISION: "decision", OutcomeKind.PARKED: "reason", OutcomeKind.WIN: "win"}


def decide(
    store: Store,
    actor: Actor,
    meeting: int,
    place: int,
    text: str,
    now: Figures = NO_FIGURES,
    stated: Stated = UNSTATED,
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
        stated: What that number will be by when, and what the decision costs or brings.
        key: Kept by the form until a new entry is begun.

    Returns:
        The outcome's number.

    Raises:
        NotAllowed: If the actor may not hold a meeting.
        NoSuchMeeting, MeetingOver, NoSuchPlace: If the meeting does not take it.
        UnfitEntry: If text, prediction, day or amount cannot be kept.
    """
    authorise_entry(store, actor, RIGHT)
    found = store.meetings.meeting(meeting)
    predicted = stated_entered(store, found.subject(place), stated)
    return _record(store, actor, found, place, OutcomeKind.DECISION, text, now, predicted, "", key)


def park(
    store: Store, actor: Actor, meeting: int, place: int, text: str = "", now: Figures = NO_FIGURES, key: str = ""
) -> int:
    """Hand an item to the next meeting, with the reason.

    Raises:
        NotAllowed, NoSuchMeeting, MeetingOver, NoSuchPlace, UnfitEntry: As for a decision.
    """
    authorise_entry(store, actor, RIGHT)
    found = store.meetings.meeting(meeting)
    return _record(store, actor, found, place, OutcomeKind.PARKED, text, now, NOTHING, "", key)


def note_line(
    store: Store,
    actor: Actor,
    meeting: int,
    place: int,
    text: str,
    about: Subject | None = None,
    now: Figures = NO_FIGURES,
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
    told, figures = text_entered(text, "line", LONGEST_ACTION), now if about is not None else NO_FIGURES
    at, kind = store.meetings.now(), OutcomeKind.PARKED
    return store.meetings.record(Outcome(0, meeting, place, at, actor.id, kind, told, about, figures), key)


def note_win(
    store: Store,
    actor: Actor,
    meeting: int,
    place: int,
    text: str,
    credit: str,
    now: Figures = NO_FIGURES,
    key: str = "",
) -> int:
    """Write a win down, and the side it is owed to.

    Raises:
        NotAllowed, NoSuchMeeting, MeetingOver, NoSuchPlace, UnfitEntry: As for a decision.
    """
    authorise_entry(store, actor, RIGHT)
    if credit not in SIDES:
        raise UnfitEntry("A win is owed to finance, to operations or to both together.")
    found = store.meetings.meeting(meeting)
    return _record(store, actor, found, place, OutcomeKind.WIN, text, now, NOTHING, credit, key)


def _record(
    store: Store,
    actor: Actor,
    meeting: Meeting,
    place: int,
    kind: OutcomeKind,
    text: str,
    now: Figures,
    predicted: Prediction,
    credit: str,
    key: str,
) -> int:
    told = text_entered(text, WORDS[kind], LONGEST_ACTION, needed=kind is not OutcomeKind.PARKED)
    subject = meeting.subject(place)
    figures = now if subject is not None else NO_FIGURES
    at, beside = store.meetings.now(), (predicted.expected, predicted.by, credit, predicted.cost)
    outcome = Outcome(0, meeting.id, place, at, actor.id, kind, told, subject, figures, *beside)
    return store.meetings.record(outcome, key)
