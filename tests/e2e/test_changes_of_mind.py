"""In the middle of a report: danger, questions, going back, correcting, cancelling, another errand, leaving, an ended session."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.conftest import Pick
from tests.e2e.phone import Phone

pytestmark = [pytest.mark.system, pytest.mark.browser]
PARTY = "某局科长赵某"
FACTS = "赵某吃拿卡要，收了三家商户的红包"


def to_date(me: Phone) -> None:
    """A report up to its first optional sealed step."""
    me.press("我要举报", "report.mode")
    me.press("匿名举报", "report.crime")
    me.press("渎职", "report.party")
    me.seal(PARTY, "report.date")


def test_danger_in_the_middle_is_taken_in_two_steps_and_the_report_goes_on(phone: Pick) -> None:
    me = phone("danger")
    to_date(me)
    me.danger("urgent.facts")
    me.hears("110", "12110", "第六条第二款")
    me.shoot()
    me.is_accessible()
    me.seal("火车站西广场，有人拿刀跟着我", "urgent.contact")
    me.shoot()
    me.seal("13912345678", "report.date")
    me.hears("紧急求助已送到", "排在最前面", "接着填")
    me.shoot()
    me.page.get_by_role("button", name="收起").click()
    urgent = me.receipt
    me.press("跳过", "report.facts")
    me.seal(FACTS, "report.evidence")
    me.press("跳过", "report.files")
    me.press("没有文件", "report.retaliation")
    me.press("没有", "report.review")
    me.hears("被举报人", "举报事实")
    me.press("提交", "receipt.typeback")
    assert me.receipt["number"] != urgent["number"]


def test_danger_in_ones_own_words_at_a_sealed_step(phone: Pick) -> None:
    me = phone("danger-words")
    to_date(me)
    me.press("跳过", "report.facts")
    words = "救命，有人拿刀追我"
    me.box.fill(words)
    with me.page.expect_response(lambda reply: reply.url.endswith("/chat/messages")) as waiting:
        me.page.locator(".write button").click()
    sent = waiting.value.request.post_data_json or {}
    # Sealed before it left, as the first words of the call.
    assert sent["about"] == {"goal": "urgent", "choices": []} and "text" not in sent
    me.sealed.append(words)
    me.heard(waiting.value.json()["messages"])
    me.asks("urgent.facts")
    expect(me.page.locator(".banner a[href='tel:110']")).to_be_visible()
    expect(me.box).to_have_value("")
    me.shoot()
    me.seal("火车站西广场，穿黑衣服的人", "urgent.contact")
    me.press("跳过", "report.facts")
    me.hears("紧急求助已送到")
    # It may have been meant for this step: here it waits.
    expect(me.box).to_have_value(words)


def test_a_rule_question_in_the_middle_is_answered_and_the_step_stays(phone: Pick) -> None:
    me = phone("rule-question")
    me.press("我要举报", "report.mode")
    me.say("匿名能申请保护吗", "report.mode")
    me.hears("第八条")
    me.press("匿名举报", "report.crime")
    me.say("多少天答复我", "report.crime")
    me.hears("没有写")
    me.press("不确定", "report.party")
    me.aside("奖金最多多少", "这是提问，不封存", "report.party")
    me.hears("五十万元", "第十六条第二款")
    me.shoot()
    me.word("为什么要问", "report.party")
    me.shoot()
    me.word("再说一遍", "report.party")
    me.seal(PARTY, "report.date")


def test_back_and_correct_one_item(phone: Pick) -> None:
    me = phone("correct")
    to_date(me)
    me.word("返回上一步", "report.party")
    me.seal("某局科长钱某", "report.date")
    me.press("跳过", "report.facts")
    me.seal("第一次写的经过", "report.evidence")
    me.press("跳过", "report.files")
    me.press("没有文件", "report.retaliation")
    me.press("没有", "report.review")
    me.press("修改某一项", "change.item")
    me.shoot()
    me.press("举报事实", "report.facts")
    me.seal("第二次写的经过", "report.review")
    me.hears("举报事实")
    me.word("修改前面的", "change.item")
    me.press("举报方式", "report.mode")
    me.press("实名举报", "report.capacity")
    me.shoot()


def test_cancelling_is_confirmed_once_and_keeps_nothing(phone: Pick) -> None:
    me = phone("cancel")
    to_date(me)
    me.word("取消办理", "confirm.cancel")
    me.shoot()
    me.press("不放弃，继续填", "report.date")
    me.hears("前面的都在")
    # At a step for a date nothing is doubted but what is exactly a word that steers.
    me.press("跳过", "report.facts")
    me.aside("不写了不举报了", "这是操作，不封存", "confirm.cancel")
    me.press("确定放弃")
    me.hears("没有留底")
    me.shoot()
    me.press("我要举报", "report.mode")


def test_another_errand_in_between(phone: Pick) -> None:
    me = phone("switch")
    me.press("我要举报", "report.mode")
    me.press("匿名举报", "report.crime")
    me.say("我想先查一下以前的进度", "confirm.switch")
    me.shoot()
    me.press("先办另一件", "status.number")
    me.word("取消办理", "report.crime")  # nothing was given there: nothing to confirm
    me.hears("没有留下任何内容", "接着填")


def test_leaving_fast_leaves_nothing(phone: Pick) -> None:
    me = phone("leave")
    to_date(me)
    me.box.fill("还没写完的话")
    me.shoot()
    before = me.page.evaluate("history.length")
    me.watch.keeps_nothing(me.page)
    me.page.get_by_role("button", name="快速离开").click()
    me.page.wait_for_url("about:blank")
    assert me.page.inner_text("body") == ""
    assert me.page.title() == ""
    assert me.page.evaluate("history.length") == before
    me.shoot()
    # Going back finds no conversation: at most the page anew.
    me.page.go_back()
    assert PARTY not in me.page.content()
    assert "已封存" not in me.page.content()


def test_a_session_the_server_no_longer_knows(phone: Pick) -> None:
    me = phone("ended")
    me.watch.expected.append("401")
    to_date(me)
    me.press("跳过", "report.facts")

    def forget(route: Route) -> None:
        body = route.request.post_data_json or {}
        route.continue_(post_data=json.dumps({**body, "session": "A" * 43}))

    me.page.route("**/chat/messages", forget)
    me.box.fill(FACTS)
    with me.page.expect_response("**/chat/messages") as waiting:
        me.page.locator(".write button").click()
    assert waiting.value.status == 401
    expect(me.page.get_by_role("heading", name="这次对话已经结束")).to_be_focused()
    expect(me.page.get_by_label("刚才没有发出的内容")).to_have_value(FACTS)
    me.shoot()
    me.page.unroute("**/chat/messages")
    with me.page.expect_response("**/chat/sessions") as fresh:
        me.page.get_by_role("button", name="开始新的对话").click()
    me.heard(fresh.value.json()["messages"])
    expect(me.page.locator(".choices button").first).to_be_visible()
    assert FACTS not in me.page.content()
    me.press("我要举报", "report.mode")


def test_thirty_idle_minutes_end_the_conversation(phone: Pick) -> None:
    me = phone("idle")
    me.page.clock.install()
    me.page.reload()
    expect(me.page.locator(".choices button").first).to_be_visible()
    me.page.clock.fast_forward("25:30")
    expect(me.page.locator(".note")).to_contain_text("5 分钟")
    me.shoot()
    me.page.clock.fast_forward("05:30")
    expect(me.page.get_by_role("heading", name="这次对话已经结束")).to_be_visible()
    me.shoot()
