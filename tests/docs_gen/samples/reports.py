"""Invented data: the documents of 规定 2 (举报人的保护和奖励)."""

from __future__ import annotations

from datetime import date

from docs_gen.documents import AssistanceLetter, DocumentData, ReporterProtectionForm, ReportReceipt
from tests.docs_gen.samples.common import DAY, TRUE_NAME

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

RECEIPT = ReportReceipt(
    office="云岭市人民检察院举报中心",
    receipt_number="482910573361",
    received_on=DAY,
    mode="实名举报",
    date=DAY,
)

SAMPLES: tuple[DocumentData, ...] = (RECEIPT, REPORTER_FORM, LETTER)
