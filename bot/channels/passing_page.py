"""Writes `passing.json`, the closed lists of `passing.py` for the chat page: `python -m bot.channels.passing_page`."""

import json
from pathlib import Path
from typing import Any

import bot.by_name as by_name
import bot.unnamed as unnamed
from bot.channels import (
    after_call,
    called,
    caller,
    errands,
    mind,
    naming,
    passing,
    passing_words,
    reached,
    urgent_words,
    whether,
)
from bot.stated import NO_DEATH_WISH, PRESSED, UNPRESSED

FILE = Path(__file__).with_name("passing.json")
WHOLE = (
    *("posted", "holds", "insists", "feels", "distrusts", "declines", "needless", "lacks", "no_number", "stays"),
    *("none", "later", "unreached", "why", "secrecy", "done", "asks_number", "show_again", "changes_nothing"),
    *("pauses", "enough", "fears", "gives_up", "adds_nothing", "asks_filled", "no_files"),
    *("nods", "asks_what"),
)
WHOLE_URGENT = (
    *("no_call", "not_now", "will_not", "asks_protection", "called_off", "taken_back", "typo", "is_now", "yes_now"),
    *(
        "no_now",
        "left_out",
        "skips",
        "no_ringing",
        "says_nothing",
        "no_line",
        "safe",
        "waits",
        "puts_off",
        "holds_call",
        "gone",
        "fills",
        "goes_on",
        "not_now_at_all",
        "agrees_only",
    ),
)


def _is_for_page(name: str, value: Any) -> bool:
    """Whether a pattern of `bot/unnamed.py` is read by the page, and no part of others."""
    return name.isupper() and not name.startswith("_") and isinstance(value, str)


def rules() -> dict[str, Any]:
    """The closed lists of `passing.py`, as the page reads them."""
    return {
        "change": [f"^(?:{mind._change(entity).pattern})$" for entity in mind.CHANGEABLE],
        "changes": mind._CHANGES.pattern,
        "not_said": mind._NOT_SAID.pattern,
        "nothing": f"^(?:{naming.NOTHING.pattern})$",
        "errand": "^(?:" + "|".join(pattern.pattern for _, pattern in errands.PATTERNS) + ")$",
        # Beside `posted`: with the same surnames in it, it costs the first load little there.
        "own_name": passing_words.OWN_NAME.pattern,
        "puts_right": passing_words.PUTS_RIGHT.pattern,
        **{name: f"^(?:{getattr(passing_words, name.upper()).pattern})$" for name in WHOLE},
        **{name: f"^(?:{getattr(urgent_words, name.upper()).pattern})$" for name in WHOLE_URGENT},
        "shed_before": passing_words.SHED_BEFORE.pattern,
        "shed_after": passing_words.SHED_AFTER.pattern,
        "asks_of_harm": sorted(passing.ASKS_OF_HARM),
        "pressed": PRESSED,
        "unpressed": UNPRESSED,
        "no_death_wish": NO_DEATH_WISH,
        "asks_to_leave_out": passing_words.ASKS_TO_LEAVE_OUT.pattern,
        "changing": f"^(?:{called.changing().pattern})$",
        "redated": passing_words.REDATED.pattern,
        "account": reached.ACCOUNT.pattern,
        "reaches": reached.REACHES.pattern,
        "sends": reached.SENDS.pattern,
        "sends_not": reached.SENDS_NOT.pattern,
        "by_which": reached._BY_WHICH.pattern,
        "police_named": reached.POLICE_NAMED.pattern,
        "police_harms": reached.POLICE_HARMS.pattern,
        "police_helps": reached.POLICE_HELPS.pattern,
        "at_times": reached._AT_TIMES.pattern,
        "explains": whether.EXPLAINS.pattern,
        "no_first": f"^(?:{urgent_words.NO_FIRST.pattern})$",
        "comes": whether.COMES.pattern,
        "comes_not": whether.COMES_NOT.pattern,
        "trails": whether.TRAILS.pattern,
        "places": reached.PLACES.pattern,
        "asks_of_call": after_call.ASKS_OF_CALL.pattern,
        "rings": reached.RINGS.pattern,
        "wants_of_bot": reached.WANTS_OF_BOT.pattern,
        "by_mistake": f"^(?:{after_call.BY_MISTAKE.pattern})$",
        "comes_on": reached.COMES_ON.pattern,
        "bare_cry": f"^(?:{reached.BARE_CRY.pattern})$",
        "not_meant": reached.NOT_MEANT.pattern,
        "meant": reached.MEANT.pattern,
        "nowhere_near": reached.NOWHERE_NEAR.pattern,
        "refuses_clause": f"^(?:{reached.REFUSES_CLAUSE.pattern})$",
        "refuses_in_english": reached._REFUSES_IN_ENGLISH.pattern,
        "hedged": urgent_words.HEDGED.pattern,
        "unhedged": urgent_words.UNHEDGED.pattern,
        "turns": "^(?:" + "|".join(sorted(whether.TURNS)) + ")$",
        "doubts": reached._DOUBTS.pattern,
        "doubts_telling": reached._DOUBTS_TELLING.pattern,
        "ordered": reached._ORDERED.pattern,
        "longest_clause": reached.LONGEST_CLAUSE,
        "harmed": passing_words.HARMED.pattern,
        "tells": passing_words.TELLS.pattern,
        "kind_corrected": mind.kind_correction().pattern,
        "asks_instead": passing_words.ASKS_INSTEAD.pattern,
        "still_wanted": urgent_words.STILL_WANTED.pattern,
        "next_call": f"^(?:{errands.NEXT_CALL.pattern})$",
        "asks_back": reached.ASKS.pattern,
        "longest_asked": reached.LONGEST_ASKED,
        "forbids": reached.FORBIDS.pattern,
        "reaches_not": reached.REACHES_NOT.pattern,
        "caller": caller.CALLER.pattern,
        "caller_asks": caller.CALLER_ASKS.pattern,
        "subject": caller.SUBJECT.pattern,
        "wishes": f"^{caller.WISHES.pattern}",
        "called_away": f"^(?:{caller.CALLED_AWAY.pattern})$",
        "but": passing_words.BUT.pattern,
        "unnamed": {name.lower(): one for name, one in vars(unnamed).items() if _is_for_page(name, one)},
        "by_name": {name: f"^(?:{getattr(by_name, name.upper())})$" for name in ("same", "word_for_name")},
        "polite_words": naming.POLITE_WORDS,
        "told_at": sorted(naming.TOLD_AT),
        "simple": passing_words.folds(),
        "nothing_wrong": sorted(passing.NOTHING),
        "refused": sorted(passing.REFUSED),
        "named": sorted(naming.NAMED),
        "urgent": sorted(whether.URGENT_STEPS),
        "longest": passing_words.LONGEST,
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(rules(), ensure_ascii=False, indent=1) + "\n", "utf-8")
