"""The agent: Rasa's, with our processor, tracker store and lock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg import TemplatedNaturalLanguageGenerator

from bot.engine.action_server import KeepAliveEndpoint
from bot.engine.processor import TurnProcessor
from bot.engine.settings import EngineSettings
from bot.engine.tracker_store import BoundedTrackerStore


class FairLockStore(InMemoryLockStore):
    """One turn of a conversation at a time, in the order they came. Rasa's lock polls once a second."""

    def __init__(self) -> None:
        super().__init__()
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def lock(self, conversation_id: str, *args: Any, **kwargs: Any) -> AsyncIterator[None]:
        """Hold the conversation's lock for the block."""
        lock, users = self._locks.get(conversation_id, (None, 0))
        lock = lock or asyncio.Lock()
        self._locks[conversation_id] = (lock, users + 1)
        try:
            async with lock:
                yield
        finally:
            _, users = self._locks[conversation_id]
            if users == 1:
                del self._locks[conversation_id]
            else:
                self._locks[conversation_id] = (lock, users - 1)


class ShoukouAgent(Agent):
    """Loads a model into a `TurnProcessor`."""

    tracker_store: BoundedTrackerStore

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Load the model at `model_path` (a file, or the newest in a folder). Raises `ModelNotFound`."""
        self.processor = TurnProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
        )
        self.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        self.tracker_store.domain = self.domain
        if isinstance(self.nlg, TemplatedNaturalLanguageGenerator):
            self.nlg.responses = self.domain.responses

    @staticmethod
    def _create_tracker_store(store: Any, domain: Any) -> Any:
        # Rasa would wrap ours in one that falls back to another store, serialising, when saving fails: a turn that
        # can't be kept has to fail instead.
        return store if store is not None else BoundedTrackerStore(domain)

    @staticmethod
    def _create_lock_store(store: Any) -> Any:
        return store if store is not None else FairLockStore()


def make_agent(settings: EngineSettings, model: Path | None = None) -> ShoukouAgent:
    """The agent as it serves: newest model of `settings.models`, or `model`. Raises `ModelNotFound`."""
    agent = ShoukouAgent(
        tracker_store=BoundedTrackerStore(
            idle_seconds=settings.idle_minutes * 60, max_conversations=settings.max_conversations
        ),
        lock_store=FairLockStore(),
        action_endpoint=KeepAliveEndpoint(settings.actions_url, headers={"Authorization": f"Bearer {settings.token}"}),
    )
    agent.load_model(model or settings.models)
    return agent
