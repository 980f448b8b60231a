"""Said in passing at a sealed step: changes of mind, nothing to give, not knowing; and receipts within a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.channels import called, mind, numbers, passing, passing_page, telling
from bot.channels.caller import callers_word
from bot.channels.engine import Event
from bot.channels.schemas import Ask
from bot.channels.text import clean
from store import digits, receipts

CASES = Path(__file__).parent.parent / "data" / "passing_cases.json"
SOMEBODY = CASES.with_name("somebody_cases.json")
ANONYMOUS, REALNAME, UNIT = ("report_mode", "anonymous"), ("report_mode", "realname"), ("capacity", "unit")


KINDS = {
    "danger": "choice", "now": "choice", "files": "files", "number": "receipt_number", "password": "query_password",
    "review": "review", "typeback": "typeback",
}  # fmt: skip


def ask(step: str, *, optional: bool = False) -> Ask:
    """A step as its name has it; only what holds content is sealed."""
    name = step.partition(".")[2]
    kind = KINDS.get(name, "choice" if name in {"retaliation", "mode", "item"} else name)
    return Ask(id=step, kind=kind, sealed=kind not in {*KINDS.values(), "choice"} or name == "files", optional=optional)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("还是匿名吧", ANONYMOUS),
        ("匿名交", ANONYMOUS),
        ("用匿名提交", ANONYMOUS),
        ("还是匿名算了", ANONYMOUS),
        ("把我名字删掉", ANONYMOUS),
        ("匿名交是什么意思", None),
        ("把名字删掉重写", None),
        ("我的名字不用改", None),
        ("我还是匿名举报吧", ANONYMOUS),
        ("算了，还是匿名吧。", ANONYMOUS),
        ("我要改成匿名", ANONYMOUS),
        ("换成匿名", ANONYMOUS),
        ("不署名吧", ANONYMOUS),
        ("匿名举报", ANONYMOUS),
        ("改成实名", REALNAME),
        ("改为实名举报", REALNAME),
        ("那就实名", REALNAME),
        ("单位名义吧", UNIT),
        ("改成单位举报", UNIT),
        ("还是以个人名义吧", ("capacity", "individual")),
        # Content, questions, denials change nothing.
        ("他匿名举报过我", None),
        ("还是实名好吗", None),
        ("实名算了", None),
        ("不要实名", None),
        ("还是别匿名了", None),
        ("单位", None),
        ("他问我要不要匿名举报", None),
        ("匿名信是我同事写的", None),
        ("公司后来改了名字", None),
    ],
)
def test_a_change_of_mind_is_a_whole_sentence(text: str, change: tuple[str, str] | None) -> None:
    assert mind.change_of_mind(text) == change
    event = passing.read(Ask(id="report.party", kind="text", sealed=True), text)
    assert (event.entities if event and event.intent == "correct" else ()) == ((change,) if change else ())


@pytest.mark.parametrize("step", ["name", "contact"])
@pytest.mark.parametrize(
    "text",
    [
        "匿名",
        "匿名举报",
        "没有",
        "没有联系方式",
        "没有电话",
        "无",
        "不想留名",
        "不方便留电话",
        "不想说",
        "不想实名了",
        "不知道",
    ],
)
def test_nothing_to_give_where_a_name_is_asked(step: str, text: str) -> None:
    assert passing.read(Ask(id=f"report.{step}", kind=step, sealed=True), text) == Event("none_given")


@pytest.mark.parametrize(
    ("step", "text", "said"),
    [
        (step, text, said)
        for step, texts in json.loads(CASES.read_text("utf-8")).items()
        for text, said in texts.items()
    ],
)
def test_page_and_boundary_read_alike(step: str, text: str, said: bool) -> None:
    assert (passing.read(ask(step), text) is not None) is said


@pytest.mark.parametrize("step", ["facts", "contact"])
@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("不是现在，是上个星期", Event("not_that", "now")),
        ("我只是想咨询一下", Event("not_that", "now")),
        ("别告诉警察", Event("not_that", "call")),
        ("别报警！", Event("not_that", "call")),
        ("怎么保护我的家人", Event("ask_rule", "protection_urgent")),
        # Over, and said so: left.
        ("没事了，别报警", Event("cancel")),
        ("不用报警了", Event("cancel")),
        # A place, whatever else it says.
        ("别报警，我在家里", None),
        ("昨天那个仓库里", None),
    ],
)
def test_in_danger_what_is_not_now_or_wants_no_police_is_no_place(step: str, text: str, event: Event | None) -> None:
    kind = "text" if step == "facts" else "contact"
    assert passing.read(Ask(id=f"urgent.{step}", kind=kind, sealed=True), text) == event


@pytest.mark.parametrize(
    "text", ["谢芳", "张刚", "吴用", "无名", "雷静", "欧阳娜娜", "梅有", "何必", "13800138000", "微信 abc123"]
)
def test_names_are_names(text: str) -> None:
    assert passing.read(Ask(id="report.name", kind="name", sealed=True), text) is None


@pytest.mark.parametrize("text", ["记不清了", "忘了", "不记得具体时间了", "想不起来", "太久了记不清了", "具体哪天忘了"])
def test_who_does_not_know_is_taken_by_their_word(text: str) -> None:
    assert passing.read(Ask(id="rights.date", kind="date", sealed=True), text) == Event("sealed")
    assert passing.read(Ask(id="report.date", kind="date", sealed=True, optional=True), text) is None


@pytest.mark.parametrize(
    ("sentence", "password", "stands"),
    [
        ("{n}", False, False),
        ("进度查询 {n}", False, True),
        ("查一下{g}办到哪了", False, True),
        ("编号：{n} 密码：{p}", True, True),
        ("{n}{p}", True, False),
        ("{g}，{p}，怎么样了", True, True),
        ("{n} 密码忘了", False, False),
        ("我要给{n}补充材料", False, False),
        ("{n}这件我想撤回", False, False),
    ],
)
def test_a_receipt_in_a_sentence(sentence: str, password: bool, stands: bool) -> None:
    number, secret = receipts.new_number(), receipts.new_password()
    text = sentence.format(n=number, g=receipts.group(number), p=receipts.group(secret))
    found = digits.receipt(text)
    assert (found.number, found.password) == (number, secret if password else None)
    assert numbers.asks_how_it_stands(text) == stands


@pytest.mark.parametrize("text", ["110105194912310021", "13800138000", "查进度", "2024年5月3日", "6222020200112233445"])
def test_other_numbers_are_none(text: str) -> None:
    assert digits.receipt(text).number is None


def test_the_page_has_the_same_lists() -> None:
    """`python -m bot.channels.passing_page` writes them."""
    assert json.loads(passing_page.FILE.read_text("utf-8")) == passing_page.rules()


GIVES_NOTHING = [
    "我不想写身份证",
    "唔使",
    "不想填这个",
    "甭填",
    "毋庸",
    "莫得",
    "没带身份证",
    "號碼忘記咗",
    "跳过这一项吧",
    "懒得写",
]


@pytest.mark.parametrize("text", GIVES_NOTHING)
def test_what_may_be_left_out_is_left_out(text: str) -> None:
    assert passing.read(ask("report.id_number", optional=True), text) == Event("skip")


@pytest.mark.parametrize("text", ["不想留电话", "唔使", "沒有電話", "手机丢了", "甭填"])
def test_what_must_be_given_hears_what_can_be_done(text: str) -> None:
    assert passing.read(ask("report.contact"), text) == Event("none_given"), "the anonymous way"
    assert passing.read(ask("protect_witness.contact"), text) == Event("invalid", "none_given"), "another's will do"


@pytest.mark.parametrize("text", ["可以不写吗", "能不能不填"])
def test_a_question_leaves_nothing_out(text: str) -> None:
    assert passing.read(ask("report.id_number", optional=True), text) == Event("why")


@pytest.mark.parametrize("step", ["report.id_number", "report.party", "report.contact"])
def test_not_by_name_and_the_other_way_in_one_breath(step: str) -> None:
    assert passing.read(ask(step), "不要实名了 改匿名") == Event("correct", entities=(ANONYMOUS,))


@pytest.mark.parametrize("text", ["不交", "别提交", "先不要提交", "唔好交住", "我还不想交上去", "莫交哈"])
@pytest.mark.parametrize("step", ["report.facts", "report.files", "report.retaliation", "report.name", "rights.date"])
def test_not_to_be_submitted(step: str, text: str) -> None:
    assert passing.anywhere(ask(step), text) == Event("not_that", "submit")


@pytest.mark.parametrize("step", ["report.review", "confirm.cancel"])
def test_questions_that_decide_read_their_own_stance(step: str) -> None:
    assert passing.anywhere(Ask(id=step, kind="review", sealed=False), "别提交") is None


@pytest.mark.parametrize("text", ["就是告", "就是要告他", "非告不可", "偏要举报他们", "我就要告到底"])
def test_who_insists_on_reporting_reports(text: str) -> None:
    assert passing.anywhere(None, text) == Event("report")
    assert passing.anywhere(Ask(id="confirm.cancel", kind="choice", sealed=False), text) == Event("resume")


@pytest.mark.parametrize("text", ["他就是要告我", "就是要告他吗?", "告诉他", "告别", "他们偏要举报我"])
def test_no_other_word_of_reporting(text: str) -> None:
    assert passing.anywhere(None, text) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("不对 是四五年前", "四五年前"),
        ("不对，应该是2019年3月", "2019年3月"),
        ("说错了，去年三月", "去年三月"),
        ("时间写错了 是上个月", "上个月"),
        ("唔係，係舊年", "舊年"),
        ("他说不对，是四五年前", None),
        ("四五年前", None),
        ("不对吗?是去年", None),
    ],
)
def test_another_date(text: str, days: str | None) -> None:
    assert called.redated(text) == days


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("改一下时间", "date"),
        ("电话写错了", "contact"),
        ("名字填错了", "name"),
        ("我要改材料", "files"),
        ("时间长了", None),
    ],
)
def test_one_item_is_named_to_be_changed(text: str, item: str | None) -> None:
    assert called.to_change(ask("report.facts"), text) == item


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        *((text, True) for text in ("还是实名", "还是实名吧", "要实名", "那就实名", "实名")),
        *((text, False) for text in ("实名好吗", "不要实名", "匿名", "好的")),
    ],
)
def test_asked_whether_to_go_on_unnamed_who_wants_a_name_goes_on_with_it(text: str, stays: bool) -> None:
    assert (passing.anywhere(ask("confirm.unnamed"), clean(text).plain) == Event("choose", "no")) is stays


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        *((text, True) for text in ("实名吧不不匿名", "实名 不 匿名", "匿名 不 实名", "实名还是匿名", "實名定匿名好")),
        *((text, False) for text in ("实名", "匿名", "实名，不匿名", "我要实名不要匿名", "不匿名，实名", "不要实名，匿名", "实名举报")),
    ],
)
def test_both_ways_in_one_answer_are_asked_again_but_where_one_is_refused(text: str, doubted: bool) -> None:
    assert mind.mode_doubted(text) is doubted


@pytest.mark.parametrize(
    ("text", "unnamed"),
    [
        *((text, True) for text in ("那就不留 交吧", "不留了 提交", "提交吧匿名的", "好的匿名交", "隐名 交吧")),
        *((text, True) for text in ("提交（匿名）", "提交，不要写我名字", "好是好 就是别露我名", "名字删了 提交")),
        *((text, False) for text in ("提交", "交吧", "好的提交吧", "名字写错了", "不匿名，提交", "留着吧")),
    ],
)
def test_at_the_review_one_clause_for_no_name_changes_the_way(text: str, unnamed: bool) -> None:
    event = passing.anywhere(ask("report.review"), clean(text).plain)
    assert (event == Event("correct", entities=(ANONYMOUS,))) is unnamed


@pytest.mark.parametrize(
    ("text", "unnames"),
    [
        *((text, True) for text in ("实名改匿名", "实名转匿名咋弄", "我實名舉報咗想改返匿名", "我要改成匿名")),
        *((text, False) for text in ("匿名改实名", "我要匿名举报", "还是匿名吧", "实名改匿名？")),
    ],
)
def test_who_wants_no_name_to_what_was_handed_in_hears_what_is_possible(text: str, unnames: bool) -> None:
    assert (passing.anywhere(None, clean(text).plain) == Event("not_that", "named")) is unnames


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        *((text, True) for text in ("没事了 他们走了", "没事了，走了", "他们走了，现在没事了", "没危险了。人走了")),
        *((text, False) for text in ("没事了 他们走了吗", "他们走了", "没事了 但是他们还会来", "没事了 我要举报")),
    ],
)
def test_who_is_safe_and_says_why_is_safe(text: str, safe: bool) -> None:
    for step in (None, ask("report.mode")):
        assert (passing.anywhere(step, clean(text).plain) == Event("not_that", "safe")) is safe


@pytest.mark.parametrize(("text", "somebody"), json.loads(SOMEBODY.read_text("utf-8")).items())
def test_somebody_named_at_a_choice_is_no_answer_to_it(text: str, somebody: bool) -> None:
    assert telling.names_somebody(ask("report.mode"), text) is somebody
    assert telling.names_somebody(ask("report.review"), text) is somebody
    assert not telling.names_somebody(ask("report.party"), text), "there it is the answer"


@pytest.mark.parametrize(
    ("text", "somebody"),
    [
        *((text, True) for text in ("我叫王小花", "李科长", "派出所老孙", "王大明")),
        *((text, False) for text in ("找不到了", "我忘记密码了", "五三九二", "被停职了")),
    ],
)
def test_a_name_where_digits_are_asked_for_is_sealed(text: str, somebody: bool) -> None:
    assert telling.names_somebody(Ask(id="query.number", kind="receipt_number"), text) is somebody


@pytest.mark.parametrize("step", ["report.retaliation", "report.review"])
@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("我要实名", REALNAME),
        ("改做實名", REALNAME),
        ("我改主意，轉返匿名", ANONYMOUS),
        ("实名", REALNAME),
        *((text, ANONYMOUS) for text in ("不用实名", "莫用我名字", "唔好實名", "别用我名字", "匿名交", "还是匿名算了")),
        ("单位", None),
    ],
)
def test_the_way_of_reporting_changes_at_steps_that_seal_nothing_too(
    step: str, text: str, change: tuple[str, str] | None
) -> None:
    event = passing.anywhere(ask(step), text)
    assert (event.entities if event and event.intent == "correct" else ()) == ((change,) if change else ())


@pytest.mark.parametrize("step", ["report.mode", "report.acknowledge", "report.offer_protection", "name_self.review"])
def test_elsewhere_those_words_are_no_change(step: str) -> None:
    event = passing.anywhere(Ask(id=step, kind="choice"), "我要实名")
    assert event is None or event.intent != "correct"


@pytest.mark.parametrize(("text", "word"), json.loads(CASES.with_name("caller_cases.json").read_text("utf-8")).items())
def test_at_the_hotline_the_callers_word_counts(text: str, word: str) -> None:
    assert callers_word(text) == word


@pytest.mark.parametrize("step", ["", "report.name", "report.facts", "report.crime", "status.number"])
def test_nobody_is_called_and_safe_again(step: str) -> None:
    at = ask(step) if step else None
    for text in ("别报警", "求你们别报警", "我不报警", "不要打110"):
        assert passing.anywhere(at, text) == Event("not_that", "call"), text
    for text in ("没事了", "没危险了", "误会了", "虚惊一场了"):
        assert passing.anywhere(at, text) == Event("not_that", "safe"), text


@pytest.mark.parametrize("step", ["report.retaliation", "report.files", "confirm.cancel"])
def test_where_it_may_answer_safe_again_is_read_there(step: str) -> None:
    assert passing.anywhere(ask(step), "没事了") is None


@pytest.mark.parametrize("text", ["谁批？几天办完", "问一下谁批，几天", "几天办完", "能不能不写单位"])
def test_a_question_is_no_name_and_no_number(text: str) -> None:
    for kind in ("name", "phone", "contact", "address", "date", "id_number"):
        assert passing.asks_instead(Ask(id=f"rights.{kind}", kind=kind, sealed=True), text), kind
    assert not passing.asks_instead(Ask(id="rights.facts", kind="text", sealed=True), text), "an account may ask"


@pytest.mark.parametrize("text", ["谢能", "欧阳问", "13800138000 吗", "东门粮店二楼", "昨天"])
def test_answers_are_no_questions(text: str) -> None:
    for kind in ("name", "contact", "address", "date"):
        assert not passing.asks_instead(Ask(id=f"rights.{kind}", kind=kind, sealed=True), text), kind
