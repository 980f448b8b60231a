"""Buttons that are typed: by title, by place, several; never from what denies, asks or wavers."""

from __future__ import annotations

import pytest

from bot.channels.choosing import chosen, control_word, meant, named, names_part, plain_wish
from bot.channels.engine import Event
from bot.channels.schemas import Ask
from bot.channels.sessions import Session, Shown
from bot.channels.text import clean

MODE = ["实名举报=choose:realname", "匿名举报=choose:anonymous"]
WHO = ["本人=choose:self", "近亲属=choose:close_relative", "其他=choose:other", "选好了=choose:done"]
REVIEW = ["提交=submit", "修改某一项=correct", "放弃=cancel"]
CRIME = ["贪污贿赂=choose:corruption", "渎职=choose:dereliction", "不确定=choose:unsure",
         "利用职权非法拘禁、刑讯逼供、报复陷害、非法搜查=choose:personal_rights"]  # fmt: skip
HARM = ["没有=choose:none", "担心会有=choose:feared", "已经发生=choose:happened"]
CONFIRM = ["确定放弃=choose:yes", "不放弃，继续填=choose:no"]


def session(buttons: list[str], asked: str, kind: str = "choice") -> Session:
    made = Session(b"", "c", "web", None)
    parted = [button.split("=") for button in buttons]
    made.choices = {str(i): Shown(title, payload) for i, (title, payload) in enumerate(parted)}
    made.ask = Ask(id=asked, kind=kind, sealed=False)
    return made


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("匿名举报", "anonymous"), ("第一个", "realname"), ("选2", "anonymous"), ("2", "anonymous"), ("我要匿名举报", "anonymous"),
        ("还是匿名举报吧", "anonymous"), ("最后一个", "anonymous"), ("就选第二个吧", "anonymous"), ("那就实名举报", "realname"),
    ],
)  # fmt: skip
def test_one(text: str, value: str) -> None:
    assert chosen(session(MODE, "report.mode"), text) == Event("choose", value)


@pytest.mark.parametrize(
    "text",
    ["不要第一个", "第一个不要", "匿名举报?", "要不要匿名举报", "不匿名举报", "匿名举报算了", "1和2", "全部", "一个", "两个", "随便一个", "3", "选一个",
     "匿名举报再想想", "他让我匿名举报", "如果匿名举报", "第一个还是第二个", "0", "别选1"],
)  # fmt: skip
def test_none(text: str) -> None:
    assert chosen(session(MODE, "report.mode"), text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1和3", "self+other"), ("1、3", "self+other"), ("1 3", "self+other"), ("13", "self+other"), ("第一和第三", "self+other"),
        ("第一个和第三个", "self+other"), ("选1,2", "self+close_relative"), ("全部", "self+close_relative+other"),
        ("都要", "self+close_relative+other"), ("都有", "self+close_relative+other"), ("全都选", "self+close_relative+other"),
        ("前两个", "self+close_relative"), ("后两个", "close_relative+other"), ("1到3", "self+close_relative+other"),
        ("本人和近亲属", "self+close_relative"), ("本人、其他", "self+other"), ("2", "close_relative"), ("选好了", "done"),
        ("以上都是", "self+close_relative+other"),
    ],
)  # fmt: skip
def test_several(text: str, value: str) -> None:
    assert chosen(session(WHO, "protect_reporter.who"), text) == Event("choose", value)


@pytest.mark.parametrize("text", ["不要1和3", "1和9", "都不要", "都不是", "全部?", "不是全部", "1和3不要"])
def test_several_are_not_taken_from_a_no(text: str) -> None:
    assert chosen(session(WHO, "protect_reporter.who"), text) is None


def test_a_lone_digit_submits_and_deletes_nothing() -> None:
    assert chosen(session(REVIEW, "report.review", "review"), "1") is None
    assert chosen(session(CONFIRM, "confirm.cancel"), "1") is None
    assert chosen(session(REVIEW, "report.review", "review"), "提交") == Event("submit")
    assert chosen(session(REVIEW, "report.review", "review"), "提交?") is None
    assert chosen(session(REVIEW, "report.review", "review"), "第一个") == Event("submit")


