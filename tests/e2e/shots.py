"""Screenshots, kept as artefacts of the test run: test-results/e2e/<flow>-<n>.png."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).parents[2] / "test-results" / "e2e"


@dataclass
class Shots:
    """The pictures of one flow, numbered."""

    flow: str
    taken: int = 0

    def shoot(self, page: Page, *, whole: bool = False) -> None:
        """Keep what stands on the screen; `whole`: the page to its end."""
        self.taken += 1
        FOLDER.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(FOLDER / f"{self.flow}-{self.taken}.png"), full_page=whole)
