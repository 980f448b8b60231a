"""The plain page: a whole anonymous report with a file, scripts switched off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.conftest import NARROW, NewContext
from tests.e2e.shots import Shots
from tests.e2e.watch import Watch
from tests.running import Running
from tests.web.axe import axe

pytestmark = [pytest.mark.system, pytest.mark.browser]
FACTS = "他收了施工队二十万元，钱装在月饼盒里。"


def press(page: Page, title: str) -> None:
    page.get_by_role("button", name=title, exact=True).first.click()


def seal(page: Page, words: str) -> None:
    page.locator("#text").fill(words)
    press(page, "封存并发送")


def hears(page: Page, *words: str) -> None:
    for one in words:
        expect(page.locator("div[role=status]")).to_contain_text(one)


def test_an_anonymous_report_without_scripts(context: NewContext, system: Running, photo: FilePayload) -> None:
    shots = Shots("plain")
    opened = context(java_script_enabled=False, viewport=NARROW)
    watch = Watch(opened, (system.gateway,))
    watch.begin()
    page = opened.new_page()
    page.goto(f"{system.gateway}/")
    shots.shoot(page)
    page.get_by_role("link", name="请点这里").click()
    shots.shoot(page)
    press(page, "开始")
    hears(page, "守口")
    shots.shoot(page)
    press(page, "我要举报")
    hears(page, "实名", "匿名")
    press(page, "匿名举报")
    press(page, "贪污贿赂")
    hears(page, "被举报的人")
    shots.shoot(page, whole=True)
    page.locator("#text").fill("奖金最多多少")
    press(page, "这是提问，不封存")
    hears(page, "五十万元", "被举报的人")
    press(page, "为什么要问")
    seal(page, "某镇镇长周某")
    hears(page, "什么时候")
    seal(page, "某一天")
    hears(page, "没看懂是哪一天")
    shots.shoot(page)
    seal(page, "前年四月")
    seal(page, FACTS)
    hears(page, "证据或线索")
    assert FACTS not in page.content()
    press(page, "跳过")
    page.locator("#files").set_input_files([photo])
    press(page, "上传")
    hears(page, "文件已经封存")
    shots.shoot(page, whole=True)
    press(page, "传完了")
    hears(page, "打击报复")
    press(page, "没有")
    hears(page, "被举报人", "举报事实", "附件")
    assert "周某" not in page.content()
    shots.shoot(page, whole=True)
    press(page, "提交")
    receipt = page.locator(".receipt dd")
    number, password = receipt.nth(0).inner_text(), receipt.nth(1).inner_text()
    assert re.fullmatch(r"\d{4} \d{4} \d{4}", number)
    assert re.fullmatch(r"(\d{4} ){4}\d{4}", password)
    shots.shoot(page, whole=True)
    page.locator("#text").fill("0000" if not password.endswith("0000") else "1111")
    press(page, "发送")
    hears(page, "对不上")
    page.locator("#text").fill(password[-4:])
    press(page, "发送")
    hears(page, "抄对了")
    press(page, "查进度")
    page.locator("#text").fill(number)
    press(page, "发送")
    page.locator("#text").fill(password)
    press(page, "发送")
    hears(page, "已收到")
    shots.shoot(page)
    press(page, "我现在有危险")
    hears(page, "110", "第一步")
    shots.shoot(page)
    seal(page, "火车站西广场，有人拿刀跟着我")
    hears(page, "第二步")
    press(page, "跳过")
    hears(page, "紧急求助已送到")
    watch.check()
    assert opened.cookies() == []


def test_the_plain_page_is_accessible(context: NewContext, system: Running) -> None:
    # axe-core is a script; the page has none of its own.
    page = context().new_page()
    page.goto(f"{system.gateway}/plain")
    assert axe(page) == []
    press(page, "开始")
    press(page, "我要举报")
    press(page, "匿名举报")
    press(page, "渎职")
    assert axe(page) == []
