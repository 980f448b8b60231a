"""奖励 (规定 2 第十四条 to 第二十三条): the opinion that goes up for decision, and the register of payment.

Limits and approvers are those of `rules.reporter_protection`; a form beyond what its approval allows is refused.
"""

# ruff: noqa: RUF009 - the functions declare fields, as dataclasses.field does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from docs_gen.documents.base import (
    DocumentData,
    FieldSpec,
    Record,
    Shown,
    choice,
    day,
    flag,
    group,
    many,
    secrecy,
    text,
)
from docs_gen.documents.money import YUAN_HINT, YUAN_PATTERN, in_words, in_yuan, total
from docs_gen.documents.options import options
from docs_gen.documents.words import listed
from docs_gen.errors import BadField
from rules.reporter_protection import WORDING, Reward, payout, recipient, reward, reward_approver

CAPACITIES = options(WORDING, "capacity")
CONTRIBUTIONS = options(WORDING, "contribution")
JUDGMENTS = options(WORDING, "judgment", "effective", "not_prosecuted")
"""第十八条: the two states of a case in which a reward can be proposed."""
INITIATED = options(WORDING, "initiation")
STATES = options(WORDING, "state")
HONOUR, BONUS = (WORDING.kinds["form"][one].title for one in ("honour", "bonus"))
MANNERS = (HONOUR, BONUS, f"{HONOUR}和{BONUS}")
APPROVALS = {
    "检察长决定": "chief_decides",
    "检察长决定，省级人民检察院批准": "province_approves",
    "检察长决定，最高人民检察院批准": "supreme_approves",
}
"""Who may decide on an amount, from the lowest → the point of the rules that asks for it."""
RECEIVERS = {"本人": "to_reporter", "继承人": "to_heirs", "监护人": "to_guardian"}
"""Who receives → the rules' decision of whom to pay (第二十三条)."""
_SELF = "本人"


def approval(amount: int, on: date) -> str:
    """Who must approve a total in fen for one case on a day, in the words of the form (第十六条第二款)."""
    code = reward_approver(in_yuan(amount), on).code if amount else "chief_decides"
    return next(words for words, point in APPROVALS.items() if point == code)


@dataclass(frozen=True, kw_only=True, repr=False)
class RewardedPerson(Record):
    """拟予奖励的人员名单、奖励方式和金额 (第二十条), one entry."""

    alias: str = text("化名", required=False, empty="")
    name: str = text("姓名或者单位名称", identity="name")
    capacity: str = choice("举报主体", tuple(CAPACITIES))
    merits: str = text(
        "贡献", help="提供线索、协助侦破案件的作用（第十四条第一款、第十七条第二款），不写举报的具体内容"
    )
    manner: str = choice("奖励方式", MANNERS, help="第十五条：对单位一般采取荣誉奖励方式")
    honour: str = text("荣誉奖励", required=False, help="奖旗、奖状、奖章、证书等")
    amount: str = text("奖金（元）", required=False, pattern=YUAN_PATTERN, hint=YUAN_HINT, empty="0")

    def required(self, one: FieldSpec) -> bool:
        wanted = {"honour": HONOUR, "amount": BONUS}.get(one.name)
        return super().required(one) or (wanted is not None and wanted in self.manner)

    def check(self) -> None:
        super().check()
        if self.amount.strip() and BONUS not in self.manner:
            raise BadField("奖金（元）", "奖励方式不含奖金的，不填金额。")


@dataclass(frozen=True, kw_only=True, repr=False)
class RewardOpinion(DocumentData):
    """奖励意见审批表 (规定 2 第二十条): 举报中心's opinion, decided by 检察长, approved above by its amount (第十六条).

    All persons of one case stand in one form, since they share one limit (第十七条第一款: 一案一奖).
    """

    kind: ClassVar[str] = "reward_opinion"
    title: ClassVar[str] = "举报奖励意见审批表"
    template: ClassVar[str] = "reward_opinion.docx"

    office: str = text("提出意见的举报中心")
    number: str = text("登记编号")
    initiated: str = choice("奖励的提起", tuple(INITIATED), help="第十九条")
    case_name: str = text("案件名称")
    judgment: str = choice(
        "案件结果", tuple(JUDGMENTS), help="第十八条：一般在判决、裁定生效后奖励；不起诉的根据具体情况决定"
    )
    judgment_paper: str = text("生效裁判或者不起诉决定", help="文书名称、文号和日期")
    value: str = text("犯罪性质、情节和线索价值", lines=True, help="第十六条第二款：确定奖励金额的因素")
    contribution: str = choice("贡献程度", tuple(CONTRIBUTIONS), help="第十六条第二款：决定每案奖金上限")
    persons: tuple[RewardedPerson, ...] = group("拟予奖励的人员", RewardedPerson)
    paid_before: str = text(
        "本案此前已奖励（元）", required=False, pattern=rf"0|{YUAN_PATTERN}", hint=YUAN_HINT, empty="0"
    )
    others: str = text(
        "其他举报人的情况", lines=True, required=False, help="第十七条第二款：先后举报的，说明奖励谁、不奖励谁和理由"
    )
    offending_unit: bool = flag("举报单位为案发单位", help="第十四条第二款：综合考虑后确定是否奖励")
    unit_reasons: str = text("案发单位给予奖励的理由", lines=True, required=False, empty="")
    handlers: tuple[str, ...] = many("承办人", help="每行一人")
    date: date | None = day("填表日期")
    secrecy: str = secrecy()

    @property
    def total(self) -> int:
        """Everything this case would have cost, in fen (第十七条第一款)."""
        return total((*(person.amount for person in self.persons), self.paid_before))

    def required(self, one: FieldSpec) -> bool:
        return super().required(one) or (one.name == "unit_reasons" and self.offending_unit)

    def check(self) -> None:
        super().check()
        if self.date is None or self.contribution not in CONTRIBUTIONS or self.judgment not in JUDGMENTS:
            return
        joint = len(self.persons) > 1
        said = reward(
            Reward(
                on=self.date,
                real_name=True,  # 实名举报人 alone stands in this form
                judgment=JUDGMENTS[self.judgment],
                contribution=CONTRIBUTIONS[self.contribution],
                capacity="joint" if joint else "individual",
                amounts=(in_yuan(self.total),) if self.total else (),
            )
        )
        if said.decision not in ("eligible", "discretionary"):
            why = "，".join(point.text for point in said.missing)
            raise BadField(
                "奖金（元）", f"{said.text}{why}。多人的、此前已奖励的合并计算（第十六条第二款、第十七条）。"
            )

    def derived(self) -> dict[str, Shown]:
        needed = approval(self.total, self.date) if self.date else next(iter(APPROVALS))
        asked = total(person.amount for person in self.persons)
        return {
            "handlers": listed(self.handlers),
            "total": in_yuan(asked),
            "total_in_words": in_words(asked),
            "whole": in_yuan(self.total),
            "approval": needed,
            "province": "省级" in needed,
            "supreme": "最高" in needed,
        }


