"""Invented data: the documents of 规定 1 (证人保护)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from docs_gen.documents import (
    DocumentData,
    IdentityNote,
    ProtectedPerson,
    ProtectionReport,
    WitnessProtectionForm,
)
from tests.docs_gen.samples.common import DAY, ORGAN, TRUE_NAME, WITNESS_RULES

PERSON = ProtectedPerson(
    name=TRUE_NAME,
    sex="男",
    age="36",
    address="云岭市青禾区柳荫街18号3幢402室",
    work_unit="云岭远帆物流有限公司",
    id_document="居民身份证110101199003078814",
    relation="本案证人，曾与犯罪嫌疑人同在一家公司工作",
)

REPORT = ProtectionReport(
    persons=(PERSON,),
    case_kind="黑社会性质的组织犯罪",
    role="证人",
    case_facts="2025年11月以来，犯罪嫌疑人周某燊等人以经营物流为名，组织、领导黑社会性质的组织，多次实施寻衅滋事、强迫交易"
    "等违法犯罪活动。我局于2026年1月8日立案侦查，现已采取强制措施9人，另有2人在逃。\n"
    "证人了解该组织的人员分工和资金往来，于2026年1月20日、2月3日两次作证，证言与其他证据相互印证，对认定组织者、"
    "领导者的地位作用具有重要意义。",
    gravity="重大的人身危险",
    necessity="在逃人员多次打听证人下落，2026年2月20日有人在证人住处附近尾随。\n"
    "证人独自居住，自我保护能力较弱；在逃人员有暴力前科，社会危险性大。经评估，证人人身安全面临的危险具有现实性，程度重大。",
    measures=(
        "不公开真实姓名、住址、通讯方式和工作单位等个人信息（第七条第一项）",
        "禁止特定人员接触被保护人（第七条第二项）",
        "对被保护人的人身和住宅采取专门性保护措施（第七条第三项）",
    ),
    consent="已书面同意",
    department="云岭市公安局刑事侦查支队，青禾派出所配合",
    basis=(f"{WITNESS_RULES}第二条", "第六条第一款", "第七条第一项至第三项"),
    office=ORGAN + "刑事侦查支队",
    handlers=("林小川", "何喆"),
    date=DAY,
)

WITNESS_FORM = WitnessProtectionForm(
    number="ZB-2026-0007",
    received_on=date(2026, 2, 24),
    channel="互联网",
    name=TRUE_NAME,
    id_document="居民身份证110101199003078814",
    address="云岭市青禾区柳荫街18号3幢402室",
    work_unit="云岭远帆物流有限公司",
    contact="13900001234（只在晚上八点后）",
    role="证人",
    case_kind="黑社会性质的组织犯罪",
    who=("本人", "近亲属"),
    relation="本案证人，曾与犯罪嫌疑人同在一家公司工作",
    case_facts="在侦查阶段两次作证，证明该组织的人员分工。",
    facts="连续三晚有人在楼下徘徊。\n家门被人喷漆。",
    gravity="重大的人身危险",
    measures=("不公开个人信息", "禁止特定人员接触"),
    urgent=True,
    urgent_steps="已通知辖区派出所加强巡逻。",
    basis=(f"{WITNESS_RULES}第二条", f"{WITNESS_RULES}第六条第二款"),
    office=ORGAN,
    registrar="林小川",
)

NOTE = IdentityNote(
    secrecy="机密★长期",
    file_number="密卷2026-03",
    capacity="证人",
    name=TRUE_NAME,
    alias="程安",
    sex="男",
    born_on=date(1990, 3, 7),
    id_document="居民身份证110101199003078814",
    address="云岭省云岭市青禾区柳荫街18号3幢402室",
    work_unit="云岭远帆物流有限公司",
    contact="13900001234",
    reason="证人因作证面临人身安全危险，经批准采取不公开个人信息的保护措施。",
    used_since=date(2026, 2, 25),
    used_in=("询问笔录（2026年2月26日）", "呈请证人保护报告书"),
    approved_by="云岭市公安局局长",
    approved_on=date(2026, 2, 25),
    keeper="林小川",
    office=ORGAN + "刑事侦查支队",
    handlers=("林小川", "何喆"),
    date=DAY,
)

UNFINISHED = replace(REPORT, persons=(replace(PERSON, age="", address=""),), necessity="", measures=(), date=None)
"""A 呈请证人保护报告书 that lacks something of 第（一）, （三）, （四）项 and its date."""

SAMPLES: tuple[DocumentData, ...] = (WITNESS_FORM, REPORT, NOTE)
