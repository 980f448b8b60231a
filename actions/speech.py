"""How an action speaks: a response of `domain.yml` and typed values, nothing else (invariant "one mouth").

`say` refuses a plain string as a value, so that no user text can find its way into a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk.executor import CollectingDispatcher

from store.settings import get_settings

SHANGHAI = ZoneInfo("Asia/Shanghai")
# Settings that may stand in any sentence, by their own names: {office_name} …
OFFICE = ("office_name", "office_address", "office_phone")


class Spoken:
    """A value that may stand in a sentence. Each kind says how it is shown."""

    def shown(self) -> str:
        """The characters that stand in the sentence."""
        raise NotImplementedError


@dataclass(frozen=True)
class Placeholder(Spoken):
    """A value that must not pass the engine: it is named here and filled in by the gateway."""

    name: str

    def __post_init__(self) -> None:
        if self.name not in {"receipt_number", "query_password", "desk_answer"}:
            raise ValueError("no such placeholder")

    def shown(self) -> str:
        return "{" + self.name + "}"


@dataclass(frozen=True)
class Day(Spoken):
    """A date as official documents write it: 2026年3月1日, without zero padding (GB/T 9704)."""

    day: date

    def shown(self) -> str:
        return f"{self.day.year}年{self.day.month}月{self.day.day}日"


@dataclass(frozen=True)
class Moment(Spoken):
    """A day and a time in Shanghai."""

    at: datetime

    def shown(self) -> str:
        at = self.at.astimezone(SHANGHAI)
        return f"{Day(at.date()).shown()} {at:%H:%M}"


@dataclass(frozen=True)
class Count(Spoken):
    """How many."""

    number: int

    def shown(self) -> str:
        return str(self.number)


@dataclass(frozen=True)
class Titles(Spoken):
    """Titles out of the catalogue of items (`store/items.yaml`), joined by 、."""

    titles: tuple[str, ...]

    @classmethod
    def of(cls, titles: Iterable[str]) -> Titles:
        return cls(tuple(titles))

    def shown(self) -> str:
        return "、".join(self.titles)


@dataclass(frozen=True)
class Law(Spoken):
    """Words of the regulations or of the status list: a citation, a quotation, a status, a deadline's title.

    Only for text that stands in the project's own reviewed data (`rules/`).
    """

    words: str

    def shown(self) -> str:
        return self.words


@dataclass(frozen=True)
class Office(Spoken):
    """What the settings say of the office: its name, address or phone number."""

    what: str

    def __post_init__(self) -> None:
        if self.what not in OFFICE:
            raise ValueError("the settings say no such thing of the office")

    def shown(self) -> str:
        said: str = getattr(get_settings(), self.what)
        return said


@dataclass(frozen=True)
class Button:
    """A choice under a sentence: a catalogue title and a payload (`intent` or `intent:value`)."""

    title: str
    payload: str


def say(
    dispatcher: CollectingDispatcher,
    response: str,
    buttons: Sequence[Button] = (),
    **values: Spoken,
) -> None:
    """Say one response of `domain.yml`.

    Args:
        dispatcher: where the action's messages are collected.
        response: name of the response.
        buttons: choices made from the catalogue, added to those the response has.
        values: what fills the braces of the response; only `Spoken` values. What the settings say of the office
            fills its braces in every response.

    Raises:
        TypeError: a value is not `Spoken`.
    """
    for name, value in values.items():
        if not isinstance(value, Spoken):
            raise TypeError(f"{response}: the value of {name} is not typed speech")
    shown: dict[str, Any] = {name: Office(name).shown() for name in OFFICE}
    shown |= {name: value.shown() for name, value in values.items()}
    dispatcher.utter_message(
        response=response,
        buttons=[{"title": button.title, "payload": button.payload} for button in buttons] or None,
        **shown,
    )
