"""The way in without JavaScript: the same conversation on plain forms, sealed at the boundary, in memory.

One page a turn: what the bot says, and one form to answer. The session travels in a hidden field, so it works
without cookies; each page's form has its own message id, so reloading a page repeats nothing.
"""

import asyncio
import logging
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.channels.boundary import Said
from bot.channels.core import Gateway
from bot.channels.forms import BadForm, parts
from bot.channels.http import Refused, where
from bot.channels.schemas import Message
from bot.channels.sessions import Session
from bot.channels.turns import Answered, SessionUnknown
from store.settings import MIB

log = logging.getLogger("shoukou.gateway")

WAYS_IN = frozenset({"web", "plain"})
DANGER = "我现在有危险"
# Whole files are in memory while they are sealed.
FORMS_WITH_FILES = 4
# What a phone's keyboard is asked for, by kind of ask.
INPUTS = {"phone": "tel", "receipt_number": "numeric", "query_password": "numeric", "typeback": "numeric"}
SECRET = frozenset({"query_password", "typeback"})
# What a button says the text is.
MEANT: dict[str, Literal["question", "content"]] = {"content": "content", "question": "question"}
LONG = frozenset({"text", "address", ""})


@dataclass(slots=True)
class Posted:
    """A posted form, read as far as it is not a file."""

    session: Session | None = None
    token: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    files: int = 0


def router(gateway: Gateway) -> APIRouter:
    """`GET` and `POST /plain`."""
    routes = APIRouter(include_in_schema=False)
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    busy = asyncio.Semaphore(FORMS_WITH_FILES)

    def page(template: str, status: int = 200, **values: Any) -> HTMLResponse:
        text = templates.get_template(template).render(exit=gateway.settings.quick_exit_url, **values)
        return HTMLResponse(text, status)

    def talk(token: str, session: Session, answered: Answered, kept: str = "") -> HTMLResponse:
        """`kept`: what was not taken; it stands in the box again."""
        kind = session.ask.kind if session.ask else ""
        return page(
            "plain.html",
            answered.status,
            session=token,
            message_id=secrets.token_urlsafe(12),
            messages=answered.messages,
            ask=session.ask,
            kept="" if kind in SECRET else kept,
            # Words may be content there: the person says which.
            told=kind not in SECRET | {"receipt_number", "files"},
            long=kind in LONG,
            inputmode=INPUTS.get(kind, "text"),
            longest=(session.ask.max if session.ask and session.ask.max else gateway.settings.max_text),
        )

    def failed(refused: Refused) -> HTMLResponse:
        messages: list[Message] = [gateway.responses.say(refused.name)]
        return page("plain_failed.html", refused.status, messages=messages)

    @routes.get("/plain")
    async def door() -> HTMLResponse:
        """Begins nothing: a page that is only looked at must not open a conversation."""
        return page("plain_start.html")

    @routes.post("/plain")
    async def post(request: Request) -> HTMLResponse:
        source = gateway.sources.of(request.scope)
        posted = Posted()
        try:
            if wait := gateway.message_rate.take(source):
                raise Refused("too_fast", 429, {"retry-after": str(int(wait) + 1)})
            async with busy:
                posted = await _read(gateway, request)
            if posted.session is None:
                return await _start(source)
            if posted.files and not posted.fields.get("text", "").strip():
                answered = Answered([gateway.responses.say("files_received"), *posted.session.question])
            else:
                answered = await _say(posted, posted.session, source)
            kept = "" if answered.taken else posted.fields.get("text", "").strip()
            return talk(posted.token, posted.session, answered, kept)
        except Refused as refused:
            return failed(refused)
        except SessionUnknown:
            return failed(Refused("session_unknown", 401))
        except Exception as error:
            # Whatever breaks, there is a page, with the question again. Where and of what kind, no more.
            log.error("%s at %s", type(error).__name__, where(error))
            if posted.session is None:
                return failed(Refused("error", 500))
            again = Answered([gateway.responses.say("error"), *posted.session.question], 500)
            return talk(posted.token, posted.session, again)

    async def _start(source: str) -> HTMLResponse:
        if wait := gateway.session_rate.take(source):
            raise Refused("too_fast", 429, {"retry-after": str(int(wait) + 1)})
        token, answered = await gateway.conversations.start("plain", None)
        if token is None:
            raise Refused("engine_down", 503)
        return talk(token, gateway.conversations.session(token, WAYS_IN, None), answered)

    async def _say(posted: Posted, session: Session, source: str) -> Answered:
        fields = posted.fields
        if "danger" in fields:
            said = Said(text=DANGER)
        elif "word" in fields:
            # A control word's own button: 跳过, 上一步, 为什么, 取消.
            said = Said(text=fields["word"])
        elif "choice" in fields:
            said = Said(choice=fields["choice"][:64])
        else:
            meant = fields.get("meant")
            said = Said(text=fields.get("text", ""), meant=MEANT.get(meant or ""))
        return await gateway.conversations.say(session, said, fields.get("message_id", "")[:64] or None, source)

    return routes


async def _read(gateway: Gateway, request: Request) -> Posted:
    """Read the form; seal each file as soon as it is there. Raises Refused, SessionUnknown."""
    posted = Posted()
    content_type = request.headers.get("content-type", "")
    try:
        async for part in parts(content_type, request.stream(), gateway.settings.max_file_mb * MIB):
            if part.name == "session" and part.filename is None:
                posted.token = part.value
                posted.session = gateway.conversations.session(part.value, WAYS_IN, None)
            elif part.filename is None:
                posted.fields.setdefault(part.name, part.value)
            elif part.filename and part.data:
                if posted.session is None:
                    raise Refused("bad_request", 422)
                async with posted.session.lock:
                    await gateway.uploads.whole(posted.session, part.filename, part.content_type, bytes(part.data))
                posted.files += 1
    except BadForm as error:
        name, status = {"form": ("bad_request", 400), "file_size": ("upload_too_big", 413)}.get(
            error.reason, ("too_large", 413)
        )
        raise Refused(name, status) from None
    if posted.session is None and posted.fields.keys() - {"start"}:
        raise SessionUnknown
    return posted
