"""Checks an answer to a reporter against what was opened: 答复时不得涉及举报具体内容 (规定 2 第五条第七项).

A word of the report may stand in the answer only if it is official vocabulary: it occurs in the regulations, in what
the bot says anyway, or in `official_phrases.txt`. Runs of characters, names, numbers, amounts and dates are refused
however they are written: spaced out, in other digits, rounded, by homophones, in pinyin or by initials. It would rather
have the officer reword a harmless sentence than let one through; the officer alone sees the words. A paraphrase is
beyond it: that is why the officer sees the answer once more before it goes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from desk.checks import names, numbers
from desk.checks.official import is_harmless, official_text
from desk.checks.plain import Plain
from desk.opening import Opened

# Refused whatever it says; it is what the tests of the whole system look for.
ALWAYS = 8
# Refused unless official texts have the very same run.
LONG = 6
# Refused unless all of it is official vocabulary.
SHORT = 4
# Syllables in a row that sound alike by chance only when both quote the rules.
SOUND = 5


def contents(items: Iterable[Opened]) -> list[str]:
    """Every text of opened items: answers, the days that dates mean, names of files. What does not open nobody saw."""
    texts: list[str] = []
    for item in items:
        if item.text:
            texts.append(item.text)
        if item.days:
            texts += [f"{one.year}年{one.month}月{one.day}日" for one in item.days]
        if item.file:
            texts.append(str(item.file["name"]).rpartition(".")[0] or str(item.file["name"]))
    return texts


def offending(answer: str, contents: Iterable[str]) -> list[str]:
    """The words of `answer` that touch `contents`, in the order they stand; empty when it may go out.

    Args:
        answer: what the officer wrote.
        contents: every opened text of the case and of cases linked to it.
    """
    said = Plain.of(answer)
    found: dict[str, int] = {}
    for secret in map(Plain.of, contents):
        for words in _touching(said, secret):
            found.setdefault(words, said.text.find(words))
    longest = [one for one in found if not any(one != other and one in other for other in found)]
    return sorted(longest, key=lambda one: found[one])


def _touching(said: Plain, secret: Plain) -> Iterator[str]:
    yield from _verbatim(said, secret)
    yield from _runs(said, secret)
    yield from _words(said, secret)
    yield from _sounds(said, secret)
    yield from names.shared(said, secret)
    # With spaces and without: 58 at the end of a line, and 3 0 0 0 0 spaced out.
    for spoken in {said.text, said.spaced}:
        for given in {secret.text, secret.spaced}:
            yield from numbers.shared(spoken, given)


def _verbatim(said: Plain, secret: Plain) -> Iterator[str]:
    """Runs as they were typed, marks included."""
    yield from _maximal(said.text, secret.text, ALWAYS)


def _runs(said: Plain, secret: Plain) -> Iterator[str]:
    """Runs of letters and digits, whatever stands between them."""
    harmless = numbers.harmless_dates(said.text, secret.text)
    for run in _maximal(said.letters, secret.letters, SHORT):
        if len(run) >= ALWAYS:
            yield run
        elif run in official_text() or any(run in one for one in harmless):
            continue
        elif len(run) >= LONG or not is_harmless(run):
            yield run


def _maximal(said: str, secret: str, least: int) -> Iterator[str]:
    """Maximal runs of at least `least` characters that both have."""
    start = 0
    while start <= len(said) - least:
        end = start + least
        if said[start:end] not in secret:
            start += 1
            continue
        while end < len(said) and said[start : end + 1] in secret:
            end += 1
        yield said[start:end]
        start = end - least + 1


def _words(said: Plain, secret: Plain) -> Iterator[str]:
    """Words of content in both, as either text is cut."""
    own = {word for word, _ in said.tokens}
    for cut, other in ((secret, said), (said, secret)):
        for word, kind in cut.tokens:
            if len(word) < 2 or word not in other.letters or re.fullmatch(r"[\d年月日]+", word):
                continue
            # 明细 stands in 说明细节 by accident, and the words it stands in are harmless.
            if not is_harmless(word, kind) and not (len(word) == 2 and word not in own and _by_accident(word, said)):
                yield word


def _by_accident(word: str, said: Plain) -> bool:
    """Whether every place of `word` in `said` spans two harmless words of two characters and more."""
    for (one, kind), (two, next_kind) in pairwise(said.tokens):
        if (one + two).find(word) != len(one) - 1:
            continue
        if len(one) < 2 or len(two) < 2 or not is_harmless(one, kind) or not is_harmless(two, next_kind):
            return False
    return True


def _sounds(said: Plain, secret: Plain) -> Iterator[str]:
    """Runs that sound alike, written with other characters or in pinyin."""
    spoken, heard = said.syllables, "|" + "|".join(one for one, _ in secret.syllables) + "|"
    start = 0
    while start <= len(spoken) - SOUND:
        end = start + SOUND
        if _sound(spoken[start:end]) not in heard:
            start += 1
            continue
        while end < len(spoken) and _sound(spoken[start : end + 1]) in heard:
            end += 1
        run = "".join(written for _, written in spoken[start:end])
        if run not in secret.letters and run not in official_text() and not is_harmless(run):
            yield run
        start = end - SOUND + 1


def _sound(piece: list[tuple[str, str]]) -> str:
    return "|" + "|".join(one for one, _ in piece) + "|"
