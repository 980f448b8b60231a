"""The opened case and its files. What was opened is in the answer to a POST, kept and cached nowhere."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from desk import dossier, files, opening
from desk.case_page import NO_CASE
from desk.guard import from_our_page, office_of, signed_in
from desk.keyring import OpenError
from desk.pages import download, show

router = APIRouter(prefix="/cases/{case_id}")


@router.get("/open", include_in_schema=False)
@router.get("/files/{item_id}", include_in_schema=False)
def back(case_id: str, request: Request) -> Response:
    """Opening is an act, not an address: a link or a reload leads back to the case."""
    signed_in(request)
    return RedirectResponse(f"/cases/{case_id}", 303)


@router.post("/open", include_in_schema=False)
def open_case(case_id: str, request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """Show what was sealed, to somebody who may; recorded first."""
    from_our_page(request, csrf)
    staff = signed_in(request).staff
    office = office_of(request)
    try:
        with office.store.read() as s:
            case = dossier.find(s, case_id, staff)
        opened = opening.open_case(office, case_id, staff)
    except KeyError:
        raise HTTPException(404, NO_CASE) from None
    batches = [[item for item in opened if item.batch == n] for n in sorted({item.batch for item in opened})]
    return show(request, "opened.html", case=case, batches=batches, kind=dossier.kind_of(case))


@router.post("/files/{item_id}", include_in_schema=False)
def open_file(
    case_id: str,
    item_id: str,
    request: Request,
    original: Annotated[bool, Form()] = False,
    sure: Annotated[bool, Form()] = False,
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Give a file out: without its metadata, or as it was given. What is doubtful about it is said first."""
    from_our_page(request, csrf)
    staff = signed_in(request).staff
    office = office_of(request)
    try:
        with office.store.read() as s:
            case = dossier.find(s, case_id, staff)
        name, data = opening.open_file(office, case_id, item_id, staff)
    except KeyError:
        raise HTTPException(404, "没有这个附件。") from None
    except OpenError as error:
        raise HTTPException(410, opening.why(error)) from None
    seen = files.look(data, name)
    if not sure and (original or seen.warning):
        return show(request, "file.html", case=case, item_id=item_id, name=name, seen=seen, original=original)
    # The name it was given says something, too: it stands on the page, not in the folder of downloads.
    suffix = "_原件" if original else "" if seen.stripped else "_未去除元数据"
    plain = f"{case.number}_附件_{item_id[-4:]}{suffix}.{seen.extension}"
    return download(data if original else seen.data, plain)
