"""Writing an answer to a reporter: write, see it as the reporter will, send, take back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from desk import answering, dossier
from desk.case_page import NO_CASE
from desk.guard import from_our_page, office_of, signed_in
from desk.pages import show
from store import cases
from store.cases import NotAllowed

router = APIRouter(prefix="/cases/{case_id}/answer")


@router.get("", include_in_schema=False)
def write(case_id: str, request: Request) -> Response:
    """The empty form."""
    return _page(request, case_id)


@router.post("", include_in_schema=False)
def preview_or_send(
    case_id: str,
    request: Request,
    text: Annotated[str, Form(max_length=50_000)] = "",
    send: Annotated[bool, Form()] = False,
    edit: Annotated[bool, Form()] = False,
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Check the text; show it as the reporter will see it, or send it. What was typed is in the answer only."""
    from_our_page(request, csrf)
    staff = signed_in(request).staff
    office = office_of(request)
    text = text.replace("\r\n", "\n").strip()
    if edit:
        return _page(request, case_id, text)
    if not text or len(text) > answering.LONGEST:
        problem = "答复是空的。" if not text else f"答复太长，最多{answering.LONGEST}字，现在有{len(text)}字。"
        return _page(request, case_id, text, problem=problem, status=422)
    try:
        _seen(request, case_id)
        words = (answering.send if send else answering.check)(office, case_id, text, staff)
    except NotAllowed:
        raise HTTPException(403, "您的岗位不能答复这类案件。") from None
    except KeyError:
        raise HTTPException(404, NO_CASE) from None
    if words:
        return _page(request, case_id, text, words, status=422)
    if send:
        return RedirectResponse(f"/cases/{case_id}#answer", 303)
    return _page(request, case_id, text, checked=True)


@router.post("/withdraw", include_in_schema=False)
def withdraw(case_id: str, request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """Take the answers of a case back."""
    from_our_page(request, csrf)
    staff = signed_in(request).staff
    _seen(request, case_id)
    try:
        with office_of(request).store.begin() as s:
            cases.withdraw_answer(s, case_id, staff)
    except NotAllowed:
        raise HTTPException(403, "您的岗位不能办这一项。") from None
    return RedirectResponse(f"/cases/{case_id}#answer", 303)


def _seen(request: Request, case_id: str) -> cases.Listed:
    try:
        with office_of(request).store.read() as s:
            return dossier.find(s, case_id, signed_in(request).staff)
    except KeyError:
        raise HTTPException(404, NO_CASE) from None


def _page(
    request: Request,
    case_id: str,
    text: str = "",
    words: list[str] | None = None,
    *,
    checked: bool = False,
    problem: str = "",
    status: int = 200,
) -> Response:
    case = _seen(request, case_id)
    if signed_in(request).staff.role not in dossier.kind_of(case).set:
        raise HTTPException(403, "您的岗位不能答复这类案件。")
    return show(
        request,
        "answer.html",
        status,
        case=case,
        kind=dossier.kind_of(case),
        text=text,
        offending=words or [],
        pieces=_marked(text, words or []),
        checked=checked,
        problem=problem,
        longest=answering.LONGEST,
    )


def _marked(text: str, words: list[str]) -> list[tuple[str, bool]]:
    """The text in pieces, those that must go marked. Words split by spaces or marks in the text are only listed."""
    pieces: list[tuple[str, bool]] = [(text, False)]
    for word in sorted(words, key=len, reverse=True):
        cut: list[tuple[str, bool]] = []
        for piece, marked in pieces:
            if marked or word not in piece:
                cut.append((piece, marked))
                continue
            for n, part in enumerate(piece.split(word)):
                cut += [(word, True)] if n else []
                cut += [(part, False)] if part else []
        pieces = cut
    return pieces
