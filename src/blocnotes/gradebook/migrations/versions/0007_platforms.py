"""Accounts at a learning platform, its contexts, who arrived from where, and what was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the tables."""
    _create_accounts()
    _create_contexts()
    _create_presences()
    _create_sendings()


def downgrade() -> None:
    """Remove the tables."""
    for name in ("sending", "presence", "context", "account"):
        op.drop_table(f"blocnotes_{name}")


def _create_accounts() -> None:
    op.create_table(
        "blocnotes_account",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("issuer", sa.String(255), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("learner", sa.String(128), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocnotes_account"),
        sa.UniqueConstraint("issuer", "subject", name="uq_blocnotes_account_issuer_subject"),
        sa.UniqueConstraint("issuer", "learner", name="uq_blocnotes_account_issuer_learner"),
    )
    op.create_index("ix_blocnotes_account_learner", "blocnotes_account", ["learner"])


def _create_contexts() -> None:
    op.create_table(
        "blocnotes_context",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("issuer", sa.String(255), nullable=False),
        sa.Column("context", sa.String(255), nullable=False),
        sa.Column("title", sa.String(255), nullable=False),
        sa.Column("line_items", sa.String(1024), nullable=False),
        sa.Column("scopes", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocnotes_context"),
        sa.UniqueConstraint("issuer", "context", name="uq_blocnotes_context_issuer_context"),
    )


def _create_presences() -> None:
    op.create_table(
        "blocnotes_presence",
        sa.Column("id", sa.Integer, nullable=False),
        *_refer("presence"),
        sa.PrimaryKeyConstraint("id", name="pk_blocnotes_presence"),
        sa.UniqueConstraint("account_id", "context_id", name="uq_blocnotes_presence_account_id_context_id"),
    )
    op.create_index("ix_blocnotes_presence_context_id", "blocnotes_presence", ["context_id"])


def _create_sendings() -> None:
    op.create_table(
        "blocnotes_sending",
        sa.Column("id", sa.Integer, nullable=False),
        *_refer("sending"),
        sa.Column("column_key", sa.String(128), nullable=False),
        sa.Column("line_item", sa.String(1024), nullable=False),
        sa.Column("points", sa.Float, nullable=True),
        sa.Column("maximum", sa.Float, nullable=False),
        sa.Column("progress", sa.String(32), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocnotes_sending"),
        sa.UniqueConstraint(
            "account_id", "context_id", "column_key", name="uq_blocnotes_sending_account_id_context_id_column_key"
        ),
    )
    op.create_index("ix_blocnotes_sending_context_id", "blocnotes_sending", ["context_id"])


def _refer(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    # What concerns an account or a context goes with it.
    return (
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("context_id", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["blocnotes_account.id"], name=f"fk_blocnotes_{table}_account_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["context_id"], ["blocnotes_context.id"], name=f"fk_blocnotes_{table}_context_id", ondelete="CASCADE"
        ),
    )
