"""第十条: the contact ban, its term, its breach and what follows by who breached it."""

import datetime as dt
from dataclasses import dataclass

from rules.outcome import InvalidFacts, Outcome
from rules.provision import provision
from rules.witness_protection.base import check_fields, choose, lacking, outcome, say
from rules.witness_protection.persons import SpecialPerson, special_person


@dataclass(frozen=True)
class Ban:
    """A 禁止令: for whom, its contents, its first and last day, whether the person was told in writing.

    hidden: 不公开个人信息 is a measure of the case as well.
    """

    suspect: bool
    linked: bool
    may_harm: bool | None
    names_person: bool = False
    forbids_contact: bool = False
    start: dt.date | None = None
    end: dt.date | None = None
    told_in_writing: bool = False
    hidden: bool = False

    def __post_init__(self) -> None:
        check_fields(self)
        _ordered(self.start, self.end)


@provision("1:10.1", "1:25.2")
def ban(facts: Ban) -> Outcome:
    """第十条第一款: ban_complete, ban_incomplete with what it lacks, or ban_not_possible for who is no 特定人员.

    一定期限 sets no length: both days are written. While it is not known whether somebody linked to the suspect
    may harm, that is what is missing; the ban is not excluded.
    """
    person = special_person(SpecialPerson(facts.suspect, facts.linked, facts.may_harm))
    if person.decision == "not_special_person":
        return outcome("ban_not_possible", reasons=person.reasons, notes=person.notes)
    missing = person.missing + lacking(
        {
            "ban_person": facts.names_person,
            "ban_contact": facts.forbids_contact,
            "ban_term": facts.start is not None and facts.end is not None,
            "ban_written": facts.told_in_writing,
        }
    )
    notes = say("ban_term_silent") + (say("ban_hides") if facts.hidden else ())
    return outcome(
        "ban_incomplete" if missing else "ban_complete",
        reasons=say("special_persons"),
        missing=missing,
        documents=say("contact_ban"),
        notes=notes,
    )


@provision("1:10.1")
def ban_term(start: dt.date, end: dt.date, day: dt.date) -> Outcome:
    """Where a ban stands on a day: ban_not_begun, ban_runs (its first and last day included) or ban_over."""
    _ordered(start, end)
    if day < start:
        return outcome("ban_not_begun")
    return outcome("ban_runs", notes=say("ban_term_silent")) if day <= end else outcome("ban_over")


@dataclass(frozen=True)
class BanBreach:
    """A contact in spite of a ban: by whom, on which day, what the investigation found (None while it runs)."""

    by: str
    day: dt.date
    start: dt.date
    end: dt.date
    told_in_writing: bool
    found: str | None = None

    def __post_init__(self) -> None:
        choose("by", self.by)
        choose("found", self.found, optional=True)
        check_fields(self)
        _ordered(self.start, self.end)


@provision("1:10.2", "1:10.1")
def ban_breach(facts: BanBreach) -> Outcome:
    """第十条第二款: what follows a contact, by who made it and what is found.

    A suspect: coercive measures taken or changed (视情), already while the investigation runs, since the breach
    itself is what the sentence starts from; and as everybody else, the criminal law when a crime is suspected
    (the text sets 涉嫌犯罪 after a semicolon, for all). 治安管理处罚 it names for 其他人员 only, so it is not said
    for suspects by this paragraph; a threat, insult, beating or reprisal by a suspect is punished by 第十五条,
    which names no person, and a note says so. Where nothing punishable was found the ban stands. No breach before
    the ban was told in writing, before its first day or after its last: 第十五条 goes on protecting then.
    """
    in_term = ban_term(facts.start, facts.end, facts.day)
    if in_term.decision != "ban_runs" or not facts.told_in_writing:
        reasons = () if facts.told_in_writing else say("not_told_in_writing")
        reasons += say(in_term.decision) if in_term.decision != "ban_runs" else ()
        return outcome("no_breach", reasons=reasons, notes=say("report_threats_anyway", "reassess"))
    found = {
        None: "breach_investigate",
        "none": "breach_unfounded",
        "security": "breach_security",
        "crime": "breach_crime",
    }[facts.found]
    if facts.by != "suspect":
        return outcome(found, notes=say("reassess"))
    if facts.found == "security":
        return outcome("breach_suspect", notes=say("suspect_security", "reassess"))
    return outcome("breach_suspect", reasons=say(found), notes=say("reassess"))


def _ordered(start: dt.date | None, end: dt.date | None) -> None:
    if start is not None and end is not None and end < start:
        raise InvalidFacts("end")
