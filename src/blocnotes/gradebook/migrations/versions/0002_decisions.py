"""An index that lets a cohort be read in one scan of nbgrader's grades."""

from alembic import op

revision = "0002"
down_revision = "0001"
INDEX = "blocnotes_ix_grade_run"
COVERED = ["notebook_id", "cell_id", "auto_score", "manual_score", "extra_credit", "needs_manual_grade"]


def upgrade() -> None:
    """Index nbgrader's grades by hand-in, with what a mark is made of; its pages look for grades that way too."""
    op.create_index(INDEX, "grade", COVERED)


def downgrade() -> None:
    """Remove the index."""
    op.drop_index(INDEX, "grade")
