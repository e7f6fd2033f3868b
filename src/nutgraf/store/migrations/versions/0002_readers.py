"""Readers who log in, what they marked, who gets mail, and what is told of new editions."""

import sqlalchemy as sa
from alembic import op

from nutgraf.store.columns import Document, Words, number

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "consumers",
        sa.Column("name", Words(), nullable=False),
        sa.Column("n", number(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_consumers")),
    )
    op.create_table(
        "hooks",
        sa.Column("n", number(), nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("address", Words(), nullable=False),
        sa.Column("secret", Words(), nullable=False),
        sa.Column("wants", Words(), nullable=False),
        sa.Column("made_at", sa.Float(), nullable=False),
        sa.Column("failures", number(), nullable=False),
        sa.Column("failure", Document(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_hooks")),
        sa.UniqueConstraint("address", name=op.f("uq_hooks_address")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "marks",
        sa.Column("reader", Words(), nullable=False),
        sa.Column("story", Words(), nullable=False),
        sa.Column("mark", Words(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("reader", "story", "mark", name=op.f("pk_marks")),
    )
    with op.batch_alter_table("marks", schema=None) as batch_op:
        batch_op.create_index("ix_marks_mark", ["reader", "mark"], unique=False)

    op.create_table(
        "subscribers",
        sa.Column("address", Words(), nullable=False),
        sa.Column("reader", Words(), nullable=False),
        sa.Column("every", Words(), nullable=False),
        sa.Column("query", Words(), nullable=False),
        sa.Column("token", Words(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.Float(), nullable=False),
        sa.Column("sent_at", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_subscribers")),
        sa.UniqueConstraint("token", name=op.f("uq_subscribers_token")),
    )
    op.create_table(
        "tokens",
        sa.Column("hash", Words(), nullable=False),
        sa.Column("user", Words(), nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("label", Words(), nullable=False),
        sa.Column("made_at", sa.Float(), nullable=False),
        sa.Column("used_at", sa.Float(), nullable=False),
        sa.Column("expires_at", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_tokens")),
    )
    with op.batch_alter_table("tokens", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tokens_user"), ["user"], unique=False)

    op.create_table(
        "users",
        sa.Column("name", Words(), nullable=False),
        sa.Column("password", Words(), nullable=False),
        sa.Column("made_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_users")),
    )
