"""Starts the engine: `bot/engine/.venv/bin/python -m bot.engine.serve`, from the repository root.

Rasa's own server (`rasa run`) is not used: it brings the stock channels, an HTTP API to every tracker, and half a
minute of imports. This is a Sanic app with our one channel, on the agent.
"""

from __future__ import annotations

from bot.engine.light import go_light

go_light()

import asyncio
import logging
import sys

from rasa.exceptions import ModelNotFound
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.engine import quiet
from bot.engine.agent import ShoukouAgent, make_agent
from bot.engine.connector import MAX_BODY, ShoukouChannel
from bot.engine.settings import EngineSettings, NotConfigured

logger = logging.getLogger(__name__)


def make_app(agent: ShoukouAgent, token: str, name: str = "shoukou_engine") -> Sanic:
    """The Sanic app that serves `agent` through the shoukou channel."""
    app = Sanic(name, configure_logging=False)
    app.config.REQUEST_MAX_SIZE = 2 * MAX_BODY
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.KEEP_ALIVE_TIMEOUT = 75
    app.config.ACCESS_LOG = False
    app.ctx.agent = agent
    channel = ShoukouChannel(token)
    app.blueprint(channel.blueprint(agent.handle_message), url_prefix="/webhooks/shoukou")

    async def failed(request: Request, error: Exception) -> HTTPResponse:
        """Nothing of a request in an error's answer or log."""
        status = error.status_code if isinstance(error, SanicException) else 500
        if status >= 500:
            logger.error("request failed: %s", type(error).__name__)
        return json_response({"error": "too_large" if status == 413 else "request_failed"}, status=status)

    app.error_handler.add(Exception, failed)

    @app.after_server_start
    async def forget_the_idle(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        """Looks once a minute for conversations that nobody came back to."""

        async def sweep() -> None:
            while True:
                await asyncio.sleep(60)
                agent.tracker_store.drop_idle()

        app.add_task(sweep())

    @app.before_server_stop
    async def close(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        if agent.action_endpoint is not None:
            await agent.action_endpoint.close()

    return app


def main() -> int:
    """Serve until stopped. Returns the exit code: 2 when something needed is missing."""
    try:
        settings = EngineSettings.from_env()
        quiet.install(settings.log_level)
        agent = make_agent(settings)
    except (NotConfigured, ModelNotFound) as error:
        print(f"engine: {error}", file=sys.stderr)
        return 2
    # The first text pays for what loads late (dictionary, encoder): let that be ours.
    from bot.engine.understanding import understand

    understand(agent.processor, "你好，我想问一下这个怎么用")
    app = make_app(agent, settings.token)
    print(f"engine: http://{settings.host}:{settings.port}", file=sys.stderr, flush=True)
    app.run(host=settings.host, port=settings.port, access_log=False, motd=False, debug=False, workers=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
