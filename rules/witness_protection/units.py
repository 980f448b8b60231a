"""第四条: who protects."""

from dataclasses import dataclass

from rules.outcome import Outcome
from rules.provision import provision
from rules.witness_protection.base import check_fields, choose_all, outcome, say


@dataclass(frozen=True)
class Responsibility:
    """A case to be protected in: a major one or not, another unit designated or not, whose support is needed."""

    major: bool = False
    designated: bool = False
    support: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        check_fields(self)
        choose_all("support", self.support)


@provision("1:4")
def responsible(facts: Responsibility) -> Outcome:
    """第四条: the unit that handles the case protects, or the one designated; who supports; who deploys a major case.

    How and by whom a unit is designated is not said. Until it is, the handling unit stays responsible, so that
    somebody always is. A major case changes who deploys, not who is responsible.
    """
    reasons = [*say("who_handles_protects"), *(say("unified_deployment") if facts.major else ())]
    for helper in ("police_station", "other_department"):
        reasons += say(f"support_{helper}") if helper in facts.support else ()
    return outcome(
        "designated_unit" if facts.designated else "handling_unit",
        reasons=tuple(reasons),
        notes=say("consult_before_change") if facts.designated else say("designation_silent"),
    )
