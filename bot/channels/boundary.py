"""The boundary every way in passes: what a person said becomes an event, a sealed draft, or words for the engine.

Decided in memory by what was asked last (docs/architecture.md, "A turn", step 2). Words given for a sealed
step, receipt passwords and telephone or ID numbers never go on from here.
"""

import re
from dataclasses import dataclass
from typing import Literal

from bot.channels import choosing, control, validators
from bot.channels.engine import Event, Text
from bot.channels.receipts import ReceiptDesk
from bot.channels.schemas import Ask, EnvelopeIn
from bot.channels.sentinel import Sentinel
from bot.channels.sessions import Session
from bot.channels.text import Cleaned, clean, digits, without_long_numbers
from bot.channels.vaulting import Vaulting
from bot.references import article_topic
from store import receipts, vault
from store.sealing import BadEnvelope, Envelope

MOST_FREE_TEXT = 2_000
# Understanding needs no more than this of a long message.
MOST_UNDERSTOOD = 500
URGENT_WORDS = "urgent.words"
_ENDS_AS_QUESTION = re.compile(r"(?:[?？]|[吗嗎呢么麼])\s*$")
# A receipt number, perhaps with its password, and nothing else: who types it wants to know how it stands.
_IS_RECEIPT = re.compile(r"(?:\d[\s-]*){11}\d(?:[\s,，;；:：]*(?:\d[\s-]*){19}\d)?")
TELLS_OF_DANGER = frozenset({"protect_reporter", "protect_witness", "protection_report", "urgent", "rights"})


@dataclass(frozen=True, slots=True)
class Said:
    """What came in: exactly one of text, choice and sealed. `meant`: the person's own word on a text at a
    sealed step.
    """

    text: str | None = None
    choice: str | None = None
    sealed: EnvelopeIn | None = None
    meant: Literal["question", "content"] | None = None


class Refusal(Exception):
    """Nothing for the engine: the gateway answers itself, with this sentence (its short name), and the open
    question again.
    """

    def __init__(self, name: str, status: int = 200) -> None:
        super().__init__(name)
        self.name = name
        self.status = status


