"""The same chat for staff: the desk passes `/staff/chat/*` on to the gateway's internal listener, naming who they are.

The way in comes from the account's role, never from what a request claims.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse
from starlette.responses import Response

from desk.guard import office_of, same_origin, signed_in
from store.staff import WAY_IN, Staff

PAGE = Path(__file__).parent.parent / "bot" / "web" / "dist"
# A sealed part is 4 MiB and its padding.
MOST_BYTES = 5 * 1024 * 1024
PASSED_ON = ("content-type", "x-session", "x-key")

router = APIRouter(prefix="/staff")


def way_in(staff: Staff) -> str:
    """officer or hotline. Raises HTTPException 403 for roles without a chat."""
    found = WAY_IN.get(staff.role)
    if found is None:
        raise HTTPException(403, "您的岗位没有对话入口。")
    return found


@router.api_route("/chat/{path:path}", methods=["GET", "POST", "PUT", "DELETE"], include_in_schema=False)
async def pass_on(path: str, request: Request) -> Response:
    """Pass a chat request on to the gateway, as the person who is signed in."""
    staff = (await asyncio.to_thread(signed_in, request)).staff
    if not same_origin(request):
        raise HTTPException(403, "这个请求不是从本页面发出的。")
    body = await request.body()
    if len(body) > MOST_BYTES:
        raise HTTPException(413, "太大了，没有收下。")
    client: httpx.AsyncClient = request.app.state.gateway
    headers = {name: request.headers[name] for name in PASSED_ON if name in request.headers}
    headers |= {
        "Authorization": f"Bearer {office_of(request).settings.token()}",
        "X-Shoukou-Way-In": way_in(staff),
        "X-Shoukou-Staff": staff.id,
    }
    try:
        reply = await client.request(request.method, f"/chat/{path}", content=body, headers=headers)
    except httpx.HTTPError:
        raise HTTPException(503, "对话服务没有回应，这一步没有提交。请稍后再试。") from None
    return Response(reply.content, reply.status_code, media_type=reply.headers.get("content-type"))


@router.get("/{path:path}", include_in_schema=False)
async def page(path: str, request: Request) -> FileResponse:
    """The chat page's files."""
    way_in(signed_in(request).staff)
    wanted = (PAGE / (path or "index.html")).resolve()
    if not wanted.is_relative_to(PAGE.resolve()) or not wanted.is_file():
        raise HTTPException(404, "没有这个页面。")
    return FileResponse(wanted)
