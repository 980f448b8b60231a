"""A case's page: everything but the content; its life step by step, the approvals."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData
from starlette.responses import Response

from desk import dossier, handling
from desk.guard import from_our_page, office_of, signed_in
from desk.pages import show
from desk.papers import OF_CASE
from docs_gen.documents import KINDS
from rules.lives import Step
from store import access, cases, statuses
from store import staff as accounts
from store.cases import NotAllowed

NO_CASE = "没有您能看到的这个案件。"
NO_STEP = "没有这个步骤。"
router = APIRouter(prefix="/cases/{case_id}")


def case_page(request: Request, case_id: str, refusal: handling.Refusal | None = None) -> Response:
    """The page; what was refused is said on top of it, with the papers to make first."""
    staff = signed_in(request).staff
    with office_of(request).store.read() as s:
        try:
            seen = dossier.gather(s, case_id, staff)
        except KeyError:
            raise HTTPException(404, NO_CASE) from None
        steps = handling.steps(s, seen.case, staff)
        last = cases.last_event(s, case_id)
        officers = dossier.officers(s, seen.kind) if seen.may_approve else []
    return show(
        request,
        "case.html",
        refusal.status if refusal else 200,
        d=seen,
        steps=steps,
        seen=last,
        officers=officers,
        papers=[KINDS[kind] for kind in OF_CASE.get(seen.case.kind, ())] if seen.may_set else [],
        kinds=KINDS,
        goes_with=handling.next_papers(seen.kind.life, seen.case.status) if seen.may_set else (),
        refusal=refusal,
    )


@router.get("", include_in_schema=False)
def page(case_id: str, request: Request) -> Response:
    """Life, deadlines, plain facts, what the rules say, links, papers, records."""
    return case_page(request, case_id)


@router.post("/steps/{step}", include_in_schema=False)
async def take_step(case_id: str, step: str, request: Request) -> Response:
    """Take a step with the answers it asks."""
    form = await request.form()
    return await asyncio.to_thread(_take, request, case_id, step, form)


def _take(request: Request, case_id: str, step: str, form: FormData) -> Response:
    from_our_page(request, str(form.get("csrf") or ""))
    staff = signed_in(request).staff
    try:
        with office_of(request).store.begin() as s:
            case = dossier.find(s, case_id, staff)
            wanted = statuses.kind(case.kind).life.all_steps.get(step)
            if wanted is None:
                raise HTTPException(404, NO_STEP)
            seen = str(form.get("seen") or "")
            handling.take(
                s,
                case,
                step,
                staff,
                _answers(wanted, form),
                _day(form, "day"),
                _day(form, "term"),
                int(seen) if seen.isdecimal() else None,
            )
    except handling.Refusal as refusal:
        return case_page(request, case_id, refusal)
    except KeyError:
        raise HTTPException(404, NO_CASE) from None
    return RedirectResponse(f"/cases/{case_id}#life", 303)


def _answers(step: Step, form: FormData) -> dict[str, str | list[str]]:
    """What was answered of what the step asks; an empty answer is none."""
    found: dict[str, str | list[str]] = {}
    for fact in step.asks:
        given = [str(value) for value in form.getlist(f"fact.{fact.id}") if value]
        if given:
            given = handling.in_fen(given, fact.id) if fact.amount else given
            found[fact.id] = given if fact.multiple else given[-1]
    return found


def _day(form: FormData, name: str) -> date | None:
    given = str(form.get(name) or "")
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise handling.Refusal(f"没有办理。{handling.BAD_DAY}", status=422) from None


@router.post("/steps/{step}/approve", include_in_schema=False)
def approve_step(case_id: str, step: str, request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """A superior approves a step that can follow."""
    return _approval(request, case_id, step, csrf, approve=True)


@router.post("/steps/{step}/withdraw", include_in_schema=False)
def withdraw_step(case_id: str, step: str, request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """The superior takes the approval of a step back, unless it was used."""
    return _approval(request, case_id, step, csrf, approve=False)


def _approval(request: Request, case_id: str, step: str, csrf: str, *, approve: bool) -> Response:
    from_our_page(request, csrf)
    staff = signed_in(request).staff
    try:
        with office_of(request).store.begin() as s:
            case = dossier.find(s, case_id, staff)
            if step not in statuses.kind(case.kind).life.all_steps:
                raise HTTPException(404, NO_STEP)
            (cases.approve_step if approve else cases.withdraw_step_approval)(s, case_id, step, staff)
    except NotAllowed as error:
        words = "您的岗位不能批准这一步。" if error.reason == "role" else handling.NOT_ALLOWED[error.reason]
        return case_page(request, case_id, handling.Refusal(words))
    except KeyError:
        raise HTTPException(404, NO_CASE) from None
    return RedirectResponse(f"/cases/{case_id}#life", 303)


@router.post("/requests/{request_id}", include_in_schema=False)
def decide_request(
    case_id: str,
    request_id: int,
    request: Request,
    decision: Annotated[str, Form()] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Decide what a reporter asked of the report: to withdraw it, to put a name to it."""
    from_our_page(request, csrf)
    staff = signed_in(request).staff
    try:
        with office_of(request).store.begin() as s:
            dossier.find(s, case_id, staff)
            cases.decide_request(s, case_id, request_id, decision, staff)
    except NotAllowed as error:
        words = "您的岗位不能决定这一项。" if error.reason == "role" else "没有办理：这一项刚才已经有了决定。"
        return case_page(request, case_id, handling.Refusal(words))
    except KeyError:
        raise HTTPException(404, NO_CASE) from None
    return RedirectResponse(f"/cases/{case_id}#requests", 303)


@router.post("/reward", include_in_schema=False)
def begin_reward(case_id: str, request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """Begin the reward for a report (规定 2 第十九条)."""
    from_our_page(request, csrf)
    staff = signed_in(request).staff
    try:
        with office_of(request).store.begin() as s:
            dossier.find(s, case_id, staff)
            reward = cases.begin_reward(s, case_id, staff)
    except NotAllowed as error:
        if error.reason == "role":
            raise HTTPException(403, "您的岗位不能办这一项。") from None
        return case_page(request, case_id, handling.Refusal("这件举报的奖励已经在办。"))
    except (KeyError, ValueError):
        raise HTTPException(404, NO_CASE) from None
    return RedirectResponse(f"/cases/{reward}", 303)


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
