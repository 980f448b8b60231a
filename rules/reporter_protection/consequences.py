"""第十二条、第十三条: what follows for who retaliates, and who coordinates protection."""

from dataclasses import dataclass

from rules.outcome import Outcome, require, require_all
from rules.provision import provision
from rules.reporter_protection.words import WORDING, exact, outcome, say

_FOLLOWS = {
    "discipline": "disciplinary_sanction",
    "public_security": "public_security_penalty",
    "crime": "criminal_liability",
}


@dataclass(frozen=True)
class Retaliator:
    """Somebody who may have retaliated against a reporter or close relative.

    part: "doer" or "instigator". gravity: what the act amounts to, as far as found. custody: whether it is a
    suspect on bail ("bail", 取保候审) or under residential surveillance ("residential", 监视居住).
    """

    retaliated: bool | None
    part: str = "doer"
    gravity: frozenset[str] = frozenset()
    custody: str = "none"

    def __post_init__(self) -> None:
        require("part", self.part, WORDING.ids("part"))
        require_all("gravity", self.gravity, _FOLLOWS)
        require("custody", self.custody, ("none", *WORDING.ids("custody")))


@provision("2:12.1", "2:12.2")
@exact
def retaliator(facts: Retaliator) -> Outcome:
    """第十二条: what follows, for who instigates (指使) as for who acts.

    The consequences stand beside each other: a crime does not end the disciplinary sanction. A suspect on
    bail or under residential surveillance must be arrested 依法, that is by the conditions of the criminal
    procedure law, which this article does not lift; detention before the decision is possible (可以).
    """
    if facts.retaliated is None:
        return outcome("retaliation_to_verify", notes=say("promptly"))
    if not facts.retaliated:
        return outcome("no_consequence")
    reasons = say(*(code for gravity, code in _FOLLOWS.items() if gravity in facts.gravity))
    reasons += say("instigator") if facts.part == "instigator" else ()
    if facts.custody != "none":
        return outcome("arrest", reasons=reasons, notes=say("detain_first", "arrest_by_law"))
    return outcome("sanction", reasons=reasons, notes=() if facts.gravity else say("gravity_to_verify"))


@provision("2:13")
@exact
def coordination(department: str) -> Outcome:
    """第十三条: what a department of the 检察院 does in protecting a reporter.

    The 举报中心 coordinates and carries out; investigation, prosecution and judicial police work with it. Any
    other department has no part and hands on what reaches it. Raises InvalidFacts for an unknown department.
    """
    require("department", department, WORDING.ids("department"))
    if department == "report_centre":
        return outcome("coordinates")
    if department in ("investigation", "prosecution", "judicial_police"):
        return outcome("cooperates")
    return outcome("no_part", notes=say("hand_to_centre"))
