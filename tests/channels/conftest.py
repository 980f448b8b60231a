"""A gateway with a real store and key, in front of the scripted engine."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot.channels.core import Gateway
from bot.channels.gateway import public_app, staff_app
from bot.channels.sentinel import Sentinel
from desk.keyring import DeskKey
from store import keys
from store.clock import now
from store.database import Store, open_store
from store.models import StaffRow
from store.sealing import PublicKey, seal_text
from store.settings import Settings
from tests.channels import scripted_engine
from tests.channels.scripted_engine import TOKEN, Scripted, Server


@dataclass(frozen=True)
class Bench:
    """What the tests of one folder share."""

    store: Store
    key: DeskKey
    script: Scripted
    gateway: Gateway
    page: Path

    @property
    def public(self) -> PublicKey:
        return self.key.public


@pytest.fixture(scope="session")
def sentinel() -> Sentinel:
    """The trained one; tests/channels/test_sentinel.py says whether it is any good."""
    return Sentinel.load()


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Scripted, Settings, Server]]:
    data = tmp_path_factory.mktemp("gateway")
    settings = Settings(
        data=data, internal_token=SecretStr(TOKEN), messages_per_minute=100_000, sessions_per_minute=100_000
    )
    script = Scripted(open_store(settings))
    server = Server(scripted_engine.app(script))
    settings = settings.model_copy(update={"engine_port": server.port, "actions_port": server.port})
    yield script, settings, server
    server.close()
    script.store.close()


@pytest.fixture
async def bench(engine: tuple[Scripted, Settings, Server], sentinel: Sentinel, tmp_path: Path) -> AsyncIterator[Bench]:
    script, settings, _ = engine
    script.told.clear()
    script.break_next, script.delay, script.answer = "", 0.0, None
    key = DeskKey.generate()
    with script.store.begin() as s:
        keys.publish(s, key.public)
        for name in ("s_hotline1", "s_2"):
            if s.get(StaffRow, name) is None:
                s.add(
                    StaffRow(
                        id=name, name=name, title="", role="hotline", password_hash="", active=True, created_at=now()
                    )
                )
    page = tmp_path / "dist"
    page.mkdir()
    (page / "index.html").write_text("<!doctype html><title>page</title>", "utf-8")
    (page / "icon.svg").write_text("<svg/>", "utf-8")
    gateway = Gateway.build(settings, open_store(settings), sentinel=sentinel)
    yield Bench(script.store, key, script, gateway, page)
    await gateway.close()


@pytest.fixture
async def web(bench: Bench) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the public listener."""
    transport = httpx.ASGITransport(public_app(bench.gateway, bench.page), client=("203.0.113.7", 4711))
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as client:
        yield client


@pytest.fixture
async def staff(bench: Bench) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the internal listener, with the token and as a member of the hotline."""
    headers = {"authorization": f"Bearer {TOKEN}", "x-shoukou-way-in": "hotline", "x-shoukou-staff": "s_hotline1"}
    transport = httpx.ASGITransport(staff_app(bench.gateway))
    async with httpx.AsyncClient(transport=transport, base_url="http://internal", headers=headers) as client:
        yield client


@dataclass
class Talk:
    """One conversation over the contract."""

    client: httpx.AsyncClient
    bench: Bench
    session: str = ""
    status: int = 0
    taken: bool = True
    last: list[dict[str, Any]] = field(default_factory=list)

    async def begin(self) -> "Talk":
        reply = await self.client.post("/chat/sessions", json={})
        assert reply.status_code == 201, reply.text
        self.session, self.last = reply.json()["session"], reply.json()["messages"]
        return self

    async def post(self, **body: Any) -> list[dict[str, Any]]:
        reply = await self.client.post("/chat/messages", json={"session": self.session, **body})
        self.status, self.last = reply.status_code, reply.json()["messages"]
        self.taken = reply.json().get("taken", True)
        return self.last

    async def say(self, text: str, **more: Any) -> list[dict[str, Any]]:
        return await self.post(text=text, **more)

    async def press(self, title: str, **more: Any) -> list[dict[str, Any]]:
        return await self.post(choice=self.button(title), **more)

    async def seal(self, text: str) -> list[dict[str, Any]]:
        envelope = seal_text(self.bench.public, self.ask["id"], "text", text, now())
        return await self.post(sealed=envelope.as_dict())

    def button(self, title: str) -> str:
        found = [c["id"] for m in self.last for c in m["choices"] if c["title"] == title]
        assert found, f"no button {title} in {self.last}"
        return str(found[-1])

    @property
    def ask(self) -> dict[str, Any]:
        return next((m["ask"] for m in reversed(self.last) if m.get("ask")), {})

    @property
    def text(self) -> str:
        return "\n".join(m["text"] for m in self.last)

    @property
    def receipt(self) -> dict[str, str]:
        return next((m["receipt"] for m in self.last if m.get("receipt")), {})

    @property
    def told(self) -> list[dict[str, Any]]:
        """Inputs the engine got from this conversation, without the greeting."""
        return [t["input"] for t in self.bench.script.told if t["conversation"] == self.conversation][1:]

    @property
    def conversation(self) -> str:
        session = self.bench.gateway.conversations.sessions.get(self.session)
        assert session is not None
        return session.conversation

    async def to(self, step: str) -> "Talk":
        """Walk an anonymous-looking report up to a step."""
        await self.press("举报")
        answers = {
            "report.mode": lambda: self.press("实名举报"),
            "report.name": lambda: self.say("欧阳秋山"),
            "report.id_number": lambda: self.press("不填"),
            "report.contact": lambda: self.say("13800001111"),
            "report.date": lambda: self.say("昨天"),
            "report.facts": lambda: self.say("他在去年把公家的地卖给了自己的亲戚，收了三十万。"),
            "report.files": lambda: self.press("没有文件"),
        }
        while self.ask["id"] != step:
            await answers[self.ask["id"]]()
        return self


@pytest.fixture
async def talk(web: httpx.AsyncClient, bench: Bench) -> Talk:
    return await Talk(web, bench).begin()
