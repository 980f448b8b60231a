"""What every listener does with every request: headers, sizes, content types, one log line, no exception that
gets out.
"""

import logging
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.pagefiles import ASK_AGAIN, KEEP
from bot.channels.responses import Responses
from bot.channels.schemas import Reply

access = logging.getLogger("shoukou.gateway.access")
log = logging.getLogger("shoukou.gateway")

KIB = 1024
JSON_BYTES = 256 * KIB

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": CSP,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex",
}
_KEEPABLE = frozenset({KEEP.encode(), ASK_AGAIN.encode()})
HSTS = "max-age=63072000; includeSubDomains"


class Refused(Exception):
    """A request that is answered with a sentence and a status, and otherwise not looked at."""

    def __init__(self, name: str, status: int, headers: dict[str, str] | None = None) -> None:
        super().__init__(name)
        self.name = name
        self.status = status
        self.headers = headers


@dataclass(frozen=True, slots=True)
class Limits:
    """Most bytes of a body, by path; anything else may have `JSON_BYTES`."""

    part: int
    form: int

    def of(self, scope: Scope) -> int:
        path: str = scope["path"]
        if scope["method"] == "PUT" and path.startswith("/chat/uploads/"):
            return self.part
        if path == "/plain":
            return self.form
        return JSON_BYTES


class Guard:
    """ASGI middleware, outermost of ours."""

    def __init__(self, app: ASGIApp, responses: Responses, limits: Limits, https: bool) -> None:
        self._app = app
        self._responses = responses
        self._limits = limits
        extra = {"strict-transport-security": HSTS} if https else {}
        self._headers = [(k.encode(), v.encode()) for k, v in ({**HEADERS, **extra}).items()]
        self._names = {k for k, _ in self._headers}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                given = message.get("headers", [])
                own = [(k, v) for k, v in given if k not in self._names and k != b"server"]
                # A file of the page says itself how long it may be kept; anything else is not kept at all.
                kept = [(k, v) for k, v in given if k == b"cache-control" and v in _KEEPABLE]
                ours = [(k, v) for k, v in self._headers if not (kept and k == b"cache-control")]
                message = {**message, "headers": [*own, *kept, *ours]}
            await send(message)

        try:
            try:
                self._check(scope)
                await self._app(scope, _limited(receive, self._limits.of(scope)), sending)
            except Refused as refused:
                if status == 0:
                    await self._answer(refused, scope, receive, sending)
            except Exception as error:
                # Where, and of what kind; never what it says: it may say what it was working on.
                log.error("%s at %s", type(error).__name__, where(error))
                if status == 0:
                    await self._answer(Refused("error", 500), scope, receive, sending)
        finally:
            route = scope.get("route")
            # Whoever watches /healthz asks every few seconds: not worth a line each.
            access.log(
                logging.DEBUG if scope["path"] == "/healthz" else logging.INFO,
                "%s %s %d %.1fms",
                scope["method"],
                getattr(route, "path", "-"),
                status,
                (time.perf_counter() - began) * 1000,
            )

    def _check(self, scope: Scope) -> None:
        headers = {k: v for k, v in scope["headers"] if k in (b"content-length", b"content-type")}
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self._limits.of(scope):
            raise Refused("too_large", 413)
        if scope["method"] in ("POST", "PUT") and scope["path"].startswith("/chat/"):
            wanted = b"application/octet-stream" if scope["method"] == "PUT" else b"application/json"
            if headers.get(b"content-type", b"").split(b";")[0].strip().lower() != wanted:
                raise Refused("wrong_type", 415)

    async def _answer(self, refused: Refused, scope: Scope, receive: Receive, send: Send) -> None:
        await sentence(self._responses, refused)(scope, receive, send)


def _limited(receive: Receive, most: int) -> Receive:
    """A body may come without a length: counted as it comes."""
    taken = 0

    async def receiving() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > most:
                raise Refused("too_large", 413)
        return message

    return receiving


def where(error: BaseException) -> str:
    """File and line of the innermost frames: what a log may say of an exception."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames[-4:])) or "-"


def reply(body: Reply, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A reply as JSON; what is empty by default stays in, what is None is left out."""
    return Response(body.model_dump_json(exclude_none=True), status, headers, "application/json")


def sentence(responses: Responses, refused: Refused) -> Response:
    """One of the gateway's sentences, in the same shape as any answer."""
    return reply(Reply(messages=[responses.say(refused.name)]), refused.status, refused.headers)


_STATUS = {400: "bad_json", 404: "not_found", 405: "method", 413: "too_large", 415: "wrong_type"}


def handlers(app: FastAPI, responses: Responses) -> None:
    """Have the application answer what goes wrong in the shape of all answers, without a word of the input."""

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        return sentence(responses, error)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        broken = any(e.get("type") == "json_invalid" for e in error.errors())
        return sentence(responses, Refused("bad_json", 400) if broken else Refused("bad_request", 422))

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if isinstance(error.__cause__, Refused):  # from `_limited`, while FastAPI read the body
            return sentence(responses, error.__cause__)
        return sentence(responses, Refused(_STATUS.get(error.status_code, "bad_request"), error.status_code))

    add: Callable[..., None] = app.add_exception_handler
    add(Refused, refused)
    add(RequestValidationError, invalid)
    add(HTTPException, http)
