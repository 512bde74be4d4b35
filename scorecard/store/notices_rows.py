"""Notices and mutes as the book's rows: plain texts and whole numbers, and back."""

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from scorecard.domain.notices import Mute, Notice, NoticeKind, NoticeState


def notice_of(row: Row[Any]) -> Notice:
    """A notice from its row."""
    return Notice(
        id=row.id,
        audience=row.audience,
        kind=NoticeKind(row.kind),
        state=NoticeState(row.state),
        at=datetime.fromisoformat(row.at),
        revision=row.revision,
        title=row.title,
        text=row.text,
        stood=tuple((key, state) for key, state in json.loads(row.stood)),
        told=row.told,
        held=row.held,
        ended=datetime.fromisoformat(row.ended) if row.ended else None,
        version=row.version,
    )


def notice_row(notice: Notice) -> dict[str, object]:
    """A notice as a row."""
    return {
        "id": notice.id,
        "audience": notice.audience,
        "kind": notice.kind.value,
        "state": notice.state.value,
        "at": notice.at.isoformat(),
        "revision": notice.revision,
        "title": notice.title,
        "text": notice.text,
        "stood": stood_text(notice),
        "told": notice.told,
        "held": notice.held,
        "ended": notice.ended.isoformat() if notice.ended else None,
        "version": notice.version,
    }


def stood_text(notice: Notice) -> str:
    """Everything a notice takes note of, as the one text that is kept."""
    return json.dumps(notice.stood, ensure_ascii=False)


def mute_of(row: Row[Any]) -> Mute:
    """A mute from its row."""
    return Mute(
        id=row.id,
        what=row.what,
        audience=row.audience,
        until=date.fromisoformat(row.until),
        reason=row.reason,
        opened=date.fromisoformat(row.opened),
        opened_by=row.opened_by,
        ended=date.fromisoformat(row.ended) if row.ended else None,
        ended_by=row.ended_by,
        version=row.version,
    )


def mute_row(mute: Mute) -> dict[str, object]:
    """A mute as a row."""
    return {
        "id": mute.id,
        "what": mute.what,
        "audience": mute.audience,
        "until": mute.until.isoformat(),
        "reason": mute.reason,
        "opened": mute.opened.isoformat(),
        "opened_by": mute.opened_by,
        "ended": mute.ended.isoformat() if mute.ended else None,
        "ended_by": mute.ended_by,
        "version": mute.version,
    }
