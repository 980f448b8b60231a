"""第九条: hidden personal information in records and papers, the classified file, interviews."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from rules.outcome import InvalidFacts, Outcome, require
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

# What stands in place of a signature: an interview's record is the witness's own, and is never without it.
_SIGNED_BY_WITNESS = frozenset({"interview_record"})


@provision("1:9.1", "1:9.2", "1:9.3")
def alias(chosen: Iterable[str], *, alias_given: bool) -> Outcome:
    """第九条: hidden personal information means an alias in all papers and a separate classified note.

    化名等: any other name or mark that stands for the person does as well as an alias.
    """
    picked = frozenset(chosen)
    choose_all("measures", picked)
    if "hide_information" not in picked:
        return outcome("alias_not_required")
    return outcome(
        "alias_required",
        missing=() if alias_given else say("alias"),
        documents=say("identity_note"),
        notes=say("file_access", "recordings"),
    )


@dataclass(frozen=True)
class Paper:
    """One interrogation, record or paper, and what of the witness it shows.

    hidden: 不公开个人信息 is a measure of this case. shows: details that can be read or heard in it. replaced: an
    alias, or something else (化名等), stands in place of the witness's personal information. signed: by the
    witness's fingerprint, name or not at all. own_file, classified: only for the note on the true identity. on:
    the day whose rule holds.
    """

    on: dt.date
    paper: str
    hidden: bool
    shows: frozenset[str] = frozenset()
    replaced: bool = False
    signed: str = "none"
    own_file: bool = False
    classified: bool = False

    def __post_init__(self) -> None:
        choose("paper", self.paper)
        choose_all("shows", self.shows, "detail")
        require("signed", self.signed, ("fingerprint", "name", "none"))
        check_fields(self)


@provision("1:9.1", "1:9.2")
def paper(facts: Paper) -> Outcome:
    """第九条第一款 and 第二款: whether an interrogation, record or paper keeps the witness unknown.

    identity_kept or identity_exposed with what to change; for the note on the true identity identity_note_kept
    or identity_note_lacking; alias_not_required when hiding is no measure of the case. In an interrogation
    nothing is written by the witness, so only what it tells counts. The record of an interview with the witness
    needs the fingerprint (签名以捺指印代替); a paper that the witness does not sign (a suspect's record, an
    indictment opinion) needs none, one signed by name does. The four details
    are followed by 等: anything else that gives the person away counts too.
    """
    if facts.paper == "identity_note":
        missing = lacking({"separate_file": facts.own_file, "classification": facts.classified})
        return outcome(
            "identity_note_lacking" if missing else "identity_note_kept",
            missing=missing,
            documents=say("identity_note"),
            notes=say("file_access"),
        )
    if not facts.hidden:
        return outcome("alias_not_required")
    missing = say(*(f"remove_{detail}" for detail in listed("hidden_details", facts.on) if detail in facts.shows))
    if facts.paper != "interrogation":
        unsigned = facts.signed == "none" and facts.paper not in _SIGNED_BY_WITNESS
        missing += lacking({"stand_in": facts.replaced, "fingerprint": unsigned or facts.signed == "fingerprint"})
    return outcome("identity_exposed" if missing else "identity_kept", missing=missing, documents=say("identity_note"))


@provision("1:9.2", "1:21")
def may_read(reader: str, *, on: dt.date, law_allows: bool = False) -> Outcome:
    """第九条第二款: who may read the classified file: 承办人员 of court, procuratorate and police, or whom a law lets.

    承办人员 is read with all three authorities, not with the police alone: fewer eyes. law_allows: another law
    provides otherwise for this reader, and names where.
    """
    choose("reader", reader)
    if not isinstance(law_allows, bool):
        raise InvalidFacts("law_allows")
    if reader in listed("file_readers", on):
        return outcome("file_open", notes=say("reader_keeps_secret"))
    if law_allows:
        return outcome("file_by_law", notes=say("reader_keeps_secret"))
    return outcome("file_closed", reasons=say("file_access"))


@dataclass(frozen=True)
class Interview:
    """An interview of a witness: information hidden or not, recorded or not, where, and what was seen to."""

    hidden: bool
    recorded: bool
    place: str
    recording_processed: bool = False
    place_cleared: bool = False
    strangers_out: bool = False
    apart_from_suspect: bool = False

    def __post_init__(self) -> None:
        choose("place", self.place)
        check_fields(self)


@provision("1:9.3")
def interview(facts: Interview) -> Outcome:
    """第九条第三款: interview_safe, or interview_unsafe with what is missing.

    上述证人 ties the recordings to witnesses whose information is hidden. The sentence on places outside the
    police says 证人 without it, so it holds for every witness under this regulation: the reading that protects.
    """
    missing = lacking({"process_recording": facts.recording_processed}) if facts.hidden and facts.recorded else ()
    if facts.place == "outside":
        missing += lacking(
            {
                "clear_place": facts.place_cleared,
                "strangers_out": facts.strangers_out,
                "apart_from_suspect": facts.apart_from_suspect,
            }
        )
    return outcome("interview_unsafe" if missing else "interview_safe", missing=missing)
