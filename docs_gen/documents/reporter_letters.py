"""Letters for reporters (规定 2 第八条, 第十一条第二款): to the unit, to whoever can help, to the court."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from docs_gen.documents.base import PARTICULARS, FieldSpec, Shown, choices, many, text
from docs_gen.documents.letters import Letter, LetterToUnit
from docs_gen.documents.words import listed

HARMS = ("严重人身伤害", "重大财产损失")
COURT_MEASURES = ("不暴露外貌", "不暴露真实声音", "其他出庭作证措施")


@dataclass(frozen=True, kw_only=True, repr=False)
class ExplanationRequest(LetterToUnit):
    """要求说明函 (规定 2 第八条第二款): a unit or a person explains what it did or means to do.

    There is evidence of a unit's head using office or influence to retaliate; the recipient may be that very unit.
    """

    kind: ClassVar[str] = "explanation_request"
    title: ClassVar[str] = "关于要求作出说明的函"
    template: ClassVar[str] = "explanation_request.docx"

    recipient: str = text("收函单位或者个人")
    matter: str = text(
        "需要说明的事项",
        lines=True,
        help="写决定或者做法的日期、文号、内容。不写姓名，不写举报内容，也不写有人举报",
    )
    questions: tuple[str, ...] = many("请说明的问题", help="每行一个，如：作出该决定的依据和程序")


@dataclass(frozen=True, kw_only=True, repr=False)
class CorrectionProposal(LetterToUnit):
    """建议纠正函 (规定 2 第八条第一款第二项): the department concerned corrects a wrong treatment.

    The treatment is told by its date and number: that says whose it is to who made it, and to nobody else.
    """

    kind: ClassVar[str] = "correction_proposal"
    title: ClassVar[str] = "关于建议纠正错误处理的函"
    template: ClassVar[str] = "correction_proposal.docx"

    recipient: str = text("收函部门")
    treatment: str = text(
        "需要纠正的处理", lines=True, help="写处理决定的名称、文号、日期和内容。不写姓名，不写举报内容"
    )
    reasons: str = text("认为处理错误的理由", lines=True, help="写核实的情况和所违反的规定")
    proposals: tuple[str, ...] = many("建议纠正的事项", help="每行一项，如：撤销该决定，恢复工作岗位")


@dataclass(frozen=True, kw_only=True, repr=False)
class ReliefLetter(Letter):
    """救助协调函 (规定 2 第八条第一款第三项): who gives relief learns whom to help and why, not what was reported."""

    kind: ClassVar[str] = "relief_letter"
    title: ClassVar[str] = "关于商请予以救助的函"
    template: ClassVar[str] = "relief_letter.docx"
    withholds: ClassVar[frozenset[str]] = PARTICULARS

    recipient: str = text("收函部门", help="有救助职责的部门")
    alias: str = text("化名", required=False, empty="")
    name: str = text("需要救助的人", identity="name", help="联系方式、住址不写入，由联系人转达")
    harm: tuple[str, ...] = choices("受到的损害", HARMS, help="第八条第一款第三项")
    situation: str = text("伤害或者损失情况", lines=True, help="只写伤情和损失，不写举报的具体内容")
    needs: tuple[str, ...] = many("商请救助的事项", help="每行一项")
    basis: tuple[str, ...] = many("救助依据的规定", required=False, help="除第八条外另有依据的，每行一条")

    def derived(self) -> dict[str, Shown]:
        return super().derived() | {
            "harm": "和".join(self.harm),
            "basis": listed(self.basis),
        }


@dataclass(frozen=True, kw_only=True, repr=False)
class CourtProtectionLetter(Letter):
    """不暴露外貌声音建议函 (规定 2 第十一条第二款): the court is asked to hide a reporter who testifies before it.

    The court knows its witness from its own notice; where the case's papers use an alias, so does the letter.
    """

    kind: ClassVar[str] = "court_protection_letter"
    title: ClassVar[str] = "关于建议采取出庭作证保护措施的函"
    template: ClassVar[str] = "court_protection_letter.docx"
    withholds: ClassVar[frozenset[str]] = PARTICULARS

    recipient: str = text("收函人民法院")
    case_name: str = text("案件名称和案号")
    alias: str = text("化名", required=False, empty="")
    name: str = text("出庭作证的举报人", identity="name")
    danger: str = text(
        "面临的打击报复危险", lines=True, help="本人或者近亲属因作证面临的危险；不写住址、工作单位、电话"
    )
    measures: tuple[str, ...] = choices("建议采取的措施", COURT_MEASURES, help="第十一条第二款")
    other_measures: str = text("其他措施的内容", lines=True, required=False, empty="")

    def required(self, one: FieldSpec) -> bool:
        return super().required(one) or (one.name == "other_measures" and COURT_MEASURES[2] in self.measures)
