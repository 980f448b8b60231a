"""Requests nobody's page sends: wrong types, odd Unicode, doubled fields, tricks with paths and headers. Nothing breaks
(no 500), nothing comes back that was sent, and what was typed is not lost.
"""

import asyncio
import json
import logging
from typing import Any

import httpx
import pytest

from bot.channels.limits import Limiter, Rate
from tests.channels.conftest import Bench, Talk
from tests.channels.test_plain import Plain

MARK = "暗号荔枝"
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, "", "\x00", "\ud800", "\udfff" + MARK, "a" * 70_000, [], {}, [MARK], {"a": MARK}, "‮" + MARK,
    "\u0000\u200b\u2060", "💥" * 500, "../../etc/passwd", {"$ne": None}, "٣٣٣٣", "１" * 40, [[[[[[]]]]]],
)  # fmt: skip
PATHS = (
    "/chat/../healthz", "/chat//messages", "/chat/messages/", "/%2e%2e/%2e%2e/etc/passwd", "/static/../../../store/settings.py",
    "/static/%2e%2e/plain.py", "/plain/at/%00", "/plain/at/%ff%fe", "/plain/at/" + "a" * 5_000, "/plain/said/%E6%9A%97", "/plain/at/",
    "/chat/uploads/%00/parts/0", "/chat/uploads/x/parts/9999999999999999999999", "/chat/uploads/x/parts/-1", "/assets/..%2f..%2fx",
    "/openapi.json?x=%ff", "//evil.example/", "/\\evil.example",
)  # fmt: skip


def _body(tree: Any) -> bytes:
    return json.dumps(tree, ensure_ascii=True).encode()


def _fine(answer: httpx.Response) -> None:
    assert answer.status_code < 500, (answer.request.method, str(answer.request.url)[:80], answer.status_code)
    assert MARK not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff" and answer.headers["cache-control"]


@pytest.mark.parametrize("path", ["sessions", "messages", "resume", "resume/code", "uploads", "uploads/x/complete"])
async def test_no_json_breaks_a_route(talk: Talk, web: httpx.AsyncClient, path: str, caplog: Any) -> None:
    fields = {
        "sessions": (),
        "messages": ("session", "text", "choice", "sealed", "message_id", "meant", "about"),
        "resume": ("code", "message_id"),
        "resume/code": ("session",),
        "uploads": ("session", "parts"),
        "uploads/x/complete": ("session", "sealed"),
    }[path]
    right: dict[str, Any] = {"session": talk.session, "text": "你好", "code": "1", "parts": 1}
    own = {name: right[name] for name in fields if name in right}
    bodies = [b"", b"\xff\xfe", b"[" * 50_000, b'{"a":' * 5_000, b"NaN", _body(MARK), b'{"session":"a","session":"b"}']
    bodies += [_body({**own, name: odd}) for name in fields for odd in ODD]
    bodies += [_body({**own, "more": MARK}), _body([own])]
    with caplog.at_level(logging.DEBUG, "shoukou"):
        for body in bodies:
            _fine(await web.post(f"/chat/{path}", content=body, headers={"content-type": "application/json"}))
    assert MARK not in caplog.text
    assert not [r for r in caplog.records if r.name.startswith("shoukou") and r.levelno >= logging.ERROR]


async def test_no_about_breaks_a_story(talk: Talk, bench: Bench) -> None:
    envelope = {"v": 1, "suite": "xwing-hkdfsha256-aes256gcm", "key": bench.public.id, "kind": "text", "ct": "AAAA"}
    tries = [{**envelope, name: odd} for name in envelope for odd in ODD]
    for sealed in [*tries, envelope]:
        for about in (
            None,
            {"goal": "report", "choices": ["report_mode.realname"] * 9},
            {"goal": "none", "choices": []},
        ):
            body = {"session": talk.session, "sealed": sealed} | ({"about": about} if about else {})
            _fine(
                await talk.client.post(
                    "/chat/messages", content=_body(body), headers={"content-type": "application/json"}
                )
            )


@pytest.mark.parametrize("path", PATHS)
async def test_no_path_breaks_out(web: httpx.AsyncClient, path: str) -> None:
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"):
        answer = await web.request(method, httpx.URL(f"http://gateway{path}"), headers={"x-session": "x", "x-key": "k"})
        _fine(answer)
        assert "root:" not in answer.text and "class Settings" not in answer.text
        assert not answer.headers.get("location", "/").startswith(("//", "http://evil", "https://evil"))


