"""Invented data: the documents of 规定 1 (证人保护)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from docs_gen.documents import (
    ConsentForm,
    ContactBan,
    CrossRegionLetter,
    DocumentData,
    IdentityNote,
    LocatedPerson,
    MeasuresChange,
    MeasuresNotice,
    NamedPerson,
    ProtectedPerson,
    ProtectionPlan,
    ProtectionReport,
    TerminationNotice,
    TerminationReport,
    TransferItem,
    TransferList,
    WitnessAssistanceLetter,
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

NAMED = NamedPerson(name=TRUE_NAME, capacity="证人")
LOCATED = LocatedPerson(
    name=TRUE_NAME, capacity="证人", address="云岭市青禾区柳荫街18号3幢402室", contact="13900001234"
)
TAKEN = (
    "禁止特定人员接触被保护人（第七条第二项）",
    "对被保护人的人身和住宅采取专门性保护措施（第七条第三项）",
)

PLAN = ProtectionPlan(
    persons=(LOCATED,),
    handling_unit=ORGAN + "刑事侦查支队",
    approved_on=date(2026, 2, 27),
    gravity="重大的人身危险",
    danger="在逃人员2人有暴力前科，多次打听证人下落，可能在证人住处和上下班途中尾随、滋扰、伤害。",
    measures=TAKEN,
    period="自2026年2月27日起三个月",
    forces="第一组：何喆、民警2名，负责住宅巡逻守护，每日分三班，每班不少于2人。\n第二组：民警2名，负责上下班途中贴身保护。",
    assisting=("青禾派出所", "巡特警支队"),
    contingency="发现可疑人员徘徊的，就近盘查并报告指挥员。\n发生闯入、伤害的，立即将证人转移至备用地点，就地控制行为人，"
    "并通知110指挥中心增援。\n与证人失去联系超过30分钟的，启动查找。",
    communications="每日8时、20时与证人通话各一次；紧急联络用语另行约定，当面告知。\n各组使用专用信道，每班交接时报告情况。",
    equipment="报警装置1套、视频监控2路、执法记录仪4台、防护装备4套、车辆2辆。",
    other="保护期满前10日对危险程度重新评估。",
    office=ORGAN + "刑事侦查支队",
    handlers=("林小川", "何喆"),
    date=DAY,
)

NOTICE = MeasuresNotice(
    number="云公护告〔2026〕5号",
    name=TRUE_NAME,
    approved_on=date(2026, 2, 27),
    measures=TAKEN,
    started_on=date(2026, 2, 28),
    period="自2026年2月28日起三个月",
    cooperation=(
        "外出前告知联系人去向和返回时间，不单独前往偏僻地点",
        "不向无关人员透露保护措施和证人身份",
        "发现被跟踪、接到威胁信息的，立即报告，保留通话记录、短信等证据",
        "保持约定的联络，按约定使用报警装置",
    ),
    department=ORGAN + "刑事侦查支队",
    contact_person="林小川",
    contact_phone="0999-5550110",
    office=ORGAN,
    date=date(2026, 2, 28),
)

CONSENT = ConsentForm(
    variant="专门性保护措施",
    name=TRUE_NAME,
    id_document="居民身份证110101199003078814",
    measures=("在住宅安装报警装置、视频监控装置", "由专门人员对住宅进行巡逻、守护", "上下班途中贴身保护"),
    period="自同意之日起三个月",
    cooperation=("不拆除、遮挡装置", "装置出现故障时及时告知"),
    office=ORGAN + "刑事侦查支队",
    handlers=("林小川", "何喆"),
)
SAFE_PLACE = replace(
    CONSENT,
    variant="安全场所",
    measures=("安置到公安机关安排的安全场所，由专人陪护", "安置期间由公安机关保障生活、就医"),
    period="自2026年3月1日起一个月",
    cooperation=("不对外透露所在地点", "外出须经联系人安排"),
)
RELOCATION = replace(
    CONSENT,
    variant="异地生活",
    measures=("协调有关部门安排到其他地方居住、就业", "协助办理子女转学、社会保险关系转移"),
    period="长期",
    cooperation=("不使用原有的通讯方式与无关人员联系",),
    name_change=True,
)

BAN = ContactBan(
    number="云公禁〔2026〕2号",
    recipient="周晟燊",
    recipient_kind="与犯罪组织、犯罪嫌疑人有一定关系的人员",
    name=TRUE_NAME,
    others=True,
    from_on=DAY,
    until_on=date(2026, 5, 31),
    more=("在网络上发布、传播针对被保护人的言论", "指使、纠集他人聚集滋事"),
    office=ORGAN,
    date=DAY,
)
SUSPECT_BAN = replace(BAN, recipient_kind="犯罪嫌疑人", others=False, more=())

ASSISTANCE = WitnessAssistanceLetter(
    office=ORGAN + "刑事侦查支队",
    number="云公护协〔2026〕9号",
    recipient="云岭市公安局青禾派出所",
    persons=(LOCATED,),
    danger="有2名有暴力前科的人员多次在被保护人住处附近尾随、徘徊，可能实施伤害。",
    measures=("每日不少于3次对被保护人住宅周边巡逻", "接到被保护人报警装置报警后5分钟内到场处置"),
    period="自2026年3月1日起三个月",
    contact_person="何喆",
    contact_phone="0999-5550111",
    date=DAY,
    secrecy="秘密★6个月",
    urgency="加急",
)

CROSS_REGION = CrossRegionLetter(
    office=ORGAN,
    number="云公护商〔2026〕1号",
    recipient="临川市公安局",
    persons=(LOCATED, replace(LOCATED, capacity="证人的配偶")),
    danger="有2名在逃人员多次打听被保护人的下落，可能前往其居住地实施伤害。",
    measures=("对被保护人住宅进行巡逻、守护", "核查在其住处附近出现的可疑人员"),
    period="自收到本函之日起三个月",
    contact_person="林小川",
    contact_phone="0999-5550110",
    superior="云岭省公安厅",
    attachments=("批准采取证人保护措施的文书复印件", "在逃人员照片"),
    date=DAY,
    secrecy="机密★1年",
)

CHANGE = MeasuresChange(
    office=ORGAN + "警务保障支队",
    registered_as="ZB-2026-0007",
    date=date(2026, 4, 10),
    persons=(NAMED,),
    origin="被保护人申请",
    requested_on=date(2026, 4, 8),
    cause=("受到安全威胁程度的变化", "被保护人的要求"),
    current=TAKEN,
    proposed=("停止上下班途中的贴身保护", "保留住宅报警、视频监控装置和巡逻"),
    reasons="在逃人员2人均已抓获并采取强制措施，一个月来没有发现尾随、滋扰的情况。\n"
    "被保护人提出贴身保护影响正常工作，申请停止。经评估，危险程度已经降低。",
    consent="已书面同意",
    unit="办案部门以外的部门",
    handling_unit=ORGAN + "刑事侦查支队",
    agreed_on=date(2026, 4, 9),
    handlers=("何喆",),
    secrecy="秘密★6个月",
)

END_REPORT = TerminationReport(
    persons=(NAMED,),
    department=ORGAN + "刑事侦查支队",
    approved_on=date(2026, 2, 27),
    measures=TAKEN,
    course="自2026年2月28日起实施保护，期间派出警力巡逻守护186次，没有发生危害被保护人的情况。",
    grounds=("被保护人的人身安全危险消除", "被保护人主动提出书面终止保护申请"),
    requested_on=date(2026, 9, 8),
    facts="案件已经审结，组织者、领导者和在逃人员均已被判处刑罚并交付执行。被保护人认为已无危险，提出书面申请。",
    not_needed="经重新评估，可能实施危害的人员均在服刑，被保护人和近亲属半年来没有受到威胁，危险已不具有现实性。",
    assisting=("青禾派出所", "巡特警支队"),
    after="由证人保护部门收回报警装置、拆除视频监控装置。证人保护密卷继续妥善保管。",
    office=ORGAN + "刑事侦查支队",
    handlers=("林小川", "何喆"),
    date=date(2026, 9, 15),
)

END_NOTICE = TerminationNotice(
    number="云公护终〔2026〕3号",
    to="被保护人",
    name=TRUE_NAME,
    approved_on=date(2026, 9, 18),
    ended_on=date(2026, 9, 20),
    grounds=("被保护人的人身安全危险消除", "被保护人主动提出书面终止保护申请"),
    contact_person="林小川",
    contact_phone="0999-5550110",
    office=ORGAN,
    date=date(2026, 9, 18),
)
END_TO_UNIT = replace(
    END_NOTICE,
    number="云公护终〔2026〕4号",
    to="协助执行证人保护工作的部门",
    recipient="云岭市公安局青禾派出所",
    grounds=(),
    tasks=("对被保护人住宅周边的巡逻", "报警装置的接警处置"),
)

TRANSFER = TransferList(
    number="云公护移〔2026〕1号",
    office=ORGAN,
    recipient="临川市公安局",
    registered_as="ZB-2026-0007",
    reason="云岭省公安厅指定管辖决定书（云公厅指〔2026〕8号）",
    persons=(NAMED, replace(NAMED, capacity="证人的配偶")),
    department=ORGAN + "刑事侦查支队",
    measures=TAKEN,
    pending="报警装置由接收单位接续接警，移交当日完成切换。",
    items=(
        TransferItem(what="证人保护密卷", mark="密卷2026-03", copies="1卷", level="机密★长期"),
        TransferItem(what="呈请证人保护报告书", copies="1份", level="机密★1年"),
        TransferItem(what="证人保护方案", copies="1份", level="机密★1年"),
        TransferItem(what="禁止令和送达材料", mark="云公禁〔2026〕2号", copies="2份"),
    ),
    date=date(2026, 6, 1),
    secrecy="机密★1年",
)

SAMPLES: tuple[DocumentData, ...] = (
    WITNESS_FORM, REPORT, NOTE, PLAN, NOTICE, CONSENT, BAN, ASSISTANCE, CROSS_REGION, CHANGE, END_REPORT, END_NOTICE,
    TRANSFER,
)  # fmt: skip
VARIANTS: dict[str, DocumentData] = {
    "consent_form.safe_place": SAFE_PLACE,
    "consent_form.relocation": RELOCATION,
    "contact_ban.suspect": SUSPECT_BAN,
    "termination_notice.unit": END_TO_UNIT,
}
"""Other forms that a kind can take."""
