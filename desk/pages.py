"""Shows templates: every page of the desk is one file in `desk/templates`, escaped by default."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

from desk import wording
from desk.guard import COOKIE, office_of
from store.clock import now
from store.receipts import group
from store.staff import WAY_IN

TEMPLATES = Jinja2Templates(
    env=Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
)
TEMPLATES.env.filters |= {
    "groups": group,
    "day": wording.day,
    "moment": wording.moment,
    "left": wording.left,
    "cite": wording.cite,
    "words": wording.words,
    "action": wording.action,
    "outcome": wording.outcome,
}
TEMPLATES.env.globals |= {"STATES": wording.STATES, "WAYS_IN": wording.WAYS_IN, "BROKEN": wording.BROKEN}


def show(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """Render a page for whoever is signed in (or nobody)."""
    office = office_of(request)
    visitor = office.who(request.cookies.get(COOKIE))
    shared = {
        "me": visitor.staff if visitor else None,
        "csrf": visitor.csrf if visitor else "",
        "has_chat": bool(visitor and visitor.staff.role in WAY_IN),
        "locked": office.keyring is None,
        "office_name": office.settings.office_name,
        "today": now().date(),
        "here": request.url.path,
    }
    response: Response = TEMPLATES.TemplateResponse(request, template, shared | values, status_code=status)
    return response


def download(data: bytes, name: str, mime: str = "application/octet-stream") -> Response:
    """A file to save, never to show in the browser. `name` holds nothing that was sealed."""
    from urllib.parse import quote

    return Response(
        data,
        media_type=mime,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"},
    )
