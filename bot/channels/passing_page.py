"""Writes `passing.json`, the closed lists of `passing.py` for the chat page: `python -m bot.channels.passing_page`."""

import json
from pathlib import Path
from typing import Any

from bot.channels import called, calling, errands, passing
from bot.channels import passing_words as words
from bot.stated import PRESSED, UNPRESSED, WITHHOLDS

FILE = Path(__file__).with_name("passing.json")
WHOLE = (
    *("holds", "insists", "feels", "distrusts", "declines", "needless", "lacks", "no_number", "unnamed", "stays"),
    *("none", "later", "unreached", "why", "secrecy", "done", "asks_number", "no_call", "not_now", "will_not"),
    *("asks_protection", "show_again", "changes_nothing", "posted", "called_off", "taken_back", "typo", "pauses"),
    *("is_now", "yes_now", "no_now", "enough", "left_out", "fears", "safe"),
    *("waits", "fills", "goes_on", "not_now_at_all"),
)


def rules() -> dict[str, Any]:
    """The closed lists of `passing.py`, as the page reads them."""
    return {
        "change": [f"^(?:{passing._change(entity).pattern})$" for entity in passing.CHANGEABLE],
        "changes": passing._CHANGES.pattern,
        "not_said": passing._NOT_SAID.pattern,
        "refuses": f"^(?:{passing._REFUSES.pattern})$",
        "nothing": f"^(?:{passing._NOTHING.pattern})$",
        "errand": "^(?:" + "|".join(pattern.pattern for _, pattern in errands.PATTERNS) + ")$",
        **{name: f"^(?:{getattr(words, name.upper()).pattern})$" for name in WHOLE},
        "shed_before": words.SHED_BEFORE.pattern,
        "shed_after": words.SHED_AFTER.pattern,
        "asks_of_harm": sorted(passing.ASKS_OF_HARM),
        "pressed": PRESSED,
        "unpressed": UNPRESSED,
        "withholds": WITHHOLDS,
        "asks_to_leave_out": words.ASKS_TO_LEAVE_OUT.pattern,
        "changing": f"^(?:{called.changing().pattern})$",
        "redated": words.REDATED.pattern,
        "account": calling.ACCOUNT.pattern,
        "reaches": calling.REACHES.pattern,
        "sends": calling.SENDS.pattern,
        "sends_not": calling.SENDS_NOT.pattern,
        "asks_instead": words.ASKS_INSTEAD.pattern,
        "still_wanted": words.STILL_WANTED.pattern,
        "next_call": f"^(?:{errands.NEXT_CALL.pattern})$",
        "asks_back": calling.ASKS.pattern,
        "longest_asked": calling.LONGEST_ASKED,
        "forbids": calling.FORBIDS.pattern,
        "reaches_not": calling.REACHES_NOT.pattern,
        "caller": words.CALLER.pattern,
        "simple": words.folds(),
        "nothing_wrong": sorted(passing.NOTHING),
        "refused": sorted(passing.REFUSED),
        "named": sorted(passing.NAMED),
        "urgent": sorted(passing.URGENT_STEPS),
        "longest": words.LONGEST,
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(rules(), ensure_ascii=False, indent=1) + "\n", "utf-8")
