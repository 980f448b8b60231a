"""Somebody at the desk's pages: signs in, finds a case, presses, fills, downloads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import APIResponse, Locator, Page, expect

from tests.e2e.shots import Shots
from tests.e2e.watch import Watch
from tests.running import Running
from tests.staff import password_of
from tests.web.axe import axe


@dataclass
class Workbench:
    """A signed-in member of staff in a browser. `case` is the address of the case that was opened last."""

    page: Page
    shots: Shots
    watch: Watch
    origin: str
    case: str = ""

    def sign_in(self, role: str, system: Running) -> None:
        """By the form, with the demo account of a role."""
        name, password = password_of(role, system)
        self.page.goto(f"{self.origin}/")
        self.page.get_by_label("名称").fill(name)
        self.page.get_by_label("密码").fill(password)
        self.press("登录")
        expect(self.page.get_by_role("button", name="退出")).to_be_visible()

    def shoot(self, *, whole: bool = False) -> None:
        """Keep what stands on the screen now."""
        self.shots.shoot(self.page, whole=whole)

    def find(self, number: str) -> None:
        """Look a case up by its number and go to its page."""
        self.page.goto(f"{self.origin}/")
        self.page.get_by_label("举报编号").fill(number)
        self.press("查找")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(number)
        self.case = self.page.url

    def back(self) -> None:
        """To the case's page."""
        self.page.goto(self.case)

    def press(self, title: str) -> None:
        """Press a button by its title."""
        self.button(title).click()

    def button(self, title: str) -> Locator:
        """The button of this title."""
        return self.page.get_by_role("button", name=title, exact=True).first

    def sees(self, *words: str) -> None:
        """The page must say these words."""
        for one in words:
            expect(self.page.locator("main")).to_contain_text(one)

    def fill(self, field: str, value: str) -> None:
        """Fill a field of a paper by its name."""
        self.page.locator(f"[name='{field}']").fill(value)

    def value(self, field: str) -> str:
        """What stands in a field of a paper."""
        return self.page.locator(f"[name='{field}']").input_value()

    def take(self, title: str) -> None:
        """Open a step of the case's life and take it."""
        self.press_step(title, "办理")

    def press_step(self, title: str, verb: str) -> None:
        """Open a step of the case's life and press one of its buttons: 办理, 批准, 撤回批准."""
        button = self.page.locator(f"button:text-is('{verb}：{title}')")
        step = self.page.locator("details.step", has=button)
        if step.get_attribute("open") is None:
            step.locator(":scope > summary").click()
        button.click()

    def download(self, title: str) -> tuple[str, bytes]:
        """Press what gives a file out; its name and its bytes."""
        with self.page.expect_download() as coming:
            self.press(title)
        got = coming.value
        return got.suggested_filename, Path(got.path()).read_bytes()

    def post(self, path: str) -> APIResponse:
        """Send a form of this case that no page offers, with the page's own token."""
        token = self.page.locator("input[name=csrf]").first.get_attribute("value")
        return self.page.request.post(
            f"{self.case}/{path}", form={"csrf": token or ""}, headers={"Origin": self.origin}, max_redirects=0
        )

    def fits(self) -> None:
        """Nothing is wider than the screen."""
        assert not self.page.evaluate("document.documentElement.scrollWidth > innerWidth"), self.page.url

    def is_accessible(self) -> None:
        """Nothing that axe-core finds wrong."""
        assert axe(self.page) == []
