"""Marks by hand: drafts and signed marks, questions that two people read, comments used again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
KEY = ("learner", "assignment", "cell", "marker", "sha256")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "blocnotes_hand_mark",
        sa.Column("id", sa.Integer, nullable=False),
        *(sa.Column(name, sa.String(128), nullable=False) for name in KEY[:4]),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("levels", sa.JSON, nullable=False),
        sa.Column("points", sa.Float, nullable=True),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("is_signed", sa.Boolean, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_blocnotes_hand_mark"),
        sa.UniqueConstraint(*KEY, name="uq_blocnotes_hand_mark_learner_assignment_cell_marker_sha256"),
    )
    op.create_index("ix_blocnotes_hand_mark_learner", "blocnotes_hand_mark", ["learner"])
    op.create_index("ix_blocnotes_hand_mark_assignment", "blocnotes_hand_mark", ["assignment"])
    op.create_table(
        "blocnotes_doubling",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("assignment", sa.String(128), nullable=False),
        sa.Column("cell", sa.String(128), nullable=False),
        sa.Column("threshold", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocnotes_doubling"),
        sa.UniqueConstraint("assignment", "cell", name="uq_blocnotes_doubling_assignment_cell"),
    )
    op.create_table(
        "blocnotes_phrase",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("assignment", sa.String(128), nullable=False),
        sa.Column("cell", sa.String(128), nullable=False),
        sa.Column("text", sa.String(2000), nullable=False),
        sa.Column("author", sa.String(128), nullable=False),
        sa.Column("uses", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocnotes_phrase"),
        sa.UniqueConstraint("assignment", "cell", "text", name="uq_blocnotes_phrase_assignment_cell_text"),
    )


def downgrade() -> None:
    """Remove the tables."""
    for name in ("phrase", "doubling", "hand_mark"):
        op.drop_table(f"blocnotes_{name}")
