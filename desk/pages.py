"""Shows templates: every page of the desk is one file in `desk/templates`, escaped by default."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

from desk.guard import COOKIE, office_of
from store.receipts import group
from store.staff import WAY_IN

TEMPLATES = Jinja2Templates(
    env=Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
    )
)
TEMPLATES.env.filters["groups"] = group


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
    }
    response: Response = TEMPLATES.TemplateResponse(request, template, shared | values, status_code=status)
    return response
