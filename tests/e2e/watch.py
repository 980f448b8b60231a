"""Watches a browser: what it asks whom, what it complains about, what it keeps."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError

# A violation is an event, not always a line on the console.
REPORT_VIOLATIONS = (
    "addEventListener('securitypolicyviolation',"
    " e => console.error(`CSP ${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));"
)
KEPT = (
    "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,"
    " (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length, history.state]"
)
NOTHING = [0, 0, 0, 0, 0, None]


@dataclass
class Watch:
    """One browser context. `origins`: the only two it may speak to. `expected`: parts of complaints a test provokes."""

    context: BrowserContext
    origins: tuple[str, ...]
    expected: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Listen to every page of the context."""
        self.context.add_init_script(REPORT_VIOLATIONS)
        self.context.on("request", self._request)
        self.context.on("console", self._console)
        self.context.on("weberror", self._error)

    def _request(self, request: Request) -> None:
        self.asked.append(request.url)
        if body := request.post_data_buffer:
            self.bodies.append(body)

    def _console(self, line: ConsoleMessage) -> None:
        if line.type in {"error", "warning"} and not any(part in line.text for part in self.expected):
            self.complaints.append(line.text)

    def _error(self, error: WebError) -> None:
        self.complaints.append(str(error.error))

    def check(self) -> None:
        """No complaint, and nobody else was asked for anything."""
        assert self.asked
        elsewhere = {url for url in self.asked if _origin(url) not in self.origins and not url.startswith("data:")}
        assert not elsewhere, elsewhere
        assert not self.complaints, self.complaints

    def keeps_nothing(self, page: Page) -> None:
        """Neither storage of any kind, nor history, nor a cookie."""
        if page.url.startswith("http"):
            assert page.evaluate(KEPT) == NOTHING
        assert self.context.cookies() == []

    def sent_in_clear(self, words: str) -> bool:
        """Whether a request carried these words, as they are or escaped as JSON does."""
        shapes = {words.encode(), json.dumps(words)[1:-1].encode()}
        return any(shape in body for shape in shapes for body in self.bodies)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
