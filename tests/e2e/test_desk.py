"""From a report on a phone to its answer: approval, opening, status, the checked answer, the receipt in Word."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, expect

from tests.e2e.conftest import PHOTOGRAPHER, Pick, Seat
from tests.e2e.papers import words
from tests.e2e.test_report import FACTS, PARTY, anonymous_until_review

pytestmark = [pytest.mark.system, pytest.mark.browser]


def test_from_a_report_to_its_answer(phone: Pick, seat: Seat, photo: FilePayload) -> None:
    me = phone("answer-reporter")
    anonymous_until_review(me, photo)
    me.press("提交", "receipt.typeback")
    receipt = me.receipt
    me.write_down()

    officer = seat("intake_officer", "desk-intake")
    officer.shoot()
    officer.find(receipt["number"])
    officer.sees("已收到", "匿名举报", "贪污贿赂", "附件（1 个）", "打开前必须经检察长批准", "第五条第二项")
    expect(officer.button("打开内容")).to_have_count(0)
    officer.shoot(whole=True)
    refused = officer.post("open")
    assert refused.status == 403
    assert "检察长批准" in refused.text() and FACTS not in refused.text()

    chief = seat("chief_prosecutor", "desk-chief")
    chief.find(receipt["number"])
    chief.press("批准打开")
    chief.sees("批准", "举报中心专人打开")
    chief.shoot()

    officer.back()
    officer.press("打开内容")
    officer.sees(PARTY, FACTS, "前年四月", str(photo["name"]))
    officer.shoot(whole=True)
    officer.is_accessible()
    name, picture = officer.download("下载（去除元数据）")
    assert receipt["number"].replace(" ", "") in name and "王某某" not in name
    assert Image.open(io.BytesIO(picture)).size == (48, 32)
    assert PHOTOGRAPHER.encode() not in picture

    officer.back()
    officer.take("开始审查")
    officer.sees("正在审查，自")

    officer.page.get_by_role("link", name="写答复").click()
    officer.page.get_by_label("答复").fill("您反映的三十万元和茶叶盒的情况，正在审查。")
    officer.press("核对并预览")
    officer.sees("没有发出", "第五条第七项")
    expect(officer.page.locator(".words mark").first).to_be_visible()
    shown = officer.page.locator(".words").inner_text()
    assert "三十万元" in shown and "茶叶" in shown
    officer.shoot()
    officer.is_accessible()
    passes = "您的举报已经收到，正在依照规定审查。有结果后会在这里告诉您。"
    officer.page.get_by_label("答复").fill(passes)
    officer.press("核对并预览")
    officer.sees("当事人将看到", passes)
    officer.shoot()
    officer.press("发出")
    officer.sees(passes, "凭编号和密码可见")

    me.press("查进度", "status.number")
    me.query(receipt)
    me.hears("正在审查", passes)
    assert "茶叶盒" not in me.said
    me.shoot()

    officer.press("举报回执")
    officer.shoot(whole=True)
    officer.press("制作文书")
    officer.sees("《举报回执》", "已经制作并封存")
    officer.shoot()
    name, paper = officer.download("下载 Word 文件")
    assert name.startswith("举报回执") and name.endswith(".docx")
    text = words(paper)
    assert receipt["number"] in text and "匿名举报" in text and "第五条" in text
    assert not [secret for secret in (*me.sealed, "王某某", "茶叶盒", receipt["password"]) if secret in text]
    officer.back()
    officer.shoot(whole=True)
    officer.fits()
