"""The way in without JavaScript: the same conversation on plain forms, sealed at the boundary, in memory.

One page a turn: what the bot says, and one form to answer. The session travels in a hidden field, so it works
without cookies; each page's form has its own message id. Every POST leads on to an address to look at (`pages.py`):
"back" and "reload" send nothing again and never end at an error of the browser. An address in the browser's history
opens nothing to the next one at the device: it leads to a page that says so, where a code goes on.
"""

import asyncio
import logging
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.channels.about import about, office
from bot.channels.core import Gateway
from bot.channels.forms import BadForm, parts
from bot.channels.http import JSON_BYTES, Refused, where
from bot.channels.pages import Pages
from bot.channels.receipts import grouped
from bot.channels.responses import NAMES
from bot.channels.said import Said
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
    empty: int = 0


# What may stand at /plain/said/<name>, with its status: sentences after which there is no open question.
SAID: dict[str, int] = {
    "session_unknown": 401,
    "too_fast": 429,
    "bad_request": 422,
    "bad_form": 400,
    "too_large": 413,
    "upload_too_big": 413,
    "upload_too_many": 409,
    "upload_step": 409,
    "engine_down": 503,
    "not_saved": 503,
    "no_key": 503,
    "error": 500,
    "resume_format": 422,
    "resume_unknown": 404,
}


