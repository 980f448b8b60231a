"""Officers and the hotline at the desk's port: the same chat, their own flows, and the papers that come of them."""

from __future__ import annotations

import re
from datetime import timedelta

import httpx
import pytest
from playwright.sync_api import expect

from docs_gen.documents import long_date
from store.clock import now
from tests.e2e.conftest import Pick, Seat, staff_chat
from tests.e2e.papers import words
from tests.e2e.phone import Phone
from tests.e2e.workbench import Workbench
from tests.running import Running
from tests.staff import arrives_as

pytestmark = [pytest.mark.system, pytest.mark.browser]
BEATEN = "处警时被当事人拳击面部，后经劝阻停手"


def apply(me: Phone) -> None:
    """A rights application by an officer who was assaulted, up to the receipt."""
    me.press("维权申请", "rights.applicant")
    me.press("民警本人", "rights.position")
    me.press("民警", "rights.on_duty")
    me.press("工作时间", "rights.ground")
    me.press("因依法履行职责、行使职权受到侵犯", "rights.behaviour")
    me.shoot()
    me.press("暴力袭击或以暴力、威胁妨碍执行职务", "rights.scene")
    me.hears("第十九条", "第十四条")
    me.press("非现场", "rights.injury")
    me.press("轻微伤以上", "rights.name")
    me.seal("沈小某", "rights.unit")
    me.seal("城南派出所", "rights.contact")
    me.seal("13700001111", "rights.date")
    me.seal("昨天", "rights.place")
    me.seal("中山路路口", "rights.against")
    me.press("跳过", "rights.facts")
    me.seal(BEATEN, "rights.evidence")
    me.press("跳过", "rights.request")
    me.press("跳过", "rights.lawyer")
    me.press("是", "rights.files")
    me.press("没有文件", "rights.review")
    me.shoot()
    me.press("提交", "receipt.typeback")


def paper(desk: Workbench, title: str) -> str:
    """Make the paper whose form is open, take it, and read it."""
    desk.press("制作文书")
    desk.sees(f"《{title}》", "已经制作并封存")
    desk.shoot()
    name, data = desk.download("下载 Word 文件")
    assert name.startswith(title) and name.endswith(".docx"), name
    return words(data)


def start(rights: Workbench, seat: Seat, number: str) -> None:
    """维权办 reports to 维权委, which agrees to start; then the officer goes on (规定 3 第三十一条)."""
    rights.take("向维权委报告")
    committee = seat("rights_committee", f"desk-committee-{number[:4]}")
    committee.find(number)
    committee.sees("批准：启动维权工作程序")
    committee.press_step("启动维权工作程序", "批准")
    rights.back()
    rights.take("启动维权工作程序")
    rights.sees("已启动维权工作程序，自")


def test_an_officers_application_is_accepted(seat: Seat) -> None:
    officer = seat("police_officer", "officer-rights")
    officer.shoot()
    me = staff_chat(officer)
    me.shoot()
    apply(me)
    me.hears("最迟", "第三十一条", "视为受理")
    me.shoot()
    receipt = me.receipt
    me.write_down()

    rights = seat("rights_officer", "desk-rights")
    rights.shoot(whole=True)
    rights.find(receipt["number"])
    rights.sees("第三十一条", "3个工作日", "视为受理")
    rights.shoot(whole=True)
    rights.fits()
    rights.is_accessible()
    rights.press("维护执法权威申请表")
    rights.shoot(whole=True)
    rights.fits()
    rights.is_accessible()
    text = paper(rights, "维护执法权威申请表")
    for filled in ("沈小某", "城南派出所", "中山路路口", BEATEN, receipt["number"], "☑1.", "第三十条"):
        assert filled in text, filled
    # Said yesterday, written as the day it was.
    assert long_date(now().date() - timedelta(days=1)) in text and "昨天" not in text

    rights.back()
    start(rights, seat, receipt["number"])
    rights.press("受理答复书")
    rights.press("制作文书")
    rights.sees("补齐之前不能制作正式文书", "还没有填")
    rights.shoot()
    rights.fill("higher_office", "示例省公安厅维护民警执法权威工作办公室")
    rights.fill("contact", "何某 0573-82000000")
    rights.page.get_by_label("已受理", exact=True).check()
    text = paper(rights, "受理答复书")
    rights.sees("状态已设为“已受理”")
    for filled in ("沈小某", "示例省公安厅", "第三十一条", "号"):
        assert filled in text, filled
    assert re.search(r"示公维受〔20\d\d〕\d+号", text)

    chat = staff_chat(officer)
    chat.press("查进度", "status.number")
    chat.query(receipt)
    chat.hears("已受理", "最迟")
    chat.shoot()
    chat.page.get_by_role("link", name="工作台").click()
    officer.sees("您好")
    assert not [one for one in me.sealed if me.watch.sent_in_clear(one)]


