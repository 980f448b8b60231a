"""A case's page: everything but the content; its status, the approval to open it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from desk import dossier, handling
from desk.guard import from_our_page, office_of, signed_in
from desk.pages import show
from desk.papers import OF_CASE
from docs_gen.documents import KINDS
from store import access, cases
from store import staff as accounts
from store.cases import NotAllowed

NO_CASE = "没有您能看到的这个案件。"
router = APIRouter(prefix="/cases/{case_id}")


def case_page(request: Request, case_id: str, status: int = 200, problem: str = "", paper: str = "") -> Response:
    """The page; `problem` is said on top of it, `paper` offered with it."""
    staff = signed_in(request).staff
    with office_of(request).store.read() as s:
        try:
            seen = dossier.gather(s, case_id, staff)
        except KeyError:
            raise HTTPException(404, NO_CASE) from None
        steps = handling.steps(s, seen.case, staff)
        officers = dossier.officers(s, seen.kind) if seen.may_approve else []
    return show(
        request,
        "case.html",
        status,
        d=seen,
        steps=steps,
        officers=officers,
        papers=[KINDS[kind] for kind in OF_CASE.get(seen.case.kind, ())] if seen.may_set else [],
        kinds=KINDS,
        goes_with=handling.PAPER.get((seen.case.kind, seen.case.status)),
        problem=problem,
        paper=KINDS[paper] if paper else None,
    )


@router.get("", include_in_schema=False)
def page(case_id: str, request: Request) -> Response:
    """Status, deadlines, plain facts, what the rules say, links, papers, records."""
    return case_page(request, case_id)


@router.post("/status", include_in_schema=False)
def set_status(
    case_id: str,
    request: Request,
    status: Annotated[str, Form()],
    day: Annotated[date | None, Form()] = None,
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Set the status, from the list of what may follow."""
    from_our_page(request, csrf)
    staff = signed_in(request).staff
    try:
        with office_of(request).store.begin() as s:
            dossier.find(s, case_id, staff)
            handling.set_status(s, case_id, status, staff, day)
    except handling.PaperFirst as first:
        said = f"状态没有改。{first}依据：{first.ref.cite(short=True)}。"
        return case_page(request, case_id, 409, said, first.kind)
    except NotAllowed as error:
        words = (
            "您的岗位不能设定这个状态。" if error.reason == "role" else "现在的状态之后不能是这个状态，可能别人刚改过。"
        )
        return case_page(request, case_id, 409, f"状态没有改。{words}")
    except ValueError:
        return case_page(request, case_id, 422, "状态没有改。日期应在上一次状态的日期和今天之间。")
    except KeyError:
        raise HTTPException(404, NO_CASE) from None
    return RedirectResponse(f"/cases/{case_id}", 303)


@router.post("/applicant-caused", include_in_schema=False)
def applicant_caused(
    case_id: str, request: Request, caused: Annotated[bool, Form()] = False, csrf: Annotated[str, Form()] = ""
) -> Response:
    """Record that the applicant is why no answer could be given (规定 3 第三十一条)."""
    from_our_page(request, csrf)
    staff = signed_in(request).staff
    try:
        with office_of(request).store.begin() as s:
            dossier.find(s, case_id, staff)
            cases.mark_applicant_caused(s, case_id, staff, caused)
    except NotAllowed:
        raise HTTPException(403, "您的岗位不能办这一项。") from None
    except KeyError:
        raise HTTPException(404, NO_CASE) from None
    return RedirectResponse(f"/cases/{case_id}", 303)


@router.post("/approve", include_in_schema=False)
def approve(
    case_id: str, request: Request, officer: Annotated[str, Form()] = "", csrf: Annotated[str, Form()] = ""
) -> Response:
    """检察长 approves the opening of a case, for one officer or for all whose role opens it (规定 2 第五条第二项)."""
    from_our_page(request, csrf)
    staff = signed_in(request).staff
    try:
        with office_of(request).store.begin() as s:
            case = dossier.find(s, case_id, staff)
            if officer:
                wanted = accounts.get(s, officer)
                if wanted is None or wanted not in dossier.officers(s, dossier.kind_of(case)):
                    raise HTTPException(422, "没有批准：这个人不是能打开这类案件的专人。")
            access.approve(s, case_id, staff, officer or None)
    except NotAllowed:
        raise HTTPException(403, "只有检察长可以批准。") from None
    except KeyError:
        raise HTTPException(404, NO_CASE) from None
    return RedirectResponse(f"/cases/{case_id}#approval", 303)


@router.post("/withdraw-approval", include_in_schema=False)
def withdraw(case_id: str, request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """检察长 takes the approvals of a case back."""
    from_our_page(request, csrf)
    staff = signed_in(request).staff
    try:
        with office_of(request).store.begin() as s:
            dossier.find(s, case_id, staff)
            access.withdraw(s, case_id, staff)
    except NotAllowed:
        raise HTTPException(403, "只有检察长可以撤回批准。") from None
    except KeyError:
        raise HTTPException(404, NO_CASE) from None
    return RedirectResponse(f"/cases/{case_id}#approval", 303)
