"""The page under a thumb, at 360 px: what has to be pressed is in sight, nothing is lost, old browsers work or are led."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.axe import axe
from tests.web.scripted import CODE, Scripted
from tests.web.test_page import SECRET, open_page, report, shoot, to_files, write

pytestmark = pytest.mark.browser
LOW = {"width": 360, "height": 420}
HIGH = {"width": 360, "height": 740}

# What Chrome 87 and Safari 14 lack.
OLD = """
delete Array.prototype.at; delete String.prototype.at; delete Uint8Array.prototype.at; delete Array.prototype.findLast;
delete Array.prototype.toSorted; delete Array.prototype.toReversed; delete Array.prototype.with; delete Object.hasOwn;
delete Object.groupBy; delete Promise.withResolvers; delete String.prototype.replaceAll; delete Element.prototype.replaceChildren;
delete window.structuredClone; delete crypto.randomUUID; delete AbortSignal.timeout; delete AbortSignal.any; delete window.ResizeObserver;
delete window.speechSynthesis; delete Uint8Array.fromBase64; delete Uint8Array.prototype.toHex;
for (const name of ['generateKey', 'importKey', 'deriveBits']) {
  const real = SubtleCrypto.prototype[name];
  SubtleCrypto.prototype[name] = function (...given) {
    if (JSON.stringify(given).includes('X25519') || JSON.stringify(given).includes('ML-KEM'))
      return Promise.reject(new DOMException('no', 'NotSupportedError'));
    return real.apply(this, given);
  };
}
"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=HIGH, locale="zh-CN", has_touch=True, is_mobile=True)
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, gateway: Scripted) -> Page:
    return open_page(context, gateway)


def photo() -> bytes:
    held = io.BytesIO()
    picture = Image.new("RGB", (40, 30), (1, 2, 3))
    about = picture.getexif()
    about[0x010F], about[0x0112] = "Hidden Maker", 6
    picture.save(held, "JPEG", exif=about)
    return held.getvalue()


def in_sight(page: Page, name: str) -> None:
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_be_in_viewport(ratio=0.9)
    box = button.bounding_box()
    assert box
    # Nothing lies over it.
    assert page.evaluate(
        "([x, y, n]) => document.elementFromPoint(x, y)?.closest('button')?.textContent.includes(n)",
        [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, name],
    )


def test_files_are_stripped_removed_and_named(page: Page, gateway: Scripted) -> None:
    to_files(page)
    files = [{"name": f"现场第{n}张.jpg", "mimeType": "image/jpeg", "buffer": photo()} for n in range(22)]
    page.locator("input[type=file]").set_input_files(files)
    expect(page.get_by_text("已封存 20 个文件")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("这 2 个没有加入：现场第20张.jpg、现场第21张.jpg")).to_be_attached()
    for size in (HIGH, LOW):
        page.set_viewport_size(size)
        in_sight(page, "传完了")
        in_sight(page, "没有文件")
    name, held = next(iter(gateway.uploads.items()))
    opened = gateway.key.open_data(f"part/{name}/0/1", held.parts[0])
    assert b"Hidden Maker" not in opened
    picture = Image.open(io.BytesIO(opened))
    assert picture.getexif()[0x0112] == 6
    assert picture.tobytes() == Image.open(io.BytesIO(photo())).tobytes()
    page.set_viewport_size(HIGH)
    assert axe(page) == []
    page.get_by_role("button", name="删除 现场第0张.jpg").click()
    expect(page.get_by_text("已封存 19 个文件")).to_be_visible()
    assert gateway.removed == [name]


@pytest.mark.parametrize("size", [HIGH, LOW], ids=["740", "420"])
def test_the_thing_to_press_is_in_sight_at_a_long_answer(page: Page, size: dict[str, int]) -> None:
    report(page)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.get_by_label("您的回答").fill("我是他秘书。" + SECRET * 40)
    in_sight(page, "封存并发送")
    page.locator(".write button").click()
    in_sight(page, "改一改")
    in_sight(page, "照样封存")
    page.get_by_role("button", name="照样封存").click()
    expect(page.get_by_text("这件事发生在什么时候")).to_be_visible()


