"""The page without JavaScript: the same conversation, sealed at the boundary, files in memory only."""

import json
import re
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.channels.forms import BadForm, Part, parts
from store.models import ItemRow
from store.vault import of_case, part_envelope
from tests.channels.conftest import Bench


class Plain:
    """Presses the buttons of the last page."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.page = ""
        self.status = 0

    async def post(self, files: dict[str, tuple[str, bytes, str]] | None = None, **fields: str) -> str:
        data = {**self.hidden(), **fields}
        if files:
            reply = await self.client.post("/plain", data=data, files=files, follow_redirects=True)
        else:
            reply = await self.client.post(
                "/plain", files={k: (None, v) for k, v in data.items()}, follow_redirects=True
            )
        self.page, self.status = reply.text, reply.status_code
        return self.page

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's forms."""
        return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.page))

    async def press(self, title: str) -> str:
        found = re.findall(r'name="choice" value="([^"]*)">' + title, self.page)
        assert found, f"no button {title}: {self.page}"
        return await self.post(choice=found[-1])


@pytest.fixture
async def plain(web: httpx.AsyncClient) -> Plain:
    page = Plain(web)
    await page.post(start="1")
    assert page.status == 200
    return page


async def _to_facts(page: Plain) -> None:
    await page.press("举报")
    await page.press("实名举报")
    await page.post(text="欧阳秋山", meant="content")
    await page.press("不填")
    await page.post(text="13800001111", meant="content")
    await page.post(word="跳过")


async def test_looking_begins_nothing(web: httpx.AsyncClient, bench: Bench) -> None:
    before = len(bench.gateway.conversations.sessions.all())
    page = (await web.get("/plain")).text
    assert len(bench.gateway.conversations.sessions.all()) == before
    assert 'href="tel:110"' in page and "快速离开" in page
    assert "<script" not in page and "style=" not in page


async def test_a_report_from_beginning_to_end(plain: Plain, bench: Bench) -> None:
    await _to_facts(plain)
    assert "封存填写" in plain.page and "封存并发送" in plain.page and "这是提问，不封存" in plain.page
    await plain.post(text="<b>他</b>收了三十万", meant="content")
    assert "三十万" not in plain.page
    data = b"\x89PNG" + bytes(100_000)
    page = await plain.post(files={"files": ("证据.png", data, "image/png")}, send="files")
    assert "文件已经封存" in page
    assert "证据" not in page
    await plain.post(word="传完了")
    page = await plain.press("提交")
    number, password = re.findall(r"<dd>([\d ]+)</dd>", page)
    assert len(password) == 24
    with bench.store.read() as s:
        case_id = s.scalars(select(ItemRow.case_id).where(ItemRow.label == "report.files")).first()
        assert case_id is not None
        items = {i.label: i for i in of_case(s, case_id)}
        opened = bench.key.open(part_envelope(items["report.files"], 0))
    assert opened == data
    facts = items["report.facts"].envelope
    assert json.loads(bench.key.open(facts))["text"] == "<b>他</b>收了三十万"
    told = json.dumps(bench.script.told, ensure_ascii=False)
    assert "三十万" not in told and password not in told and number
    page = await plain.post(text=password[-4:])
    assert "typed match" in page


async def test_reloading_repeats_nothing(plain: Plain, bench: Bench) -> None:
    page = plain.page
    first = await plain.press("举报")
    told = len(bench.script.told)
    plain.page = page
    again = await plain.press("举报")
    assert len(bench.script.told) == told

    def without_ids(text: str) -> str:
        return re.sub(r'name="message_id" value="[^"]*"', "", text)

    assert without_ids(first) == without_ids(again)


async def test_a_question_is_not_sealed_when_the_person_says_so(plain: Plain, bench: Bench) -> None:
    await _to_facts(plain)
    await plain.post(text="奖金最多多少", meant="question")
    assert bench.script.told[-1]["input"] == {"type": "text", "text": "奖金最多多少"}


async def test_the_danger_button(plain: Plain, bench: Bench) -> None:
    await _to_facts(plain)
    await plain.post(danger="1", text="写了一半的话")
    assert bench.script.told[-1]["input"] == {"type": "event", "intent": "danger", "value": "button"}
    assert "110" in plain.page


