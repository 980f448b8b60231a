"""A small bot, trained once, with a scripted action server: everything between the connector and Rasa is real.

Run with the engine's own Python: `bot/engine/.venv/bin/python -m pytest tests/engine`. Elsewhere nothing is collected.
"""

from __future__ import annotations

import asyncio
import importlib.util
import json
import logging
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

if importlib.util.find_spec("rasa") is None:
    collect_ignore_glob = ["test_*.py"]
else:
    from bot.engine.light import go_light

    go_light(training=True)

    import aiohttp
    import pytest_asyncio
    from rasa.model_training import train as rasa_train

    from bot.engine import quiet
    from bot.engine.agent import FairLockStore, ShoukouAgent
    from bot.engine.serve import make_app
    from bot.engine.tracker_store import BoundedTrackerStore

    ROOT = Path(__file__).resolve().parents[2]
    HERE = Path(__file__).parent
    TOKEN = "test-token"
    quiet.install("WARNING")

    @dataclass
    class Actions:
        """Stands for the action server at the endpoint's edge: records what it is sent, answers by script."""

        calls: list[dict[str, Any]] = field(default_factory=list)
        answers: dict[str, Any] = field(default_factory=dict)
        url: str = "scripted"
        kwargs: dict[str, Any] = field(default_factory=lambda: {"enable_selective_domain": True})

        async def request(self, **given: Any) -> Any:
            payload = json.loads(json.dumps(given["json"], ensure_ascii=False))
            self.calls.append(payload)
            answer = self.answers.get(payload["next_action"], {"events": [], "responses": []})
            if callable(answer):
                answer = answer(payload)
            if isinstance(answer, Exception):
                raise answer
            return json.loads(json.dumps(answer))

        async def close(self) -> None:
            """Nothing is open."""

    def step(payload: dict[str, Any]) -> dict[str, Any]:
        """A form's validate action: remembers a choice, asks the next step, repeats the step on anything else."""
        tracker = payload["tracker"]
        asked = tracker["slots"].get("requested_slot")
        message = tracker["latest_message"]
        value = next((e["value"] for e in message["entities"] if e["entity"] == "value"), None)
        turns = (tracker["slots"].get("turns") or 0) + 1
        events = [{"event": "slot", "name": "turns", "value": turns}]
        order = ["report_mode", "report_facts", "report_review"]
        if asked is None:
            ask: str | None = order[0]
        elif message["intent"]["name"] in {"choose", "sealed"}:
            events.append({"event": "slot", "name": asked, "value": value or "sealed"})
            ask = order[(order.index(asked) + 1) % len(order)]
            if value == "done":
                ask = None
        else:
            ask = asked
        events.append({"event": "slot", "name": "requested_slot", "value": ask})
        return {"events": events, "responses": []}

    @dataclass
    class Bot:
        """The app under test and what it talks to."""

        url: str
        client: aiohttp.ClientSession
        agent: ShoukouAgent
        actions: Actions

        async def request(self, method: str, path: str, **given: Any) -> tuple[int, Any]:
            async with self.client.request(method, f"{self.url}{path}", **given) as response:
                return response.status, await response.json()

        async def post(self, body: Any, token: str | None = TOKEN) -> tuple[int, Any]:
            headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
            data = body if isinstance(body, (bytes, str)) else json.dumps(body, ensure_ascii=False)
            return await self.request("POST", "/turn", data=data, headers=headers)

        async def say(self, text: str, turn: int = 1, conversation: str = "c_1") -> tuple[int, Any]:
            return await self.post(
                {
                    "conversation": conversation,
                    "turn": turn,
                    "way_in": "web",
                    "input": {"type": "text", "text": text},
                }
            )

        async def event(
            self, intent: str, value: str | None = None, turn: int = 1, conversation: str = "c_1"
        ) -> tuple[int, Any]:
            given = {"type": "event", "intent": intent, **({"value": value} if value is not None else {})}
            return await self.post({"conversation": conversation, "turn": turn, "way_in": "web", "input": given})

    @pytest.fixture(scope="session")
    def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
        """The small bot of `small_bot/`, trained."""
        folder = tmp_path_factory.mktemp("model")
        result = rasa_train(
            domain=str(HERE / "small_bot/domain.yml"),
            config=str(ROOT / "config.yml"),
            training_files=[str(HERE / "small_bot/data.yml")],
            output=str(folder),
            fixed_model_name="small",
            force_training=True,
        )
        return Path(result.model)

    @pytest.fixture(scope="session")
    def loaded(model: Path) -> ShoukouAgent:
        """The agent with the small bot's model; loading it once is enough."""
        agent = ShoukouAgent(tracker_store=BoundedTrackerStore(), lock_store=FairLockStore())
        agent.load_model(model)
        return agent

    @pytest.fixture(scope="session")
    def address(loaded: ShoukouAgent) -> Iterator[str]:
        """The app, serving on a free port from a thread of its own (Sanic starts only once in a process)."""
        app = make_app(loaded, TOKEN)
        loop = asyncio.new_event_loop()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]

        async def start() -> None:
            server = await app.create_server(host="127.0.0.1", port=port, return_asyncio_server=True)
            await server.startup()

        def serve() -> None:
            asyncio.set_event_loop(loop)
            loop.run_until_complete(start())
            ready.set()
            loop.run_forever()

        ready = threading.Event()
        threading.Thread(target=serve, daemon=True).start()
        assert ready.wait(60)
        yield f"http://127.0.0.1:{port}/webhooks/shoukou"
        loop.call_soon_threadsafe(loop.stop)

    @pytest_asyncio.fixture
    async def bot(address: str, loaded: ShoukouAgent) -> AsyncIterator[Bot]:
        """The served app with no conversations and scripted actions."""
        actions = Actions(answers={"validate_report_form": step})
        loaded.tracker_store = BoundedTrackerStore(loaded.domain)
        loaded.action_endpoint = actions
        loaded.processor.tracker_store = loaded.tracker_store
        loaded.processor.action_endpoint = actions
        loaded.processor._actions.clear()
        async with aiohttp.ClientSession() as client:
            yield Bot(address, client, loaded, actions)

    @pytest.fixture
    def debug_log() -> Iterator[list[str]]:
        """Everything that any logger says at DEBUG, as handlers would write it."""
        lines: list[str] = []

        class Keep(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                lines.append(self.format(record))

        quiet.install("DEBUG")
        handler = Keep()
        handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
        logging.getLogger().addHandler(handler)
        yield lines
        logging.getLogger().removeHandler(handler)
        quiet.install("WARNING")
