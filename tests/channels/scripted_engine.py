"""An engine that plays a short script over the real HTTP contract, and remembers everything it was told.

It submits to the real store, as the actions would, so that receipts are real ones. Tests break it on purpose:
`break_next`.
"""

import threading
import time
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from fastapi import FastAPI, Header, Request
from fastapi.responses import JSONResponse, Response

from store import cases, grants
from store.database import Store

TOKEN = "internal-token-of-the-tests"
Message = dict[str, Any]


def ask(label: str, kind: str, **more: Any) -> Message:
    """An `ask` as domain.yml has it."""
    return {"id": label, "kind": kind, "sealed": False, "optional": False, "hint": "", "max": 0, "invalid": "", **more}


def sealed(label: str, kind: str, **more: Any) -> Message:
    return ask(label, kind, sealed=True, **more)


def buttons(**titles: str) -> list[dict[str, str]]:
    return [{"title": title, "payload": payload.replace("__", ":")} for payload, title in titles.items()]


MENU: Message = {"text": "您想办什么？", "buttons": buttons(report="举报", query_status="查询进展", danger="我有危险")}
STEPS: dict[str, Message] = {
    "report.mode": {
        "text": "实名还是匿名？",
        "buttons": buttons(choose__realname="实名举报", choose__anonymous="匿名举报"),
        "custom": {"ask": ask("report.mode", "choice")},
    },
    "report.name": {"text": "姓名？", "custom": {"ask": sealed("report.name", "name", max=50)}},
    "report.id_number": {
        "text": "身份证号？",
        "buttons": buttons(skip="不填"),
        "custom": {"ask": sealed("report.id_number", "id_number", optional=True)},
    },
    "report.contact": {"text": "怎么联系您？", "custom": {"ask": sealed("report.contact", "contact")}},
    "report.date": {"text": "什么时候？", "custom": {"ask": sealed("report.date", "date", optional=True)}},
    "report.facts": {"text": "发生了什么？", "custom": {"ask": sealed("report.facts", "text", max=20_000)}},
    "report.files": {
        "text": "有文件吗？",
        "buttons": buttons(choose__done="传完了", skip="没有文件"),
        "custom": {"ask": sealed("report.files", "files", optional=True)},
    },
    "report.review": {
        "text": "都填好了。",
        "buttons": buttons(submit="提交", correct="修改"),
        "custom": {"ask": ask("report.review", "review")},
    },
    "typeback": {"text": "请输入密码最后四位。", "custom": {"ask": ask("typeback", "typeback", optional=True)}},
    "urgent.facts": {"text": "您在哪里？", "custom": {"ask": sealed("urgent.facts", "text")}},
    "status.number": {"text": "编号？", "custom": {"ask": ask("status.number", "receipt_number")}},
    "status.password": {"text": "密码？", "custom": {"ask": ask("status.password", "query_password")}},
    "menu": MENU,
}
REPORT = ["mode", "name", "id_number", "contact", "date", "facts", "files", "review"]


