"""Calls to the action server: one kept connection, short payloads, answers checked, nothing quoted in an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
from rasa.core.actions.action import RemoteAction
from rasa.core.constants import DEFAULT_REQUEST_TIMEOUT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import ClientResponseError, EndpointConfig


class BadAnswer(RasaException):
    """The action server answered with something that is not an action's result."""


class KeepAliveEndpoint(EndpointConfig):
    """An endpoint that keeps its connection open. Rasa's own opens a session and a connection for every call."""

    def __init__(self, url: str, **kwargs: Any) -> None:
        # Without the selective domain each call would carry the whole domain, responses included.
        super().__init__(url, enable_selective_domain=True, **kwargs)
        self._session: aiohttp.ClientSession | None = None

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Post JSON, return the JSON answer.

        Raises `ClientResponseError` for a status of 400 and above. Its text is the answer's only for 400 (an action
        that rejects, which Rasa reads); any other answer stays unread, so that no log can quote it.
        """
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT),
                connector=aiohttp.TCPConnector(keepalive_timeout=75.0),
            )
        async with self._session.request(
            method, self.url, json=kwargs.get("json"), headers=self.headers or None, compress=compress or None
        ) as response:
            if response.status >= 400:
                text = await response.text() if response.status == 400 else ""
                raise ClientResponseError(response.status, response.reason or "", text)
            return await response.json(content_type=None)

    async def close(self) -> None:
        """Close the kept connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None


class LeanRemoteAction(RemoteAction):
    """A custom action, called with this turn's events instead of the whole history."""

    def _action_call_format(self, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        state = tracker.current_state(EventVerbosity.NONE)
        state["events"] = [event.as_dict() for event in _this_turn(tracker)]
        return {"next_action": self.name(), "sender_id": tracker.sender_id, "tracker": state, "version": "3.6.21"}

    def _validate_action_result(self, result: Any) -> bool:
        """A shape check that costs microseconds; Rasa's builds a JSON schema validator for every call."""
        well_formed = (
            isinstance(result, Mapping)
            and _are_objects(result.get("events", []))
            and all(isinstance(event.get("event"), str) for event in result.get("events", []))
            and _are_objects(result.get("responses", []))
        )
        if not well_formed:
            raise BadAnswer(f"action {self.name()}: the action server's answer is malformed")
        return True


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _this_turn(tracker: DialogueStateTracker) -> list[Any]:
    """The tracker's events from the `action_listen` before the latest user message on."""
    events = list(tracker.events)
    for index in range(len(events) - 1, -1, -1):
        if isinstance(events[index], UserUttered):
            before = events[index - 1] if index else None
            return events[index - 1 :] if isinstance(before, ActionExecuted) else events[index:]
    return events

