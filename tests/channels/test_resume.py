"""接着填的口令: a conversation goes on elsewhere, once, and tells strangers nothing."""

import asyncio
import json

import httpx
import pytest

from bot.channels import codes, resume
from bot.channels.gateway import public_app
from bot.channels.limits import Limiter, Rate
from tests.channels.conftest import Bench, Talk
from tests.channels.test_plain import Plain

# Well-formed, and nobody's.
GUESS = "4829 1057 3361 9044"


async def _code(talk: Talk) -> str:
    reply = await talk.client.post("/chat/resume/code", json={"session": talk.session})
    assert reply.status_code == 200, reply.text
    return str(reply.json()["code"])


async def _resume(client: httpx.AsyncClient, code: str, **more: str) -> httpx.Response:
    return await client.post("/chat/resume", json={"code": code, **more})


async def test_it_goes_on_where_it_was_with_what_was_sealed(talk: Talk, web: httpx.AsyncClient, bench: Bench) -> None:
    await talk.to("report.facts")
    told = len(bench.script.told)
    code = await _code(talk)
    assert len(code.split()) == 4 and len(code.replace(" ", "")) == codes.DIGITS
    reply = await _resume(web, code.replace(" ", "-"))
    assert reply.status_code == 200
    messages = reply.json()["messages"]
    assert "举报人姓名" in messages[0]["text"] and "欧阳" not in reply.text
    assert messages[-1]["ask"]["id"] == "report.facts"
    assert len(bench.script.told) == told
    old = talk.session
    assert (await web.post("/chat/messages", json={"session": old, "text": "你好"})).status_code == 401
    talk.session = reply.json()["session"]
    await talk.say("他在去年把公家的地卖给了自己的亲戚，收了三十万。", meant="content")
    assert talk.ask["id"] == "report.files"


async def test_typed_into_the_talk_it_is_told_where_it_belongs(talk: Talk, bench: Bench) -> None:
    """Neither a receipt's number nor a story: nothing is sealed, and the engine hears nothing of it."""
    code = await _code(talk)
    told = len(bench.script.told)
    for said in (code, f"口令 {code}", f"接着填的口令是{code}，怎么没反应", "我有口令，怎么接着填", "口令在哪输？"):
        await talk.say(said)
        assert "右上角菜单" in talk.text and code.replace(" ", "") not in talk.text, said
    assert len(bench.script.told) == told


async def test_a_code_opens_once_and_a_new_one_voids_it(talk: Talk, web: httpx.AsyncClient) -> None:
    first = await _code(talk)
    second = await _code(talk)
    assert (await _resume(web, first)).status_code == 404
    reply = await _resume(web, second, message_id="m1")
    assert reply.status_code == 200
    # The answer got lost on the way: the same request again, the same session; anybody else's is refused.
    again = await _resume(web, second, message_id="m1")
    assert again.status_code == 200 and again.json() == reply.json()
    talk.session = reply.json()["session"]
    await talk.say("你好")
    assert talk.status == 200, "neither of the two answers is void"
    assert (await _resume(web, second, message_id="m2")).status_code == 404
    assert (await _resume(web, second)).status_code == 404


async def test_a_repeat_takes_nothing_back_from_where_it_went_on(talk: Talk, web: httpx.AsyncClient) -> None:
    code = await _code(talk)
    talk.session = (await _resume(web, code, message_id="m1")).json()["session"]
    elsewhere = await _resume(web, await _code(talk), message_id="m2")
    assert (await _resume(web, code, message_id="m1")).status_code == 404
    talk.session = elsewhere.json()["session"]
    await talk.say("你好")
    assert talk.status == 200


async def test_side_by_side_the_same_request_gets_one_session(talk: Talk, web: httpx.AsyncClient) -> None:
    code = await _code(talk)
    both = await asyncio.gather(*(_resume(web, code, message_id="m1") for _ in range(3)))
    assert {reply.status_code for reply in both} == {200}
    assert len({reply.json()["session"] for reply in both}) == 1
    code = await _code(Talk(web, talk.bench, both[0].json()["session"]))
    rivals = await asyncio.gather(*(_resume(web, code, message_id=f"m{n}") for n in range(2)))
    assert sorted(reply.status_code for reply in rivals) == [200, 404]


