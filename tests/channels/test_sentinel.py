"""The sentinel: content stays content by kind of step; questions, control words and cries for help are heard; a story is
sealed where nothing was asked; the page's twin agrees.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import control, passing, undertone
from bot.channels.schemas import Ask
from bot.channels.sentinel import COARSE_FILE, Sentinel
from bot.channels.sentinel_measure import HELD_OUT, doubted, first_sentences, heard, held_out, interruptions
from bot.channels.sentinel_model import HELP, NEVER_DOUBTED, Reader, fold
from bot.channels.sentinel_names import names
from bot.channels.sentinel_samples import samples
from bot.channels.sentinel_train import MOST_COMPRESSED, compressed
from bot.channels.text import clean
from bot.stated import REQUEST, opens_report

ROOT = Path(__file__).parents[2]
FACTS = [json.loads(line)["fact"] for line in (ROOT.parent / "shared" / "data" / "case_facts.jsonl").open()]
PARITY: dict[str, Any] = json.loads((ROOT / "tests" / "data" / "sentinel_parity.json").read_text("utf-8"))
SMALL = Reader(PARITY["model"])


def test_every_fact_and_every_first_sentence_is_content(sentinel: Sentinel) -> None:
    firsts = [next(s for s in re.split(r"[。；\n]", fact) if s.strip()).strip() for fact in FACTS]
    assert [fact for fact in FACTS if sentinel.judge(fact).intent is not None] == []
    assert len([first for first in firsts if sentinel.judge(first).intent is not None]) <= 1


def test_hardly_a_sentence_of_a_fact_is_anything_else(sentinel: Sentinel) -> None:
    sentences = [s.strip() for fact in FACTS for s in re.split(r"[。；\n]", fact) if s.strip()]
    wrong = sum(sentinel.judge(s).intent is not None for s in sentences)
    assert wrong <= len(sentences) * 0.002


def test_facts_are_stories_where_nothing_was_asked(sentinel: Sentinel) -> None:
    clear = [fact for fact in FACTS if sentinel.zone(clean(fact).plain) not in ("story", "unsure")]
    assert len(clear) <= len(FACTS) * 0.01, clear


def test_made_up_answers_it_has_not_seen_are_content(sentinel: Sentinel) -> None:
    answers = samples(600, seed=2026)
    wrong = [a for a in answers if sentinel.judge(a).intent is not None]
    assert len(wrong) <= 3, wrong


@pytest.mark.parametrize("kind", sorted(NEVER_DOUBTED))
def test_no_name_is_ever_doubted(sentinel: Sentinel, kind: str) -> None:
    doubtful = [n for n in names(5_000, seed=7) if doubted(sentinel, n, kind) != "content"]
    assert doubtful == []


def test_hardly_a_name_is_doubted_where_facts_are_asked(sentinel: Sentinel) -> None:
    doubtful = [n for n in names(5_000, seed=7) if doubted(sentinel, n, "text") != "content"]
    assert len(doubtful) <= 25, doubtful


@pytest.mark.parametrize(
    "text",
    [
        "见附件",
        "忘了",
        "不清楚是谁",
        "内容见附件，谢谢",
        "密码被他改了",
        "他让我先取消合同",
        "他把钱退回来了",
        "他要求我取消订单",
        "他开车撞死人后找人顶包",
        "换人了",
        "改了账",
        "没送钱能批下来吗",
        "后来他改了标书",
        "他问我为什么要查账",
        "他说提交上去也没用",
        "他威胁我说别去报警",
        "书记问我是不是想退出",
        "李会计让我跳过验收",
        "老板叫我先等一下",
        "警察喊我返回去拿钱",
        "我老婆问他钱什么时候退",
        "镇长说这事取消",
        "有人让我改一下发票",
        "他骂我你是谁",
        "对方要求我撤销举报",
        "昨天他们在砸我家的门",
        "三年前有人拿刀追我",
        "怕他找人来砸门",
        "他",
        "她",
        "张刚",
        "谢芳",
        "没有录音",
        "两万",
        "钱没退",
        "合同作废了",
        "名额取消了",
        "数据改过",
        "他叫什么我不知道",
    ],
)
def test_content_at_a_step_for_facts(sentinel: Sentinel, text: str) -> None:
    assert doubted(sentinel, text, "text") == "content"
    assert sentinel.judge(clean(text).plain).intent is None


@pytest.mark.parametrize(
    ("text", "intent", "topic"),
    [
        ("举报奖金最多能拿多少钱啊", "ask_rule", "reward_amount"),
        ("匿名举报有没有奖励", "ask_rule", None),
        ("你们多少天答复我", "ask_rule", "reply_time"),
        ("举报材料都有谁能看到", "ask_rule", "who_can_view"),
        ("我不想举报了，帮我取消掉", "cancel", None),
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
        "无业",
        "退休",
        "没有关系",
        "不给我发工资",
        "第九条",
    ],
)
def test_short_answers_are_content(sentinel: Sentinel, text: str) -> None:
    assert sentinel.judge(text).intent is None


@pytest.mark.parametrize(
    ("text", "goal", "choices"),
    [
        (
            "我要匿名举报我们镇长张三去年三月收了包工头20万",
            "report",
            ["crime_kind.corruption", "report_mode.anonymous"],
        ),
        ("我要实名举报我们局长，他把公款打到了自己老婆卡上", "report", ["report_mode.realname"]),
        ("我不想实名，我们校长收了家长十几万择校费", "report", ["crime_kind.corruption"]),
        ("法官收钱乱判", "report", []),
        ("村长把低保吃了", "report", []),
        ("我举报了科长以后被调到仓库，工资也停了", "protect_reporter", []),
        ("我是民警，昨天出警的时候被人打了两拳", "rights", ["ground.infringed", "on_duty.yes"]),
        ("上次举报漏了一张收条，我今天找到了", "add_material", []),
    ],
)
def test_a_story_is_sealed_with_its_goal_and_choices(
    sentinel: Sentinel, text: str, goal: str, choices: list[str]
) -> None:
    assert sentinel.zone(text) in ("story", "unsure")
    story = sentinel.story(text)
    assert (story.goal, list(story.choices)) == (goal, choices)


DEEDS = {
    "corruption": "镇长收了包工头二十万|局长受贿|书记把扶贫款侵吞了|他挪用公款炒股|会计吃空饷|李所长收了我两万块才放人|主任索要了五千元|科长收黑钱",
    "dereliction": "所长玩忽职守|他们徇私枉法|县里有人给他当保护伞|该管不管，死了人|监狱违规减刑|民警压案不查",
    "personal_rights": "警察打人逼供|刑讯逼供，手都肿了|他们没有手续关了我三天|没有搜查证就搜了我家|把我儿子吊着打逼他承认|所里非法拘禁",
    "democratic_rights": "村长花钱买选票|换届时有人破坏选举|他们不让我们投票|镇里操纵选举",
}
NO_PLAIN_DEED = (
    "警察打了我|我儿子被人关了|领导骂人|他没有受贿|这算不算贪污|是不是受贿我不知道|法官收钱乱判|他收了三万斤粮|收了两百亩地|别人诬告我贪污|如果他收了钱呢"
    "|不是非法拘禁|他反贪污出身|收粪便费的人"
)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, all_ in DEEDS.items() for text in all_.split("|")])
def test_a_deed_plainly_named_states_its_kind(sentinel: Sentinel, kind: str, text: str) -> None:
    assert sentinel.story(text).choices == (f"crime_kind.{kind}",)
    assert sentinel.reader.knows(f"crime_kind.{kind}")


@pytest.mark.parametrize("text", NO_PLAIN_DEED.split("|"))
def test_what_is_of_no_plain_kind_is_asked(sentinel: Sentinel, text: str) -> None:
    assert sentinel.story(text).choices == ()


REQUESTS = (
    "我要实名举报我们单位领导|我要匿名举报我们镇长|我想举报局长|我们要联名举报村支书|你好，我想匿名举报教育局一个科长|我要实名检举我们医院的院长"
    "|本人要实名举报派出所副所长|我要举报我们公司老总|俺想匿名举报村干部|我准备实名举报我们学校校长。"
)
TELLS = "我要实名举报局长贪污|我要举报张三|我要匿名举报我们镇长收了包工头二十万|他要实名举报我们领导|我不要实名举报领导|我要举报王局长|我要举报书记打人"


@pytest.mark.parametrize("text", REQUESTS.split("|"))
def test_a_request_that_tells_nothing_goes_whatever_the_training(sentinel: Sentinel, text: str) -> None:
    assert sentinel.zone(text) == SMALL.zone(text, "") == "clear"
    assert opens_report(text)


@pytest.mark.parametrize("text", TELLS.split("|"))
def test_what_tells_or_names_somebody_is_no_bare_request(text: str) -> None:
    assert re.search(REQUEST, fold(text)) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("我不想活了", "despair"),
        ("活着没意思", "despair"),
        ("我坐在楼顶上，想跳下去一了百了", "despair"),
        ("我妈突然晕倒了", "illness"),
        ("我爸心脏病犯了，快叫救护车", "illness"),
        ("110打不通", "police_unreachable"),
        ("报了警，半小时了还没人来", "police_unreachable"),
        ("我不知道我在哪", "lost_place"),
        ("我迷路了，说不出地址", "lost_place"),
    ],
)
def test_other_calls_for_help_are_offered_at_the_facts_and_heard_at_the_menu(
    sentinel: Sentinel, text: str, kind: str
) -> None:
    assert doubted(sentinel, text, "text") == "help"
    assert sentinel.reader.help_of(text) == kind
    assert sentinel.zone(text) == "clear"
    assert doubted(sentinel, text, "name") == "content"


@pytest.mark.parametrize(
    "text",
    [
        "他威胁我说要跳楼",
        "去年他喝农药死了",
        "我打过110，没人来，去年的事",
        "我说不清他把钱放在哪",
        "局长装病住院躲调查",
        "他",
        "她",
    ],
)
def test_what_is_told_of_others_or_of_before_is_no_call_for_help(sentinel: Sentinel, text: str) -> None:
    assert doubted(sentinel, text, "text") == "content"
    assert sentinel.reader.help_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "我要举报",
        "我们单位要举报",
        "奖金多少",
        "查进度",
        "怎么举报",
        "我要查一下我的举报",
        "举报多久有结果",
        "你们几点上班",
        "我要申请保护",
        "我想匿名举报",
        "帮我转人工",
        "补充材料",
        "举报会不会泄露我的名字",
    ],
)
def test_a_request_or_a_question_goes_to_the_bot(sentinel: Sentinel, text: str) -> None:
    assert control.exact(text) is not None or sentinel.zone(text) == "clear"


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("不要实名", ()),
        ("实名算了", ()),
        ("不想匿名", ()),
        ("他让我实名举报", ()),
        ("实名还是匿名", ()),
        ("不实名举报", ()),
        ("不留名，我就是反映一下", ("report_mode.anonymous",)),
        ("我要实名举报", ("report_mode.realname",)),
    ],
)
def test_what_is_not_wanted_is_no_choice(sentinel: Sentinel, text: str, choices: tuple[str, ...]) -> None:
    assert sentinel.story(text).choices == choices


def test_control_words_win_always(sentinel: Sentinel) -> None:
    for name, words in control.sections().items():
        if name not in control.BY_STEP:
            for word in words:
                assert sentinel.judge(word).intent == name
                assert sentinel.judge(word, kind="name").intent == name


@given(st.text(max_size=40))
def test_any_text_gets_a_verdict(text: str) -> None:
    assert abs(sum(SMALL.kinds(text).values()) - 1) < 1e-9
    assert SMALL.at_step(text, "name") == "content"
    assert SMALL.at_step(text, "text") in ("content", "danger", "help", "control", "question")
    assert SMALL.help_of(text) in (None, *HELP)
    assert SMALL.zone(text, "") in ("clear", "story", "unsure", "danger", "maybe_danger")


@pytest.mark.parametrize("case", PARITY["cases"], ids=lambda c: ascii(c["text"][:20]))
def test_parity(case: dict[str, Any]) -> None:
    text = clean(case["text"]).plain
    assert SMALL.kinds(text) == pytest.approx(case["kinds"], abs=1e-5)
    assert SMALL.at_step(text, "text") == case["facts"]
    assert SMALL.at_step(text, "name") == case["name"]
    assert SMALL.help_of(text) == case["help"]
    assert (SMALL.zone(text, ""), SMALL.zone(text, "choice")) == (case["menu"], case["choice"])
    story = SMALL.story(text)
    assert (story.goal, list(story.choices)) == (case["goal"], case["choices"])
    assert (passing.read(Ask(id="report.name", kind="name", sealed=True, max=0, invalid=""), text) is not None) == case[
        "passing"
    ]
    assert undertone.perhaps(SMALL, text) is case["undertone"]


def test_what_the_page_fetches_is_small() -> None:
    assert compressed(COARSE_FILE.read_bytes()) <= MOST_COMPRESSED


def test_held_out_sentences(sentinel: Sentinel) -> None:
    rows = held_out(HELD_OUT, "content.yml") + [
        r for r in held_out(HELD_OUT, "sealed_step.yml") if r["kind"] == "content"
    ]
    total, wrong, which = interruptions(sentinel, rows)
    assert wrong.total() <= total.total() * 0.015, which
    asides = held_out(HELD_OUT, "asides.yml") + [
        r for r in held_out(HELD_OUT, "sealed_step.yml") if r["kind"] != "content"
    ]
    total, missed, which = heard(sentinel, asides)
    assert missed["question"] <= total["question"] * 0.2, which
    assert missed["control"] <= total["control"] * 0.2, which
    assert missed["danger"] <= total["danger"] * 0.12, which
    first = held_out(HELD_OUT, "first_sentences.yml")
    if first:
        table, which = first_sentences(sentinel, first)
        assert table["story"]["clear"] <= table["story"]["all"] * 0.02, which
        assert table["question"]["clear"] >= table["question"]["all"] * 0.9, which
        assert table["story"]["choices wrong"] <= table["story"]["all"] * 0.02, which
