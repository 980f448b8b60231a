"""Letters of 规定 1: to a police station or department (第十一条第二款), to the police of another place (第十七条)."""

# ruff: noqa: RUF009 - the functions declare fields, as dataclasses.field does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from docs_gen.documents.base import PARTICULARS, DocumentData, Shown, choice, day, group, many, number, secrecy, text
from docs_gen.documents.witness_persons import LocatedPerson, names
from docs_gen.documents.words import attachments, marks


@dataclass(frozen=True, kw_only=True, repr=False)
class _AskingLetter(DocumentData):
    """What both letters carry: whom to guard, against what, how. No case, no testimony, no ID number, no workplace.

    Under an alias not even the address: it is told in person to those who guard. The classified file is for the
    officers in charge only (第九条第二款), so it never goes with a letter.
    """

    withholds: ClassVar[frozenset[str]] = PARTICULARS - {"住址", "电话"}

    office: str = text("发函单位")
    number: str = number()
    recipient: str = text("收函单位")
    persons: tuple[LocatedPerson, ...] = group("被保护人", LocatedPerson)
    danger: str = text("需要防范的危险", lines=True, help="只写执行协助必须知道的，不写案情和证言内容")
    measures: tuple[str, ...] = many("请求协助的事项", help="每行一项")
    period: str = text("协助期限", required=False, empty="")
    contact_person: str = text("联系人")
    contact_phone: str = text("联系电话")
    date: date | None = day("成文日期")
    secrecy: str = secrecy()
    urgency: str = choice("紧急程度", ("特急", "加急"), required=False)

    def derived(self) -> dict[str, Shown]:
        return {
            "names": names(self.persons),
            "under_alias": self.protects_identity,
            "marks": marks(self.secrecy, self.urgency),
        }


@dataclass(frozen=True, kw_only=True, repr=False)
class WitnessAssistanceLetter(_AskingLetter):
    """协助函 (规定 1 第十一条第二款): asks the police station of the person's home or another department for help."""

    kind: ClassVar[str] = "witness_assistance_letter"
    title: ClassVar[str] = "关于协助落实证人保护措施的函"
    template: ClassVar[str] = "witness_assistance_letter.docx"


@dataclass(frozen=True, kw_only=True, repr=False)
class CrossRegionLetter(_AskingLetter):
    """跨地区协助商请函 (规定 1 第十七条): from the police of the case to those of the place where the person lives."""

    kind: ClassVar[str] = "cross_region_letter"
    title: ClassVar[str] = "关于商请跨地区协助保护证人的函"
    template: ClassVar[str] = "cross_region_letter.docx"

    superior: str = text("共同的上级公安机关", required=False, empty="", help="必要时由其统一协调部署")
    attachments: tuple[str, ...] = many("附件", required=False)

    def derived(self) -> dict[str, Shown]:
        return super().derived() | {"attachments": [*attachments(self.attachments)]}
