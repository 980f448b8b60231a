"""The audit log for the auditor: whether the chain holds, and its records, newest first. No content is in it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from desk import dossier
from desk.guard import office_of, with_role
from desk.pages import show
from store import audit
from store.staff import Staff

PAGE = 100
router = APIRouter(prefix="/audit")


@router.get("", include_in_schema=False)
def page(
    request: Request,
    _: Annotated[Staff, Depends(with_role("auditor"))],
    before: int | None = None,
    subject: str = "",
) -> Response:
    """The result of checking the whole chain (on the first page), and a page of records."""
    subject = subject.strip()
    if subject and ":" not in subject:
        subject = f"case:{subject}"
    if len(subject) > 120:
        raise HTTPException(422, "编号太长。")
    with office_of(request).store.read() as s:
        whole = before is None and not subject
        broken = audit.verify(s) if whole else None
        found = list(audit.records(s, subject or None, PAGE + 1, before))
        actors = {one.actor for one in found} | {one.subject for one in found} | {one.outcome for one in found}
        names = dossier.names(s, actors)
        head = audit.head(s)
    return show(
        request,
        "audit.html",
        records=found[:PAGE],
        more=found[PAGE - 1].seq if len(found) > PAGE else None,
        broken=broken,
        whole=whole,
        head=head,
        names=names,
        subject=subject,
    )
