"""第二条 and 第二十三条 to 第二十五条: whom regulation 1 protects and what its words mean; 第二十六条: from when."""

import datetime as dt
from dataclasses import dataclass

from rules.outcome import InvalidFacts, Outcome
from rules.provision import provision
from rules.texts import load as load_text
from rules.witness_protection.base import (
    CLOSE_OTHERS,
    check_fields,
    choose,
    choose_all,
    listed,
    outcome,
    say,
)


@dataclass(frozen=True)
class Scope:
    """Who asks, in what kind of case, for whom; on: the day whose rule holds."""

    on: dt.date
    role: str
    case_kind: str
    who: frozenset[str]

    def __post_init__(self) -> None:
        check_fields(self)
        choose("role", self.role)
        choose("case_kind", self.case_kind)
        choose_all("who", self.who)


@provision("1:2", "1:23(1)", "1:23(2)", "1:24", "1:25.1")
def scope(facts: Scope) -> Outcome:
    """第二条 applies, or 第二十三条 and 第二十四条 refer to it (参照), or the kind of case is not yet known.

    Nobody is turned away: an uncertain kind of case is at least one of 第二十四条. That article names only
    the person and close relatives; whether 参照 brings in 第二十三条第一项 too is open, so the others may
    ask and the police decide. The role of an informant covers two suspects: who names an accomplice's other
    crimes is a witness (第二十五条第一款), who gives leads is protected by reference (第二十三条第二项). In one
    of the four cases the role alone does not tell which, so both are said; `informant` tells them apart.
    """
    reasons: list[str] = []
    named_case = facts.case_kind in listed("named_cases", facts.on)
    if named_case:
        reasons.append("named_case")
    elif facts.case_kind == "other":
        reasons.append("other_case")
    if facts.role == "informant":
        reasons.append("informant_witness")
        reasons += ["informant_reference"] if facts.case_kind != "other" else []
    named_persons = facts.who - CLOSE_OTHERS
    reasons += ["persons_named"] if named_persons else []
    if facts.who & CLOSE_OTHERS:
        reasons.append("persons_close_other_case" if facts.case_kind == "other" else "persons_close")
    if facts.case_kind == "unsure":
        decision = "kind_to_check"
    elif named_case and (named_persons or not facts.who):
        decision = "informant_scope" if facts.role == "informant" else "applies"
    else:
        decision = "by_reference"
    return outcome(decision, reasons=say(*reasons), notes=say("because_of_testimony"))


@dataclass(frozen=True)
class Informant:
    """A suspect who speaks: in what kind of case, what about; on: the day whose rule holds.

    member: of a criminal organisation of that kind. leads: what the leads and evidence are about; important:
    whether they are (None while not yet judged). identifies_accomplice: names other crimes of an accomplice.
    """

    on: dt.date
    case_kind: str
    member: bool
    leads: frozenset[str]
    important: bool | None
    identifies_accomplice: bool

    def __post_init__(self) -> None:
        check_fields(self)
        choose("case_kind", self.case_kind)
        choose_all("leads", self.leads)


@provision("1:23(2)", "1:25.1")
def informant(facts: Informant) -> Outcome:
    """Whether a suspect is a witness (第二十五条第一款), is protected by reference (第二十三条第二项) or is not named.

    Who names an accomplice's other crimes is a witness, so 第二条 or 第二十四条 applies as to any other. A
    suspect named by neither may still ask: the list of 第二十三条第二项 is open (等方面), and no article
    forbids to assess. An unknown kind of case counts as one of the four until it is known.
    """
    named_case = facts.case_kind in listed("named_cases", facts.on)
    if facts.identifies_accomplice:
        decision = "applies" if named_case else "by_reference" if facts.case_kind == "other" else "kind_to_check"
        reasons = ["informant_witness", *(["other_case"] if facts.case_kind == "other" else [])]
        return outcome(decision, reasons=say(*reasons), notes=say("because_of_testimony"))
    if not (facts.member and facts.leads and facts.case_kind != "other") or facts.important is False:
        return outcome("informant_open", notes=say("may_ask_again"))
    if facts.important is None:
        return outcome("informant_to_check", missing=say("leads_important"))
    return outcome("informant_by_reference", reasons=say("informant_reference"))


@dataclass(frozen=True)
class SpecialPerson:
    """Someone to keep away: a suspect, or linked to the organisation or a suspect; may_harm None while not known."""

    suspect: bool
    linked: bool
    may_harm: bool | None

    def __post_init__(self) -> None:
        check_fields(self)


@provision("1:25.2", "1:7(2)")
def special_person(facts: SpecialPerson) -> Outcome:
    """第二十五条第二款: whether somebody is a 特定人员 of 第七条 and 第十条.

    可能实施危害 is read with those who are linked, not with the suspect, who always is one: the reading that
    protects, and the one that the position of 以及 suggests.
    """
    if facts.suspect or (facts.linked and facts.may_harm):
        return outcome("special_person", reasons=say("special_persons"))
    if facts.linked and facts.may_harm is None:
        return outcome("special_person_to_check", missing=say("may_harm"))
    return outcome("not_special_person", reasons=say("special_persons"), notes=say("report_threats_anyway"))


@provision("1:26")
def in_force(day: dt.date) -> Outcome:
    """第二十六条: whether the regulation was in force on a day (Asia/Shanghai), its first day included.

    Whether it reaches testimony given before that day is not said; a danger that goes on is a danger of today.
    """
    if not isinstance(day, dt.date) or isinstance(day, dt.datetime):
        raise InvalidFacts("day")
    return outcome("in_force" if day >= load_text(1).in_force else "not_in_force")
