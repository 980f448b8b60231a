"""What comes in through any way in, and the refusal of what the engine is not asked about."""

from dataclasses import dataclass
from typing import Literal

from bot.channels.schemas import EnvelopeIn, Heard, StoryAbout


@dataclass(frozen=True, slots=True)
class Said:
    """What came in: exactly one of text, choice and sealed. `meant`: the person's own word on a text; `about`: what a
    sealed story tells of itself; `heard`: what sealed words call for besides.
    """

    text: str | None = None
    choice: str | None = None
    sealed: EnvelopeIn | None = None
    meant: Literal["question", "content"] | None = None
    about: StoryAbout | None = None
    heard: tuple[Heard, ...] = ()


class Refusal(Exception):
    """Nothing for the engine: the gateway answers itself, with this sentence (its short name), and the open
    question again.
    """

    def __init__(self, name: str, status: int = 200) -> None:
        super().__init__(name)
        self.name = name
        self.status = status
