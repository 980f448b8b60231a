"""Asking for protection: as a reporter, right after the report or with its receipt; as a witness."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Pick
from tests.e2e.phone import Phone

pytestmark = [pytest.mark.system, pytest.mark.browser]


def threatened(me: Phone) -> None:
    """From who is to be protected to the review."""
    me.press("本人", "protect_reporter.who")
    me.hears("已选")
    me.press("近亲属", "protect_reporter.who")
    me.shoot()
    me.press("选好了", "protect_reporter.person")
    me.seal("我妻子，同住", "protect_reporter.stage")
    me.press("有可能发生", "protect_reporter.retaliation")
    me.press("违规解聘、辞退或开除", "protect_reporter.retaliation")
    me.press("选好了", "protect_reporter.gravity")
    me.press("有危险，但不是马上", "protect_reporter.unit_leader")
    me.press("是", "protect_reporter.against")
    me.hears("作出解释或说明", "第八条第二款")
    me.seal("李某本人", "protect_reporter.facts")
    me.seal("他放话说要查出谁举报的", "protect_reporter.measures")
    me.press("建议纠正错误处理", "protect_reporter.measures")
    me.press("选好了", "protect_reporter.files")
    me.press("没有文件", "protect_reporter.review")


def test_a_reporter_asks_right_after_the_report(phone: Pick) -> None:
    me = phone("protect-reporter")
    me.press("我要举报", "report.mode")
    me.press("实名举报", "report.capacity")
    me.press("本人举报", "report.name")
    me.seal("张小满", "report.id_number")
    me.press("跳过", "report.contact")
    me.seal("13800138000", "report.acknowledge")
    me.press("是", "report.crime")
    me.press("贪污贿赂", "report.party")
    me.seal("某某公司经理李某", "report.date")
    me.press("跳过", "report.facts")
    me.seal("李某虚开发票套取资金", "report.evidence")
    me.press("跳过", "report.files")
    me.press("没有文件", "report.retaliation")
    me.press("担心会有", "report.review")
    me.press("提交", "receipt.typeback")
    report = me.receipt
    me.write_down("report.offer")
    me.shoot()
    me.press("申请保护", "protect_reporter.who")
    threatened(me)
    me.hears("关联的举报")
    me.shoot()
    me.press("提交", "receipt.typeback")
    me.shoot()
    assert me.receipt["number"] != report["number"]
    me.write_down()


def test_a_witness_asks(phone: Pick) -> None:
    me = phone("protect-witness")
    me.say("我给一个贩毒案作证，现在有人威胁我，想申请证人保护", "protect_witness.role")
    me.shoot()
    # The kind of case was said already.
    me.press("证人", "protect_witness.who")
    me.press("未婚夫（妻）", "protect_witness.who")
    me.press("选好了", "protect_witness.gravity")
    me.hears("第二十三条")
    me.press("重大的人身危险", "protect_witness.name")
    me.seal("陈大河", "protect_witness.id_number")
    me.press("跳过", "protect_witness.address")
    me.press("跳过", "protect_witness.work_unit")
    me.press("跳过", "protect_witness.contact")
    me.seal("微信 chen_123456", "protect_witness.relation")
    me.seal("我是目击者", "protect_witness.case_facts")
    me.seal("某区公安分局办的贩毒案", "protect_witness.facts")
    me.seal("昨晚有人砸我家玻璃", "protect_witness.measures")
    me.press("对人身和住宅的专门性保护", "protect_witness.measures")
    me.press("选好了", "protect_witness.files")
    me.hears("被保护人同意")
    me.press("没有文件", "protect_witness.review")
    me.shoot()
    me.press("提交", "receipt.typeback")
    me.write_down()
    me.press("查进度", "status.number")
    me.query(me.receipt)
    me.hears("已收到")
    me.shoot()