def test_an_application_is_refused_with_reasons_only(seat: Seat, http: httpx.Client, system: Running) -> None:
    # The same application, told over the wire: the page was shown above.
    them = arrives_as("officer", http, system)
    them.says("我要申请维权")
    for title in ("民警本人", "民警", "工作时间", "执法权威未受到有效保护", "非现场"):
        them.presses(title)
    for answer in ("钱小某", "城北派出所", "13700002222", "昨天", "解放路"):
        them.says(answer)
    them.says("投诉人不满意处警结果，多次到单位反映。")
    for title in ("跳过", "跳过", "没有文件", "提交"):
        them.presses(title)

    rights = seat("rights_officer", "desk-refusal", viewport={"width": 1280, "height": 900}, is_mobile=False)
    rights.find(them.receipt["number"])
    start(rights, seat, them.receipt["number"])
    rights.take("不予受理")
    rights.sees("没有办理", "请先制作《不予受理答复书》", "第三十一条")
    rights.shoot()
    rights.press("制作《不予受理答复书》")
    rights.fill("higher_office", "示例省公安厅维护民警执法权威工作办公室")
    rights.fill("contact", "何某 0573-82000000")
    rights.press("制作文书")
    rights.sees("不予受理的理由", "还没有填")
    rights.shoot(whole=True)
    reasons = "申请事项属于群众对处警程序的正常反映，未见执法权威受到侵害的情形。"
    rights.fill("reasons", reasons)
    rights.page.get_by_label("不予受理", exact=True).check()
    text = paper(rights, "不予受理答复书")
    assert reasons in text and "钱小某" in text and "第三十一条" in text
    rights.back()
    rights.sees("不予受理，自")
    rights.shoot()


