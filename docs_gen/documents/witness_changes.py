"""Documents of 规定 1 第十四条, 第十八条, 第十九条: change, end and transfer of protection."""

# ruff: noqa: RUF009 - the functions declare fields, as dataclasses.field does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from docs_gen.documents.base import (
    PARTICULARS,
    SECRECY_HINT,
    SECRECY_PATTERN,
    DocumentData,
    FieldSpec,
    Record,
    Shown,
    choice,
    choices,
    day,
    group,
    many,
    number,
    secrecy,
    text,
)
from docs_gen.documents.witness_persons import NamedPerson, names
from docs_gen.documents.words import lines, listed
from docs_gen.errors import BadField

ON_REQUEST, OWN_FINDING = "被保护人申请", "证人保护部门提出"
OTHER_UNIT = "办案部门以外的部门"
GROUNDS = (
    "被保护人的人身安全危险消除",
    "被保护人主动提出书面终止保护申请",
    "证人有作虚假证明、诬告陷害或者其他不履行作证义务行为",
    "证人不再具备证人身份",
)
"""规定 1 第十八条第一款, 第一项 to 第四项."""
TO_PERSON, TO_UNIT = "被保护人", "协助执行证人保护工作的部门"
_NUMERALS = "一二三四"


def grounds_cited(grounds: tuple[str, ...]) -> list[str]:
    """The grounds of 第十八条第一款 with their 项, in the order of the article."""
    return [f"{g}（第{n}项）" for n, g in zip(_NUMERALS, GROUNDS, strict=True) if g in grounds]


@dataclass(frozen=True, kw_only=True, repr=False)
class MeasuresChange(DocumentData):
    """变更保护措施审批表 (规定 1 第十四条): on the person's request or the protecting unit's own finding.

    Where the protecting unit is not the handling unit, the handling unit must have agreed before (第二款): when and who
    is required. 第十四条 does not say who approves; the form follows 第六条第一款, since a measure added is one taken.
    """

    kind: ClassVar[str] = "measures_change"
    title: ClassVar[str] = "变更保护措施审批表"
    template: ClassVar[str] = "measures_change.docx"

    office: str = text("证人保护部门")
    registered_as: str = text("登记编号")
    persons: tuple[NamedPerson, ...] = group("被保护人", NamedPerson)
    origin: str = choice("变更的提出", (ON_REQUEST, OWN_FINDING), help="第十四条第一款")
    requested_on: date | None = day("被保护人申请日期", required=False, help="由被保护人申请的填写", empty="无")
    cause: tuple[str, ...] = choices("变更的情形", ("案情进展情况", "受到安全威胁程度的变化", "被保护人的要求"))
    current: tuple[str, ...] = many("现有保护措施", help="每行一项")
    proposed: tuple[str, ...] = many("变更后的保护措施", help="每行一项，写明增加、减少或者停止的措施")
    reasons: str = text("变更理由", lines=True)
    consent: str = choice(
        "被保护人同意",
        ("已书面同意", "变更后没有须经同意的措施"),
        help="第十一条至第十三条的措施，须先取得同意书",
    )
    unit: str = choice("证人保护部门是否办案部门", ("办案部门", OTHER_UNIT), help="第十四条第二款")
    handling_unit: str = text(
        "商办案部门", required=False, empty="无须商请", help="证人保护部门是办案部门以外部门的填写"
    )
    agreed_on: date | None = day(
        "办案部门同意日期", required=False, help="调整保护方案前应当商办案部门同意", empty="无"
    )
    handlers: tuple[str, ...] = many("承办人", help="每行一人")
    date: date | None = day("填表日期")
    secrecy: str = secrecy()

    def required(self, one: FieldSpec) -> bool:
        return (
            super().required(one)
            or (one.name == "requested_on" and self.origin == ON_REQUEST)
            or (one.name in ("handling_unit", "agreed_on") and self.unit == OTHER_UNIT)
        )

    def derived(self) -> dict[str, Shown]:
        return {
            "current": lines(self.current),
            "proposed": lines(self.proposed),
            "handlers": listed(self.handlers),
        }


