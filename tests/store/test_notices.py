"""Notices and mutes on both kinds of book: kept as they were, ended once, and one run sends at a time."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from scorecard.domain.notices import Mute, Notice, NoticeKind, NoticeState
from scorecard.store.refusals import NoSuchMute, NoticeOver, SendingIsBusy
from scorecard.store.store import Store

NOTICE = Notice(
    0, "board", NoticeKind.ALERTS, NoticeState.BEGUN, datetime(2026, 4, 10, 9, tzinfo=UTC), 3, "Works: 1 alert", "- É",
    (("status/all/otif", "off_track"), ("late/all/mood", "in time")), 1, 2,
)  # fmt: skip
MUTE = Mute(0, "otif", "board", date(2026, 5, 1), "The scales are repaired.", date(2026, 4, 10), "fay")


def test_a_notice_and_a_mute_come_back_exactly_and_end_once(any_store: Store):
    book = any_store.notices
    number = book.begin(NOTICE, "machine")
    (kept,) = book.notices("board")
    assert (kept.title, kept.text, kept.stood, kept.told, kept.held) == (
        NOTICE.title, NOTICE.text, NOTICE.stood, 1, 2
    )  # fmt: skip
    assert (kept.state, kept.ended, book.notices("floor")) == (NoticeState.BEGUN, None, ())
    book.end(number, "machine", NoticeState.SENT)
    assert (book.notices()[0].state, book.notices()[0].version) == (NoticeState.SENT, 2)
    for again in (number, 7):
        with pytest.raises(NoticeOver):
            book.end(again, "machine", NoticeState.NOT_SENT)
    assert book.mute(MUTE, "k") == book.mute(MUTE, "k") == 1
    assert (book.mutes()[0].reason, book.mutes()[0].until, len(book.mutes())) == (MUTE.reason, MUTE.until, 1)
    book.unmute(1, "olu")
    assert (book.mutes()[0].ended, book.mutes()[0].ended_by) == (date(2026, 4, 10), "olu")
    with pytest.raises(NoSuchMute):
        book.unmute(1, "olu")
    assert any_store.check() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE notice SET text = 'x'", "UPDATE notice SET stood = '[]'", "DELETE FROM notice",
        "UPDATE mute SET reason = 'x'", "UPDATE mute SET until = '2099-01-01'", "DELETE FROM mute",
    ],
)  # fmt: skip
def test_the_book_itself_refuses_to_change_what_was_said(any_store: Store, statement: str):
    any_store.notices.begin(NOTICE, "machine")
    any_store.notices.mute(MUTE)
    with pytest.raises(DBAPIError, match="keeps what it"), any_store._shelves.book.write() as connection:
        connection.execute(text(statement))


def test_a_notice_that_ends_otherwise_than_the_trail_says_is_found(any_store: Store):
    any_store.notices.begin(NOTICE, "machine")
    assert any_store.check() == []
    with any_store._shelves.book.write() as connection:
        connection.execute(text("UPDATE notice SET state = 'sent', ended = '2026-04-10T09:00:00+00:00'"))
    assert [problem.where for problem in any_store.check()] == ["end of notice 1"]


def test_one_run_sends_at_a_time_on_any_machine_that_shares_the_book(any_store: Store):
    with any_store.notices.alone(), pytest.raises(SendingIsBusy), any_store.notices.alone():
        pass
    with any_store.notices.alone():
        assert any_store.notices.begin(NOTICE, "machine") == 1
