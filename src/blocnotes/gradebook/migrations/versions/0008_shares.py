"""Who is to read which copies."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
KEY = ("assignment", "cell", "learner", "marker")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "blocnotes_share",
        sa.Column("id", sa.Integer, nullable=False),
        *(sa.Column(name, sa.String(128), nullable=False) for name in KEY),
        sa.PrimaryKeyConstraint("id", name="pk_blocnotes_share"),
        sa.UniqueConstraint(*KEY, name="uq_blocnotes_share_assignment_cell_learner_marker"),
    )
    op.create_index("ix_blocnotes_share_marker", "blocnotes_share", ["marker"])


def downgrade() -> None:
    """Remove it."""
    op.drop_table("blocnotes_share")
