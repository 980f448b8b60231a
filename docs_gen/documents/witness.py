"""Documents of 规定 1 (证人保护): the request as the desk prints it, and the 呈请证人保护报告书."""

# ruff: noqa: RUF009 - the functions declare fields, as dataclasses.field does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from docs_gen.documents.base import DocumentData, FieldSpec, Record, Shown, day, flag, group, many, secrecy, text
from docs_gen.documents.words import joined, listed, urgency


@dataclass(frozen=True, kw_only=True, repr=False)
class ProtectedPerson(Record):
    """规定 1 第六条第一款第一项: who is protected. With an alias, name and particulars stay out (第九条)."""

    alias: str = text("化名", required=False, empty="")
    name: str = text("姓名", identity="name")
    sex: str = text("性别")
    age: str = text("年龄", help="周岁，如 36 岁")
    address: str = text("住址", identity="hidden")
    work_unit: str = text("工作单位", required=False, identity="hidden", help="没有工作单位的，写“无”")
    id_document: str = text("身份证件信息", identity="hidden", help="证件种类和号码")
    relation: str = text("与案件、犯罪嫌疑人的关系", help="如：本案证人，曾与犯罪嫌疑人同在一家公司工作")

    def derived(self) -> dict[str, Shown]:
        return {"age": f"{self.age.strip()}岁" if self.age.strip().isdecimal() else self.age.strip()}


@dataclass(frozen=True, kw_only=True, repr=False)
class ProtectionReport(DocumentData):
    """呈请证人保护报告书 (规定 1 第六条). The six contents of 第一款 in order; a draft names what is missing by 项.

    What is required is what `rules.witness_protection.contents` says; a test holds the two together.
    """

    kind: ClassVar[str] = "protection_report"
    title: ClassVar[str] = "呈请证人保护报告书"
    template: ClassVar[str] = "protection_report.docx"
    draftable: ClassVar[bool] = True

    persons: tuple[ProtectedPerson, ...] = group("被保护人", ProtectedPerson, item="第（一）项")
    case_kind: str = text("案件类别", item="第（二）项")
    role: str = text("证人身份", item="第（二）项", help="证人、鉴定人、被害人等")
    case_facts: str = text("案件基本情况和作证事项", lines=True, item="第（二）项")
    gravity: str = text("危险程度", item="第（三）项")
    necessity: str = text(
        "保护的必要性",
        lines=True,
        item="第（三）项",
        help="案件性质、犯罪嫌疑人的社会危险性、证言的重要性和真实性、自我保护能力、强制措施情况（第五条），危险的现实性和程度",
    )
    measures: tuple[str, ...] = many("保护的具体措施", item="第（四）项", help="每行一项，可注明第七条的哪一项")
    consent: str = text("被保护人意见", required=False, empty="", help="第十一条至第十三条的措施须经被保护人同意")
    department: str = text("执行保护的部门", item="第（五）项")
    other: str = text("其他有关内容", lines=True, required=False, item="第（六）项", empty="无。")
    urgent: bool = flag("情况紧急，已先行采取措施", help="第六条第二款")
    urgent_steps: str = text("已先行采取的措施", lines=True, required=False, empty="")
    basis: tuple[str, ...] = many("依据", help="每行一条，如：《……规定》第六条第一款")
    office: str = text("办案单位")
    handlers: tuple[str, ...] = many("承办人", help="每行一人")
    date: date | None = day("成文日期")
    secrecy: str = secrecy()

    def required(self, one: FieldSpec) -> bool:
        return super().required(one) or (one.name == "urgent_steps" and self.urgent)

    def derived(self) -> dict[str, Shown]:
        names = [str(person.context()["name"]) for person in self.persons]
        return {
            "basis": listed(self.basis),
            "handlers": listed(self.handlers),
            "names": "、".join(name for name in names if name) or "待填人员",
            "under_alias": self.protects_identity,
        }


@dataclass(frozen=True, kw_only=True, repr=False)
class WitnessProtectionForm(DocumentData):
    """证人保护申请登记表: a request as the desk prints it for approval (规定 1 第二条, 第五条 to 第七条)."""

    kind: ClassVar[str] = "witness_protection_form"
    title: ClassVar[str] = "证人保护申请登记表"
    template: ClassVar[str] = "witness_protection_form.docx"

    number: str = text("登记编号")
    received_on: date | None = day("申请日期")
    channel: str = text("申请方式", help="如：互联网、电话、来访")
    alias: str = text("化名", required=False, empty="")
    name: str = text("申请人姓名", identity="name")
    id_document: str = text("身份证件信息", required=False, identity="hidden")
    address: str = text("住址", required=False, identity="hidden")
    work_unit: str = text("工作单位", required=False, identity="hidden")
    contact: str = text("联系方式", identity="hidden")
    role: str = text("身份", help="证人、鉴定人、被害人等")
    case_kind: str = text("案件类别")
    who: tuple[str, ...] = many("需要保护的人", help="本人、近亲属等")
    relation: str = text("与案件、犯罪嫌疑人的关系")
    case_facts: str = text("案件和作证情况", lines=True)
    facts: str = text("受到的威胁或者危险", lines=True)
    gravity: str = text("危险程度")
    measures: tuple[str, ...] = many("希望采取的措施", required=False)
    urgent: bool = flag("情况紧急", help="第六条第二款：立即采取必要措施，同时办理手续")
    urgent_steps: str = text("已采取的紧急措施", lines=True, required=False)
    assessment: str = text("危险评估", lines=True, required=False, empty="")
    basis: tuple[str, ...] = many("依据", required=False, help="如：《……规定》第二条")
    office: str = text("登记单位")
    registrar: str = text("登记人")
    secrecy: str = secrecy()

    def derived(self) -> dict[str, Shown]:
        return joined(self.who, self.measures, self.basis) | {"urgency": urgency(self.urgent)}
