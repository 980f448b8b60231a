"""What staff write of somebody else: read as that person would say it, where it cries; a cut line is no answer."""

from __future__ import annotations

import pytest

from bot.channels import caller
from bot.channels.schemas import Ask


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("她说她要跳楼", "我要跳楼"),
        ("她说他们要弄死她", "他们要弄死我"),
        ("他说今晚就来杀他", "今晚就来杀我"),
        ("来电人说他被打了", "我被打了"),
        ("她割腕了", "我割腕了"),
        ("同事想自杀", "我想自杀"),
        ("来电人说要跳楼，单位领导逼他", "我要跳楼，单位领导逼我"),
        ("他们在砸门", "他们在砸门"),
        ("张某收了钱", "张某收了钱"),
    ],
)
def test_told_of_somebody_it_is_read_as_they_would_say_it(told: str, said: str) -> None:
    assert caller.direct(told) == said


@pytest.mark.parametrize(
    "text",
    [
        "电话断了",
        "又断线了",
        "来警情了",
        "走了，有警",
        "警情，先走",
        "等一下 她去开门了",
        "先停",
        "稍等她在找眼镜",
        "信号不好",
        "她哭了先停一下",
        "等她说谁",
        "来活了 先走",
        "她姓啥没听清，我再问一下",
    ],
)
def test_a_cut_line_or_a_call_out_waits(text: str) -> None:
    for way_in in ("hotline", "officer"):
        assert caller.leaves(way_in, Ask(id="report.name", kind="name", sealed=True), text) == "pause"


@pytest.mark.parametrize(
    "text",
    ["电话号码138", "她的电话被他摔断了", "有警察打我", "王警情", "走了一个多小时", "她在厂里上班", "等了三年她才说"],
)
def test_what_only_holds_such_words_is_an_answer(text: str) -> None:
    assert caller.leaves("hotline", None, text) is None


def test_the_next_caller_is_asked_about_only_at_the_hotline() -> None:
    assert caller.leaves("hotline", None, "下一个来电人") == "cancel"
    assert caller.leaves("officer", None, "下一个来电人") is None
    assert caller.leaves("hotline", Ask(id="confirm.cancel", kind="choice"), "下一个来电人") is None
