"""Documents of 维护执法权威 (规定 3 第三十条 to 第三十四条): application, answers, result, review, extension."""

# ruff: noqa: RUF009 - the functions declare fields, as dataclasses.field does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from docs_gen.documents.base import (
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

APPLICANTS = ("民警本人", "近亲属", "所在部门")
GROUNDS = (
    "认为因依法履行职责、行使职权受到侵犯的",
    "认为其执法权威未受到有效保护的",
    "认为受到错误追究或者对责任追究有异议的",
)
CONCLUSIONS = (
    "属于依法履行职责、行使职权行为而受到侵犯",
    "执法权威未受到有效保护或者受到错误追责",
    "执法存在过错或者瑕疵",
    "其他",
)
DECISIONS = ("维持原核查结果", "应当受理，书面通知下级维权办受理并开展工作", "其他")
CONSEQUENCES = {
    CONCLUSIONS[0]: "视情予以抚慰、正名",
    CONCLUSIONS[1]: "督促相关部门及时纠正",
    CONCLUSIONS[2]: "提出督察建议并移送相关部门处理",
}
"""规定 3 第三十四条: what each finding leads to."""


@dataclass(frozen=True, kw_only=True, repr=False)
class RightsApplicationForm(DocumentData):
    """维护执法权威申请表 (规定 3 第三十条)."""

    kind: ClassVar[str] = "rights_application_form"
    title: ClassVar[str] = "维护执法权威申请表"
    template: ClassVar[str] = "rights_application_form.docx"

    office: str = text("受理的维权办")
    number: str = text("登记编号")
    applied_on: date | None = day("申请日期")
    applicant: str = choice("申请人", APPLICANTS)
    relative: str = text("与民警的关系", required=False, help="近亲属申请时填写")
    alias: str = text("化名", required=False, empty="")
    applicant_name: str = text("申请人姓名或者部门名称", identity="name")
    name: str = text("民警姓名", identity="name")
    unit: str = text("所在单位", identity="hidden")
    position: str = text("身份", help="民警、警务辅助人员等")
    contact: str = text("联系电话", identity="hidden")
    ground: str = choice("申请事由", GROUNDS, help="第三十条第一款各项")
    behaviour: tuple[str, ...] = many("侵犯行为", required=False, help="每行一种，可注明第二十条至第二十六条的哪一条")
    scene: str = choice("现场或者非现场", ("现场", "非现场"))
    on_duty: str = text("当时是否工作时间", required=False)
    sanction: str = text("处分或者处理", required=False)
    injury: str = text("损害后果", required=False)
    occurred: str = text("发生时间")
    place: str = text("发生地点")
    against: str = text("侵犯人", required=False, empty="不明")
    facts: str = text("事实经过", lines=True)
    evidence: str = text("证据情况", lines=True, required=False)
    request: str = text("请求事项", lines=True, required=False, empty="请依法维护执法权威。")
    lawyer: bool = flag("需要委托法律专业人士", help="第十三条")
    answer_due: Due | None = due("答复期限", required=False, help="第三十一条：3个工作日")
    basis: tuple[str, ...] = many("依据", required=False)
    secrecy: str = secrecy()

    def required(self, one: FieldSpec) -> bool:
        return super().required(one) or (one.name == "relative" and self.applicant == "近亲属")

    def derived(self) -> dict[str, Shown]:
        return {
            "ground_boxes": "\n".join(
                ("☑" if self.ground == g else "□") + f"{n}. {g}" for n, g in enumerate(GROUNDS, 1)
            ),
            "behaviour": "\n".join(b.strip() for b in self.behaviour if b.strip()) or "无",
            "basis": "\n".join(b.strip() for b in self.basis if b.strip()) or "无",
            "lawyer": "需要" if self.lawyer else "没有提出",
            "answer_due": self._answer_due(),
        }

    def _answer_due(self) -> str:
        """第三十一条 gives the period to applications that are 非现场 only; at a scene 第十一条 asks for speed."""
        if self.scene == "现场":
            return "现场的迅速处置，条文没有写明天数"
        return str(self.answer_due) if self.answer_due else "自收到之日起3个工作日内"


@dataclass(frozen=True, kw_only=True, repr=False)
class _Answer(DocumentData):
    """What every answer to an applicant begins and ends with."""

    closing: ClassVar[tuple[str, ...]] = ("higher_office", "contact", "date")

    office: str = text("维权办名称")
    number: str = number()
    alias: str = text("化名", required=False, empty="")
    applicant_name: str = text("申请人", identity="name")
    applied_on: date | None = day("申请日期")
    contact: str = text("联系人和电话")
    date: date | None = day("成文日期")


@dataclass(frozen=True, kw_only=True, repr=False)
class _FirstAnswer(_Answer):
    """An answer that the office above can review (第三十二条第二款)."""

    higher_office: str = text("上一级公安机关维权办")


