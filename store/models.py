"""The tables. No column holds a user's words in clear: they stand in `ct`, sealed to the desk.

(`answers.text` is an officer's answer to a reporter. It is not sealed: see `store.answers`.)
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from store.clock import ZONE

NO_DUE = date(9999, 12, 31)  # sorts after every date on both databases


class Instant(TypeDecorator[datetime]):
    """A moment: kept in UTC, given back in Asia/Shanghai. A naive one is an error."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return (value.replace(tzinfo=UTC) if value.tzinfo is None else value).astimezone(ZONE)


Serial = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only plain INTEGER keys


class Base(DeclarativeBase):
    """Names of constraints are fixed, so that migrations can name them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Instant(), dict[str, Any]: JSON(), str: String()}  # noqa: RUF012


class KeyRow(Base):
    """A public key of the desk."""

    __tablename__ = "keys"
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    suite: Mapped[str]
    public: Mapped[bytes] = mapped_column(LargeBinary)
    published_at: Mapped[datetime] = mapped_column(index=True)
    revoked: Mapped[bool] = mapped_column(default=False)


class StaffRow(Base):
    """Somebody who signs in at the desk."""

    __tablename__ = "staff"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    title: Mapped[str]
    password_hash: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class ConversationRow(Base):
    """A running conversation. Deleting it takes all that was not submitted with it."""

    __tablename__ = "conversations"
    id: Mapped[str] = mapped_column(String(48), primary_key=True)
    way_in: Mapped[str]
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id"), index=True)
    started_at: Mapped[datetime]
    touched_at: Mapped[datetime] = mapped_column(index=True)


class PreparedRow(Base):
    """A receipt made for a conversation, waiting for its submission."""

    __tablename__ = "prepared"
    conversation: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[str] = mapped_column(String(12), unique=True)
    password_hash: Mapped[str]
    created_at: Mapped[datetime]


class CaseRow(Base):
    """A submitted case. `rank` and `next_due` carry the desk's order: urgent, then by what is due."""

    __tablename__ = "cases"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str]
    flow: Mapped[str]
    way_in: Mapped[str]
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id"), index=True)
    submitted_at: Mapped[datetime]
    status: Mapped[str]
    status_since: Mapped[datetime]
    facts: Mapped[dict[str, Any]]
    linked_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"), index=True)
    rank: Mapped[int]
    next_due: Mapped[date] = mapped_column(default=NO_DUE)
    material_at: Mapped[datetime | None]
    applicant_caused: Mapped[bool] = mapped_column(default=False)
    __table_args__ = (
        Index("ix_cases_order", "rank", "next_due", "submitted_at", "id"),
        Index("ix_cases_kind_order", "kind", "rank", "next_due", "submitted_at", "id"),
        Index("ix_cases_kind_status", "kind", "status"),
    )


class ReceiptRow(Base):
    """The receipt of a case. The query password stands here only as argon2id."""

    __tablename__ = "receipts"
    number: Mapped[str] = mapped_column(String(12), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), unique=True)
    password_hash: Mapped[str]
    must_change: Mapped[bool] = mapped_column(default=False)


class SubmissionRow(Base):
    """Which case a running conversation made, for recovery; gone with the conversation, so that no link stays."""

    __tablename__ = "submissions"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    conversation: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    flow: Mapped[str]
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)


class UploadRow(Base):
    """A sealed file in parts; the parts are files in the vault folder."""

    __tablename__ = "uploads"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    conversation: Mapped[str | None] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"), index=True)
    label: Mapped[str]
    parts: Mapped[int]
    finished: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    __table_args__ = (CheckConstraint("(conversation IS NULL) <> (case_id IS NULL)", name="owner"),)


