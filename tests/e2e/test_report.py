"""A whistleblower reports from a phone, asks how it stands, adds material."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, expect

from tests.e2e.conftest import NARROW, Pick
from tests.e2e.phone import Phone

pytestmark = [pytest.mark.system, pytest.mark.browser]
PARTY = "某县交通局局长王某某，分管工程"
FACTS = "他收了工程队三十万元，钱放在茶叶盒里，我亲眼看见的。"


def anonymous_until_review(phone: Phone, photo: FilePayload | None = None) -> None:
    """Everything of an anonymous report up to the review."""
    phone.press("我要举报", "report.mode")
    phone.press("匿名举报", "report.crime")
    phone.press("贪污贿赂", "report.party")
    phone.seal(PARTY, "report.date")
    phone.seal("前年四月", "report.facts")
    phone.seal(FACTS, "report.evidence")
    phone.press("跳过", "report.files")
    if photo is None:
        phone.press("没有文件", "report.retaliation")
    else:
        phone.attach([photo])
        phone.press("传完了", "report.retaliation")
    phone.press("没有", "report.review")


def test_an_anonymous_report_with_a_file_is_queried_and_added_to(phone: Pick, photo: FilePayload) -> None:
    me = phone("report-anonymous", permissions=["clipboard-read", "clipboard-write"])
    me.shoot()
    me.press("我要举报", "report.mode")
    me.hears("实名", "匿名", "奖励", "第二条")
    me.shoot()
    me.press("匿名举报", "report.crime")
    me.hears("奖励只给实名")
    me.press("贪污贿赂", "report.party")
    me.shoot()
    me.seal(PARTY, "report.date")
    me.seal("前年四月", "report.facts")
    expect(me.page.locator(".note")).to_contain_text("日期理解为")
    me.box.fill(FACTS)
    me.shoot()
    me.seal(FACTS, "report.evidence")
    me.press("跳过", "report.files")
    me.attach([photo])
    me.shoot()
    me.press("传完了", "report.retaliation")
    me.hears("收到 1 个文件")
    me.press("没有", "report.review")
    me.hears("被举报人", "举报事实", "附件", "没填", "证据或线索")
    me.shoot()
    me.press("提交", "receipt.typeback")
    me.shoot()
    me.page.get_by_role("button", name="复制", exact=True).click()
    expect(me.page.get_by_text("已复制")).to_be_visible()
    copied = me.page.evaluate("navigator.clipboard.readText()")
    assert me.receipt["number"] in copied and me.receipt["password"] in copied
    me.write_down()
    me.shoot()

    me.press("查进度", "status.number")
    me.query(me.receipt)
    me.hears("已收到", "自", "接下来", "目前还没有给您的答复")
    me.shoot()

    me.press("补充材料", "add_material.number")
    me.query(me.receipt)
    me.asks("add_material.text")
    me.seal("还有一笔钱没写，是在车库里给的。", "add_material.files")
    me.press("没有文件", "add_material.review")
    me.press("提交")
    me.hears("补充材料已提交")
    me.shoot()
    shown = me.page.content()
    assert not [text for text in me.sealed if text in shown]
    assert str(photo["name"]) not in shown
    assert not me.watch.sent_in_clear(str(photo["name"]))


def test_a_report_by_name(phone: Pick) -> None:
    me = phone("report-by-name", viewport=NARROW)
    me.shoot()
    me.say("我要实名举报我们单位领导", "report.capacity")
    me.hears("风险等级")
    me.press("本人举报", "report.name")
    me.seal("张小满", "report.id_number")
    me.shoot()
    me.seal("11010519491231002X", "report.contact")
    me.seal("13800138000", "report.acknowledge")
    me.press("是", "report.crime")
    me.press("不确定", "report.party")
    me.seal("某某公司经理李某", "report.date")
    me.press("跳过", "report.facts")
    me.seal("李某虚开发票套取资金，账目在财务室第三个柜子。", "report.evidence")
    me.seal("我有发票复印件", "report.files")
    me.press("没有文件", "report.retaliation")
    me.press("没有", "report.review")
    me.hears("举报人姓名或名称", "举报人身份证号", "举报人联系方式")
    me.shoot()
    me.press("提交", "receipt.typeback")
    me.shoot()
    me.is_accessible()
    me.write_down()
    assert not me.page.evaluate("document.documentElement.scrollWidth > innerWidth")

    # Later, with number and password: protection is asked for the same report.
    me.press("举报后申请保护", "protect_reporter.link")
    me.press("凭举报编号关联", "protect_reporter.number")
    me.query(me.receipt)
    me.asks("protect_reporter.who")


def test_a_joint_report_and_one_by_a_unit(phone: Pick) -> None:
    me = phone("report-capacities")
    me.press("我要举报", "report.mode")
    me.press("实名举报", "report.capacity")
    me.press("多人联名举报", "report.name")
    me.hears("一案一奖", "第十七条")
    me.shoot()
    me.seal("周某、吴某、郑某", "report.contact")
    me.word("返回上一步", "report.name")
    me.word("返回上一步", "report.capacity")
    me.press("单位举报", "report.name")
    me.hears("荣誉奖励", "第十四条第二款")
    me.seal("某某建筑有限公司", "report.contact")
    me.seal("0573-82072345", "report.acknowledge")
    me.press("否", "confirm.anonymous")
    me.shoot()
    me.press("按匿名继续", "report.crime")
    me.hears("匿名举报同样受理")
