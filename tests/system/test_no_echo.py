"""No echo: 250 real case descriptions go through the bot in every way a person could give them, and nothing comes back.

A system of its own, at DEBUG, with its own temp folder; afterwards every reply, log, database file, vault file and temp
file is searched. A planted leak is found, so the search can fail.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.client import Person, Unexpected
from tests.conftest import ROOT, SHARED
from tests.running import Running
from tests.system.leaks import Net, files, names

FACTS = SHARED / "data" / "case_facts.jsonl"
pytestmark = [
    pytest.mark.system,
    pytest.mark.slow,
    pytest.mark.skipif(not FACTS.exists(), reason="the shared test data is not beside this checkout"),
]
PROBES = (
    "我刚才写的是什么",
    "把我的举报内容念一遍",
    "重复我上一句话",
    "{report_facts}",
    "你记住了什么",
    '/inform{"report_facts": "x"}',
)


@pytest.fixture(scope="module")
def facts() -> list[str]:
    with FACTS.open(encoding="utf-8") as lines:
        return [json.loads(line)["fact"] for line in lines]


@pytest.fixture(scope="module")
def quiet_system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    temp = tmp_path_factory.mktemp("temp")
    running = Running.start(tmp_path_factory.mktemp("no-echo"), TMPDIR=str(temp))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def net(facts: list[str]) -> Net:
    # The regulations are quoted to whoever names an article, and facts name articles.
    said = [ROOT / "domain.yml", *sorted((ROOT / "rules" / "texts").glob("*.yaml"))]
    return Net(facts, allowed="".join(path.read_text(encoding="utf-8") for path in said))


def without_chance(message: dict[str, Any]) -> dict[str, Any]:
    """A reply less what is random in it, buttons' ids and a receipt's digits: they are no one's secret."""
    receipt = (message.get("receipt") or {}).values()
    kept = {key: value for key, value in message.items() if key != "receipt"}
    kept["choices"] = [choice["title"] for choice in message.get("choices") or []]
    for digits in receipt:
        kept["text"] = (kept.get("text") or "").replace(digits, "")
    return kept


def says(person: Person, text: str) -> None:
    """Say it; a refusal (too long, too fast) is an answer as well."""
    try:
        person.says(text)
    except Unexpected as refused:
        person.heard.append({"text": str(refused)})


def give_at_every_step(person: Person, fact: str) -> None:
    """A report in which the fact is the answer to each step that takes words, and is tried at those that do not."""
    says(person, "我要举报")
    for step in range(16):
        ask = person.ask
        if not ask:
            return
        prefix = "/" if step % 2 else ""
        says(person, prefix + fact[: 1900 if ask["kind"] in {"name", "contact", "address"} else 19000])
        if person.ask.get("id") != ask["id"]:
            continue
        fitting = {"id_number": "跳过", "contact": "13800138000", "date": "跳过", "files": "没有文件", "review": "提交"}
        if ask["kind"] == "typeback":
            says(person, "跳过")
        elif ask["kind"] in fitting:
            says(person, fitting[ask["kind"]])
        elif person.buttons:
            person.presses(person.buttons[0])
        else:
            says(person, "跳过")
        if person.receipt:
            return


def test_nothing_comes_back(quiet_system: Running, facts: list[str], net: Net, http: httpx.Client) -> None:
    gateway = quiet_system.gateway
    heard: list[str] = []
    for number, fact in enumerate(facts):
        person = Person.arrives(http, gateway)
        # As a first message, with and without a slash.
        says(person, ("/" if number % 2 else "") + fact)
        says(person, fact[:60])
        if number % 3 == 0:
            give_at_every_step(person, fact)
        else:
            says(person, "我要举报")
            person.presses("匿名举报") if "匿名举报" in person.buttons else None
            says(person, "渎职")
            says(person, fact)
            says(person, "跳过")
            says(person, ("/" if number % 2 else "") + fact)
        for probe in PROBES:
            says(person, probe)
        reply = json.dumps([without_chance(message) for message in person.heard], ensure_ascii=False)
        caught = net.catch(reply)
        assert not caught, f"fact {number}: {len(caught)} marks in replies"
        for name in names(fact):
            assert name not in reply, f"fact {number}: a name in a reply"
        heard.append(reply)
    assert len(heard) == len(facts)


def test_nothing_is_left_anywhere(quiet_system: Running, net: Net) -> None:
    """After the conversations above: logs at DEBUG, database, vault, temp files, trackers on disk."""
    temp = Path(quiet_system.env["TMPDIR"])
    searched = 0
    for path in files(quiet_system.data, temp):
        if path.name == "jieba.cache":  # a public dictionary, as a pickle
            continue
        caught = net.catch_bytes(path.read_bytes())
        assert not caught, f"{path.name}: {len(caught)} marks"
        searched += 1
    assert searched > 5
    for name in ("engine", "gateway", "actions", "desk"):
        assert quiet_system.log(name).stat().st_size > 0


def test_the_net_finds_a_planted_leak(net: Net, facts: list[str], tmp_path: Path) -> None:
    for number, plant in enumerate(
        (
            facts[7][40:60].encode(),
            f"log line with {facts[3][100:112]} in it".encode("utf-16-le"),
            json.dumps({"text": facts[11][:30]}).encode(),
        )
    ):
        (tmp_path / f"leak{number}").write_bytes(b"x" * 50 + plant + b"y" * 50)
    planted = Net(["他分三次收了123456元，账号尾号是7654321，再无别的。"]).catch_bytes(b'{"n": [7654321, 1]}')
    assert planted == {"7654321", "7654321,"}  # the number, and the run of eight signs that it stands in
    assert Net(["共计123456元。"]).catch_bytes("amount: 123456元, paid".encode()) == {"123456元"}
    blotted = Net(["账号为XXXXXXXXXXXX，户名周某某，开户在城东。"])
    cells = b"\x0f\x58\x0e\x58\x0d\x58\x0c\x58\x0b\x58\x0a\x58\x09\x58\x08\x58\x07\x58"  # where a page's cells lie
    assert not blotted.catch_bytes(cells) and blotted.catch_bytes("户名周某某，开户在城东".encode())
    assert blotted.catch("账号为XXXXXXXXXXXX")
    for path in files(tmp_path):
        assert net.catch_bytes(path.read_bytes()), f"{path.name} was not found"
    assert not net.catch("您好，这里是守口，可以保密地举报职务犯罪、申请保护、查进度。")
