"""The topics of the rules: provisions that exist, answers that cite them, questions in many ways."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from rules.numerals import NUMERAL, to_int
from rules.reference import Ref
from rules.texts import REGULATIONS, load

ROOT = Path(__file__).parents[2]
TITLES = {load(number).title: number for number in REGULATIONS}
_N = f"[{NUMERAL}]+"
_CITED = re.compile(r"《([^》]+)》((?:第[^《》）；]*))")
_STEP = re.compile(rf"(至)?(?:第({_N})条)?(?:第({_N})款)?(?:第({_N})项)?")


def read(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


@cache
def read_responses() -> dict[str, Any]:
    responses: dict[str, Any] = read("domain.yml")["responses"]
    return responses


TOPICS: dict[str, dict[str, Any]] = read("nlu_data/topics.yml")["topics"]
ANSWERED = [topic for topic in TOPICS if topic != "article"]


def cited(answer: str) -> set[Ref]:
    """The provisions named in an answer's last brackets: 第二十六条第一项、第二项 is two, 第二十条至第二十五条 six."""
    found: set[Ref] = set()
    for title, places in _CITED.findall(answer[answer.rindex("（《") :]):
        article: int | None = None
        paragraph: int | None = None
        for place in re.split(r"、|(?=至)", places):
            step = _STEP.fullmatch(place)
            assert step, place
            to, *numbers = step.groups()
            new_article, new_paragraph, item = (None if n is None else to_int(n) for n in numbers)
            if to:
                assert article is not None and new_article is not None
                found |= {Ref(TITLES[title], between) for between in range(article + 1, new_article)}
            if new_article is not None:
                article, paragraph = new_article, new_paragraph
            elif new_paragraph is not None:
                paragraph = new_paragraph
            assert article is not None
            found.add(Ref(TITLES[title], article, paragraph, item))
    return found


@pytest.mark.parametrize("answer, short", [
    ("……（《关于保护、奖励职务犯罪举报人的若干规定》第二十六条第一项、第二项）", {"2:26(1)", "2:26(2)"}),
    ("……（《嘉兴市公安机关维护民警执法权威工作实施细则》第二十条至第二十二条）", {"3:20", "3:21", "3:22"}),
    ("……（《公安机关办理刑事案件证人保护工作规定》第二条、第六条第一款第一项）", {"1:2", "1:6.1(1)"}),
])  # fmt: skip
def test_citations_are_read(answer: str, short: set[str]) -> None:
    assert {ref.short for ref in cited(answer)} == short


@pytest.mark.parametrize("topic", [topic for topic in ANSWERED if TOPICS[topic]["refs"]])
def test_a_topic_is_answered_with_its_provisions(topic: str) -> None:
    refs = TOPICS[topic]["refs"]
    assert [Ref.parse(ref).short for ref in refs] == refs
    answer = read_responses()[f"utter_ask_rule/{topic}"][0]["text"]
    assert cited(answer) == {Ref.parse(ref) for ref in refs}
    assert answer.endswith("）")
    assert 40 <= answer.rindex("（《") <= 160


@pytest.mark.parametrize("topic", [topic for topic in ANSWERED if not TOPICS[topic]["refs"]])
def test_where_no_article_answers_the_answer_says_what_to_do(topic: str) -> None:
    answer = read_responses()[f"utter_ask_rule/{topic}"][0]["text"]
    assert "（《" not in answer
    assert 60 <= len(answer) <= 160 or topic == "language"


def test_questions_and_topics_are_the_same() -> None:
    names = ("ask_rule", "ask_rule_articles", "ask_service")
    blocks = [block for name in names for block in read(f"nlu_data/nlu/{name}.yml")["nlu"]]
    asked = {block["intent"]: block["examples"].splitlines() for block in blocks}
    assert len(asked) == len(blocks)
    assert set(asked) == {f"ask_rule/{topic}" for topic in TOPICS}
    assert {name: len(lines) for name, lines in asked.items() if len(lines) < 25} == {}
    every = [line for lines in asked.values() for line in lines]
    assert len(set(every)) == len(every)


def test_every_article_is_reached_by_a_topic() -> None:
    reached = {(ref.regulation, ref.article) for entry in TOPICS.values() for ref in map(Ref.parse, entry["refs"])}
    every = {(number, article.number) for number in REGULATIONS for article in load(number).articles}
    assert every - reached == set()


def test_no_question_stands_under_two_goals() -> None:
    """A sentence that two goals claim teaches neither. A bare answer is none where nothing was asked: context decides."""
    owners: dict[str, str] = {}
    for path in sorted((ROOT / "nlu_data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if block["intent"] == "answer":
                continue
            for line in str(block.get("examples", "")).splitlines():
                assert owners.setdefault(line.strip(), block["intent"]) == block["intent"], line


def test_what_is_held_out_is_not_trained_on() -> None:
    """Held-out sentences on articles are new ones: what training holds by now is left out of the figures anyway."""
    trained = {
        line.removeprefix("- ").strip()
        for path in sorted((ROOT / "nlu_data" / "nlu").glob("*.yml"))
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        for line in str(block.get("examples", "")).splitlines()
    }
    held: list[dict[str, str]] = read("nlu_data/heldout/articles.yml")
    assert len(held) >= 80
    assert [one["text"] for one in held if one["text"] in trained] == []
    assert {one["goal"].removeprefix("ask_rule/") for one in held} <= {*TOPICS, "out_of_scope", "report"}


def test_every_item_has_its_reason() -> None:
    flows = read("store/items.yaml")["flows"]
    reasons = {f"utter_why_{flow}_{item}" for flow, entry in flows.items() for item in entry["items"]}
    assert reasons <= set(read_responses())