@pytest.mark.parametrize("text", ["提交…", "提交……", "提交...", "提交。。", "提交❌", "提交👎", "“提交”", "🚫提交"])
def test_what_trails_off_or_is_marked_submits_nothing(text: str) -> None:
    plain = clean(text).plain
    assert chosen(session(REVIEW, "report.review", "review"), plain) is None
    assert control_word(session(REVIEW, "report.review", "review"), plain) is None


@pytest.mark.parametrize("text", ["确定放弃…", "确定放弃...", "确定放弃❌", "“确定放弃”"])
def test_what_trails_off_or_is_marked_deletes_nothing(text: str) -> None:
    assert chosen(session(["确定放弃=cancel:yes", "继续填=keep"], "confirm.cancel"), clean(text).plain) is None


def test_a_soft_ending_presses_a_button_still() -> None:
    assert chosen(session(REVIEW, "report.review", "review"), clean("提交～").plain) == Event("submit")


def test_a_control_word_that_is_asked_about_goes_to_the_engine() -> None:
    assert control_word(session(CONFIRM, "confirm.cancel"), "取消") is None
    assert control_word(session(REVIEW, "report.review", "review"), "取消") == "cancel"
    assert control_word(session(REVIEW, "report.review", "review"), "取消？") is None
    assert control_word(session(MODE, "report.mode"), "为什么？") == "why"


@pytest.mark.parametrize("text", ["不要取消", "别取消", "能取消吗", "取消了会怎样", "不要放弃"])
def test_a_denied_control_is_none(text: str) -> None:
    assert not meant("cancel", text)


@pytest.mark.parametrize("text", ["我想取消", "不报了", "取消吧", "放弃"])
def test_a_control_is_one(text: str) -> None:
    assert meant("cancel", text)


@pytest.mark.parametrize(
    ("buttons", "asked", "text", "value"),
    [
        (CRIME, "report.crime", "毒职", "dereliction"), (CRIME, "report.crime", "行讯逼供", "personal_rights"),
        (CRIME, "report.crime", "贪污会赂", "corruption"), (CRIME, "report.crime", "贪乌贿赂吧", "corruption"),
        (HARM, "report.retaliation", "以经发生", "happened"), (HARM, "report.retaliation", "丹心会有", "feared"),
        (MODE, "report.mode", "石名举报", "realname"), (MODE, "report.mode", "尼名", "anonymous"),
    ],
)  # fmt: skip
def test_a_slip_of_the_same_sound(buttons: list[str], asked: str, text: str, value: str) -> None:
    taken = chosen(session(buttons, asked), text)
    assert taken == Event("choose", value)


@pytest.mark.parametrize("text", ["十名举报", "不石名举报", "石名举报吗", "别尼名", "毒职", "试试"])
def test_no_slip_of_a_title(text: str) -> None:
    assert chosen(session(MODE, "report.mode"), text) is None


def test_what_submits_or_deletes_is_not_heard_by_its_sound() -> None:
    assert chosen(session(REVIEW, "report.review", "review"), "题胶") is None
    assert chosen(session(["确定放弃=cancel:yes", "继续填=keep"], "confirm.cancel"), "确定放气") is None


@pytest.mark.parametrize(
    ("text", "named_"),
    [
        ("上个月起天天有人在楼下转悠，选担心会有", ("retaliation_state", "feared")),
        ("车胎给扎了两回，属于已经发生", ("retaliation_state", "happened")),
        ("车胎给扎了两回，我姐说已经发生", None), ("他们没动手，不算已经发生", None), ("已经发生还是担心会有，我不知道", None),
    ],
)  # fmt: skip
def test_a_title_within_an_account(text: str, named_: tuple[str, str] | None) -> None:
    assert named(session(HARM, "report.retaliation"), text) == named_
    assert named(session(MODE, "report.mode"), "他收了钱，我选实名举报") is None


