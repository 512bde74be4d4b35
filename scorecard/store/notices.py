"""Notices in the book: begun before they leave, ended after; and mutes. Each act one transaction with its trace."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from scorecard.domain.notices import Mute, Notice, NoticeState
from scorecard.store import notices_schema as schema
from scorecard.store import notices_tracing as tracing
from scorecard.store.acts import Act, next_number, perform
from scorecard.store.kept import Kept
from scorecard.store.notices_rows import mute_of, mute_row, notice_of, notice_row
from scorecard.store.refusals import NoSuchMute, NoticeOver
from scorecard.store.shelves import Shelves


@dataclass(frozen=True, slots=True)
class _Everything:
    """What was read at once."""

    notices: tuple[Notice, ...]
    mutes: tuple[Mute, ...]


class NoticesBook:
    """What audiences were sent and what is muted; never an address."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._now = Kept(shelves.book, _everything).now

    def now(self) -> datetime:
        """The moment it is, as acts are dated."""
        return self._shelves.now()

    def notices(self, audience: str = "") -> tuple[Notice, ...]:
        """All notices, or those of an audience, the oldest first; read again only after somebody wrote something."""
        return tuple(each for each in self._now().notices if audience in ("", each.audience))

    def mutes(self) -> tuple[Mute, ...]:
        """All mutes that ever were, the oldest first."""
        return self._now().mutes

    def alone(self, wait: float = 0.0) -> AbstractContextManager[None]:
        """Hold the one place of those who send; it is free again when its process ends, however it ends.

        Raises:
            SendingIsBusy: If another run is sending.
        """
        return self._shelves.book.sending(wait)

    def begin(self, notice: Notice, who: str) -> int:
        """Write down that a notice is about to leave, or, where it is ``noted``, what was taken note of.

        Its number and moment are given here.

        Returns:
            Its number.
        """

        def work(connection: Connection) -> str:
            number = next_number(connection, schema.notice)
            now = self._shelves.now()
            ended = now if notice.state is NoticeState.NOTED else None
            written = replace(notice, id=number, at=now, ended=ended, version=1)
            connection.execute(insert(schema.notice).values(notice_row(written)))
            return str(number)

        action = tracing.NOTED if notice.state is NoticeState.NOTED else tracing.BEGUN
        return int(perform(self._shelves, Act(who, action, "a new notice", tracing.of_notice(notice)), work))

    def end(self, number: int, who: str, state: NoticeState) -> None:
        """Write down what became of a notice: it was sent, or it was not.

        Raises:
            NoticeOver: If that is written down already, or there is no such notice.
        """

        def work(connection: Connection) -> str:
            row = connection.execute(select(schema.notice).where(schema.notice.c.id == number)).first()
            if row is None or row.state != NoticeState.BEGUN.value:
                raise NoticeOver(number)
            now = {"state": state.value, "ended": self._shelves.now().isoformat(), "version": row.version + 1}
            connection.execute(update(schema.notice).where(schema.notice.c.id == number).values(now))
            return str(number)

        perform(self._shelves, Act(who, tracing.ENDED[state], tracing.called(number), {}), work)

    def mute(self, mute: Mute, key: str = "") -> int:
        """Write a mute down; its number and version are given here.

        Returns:
            Its number.
        """

        def work(connection: Connection) -> str:
            number = next_number(connection, schema.mute)
            connection.execute(insert(schema.mute).values(mute_row(replace(mute, id=number, version=1))))
            return str(number)

        return int(
            perform(self._shelves, Act(mute.opened_by, tracing.MUTED, "a new mute", tracing.of_mute(mute), key), work)
        )

    def unmute(self, number: int, who: str) -> None:
        """Take a mute back.

        Raises:
            NoSuchMute: If there is none of this number that stands.
        """

        def work(connection: Connection) -> str:
            row = connection.execute(select(schema.mute).where(schema.mute.c.id == number)).first()
            if row is None or row.ended is not None:
                raise NoSuchMute(number)
            now = {"ended": self._shelves.now().date().isoformat(), "ended_by": who, "version": row.version + 1}
            connection.execute(update(schema.mute).where(schema.mute.c.id == number).values(now))
            return str(number)

        perform(self._shelves, Act(who, tracing.UNMUTED, tracing.called_mute(number), {}), work)


def _everything(connection: Connection) -> _Everything:
    return _Everything(
        tuple(map(notice_of, connection.execute(select(schema.notice).order_by(schema.notice.c.id)))),
        tuple(map(mute_of, connection.execute(select(schema.mute).order_by(schema.mute.c.id)))),
    )
