"""Work on numbers: items with their owner pairs, and what was said about them."""

import sqlalchemy as sa
from alembic import op

from scorecard.store.migrations.guards import append_only

revision = "0002"
down_revision = "0001"

BigInt = sa.BigInteger().with_variant(sa.Integer, "sqlite")
FIXED = ("id", "subject", "entity", "name", "slice", "period", "view", "compare", "opened", "opened_by")
"""What an item keeps for good: what it is about, and its age."""


def upgrade() -> None:
    _items()
    _said()
    dialect = op.get_bind().dialect.name
    for statement in (*append_only(dialect, "said", "id"), *_kept(dialect)):
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


def _kept(dialect: str) -> list[str]:
    """An item is never removed, and what ``FIXED`` names never changes."""
    if dialect == "sqlite":
        no = "SELECT RAISE(ABORT, 'an item keeps its subject and its date'); END"
        return [
            f"CREATE TRIGGER item_fixed BEFORE UPDATE OF {', '.join(FIXED)} ON item "
            f"WHEN {' OR '.join(f'NEW.{name} IS NOT OLD.{name}' for name in FIXED)} BEGIN {no}",
            f"CREATE TRIGGER item_no_delete BEFORE DELETE ON item BEGIN {no}",
        ]
    no = "RAISE EXCEPTION 'an item keeps its subject and its date';"
    changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in FIXED)
    return [
        f"CREATE FUNCTION item_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {no} END $$",
        "CREATE FUNCTION item_same() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {changed} THEN {no} END IF; RETURN NEW; END $$",
        "CREATE TRIGGER item_fixed BEFORE UPDATE ON item FOR EACH ROW EXECUTE FUNCTION item_same()",
        "CREATE TRIGGER item_no_delete BEFORE DELETE ON item FOR EACH ROW EXECUTE FUNCTION item_kept()",
        "CREATE TRIGGER item_no_truncate BEFORE TRUNCATE ON item FOR EACH STATEMENT EXECUTE FUNCTION item_kept()",
    ]