def test_a_plain_wish_is_no_account() -> None:
    assert plain_wish("看了三遍了，都对，交上去")
    assert not plain_wish("他收了包工头的钱，交上去了")
    assert not plain_wish("先别交上去")


def test_a_place_with_a_remark() -> None:
    crime = session(CRIME, "report.crime")
    assert chosen(crime, "第四个，乱关人") == Event("choose", "personal_rights")
    assert chosen(session(MODE, "report.mode"), "第一个，真名字") is None
    for text in (
        "第二个，不对",
        "第二个，再想想",
        "第二个，第三个吧",
        "第二个，算了",
        "第二个，是啥意思",
        "第二个，可能吧",
    ):
        assert chosen(crime, text) is None, text


CHANGE = ["举报方式=choose:mode", "举报人姓名或名称=choose:name", "举报人联系方式=choose:contact", "发生时间=choose:date",
          "被举报人=choose:party", "举报事实=choose:facts", "附件=choose:files"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("时间", "date"), ("日期", "date"), ("改时间", "date"), ("我要改时间那一项", "date"), ("電話", "contact"), ("手机号码", "contact"),
        ("名字", "name"), ("被举报人的", "party"), ("经过", "facts"), ("事情经过", "facts"), ("材料", "files"), ("照片", "files"),
        ("举报方式", "mode"), ("时间写错了", "date"),
    ],
)  # fmt: skip
def test_items_as_people_call_them(text: str, item: str) -> None:
    assert chosen(session(CHANGE, "change.item"), text) == Event("choose", item)


@pytest.mark.parametrize("text", ["不改时间", "几点上班", "时间不用改", "工作时间", "地点", "材料交到哪里"])
def test_what_names_no_item_of_these(text: str) -> None:
    assert chosen(session(CHANGE, "change.item"), text) is None


def test_a_name_is_the_reported_ones_where_there_is_no_other() -> None:
    assert chosen(session(["被举报人=choose:party"], "change.item"), "名字") == Event("choose", "party")


WITHDRAW = ["提出撤回=submit", "不撤回=choose:stay"]


@pytest.mark.parametrize("text", ["撤吧", "撤", "撤了吧", "那就撤吧", "我要撤", "确定撤回", "撤回吧，谢谢"])
def test_withdrawn_in_so_many_words(text: str) -> None:
    assert chosen(session(WITHDRAW, "withdraw.review", "review"), text) == Event("submit")


@pytest.mark.parametrize("text", ["还是别撤了", "不撤了", "還是別撤了", "不想撤了", "先别撤", "算了不撤"])
def test_not_withdrawn(text: str) -> None:
    assert chosen(session(WITHDRAW, "withdraw.review", "review"), text) == Event("choose", "stay")


@pytest.mark.parametrize(
    "text",
    ["撤不撤呢", "要不撤了吧", "撤？", "不撤不行", "他让我撤", "撤了会怎样", "如果没事就撤", "再想想撤不撤", "不是不想撤", "撤回以后呢", "放弃", "明天再撤", "能不撤吗",
     "别人说撤"],
)  # fmt: skip
def test_neither_withdrawn_nor_kept(text: str) -> None:
    assert chosen(session(WITHDRAW, "withdraw.review", "review"), text) is None


def test_titles_in_other_characters_and_words() -> None:
    assert chosen(session(HARM, "report.retaliation"), "冇") == Event("choose", "none")
    assert chosen(session(HARM, "report.retaliation"), "莫得") == Event("choose", "none")
    assert chosen(session(MODE, "report.mode"), "匿名舉報") == Event("choose", "anonymous")
    assert names_part(session(HARM, "report.retaliation"), "担心")
    assert not names_part(session(HARM, "report.retaliation"), "担心他打我")
