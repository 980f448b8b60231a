"""Invented data: the documents of 规定 3 (维护民警执法权威)."""

from __future__ import annotations

from datetime import date

from docs_gen.documents import (
    DocumentData,
    Due,
    ExtensionApproval,
    ReviewResult,
    RightsAccepted,
    RightsApplicationForm,
    RightsRefused,
    RightsResult,
)
from tests.docs_gen.samples.common import HIGHER, OFFICE, TRUE_NAME

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

SAMPLES: tuple[DocumentData, ...] = (RIGHTS_FORM, ACCEPTED, REFUSED, EXTENSION, RESULT, REVIEW)
