"""The steps of a case's life in place of its statuses: which, by whom, as what, approved by whom, on which day."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SHANGHAI = ZoneInfo("Asia/Shanghai")
# `ended` was the last status of these; now the notices of 规定 1 第十八条第二款 are still owed in it.
ENDED_WAS_FINAL = ("witness_protection", "protection_report")


def upgrade() -> None:
    events = op.create_table(
        "case_events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("staff_id", sa.String(length=40), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("approval_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("term", sa.Date(), nullable=True),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["approval_id"], ["approvals.id"], name="fk_case_events_approval_id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_events_case_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_case_events_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_case_events"),
        sa.UniqueConstraint("approval_id", name="uq_case_events_approval_id"),
    )
    op.create_index("ix_case_events_case_id", "case_events", ["case_id"], unique=False)
    _move(events)
    op.drop_table("status_events")
    op.execute(
        sa.text("UPDATE cases SET status = 'closed' WHERE status = 'ended' AND kind IN :kinds").bindparams(
            sa.bindparam("kinds", ENDED_WAS_FINAL, expanding=True)
        )
    )


def _move(events: sa.Table) -> None:
    """The old statuses as events: the first is the submission, the others steps that had no name yet."""
    old = sa.table(
        "status_events",
        *(sa.column(name) for name in ("id", "case_id", "status", "actor")),
        sa.column("at", sa.DateTime(timezone=True)),
    )
    staff = sa.table("staff", sa.column("id"), sa.column("role"))
    connection = op.get_bind()
    roles = {row.id: row.role for row in connection.execute(sa.select(staff))}
    seen: set[str] = set()
    rows = []
    for row in connection.execute(sa.select(old).order_by(old.c.id)):
        at: datetime = row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)
        who = row.actor.removeprefix("staff:")
        rows.append(
            {
                "case_id": row.case_id,
                "step": "status" if row.case_id in seen else "submitted",
                "status": row.status,
                "day": at.astimezone(SHANGHAI).date(),
                "at": row.at,
                "actor": row.actor,
                "staff_id": who if who in roles else None,
                "role": roles.get(who),
                "facts": {},
                "documents": [],
            }
        )
        seen.add(row.case_id)
    if rows:
        op.bulk_insert(events, rows)


def downgrade() -> None:
    """Steps say more than statuses did; a store is not taken back by a command."""
    raise NotImplementedError
