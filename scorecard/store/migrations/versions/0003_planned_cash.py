"""One-offs of cash scheduled by hand: changed by version, withdrawn but never removed."""

import sqlalchemy as sa
from alembic import op

from scorecard.store.migrations.guards import kept_rows

revision = "0003"
down_revision = "0002"

BigInt = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "planned_cash",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("entity", "direction", "day")),
        sa.Column("amount", BigInt, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "party", "opened", "opened_by", "state")),
        sa.Column("version", sa.Integer, nullable=False),
        sa.CheckConstraint("direction IN ('in', 'out')", name="planned_cash_direction"),
        sa.CheckConstraint("amount > 0", name="planned_cash_amount"),
        sa.CheckConstraint("state IN ('scheduled', 'withdrawn')", name="planned_cash_state"),
        sqlite_strict=True,
    )
    said = "a one-off keeps its number and its first day"
    for statement in kept_rows(op.get_bind().dialect.name, "planned_cash", ("id", "opened", "opened_by"), said):
        op.execute(statement)
