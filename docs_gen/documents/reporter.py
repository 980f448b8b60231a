"""Documents of protection of 规定 2 (举报人): the request as the desk prints it, and the letter to the police."""

# ruff: noqa: RUF009 - the functions declare fields, as dataclasses.field does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from docs_gen.documents.base import DocumentData, Shown, choice, day, flag, many, secrecy, text
from docs_gen.documents.letters import Letter
from docs_gen.documents.words import joined, lines, urgency


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
        said = joined(self.who, self.measures, self.basis)
        return said | {"urgency": urgency(self.urgent), "retaliation": lines(self.retaliation)}


@dataclass(frozen=True, kw_only=True, repr=False)
class AssistanceLetter(Letter):
    """商请公安机关协助函 (规定 2 第九条第二款), in the letter form of GB/T 9704."""

    kind: ClassVar[str] = "assistance_letter"
    title: ClassVar[str] = "关于商请协助保护举报人的函"
    template: ClassVar[str] = "assistance_letter.docx"

    recipient: str = text("收函公安机关")
    alias: str = text("化名", required=False, empty="")
    name: str = text("被保护人姓名", identity="name")
    relation: str = text("被保护人身份", help="如：职务犯罪实名举报人、举报人的近亲属")
    contact: str = text("被保护人联系方式", identity="hidden")
    address: str = text("被保护人住址", identity="hidden")
    situation: str = text("受到威胁的情况", lines=True, help="只写威胁和危险，不写举报的具体内容")
    measures: tuple[str, ...] = many("商请协助的保护措施", help="第九条第一款各项，每行一项")
    period: str = text("协助期限", required=False, empty="")
