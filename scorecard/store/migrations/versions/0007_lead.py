"""Who of both owners answers for an action."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("item", sa.Column("lead", sa.Text, nullable=False, server_default=""))
