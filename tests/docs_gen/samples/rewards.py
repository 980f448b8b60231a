"""Invented data: 奖励 (规定 2 第十四条 to 第二十三条)."""

from __future__ import annotations

from datetime import date

from docs_gen.documents import DocumentData, PaidPerson, RewardedPerson, RewardOpinion, RewardPayment
from tests.docs_gen.samples.common import DAY, TRUE_NAME

OPINION = RewardOpinion(
    office="云岭市人民检察院举报中心",
    number="JL-2026-0003",
    initiated="举报人申请",
    case_name="周某燊受贿案",
    judgment="有关判决或者裁定已经生效",
    judgment_paper="云岭市中级人民法院（2025）云刑初88号刑事判决书，2026年1月9日生效",
    value="犯罪数额特别巨大，情节严重；线索具体、可查，直接促成立案。",
    contribution="重大贡献",
    persons=(
        RewardedPerson(
            name=TRUE_NAME,
            capacity="多人联名举报",
            merits="最先提供线索，多次协助核对账目",
            manner="荣誉奖励和奖金奖励",
            honour="证书",
            amount="180000",
        ),
        RewardedPerson(
            name="何喆",
            capacity="多人联名举报",
            merits="提供关键凭证",
            manner="奖金奖励",
            amount="66666.67",
        ),
    ),
    others="另有一人后来举报同一案件，材料没有起到直接作用，不予奖励。",
    handlers=("苏珺",),
    date=DAY,
    secrecy="机密★1年",
)

PAYMENT = RewardPayment(
    office="云岭市人民检察院举报中心",
    number="JF-2026-0003",
    decision="《举报奖励意见审批表》（JL-2026-0003）",
    decided_on=DAY,
    approved_by="检察长决定，省级人民检察院批准",
    approved_total="246666.67",
    paid_before="66666.67",
    persons=(
        PaidPerson(
            name=TRUE_NAME,
            amount="180000",
            state="死亡",
            receiver="继承人",
            receiver_name="欧阳燊",
            proof="公证处出具的继承权公证书",
        ),
    ),
    place="举报中心接待室",
    paid_on=date(2026, 3, 9),
    present=("苏珺", "何喆"),
    payer="苏珺",
    secrecy="机密★1年",
)

SAMPLES: tuple[DocumentData, ...] = (OPINION, PAYMENT)
