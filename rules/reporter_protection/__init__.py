"""规定 2《关于保护、奖励职务犯罪举报人的若干规定》 as functions, in article order.

Facts are enumerated option ids (those of store/items.yaml, or of rules/data/reporter_protection.yaml), flags and
amounts; never text. A value that is no option raises InvalidFacts, which names the field only.

reporting, confidentiality     第二条、第四条; 第五条
risk, reprisals, requests      第六条; 第七条、第八条第二款; 第八条第一款
measures, witnesses            第九条、第十条; 第十一条
consequences                   第十二条、第十三条
rewards, money, payment        第十四条 to 第十八条; 第十九条 to 第二十三条
supervision, scope             第二十五条、第二十六条; 第二十七条 to 第二十九条
"""

from rules.reporter_protection.confidentiality import (
    Disclosure,
    Receiving,
    answering,
    disclosing,
    handwriting,
    opening,
    receiving,
    registering,
    secrecy,
    showing,
    storing,
    submitting_to_chief,
)
from rules.reporter_protection.consequences import Retaliator, coordination, retaliator
from rules.reporter_protection.measures import (
    MEASURES,
    compensation,
    emergency,
    police_assistance,
    police_first,
    protective_measures,
)
from rules.reporter_protection.money import Amount, fen, split, total_fen, yuan
from rules.reporter_protection.payment import Opinion, initiation, payout, publication, recipient, reward_opinion
from rules.reporter_protection.reporting import Report, elements_lacking, legal_protection, real_name, report
from rules.reporter_protection.reprisals import LeaderThreat, Retaliation, retaliation, unit_leader
from rules.reporter_protection.requests import (
    Findings,
    ProtectionRequest,
    is_threatened,
    protection_request,
    respond,
)
from rules.reporter_protection.rewards import (
    Reward,
    reward,
    reward_approver,
    reward_decision,
    reward_forms,
    reward_limit,
    reward_time,
    successive,
)
from rules.reporter_protection.risk import LEVELS, Risk, natures, protection_plan, rerate, risk_level
from rules.reporter_protection.scope import duty_crime, in_force_since, rule_day, transferred, which_rule
from rules.reporter_protection.supervision import Breach, irregularity, liability
from rules.reporter_protection.witnesses import Testimony, court_testimony, testimony
from rules.reporter_protection.words import PROTECTED, WORDING, say

__all__ = [
    "LEVELS",
    "MEASURES",
    "PROTECTED",
    "WORDING",
    "Amount",
    "Breach",
    "Disclosure",
    "Findings",
    "LeaderThreat",
    "Opinion",
    "ProtectionRequest",
    "Receiving",
    "Report",
    "Retaliation",
    "Retaliator",
    "Reward",
    "Risk",
    "Testimony",
    "answering",
    "compensation",
    "coordination",
    "court_testimony",
    "disclosing",
    "duty_crime",
    "elements_lacking",
    "emergency",
    "fen",
    "handwriting",
    "in_force_since",
    "initiation",
    "irregularity",
    "is_threatened",
    "legal_protection",
    "liability",
    "natures",
    "opening",
    "payout",
    "police_assistance",
    "police_first",
    "protection_plan",
    "protection_request",
    "protective_measures",
    "publication",
    "real_name",
    "receiving",
    "recipient",
    "registering",
    "report",
    "rerate",
    "respond",
    "retaliation",
    "retaliator",
    "reward",
    "reward_approver",
    "reward_decision",
    "reward_forms",
    "reward_limit",
    "reward_opinion",
    "reward_time",
    "risk_level",
    "rule_day",
    "say",
    "secrecy",
    "showing",
    "split",
    "storing",
    "submitting_to_chief",
    "successive",
    "testimony",
    "total_fen",
    "transferred",
    "unit_leader",
    "which_rule",
    "yuan",
]
