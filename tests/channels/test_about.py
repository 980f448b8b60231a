"""Who this is, what the page's files look like on the wire, where one is, and files taken back."""

import gzip
import re
from pathlib import Path

import httpx
import pytest

from bot.channels import pagefiles, pages, progress
from bot.channels.about import fingerprint
from bot.channels.gateway import public_app
from bot.channels.schemas import Ask, Message, Receipt
from bot.channels.sessions import Session
from bot.channels.speech import _count
from store.items import catalogue
from store.models import ItemRow, UploadRow
from store.sealing import seal_part
from tests.channels.conftest import Bench, Talk
from tests.channels.test_plain import Plain
from tests.channels.test_uploads import _begin, _complete, _put


async def test_about_names_the_office_and_its_key(web: httpx.AsyncClient, bench: Bench) -> None:
    about = (await web.get("/chat/about")).json()
    settings = bench.gateway.settings
    assert (about["name"], about["address"]) == (settings.office_name, settings.office_address)
    assert (about["phone"], about["hotline"]) == (settings.office_phone, settings.hotline)
    assert about["fingerprint"] == fingerprint(bench.public.data)
    assert about["fingerprint"].replace(" ", "").lower().startswith(bench.public.id)
    assert all(one["head"] and one["text"] for one in about["safety"]) and len(about["safety"]) >= 4


async def test_every_plain_page_names_the_office_and_calls_for_help_at_once(
    plain: Plain, web: httpx.AsyncClient, bench: Bench
) -> None:
    settings = bench.gateway.settings
    pages = [(await web.get(path)).text for path in ("/plain", "/safety", "/plain/said/session_unknown")]
    for page in [*pages, plain.page]:
        assert settings.office_name in page and settings.office_address in page and settings.office_phone in page
        assert 'href="/safety"' in page
        assert "危险" in page.split("<main>")[0]
    assert fingerprint(bench.public.data) in pages[1]


@pytest.fixture
async def plain(web: httpx.AsyncClient) -> Plain:
    page = Plain(web)
    await page.post(start="1")
    return page


async def test_a_post_leads_on_and_back_sends_nothing(web: httpx.AsyncClient, bench: Bench) -> None:
    start = await web.post("/plain", data={"start": "1"})
    assert start.status_code == 303 and start.headers["location"].startswith("/plain/at/")
    page = Plain(web)
    page.page = (await web.get(start.headers["location"])).text
    first = page.page
    await page.press("举报")
    told = len(bench.script.told)
    # Back: the earlier address shows what is open now.
    back = await web.get(start.headers["location"])
    assert back.status_code == 200 and "退回了前面的一页" in back.text and "实名还是匿名" in back.text
    # Sent again from the earlier page, as a browser may keep it.
    page.page = first
    await page.post(text="我要举报")
    assert "实名还是匿名" in page.page
    assert len(bench.script.told) == told
    await page.press("实名举报")
    assert "姓名" in page.page
    page.page = first
    await page.post(text="我要举报")
    assert "退回了前面的一页" in page.page and "姓名" in page.page


async def _led(web: httpx.AsyncClient) -> tuple[str, Plain]:
    """A conversation one step in: the address it stands at, and its page."""
    page = Plain(web)
    await page.post(start="1")
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.page))
    choice = re.findall(r'name="choice" value="([^"]*)">举报', page.page)[-1]
    answer = await web.post("/plain", data={**hidden, "choice": choice})
    return answer.headers["location"], page


def _is_over(answer: httpx.Response) -> bool:
    """A kind page with a way on, and nothing of the conversation."""
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    over = "这一页已经过去了" in answer.text
    if over:
        assert 'name="resume"' in answer.text and 'name="start"' in answer.text
        assert 'name="session"' not in answer.text and "实名" not in answer.text
    return over


async def test_an_address_out_of_the_history_opens_nothing(web: httpx.AsyncClient) -> None:
    address, _ = await _led(web)
    same = {"sec-fetch-site": "same-origin"}
    assert not _is_over(await web.get(address, headers=same))
    assert not _is_over(await web.get(address, headers=same)), "reload"
    for site in ("none", "cross-site"):
        assert _is_over(await web.get(address, headers={"sec-fetch-site": site}))
    assert not _is_over(await web.get(address, headers=same)), "a look from elsewhere takes nothing from the person"


