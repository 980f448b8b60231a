"""`python -m actions`: the action server, one process, on loopback only."""

from __future__ import annotations

import logging
import sys
import warnings

from actions.registry import executor
from actions.server import make_app
from store.settings import get_settings


def main() -> None:
    """Serve the actions until stopped."""
    settings = get_settings()
    level = settings.log_level.upper()
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stderr)
    warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"sanic.*")
    app = make_app(executor(), settings.token())
    app.run(
        host=settings.actions_host,
        port=settings.actions_port,
        single_process=True,
        access_log=False,
        motd=False,
    )


if __name__ == "__main__":
    main()
