"""In danger, at the step how to reach somebody: what reaches nobody sends nothing."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.channels import calling, hearing, reached
from bot.channels.engine import Event
from bot.channels.passing import anywhere
from bot.channels.said import Refusal
from bot.channels.schemas import Ask
from bot.channels.text import clean
from bot.channels.whether import whether_now

REACHES = [
    "13800138000",
    "0573-82520000",
    "微信 wx_lan0071",
    "QQ 8842130",
    "找我妹妹转告",
    "发微信给我",
    "a@b.cn",
    "打我妈电话 13900139000 吗",
]
REACHES_NOT = [
    "为什么要电话", "会不会打电话过来", "能不能不联系我", "110打不通", "打我电话吗", "怎么联系", "/submit 13800138000"[:7],
    "我躲在厕所", "好，再写一点", "快来", "电话打不通", "没有信号",
]  # fmt: skip


@pytest.mark.parametrize("text", REACHES)
def test_says_how_to_reach_somebody(text: str) -> None:
    assert reached.reaches(clean(text))


@pytest.mark.parametrize("text", REACHES_NOT)
def test_reaches_nobody(text: str) -> None:
    assert not reached.reaches(clean(text))


DATA = Path(__file__).parent.parent / "data"
CASES = json.loads((DATA / "calling_cases.json").read_text("utf-8"))
WAVERING = json.loads((DATA / "wavering_cases.json").read_text("utf-8"))


@pytest.mark.parametrize(("step", "text", "heard"), [(s, t, h) for s, texts in CASES.items() for t, h in texts.items()])
def test_page_and_boundary_hear_alike(step: str, text: str, heard: str) -> None:
    """`question`: it is asked whether it is one, or the bot answers; empty: it is taken as the answer."""
    cleaned = clean(text)
    asked = step == "urgent.contact" and reached.asks(cleaned.plain)
    assert ("question" if asked else calling.heard_as(step, cleaned) or "") == heard


@pytest.mark.parametrize(
    ("step", "text", "doubted"), [(s, t, d) for s, texts in WAVERING.items() for t, d in texts.items()]
)
def test_what_leaves_in_doubt_that_it_shall_go(step: str, text: str, doubted: bool) -> None:
    """The page reads the same cases: `bot/web/test/sentinel.test.ts`."""
    assert reached.wavers(step, clean(text).plain) is doubted


WHETHER = json.loads((DATA / "whether_cases.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "now"), WHETHER.items())
def test_whether_there_is_danger_now(text: str, now: bool | None) -> None:
    """null: neither, and it is asked again. The page reads the same cases."""
    assert whether_now(clean(text).plain) is now


def test_the_page_seals_how_to_be_reached_only_where_it_is_asked_whether_there_is_danger() -> None:
    at = SimpleNamespace(ask=Ask(id="confirm.now", kind="choice"), flow="urgent", dated="")
    assert calling.label_of(at, "contact") == "urgent.contact"
    for ask in (None, Ask(id="report.mode", kind="choice")):
        with pytest.raises(Refusal):
            calling.label_of(SimpleNamespace(ask=ask, flow="report", dated=""), "contact")


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [("快派人来", True), ("他拿着刀", True), ("帮帮我", True), ("帮我删掉", None), ("帮我撤了", None), ("先别派人", None),
     ("等会再派人", None), ("他走了 别派人", None)],
)  # fmt: skip
def test_in_a_call_who_wants_somebody_to_come_goes_on(text: str, goes_on: bool | None) -> None:
    assert whether_now(clean(text).plain, sending=True) is goes_on


SENDING = json.loads((DATA / "sending_cases.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "now"), SENDING.items())
def test_whether_the_call_shall_go(text: str, now: bool | None) -> None:
    """Asked whether it shall go, only a plain yes says so. The page reads the same cases."""
    assert whether_now(clean(text).plain, sending=True) is now
    assert anywhere(Ask(id="confirm.now", kind="choice"), clean(text).plain) == (
        Event("repeat") if now is None else Event("choose", "yes" if now else "no")
    )


VAGUE = json.loads((DATA / "vague_cases.json").read_text("utf-8"))


@pytest.mark.parametrize(("step", "text", "said"), [(s, t, v) for s, texts in VAGUE.items() for t, v in texts.items()])
def test_what_says_neither_where_nor_what_happens(step: str, text: str, said: bool) -> None:
    """The page reads the same cases."""
    assert reached.vague(step, clean(text).plain) is said


FIRST_WORDS = json.loads((DATA / "first_words_cases.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "heard"), FIRST_WORDS.items())
def test_what_the_first_words_of_a_call_leave_open(text: str, heard: str) -> None:
    """`cry`: they say no more than that; `wavers`: none is meant. The page reads the same cases."""
    said = {kind for _, kind in hearing.first_words(clean(text).plain)}
    assert (said & {"cry", "wavers"} or {""}) == {heard}
