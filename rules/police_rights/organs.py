"""第六条 to 第十条: who does the work, and what each has to do in a case.

Composition is compared with the lists of the text; the duties are a list that the case fills: each duty of
rules/data/police_rights.yaml names the facts that trigger it, or none when it goes on without a case.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from rules.exact import exact
from rules.outcome import Outcome, Point
from rules.police_rights.base import Application, check, check_all, listed, option, options, outcome, say
from rules.provision import provision
from rules.reference import Ref


@provision("3:6", "3:7")
@exact
def composition(
    organ: str,
    on: dt.date,
    *,
    chair: str = "other",
    office_head: str = "other",
    departments: frozenset[str] = frozenset(),
    work_team: bool = False,
) -> Outcome:
    """第六条, 第七条: whether 维权委, 维权办 and the work team are set up as the text asks.

    City and county offices need the chair, the head of the office, all listed departments and a work team.
    交警支队 needs a committee too, but sets it up by its own structure. Nothing is asked of other units.
    The text's list ends in 等部门: more departments may sit there, fewer may not.
    """
    check("organ", organ)
    check("chair", chair)
    check("office_head", office_head)
    check_all("departments", departments, "department")
    if organ == "other":
        return outcome("committee_not_required")
    if organ == "traffic":
        return outcome("committee_by_structure")
    missing: list[Point] = []
    missing += say("chair_is") if chair != "inspector_general" else ()
    missing += say("office_head_is") if office_head != "inspection_head" else ()
    absent = listed("committee_departments", on) - departments
    missing += say("member_missing") if absent else ()
    missing += options("department", absent)
    missing += say("work_team") if not work_team else ()
    return outcome("committee_incomplete" if missing else "committee_formed", missing=tuple(missing))


@dataclass(frozen=True)
class Duty:
    """One duty: whose, from which provision, what triggers it.

    `when`: signs of `Application.signs`, any one of which triggers it; empty for a standing duty.
    """

    code: str
    unit: str
    ref: Ref
    text: str
    when: frozenset[str]

    @property
    def standing(self) -> bool:
        """Whether it goes on all the time and no case triggers it."""
        return not self.when

    def point(self) -> Point:
        """The duty as something to say."""
        return Point(self.code, self.text, (self.ref,))


@cache
def all_duties() -> tuple[Duty, ...]:
    """Every duty of 第八条 to 第十条, in the order of the text."""
    path = Path(__file__).parents[1] / "data" / "police_rights.yaml"
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))["duties"]
    return tuple(
        Duty(code, entry["unit"], Ref.parse(entry["ref"]), entry["text"], frozenset(entry.get("when", ())))
        for code, entry in tree.items()
    )


@provision("3:8", "3:9", "3:10")
@exact
def duties(facts: Application) -> tuple[Duty, ...]:
    """第八条 to 第十条: the duties that this case triggers, with the unit that has each."""
    signs = facts.signs()
    return tuple(duty for duty in all_duties() if duty.when & signs)


def _points(facts: Application, units: frozenset[str]) -> tuple[Point, ...]:
    return tuple(duty.point() for duty in duties(facts) if duty.unit in units)


@provision("3:8")
@exact
def committee(facts: Application) -> Outcome:
    """第八条: what 维权委 has to do: deliberate, let experts look at contested conduct, review accountability."""
    tasks = _points(facts, frozenset({"committee"}))
    return outcome("committee_acts" if tasks else "committee_no_duty", notes=tasks)


@provision("3:8")
@exact
def expert_group(*, contested: bool, opinion_given: bool = False) -> Outcome:
    """第八条: an expert group looks at conduct that is much contested (存在较大争议) and gives a written opinion.

    What is 较大争议 the text does not say; that the applicant and the deciding unit differ is enough to ask
    for the group, so the office says whether it is contested.
    """
    if not contested:
        return outcome("expert_group_not_needed")
    if opinion_given:
        return outcome("expert_group_done", notes=say("expert_opinion"))
    return outcome("expert_group_due", missing=say("expert_opinion"))


@provision("3:9")
@exact
def office(facts: Application) -> Outcome:
    """第九条: what 维权办 has to do in this case, beside its standing work."""
    return outcome("office_acts", notes=_points(facts, frozenset({"office"})))


@provision(
    "3:10(1)1", "3:10(1)2", "3:10(1)4", "3:10(2)1", "3:10(3)1", "3:10(3)2", "3:10(4)1", "3:10(4)2", "3:10(4)3",
    "3:10(4)4", "3:10(4)5", "3:10(4)6", "3:10(5)", "3:10(6)", "3:10(7)1", "3:10(7)2", "3:10(7)3", "3:10(8)1",
    "3:10(8)2", "3:10(9)1", "3:10(9)2", "3:10(9)3", "3:10(10)",
)  # fmt: skip
@exact
def tasks(facts: Application) -> tuple[Point, ...]:
    """第十条: which member unit has a task in this case, as a list the case fills."""
    return _points(facts, listed("member_units", facts.received))


@provision("3:10")
@exact
def units(facts: Application) -> Outcome:
    """第十条: the same as an outcome: the units named as reasons, their tasks as notes."""
    members = listed("member_units", facts.received)
    called = {duty.unit for duty in duties(facts)} & members
    return outcome("units_act", reasons=options("unit", frozenset(called)), notes=tasks(facts))


def unit_title(unit: str) -> str:
    """人事训练部门 and so on. Raises InvalidFacts."""
    check("unit", unit)
    return option("unit", unit).text
