"""The pipeline's parts: text, n-grams, references, lookups, words, goals."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.engine.nlu.encoder import encode
from bot.engine.nlu.goals import GoalModel, Guess, decide
from bot.engine.nlu.lookups import Lookup, read_lookups
from bot.engine.nlu.ngrams import NgramVectors, grams
from bot.engine.nlu.stance import hear
from bot.engine.nlu.text import bare, is_command, normalise
from bot.engine.nlu.words import WordRuler
from bot.references import find_references


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("我要舉報", "我要举报"),
        ("ＡＢＣ１２３", "abc123"),
        ("举\u200b报\u202e", "举报"),
        ("  你好\n\n啊 ", "你好 啊"),
        ("啊啊啊啊啊啊", "啊啊"),
        ("10000元", "10000元"),
    ],
)
def test_normalise(written: str, seen: str) -> None:
    assert normalise(written) == seen


def test_normalise_is_stable_and_bounded() -> None:
    long = normalise("舉報。" * 5_000)
    assert normalise(long) == long and len(long) <= 240


def test_bare_compares_sayings() -> None:
    assert bare("我要舉報！！") == bare("我要，举报")


@pytest.mark.parametrize("text", ["/x", "／x", " \u200b/x", "∕x", "\\x", "\ufeff/restart"])
def test_commands(text: str) -> None:
    assert is_command(text)


@pytest.mark.parametrize("text", ["", "x/y", "2021/3/4", "举报"])
def test_no_commands(text: str) -> None:
    assert not is_command(text)


def test_references_run_in_this_environment() -> None:
    """The cases stand in tests/nlu_data/test_references.py; here only that the older Python reads them alike."""
    found = find_references(normalise("規定２第十六條第二款怎麼說"))
    assert [(r.entity, r.value) for r in found] == [("regulation", "2"), ("article", "2.16.2")]


def test_ngrams_mark_the_ends() -> None:
    assert list(grams("报", 2)) == ["^", "报", "$", "^报", "报$"]
    vectors = NgramVectors.fit(["举报他", "举报她"], 2, 1)
    ids, values = vectors.row("举报他")
    assert len(ids) == len(values) and np.isclose(values @ values, 1.0)
    assert len(vectors.row("zz")[0]) > 0 and vectors.row("zz")[1].shape == vectors.row("zz")[0].shape


def test_words_are_found_as_options() -> None:
    ruler = WordRuler(
        [
            Lookup("crime_kind", {"corruption": ("贪污", "贪污公款"), "bribery": ("受贿",)}),
            Lookup("who", {"close_relative": ("老婆", "父母")}),
        ]
    )
    found = [(e["entity"], e["value"]) for e in ruler.find("他贪污公款还受贿,威胁我老婆")]
    assert found == [("crime_kind", "corruption"), ("crime_kind", "bribery"), ("who", "close_relative")]
    assert ruler.find("") == [] and ruler.find("天气不错") == []


def heard(text: str, intent: str, ruler: WordRuler) -> tuple[str, dict[str, list[str]]]:
    """Intent and entities that are left."""
    found = hear(text, intent, [intent], ruler.find(text))
    entities: dict[str, list[str]] = {}
    for entity in found.entities:
        entities.setdefault(entity["entity"], []).append(entity["value"])
    return found.intent, entities


def test_an_option_that_is_denied_or_asked_about_is_none() -> None:
    ruler = WordRuler([Lookup("crime_kind", {"corruption": ("贪污",), "bribery": ("受贿",)})])
    _, entities = heard("不是贪污,是受贿", "answer", ruler)
    assert entities["crime_kind"] == ["bribery"] and entities["denied"] == ["crime_kind.corruption"]
    assert entities["stance"] == ["affirmed"]
    _, entities = heard("是不是贪污", "answer", ruler)
    assert "crime_kind" not in entities and entities["stance"] == ["asked"]


@pytest.mark.parametrize(
    ("text", "intent", "left"),
    [
        ("我不要举报", "report", "not_that"),
        ("不查进度", "query_status", "not_that"),
        ("我没有危险", "danger", "not_that"),
        ("没有危险但是他在门口砸门", "danger", "danger"),
        ("没有人保护我", "protect_reporter", "protect_reporter"),
        ("他们不举报,我要举报", "report", "report"),
        ("不要举报,要查进度", "report", "query_status"),
        ("他叫我举报", "report", "not_that"),
        ("领导让我做假账,我要举报", "report", "report"),
        ("我想举报", "report", "report"),
    ],
)
def test_a_flow_that_is_declined_is_not_opened(text: str, intent: str, left: str) -> None:
    assert heard(text, intent, WordRuler([Lookup("sex", {"male": ("男",)})]))[0] == left


def test_another_matter_names_no_option() -> None:
    ruler = WordRuler([Lookup("capacity", {"individual": ("自己",)})])
    _, entities = heard("张三是谁你们自己查", "nlu_fallback", ruler)
    assert "capacity" not in entities


def test_a_word_stands_for_each_entity_that_has_it() -> None:
    ruler = WordRuler([Lookup("who", {"close_relative": ("我妈",)}), Lookup("relative", {"parent": ("我妈", "妈")})])
    found = [(e["entity"], e["value"]) for e in ruler.find("我妈")]
    assert found == [("relative", "parent"), ("who", "close_relative")]


def test_whose_parents_is_not_oneself() -> None:
    ruler = WordRuler([Lookup("who", {"self": ("保护我",), "close_relative": ("爸妈", "老婆")})])
    assert [e["value"] for e in ruler.find("保护我爸妈")] == ["close_relative"]
    assert [e["value"] for e in ruler.find("保护我")] == ["self"]
    assert [e["value"] for e in ruler.find("保护我和老婆")] == ["self", "close_relative"]


def test_a_word_for_two_options_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("entity: x\nvalues:\n  a: [同]\n  b: [同]\n", encoding="utf-8")
    with pytest.raises(ValueError, match="同"):
        read_lookups(tmp_path)


def test_the_projects_lookups_can_be_read() -> None:
    folder = Path(__file__).resolve().parents[2] / "nlu_data/lookups"
    lookups = read_lookups(folder)
    assert {lookup.entity for lookup in lookups} >= {"crime_kind", "who"}
    assert all(words for lookup in lookups for words in lookup.values.values())


def test_the_encoder_gives_unit_vectors() -> None:
    vectors = encode(["我要举报", "我想检举", "今天天气很好"])
    assert vectors.shape == (3, 512) and np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


@pytest.fixture(scope="module")
def goals() -> GoalModel:
    data = {
        "report": ["我要举报", "检举局长", "举报贪官", "我想举报一个人"],
        "ask_rule/reward_amount": ["奖金多少", "奖励有多少钱", "能拿多少奖金"],
        "greet": ["你好", "您好", "在吗"],
    }
    texts = [t for ts in data.values() for t in ts]
    return GoalModel.fit(texts, [g for g, ts in data.items() for _ in ts])


def test_goals_are_learnt(goals: GoalModel) -> None:
    assert goals.guess("我要舉報！").stage == "said"
    assert goals.guess("我要检举一个贪官").ranking[0][0] == "report"
    assert goals.guess("奖金有多少钱").ranking[0][0] == "ask_rule/reward_amount"
    guess = goals.guess("您好呀")
    assert guess.ranking[0][0] == "greet" and 0 < guess.ranking[0][1] <= 1


def test_goals_survive_the_disk(goals: GoalModel, tmp_path: Path) -> None:
    goals.save(tmp_path)
    again = GoalModel.load(tmp_path)
    for text in ("我要检举一个贪官", "奖金有多少钱", "完全不同的话"):
        one, other = goals.guess(text), again.guess(text)
        assert [g for g, _ in one.ranking] == [g for g, _ in other.ranking] and one.stage == other.stage
        assert np.allclose([p for _, p in one.ranking], [p for _, p in other.ranking], atol=0.02)


def test_decide() -> None:
    assert decide(Guess((("ask_rule/x", 0.9), ("report", 0.05)), "full"), 0.2, 0.03) == ("ask_rule", "x", 0.9)
    assert decide(Guess((("report", 0.15), ("greet", 0.05)), "full"), 0.2, 0.03)[0] == "nlu_fallback"
    assert decide(Guess((("report", 0.41), ("greet", 0.40)), "full"), 0.2, 0.03)[0] == "nlu_fallback"
