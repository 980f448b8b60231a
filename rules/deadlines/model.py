"""A running period and what can hold it up."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from rules.reference import Ref

Unit = Literal["working_days", "calendar_days", "at_once", "decided"]
UNIT_ZH: dict[str, str] = {"working_days": "工作日", "calendar_days": "日", "at_once": "", "decided": "日"}


@dataclass(frozen=True)
class Suspension:
    """Days that are not counted, `first` to `last`, both included. Raises ValueError when it ends before it begins."""

    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a suspension ends before it begins")

    def days(self) -> frozenset[dt.date]:
        """Its days."""
        return frozenset(self.first + dt.timedelta(days=n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True)
class Deadline:
    """One running period, or a duty without one.

    base: day of the event, not counted. due: the last day; counted: the last day before a holiday moved it.
    provisional: 暂定. effect: code of what follows when it passes ("" for nothing named), effect_zh the
    sentence. note_zh: which reading was taken, where the text leaves a choice.
    unit `at_once`: the text says 立即, 及时 or 迅速 (`word`) and no number: length is 0, due is the day of the
    event, and no day is ever told to anybody as a last day. unit `decided`: the day stands in a decision.
    """

    kind: str
    title_zh: str
    base: dt.date
    length: int
    unit: Unit
    due: dt.date
    provisional: bool
    refs: tuple[Ref, ...]
    effect: str = ""
    effect_zh: str = ""
    note_zh: str = ""
    counted: dt.date | None = None
    word: str = ""
    suspended: tuple[Suspension, ...] = ()

    @property
    def at_once(self) -> bool:
        """Whether it is a duty without a number of days."""
        return self.unit == "at_once"

    @property
    def moved(self) -> bool:
        """Whether the last day fell on a day off and was moved to the next working day."""
        return self.counted is not None and self.counted != self.due

    @property
    def length_zh(self) -> str:
        """3个工作日, 60日, 立即."""
        if self.at_once:
            return self.word
        return f"{self.length}{'个' if self.unit == 'working_days' else ''}{UNIT_ZH[self.unit]}"

    def as_dict(self) -> dict[str, Any]:
        """All fields as JSON values: days in ISO form, references in short form.

        `from_dict` reads it back.
        """
        tree = {
            "kind": self.kind,
            "title_zh": self.title_zh,
            "base": self.base.isoformat(),
            "length": self.length,
            "unit": self.unit,
            "due": self.due.isoformat(),
            "provisional": self.provisional,
            "refs": [r.short for r in self.refs],
            "effect": self.effect,
            "effect_zh": self.effect_zh,
            "note_zh": self.note_zh,
            "counted": (self.counted or self.due).isoformat(),
        }
        if self.word:
            tree["word"] = self.word
        if self.suspended:
            tree["suspended"] = [[s.first.isoformat(), s.last.isoformat()] for s in self.suspended]
        return tree

    @classmethod
    def from_dict(cls, tree: dict[str, Any]) -> "Deadline":
        """The deadline that `as_dict` wrote, also before `word` and `suspended` were known."""
        return cls(
            tree["kind"],
            tree["title_zh"],
            dt.date.fromisoformat(tree["base"]),
            tree["length"],
            tree["unit"],
            dt.date.fromisoformat(tree["due"]),
            tree["provisional"],
            tuple(_ref(short) for short in tree["refs"]),
            tree["effect"],
            tree["effect_zh"],
            tree["note_zh"],
            dt.date.fromisoformat(tree["counted"]),
            tree.get("word", ""),
            tuple(
                Suspension(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
                for first, last in tree.get("suspended", ())
            ),
        )


@lru_cache(maxsize=256)
def _ref(short: str) -> Ref:
    return Ref.parse(short)
