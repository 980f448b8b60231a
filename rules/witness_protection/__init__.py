"""规定 1《公安机关办理刑事案件证人保护工作规定》 as functions, in article order.

persons.py    第二条, 第二十三条 to 第二十五条 (whom it protects, what its words mean), 第二十六条 (from when)
units.py      第四条 (who protects)
danger.py     第五条 (assessment), 第十五条 (reported threats)
proposal.py   第六条 (request, 呈请 and its six contents, approval, emergency)
protective.py 第七条 (the six measures and their conditions), 第八条 (the plan)
identity.py   第九条 (alias, classified file, interviews)
contact.py    第十条 (contact ban, its breach)
consented.py  第十一条 to 第十三条 (what needs the person's consent)
course.py     第十四条 (adjustment), 第十六条 and 第十七条 (others' help)
ending.py     第十八条 (termination), 第十九条 (transfer)
secrecy.py    第二十一条 and 第二十二条

Facts are enumerated option ids (data/witness_protection.yaml; those that a person is asked for are the options
of store/items.yaml), flags and days; never text. A value that is no option raises InvalidFacts, which names the
field only. A flag of None is not known yet. Degrees of danger and other judgements are facts that the authority
in charge finds: no function here weighs them (第五条 names what to look at, not how much it counts).

`on` is the day whose rule holds: the lists by which a function decides are dated parameters, so that an amended list
leaves an old case alone. Before the first day (第二十六条) a function that needs one raises NotInForce.
"""

from rules.witness_protection.base import WORDING, Gravity, degrees, say
from rules.witness_protection.consented import (
    Relocation,
    SafePlace,
    SpecialProtection,
    relocation,
    safe_place,
    special_protection,
)
from rules.witness_protection.contact import Ban, BanBreach, ban, ban_breach, ban_term
from rules.witness_protection.course import Adjustment, CrossRegion, adjustment, cooperation, cross_region
from rules.witness_protection.danger import Assessment, Threat, assess, reported_threat
from rules.witness_protection.ending import Termination, Transfer, termination, transfer
from rules.witness_protection.identity import Interview, Paper, alias, interview, may_read, paper
from rules.witness_protection.persons import (
    Informant,
    Scope,
    SpecialPerson,
    in_force,
    informant,
    scope,
    special_person,
)
from rules.witness_protection.proposal import (
    Approval,
    Content,
    Emergency,
    Request,
    approval,
    contents,
    emergency,
    report_contents,
    request,
)
from rules.witness_protection.protective import Plan, conditions, measures, plan
from rules.witness_protection.secrecy import secrecy_breach, secrecy_duty
from rules.witness_protection.units import Responsibility, responsible

__all__ = [
    "WORDING",
    "Adjustment",
    "Approval",
    "Assessment",
    "Ban",
    "BanBreach",
    "Content",
    "CrossRegion",
    "Emergency",
    "Gravity",
    "Informant",
    "Interview",
    "Paper",
    "Plan",
    "Relocation",
    "Request",
    "Responsibility",
    "SafePlace",
    "Scope",
    "SpecialPerson",
    "SpecialProtection",
    "Termination",
    "Threat",
    "Transfer",
    "adjustment",
    "alias",
    "approval",
    "assess",
    "ban",
    "ban_breach",
    "ban_term",
    "conditions",
    "contents",
    "cooperation",
    "cross_region",
    "degrees",
    "emergency",
    "in_force",
    "informant",
    "interview",
    "may_read",
    "measures",
    "paper",
    "plan",
    "relocation",
    "report_contents",
    "reported_threat",
    "request",
    "responsible",
    "safe_place",
    "say",
    "scope",
    "secrecy_breach",
    "secrecy_duty",
    "special_person",
    "special_protection",
    "termination",
    "transfer",
]