async def test_the_button_that_seals_seals(plain: Plain, bench: Bench) -> None:
    await _to_facts(plain)
    for text in ("奖金最多多少", "我要找真人客服"):
        await plain.post(text=text, meant="content")
        assert bench.script.told[-1]["input"] == {"type": "event", "intent": "sealed"}
        assert text not in plain.page
        await plain.post(word="上一步")
        bench.script.at[bench.script.told[-1]["conversation"]] = "report.facts"
        await plain.post(word="再说一遍")
    await plain.post(text="奖金最多多少", meant="question")
    assert bench.script.told[-1]["input"] == {"type": "text", "text": "奖金最多多少"}


@pytest.mark.parametrize(
    ("text", "help_"), [("我不想活了", "despair"), ("撑不下去了", "despair"), ("我妈晕倒了", "illness")]
)
async def test_the_button_that_seals_hears_who_needs_help_first(
    plain: Plain, bench: Bench, text: str, help_: str
) -> None:
    """The numbers are told, the words stand in the box again; pressed once more they are sealed as the answer."""
    await _to_facts(plain)
    await plain.post(text=text, meant="content")
    assert bench.script.told[-1]["input"] == {"type": "event", "intent": help_}
    assert text in plain.page
    await plain.post(text=text, meant="content")
    assert bench.script.told[-1]["input"]["intent"] == "sealed"


async def test_the_button_that_seals_hears_a_cry(plain: Plain, bench: Bench) -> None:
    await _to_facts(plain)
    await plain.post(text="有人在砸我家的门", meant="content")
    assert bench.script.told[-1]["input"] == {"type": "event", "intent": "danger", "value": "words"}
    assert "有人在砸" not in plain.page


async def test_a_story_is_sealed_where_nothing_was_asked(plain: Plain, bench: Bench) -> None:
    assert "封存并发送" in plain.page and "这是提问或操作，不封存，发给机器人" in plain.page
    await plain.post(text="我们镇长张三去年三月收了包工头20万")
    assert bench.script.told[-1]["input"] == {
        "type": "event", "intent": "story", "value": "report",
        "entities": [{"entity": "crime_kind", "value": "corruption"}],
    }  # fmt: skip
    assert "张三" not in plain.page and "张三" not in json.dumps(bench.script.told, ensure_ascii=False)
    await plain.post(text="我要举报", meant="content")
    assert bench.script.told[-1]["input"]["intent"] == "story"
    await plain.post(text="我们镇长张三的事", meant="question")
    assert bench.script.told[-1]["input"] == {"type": "text", "text": "我们镇长张三的事"}


async def test_what_was_not_taken_stands_in_its_box_and_nowhere_else(plain: Plain) -> None:
    await plain.press("举报")
    await plain.press("实名举报")
    await plain.post(text="欧阳秋山", meant="content")
    page = await plain.post(text="11010519491231002", meant="content")
    assert 'value="11010519491231002"' in page
    page = await plain.press("不填")
    assert "11010519491231002" not in page


async def test_what_a_person_writes_is_never_in_the_page(plain: Plain) -> None:
    page = await plain.post(text="<script>alert(1)</script>{{7*7}}")
    assert "alert" not in page and "49" not in re.sub(r'value="[^"]*"', "", page)


async def test_an_ended_conversation_is_told(web: httpx.AsyncClient) -> None:
    for fields in ({"session": "x" * 43, "text": "你好"}, {"text": "你好"}, {"session": ""}):
        reply = await web.post("/plain", data=fields, follow_redirects=True)
        assert reply.status_code == 401
        assert "对话已经结束" in reply.text


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/json", b"{}", 400),
        ("multipart/form-data", b"", 400),
        ("multipart/form-data; boundary=x", b"nonsense", 400),
        ("application/x-www-form-urlencoded", b"text=" + b"a" * 300_000, 413),
    ],
    ids=["json", "no boundary", "nonsense", "too large"],
)
async def test_broken_forms(web: httpx.AsyncClient, content_type: str, body: bytes, status: int) -> None:
    reply = await web.post("/plain", content=body, headers={"content-type": content_type}, follow_redirects=True)
    assert reply.status_code == status
    assert "<p" in reply.text


async def test_a_file_too_large_or_too_early(plain: Plain, bench: Bench) -> None:
    object.__setattr__(bench.gateway, "settings", bench.gateway.settings.model_copy(update={"max_file_mb": 1}))
    await plain.post(files={"files": ("a.bin", b"x", "")})
    assert plain.status == 409 and "不收文件" in plain.page
    await _to_facts(plain)
    await plain.post(text="事实", meant="content")
    await plain.post(files={"files": ("a.bin", bytes(1024 * 1024 + 1), "")})
    assert plain.status == 413