class PartRow(Base):
    """One part that is on disk."""

    __tablename__ = "parts"
    upload_id: Mapped[str] = mapped_column(ForeignKey("uploads.id", ondelete="CASCADE"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int]
    key_id: Mapped[str | None] = mapped_column(ForeignKey("keys.id"))


class ItemRow(Base):
    """A sealed item: a draft while `conversation` is set, part of a case once `case_id` is."""

    __tablename__ = "items"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    conversation: Mapped[str | None] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"), index=True)
    flow: Mapped[str]
    label: Mapped[str]
    kind: Mapped[str]
    suite: Mapped[str]
    key_id: Mapped[str] = mapped_column(ForeignKey("keys.id"))
    ct: Mapped[bytes] = mapped_column(LargeBinary)
    upload_id: Mapped[str | None] = mapped_column(ForeignKey("uploads.id", ondelete="CASCADE"), unique=True)
    position: Mapped[int]
    batch: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    __table_args__ = (CheckConstraint("(conversation IS NULL) <> (case_id IS NULL)", name="owner"),)


class EventRow(Base):
    """A step of a case's life: which, to which status, on which day, recorded when, by whom and as what.

    approval_id: the approval it used, where one was needed; each serves one step. facts: enumerated answers and
    amounts in fen, no text. term: the last day the step named. documents: ids of the finished papers it used.
    """

    __tablename__ = "case_events"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    step: Mapped[str]
    status: Mapped[str]
    day: Mapped[date]
    at: Mapped[datetime]
    actor: Mapped[str]
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
    role: Mapped[str | None]
    approval_id: Mapped[int | None] = mapped_column(ForeignKey("approvals.id"), unique=True)
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    term: Mapped[date | None]
    documents: Mapped[list[str]] = mapped_column(JSON, default=list)


class RequestRow(Base):
    """What a reporter asked of what was submitted: `withdraw` or `name_self` with number and password, or `call_off`.

    batch: the sealed items that came with it (none: 0). decision: an id of `store.requests.DECISIONS`; null: somebody
    at the desk has to decide.
    """

    __tablename__ = "case_requests"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str]
    batch: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime]
    decision: Mapped[str | None] = mapped_column(index=True)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))


class DeadlineRow(Base):
    """A period of a case. `tree` is the rules' own form of it; state: running, met, void.

    due: the day the desk keeps to: the rules', or one told before (see `store.told`). warn_on: from when it is warned.
    """

    __tablename__ = "deadlines"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str]
    due: Mapped[date]
    warn_on: Mapped[date] = mapped_column(default=NO_DUE)
    tree: Mapped[dict[str, Any]]
    state: Mapped[str]
    ended_at: Mapped[datetime | None]
    __table_args__ = (
        Index("ix_deadlines_state_due", "state", "due", "id"),
        Index("ix_deadlines_state_warn_on", "state", "warn_on"),
    )


class ToldRow(Base):
    """A last day that was told: to whom (person, office), how (submission, status, answer, paper), when.

    deadline_id is null while the paper that tells it is made before the period begins.
    """

    __tablename__ = "told_dates"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    deadline_id: Mapped[int | None] = mapped_column(ForeignKey("deadlines.id"), index=True)
    kind: Mapped[str]
    due: Mapped[date]
    provisional: Mapped[bool]
    whom: Mapped[str]
    via: Mapped[str]
    document_id: Mapped[str | None] = mapped_column(ForeignKey("documents.id"))
    at: Mapped[datetime]


class DateChangeRow(Base):
    """A last day changed, and why. before_id: the period that this one took the place of (an extension)."""

    __tablename__ = "date_changes"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadlines.id"), index=True)
    before_id: Mapped[int | None] = mapped_column(ForeignKey("deadlines.id"))
    old_due: Mapped[date]
    new_due: Mapped[date]
    reason: Mapped[str]
    at: Mapped[datetime]


class GrantRow(Base):
    """A tried number and password. `case_id` is null when they were wrong."""

    __tablename__ = "grants"
    id: Mapped[str] = mapped_column(String(48), primary_key=True)
    conversation: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class AnswerRow(Base):
    """What the desk answered a reporter; checked there against the opened content."""

    __tablename__ = "answers"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    text: Mapped[str]
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]


class ApprovalRow(Base):
    """A superior's approval: of opening a case (`open`, 规定 2 第五条第二项) or of a step of its life (`step:<id>`)."""

    __tablename__ = "approvals"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    what: Mapped[str]
    approver_id: Mapped[str] = mapped_column(ForeignKey("staff.id"))
    for_staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class AuditRow(Base):
    """One record of the chain. Triggers forbid changing or deleting it."""

    __tablename__ = "audit"
    seq: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=False)
    at: Mapped[str]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    outcome: Mapped[str]
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class ThrottleRow(Base):
    """How often somebody tried lately. `key` is a hash."""

    __tablename__ = "throttle"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    score: Mapped[float]
    updated_at: Mapped[datetime] = mapped_column(index=True)


class DocumentRow(Base):
    """A document made for a case, sealed to the desk. A voided one (作废) keeps its number, so that none vanishes."""

    __tablename__ = "documents"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str]
    series: Mapped[str | None]
    year: Mapped[int | None]
    number: Mapped[int | None]
    finished: Mapped[bool] = mapped_column(default=False)
    suite: Mapped[str]
    key_id: Mapped[str] = mapped_column(ForeignKey("keys.id"))
    ct: Mapped[bytes] = mapped_column(LargeBinary)
    staff_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]
    voided_at: Mapped[datetime | None]
    voided_by: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
    void_reason: Mapped[str | None]
    __table_args__ = (UniqueConstraint("series", "year", "number"),)


class DocumentNumberRow(Base):
    """The last number given out in a series and year (文号)."""

    __tablename__ = "document_numbers"
    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