@pytest.mark.parametrize(
    "headers",
    [
        {"content-length": "-1"}, {"content-length": "٣"}, {"content-length": "99999999999999999999"}, {"content-type": ""},
        {"content-type": "application/json; charset=utf-16"}, {"content-type": "application/JSON"}, {"host": "evil.example"},
        {"x-forwarded-for": "not an address, ::1, 127.0.0.1"}, {"x-forwarded-for": "1" * 9_000}, {"x-http-method-override": "DELETE"},
        {"x-shoukou-way-in": "officer", "x-shoukou-staff": "s_hotline1"}, {"authorization": "Bearer \xff"}, {"accept-encoding": "gzip;q=x"},
        {"if-none-match": '"' + "x" * 5_000}, {"range": "bytes=5-1"}, {"transfer-encoding": "chunked"}, {"sec-fetch-site": "\xff"},
    ],
)  # fmt: skip
async def test_no_header_breaks_or_promotes(web: httpx.AsyncClient, headers: dict[str, str], bench: Bench) -> None:
    given = {name.encode(): value.encode("latin-1", "replace") for name, value in headers.items()}
    for method, path, body in (
        ("POST", "/chat/sessions", b"{}"), ("GET", "/", b""), ("GET", "/healthz", b""), ("POST", "/plain", b"start=1"),
        ("GET", "/chat/key", b""), ("GET", "/chat/sentinel.json", b""), ("GET", "/plain", b""), ("GET", "/plain/at/x", b""),
    ):  # fmt: skip
        more = {
            b"content-type": b"application/json" if path.startswith("/chat") else b"application/x-www-form-urlencoded"
        }
        answer = await web.request(method, path, content=body, headers={**more, **given})
        if path != "/healthz":
            _fine(answer)
        assert "evil.example" not in answer.text + answer.headers.get("location", "")
    assert {s.way_in for s in bench.gateway.conversations.sessions.all()} <= {"web", "plain"}


async def test_no_form_breaks_the_plain_page(web: httpx.AsyncClient) -> None:
    page = Plain(web)
    await page.post(start="1")
    hidden = page.hidden()
    names = ("text", "choice", "word", "meant", "send", "code", "danger", "resume", "start", "session", "message_id")
    odd = ("", "\x00", MARK, "%ff", "a" * 70_000, "‮\u200b")
    forms: list[list[tuple[str, str]]] = [[]]
    forms += [[*hidden.items(), (name, value)] for name in names for value in odd]
    forms += [[(name, value)] for name in names for value in odd[:4]]
    forms += [[*hidden.items(), *hidden.items(), ("text", MARK), ("text", "x")], [("text", MARK), *hidden.items()]]
    forms += [[*hidden.items(), *((f"f{n}", MARK) for n in range(200))]]
    for form in forms:
        first = await web.post("/plain", content=_form(form), headers={"content-type": FORM})
        assert first.status_code == 303, form
        assert MARK not in first.headers["location"]
        shown = await web.get(first.headers["location"])
        assert shown.status_code < 500, form
        kept = shown.text.count(MARK)
        assert not kept or "<textarea" in shown.text, "only in the box that is the person's own"
    for raw in (
        b"--x",
        b"--x\r\n\r\n",
        b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--",
        b"%",
        b"\xff=\xff&session",
        b"&" * 9_000,
    ):
        for kind in (
            FORM,
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "multipart/form-data; boundary=" + "y" * 500,
            "text/plain",
            "",
        ):
            answer = await web.post("/plain", content=raw, headers={"content-type": kind})
            assert answer.status_code == 303
            assert (await web.get(answer.headers["location"])).status_code < 500


async def test_what_is_refused_stands_in_the_box_again(web: httpx.AsyncClient, bench: Bench) -> None:
    """Too long, too fast, nobody there to answer: whatever the reason, the words are not lost."""
    page = Plain(web)
    await page.post(start="1")
    await page.press("举报")
    await page.press("匿名举报")
    words = "他" * (bench.gateway.settings.max_text + 5)
    await page.post(text=words, meant="content")
    assert words in page.page
    bench.script.break_next = "before"
    await page.post(text="奖金最多多少呢" + MARK, meant="question")
    assert page.status == 503 and MARK in page.page
    object.__setattr__(bench.gateway, "message_rate", Limiter(Rate(1, 1)))
    await page.post(text="第一句", meant="question")
    for _ in range(2):
        await page.post(text=MARK, meant="question")
        assert page.status == 429 and MARK in page.page and "名字" not in page.page
    assert MARK not in json.dumps(bench.script.told, ensure_ascii=False).split("奖金最多多少呢" + MARK)[-1]


async def test_side_by_side_nothing_is_done_twice(talk: Talk, bench: Bench) -> None:
    await talk.press("举报")
    before = len(bench.script.told)
    choice = talk.button("匿名举报")
    body = {"session": talk.session, "choice": choice, "message_id": "m1"}
    answers = await asyncio.gather(*(talk.client.post("/chat/messages", json=body) for _ in range(8)))
    assert {a.status_code for a in answers} == {200} and len({a.text for a in answers}) == 1
    assert len(bench.script.told) == before + 1
    others = await asyncio.gather(
        *(talk.client.post("/chat/messages", json={**body, "message_id": f"n{n}"}) for n in range(8))
    )
    assert all(a.status_code == 200 for a in others) and len(bench.script.told) == before + 1


FORM = "application/x-www-form-urlencoded"


def _form(fields: list[tuple[str, str]]) -> bytes:
    return str(httpx.QueryParams(fields)).encode()
