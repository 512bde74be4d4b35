"""Meetings and early flags in the book: begun, spoken in, finished; each act one transaction with its trace."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from scorecard.domain.errors import Conflict
from scorecard.domain.flags import Flag
from scorecard.domain.meeting import Meeting, MeetingState, Outcome, require_running
from scorecard.domain.work import Comment, Item, Said
from scorecard.store import meeting_tracing as tracing
from scorecard.store import schema
from scorecard.store.acts import Act, next_number, perform
from scorecard.store.kept import Kept
from scorecard.store.meeting_rows import flag_of, flag_row, meeting_of, meeting_row, outcome_of, outcome_row
from scorecard.store.refusals import AlreadyRunning, NoSuchFlag, NoSuchMeeting
from scorecard.store.shelves import Shelves
from scorecard.store.work_rows import comment_of, item_of

GIVEN = (Said.OPENED, Said.AGREED)
"""What of the work rooms is told in minutes: what was given to somebody, and actions agreed."""


@dataclass(frozen=True, slots=True)
class Heard:
    """All that was written down while a meeting ran, as its minutes are made from it.

    ``given`` are entries of work about any place, with the item each belongs to.
    """

    outcomes: tuple[Outcome, ...]
    flags: tuple[Flag, ...]
    given: tuple[tuple[Comment, Item], ...]


@dataclass(frozen=True, slots=True)
class _Everything:
    """What was read at once."""

    meetings: tuple[Meeting, ...]
    outcomes: tuple[Outcome, ...]
    flags: tuple[Flag, ...]


class Meetings:
    """The workspace's meetings and flags; everything written is one transaction with one row in the trail."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._now = Kept(shelves.book, _everything).now

    def now(self) -> datetime:
        """The moment it is, as acts are dated."""
        return self._shelves.now()

    def meetings(self) -> tuple[Meeting, ...]:
        """All meetings, the oldest first; read again only after somebody wrote something."""
        return self._now().meetings

    def meeting(self, number: int) -> Meeting:
        """One meeting.

        Raises:
            NoSuchMeeting: If there is none of this number.
        """
        with self._shelves.book.read() as connection:
            return _meeting(connection, number)

    def outcomes(self) -> tuple[Outcome, ...]:
        """What was said in all of them, in order."""
        return self._now().outcomes

    def flags(self) -> tuple[Flag, ...]:
        """All flags, the oldest first."""
        return self._now().flags

    def heard(self, number: int) -> Heard:
        """What was written down in a meeting so far, or until it ended."""
        with self._shelves.book.read() as connection:
            return _heard(connection, _meeting(connection, number))

    def begin(self, meeting: Meeting, key: str = "") -> int:
        """Write a new meeting down; its ``id``, ``version`` and moment are given here.

        Returns:
            Its number.

        Raises:
            AlreadyRunning: If one of this kind runs at this place.
        """

        def work(connection: Connection) -> str:
            _refuse_second(connection, meeting)
            number = next_number(connection, schema.meeting)
            written = replace(meeting, id=number, version=1, began=self._shelves.now())
            connection.execute(insert(schema.meeting).values(meeting_row(written)))
            return str(number)

        act = Act(meeting.began_by, tracing.BEGUN, "a new meeting", tracing.of_meeting(meeting), key)
        return int(perform(self._shelves, act, work))

    def record(self, outcome: Outcome, key: str = "") -> int:
        """Write down what was said about an item; its ``id`` and moment are given here.

        Returns:
            Its number.

        Raises:
            NoSuchMeeting: If there is no such meeting.
            MeetingOver: If it is finished.
            NoSuchPlace: If its agenda has no such item.
        """

        def work(connection: Connection) -> str:
            require_running(_meeting(connection, outcome.meeting)).item(outcome.place)
            written = replace(outcome, id=next_number(connection, schema.outcome), at=self._shelves.now())
            connection.execute(insert(schema.outcome).values(outcome_row(written)))
            return str(written.id)

        thing = tracing.called(outcome.meeting, outcome.place)
        act = Act(outcome.who, tracing.SPOKEN[outcome.kind], thing, tracing.of_outcome(outcome), key)
        return int(perform(self._shelves, act, work))

    def raise_flag(self, flag: Flag, key: str = "") -> int:
        """Write a new flag down; its ``id`` and ``version`` are given here.

        Returns:
            Its number.

        Raises:
            NoSuchMeeting, MeetingOver, NoSuchPlace: If it belongs to an item of a meeting that does not take it.
        """

        def work(connection: Connection) -> str:
            if flag.meeting:
                require_running(_meeting(connection, flag.meeting)).item(flag.place)
            number = next_number(connection, schema.flag)
            connection.execute(insert(schema.flag).values(flag_row(replace(flag, id=number, version=1))))
            return str(number)

        act = Act(flag.opened_by, tracing.RAISED, "a new flag", tracing.of_flag(flag), key)
        return int(perform(self._shelves, act, work))

    def close_flag(self, wanted: Flag, decide: Callable[[Flag], Flag], key: str = "") -> int:
        """Write down what became of a flag.

        Args:
            wanted: As the person wants it, with the number and the version that were read.
            decide: The rule, called inside the transaction with the one that is there; it may refuse.
            key: Kept by the form until a new entry is begun.

        Raises:
            NoSuchFlag: If there is none of this number.
            Conflict: If somebody else changed it since the version that was read.
        """

        def work(connection: Connection) -> str:
            table = schema.flag
            row = connection.execute(select(table).where(table.c.id == wanted.id)).first()
            if row is None:
                raise NoSuchFlag(wanted.id)
            before = flag_of(row)
            if before.version != wanted.version:
                raise Conflict(f"Flag {wanted.id}", wanted.closing, before.closing or before.state.value)
            after = flag_row(replace(decide(before), version=before.version + 1))
            connection.execute(update(table).where(table.c.id == wanted.id).values(after))
            return str(wanted.id)

        act = Act(wanted.closed_by, tracing.CLOSED, tracing.called_flag(wanted.id), tracing.of_flag(wanted), key)
        return int(perform(self._shelves, act, work))

    def finish(self, wanted: Meeting, decide: Callable[[Meeting, Heard, datetime], Meeting], key: str = "") -> int:
        """End a meeting with its minutes.

        Args:
            wanted: As it is to be, with the number and the version that were read.
            decide: The rule, called inside the transaction with all that was written down by then.
            key: Kept by the form until a new entry is begun.

        Returns:
            Its number.

        Raises:
            NoSuchMeeting: If there is none of this number.
            Conflict: If somebody else ended it, or wrote something down that ``wanted`` does not tell.
        """
        said = tracing.of_end(wanted)

        def work(connection: Connection) -> str:
            before = _meeting(connection, wanted.id)
            if before.version != wanted.version:
                raise Conflict(tracing.called(wanted.id).capitalize(), "finished", before.state.value)
            after = replace(decide(before, _heard(connection, before), self._shelves.now()), version=before.version + 1)
            if tracing.of_end(after) != said:
                raise Conflict(f"What meeting {wanted.id} says", *(_lines(each) for each in (wanted, after)))
            table = schema.meeting
            connection.execute(update(table).where(table.c.id == wanted.id).values(meeting_row(after)))
            return str(wanted.id)

        return int(
            perform(self._shelves, Act(wanted.ended_by, tracing.ENDED, tracing.called(wanted.id), said, key), work)
        )


