"""What follows in 维护执法权威 (规定 3): 复核申请, 正名, 书面告诫, 督察建议, 信息上报."""

# ruff: noqa: RUF009 - the functions declare fields, as dataclasses.field does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from docs_gen.documents.base import (
    PARTICULARS,
    DocumentData,
    Due,
    FieldSpec,
    Shown,
    choice,
    choices,
    day,
    due,
    flag,
    many,
    number,
    secrecy,
    text,
)
from docs_gen.documents.words import lines, listed

REVIEWED = ("不予受理答复书", "核查结果反馈书")
FALSEHOODS = ("捏造、歪曲事实诬告陷害", "捏造、歪曲事实恶意投诉")
AIMS = ("企图使民警受到纪律处分", "干扰正常执法办案")
FAULTS = ("执法过错", "执法瑕疵")
URGENCIES = ("按照规定上报", "重大紧急，立即上报")


@dataclass(frozen=True, kw_only=True, repr=False)
class ReviewRequest(DocumentData):
    """复核申请书 (规定 3 第三十二条第二款): the applicant asks the office one level up, within 10 working days.

    The text names no loss of right for a late request: a late one is made too, and says why it is late.
    """

    kind: ClassVar[str] = "review_request"
    title: ClassVar[str] = "复核申请书"
    template: ClassVar[str] = "review_request.docx"

    higher_office: str = text("上一级公安机关维权办")
    alias: str = text("化名", required=False, empty="")
    applicant_name: str = text("申请人", identity="name")
    unit: str = text("所在单位", identity="hidden")
    contact: str = text("申请人联系电话", identity="hidden")
    lower_office: str = text("作出答复的维权办")
    reviewed: str = choice("申请复核的文书", REVIEWED)
    reviewed_number: str = text("文书的文号")
    received_on: date | None = day("收到答复的日期")
    review_due: Due | None = due("申请复核的期限", help="自收到答复之日起10个工作日（第三十二条第二款）")
    objections: str = text("异议和理由", lines=True)
    request: str = text("请求事项", lines=True)
    evidence: str = text("新的证据或者材料", lines=True, required=False, empty="无。")
    late_reason: str = text("超过期限申请的原因", lines=True, required=False, empty="")
    date: date | None = day("申请日期")

    @property
    def late(self) -> bool:
        """Whether the last day had passed. By a provisional calendar nobody is late yet."""
        if self.date is None or self.review_due is None or self.review_due.provisional:
            return False
        return self.date > self.review_due.on

    def required(self, one: FieldSpec) -> bool:
        return super().required(one) or (one.name == "late_reason" and self.late)

    def derived(self) -> dict[str, Shown]:
        return {"late": self.late}


@dataclass(frozen=True, kw_only=True, repr=False)
class VindicationNotice(DocumentData):
    """公安督察正名通知书 (规定 3 第十五条): facts made clear, a good name restored. Issued by 警务督察部门.

    Whoever reads it learns the officer's name, which it is there for, and no particulars; who complained is not said:
    to clear an officer takes the facts, and liability for the falsehood is pursued elsewhere.
    """

    kind: ClassVar[str] = "vindication_notice"
    title: ClassVar[str] = "公安督察正名通知书"
    template: ClassVar[str] = "vindication_notice.docx"
    withholds: ClassVar[frozenset[str]] = PARTICULARS

    office: str = text("警务督察部门", help="同级公安机关警务督察部门")
    number: str = number()
    recipient: str = text("送达单位", help="民警所在单位，或者需要澄清的单位")
    alias: str = text("化名", required=False, empty="")
    name: str = text("民警姓名", identity="name")
    position: str = text("单位和职务", identity="hidden")
    source: str = choice("来源", ("信访", "举报", "投诉"), help="第十五条")
    complained_on: date | None = day("收到信访、举报、投诉的日期")
    alleged: str = text("反映的问题", lines=True, help="只写澄清所必需的；不写反映人的姓名和个人信息")
    facts: str = text("查明的事实", lines=True)
    falsehood: str = choice("认定", FALSEHOODS, help="第十五条：一经查实")
    clearing: tuple[str, ...] = many("澄清和挽回影响的措施", help="每行一项，如：在所在单位范围内宣布")
    copies: tuple[str, ...] = many("抄送单位", required=False)
    date: date | None = day("成文日期")

    def derived(self) -> dict[str, Shown]:
        hidden: dict[str, Shown] = {"position": "民警"} if self.covered else {}
        return {"copies": listed(self.copies)} | hidden


