"""第七条: the six measures and what each needs; 第八条: the plan and the notice to the person."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from rules.outcome import Measure, Outcome, Point, require, require_all
from rules.provision import provision
from rules.witness_protection.base import (
    WORDING,
    Gravity,
    check_fields,
    choose_all,
    degrees,
    listed,
    outcome,
    say,
)

# Which degree of danger opens what. An imminent or specially grave danger is a grave one too; but specially
# grave is not imminent, nor the other way round: 第十二条 and 第十三条 each keep their own condition. A danger
# found to be both opens both.
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


def danger_and_consent(measure: str, gravity: Gravity, consent: str | None) -> tuple[Point, ...]:
    """What a measure of 第十一条 to 第十三条 still needs of its two conditions; nothing for the others."""
    if measure not in DEGREES:
        return ()
    danger, enough = DEGREES[measure]
    needs = say(*(() if degrees("gravity", gravity) & enough else (danger,)))
    return needs + say(*(() if consent == "yes" else (f"consent_{measure}",)))


@provision("1:7(1)", "1:7(2)", "1:7(3)", "1:7(4)", "1:7(5)", "1:7(6)", "1:11.1", "1:12", "1:13")
def measures(gravity: Gravity, consent: str | None = None, *, on: dt.date) -> tuple[Measure, ...]:
    """The measures of 第七条 on a day, with what each still needs: a degree of danger, the person's consent.

    gravity: one degree as a person states it, or all that were found.
    """
    degrees("gravity", gravity)
    require("consent", consent, ("yes", "no"), optional=True)
    kinds = WORDING.kinds["measures"]
    return tuple(
        Measure(code, kinds[code].title, kinds[code].refs, danger_and_consent(code, gravity, consent))
        for code in listed("measures", on)
    )


@provision("1:6.1", "1:7", "1:8.1", "1:8.2", "1:9.2", "1:10.1", "1:11.2", "1:25.2")
def conditions(chosen: Iterable[str], gravity: Gravity, consent: str | None, *, on: dt.date) -> Outcome:
    """Whether the measures chosen for a 呈请 may be proposed, and the papers they bring once approved.

    conditions_met, or conditions_lacking with what each measure still needs. Consent is asked of the person,
    danger is assessed. Raises InvalidFacts for a measure that is not in the list of that day.
    """
    picked = frozenset(chosen)
    require_all("measures", picked, listed("measures", on))
    selected = tuple(m for m in measures(gravity, consent, on=on) if m.code in picked)
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
    """A 保护方案: approved (or urgent measures running), which contents it has, what the person was told.

    on: the day whose rule holds.
    """

    on: dt.date
    approved: bool
    contents: frozenset[str]
    told: frozenset[str] = frozenset()
    urgent: bool = False

    def __post_init__(self) -> None:
        choose_all("contents", self.contents, "plan_contents")
        choose_all("told", self.told)
        check_fields(self)


@provision("1:8.1", "1:8.2")
def plan(facts: Plan) -> Outcome:
    """第八条: plan_complete, plan_incomplete, plan_to_tell (the person is not yet informed) or plan_too_early.

    A plan follows approval, or runs beside it in an emergency (第六条第二款). 等 leaves the list open; the five
    named contents are asked for. 立即 and 及时 set no days. In an emergency the person is told as soon as can
    be; the plan is not complete before.
    """
    if not (facts.approved or facts.urgent):
        return outcome("plan_too_early", approver=say("county_head")[0])
    wanted = listed("plan_contents", facts.on)
    missing = say(*(f"plan_{content}" for content in wanted if content not in facts.contents))
    to_tell = say(*(f"told_{what}" for what in ("measures", "cooperation") if what not in facts.told))
    decision = "plan_incomplete" if missing else "plan_to_tell" if to_tell else "plan_complete"
    return outcome(
        decision,
        missing=(*missing, *to_tell),
        documents=say("protection_plan", "measures_notice"),
        notes=say("plan_at_once") + (() if facts.approved else say("measures_run")),
    )
