"""第七条: the six measures and what each needs; 第八条: the plan and the notice to the person."""

from collections.abc import Iterable
from dataclasses import dataclass

from rules.outcome import Measure, Outcome, Point, require
from rules.provision import provision
from rules.witness_protection.base import WORDING, check_flags, choose, choose_all, outcome, say

# Which degree of danger opens what. An imminent or specially grave danger is a grave one too; but specially
# grave is not imminent, nor the other way round: 第十二条 and 第十三条 each keep their own condition.
DEGREES: dict[str, tuple[str, frozenset[str]]] = {
    "special_protection": ("grave_danger", frozenset({"grave", "critical", "imminent"})),
    "safe_place": ("imminent_danger", frozenset({"imminent"})),
    "relocation": ("critical_danger", frozenset({"critical"})),
}
_MEASURE_DOCUMENTS = {
    "hide_information": "identity_note",
    "contact_ban": "contact_ban",
    "special_protection": "witness_assistance_letter",
}
PLAN_CONTENTS = ("measures", "forces", "contingency", "communications", "equipment")


def danger_and_consent(measure: str, gravity: str, consent: str | None) -> tuple[Point, ...]:
    """What a measure of 第十一条 to 第十三条 still needs of its two conditions; nothing for the others."""
    if measure not in DEGREES:
        return ()
    danger, degrees = DEGREES[measure]
    needs = say(*(() if gravity in degrees else (danger,)))
    return needs + say(*(() if consent == "yes" else (f"consent_{measure}",)))


@provision("1:7(1)", "1:7(2)", "1:7(3)", "1:7(4)", "1:7(5)", "1:7(6)", "1:11.1", "1:12", "1:13")
def measures(gravity: str, consent: str | None = None) -> tuple[Measure, ...]:
    """The six measures of 第七条 with what each still needs: a degree of danger, the person's consent."""
    choose("gravity", gravity)
    require("consent", consent, ("yes", "no"), optional=True)
    return tuple(
        Measure(kind.id, kind.title, kind.refs, danger_and_consent(kind.id, gravity, consent))
        for kind in WORDING.kinds["measures"].values()
    )


@provision("1:6.1", "1:7", "1:8.1", "1:8.2", "1:9.2", "1:10.1", "1:11.2", "1:25.2")
def conditions(chosen: Iterable[str], gravity: str, consent: str | None) -> Outcome:
    """Whether the measures chosen for a 呈请 may be proposed, and the papers they bring once approved.

    conditions_met, or conditions_lacking with what each measure still needs. Consent is asked of the person,
    danger is assessed.
    """
    picked = frozenset(chosen)
    choose_all("measures", picked)
    selected = tuple(m for m in measures(gravity, consent) if m.code in picked)
    missing = tuple(dict.fromkeys(need for measure in selected for need in measure.needs))
    documents = ["protection_report", "protection_plan", "measures_notice"]
    documents += ["consent_form"] if picked & set(DEGREES) else []
    documents += [paper for measure, paper in _MEASURE_DOCUMENTS.items() if measure in picked]
    notes = ["special_persons"] if "contact_ban" in picked else []
    notes += ["name_change"] if "relocation" in picked else []
    return outcome(
        "conditions_lacking" if missing else "conditions_met",
        missing=missing,
        approver=say("county_head")[0],
        measures=selected,
        documents=say(*documents),
        notes=say(*notes),
    )


@dataclass(frozen=True)
class Plan:
    """A 保护方案: approved (or urgent measures running), which contents it has, what the person was told."""

    approved: bool
    contents: frozenset[str]
    told: frozenset[str] = frozenset()
    urgent: bool = False

    def __post_init__(self) -> None:
        choose_all("contents", self.contents, "plan_contents")
        choose_all("told", self.told)
        check_flags(self)


@provision("1:8.1", "1:8.2")
def plan(facts: Plan) -> Outcome:
    """第八条: plan_complete, plan_incomplete, plan_to_tell (the person is not yet informed) or plan_too_early.

    A plan follows approval, or runs beside it in an emergency (第六条第二款). 等 leaves the list open; the five
    named contents are asked for. 立即 and 及时 set no days. In an emergency the person is told as soon as can
    be; the plan is not complete before.
    """
    if not (facts.approved or facts.urgent):
        return outcome("plan_too_early", approver=say("county_head")[0])
    missing = say(*(f"plan_{content}" for content in PLAN_CONTENTS if content not in facts.contents))
    to_tell = say(*(f"told_{what}" for what in ("measures", "cooperation") if what not in facts.told))
    decision = "plan_incomplete" if missing else "plan_to_tell" if to_tell else "plan_complete"
    return outcome(
        decision,
        missing=(*missing, *to_tell),
        documents=say("protection_plan", "measures_notice"),
        notes=say("plan_at_once") + (() if facts.approved else say("measures_run")),
    )
