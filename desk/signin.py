"""Signing in and out, and unlocking the desk's key."""

from __future__ import annotations

import asyncio
import secrets
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from desk.guard import COOKIE, from_our_page, office_of, same_origin, signed_in
from desk.keyring import KeyringError
from desk.office import Office
from desk.pages import show
from store import audit, throttle
from store import staff as accounts
from store.staff import Staff

BEFORE = "desk_form"
_UNLOCKING = asyncio.Lock()
router = APIRouter()


@router.get("/signin", include_in_schema=False)
def signin_page(request: Request) -> Response:
    """The sign-in form."""
    return _form(request, "")


def _form(request: Request, problem: str) -> Response:
    # Before sign-in there is no session to keep a token in: it stands in a cookie and in the form.
    token = secrets.token_urlsafe(24)
    response = show(request, "signin.html", status=401 if problem else 200, csrf=token, problem=problem)
    _set(response, request, BEFORE, token)
    return response


@router.post("/signin", include_in_schema=False)
async def sign_in(
    request: Request,
    name: Annotated[str, Form(max_length=100)],
    password: Annotated[str, Form(max_length=200)],
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Check name and password; one answer for an unknown name and a wrong password."""
    if not same_origin(request) or not csrf or csrf != request.cookies.get(BEFORE):
        return _form(request, "页面过期了，请再登录一次。")
    office = office_of(request)
    found, wait = await asyncio.to_thread(accounts.check, office.store, name, password)
    await asyncio.sleep(wait)
    if found is None:
        return _form(request, "名称和密码没有对上，请核对后再输。")
    response = RedirectResponse("/", 303)
    _set(response, request, COOKIE, office.sign_in(found))
    response.delete_cookie(BEFORE)
    return response


@router.post("/signout", include_in_schema=False)
def sign_out(request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """End the session."""
    from_our_page(request, csrf)
    office_of(request).sign_out(request.cookies.get(COOKIE))
    response = RedirectResponse("/signin", 303)
    response.delete_cookie(COOKIE)
    return response


@router.post("/unlock", include_in_schema=False)
async def unlock(
    request: Request, passphrase: Annotated[str, Form(max_length=500)], csrf: Annotated[str, Form()] = ""
) -> Response:
    """Unlock the desk's key for everybody at this desk, until it stops."""
    await asyncio.to_thread(from_our_page, request, csrf)
    staff = signed_in(request).staff
    office = office_of(request)
    async with _UNLOCKING:  # one try at a time: each takes a quarter of a gigabyte
        right, wait = await asyncio.to_thread(_unlock, office, staff, passphrase)
        await asyncio.sleep(wait)
    if not right:
        raise HTTPException(403, "口令不对，密钥没有打开。")
    return RedirectResponse("/", 303)


def _unlock(office: Office, staff: Staff, passphrase: str) -> tuple[bool, float]:
    """Whether the passphrase was right, and how many seconds to wait before saying so; recorded."""
    with office.store.begin() as s:
        wait = throttle.mark(s, "unlock", "desk", throttle.BY_SOURCE)
    try:
        office.unlock(passphrase)
        right = True
    except KeyringError:
        right = False
    with office.store.begin() as s:
        throttle.refund(s, "unlock", "desk", 1.0 if right else 0.0)
        audit.append(s, staff.actor, "key.unlock", "desk", "ok" if right else "refused")
    return right, 0.0 if right else wait


def _set(response: Response, request: Request, name: str, value: str) -> None:
    secure = request.url.scheme == "https" or office_of(request).settings.secure_cookies
    response.set_cookie(name, value, httponly=True, samesite="strict", secure=secure, path="/")
