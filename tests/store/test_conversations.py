"""Conversations: what was not submitted goes with them; nothing then links a conversation to a case."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from store import conversations, vault
from store.clock import now
from store.models import (
    Base,
    CaseRow,
    ConversationRow,
    GrantRow,
    ItemRow,
    PartRow,
    PreparedRow,
    SubmissionRow,
    UploadRow,
)
from tests.store.make import Maker
from tests.store.test_vault import files, upload


def age(make: Maker, conversation: str, minutes: float) -> None:
    with make.store.begin() as s:
        s.execute(
            update(ConversationRow)
            .where(ConversationRow.id == conversation)
            .values(touched_at=now() - timedelta(minutes=minutes))
        )


def count(make: Maker, table: type[Base]) -> int:
    with make.store.read() as s:
        return s.scalar(select(func.count()).select_from(table)) or 0


def test_who_came_by_which_way(make: Maker) -> None:
    officer = make.staff("police_officer")
    with make.store.begin() as s:
        web = conversations.start(s, "web")
        staffed = conversations.start(s, "officer", officer.id)
        one, two = conversations.get(s, web), conversations.get(s, staffed)
    assert one is not None and (one.way_in, one.staff_id) == ("web", None)
    assert two is not None and (two.way_in, two.staff_id) == ("officer", officer.id)
    assert one.touched_at.utcoffset() == timedelta(hours=8)
    with make.store.read() as s:
        assert conversations.get(s, "c_nobody") is None


@pytest.mark.parametrize(("way_in", "staff"), [("desk", None), ("officer", None), ("hotline", None), ("web", "s_1")])
def test_a_way_in_that_cannot_be(make: Maker, way_in: str, staff: str | None) -> None:
    with pytest.raises(ValueError, match="way in"), make.store.begin() as s:
        conversations.start(s, way_in, staff)


def test_touching_keeps_it(make: Maker) -> None:
    conversation, idle = make.conversation(), make.conversation()
    age(make, conversation, 29)
    age(make, idle, 31)
    with make.store.begin() as s:
        conversations.touch(s, conversation)
        conversations.touch(s, "c_nobody")
    with make.store.begin() as s:
        assert conversations.purge_idle(s, now() - timedelta(minutes=30)) == 1
        assert conversations.get(s, idle) is None
        kept = conversations.get(s, conversation)
        assert kept is not None and now() - kept.touched_at < timedelta(seconds=30)


def test_ending_takes_drafts_files_and_receipt(make: Maker) -> None:
    conversation = make.conversation()
    make.draft(conversation, "report.facts")
    upload(make, conversation)
    upload(make, conversation, finish=False)
    make.prepare(conversation)
    with make.store.begin() as s:
        conversations.end(s, conversation)
        conversations.end(s, conversation)
    assert files(make.store) == []
    for table in (ConversationRow, PreparedRow, GrantRow, ItemRow, UploadRow, PartRow):
        assert count(make, table) == 0


def test_after_thirty_idle_minutes_it_is_gone_and_the_case_is_not(make: Maker) -> None:
    conversation = make.conversation()
    made = make.case(conversation=conversation)
    make.draft(conversation, "add_material.text")
    assert count(make, SubmissionRow) == 1
    age(make, conversation, 30.5)
    with make.store.begin() as s:
        assert conversations.purge_idle(s, now() - timedelta(minutes=30)) == 1
    assert count(make, SubmissionRow) == 0
    with make.store.read() as s:
        assert s.get(CaseRow, made.case_id) is not None
        assert [i.label for i in vault.of_case(s, made.case_id)] == ["report.facts"]


def test_deleted_drafts_are_overwritten_on_disk(make: Maker) -> None:
    if not make.store.sqlite:
        pytest.skip("SQLite's secure_delete")
    conversation = make.conversation()
    item = make.draft(conversation, "report.facts")
    with make.store.read() as s:
        ct = s.get_one(ItemRow, item).ct
    database = make.store.data / "shoukou.db"
    checkpoint(make)
    assert ct[:400] in database.read_bytes()
    with make.store.begin() as s:
        conversations.end(s, conversation)
    checkpoint(make)
    assert ct[:400] not in database.read_bytes()


def checkpoint(make: Maker) -> None:
    with sqlite3.connect(make.store.data / "shoukou.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
