"""What a decision costs or brings, what terms and the CEO predict, and how the CEO settles a matter."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

BigInt = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    for table in ("outcome", "matter_entry"):
        op.add_column(table, sa.Column("cost", BigInt))
        op.add_column(table, sa.Column("cost_monthly", sa.Integer, nullable=False, server_default="0"))
    for name in ("expected", "by", "answer"):
        op.add_column("matter_entry", sa.Column(name, sa.Text))
