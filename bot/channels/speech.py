"""Makes what the client sees of what the engine said: random button ids, and the inserts that never pass the engine."""

import logging
import secrets

from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from bot.channels import progress
from bot.channels.engine import EngineMessage
from bot.channels.receipts import ReceiptDesk, grouped
from bot.channels.responses import Responses
from bot.channels.schemas import Ask, Choice, Link, Message, Receipt
from bot.channels.sessions import Session, Shown

log = logging.getLogger("shoukou.gateway")

# Asks of no flow: they come between two steps of one.
BETWEEN = frozenset({"confirm", "change"})


class Speech:
    """Renders engine messages for one session, and notes in it what was asked and shown."""

    def __init__(self, desk: ReceiptDesk, responses: Responses) -> None:
        self._desk = desk
        self._responses = responses

    async def render(self, session: Session, said: list[EngineMessage]) -> list[Message]:
        """The messages for the client. The session's question, buttons and receipt are those of this reply
        from now on.
        """
        messages: list[Message] = []
        choices: dict[str, Shown] = {}
        for one in said:
            message = await self._message(session, one, choices)
            if not message.text and not message.choices and messages:
                # Rasa sends what stands beside a sentence as a message of its own.
                _join(messages[-1], message)
            elif message.text or message.choices or message.ask:
                messages.append(message)
        if not messages:
            # Nothing happened there, either (the engine keeps no turn that says nothing): what was asked still is.
            log.error("an answer without a sentence")
            return [self._responses.say("unheard"), *session.question]
        asks = [m.ask for m in messages if m.ask]
        session.ask = asks[-1] if asks else None
        flow = session.ask.id.partition(".")[0] if session.ask else ""
        if flow not in BETWEEN:
            session.open_flow = flow
        _count(session, messages)
        _mark_chosen(messages, [str(one.custom["chosen"]) for one in said if one.custom.get("chosen")])
        # What answers the open question comes first: "第二个" is said of that.
        ordered = [choice.id for message in sorted(messages, key=lambda m: m.ask is None) for choice in message.choices]
        session.choices = {choice: choices[choice] for choice in ordered if choice in choices}
        session.question = [m for m in messages if m.ask or m.choices]
        if session.receipt is not None and not any(m.receipt for m in messages) and not _typing_back(session):
            session.receipt = None
        return messages

    async def _message(self, session: Session, said: EngineMessage, choices: dict[str, Shown]) -> Message:
        message = Message(text=said.text, ask=_ask(said), links=_links(said))
        for title, payload in said.buttons:
            choice = secrets.token_urlsafe(9)
            choices[choice] = Shown(title, payload)
            message.choices.append(Choice(id=choice, title=title))
        insert = said.custom.get("insert")
        kind = insert.get("kind") if isinstance(insert, dict) else None
        if kind == "receipt":
            self._fill(message, self._desk.take(session))
        elif kind == "receipt_again":
            self._fill(message, session.receipt)
        elif kind == "new_password":
            try:
                self._fill(message, await self._desk.new_password(session))
            except (SQLAlchemyError, OSError, KeyError) as error:
                log.error("new_password failed: %s", type(error).__name__)
                message = self._responses.say("password_unchanged")
        elif kind == "desk_answer":
            message.text = message.text.replace("{desk_answer}", await self._desk.answer(session))
        return message

    def _fill(self, message: Message, receipt: Receipt | None) -> None:
        if receipt is None:
            # The engine names a receipt that was not made here: say nothing that could be taken for one.
            log.error("an insert without a receipt")
            message.text = self._responses.say("error").text
            return
        fill(message, receipt)


def fill(message: Message, receipt: Receipt) -> None:
    """Put number and password into a message, in groups."""
    message.receipt = grouped(receipt)
    message.text = message.text.replace("{receipt_number}", message.receipt.number).replace(
        "{query_password}", message.receipt.password
    )


def _count(session: Session, messages: list[Message]) -> None:
    """Say where one is in the flow that is open."""
    ask = session.ask
    if ask is None:
        session.asked.clear()
        return
    if any(m.receipt for m in messages):
        session.asked = progress.without_last_flow(session.asked)
    # What was put aside is gone on with where it was.
    session.asked = [label for label in session.asked if label != ask.id] + [ask.id]
    ask.step, ask.of = progress.where(ask, session.asked)


def _mark_chosen(messages: list[Message], chosen: list[str]) -> None:
    """`chosen`: titles joined by 、 as the bot says them (utter_chosen)."""
    if not chosen:
        return
    among = f"、{chosen[-1]}、"
    for message in messages:
        for choice in message.choices:
            choice.chosen = f"、{choice.title}、" in among


def _typing_back(session: Session) -> bool:
    return session.ask is not None and session.ask.kind == "typeback"


def _ask(said: EngineMessage) -> Ask | None:
    try:
        return Ask.model_validate(said.custom["ask"]) if said.custom.get("ask") else None
    except ValidationError:
        log.error("an ask that is not as agreed")
        return None


def _links(said: EngineMessage) -> list[Link]:
    return [Link(title=str(x["title"]), href=str(x["href"])) for x in said.custom.get("links") or []]


def _join(message: Message, rest: Message) -> None:
    message.ask = rest.ask or message.ask
    message.links.extend(rest.links)
    message.receipt = rest.receipt or message.receipt
