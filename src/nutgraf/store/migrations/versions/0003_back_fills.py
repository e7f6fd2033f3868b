"""Files of records that are taken in part by part, and how far each came."""

import sqlalchemy as sa
from alembic import op

from nutgraf.store.columns import Key, number

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "fills",
        sa.Column("file", Key(), nullable=False),
        sa.Column("size", number(), nullable=False),
        sa.Column("began", sa.Float(), nullable=False),
        sa.Column("records", number(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("file", name=op.f("pk_fills")),
    )
