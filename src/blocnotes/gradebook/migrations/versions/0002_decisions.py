"""Decisions, and an index that lets a cohort be read in one scan of nbgrader's grades."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
INDEX = "blocnotes_ix_grade_run"
COVERED = ["notebook_id", "cell_id", "auto_score", "manual_score", "extra_credit", "needs_manual_grade"]


def upgrade() -> None:
    """Create the table of decisions; index nbgrader's grades by hand-in, with what a mark is made of."""
    op.create_table(
        "blocnotes_decision",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("learner", sa.String(128), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("code", sa.String(128), nullable=False),
        sa.Column("decided_on", sa.Date, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("reference", sa.String(128), nullable=False),
        sa.Column("edition", sa.String(64), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revokes", sa.Integer, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_blocnotes_decision"),
        sa.UniqueConstraint("revokes", name="uq_blocnotes_decision_revokes"),
        sa.ForeignKeyConstraint(
            ["revokes"], ["blocnotes_decision.id"], name="fk_blocnotes_decision_revokes", ondelete="RESTRICT"
        ),
    )
    op.create_index("ix_blocnotes_decision_learner", "blocnotes_decision", ["learner"])
    op.create_index(INDEX, "grade", COVERED)


def downgrade() -> None:
    """Remove the index, and the table of decisions."""
    op.drop_index(INDEX, "grade")
    op.drop_table("blocnotes_decision")
