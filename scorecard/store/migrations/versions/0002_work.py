"""Work on numbers: items with their owner pairs, and what was said about them."""

import sqlalchemy as sa
from alembic import op

from scorecard.store.migrations.guards import append_only, kept_rows

revision = "0002"
down_revision = "0001"

BigInt = sa.BigInteger().with_variant(sa.Integer, "sqlite")
FIXED = ("id", "subject", "entity", "name", "slice", "period", "view", "compare", "opened", "opened_by")
"""What an item keeps for good: what it is about, and its age."""


def upgrade() -> None:
    _items()
    _said()
    dialect = op.get_bind().dialect.name
    kept = kept_rows(dialect, "item", FIXED, "an item keeps its subject and its date")
    for statement in (*append_only(dialect, "said", "id"), *kept):
        op.execute(statement)


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _owner(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, sa.ForeignKey("person.id"), nullable=False)


def _items() -> None:
    op.create_table(
        "item",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        *(_text(name) for name in FIXED[1:]),
        _owner("finance_owner"),
        _owner("operations_owner"),
        _text("due"),
        *(_text(name, nullable=True) for name in ("actual", "reference", "impact")),
        sa.Column("revision", sa.Integer, nullable=False),
        _text("state"),
        _text("cause", nullable=True),
        _text("whys"),
        _text("action"),
        _text("action_due", nullable=True),
        _text("agreed_by"),
        _text("verified_by"),
        _text("verified", nullable=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.CheckConstraint("finance_owner <> operations_owner", name="item_two_owners"),
        sa.CheckConstraint("state IN ('open', 'explained', 'action agreed', 'verified')", name="item_state"),
        sa.CheckConstraint("state <> 'verified' OR verified_by <> agreed_by", name="item_four_eyes"),
        sqlite_strict=True,
    )
    op.create_index("item_subject", "item", ["subject"])


def _said() -> None:
    op.create_table(
        "said",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("item", sa.Integer, sa.ForeignKey("item.id"), nullable=False),
        *(_text(name) for name in ("at", "who", "kind", "text")),
        sa.Column("amount", BigInt),
        *(_text(name, nullable=True) for name in ("actual", "reference", "impact")),
        sa.Column("revision", sa.Integer, nullable=False),
        _text("fingerprint"),
        sqlite_strict=True,
    )
    op.create_index("said_item", "said", ["item"])
