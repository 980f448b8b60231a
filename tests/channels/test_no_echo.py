"""Invariant 1 at the boundary: no fact leaves it, wherever it is said: not to the engine, a reply, a log, a
file, an exception.
"""

import json
import logging
from pathlib import Path

import pytest

from store import receipts
from tests.channels.conftest import Bench, Talk

ROOT = Path(__file__).parents[2]
FACTS = [json.loads(line)["fact"] for line in (ROOT.parent / "shared" / "data" / "case_facts.jsonl").open()]
RUN = 8


def runs(fact: str) -> set[str]:
    compact = "".join(fact.split())
    return {compact[i : i + RUN] for i in range(0, len(compact) - RUN)}


def leaks(fact: str, place: str) -> bool:
    compact = "".join(place.split())
    return any(run in compact for run in runs(fact))


def test_the_test_finds_a_planted_leak() -> None:
    assert leaks(FACTS[0], f"log: {FACTS[0][20:40]}")
    assert not leaks(FACTS[0], "已经封存。下一步：有没有证据或者线索？没有就说“跳过”。")


@pytest.mark.parametrize("prefix", ["", "/", "／"])
async def test_facts_said_at_the_facts_step(
    talk: Talk, bench: Bench, caplog: pytest.LogCaptureFixture, prefix: str
) -> None:
    caplog.set_level(logging.DEBUG)
    await talk.to("report.facts")
    bench.script.told.clear()
    for number, fact in enumerate(FACTS[len(prefix) :: 3]):
        caplog.clear()
        if number % 10 == 3:
            bench.script.break_next = "before"
        await talk.say(prefix + fact)
        heard = json.dumps(talk.last, ensure_ascii=False)
        assert not leaks(fact, heard)
        assert not leaks(fact, caplog.text)
        assert not leaks(fact, json.dumps(bench.script.told, ensure_ascii=False))
        bench.script.at[talk.conversation] = "report.facts"
        bench.script.answer = None
        await talk.say("帮助")
        assert talk.ask["id"] == "report.facts"
    folder = bench.gateway.settings.data
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for fact in FACTS[len(prefix) :: 3]:
                for start in (0, 40, 80):
                    assert fact[start : start + RUN].encode() not in content, path.name


@pytest.mark.parametrize(
    "step",
    ["report.name", "report.id_number", "report.contact", "report.date", "report.files", "status.password", "typeback"],
)
async def test_facts_said_where_something_else_is_asked(
    talk: Talk, bench: Bench, caplog: pytest.LogCaptureFixture, step: str
) -> None:
    caplog.set_level(logging.DEBUG)
    if step == "status.password":
        await talk.press("查询进展")
        await talk.say(receipts.new_number())
    elif step == "typeback":
        await talk.to("report.review")
        await talk.press("提交")
    else:
        await talk.to(step)
    assert talk.ask["id"] == step
    for fact in FACTS[:25]:
        caplog.clear()
        bench.script.told.clear()
        await talk.say(fact)
        for place in (
            json.dumps(talk.last, ensure_ascii=False),
            caplog.text,
            json.dumps(bench.script.told, ensure_ascii=False),
        ):
            assert not leaks(fact, place)
        if talk.ask.get("id") != step:
            bench.script.at[talk.conversation] = step
            await talk.say("帮助")
