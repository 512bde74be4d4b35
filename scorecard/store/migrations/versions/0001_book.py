"""The first book: revisions, catalogues, imports, slices, audit, idempotency, people and counters."""

import sqlalchemy as sa
from alembic import op

from scorecard.store.migrations.guards import append_only

revision = "0001"
down_revision = None

BigInt = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    _published()
    _imported()
    _sliced()
    _trail()
    _people()
    op.execute("INSERT INTO counter (name, value) VALUES ('writes', 0)")
    _guards(op.get_bind().dialect.name)


def _text(name: str, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, primary_key=primary_key)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, BigInt, nullable=False)


def _published() -> None:
    op.create_table(
        "catalogue",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        _text("text"),
        _text("sha256"),
        sqlite_strict=True,
    )


def _imported() -> None:
    op.create_table(
        "import",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        *(_text(name) for name in ("at", "who", "why", "kind", "file_name", "file_sha256")),
        _number("file_bytes"),
        _text("profile"),
        _number("rows"),
        _text("total"),
        *(_number(name) for name in ("new", "restated", "removed", "unchanged")),
        _text("state"),
        sa.Column("version", sa.Integer, nullable=False),
        sa.CheckConstraint("state IN ('published', 'unchanged', 'undone')", name="import_state"),
        sqlite_strict=True,
    )
    op.create_index("import_file", "import", ["file_sha256"])
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        _number("facts_version"),
        sa.Column("catalogue_id", sa.Integer, sa.ForeignKey("catalogue.id"), nullable=False),
        *(_text(name) for name in ("at", "who", "why", "kind")),
        sa.Column("import_id", sa.Integer, sa.ForeignKey("import.id"), nullable=False),
        sqlite_strict=True,
    )


def _sliced() -> None:
    key = ("source", "scenario", "period", "as_of")
    op.create_table(
        "slice",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        *(_text(name) for name in key),
        _number("rows"),
        *(_text(name) for name in ("total", "row_hash", "first_date", "last_date")),
        sa.Column("import_id", sa.Integer, sa.ForeignKey("import.id"), nullable=False),
        sa.Column("from_revision", sa.Integer, sa.ForeignKey("revision.id"), nullable=False),
        sa.Column("to_revision", sa.Integer, sa.ForeignKey("revision.id")),
        sa.UniqueConstraint(*key, "from_revision", name="slice_once_a_revision"),
        sqlite_strict=True,
    )
    op.create_index("slice_validity", "slice", ["to_revision", "from_revision"])
    op.create_table(
        "import_slice",
        sa.Column("import_id", sa.Integer, sa.ForeignKey("import.id"), primary_key=True),
        *(_text(name, primary_key=True) for name in key),
        _text("row_hash"),
        sqlite_strict=True,
    )


def _trail() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("format", sa.Integer, nullable=False),
        *(_text(name) for name in ("at", "who", "action", "object", "body", "prev", "hash")),
        sqlite_strict=True,
    )
    op.create_table(
        "idempotency",
        _text("actor", primary_key=True),
        _text("key", primary_key=True),
        *(_text(name) for name in ("input_sha256", "result", "at")),
        sqlite_strict=True,
    )


def _people() -> None:
    op.create_table(
        "person",
        _text("id", primary_key=True),
        *(_text(name) for name in ("name", "role", "side")),
        sa.Column("active", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
    op.create_table("counter", _text("name", primary_key=True), _number("value"), sqlite_strict=True)


def _guards(dialect: str) -> None:
    for table, key in (("audit", "seq"), ("revision", "id")):
        for statement in append_only(dialect, table, key):
            op.execute(statement)
