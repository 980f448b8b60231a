"""第十一条: a reporter who has to testify."""

from dataclasses import dataclass

from rules.outcome import Outcome
from rules.provision import provision
from rules.reporter_protection.words import exact, lacking, outcome, say


@dataclass(frozen=True)
class Testimony:
    """A reporter's testimony in proceedings.

    necessary: 确有必要. endangered: the reporter or a close relative, by the testimony; None: not assessed.
    alias_used and what comes with it: in the case's papers so far.
    """

    necessary: bool
    endangered: bool | None
    information_hidden: bool = False
    alias_used: bool = False
    alias_explained: bool = False
    marked_secret: bool = False
    separate_file: bool = False


@provision("2:11.1")
@exact
def testimony(facts: Testimony) -> Outcome:
    """第十一条第一款: personal information is not made public (应当); an alias may be used (可以).

    Whether a reporter testifies the article does not decide; where it is not 确有必要, the paragraph does not
    apply, and secrecy goes on. An alias brings three duties: a written explanation, its secrecy level, a file of
    its own. Danger that nobody has assessed counts as danger, since what is once in an indictment can't be taken
    back.
    """
    if not facts.necessary:
        return outcome("testimony_not_necessary", notes=say("secrecy"))
    if facts.endangered is False:
        return outcome("no_danger_from_testimony", notes=say("ask_again"))
    given = {"information_hidden": facts.information_hidden}
    if facts.alias_used:
        given |= {
            "alias_explained": facts.alias_explained,
            "marked_secret": facts.marked_secret,
            "separate_file": facts.separate_file,
        }
    missing = lacking(given)
    return outcome(
        "identity_to_hide" if missing else "identity_hidden",
        missing=missing,
        documents=say("identity_note") if facts.alias_used else (),
        notes=() if facts.alias_used else say("alias_possible"),
    )


@provision("2:11.2")
@exact
def court_testimony(*, summoned: bool, endangered: bool | None, proposed: bool = False) -> Outcome:
    """第十一条第二款: the court summons the reporter as a witness: 检察院 must propose court measures.

    Danger not assessed counts as danger. The court decides on the proposal.
    """
    if not summoned:
        return outcome("not_summoned")
    if endangered is False:
        return outcome("no_danger_from_testimony", notes=say("ask_again"))
    missing = lacking({"court_proposal": proposed})
    decision = "court_measures_to_propose" if missing else "court_measures_proposed"
    return outcome(decision, missing=missing, documents=say("court_protection_letter"))
