"""Attempts and verdicts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables of attempts and verdicts."""
    op.create_table(
        "blocnotes_attempt",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("learner", sa.String(128), nullable=False),
        sa.Column("assignment", sa.String(128), nullable=False),
        sa.Column("notebook", sa.String(128), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("graded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("graded_with", sa.String(64), nullable=False),
        sa.Column("ending", sa.String(32), nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("variants", sa.JSON, nullable=False),
        sa.Column("notes", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocnotes_attempt"),
        sa.UniqueConstraint(
            "learner",
            "assignment",
            "notebook",
            "sha256",
            name="uq_blocnotes_attempt_learner_assignment_notebook_sha256",
        ),
    )
    op.create_index("ix_blocnotes_attempt_learner", "blocnotes_attempt", ["learner"])
    op.create_index("ix_blocnotes_attempt_assignment", "blocnotes_attempt", ["assignment"])
    op.create_table(
        "blocnotes_verdict",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("attempt_id", sa.Integer, nullable=False),
        sa.Column("cell", sa.String(128), nullable=False),
        sa.Column("points", sa.Float, nullable=True),
        sa.Column("maximum", sa.Float, nullable=False),
        sa.Column("verdict", sa.String(32), nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocnotes_verdict"),
        sa.UniqueConstraint("attempt_id", "cell", name="uq_blocnotes_verdict_attempt_id_cell"),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["blocnotes_attempt.id"], name="fk_blocnotes_verdict_attempt_id", ondelete="RESTRICT"
        ),
    )
    op.create_index("ix_blocnotes_verdict_attempt_id", "blocnotes_verdict", ["attempt_id"])


def downgrade() -> None:
    """Remove the tables of attempts and verdicts."""
    op.drop_table("blocnotes_verdict")
    op.drop_table("blocnotes_attempt")
