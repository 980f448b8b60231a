"""The gateway's own sentences. They stand in `domain.yml` with all others: one mouth."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.channels.schemas import Link, Message

DOMAIN = Path(__file__).resolve().parents[2] / "domain.yml"
PREFIX = "utter_gateway_"

NAMES = frozenset(
    [
        "session_unknown",
        "unheard",
        "bad_json",
        "bad_request",
        "wrong_type",
        "too_large",
        "too_fast",
        "not_found",
        "method",
        "error",
        "engine_down",
        "not_submitted",
        "not_saved",
        "stale_choice",
        "not_sealed_step",
        "sealed_rejected",
        "text_too_long",
        "empty",
        "files_only",
        "files_received",
        "password_format",
        "typeback_format",
        "recovered",
        "restarted",
        "danger",
        "danger_police",
        "password_unchanged",
        "upload_step",
        "upload_too_many",
        "upload_too_big",
        "upload_unknown",
        "upload_incomplete",
        "upload_empty",
        "upload_none",
        "no_key",
        "resumed",
        "resumed_new",
        "resume_code",
        "resume_format",
        "resume_here",
        "resume_unknown",
        "receipt_again",
        "page_passed",
        "safety_device",
        "safety_people",
        "safety_kept",
        "safety_site",
        "safety_else",
    ]
)


class ResponseMissing(RuntimeError):
    """`domain.yml` lacks a sentence the gateway needs; the message names all that are missing."""


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    links: tuple[Link, ...] = ()


class Responses:
    """The sentences by short name (`engine_down` for `utter_gateway_engine_down`)."""

    def __init__(self, sentences: Mapping[str, Sentence]) -> None:
        missing = sorted(PREFIX + name for name in NAMES - sentences.keys())
        if missing:
            raise ResponseMissing("domain.yml has no " + ", ".join(missing))
        self._sentences = sentences

    @classmethod
    def load(cls, path: Path = DOMAIN) -> "Responses":
        """From a Rasa domain. Raises ResponseMissing when the file or a sentence is not there."""
        if not path.is_file():
            raise ResponseMissing(f"{path.name} is not there")
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        tree = yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506 - a safe loader, in C
        found: dict[str, Sentence] = {}
        for name, variants in (tree.get("responses") or {}).items():
            if name.startswith(PREFIX) and variants and variants[0].get("text"):
                links = (variants[0].get("custom") or {}).get("links") or []
                found[name.removeprefix(PREFIX)] = Sentence(
                    variants[0]["text"].strip(), tuple(Link(title=x["title"], href=x["href"]) for x in links)
                )
        return cls(found)

    def say(self, name: str) -> Message:
        """The sentence as a message. Raises KeyError for a name that is not in NAMES."""
        sentence = self._sentences[name]
        return Message(text=sentence.text, links=list(sentence.links))
