"""Finish a meeting: its state of the numbers is fixed, its minutes are written, the rest goes to the next agenda."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from scorecard.changes.acting import authorise_entry
from scorecard.changes.begin_meeting import RIGHT
from scorecard.domain.access import Actor
from scorecard.domain.huddle import RedIsSilent, lines_of, silent
from scorecard.domain.meeting import Meeting, finished
from scorecard.domain.minutes import minutes_of, words_of
from scorecard.domain.terms import line_of
from scorecard.store.meeting import Heard
from scorecard.store.store import Store


def finish_meeting(store: Store, actor: Actor, number: int, version: int, seen: Sequence[int], key: str = "") -> int:
    """End a meeting with its minutes, made of everything that was written down by then.

    Args:
        store: Where.
        actor: Who ends it.
        number: Which.
        version: The one that was read.
        seen: Items that were on the screen, by place from 1.
        key: Kept by the form until a new entry is begun.

    Returns:
        Its number.

    Raises:
        NotAllowed: If the actor may not hold a meeting.
        NoSuchMeeting: If there is none of this number.
        Conflict: If somebody else ended it, or wrote something down in this very moment.
        MeetingOver: If it is finished.
        RedIsSilent: If a huddle leaves a red number without a reason and an action.
        NoSuchPlace: If an item was seen that its agenda does not have.
    """
    authorise_entry(store, actor, RIGHT)
    found = store.meetings.meeting(number)
    if not found.is_running:
        return store.meetings.finish(replace(found, version=version, ended_by=actor.id), _over, key)
    snapshot = store.snapshot()
    words = words_of(snapshot.catalogue, store.people(), found.entity)

    same = {each.id: line_of(each) for each in snapshot.catalogue.measures.values()}
    earlier, told = [each for each in store.meetings.outcomes() if each.meeting != number], store.work.told()

    def ended(before: Meeting, heard: Heard, now: datetime) -> Meeting:
        if quiet := silent(before, store.work.items(), heard.outcomes, store.today(), same):
            raise RedIsSilent(quiet)
        lines = lines_of(before, (*earlier, *heard.outcomes), (*store.meetings.flags(), *heard.flags), told)
        record = minutes_of(before, heard.outcomes, heard.flags, heard.given, seen, words, lines)
        return finished(before, actor.id, now, snapshot.revision, seen, record)

    wanted = ended(found, store.meetings.heard(number), store.meetings.now())
    return store.meetings.finish(replace(wanted, version=version), ended, key)


def _over(before: Meeting, _heard: Heard, now: datetime) -> Meeting:
    return finished(before, before.ended_by, now, before.revision, before.seen, before.record)
