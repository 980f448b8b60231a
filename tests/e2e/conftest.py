"""One browser, one system; a phone for each test, watched."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, ViewportSize, expect

from tests.e2e.phone import Phone
from tests.e2e.shots import Shots
from tests.e2e.watch import KEPT, NOTHING, Watch
from tests.e2e.workbench import Workbench
from tests.running import Running

PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW: ViewportSize = {"width": 360, "height": 640}
# Milliseconds; a busy machine is no failure.
PATIENCE = 30_000
PHOTOGRAPHER = "摄影者欧阳某"

Pick = Callable[..., Phone]
Seat = Callable[..., Workbench]
NewContext = Callable[..., BrowserContext]


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """How long anything may take."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def context(browser: Browser, dist: Path, system: Running) -> Iterator[NewContext]:
    """Makes a browser context of a phone; each is a person of their own."""
    with ExitStack() as open_ones:

        def make(**settings: object) -> BrowserContext:
            wanted = {"viewport": PHONE, "is_mobile": True, "has_touch": True, "locale": "zh-CN", **settings}
            made = browser.new_context(reduced_motion="reduce", **wanted)  # type: ignore[arg-type]
            made.set_default_timeout(PATIENCE)
            open_ones.callback(made.close)
            return made

        yield make


@pytest.fixture
def phone(context: NewContext, system: Running) -> Iterator[Pick]:
    """Opens the chat page on a phone; afterwards nothing sealed has left in clear, nobody else was asked, nothing is kept."""
    phones: list[Phone] = []

    def pick_up(flow: str, **settings: object) -> Phone:
        opened = context(**settings)
        watch = Watch(opened, (system.gateway, system.desk))
        watch.begin()
        found = Phone(opened.new_page(), Shots(flow), watch)
        open_chat(found.page, f"{system.gateway}/", found)
        phones.append(found)
        return found

    yield pick_up
    for one in phones:
        one.watch.check()
        one.watch.keeps_nothing(one.page)
        assert not [text for text in one.sealed if one.watch.sent_in_clear(text)]


@pytest.fixture
def seat(context: NewContext, system: Running) -> Iterator[Seat]:
    """Signs a member of staff in at the desk; afterwards nobody else was asked and nothing complained about."""
    taken: list[Workbench] = []

    def sit_down(role: str, flow: str, **settings: object) -> Workbench:
        opened = context(**settings)
        # A form that is refused comes back with such a status: the browser notes that it failed to load.
        watch = Watch(opened, (system.desk,), expected=["status of 409", "status of 422"])
        watch.begin()
        found = Workbench(opened.new_page(), Shots(flow), watch, system.desk)
        found.sign_in(role, system)
        taken.append(found)
        return found

    yield sit_down
    for one in taken:
        one.watch.check()
        assert one.page.evaluate(KEPT) == NOTHING


def staff_chat(seat: Workbench) -> Phone:
    """The chat page at the desk, as whoever sits there."""
    phone = Phone(seat.page, seat.shots, seat.watch)
    open_chat(seat.page, f"{seat.origin}/staff/", phone)
    return phone


def open_chat(page: Page, address: str, phone: Phone) -> None:
    """Open the chat page and hear the greeting."""
    with page.expect_response(lambda reply: reply.url.endswith("/chat/sessions")) as waiting:
        page.goto(address)
    phone.heard(waiting.value.json()["messages"])
    expect(page.locator(".choices button").first).to_be_visible()


@pytest.fixture(scope="session")
def photo() -> FilePayload:
    """A small picture with a name in its metadata."""
    about = PngInfo()
    about.add_text("Author", PHOTOGRAPHER)
    about.add_itxt("Description", PHOTOGRAPHER)
    held = io.BytesIO()
    Image.new("RGB", (48, 32), (180, 40, 40)).save(held, "PNG", pnginfo=about)
    return {"name": "王某某签字的收条.png", "mimeType": "image/png", "buffer": held.getvalue()}
