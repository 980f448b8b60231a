"""axe-core on the page that is open."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.browsing import WEB


def axe(page: Page) -> list[str]:
    """Everything axe-core finds wrong, by rule and place."""
    # Evaluated by the debugger, not by the page: the page's own CSP stays as it is.
    page.evaluate((WEB / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8") + ";0")
    result: dict[str, Any] = page.evaluate("async () => await axe.run()")
    return [f"{v['id']}: {n['html'][:160]}" for v in result["violations"] for n in v["nodes"]]
