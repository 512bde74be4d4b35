"""Seats of people; matters that the CFO and the COO decide, with their log; and one message both stand by."""

import sqlalchemy as sa
from alembic import op

from scorecard.store.migrations.guards import append_only

revision = "0005"
down_revision = "0004"

SEATS = "'cfo', 'coo', 'ceo'"
MATTER_KINDS = (
    "'raised', 'changed the terms', 'agrees', 'sees it differently', 'the numbers moved', 'sent to the CEO', "
    "'decided', 'opened again', 'withdrawn'"
)


def upgrade() -> None:
    _seats()
    _matters()
    _message()
    dialect = op.get_bind().dialect.name
    for table in ("matter", "matter_entry", "message_entry"):
        for statement in append_only(dialect, table, "id"):
            op.execute(statement)


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _seats() -> None:
    op.add_column("person", sa.Column("seat", sa.Text, nullable=False, server_default=""))
    sits = sa.text("seat <> '' AND active = 1")
    op.create_index("person_seat", "person", ["seat"], unique=True, sqlite_where=sits, postgresql_where=sits)


def _matters() -> None:
    op.create_table(
        "matter",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        *(_text(name) for name in ("title", "at", "who")),
        *(_text(name, nullable=True) for name in ("entity", "name", "slice", "period", "view", "compare")),
        *(_text(name, nullable=True) for name in ("expected", "by")),
        sqlite_strict=True,
    )
    op.create_table(
        "matter_entry",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("matter", sa.Integer, sa.ForeignKey("matter.id"), nullable=False),
        *(_text(name) for name in ("at", "who", "seat", "kind", "text", "reason")),
        _text("day", nullable=True),
        *(_text(name, nullable=True) for name in ("actual", "reference", "impact")),
        sa.Column("revision", sa.Integer, nullable=False),
        _text("fingerprint"),
        sa.CheckConstraint(f"seat IN ({SEATS})", name="matter_entry_seat"),
        sa.CheckConstraint(f"kind IN ({MATTER_KINDS})", name="matter_entry_kind"),
        sa.CheckConstraint("kind NOT IN ('agrees', 'sees it differently') OR seat <> 'ceo'", name="matter_entry_two"),
        sqlite_strict=True,
    )
    op.create_index("matter_entry_matter", "matter_entry", ["matter"])


def _message() -> None:
    op.create_table(
        "message_entry",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        *(_text(name) for name in ("at", "who", "seat", "kind", "text")),
        sa.Column("wording", sa.Integer, nullable=False),
        sa.CheckConstraint("seat IN ('cfo', 'coo')", name="message_entry_seat"),
        sa.CheckConstraint("kind IN ('worded', 'ticked', 'took the tick off')", name="message_entry_kind"),
        sqlite_strict=True,
    )
