"""风险评估表 and 举报人保护预案 (规定 2 第六条): the risk to a reporter, its level, and the plan made by that level."""

# ruff: noqa: RUF009 - the functions declare fields, as dataclasses.field does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from docs_gen.documents.base import DocumentData, FieldSpec, Record, Shown, choice, day, group, many, secrecy, text
from docs_gen.documents.options import options
from docs_gen.documents.words import lines, listed
from rules.reporter_protection import WORDING, Risk, risk_level

LEVELS = {"高": "high", "中": "medium", "低": "low"}
"""第六条 asks for a level and names none; these are the ones of `rules.reporter_protection`."""
NATURES = options(WORDING, "nature")
DEGREES = options(WORDING, "gravity")
INFLUENCES = options(WORDING, "influence")
OCCASIONS = ("受理后评估", "情况变化后重新评估")


@dataclass(frozen=True, kw_only=True, repr=False)
class RiskFactor(Record):
    """One thing that may happen: 性质, 程度, 影响 (第六条第一款)."""

    risk: str = text("可能发生的风险", help="如：第七条所列的打击报复情形")
    nature: str = choice("性质", tuple(NATURES))
    degree: str = choice("程度", tuple(DEGREES))
    influence: str = choice("影响", tuple(INFLUENCES))


@dataclass(frozen=True, kw_only=True, repr=False)
class RiskAssessment(DocumentData):
    """风险评估表 (规定 2 第六条): risks by nature, degree and influence, the level proposed (拟定), re-rated on change.

    Made in the prosecutors' office and kept there. It assesses the danger to the reporter; what was reported is not
    needed for that and has no field.
    """

    kind: ClassVar[str] = "risk_assessment"
    title: ClassVar[str] = "举报人风险评估表"
    template: ClassVar[str] = "risk_assessment.docx"

    office: str = text("评估单位")
    number: str = text("登记编号")
    alias: str = text("化名", required=False, empty="")
    name: str = text("举报人", identity="name")
    accepted_on: date | None = day("受理实名举报的日期", help="第六条第一款：受理实名举报后评估")
    occasion: str = choice("评估时机", OCCASIONS, help="第六条第二款：根据实际情况的变化，及时调整风险等级")
    previous_level: str = choice("原风险等级", tuple(LEVELS), required=False)
    changes: str = text("变化的情况", lines=True, required=False, empty="首次评估。", help="重新评估时填写")
    factors: tuple[RiskFactor, ...] = group("风险", RiskFactor, unit="项")
    signs: tuple[str, ...] = many("已有的打击报复迹象", required=False, help="每行一项，不写举报的具体内容")
    level: str = choice("拟定风险等级", tuple(LEVELS))
    reasons: str = text("综合评估意见", lines=True, help="对性质、程度、影响的综合评估，不写举报的具体内容")
    handlers: tuple[str, ...] = many("评估人", help="每行一人")
    assessed_on: date | None = day("评估日期")
    secrecy: str = secrecy()

    def required(self, one: FieldSpec) -> bool:
        again = one.name in ("previous_level", "changes") and self.occasion == OCCASIONS[1]
        return super().required(one) or again

    @property
    def proposed(self) -> str:
        """The level that the rules propose by these factors, "" without any; the office settles it."""
        if self.assessed_on is None or not self.factors:
            return ""
        levels = {
            risk_level(
                Risk(
                    on=self.assessed_on,
                    nature=frozenset({NATURES[one.nature]} if one.nature in NATURES else ()),
                    degree=DEGREES.get(one.degree),
                    influence=INFLUENCES.get(one.influence),
                )
            ).decision
            for one in self.factors
        }
        return next((words for words, level in LEVELS.items() if f"level_{level}" in levels), "")

    def derived(self) -> dict[str, Shown]:
        return {
            "proposed": self.proposed,
            "signs": lines(self.signs) or "无",
            "handlers": listed(self.handlers),
            "previous_level": self.previous_level or "无",
        }


@dataclass(frozen=True, kw_only=True, repr=False)
class ReporterProtectionPlan(DocumentData):
    """举报人保护预案 (规定 2 第六条第一款): by the settled level, who does what, also when it becomes urgent.

    Not having made one when it was due is answered for (第二十六条第二项). At the highest level the police unit that
    helps is named beforehand, so that nobody looks for it in the hour of need.
    """

    kind: ClassVar[str] = "reporter_protection_plan"
    title: ClassVar[str] = "举报人保护预案"
    template: ClassVar[str] = "reporter_protection_plan.docx"

    office: str = text("制定单位")
    number: str = text("登记编号")
    alias: str = text("化名", required=False, empty="")
    name: str = text("举报人", identity="name")
    contact: str = text("举报人联系方式", identity="hidden", help="安全的联系方式和时间")
    who: tuple[str, ...] = many("保护对象", help="本人、近亲属等，每行一项")
    level: str = choice("风险等级", tuple(LEVELS), help="第六条：根据确定的风险等级制定预案")
    assessed_on: date | None = day("风险评估日期")
    risks: tuple[str, ...] = many("主要风险", help="每行一项，不写举报的具体内容")
    keeping_secret: tuple[str, ...] = many("保密措施", help="第五条各项，每行一项")
    measures: tuple[str, ...] = many("保护措施", help="第八条、第九条第一款各项，每行一项")
    contingency: str = text("紧急情况的处置", lines=True, help="怎样联系、谁到场、先采取什么措施")
    police_unit: str = text(
        "协助的公安机关和联系人", required=False, empty="需要协助时商请", help="第九条第二款；高风险必填"
    )
    departments: tuple[str, ...] = many("实施部门和分工", help="第十三条：举报中心负责协调实施。每行一个部门")
    duty_contact: str = text("举报人可以随时联系的人员和电话")
    adjusting: str = text("调整风险等级和预案的情形", lines=True, help="第六条第二款")
    handlers: tuple[str, ...] = many("承办人", help="每行一人")
    date: date | None = day("成文日期")
    secrecy: str = secrecy()

    def required(self, one: FieldSpec) -> bool:
        return super().required(one) or (one.name == "police_unit" and LEVELS.get(self.level) == "high")

    def derived(self) -> dict[str, Shown]:
        return {"who": listed(self.who), "handlers": listed(self.handlers), "under_alias": bool(self.covered)}
