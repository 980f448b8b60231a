"""The workbench's web application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy import text
from starlette.exceptions import HTTPException
from starlette.responses import Response

from desk import answer_page, audit_page, case_list, case_page, chat, open_page, paper_page, signin, worker
from desk.guard import NotSignedIn, headers_and_log
from desk.office import Office
from desk.opening import Locked, Refused
from desk.pages import show
from desk.wording import REFUSALS
from store.database import Store
from store.settings import Settings, get_settings

# What the framework says of itself.
_PLAIN = {"Not Found": "没有这个页面。", "Method Not Allowed": "这个页面不能这样打开。请从案件列表进入。"}


def create_app(settings: Settings | None = None, store: Store | None = None, office: Office | None = None) -> FastAPI:
    """The application, with the key unlocked if its passphrase is at hand. `office`: one that is there already."""
    settings = office.settings if office else settings or get_settings()
    if office is None:
        office = Office(settings, store or Store(settings.database, settings.data))
        office.unlock_at_start()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with httpx.AsyncClient(
            base_url=settings.gateway_internal_url, timeout=settings.engine_timeout + 10, trust_env=False
        ) as client:
            app.state.gateway = client
            working = asyncio.create_task(worker.run(office))
            yield
            working.cancel()
            with suppress(asyncio.CancelledError):
                await working

    app = FastAPI(title="守口 内部工作台", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.office = office
    app.middleware("http")(headers_and_log)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    for part in (signin, case_list, case_page, open_page, answer_page, paper_page, audit_page):
        app.include_router(part.router)

    @app.get("/healthz", include_in_schema=False)
    def healthz() -> JSONResponse:
        """200 when the store answers and the key is unlocked; 503 names what is not so."""
        broken = [] if office.keyring else ["key"]
        try:
            with office.store.read() as s:
                s.execute(text("select 1"))
        except Exception:
            broken.append("store")
        return JSONResponse({"status": "unavailable" if broken else "ok", "broken": broken}, 503 if broken else 200)

    @app.exception_handler(NotSignedIn)
    async def to_signin(request: Request, _: NotSignedIn) -> Response:
        if request.url.path.startswith("/staff/chat/"):
            return JSONResponse({"messages": [{"text": "登录已过期，请重新登录。没有提交的内容没有保存。"}]}, 401)
        return RedirectResponse("/signin", 303)

    @app.exception_handler(Refused)
    async def refused(request: Request, error: Refused) -> Response:
        words = REFUSALS[error.reason]
        return show(request, "refused.html", status=403, words=words, ref=error.ref, reason=error.reason)

    @app.exception_handler(Locked)
    async def need_key(request: Request, _: Locked) -> Response:
        return show(request, "problem.html", status=503, problem="密钥还没有解锁，这一步要先解锁。什么都没有打开。")

    @app.exception_handler(HTTPException)
    async def explain(request: Request, error: HTTPException) -> Response:
        if request.url.path.startswith("/staff/chat/"):
            return JSONResponse({"messages": [{"text": str(error.detail)}]}, error.status_code)
        problem = _PLAIN.get(str(error.detail), str(error.detail))
        return show(request, "problem.html", status=error.status_code, problem=problem)

    @app.exception_handler(RequestValidationError)
    async def misfilled(request: Request, _: RequestValidationError) -> Response:
        # The error's own text would quote what was typed.
        return show(request, "problem.html", status=422, problem="表单里有不对的地方，什么都没有改。请返回检查后再试。")

    app.include_router(chat.router)
    return app
