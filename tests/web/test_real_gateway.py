"""The built page in a real browser against the real gateway, store and desk key; only the engine plays a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect
from pydantic import SecretStr

from bot.channels.core import Gateway
from bot.channels.gateway import public_app
from bot.channels.sentinel import COARSE_FILE, Sentinel
from desk.keyring import DeskKey
from store import keys
from store.database import open_store
from store.settings import Settings
from tests.channels import scripted_engine
from tests.channels.scripted_engine import TOKEN, Scripted, Server

pytestmark = pytest.mark.browser
FACTS = "他在去年把公家的地卖给了自己的亲戚，收了三十万。"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def page(browser: Browser, dist: Path, data: Path) -> Iterator[Page]:
    """The page at a gateway of its own."""
    if not COARSE_FILE.is_file():
        pytest.skip("the sentinel is not trained")
    settings = Settings(data=data, internal_token=SecretStr(TOKEN))
    script = Scripted(open_store(settings))
    engine = Server(scripted_engine.app(script))
    settings = settings.model_copy(update={"engine_port": engine.port, "actions_port": engine.port})
    with script.store.begin() as s:
        keys.publish(s, DeskKey.generate().public)
    gateway = Server(public_app(Gateway.build(settings, open_store(settings), sentinel=Sentinel.load()), dist))
    context = browser.new_context(
        viewport={"width": 360, "height": 700}, locale="zh-CN", is_mobile=True, has_touch=True
    )
    context.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("console", lambda line: pytest.fail(line.text) if line.type == "error" else None)
    page.goto(gateway.url)
    yield page
    expect.set_options(timeout=5_000)
    context.close()
    gateway.close()
    engine.close()
    script.store.close()


def write(page: Page, question: str, text: str) -> None:
    expect(page.locator(".bot").last).to_contain_text(question)
    page.get_by_label("您的回答").fill(text)
    page.locator(".write button").click()


def press(page: Page, title: str) -> None:
    page.get_by_role("button", name=title, exact=True).last.click()


def test_a_report_goes_in_and_its_receipt_answers(page: Page, data: Path) -> None:
    press(page, "举报")
    press(page, "实名举报")
    write(page, "姓名", "欧阳秋山")
    write(page, "身份证号", "11010519491231002X")
    write(page, "联系", "13800001111")
    write(page, "什么时候", "上个月5号")
    write(page, "发生了什么", FACTS)
    expect(page.get_by_text("有文件吗")).to_be_visible()
    files: list[FilePayload] = [
        {"name": f"证据{n}.bin", "mimeType": "application/octet-stream", "buffer": bytes(size)}
        for n, size in enumerate((10, 4 * 1024 * 1024 + 1))
    ]
    page.locator("input[type=file]").set_input_files(files)
    expect(page.get_by_text("已封存 2 个文件")).to_be_visible()
    press(page, "传完了")
    press(page, "提交")
    card = page.locator(".receipt dd")
    number, password = card.nth(0).inner_text(), card.nth(1).inner_text()
    press(page, "我已抄下")
    write(page, "最后四位", password[-4:])
    expect(page.get_by_text("typed match")).to_be_visible()
    press(page, "查询进展")
    write(page, "编号？", number)
    write(page, "密码？", password)
    expect(page.get_by_text("已经收到")).to_be_visible()
    assert password not in page.content()
    kept = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    for words in (FACTS, "欧阳秋山", "11010519491231002X", "13800001111", "证据1.bin", password.replace(" ", "")):
        assert words.encode() not in kept


def test_a_word_that_steers_is_no_name(page: Page) -> None:
    press(page, "举报")
    press(page, "匿名举报")
    # A word that steers is not sealed as the answer.
    write(page, "姓名", "跳过。")
    expect(page.locator(".bot").last).to_contain_text("身份证号")
    expect(page.get_by_text("已封存")).to_have_count(0)


def test_danger_is_heard_at_any_step(page: Page) -> None:
    press(page, "举报")
    press(page, "匿名举报")
    expect(page.get_by_text("姓名？")).to_be_visible()
    press(page, "我现在有危险")
    expect(page.locator(".banner a[href='tel:110']")).to_be_visible()
    expect(page.get_by_text("您在哪里")).to_be_visible()
