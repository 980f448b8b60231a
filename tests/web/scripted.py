"""A gateway that plays a script: the public contract, strict headers, a real desk key; no understanding.

For looking at the page alone: `python -m tests.web.scripted` prints an address and runs until it is stopped.
"""

from __future__ import annotations

import json
import mimetypes
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bot.channels import inputs
from tests.web.desk_key import DeskKey

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
PARITY = Path(__file__).parents[1] / "data" / "sentinel_parity.json"


def _sentinel() -> dict[str, Any]:
    """A model that knows a few words, each of one kind; its rules are the real ones."""
    model: dict[str, Any] = json.loads(PARITY.read_text("utf-8"))["model"]
    middle = len(model["alphabet"]) // 2

    def head(bias: dict[str, float], words: dict[str, str]) -> dict[str, Any]:
        rows = [
            "".join(model["alphabet"][middle + (45 if own == label else 0)] for own in words.values()) for label in bias
        ]
        return {"labels": list(bias), "bias": list(bias.values()), "grams": list(words), "weights": rows}

    kinds = {"content": 3.0, "danger": 0.0, "help": 0.0, "control": 0.0, "question": 0.0, "request": 0.0}
    words = {
        "多少": "question",
        "不想写": "control",
        "你好": "request",
        "查一": "request",
        "多选": "request",
        "长问": "request",
        "镇长": "content",
    }
    helps = dict.fromkeys(("despair", "illness", "police_unreachable", "lost_place"), 0.0)
    goal = head({"none": 3.0, "report": 0.0}, {"镇长": "report"})
    heads = {"kind": head(kinds, words), "goal": goal, "help": head(helps, {})}
    return {**model, "patterns": [], "step": 1, "heads": heads}


SENTINEL = _sentinel()

Message = dict[str, Any]


def ask(item: str, kind: str, **more: Any) -> Message:
    """An `ask` as domain.yml has it."""
    return {"id": item, "kind": kind, "sealed": True, "optional": False, "hint": "", "max": 0, "invalid": "", **more}


MENU: Message = {
    "text": "您好，这里是守口。您写的举报内容会先加密，机器人看不到，也说不出去。\n您想办什么？",
    "choices": [
        {"id": "go", "title": "我要举报职务犯罪"},
        {"id": "status", "title": "查询进展"},
        {"id": "protect", "title": "申请保护"},
        {"id": "rules", "title": "问问规定"},
    ],
}
FACTS: Message = {
    "text": "请写举报的事实：什么人、什么时候、在哪里、做了什么。",
    "ask": ask(
        "report.facts",
        "text",
        step=3,
        of=8,
        max=5000,
        hint="想到哪里写到哪里，以后还可以补充。",
        invalid="请写举报的事实。",
        optional=True,
    ),
}
WHEN: Message = {
    "text": "这件事发生在什么时候？",
    "ask": ask("report.when", "date", optional=True, invalid="没看懂这个日期。可以写：昨天、上个月5号、2024年3月。"),
}
ID: Message = {"text": "请填您的身份证号。", "ask": ask("report.id_number", "id_number", invalid="身份证号不对。")}
FILES: Message = {
    "text": "有没有照片、录音或文件？",
    "choices": [{"id": "sent", "title": "传完了"}, {"id": "none", "title": "没有文件"}],
    "ask": ask("report.files", "files", optional=True, step=6, of=8),
}
WHO: Message = {
    "text": "需要保护的是谁？可以选几个，选好了点“选好了”。",
    "choices": [{"id": "self", "title": "本人"}, {"id": "kin", "title": "近亲属"}, {"id": "done", "title": "选好了"}],
    "ask": ask("report.who", "choice", sealed=False),
}
LONG: Message = {"text": "举报先封存再发送，机器人看不到，也说不出去。" * 14}
MODE: Message = {
    "text": "请问要实名还是匿名举报？实名要真实姓名、具体联系方式、本人认可举报，可以申请保护和奖励；匿名同样受理，但没有奖励。" * 2,
    "choices": [{"id": "realname", "title": "实名举报"}, {"id": "anonymous", "title": "匿名举报"}],
    "ask": ask("report.mode", "choice", sealed=False),
}
REVIEW: Message = {
    "text": "请核对：\n举报方式：已填\n举报的事实：已封存\n时间：已封存\n文件：1 个，已封存",
    "choices": [{"id": "submit", "title": "确认提交"}, {"id": "change", "title": "修改一项"}],
    "ask": ask("report.review", "review", sealed=False),
}
NUMBER, PASSWORD = "4829 1057 3361", "7301 5529 8846 1207 3395"
RECEIPT: Message = {
    "text": f"已经提交。\n编号：{NUMBER}\n查询密码：{PASSWORD}\n由专人拆封、登记。规定没有写明几天内答复，随时可以凭这两样来查。",
    "receipt": {"number": NUMBER, "password": PASSWORD},
}
TYPEBACK: Message = {
    "text": "请输入查询密码的最后四位，确认已经抄好。",
    "ask": ask("report.typeback", "typeback", sealed=False, hint="四个数字"),
}
URGENT: Message = {
    "text": "请马上拨打 110。要登记紧急求助吗？",
    "links": [{"title": "拨打 110", "href": "tel:110"}],
    "choices": [{"id": "urgent", "title": "登记紧急求助"}, {"id": "on", "title": "我安全，继续"}],
}
ABOUT: Message = {
    "name": "示例市人民检察院",
    "address": "示例市示例路 1 号",
    "phone": "0571-88880000",
    "hotline": "12309",
    "fingerprint": "",
    "safety": [
        {"head": "用自己的设备和网络", "text": "不要用单位配发的手机、电脑，不要连单位的 Wi-Fi。"},
        {"head": "看看身边有没有人", "text": "有人过来，点“快速离开”。"},
    ],
}
CODE = "4829 1057 3361 9044"
# What is asked after what; the script goes on with every choice or envelope.
SCRIPT: list[list[Message]] = [
    [FACTS],
    [WHEN],
    [ID],
    [FILES],
    [REVIEW],
    [RECEIPT, TYPEBACK],
    [{"text": "记住了。"}, MENU],
]