@dataclass(frozen=True, kw_only=True, repr=False)
class TerminationReport(DocumentData):
    """终止保护报告书 (规定 1 第十八条第一款): one of four grounds, and that protection is no longer needed.

    The article asks for both (具有下列情形之一，不再需要采取…的): a ground alone does not end protection, so the reason
    why it is no longer needed is required beside it. 县级以上公安机关负责人 approves.
    """

    kind: ClassVar[str] = "termination_report"
    title: ClassVar[str] = "终止保护报告书"
    template: ClassVar[str] = "termination_report.docx"
    draftable: ClassVar[bool] = True

    persons: tuple[NamedPerson, ...] = group("被保护人", NamedPerson)
    department: str = text("证人保护部门")
    approved_on: date | None = day("批准采取保护措施的日期")
    measures: tuple[str, ...] = many("正在采取的保护措施", help="每行一项")
    course: str = text("保护工作情况", lines=True)
    grounds: tuple[str, ...] = choices("终止的情形", GROUNDS, help="第十八条第一款各项")
    requested_on: date | None = day("书面终止保护申请的日期", required=False, help="被保护人主动提出的填写，申请附后")
    facts: str = text("终止情形的事实", lines=True)
    not_needed: str = text(
        "不再需要保护的理由", lines=True, help="具有上列情形，并且不再需要采取保护措施的，才能终止（第十八条第一款）"
    )
    assisting: tuple[str, ...] = many(
        "协助执行的部门", required=False, help="终止后应当及时告知（第十八条第二款），每行一个"
    )
    after: str = text("终止后的安排", lines=True, required=False, empty="", help="装备收回、密卷保管等")
    office: str = text("办案单位")
    handlers: tuple[str, ...] = many("承办人", help="每行一人")
    date: date | None = day("成文日期")
    secrecy: str = secrecy()

    def required(self, one: FieldSpec) -> bool:
        return super().required(one) or (one.name == "requested_on" and GROUNDS[1] in self.grounds)

    def derived(self) -> dict[str, Shown]:
        return {
            "names": names(self.persons),
            "grounds": [*grounds_cited(self.grounds)],
            "assisting": listed(self.assisting) or "无",
            "handlers": listed(self.handlers),
            "under_alias": self.protects_identity,
        }


@dataclass(frozen=True, kw_only=True, repr=False)
class TerminationNotice(DocumentData):
    """终止保护告知书 (规定 1 第十八条第二款): to the person, or to a unit that helped.

    A unit learns that its help ends, never why: the ground (false testimony, say) is for the person only.
    """

    kind: ClassVar[str] = "termination_notice"
    title: ClassVar[str] = "终止保护告知书"
    template: ClassVar[str] = "termination_notice.docx"
    withholds: ClassVar[frozenset[str]] = PARTICULARS

    number: str = number()
    to: str = choice("告知对象", (TO_PERSON, TO_UNIT), help="第十八条第二款")
    recipient: str = text("被告知的部门", required=False, empty="", help="告知协助执行的部门时填写")
    alias: str = text("化名", required=False, empty="")
    name: str = text("被保护人姓名", identity="name")
    approved_on: date | None = day("批准终止的日期")
    ended_on: date | None = day("终止保护的日期")
    grounds: tuple[str, ...] = choices(
        "终止的情形", GROUNDS, required=False, help="只告知被保护人（第十八条第一款），告知部门时不填"
    )
    tasks: tuple[str, ...] = many("停止的协助事项", required=False, help="告知部门时可以填写，每行一项")
    contact_person: str = text("联系人")
    contact_phone: str = text("联系电话")
    office: str = text("制作单位")
    date: date | None = day("成文日期")

    def required(self, one: FieldSpec) -> bool:
        return (
            super().required(one)
            or (one.name == "recipient" and self.to == TO_UNIT)
            or (one.name == "grounds" and self.to == TO_PERSON)
        )

    def check(self) -> None:
        super().check()
        if self.to == TO_UNIT and self.grounds:
            raise BadField("终止的情形", "告知协助执行的部门时不写终止的情形，请清空。")

    def derived(self) -> dict[str, Shown]:
        to_unit = self.to == TO_UNIT
        person = f"{self.covered}（化名）" if self.covered else self.name.strip()
        return {
            "to": self.recipient.strip() if to_unit else person,
            "to_unit": to_unit,
            "grounds": [*grounds_cited(self.grounds)],
        }


@dataclass(frozen=True, kw_only=True, repr=False)
class TransferItem(Record):
    """A thing handed over; a classified file is listed by its number only."""

    what: str = text("材料名称", help="密卷只写“证人保护密卷”和编号")
    mark: str = text("文号或者编号", required=False)
    copies: str = text("数量", help="如：1卷、2份、3件")
    level: str = text("材料密级", required=False, pattern=SECRECY_PATTERN, hint=SECRECY_HINT)


@dataclass(frozen=True, kw_only=True, repr=False)
class TransferList(DocumentData):
    """移交清单 (规定 1 第十九条): where jurisdiction of the case changes, protection goes along at once."""

    kind: ClassVar[str] = "transfer_list"
    title: ClassVar[str] = "证人保护工作移交清单"
    template: ClassVar[str] = "transfer_list.docx"
    withholds: ClassVar[frozenset[str]] = PARTICULARS

    number: str = number()
    office: str = text("移交单位")
    recipient: str = text("接收单位")
    registered_as: str = text("登记编号")
    reason: str = text("管辖变更情况", help="如：指定管辖决定书的文号；不写案情")
    persons: tuple[NamedPerson, ...] = group("被保护人", NamedPerson)
    department: str = text("现证人保护部门")
    measures: tuple[str, ...] = many("正在采取的保护措施", help="每行一项")
    pending: str = text("需要接续的事项", lines=True, required=False, help="未到期的期限、未办结的申请等")
    items: tuple[TransferItem, ...] = group("移交材料", TransferItem, unit="件")
    date: date | None = day("移交日期")
    secrecy: str = secrecy()

    def derived(self) -> dict[str, Shown]:
        return {
            "measures": lines(self.measures),
        }
