"""Words that, said alone, are never an answer (取消, 跳过 …): `nlu_data/lookups/control_words.yml`."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from bot.channels.text import bare

FILE = Path(__file__).resolve().parents[2] / "nlu_data" / "lookups" / "control_words.yml"
# Sections that take or drop something; 救命？ is a call for help all the same.
DOES = frozenset({"cancel", "step_back", "skip", "correct", "submit"})
# Sections that depend on the step and so are no intents by themselves.
BY_STEP = frozenset({"none", "unsure", "done"})


@cache
def sections(path: Path = FILE) -> Mapping[str, frozenset[str]]:
    """Section → words, ready to compare with `bare(text)`. Raises ValueError when one word stands in two intents."""
    found: dict[str, frozenset[str]] = {}
    seen: dict[str, str] = {}
    for name, words in yaml.safe_load(path.read_text("utf-8")).items():
        found[name] = frozenset(bare(str(word)) for word in words)
        if name in BY_STEP:
            continue
        for word in found[name]:
            if word in seen:
                raise ValueError(f"{word}: under {seen[word]} and {name}")
            seen[word] = name
    return found


def exact(plain: str) -> str | None:
    """The intent of a text that is a control word and nothing else, or None. 取消？ asks, and cancels nothing."""
    word = bare(plain)
    asks = "?" in unicodedata.normalize("NFKC", plain)
    for name, words in sections().items():
        if name not in BY_STEP and word in words:
            return None if asks and name in DOES else name
    return None


def at_step(plain: str, *, optional: bool, files: bool = False) -> str | None:
    """Like `exact`, and with what a word means at this step: 没有 skips what is optional."""
    word = bare(plain)
    found = exact(plain)
    if found is not None:
        return found
    if files and word in sections()["done"]:
        return "done"
    if optional and word in sections()["none"]:
        return "skip"
    if not optional and word in sections()["unsure"]:
        return "unsure"
    return None
