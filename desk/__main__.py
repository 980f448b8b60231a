"""`python -m desk`: the workbench. The command line is `python -m desk.cli`."""

from __future__ import annotations

import uvicorn

from desk.app import create_app
from store.settings import get_settings


def main() -> None:
    """Serve until stopped."""
    settings = get_settings()
    uvicorn.run(
        create_app(settings),
        host=settings.desk_host,
        port=settings.desk_port,
        access_log=False,
        server_header=False,
        log_level=settings.log_level.lower(),
    )


if __name__ == "__main__":
    main()
