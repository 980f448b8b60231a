"""Reads `nlu_data/lookups/*.yml` and the jieba dictionary: which words stand for which option."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.engine.nlu.text import normalise


@dataclass(frozen=True)
class Lookup:
    """One entity: option id → the words for it, normalised."""

    entity: str
    values: dict[str, tuple[str, ...]]


def read_lookups(folder: Path) -> list[Lookup]:
    """All lookups of a folder. Files without an `entity:` (the control words) are somebody else's.

    Raises `ValueError` when a word stands for two options of one entity: no text could then be understood by it.
    """
    lookups = []
    for path in sorted(folder.glob("*.yml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not isinstance(data, dict) or "entity" not in data:
            continue
        values: dict[str, tuple[str, ...]] = {}
        owner: dict[str, str] = {}
        for option, words in (data.get("values") or {}).items():
            spelt = tuple(dict.fromkeys(word for w in words or () if (word := normalise(str(w)))))
            for word in spelt:
                if owner.setdefault(word, str(option)) != str(option):
                    raise ValueError(f"{path.name}: {word} stands for {owner[word]} and for {option}")
            values[str(option)] = spelt
        lookups.append(Lookup(str(data["entity"]), values))
    return lookups


def read_dictionary(folder: Path) -> Iterator[str]:
    """Words of the jieba user dictionaries (`*.txt`; the first field of a line)."""
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            word = line.split(" ")[0].strip()
            if word and not word.startswith("#"):
                yield normalise(word)
