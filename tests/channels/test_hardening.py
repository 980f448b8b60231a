"""What a hostile or broken client sends: a clear answer, nothing changed, nothing shown."""

import gc
import json
import logging
import time
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from bot.channels.limits import Limiter, Rate, Sources
from bot.channels.wire import Wire
from tests.channels.conftest import Bench, Talk

SECRET = "某某公司王建国收受现金四十二万元"


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        '/inform{"report_mode":"realname"}',
        "／restart",
        "//／ /restart",
        "\u200b/restart",
        "\u202e/restart",
        "⁄restart",
        "{receipt_number}",
        "{{7*7}}",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[点我](javascript:alert(1))",
        "EXTERNAL: restart",
        "choose:realname",
        "\x00\x01\x02帮",
        "\ud800帮",
        "𝕣𝕖𝕤𝕥𝕒𝕣𝕥",
    ],
    ids=ascii,
)
async def test_no_text_is_a_command(talk: Talk, text: str) -> None:
    await talk.press("举报")
    body = json.dumps({"session": talk.session, "text": text})
    reply = await talk.client.post("/chat/messages", content=body, headers={"content-type": "application/json"})
    assert reply.status_code == 200
    talk.last = reply.json()["messages"]
    assert talk.ask["id"] == "report.mode", "nothing moved"
    told = talk.told[-1]
    if told["type"] == "text":
        assert not told["text"].startswith(("/", "\\", " ", "\u200b", "\u202e"))
        assert talk.text == "没听懂。\n实名还是匿名？"
    else:
        # It reads like nothing that is said to a bot: kept, sealed, as content; no command either.
        assert told == {"type": "event", "intent": "story", "value": told["value"]}


@pytest.mark.parametrize("words", ["", "   ", "\u200b\u200b", "／／", "\n\n"], ids=ascii)
async def test_nothing_said(talk: Talk, words: str) -> None:
    await talk.press("举报")
    told = len(talk.told)
    await talk.say(words)
    assert talk.status == 200
    assert "没有收到文字" in talk.text
    assert talk.ask["id"] == "report.mode"
    assert len(talk.told) == told


async def test_100_kilobytes_of_text(talk: Talk) -> None:
    await talk.press("举报")
    told = len(talk.told)
    await talk.say("a" * 100_000)
    assert talk.status == 200
    assert "太长" in talk.text
    assert talk.ask["id"] == "report.mode"
    assert len(talk.told) == told


async def test_100_kilobytes_at_a_sealed_step(talk: Talk) -> None:
    await talk.to("report.facts")
    await talk.say("长" * 50_000)
    assert talk.told[-1] == {"type": "event", "intent": "invalid", "value": "too_long"}


REPEATED = ["他收了我", "一", "二十", "他", "局长", "他说他们", "我认识他，", "一二三", "不", "举报", "我现在", "ﷺ", "他在打我", "0", "吗",
            "第七条至第八条", "七条", "第七条第二款", "（第七条）", "我的", "想要", "刚", "一下", "不对,", "7", "五"]  # fmt: skip