class Boundary:
    """Turns what was said into what the engine may learn."""

    def __init__(self, vaulting: Vaulting, sentinel: Sentinel, desk: ReceiptDesk, max_text: int) -> None:
        """`max_text`: most characters of a sealed answer whose ask names no limit of its own."""
        self._vaulting = vaulting
        self._sentinel = sentinel
        self._desk = desk
        self._max_text = max_text

    async def decide(self, session: Session, said: Said, source: str) -> Event | Text:
        """What goes to the engine. Raises Refusal; what the store raises when something could not be kept.

        `source`: an opaque name of where it comes from, for slowing down guesses.
        """
        if said.choice is not None:
            return self._choice(session, said.choice)
        if said.sealed is not None:
            return await self._envelope(session, said.sealed)
        cleaned = clean(said.text or "")
        ask = session.ask
        if not cleaned.kept or not cleaned.plain:
            if ask is not None and ask.sealed and ask.kind != "files":
                return Event("invalid", "empty")
            raise Refusal("empty")
        chosen = choosing.chosen(session, cleaned.plain)
        if chosen is not None:
            return chosen
        kind = ask.kind if ask else ""
        if ask is not None and kind == "query_password":
            return await self._password(session, cleaned, source)
        if ask is not None and kind == "typeback":
            return await self._typed_back(session, cleaned)
        if ask is not None and kind == "receipt_number" and len(digits(cleaned.plain)) >= 6:
            return self._number(session, cleaned)
        if ask is not None and ask.sealed:
            return await self._sealed_step(session, ask, cleaned, said.meant)
        if ask is None and _IS_RECEIPT.fullmatch(cleaned.plain):
            return self._number(session, cleaned)
        return self._free(session, cleaned)

    # -- buttons

    def _choice(self, session: Session, choice: str) -> Event:
        shown = session.choices.get(choice)
        if shown is None:
            raise Refusal("stale_choice")
        return Event.of_payload(shown.payload)

    # -- sealed steps

    async def _envelope(self, session: Session, given: EnvelopeIn) -> Event:
        ask = session.ask
        if ask is None or not ask.sealed or ask.kind == "files":
            raise Refusal("not_sealed_step", 409)
        try:
            envelope = Envelope.from_dict(given.model_dump())
            await self._vaulting.write(lambda s: vault.put(s, session.conversation, ask.id, envelope))
        except BadEnvelope:
            raise Refusal("sealed_rejected", 422) from None
        except vault.VaultError as error:
            # What the vault calls the conversation's end is no fault of the envelope.
            raise Refusal(_VAULT.get(error.reason, "sealed_rejected"), 422) from None
        return Event("sealed")

    async def _sealed_step(self, session: Session, ask: Ask, cleaned: Cleaned, meant: str | None) -> Event | Text:
        files = ask.kind == "files"
        word = control.at_step(cleaned.plain, optional=ask.optional, files=files)
        if word is not None:
            return Event("choose", "done") if word == "done" else Event(word)
        if meant == "question":
            return self._free(session, cleaned)
        if meant is None:
            event = await self._aside(session, cleaned, optional=ask.optional, files=files)
            if event is not None:
                return event
        if files:
            raise Refusal("files_only")
        longest = min(ask.max or self._max_text, self._max_text)
        try:
            value = validators.check(ask.kind, cleaned.plain, longest)
        except validators.Invalid as invalid:
            return Event("invalid", invalid.reason)
        await self._vaulting.seal_text(session.conversation, ask.id, cleaned.kept, value)
        return Event("sealed")

    async def _aside(
        self, session: Session, cleaned: Cleaned, *, optional: bool = False, files: bool = False
    ) -> Event | None:
        """What the sentinel is sure is no answer, as an event; None for content."""
        verdict = self._sentinel.judge(cleaned.plain, optional=optional, files=files)
        if verdict.intent is None or not choosing.meant(verdict.intent, cleaned.plain):
            return None
        if verdict.label == "danger" and not verdict.exact and _tells_of_danger(session):
            return None
        if verdict.label == "danger" and not verdict.exact:
            await self._vaulting.seal_text(session.conversation, URGENT_WORDS, cleaned.kept)
        if verdict.label != "question":
            return Event(verdict.intent)
        topic = article_topic(cleaned.plain) or verdict.topic
        # About nothing we know, it may as well be part of the story ("他说要查出谁举报的"): sealed, nothing is lost.
        if topic is None and not _ENDS_AS_QUESTION.search(cleaned.plain):
            return None
        return Event(verdict.intent, topic)

    # -- receipts

    def _number(self, session: Session, cleaned: Cleaned) -> Event:
        session.asked_number = session.opened_case = session.pasted_password = None
        try:
            number = receipts.parse_number(cleaned.plain)
        except receipts.InvalidNumber as invalid:
            return Event("receipt_invalid", invalid.reason)
        session.asked_number = number
        # Pasted together with the number: used when it is asked for, in a moment.
        session.pasted_password = receipts.parse_password(cleaned.plain)
        return Event("receipt", number)

    async def _password(self, session: Session, cleaned: Cleaned, source: str) -> Event:
        password = receipts.parse_password(cleaned.plain)
        if password is not None:
            return Event("grant", await self._desk.try_password(session, password, source))
        if len(digits(cleaned.plain)) < 4:
            event = await self._aside(session, cleaned)
            if event is not None:
                return event
        raise Refusal("password_format")

    async def _typed_back(self, session: Session, cleaned: Cleaned) -> Event:
        given = digits(cleaned.plain)
        if given:
            return Event("typed_back", "match" if self._desk.typed_back(session, given) else "mismatch")
        event = await self._aside(session, cleaned, optional=True)
        if event is not None:
            return event
        raise Refusal("typeback_format")

    # -- free steps

    def _free(self, session: Session, cleaned: Cleaned) -> Event | Text:
        if len(cleaned.plain) > MOST_FREE_TEXT:
            raise Refusal("text_too_long")
        word = choosing.control_word(session, cleaned.plain)
        if word is not None:
            return Event(word)
        return Text(without_long_numbers(cleaned.plain)[:MOST_UNDERSTOOD])


def _tells_of_danger(session: Session) -> bool:
    """Whether the open step asks about danger by its nature: what is told there is the answer."""
    return session.ask is not None and session.ask.id.partition(".")[0] in TELLS_OF_DANGER


_VAULT = {"size": "too_large", "key": "sealed_rejected", "kind": "sealed_rejected", "label": "not_sealed_step"}