def router(gateway: Gateway) -> APIRouter:
    """`GET` and `POST /plain`, a page for each turn, and `/safety`."""
    routes = APIRouter(include_in_schema=False)
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    busy = asyncio.Semaphore(FORMS_WITH_FILES)
    pages = Pages(gateway.conversations.sessions)

    def page(template: str, status: int = 200, **values: Any) -> HTMLResponse:
        settings = gateway.settings
        text = templates.get_template(template).render(
            exit=settings.quick_exit_url,
            office=office(settings),
            **{"session": "", "message_id": "", **values},
        )
        return HTMLResponse(text, status)

    def talk(token: str, session: Session, answered: Answered, kept: str = "") -> Response:
        """`kept`: what was not taken; it stands in the box again."""
        return RedirectResponse(f"/plain/at/{pages.put(session, token, answered, kept)}", 303)

    @routes.get("/plain/at/{page_id}")
    async def at(page_id: str, request: Request) -> HTMLResponse:
        """What one turn said. An earlier page of the conversation says that it is passed, and asks what is open."""
        found = pages.get(page_id[:64])
        if found is None:
            return failed("session_unknown")
        held, newest = found
        elsewhere = request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "same-site")
        if not pages.lets_in(held, elsewhere):
            return page("plain_over.html")
        try:
            session = gateway.conversations.session(held.token, WAYS_IN, None)
        except SessionUnknown:
            return page("plain_over.html")
        answered = held.answered
        if not newest:
            last = pages.newest(session) or held
            message_id = last.message_id
            answered = Answered([gateway.responses.say("page_passed"), *session.question])
        else:
            message_id = held.message_id
        kind = session.ask.kind if session.ask else ""
        if kind == "typeback" and session.receipt is not None and not any(m.receipt for m in answered.messages):
            # Each turn is a page of its own: what is to be copied stays on it until it is typed back or left.
            again = gateway.responses.say("receipt_again")
            again.receipt = grouped(session.receipt)
            answered = replace(answered, messages=[again, *answered.messages])
        return page(
            "plain.html",
            answered.status,
            session=held.token,
            message_id=message_id,
            messages=answered.messages,
            ask=session.ask,
            kept="" if kind in SECRET or not newest else held.kept,
            # Words may be content there: the person says which.
            told=kind not in SECRET | {"receipt_number", "files"},
            long=kind in LONG,
            inputmode=INPUTS.get(kind, "text"),
            longest=(session.ask.max if session.ask and session.ask.max else gateway.settings.max_text),
        )

    def failed(name: str) -> HTMLResponse:
        say = {"bad_form": "bad_request"}.get(name, name)
        messages: list[Message] = [gateway.responses.say(say)]
        return page("plain_failed.html", SAID[name], messages=messages, resume=name.startswith("resume"))

    @routes.post("/plain/at/{page_id}", status_code=204)
    async def left(page_id: str) -> Response:
        """快速离开 was pressed: the browser says so by itself (`ping`), and does not wait."""
        pages.shut(page_id[:64])
        return Response(status_code=204)

    @routes.get("/plain/said/{name}")
    async def said(name: str) -> HTMLResponse:
        """A sentence that stands alone."""
        return failed(name if name in SAID else "session_unknown")

    @routes.get("/plain")
    async def door() -> HTMLResponse:
        """Begins nothing: a page that is only looked at must not open a conversation."""
        return page("plain_start.html")

    @routes.get("/safety")
    async def safety() -> HTMLResponse:
        """安全提示, and how to know this site."""
        return page("safety.html", about=await about(gateway))

    @routes.post("/plain")
    async def post(request: Request) -> Response:
        source = gateway.sources.of(request.scope)
        posted = Posted()
        try:
            too_fast = gateway.message_rate.take(source) > 0
            # Words are read all the same: they stand in the box again. Whole files wait at their sender's.
            if too_fast and not _is_small(request):
                raise Refused("too_fast", 429)
            async with busy:
                await _read(gateway, request, posted)
            if too_fast:
                raise Refused("too_fast", 429)
            if posted.session is None:
                return await (_resume(posted, source) if "resume" in posted.fields else _start(source))
            answered = await _answer(posted, posted.session, source)
            # Whatever went wrong, what was written stands in the box again.
            kept = "" if answered.taken and answered.status < 400 else _words(posted)
            return talk(posted.token, posted.session, answered, kept)
        except Refused as refused:
            name = "bad_form" if refused.status == 400 else refused.name
            if posted.session is not None and refused.name in NAMES:
                # With a conversation there is a question to go on with.
                words = gateway.responses.say(refused.name)
                again = Answered([words, *posted.session.question], refused.status, taken=False)
                return talk(posted.token, posted.session, again, _words(posted))
            return RedirectResponse(f"/plain/said/{name if name in SAID else 'bad_request'}", 303)
        except SessionUnknown:
            return RedirectResponse("/plain/said/session_unknown", 303)
        except Exception as error:
            # Whatever breaks, there is a page, with the question again. Where and of what kind, no more.
            log.error("%s at %s", type(error).__name__, where(error))
            if posted.session is None:
                return RedirectResponse("/plain/said/error", 303)
            again = Answered([gateway.responses.say("error"), *posted.session.question], 500, taken=False)
            return talk(posted.token, posted.session, again, _words(posted))

    async def _start(source: str) -> Response:
        if gateway.session_rate.take(source):
            raise Refused("too_fast", 429)
        token, answered = await gateway.conversations.start("plain", None)
        if token is None:
            raise Refused("engine_down", 503)
        return talk(token, gateway.conversations.session(token, WAYS_IN, None), answered)

    async def _resume(posted: Posted, source: str) -> Response:
        typed = posted.fields["resume"]
        token, session, messages = await gateway.resuming.resume(typed, "", WAYS_IN, None, source)
        return talk(token, session, Answered(messages))

    async def _answer(posted: Posted, session: Session, source: str) -> Answered:
        """One turn, or what the page does by itself: files, the code, a form that was sent before."""
        fields = posted.fields
        now = pages.newest(session)
        given = fields.get("message_id", "")
        if now is not None and given not in ("", now.message_id) and not posted.files and "danger" not in fields:
            # Sent twice, it has its answer; sent from an earlier page, it must not answer another question.
            earlier = session.replay(given[:64])
            twice = earlier is not None and earlier.messages is now.answered.messages
            return now.answered if twice else Answered([gateway.responses.say("page_passed"), *session.question])
        if "code" in fields:
            told = gateway.responses.say("resume_code")
            told.text = told.text.replace("{code}", gateway.resuming.code(session))
            return Answered([told, *session.question])
        if posted.files and not fields.get("text", "").strip():
            return Answered([gateway.responses.say("files_received"), *session.question])
        if fields.get("send") == "files":
            name = "upload_empty" if posted.empty else "upload_none"
            return Answered([gateway.responses.say(name), *session.question])
        return await _say(posted, session, source)

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


def _words(posted: Posted) -> str:
    return posted.fields.get("text", "").strip()


def _is_small(request: Request) -> bool:
    length = request.headers.get("content-length", "")
    return length.isascii() and length.isdigit() and int(length) <= JSON_BYTES


async def _read(gateway: Gateway, request: Request, posted: Posted) -> None:
    """Read the form into `posted`; seal each file as soon as it is there. Raises Refused, SessionUnknown."""
    content_type = request.headers.get("content-type", "")
    try:
        async for part in parts(content_type, request.stream(), gateway.settings.max_file_mb * MIB):
            if part.name == "session" and part.filename is None:
                posted.token = part.value
                posted.session = gateway.conversations.session(part.value, WAYS_IN, None)
            elif part.filename is None:
                posted.fields.setdefault(part.name, part.value)
            elif part.filename and not part.data:
                posted.empty += 1
            elif part.filename:
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
    if posted.session is None and posted.fields.keys() - {"start", "resume"}:
        raise SessionUnknown
