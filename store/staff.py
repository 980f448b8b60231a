"""Staff: who signs in at the desk, and as what. Roles are given here and nowhere else."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store import audit, passwords, throttle
from store.clock import now
from store.database import Store
from store.models import StaffRow

ROLES: dict[str, str] = {
    "police_officer": "民警",
    "hotline": "举报热线接听员",
    "intake_officer": "举报中心专人",
    "chief_prosecutor": "检察长",
    "rights_officer": "维权办工作人员",
    "rights_committee": "维权委负责人",
    "protection_officer": "办案部门（证人保护部门）民警",
    "police_leader": "县级以上公安机关负责人",
    "auditor": "审计员",
}
# Which way in a role has to the chat.
WAY_IN: dict[str, str] = {
    "police_officer": "officer",
    "protection_officer": "officer",
    "rights_officer": "officer",
    "hotline": "hotline",
}


@dataclass(frozen=True)
class Staff:
    """Somebody signed in. `title` is shown; `role` decides."""

    id: str
    name: str
    role: str
    title: str

    @property
    def actor(self) -> str:
        """As the audit log names them."""
        return f"staff:{self.id}"


def create(s: Session, name: str, role: str, password: str, title: str | None = None) -> Staff:
    """A new account. Raises ValueError for an unknown role, an empty or taken name, or a password under 10
    characters. Slow.
    """
    if role not in ROLES or not name.strip() or len(password) < 10:
        raise ValueError("not an account")
    if s.scalar(select(func.count()).select_from(StaffRow).where(StaffRow.name == name)):
        raise ValueError("the name is taken")
    row = StaffRow(
        id=f"s_{secrets.token_hex(8)}",
        name=name,
        role=role,
        title=title or ROLES[role],
        password_hash=passwords.hash_password(password),
        created_at=now(),
    )
    s.add(row)
    s.flush()
    audit.append(s, "system", "staff.create", f"staff:{row.id}", role)
    return _staff(row)


def any_there(s: Session) -> bool:
    """Whether there is any account, active or not."""
    return bool(s.scalar(select(func.count()).select_from(StaffRow)))


def create_demo(s: Session) -> dict[str, tuple[str, str]]:
    """One account a role, named after it, with random passwords; role → (name, password). Nothing when there is any
    account.
    """
    if any_there(s):
        return {}
    made = {}
    for role in ROLES:
        name, password = f"demo-{role.replace('_', '-')}", secrets.token_urlsafe(12)
        create(s, name, role, password)
        made[role] = (name, password)
    return made


def authenticate(store: Store, name: str, password: str) -> Staff | None:
    """Who that is, or None. One KDF and the same statements in any case; slow, and up to 2 seconds slower for a name
    tried often.

    For a worker thread. An event loop calls `check` in one and waits by itself.
    """
    staff, wait = check(store, name, password)
    time.sleep(wait)
    return staff


def check(store: Store, name: str, password: str, source: str = "") -> tuple[Staff | None, float]:
    """As `authenticate`, with how many seconds the caller should wait before it answers."""
    passwords.nobody()
    with store.begin() as s:
        waits = [throttle.mark(s, "name", name, throttle.BY_NAME)]
        if source:
            waits.append(throttle.mark(s, "desk", source, throttle.BY_SOURCE))
        row = s.execute(select(StaffRow).where(StaffRow.name == name)).scalar_one_or_none()
        found = (_staff(row), row.password_hash, row.active) if row else None
    right = passwords.verify(password, found[1] if found else None)
    staff = found[0] if found and right and found[2] else None
    with store.begin() as s:
        throttle.refund(s, "name", name, 1.0 if staff else 0.0)
        if source:
            throttle.refund(s, "desk", source, 1.0 if staff else 0.0)
        audit.append(
            s, staff.actor if staff else "staff:unknown", "staff.sign_in", "desk", "ok" if staff else "refused"
        )
    return staff, max(waits)


def get(s: Session, staff_id: str) -> Staff | None:
    """The active account of that id."""
    row = s.get(StaffRow, staff_id)
    return _staff(row) if row and row.active else None


def listed(s: Session) -> list[Staff]:
    """All active accounts, by name."""
    return [_staff(r) for r in s.scalars(select(StaffRow).where(StaffRow.active).order_by(StaffRow.name))]


def set_password(s: Session, staff_id: str, password: str) -> None:
    """Another password. Raises KeyError, ValueError when under 10 characters. Slow."""
    row = s.get(StaffRow, staff_id)
    if row is None:
        raise KeyError(staff_id)
    if len(password) < 10:
        raise ValueError("too short")
    row.password_hash = passwords.hash_password(password)
    audit.append(s, f"staff:{staff_id}", "staff.password", f"staff:{staff_id}", "ok")


def deactivate(s: Session, staff_id: str, by: Staff) -> None:
    """End an account; what it did stays in the log. Raises KeyError."""
    row = s.get(StaffRow, staff_id)
    if row is None:
        raise KeyError(staff_id)
    row.active = False
    audit.append(s, by.actor, "staff.deactivate", f"staff:{staff_id}", "ok")


def _staff(row: StaffRow) -> Staff:
    return Staff(row.id, row.name, row.role, row.title)
