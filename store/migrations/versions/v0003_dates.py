"""Told dates and why a date changed; from when a period is warned of; voided documents keep their numbers."""

import datetime as dt

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WARNED_BEFORE = dt.timedelta(days=3)  # what the desk's list did until now; the next daily round reckons them anew


def upgrade() -> None:
    with op.batch_alter_table("documents") as documents:
        documents.add_column(sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True))
        documents.add_column(sa.Column("voided_by", sa.String(length=40), nullable=True))
        documents.add_column(sa.Column("void_reason", sa.String(), nullable=True))
        documents.create_foreign_key("fk_documents_voided_by", "staff", ["voided_by"], ["id"])

    with op.batch_alter_table("deadlines") as deadlines:
        deadlines.add_column(sa.Column("warn_on", sa.Date(), nullable=True))
    table = sa.table("deadlines", sa.column("id", SERIAL), sa.column("due", sa.Date), sa.column("warn_on", sa.Date))
    found = op.get_bind().execute(sa.select(table.c.due).distinct()).scalars().all()
    for due in found:
        op.execute(table.update().where(table.c.due == due).values(warn_on=due - WARNED_BEFORE))
    with op.batch_alter_table("deadlines") as deadlines:
        deadlines.alter_column("warn_on", existing_type=sa.Date(), nullable=False)
        deadlines.drop_index("ix_deadlines_state_due")
        deadlines.create_index("ix_deadlines_state_due", ["state", "due", "id"])
        deadlines.create_index("ix_deadlines_state_warn_on", ["state", "warn_on"])

    op.create_table(
        "told_dates",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("deadline_id", SERIAL, nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("whom", sa.String(), nullable=False),
        sa.Column("via", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(length=40), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_told_dates_case_id"),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadlines.id"], name="fk_told_dates_deadline_id"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_told_dates_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_told_dates"),
    )
    op.create_index("ix_told_dates_case_id", "told_dates", ["case_id"])
    op.create_index("ix_told_dates_deadline_id", "told_dates", ["deadline_id"])
    op.create_table(
        "date_changes",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("deadline_id", SERIAL, nullable=False),
        sa.Column("before_id", SERIAL, nullable=True),
        sa.Column("old_due", sa.Date(), nullable=False),
        sa.Column("new_due", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadlines.id"], name="fk_date_changes_deadline_id"),
        sa.ForeignKeyConstraint(["before_id"], ["deadlines.id"], name="fk_date_changes_before_id"),
        sa.PrimaryKeyConstraint("id", name="pk_date_changes"),
    )
    op.create_index("ix_date_changes_deadline_id", "date_changes", ["deadline_id"])


def downgrade() -> None:
    """What was told to somebody is not untold by a command."""
    raise NotImplementedError
