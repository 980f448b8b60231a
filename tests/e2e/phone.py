"""Somebody at the chat page, with a finger: presses, types, reads what stands on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page, Response, expect

from tests.e2e.shots import Shots
from tests.e2e.watch import Watch
from tests.web.axe import axe

# What the bot said since the person's last bubble, as it is shown.
SAID = """() => {
  const said = [];
  for (const one of [...document.querySelectorAll('.log > div')].reverse()) {
    if (one.classList.contains('you')) break;
    said.unshift(one.innerText);
  }
  return said.join('\\n');
}"""


@dataclass
class Phone:
    """The chat page, open. `ask` is what the gateway asked last; `sealed` are the texts given at sealed steps, `doubted`
    those about which the page asked first whether they are answers.
    """

    page: Page
    shots: Shots
    watch: Watch
    ask: dict[str, Any] = field(default_factory=dict)
    sealed: list[str] = field(default_factory=list)
    receipt: dict[str, str] = field(default_factory=dict)
    doubted: list[str] = field(default_factory=list)

    # -- looking

    @property
    def said(self) -> str:
        """What the bot said last, as it stands on the screen."""
        text: str = self.page.evaluate(SAID)
        return text

    @property
    def box(self) -> Locator:
        """Where one writes."""
        return self.page.get_by_label("您的回答")

    def shoot(self) -> None:
        """Keep what stands on the screen now."""
        self.shots.shoot(self.page)

    def asks(self, item: str) -> None:
        """The open question must be this one."""
        assert self.ask.get("id") == item, f"asked {self.ask.get('id')}, not {item}; said: {self.said}"

    def hears(self, *words: str) -> None:
        """The bot must have said these words in this turn."""
        said = self.said
        for one in words:
            assert one in said, f"{one!r} is not in: {said}"

    def is_accessible(self) -> None:
        """Nothing that axe-core finds wrong."""
        assert axe(self.page) == []

    # -- doing

    def press(self, title: str, asks: str = "") -> None:
        """Press one of the offered answers."""
        button = self.page.locator(".choices").get_by_role("button", name=title, exact=True).last
        self._turn(button.click)
        self._after(asks)

    def seal(self, text: str, asks: str = "") -> None:
        """Answer a sealed step: only an envelope may leave the page."""
        expect(self.page.locator(".composer.sealed")).to_be_visible()
        self.box.fill(text)
        reply = self._turn(self._send_content)
        sent: dict[str, Any] = reply.request.post_data_json or {}
        assert sent.keys() == {"session", "sealed", "message_id"}, sorted(sent)
        self.sealed.append(text)
        expect(self.page.locator(".you").last).to_contain_text(f"已封存（{len(text)} 字）")
        self._after(asks)

    def tell(self, text: str, asks: str = "") -> None:
        """Tell something where nothing of the kind was asked: it is sealed as a story before it leaves."""
        self.box.fill(text)
        expect(self.page.locator(".composer.sealed")).to_be_visible()
        reply = self._turn(self._send)
        sent: dict[str, Any] = reply.request.post_data_json or {}
        assert sent.keys() == {"session", "sealed", "about", "message_id"}, sorted(sent)
        self.sealed.append(text)
        expect(self.page.locator(".you").last).to_contain_text(f"已封存（{len(text)} 字）")
        self._after(asks)

    def say(self, text: str, asks: str = "") -> None:
        """Type something that goes out as text."""
        self.box.fill(text)
        reply = self._turn(self._send)
        assert "text" in (reply.request.post_data_json or {})
        self._after(asks)

    def aside(self, text: str, button: str, asks: str = "") -> None:
        """Type at a sealed step what is no answer; the page is in doubt, and one says what it is."""
        self.box.fill(text)
        self._send()
        aside = self.page.locator(".decide").get_by_role("button", name=button)
        expect(aside).to_be_visible()
        self.shoot()
        self._turn(aside.click)
        self._after(asks)

    def wrong(self, text: str, words: str, *, shoot: bool = False) -> None:
        """Type what the page itself refuses: it says why, sends nothing, and the words stay in the box."""
        before = len(self.watch.bodies)
        self.box.fill(text)
        self._send()
        expect(self.page.locator("#problem")).to_contain_text(words)
        expect(self.box).to_have_value(text)
        assert len(self.watch.bodies) == before
        if shoot:
            self.shoot()
        self.box.fill("")

    def word(self, title: str, asks: str = "") -> None:
        """One of the words under 其他操作."""
        self.page.get_by_text("其他操作").click()
        self._turn(self.page.locator(".below").get_by_role("button", name=title, exact=True).click)
        self._after(asks)

    def danger(self, asks: str = "") -> None:
        """The red button."""
        self._turn(self.page.get_by_role("button", name="我现在有危险").click)
        expect(self.page.locator(".banner a[href='tel:110']")).to_be_visible()
        self._after(asks)

    def attach(self, files: Sequence[FilePayload]) -> None:
        """Choose files and wait until all are sealed and sent."""
        self.page.locator("input[type=file]").set_input_files(list(files))
        expect(self.page.get_by_text(f"已封存 {len(files)} 个文件")).to_be_visible()

    def write_down(self, asks: str = "") -> None:
        """Copy the receipt, put the card away, type the last four digits back."""
        self.page.get_by_role("button", name="我已抄下").click()
        assert self.receipt["password"] not in self.page.content()
        self.say(self.receipt["password"][-4:], asks)
        self.hears("抄对了")

    def query(self, receipt: dict[str, str]) -> None:
        """Type number and password where they are asked for."""
        self.say(receipt["number"])
        assert str(self.ask["id"]).endswith(".password"), self.ask
        self.say(receipt["password"])
        assert receipt["password"] not in self.page.content()

    # -- what each turn does

    def _send(self) -> None:
        self.page.locator(".write button").click()

    def _send_content(self) -> None:
        """Send; when the page is in doubt whether it is an answer, or points at telling words, seal it all the same."""
        self._send()
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        if self.page.locator(".decide .seal").is_visible():
            self.doubted.append(self.box.input_value())
            self.page.locator(".decide .seal").click()
        elif self.page.locator(".decide").is_visible():
            self.page.get_by_role("button", name="照样封存").click()

    def _turn(self, act: Callable[[], None]) -> Response:
        with self.page.expect_response(lambda reply: reply.url.endswith("/chat/messages")) as waiting:
            act()
        reply = waiting.value
        assert reply.status == 200, f"{reply.status} {reply.text()}"
        self.heard(reply.json()["messages"])
        expect(self.page.locator(".working")).to_have_count(0)
        return reply

    def heard(self, messages: list[dict[str, Any]]) -> None:
        """Note what was asked, and a receipt when one is shown."""
        self.ask = next((m["ask"] for m in reversed(messages) if m.get("ask")), {})
        for message in messages:
            if message.get("receipt"):
                self.receipt = message["receipt"]
                shown = self.page.locator(".receipt dl").last.locator("dd")
                expect(shown.nth(0)).to_have_text(self.receipt["number"])
                expect(shown.nth(1)).to_have_text(self.receipt["password"])

    def _after(self, asks: str) -> None:
        if asks:
            self.asks(asks)
