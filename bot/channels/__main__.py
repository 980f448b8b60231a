"""`python -m bot.channels`: both listeners of the gateway, in one process and one event loop."""

import asyncio
import logging
import signal
import sys

import uvicorn
from fastapi import FastAPI

from bot.channels.core import Gateway
from bot.channels.gateway import public_app, staff_app
from bot.channels.responses import ResponseMissing
from bot.channels.sentinel import ModelMissing
from store.database import open_store
from store.settings import get_settings


class _Server(uvicorn.Server):
    """Leaves signals to `serve`, which stops both listeners."""

    def install_signal_handlers(self) -> None:
        return


def _server(app: FastAPI, host: str, port: int) -> _Server:
    return _Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            # Lines of our own, without addresses.
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=False,
            date_header=True,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=10,
            h11_max_incomplete_event_size=64 * 1024,
        )
    )


async def serve() -> None:
    """Run until SIGTERM or SIGINT. Raises ResponseMissing, ModelMissing."""
    settings = get_settings()
    gateway = Gateway.build(settings, open_store(settings))
    servers = [
        _server(public_app(gateway), settings.gateway_host, settings.gateway_port),
        _server(staff_app(gateway), settings.gateway_internal_host, settings.gateway_internal_port),
    ]

    def stop() -> None:
        for server in servers:
            server.should_exit = True

    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop)
    running = [asyncio.create_task(server._serve()) for server in servers]
    # When one listener ends (its port is taken), the other one has to end, too.
    await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
    stop()
    await asyncio.gather(*running)


def main() -> int:
    """Exit code 1 when the gateway can't start, with the reason in one line."""
    level = get_settings().log_level.upper()
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stderr)
    # Their DEBUG lines hold headers and addresses of requests.
    for name in (
        "httpx",
        "httpcore",
        "uvicorn",
        "uvicorn.error",
        "asyncio",
        "python_multipart",
        "multipart",
        "alembic",
    ):
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        # uvloop where it is installed, as `uvicorn` itself would choose.
        with asyncio.Runner(loop_factory=uvicorn.Config(FastAPI()).get_loop_factory()) as runner:
            runner.run(serve())
    except (ResponseMissing, ModelMissing) as error:
        print(f"gateway: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
