"""The contract between gateway and engine (docs/architecture.md)."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import pytest

from bot.engine.connector import EVENT_VALUES, BadTurn, ShoukouChannel, event_parse_data, read_turn
from bot.engine.settings import ROOT, EngineSettings, NotConfigured

KNOWN = {"choose", "sealed", "receipt", "receipt_invalid", "grant", "typed_back", "invalid", "ask_rule", "cancel"}


def turn_body(**changes: Any) -> dict[str, Any]:
    return {
        "conversation": "c_1",
        "turn": 1,
        "way_in": "web",
        "input": {"type": "event", "intent": "report"},
        **changes,
    }


async def test_health_needs_no_token(bot: Any) -> None:
    assert await bot.request("GET", "/") == (200, {"status": "ok"})


@pytest.mark.parametrize("token", [None, "", "wrong", "test-token-and-more"])
async def test_no_turn_without_the_token(bot: Any, token: str | None) -> None:
    assert await bot.post(turn_body(), token) == (401, {"error": "unauthorized"})
    assert bot.actions.calls == []


def test_the_engine_does_not_start_without_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SHOUKOU_INTERNAL_TOKEN", raising=False)
    with pytest.raises(NotConfigured):
        EngineSettings.from_env()
    with pytest.raises(NotConfigured):
        ShoukouChannel("")


async def test_a_button_turn_gives_text_buttons_and_custom(bot: Any) -> None:
    status, answer = await bot.event("report")
    assert status == 200
    assert answer == {
        "messages": [
            {
                "text": "实名还是匿名？",
                "buttons": [
                    {"title": "实名", "payload": "choose:realname"},
                    {"title": "匿名", "payload": "choose:anonymous"},
                ],
                "custom": {"ask": {"id": "report.mode", "kind": "choice", "sealed": False}},
            }
        ]
    }


async def test_a_form_is_walked_and_ends(bot: Any) -> None:
    await bot.event("report")
    _, facts = await bot.event("choose", "anonymous", turn=2)
    _, review = await bot.event("sealed", turn=3)
    _, end = await bot.event("choose", "done", turn=4)
    assert [m["messages"][0]["text"] for m in (facts, review, end)] == ["请写下事情经过", "请核对", "你好"]
    tracker = await bot.agent.tracker_store.retrieve("c_1")
    assert tracker.get_slot("report_mode") == "anonymous"
    assert tracker.get_slot("report_facts") == "sealed"
    assert tracker.active_loop_name is None


async def test_text_is_understood(bot: Any) -> None:
    status, answer = await bot.say("我要举报一个干部")
    assert status == 200 and answer["messages"][0]["text"] == "实名还是匿名？"


async def test_a_topic_goes_as_an_entity(bot: Any) -> None:
    await bot.say("奖金最多多少")
    message = bot.actions.calls[-1]["tracker"]["latest_message"]
    assert message["intent"]["name"] == "ask_rule"
    assert {"entity": "topic", "value": "reward_amount"} in message["entities"]
    assert message["intent_ranking"][0]["name"] == "ask_rule/reward_amount"


async def test_an_article_goes_as_an_entity(bot: Any) -> None:
    await bot.say("规定二第十四条说了什么")
    entities = bot.actions.calls[-1]["tracker"]["latest_message"]["entities"]
    assert {"entity": "article", "value": "2.14"} in entities
    assert {"entity": "regulation", "value": "2"} in entities


async def test_the_way_in_reaches_the_action(bot: Any) -> None:
    await bot.post(turn_body(way_in="hotline", input={"type": "event", "intent": "cancel"}))
    assert bot.actions.calls[-1]["tracker"]["latest_message"]["metadata"] == {"way_in": "hotline", "turn": 1}


async def test_an_unknown_conversation_is_lost(bot: Any) -> None:
    assert await bot.event("report", turn=2) == (409, {"error": "conversation_lost"})
    await bot.event("report", turn=1)
    assert (await bot.event("choose", "realname", turn=2))[0] == 200


async def test_a_conversation_is_forgotten_on_request(bot: Any) -> None:
    await bot.event("report")
    headers = {"authorization": "Bearer test-token"}
    assert (await bot.request("DELETE", "/conversations/c_1"))[0] == 401
    assert await bot.request("DELETE", "/conversations/c_1", headers=headers) == (200, {"forgotten": True})
    assert await bot.request("DELETE", "/conversations/c_1", headers=headers) == (200, {"forgotten": False})
    assert (await bot.event("choose", "realname", turn=2))[0] == 409


async def test_a_failing_action_fails_the_turn_and_changes_nothing(bot: Any) -> None:
    await bot.event("report")
    before = [e.as_dict() for e in (await bot.agent.tracker_store.retrieve("c_1")).events]
    bot.actions.answers["validate_report_form"] = RuntimeError("secret detail")
    assert await bot.event("choose", "realname", turn=2) == (500, {"error": "turn_failed"})
    after = [e.as_dict() for e in (await bot.agent.tracker_store.retrieve("c_1")).events]
    assert after == before


async def test_a_first_turn_that_fails_leaves_no_conversation(bot: Any) -> None:
    bot.actions.answers["validate_report_form"] = RuntimeError("no")
    assert (await bot.event("report"))[0] == 500
    assert (await bot.event("choose", "realname", turn=2))[0] == 409


@pytest.mark.parametrize(
    "answer", [None, [], {"events": "x"}, {"events": [{"no": "name"}]}, {"events": [], "responses": ["text"]}]
)
async def test_a_malformed_answer_of_an_action_fails_the_turn(bot: Any, answer: Any) -> None:
    bot.actions.answers["validate_report_form"] = answer
    assert await bot.event("report") == (500, {"error": "turn_failed"})


BAD_BODIES = [
    b"",
    b"{",
    b"[]",
    b"\xff\xfe",
    b'{"conversation": "c_1"}',
    b"[" * 20_000,
    json.dumps(turn_body(conversation="../x")),
    json.dumps(turn_body(conversation="")),
    json.dumps(turn_body(turn=0)),
    json.dumps(turn_body(turn=True)),
    json.dumps(turn_body(turn="1")),
    json.dumps(turn_body(way_in="admin")),
    json.dumps(turn_body(way_in=["web"])),
    json.dumps(turn_body(input={"type": "text"})),
    json.dumps(turn_body(input={"type": "text", "text": ["x"]})),
    json.dumps(turn_body(input={"type": "code", "text": "x"})),
    json.dumps(turn_body(input={"type": "event", "intent": "restart"})),
    json.dumps(turn_body(input={"type": "event", "intent": "no_such_intent"})),
    json.dumps(turn_body(input={"type": "event", "intent": "report{}"})),
    json.dumps(turn_body(input={"type": "event", "intent": "choose"})),
    json.dumps(turn_body(input={"type": "event", "intent": "choose", "value": "有字"})),
    json.dumps(turn_body(input={"type": "event", "intent": "sealed", "value": "x"})),
    json.dumps(turn_body(input={"type": "event", "intent": "typed_back", "value": "maybe"})),
    json.dumps(turn_body(input={"type": "event", "intent": "receipt", "value": "123"})),
    json.dumps(turn_body(input={"type": "event", "intent": "invalid", "value": "张三"})),
]


@pytest.mark.parametrize("body", BAD_BODIES, ids=range(len(BAD_BODIES)))
async def test_what_the_contract_does_not_name_is_refused(bot: Any, body: Any) -> None:
    assert await bot.post(body) == (400, {"error": "bad_request"})
    assert bot.actions.calls == [] and not await bot.agent.tracker_store.keys()


async def test_a_large_body_is_refused(bot: Any) -> None:
    status, answer = await bot.say("很" * 40_000)
    assert (status, answer) == (413, {"error": "too_large"})


def test_a_long_text_is_cut() -> None:
    turn = read_turn(json.dumps(turn_body(input={"type": "text", "text": "长" * 5_000})).encode())
    assert turn.text == "长" * 2_000


def test_events_become_parse_data() -> None:
    assert event_parse_data("choose", "realname", KNOWN)["entities"] == [{"entity": "value", "value": "realname"}]
    assert event_parse_data("sealed", None, KNOWN)["entities"] == []
    for intent, value in (("ask_rule", "reward_amount"), ("ask_rule/reward_amount", None)):
        parsed = event_parse_data(intent, value, KNOWN)
        assert parsed["intent"] == {"name": "ask_rule", "confidence": 1.0}
        assert {"entity": "topic", "value": "reward_amount"} in parsed["entities"]
    with pytest.raises(BadTurn):
        event_parse_data("choose/realname", None, KNOWN)


def test_an_event_may_state_choices_and_nothing_else() -> None:
    known = {*KNOWN, "story", "correct", "danger", "report", "not_that", "skip", "choose"}
    entities = {"report_mode", "value", "topic", "danger_now"}

    def parsed(intent: str, value: str | None, *stated: tuple[str, str]) -> list[dict[str, str]]:
        found: list[dict[str, str]] = event_parse_data(intent, value, known, stated, entities)["entities"]
        return found

    anonymous = {"entity": "report_mode", "value": "anonymous"}
    assert anonymous in parsed("story", "report", ("report_mode", "anonymous"))
    assert parsed("correct", None, ("report_mode", "anonymous")) == [anonymous]
    for stated in (("name", "x"), ("value", "x"), ("topic", "x"), ("danger_now", "yes")):
        with pytest.raises(BadTurn):
            parsed("story", "none", stated)
    police = {"entity": "heard", "value": "police"}
    assert police in parsed("story", "none", ("heard", "police")) and police in parsed("danger", "words", ("heard", "police"))
    # What refuses, goes on or answers in a call for help may call for something besides.
    for intent, value in (("not_that", "now"), ("skip", None), ("choose", "no")):
        assert police in parsed(intent, value, ("heard", "police"))
    for intent in ("report", "correct"):
        with pytest.raises(BadTurn):
            parsed(intent, None, ("heard", "police"))
    for stated in (("report_mode", "anonymous"), ("danger_now", "yes")):
        with pytest.raises(BadTurn):
            parsed("danger", "words", stated)
    with pytest.raises(BadTurn):
        parsed("report", None, ("report_mode", "anonymous"))
    for given in ([{"entity": "report_mode"}], [{"entity": "report_mode", "value": "张三"}], "x", [["a", "b"]]):
        body = turn_body(input={"type": "event", "intent": "story", "value": "none", "entities": given})
        with pytest.raises(BadTurn):
            read_turn(json.dumps(body).encode())


@pytest.mark.parametrize(("value", "now"), [(None, True), ("button", True), ("words", True), ("unclear", False)])
def test_danger_here_and_now_is_an_entity(value: str | None, now: bool) -> None:
    parsed = event_parse_data("danger", value, {"danger"})
    assert ({"entity": "danger_now", "value": "yes"} in parsed["entities"]) is now


async def test_turns_of_one_conversation_wait_for_each_other(bot: Any) -> None:
    await bot.event("report")
    answers = await asyncio.gather(*(bot.event("cancel", turn=2) for _ in range(8)))
    assert [status for status, _ in answers] == [200] * 8
    tracker = await bot.agent.tracker_store.retrieve("c_1")
    assert tracker.get_slot("turns") == 9


async def test_step_back_is_a_turn_of_the_form_not_an_undo(bot: Any) -> None:
    await bot.event("report")
    await bot.event("choose", "realname", turn=2)
    _, answer = await bot.event("step_back", turn=3)
    assert answer["messages"][0]["text"] == "请写下事情经过"
    assert (await bot.agent.tracker_store.retrieve("c_1")).get_slot("report_mode") == "realname"


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/turn", 405), ("GET", "/nothing", 404), ("PUT", "/", 405)]
)
async def test_other_routes_say_nothing(bot: Any, method: str, path: str, status: int) -> None:
    assert await bot.request(method, path) == (status, {"error": "request_failed"})


def test_every_reason_that_has_a_sentence_is_let_in() -> None:
    sentences = re.findall(r"^  utter_invalid_(\w+):", (ROOT / "domain.yml").read_text("utf-8"), re.MULTILINE)
    pattern = EVENT_VALUES["invalid"]
    assert pattern is not None and len(sentences) >= 10
    assert [reason for reason in sentences if not pattern.fullmatch(reason)] == []