@dataclass(frozen=True, kw_only=True, repr=False)
class RightsAccepted(_FirstAnswer):
    """受理答复书 (规定 3 第三十一条): accepted, also when 视为受理 because the three working days went by."""

    kind: ClassVar[str] = "rights_accepted"
    title: ClassVar[str] = "受理答复书"
    template: ClassVar[str] = "rights_accepted.docx"

    registered_as: str = text("登记编号")
    deemed: bool = flag("视为受理", help="3个工作日内未答复的，视为受理")
    investigation_due: Due | None = due("调查核实期限", help="30个工作日")


@dataclass(frozen=True, kw_only=True, repr=False)
class RightsRefused(_FirstAnswer):
    """不予受理答复书 (规定 3 第三十一条: 不予受理的，应当在答复时说明理由)."""

    kind: ClassVar[str] = "rights_refused"
    title: ClassVar[str] = "不予受理答复书"
    template: ClassVar[str] = "rights_refused.docx"

    reasons: str = text("不予受理的理由", lines=True, help="第三十一条：不予受理的，应当在答复时说明理由")
    basis: tuple[str, ...] = many("依据", required=False, help="除第三十一条外另有依据的，每行一条")

    def derived(self) -> dict[str, Shown]:
        return {"basis": "、".join(b.strip() for b in self.basis if b.strip())}


@dataclass(frozen=True, kw_only=True, repr=False)
class RightsResult(_FirstAnswer):
    """核查结果反馈书 (规定 3 第三十二条第一款; consequences by 第三十四条)."""

    kind: ClassVar[str] = "rights_result"
    title: ClassVar[str] = "核查结果反馈书"
    template: ClassVar[str] = "rights_result.docx"

    registered_as: str = text("登记编号")
    finished_on: date | None = day("核查完毕日期")
    findings: str = text("核查情况", lines=True)
    conclusion: str = choice("核查结论", CONCLUSIONS, help="第三十四条")
    conclusion_other: str = text("其他核查结论", required=False, empty="", help="结论为“其他”时填写")
    measures: tuple[str, ...] = many("处理措施", required=False, help="每行一项")
    approved_on: date | None = day("维权委审核同意日期")
    review_due: Due | None = due("申请复核期限", required=False, help="自收到之日起10个工作日；收到日期未定的可不填")

    def required(self, one: FieldSpec) -> bool:
        return super().required(one) or (one.name == "conclusion_other" and self.conclusion == "其他")

    def derived(self) -> dict[str, Shown]:
        legal = CONSEQUENCES.get(self.conclusion, "")
        return {
            "conclusion": self.conclusion if legal else self.conclusion_other.strip(),
            "consequence": legal,
        }


@dataclass(frozen=True, kw_only=True, repr=False)
class ReviewResult(_Answer):
    """复核结果书: the office one level up answers a request for review (规定 3 第三十二条第二款, 30 days)."""

    kind: ClassVar[str] = "review_result"
    title: ClassVar[str] = "复核结果书"
    template: ClassVar[str] = "review_result.docx"

    office: str = text("复核的维权办")
    lower_office: str = text("原核查的维权办")
    reviewed_document: str = text("申请复核的文书", help="名称和文号，如：核查结果反馈书（×维反〔2026〕3号）")
    applied_on: date | None = day("收到复核申请的日期")
    findings: str = text("复核情况和理由", lines=True)
    decision: str = choice("复核结果", DECISIONS)
    decision_other: str = text("其他复核结果", required=False, empty="", help="结果为“其他”时填写")

    def required(self, one: FieldSpec) -> bool:
        return super().required(one) or (one.name == "decision_other" and self.decision == "其他")

    def derived(self) -> dict[str, Shown]:
        return {
            "decision": self.decision_other.strip() if self.decision == "其他" else self.decision,
            "must_accept": self.decision == DECISIONS[1],
        }


@dataclass(frozen=True, kw_only=True, repr=False)
class ExtensionApproval(DocumentData):
    """延长调查审批表 (规定 3 第三十二条第一款: 重大、疑难、复杂, with 维权委's consent, to 60 days)."""

    kind: ClassVar[str] = "extension_approval"
    title: ClassVar[str] = "延长调查审批表"
    template: ClassVar[str] = "extension_approval.docx"

    office: str = text("维权办名称")
    registered_as: str = text("登记编号")
    alias: str = text("化名", required=False, empty="")
    applicant_name: str = text("申请人", identity="name")
    matter: str = text("申请事由")
    accepted_on: date | None = day("受理日期")
    original_due: Due | None = due("原调查期限", help="30个工作日")
    extended_due: Due | None = due("拟延长至", help="可延长至60日")
    grounds: tuple[str, ...] = choices("延长情形", ("重大", "疑难", "复杂"))
    progress: str = text("已开展的调查工作", lines=True)
    reasons: str = text("延长理由", lines=True)
    handlers: tuple[str, ...] = many("承办人", help="每行一人")
    date: date | None = day("填表日期")

    def derived(self) -> dict[str, Shown]:
        return {"handlers": "、".join(h.strip() for h in self.handlers if h.strip())}
