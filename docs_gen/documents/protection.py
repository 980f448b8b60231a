"""Documents of protection: 规定 1 (witnesses) and 规定 2 (reporters), and the note that alone bears a true identity."""

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
    long_date,
    many,
    number,
    secrecy,
    text,
)


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
            "basis": "、".join(b.strip() for b in self.basis if b.strip()),
            "handlers": "、".join(h.strip() for h in self.handlers if h.strip()),
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
        return _joined(self.who, self.measures, self.basis) | {"urgency": _urgency(self.urgent)}


@dataclass(frozen=True, kw_only=True, repr=False)
class ReporterProtectionForm(DocumentData):
    """举报人保护申请登记表: a request as the desk prints it for approval (规定 2 第六条 to 第九条)."""

    kind: ClassVar[str] = "reporter_protection_form"
    title: ClassVar[str] = "举报人保护申请登记表"
    template: ClassVar[str] = "reporter_protection_form.docx"

    number: str = text("登记编号")
    received_on: date | None = day("申请日期")
    channel: str = text("申请方式", help="如：互联网、电话、来访")
    receipt_number: str = text("关联的举报编号", required=False)
    mode: str = choice("举报方式", ("实名举报", "匿名举报", "尚未确认"), help="第八条：实名举报后请求保护")
    alias: str = text("化名", required=False, empty="")
    name: str = text("申请人姓名", identity="name")
    id_document: str = text("身份证件信息", required=False, identity="hidden")
    address: str = text("住址", required=False, identity="hidden")
    contact: str = text("联系方式", identity="hidden")
    who: tuple[str, ...] = many("需要保护的人", help="本人、近亲属等")
    stage: str = choice("打击报复是否已经发生", ("已经发生", "有可能发生"))
    retaliation: tuple[str, ...] = many("打击报复的情形", help="第七条各项，每行一项")
    gravity: str = text("危险程度")
    unit_leader: str = choice("是否单位负责人利用职权或者影响", ("是", "否", "不确定"), help="第八条第二款")
    against: str = text("实施打击报复的人", required=False, empty="不明")
    facts: str = text("打击报复的经过", lines=True)
    measures: tuple[str, ...] = many("希望采取的措施", required=False)
    urgent: bool = flag("情况紧急", help="第九条第三款：公安机关先采取紧急措施，并通知受理举报的人民检察院")
    urgent_steps: str = text("已采取的紧急措施", lines=True, required=False)
    risk_level: str = text("风险等级", required=False, empty="待评估", help="第六条")
    basis: tuple[str, ...] = many("依据", required=False, help="如：《……规定》第八条第一款")
    office: str = text("登记单位")
    registrar: str = text("登记人")
    secrecy: str = secrecy()

    def derived(self) -> dict[str, Shown]:
        joined = _joined(self.who, self.measures, self.basis)
        return joined | {"urgency": _urgency(self.urgent), "retaliation": _lines(self.retaliation)}


@dataclass(frozen=True, kw_only=True, repr=False)
class AssistanceLetter(DocumentData):
    """商请公安机关协助函 (规定 2 第九条第二款), in the letter form of GB/T 9704."""

    kind: ClassVar[str] = "assistance_letter"
    title: ClassVar[str] = "关于商请协助保护举报人的函"
    template: ClassVar[str] = "assistance_letter.docx"

    office: str = text("发函机关", help="人民检察院全称")
    number: str = number()
    recipient: str = text("收函公安机关")
    alias: str = text("化名", required=False, empty="")
    name: str = text("被保护人姓名", identity="name")
    relation: str = text("被保护人身份", help="如：职务犯罪实名举报人、举报人的近亲属")
    contact: str = text("被保护人联系方式", identity="hidden")
    address: str = text("被保护人住址", identity="hidden")
    situation: str = text("受到威胁的情况", lines=True, help="只写威胁和危险，不写举报的具体内容")
    measures: tuple[str, ...] = many("商请协助的保护措施", help="第九条第一款各项，每行一项")
    period: str = text("协助期限", required=False, empty="")
    contact_person: str = text("联系人")
    contact_phone: str = text("联系电话")
    attachments: tuple[str, ...] = many("附件", required=False)
    date: date | None = day("成文日期")
    secrecy: str = secrecy()
    urgency: str = choice("紧急程度", ("特急", "加急"), required=False)

    def derived(self) -> dict[str, Shown]:
        given = [a.strip() for a in self.attachments if a.strip()]
        single = len(given) == 1
        marked = [
            f"附件：{a}" if single else f"{'附件：' if n == 1 else '　　　'}{n}. {a}" for n, a in enumerate(given, 1)
        ]
        marks = [mark for mark in (self.secrecy.strip(), self.urgency) if mark]
        return {"attachments": [*marked], "under_alias": bool(self.covered), "marks": "　".join(marks)}


@dataclass(frozen=True, kw_only=True, repr=False)
class IdentityNote(DocumentData):
    """真实身份与化名使用说明: the one document that bears the true identity; classified, in a file of its own.

    规定 1 第九条第二款 (witness) or 规定 2 第十一条第一款 (reporter), by `capacity`.
    """

    kind: ClassVar[str] = "identity_note"
    title: ClassVar[str] = "真实身份与化名使用说明"
    template: ClassVar[str] = "identity_note.docx"
    bears_identity: ClassVar[bool] = True

    secrecy: str = secrecy(required=True)
    file_number: str = text("密卷编号")
    capacity: str = choice("身份", ("证人", "举报人"))
    name: str = text("真实姓名")
    alias: str = text("化名")
    sex: str = text("性别")
    born_on: date | None = day("出生日期")
    id_document: str = text("身份证件信息", help="证件种类和号码")
    address: str = text("住址")
    work_unit: str = text("工作单位", required=False)
    contact: str = text("联系方式")
    reason: str = text("使用化名的原因", lines=True)
    used_since: date | None = day("开始使用化名的日期")
    used_in: tuple[str, ...] = many("使用化名的文书和材料", help="每行一件，写文书名称和文号")
    approved_by: str = text("批准人")
    approved_on: date | None = day("批准日期")
    keeper: str = text("密卷保管人")
    office: str = text("制作单位")
    handlers: tuple[str, ...] = many("承办人", help="每行一人")
    date: date | None = day("成文日期")

    def derived(self) -> dict[str, Shown]:
        return {
            "is_witness": self.capacity == "证人",
            "used_in": _lines(tuple(f"{n}. {one.strip()}" for n, one in enumerate(self.used_in, 1))),
            "handlers": "、".join(h.strip() for h in self.handlers if h.strip()),
            "born_on": long_date(self.born_on) if self.born_on else "",
        }


def _lines(rows: tuple[str, ...]) -> str:
    return "\n".join(row.strip() for row in rows if row.strip())


def _joined(who: tuple[str, ...], measures: tuple[str, ...], basis: tuple[str, ...]) -> dict[str, Shown]:
    return {
        "who": "、".join(w.strip() for w in who if w.strip()),
        "measures": _lines(measures) or "由公安机关、人民检察院依法确定",
        "basis": _lines(basis) or "无",
    }


def _urgency(urgent: bool) -> str:
    return "☑是　□否" if urgent else "□是　☑否"
