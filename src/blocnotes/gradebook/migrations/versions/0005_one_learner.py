"""Indexes that lead from a learner to their grades and comments, which nbgrader's own tables lack."""

from alembic import op

revision = "0005"
down_revision = "0004"
INDEXES = {
    "blocnotes_ix_submitted_student": ("submitted_assignment", ["student_id"]),
    "blocnotes_ix_submitted_notebook_run": ("submitted_notebook", ["assignment_id"]),
    "blocnotes_ix_comment_run": ("comment", ["notebook_id"]),
}


def upgrade() -> None:
    """Create the indexes."""
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns)


def downgrade() -> None:
    """Remove them."""
    for name, (table, _) in INDEXES.items():
        op.drop_index(name, table)
