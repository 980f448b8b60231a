"""Chinese words for the codes of the audit log, and dates as the desk shows them."""

from __future__ import annotations

from datetime import date, datetime

from docs_gen.documents import KINDS, long_date
from rules.reference import Ref, quote
from store import statuses
from store.audit import Record
from store.clock import ZONE
from store.requests import DECISIONS, TITLES

ACTIONS = {
    "case.submit": "提交",
    "case.material": "补充材料",
    "case.link": "关联案件",
    "case.request": "举报人提出",
    "case.decide_request": "对举报人提出的作出决定",
    "case.open": "打开内容",
    "case.open_file": "打开附件",
    "case.approve_open": "批准打开",
    "case.withdraw_approval": "撤回批准",
    "case.status": "设定状态",
    "case.step": "办理",
    "case.approve_step": "批准办理",
    "case.withdraw_step": "撤回批准",
    "case.applicant_caused": "标记因申请人原因无法答复",
    "case.answer": "发出答复",
    "case.answer_refused": "答复触及举报内容，没有发出",
    "case.answer_withdrawn": "撤回答复",
    "case.recompute": "重算期限",
    "document.open": "取出文书",
    "receipt.password": "更换查询密码",
    "staff.create": "建立账号",
    "staff.password": "更换登录密码",
    "staff.deactivate": "停用账号",
    "staff.sign_in": "登录",
    "key.publish": "公布密钥",
    "key.revoke": "停用密钥",
    "key.unlock": "解锁密钥",
    "key.rotate": "更换密钥",
    "key.recover": "用恢复码找回密钥",
    "key.passphrase": "更换密钥口令",
    "audit.verify": "核对审计记录",
}
REQUESTS = frozenset({"case.request", "case.decide_request"})
STEPS = frozenset({"case.step", "case.approve_step", "case.withdraw_step"})
OUTCOMES = {
    "ok": "成功",
    "refused": "拒绝",
    "refused:role": "拒绝：岗位不允许",
    "refused:approval": "拒绝：没有检察长批准",
    "all": "对专人全体",
    "yes": "是",
    "no": "否",
}
REFUSALS = {"role": "您的岗位不能打开这类案件。", "approval": "打开前必须经检察长批准。"}
STATES = {"running": "进行中", "met": "已办", "void": "已失效"}
BROKEN = {
    "sequence": "缺少记录",
    "link": "与前一条不相连",
    "content": "内容被改动",
    "head": "与另存的末条不一致",
}
WAYS_IN = {"web": "网页", "plain": "网页（简版）", "officer": "内部网", "hotline": "举报热线", "desk": "工作台"}


def action(record: Record) -> str:
    """设定状态, 制作文书《举报回执》, …"""
    kind = KINDS.get(record.action.removeprefix("document."))
    return f"制作文书《{kind.title}》" if kind else ACTIONS.get(record.action, record.action)


def outcome(record: Record, names: dict[str, str] | None = None) -> str:
    """The record's outcome in words, as far as there are any."""
    if record.action == "case.status":
        titles = {s.id: s.title for kind in statuses.kinds().values() for s in kind.statuses.values()}
        return titles.get(record.outcome, record.outcome)
    if record.action in STEPS:
        kind, _, step = record.outcome.partition(".")
        found_kind = statuses.kinds().get(kind)
        found_step = found_kind.life.all_steps.get(step) if found_kind else None
        return found_step.title if found_step else record.outcome
    if record.action in REQUESTS:
        asked, _, decision = record.outcome.partition(".")
        return DECISIONS.get(asked, {}).get(decision) or TITLES.get(asked, record.outcome)
    if record.action == "case.submit":
        found = statuses.kinds().get(record.outcome)
        return found.title if found else record.outcome
    return (names or {}).get(record.outcome) or OUTCOMES.get(record.outcome, record.outcome)


def day(value: date | datetime | None) -> str:
    """2026年3月1日, in Shanghai."""
    if value is None:
        return ""
    return long_date(value.astimezone(ZONE).date() if isinstance(value, datetime) else value)


def moment(value: datetime | str | None) -> str:
    """2026年3月1日 09:05, in Shanghai."""
    if not value:
        return ""
    at = (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(ZONE)
    return f"{long_date(at.date())} {at:%H:%M}"


def left(due: date, today: date) -> str:
    """今天到期, 还有3天, 已过2天."""
    days = (due - today).days
    return "今天到期" if days == 0 else f"还有{days}天" if days > 0 else f"已过{-days}天"


def cite(ref: Ref) -> str:
    """《举报人保护规定》第五条第二项."""
    return ref.cite(short=True)


def words(ref: Ref) -> str:
    """The provision as printed."""
    return quote(ref)
