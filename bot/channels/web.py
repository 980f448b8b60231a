"""The chat page's way in: `/chat/*`, the contract every client with JavaScript speaks. Staff speak it too
(`staff.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import Response

from bot.channels.about import about
from bot.channels.core import Gateway
from bot.channels.http import Refused, reply
from bot.channels.limits import Limiter
from bot.channels.said import Said
from bot.channels.schemas import (
    About,
    CompleteUpload,
    FilesReply,
    Holder,
    Key,
    NewSession,
    NewUpload,
    Reply,
    Resume,
    ResumeCode,
    Say,
    SessionReply,
    UploadReply,
)
from bot.channels.sessions import Session
from bot.channels.turns import STORE_FAILURES, SessionUnknown


@dataclass(frozen=True, slots=True)
class Who:
    """Who speaks, as the listener knows it; never as the message claims."""

    start_as: str
    ways_in: frozenset[str]
    staff_id: str | None
    source: str


def _answers(*codes: int) -> dict[int | str, dict[str, Any]]:
    said = {
        400: "Broken JSON.",
        401: "Session unknown or expired: start a new one.",
        404: "This code opens nothing.",
        409: "Not at this step.",
        413: "Body too large.",
        415: "Wrong content type.",
        422: "Not the agreed fields.",
        429: "Too fast; see Retry-After.",
        503: "A part of the system does not answer; nothing was submitted.",
    }
    return {code: {"model": Reply, "description": said[code]} for code in codes}


def router(gateway: Gateway, who: Callable[[Request], Who]) -> APIRouter:
    """The routes. `who` says whom the listener has before it; it may refuse."""
    routes = APIRouter(prefix="/chat", tags=["chat"], dependencies=[Depends(who)])

    def known(token: str, speaker: Who) -> Session:
        try:
            return gateway.conversations.session(token, speaker.ways_in, speaker.staff_id)
        except SessionUnknown:
            raise Refused("session_unknown", 401) from None

    def limited(limiter: Limiter, speaker: Who) -> None:
        # Staff are known by name and not limited here.
        wait = limiter.take(speaker.source) if speaker.staff_id is None else 0.0
        if wait:
            raise Refused("too_fast", 429, {"retry-after": str(int(wait) + 1)})

    @routes.post(
        "/sessions",
        status_code=201,
        response_model=SessionReply,
        responses=_answers(400, 415, 422, 429, 503),
        summary="Begin a conversation",
    )
    async def start(_: NewSession, speaker: Annotated[Who, Depends(who)]) -> Response:
        """The server issues the session: 256 random bits. It comes with the greeting."""
        limited(gateway.session_rate, speaker)
        token, answered = await gateway.conversations.start(speaker.start_as, speaker.staff_id)
        if token is None:
            return reply(Reply(messages=answered.messages), answered.status)
        return reply(SessionReply(session=token, messages=answered.messages), 201)

    @routes.post(
        "/messages",
        response_model=Reply,
        responses=_answers(400, 401, 409, 413, 415, 422, 429, 503),
        summary="Say something",
    )
    async def say(said: Say, speaker: Annotated[Who, Depends(who)]) -> Response:
        """One turn: a text, a button's id, or a sealed answer. Repeats with the same `message_id` do nothing twice."""
        session = known(said.session, speaker)
        limited(gateway.message_rate, speaker)
        given = Said(said.text, said.choice, said.sealed, said.meant, said.about, tuple(said.heard))
        source = f"staff:{speaker.staff_id}" if speaker.staff_id else (speaker.source)
        try:
            answered = await gateway.conversations.say(session, given, said.message_id, source)
        except SessionUnknown:
            raise Refused("session_unknown", 401) from None
        return reply(Reply(messages=answered.messages, taken=answered.taken), answered.status)

    @routes.get("/key", response_model=Key, responses=_answers(503), summary="The desk's public key")
    async def key() -> Response:
        try:
            public = await gateway.vaulting.work(gateway.vaulting.key)
        except STORE_FAILURES:
            raise Refused("no_key", 503) from None
        return Response(Key(**public.as_dict()).model_dump_json(), media_type="application/json")

    @routes.get(
        "/sentinel.json",
        response_model=dict[str, Any],
        summary="The sentinel's coarse model (bot/channels/sentinel.py)",
    )
    async def sentinel(request: Request) -> Response:
        return gateway.model_file.answer(request)

    @routes.get("/given.json", response_model=dict[str, Any], summary="What names and contacts look like")
    async def given(request: Request) -> Response:
        return gateway.given_file.answer(request)

    @routes.get("/about", response_model=About, summary="The office, its key's fingerprint, 安全提示")
    async def about_us() -> Response:
        return Response((await about(gateway)).model_dump_json(), media_type="application/json")

    @routes.post(
        "/resume/code",
        response_model=ResumeCode,
        responses=_answers(400, 401, 415, 422, 429),
        summary="A code to go on with",
    )
    async def resume_code(holder: Holder, speaker: Annotated[Who, Depends(who)]) -> Response:
        """16 digits, the last one a check digit; opens the conversation once, anywhere. An earlier one is void."""
        session = known(holder.session, speaker)
        limited(gateway.message_rate, speaker)
        made = ResumeCode(code=gateway.resuming.code(session))
        return Response(made.model_dump_json(), media_type="application/json")

    @routes.post(
        "/resume",
        response_model=SessionReply,
        responses=_answers(400, 404, 415, 422, 429),
        summary="Go on with a code",
    )
    async def resume(given: Resume, speaker: Annotated[Who, Depends(who)]) -> Response:
        """A new session of the same conversation, with what is open in it; the session before is void. A repeat with
        the same `message_id` within a minute gets the same session.
        """
        source = f"staff:{speaker.staff_id}" if speaker.staff_id else speaker.source
        token, _, messages = await gateway.resuming.resume(
            given.code, given.message_id, speaker.ways_in, speaker.staff_id, source
        )
        return reply(SessionReply(session=token, messages=messages))

    @routes.post(
        "/uploads",
        status_code=201,
        response_model=UploadReply,
        responses=_answers(400, 401, 409, 413, 415, 422, 429, 503),
        summary="Begin a file",
    )
    async def begin_upload(new: NewUpload, speaker: Annotated[Who, Depends(who)]) -> Response:
        """At a step of kind `files`: at most 20 files of 50 MB a step."""
        session = known(new.session, speaker)
        limited(gateway.upload_rate, speaker)
        upload = await gateway.uploads.begin(session, new.parts)
        return Response(UploadReply(upload=upload).model_dump_json(), 201, media_type="application/json")

    @routes.put(
        "/uploads/{upload}/parts/{n}",
        status_code=204,
        responses=_answers(400, 401, 409, 413, 415, 422, 429, 503),
        summary="Send one part",
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
            }
        },
    )
    async def put_part(
        upload: str,
        n: int,
        request: Request,
        speaker: Annotated[Who, Depends(who)],
        x_session: Annotated[str, Header(description="The session.")],
        x_key: Annotated[str, Header(description="Id of the key it is sealed to.")],
    ) -> Response:
        """enc ‖ ciphertext of at most 4 MiB, padded; its kind is `part/<upload>/<n>/<total>`, n from 0. Again:
        replaced.
        """
        session = known(x_session, speaker)
        limited(gateway.upload_rate, speaker)
        await gateway.uploads.put(session, upload, n, x_key, await request.body())
        return Response(status_code=204)

    @routes.post(
        "/uploads/{upload}/complete",
        response_model=FilesReply,
        responses=_answers(400, 401, 409, 413, 415, 422, 503),
        summary="Finish a file",
    )
    async def complete(upload: str, done: CompleteUpload, speaker: Annotated[Who, Depends(who)]) -> Response:
        """All parts are there: the file becomes an item of this step."""
        session = known(done.session, speaker)
        files = await gateway.uploads.complete(session, upload, done.sealed)
        return Response(FilesReply(files=files).model_dump_json(), media_type="application/json")

    @routes.delete(
        "/uploads/{upload}",
        response_model=FilesReply,
        responses=_answers(401, 409, 429, 503),
        summary="Take a file back",
    )
    async def remove(
        upload: str,
        speaker: Annotated[Who, Depends(who)],
        x_session: Annotated[str, Header(description="The session.")],
    ) -> Response:
        """Before it is submitted, whole or half sent. Again: nothing more happens."""
        session = known(x_session, speaker)
        limited(gateway.upload_rate, speaker)
        files = await gateway.uploads.remove(session, upload)
        return Response(FilesReply(files=files).model_dump_json(), media_type="application/json")

    return routes
