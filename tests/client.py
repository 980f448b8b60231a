"""A person in the chat, for tests: speaks the public contract of the gateway and nothing else."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

import httpx


class Unexpected(AssertionError):
    """The bot did not do what the test says."""


@dataclass
class Person:
    """One conversation. `heard` are all messages so far, `last` those of the last turn."""

    http: httpx.Client
    session: str = ""
    last: list[dict[str, Any]] = field(default_factory=list)
    heard: list[dict[str, Any]] = field(default_factory=list)
    base: str = ""

    @classmethod
    def arrives(cls, http: httpx.Client, base: str = "") -> Person:
        """Open a conversation and hear the greeting."""
        reply = http.post(f"{base}/chat/sessions", json={})
        if reply.status_code != 201:
            raise Unexpected(f"{reply.status_code} {reply.text}")
        person = cls(http, reply.json()["session"], base=base)
        person._hear(reply.json().get("messages", []))
        return person

    def _hear(self, messages: list[dict[str, Any]]) -> None:
        self.last = messages
        self.heard += messages

    def _post(self, **body: Any) -> None:
        reply = self.http.post(
            f"{self.base}/chat/messages",
            json={"session": self.session, "message_id": secrets.token_hex(8), **body},
            timeout=60,
        )
        if reply.status_code != 200:
            raise Unexpected(f"{reply.status_code} {reply.text}")
        self._hear(reply.json()["messages"])

    def says(self, text: str) -> str:
        """Type something; returns what the bot answers."""
        self._post(text=text)
        return self.text

    def seals(self, envelope: dict[str, Any]) -> str:
        """Send an envelope sealed beforehand, as the page does."""
        self._post(sealed=envelope)
        return self.text

    def presses(self, title: str) -> str:
        """Press a button by its title."""
        for message in reversed(self.last):
            for choice in message.get("choices") or []:
                if choice["title"] == title:
                    self._post(choice=choice["id"])
                    return self.text
        raise Unexpected(f"no button {title!r} among {self.buttons}; the bot said: {self.text}")

    @property
    def text(self) -> str:
        """All text of the last turn."""
        return "\n".join(message.get("text") or "" for message in self.last)

    @property
    def buttons(self) -> list[str]:
        """Titles of the buttons of the last turn."""
        return [choice["title"] for message in self.last for choice in message.get("choices") or []]

    @property
    def ask(self) -> dict[str, Any]:
        """What is asked now; empty when nothing is."""
        for message in reversed(self.last):
            if message.get("ask"):
                found: dict[str, Any] = message["ask"]
                return found
        return {}

    @property
    def receipt(self) -> dict[str, str]:
        """Number and password, if they were shown in any turn; the last such."""
        for message in reversed(self.heard):
            if message.get("receipt"):
                found: dict[str, str] = message["receipt"]
                return found
        return {}
