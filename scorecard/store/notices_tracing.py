"""Whether notices and mutes are still what the trail says they were."""

import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from scorecard.domain.meeting import sealed
from scorecard.domain.notices import Mute, Notice, NoticeState
from scorecard.domain.problems import Problem
from scorecard.store import audit
from scorecard.store import notices_schema as schema
from scorecard.store.notices_rows import mute_of, notice_of, stood_text

BEGUN, NOTED = "notice.begun", "notice.noted"
ENDED = {NoticeState.SENT: "notice.sent", NoticeState.NOT_SENT: "notice.not_sent"}
MUTED, UNMUTED = "alerts.muted", "alerts.unmuted"
"""What the trail calls the acts."""


def called(number: int) -> str:
    """What the trail calls a notice."""
    return f"notice {number}"


def called_mute(number: int) -> str:
    """What the trail calls a mute."""
    return f"mute {number}"


def of_notice(notice: Notice) -> dict[str, object]:
    """What the trail keeps of a notice: to whom, about which state of the numbers, and its words as their hash."""
    return {
        "audience": notice.audience,
        "kind": notice.kind.value,
        "revision": notice.revision,
        "told": notice.told,
        "held": notice.held,
        "text_sha256": sealed([notice.title, notice.text, stood_text(notice)]),
    }


def of_mute(mute: Mute) -> dict[str, object]:
    """What the trail keeps of a mute: what, for whom, until when, and its reason as its hash."""
    return {
        "what": mute.what,
        "audience": mute.audience,
        "until": mute.until.isoformat(),
        "reason_sha256": sealed(mute.reason),
    }


def untraced(connection: Connection) -> list[Problem]:
    """One problem for each notice or mute that is not as the trail tells it, or gone."""
    return audit.differing(dict(_told(connection)), dict(_held(connection)), str)


def _told(connection: Connection) -> Iterator[tuple[str, object]]:
    """What the trail says of each; they are numbered in the order in which they were written."""
    notices = mutes = 0
    for row in audit.rows_of(connection):
        if row.action in (BEGUN, NOTED):
            notices += 1
            yield called(notices), json.loads(row.body)
        elif row.action == MUTED:
            mutes += 1
            yield called_mute(mutes), json.loads(row.body)
        elif row.action in (*ENDED.values(), UNMUTED):
            yield f"end of {row.object}", row.action


def _held(connection: Connection) -> Iterator[tuple[str, object]]:
    for row in connection.execute(select(schema.notice).order_by(schema.notice.c.id)):
        notice = notice_of(row)
        yield called(notice.id), of_notice(notice)
        if notice.state in ENDED:
            yield f"end of {called(notice.id)}", ENDED[notice.state]
    for row in connection.execute(select(schema.mute).order_by(schema.mute.c.id)):
        mute = mute_of(row)
        yield called_mute(mute.id), of_mute(mute)
        if mute.ended:
            yield f"end of {called_mute(mute.id)}", UNMUTED
