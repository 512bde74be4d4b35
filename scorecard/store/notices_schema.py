"""The declared shapes of what was sent to audiences, and of what somebody muted."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text

from scorecard.store import schema

notice = Table(
    "notice",
    schema.metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *schema.texts("audience", "kind", "at"),
    Column("revision", Integer, nullable=False),
    *schema.texts("title", "text", "stood"),
    Column("told", Integer, nullable=False),
    Column("held", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("ended", Text),
    Column("version", Integer, nullable=False),
    CheckConstraint("kind IN ('digest', 'alerts')", name="notice_kind"),
    CheckConstraint("state IN ('begun', 'sent', 'not sent', 'noted')", name="notice_state"),
    CheckConstraint("(state = 'begun') = (ended IS NULL)", name="notice_ended"),
    Index("notice_audience", "audience"),
    sqlite_strict=True,
)

mute = Table(
    "mute",
    schema.metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *schema.texts("what", "audience", "until", "reason", "opened", "opened_by"),
    Column("ended", Text),
    Column("ended_by", Text, nullable=False),
    Column("version", Integer, nullable=False),
    sqlite_strict=True,
)
