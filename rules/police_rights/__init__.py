"""规定 3《嘉兴市公安机关维护民警执法权威工作实施细则》 as functions, in the order of its articles.

organs.py      第六条 to 第十条     who does the work, and the duties a case triggers
support.py     第十一条 to 第十八条  scene, lawyer, settlement, good name, treatment, tolerance
behaviours.py  第二条, 第十九条 to 第二十六条  from what was done to its clause
handling.py    第二十七条 to 第二十九条  suits, strict handling, protection
applying.py    第三十条, 第三十一条  application, clue, answer, silence
inquiry.py     第三十二条 to 第三十四条  investigation, result, review, hearing
oversight.py   第三十五条 to 第三十八条  grave harm, reporting, delay, evaluation
persons.py     第三十九条 to 第四十一条  standing, relatives, duty, reference
base.py        shared: wording, dated lists, the facts of an application

Facts are enumerated option ids (those of store/items.yaml where it asks for them), days and flags; never text.
A value that is no option raises InvalidFacts, which names the field only. Periods are in rules/deadlines.
"""

from rules.police_rights.applying import answer, application, consequences, silence, start, transfer, unanswered
from rules.police_rights.base import WORDING, Application
from rules.police_rights.behaviours import Clause, assault, classify, clause, clauses_of, elements
from rules.police_rights.handling import SLANDERS, endangers, protection, strict_handling, suit
from rules.police_rights.inquiry import (
    extension,
    finding,
    hearing,
    hearing_result,
    investigation,
    review,
    review_result,
    sanction_grade,
)
from rules.police_rights.organs import (
    Duty,
    all_duties,
    committee,
    composition,
    duties,
    expert_group,
    office,
    tasks,
    unit_title,
    units,
)
from rules.police_rights.oversight import evaluation, follow_up, grave_harm, is_urgent, reporting
from rules.police_rights.persons import duty_time, reference_person, relation, standing
from rules.police_rights.support import dealing, lawyer, lawyer_grade, scene_response, tolerance, treatment, vindication

__all__ = [
    "SLANDERS",
    "WORDING",
    "Application",
    "Clause",
    "Duty",
    "all_duties",
    "answer",
    "application",
    "assault",
    "classify",
    "clause",
    "clauses_of",
    "committee",
    "composition",
    "consequences",
    "dealing",
    "duties",
    "duty_time",
    "elements",
    "endangers",
    "evaluation",
    "expert_group",
    "extension",
    "finding",
    "follow_up",
    "grave_harm",
    "hearing",
    "hearing_result",
    "investigation",
    "is_urgent",
    "lawyer",
    "lawyer_grade",
    "office",
    "protection",
    "reference_person",
    "relation",
    "reporting",
    "review",
    "review_result",
    "sanction_grade",
    "scene_response",
    "silence",
    "standing",
    "start",
    "strict_handling",
    "suit",
    "tasks",
    "tolerance",
    "transfer",
    "treatment",
    "unanswered",
    "unit_title",
    "units",
    "vindication",
]
