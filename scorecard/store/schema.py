"""The declared shapes: the facts' columns and the book's tables, said once."""

from typing import Any

import pyarrow as pa
from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text, text
from sqlalchemy import UniqueConstraint as Unique

DIMENSIONS = ("cost_centre", "product", "customer", "vendor", "project")
"""Dimension columns of a fact, besides entity and measure."""

TOLD_BY = ("entity", "measure", *DIMENSIONS)
"""Columns by which figures of one period are told apart."""

AMOUNT = pa.decimal128(18, 4)
STAGED_AMOUNT = pa.decimal64(18, 4)
"""The same amounts on their way in: half the bytes to move; what adds them up asks for ``AMOUNT``."""

FACT_SCHEMA = pa.schema(
    [
        pa.field("source", pa.string(), nullable=False),
        pa.field("scenario", pa.string(), nullable=False),
        pa.field("period", pa.string(), nullable=False),
        pa.field("date", pa.date32(), nullable=False),
        pa.field("entity", pa.string(), nullable=False),
        pa.field("measure", pa.string(), nullable=False),
        *(pa.field(name, pa.string()) for name in DIMENSIONS),
        pa.field("value", AMOUNT),
        pa.field("quantity", AMOUNT),
        pa.field("currency", pa.string()),
        pa.field("state", pa.string(), nullable=False),
        pa.field("as_of", pa.date32()),
        pa.field("note", pa.string()),
        pa.field("source_ref", pa.string(), nullable=False),
        pa.field("source_row", pa.int64(), nullable=False),
        pa.field("import_id", pa.int64(), nullable=False),
    ]
)
"""One row is one figure; ``value`` is empty where ``state`` is not ``reported``."""

TEXTS = frozenset(field.name for field in FACT_SCHEMA if pa.types.is_string(field.type))
"""Columns of words, which come again and again."""

IDENTITY = ("source", "scenario", "period", "as_of", "date", *TOLD_BY, "currency")
"""What makes two lines the same line; restated lines agree in these and differ in ``CONTENT``."""

CONTENT = ("value", "quantity", "state", "note")
"""What a line says. Where it came from (``ORIGIN``) is not part of it."""

ORIGIN = ("source_ref", "source_row", "import_id")

metadata = MetaData()
SITS = text("seat <> '' AND active = 1")
"""People who are here and have a seat: of those, one a seat."""

BigInt = BigInteger().with_variant(Integer, "sqlite")


def texts(*names: str) -> list[Column[str]]:
    """Columns of text that are never empty of a value."""
    return [Column(name, Text, nullable=False) for name in names]


def cost() -> list[Column[Any]]:
    """The columns of what a decision costs, in ticks, or brings where it is below zero; and whether every month."""
    return [Column("cost", BigInt), Column("cost_monthly", Integer, nullable=False, server_default="0")]


def figures() -> list[Column[Any]]:
    """The columns of a number as it stood, and of the state of the numbers it stood in."""
    told: list[Column[Any]] = [Column(name, Text) for name in ("actual", "reference", "impact")]
    return [*told, Column("revision", Integer, nullable=False)]


catalogue = Table(
    "catalogue",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *texts("text", "sha256"),
    sqlite_strict=True,
)

imports = Table(
    "import",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *texts("at", "who", "why", "kind", "file_name", "file_sha256"),
    Column("file_bytes", BigInt, nullable=False),
    Column("profile", Text, nullable=False),
    Column("rows", BigInt, nullable=False),
    Column("total", Text, nullable=False),
    Column("new", BigInt, nullable=False),
    Column("restated", BigInt, nullable=False),
    Column("removed", BigInt, nullable=False),
    Column("unchanged", BigInt, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    CheckConstraint("state IN ('published', 'unchanged', 'undone')", name="import_state"),
    Index("import_file", "file_sha256"),
    sqlite_strict=True,
)

revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("facts_version", BigInt, nullable=False),
    Column("catalogue_id", Integer, ForeignKey("catalogue.id"), nullable=False),
    *texts("at", "who", "why", "kind"),
    Column("import_id", Integer, ForeignKey("import.id"), nullable=False),
    sqlite_strict=True,
)

slices = Table(
    "slice",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    *texts("source", "scenario", "period", "as_of"),
    Column("rows", BigInt, nullable=False),
    *texts("total", "row_hash", "first_date", "last_date"),
    Column("import_id", Integer, ForeignKey("import.id"), nullable=False),
    Column("from_revision", Integer, ForeignKey("revision.id"), nullable=False),
    Column("to_revision", Integer, ForeignKey("revision.id")),
    Unique("source", "scenario", "period", "as_of", "from_revision", name="slice_once_a_revision"),
    Index("slice_validity", "to_revision", "from_revision"),
    sqlite_strict=True,
)

