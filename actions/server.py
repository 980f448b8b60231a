"""The action server's HTTP side: one route for the engine, behind the token that the processes share.

rasa-sdk's own app answers anybody on the machine and logs and returns whatever a broken request says. Here a request
without the token is not read, one that is no action call gets 400, and a log names the kind and place of an error only.
"""

from __future__ import annotations

import hmac
import json
import logging
import traceback
import warnings
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from rasa_sdk.executor import ActionExecutor
    from rasa_sdk.interfaces import ActionExecutionRejection
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

log = logging.getLogger("shoukou.actions")

# A call carries one turn's events and the slots; never words.
MOST_BYTES = 2 * 1024 * 1024
# The engine keeps its connection open between turns.
KEEP_ALIVE_SECONDS = 600
_MAPPINGS = ("slots", "latest_message", "active_loop")


class BadCall(Exception):
    """Not an action call. Holds nothing of it."""


def read_call(body: bytes) -> dict[str, Any]:
    """The call in a request's body, in the shape that an action relies on. Raises BadCall."""
    try:
        call: Any = json.loads(body)
    except (ValueError, RecursionError):
        raise BadCall from None
    tracker = call.get("tracker") if isinstance(call, dict) else None
    if not isinstance(tracker, dict) or not isinstance(call.get("next_action"), str):
        raise BadCall
    if not isinstance(tracker.get("sender_id"), str) or not isinstance(tracker.get("events", []), list):
        raise BadCall
    # What is empty comes as null.
    if not all(isinstance(tracker.get(name) or {}, dict) for name in _MAPPINGS):
        raise BadCall
    message = tracker.get("latest_message") or {}
    intent, entities = message.get("intent") or {}, message.get("entities") or []
    if not isinstance(intent, dict) or not isinstance(entities, list):
        raise BadCall
    if not all(isinstance(one, dict) for one in (*entities, *tracker.get("events", []))):
        raise BadCall
    checked: dict[str, Any] = call
    return checked


def make_app(executor: ActionExecutor, token: str, name: str = "shoukou_actions") -> Sanic[Any, Any]:
    """The app that runs `executor`'s actions for who shows `token`. Raises ValueError without one."""
    if not token:
        raise ValueError("the action server needs the internal token")
    app = Sanic(name, configure_logging=False)
    app.config.KEEP_ALIVE_TIMEOUT = KEEP_ALIVE_SECONDS
    app.config.REQUEST_MAX_SIZE = MOST_BYTES
    app.config.FALLBACK_ERROR_FORMAT = "json"
    wanted = token.encode()

    def is_engine(request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        # Compared as bytes, in constant time; the scheme is no secret.
        return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode("utf-8", "replace"), wanted)

    @app.get("/health")
    async def health(request: Request) -> HTTPResponse:
        """Whether it answers; says nothing else."""
        return json_response({"status": "ok"})

    @app.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse:
        """One action."""
        if not is_engine(request):
            return _error(401, "unauthorized")
        try:
            call = read_call(request.body)
        except BadCall:
            return _error(400, "bad_request")
        action = call["next_action"]
        if action not in executor.actions:
            return _error(404, "unknown_action")
        try:
            result = await executor.run(call)
        except ActionExecutionRejection:
            return json_response({"error": "rejected", "action_name": action}, status=400)
        except Exception as error:
            log.error("%s: %s at %s", action, type(error).__name__, _where(error))
            return _error(500, "action_failed")
        return json_response(result.model_dump() if result else None)

    async def failed(request: Request, error: Exception) -> HTTPResponse:
        """Nothing of a request in an error's answer or log."""
        status = error.status_code if isinstance(error, SanicException) else 500
        if status >= 500:
            log.error("%s at %s", type(error).__name__, _where(error))
        return _error(status, "too_large" if status == 413 else "request_failed")

    app.error_handler.add(Exception, failed)
    return app


def _where(error: BaseException) -> str:
    """File and line of the innermost frames; never what the error says: it may say what it was working on."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames[-4:])) or "-"


def _error(status: int, code: str) -> HTTPResponse:
    return json_response({"error": code}, status=status)
