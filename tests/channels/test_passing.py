"""Said in passing at a sealed step: changes of mind, nothing to give, not knowing; and receipts within a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.channels import numbers, passing
from bot.channels.engine import Event
from bot.channels.schemas import Ask
from store import digits, receipts

CASES = Path(__file__).parent.parent / "data" / "passing_cases.json"
ANONYMOUS, REALNAME, UNIT = ("report_mode", "anonymous"), ("report_mode", "realname"), ("capacity", "unit")


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("还是匿名吧", ANONYMOUS),
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
    assert passing.change_of_mind(text) == change
    event = passing.read(Ask(id="report.party", kind="text", sealed=True), text)
    assert (event.entities if event and event.intent == "correct" else ()) == ((change,) if change else ())


@pytest.mark.parametrize("step", ["name", "contact"])
@pytest.mark.parametrize(
    "text",
    ["匿名", "匿名举报", "没有", "没有联系方式", "没有电话", "无", "不想留名", "不方便留电话", "不想说", "不想实名了", "不知道"],
)
def test_nothing_to_give_where_a_name_is_asked(step: str, text: str) -> None:
    assert passing.read(Ask(id=f"report.{step}", kind=step, sealed=True), text) == Event("none_given")


@pytest.mark.parametrize(
    ("step", "text", "said"),
    [(step, text, said) for step, texts in json.loads(CASES.read_text("utf-8")).items() for text, said in texts.items()],
)
def test_page_and_boundary_read_alike(step: str, text: str, said: bool) -> None:
    assert (passing.read(Ask(id=step, kind=step.partition(".")[2], sealed=True), text) is not None) is said


@pytest.mark.parametrize("text", ["谢芳", "张刚", "吴用", "无名", "雷静", "欧阳娜娜", "梅有", "何必", "13800138000", "微信 abc123"])
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