def _everything(connection: Connection) -> _Everything:
    return _Everything(
        tuple(map(meeting_of, connection.execute(select(schema.meeting).order_by(schema.meeting.c.id)))),
        tuple(map(outcome_of, connection.execute(select(schema.outcome).order_by(schema.outcome.c.id)))),
        tuple(map(flag_of, connection.execute(select(schema.flag).order_by(schema.flag.c.id)))),
    )


def _refuse_second(connection: Connection, meeting: Meeting) -> None:
    table = schema.meeting
    same = (table.c.preset == meeting.preset, table.c.entity == meeting.entity)
    running = connection.scalar(select(table.c.id).where(*same, table.c.state == MeetingState.RUNNING.value))
    if running is not None:
        raise AlreadyRunning(int(running))


def _meeting(connection: Connection, number: int) -> Meeting:
    row = connection.execute(select(schema.meeting).where(schema.meeting.c.id == number)).first()
    if row is None:
        raise NoSuchMeeting(number)
    return meeting_of(row)


def _heard(connection: Connection, meeting: Meeting) -> Heard:
    outcomes, flags = schema.outcome, schema.flag
    spoken = connection.execute(select(outcomes).where(outcomes.c.meeting == meeting.id).order_by(outcomes.c.id))
    raised = connection.execute(select(flags).where(flags.c.meeting == meeting.id).order_by(flags.c.id))
    return Heard(tuple(map(outcome_of, spoken)), tuple(map(flag_of, raised)), tuple(_given(connection, meeting)))


def _given(connection: Connection, meeting: Meeting) -> Sequence[tuple[Comment, Item]]:
    """Work given to somebody and actions agreed between the meeting's beginning and its end.

    Where two ran at the same place, it belongs to the one that began last.
    """
    said, item = schema.said, schema.item
    while_it_ran = [said.c.at >= meeting.began.isoformat(), said.c.kind.in_([kind.value for kind in GIVEN])]
    if meeting.ended:
        while_it_ran.append(said.c.at <= meeting.ended.isoformat())
    rows = connection.execute(select(said).where(*while_it_ran).order_by(said.c.id))
    later = _begun_later(connection, meeting)
    entries = [each for each in map(comment_of, rows) if not any(_ran(other, each.at) for other in later)]
    about = connection.execute(select(item).where(item.c.id.in_({entry.item for entry in entries})))
    items = {found.id: found for found in map(item_of, about)}
    return [(entry, items[entry.item]) for entry in entries]


def _begun_later(connection: Connection, meeting: Meeting) -> list[Meeting]:
    """Meetings at the same place that began after this one."""
    table = schema.meeting
    here = (table.c.entity == meeting.entity, table.c.id > meeting.id)
    return list(map(meeting_of, connection.execute(select(table).where(*here))))


def _ran(meeting: Meeting, at: datetime) -> bool:
    return meeting.began <= at and (meeting.ended is None or at <= meeting.ended)


def _lines(meeting: Meeting) -> str:
    count = len(meeting.record)
    return "1 line" if count == 1 else f"{count} lines"
