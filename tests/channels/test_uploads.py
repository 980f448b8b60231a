"""Files in parts: limits, own uploads only, repeats, and that they can be opened."""

import hashlib
import json

import httpx
import pytest
from sqlalchemy import select

from store.models import ItemRow
from store.sealing import Envelope, seal_file, seal_part
from store.vault import of_case, part_envelope
from tests.channels.conftest import Bench, Talk


async def _begin(talk: Talk, parts: int = 1) -> httpx.Response:
    return await talk.client.post("/chat/uploads", json={"session": talk.session, "parts": parts})


async def _put(talk: Talk, bench: Bench, upload: str, n: int, data: bytes, **headers: str) -> httpx.Response:
    return await talk.client.put(
        f"/chat/uploads/{upload}/parts/{n}",
        content=data,
        headers={
            "content-type": "application/octet-stream",
            "x-session": talk.session,
            "x-key": bench.public.id,
            **headers,
        },
    )


async def _complete(talk: Talk, bench: Bench, upload: str, data: bytes) -> httpx.Response:
    sealed = seal_file(bench.public, "照片.jpg", "image/jpeg", len(data), hashlib.sha256(data).hexdigest())
    return await talk.client.post(
        f"/chat/uploads/{upload}/complete", json={"session": talk.session, "sealed": sealed.as_dict()}
    )


async def test_a_file_in_two_parts_reaches_the_case(talk: Talk, bench: Bench) -> None:
    await talk.to("report.files")
    parts = [b"\xff\xd8" + b"a" * 70_000, b"b" * 10]
    upload = (await _begin(talk, 2)).json()["upload"]
    for n, data in enumerate(parts):
        sealed = seal_part(bench.public, upload, n, 2, data).ct
        for _ in range(2):  # a repeat replaces
            assert (await _put(talk, bench, upload, n, sealed)).status_code == 204
    for _ in range(2):  # a repeat after a lost answer
        reply = await _complete(talk, bench, upload, b"".join(parts))
        assert (reply.status_code, reply.json()) == (200, {"files": 1})
    await talk.press("传完了")
    await talk.press("提交")
    with bench.store.read() as s:
        case_id = s.scalars(select(ItemRow.case_id).where(ItemRow.upload_id == upload)).one()
        assert case_id is not None
        item = next(i for i in of_case(s, case_id) if i.upload == upload)
        opened = [bench.key.open(part_envelope(item, n)) for n in range(2)]
    assert opened == parts
    described = json.loads(bench.key.open(item.envelope))
    assert described["name"] == "照片.jpg"


async def test_only_at_a_step_for_files(talk: Talk) -> None:
    reply = await _begin(talk)
    assert reply.status_code == 409
    assert "不收文件" in reply.json()["messages"][0]["text"]


async def test_no_more_than_the_limits(talk: Talk, bench: Bench) -> None:
    await talk.to("report.files")
    settings = bench.gateway.settings
    reply = await _begin(talk, settings.max_parts + 1)
    assert reply.status_code == 413
    assert "50 MB" in reply.json()["messages"][0]["text"]
    for _ in range(settings.max_files):
        assert (await _begin(talk)).status_code == 201
    reply = await _begin(talk)
    assert reply.status_code == 409
    assert "最多 20 个" in reply.json()["messages"][0]["text"]


async def test_a_part_too_large_is_refused_before_it_is_read(talk: Talk, bench: Bench) -> None:
    await talk.to("report.files")
    upload = (await _begin(talk)).json()["upload"]
    reply = await _put(talk, bench, upload, 0, b"x" * (bench.gateway.limits.part + 1))
    assert reply.status_code == 413


@pytest.mark.parametrize(
    ("data", "headers"),
    [
        (b"not sealed at all", {}),
        (b"x" * (512 + 1136), {"x-key": "nonsense"}),
        (b"x" * (512 + 1136), {"x-key": "0" * 16}),
    ],
    ids=["not sealed", "no key id", "unknown key"],
)
async def test_what_is_not_sealed_to_our_key_is_refused(
    talk: Talk, bench: Bench, data: bytes, headers: dict[str, str]
) -> None:
    await talk.to("report.files")
    upload = (await _begin(talk)).json()["upload"]
    put = await _put(talk, bench, upload, 0, data, **headers)
    done = await _complete(talk, bench, upload, b"")
    assert 422 in (put.status_code, done.status_code)
    assert done.status_code != 200


async def test_an_upload_belongs_to_its_conversation(talk: Talk, bench: Bench) -> None:
    await talk.to("report.files")
    upload = (await _begin(talk)).json()["upload"]
    other = await (await Talk(talk.client, bench).begin()).to("report.files")
    sealed = seal_part(bench.public, upload, 0, 1, b"x").ct
    assert (await _put(other, bench, upload, 0, sealed)).status_code == 409
    assert (await _complete(other, bench, upload, b"x")).status_code == 409


async def test_incomplete_and_unknown(talk: Talk, bench: Bench) -> None:
    await talk.to("report.files")
    upload = (await _begin(talk, 2)).json()["upload"]
    await _put(talk, bench, upload, 0, seal_part(bench.public, upload, 0, 2, b"x").ct)
    reply = await _complete(talk, bench, upload, b"x")
    assert reply.status_code == 409
    assert "没有传完整" in reply.json()["messages"][0]["text"]
    for bad in ("nothing", "..", "%2e%2e", "a" * 32):
        assert (await _put(talk, bench, bad, 0, b"x" * 1648)).status_code in (404, 405, 409)
    assert (await _put(talk, bench, upload, 2, b"x" * 1648)).status_code == 409
    assert (await _put(talk, bench, upload, -1, b"x" * 1648)).status_code == 409


async def test_words_at_the_files_step_are_sealed_as_a_story(talk: Talk, bench: Bench) -> None:
    await talk.to("report.files")
    await talk.say("照片在我表哥的旧手机里，下周才能拿到")
    assert talk.told[-1] == {"type": "event", "intent": "story", "value": talk.told[-1]["value"]}
    assert talk.ask["kind"] == "files"
    await talk.say("传完了")
    assert talk.told[-1]["intent"] == "choose"


def test_envelopes_of_parts_bind_their_place(bench: Bench) -> None:
    one = seal_part(bench.public, "a" * 32, 0, 2, b"x")
    with pytest.raises(Exception, match="not as it was sealed"):
        bench.key.open(Envelope(one.kind.replace("/0/", "/1/"), one.key, one.ct))
