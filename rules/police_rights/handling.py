"""第二十七条 to 第二十九条: suits, strict handling, protection."""

from rules.exact import exact
from rules.outcome import Outcome
from rules.police_rights.base import Application, check, check_all, option, options, outcome, say
from rules.provision import provision

SLANDERS = frozenset({"insult", "defamation"})  # 第二十七条第二款
# 第二十九条: 恐吓威胁、滋事骚扰、尾随跟踪, or harm to the person (恐吓, 追逐, 围攻 stand in 第二十条第二项)
THREATENING = frozenset({"assault", "obstruct_person", "threat", "privacy"})
HARMED = frozenset({"below_minor", "minor", "property", "severe"})  # 人身、财产受到侵害


def endangers(facts: Application) -> bool:
    """Whether 第二十九条 speaks of what was told: by what was done, or by what it did to body or property."""
    done = facts.behaviour in THREATENING or "followed" in facts.circumstances
    return facts.incident and (done or facts.injury in HARMED)


@provision("3:27.1", "3:27.2")
@exact
def suit(*, loss: bool, behaviour: str, grave: bool = False) -> Outcome:
    """第二十七条: support for a civil suit after harm or loss, for private prosecution of grave insult or defamation.

    loss: harm to body or property by what was done. grave: 情节严重.
    """
    check("behaviour", behaviour)
    found = ["civil_claim"] if loss else []
    found += ["private_prosecution"] if behaviour in SLANDERS and grave else []
    return outcome("suit_supported" if found else "suit_not_named", reasons=say(*found))


@provision("3:28")
@exact
def strict_handling(measure: str, *, statutory_ground: bool = False) -> Outcome:
    """第二十八条: strict and quick; administrative detention is suspended only on a ground that the law names.

    statutory_ground matters for suspend_detention alone.
    """
    check("measure", measure, "coercive")
    chosen = (option("coercive", measure),)
    if measure == "suspend_detention":
        if statutory_ground:
            return outcome("may_suspend", reasons=chosen)
        return outcome("may_not_suspend", reasons=chosen, missing=say("statutory_ground"))
    return outcome("strict_handling" if measure == "transfer" else "strict_release", reasons=chosen)


@provision("3:29")
@exact
def protection(dangers: frozenset[str], *, because_of_duty: bool = True, victim: str = "officer") -> Outcome:
    """第二十九条: the person's own unit and the unit with jurisdiction protect at once, both of them.

    Other relatives are protected by reference (第三十九条).
    """
    check_all("dangers", dangers, "danger")
    check("victim", victim)
    if not dangers:
        return outcome("protect_not_named")
    if not because_of_duty:
        return outcome("protect_other_cause")
    notes = say("other_relative_note") if victim == "other_relative" else ()
    return outcome("protect_now", reasons=options("danger", dangers), notes=notes)
