"""The auditor's page finds what was tampered with; the worker does its round and never stops the desk."""

from __future__ import annotations

import logging
import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import update

from desk import worker
from store import cases, conversations
from store.clock import now
from store.models import ConversationRow, DeadlineRow
from tests.desk.desk import RIGHTS, Desk


def tamper(desk: Desk, statement: str) -> None:
    """Change the audit log past its triggers, as somebody with the database file could."""
    with sqlite3.connect(desk.office.settings.data / "shoukou.db") as raw:
        names = [row[0] for row in raw.execute("select name from sqlite_master where type='trigger'")]
        for name in names:
            raw.execute(f"drop trigger {name}")
        raw.execute(statement)


def test_a_whole_chain_is_said_to_be(desk: Desk) -> None:
    desk.report()
    page = desk.as_("auditor").get("/audit").text
    assert "首尾相连" in page and "提交" in page


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("update audit set outcome='all' where seq=2", "第 2 条内容被改动"),
        ("delete from audit where seq=2", "第 2 条缺少记录"),
        ("update audit set prev=hash where seq=2", "第 2 条与前一条不相连"),
    ],
)
def test_tampering_is_found(desk: Desk, statement: str, words: str) -> None:
    for _ in range(3):
        desk.report()
    tamper(desk, statement)
    assert words in desk.as_("auditor").get("/audit").text


def test_the_log_is_paged_and_filtered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.audit_page.PAGE", 2)
    first, second = desk.report(), desk.report()
    auditor = desk.as_("auditor")
    page = auditor.get("/audit").text
    assert "更早的" in page and second.case_id in page
    assert first.case_id in auditor.get(f"/audit?subject=case:{first.case_id}").text
    assert second.case_id not in auditor.get(f"/audit?subject={first.case_id}").text


def test_the_worker_accepts_what_was_not_answered(desk: Desk) -> None:
    late, excused = desk.case("rights", RIGHTS, {"facts": "x"}), desk.case("rights", RIGHTS, {"facts": "x"})
    desk.as_("rights_officer").post(f"/cases/{excused.case_id}/applicant-caused", caused="true")
    past = now().date() - timedelta(days=1)
    with desk.office.store.begin() as s:
        for row in s.query(DeadlineRow):
            row.due, row.tree = past, {**row.tree, "due": past.isoformat()}
    assert worker.tick(desk.office) == []
    with desk.office.store.read() as s:
        assert [cases.view(s, c.case_id).status for c in (late, excused)] == ["deemed_accepted", "received"]


def test_the_worker_ends_idle_conversations(desk: Desk) -> None:
    conversation = desk.make.conversation()
    desk.make.draft(conversation, "report.facts", "没有提交")
    with desk.office.store.begin() as s:
        s.execute(update(ConversationRow).values(touched_at=now() - timedelta(hours=1)))
    assert worker.tick(desk.office) == []
    with desk.office.store.read() as s:
        assert conversations.get(s, conversation) is None


def test_a_task_that_fails_stops_nothing_and_logs_no_words(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("刘建国")

    monkeypatch.setattr("store.cases.apply_expiries", fail)
    conversation = desk.make.conversation()
    with desk.office.store.begin() as s:
        s.execute(update(ConversationRow).values(touched_at=now() - timedelta(hours=1)))
    with caplog.at_level(logging.DEBUG):
        assert worker.tick(desk.office) == ["expiries"]
    assert "RuntimeError" in caplog.text and "刘建国" not in caplog.text
    with desk.office.store.read() as s:
        assert conversations.get(s, conversation) is None


def test_the_daily_round(desk: Desk) -> None:
    desk.rights()
    assert worker.daily(desk.office) == []


def test_what_is_due_stands_on_the_list(desk: Desk) -> None:
    desk.rights()
    page = desk.as_("rights_officer").get("/").text
    # Warned one working day before the last.
    with desk.office.store.read() as s:
        warn_on = s.query(DeadlineRow).one().warn_on
    assert ("要到期和应当立即办的" in page) == (warn_on <= now().date())


def test_a_duty_at_once_stands_on_the_list_without_a_last_day(desk: Desk) -> None:
    made = desk.make.case("protect_reporter")
    page = desk.as_("intake_officer").get("/").text
    assert "要到期和应当立即办的" in page and "<strong>迅速</strong>" in page and "今天起" in page
    assert "规定没有" not in page
    seen = desk.as_("intake_officer").get(f"/cases/{made.case_id}").text
    assert "<strong>迅速</strong>" in seen and "到期" not in seen.split("期限</h2>")[1].split("</section>")[0]
