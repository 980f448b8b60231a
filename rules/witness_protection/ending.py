"""第十八条: termination of protection; 第十九条: its transfer with the case."""

import datetime as dt
from dataclasses import dataclass

from rules.outcome import Outcome, Point, require_all
from rules.provision import provision
from rules.witness_protection.base import (
    check_fields,
    choose,
    choose_all,
    lacking,
    listed,
    outcome,
    say,
)


@dataclass(frozen=True)
class Termination:
    """Whether protection ends: on which grounds, still needed or not, decided by whom, who was told.

    still_needed: measures are still needed (None: not assessed). in_writing: the person's request. established:
    the false testimony or failed duty is proven, not suspected. rank, approved: None while undecided. helpers:
    other units assisted. told: who was informed of the end. on: the day whose rule holds.
    """

    on: dt.date
    grounds: frozenset[str]
    still_needed: bool | None = None
    in_writing: bool = False
    established: bool = False
    rank: str | None = None
    approved: bool | None = None
    helpers: bool = False
    told: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        choose_all("grounds", self.grounds, "end_grounds")
        choose("rank", self.rank, optional=True)
        choose_all("told", self.told, "end_told")
        check_fields(self)


@provision("1:18.1", "1:18.1(1)", "1:18.1(2)", "1:18.1(3)", "1:18.1(4)", "1:18.2", "1:21")
def termination(facts: Termination) -> Outcome:
    """第十八条: keep_protecting, propose_ending, ending_not_approved, ending_to_tell or ended.

    不再需要采取证人保护措施 stands beside 具有下列情形之一: a ground alone is not enough, the measures must no
    longer be needed. So a close relative in danger stays protected when the witness lied, and who asks in
    writing to be left alone while in danger is assessed first and told why protection goes on (measures that
    live from consent end with it, by 第十一条 to 第十三条, and are adjusted by 第十四条). A ground that lacks its
    condition (a request not in writing, a falsehood not proven) does not count. Protection goes on until
    approved; the notices follow.
    Raises InvalidFacts for a ground that is not in the list of that day.
    """
    listed_grounds = listed("ending_grounds", facts.on)
    require_all("grounds", facts.grounds, listed_grounds)
    conditions = {
        "person_asked": ("written_request", facts.in_writing),
        "untruthful": ("established", facts.established),
    }
    standing = [g for g in listed_grounds if g in facts.grounds and conditions.get(g, ("", True))[1]]
    lacks = [conditions[g][0] for g in listed_grounds if g in facts.grounds and g not in standing]
    reasons = say(*(f"ground_{ground}" for ground in standing))
    if not standing or facts.still_needed is not False:
        missing = say(*lacks) if not standing else ()
        missing += () if facts.grounds else say("end_ground")
        missing += lacking({"no_longer_needed": facts.still_needed is False})
        notes = say("why_not_ended") if "person_asked" in standing else ()
        return outcome("keep_protecting", reasons=reasons, missing=missing, notes=notes)
    if facts.approved is False and facts.rank == "county_head":
        return outcome("ending_not_approved", reasons=reasons, notes=say("may_ask_change"))
    if not facts.approved or facts.rank != "county_head":
        return outcome(
            "propose_ending",
            reasons=reasons,
            missing=say("end_approval"),
            approver=say("end_approval")[0],
            documents=say("termination_report"),
        )
    untold: tuple[Point, ...] = lacking({"end_told_person": "person" in facts.told})
    untold += lacking({"end_told_helpers": "helpers" in facts.told}) if facts.helpers else ()
    return outcome(
        "ending_to_tell" if untold else "ended",
        reasons=reasons,
        missing=untold,
        documents=say("termination_report", "termination_notice"),
        notes=say("secrecy_remains", "may_ask_again"),
    )


@dataclass(frozen=True)
class Transfer:
    """The protection when the case changes hands: handed over with it, papers, classified file, received."""

    jurisdiction_changed: bool
    with_case: bool = False
    listed: bool = False
    has_file: bool = False
    file_apart: bool = False
    received: bool = False

    def __post_init__(self) -> None:
        check_fields(self)


@provision("1:19", "1:9.2")
def transfer(facts: Transfer) -> Outcome:
    """第十九条: no_transfer, transfer_lacking with what is missing, or transferred.

    同时 means with the case. What the papers are the article doesn't say: a list, signed for by the receiver;
    a classified file keeps its own way (第九条第二款). Until received, the unit that had it goes on protecting.
    """
    if not facts.jurisdiction_changed:
        return outcome("no_transfer")
    missing = lacking({"transfer_protection": facts.with_case, "transfer_papers": facts.listed})
    missing += lacking({"transfer_sealed_file": facts.file_apart}) if facts.has_file else ()
    missing += lacking({"transfer_received": facts.received})
    return outcome("transfer_lacking" if missing else "transferred", missing=missing, documents=say("transfer_list"))
