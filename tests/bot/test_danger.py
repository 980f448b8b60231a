"""Here and now, or not: what opens the urgent flow by itself, and the calls for help that are none for the police."""

from __future__ import annotations

import json
import time
from functools import partial
from pathlib import Path

import pytest

from bot import danger
from bot.danger_scenes import alone, perhaps_now
from bot.stated import opens_report, states_capacity

CASES = json.loads((Path(__file__).parent.parent / "data" / "danger_cases.json").read_text("utf-8"))
READINGS = {
    "now": danger.is_now,
    "past": danger.tells_past,
    "police": danger.by_police,
    "goes_on": danger.goes_on_by_police,
    "despairs": danger.despairs,
    "coming": danger.is_coming,
    "police_at_hand": danger.police_at_hand,
    "alone": alone,
    "perhaps": partial(perhaps_now, content=False),
    "perhaps_told": partial(perhaps_now, content=True),
    "body": lambda text: danger.aside_of(text) in {"despair", "illness"},
    "unreachable": lambda text: danger.aside_of(text) == "police_unreachable",
}

NOW = """救命
救命，有人拿刀追我
有人在砸我家的门
有人砸门
他们现在堵在我家门口
现在有人跟踪我
有人跟踪我，我不敢回家
我被关在一个仓库里
我被他们锁在办公室里出不来
他拿着刀在门口
门口来了一帮人要打我
楼下有几个人守着不让我出去
他正在打我妈
快帮我报警
我现在很危险
我有危险
有人要杀我
他要打死我
他们冲进来了
外面有人踹门，怎么办
我躲在厕所里，他在外面找我
一辆车一直跟着我
我去年举报了局长，今天他们又来了，现在正在砸我家的门，我和孩子躲在屋里
几个男的在追我
他把我关在屋里了
我们被围住了
有人正在我家门口泼汽油
来人啊
他们把我堵在车里了
有人拿棍子要打我
他现在就在我家门外，拿着刀
快报警，他又来了""".splitlines()
NOT_NOW = """昨天他打了我
他威胁我说别去报警
他开车撞死人后找人顶包
怕他来打我
他说要杀我全家
上个月有人砸了我家玻璃
他带人来我家砸玻璃了
跳楼
他们以前堵过我家的门
我担心有人跟踪我
如果有人打我怎么办
我没有危险
没有危险
不用报警
听说他打过人
他喊救命没人理
去年我被他们关在派出所三天
邻居被人打了
警察打了我
看守所里有人打我儿子
他要求我取消订单
我要举报
他让人把我打伤了
被打击报复了
三年前他们把我关在办公室里逼我签字
领导威胁要弄死我
他说，谁敢举报就打死谁
当时有人拿刀追我
报警以后多久有人来？
被打了要不要报警
2023年5月他带人砸门""".splitlines()
ASIDES = {
    "police_unreachable": "110打不通 110一直占线 打不通110怎么办 报警电话没人接 报了警没人来 110打了没人接 警察还没来 不敢打110",
    "lost_place": "我不知道我在哪 不知道自己在什么地方 我在哪我也不知道 这是哪里啊 说不清在哪 我迷路了 不知道这是什么地方",
    "despair": "我不想活了 活着没意思 不想活下去了 我想死 我想自杀 活着真没什么意思 死了算了 我要跳楼 真的活不下去了",
    "illness": "心脏病犯了 他喝药了 我妈晕倒了 他喝农药了 喘不过气 快叫救护车 有人昏迷了 他吃了安眠药",
}
NO_ASIDE = """他说不想活了
去年他喝农药了
跳楼
我想活着
想死磕到底
不想活动
他威胁我跳楼
我要举报
我想知道举报在哪
局长在哪办公我不知道
他开会晕倒过
警察打了我
派出所不受理我的案子""".splitlines()


@pytest.mark.parametrize(
    ("reading", "text", "says"), [(name, text, says) for name, all_ in CASES.items() for text, says in all_.items()]
)
def test_page_and_boundary_read_danger_alike(reading: str, text: str, says: bool) -> None:
    assert READINGS[reading](text) is says


def test_no_text_keeps_the_readings_busy() -> None:
    begun = time.monotonic()
    for text in ("他打我现在没事", "民警在所里关着", "我不想活了他说", "派出所"):
        for reading in READINGS.values():
            reading(text * 3_000)
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("text", NOW)
def test_here_and_now(text: str) -> None:
    assert danger.is_now(text)
    assert not danger.is_told(text) and not danger.is_denied(text)


@pytest.mark.parametrize("text", NOT_NOW)
def test_past_feared_told_others_or_none_is_not_now(text: str) -> None:
    assert not danger.is_now(text)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, all_ in ASIDES.items() for text in all_.split()])
def test_other_calls_for_help(kind: str, text: str) -> None:
    assert danger.aside_of(text) == kind


@pytest.mark.parametrize("text", NO_ASIDE)
def test_what_only_sounds_so_is_none(text: str) -> None:
    assert danger.aside_of(text) is None


@pytest.mark.parametrize("text", ["我没有危险", "没有危险", "没事了", "我没事", "不危险", "现在安全了", "我们很安全"])
def test_no_danger(text: str) -> None:
    assert danger.is_denied(text)


@pytest.mark.parametrize("text", ["没有危险的地方在哪", "他没有危险意识", "我没有钱", "没事找事的人打我"])
def test_more_than_no_danger(text: str) -> None:
    assert not danger.is_denied(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("我们单位要举报", True),
        ("以单位名义举报", True),
        ("公司来举报", True),
        ("代表我们公司举报", True),
        ("我们几个村民要联名举报", True),
        ("我们十几户一起举报", True),
        ("我本人要举报", True),
        ("我个人实名举报", True),
        ("我要举报我们单位领导", False),
        ("我要举报公司老板行贿", False),
        ("举报他和同事一起分钱", False),
        ("我要实名举报局长贪污", False),
    ],
)
def test_as_who_somebody_reports(text: str, says: bool) -> None:
    assert states_capacity(text) is says


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("我要匿名举报", True),
        ("你好，我想匿名举报我们镇长", True),
        ("我们要联名举报村支书", True),
        ("我想匿名举报怎么弄", False),
        ("我要实名举报有奖励吗", False),
        ("我不要匿名举报", False),
        ("他要匿名举报", False),
    ],
)
def test_a_plain_opening_that_says_how(text: str, opens: bool) -> None:
    assert opens_report(text) is opens
