"""接着填的口令 as digits: how many, and the last one checks the others (ISO 7064, MOD 11-10)."""

import re
import secrets

from stdnum.iso7064 import mod_11_10

from bot.channels.text import Cleaned
from store import digits as spoken

# Neither as long as a receipt's number (12) nor as its password (20): nobody types one for the other.
DIGITS = 16
# A short text that names it wants to go on, and asks where to type it.
_NAMED = re.compile(r"口令")
LONGEST_ASKED = 24


def new() -> str:
    """A new code."""
    body = "".join(secrets.choice("0123456789") for _ in range(DIGITS - 1))
    return body + str(mod_11_10.calc_check_digit(body))


def valid(code: str) -> bool:
    """Whether digits can be a code."""
    return len(code) == DIGITS and bool(mod_11_10.is_valid(code))


def misplaced(cleaned: Cleaned) -> bool:
    """Whether a text of the conversation gives a code, or asks where to type it: that is elsewhere on the page."""
    named = _NAMED.search(cleaned.plain) is not None
    if named and len(cleaned.plain) <= LONGEST_ASKED:
        return True
    return any(valid(value) or (named and len(value) == DIGITS) for value in spoken.values(cleaned.plain))
