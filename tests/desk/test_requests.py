"""What a reporter asks of a submitted report, at the desk: it waits in the list, opens as the report does, is decided."""

from __future__ import annotations

from store import cases
from tests.desk.desk import REPORT_TEXTS, Desk

WORDS = "我老公知道了，求我算了"
GIVEN_NAME = "欧阳娜娜"


def anonymous(desk: Desk) -> str:
    texts = {item: text for item, text in REPORT_TEXTS.items() if item not in {"name", "contact"}}
    return desk.case("report", {"mode": "anonymous", "crime": "corruption"}, texts).case_id


def withdrawn(desk: Desk) -> str:
    case_id, conversation = anonymous(desk), desk.make.conversation()
    desk.make.draft(conversation, "withdraw.reason", WORDS)
    with desk.office.store.begin() as s:
        cases.request_withdrawal(s, conversation, case_id)
    return case_id


def named(desk: Desk) -> str:
    case_id, conversation = anonymous(desk), desk.make.conversation()
    desk.make.draft(conversation, "name_self.name", GIVEN_NAME)
    desk.make.draft(conversation, "name_self.contact", "13912345678")
    with desk.office.store.begin() as s:
        cases.name_self(s, conversation, case_id, {"capacity": "individual", "acknowledge": "yes"})
    return case_id


def test_a_withdrawal_waits_in_the_list_until_somebody_decides(desk: Desk) -> None:
    case_id = withdrawn(desk)
    officer = desk.as_("intake_officer")
    assert "举报人提出、等待决定的" in officer.get("/").text
    page = officer.get(f"/cases/{case_id}").text
    assert "依职权继续办理</button>" in page and "撤回的原因" in page and WORDS not in page
    with desk.office.store.read() as s:
        [request] = cases.waiting_of(s, case_id)
    at = f"/cases/{case_id}/requests/{request.id}"
    assert officer.post(at, decision="continued").status_code == 303
    assert "举报人提出、等待决定的" not in officer.get("/").text
    page = officer.get(f"/cases/{case_id}").text
    assert "依职权继续办理</button>" not in page and "依职权继续办理" in page
    assert "对举报人提出的作出决定（依职权继续办理）" in page
    assert officer.post(at, decision="stopped").status_code == 409
    assert ("case.decide_request", "withdraw.continued") in desk.records(case_id)


def test_nobody_else_decides_or_learns_of_it(desk: Desk) -> None:
    case_id = withdrawn(desk)
    with desk.office.store.read() as s:
        [request] = cases.waiting_of(s, case_id)
    for role in ("police_officer", "rights_officer", "auditor"):
        assert desk.as_(role).post(f"/cases/{case_id}/requests/{request.id}", decision="stopped").status_code == 404
        assert "等待决定的" not in desk.as_(role).get("/").text
    officer = desk.as_("intake_officer")
    assert officer.post(f"/cases/{case_id}/requests/{request.id}", decision="delete").status_code == 404
    assert officer.post(f"/cases/{case_id}/requests/{request.id + 1}", decision="stopped").status_code == 404


def test_the_reason_and_the_name_open_with_the_report_and_by_its_rule(desk: Desk) -> None:
    for case_id, words in ((withdrawn(desk), WORDS), (named(desk), GIVEN_NAME)):
        officer = desk.as_("intake_officer")
        assert words not in officer.post(f"/cases/{case_id}/open").text
        desk.approve(case_id)
        assert words in officer.post(f"/cases/{case_id}/open").text


def test_a_name_given_later_makes_the_report_one_by_name(desk: Desk) -> None:
    case_id = named(desk)
    page = desk.as_("intake_officer").get(f"/cases/{case_id}").text
    assert "<dt>举报方式</dt><dd>实名举报</dd>" in page
    assert "匿名举报人补齐要素，转为实名举报" in page and "当事人（凭编号）" in page
    assert "匿名改实名" in page and GIVEN_NAME not in page


def test_that_nobody_need_come_is_seen_at_the_call_until_somebody_has_made_sure(desk: Desk) -> None:
    call, conversation = desk.case("urgent", {"start": "button"}, {"facts": WORDS}).case_id, desk.make.conversation()
    with desk.office.store.begin() as s:
        cases.call_off(s, conversation, call)
        [request] = cases.waiting_of(s, call)
    officer = desk.as_("protection_officer")
    assert "举报人提出、等待决定的" in officer.get("/").text
    page = officer.get(f"/cases/{call}").text
    assert "求助人说不用来了" in page and "核实之前照常处理" in page and "凭编号和密码提出" not in page
    assert officer.post(f"/cases/{call}/requests/{request.id}", decision="noted").status_code == 303
    assert "已核实" in officer.get(f"/cases/{call}").text
