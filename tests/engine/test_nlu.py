"""The pipeline's parts: text, n-grams, references, lookups, words, goals."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.engine.nlu.context import Context, kind_of_step, weights
from bot.engine.nlu.goals import GoalModel, Guess, Options, decide
from bot.engine.nlu.lookups import Lookup, read_lookups
from bot.engine.nlu.network import Batch, Pass, package, packaged_weights, tokenize
from bot.engine.nlu.ngrams import NgramVectors, grams
from bot.engine.nlu.stance import hear
from bot.engine.nlu.text import bare, is_command, normalise, plain
from bot.engine.nlu.tuning import Schedule, tune, vectors
from bot.engine.nlu.variants import variants
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
        ("我想了一晚上没睡着,家里人也劝,我还是决定不举报了", "report", "not_that"),
        ("他贪了公家不少钱,我原本要告他,现在不想举报了", "report", "not_that"),
        ("能不署名检举粮站的站长不,他压我们的秤", "report", "report"),
        ("不是来查进度的我来举报财政所的人压着救济款不发", "report", "report"),
        ("前天有人说让我出不了村我是那个案子的翻译要申请保护", "protect_witness", "protect_witness"),
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


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("我要report一个贪官", "我要举报一个贪官"),
        ("JB村干部", "举报村干部"),
        ("bian hao丢了", "编号丢了"),
        ("查下jindu", "查下进度"),
        ("reporters", "reporters"),
        ("编号3619 0012 4456，怎么样了", "编号某编号,怎么样了"),
        ("(2023)浙0402刑初12号的证人", "某案号的证人"),
        ("第16条", "第16条"),
        ("12389投诉", "12389投诉"),
        ("i want to report my boss", "i want to report my boss"),
    ],
)
def test_foreign_words_and_numbers_are_said_in_chinese(written: str, seen: str) -> None:
    assert plain(written) == seen


def test_variants_are_the_same_every_time_and_keep_the_goal() -> None:
    own = [(f"我要举报{who}贪污", "report") for who in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"]
    own += [(f"帮我查一下{what}的进度", "query_status") for what in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"]
    made = variants(own)
    assert made == variants(own) and len(made) > 10
    assert {goal for _, goal in made} == {"report", "query_status"} and not {t for t, _ in made} & {t for t, _ in own}
    assert all("我" not in text for text, _ in made if text.startswith("来电人"))


def test_the_network_is_the_packages_own() -> None:
    texts = ["我要举报", "我想检举我们单位的领导", "今天天气很好"]
    found = Pass(packaged_weights(), Batch.of(tokenize(texts))).out
    found = found / np.linalg.norm(found, axis=1, keepdims=True)
    assert np.allclose(found, package()._encode(texts), atol=1e-4)
    assert found[0] @ found[1] > found[0] @ found[2]


def test_gradients_are_those_of_the_network() -> None:
    weights_, batch = packaged_weights(), Batch.of(tokenize(["我要举报我们单位的领导", "匿名"]))
    pull = np.random.default_rng(0).standard_normal((2, 512)).astype(np.float32)
    grads = Pass(weights_, batch).back(pull)
    for name, grad in grads.items():
        place = np.unravel_index(np.abs(grad).argmax(), grad.shape)
        before, step = float(weights_[name][place]), 1e-3 * max(1.0, abs(float(weights_[name][place])))
        sums = []
        for moved in (before + step, before - step):
            weights_[name][place] = moved
            sums.append(float((Pass(weights_, batch).out.astype(np.float64) * pull).sum()))
        weights_[name][place] = before
        assert (sums[0] - sums[1]) / (2 * step) == pytest.approx(float(grad[place]), rel=0.05), name


def test_tuning_learns_and_is_the_same_every_time() -> None:
    texts = ["我要举报", "检举局长", "举报贪官", "奖金多少", "奖励有多少钱", "能拿多少奖金"]
    targets = np.repeat(np.eye(2, dtype=np.float32), 3, axis=0)
    plan = Schedule(rounds=12, size=3)
    tuned = tune(texts, targets, plan)
    scores = vectors(tuned, texts) @ tuned["head"] + tuned["head_b"]
    assert (scores.argmax(1) == targets.argmax(1)).all()
    assert np.array_equal(tuned["cnn"], tune(texts, targets, plan)["cnn"])


def test_what_was_asked_narrows_what_can_be_meant() -> None:
    goals = ("report", "answer", "affirm", "submit", "ask_rule/reward_amount", "officer_task/approve")
    nothing_open = dict(zip(goals, weights(goals, Context("none", "web")), strict=True))
    assert nothing_open["answer"] == nothing_open["affirm"] == nothing_open["submit"] == 0
    assert nothing_open["report"] == nothing_open["ask_rule/reward_amount"] == 1
    assert 0 < nothing_open["officer_task/approve"] < 1
    choice = dict(zip(goals, weights(goals, Context("choice", "officer")), strict=True))
    assert choice["answer"] > 1 and choice["officer_task/approve"] == 1 and choice["report"] < 1
    assert set(weights(goals, Context())) == {1.0}


@pytest.mark.parametrize(
    ("loop", "step", "kind"),
    [
        (None, None, "none"),
        ("report_form", "report_mode", "choice"),
        ("report_form", "report_acknowledge", "yes_no"),
        ("report_form", "confirm_cancel", "yes_no"),
        ("report_form", "report_review", "review"),
        ("report_form", "report_facts", "words"),
        ("status_form", "status_number", "number"),
        ("report_form", "something_else", None),
    ],
)
def test_kind_of_step(loop: str | None, step: str | None, kind: str | None) -> None:
    assert kind_of_step(loop, step) == kind


@pytest.fixture(scope="module")
def goals() -> GoalModel:
    data = {
        "report": ["我要举报", "检举局长", "举报贪官", "我想举报一个人", "匿名举报", "贪污"],
        "ask_rule/reward_amount": ["奖金多少", "奖励有多少钱", "能拿多少奖金"],
        "greet": ["你好", "您好", "在吗"],
        "answer": ["贪污", "匿名", "受贿"],
    }
    texts = [t for ts in data.values() for t in ts]
    return GoalModel.fit(texts, [g for g, ts in data.items() for _ in ts], Options(rounds=6))


def test_a_bare_keyword_is_an_answer_only_where_something_was_asked(goals: GoalModel) -> None:
    assert goals.guess("贪污", Context("none")).ranking == (("report", 1.0),)
    assert goals.guess("贪污", Context("choice")).ranking[0][0] == "answer"
    assert "answer" not in dict(goals.guess("受贿啊", Context("none")).ranking)


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
