"""The command line: the same accounts, the same checks, the same records as the web."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner, Result

from desk.cli import app
from desk.keyring import Keyring
from store import cases, staff
from store.settings import Settings, get_settings
from tests.desk.conftest import PASSPHRASE
from tests.desk.desk import FACTS, NAME, Desk
from tests.desk.test_requests import withdrawn

PASSWORD = "a long password"


@pytest.fixture
def run(desk: Desk, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[CliRunner]:
    """A runner on this desk's data; every account has the same password, hashed once."""
    monkeypatch.setenv("SHOUKOU_DATA", str(settings.data))
    monkeypatch.setenv("SHOUKOU_DESK_PASSWORD", PASSWORD)
    monkeypatch.setenv("SHOUKOU_DESK_KEY_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr("store.passwords.verify", lambda password, hashed: password == PASSWORD and hashed is not None)
    get_settings.cache_clear()
    for role in staff.ROLES:
        desk.make.staff(role)
    yield CliRunner()
    get_settings.cache_clear()


def say(run: CliRunner, *words: str, answers: str = "", code: int = 0) -> str:
    """Run a command; its output."""
    result: Result = run.invoke(app, list(words), input=answers)
    assert result.exit_code == code, result.output + repr(result.exception)
    return result.output


def test_cases_from_list_to_answer(desk: Desk, run: CliRunner) -> None:
    case = desk.report()
    officer, chief = ("--as", "intake_officer"), ("--as", "chief_prosecutor")
    assert case.case_id in say(run, "cases", "list", *officer)
    shown = say(run, "cases", "show", case.number, *officer)
    assert "被举报人" in shown and "《举报人保护规定》第五条第一项" in shown and NAME not in shown
    assert "第五条第二项" in say(run, "cases", "open", case.number, *officer, code=1)
    say(run, "cases", "approve", case.number, *officer, code=1)
    say(run, "cases", "approve", case.number, "--for", "intake_officer", *chief)
    assert FACTS in say(run, "cases", "open", case.number, *officer)
    assert NAME in say(run, "cases", "answer", case.number, "--text", f"{NAME}已查处", "--send", *officer, code=1)
    say(run, "cases", "answer", case.number, "--text", "您好，已经受理。", "--send", *officer)
    assert "您好，已经受理。" in say(run, "cases", "show", case.number, *officer)
    assert "已撤回 1 次" in say(run, "cases", "answer", case.number, "--withdraw", *officer)
    assert "review  开始审查" in say(run, "cases", "step", case.number, *officer)
    assert "正在审查" in say(run, "cases", "step", case.number, "review", *officer)
    say(run, "cases", "step", case.number, "review", *officer, code=1)
    said = say(run, "cases", "step", case.number, "verify", "--fact", "originals=shown", *officer, code=1)
    assert "严禁出示" in said and "第五条第六项" in said
    say(run, "cases", "approve", case.number, "--withdraw", *chief)
    say(run, "cases", "open", case.number, *officer, code=1)
    actions = [action for action, _ in desk.records(case.case_id)]
    assert actions.count("case.open") >= 4 and "case.answer_refused" in actions


def test_what_the_rules_say_of_a_case(desk: Desk, run: CliRunner) -> None:
    case = desk.report()
    said = say(run, "cases", "explain", case.number, "--as", "intake_officer")
    assert said.startswith("结论：") and "条文：" in said and "第二条第二款" in said
    assert NAME not in said and FACTS not in said


def test_others_see_nothing(desk: Desk, run: CliRunner) -> None:
    case = desk.report()
    for command in ("show", "open", "explain"):
        assert "没有您能看到" in say(run, "cases", command, case.case_id, "--as", "rights_officer", code=1)


def test_a_wrong_password(run: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOUKOU_DESK_PASSWORD", "wrong password")
    assert "没有对上" in say(run, "cases", "list", "--as", "intake_officer", code=1)


def test_a_superior_approves_a_step(desk: Desk, run: CliRunner) -> None:
    case = desk.rights()
    officer, committee = ("--as", "rights_officer"), ("--as", "rights_committee")
    say(run, "cases", "step", case.number, "report_committee", *officer)
    assert "维权委负责人批准" in say(run, "cases", "step", case.number, "start", *officer, code=1)
    say(run, "cases", "approve-step", case.number, "start", *officer, code=1)
    say(run, "cases", "approve-step", case.number, "start", *committee)
    assert "已撤回 1 项" in say(run, "cases", "approve-step", case.number, "start", "--withdraw", *committee)
    say(run, "cases", "approve-step", case.number, "start", *committee)
    assert "已启动维权工作程序" in say(run, "cases", "step", case.number, "start", *officer)
    assert "rights_committee" in say(run, "cases", "show", case.number, *officer)


def test_a_reward_is_begun(desk: Desk, run: CliRunner) -> None:
    case, officer = desk.report(), ("--as", "intake_officer")
    made = re.search(r"k_[0-9a-f]+", say(run, "cases", "reward", case.number, *officer))
    assert made and "举报奖励" in say(run, "cases", "show", made[0], *officer)
    say(run, "cases", "reward", case.number, *officer, code=1)
    say(run, "cases", "step", made[0], "examine", "--fact", "origin=x", *officer, code=1)
    assert "正在审核" in say(run, "cases", "step", made[0], "examine", "--fact", "origin=applied", *officer)


def test_papers(desk: Desk, run: CliRunner, tmp_path: Path) -> None:
    case = desk.started_rights()
    officer = ("--as", "rights_officer")
    assert "rights_refused" in say(run, "papers", "list", case.number, *officer)
    assert "reasons" in say(run, "papers", "fields", "rights_refused")
    assert "不予受理的理由" in say(run, "papers", "make", case.number, "rights_refused", *officer, code=1)
    values = tmp_path / "values.yaml"
    values.write_text("higher_office: 示例省公安厅维权办\ncontact: 李工 0573-110\n", encoding="utf-8")
    out = tmp_path / "refused.docx"
    said = say(
        run, "papers", "make", case.number, "rights_refused", *officer, "--set", "reasons=不属于职责范围。",
        "--file", str(values), "--out", str(out), "--step", "refuse",
    )  # fmt: skip
    assert "不予受理" in said
    assert any("不属于职责范围" in p.text for p in Document(str(out)).paragraphs)
    kept = re.search(r"d_[0-9a-f]+", said)
    assert kept
    again = tmp_path / "again.docx"
    say(run, "papers", "take", case.number, kept[0], *officer, "--out", str(again))
    assert again.read_bytes() == out.read_bytes()
    assert "没有这一项" in say(run, "papers", "make", case.number, "rights_refused", *officer, "--set", "x=1", code=1)


def test_audit(desk: Desk, run: CliRunner) -> None:
    desk.report()
    head = re.search(r"\d+:[0-9a-f]{64}", say(run, "audit", "verify"))
    assert head
    desk.report()
    say(run, "audit", "verify", "--head", head[0])
    assert "提交" in say(run, "audit", "show", "--as", "auditor")
    say(run, "audit", "show", "--as", "intake_officer", code=1)
    say(run, "audit", "verify", "--head", f"{head[0][:-1]}{'0' if head[0][-1] != '0' else '1'}", code=1)


def test_keys(desk: Desk, run: CliRunner, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "正在使用" in say(run, "key", "status")
    say(run, "key", "rotate", "--as", "intake_officer", code=1)
    say(run, "key", "rotate", "--as", "chief_prosecutor")
    assert len(say(run, "key", "status").splitlines()) == 2
    fresh = "another passphrase"
    say(run, "key", "passphrase", "--as", "chief_prosecutor", answers=f"{fresh}\n{fresh}\n")
    Keyring.load(settings.keys_dir, fresh)
    say(run, "key", "recover", "--as", "chief_prosecutor", answers=f"WRONG\n{fresh}\n{fresh}\n", code=1)


def test_staff(desk: Desk, run: CliRunner) -> None:
    chief = ("--as", "chief_prosecutor")
    say(run, "staff", "add", "zhao", "intake_officer", *chief, answers=f"{PASSWORD}\n{PASSWORD}\n")
    assert "zhao" in say(run, "staff", "list", *chief)
    say(run, "staff", "add", "qian", "rights_officer", *chief, answers=f"{PASSWORD}\n{PASSWORD}\n", code=1)
    say(run, "staff", "add", "sun", "intake_officer", "--as", "intake_officer", code=1)
    say(run, "staff", "password", "--as", "zhao", answers="another password\nanother password\n")
    say(run, "staff", "password", "--as", "zhao", "--for", "auditor", code=1)
    say(run, "staff", "deactivate", "zhao", *chief)
    assert "zhao" not in say(run, "staff", "list", *chief)


def test_due_and_calendar(desk: Desk, run: CliRunner) -> None:
    case = desk.rights()
    assert case.case_id in say(run, "due", "--days", "30", "--as", "rights_officer")
    assert case.case_id not in say(run, "due", "--days", "30", "--as", "intake_officer")
    assert "改了 0 个期限" in say(run, "calendar", "recompute")


def test_what_a_reporter_asks_is_shown_and_decided(desk: Desk, run: CliRunner) -> None:
    case_id = withdrawn(desk)
    officer = ("--as", "intake_officer")
    shown = say(run, "cases", "show", case_id, *officer)
    assert "撤回请求" in shown and "等待决定" in shown
    with desk.office.store.read() as s:
        [request] = cases.waiting_of(s, case_id)
    say(run, "cases", "decide", case_id, str(request.id), "noted", *officer, code=1)
    assert "依职权继续办理" in say(run, "cases", "decide", case_id, str(request.id), "continued", *officer)
    say(run, "cases", "decide", case_id, str(request.id), "stopped", *officer, code=1)