async def test_this_machine_and_staff_are_slowed_down_too(bench: Bench, staff: httpx.AsyncClient) -> None:
    """Behind a proxy that names nobody, everybody is this machine."""
    bench.gateway.resuming._by_all = Limiter(Rate(1, 3))
    transport = httpx.ASGITransport(public_app(bench.gateway, bench.page), client=("127.0.0.1", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as client:
        tries = [(await _resume(client, GUESS)).status_code for _ in range(4)]
    assert tries[-1] == 429 and 429 not in tries[:-1]
    bench.gateway.resuming._by_all = Limiter(resume.PER_ALL)
    tries = [(await _resume(staff, GUESS)).status_code for _ in range(int(resume.PER_SOURCE.burst) + 1)]
    assert tries[-1] == 429 and 429 not in tries[:-1]


async def test_unknown_spent_and_ended_are_told_alike(talk: Talk, web: httpx.AsyncClient, bench: Bench) -> None:
    await talk.to("report.facts")
    code = await _code(talk)
    session = bench.gateway.conversations.sessions.get(talk.session)
    assert session is not None
    await bench.gateway.conversations.end(session)
    bench.gateway.resuming._by_source = Limiter(Rate(1000, 1000))
    ended = await _resume(web, code)
    answers = [await _resume(web, f"482910573361904{d}") for d in range(10)]
    assert [a.status_code for a in answers].count(404) == 1  # the one whose check digit is right
    assert {a.status_code for a in answers} == {404, 422}
    assert ended.status_code == 404
    assert ended.json() == next(a.json() for a in answers if a.status_code == 404)


async def test_guessing_is_slowed_down(talk: Talk, web: httpx.AsyncClient) -> None:
    answers = [await _resume(web, GUESS) for _ in range(int(resume.PER_SOURCE.burst) + 1)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0


async def test_what_is_kept_is_no_code(talk: Talk, bench: Bench) -> None:
    code = (await _code(talk)).replace(" ", "")
    codes = bench.gateway.resuming._codes
    assert code not in repr(vars(codes))
    assert code not in repr(bench.gateway.conversations.sessions.get(talk.session))


async def test_staff_and_public_do_not_cross(staff: httpx.AsyncClient, web: httpx.AsyncClient, bench: Bench) -> None:
    talk = await Talk(staff, bench).begin()
    code = await _code(talk)
    assert (await _resume(web, code)).status_code == 404
    other = {"x-shoukou-staff": "s_2"}
    assert (await staff.post("/chat/resume", json={"code": code}, headers=other)).status_code == 404
    assert (await _resume(staff, code)).status_code == 200


async def test_a_receipt_not_typed_back_is_shown_again(talk: Talk, web: httpx.AsyncClient) -> None:
    await talk.to("report.review")
    await talk.press("提交")
    receipt = talk.receipt
    assert receipt
    reply = await _resume(web, await _code(talk))
    shown = [m["receipt"] for m in reply.json()["messages"] if m.get("receipt")]
    assert shown == [receipt]
    talk.session = reply.json()["session"]
    await talk.say(receipt["password"][-4:])
    reply = await _resume(web, await _code(talk))
    assert receipt["password"] not in json.dumps(reply.json())


async def test_the_plain_page_goes_on_with_a_code_of_the_chat_page(talk: Talk, web: httpx.AsyncClient) -> None:
    await talk.to("report.facts")
    page = Plain(web)
    assert 'name="resume"' in (await web.get("/plain")).text
    await page.post(resume=await _code(talk))
    assert page.status == 200 and "接上了" in page.page and "发生了什么" in page.page
    await page.post(code="1")
    assert "接着填的口令" in page.page
    code = page.page.split("接着填的口令：")[1][:19]
    assert (await _resume(web, code)).status_code == 200
    await page.post(text="他收了钱")
    assert page.status == 401
    page.page = ""
    await page.post(resume="1234")
    assert page.status == 422 and 'name="resume"' in page.page


@pytest.mark.parametrize("burst", [2])
async def test_all_sources_together_are_slowed_down(bench: Bench, burst: int) -> None:
    bench.gateway.resuming._by_all = Limiter(Rate(1, burst))
    answers = []
    for n in range(burst + 1):
        transport = httpx.ASGITransport(public_app(bench.gateway, bench.page), client=(f"203.0.113.{n}", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as client:
            answers.append((await _resume(client, GUESS)).status_code)
    assert answers[-1] == 429 and 429 not in answers[:-1]
