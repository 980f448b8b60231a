"""The built page in a real browser, at phone width: sealing, leaving, accessibility, and that it keeps nothing."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, ViewportSize, expect

from tests.browsing import WEB
from tests.web.axe import axe
from tests.web.scripted import PASSWORD, Scripted

pytestmark = pytest.mark.browser
PHONE: ViewportSize = {"width": 360, "height": 700}
SHOTS = WEB.parents[1] / "test-results" / "web"
SECRET = "王某某在仓库收了两万元"


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport=PHONE, locale="zh-CN", has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, gateway: Scripted) -> Page:
    """The page, opened; complaints of the browser fail the test."""
    return open_page(context, gateway)


def open_page(context: BrowserContext, gateway: Scripted) -> Page:
    page = context.new_page()
    page.on("console", lambda line: pytest.fail(line.text) if "Content Security" in line.text else None)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(gateway.url)
    expect(page.get_by_role("button", name="我要举报职务犯罪")).to_be_visible()
    page.wait_for_load_state("networkidle")  # the sentinel comes after what is on the screen; without it all is sealed
    return page


def shoot(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(SHOTS / f"{name}.png"))


def write(page: Page, text: str) -> None:
    page.get_by_label("您的回答").fill(text)
    page.locator(".write button").click()


def report(page: Page) -> None:
    page.get_by_role("button", name="我要举报职务犯罪").click()
    expect(page.locator(".composer.sealed")).to_be_visible()


def to_files(page: Page) -> None:
    report(page)
    write(page, SECRET)
    write_after(page, "什么时候", "昨天")
    write_after(page, "身份证号", "11010519491231002X")
    expect(page.get_by_text("照片、录音")).to_be_visible()


def write_after(page: Page, question: str, text: str) -> None:
    expect(page.locator(".bot").last).to_contain_text(question)
    write(page, text)


def wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_a_sealed_answer_leaves_as_an_envelope_only(page: Page, gateway: Scripted) -> None:
    report(page)
    write(page, SECRET)
    expect(page.get_by_text(f"已封存（{len(SECRET)} 字）")).to_be_visible()
    assert gateway.opened()[0]["text"] == SECRET
    assert SECRET not in json.dumps(gateway.bodies, ensure_ascii=False)
    assert SECRET not in page.content()


def test_a_sealed_answer_shows_for_five_seconds(page: Page) -> None:
    report(page)
    page.clock.install()
    write(page, SECRET)
    page.get_by_role("button", name="显示 5 秒刚才写的内容").click()
    expect(page.get_by_text(SECRET)).to_be_visible()
    page.clock.run_for(5100)
    expect(page.get_by_text(SECRET)).to_have_count(0)


def test_each_step_answered_wrongly_once_loses_nothing(page: Page, gateway: Scripted) -> None:
    report(page)
    write(page, "   ")
    expect(page.locator("#problem")).to_be_visible()
    write(page, SECRET)
    write_after(page, "什么时候", "某一天")
    expect(page.locator("#problem")).to_contain_text("没看懂这个日期")
    expect(page.get_by_label("您的回答")).to_be_focused()
    expect(page.get_by_label("您的回答")).to_have_value("某一天")
    write(page, "明年")
    expect(page.locator("#problem")).to_contain_text("还没有到")
    shoot(page, "invalid-360")
    write(page, "上个月5号")
    write_after(page, "身份证号", "110105194912310021")
    expect(page.locator("#problem")).to_contain_text("校验")
    write(page, "１１０１０５19491231002x")
    expect(page.get_by_text("照片、录音")).to_be_visible()
    opened = gateway.opened()
    assert [o["text"] for o in opened] == [SECRET, "上个月5号", "１１０１０５19491231002x"]
    assert re.fullmatch(r"\d{4}-\d\d-05", opened[1]["value"])
    assert opened[2]["value"] == "11010519491231002X"


def test_a_question_at_a_sealed_step_is_the_persons_choice(page: Page, gateway: Scripted) -> None:
    report(page)
    write(page, "奖金最多多少")
    expect(page.locator(".decide .seal")).to_be_focused()
    shoot(page, "question-360")
    assert axe(page) == []
    page.get_by_role("button", name="这是提问，不封存").click()
    expect(page.get_by_text("答案在规定里")).to_be_visible()
    write(page, "奖金最多多少")
    # What a second Enter does is to seal.
    expect(page.locator(".decide .seal")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("已封存（6 字）")).to_be_visible()
    assert gateway.texts()[1:] == ["奖金最多多少"]
    assert gateway.opened()[0]["text"] == "奖金最多多少"


def test_danger_in_a_sealed_step_shows_110_and_seals_the_words(page: Page, gateway: Scripted) -> None:
    report(page)
    write(page, "有人在砸门")
    expect(page.locator(".banner a[href='tel:110']")).to_be_visible()
    expect(page.get_by_text("已封存（5 字）")).to_be_visible()
    assert gateway.opened()[-1]["text"] == "有人在砸门"
    assert gateway.bodies[-1]["about"] == {"goal": "urgent", "choices": []}
    assert "砸门" not in json.dumps(gateway.bodies, ensure_ascii=False)


def test_a_story_at_the_menu_is_marked_and_sealed_before_it_leaves(page: Page, gateway: Scripted) -> None:
    box = page.get_by_label("您的回答")
    send = page.locator(".write button")
    box.fill("你好啊")
    expect(send).to_have_text("发送")
    box.fill("我要匿名举报我们镇长张三去年三月收了包工头20万")
    expect(send).to_contain_text("封存并发送")
    expect(page.locator(".composer.sealed")).to_be_visible()
    shoot(page, "story-360")
    assert axe(page) == []
    send.click()
    expect(page.get_by_text("已封存（24 字）")).to_be_visible()
    assert gateway.opened()[-1]["text"] == "我要匿名举报我们镇长张三去年三月收了包工头20万"
    choices = ["crime_kind.corruption", "report_mode.anonymous"]
    assert gateway.bodies[-1]["about"] == {"goal": "report", "choices": choices}
    assert "张三" not in json.dumps(gateway.bodies, ensure_ascii=False)
    assert "张三" not in page.content()


def test_the_danger_button_is_always_there(page: Page, gateway: Scripted) -> None:
    page.get_by_role("button", name="我现在有危险").click()
    expect(page.locator(".banner a[href='tel:110']")).to_be_focused()
    expect(page.get_by_role("button", name="登记紧急求助")).to_be_visible()
    assert gateway.texts()[-1] == "我现在有危险"
    shoot(page, "danger-360")
    assert axe(page) == []
    page.get_by_role("button", name="收起").click()
    expect(page.locator(".banner")).to_have_count(0)


def test_a_lost_line_is_repeated_and_does_nothing_twice(page: Page, gateway: Scripted) -> None:
    report(page)
    gateway.failures += [("POST", "messages", 0), ("POST", "messages", 503)]
    write(page, SECRET)
    expect(page.get_by_text("这件事发生在什么时候")).to_be_visible()
    gateway.failures += [("POST", "messages", 502)] * 4
    write(page, "昨天")
    expect(page.get_by_role("button", name="再试一次")).to_be_visible(timeout=20_000)
    shoot(page, "unsent-360")
    page.get_by_role("button", name="再试一次").click()
    expect(page.get_by_text("请填您的身份证号")).to_be_visible()
    assert [o["text"] for o in gateway.opened()] == [SECRET, "昨天"]


def test_an_ended_conversation_says_so(page: Page, gateway: Scripted) -> None:
    report(page)
    gateway.failures.append(("POST", "messages", 401))
    write(page, SECRET)
    expect(page.get_by_role("heading", name="这次对话已经结束")).to_be_focused()
    shoot(page, "ended-360")
    assert axe(page) == []
    page.get_by_role("button", name="开始新的对话").click()
    expect(page.get_by_role("button", name="我要举报职务犯罪")).to_be_visible()
    assert SECRET not in page.content()


def test_files_are_sealed_in_parts(page: Page, gateway: Scripted) -> None:
    to_files(page)
    big = bytes(i % 251 for i in range(4 * 1024 * 1024 + 12_345))
    gateway.failures += [("PUT", "parts/1", 500), ("PUT", "parts/1", 503), ("PUT", "parts/1", 0)]
    files: list[FilePayload] = [
        {"name": "账本照片.jpg", "mimeType": "image/jpeg", "buffer": big},
        {"name": "空.txt", "mimeType": "text/plain", "buffer": b""},
    ]
    page.locator("input[type=file]").set_input_files(files)
    expect(page.get_by_text("空文件，没有传")).to_be_visible()
    # 500 without a sentence is given up at once; the person tries again.
    page.get_by_role("button", name="重传 账本照片.jpg").click()
    expect(page.get_by_text("已封存 1 个文件")).to_be_visible(timeout=30_000)
    shoot(page, "files-360")
    assert axe(page) == []
    [upload] = [u for u in gateway.uploads.items() if u[1].sealed]
    name, held = upload
    parts = [gateway.key.open_data(f"part/{name}/{n}/2", held.parts[n]) for n in range(2)]
    assert b"".join(parts) == big
    described = gateway.key.open_envelope(held.sealed)
    digest = hashlib.sha256(big).hexdigest()
    assert described == {"v": 1, "name": "账本照片.jpg", "type": "image/jpeg", "size": len(big), "sha256": digest}
    page.get_by_role("button", name="传完了").click()
    expect(page.get_by_text("请核对")).to_be_visible()
    assert gateway.bodies[-1]["choice"] == "sent"


def test_a_receipt_can_be_printed_alone_and_is_put_away(page: Page, gateway: Scripted) -> None:
    to_files(page)
    page.get_by_role("button", name="没有文件").click()
    page.get_by_role("button", name="确认提交").click()
    card = page.locator(".receipt")
    expect(card).to_contain_text(PASSWORD)
    expect(page.get_by_label("您的回答")).to_have_attribute("inputmode", "numeric")
    expect(page.get_by_label("您的回答")).to_have_attribute("autocomplete", "off")
    shoot(page, "receipt-360")
    assert axe(page) == []
    assert not wide(page)
    page.emulate_media(media="print")
    shoot(page, "receipt-print")
    expect(card).to_be_visible()
    expect(page.get_by_text("请写举报的事实")).to_be_hidden()
    expect(page.locator("header")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="我已抄下").click()
    assert PASSWORD not in page.content()
    write(page, PASSWORD[-4:])
    expect(page.get_by_text("记住了")).to_be_visible()
    expect(page.get_by_role("button", name="再看一次")).to_have_count(0)
    assert PASSWORD not in page.content()
    assert PASSWORD[-4:] not in page.inner_text("body")


def test_leaving_clears_everything(page: Page, context: BrowserContext) -> None:
    report(page)
    write(page, SECRET)
    before = page.evaluate("history.length")
    page.get_by_role("button", name="快速离开").click()
    page.wait_for_url("about:blank")
    assert page.inner_text("body") == ""
    assert page.evaluate("history.length") == before
    page.go_back()
    assert SECRET not in page.content()
    assert context.cookies() == []


def test_escape_twice_leaves(page: Page) -> None:
    report(page)
    page.keyboard.press("Escape")
    expect(page.locator(".composer")).to_be_visible()
    page.keyboard.press("Escape")
    page.wait_for_url("about:blank")


def test_keeps_nothing_and_asks_nobody_else(context: BrowserContext, gateway: Scripted) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = open_page(context, gateway)
    to_files(page)
    assert asked
    assert all(url.startswith(gateway.url) for url in asked)
    kept = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, document.cookie, "
        "(await indexedDB.databases()).length, (await caches.keys()).length, "
        "(await navigator.serviceWorker.getRegistrations()).length, history.state]"
    )
    assert kept == [0, 0, "", 0, 0, 0, None]


def test_reads_well_in_both_colours(browser: Browser, gateway: Scripted, scheme: Any) -> None:
    context = browser.new_context(viewport=PHONE, locale="zh-CN", color_scheme=scheme, is_mobile=True)
    context.set_default_timeout(10_000)
    page = open_page(context, gateway)
    shoot(page, f"menu-360-{scheme}")
    assert axe(page) == []
    assert not wide(page)
    report(page)
    shoot(page, f"facts-360-{scheme}")
    page.get_by_label("您的回答").fill(SECRET * 12)
    shoot(page, f"sealed-360-{scheme}")
    assert axe(page) == []
    write(page, SECRET)
    page.get_by_text("其他操作").click()
    shoot(page, f"more-360-{scheme}")
    assert axe(page) == []
    assert not wide(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    shoot(page, f"desktop-{scheme}")
    page.set_viewport_size({"width": 320, "height": 480})
    assert not wide(page)
    shoot(page, f"small-320-{scheme}")
    context.close()


def test_works_by_keyboard_alone(browser: Browser, gateway: Scripted) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    page = open_page(context, gateway)
    expect(page.get_by_label("您的回答")).to_be_focused()
    page.get_by_role("button", name="我要举报职务犯罪").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".composer.sealed")).to_be_visible()
    expect(page.get_by_label("您的回答")).to_be_focused()
    page.keyboard.type("第一行")
    page.keyboard.press("Enter")
    page.keyboard.type("第二行")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("这件事发生在什么时候")).to_be_visible()
    page.keyboard.type("昨天")
    page.keyboard.press("Enter")
    expect(page.get_by_text("请填您的身份证号")).to_be_visible()
    assert [o["text"] for o in gateway.opened()] == ["第一行\n第二行", "昨天"]
    context.close()


def test_without_scripts_the_plain_page_is_named(browser: Browser, gateway: Scripted) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(gateway.url)
    expect(page.locator("noscript a").first).to_have_attribute("href", "./plain")
    context.close()


def test_without_webcrypto_it_says_so_and_sends_text(context: BrowserContext, gateway: Scripted) -> None:
    context.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })")
    page = open_page(context, gateway)
    expect(page.get_by_text("不能在您的设备上加密")).to_be_visible()
    report(page)
    shoot(page, "no-webcrypto-360")
    write(page, SECRET)
    expect(page.get_by_text("已封存（11 字）")).to_be_visible()
    expect(page.locator(".bot").last).to_contain_text("请写举报的事实")
    expect(page.get_by_text("答案在规定里")).to_be_visible()
    assert gateway.bodies[-1]["text"] == SECRET
    assert gateway.bodies[-1]["meant"] == "content"
    assert SECRET not in page.content()


def test_works_at_the_desk_under_its_own_path(context: BrowserContext, dist: Path) -> None:
    desk = Scripted(dist, prefix="/staff/")
    try:
        page = open_page(context, desk)
        report(page)
        write(page, SECRET)
        expect(page.get_by_text("这件事发生在什么时候")).to_be_visible()
        assert desk.opened()[0]["text"] == SECRET
        assert "/staff/chat/messages" in desk.paths
    finally:
        desk.close()