def test_with_the_keyboard_open_what_is_to_be_pressed_is_in_sight(page: Page) -> None:
    page.set_viewport_size(LOW)  # type: ignore[arg-type]
    write(page, "多选")
    for name in ("本人", "近亲属", "选好了"):
        in_sight(page, name)


@pytest.mark.parametrize("size", [HIGH, LOW], ids=["740", "420"])
def test_what_is_to_be_pressed_is_in_sight_under_a_long_text(page: Page, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    write(page, "长问")
    for name in ("实名举报", "匿名举报"):
        in_sight(page, name)
    if size is HIGH:
        # What is to be read begins at its beginning all the same.
        expect(page.get_by_text("举报先封存再发送").first).to_be_in_viewport()
        top = page.locator(".log .bot").nth(1).bounding_box()
        log = page.locator(".log").bounding_box()
        assert top and log and 0 <= top["y"] - log["y"] < 60
    shoot(page, f"long-{size['height']}")
    page.get_by_role("button", name="匿名举报").click()
    expect(page.get_by_text("请写举报的事实").first).to_be_visible()


def test_with_the_keyboard_open_the_number_to_call_leaves_room(page: Page, gateway: Scripted) -> None:
    report(page)
    page.set_viewport_size(LOW)  # type: ignore[arg-type]
    write(page, "有人在砸门")
    call = page.locator(".banner a[href='tel:110']")
    expect(call).to_be_in_viewport(ratio=0.99)
    shoot(page, "danger-420")
    banner = page.locator(".banner").bounding_box()
    assert banner and banner["height"] < 56
    expect(page.get_by_label("您的回答")).to_be_in_viewport(ratio=0.9)
    more = page.get_by_role("button", name="不便说话")
    more.click()
    expect(page.get_by_text("12110")).to_be_in_viewport()
    more.click()
    expect(page.get_by_text("12110")).to_be_hidden()
    page.set_viewport_size(HIGH)  # type: ignore[arg-type]
    expect(page.get_by_text("12110")).to_be_visible()


def test_with_the_keyboard_open_number_and_password_are_in_sight(page: Page) -> None:
    to_files(page)
    page.set_viewport_size(LOW)  # type: ignore[arg-type]
    page.get_by_role("button", name="没有文件").click()
    page.get_by_role("button", name="确认提交").click()
    for line in page.locator(".receipt dd").all():
        expect(line).to_be_in_viewport(ratio=0.9)


def test_chosen_options_look_chosen(page: Page) -> None:
    write(page, "多选")
    page.get_by_role("button", name="近亲属", exact=True).click()
    expect(page.get_by_role("button", name="近亲属", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="本人", exact=True)).to_have_attribute("aria-pressed", "false")
    assert axe(page) == []


def test_a_reload_is_warned_of_and_a_code_goes_on(page: Page, gateway: Scripted) -> None:
    report(page)
    write(page, SECRET)
    expect(page.get_by_text("中途要离开")).to_be_visible()
    page.get_by_role("button", name="更多").click()
    page.get_by_role("button", name="暂时离开，以后接着填").click()
    expect(page.get_by_text(CODE)).to_be_visible()
    assert axe(page) == []
    warned: list[str] = []
    page.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.accept()))
    page.reload()
    assert warned == ["beforeunload"]
    assert CODE not in page.content()
    gateway.step = 2
    page.get_by_role("button", name="接着填", exact=True).click()
    page.get_by_label("抄下的 16 位口令").fill(CODE)
    page.locator(".sheet form button").click()
    expect(page.get_by_text("这件事发生在什么时候")).to_be_visible()
    write(page, "昨天")
    expect(page.get_by_text("请填您的身份证号")).to_be_visible()
    assert gateway.bodies[-1]["session"] == "s2"


