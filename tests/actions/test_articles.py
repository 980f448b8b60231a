"""Any article in its own words: said whole on a phone, with its gaps, and kindly refused where there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rasa_sdk.executor import CollectingDispatcher

from actions import articles, asides
from actions.articles import Named, pieces
from actions.sheet import Sheet
from actions.topics import topics
from actions.turn import Turn
from actions.visit import Visit
from rules.reference import Ref, quote
from rules.texts import REGULATIONS, load
from store.items import catalogue
from store.settings import get_settings

ROOT = Path(__file__).parents[2]
RESPONSES: dict[str, list[dict[str, Any]]] = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["responses"]
ARTICLES = [Ref(number, article.number) for number in REGULATIONS for article in load(number).articles]


class Talk:
    """One conversation at one flow, as far as questions go."""

    def __init__(self, flow: str = "", way_in: str = "web", asked: str | None = None) -> None:
        self.flow, self.way_in, self.asked = flow, way_in, asked
        self.slots: dict[str, Any] = {}
        self.buttons: dict[str, str] = {}

    def hears(self, intent: str = "ask_rule", value: str | None = None, **entities: str | tuple[str, ...]) -> str:
        """What is said to a turn, all its messages."""
        named = {name: (v,) if isinstance(v, str) else v for name, v in entities.items()}
        if intent == "ask_rule" and value:
            named["topic"] = (value,)
        dispatcher = CollectingDispatcher()
        visit = Visit(
            dispatcher, "c", self.way_in, Turn(intent, value, named), Sheet(self.flow, self.slots), self.asked
        )
        self.answered = asides.respond(visit, topics())
        self.asks_back = visit.asks_back
        self.slots |= {event["name"]: event["value"] for event in visit.sheet.events()}
        self.messages = [spoken(message, self.way_in) for message in dispatcher.messages]
        self.buttons = {b["title"]: b["payload"] for m in dispatcher.messages for b in m.get("buttons") or []}
        return "\n".join(self.messages)

    def presses(self, title: str) -> str:
        intent, _, value = self.buttons[title].partition(":")
        return self.hears(intent, value)


def spoken(message: dict[str, Any], way_in: str = "web") -> str:
    """A response as the engine fills it: the wording for this way in, else the one without a condition."""
    variants = RESPONSES[message["response"]]
    own = [v for v in variants if v.get("condition", [{}])[0].get("value") == way_in]
    text = str((own or [v for v in variants if "condition" not in v])[0]["text"])
    for name, value in message.items():
        if isinstance(value, str):
            text = text.replace("{" + name + "}", value)
    return text


def test_the_words_of_a_paragraph_with_its_citation() -> None:
    heard = Talk().hears(topic="article", article="2.16.2")
    assert "《关于保护、奖励职务犯罪举报人的若干规定》第十六条第二款" in heard
    assert quote(Ref.parse("2:16.2")) in heard
    assert quote(Ref.parse("2:16.1")) not in heard


@pytest.mark.parametrize("ref", ARTICLES, ids=str)
def test_every_article_is_said_whole_in_pieces_a_phone_shows(ref: Ref) -> None:
    talk = Talk()
    heard = [talk.hears(value=f"article.{Named.of(ref).value}")]
    shown = len(talk.messages)
    while "继续" in talk.buttons:
        assert shown <= articles.AT_ONCE + 1
        heard.append(talk.presses("继续"))
        shown = len(talk.messages)
    said = "\n".join(heard)
    place = 0
    for line in quote(ref).split("\n"):
        place = said.index(line, place) + len(line)
    assert ref.cite() in heard[0]


@given(st.lists(st.text("条款项一二三", min_size=1, max_size=400), min_size=1, max_size=12))
def test_pieces_lose_nothing_and_cut_no_line(lines: list[str]) -> None:
    words = "\n".join(lines)
    found = pieces(words)
    assert "\n".join(found) == words
    assert all(len(piece) <= articles.PIECE or "\n" not in piece for piece in found)


def test_a_long_article_goes_on_when_asked() -> None:
    talk = Talk()
    first = talk.hears(value="article.3.10")
    assert "人事训练部门" in first and "警察协会" not in first and "点“继续”" in first
    rest = ""
    while "继续" in talk.buttons:
        rest = talk.presses("继续")
    assert "警察协会" in rest


def test_what_the_source_lacks_is_said() -> None:
    talk = Talk()
    whole = talk.hears(value="article.3.20")
    assert "第1项缺失" in whole and "拉扯、推搡" in whole
    item = talk.hears(article="3.20.0.1", topic="article")
    assert "第1项缺失" in item and "没有您说的" not in item
    assert "缺失" not in talk.hears(article="3.20.0.2", topic="article")
    assert "缺失" not in talk.hears(article="2.20", topic="article")


@pytest.mark.parametrize(("regulation", "count"), [(1, 26), (2, 29), (3, 43)])
def test_no_such_article_says_how_many_there_are(regulation: int, count: int) -> None:
    assert len(load(regulation).articles) == count
    for number in (count + 1, 200, 999):
        heard = Talk().hears(topic="article", article=f"{regulation}.{number}")
        assert f"一共 {count} 条" in heard and f"第 {number} 条" in heard
    for name in ("utter_article_unknown", "utter_article_elsewhere"):
        assert f"{count} 条" in str(RESPONSES[name][0]["text"])


def test_no_such_paragraph_shows_the_article() -> None:
    heard = Talk().hears(topic="article", article="2.14.7")
    assert "没有您说的那一款" in heard and "单位举报有功的" in heard


def test_without_a_regulation_the_flow_s_own_is_meant() -> None:
    assert "无故给予党纪" in Talk("report").hears(topic="article", article="0.7")
    assert "经批准" in Talk("protect_witness").hears(topic="article", article="0.7")
    assert "维护民警执法权威工作队" in Talk("rights").hears(topic="article", article="0.7")


def test_without_a_flow_the_three_are_offered_as_buttons() -> None:
    talk = Talk()
    assert "哪部规定的第九条" in talk.hears(topic="article", article="0.9")
    assert list(talk.buttons) == ["证人保护规定", "举报人保护规定", "嘉兴维权细则"]
    assert talk.asks_back
    assert "不公开个人信息" in talk.presses("证人保护规定")


def test_the_part_is_kept_while_the_regulation_is_asked_for() -> None:
    talk = Talk()
    talk.hears(topic="article", article="0.9.3")
    heard = talk.presses("举报人保护规定")
    assert "第九条第三款" in heard and "先采取紧急措施" in heard


def test_the_regulation_can_be_said_instead_of_pressed() -> None:
    talk = Talk()
    talk.hears(topic="article", article="0.9")
    assert "禁止特定的人员接触" in talk.hears("nlu_fallback", regulation="2")
    assert talk.slots[articles.WANTED] is None


def test_another_question_is_not_taken_for_the_regulation() -> None:
    talk = Talk()
    talk.hears(topic="article", article="0.9")
    assert "二十万元" in talk.hears(topic="reward_amount", regulation="2")


def test_an_article_that_only_one_has_needs_no_question() -> None:
    assert "近亲属" in Talk("report").hears(topic="article", article="0.39")
    assert "没有找到" in Talk().hears(topic="article", article="0.77")


def test_you_said_article_eight_means_the_one_just_said() -> None:
    talk = Talk("report")
    assert "第十八条" in talk.hears(topic="witness_termination")
    assert "主动提出书面终止保护申请" in talk.hears(topic="article", article="0.18")


def test_the_next_paragraph_of_what_was_said() -> None:
    talk = Talk()
    talk.hears(topic="article", article="2.17.1")
    assert "先后举报" in talk.hears(topic="article", article="0.0.2")
    assert "您问的是哪部规定" in Talk().hears(topic="article", article="0.0.2")


def test_the_words_after_an_answer() -> None:
    talk = Talk()
    talk.hears(topic="reward_payment")
    assert "应当有两名以上检察人员在场" in talk.hears(topic="article")


def test_several_articles_in_one_question() -> None:
    heard = Talk().hears(topic="article", article=("1.7", "2.9"))
    assert "变更被保护人的住所和姓名" in heard and "商请公安机关办理" in heard


def test_other_laws_are_not_made_up() -> None:
    heard = Talk("report").hears(topic="article", article="9.20")
    assert "只有三部规定" in heard and "第二十条" not in heard


def test_a_question_that_names_its_article_is_answered_plainly_and_with_its_words() -> None:
    heard = Talk().hears(topic="reward_amount", article="2.16")
    assert "有重大贡献的，经省级人民检察院批准可以超过二十万元" in heard
    assert quote(Ref.parse("2:16.2")) in heard
    assert "机要袋" in Talk().hears(topic="reward_amount", article="2.5")


def test_an_article_of_another_law_is_no_question_for_us() -> None:
    assert "只有三部规定" in Talk().hears("out_of_scope", article="9.385")
    assert "12348" in Talk().hears("out_of_scope")


def test_an_article_is_answered_also_when_the_rest_was_not_understood() -> None:
    assert "一案一奖" in Talk().hears("nlu_fallback", article="2.17")
    talk = Talk()
    assert talk.hears("nlu_fallback") == "" and not talk.answered


@pytest.mark.parametrize("topic", sorted(topics()))
def test_a_topic_is_answered_with_the_words_it_rests_on(topic: str) -> None:
    talk = Talk()
    heard = talk.hears(topic=topic)
    if "看原文" in talk.buttons:
        heard = talk.presses("看原文")
    else:
        assert len(heard) <= 700
    for ref in topics()[topic]:
        assert quote(ref).split("\n")[0] in heard
    assert talk.slots.get(articles.SHOWN, []) == [ref.short for ref in topics()[topic]]
    assert "{" not in heard


def test_what_the_settings_say_of_the_office_stands_in_the_answer() -> None:
    settings = get_settings()
    heard = Talk().hears(topic="who_receives")
    assert all(said in heard for said in (settings.office_name, settings.office_address, settings.office_phone))


def test_what_can_be_done_here_is_offered_in_place_of_the_menu_while_nothing_is_open() -> None:
    talk = Talk()
    talk.hears(topic="police_violence")
    assert talk.buttons["我要举报"] == "report" and talk.buttons["看原文"] == "ask_rule:text.police_violence"
    assert talk.asks_back
    officer = Talk(way_in="officer")
    officer.hears(topic="police_violence")
    assert "我要举报" not in officer.buttons and not officer.asks_back
    open_step = Talk("report", asked="report_mode")
    open_step.hears(topic="police_violence")
    assert "我要举报" not in open_step.buttons and not open_step.asks_back


def test_an_answer_without_an_article_leaves_what_was_spoken_of_last() -> None:
    talk = Talk()
    talk.hears(topic="reward_amount")
    talk.hears(topic="no_proof")
    assert talk.slots[articles.SHOWN] == ["2:16.2"]


@given(st.text("0123456789.", max_size=30))
def test_no_value_breaks_the_answer(value: str) -> None:
    talk = Talk("report")
    assert talk.hears(value=f"article.{value}")
    assert talk.hears(topic="article", article=value)


def test_an_officer_asking_when_is_told_the_days_of_the_application() -> None:
    assert "3个工作日" in Talk("rights", "officer").hears(topic="reply_time")


@pytest.mark.parametrize(
    ("flow", "way_in", "says", "never"),
    [
        ("rights", "officer", "视为受理", "举报中心"),
        ("protect_witness", "web", "县级以上公安机关负责人批准", "举报中心"),
        ("protection_report", "officer", "县级以上公安机关负责人批准", "工作日"),
        ("protect_reporter", "web", "迅速核实", "举报中心"),
        ("report", "web", "举报中心专人", "工作日"),
    ],
)
def test_what_happens_after_submitting_is_told_of_what_is_being_filled_in(
    flow: str, way_in: str, says: str, never: str
) -> None:
    said = Talk(flow, way_in).hears(topic="after_submit")
    assert says in said and never not in said


@pytest.mark.parametrize(
    ("flow", "way_in", "topic", "says", "never"),
    [
        ("protect_witness", "web", "protection_measures", "变更住所和姓名", "检察院应当"),
        ("protection_report", "officer", "who_protects", "谁办案、谁负责保护", "举报中心"),
        ("protect_witness", "web", "relatives_reporter", "未婚夫", "打击报复"),
        ("rights", "officer", "relatives_reporter", "同胞兄弟姊妹", "举报人"),
        ("protect_reporter", "web", "witness_urgent", "举报的检察院", "呈请"),
        ("protect_reporter", "hotline", "witness_measures", "专门性保护", "变更住所"),
        ("report", "web", "witness_measures", "变更住所和姓名", "检察院应当"),
    ],
)
def test_a_rule_that_two_matters_have_is_told_of_the_one_that_is_open(
    flow: str, way_in: str, topic: str, says: str, never: str
) -> None:
    said = Talk(flow, way_in).hears(topic=topic)
    assert says in said and never not in said


def test_every_topic_of_a_flow_is_one_that_is_answered() -> None:
    told = yaml.safe_load((ROOT / "nlu_data" / "topics.yml").read_text(encoding="utf-8"))["topics"]
    there = {(flow, topic) for entry in told.values() for flow, topic in entry.get("in_flow", {}).items()}
    assert {topic for _, topic in there} <= topics().keys() and {flow for flow, _ in there} <= catalogue().keys() | {"officer"}
