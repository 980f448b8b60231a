"""No text: not in a tracker, a log at DEBUG, an exception, an action's payload or an answer; and no slash, no slot."""

from __future__ import annotations

import json
import logging
import traceback
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.engine import quiet
from bot.engine.understanding import understand

FACTS = Path(__file__).resolve().parents[3] / "shared/data/case_facts.jsonl"
RUN = 8


def facts() -> list[str]:
    if not FACTS.is_file():
        pytest.skip("the facts stand beside the repository")
    return [json.loads(line)["fact"] for line in FACTS.read_text(encoding="utf-8").splitlines() if line.strip()]


def runs(text: str) -> set[str]:
    return {text[i : i + RUN] for i in range(max(1, len(text) - RUN + 1))}


def leaked(text: str, where: str) -> bool:
    return any(run in where for run in runs(text))


async def whatever_is_kept(bot: Any) -> str:
    kept = []
    for conversation in await bot.agent.tracker_store.keys():
        tracker = await bot.agent.tracker_store.retrieve(conversation)
        kept += [event.as_dict() for event in tracker.events]
        kept.append(tracker.current_slot_values())
        kept.append(tracker.latest_message.as_dict())
        kept.append(vars(tracker.active_loop) if tracker.active_loop else {})
    return json.dumps(kept, ensure_ascii=False, default=str)


@pytest.mark.parametrize(("lead", "count"), [("", 250), ("/", 250), ("／", 40), ("/inform", 40)])
async def test_facts_leave_no_trace(bot: Any, debug_log: list[str], lead: str, count: int) -> None:
    for number, fact in enumerate(facts()[:count]):
        status, answer = await bot.say(lead + fact, conversation=f"c_{number}")
        assert status == 200
        seen = "\n".join(debug_log) + json.dumps(answer, ensure_ascii=False)
        seen += json.dumps(bot.actions.calls, ensure_ascii=False) + await whatever_is_kept(bot)
        assert not leaked(fact, seen), f"fact {number}"
        debug_log.clear()
        bot.actions.calls.clear()
        bot.agent.tracker_store.forget(f"c_{number}")


async def test_facts_inside_a_form_leave_no_trace(bot: Any, debug_log: list[str]) -> None:
    await bot.event("report")
    for number, fact in enumerate(facts()[:40]):
        status, answer = await bot.say(fact, turn=number + 2)
        assert status == 200
        seen = "\n".join(debug_log) + json.dumps([answer, bot.actions.calls], ensure_ascii=False)
        assert not leaked(fact, seen + await whatever_is_kept(bot))
        debug_log.clear()
        bot.actions.calls.clear()


async def test_a_failing_turn_says_nothing(bot: Any, debug_log: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    text = "张某在桥墩镇收了包工头三十万元现金"

    def broken(*args: Any, **kwargs: Any) -> Any:
        logging.getLogger("some.library").error("could not parse %s", text)
        structlog.get_logger().error("failed", text=text, other=f"it was {text}")
        raise ValueError(f"bad text: {text}")

    monkeypatch.setattr(bot.agent.processor.graph_runner, "run", broken)
    assert await bot.say(text) == (500, {"error": "turn_failed"})
    log = "\n".join(debug_log)
    assert "turn failed: ValueError" in log and quiet.WITHHELD in log
    assert not leaked(text, log)


def test_the_net_catches_a_planted_leak(debug_log: list[str]) -> None:
    """The test's own test: without the net the same lines are found."""
    text = "李某挪用专项资金一百二十万元"
    with quiet.in_hand(text):
        logging.getLogger("planted").warning("text=%s", text)
        try:
            raise RuntimeError(text)
        except RuntimeError:
            logging.getLogger("planted").exception("went wrong")
    assert not leaked(text, "\n".join(debug_log))
    logging.getLogger("planted").warning("text=%s", text)
    assert leaked(text, "\n".join(debug_log))


def test_a_short_text_is_withheld_too(debug_log: list[str]) -> None:
    with quiet.in_hand("欧阳"):
        logging.getLogger("planted").warning("name is 欧阳")
    assert "欧阳" not in "\n".join(debug_log)


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/back",
        "/session_start",
        '/report{"crime_kind": "corruption"}',
        '／report{"value": "realname"}',
        ' \u200b/choose{"value": "realname"}',
        "\u202e/report",
        "∕report",
        "//report",
        '/report@0.99{"report_mode": "x"}',
        "/我要举报",
    ],
)
async def test_a_slash_sets_no_intent_and_no_slot(bot: Any, text: str) -> None:
    parsed = understand(bot.agent.processor, text)
    assert parsed["intent"]["name"] == "nlu_fallback" and parsed["entities"] == []
    status, _ = await bot.say(text)
    assert status == 200
    seen = [call["tracker"] for call in bot.actions.calls]  # what an action was given; a silent turn is not kept
    kept = await bot.agent.tracker_store.retrieve("c_1")
    if kept is not None:
        seen.append({"slots": kept.current_slot_values(), "active_loop": {"name": kept.active_loop_name}})
    assert seen
    for tracker in seen:
        filled = {name for name, value in tracker["slots"].items() if value is not None}
        assert filled <= {"session_started_metadata"} and not (tracker["active_loop"] or {}).get("name")


ODD_TEXTS = [
    'report{"crime_kind": "corruption"}',
    "{receipt_number}",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "[点我](javascript:alert(1))",
    "😀" * 300,
    "",
    "   ",
    "\u200b\u200b",
    "\x00\x01",
    "a" * 2_000,
    "، ؛ ؟",
]


@pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
async def test_odd_texts_are_answered_and_not_repeated(bot: Any, text: str) -> None:
    status, answer = await bot.say(text)
    assert status == 200
    assert not text.strip() or text not in json.dumps(answer, ensure_ascii=False)
    assert not text.strip() or text not in await whatever_is_kept(bot)


def test_understanding_holds_no_words(bot: Any) -> None:
    parsed = understand(bot.agent.processor, "我要举报王大锤贪污，规定二第十四条怎么说")
    assert parsed["text"] == "·"
    assert "王大锤" not in json.dumps(parsed, ensure_ascii=False)
    assert all(set(entity) == {"entity", "value"} and entity["value"].isascii() for entity in parsed["entities"])


def test_an_exception_of_the_graph_is_reduced_to_its_type(bot: Any) -> None:
    try:
        understand(bot.agent.processor, None)  # type: ignore[arg-type]
    except Exception:
        assert "·" not in traceback.format_exc()
