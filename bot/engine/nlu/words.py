"""Finds the options that a text names: spaCy's blank Chinese pipeline with jieba's words and a span ruler."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from typing import Any

import jieba
import spacy
from spacy.language import Language
from spacy.util import filter_spans

from bot.engine.nlu.lookups import Lookup

# 保护我 names oneself, 保护我爸妈 doesn't: there 我 says whose.
_POSSESSIVE = re.compile(r"[我俺咱]$")

_KEY = "options"


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
        ruler: Any = self._nlp.add_pipe("span_ruler", config={"spans_key": _KEY, "validate": False})
        ruler.add_patterns(
            [
                {"label": lookup.entity, "id": option, "pattern": word}
                for lookup in lookups
                for option, words in lookup.values.items()
                for word in words
            ]
        )

    def find(self, text: str) -> list[dict[str, Any]]:
        """Entities (name, option id, position) of a normalised text, denied ones too (`bot.engine.nlu.stance`).

        Of words of one entity that overlap the longest wins; a word may stand for several entities (我妈 is `who` and
        `relative`).
        """
        if not text:
            return []
        by_entity: dict[str, list[Any]] = {}
        doc = self._nlp(text)  # the spans live as long as it does
        for span in doc.spans[_KEY]:
            by_entity.setdefault(span.label_, []).append(span)
        found = [
            {"entity": span.label_, "value": span.id_, "start": span.start_char, "end": span.end_char}
            for spans in by_entity.values()
            for span in _own(filter_spans(spans))
        ]
        return sorted(found, key=lambda one: (one["start"], one["entity"]))


def _own(spans: Sequence[Any]) -> list[Any]:
    """Spans of one entity without those whose 我 belongs to the next: 保护我 before 爸妈."""
    starts = {span.start for span in spans}
    return [span for span in spans if span.end not in starts or not _POSSESSIVE.search(span.text)]
