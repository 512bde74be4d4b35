"""The declared shapes of what the CFO and the COO decide: matters, their log, and the log of the one message."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

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
    *schema.cost(),
    *(Column(name, Text) for name in ("expected", "by", "answer")),
    CheckConstraint("seat IN ('cfo', 'coo', 'ceo')", name="matter_entry_seat"),
    CheckConstraint(
        "kind IN ('raised', 'changed the terms', 'agrees', 'sees it differently', 'the numbers moved', "
        "'sent to the CEO', 'decided', 'opened again', 'withdrawn')",
        name="matter_entry_kind",
    ),
    CheckConstraint("kind NOT IN ('agrees', 'sees it differently') OR seat <> 'ceo'", name="matter_entry_two"),
    Index("matter_entry_matter", "matter"),
    sqlite_strict=True,
)

message_entry = Table(
    "message_entry",
    schema.metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *schema.texts("at", "who", "seat", "kind", "text"),
    Column("wording", Integer, nullable=False),
    CheckConstraint("seat IN ('cfo', 'coo')", name="message_entry_seat"),
    CheckConstraint("kind IN ('worded', 'ticked', 'took the tick off')", name="message_entry_kind"),
    sqlite_strict=True,
)
