"""No name shall be given: what is said of it at each step, in the words of people who saw neither code nor lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.channels import passing
from bot.channels.engine import Event
from bot.channels.hearing import tells_own_name
from bot.channels.schemas import Ask
from bot.channels.text import clean
from bot.unnamed import left_out, said_beside, wants_name, wants_no_name
from store.items import catalogue

DATA = Path(__file__).parent.parent / "data"
OWN_NAME: dict[str, bool] = json.loads((DATA / "own_name_cases.json").read_text("utf-8"))
CASES = json.loads((Path(__file__).parent.parent / "data" / "unnamed_cases.json").read_text("utf-8"))
KINDS = {"report.review": "review", "confirm.unnamed": "choice"}


def ask(step: str) -> Ask:
    item = catalogue()["report"].items.get(step.partition(".")[2])
    kind = item.kind if item is not None else KINDS[step]
    return Ask(id=step, kind=kind, sealed=item is not None and item.sealed)


def said(step: str, text: str) -> str:
    """What the boundary hears: `unnamed`, `correct:mode`, `answer` are asked about, `anonymous` changes the way, `beside`
    is sealed and asked about.
    """
    plain, asked = clean(text).plain, ask(step)
    event = passing.read(asked, plain) if asked.sealed else passing.anywhere(asked, plain)
    if event is None:
        beside = asked.sealed and said_beside(plain, account=step not in {"report.name", "report.contact"})
        return "beside" if beside else "as it is"
    if event.intent == "none_given":
        return "unnamed"
    said_so = f"{event.intent}:{event.value}" if event.value else event.intent
    return dict(event.entities).get("report_mode") or said_so


@pytest.mark.parametrize(("step", "text", "heard"), [(s, t, h) for s, texts in CASES.items() for t, h in texts.items()])
def test_what_is_said_of_the_name_is_heard(step: str, text: str, heard: str) -> None:
    assert said(step, text) == heard


@pytest.mark.parametrize(
    "text",
    [
        *(
            "别匿名",
            "不用匿名",
            "名字不用改",
            "别改名字",
            "别写错我名字",
            "不能不留名",
            "名字留着 别去掉",
            "不 我要实名",
        ),
        *("实名还是匿名", "不写名字行吗", "要是不留名呢", "不怕写名字", "别写他名字", "本来想匿名的", "之前是匿名的"),
        *("匿名不要", "名字没错", "还没写名字", "没想好要不要写名字", "别给我匿名啊，用真名", "不是那个匿名哈"),
    ],
)
def test_who_keeps_the_name_asks_or_tells_of_others_wants_none_left_out(text: str) -> None:
    assert not wants_no_name(clean(text).plain)


@pytest.mark.parametrize(
    "text", ["微信号 hei_mao_521 不过我想想还是匿名举报", "李建国 别写我名字", "没电话 写信到河口镇卫生室"]
)
def test_a_name_or_a_number_beside_the_wish_never_goes_in_clear(text: str) -> None:
    for step in ("report.name", "report.contact"):
        assert passing.read(ask(step), clean(text).plain) is None


@pytest.mark.parametrize("step", ["report.name", "report.contact", "rights.name", "rights.phone", "name_self.name"])
@pytest.mark.parametrize(
    "text", ["没事了 他拿着刀又回来了", "不留名 他拿着刀来了", "没有，他手里有刀", "等下 他冲进来打我了"]
)
def test_danger_beside_it_is_never_said_in_passing(step: str, text: str) -> None:
    name = step.partition(".")[2]
    assert passing.read(Ask(id=step, kind=name, sealed=True), text) is None


def test_a_cry_is_no_wish_about_being_called() -> None:
    assert passing.read(ask("report.name"), "别打我") is None


@pytest.mark.parametrize("text", ["没带身份证", "没有电话", "没有名字"])
def test_what_is_not_at_hand_gives_up_no_naming(text: str) -> None:
    """不写了 does: it is asked whether that is meant."""
    event = passing.read(Ask(id="name_self.id_number", kind="id_number", sealed=True, optional=True), text)
    assert event != Event("cancel")


def test_a_name_beside_a_refusal_is_sealed_where_one_names_oneself() -> None:
    assert passing.read(Ask(id="name_self.name", kind="name", sealed=True), "不要这个名字 我叫周桂花") is None


def test_a_name_alone_is_left_to_be_sealed() -> None:
    for text in (
        "莫言",
        "无名",
        "别志强",
        "吴名",
        "倪明",
        "不凡",
        "阿不都热依木",
        "河东村全体村民",
        "周某、吴某、郑某",
    ):
        assert passing.read(ask("report.name"), text) is None, text
    assert passing.read(ask("report.name"), "莫写") == Event("none_given")


def test_a_protest_where_the_name_is_asked_anew_keeps_it() -> None:
    for text in ("我不是要匿名", "当然不匿名", "我是要改名字不是匿名"):
        assert passing.read(ask("report.name"), text) == Event("resume", "unchanged"), text
    for text in ("匿名信是我写的", "我姓倪，不是匿名哈"):
        assert passing.read(ask("report.name"), text) != Event("resume", "unchanged"), text


@pytest.mark.parametrize("text", ["张保安", "李公民", "刘医生", "陈居民", "王会计", "高群众"])
def test_a_surname_before_a_common_word_is_a_name(text: str) -> None:
    assert passing.read(ask("report.name"), text) is None


def test_what_is_left_out_is_told_apart() -> None:
    assert left_out("电话不留") == {"reached"}
    assert left_out("不写") == {"it"}
    assert left_out("别写我是谁") == {"name"}


def test_by_name_after_all() -> None:
    assert all(wants_name(text) for text in ("别匿名", "那就写名字吧", "用我真名", "不要改成匿名", "名字给我写上"))
    assert not any(wants_name(text) for text in ("不是不匿名", "别写名字", "实名吗", "匿名", "不实名"))


@pytest.mark.parametrize(
    "text", ["匿名❌", "🚫匿名", "匿名🙅‍♀️", "改成匿名👎", "~~匿名~~", "匿名🤔", "❌不留名", "实名❌"]
)
@pytest.mark.parametrize(
    "step", ["report.mode", "report.crime", "report.review", "confirm.unnamed", "report.acknowledge"]
)
def test_a_mark_that_refuses_or_doubts_changes_nothing(step: str, text: str) -> None:
    """Neither by name nor anonymous is taken from it: it is asked again."""
    asked = Ask(id=step, kind="review" if step == "report.review" else "choice")
    event = passing.anywhere(asked, clean(text).plain)
    assert event is not None
    assert event in {Event("repeat"), Event("answer"), Event("correct", "mode")}


@pytest.mark.parametrize(("text", "own"), OWN_NAME.items())
def test_who_writes_their_own_name_into_an_account(text: str, own: bool) -> None:
    assert tells_own_name(clean(text).plain) is own
