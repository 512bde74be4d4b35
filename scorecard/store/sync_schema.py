"""The declared shapes of what the CFO and the COO decide: matters, their log, and the log of the one message."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from scorecard.store import schema

matter = Table(
    "matter",
    schema.metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *schema.texts("title", "at", "who"),
    *(Column(name, Text) for name in ("entity", "name", "slice", "period", "view", "compare")),
    *(Column(name, Text) for name in ("expected", "by")),
    sqlite_strict=True,
)

matter_entry = Table(
    "matter_entry",
    schema.metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("matter", Integer, ForeignKey("matter.id"), nullable=False),
    *schema.texts("at", "who", "seat", "kind", "text", "reason"),
    Column("day", Text),
    *schema.figures(),
    Column("fingerprint", Text, nullable=False),
    Index("matter_entry_matter", "matter"),
    sqlite_strict=True,
)

message_entry = Table(
    "message_entry",
    schema.metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *schema.texts("at", "who", "seat", "kind", "text"),
    Column("wording", Integer, nullable=False),
    sqlite_strict=True,
)