@dataclass(frozen=True, kw_only=True, repr=False)
class WrittenWarning(DocumentData):
    """书面告诫书 (规定 3 第二十六条): to whoever complained falsely, copied to their unit, or township and village.

    Its readers are whoever bore the officer ill will, and a whole village: it names no officer, only the complaint.
    """

    kind: ClassVar[str] = "written_warning"
    title: ClassVar[str] = "书面告诫书"
    template: ClassVar[str] = "written_warning.docx"
    names_nobody: ClassVar[bool] = True

    office: str = text("告诫的公安机关")
    number: str = number()
    warned: str = text("被告诫人", help="姓名或者单位名称；不写证件号码、住址")
    complained_on: date | None = day("投诉日期")
    complained_to: str = text("投诉的受理单位")
    conduct: str = text("查明的事实", lines=True, help="捏造、歪曲了什么。民警写职务，不写姓名和个人信息")
    aims: tuple[str, ...] = choices("恶意投诉的目的", AIMS, help="第二十六条")
    evidence: tuple[str, ...] = many("认定的依据", help="每行一项")
    copies: tuple[str, ...] = many(
        "抄报单位", help="第二十六条：行为人所在单位，或者乡镇（街道）人民政府、村（居）委会。每行一个"
    )
    contact: str = text("联系人和电话")
    date: date | None = day("成文日期")

    def derived(self) -> dict[str, Shown]:
        return {"copies": listed(self.copies), "aims": "、".join(self.aims)}


@dataclass(frozen=True, kw_only=True, repr=False)
class SupervisionProposal(DocumentData):
    """督察建议书 (规定 3 第三十四条): a fault or flaw found is put to the department that handles it.

    It says that applying must not make things worse for the officer (第三十三条), and, where it fits, that 容错免责
    applies (第十八条).
    """

    kind: ClassVar[str] = "supervision_proposal"
    title: ClassVar[str] = "督察建议书"
    template: ClassVar[str] = "supervision_proposal.docx"
    withholds: ClassVar[frozenset[str]] = PARTICULARS

    office: str = text("维权办名称")
    number: str = number()
    recipient: str = text("接受建议的部门", help="第三十四条：移送相关部门处理")
    registered_as: str = text("登记编号")
    alias: str = text("化名", required=False, empty="")
    name: str = text("民警姓名", identity="name")
    unit: str = text("所在单位", identity="hidden")
    findings: str = text("核查认定的事实", lines=True)
    fault: tuple[str, ...] = choices("认定", FAULTS, help="第三十四条")
    approved_on: date | None = day("维权委审核同意日期", help="第三十二条第一款")
    proposals: tuple[str, ...] = many("督察建议", help="每行一项")
    tolerant: bool = flag(
        "建议按容错免责处理", help="第十八条：未出现重大过错的，从轻、减轻或者免于问责；重大安全责任事故除外"
    )
    reply_by: date | None = day("请求反馈的日期", required=False, help="条文没有规定期限")
    contact: str = text("联系人和电话")
    date: date | None = day("成文日期")

    def derived(self) -> dict[str, Shown]:
        hidden: dict[str, Shown] = {"unit": ""} if self.covered else {}
        return {"fault": "、".join(self.fault)} | hidden


@dataclass(frozen=True, kw_only=True, repr=False)
class IncidentReport(DocumentData):
    """案（事）件信息上报表 (规定 3 第三十六条): reported upward by the rules, at once when grave and urgent."""

    kind: ClassVar[str] = "incident_report"
    title: ClassVar[str] = "侵犯民警执法权威案（事）件信息上报表"
    template: ClassVar[str] = "incident_report.docx"

    office: str = text("上报的维权办")
    number: str = text("登记编号")
    recipient: str = text("接收单位", help="上级公安机关维权办")
    urgency: str = choice("上报方式", URGENCIES, help="第三十六条：重大紧急的立即上报上级公安机关维权办")
    learned_on: date | None = day("得知日期", help="民警或者所在部门第一时间上报维权办")
    reported_on: date | None = day("上报日期")
    occurred: str = text("发生时间")
    place: str = text("发生地点")
    alias: str = text("化名", required=False, empty="")
    name: str = text("民警姓名", identity="name")
    unit: str = text("所在单位", identity="hidden")
    position: str = text("身份", help="民警、警务辅助人员等（第四十一条）")
    behaviour: tuple[str, ...] = many("侵犯行为", help="每行一种，可注明第十九条至第二十六条的哪一条")
    against: str = text("侵犯人", required=False, empty="不明")
    facts: str = text("简要情况", lines=True)
    injury: str = text("伤亡和损失")
    handling: str = text("现场处置和案件办理情况", lines=True)
    opinion: str = text("舆情风险", lines=True, required=False, empty="待评估。", help="第十一条：评估涉警舆情风险情况")
    steps: tuple[str, ...] = many("已采取的维权措施", required=False, help="每行一项")
    entered_on: date | None = day(
        "录入警务督察信息平台日期", required=False, help="第三十六条：及时准确录入", empty="待录入"
    )
    reporter: str = text("填报人和电话")
    secrecy: str = secrecy()

    def derived(self) -> dict[str, Shown]:
        return {"behaviour": lines(self.behaviour), "steps": lines(self.steps) or "无"}
