"""Calls to the action server: one kept connection, short payloads, answers checked, nothing quoted in an error."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import aiohttp
from rasa import __version__
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.constants import DEFAULT_REQUEST_TIMEOUT
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.common import all_subclasses
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

        Raises `ClientResponseError` for a status of 400 and above; the answer stays unread, so that no log quotes it.
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
                raise ClientResponseError(response.status, response.reason or "", "")
            return await response.json(content_type=None)

    async def close(self) -> None:
        """Close the kept connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None


class LeanRemoteAction(RemoteAction):
    """A custom action, called with this turn's events instead of the whole history."""

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        """Call the action server and read its answer.

        Raises `ActionExecutionRejection` when the action rejects (status 400), `BadAnswer` for an answer that is none,
        and what the endpoint raises when the server can't be reached.
        """
        try:
            answer = await self.action_endpoint.request(json=self._action_call_format(tracker, domain))
        except ClientResponseError as error:
            if error.status == 400:
                raise ActionExecutionRejection(self.name()) from None
            raise
        self._validate_action_result(answer)
        said = await self._utter_responses(answer.get("responses", []), output_channel, nlg, tracker)
        return [*said, *_events(answer.get("events", []))]

    def _action_call_format(self, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        state = tracker.current_state(EventVerbosity.NONE)
        state["events"] = [event.as_dict() for event in _this_turn(tracker)]
        return {"next_action": self.name(), "sender_id": tracker.sender_id, "tracker": state, "version": __version__}

    def _validate_action_result(self, result: Any) -> bool:
        """A shape check that costs microseconds; Rasa's builds a JSON schema validator for every call."""
        well_formed = (
            isinstance(result, Mapping)
            and _are_objects(result.get("events", []))
            and all(event.get("event") in _event_types() for event in result.get("events", []))
            and _are_objects(result.get("responses", []))
        )
        if not well_formed:
            raise BadAnswer(f"action {self.name()}: the action server's answer is malformed")
        return True


@lru_cache(maxsize=1)
def _event_types() -> dict[str, type[Event]]:
    """Rasa's events by name; Rasa looks through all subclasses for each event it reads."""
    return {kind.type_name: kind for kind in all_subclasses(Event) if kind.type_name}


def _events(answers: list[dict[str, Any]]) -> list[Event]:
    return [_event_types()[answer["event"]]._from_parameters(answer) for answer in answers]


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
