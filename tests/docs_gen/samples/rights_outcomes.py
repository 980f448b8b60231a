"""Invented data: what follows in 规定 3."""

from __future__ import annotations

from datetime import date

from docs_gen.documents import (
    DocumentData,
    Due,
    IncidentReport,
    ReviewRequest,
    SupervisionProposal,
    VindicationNotice,
    WrittenWarning,
)
from tests.docs_gen.samples.common import HIGHER, OFFICE, ORGAN, TRUE_NAME

REVIEW_REQUEST = ReviewRequest(
    higher_office=HIGHER,
    applicant_name=TRUE_NAME,
    unit="云岭市公安局青禾派出所",
    contact="13900001234",
    lower_office=OFFICE,
    reviewed="核查结果反馈书",
    reviewed_number="云公维反〔2026〕2号",
    received_on=date(2026, 4, 1),
    review_due=Due(date(2026, 4, 16)),
    objections="反馈书未认定网络传播造成的影响，也没有说明未采取正名措施的理由。",
    request="请求重新认定，并开具《公安督察正名通知书》。",
    evidence="网页截图的公证书1份。",
    late_reason="住院治疗，4月18日出院。",
    date=date(2026, 4, 20),
)

VINDICATION = VindicationNotice(
    office=ORGAN + "警务督察支队",
    number="云公督正〔2026〕1号",
    recipient="云岭市公安局青禾派出所",
    name=TRUE_NAME,
    position="青禾派出所民警",
    source="投诉",
    complained_on=date(2026, 2, 24),
    alleged="反映民警在2026年2月19日处警时殴打他人。",
    facts="经调取执法记录仪原始视频、走访现场，民警处置规范，没有殴打他人；网上视频系经剪辑拼接。",
    falsehood="捏造、歪曲事实恶意投诉",
    clearing=("在青禾派出所全体民警大会上宣布", "在发布视频的平台发布情况说明"),
    copies=("云岭市公安局政治部", "云岭市公安局新闻宣传部门"),
    date=date(2026, 4, 3),
)

WARNING = WrittenWarning(
    office=ORGAN,
    number="云公维告〔2026〕1号",
    warned="马某勇",
    complained_on=date(2026, 2, 24),
    complained_to="云岭市公安局信访室",
    conduct="2026年2月19日晚，青禾派出所民警依法处警。你将现场视频剪辑拼接，据此投诉民警打人，与原始视频不符。",
    aims=("企图使民警受到纪律处分", "干扰正常执法办案"),
    evidence=("执法记录仪原始视频", "现场两名群众的证言"),
    copies=("青禾街道办事处", "柳荫社区居民委员会"),
    contact="林小川，0999-5550102",
    date=date(2026, 4, 3),
)

SUPERVISION = SupervisionProposal(
    office=OFFICE,
    number="云公维建〔2026〕1号",
    recipient="云岭市公安局青禾分局",
    registered_as="WQ-2026-0031",
    name=TRUE_NAME,
    unit="云岭市公安局青禾派出所",
    findings="处警时执法记录仪中断四分钟，未按规定说明原因。",
    fault=("执法瑕疵",),
    approved_on=date(2026, 3, 31),
    proposals=("对民警进行谈话提醒", "检查执法记录仪的配备和使用情况"),
    tolerant=True,
    reply_by=date(2026, 4, 30),
    contact="林小川，0999-5550102",
    date=date(2026, 4, 1),
)

INCIDENT = IncidentReport(
    office=OFFICE,
    number="WQ-2026-0031",
    recipient=HIGHER,
    urgency="重大紧急，立即上报",
    learned_on=date(2026, 2, 19),
    reported_on=date(2026, 2, 19),
    occurred="2026年2月19日21时许",
    place="青禾区柳荫路口",
    name=TRUE_NAME,
    unit="云岭市公安局青禾派出所",
    position="民警",
    behaviour=("暴力袭击正在执行职务的民警（第十九条）",),
    against="马某勇，男，42岁",
    facts="处置纠纷警情时，马某勇持木棍击打民警左臂。\n民警当场将其控制。",
    injury="民警左前臂骨折",
    handling="马某勇已被刑事拘留，民警送医治疗，现场视频已固定。",
    opinion="有群众拍摄视频，尚未传播。",
    steps=("维权办人员到医院慰问", "督察人员到场核查"),
    entered_on=date(2026, 2, 19),
    reporter="林小川，0999-5550102",
)

SAMPLES: tuple[DocumentData, ...] = (REVIEW_REQUEST, VINDICATION, WARNING, SUPERVISION, INCIDENT)