@dataclass(frozen=True, kw_only=True, repr=False)
class PaidPerson(Record):
    """One payment: to the rewarded person, or to the heir or guardian in their place (第二十三条).

    Who receives instead would tell whose relative they are: under an alias that name, too, stays in the note.
    """

    alias: str = text("化名", required=False, empty="")
    name: str = text("受奖人员", identity="name")
    amount: str = text("发放金额（元）", pattern=YUAN_PATTERN, hint=YUAN_HINT)
    state: str = choice("受奖人员现况", tuple(STATES), help="第二十三条")
    receiver: str = choice("领取人", tuple(RECEIVERS), help="第二十三条：继承人或者监护人")
    receiver_name: str = text("继承人或者监护人姓名", required=False, identity="hidden")
    proof: str = text("关系和身份证明", required=False, help="证明文件的名称；不写证件号码")

    @property
    def _by_other(self) -> bool:
        return self.receiver in RECEIVERS and self.receiver != _SELF

    def required(self, one: FieldSpec) -> bool:
        if one.name == "receiver_name":
            return self._by_other and not self.covered
        return super().required(one) or (one.name == "proof" and self._by_other)

    def check(self) -> None:
        super().check()
        if self.state in STATES and self.receiver in RECEIVERS:
            due = recipient(STATES[self.state], eligible=True)
            if due.decision != RECEIVERS[self.receiver]:
                raise BadField("领取人", f"{due.text}（第二十一条、第二十三条）")

    def derived(self) -> dict[str, Shown]:
        return {} if self._by_other else {"receiver_name": "无"}


@dataclass(frozen=True, kw_only=True, repr=False)
class RewardPayment(DocumentData):
    """奖金发放登记表 (规定 2 第二十一条, 第二十三条): who was paid how much, by which decision, in whose presence.

    Never more than was approved for the case, by whom such a sum needs it (第十六条), and what was paid before
    counts; fewer than two prosecutors present is refused.
    """

    kind: ClassVar[str] = "reward_payment"
    title: ClassVar[str] = "举报奖金发放登记表"
    template: ClassVar[str] = "reward_payment.docx"

    office: str = text("发放的举报中心")
    number: str = text("登记编号")
    decision: str = text("奖励决定或者审批表", help="名称、编号")
    decided_on: date | None = day("决定或者批准日期")
    approved_by: str = choice("决定和批准", tuple(APPROVALS), help="第十六条第二款、第二十条")
    approved_total: str = text("批准的每案奖金总额（元）", pattern=YUAN_PATTERN, hint=YUAN_HINT)
    paid_before: str = text(
        "本案此前已发放（元）", required=False, pattern=rf"0|{YUAN_PATTERN}", hint=YUAN_HINT, empty="0"
    )
    persons: tuple[PaidPerson, ...] = group("发放", PaidPerson)
    place: str = text("领取地点", help="人民检察院或者受奖人员认为适宜的地方（第二十一条）")
    paid_on: date | None = day("发放日期")
    present: tuple[str, ...] = many("在场检察人员", help="第二十一条：两名以上。每行一人")
    payer: str = text("经办人")
    secrecy: str = secrecy()

    def check(self) -> None:
        super().check()
        present = {"".join(one.split()) for one in self.present} - {""}
        if present and self.paid_on:
            said = payout(on=self.paid_on, approved=True, by_report_centre=True, prosecutors=len(present))
            if said.decision != "may_pay":
                raise BadField("在场检察人员", "发放时应当有两名以上检察人员在场（第二十一条），每行写一人。")
        if self.decided_on and self.paid_on and self.paid_on < self.decided_on:
            raise BadField("发放日期", "不能早于决定或者批准的日期。")
        approved = total((self.approved_total,))
        if approved and total((*(one.amount for one in self.persons), self.paid_before)) > approved:
            raise BadField("发放金额（元）", "连同此前已发放的，超过了批准的每案奖金总额。")
        if approved and self.decided_on and self.approved_by in APPROVALS:
            needed, order = approval(approved, self.decided_on), list(APPROVALS)
            if order.index(self.approved_by) < order.index(needed):
                raise BadField("决定和批准", f"这一数额应当由{needed}（第十六条第二款）。")

    def derived(self) -> dict[str, Shown]:
        paid = total(one.amount for one in self.persons)
        return {"present": listed(self.present), "total": in_yuan(paid), "total_in_words": in_words(paid)}
