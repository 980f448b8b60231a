"""`python -m actions`: the action server, one process, on loopback only."""

from __future__ import annotations

import logging
import sys
import warnings

from rasa_sdk.endpoint import create_app

from actions.registry import executor
from store.settings import get_settings

# The engine keeps its connection open between turns.
KEEP_ALIVE_SECONDS = 600


def main() -> None:
    """Serve the actions until stopped."""
    settings = get_settings()
    level = settings.log_level.upper()
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stderr)
    # rasa-sdk 3.21 under a Rasa 3.6 engine was tried; the warning would stand in the log for every process.
    warnings.filterwarnings("ignore", message="Your versions of rasa and rasa_sdk")
    app = create_app(executor(), cors_origins=[])
    app.config.KEEP_ALIVE_TIMEOUT = KEEP_ALIVE_SECONDS
    app.run(
        host=settings.actions_host,
        port=settings.actions_port,
        single_process=True,
        access_log=False,
        motd=False,
    )


if __name__ == "__main__":
    main()
