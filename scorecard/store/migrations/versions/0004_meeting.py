"""Meetings with their agenda and minutes, what was said in them, and early flags."""

import sqlalchemy as sa
from alembic import op

from scorecard.store.migrations.guards import append_only, kept_rows

revision = "0004"
down_revision = "0003"

BigInt = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MEETING = ("id", "preset", "entity", "period", "view", "compare", "length", "began", "began_by", "began_revision",
           "agenda")  # fmt: skip
"""What a meeting keeps for good: what it looks at, and its agenda."""

FLAG = ("id", "subject", "entity", "name", "slice", "period", "view", "compare", "actual", "reference", "impact",
        "revision", "opened", "opened_by", "kind", "text", "size", "earliest", "confidence", "meeting",
        "place")  # fmt: skip
"""What a flag keeps for good: all of the warning."""


def upgrade() -> None:
    _meetings()
    _outcomes()
    _flags()
    dialect = op.get_bind().dialect.name
    for statement in (
        *append_only(dialect, "outcome", "id"),
        *kept_rows(dialect, "meeting", MEETING, "a meeting keeps its agenda and what it looked at"),
        *kept_rows(dialect, "flag", FLAG, "a flag keeps its warning"),
    ):
        op.execute(statement)


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _figures() -> list[sa.Column[str]]:
    return [_text(name, nullable=True) for name in ("actual", "reference", "impact")]


def _meetings() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        *(_text(name) for name in MEETING[1:6]),
        _number("length"),
        *(_text(name) for name in ("began", "began_by")),
        _number("began_revision"),
        *(_text(name) for name in ("agenda", "state")),
        _text("ended", nullable=True),
        _text("ended_by"),
        _number("revision"),
        *(_text(name) for name in ("seen", "record")),
        _number("version"),
        sa.CheckConstraint("state IN ('running', 'finished')", name="meeting_state"),
        sa.CheckConstraint("state = 'running' OR ended IS NOT NULL", name="meeting_ended"),
        sqlite_strict=True,
    )


def _outcomes() -> None:
    op.create_table(
        "outcome",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("meeting", sa.Integer, sa.ForeignKey("meeting.id"), nullable=False),
        _number("place"),
        *(_text(name) for name in ("at", "who", "kind", "text")),
        *(_text(name, nullable=True) for name in ("entity", "name", "slice", "period", "view", "compare")),
        *_figures(),
        _number("revision"),
        _text("fingerprint"),
        *(_text(name, nullable=True) for name in ("expected", "by")),
        _text("credit"),
        sa.CheckConstraint("kind IN ('decision', 'parked', 'win')", name="outcome_kind"),
        sqlite_strict=True,
    )
    op.create_index("outcome_meeting", "outcome", ["meeting"])


def _flags() -> None:
    op.create_table(
        "flag",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        *(_text(name) for name in FLAG[1:8]),
        *_figures(),
        _number("revision"),
        *(_text(name) for name in ("opened", "opened_by", "kind", "text")),
        sa.Column("size", BigInt),
        *(_text(name) for name in ("earliest", "confidence")),
        *(_number(name) for name in ("meeting", "place")),
        _text("state"),
        _text("closed", nullable=True),
        *(_text(name) for name in ("closed_by", "closing")),
        _number("version"),
        sa.CheckConstraint("size IS NULL OR size > 0", name="flag_size"),
        sa.CheckConstraint("state IN ('open', 'came true', 'did not come')", name="flag_state"),
        sqlite_strict=True,
    )
