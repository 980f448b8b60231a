"""The first page: cases with what is urgent and what is due."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session
from starlette.responses import Response

from desk.guard import office_of, signed_in
from desk.pages import show
from store import agenda, cases, receipts, statuses
from store.clock import now

PAGE = 50

router = APIRouter()


@router.get("/", include_in_schema=False)
def case_list(
    request: Request, kind: str = "", status: str = "", closed: bool = False, after: str = "", number: str = ""
) -> Response:
    """Cases of the kinds this role sees: urgent ones first, then by what is due, then oldest first."""
    staff = signed_in(request).staff
    visible = statuses.visible_to(staff.role)
    if not visible:
        return RedirectResponse("/audit", 303) if staff.role == "auditor" else show(request, "no_cases.html")
    if number:
        return _by_number(request, number, visible)
    chosen = (kind,) if kind in visible else visible
    status = status if any(status in statuses.kind(k).statuses for k in chosen) else ""
    with office_of(request).store.read() as s:
        try:
            # An asked-for status shows closed ones as well: it may be one of theirs.
            found = cases.listed(
                s,
                chosen,
                status=status or None,
                open_only=not closed and not status,
                after=after or None,
                limit=PAGE + 1,
            )
        except KeyError:
            raise HTTPException(404, "没有这一页。") from None
        counts = cases.counts(s, visible)
        due = agenda.warned(s, chosen, now().date())
        asked = [(one, case) for one in cases.waiting(s, chosen) if (case := cases.get(s, one.case_id))]
        page = found[:PAGE]
        linked = {c.id for c in page if c.linked or cases.linked_to(s, c.id)}
        provisional = {c.id for c in page if c.due and _is_provisional(s, c)}
    query = {"kind": kind, "status": status, "closed": str(closed).lower()}
    more = urlencode(query | {"after": page[-1].cursor}) if page else ""
    return show(
        request,
        "list.html",
        cases=page,
        linked=linked,
        provisional=provisional,
        more=f"/?{more}" if len(found) > PAGE else "",
        due=due,
        asked=asked,
        waits={one.case_id: one.title for one, _ in asked},
        kinds=[(statuses.kind(k), sum(n for (one, _), n in counts.items() if one == k)) for k in visible],
        open_count=sum(n for (k, one), n in counts.items() if not statuses.status(k, one).final),
        all_count=sum(counts.values()),
        kind=kind if kind in visible else "",
        chosen_status=status,
        status_counts=_status_counts(counts, chosen),
        closed=closed,
        later=bool(after),
        titles={k: statuses.kind(k).title for k in visible},
    )


def _is_provisional(s: Session, case: cases.Listed) -> bool:
    """Whether the deadline shown in the list is 暂定."""
    return any(p.deadline.provisional for p in cases.deadlines(s, case.id, "running") if p.deadline.due == case.due)


def _status_counts(counts: dict[tuple[str, str], int], chosen: tuple[str, ...]) -> list[tuple[str, str, int]]:
    """(status, title, how many) of the kinds chosen, those with the same id and title together."""
    found: dict[str, tuple[str, int]] = {}
    for kind in chosen:
        for one in statuses.kind(kind).statuses.values():
            title, before = found.get(one.id, (one.title, 0))
            found[one.id] = (title, before + counts.get((kind, one.id), 0))
    return [(one, title, count) for one, (title, count) in found.items() if count]


def _by_number(request: Request, number: str, visible: tuple[str, ...]) -> Response:
    try:
        wanted = receipts.parse_number(number)
    except receipts.InvalidNumber:
        raise HTTPException(404, "这不是一个举报编号：编号是12位数字。") from None
    with office_of(request).store.read() as s:
        found = cases.by_number(s, wanted)
    if found is None or found.kind not in visible:
        raise HTTPException(404, "没有您能看到的这个编号的案件。")
    return RedirectResponse(f"/cases/{found.id}", 303)
