"""Requests of a reporter about a submitted report: to withdraw it, to put a name to it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "case_requests",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_requests_case_id"),
        sa.ForeignKeyConstraint(["decided_by"], ["staff.id"], name="fk_case_requests_decided_by"),
        sa.PrimaryKeyConstraint("id", name="pk_case_requests"),
    )
    op.create_index("ix_case_requests_case_id", "case_requests", ["case_id"])
    op.create_index("ix_case_requests_decision", "case_requests", ["decision"])


def downgrade() -> None:
    """What a reporter asked is not forgotten by a command."""
    raise NotImplementedError
