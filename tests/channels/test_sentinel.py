"""The sentinel: content stays content; questions, control words and cries for help are heard; the page's twin
agrees.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import control
from bot.channels.sentinel import COARSE_FILE, Coarse, Sentinel
from bot.channels.sentinel_samples import samples

ROOT = Path(__file__).parents[2]
FACTS = [json.loads(line)["fact"] for line in (ROOT.parent / "shared" / "data" / "case_facts.jsonl").open()]
PARITY: dict[str, Any] = json.loads((ROOT / "tests" / "data" / "sentinel_parity.json").read_text("utf-8"))


def test_every_fact_and_every_first_sentence_is_content(sentinel: Sentinel) -> None:
    for fact in FACTS:
        first = next(s for s in re.split(r"[。；\n]", fact) if s.strip())
        assert sentinel.judge(fact).intent is None
        assert sentinel.judge(first.strip()).intent is None


def test_hardly_a_sentence_of_a_fact_is_anything_else(sentinel: Sentinel) -> None:
    sentences = [s.strip() for fact in FACTS for s in re.split(r"[。；\n]", fact) if s.strip()]
    wrong = sum(sentinel.judge(s).intent is not None for s in sentences)
    assert wrong <= len(sentences) * 0.002


def test_made_up_answers_it_has_not_seen_are_content(sentinel: Sentinel) -> None:
    answers = samples(600, seed=2026)
    wrong = [a for a in answers if sentinel.judge(a).intent is not None]
    assert len(wrong) <= 3, wrong


@pytest.mark.parametrize(
    ("text", "intent", "topic"),
    [
        ("举报奖金最多能拿多少钱啊", "ask_rule", "reward_amount"),
        ("匿名举报有没有奖励", "ask_rule", None),
        ("你们多少天答复我", "ask_rule", "reply_time"),
        ("举报材料都有谁能看到", "ask_rule", "who_can_view"),
        ("规定2第五条第六项怎么说", "ask_rule", None),
        ("我不想举报了，帮我取消掉", "cancel", None),
        ("这一题我先跳过可以吗", "skip", None),
        ("你问我这个是要干什么用", "why", None),
        ("我要找真人客服", "handoff", None),
        ("他正在砸我家的门，快来人", "danger", None),
        ("有人在跟踪我，我不敢回家", "danger", None),
    ],
)
def test_what_is_no_answer_is_heard(sentinel: Sentinel, text: str, intent: str, topic: str | None) -> None:
    verdict = sentinel.judge(text)
    assert verdict.intent == intent
    if topic is not None:
        assert verdict.topic == topic


@pytest.mark.parametrize(
    "text",
    [
        "王建国",
        "abcdefg",
        "wx_88231",
        "zhang.san@qq.com",
        "不知道是谁，听说姓刘",
        "他说不给钱就不给办",
        "和他是同学",
        "2019年",
        "我爱人",
        "我老婆",
        "我妈",
        "无业",
        "退休",
        "没有关系",
        "不给我发工资",
        "第九条",
    ],
)
def test_short_answers_are_content(sentinel: Sentinel, text: str) -> None:
    assert sentinel.judge(text).intent is None


def test_control_words_win_always(sentinel: Sentinel) -> None:
    for name, words in control.sections().items():
        if name not in control.BY_STEP:
            for word in words:
                assert sentinel.judge(word).intent == name


@given(st.text(max_size=40))
def test_any_text_gets_a_verdict(text: str) -> None:
    model = Coarse.of(PARITY["model"])
    probabilities = model.probabilities(text)
    assert abs(sum(probabilities) - 1) < 1e-9
    assert model.label(text) in model.labels


@pytest.mark.parametrize("case", PARITY["cases"], ids=lambda c: ascii(c["text"][:20]))
def test_parity(case: dict[str, Any]) -> None:
    model = Coarse.of(PARITY["model"])
    assert model.probabilities(case["text"]) == pytest.approx(case["probabilities"], abs=1e-5)
    assert model.label(case["text"]) == case["label"]


def test_the_page_gets_at_most_150_kilobytes() -> None:
    assert len(COARSE_FILE.read_bytes()) <= 150_000


def test_held_out_sentences(sentinel: Sentinel) -> None:
    held: list[dict[str, str]] = yaml.safe_load((ROOT / "nlu_data" / "heldout" / "sealed_step.yml").read_text("utf-8"))
    heard: dict[str, list[bool]] = {}
    for one in held:
        event = sentinel.judge(one["text"]).intent is not None
        heard.setdefault(one["kind"], []).append(event)
    share = {kind: sum(events) / len(events) for kind, events in heard.items()}
    assert share["content"] <= 0.03
    assert share["question"] >= 0.85 and share["danger"] >= 0.85 and share["control"] >= 0.85