def test_advice_and_office_are_always_there(page: Page) -> None:
    expect(page.locator("footer")).to_contain_text("示例市示例路 1 号")
    expect(page.locator("footer a").first).to_have_attribute("href", "tel:0571-88880000")
    report(page)
    page.get_by_role("button", name="更多").click()
    page.get_by_role("button", name="安全提示", exact=True).click()
    expect(page.locator(".sheet .digits")).to_have_text(__import__("re").compile(r"^([0-9A-F]{4} ){7}[0-9A-F]{4}$"))
    assert axe(page) == []
    page.get_by_role("button", name="回到对话").click()
    page.get_by_role("button", name="更多").click()
    for setting in ("大字", "高对比"):
        page.get_by_role("button", name=setting).click()
    assert axe(page) == []
    page.get_by_role("button", name="回到对话").click()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    expect(page.locator(".composer.sealed")).to_be_visible()


def test_what_is_not_sent_says_so_and_goes_when_the_net_is_back(
    page: Page, context: BrowserContext, gateway: Scripted
) -> None:
    report(page)
    context.set_offline(True)
    write(page, SECRET)
    expect(page.locator(".you.unsent")).to_contain_text("未发出")
    expect(page.locator(".you.unsent")).not_to_contain_text("已封存")
    context.set_offline(False)
    expect(page.get_by_text("这件事发生在什么时候")).to_be_visible()
    assert [o["text"] for o in gateway.opened()] == [SECRET]


def test_an_old_browser_seals(context: BrowserContext, gateway: Scripted) -> None:
    context.add_init_script(OLD)
    page = open_page(context, gateway)
    assert page.evaluate("typeof structuredClone + typeof ResizeObserver") == "undefinedundefined"
    to_files(page)
    page.locator("input[type=file]").set_input_files([{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()}])
    expect(page.get_by_text("已封存 1 个文件")).to_be_visible()
    page.get_by_role("button", name="更多").click()
    page.get_by_role("button", name="安全提示", exact=True).click()
    expect(page.locator(".sheet")).to_contain_text("看看身边有没有人")
    assert gateway.opened()[0]["text"] == SECRET
    assert SECRET not in json.dumps(gateway.bodies, ensure_ascii=False)


@pytest.mark.parametrize(
    "gone", ["window.fetch", "window.AbortController", "String.prototype.normalize", "Element.prototype.append"]
)
def test_a_browser_too_old_is_led_to_the_plain_page(context: BrowserContext, gateway: Scripted, gone: str) -> None:
    context.add_init_script(f"delete {gone};")
    page = context.new_page()
    page.goto(gateway.url)
    page.wait_for_url("**/plain")


def test_the_first_load_is_light_and_soon_there(context: BrowserContext, gateway: Scripted, dist: Path) -> None:
    page = context.new_page()
    gateway.greets = True
    net = context.new_cdp_session(page)
    net.send("Network.enable")
    net.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000},
    )
    # By the page's own clock: the driver looks now and then only, half a second apart.
    page.add_init_script(
        """new MutationObserver((_, observer) => {
            const there = [...document.querySelectorAll('button')].find((b) => b.textContent.includes('我要举报职务犯罪'));
            if (!there?.offsetHeight) return;
            window.thereAfter = performance.now();
            observer.disconnect();
        }).observe(document, { childList: true, subtree: true });"""
    )
    page.goto(gateway.url, wait_until="commit")
    page.get_by_role("button", name="我要举报职务犯罪").wait_for()
    taken = page.evaluate("window.thereAfter") / 1000
    first = [p for p in dist.rglob("*.gz") if "seal-" not in p.name]
    size = sum(p.stat().st_size for p in first)
    print(f"first load: {size / 1000:.1f} kB, {taken:.2f} s")
    assert size <= 100_000
    assert taken <= 2.0
