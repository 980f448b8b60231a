"""Documents of 规定 1 第八条, 第十条 to 第十三条: plan, notice, consent, contact ban."""

# ruff: noqa: RUF009 - the functions declare fields, as dataclasses.field does
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from docs_gen.documents.base import (
    PARTICULARS,
    DocumentData,
    FieldSpec,
    Shown,
    choice,
    day,
    flag,
    group,
    many,
    number,
    secrecy,
    text,
)
from docs_gen.documents.witness_persons import LocatedPerson, names
from docs_gen.documents.words import listed
from docs_gen.errors import BadField

SPECIAL, SAFE_PLACE, RELOCATION = "专门性保护措施", "安全场所", "异地生活"
CONSENTS: Mapping[str, dict[str, Shown]] = {
    SPECIAL: {
        "article": "第十一条第一款",
        "item": "第七条第三项",
        "danger": "重大人身安全危险",
        "agreed": "对本人的人身、住宅采取下列专门性保护措施",
    },
    SAFE_PLACE: {
        "article": "第十二条",
        "item": "第七条第四项",
        "danger": "急迫的人身安全危险",
        "agreed": "在一定期限内将本人安置于能够保障人身安全的适当环境，并采取下列保护措施",
    },
    RELOCATION: {
        "article": "第十三条",
        "item": "第七条第五项",
        "danger": "特别重大人身安全危险",
        "agreed": "安排本人到其他地方居住生活，并采取下列保护措施",
    },
}
"""What each variant of 同意书 consents to, and on which danger the regulation lets the measure be taken."""

SUSPECT = "犯罪嫌疑人"
SPECIAL_PERSONS = (SUSPECT, "与犯罪组织、犯罪嫌疑人有一定关系的人员")
"""规定 1 第二十五条第二款: 特定人员."""


@dataclass(frozen=True, kw_only=True, repr=False)
class ProtectionPlan(DocumentData):
    """证人保护方案 (规定 1 第八条第一款): measures, forces, contingency, communications, equipment.

    For those who carry it out, never for the person: what they need to know stands in 保护措施告知书.
    """

    kind: ClassVar[str] = "protection_plan"
    title: ClassVar[str] = "证人保护方案"
    template: ClassVar[str] = "protection_plan.docx"

    persons: tuple[LocatedPerson, ...] = group("被保护人", LocatedPerson)
    handling_unit: str = text("办案部门")
    approved_on: date | None = day("批准采取保护措施的日期", help="先批准，后制定方案（第八条第一款）")
    gravity: str = text("危险程度")
    danger: str = text("需要防范的危险", lines=True, help="可能由谁、在何处、以何种方式实施；不写证言内容")
    measures: tuple[str, ...] = many("具体保护措施", help="每行一项，可注明第七条的哪一项")
    period: str = text("保护期限", required=False, empty="", help="条文没有规定期限；定有期限的才填")
    forces: str = text("警力部署", lines=True, help="人员、岗位、班次")
    assisting: tuple[str, ...] = many("协助的派出所和部门", required=False, help="第十一条第二款、第三款，每行一个")
    contingency: str = text("处置预案", lines=True, help="遇到跟踪、闯入、失去联系等情况时怎样处置")
    communications: str = text("通信联络", lines=True, help="联络方式、频次、暗语、失联的时限")
    equipment: str = text("装备器材", lines=True)
    other: str = text("其他事项", lines=True, required=False, empty="")
    office: str = text("证人保护部门")
    handlers: tuple[str, ...] = many("承办人", help="每行一人")
    date: date | None = day("成文日期")
    secrecy: str = secrecy()

    def derived(self) -> dict[str, Shown]:
        return {
            "names": names(self.persons),
            "handlers": listed(self.handlers),
            "assisting": listed(self.assisting),
            "under_alias": self.protects_identity,
        }


@dataclass(frozen=True, kw_only=True, repr=False)
class MeasuresNotice(DocumentData):
    """保护措施告知书 (规定 1 第八条第二款): to the person, the measures taken and what they must cooperate in.

    It lies in the person's home, so it says nothing of how the police are placed, and no address, phone or ID number.
    """

    kind: ClassVar[str] = "measures_notice"
    title: ClassVar[str] = "保护措施告知书"
    template: ClassVar[str] = "measures_notice.docx"
    withholds: ClassVar[frozenset[str]] = PARTICULARS

    number: str = number()
    alias: str = text("化名", required=False, empty="")
    name: str = text("被保护人姓名", identity="name")
    approved_on: date | None = day("批准日期")
    measures: tuple[str, ...] = many("采取的保护措施", help="每行一项；不写警力部署和安全场所的地点")
    started_on: date | None = day("开始保护的日期")
    period: str = text("保护期限", required=False, empty="", help="条文没有规定期限；定有期限的才填")
    cooperation: tuple[str, ...] = many("需要配合的事项", help="每行一项")
    department: str = text("证人保护部门")
    contact_person: str = text("联系人")
    contact_phone: str = text("联系电话", help="随时能接通的电话")
    office: str = text("制作单位")
    date: date | None = day("成文日期")

    def derived(self) -> dict[str, Shown]:
        return {"under_alias": self.protects_identity}