async def test_later_an_address_opens_nothing_though_the_form_goes_on(
    web: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, page = await _led(web)
    page.page = (await web.get(address)).text
    monkeypatch.setattr(pages, "IN_PASSING_SECONDS", 0.0)
    assert _is_over(await web.get(address))
    # Who wrote for long in the page that is open sends it all the same, and is led on.
    await page.press("匿名举报")
    assert page.status == 200 and "这一页已经过去了" not in page.page


async def test_who_left_left_for_everybody(web: httpx.AsyncClient, bench: Bench) -> None:
    address, page = await _led(web)
    page.page = (await web.get(address)).text
    ping = re.findall(r'class="exit"[^>]* ping="([^"]+)"', page.page)
    await page.post(code="1")
    code = page.page.split("接着填的口令：")[1][:19]
    # As a browser resolves it.
    assert (
        await web.post(str(httpx.URL(f"http://gateway{address}").join(ping[0])), content=b"PING")
    ).status_code == 204
    assert _is_over(await web.get(address))
    await page.post(text="我要举报")
    assert page.status == 401, "a page the browser kept sends nothing either"
    # With the code it goes on where it was.
    page.page = ""
    await page.post(resume=code)
    assert page.status == 200 and "实名" in page.page
    for nonsense in ("/plain/at/x", "/plain/at/" + "y" * 5000):
        assert (await web.post(nonsense)).status_code == 204


async def test_an_unknown_page_is_told_kindly(web: httpx.AsyncClient) -> None:
    for path in ("/plain/at/x", "/plain/said/session_unknown", "/plain/said/nonsense"):
        answer = await web.get(path)
        assert answer.status_code == 401 and "对话已经结束" in answer.text


async def test_an_empty_file_is_called_empty(plain: Plain) -> None:
    await plain.press("举报")
    await plain.press("实名举报")
    for words in ("欧阳秋山", None, "13800001111", None, "他收了三十万，钱在月饼盒里"):
        await (plain.post(text=words, meant="content") if words else plain.post(word="跳过"))
    assert "选择文件" in plain.page
    await plain.post(files={"files": ("空.txt", b"", "text/plain")}, send="files")
    assert "是空的" in plain.page
    await plain.post(files={"files": ("", b"", "application/octet-stream")}, send="files")
    assert "还没有选文件" in plain.page


async def test_files_come_compressed_and_are_kept_by_hash(bench: Bench) -> None:
    (bench.page / "assets").mkdir()
    script = bench.page / "assets" / "index-DFWhDn-n.js"
    body = b"export const a = 1;" * 50
    script.write_bytes(body)
    Path(f"{script}.gz").write_bytes(gzip.compress(body))
    Path(f"{script}.br").write_bytes(b"as brotli")
    transport = httpx.ASGITransport(public_app(bench.gateway, bench.page))
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as client:
        path = "/assets/index-DFWhDn-n.js"
        plain = await client.get(path, headers={"accept-encoding": "identity"})
        assert plain.content == body and "content-encoding" not in plain.headers
        assert plain.headers["cache-control"] == pagefiles.KEEP
        assert plain.headers["content-type"] == "text/javascript; charset=utf-8"
        packed = await client.get(path, headers={"accept-encoding": "gzip;q=1.0, br;q=0"})
        assert packed.headers["content-encoding"] == "gzip" and packed.content == body
        async with client.stream("GET", path, headers={"accept-encoding": "gzip, deflate, br"}) as best:
            assert best.headers["content-encoding"] == "br"
            assert b"".join([chunk async for chunk in best.aiter_raw()]) == b"as brotli"
        etag = plain.headers["etag"]
        again = await client.get(path, headers={"if-none-match": f"W/{etag}"})
        assert again.status_code == 304 and again.content == b""
        assert (await client.get(path + ".br")).status_code == 404
        home = await client.get("/")
        assert home.headers["cache-control"] == "no-store" and "etag" not in home.headers


async def test_the_model_is_compressed_and_asked_for_once(web: httpx.AsyncClient) -> None:
    first = await web.get("/chat/sentinel.json")
    assert first.headers["content-encoding"] == "gzip" and first.json()["version"]
    again = await web.get("/chat/sentinel.json", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304


async def test_steps_are_counted(talk: Talk) -> None:
    await talk.press("举报")
    assert talk.ask["step"] == 1
    seen = [(talk.ask["step"], talk.ask["of"])]
    await talk.press("实名举报")
    seen.append((talk.ask["step"], talk.ask["of"]))
    await talk.say("欧阳秋山")
    seen.append((talk.ask["step"], talk.ask["of"]))
    assert [step for step, _ in seen] == [1, 2, 3]
    assert all(step < of for step, of in seen)
    await talk.say("帮助")
    assert (talk.ask["step"], talk.ask["of"]) == seen[-1]


def test_a_call_for_help_between_two_steps_changes_no_count() -> None:
    session = Session(key=b"k", conversation="c", way_in="web", staff_id=None)

    def counted(label: str, *messages: Message) -> tuple[int, int]:
        session.ask = Ask(id=label, kind="text", sealed=True, max=0, invalid="", step=0, of=0)
        _count(session, list(messages))
        return session.ask.step, session.ask.of

    for label in ("report.mode", "report.crime", "report.party", "report.date"):
        before = counted(label)
    assert before[0] == 4
    assert counted("urgent.facts") == (0, 0)
    assert counted("report.date") == before  # called off
    counted("urgent.contact")
    receipt = Receipt(number="1", password="2")
    assert counted("report.date", Message(text="已送到", receipt=receipt)) == before  # or sent


def test_what_has_ended_is_forgotten_and_what_waits_is_not() -> None:
    assert progress.without_last_flow(["report.mode", "report.crime", "urgent.facts"]) == [
        "report.mode",
        "report.crime",
    ]
    assert progress.without_last_flow([]) == []


def test_a_whole_walk_counts_up_to_its_review() -> None:
    asked: set[str] = set()
    walk = ["mode", "crime", "party", "date", "facts", "evidence", "files", "retaliation", "review"]
    steps = []
    for item in walk:
        asked.add(f"report.{item}")
        steps.append(progress.where(Ask(id=f"report.{item}", kind="review" if item == "review" else "text"), asked))
    assert steps == [(n, 9) for n in range(1, 10)]
    assert progress.where(Ask(id="urgent.words", kind="text"), set()) == (0, 0)
    assert progress.where(Ask(id="status.number", kind="receipt_number"), set()) == (0, 0)


def test_what_is_asked_of_some_is_known() -> None:
    from actions import protect_reporter, protect_witness, protection_report, report, rights

    for module in (protect_reporter, protect_witness, protection_report, report, rights):
        [form] = [
            f
            for f in vars(module).values()
            if isinstance(f, type) and f.__module__ == module.__name__ and hasattr(f, "conditions")
        ]
        assert progress.CONDITIONAL.get(form.flow, frozenset()) == frozenset(form.conditions), form.flow
        assert frozenset(form.conditions) <= frozenset(catalogue()[form.flow].items)


async def test_what_is_chosen_is_marked(talk: Talk, bench: Bench) -> None:
    bench.script.answer = [
        {"text": "已选：乙、丙。", "custom": {"chosen": "乙、丙"}},
        {
            "text": "哪些？",
            "buttons": [{"title": t, "payload": f"choose:{n}"} for n, t in enumerate(("甲", "乙", "丙", "丙丁"))],
        },
    ]
    await talk.say("乙和丙")
    assert [(c["title"], c["chosen"]) for c in talk.last[-1]["choices"]] == [
        ("甲", False),
        ("乙", True),
        ("丙", True),
        ("丙丁", False),
    ]


async def _sent(talk: Talk, bench: Bench, data: bytes) -> str:
    upload = str((await _begin(talk)).json()["upload"])
    await _put(talk, bench, upload, 0, seal_part(bench.public, upload, 0, 1, data).ct)
    assert (await _complete(talk, bench, upload, data)).status_code == 200
    return upload


async def test_a_file_is_taken_back(talk: Talk, bench: Bench) -> None:
    await talk.to("report.files")
    first, second = await _sent(talk, bench, b"one"), await _sent(talk, bench, b"two")
    headers = {"x-session": talk.session}
    for _ in range(2):
        reply = await talk.client.delete(f"/chat/uploads/{first}", headers=headers)
        assert reply.status_code == 200 and reply.json() == {"files": 1}
    with bench.store.read() as s:
        assert s.get(UploadRow, first) is None and s.get(UploadRow, second) is not None
        assert s.query(ItemRow).filter(ItemRow.upload_id == first).count() == 0
    assert not list(bench.gateway.settings.data.rglob(first))
    other = await Talk(talk.client, bench).begin()
    assert (
        await talk.client.delete(f"/chat/uploads/{second}", headers={"x-session": other.session})
    ).status_code == 409
    await talk.press("传完了")
    await talk.press("提交")
    reply = await talk.client.delete(f"/chat/uploads/{second}", headers=headers)
    with bench.store.read() as s:
        assert s.get(UploadRow, second) is not None
