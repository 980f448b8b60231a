"""The case's life at the desk: what can follow, what is missing, the superior's approval, what happened."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from desk import dossier
from docs_gen.documents import KINDS
from rules import lives
from store import cases
from store.clock import now
from tests.desk.desk import WITNESS, Desk

ASSESSED = {
    "fact.factors": ["case_nature", "suspect", "testimony", "self_protection", "coercive_measures"],
    "fact.danger": "real",
    "fact.degree": "grave",
    "fact.necessary": "yes",
}


def test_the_page_shows_what_can_follow_and_what_is_missing(desk: Desk) -> None:
    case = desk.rights()
    officer = desk.as_("rights_officer")
    page = officer.get(f"/cases/{case.case_id}").text
    for words in (
        "办理：向维权委报告",
        "要先向维权委报告",
        "要经维权委负责人批准",
        "《嘉兴维权细则》第三十一条",
        "办理之后要告知",
    ):
        assert words in page, words
    assert "视为受理</summary>" not in page  # what time brings is nobody's to press
    refused = officer.post(f"/cases/{case.case_id}/steps/start")
    assert refused.status_code == 409 and "没有办理“启动维权工作程序”，还缺" in refused.text


def test_a_superior_approves_and_it_stands_in_the_history(desk: Desk) -> None:
    case = desk.rights()
    at = f"/cases/{case.case_id}"
    officer, committee = desk.as_("rights_officer"), desk.as_("rights_committee")
    assert officer.post(f"{at}/steps/report_committee").status_code == 303
    assert officer.post(f"{at}/steps/start/approve").status_code == 409
    assert "批准：启动维权工作程序" in committee.get(at).text
    assert committee.post(f"{at}/steps/start/approve").status_code == 303
    assert "撤回批准：启动维权工作程序" in committee.get(at).text
    assert committee.post(f"{at}/steps/start/withdraw").status_code == 303
    assert officer.post(f"{at}/steps/start").status_code == 409
    assert committee.post(f"{at}/steps/start/approve").status_code == 303
    assert officer.post(f"{at}/steps/start").status_code == 303
    page = officer.get(at).text
    assert "已启动维权工作程序</strong>" in page
    assert re.search(r"rights_committee（维权委负责人）批准，记录于", page)
    actions = [action for action, _ in desk.records(case.case_id)]
    assert actions.count("case.approve_step") == 2 and "case.withdraw_step" in actions
    for role, step in (("rights_officer", "nonsense"), ("intake_officer", "start")):
        assert desk.as_(role).post(f"{at}/steps/{step}/approve").status_code == 404


def test_answers_are_chosen_and_shown(desk: Desk) -> None:
    case = desk.case("protect_witness", WITNESS, {"facts": "x"})
    at = f"/cases/{case.case_id}"
    officer = desk.as_("protection_officer")
    assert officer.post(f"{at}/steps/assess").status_code == 303
    lacking = officer.post(f"{at}/steps/record_assessment", **{**ASSESSED, "fact.factors": ["case_nature"]})
    assert lacking.status_code == 409 and "证人自我保护能力" in lacking.text
    strange = officer.post(f"{at}/steps/record_assessment", **{**ASSESSED, "fact.danger": "张三的威胁"})
    assert strange.status_code == 422 and "张三的威胁" not in strange.text and "不是可以选的答案" in strange.text
    assert officer.post(f"{at}/steps/record_assessment", **ASSESSED).status_code == 303
    page = officer.get(at).text
    assert "<dt>评估的危险程度</dt><dd>重大的人身安全危险</dd>" in page
    blocked = officer.post(f"{at}/steps/submit")
    assert "制作《呈请证人保护报告书》" in blocked.text


def test_who_looked_before_somebody_else_acted_looks_again(desk: Desk) -> None:
    case = desk.report()
    at = f"/cases/{case.case_id}"
    officer, chief = desk.as_("intake_officer"), desk.as_("chief_prosecutor")
    seen = re.search(r'name="seen" value="(\d+)"', officer.get(at).text)
    assert seen
    assert chief.post(f"{at}/steps/review").status_code == 303
    late = officer.post(f"{at}/steps/check_secrecy", seen=seen[1], **{"fact.kept": ["person"]})
    assert late.status_code == 409 and "刚才有了变化" in late.text


@pytest.mark.parametrize("days", [1, -400])
def test_a_day_that_does_not_fit_is_refused(desk: Desk, days: int) -> None:
    case = desk.report()
    day = (now().date() + timedelta(days=days)).isoformat()
    reply = desk.as_("intake_officer").post(f"/cases/{case.case_id}/steps/review", day=day)
    assert reply.status_code == 422 and "日期应在" in reply.text


def test_a_reward_is_begun_from_its_report(desk: Desk) -> None:
    case = desk.report()
    officer = desk.as_("intake_officer")
    begun = officer.post(f"/cases/{case.case_id}/reward")
    assert begun.status_code == 303
    page = officer.get(begun.headers["location"]).text
    assert "举报奖励" in page and "办理：开始审核" in page and case.case_id in page
    assert "写答复" not in page and "写答复" in officer.get(f"/cases/{case.case_id}").text
    assert begun.headers["location"] in officer.get(f"/cases/{case.case_id}").text
    assert "已经在办" in officer.post(f"/cases/{case.case_id}/reward").text
    assert desk.as_("rights_officer").post(f"/cases/{case.case_id}/reward").status_code == 404


def test_every_paper_of_a_life_can_be_made() -> None:
    for name, (title, _) in lives.shared().documents.items():
        assert KINDS[name].title == title
    for kind in lives.kinds():
        assert set(lives.life(kind).papers) <= set(KINDS)


def test_amounts_of_a_reward_are_written_in_yuan_and_held_against_the_limit(desk: Desk) -> None:
    reward, officer = desk.reward(), desk.as_("intake_officer")
    at = f"/cases/{reward}"
    assert officer.post(f"{at}/steps/examine", **{"fact.origin": "applied"}).status_code == 303
    assert "每一名受奖人的奖金金额（元，多人的用顿号分开）" in officer.get(at).text
    desk.make.paper(reward, "reward_opinion")
    form: dict[str, str | list[str]] = {
        "fact.timing": "judgment", "fact.verified": "yes", "fact.crime": "convicted", "fact.named": "yes",
        "fact.merit": "yes", "fact.whom": "joint", "fact.order": "single", "fact.form": ["money"],
        "fact.earlier": "none", "fact.contribution": "ordinary",
    }  # fmt: skip
    for wrong in ("200,000", "十万、十万", "100000、1.234", "0、1"):
        refused = officer.post(f"{at}/steps/propose", **form, **{"fact.amounts": wrong})
        assert refused.status_code == 422 and "金额写作数字" in refused.text and wrong not in refused.text
    over = officer.post(f"{at}/steps/propose", **form, **{"fact.amounts": "100000、100000.01"})
    assert over.status_code == 409 and "没有办理“提出奖励意见”，还缺" in over.text
    assert officer.post(f"{at}/steps/propose", **form, **{"fact.amounts": "100000、99999.99"}).status_code == 303
    page = officer.get(at).text
    assert "100000.00元、99999.99元" in page


def test_who_becomes_a_named_reporter_counts_as_one_from_then_on(desk: Desk) -> None:
    """第二条第二款 names no time: who asked for protection after an anonymous report has the measures of 第八条."""
    report = desk.make.case(mode="anonymous")
    asks: dict[str, Any] = {
        "who": ["self"],
        "stage": "happened",
        "retaliation": ["dismissal"],
        "gravity": "general",
        "link": "receipt",
    }
    protection = desk.make.case("protect_reporter", linked=report.case_id, **asks)

    def decision() -> str:
        with desk.make.store.read() as s:
            case = cases.get(s, protection.case_id)
            assert case is not None
            outcome = dossier.outcome_of(s, case, [])
        assert outcome is not None
        return outcome.decision

    before = decision()
    desk.make.take(
        report.case_id, "become_named", "intake_officer",
        given_by="reporter", elements=["name", "contact", "acknowledged"], named="yes",
    )  # fmt: skip
    assert (before, decision()) == ("real_name_needed", "verify")  # 应当迅速进行核实
