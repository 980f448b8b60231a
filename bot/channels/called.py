"""What people call the items of a flow (时间, 电话, 材料): the item they mean when something is to be changed."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from bot.channels.engine import Event
from bot.channels.passing_words import REDATED, simple
from bot.channels.schemas import Ask
from bot.channels.text import bare
from store.items import catalogue

# Signs and spaces among them, nothing that is said in passing is longer.
MOST_READ = 400
LONGEST_TITLE = 8
# Item → words for it. A word that may mean several means the first of them that there is.
CALLED = {
    "name": "名字 姓名 真名 我的名字 我的姓名 名 真实姓名 署名",
    "applicant_name": "申请人 申请人名字 申请人姓名",
    "id_number": "身份证 身份证号 身份证号码 证件 证件号 证件号码 证号 护照",
    "contact": "电话 手机 手机号 手机号码 电话号 电话号码 联系方式 联系电话 号码 微信 邮箱 我的电话",
    "mode": "方式 举报方式 实名 匿名 实名匿名 实名还是匿名",
    "capacity": "主体 举报主体 谁举报 身份 个人还是单位",
    "acknowledge": "认可 认不认可",
    "crime": "类别 类型 种类 罪名 犯罪类别 犯罪类型 什么罪",
    "party": "被举报人 举报谁 举报对象 对象 他的名字 那个人 那人 人 被举报的人 名字 姓名",
    "against": "侵犯人 打我的人 谁干的 对方 那个人 那人 人 他的名字 名字 姓名",
    "person": "被保护人 亲友 家人 被保护的人",
    "date": "时间 日期 日子 发生时间 哪天 哪一天 什么时候 年份 几号",
    "place": "地点 地方 位置 在哪 发生地点 哪里",
    "address": "地址 住址 住处 住的地方",
    "applicant": "申请人 替谁申请",
    "position": "身份 受侵犯人身份 岗位",
    "scene": "现场 现场非现场",
    "injury": "后果 损害后果 伤情 伤势",
    "behaviour": "侵犯行为 行为",
    "unit": "单位 所在单位 工作单位",
    "work_unit": "单位 工作单位",
    "facts": "经过 事实 内容 事情 事情经过 举报内容 举报事实 事 过程 情况",
    "case_facts": "案情 案件情况 作证情况",
    "text": "说明 补充说明 内容 文字",
    "reason": "原因 理由 撤回原因",
    "evidence": "证据 线索 凭据",
    "files": "材料 附件 文件 照片 图片 录音 视频 截图",
    "retaliation": "报复 打击报复 报复情况",
    "relation": "关系",
    "gravity": "危险程度 程度",
    "measures": "措施 保护措施",
    "request": "请求 要求 请求事项",
}
_LEAD = (
    r"(?:我|要|想|就|选|改|修改|更正|重填|重新填|换|把|那个|这个|前面|上面|刚才"
    r"|填|写|第一个|那一项|的|一下)*"
)
_TAIL = (
    r"(?:那一?项|这一?项|那个|这个|那里|那块|一栏|栏|部分|要改|改一下|改|重填|重写|吧|了|啊|呀|的|写错"
    r"|填错|错|不对)*"
)
_CHANGES = r"(?:我|要|想|请|帮我|给我|把)*"
_BEFORE = r"(?:前面|上面|刚才|刚刚|之前)?(?:填|写|说)?(?:的)?(?:那个)?"


@cache
def titles() -> frozenset[str]:
    """What the catalogue calls its items, without what stands in brackets."""
    every = (bare(one.title.partition("（")[0]) for flow in catalogue().values() for one in flow.items.values())
    return frozenset(title for title in every if 1 < len(title) <= LONGEST_TITLE)


@cache
def names() -> str:
    """An alternation of all words."""
    words = {word for words in CALLED.values() for word in words.split() if len(word) > 1} | titles()
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def changing() -> re.Pattern[str]:
    """A whole sentence that wants one item changed: 改一下时间, 电话写错了. Its word is the group that is there."""
    return re.compile(
        rf"{_CHANGES}(?:改一下|改下|改改|改|修改一下|修改|更正一下|更正|重填|重新填|重写"
        rf"|重新写){_BEFORE}({names()})(?:吧|了)?"
        rf"|{_CHANGES}{_BEFORE}({names()})(?:我|给)?(?:写错|填错|说错|打错|弄错|搞错|输错|记错|要改|想改|改一下"
        rf"|改下|改改|要改一下)(?:了|啦|咗|吧)*"
        r"|(?:我的?)?(时间|日期|日子|发生时间|电话|手机号?|号码|名字|姓名|身份证号?|单位|所在单位|工作单位|身份|地点|地址|类别|联系方式|电话号码|手机号码|申请人|被举报人)"
        r"(?:不对|有误|不准确|错了?|错啦)(?:了|啊)?"
    )


def to_change(ask: Ask, plain: str) -> str | None:
    """The item of the open step's flow that a whole sentence wants changed; "" when it has none of that name (then it
    is asked which); None for anything else.
    """
    found = changing().fullmatch(simple(bare(plain)))
    flow = catalogue().get(ask.id.partition(".")[0])
    if found is None or flow is None or "?" in plain:
        return None
    word = found[1] or found[2] or found[3]
    called = (item for item, one in flow.items.items() if word == bare(one.title.partition("（")[0]))
    return next(called, None) or next((item for item in flow.items if word in CALLED.get(item, "").split()), "")


def item(plain: str, shown: Collection[str]) -> str | None:
    """The one of the items shown that a text calls by a name and says no more: at 「要改哪一项」."""
    word = simple(bare(plain))
    for call, items in sorted(_calls().items(), key=lambda pair: -len(pair[0])):
        if not re.fullmatch(f"{_LEAD}{re.escape(call)}{_TAIL}", word):
            continue
        found = next((item for item in items if item in shown), None)
        if found is not None:
            return found
    return None


@cache
def _calls() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item, words in CALLED.items():
        for word in words.split():
            found.setdefault(word, []).append(item)
    return found


def redated(plain: str) -> str | None:
    """The words for a date that correct the one given before (不对，是四五年前), or None."""
    if len(plain) > MOST_READ or "?" in plain:
        return None
    found = REDATED.search(plain)
    return found[1] if found is not None else None


def given_anew(label: str) -> Event:
    """What was given before has been given anew: the engine learns which item."""
    return Event("correct", f"{label.partition('.')[2]}.given")
