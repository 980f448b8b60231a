"""The recorded conversations both bots replay: turns as they come, buttons, sealed answers and free text mixed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Turn:
    """One turn. `kind`: text (typed), press (a button, by title; `payload` is what it means), seal (a sealed answer)."""

    kind: str
    words: str
    payload: str = ""


def text(words: str) -> Turn:
    """Something typed."""
    return Turn("text", words)


def press(title: str, payload: str) -> Turn:
    """A button."""
    return Turn("press", title, payload)


def seal(words: str) -> Turn:
    """An answer to a sealed step."""
    return Turn("seal", words)


SKIP = press("跳过", "skip")
NO_FILES = press("没有文件", "skip")

REPORT = (
    text("我要举报一个局长收钱"),
    press("匿名举报", "choose:anonymous"),
    text("奖金最多多少"),
    press("贪污贿赂", "choose:corruption"),
    seal("某局局长某人，分管工程"),
    seal("去年三月"),
    seal("他收了施工队的钱，我亲眼看见的，还有两个同事也知道。"),
    SKIP,
    NO_FILES,
    text("没有打击报复"),
)
BY_NAME = (
    text("我想实名举报我们领导"),
    press("实名举报", "choose:realname"),
    press("本人举报", "choose:individual"),
    seal("张某某"),
    SKIP,
    seal("13800138000"),
    press("是", "choose:yes"),
    text("为什么要问这个"),
    press("渎职", "choose:dereliction"),
    seal("某镇干部"),
    SKIP,
    seal("他不作为，群众反映多次没有人管。"),
    seal("有录音"),
    NO_FILES,
    press("没有", "choose:none"),
)
QUESTIONS = (
    text("你们会不会泄露我的名字"),
    text("什么算打击报复"),
    text("匿名能申请保护吗"),
    text("证人保护都有什么措施"),
    text("谢谢"),
)
WITNESS = (
    text("我是贩毒案的证人 有人威胁我 想申请保护"),
    press("证人", "choose:witness"),
    press("毒品犯罪", "choose:drugs"),
    press("本人", "choose:self"),
    press("选好了", "choose:done"),
    press("重大的人身危险", "choose:grave"),
    seal("陈某某"),
    SKIP,
    SKIP,
    SKIP,
    seal("13912345678"),
    seal("目击者"),
    seal("某分局办的贩毒案"),
    seal("上个月有人打电话说要我好看，让我不要作证。"),
    SKIP,
    NO_FILES,
)
ALL = (REPORT, QUESTIONS, BY_NAME, WITNESS)
