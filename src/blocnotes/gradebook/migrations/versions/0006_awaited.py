"""Indexes of the few grades that concern a person, and of each learner's newest attempt: what pages ask for."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
AWAITED = "blocnotes_ix_grade_awaited"
BY_HAND = "blocnotes_ix_grade_by_hand"
NEWEST = "ix_blocnotes_attempt_newest"


def upgrade() -> None:
    """Create the indexes."""
    op.create_index(
        AWAITED,
        "grade",
        ["cell_id"],
        sqlite_where=sa.text("needs_manual_grade = 1"),
        postgresql_where=sa.text("needs_manual_grade"),
    )
    where = sa.text("manual_score IS NOT NULL")
    op.create_index(BY_HAND, "grade", ["cell_id"], sqlite_where=where, postgresql_where=where)
    newest = [sa.text("received_at DESC"), sa.text("id DESC")]
    op.create_index(NEWEST, "blocnotes_attempt", ["assignment", "learner", "notebook", *newest, "status"])


def downgrade() -> None:
    """Remove them."""
    op.drop_index(NEWEST, "blocnotes_attempt")
    op.drop_index(AWAITED, "grade")
    op.drop_index(BY_HAND, "grade")
