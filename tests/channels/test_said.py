"""Another date for the one just given, and words against a step, at the boundary: what is kept, what the engine learns."""

from __future__ import annotations

import pytest

from store.clock import now
from store.sealing import seal_text
from tests.channels.conftest import Bench, Talk
from tests.channels.test_turns import _opened

GIVEN_ANEW = {"type": "event", "intent": "correct", "value": "date.given"}


async def test_another_date_is_sealed_in_place_of_the_one_before(talk: Talk, bench: Bench) -> None:
    await talk.to("report.date")
    await talk.say("2024年3月")
    await talk.say("不对 是2019年5月")
    assert talk.told[-1] == GIVEN_ANEW and talk.ask["id"] == "report.facts"
    opened = _opened(bench, talk, "report.date")
    assert (opened["text"], opened["value"]) == ("不对 是2019年5月", "2019-05-01/2019-05-31")


@pytest.mark.parametrize("text", ["不对，他没收钱，是他老婆收的", "不是去年的事我记不清", "不对 是那天晚上在办公室"])
async def test_what_names_no_other_date_is_content(talk: Talk, bench: Bench, text: str) -> None:
    await talk.to("report.date")
    await talk.say("2024年3月")
    await talk.say(text)
    assert talk.told[-1] == {"type": "event", "intent": "sealed"}
    assert _opened(bench, talk, "report.facts")["text"] == text


async def test_without_a_date_before_it_there_is_none_to_correct(talk: Talk) -> None:
    await talk.to("report.date")
    await talk.say("跳过")
    await talk.say("不对 是2019年5月")
    assert talk.told[-1] == {"type": "event", "intent": "sealed"}


async def test_the_page_seals_another_date_itself(talk: Talk, bench: Bench) -> None:
    await talk.to("report.date")
    await talk.seal("2024年3月")
    envelope = seal_text(bench.public, "report.date", "text", "不对 是2019年5月", now()).as_dict()
    await talk.post(sealed=envelope, about={"goal": "date", "choices": []})
    assert talk.told[-1] == GIVEN_ANEW
    assert _opened(bench, talk, "report.date")["text"] == "不对 是2019年5月"


async def test_the_page_cannot_replace_a_date_that_was_not_given(talk: Talk, bench: Bench) -> None:
    await talk.to("report.id_number")
    envelope = seal_text(bench.public, "report.date", "text", "2019年5月", now()).as_dict()
    await talk.post(sealed=envelope, about={"goal": "date", "choices": []})
    assert talk.status == 409


@pytest.mark.parametrize("text", ["不交", "别提交", "唔好交住"])
async def test_not_to_submit_is_no_content(talk: Talk, text: str) -> None:
    await talk.to("report.files")
    await talk.say(text)
    assert talk.told[-1] == {"type": "event", "intent": "not_that", "value": "submit"}
    assert talk.ask["id"] == "report.files"


async def test_meant_as_content_it_is_content(talk: Talk, bench: Bench) -> None:
    await talk.to("report.facts")
    await talk.post(text="不交", meant="content")
    assert _opened(bench, talk, "report.facts")["text"] == "不交"


@pytest.mark.parametrize("text", ["我没有编号", "没有文件", "找不到了", "忘记了", "回執丟咗"])
async def test_no_number_at_hand(talk: Talk, text: str) -> None:
    await talk.press("查询进展")
    await talk.say(text)
    assert talk.told[-1] == {"type": "event", "intent": "lost_receipt"}
