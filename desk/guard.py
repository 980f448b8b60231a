"""What stands before every page of the desk: headers, sign-in, forms that only our own pages can send."""

from __future__ import annotations

import hmac
import logging
import secrets
import time
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import HTTPException, Request
from starlette.responses import Response

from desk.office import Office, SignedIn
from store.staff import Staff

COOKIE = "desk"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
log = logging.getLogger("desk.requests")
Next = Callable[[Request], Awaitable[Response]]


class NotSignedIn(Exception):
    """Nobody is signed in: the page redirects to the sign-in."""


def office_of(request: Request) -> Office:
    """The desk's state."""
    office: Office = request.app.state.office
    return office


def signed_in(request: Request) -> SignedIn:
    """Who is signed in. Raises NotSignedIn."""
    found = office_of(request).who(request.cookies.get(COOKIE))
    if found is None:
        raise NotSignedIn
    return found


def with_role(*roles: str) -> Callable[[Request], Staff]:
    """A dependency: somebody of one of these roles, else 403."""

    def check(request: Request) -> Staff:
        staff = signed_in(request).staff
        if staff.role not in roles:
            raise HTTPException(403, "您的岗位不能办这一项。")
        return staff

    return check


def from_our_page(request: Request, token: str) -> None:
    """A form's token must be the session's, and its origin ours. Raises HTTPException 403."""
    expected = signed_in(request).csrf
    if not same_origin(request) or not hmac.compare_digest(expected.encode(), token.encode()):
        raise HTTPException(403, "这个页面已经过期，什么都没有改。请返回刷新后再试。")


def same_origin(request: Request) -> bool:
    """Whether the browser says that our own page sent this (or says nothing, as command-line clients do)."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    return site == "same-origin" and (origin is None or urlsplit(origin).netloc == request.headers.get("host"))


async def headers_and_log(request: Request, call_next: Next) -> Response:
    """Security headers on every answer; a log line of method, route, status and time, and nothing else."""
    started = time.perf_counter()
    try:
        response = await call_next(request)
    except Exception as error:  # its text, and a server's own traceback, could quote what was opened
        response = _failed(error)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    route = getattr(request.scope.get("route"), "path", "-")
    log.info("%s %s %d %.0fms", request.method, route, response.status_code, (time.perf_counter() - started) * 1000)
    return response


def _failed(error: Exception) -> Response:
    """A page with a number; the log has the number, the kind of error and where it was raised."""
    incident = secrets.token_hex(4)
    where = " < ".join(
        f"{Path(f.filename).name}:{f.lineno}" for f in reversed(traceback.extract_tb(error.__traceback__))
    )
    log.error("incident %s: %s at %s", incident, type(error).__name__, where)
    words = f"出了问题，这一步没有办成。请把这个号码告诉技术人员：{incident}。"
    head = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>没有办成</title>'
    page = f'{head}<p>{words}</p><p><a href="/">回到案件列表</a></p>'
    return Response(page, 500, media_type="text/html; charset=utf-8")
