"""Papers: a form with what the case already says, what is still missing, the Word file made, kept sealed, given out."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from sqlalchemy.orm import Session
from starlette.datastructures import FormData
from starlette.responses import Response

from desk import dossier, handling, opening, paper_form, papers
from desk.case_page import NO_CASE
from desk.guard import from_our_page, office_of, signed_in
from desk.keyring import OpenError
from desk.pages import download, show
from docs_gen.documents import KINDS
from docs_gen.errors import DocumentError, MissingField
from docs_gen.render import MEDIA_TYPE
from store import cases, documents, keys
from store.staff import Staff

router = APIRouter(prefix="/cases/{case_id}")


@dataclass(frozen=True)
class Asked:
    """A paper somebody asked for, of a case they see and handle."""

    request: Request
    case: cases.Listed
    kind: str
    staff: Staff


@router.get("/papers/{kind}", include_in_schema=False)
def before(case_id: str, kind: str, request: Request) -> Response:
    """Filling in opens the case, so it begins with a button."""
    asked = _asked(request, case_id, kind)
    return show(request, "paper_begin.html", case=asked.case, paper=KINDS[kind], plain=kind in papers.PLAIN)


@router.post("/papers/{kind}", include_in_schema=False)
async def paper(case_id: str, kind: str, request: Request) -> Response:
    """Begin, add a row, see what is missing, make a draft or the paper: by the button pressed (`action`)."""
    form = await request.form()
    return await asyncio.to_thread(_act, request, case_id, kind, form)


def _act(request: Request, case_id: str, kind: str, form: FormData) -> Response:
    from_our_page(request, str(form.get("csrf") or ""))
    asked = _asked(request, case_id, kind)
    action = str(form.get("action") or "begin")
    if action == "begin":
        source = _source(asked)
        return _form(asked, papers.prefilled(kind, source), {}, str(form.get("step") or ""))
    values = paper_form.read(KINDS[kind], form)
    wanted = str(form.get("step") or "")
    found = paper_form.check(KINDS[kind], values)
    rows = paper_form.rows(KINDS[kind], form, values)
    if action.startswith("add:"):
        return _form(asked, values, rows, wanted)
    if found.errors or (action == "make" and found.missing) or action not in {"make", "draft"}:
        return _form(asked, values, rows, wanted, found, status=200 if action == "check" else 422)
    return _make(asked, values, wanted, rows, found, finished=action == "make", once=str(form.get("once") or ""))


def _make(
    asked: Asked,
    values: papers.Values,
    wanted: str,
    rows: dict[str, int],
    found: paper_form.Checked,
    *,
    finished: bool,
    once: str,
) -> Response:
    """Make it, once a form: the same form sent again shows what it made."""
    session = signed_in(asked.request)
    if once not in session.made:
        try:
            session.made[once] = papers.make(
                office_of(asked.request).store, _source(asked), asked.kind, values, finished=finished
            )[2]
        except (DocumentError, keys.NoKey) as error:
            words = "没有公布密钥，文书不能封存，所以没有制作。" if isinstance(error, keys.NoKey) else str(error)
            missing = error.missing if isinstance(error, MissingField) else found.missing
            checked = paper_form.Checked(found.errors, missing)
            return _form(asked, values, rows, wanted, checked, problem=words, status=422)
    return _made(asked, session.made[once], wanted if finished else "")


def _made(asked: Asked, document_id: str, wanted: str) -> Response:
    said, problem = "", None
    with office_of(asked.request).store.begin() as s:
        case = cases.get(s, asked.case.id)
        if case is not None and wanted and not _taken_with(s, case, wanted, document_id):
            try:
                said = handling.take(s, case, wanted, asked.staff).title
            except handling.Refusal as refusal:
                problem = refusal
            except KeyError:
                problem = handling.Refusal("没有这个步骤。")
        document = documents.get(s, document_id)
    return show(
        asked.request,
        "paper_made.html",
        case=asked.case,
        paper=KINDS[asked.kind],
        document=document,
        said=said,
        problem=problem,
    )


def _taken_with(s: Session, case: cases.Listed, step: str, document_id: str) -> bool:
    """Whether the step was taken by this paper already: the same form was sent twice."""
    return any(one.step == step and document_id in one.papers for one in cases.events(s, case.id))


@router.post("/documents/{document_id}", include_in_schema=False)
def take(case_id: str, document_id: str, request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """Give a kept paper out; opened with the key and recorded first."""
    from_our_page(request, csrf)
    staff = signed_in(request).staff
    try:
        with office_of(request).store.read() as s:
            dossier.find(s, case_id, staff)
        name, data = papers.take_out(office_of(request), case_id, document_id, staff)
    except KeyError:
        raise HTTPException(404, "没有这份文书。") from None
    except OpenError as error:
        raise HTTPException(410, opening.why(error)) from None
    return download(data, name, MEDIA_TYPE)


def _asked(request: Request, case_id: str, kind: str) -> Asked:
    staff = signed_in(request).staff
    try:
        with office_of(request).store.read() as s:
            case = dossier.find(s, case_id, staff)
    except KeyError:
        raise HTTPException(404, NO_CASE) from None
    if kind not in papers.OF_CASE.get(case.kind, ()):
        raise HTTPException(404, "这类案件没有这种文书。")
    if staff.role not in dossier.kind_of(case).set:
        raise HTTPException(403, "您的岗位不能制作这类案件的文书。")
    return Asked(request, case, kind, staff)


def _source(asked: Asked) -> papers.Source:
    """What the paper is filled from; opens the case (recorded) unless the paper holds nothing sealed."""
    office = office_of(asked.request)
    own: list[opening.Opened] = []
    linked: list[opening.Opened] = []
    if asked.kind not in papers.PLAIN:
        own, linked = papers.open_for(asked.kind)(office, asked.case.id, asked.staff)
    return papers.source_of(
        office.store,
        asked.case.id,
        opening.texts(own),
        office.settings,
        asked.staff,
        opening.texts(linked),
        papers.reported([*own, *linked]),
    )


def _form(
    asked: Asked,
    values: papers.Values,
    rows: dict[str, int],
    wanted: str,
    found: paper_form.Checked | None = None,
    *,
    problem: str = "",
    status: int = 200,
) -> Response:
    kind = KINDS[asked.kind]
    with office_of(asked.request).store.read() as s:
        steps = handling.with_paper(s, asked.case, asked.staff, asked.kind)
    return show(
        asked.request,
        "paper.html",
        status,
        case=asked.case,
        paper=kind,
        fields=paper_form.shown(kind, values, rows, found),
        missing=(found or paper_form.check(kind, values)).missing,
        found=found,
        problem=problem,
        steps=steps,
        wanted=wanted,
        once=secrets.token_urlsafe(12),
    )