@dataclass
class Upload:
    """Parts as they came, and the sealed description."""

    total: int
    parts: dict[int, bytes] = field(default_factory=dict)
    sealed: dict[str, Any] = field(default_factory=dict)


class Scripted:
    """The server; `bodies` is what came to /chat/messages, `paths` every path that was asked for."""

    def __init__(self, dist: Path, port: int = 0, prefix: str = "/") -> None:
        self.dist = dist
        self.prefix = prefix
        self.key = DeskKey()
        self.step = 0
        self.bodies: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.uploads: dict[str, Upload] = {}
        self.removed: list[str] = []
        self.chosen: list[str] = []
        self.session = "s1"
        # The real gateway greets with the session; here the page has to say hello, unless a test measures.
        self.greets = False
        # Tests put (method, path pattern, status) here: each is answered once with that status; 0 drops the line.
        self.failures: list[tuple[str, str, int]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        """Address of the page."""
        return f"http://127.0.0.1:{self.server.server_address[1]}{self.prefix}"

    def close(self) -> None:
        """Stop listening."""
        self.server.shutdown()
        self.server.server_close()

    def texts(self) -> list[str]:
        """Texts that came in clear."""
        return [body["text"] for body in self.bodies if "text" in body]

    def opened(self) -> list[dict[str, Any]]:
        """Answers that came sealed, opened."""
        return [self.key.open_envelope(body["sealed"]) for body in self.bodies if "sealed" in body]

    def turn(self, body: dict[str, Any]) -> list[Message]:
        """What the bot says to a message."""
        self.bodies.append(body)
        text = body.get("text", "")
        if text == "我现在有危险":
            return [URGENT]
        if text == "长问":
            return [LONG, MODE]
        if text == "多选":
            self.chosen = []
            return [WHO]
        if body.get("choice") in ("self", "kin"):
            return self._choose(str(body["choice"]))
        if "取消" in text:
            self.step = 0
            return [{"text": "已经取消，什么都没有留下。"}, MENU]
        if body.get("choice") == "on" or (text and self.step in (1, 2, 3) and text != "跳过"):
            again = SCRIPT[self.step - 1] if self.step else [MENU]
            return [{"text": "这个问题的答案在规定里。"}, *again] if text else again
        if not self.step and text:
            return [MENU]
        self.step += 1
        return SCRIPT[(self.step - 1) % len(SCRIPT)]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        scripted = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: Any) -> None:
                """Quiet."""

            def reply(self, status: int, data: Any) -> None:
                self.send(status, json.dumps(data).encode(), "application/json")

            def send(self, status: int, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:
                self.send_response(status)
                for name, value in {
                    **HEADERS,
                    "Content-Type": kind,
                    "Content-Length": str(len(body)),
                    **(more or {}),
                }.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def handle_any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                scripted.paths.append(self.path)
                for failure in scripted.failures:
                    method, pattern, status = failure
                    if method == self.command and re.search(pattern, self.path):
                        scripted.failures.remove(failure)
                        if status:
                            return self.reply(status, {"messages": [{"text": "稍后再试。"}]} if status < 500 else {})
                        self.close_connection = True
                        return None
                if (answer := scripted._chat(self.command, self.path, body)) is not None:
                    return self.reply(*answer)
                return self.file()

            def file(self) -> None:
                name = self.path.removeprefix(scripted.prefix).split("?")[0] or "index.html"
                path = scripted.dist / name
                if not path.is_file() or not path.resolve().is_relative_to(scripted.dist.resolve()):
                    return self.reply(404, {})
                kind = mimetypes.guess_type(name)[0] or "text/plain"
                if kind in ("text/html", "text/javascript"):
                    kind += "; charset=utf-8"
                packed = path.with_name(path.name + ".gz")
                if packed.is_file() and "gzip" in self.headers.get("Accept-Encoding", ""):
                    return self.send(200, packed.read_bytes(), kind, {"Content-Encoding": "gzip"})
                return self.send(200, path.read_bytes(), kind)

            do_GET = do_POST = do_PUT = do_DELETE = handle_any

        return Handler

    def _chat(self, method: str, path: str, body: bytes) -> tuple[int, Any] | None:
        """The contract; None for a file of the page."""
        routes: list[tuple[str, str, Callable[..., tuple[int, Any]]]] = [
            ("POST", r"(?:/staff)?/chat/sessions", self._session),
            ("GET", r"(?:/staff)?/chat/key", lambda: (200, self.key.answer())),
            ("GET", r"(?:/staff)?/chat/about", lambda: (200, ABOUT)),
            ("POST", r"(?:/staff)?/chat/resume/code", lambda: (200, {"code": CODE})),
            ("POST", r"(?:/staff)?/chat/resume", lambda: self._resume(json.loads(body))),
            ("DELETE", r"(?:/staff)?/chat/uploads/(\w+)", self._remove),
            ("GET", r"(?:/staff)?/chat/sentinel\.json", lambda: (200, SENTINEL)),
            ("GET", r"(?:/staff)?/chat/given\.json", lambda: (200, inputs.given())),
            ("POST", r"(?:/staff)?/chat/messages", lambda: (200, {"messages": self.turn(json.loads(body))})),
            ("POST", r"(?:/staff)?/chat/uploads", lambda: self._begin(json.loads(body))),
            ("PUT", r"(?:/staff)?/chat/uploads/(\w+)/parts/(\d+)", lambda upload, n: self._part(upload, int(n), body)),
            (
                "POST",
                r"(?:/staff)?/chat/uploads/(\w+)/complete",
                lambda upload: self._complete(upload, json.loads(body)),
            ),
        ]
        for wanted, pattern, act in routes:
            found = re.fullmatch(pattern, path)
            if found and wanted == method:
                return act(*found.groups())
        return None

    def _choose(self, choice: str) -> list[Message]:
        self.chosen = [c for c in self.chosen if c != choice] + [choice] * (choice not in self.chosen)
        choices = [{**c, "chosen": c["id"] in self.chosen} for c in WHO["choices"]]
        return [{"text": "已选。还可以接着选。"}, {**WHO, "choices": choices}]

    def _session(self) -> tuple[int, Any]:
        self.step = 0
        return 201, {"session": "s1", **({"messages": [MENU]} if self.greets else {})}

    def _resume(self, body: dict[str, Any]) -> tuple[int, Any]:
        if body["code"].replace(" ", "") != CODE.replace(" ", ""):
            return 404, {"messages": [{"text": "这个口令接不上。"}]}
        self.session = "s2"
        return 200, {"session": "s2", "messages": [{"text": "接上了。"}, *SCRIPT[max(self.step, 1) - 1]]}

    def _remove(self, upload: str) -> tuple[int, Any]:
        self.removed.append(upload)
        self.uploads.pop(upload, None)
        return 200, {"files": len(self.uploads)}

    def _begin(self, body: dict[str, Any]) -> tuple[int, Any]:
        name = f"u{len(self.uploads)}"
        self.uploads[name] = Upload(body["parts"])
        return 201, {"upload": name}

    def _part(self, upload: str, n: int, body: bytes) -> tuple[int, Any]:
        self.uploads[upload].parts[n] = body
        return 200, {}

    def _complete(self, upload: str, body: dict[str, Any]) -> tuple[int, Any]:
        held = self.uploads[upload]
        if len(held.parts) != held.total:
            return 409, {"messages": [{"text": "文件不完整。"}]}
        held.sealed = body["sealed"]
        return 200, {"files": sum(bool(u.sealed) for u in self.uploads.values())}


if __name__ == "__main__":
    here = Path(__file__).parents[2] / "bot" / "web" / "dist"
    running = Scripted(here, 8123)
    print(running.url, flush=True)
    running.thread.join()