async def test_a_file_never_touches_a_disk_in_clear(
    plain: Plain, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    await _to_facts(plain)
    await plain.post(text="事实", meant="content")
    secret = "这是文件里的秘密".encode() * 200_000
    await plain.post(files={"files": ("a.txt", secret, "text/plain")})
    assert "文件已经封存" in plain.page
    places = [p for root in (tmp_path, bench.gateway.settings.data) for p in root.rglob("*") if p.is_file()]
    assert len(places) > 1
    assert not any("这是文件里的秘密".encode() in p.read_bytes() for p in places)


async def _read(content_type: str, chunks: list[bytes]) -> list[Part]:
    async def body() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    return [part async for part in parts(content_type, body(), 1000)]


@given(st.binary(max_size=300), st.integers(1, 50))
async def test_a_form_is_read_whatever_its_pieces(data: bytes, size: int) -> None:
    body = (
        b'--B\r\nContent-Disposition: form-data; name="a"\r\n\r\nfield\r\n'
        b'--B\r\nContent-Disposition: form-data; name="f"; filename="n.bin"\r\nContent-Type: x/y\r\n\r\n'
        + data.replace(b"--B", b"")
        + b"\r\n--B--\r\n"
    )
    chunks = [body[i : i + size] for i in range(0, len(body), size)]
    found = await _read("multipart/form-data; boundary=B", chunks)
    assert [(p.name, p.filename) for p in found] == [("a", None), ("f", "n.bin")]
    assert bytes(found[1].data) == data.replace(b"--B", b"")


async def test_more_than_a_file_may_have_is_refused_while_it_comes() -> None:
    body = b'--B\r\nContent-Disposition: form-data; name="f"; filename="n"\r\n\r\n' + b"x" * 2000
    with pytest.raises(BadForm) as error:
        await _read("multipart/form-data; boundary=B", [body])
    assert error.value.reason == "file_size"


NASTY = [
    "110105O9491231002X", "1101051949123X002X", "11010519499931002X", "身份证号：11010519491231002X。", "²²²²²²²²²²²²²²²²²²",
    "٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣", "Ⅷ" * 18, "０" * 18, "X" * 18, "护照", "62345678", "010-62345678-801", "+", "-", "转", "0" * 400, "9999年13月99日",
    "0000年", "99999年前", "999年前", "八月十五", "腊月三十一", "闰十三月", "2021.3.5-2021.4.6", "到", "至今", "起", "到到到", "、、", "-" * 300,
    "没有", "匿名", "忘了", "2019", "疫情那会儿", "三四年前", "编号", "编号：1", "\u202e\u0000", "𠮷" * 40, "{slot}", "%s%d", "/restart", "<b>", "  ", "？",
    "一" * 300, "1 " * 300, "O" * 300, "洞" * 12, "农历", "公历0月0日", "两两两两年前", "第五季度", "00:00", "25:99", "上" * 50 + "个月", "下" * 50 + "周",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY, ids=ascii)
@pytest.mark.parametrize("step", ["name", "id_number", "contact", "date", "menu"])
async def test_no_text_breaks_a_step(plain: Plain, step: str, text: str) -> None:
    if step != "menu":
        await plain.press("举报")
        await plain.press("实名举报")
    if step in ("id_number", "contact", "date"):
        await plain.post(text="欧阳秋山", meant="content")
    if step in ("contact", "date"):
        await plain.press("不填")
    if step == "date":
        await plain.post(text="13800001111", meant="content")
    await plain.post(text=text, meant="content")
    assert plain.status < 500 and "<!doctype html>" in plain.page.lower()


async def test_what_breaks_is_a_page_all_the_same(
    plain: Plain, bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*args: object) -> None:
        raise RuntimeError("the person's words")

    monkeypatch.setattr(bench.gateway.conversations, "say", broken)
    page = await plain.post(text="你好")
    assert plain.status == 500 and "<!doctype html>" in page.lower() and 'name="session"' in page
    assert "RuntimeError" in caplog.text and "words" not in caplog.text


async def test_number_and_password_stay_on_the_page_until_typed_back(plain: Plain) -> None:
    await _to_facts(plain)
    await plain.post(text="他收了三十万", meant="content")
    await plain.press("没有文件")
    await plain.press("提交")
    shown = re.search(r"<dd>((?:\d{4} ){4}\d{4})</dd>", plain.page)
    assert shown, plain.page
    await plain.post(text="0000" if not shown[1].endswith("0000") else "1111")
    assert shown[1] in plain.page
    await plain.post(text="什么意思")
    assert shown[1] in plain.page
    await plain.post(text=shown[1][-4:])
    assert shown[1] not in plain.page