@pytest.fixture
def uncollected() -> Iterator[None]:
    """What ten thousand tests left behind is not collected within: it would count as time that a text takes."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("at", ["menu", "report.mode", "report.facts"])
@pytest.mark.parametrize("unit", REPEATED)
async def test_no_text_keeps_the_gateway_busy(talk: Talk, unit: str, at: str) -> None:
    """Patterns over a text that repeats itself take no longer than over any other: one text must not stop all."""
    if at != "menu":
        await talk.to(at)
    for length in (3_000, 20_000):  # the shorter one first: what takes cubic time fails there, and does not hang
        began = time.process_time()
        await talk.say((unit * length)[:length])
        assert talk.status == 200
        assert time.process_time() - began < 1.0


@pytest.mark.parametrize("around", ["7" * 200, "。" * 200, "我要举报" + "。" * 200])
async def test_a_story_within_something_long_is_sealed(talk: Talk, around: str) -> None:
    """Long texts are read at their ends; whether anything is content, the whole decides."""
    await talk.say(f"{around}镇长在茶楼收了包工头二十万元{around}")
    assert talk.told[-1]["type"] == "event" and talk.told[-1]["intent"] in {"story", "sealed"}


BROKEN = [
    (b"{", "application/json", 400),
    (b"\xff\xfe", "application/json", 400),
    (b"[" * 100_000, "application/json", 400),
    (b"null", "application/json", 422),
    (b"[]", "application/json", 422),
    (b"{}", "application/json", 422),
    (f'{{"session":"x","text":"{SECRET}","choice":"y"}}'.encode(), "application/json", 422),
    (f'{{"session":"x","text":["{SECRET}"]}}'.encode(), "application/json", 422),
    (f'{{"session":"x","text":"a","{SECRET}":1}}'.encode(), "application/json", 422),
    (f'{{"session":"x","text":"{SECRET}"'.encode(), "application/json", 400),
    (f'{{"session":"x","sealed":{{"v":1,"ct":"{SECRET}"}}}}'.encode(), "application/json", 422),
    (SECRET.encode(), "text/plain", 415),
    (f"text={SECRET}".encode(), "application/x-www-form-urlencoded", 415),
    (b"<x/>", "application/xml", 415),
    (b"{}", "", 415),
    (b" " * 300_000, "application/json", 413),
]


@pytest.mark.parametrize(("body", "content_type", "status"), BROKEN, ids=range(len(BROKEN)))
async def test_broken_requests_get_a_sentence(
    web: httpx.AsyncClient, caplog: pytest.LogCaptureFixture, body: bytes, content_type: str, status: int
) -> None:
    caplog.set_level(logging.DEBUG)
    reply = await web.post(
        "/chat/messages", content=body, headers={"content-type": content_type} if content_type else {}
    )
    assert reply.status_code == status
    text = reply.json()["messages"][0]["text"]
    assert text.endswith("。")
    for place in (reply.text, caplog.text):
        assert SECRET not in place
        assert "王建国" not in place


async def test_a_body_without_a_length_is_counted(web: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b" " * 10_000

    reply = await web.post("/chat/messages", content=endless(), headers={"content-type": "application/json"})
    assert reply.status_code == 413


async def test_unknown_addresses_and_methods(web: httpx.AsyncClient) -> None:
    for method, path, status in (
        ("GET", "/nothing", 404),
        ("POST", "/chat/nothing", 404),
        ("GET", "/chat/messages", 405),
        ("DELETE", "/chat/sessions", 405),
        ("GET", "/docs", 404),
        ("GET", "/../domain.yml", 404),
        ("GET", "/static/../gateway.py", 404),
        ("GET", "/static/%2e%2e/gateway.py", 404),
    ):
        reply = await web.request(method, path, headers={"content-type": "application/json"})
        assert reply.status_code == status, (method, path)
        assert reply.json()["messages"][0]["text"]


async def test_every_answer_has_the_headers(web: httpx.AsyncClient, talk: Talk) -> None:
    answers = [
        await web.get("/"),
        await web.get("/plain"),
        await web.get("/healthz"),
        await web.get("/nothing"),
        await web.get("/chat/key"),
        await web.get("/icon.svg"),
        await web.get("/static/plain.css"),
        await web.post("/chat/messages", json={"session": talk.session, "text": "帮助"}),
        await web.post("/chat/messages", content=b"{"),
    ]
    for answer in answers:
        csp = answer.headers["content-security-policy"]
        assert "default-src 'none'" in csp and "unsafe" not in csp and "frame-ancestors 'none'" in csp
        kept = answer.url.path in ("/icon.svg", "/static/plain.css")
        assert answer.headers["cache-control"] == ("no-cache" if kept else "no-store")
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert "set-cookie" not in answer.headers and "server" not in answer.headers
        assert "strict-transport-security" not in answer.headers


async def test_a_request_leaves_one_line_without_address_body_or_query(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await talk.client.post(f"/chat/messages?q={SECRET}", json={"session": talk.session, "text": SECRET})
    lines = [r.getMessage() for r in caplog.records if r.name == "shoukou.gateway.access"]
    assert len(lines) == 1
    assert lines[0].startswith("POST /chat/messages 200 ")
    assert "203.0.113.7" not in caplog.text
    assert talk.session not in caplog.text
    assert SECRET not in caplog.text


async def test_an_exception_says_where_and_not_what(
    talk: Talk, bench: Bench, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bad(*_: object, **__: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(bench.gateway.conversations._boundary, "decide", bad)
    caplog.set_level(logging.DEBUG)
    reply = await talk.client.post("/chat/messages", json={"session": talk.session, "text": SECRET})
    assert reply.status_code == 500
    assert "没有提交" in reply.json()["messages"][0]["text"]
    assert "RuntimeError at" in caplog.text
    assert SECRET not in caplog.text


async def test_the_engine_may_say_anything_wrong(talk: Talk, bench: Bench) -> None:
    for answer in ([], [{"text": ""}], [{"custom": {"ask": {"nonsense": True}}, "text": "x"}]):
        bench.script.answer = answer
        await talk.say("帮助")
        assert talk.status == 200
        assert talk.text


async def test_openapi_documents_the_contract(web: httpx.AsyncClient) -> None:
    document = (await web.get("/openapi.json")).json()
    assert {"/chat/sessions", "/chat/messages", "/chat/key", "/chat/uploads", "/healthz"} <= document["paths"].keys()
    assert "/plain" not in document["paths"]
    said = document["components"]["schemas"]["Say"]
    assert said["examples"] and {"session", "text", "choice", "sealed", "message_id"} <= said["properties"].keys()
    for code in ("400", "401", "413", "415", "422", "429", "503"):
        assert code in document["paths"]["/chat/messages"]["post"]["responses"]


async def test_health_names_what_does_not_answer(web: httpx.AsyncClient, bench: Bench) -> None:
    good = await web.get("/healthz")
    assert (good.status_code, good.json()["status"]) == (200, "ok")
    bench.gateway.engine.wire = Wire("http://127.0.0.1:9", "", 1.0)
    bad = await web.get("/healthz")
    assert bad.status_code == 503
    assert [name for name, well in bad.json()["parts"].items() if not well] == ["engine"]


async def test_too_fast_is_told_when_to_come_back(talk: Talk, bench: Bench) -> None:
    slow = Limiter(Rate(60, 2))
    object.__setattr__(bench.gateway, "message_rate", slow)
    replies = [
        await talk.client.post("/chat/messages", json={"session": talk.session, "text": "帮助"}) for _ in range(4)
    ]
    assert [r.status_code for r in replies] == [200, 200, 429, 429]
    assert int(replies[-1].headers["retry-after"]) >= 1
    assert "太频繁" in replies[-1].json()["messages"][0]["text"]


def test_sources_are_named_without_their_address() -> None:
    sources = Sources("10.0.0.0/8")

    def named(address: str, *forwarded: str) -> str:
        headers = [(b"x-forwarded-for", f.encode()) for f in forwarded]
        return sources.of({"client": (address, 1), "headers": headers})

    assert named("203.0.113.7") == named("203.0.113.7") != named("203.0.113.8")
    assert "203.0" not in named("203.0.113.7")
    assert named("203.0.113.7", "198.51.100.1") == named("203.0.113.7"), "anyone can write that header"
    assert named("10.0.0.1", "198.51.100.1, 10.0.0.2") == named("198.51.100.1")
    assert named("10.0.0.1", "1.2.3.4, 198.51.100.1") == named("198.51.100.1"), (
        "what is left of it is the client's word"
    )
    assert named("2001:db8::1") == named("2001:db8::ffff")
    assert named("127.0.0.1") == ""
    assert named("127.0.0.1", "198.51.100.1") != ""


def test_a_limiter_fills_up_again() -> None:
    limiter = Limiter(Rate(6000, 1))
    assert limiter.take("a") == 0.0
    assert limiter.take("a") > 0.0
    assert limiter.take("b") == 0.0
    import time

    time.sleep(0.02)
    assert limiter.take("a") == 0.0


async def test_staff_headers_count_only_inside(web: httpx.AsyncClient, staff: httpx.AsyncClient, bench: Bench) -> None:
    headers = {"x-shoukou-way-in": "officer", "x-shoukou-staff": "s_1"}
    token = (await web.post("/chat/sessions", json={}, headers=headers)).json()["session"]
    session = bench.gateway.conversations.sessions.get(token)
    assert session is not None and (session.way_in, session.staff_id) == ("web", None)

    inside = (await staff.post("/chat/sessions", json={})).json()["session"]
    session = bench.gateway.conversations.sessions.get(inside)
    assert session is not None and (session.way_in, session.staff_id) == ("hotline", "s_hotline1")
    assert bench.script.told[-1]["way_in"] == "hotline"

    said = {"session": inside, "text": "帮助"}
    assert (await staff.post("/chat/messages", json=said)).status_code == 200
    assert (await web.post("/chat/messages", json=said)).status_code == 401, "not by another way in"
    for other in ({"x-shoukou-staff": "s_2"}, {"x-shoukou-way-in": "officer"}):
        assert (await staff.post("/chat/messages", json=said, headers=other)).status_code == 401
    assert (await staff.post("/chat/messages", json={"session": token, "text": "帮助"})).status_code == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"authorization": ""}, 401),
        ({"authorization": "Bearer wrong"}, 401),
        ({"authorization": "Bearer é"}, 401),
        ({"x-shoukou-way-in": "web"}, 422),
        ({"x-shoukou-way-in": "admin"}, 422),
        ({"x-shoukou-staff": ""}, 422),
    ],
)
async def test_the_internal_listener_wants_token_and_name(
    staff: httpx.AsyncClient, headers: dict[str, str], status: int
) -> None:
    sent = [(k.encode(), v.encode()) for k, v in headers.items()]
    for call in (staff.post("/chat/sessions", json={}, headers=sent), staff.get("/chat/key", headers=sent)):
        assert (await call).status_code == status
