"""Raise an early flag on a number, and write down what became of it; neither ever changes a number or a score."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from scorecard.changes.acting import authorise_entry
from scorecard.domain.access import Actor
from scorecard.domain.errors import UnknownName
from scorecard.domain.flags import Confidence, Flag, FlagClosed, FlagKind, FlagState
from scorecard.domain.work import Figures, Subject
from scorecard.domain.work_entries import LONGEST_ACTION, UnfitEntry, amount_entered, day_entered, text_entered
from scorecard.store.refusals import NoSuchFlag
from scorecard.store.store import Store

RIGHT = "raise a flag"


@dataclass(frozen=True, slots=True)
class Warned:
    """What somebody entered: where it comes from, what is coming, how large, how soon and how sure.

    ``size`` is as typed, above zero, in the workspace's currency; empty where nobody can tell.
    """

    kind: str
    text: str
    size: str | Decimal
    earliest: date
    confidence: str


def raise_flag(
    store: Store,
    actor: Actor,
    subject: Subject,
    now: Figures,
    warned: Warned,
    meeting: int = 0,
    place: int = 0,
    key: str = "",
) -> int:
    """Write a new flag down.

    Args:
        store: Where.
        actor: Who raises it.
        subject: The number it is about.
        now: That number on the screen.
        warned: What is coming.
        meeting: The meeting it is raised in, 0 for none.
        place: Which item of it.
        key: Kept by the form until a new entry is begun.

    Returns:
        Its number.

    Raises:
        NotAllowed: If the actor may not raise a flag.
        UnknownName: If there is no such place, measure or line.
        NoSuchMeeting, MeetingOver, NoSuchPlace: If the meeting does not take it.
        UnfitEntry: If something cannot be kept as it is.
    """
    authorise_entry(store, actor, RIGHT)
    catalogue = store.snapshot().catalogue
    catalogue.entity(subject.entity)
    if not any(subject.name in names for names in (catalogue.accounts, catalogue.measures, catalogue.readings)):
        raise UnknownName("line or measure", subject.name)
    size = amount_entered(warned.size)
    if size is not None and size <= 0:
        raise UnfitEntry("Write the likely size above zero, or leave it empty.")
    if warned.kind not in set(FlagKind) or warned.confidence not in set(Confidence):
        raise UnfitEntry("Choose where it comes from and how sure you are.")
    today = store.today()
    return store.meetings.raise_flag(
        Flag(
            0, subject, now, today, actor.id, FlagKind(warned.kind), text_entered(warned.text, "flag", LONGEST_ACTION),
            size, day_entered(warned.earliest, today, "earliest day"), Confidence(warned.confidence), meeting, place,
        ), key,
    )  # fmt: skip


def close_flag(store: Store, actor: Actor, number: int, version: int, state: str, text: str = "", key: str = "") -> int:
    """Write down what became of a flag: it came true, or it did not come.

    Raises:
        NotAllowed: If the actor may not raise flags.
        NoSuchFlag: If there is none of this number.
        Conflict: If somebody else changed it meanwhile.
        FlagClosed: If that is written down already.
        UnfitEntry: If it is neither, or the text cannot be kept.
    """
    authorise_entry(store, actor, RIGHT)
    if state not in (FlagState.CAME, FlagState.PASSED):
        raise UnfitEntry("Say whether it came true or did not come.")
    told, day = text_entered(text, "remark", LONGEST_ACTION, needed=False), store.today()
    before = next((flag for flag in store.meetings.flags() if flag.id == number), None)
    if before is None:
        raise NoSuchFlag(number)
    closed = {"state": FlagState(state), "closed": day, "closed_by": actor.id, "closing": told}

    def decide(found: Flag) -> Flag:
        if found.state is not FlagState.OPEN:
            raise FlagClosed(number)
        return replace(found, **closed)  # type: ignore[arg-type]

    wanted = replace(before, version=version, **closed)  # type: ignore[arg-type]
    return store.meetings.close_flag(wanted, decide, key)