contents = Table(
    "import_slice",
    metadata,
    Column("import_id", Integer, ForeignKey("import.id"), primary_key=True),
    Column("source", Text, primary_key=True),
    Column("scenario", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("as_of", Text, primary_key=True),
    Column("row_hash", Text, nullable=False),
    sqlite_strict=True,
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("format", Integer, nullable=False),
    *texts("at", "who", "action", "object", "body", "prev", "hash"),
    sqlite_strict=True,
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("actor", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    *texts("input_sha256", "result", "at"),
    sqlite_strict=True,
)

person = Table(
    "person",
    metadata,
    Column("id", Text, primary_key=True),
    *texts("name", "role", "side"),
    Column("active", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("seat", Text, nullable=False, server_default=""),
    Index("person_seat", "seat", unique=True, sqlite_where=SITS, postgresql_where=SITS),
    sqlite_strict=True,
)

counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInt, nullable=False),
    sqlite_strict=True,
)

item = Table(
    "item",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *texts("subject", "entity", "name", "slice", "period", "view", "compare", "opened", "opened_by"),
    Column("finance_owner", Text, ForeignKey("person.id"), nullable=False),
    Column("operations_owner", Text, ForeignKey("person.id"), nullable=False),
    Column("due", Text, nullable=False),
    *figures(),
    Column("state", Text, nullable=False),
    Column("cause", Text),
    *texts("whys", "action"),
    Column("action_due", Text),
    *texts("agreed_by", "verified_by"),
    Column("verified", Text),
    Column("version", Integer, nullable=False),
    Column("lead", Text, nullable=False, server_default=""),
    CheckConstraint("finance_owner <> operations_owner", name="item_two_owners"),
    CheckConstraint("state IN ('open', 'explained', 'action agreed', 'verified')", name="item_state"),
    CheckConstraint("state <> 'verified' OR verified_by <> agreed_by", name="item_four_eyes"),
    Index("item_subject", "subject"),
    sqlite_strict=True,
)

said = Table(
    "said",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("item", Integer, ForeignKey("item.id"), nullable=False),
    *texts("at", "who", "kind", "text"),
    Column("amount", BigInt),
    *figures(),
    Column("fingerprint", Text, nullable=False),
    Index("said_item", "item"),
    sqlite_strict=True,
)

planned_cash = Table(
    "planned_cash",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *texts("entity", "direction", "day"),
    Column("amount", BigInt, nullable=False),
    *texts("name", "party", "opened", "opened_by", "state"),
    Column("version", Integer, nullable=False),
    CheckConstraint("direction IN ('in', 'out')", name="planned_cash_direction"),
    CheckConstraint("amount > 0", name="planned_cash_amount"),
    CheckConstraint("state IN ('scheduled', 'withdrawn')", name="planned_cash_state"),
    sqlite_strict=True,
)

meeting = Table(
    "meeting",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *texts("preset", "entity", "period", "view", "compare"),
    Column("length", Integer, nullable=False),
    *texts("began", "began_by"),
    Column("began_revision", Integer, nullable=False),
    *texts("agenda", "state"),
    Column("ended", Text),
    Column("ended_by", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    *texts("seen", "record"),
    Column("version", Integer, nullable=False),
    CheckConstraint("state IN ('running', 'finished')", name="meeting_state"),
    CheckConstraint("state = 'running' OR ended IS NOT NULL", name="meeting_ended"),
    sqlite_strict=True,
)

outcome = Table(
    "outcome",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("meeting", Integer, ForeignKey("meeting.id"), nullable=False),
    Column("place", Integer, nullable=False),
    *texts("at", "who", "kind", "text"),
    *(Column(name, Text) for name in ("entity", "name", "slice", "period", "view", "compare")),
    *figures(),
    Column("fingerprint", Text, nullable=False),
    Column("expected", Text),
    Column("by", Text),
    Column("credit", Text, nullable=False),
    *cost(),
    CheckConstraint("kind IN ('decision', 'parked', 'win')", name="outcome_kind"),
    Index("outcome_meeting", "meeting"),
    sqlite_strict=True,
)

flag = Table(
    "flag",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *texts("subject", "entity", "name", "slice", "period", "view", "compare"),
    *figures(),
    *texts("opened", "opened_by", "kind", "text"),
    Column("size", BigInt),
    *texts("earliest", "confidence"),
    Column("meeting", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("closed", Text),
    *texts("closed_by", "closing"),
    Column("version", Integer, nullable=False),
    CheckConstraint("size IS NULL OR size > 0", name="flag_size"),
    CheckConstraint("state IN ('open', 'came true', 'did not come')", name="flag_state"),
    sqlite_strict=True,
)