@dataclass(frozen=True, kw_only=True, repr=False)
class ConsentForm(DocumentData):
    """同意书 (规定 1 第十一条第一款, 第十二条, 第十三条): one paper a measure, since each has its own condition.

    Patrols and close protection (第十一条第一款第二句) are asked consent for, too: whether 经被保护人同意 covers that
    sentence is open, and asking protects the person. A name changes only on the person's own request (第十三条), so the
    request is part of their paper; the new name is never written here.
    """

    kind: ClassVar[str] = "consent_form"
    title: ClassVar[str] = "同意书"
    template: ClassVar[str] = "consent_form.docx"

    variant: str = choice("措施类别", tuple(CONSENTS), help="第十一条至第十三条，每类措施各写一份")
    alias: str = text("化名", required=False, empty="")
    name: str = text("被保护人姓名", identity="name")
    id_document: str = text("身份证件信息", required=False, identity="hidden", empty="")
    measures: tuple[str, ...] = many(
        "同意采取的措施", help="每行一项，如：在住宅安装报警、视频监控装置；不写安全场所、异地住处的地点"
    )
    period: str = text("期限", required=False, empty="", help="安全场所写一定期限；异地生活写一定期限或者“长期”")
    cooperation: tuple[str, ...] = many("需要配合的事项", required=False, help="每行一项")
    name_change: bool = flag("本人申请变更姓名", help="第十三条：只限异地生活，须由被保护人自己提出；不写新的姓名")
    office: str = text("征求同意的公安机关")
    handlers: tuple[str, ...] = many("承办人", help="每行一人")

    def required(self, one: FieldSpec) -> bool:
        return super().required(one) or (one.name == "period" and self.variant in (SAFE_PLACE, RELOCATION))

    def check(self) -> None:
        super().check()
        if self.name_change and self.variant not in ("", RELOCATION):
            raise BadField("本人申请变更姓名", "只有到其他地方居住生活、确需变更姓名的，才由被保护人申请（第十三条）。")

    def derived(self) -> dict[str, Shown]:
        said = CONSENTS.get(self.variant) or dict.fromkeys(CONSENTS[SPECIAL], "")
        return {**said, "handlers": listed(self.handlers), "under_alias": self.protects_identity}


@dataclass(frozen=True, kw_only=True, repr=False)
class ContactBan(DocumentData):
    """禁止令 (规定 1 第十条第一款): tells 特定人员 whom they must not approach, how long, what a breach brings.

    It goes to the very people the person is guarded against. It has no field for an address, a workplace, testimony
    or the case; where the identity is hidden it names neither the person nor the alias, which stands in records they
    may come to read.
    """

    kind: ClassVar[str] = "contact_ban"
    title: ClassVar[str] = "禁止令"
    template: ClassVar[str] = "contact_ban.docx"
    shows_alias: ClassVar[bool] = False
    withholds: ClassVar[frozenset[str]] = PARTICULARS

    number: str = number()
    recipient: str = text("被禁止的特定人员", help="一份禁止令写一人")
    recipient_kind: str = choice("特定人员的身份", SPECIAL_PERSONS, help="第二十五条第二款")
    alias: str = text("被保护人化名", required=False, empty="", help="不写入禁止令，只用来核对")
    name: str = text(
        "被保护人姓名",
        identity="name",
        help="写入禁止令；采取不公开个人信息措施的，不填姓名，只填化名，文中写“本案被保护人”",
    )
    others: bool = flag("同时禁止接触其近亲属和共同居住的人")
    from_on: date | None = day("开始日期")
    until_on: date | None = day("终止日期", help="一定期限内（第十条第一款），不能没有终止日期")
    more: tuple[str, ...] = many(
        "另外禁止的行为", required=False, help="每行一项；不写被保护人的住址、单位、行踪等对方不必知道的事"
    )
    office: str = text("制作的公安机关")
    date: date | None = day("成文日期")

    def check(self) -> None:
        super().check()
        if self.from_on and self.until_on and self.until_on < self.from_on:
            raise BadField("终止日期", "不能早于开始日期。")

    def derived(self) -> dict[str, Shown]:
        return {
            "alias": "",
            "name": self.whom + ("及其近亲属、共同居住的人" if self.others else ""),
            "hidden": bool(self.covered),
            "is_suspect": self.recipient_kind == SUSPECT,
        }

    @property
    def whom(self) -> str:
        """The person by name, or 本案被保护人 when the identity is hidden."""
        return "本案被保护人" if self.covered else self.name.strip()