def test_a_protection_report_is_a_draft_until_it_is_whole(seat: Seat) -> None:
    officer = seat("police_officer", "officer-protection")
    me = staff_chat(officer)
    me.press("呈请证人保护", "protection_report.case_kind")
    me.press("毒品犯罪", "protection_report.role")
    me.press("证人", "protection_report.who")
    me.press("本人", "protection_report.urgent")
    me.press("否", "protection_report.gravity")
    me.press("重大的人身危险", "protection_report.name")
    me.seal("周平", "protection_report.sex")
    me.press("男", "protection_report.id_number")
    me.press("跳过", "protection_report.address")
    me.hears("先空着")
    me.seal("云东路9号", "protection_report.work_unit")
    me.press("跳过", "protection_report.relation")
    me.seal("本案目击证人", "protection_report.case_facts")
    me.seal("证人目击了毒品交易的全过程", "protection_report.necessity")
    me.seal("同案人在逃，证人住处被人蹲守", "protection_report.measures")
    me.press("禁止特定人员接触", "protection_report.measures")
    me.press("选好了", "protection_report.department")
    me.press("跳过", "protection_report.other")
    me.press("跳过", "protection_report.handler")
    me.seal("禁毒大队 何某", "protection_report.files")
    me.press("没有文件", "protection_report.review")
    me.hears("还缺", "身份证件号码", "执行保护的部门")
    me.shoot()
    me.press("提交", "receipt.typeback")
    me.write_down()

    desk = seat("protection_officer", "desk-protection")
    desk.find(me.receipt["number"])
    desk.sees("第六条")
    desk.shoot(whole=True)
    desk.press("呈请证人保护报告书")
    desk.press("制作文书")
    desk.sees("补齐之前不能制作正式文书", "可以先打印草稿", "身份证件信息", "执行保护的部门")
    desk.shoot(whole=True)
    desk.press("打印草稿")
    desk.sees("已制作草稿")
    name, data = desk.download("下载 Word 文件")
    draft = words(data)
    assert "草稿" in name
    for one in ("周平", "云东路9号", "身份证件信息", "执行保护的部门"):
        assert one in draft, one

    desk.back()
    desk.take("呈请批准")
    desk.sees("没有办理", "请先制作《呈请证人保护报告书》")
    desk.press("制作《呈请证人保护报告书》")
    desk.fill("persons.0.id_document", "居民身份证 11010519491231002X")
    desk.fill("persons.0.age", "76")
    desk.fill("department", "示例市公安局禁毒支队")
    desk.press("检查还缺什么")
    desk.sees("都齐了，可以制作")
    desk.page.get_by_label("已呈请批准", exact=True).check()
    text = paper(desk, "呈请证人保护报告书")
    desk.sees("状态已设为“已呈请批准”")
    for one in (
        "周平",
        "11010519491231002X",
        "示例市公安局禁毒支队",
        "证人目击了毒品交易的全过程",
        "第六条第一款",
        "禁止特定人员接触",
    ):
        assert one in text, one
    assert "草稿" not in text and "未填" not in text


def test_the_hotline_takes_a_call(seat: Seat, phone: Pick) -> None:
    hotline = seat("hotline", "hotline")
    me = staff_chat(hotline)
    me.shoot()
    me.press("来电人要举报", "report.mode")
    me.hears("请问来电人")
    me.press("匿名举报", "report.crime")
    me.press("渎职", "report.party")
    me.hears("来电人知道多少记多少")
    me.shoot()
    me.seal("某镇干部钱某", "report.date")
    me.press("跳过", "report.facts")
    me.seal("钱某不作为，致使堤坝失修", "report.evidence")
    me.press("跳过", "report.files")
    me.press("没有文件", "report.retaliation")
    me.press("没有", "report.review")
    me.press("提交", "receipt.typeback")
    me.hears("念给来电人", "换一个新的")
    assert re.fullmatch(r"\d{4}( \d{4}){2}", me.receipt["number"])
    assert re.fullmatch(r"\d{4}( \d{4}){4}", me.receipt["password"])
    me.shoot()
    me.page.get_by_role("button", name="我已抄下").click()
    me.say(me.receipt["password"][-4:])
    me.hears("核对无误")
    assert not [one for one in me.sealed if me.watch.sent_in_clear(one)]

    # The caller, at home: the password that was read out is changed at first use.
    caller = phone("hotline-caller")
    caller.press("查进度", "status.number")
    caller.query(me.receipt)
    caller.hears("已收到", "要换密码")
    caller.shoot()
    assert caller.receipt["number"] == me.receipt["number"]
    assert caller.receipt["password"] != me.receipt["password"]
    # The old one is dead from here on: the new one must not have to be looked for.
    for line in caller.page.locator(".receipt dd").all():
        expect(line).to_be_in_viewport(ratio=0.9)
    caller.page.get_by_role("button", name="我已抄下").click()
    caller.press("查进度", "status.number")
    caller.say(me.receipt["number"], "status.password")
    caller.say(me.receipt["password"], "status.number")
    caller.hears("没有对上")
    caller.query(caller.receipt)
    caller.hears("已收到")


def test_no_chat_for_those_who_open_reports(seat: Seat) -> None:
    desk = seat("intake_officer", "desk-no-chat")
    desk.watch.expected.append("403")
    expect(desk.page.get_by_role("link", name="对话")).to_have_count(0)
    answer = desk.page.goto(f"{desk.origin}/staff/")
    assert answer is not None and answer.status == 403
    desk.sees("没有对话入口")
    desk.shoot()
