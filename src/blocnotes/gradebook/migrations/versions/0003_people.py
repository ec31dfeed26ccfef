"""The audit ledger, groups, extensions and accommodations."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
REFUSAL = "the audit ledger only grows"


def upgrade() -> None:
    """Create the tables, and the triggers that keep the ledger as it was written."""
    _create_audit()
    _guard_audit()
    op.create_table(
        "blocnotes_membership",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("group_name", sa.String(128), nullable=False),
        sa.Column("learner", sa.String(128), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocnotes_membership"),
        sa.UniqueConstraint("group_name", "learner", name="uq_blocnotes_membership_group_name_learner"),
    )
    op.create_index("ix_blocnotes_membership_group_name", "blocnotes_membership", ["group_name"])
    op.create_index("ix_blocnotes_membership_learner", "blocnotes_membership", ["learner"])
    _create_extensions()
    _create_accommodations()


def downgrade() -> None:
    """Remove the tables."""
    for name in ("accommodation", "extension", "membership", "audit", "audit_head"):
        op.drop_table(f"blocnotes_{name}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION blocnotes_audit_refuse")


def _create_audit() -> None:
    op.create_table(
        "blocnotes_audit",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(128), nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(256), nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocnotes_audit"),
    )
    for column in ("actor", "action", "subject"):
        op.create_index(f"ix_blocnotes_audit_{column}", "blocnotes_audit", [column])
    head = op.create_table(
        "blocnotes_audit_head",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocnotes_audit_head"),
    )
    op.bulk_insert(head, [{"id": 1, "digest": ""}])


def _guard_audit() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER blocnotes_audit_no_{verb.lower()} BEFORE {verb} ON blocnotes_audit "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
    elif op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION blocnotes_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER blocnotes_audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON blocnotes_audit "
            "FOR EACH STATEMENT EXECUTE FUNCTION blocnotes_audit_refuse()"
        )


def _create_extensions() -> None:
    op.create_table(
        "blocnotes_extension",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("assignment", sa.String(128), nullable=False),
        sa.Column("learner", sa.String(128), nullable=True),
        sa.Column("group_name", sa.String(128), nullable=True),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_by", sa.String(128), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_blocnotes_extension"),
    )
    op.create_index("ix_blocnotes_extension_assignment", "blocnotes_extension", ["assignment"])


def _create_accommodations() -> None:
    op.create_table(
        "blocnotes_accommodation",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("learner", sa.String(128), nullable=False),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date, nullable=True),
        sa.Column("time_percent", sa.Integer, nullable=False),
        sa.Column("extra_days", sa.Integer, nullable=False),
        sa.Column("waived", sa.JSON, nullable=False),
        sa.Column("reference", sa.String(128), nullable=False),
        sa.Column("document_digest", sa.String(64), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(128), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocnotes_accommodation"),
    )
    op.create_index("ix_blocnotes_accommodation_learner", "blocnotes_accommodation", ["learner"])
