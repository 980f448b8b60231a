"""The gateway's two applications: the public one (chat page, plain page, `/chat/*`) and the internal one (staff)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from bot.channels import http, pagefiles, plain, web
from bot.channels.core import Gateway
from bot.channels.http import Guard
from bot.channels.schemas import Health
from bot.channels.staff import StaffDoor
from bot.channels.web import Who

PAGE = Path(__file__).resolve().parents[1] / "web" / "dist"
PUBLIC = frozenset({"web", "plain"})


def public_app(gateway: Gateway, page: Path = PAGE) -> FastAPI:
    """What faces the network. `page`: the built chat page; without one `/` leads to the plain page.

    Starting it starts the minute's purge of idle conversations; stopping it closes the gateway.
    """

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        gateway.vaulting.ready.start()
        purging = asyncio.create_task(gateway.conversations.purge())
        try:
            yield
        finally:
            purging.cancel()
            with suppress(asyncio.CancelledError):
                await purging
            await gateway.close()

    app = _app(gateway, "守口 gateway", life)

    def who(request: Request) -> Who:
        return Who("web", PUBLIC, None, gateway.sources.of(request.scope))

    app.include_router(web.router(gateway, who))
    app.include_router(plain.router(gateway))
    files = pagefiles.load(page)
    own = {f"static/{name}": kept for name, kept in pagefiles.load(Path(__file__).with_name("static")).items()}

    @app.get("/", include_in_schema=False)
    async def home(request: Request) -> Response:
        index = files.get("index.html")
        return index.answer(request) if index else RedirectResponse("/plain", 303)

    @app.get("/favicon.ico", include_in_schema=False)
    async def icon() -> Response:
        return Response(status_code=204)

    async def file(request: Request) -> Response:
        return served[request.url.path.lstrip("/")].answer(request)

    # One by one: a mount at the root would stand before the answers for wrong methods.
    served = {name: kept for name, kept in {**files, **own}.items() if name != "index.html"}
    for name in served:
        app.add_route(f"/{name}", file, methods=["GET", "HEAD"], include_in_schema=False)

    return app


def staff_app(gateway: Gateway) -> FastAPI:
    """What the desk proxies to; the same contract, behind the internal token."""
    app = _app(gateway, "守口 gateway, internal")
    app.include_router(web.router(gateway, StaffDoor(gateway)))
    return app


def _app(gateway: Gateway, title: str, life=None) -> FastAPI:  # type: ignore[no-untyped-def]
    app = FastAPI(
        title=title,
        version="1",
        description="Whatever goes wrong is answered in the shape of all answers: `messages`, and a status that fits.",
        lifespan=life,
        # The documentation pages load scripts from elsewhere; the document itself is here.
        docs_url=None,
        redoc_url=None,
    )
    app.add_middleware(Guard, responses=gateway.responses, limits=gateway.limits, https=gateway.settings.secure_cookies)
    http.handlers(app, gateway.responses)

    @app.get("/healthz", response_model=Health, responses={503: {"model": Health}}, tags=["health"])
    async def healthz() -> Response:
        """200 when all parts answer, else 503 with which does not."""
        health = await gateway.health()
        return Response(health.model_dump_json(), 200 if health.status == "ok" else 503, media_type="application/json")

    return app
