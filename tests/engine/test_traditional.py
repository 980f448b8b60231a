"""The traditional characters that page and gateway know are OpenCC's, which the engine knows whole."""

from __future__ import annotations

import json

from bot.engine.nlu.text import _simplified
from bot.engine.settings import ROOT


def test_page_and_gateway_simplify_as_the_engine_does() -> None:
    table = json.loads((ROOT / "bot/traditional.json").read_text(encoding="utf-8"))
    known = _simplified()
    pairs = list(zip(table["traditional"], table["simplified"], strict=True))
    assert len(pairs) > 500
    assert not [pair for pair in pairs if known[ord(pair[0])] != pair[1]]
    assert not [one for _, one in pairs if ord(one) in known], "twice simplified is something else"
