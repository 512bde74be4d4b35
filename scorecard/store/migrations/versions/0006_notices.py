"""What was sent to audiences, and what somebody muted."""

import sqlalchemy as sa
from alembic import op

from scorecard.store.migrations.guards import kept_rows

revision = "0006"
down_revision = "0005"

NOTICE = ("id", "audience", "kind", "at", "revision", "title", "text", "stood", "told", "held")
"""What a notice keeps for good: all but what became of it."""

MUTE = ("id", "what", "audience", "until", "reason", "opened", "opened_by")
"""What a mute keeps for good: all but that it was taken back."""


def upgrade() -> None:
    _notices()
    _mutes()
    dialect = op.get_bind().dialect.name
    for statement in (
        *kept_rows(dialect, "notice", NOTICE, "a notice keeps what it says"),
        *kept_rows(dialect, "mute", MUTE, "a mute keeps what it is about"),
    ):
        op.execute(statement)


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _notices() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        *(_text(name) for name in NOTICE[1:4]),
        _number("revision"),
        *(_text(name) for name in NOTICE[5:8]),
        *(_number(name) for name in NOTICE[8:]),
        _text("state"),
        _text("ended", nullable=True),
        _number("version"),
        sa.CheckConstraint("kind IN ('digest', 'alerts')", name="notice_kind"),
        sa.CheckConstraint("state IN ('begun', 'sent', 'not sent', 'noted')", name="notice_state"),
        sa.CheckConstraint("(state = 'begun') = (ended IS NULL)", name="notice_ended"),
        sqlite_strict=True,
    )
    op.create_index("notice_audience", "notice", ["audience"])


def _mutes() -> None:
    op.create_table(
        "mute",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        *(_text(name) for name in MUTE[1:]),
        _text("ended", nullable=True),
        _text("ended_by"),
        _number("version"),
        sqlite_strict=True,
    )
