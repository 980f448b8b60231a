"""The gateway's parts, put together once and shared by its two listeners."""

import json
from dataclasses import dataclass
from pathlib import Path

import httpx

from bot.channels import inputs
from bot.channels.after_call import FollowUp
from bot.channels.boundary import Boundary
from bot.channels.engine import Engine
from bot.channels.http import Limits
from bot.channels.limits import Limiter, Rate, Sources
from bot.channels.pagefiles import Kept
from bot.channels.receipts import ReceiptDesk
from bot.channels.responses import DOMAIN, Responses
from bot.channels.resume import Resuming
from bot.channels.schemas import Health
from bot.channels.sentinel import Sentinel
from bot.channels.sessions import MemorySessions
from bot.channels.speech import Speech
from bot.channels.turns import STORE_FAILURES, Conversations
from bot.channels.uploads import Uploads
from bot.channels.vaulting import Vaulting
from store.database import Store
from store.sealing import sealed_length
from store.settings import MIB, Settings


@dataclass(frozen=True)
class Gateway:
    """Everything a listener needs."""

    settings: Settings
    responses: Responses
    sentinel: Sentinel
    vaulting: Vaulting
    engine: Engine
    conversations: Conversations
    uploads: Uploads
    sources: Sources
    session_rate: Limiter
    message_rate: Limiter
    upload_rate: Limiter
    limits: Limits
    others: httpx.AsyncClient
    resuming: Resuming
    model_file: Kept
    given_file: Kept

    @classmethod
    def build(
        cls, settings: Settings, store: Store, domain: Path = DOMAIN, sentinel: Sentinel | None = None
    ) -> "Gateway":
        """Put it together. Raises ResponseMissing, ModelMissing: better no gateway than one that can't speak
        or judge.
        """
        responses = Responses.load(domain)
        sentinel = sentinel or Sentinel.load()
        vaulting = Vaulting(store)
        desk = ReceiptDesk(vaulting)
        engine = Engine(settings.engine_url, settings.token(), settings.engine_timeout)
        conversations = Conversations(
            sessions=MemorySessions(),
            vaulting=vaulting,
            engine=engine,
            boundary=Boundary(vaulting, sentinel, desk, settings.max_text),
            follow_up=FollowUp(sentinel, vaulting, settings.max_text),
            desk=desk,
            speech=Speech(desk, responses),
            responses=responses,
            idle_seconds=settings.idle_minutes * 60,
        )
        return cls(
            settings=settings,
            responses=responses,
            sentinel=sentinel,
            vaulting=vaulting,
            engine=engine,
            conversations=conversations,
            uploads=Uploads(vaulting),
            sources=Sources(settings.trusted_proxies),
            session_rate=Limiter(Rate(settings.sessions_per_minute, settings.sessions_per_minute)),
            message_rate=Limiter(Rate(settings.messages_per_minute, settings.messages_per_minute)),
            upload_rate=Limiter(Rate(settings.messages_per_minute * 2, settings.messages_per_minute * 2)),
            limits=Limits(
                part=sealed_length(settings.part_size),
                # A form takes a whole step's files, and some room for its fields.
                form=settings.max_files * settings.max_file_mb * MIB + MIB,
            ),
            others=httpx.AsyncClient(timeout=2.0, trust_env=False),
            resuming=Resuming(conversations, vaulting, responses),
            model_file=Kept.packed(sentinel.raw, "application/json"),
            given_file=Kept.packed(json.dumps(inputs.given(), ensure_ascii=False).encode(), "application/json"),
        )

    async def health(self) -> Health:
        """Ask every part."""
        store = desk_key = True
        try:
            await self.vaulting.work(self.vaulting.store_answers)
        except STORE_FAILURES:
            store = desk_key = False
        else:
            try:
                await self.vaulting.work(self.vaulting.fresh_key)
            except STORE_FAILURES:
                desk_key = False
        parts = {
            "gateway": True,
            "engine": await self.engine.alive(),
            "actions": await self._actions_alive(),
            "store": store,
            "desk_key": desk_key,
        }
        return Health(status="ok" if all(parts.values()) else "failing", parts=parts)

    async def _actions_alive(self) -> bool:
        try:
            return (await self.others.get(f"{self.settings.actions_url}/health")).status_code == 200
        except httpx.HTTPError:
            return False

    async def close(self) -> None:
        """Let go of connections and threads."""
        await self.engine.close()
        await self.others.aclose()
        self.vaulting.close()
