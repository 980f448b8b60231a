"""What tests of the store need made: conversations with sealed drafts, prepared receipts, cases, staff."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from store import cases, conversations, documents, keys, passwords, receipts, vault
from store import staff as staff_accounts
from store.cases import Submitted
from store.clock import now
from store.database import Store
from store.models import StaffRow
from store.sealing import PublicKey, seal, seal_text
from store.staff import Staff

PASSWORD = "1234 5678 9012 3456 7890".replace(" ", "")


@functools.cache
def password_hash() -> str:
    """The hash of PASSWORD, made once: it is slow on purpose."""
    return receipts.hash_password(PASSWORD)


@dataclass
class Maker:
    """Makes things in a store."""

    store: Store
    public: PublicKey

    def conversation(self, way_in: str = "web", staff: Staff | None = None) -> str:
        with self.store.begin() as s:
            return conversations.start(s, way_in, staff.id if staff else None)

    def draft(self, conversation: str, label: str, text: str = "一段话") -> str:
        envelope = seal_text(self.public, label, "text", text, now())
        with self.store.begin() as s:
            return vault.put(s, conversation, label, envelope)

    def prepare(self, conversation: str) -> str:
        number = receipts.new_number()
        with self.store.begin() as s:
            receipts.prepare(s, conversation, number, password_hash())
        return number

    def case(
        self,
        flow: str = "report",
        conversation: str | None = None,
        linked: str | None = None,
        **facts: Any,
    ) -> Submitted:
        conversation = conversation or self.conversation()
        if flow != "urgent":
            self.draft(conversation, f"{flow}.facts" if flow != "protection_report" else f"{flow}.necessity")
        self.prepare(conversation)
        with self.store.begin() as s:
            return cases.submit(s, conversation, flow, facts, linked)

    def take(self, case_id: str, step: str, role: str, papers: Iterable[str] = (), **facts: Any) -> None:
        """Somebody of that role takes a step with these facts; its papers are made first."""
        for kind in papers:
            self.paper(case_id, kind)
        staff = self.staff(role)
        day: date | None = facts.pop("day", None)
        term: date | None = facts.pop("term", None)
        with self.store.begin() as s:
            cases.take_step(s, case_id, step, staff, facts=facts, day=day, term=term)

    def approve(self, case_id: str, step: str, role: str) -> None:
        """A superior's approval of a step."""
        staff = self.staff(role)
        with self.store.begin() as s:
            cases.approve_step(s, case_id, step, staff)

    def paper(self, case_id: str, kind: str, *, finished: bool = True) -> str:
        """A paper of the case, as far as the store knows: nothing but its seal; returns its id."""
        with self.store.begin() as s:
            envelope = seal(keys.current(s), f"document/{kind}", b"a Word file")
            return documents.add(s, case_id, kind, envelope, None, finished=finished)

    def started_rights(self, **facts: Any) -> Submitted:
        """An application whose procedure 维权委 agreed to start."""
        made = self.case("rights", **{"scene": "non_scene", **facts})
        self.take(made.case_id, "report_committee", "rights_officer")
        self.take(made.case_id, "start", "rights_committee")
        return made

    def staff(self, role: str) -> Staff:
        # Not through staff.create: its KDF costs a test a third of a second.
        with self.store.begin() as s:
            row = StaffRow(
                id=f"s_{role}",
                name=role,
                role=role,
                title=staff_accounts.ROLES[role],
                password_hash="-",
                created_at=now(),
            )
            s.merge(row)
        return Staff(f"s_{role}", role, role, staff_accounts.ROLES[role])


def warm() -> None:
    """Make the hashes a process makes once, so that no timing includes them."""
    passwords.nobody()
    password_hash()
