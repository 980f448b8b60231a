"""Invented data: one finished document of every kind, with the name open and under an alias."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from docs_gen.documents import (
    AssistanceLetter,
    DocumentData,
    Due,
    ExtensionApproval,
    IdentityNote,
    ProtectedPerson,
    ProtectionReport,
    ReporterProtectionForm,
    ReportReceipt,
    ReviewResult,
    RightsAccepted,
    RightsApplicationForm,
    RightsRefused,
    RightsResult,
    WitnessProtectionForm,
)
from docs_gen.identity import ProtectedIdentity

WITNESS_RULES = "《公安机关办理刑事案件证人保护工作规定》"
ORGAN = "云岭市公安局"
OFFICE = "云岭市公安局维护民警执法权威工作办公室"
HIGHER = "云岭省公安厅维护民警执法权威工作办公室"
DAY = date(2026, 3, 1)

TRUE_NAME = "欧阳镕喆"
IDENTITY = ProtectedIdentity(
    name=TRUE_NAME,
    id_numbers=("110101199003078814",),
    addresses=("云岭省云岭市青禾区柳荫街18号3幢402室",),
    phones=("13900001234",),
    work_units=("云岭远帆物流有限公司",),
)

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

REPORTER_FORM = ReporterProtectionForm(
    number="JB-2026-0012",
    received_on=date(2026, 2, 24),
    channel="电话",
    receipt_number="4829 1057 3361",
    mode="实名举报",
    name=TRUE_NAME,
    id_document="居民身份证110101199003078814",
    address="云岭市青禾区柳荫街18号3幢402室",
    contact="13900001234",
    who=("本人",),
    stage="已经发生",
    retaliation=("违反规定解聘、辞退或者开除（第七条第五项）", "克扣工资、奖金或者其他福利待遇（第七条第六项）"),
    gravity="有危险，但不是马上",
    unit_leader="是",
    against="单位负责人",
    facts="2026年2月10日被口头通知停职，当月工资未发。",
    measures=("建议有关部门予以纠正", "支持依法提出赔偿请求"),
    basis=("《关于保护、奖励职务犯罪举报人的若干规定》第八条第一款第二项",),
    office="云岭市人民检察院举报中心",
    registrar="苏珺",
)

LETTER = AssistanceLetter(
    office="云岭市人民检察院",
    number="云检函〔2026〕7号",
    recipient="云岭市公安局",
    name=TRUE_NAME,
    relation="实名举报人",
    contact="13900001234",
    address="云岭市青禾区柳荫街18号3幢402室",
    situation="2026年2月20日以来，举报人住处多次遭人喷漆、滋扰，其近亲属收到恐吓信息，人身、财产安全受到威胁。",
    measures=(
        "禁止特定的人员接触举报人及其近亲属（第九条第一款第一项）",
        "对举报人及其近亲属人身、财产和住宅采取专门性保护措施（第九条第一款第二项）",
    ),
    period="自收到本函之日起三个月",
    contact_person="苏珺",
    contact_phone="0999-5550101",
    attachments=("保护措施建议", "滋扰情况照片目录"),
    date=DAY,
    secrecy="机密★1年",
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

RIGHTS_FORM = RightsApplicationForm(
    office=OFFICE,
    number="WQ-2026-0031",
    applied_on=date(2026, 2, 24),
    applicant="民警本人",
    applicant_name=TRUE_NAME,
    name=TRUE_NAME,
    unit="云岭市公安局青禾派出所",
    position="民警",
    contact="13900001234",
    ground="认为因依法履行职责、行使职权受到侵犯的",
    behaviour=("公然侮辱民警或者近亲属名誉（第二十一条）", "捏造事实诽谤（第二十二条）"),
    scene="非现场",
    on_duty="工作时间",
    injury="没有人身伤害和较大财产损失",
    occurred="2026年2月19日晚",
    place="网络短视频平台",
    against="网名“<b>风&雨</b>”",
    facts="处警后，有人把剪辑过的视频发到网上，配文捏造民警打人。\n视频播放量较大，评论中有人公布民警家庭信息。",
    evidence="执法记录仪原始视频、网页截图。",
    request="依法处置侵权行为，澄清正名。",
    answer_due=Due(date(2026, 2, 27)),
    basis=("《嘉兴市公安机关维护民警执法权威工作实施细则》第三十条第一款第1项",),
)

ACCEPTED = RightsAccepted(
    office=OFFICE,
    number="云公维受〔2026〕3号",
    applicant_name=TRUE_NAME,
    applied_on=date(2026, 2, 24),
    registered_as="WQ-2026-0031",
    investigation_due=Due(date(2026, 4, 8)),
    higher_office=HIGHER,
    contact="林小川，0999-5550102",
    date=date(2026, 2, 26),
)

REFUSED = RightsRefused(
    office=OFFICE,
    number="云公维不〔2026〕1号",
    applicant_name=TRUE_NAME,
    applied_on=date(2026, 2, 24),
    reasons="申请所述事项系民事纠纷，与依法履行职责、行使职权无关。\n该事项不属于第三十条规定的情形，不属于维权职责范围。",
    higher_office=HIGHER,
    contact="林小川，0999-5550102",
    date=date(2026, 2, 26),
)

RESULT = RightsResult(
    office=OFFICE,
    number="云公维反〔2026〕2号",
    applicant_name=TRUE_NAME,
    applied_on=date(2026, 2, 24),
    registered_as="WQ-2026-0031",
    finished_on=date(2026, 3, 30),
    findings="经调取执法记录仪原始视频、走访现场和询问当事人，民警处置规范，网络视频系经剪辑拼接。",
    conclusion="属于依法履行职责、行使职权行为而受到侵犯",
    measures=("开具《公安督察正名通知书》", "对行为人依法给予治安管理处罚"),
    approved_on=date(2026, 3, 31),
    review_due=Due(date(2026, 4, 16), provisional=True),
    higher_office=HIGHER,
    contact="林小川，0999-5550102",
    date=date(2026, 4, 1),
)

REVIEW = ReviewResult(
    office=HIGHER,
    number="云公厅维复〔2026〕5号",
    applicant_name=TRUE_NAME,
    lower_office=OFFICE,
    reviewed_document="《核查结果反馈书》（云公维反〔2026〕2号）",
    applied_on=date(2026, 4, 10),
    findings="经复核，原核查对网络传播后果的调查不充分。",
    decision="应当受理，书面通知下级维权办受理并开展工作",
    contact="何喆，0999-5550103",
    date=date(2026, 5, 6),
)

EXTENSION = ExtensionApproval(
    office=OFFICE,
    registered_as="WQ-2026-0031",
    applicant_name=TRUE_NAME,
    matter="认为因依法履行职责、行使职权受到侵犯的",
    accepted_on=date(2026, 2, 26),
    original_due=Due(date(2026, 4, 8)),
    extended_due=Due(date(2026, 4, 27)),
    grounds=("疑难", "复杂"),
    progress="已询问当事人和证人5名，调取视频3段。",
    reasons="涉及账号较多，平台数据调取尚未完成。",
    handlers=("林小川", "何喆"),
    date=date(2026, 4, 1),
)

RECEIPT = ReportReceipt(
    office="云岭市人民检察院举报中心",
    receipt_number="482910573361",
    received_on=DAY,
    mode="实名举报",
    date=DAY,
)

OPEN: tuple[DocumentData, ...] = (
    RECEIPT, REPORTER_FORM, WITNESS_FORM, REPORT, LETTER, NOTE,
    RIGHTS_FORM, ACCEPTED, REFUSED, EXTENSION, RESULT, REVIEW,
)  # fmt: skip


def _covered(document: DocumentData) -> DocumentData:
    """The same document under the alias 程安: the true particulars left out."""
    if isinstance(document, ProtectionReport):
        person = replace(PERSON, alias="程安", name="", address="", work_unit="", id_document="")
        return replace(document, persons=(person,), secrecy="机密★1年")
    names = {one.name for one in document.specs()}
    if document.bears_identity or "alias" not in names:
        return document
    change: dict[str, Any] = {one.name: "" for one in document.specs() if one.identity} | {"alias": "程安"}
    return replace(document, **change)


COVERED: tuple[DocumentData, ...] = tuple(_covered(one) for one in OPEN)

UNFINISHED = replace(REPORT, persons=(replace(PERSON, age="", address=""),), necessity="", measures=(), date=None)
"""A 呈请证人保护报告书 that lacks something of 第（一）, （三）, （四）项 and its date."""
