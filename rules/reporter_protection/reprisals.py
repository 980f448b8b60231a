"""第七条 and 第八条第二款: the ten kinds of retaliation, and a leader of the unit who may retaliate."""

from dataclasses import dataclass

from rules.outcome import Outcome, require, require_all
from rules.provision import provision
from rules.reporter_protection.words import PROTECTED, WORDING, exact, kind_points, outcome, say

# Kinds whose item asks for more than the act: 非法限制人身自由, 非法占有, 违反规定, 无故 or 违反规定, 应当批准. A
# lawful ground ends them; nothing makes the others lawful, their words are wrong in themselves.
_CAN_BE_LAWFUL = frozenset({"violence", "property", "dismissal", "discipline", "obstruction"})
_PARTLY = frozenset({"violence", "property"})  # 非法 stands with a part of the item only


@dataclass(frozen=True)
class Retaliation:
    """What was done or is feared, and to whom.

    lawful: the kinds for which a lawful ground was found, of all that was done of that kind; none while nothing
    is verified.
    """

    kinds: frozenset[str]
    who: frozenset[str]
    lawful: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        require_all("kinds", self.kinds, WORDING.ids("retaliation"))
        require_all("who", self.who, WORDING.ids("who"))
        require_all("lawful", self.lawful, _CAN_BE_LAWFUL)


@provision(*(f"2:7({item})" for item in range(1, 11)))
@exact
def retaliation(facts: Retaliation) -> Outcome:
    """第七条: which of the ten kinds it is; one is enough (有下列情形之一).

    Until a lawful ground is found the act counts as it looks. In 第一项 and 第二项 a lawful ground is one for
    restricting liberty or taking possession (非法); no violence, threat or damage beside it becomes lawful by
    that, which a note says. 第十项 takes in every other harm to lawful
    rights, so that no list ends the person's protection. Harm to others than the reporter and close
    relatives is not in the article.
    """
    if facts.who and not facts.who & PROTECTED:
        return outcome("not_covered", notes=say("others_outside", "others_witness", "others_police"))
    counting = facts.kinds - facts.lawful
    notes = say("lawful_part_only") if facts.kinds & facts.lawful & _PARTLY else ()
    if not counting:
        decision = "lawful_treatment" if facts.kinds else "no_retaliation"
        return outcome(decision, notes=notes + say("ask_again"))
    reasons = kind_points("retaliation", counting)
    return outcome("is_retaliation", reasons=reasons, notes=notes + say("consequences"))


@dataclass(frozen=True)
class LeaderThreat:
    """A leader of the unit who may use office or influence against the reporter or a close relative.

    explained: the answer to the demand, None until one came. sanctions: what handling is called for.
    """

    evidence: bool | None
    explained: str | None = None
    sanctions: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        require("explained", self.explained, ("satisfying", "unsatisfying"), optional=True)
        require_all("sanctions", self.sanctions, WORDING.ids("sanction"))


@provision("2:8.2")
@exact
def unit_leader(facts: LeaderThreat) -> Outcome:
    """第八条第二款: evidence obliges to ask for an explanation (应当); sanctions may be passed on (可以).

    可能会 asks for evidence of a danger, not of a deed. Handing over to the organisation department
    (组织处理) or the discipline authority (纪律处分) does not wait for the explanation, as the text sets no
    order; what is handed over stays under 第五条第五项. So does the demand itself: it goes to the unit or to the
    very leader, and must not show what was reported or by whom.
    """
    if not facts.evidence:
        return outcome("leader_evidence_needed", missing=say("leader_evidence"), notes=say("unit_leader_unsure"))
    documents = say("explanation_request") if facts.explained is None else ()
    if facts.sanctions:
        codes = {"organisational": "transfer_organisation", "disciplinary": "transfer_discipline"}
        reasons = say(*(code for sanction, code in codes.items() if sanction in facts.sanctions))
        notes = say("transfer_secrecy") + (say("explanation_secrecy") if documents else ())
        return outcome("may_transfer", reasons=reasons, documents=documents, notes=notes)
    if facts.explained is None:
        return outcome("explanation", documents=documents, notes=say("explanation_secrecy"))
    decision = "explanation_accepted" if facts.explained == "satisfying" else "explanation_unsatisfying"
    return outcome(decision, notes=say("ask_again"))