@dataclass
class Scripted:
    """State of the script, and what it was told."""

    store: Store
    told: list[dict[str, Any]] = field(default_factory=list)
    at: dict[str, str] = field(default_factory=dict)
    forgotten: list[str] = field(default_factory=list)
    # What to do instead of answering: `before` or `after` doing the turn fails with 500; `lost` answers 409;
    # `slow` waits.
    break_next: str = ""
    delay: float = 0.0
    answer: list[Message] | None = None

    def turn(self, conversation: str, way_in: str, said: dict[str, Any]) -> list[Message]:
        step = self.at.get(conversation, "menu")
        if said["type"] == "text":
            return [{"text": "没听懂。"}, STEPS[step]]
        intent, value = said["intent"], said.get("value")
        if intent in ("ask_rule", "why", "help", "pause", "invalid", "receipt_invalid", "repeat", "story"):
            return [{"text": f"aside {intent} {value or '-'}"}, STEPS[step]]
        if intent == "danger":
            return self._go(conversation, "urgent.facts", {"text": "请马上拨打 110。"})
        if intent in ("greet", "cancel", "thanks"):
            return self._go(conversation, "menu", {"text": "您好。"})
        if intent == "report":
            return self._go(conversation, "report.mode")
        if intent == "query_status":
            return self._go(conversation, "status.number")
        if intent == "receipt":
            return self._go(conversation, "status.password")
        if intent == "grant":
            return self._status(conversation, value or "")
        if intent == "typed_back":
            return self._go(conversation, "menu" if value == "match" else "typeback", {"text": f"typed {value}"})
        if step == "urgent.facts" and intent == "sealed":
            return self._submit(conversation, "urgent", "menu")
        if step == "report.review" and intent == "submit":
            return self._submit(conversation, "report", "typeback")
        if step.startswith("report.") and intent in ("choose", "sealed", "skip", "none_given"):
            following = REPORT[REPORT.index(step.removeprefix("report.")) + 1]
            return self._go(conversation, f"report.{following}")
        return [{"text": f"aside {intent}"}, STEPS[step]]

    def _go(self, conversation: str, step: str, *before: Message) -> list[Message]:
        self.at[conversation] = step
        return [*before, STEPS[step]]

    def _submit(self, conversation: str, flow: str, then: str) -> list[Message]:
        facts = {"mode": "anonymous"} if flow == "report" else {}
        with self.store.begin() as s:
            cases.submit(s, conversation, flow, facts)
        text = "已经提交。编号 {receipt_number}，密码 {query_password}。"
        return self._go(conversation, then, {"text": text, "custom": {"insert": {"kind": "receipt"}}})

    def _status(self, conversation: str, grant: str) -> list[Message]:
        with self.store.begin() as s:
            case = grants.redeem(s, conversation, grant)
        if case is None:
            return self._go(conversation, "status.number", {"text": "编号或密码不对。"})
        said: list[Message] = [
            {"text": "已经收到。"},
            {"text": "答复：{desk_answer}", "custom": {"insert": {"kind": "desk_answer"}}},
        ]
        if case.must_change:
            said.append({"text": "新密码 {query_password}。", "custom": {"insert": {"kind": "new_password"}}})
        return self._go(conversation, "menu", *said)


def app(script: Scripted) -> FastAPI:
    """The engine's routes."""
    engine = FastAPI()

    @engine.get("/webhooks/shoukou/")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @engine.get("/health")
    def actions_health() -> dict[str, str]:
        return {"status": "ok"}

    @engine.post("/webhooks/shoukou/turn")
    def turn(body: dict[str, Any], authorization: str = Header("")) -> Response:
        if authorization != f"Bearer {TOKEN}":
            return JSONResponse({"error": "unauthorized"}, 401)
        script.told.append(body)
        todo, script.break_next = script.break_next, ""
        if todo == "before":
            return JSONResponse({"error": "turn_failed"}, 500)
        if todo == "lost":
            return JSONResponse({"error": "conversation_lost"}, 409)
        if script.delay:
            time.sleep(script.delay)
        messages = script.turn(body["conversation"], body["way_in"], body["input"])
        if script.answer is not None:
            messages, script.answer = script.answer, None
        if todo == "after":
            return JSONResponse({"error": "turn_failed"}, 500)
        return JSONResponse({"messages": messages})

    @engine.delete("/webhooks/shoukou/conversations/{conversation}")
    def forget(conversation: str, request: Request) -> dict[str, bool]:
        script.forgotten.append(conversation)
        return {"forgotten": script.at.pop(conversation, None) is not None}

    return engine


class Server:
    """Any application on a free port of loopback, in a thread."""

    def __init__(self, application: Any) -> None:
        config = uvicorn.Config(application, host="127.0.0.1", port=0, log_level="warning", access_log=False)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        self.port: int = self._server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)
