"""Finds the options that a text names: spaCy's blank Chinese pipeline with jieba's words and an entity ruler."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from typing import Any

import jieba
import spacy
from spacy.language import Language

from bot.engine.nlu.lookups import Lookup

_NEGATED = re.compile(r"(?:不是|没有|没|不|非|无|别|并非)$")
_POSSIBLE = re.compile(r"(?:是不是|有没有|能不能|会不会|要不要|可不可以)$")


class WordRuler:
    """Holds the ruler of all lookups."""

    def __init__(self, lookups: Sequence[Lookup], dictionary: Iterable[str] = ()) -> None:
        """Every word of the lookups and the dictionary becomes a word of jieba's, so that it is cut as one."""
        jieba.setLogLevel(logging.WARNING)
        for word in [*dictionary, *(word for lookup in lookups for words in lookup.values.values() for word in words)]:
            # A high frequency keeps it whole; a single character must not pull others apart.
            if len(word) > 1:
                jieba.add_word(word, freq=200_000)
        self._nlp: Language = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
        ruler: Any = self._nlp.add_pipe("entity_ruler", config={"validate": False})
        ruler.add_patterns(
            [
                {"label": lookup.entity, "id": option, "pattern": word}
                for lookup in lookups
                for option, words in lookup.values.items()
                for word in words
            ]
        )

    def find(self, text: str) -> list[dict[str, Any]]:
        """Entities (name, option id, position) of a normalised text; the longest wins, a denied one is left out."""
        if not text:
            return []
        return [
            {"entity": span.label_, "value": span.ent_id_, "start": span.start_char, "end": span.end_char}
            for span in self._nlp(text).ents
            if not _is_denied(text[: span.start_char])
        ]


def _is_denied(before: str) -> bool:
    """Whether what stands directly before a word denies it (不是贪污), which asking (是不是贪污) does not."""
    return bool(_NEGATED.search(before)) and not _POSSIBLE.search(before)
