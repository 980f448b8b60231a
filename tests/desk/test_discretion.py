"""Papers that go outside: the report's content, the reporter's name and particulars stay in (规定 2 第五条第五项)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from desk.papers.discretion import QUIET
from tests.desk.desk import PROTECT, REPORT, REPORT_TEXTS, Desk, Person, inputs
from tests.desk.test_papers import fill, make_paper

WORDS = {
    "explanation_request": {"matter": "2026年2月10日作出的停职决定。", "questions": "作出该决定的依据"},
    "correction_proposal": {
        "treatment": "2026年2月10日作出的停职决定。", "reasons": "没有依据。", "proposals": "撤销该决定",
    },
    "relief_letter": {"situation": "左臂骨折，住院治疗。", "needs": "医疗费用救助", "harm": "严重人身伤害"},
}  # fmt: skip


def linked_case(desk: Desk, *, approved: bool = True) -> str:
    """A request for protection linked to a report with content."""
    report = desk.case("report", REPORT, REPORT_TEXTS)
    if approved:
        desk.approve(report.case_id)
    facts = {**PROTECT, "link": "just_now"}
    texts = {"against": "单位领导", "facts": "被无故辞退"}
    return desk.case("protect_reporter", facts, texts, linked=report.case_id).case_id


def sent(person: Person, case_id: str, kind: str, **more: str) -> Any:
    at = f"/cases/{case_id}/papers/{kind}"
    form = fill(kind, inputs(person.post(at).text)) | WORDS.get(kind, {}) | more
    form.pop("csrf")
    return person.post(at, **form, action="make")


def first_text(kind: str) -> str:
    return next(iter(WORDS[kind]))


def test_every_quiet_paper_is_tried() -> None:
    assert set(WORDS) == QUIET


@pytest.mark.parametrize("kind", sorted(QUIET))
def test_what_was_reported_is_refused_and_not_repeated(desk: Desk, kind: str) -> None:
    case_id, officer = linked_case(desk), desk.as_("intake_officer")
    assert sent(officer, case_id, kind).status_code == 200
    for words in ("收受承包商陈富贵现金", "校舍工程招标", "三十万元"):
        reply = sent(officer, case_id, kind, **{first_text(kind): f"涉及{words}。"})
        assert reply.status_code == 422
        problem = "".join(re.findall(r'class="problem"[^>]*>(.*?)</', reply.text, re.DOTALL))
        assert "举报内容里的词句" in problem and words not in problem


@pytest.mark.parametrize("kind", sorted(QUIET))
def test_a_report_that_is_not_open_cannot_be_checked_against(desk: Desk, kind: str) -> None:
    case_id, officer = linked_case(desk, approved=False), desk.as_("intake_officer")
    reply = officer.post(f"/cases/{case_id}/papers/{kind}")
    assert reply.status_code == 403
    assert "检察长" in reply.text


@pytest.mark.parametrize("kind", ["explanation_request", "correction_proposal"])
def test_a_letter_to_the_unit_bears_no_name_and_no_word_of_a_report(desk: Desk, kind: str) -> None:
    case_id, officer = linked_case(desk), desk.as_("intake_officer")
    for words in ("周晓梅", "周 晓梅", "13912345678"):
        reply = sent(officer, case_id, kind, **{first_text(kind): f"处理{words}一事。"})
        assert reply.status_code == 422 and "应当保密的真实" in reply.text
    assert "不提举报的事" in sent(officer, case_id, kind, **{first_text(kind): "因举报被停职。"}).text
    _, printed = make_paper(officer, case_id, kind, **WORDS[kind])
    assert "周晓梅" not in printed and "13912345678" not in printed and "被无故辞退" not in printed


def test_relief_names_whom_to_help_and_gives_no_phone(desk: Desk) -> None:
    case_id, officer = linked_case(desk), desk.as_("intake_officer")
    _, printed = make_paper(officer, case_id, "relief_letter", **WORDS["relief_letter"])
    assert "周晓梅" in printed and "13912345678" not in printed
    refused = sent(officer, case_id, "relief_letter", situation="住院，电话139 1234 5678。")
    assert refused.status_code == 422 and "真实电话" in refused.text


def test_the_risk_of_a_request_is_filled_in_by_the_rules(desk: Desk) -> None:
    facts = {**PROTECT, "retaliation": ["violence", "pay"], "who": ["self", "close_relative"], "gravity": "grave"}
    texts = {"name": "周晓梅", "contact": "13912345678", "against": "单位领导", "facts": "被殴打"}
    case_id = desk.case("protect_reporter", facts, texts).case_id
    form = inputs(desk.as_("intake_officer").post(f"/cases/{case_id}/papers/risk_assessment").text)
    assert form["factors.count"] == "2"
    assert (form["factors.0.nature"], form["factors.1.nature"]) == ("人身安全", "工作和待遇")
    assert form["factors.0.influence"] == "波及近亲属" and form["level"] == "高"


def test_a_grave_incident_is_reported_at_once(desk: Desk) -> None:
    from tests.desk.desk import RIGHTS, RIGHTS_TEXTS

    officer = desk.as_("rights_officer")
    for injury, wanted in (("severe", "重大紧急，立即上报"), ("none", "按照规定上报")):
        case = desk.case("rights", {**RIGHTS, "injury": injury}, RIGHTS_TEXTS)
        form = inputs(officer.post(f"/cases/{case.case_id}/papers/incident_report").text)
        assert form["urgency"] == wanted


def test_a_warning_does_not_name_the_officer(desk: Desk) -> None:
    case_id, officer = desk.rights().case_id, desk.as_("rights_officer")
    refused = sent(officer, case_id, "written_warning", conduct="投诉何振华打人，与视频不符。")
    assert refused.status_code == 422 and "真实姓名" in refused.text
    _, printed = make_paper(officer, case_id, "written_warning", conduct="投诉民警打人，与视频不符。")
    assert "何振华" not in printed and "马大勇" in printed
