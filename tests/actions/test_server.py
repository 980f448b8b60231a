"""The action server's port: for the engine only, and nothing of a bad request comes back or into the log."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from rasa_sdk import Action
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection
from sanic import Sanic

from actions.registry import Executor
from actions.server import make_app
from tests.running import free_ports

TOKEN = "the token between the processes"
KEY = {"authorization": f"Bearer {TOKEN}"}


class Fine(Action):  # type: ignore[misc]
    def name(self) -> str:
        return "action_fine"

    def run(self, dispatcher: CollectingDispatcher, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        dispatcher.utter_message(response="utter_fine")
        return []


class Breaks(Action):  # type: ignore[misc]
    def name(self) -> str:
        return "action_breaks"

    def run(self, dispatcher: CollectingDispatcher, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        raise KeyError("口令是芝麻开门")


class Rejects(Action):  # type: ignore[misc]
    def name(self) -> str:
        return "action_rejects"

    def run(self, dispatcher: CollectingDispatcher, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        raise ActionExecutionRejection("action_rejects")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    executor = Executor()
    for action in (Fine(), Breaks(), Rejects()):
        executor.register_action(action)
    app = make_app(executor, TOKEN, "shoukou_actions_tested")
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    [port] = free_ports(1)

    async def start() -> None:
        server = await app.create_server(host="127.0.0.1", port=port, return_asyncio_server=True)
        assert server is not None
        await server.startup()
        ready.set()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(start())
        loop.run_forever()

    threading.Thread(target=serve, daemon=True).start()
    assert ready.wait(20)
    yield f"http://127.0.0.1:{port}"
    loop.call_soon_threadsafe(loop.stop)
    Sanic._app_registry.pop("shoukou_actions_tested", None)


def _call(action: str = "action_fine", **more: Any) -> dict[str, Any]:
    return {"next_action": action, "sender_id": "c_1", "tracker": {"sender_id": "c_1", "slots": {}, **more}}


def test_the_engine_is_answered(url: str) -> None:
    answer = httpx.post(f"{url}/webhook", json=_call(), headers=KEY)
    assert answer.status_code == 200 and answer.json()["responses"][0]["response"] == "utter_fine"
    assert httpx.post(f"{url}/webhook", json=_call("action_rejects"), headers=KEY).status_code == 400
    assert httpx.get(f"{url}/health").json() == {"status": "ok"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": ""},
        {"authorization": "Bearer"},
        {"authorization": f"Bearer {TOKEN}x"},
        {"authorization": TOKEN},
        {"authorization": f"Basic {TOKEN}"},
        {"x-token": TOKEN},
    ],
)
def test_without_the_token_nobody_is(url: str, headers: dict[str, str]) -> None:
    answer = httpx.post(f"{url}/webhook", json=_call(), headers=headers)
    assert answer.status_code == 401 and answer.json() == {"error": "unauthorized"}
    # Not even looked at.
    assert httpx.post(f"{url}/webhook", content=b"{", headers=headers).status_code == 401
    assert httpx.get(f"{url}/actions", headers=headers).status_code == 404


def test_an_odd_key_is_none(url: str) -> None:
    for given in (b"Bearer \xff\xfe", "Bearer 钥匙".encode()):
        assert httpx.post(f"{url}/webhook", json=_call(), headers={b"authorization": given}).status_code == 401


TREES: tuple[Any, ...] = (
    {},
    {"next_action": "action_fine"},
    {"next_action": 1, "tracker": {"sender_id": "c"}},
    {"next_action": "action_fine", "tracker": []},
    {"next_action": "action_fine", "tracker": {}},
    {"next_action": "action_fine", "tracker": {"sender_id": None}},
    _call(slots=[1]),
    _call(latest_message="x"),
    _call(latest_message={"intent": "report"}),
    _call(latest_message={"entities": ["x"]}),
    _call(events=["x"]),
    _call(events={}),
    _call(active_loop=[1]),
)
BROKEN = ("", "{", "null", "[]", '"x"', "1", "[" * 100_000)


@pytest.mark.parametrize("body", [*BROKEN, *(json.dumps(tree) for tree in TREES)], ids=lambda body: body[:60])
def test_what_is_no_action_call_is_a_bad_request(url: str, body: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = httpx.post(f"{url}/webhook", content=body, headers=KEY)
    assert answer.status_code == 400 and answer.json() == {"error": "bad_request"}
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR or r.exc_info]


def test_what_breaks_says_where_and_no_more(url: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = httpx.post(f"{url}/webhook", json=_call("action_breaks", slots={"s": "记在心里的话"}), headers=KEY)
        unknown = httpx.post(f"{url}/webhook", json=_call("action_没有"), headers=KEY)
        large = httpx.post(f"{url}/webhook", content=b" " * 3_000_000, headers=KEY)
    assert answer.status_code == 500 and answer.json() == {"error": "action_failed"}
    assert (unknown.status_code, unknown.json()) == (404, {"error": "unknown_action"})
    assert large.status_code == 413
    said = "\n".join(r.getMessage() + str(r.exc_info or "") for r in caplog.records if r.name.startswith("shoukou"))
    assert "KeyError at test_server.py:" in said
    for secret in ("芝麻开门", "记在心里的话", "没有", TOKEN):
        assert secret not in caplog.text


def test_it_does_not_start_without_a_token() -> None:
    with pytest.raises(ValueError, match="token"):
        make_app(Executor(), "", "shoukou_actions_without")
    Sanic._app_registry.pop("shoukou_actions_without", None)
