"""Invented data: the letters of 规定 2, and the papers of 第六条."""

from __future__ import annotations

from datetime import date

from docs_gen.documents import (
    CorrectionProposal,
    CourtProtectionLetter,
    DocumentData,
    ExplanationRequest,
    ReliefLetter,
    ReporterProtectionPlan,
    RiskAssessment,
    RiskFactor,
)
from tests.docs_gen.samples.common import DAY, TRUE_NAME

PROCURATORATE = "云岭市人民检察院"
OFFICER, PHONE = "苏珺", "0999-5550101"

EXPLANATION = ExplanationRequest(
    office=PROCURATORATE,
    number="云检函〔2026〕8号",
    recipient="云岭市青禾区教育局",
    matter="2026年2月10日《关于调整部分人员岗位的通知》（青教人〔2026〕4号）中，将一名会计人员调离原岗位、停发当月绩效的决定。",
    questions=("作出该决定的依据和程序", "停发绩效的具体规定", "其他同类人员的处理情况"),
    reply_by=date(2026, 3, 16),
    date=DAY,
    secrecy="秘密★1年",
    contact_person=OFFICER,
    contact_phone=PHONE,
)

CORRECTION = CorrectionProposal(
    office=PROCURATORATE,
    number="云检函〔2026〕9号",
    recipient="云岭市青禾区教育局",
    treatment="2026年2月10日《关于调整部分人员岗位的通知》（青教人〔2026〕4号）第三项。",
    reasons="经核实，该决定没有考核依据，未听取本人意见，违反岗位聘用管理的有关规定。",
    proposals=("撤销该项决定，恢复原岗位", "补发停发的绩效工资"),
    attachments=("核实情况说明",),
    date=DAY,
    contact_person=OFFICER,
    contact_phone=PHONE,
)

RELIEF = ReliefLetter(
    office=PROCURATORATE,
    number="云检函〔2026〕10号",
    recipient="云岭市民政局",
    name=TRUE_NAME,
    harm=("严重人身伤害",),
    situation="2026年2月20日晚被人殴打，左前臂骨折，住院治疗，家庭生活陷入困难。",
    needs=("医疗费用临时救助", "住院期间的生活救助"),
    basis=("《社会救助暂行办法》",),
    date=DAY,
    urgency="加急",
    contact_person=OFFICER,
    contact_phone=PHONE,
)

COURT = CourtProtectionLetter(
    office=PROCURATORATE,
    number="云检函〔2026〕11号",
    recipient="云岭市中级人民法院",
    case_name="周某燊受贿案〔（2026）云刑初12号〕",
    name=TRUE_NAME,
    danger="开庭前，举报人及其近亲属多次收到恐吓信息，被要求不得出庭。",
    measures=("不暴露外貌", "不暴露真实声音", "其他出庭作证措施"),
    other_measures="安排从专用通道进出法庭，由法警护送。",
    date=DAY,
    secrecy="机密★1年",
    contact_person=OFFICER,
    contact_phone=PHONE,
)

RISK = RiskAssessment(
    office="云岭市人民检察院举报中心",
    number="4829 1057 3361",
    name=TRUE_NAME,
    accepted_on=date(2026, 2, 1),
    occasion="情况变化后重新评估",
    previous_level="低",
    changes="2026年2月20日以来，举报人住处多次遭人滋扰。",
    factors=(
        RiskFactor(
            risk="以暴力、威胁等方法侵犯人身安全（第七条第一项）",
            nature="人身安全",
            degree="重大的人身危险",
            influence="波及近亲属",
        ),
        RiskFactor(
            risk="克扣工资、奖金（第七条第六项）",
            nature="工作和待遇",
            degree="有危险，但不是马上",
            influence="只涉及举报人本人",
        ),
    ),
    signs=("住处被人喷漆", "近亲属收到恐吓信息"),
    level="高",
    reasons="滋扰次数增加，已波及近亲属，人身危险具有现实性，拟定为高风险。",
    handlers=("苏珺", "何喆"),
    assessed_on=DAY,
    secrecy="机密★1年",
)

PLAN = ReporterProtectionPlan(
    office="云岭市人民检察院举报中心",
    number="4829 1057 3361",
    name=TRUE_NAME,
    contact="13900001234（只在晚上八点后）",
    who=("举报人本人", "配偶和子女"),
    level="高",
    assessed_on=DAY,
    risks=("住处和上下班途中受到侵害", "近亲属受到恐吓"),
    keeping_secret=("由专人联系，不到单位、不打办公电话", "举报材料密封存放，未经检察长批准不得查看"),
    measures=("商请公安机关禁止特定的人员接触（第九条第一款第一项）", "住宅专门性保护（第九条第一款第二项）"),
    contingency="接到求助，值班人员立即通知青禾派出所出警，同时到场；必要时安排临时住处。",
    police_unit="云岭市公安局青禾派出所，林小川，0999-5550102",
    departments=("举报中心：联系、协调、评估", "司法警察部门：护送", "侦查部门：通报案件进展带来的风险"),
    duty_contact="苏珺，0999-5550101（全天）",
    adjusting="出现新的威胁、采取强制措施、开庭、宣判时，重新评估并调整本预案。",
    handlers=("苏珺", "何喆"),
    date=DAY,
    secrecy="机密★1年",
)

SAMPLES: tuple[DocumentData, ...] = (RISK, PLAN, EXPLANATION, CORRECTION, RELIEF, COURT)
