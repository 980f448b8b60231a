"""Clean what a person typed before anything looks at it."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.traditional import simplify
from store import digits as spoken

# Cc control, Cf format (zero-width, bidi, soft hyphen, tags), Cs surrogate, Co private use, Cn unassigned.
_UNWANTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_LEADING_SLASHES = re.compile(r"^[\s/\\⁄∕⧸╱⟋]+")
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u115f\u1160\u3164\uffa0]")
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_SPACES = re.compile(r"[^\S\n]+")
_PUNCTUATION = re.compile(r"[\s。，、！？；：,.!?;:…~～—\-“”‘’\"'「」『』（）()【】\[\]《》<>*_#`]+")

# One sign can become eighteen in compatibility form (ﷺ): nobody writes so, and each reading would go over all of it.
GROWN = 1_000


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One message, twice: `kept` is what is sealed (the person's own words, only unprintable characters gone);
    `plain` is what is understood (NFKC, simplified, one line, no leading slash; at most twice `kept` and GROWN).
    `command`: a slash stood before it."""

    kept: str
    plain: str
    command: bool = False


def clean(text: str) -> Cleaned:
    """Both forms of `text`. Never raises, whatever the text is."""
    lines = _LINE_ENDS.sub("\n", text)
    if lines.isascii() and lines.isprintable():
        kept = lines.strip()
    else:
        kept = "".join(c for c in lines if c == "\n" or _wanted(c)).strip()
    compatible = unicodedata.normalize("NFKC", kept)[: 2 * len(kept) + GROWN]
    plain = _SPACES.sub(" ", "".join(c if _wanted(c) else " " for c in compatible))
    # Twice round: NFKC can make a slash or a space, and a slash can stand before a slash.
    led = _LEADING_SLASHES.match(plain.replace("\n", " "))
    plain = _LEADING_SLASHES.sub("", plain.replace("\n", " ")).strip()
    return Cleaned(kept=kept, plain=simplify(plain), command=bool(led and led[0].strip()))


@lru_cache(maxsize=4_096)
def _wanted(character: str) -> bool:
    if character == "\t":
        return True
    return unicodedata.category(character) not in _UNWANTED and not _VARIATION.match(character)


def bare(text: str) -> str:
    """`text` for comparing words: simplified, no punctuation, no white space, lower case."""
    return simplify(_PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).lower())


def without_long_numbers(text: str) -> str:
    """`text` with every run of seven or more digits replaced: telephone, ID, receipt and password stay out of
    the engine even where free text may go there."""
    return spoken.without_long(text)


def digits(text: str) -> str:
    """Only the digits of `text`, however they are written or read out (`store/digits.py`)."""
    return spoken.digits(text)


def han(text: str) -> int:
    """How many Chinese characters there are."""
    return sum("\u4e00" <= c <= "\u9fff" for c in text)
