"""第六条: the risk to a reporter, its level, the plan that follows it, and a new level when the case changes.

The article names what is assessed (nature, degree, influence) and leaves levels and scale to 相关规定. The
levels here (高、中、低) and which factor leads to which are the office's setting, kept as dated lists.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from rules.outcome import Outcome, Point, require, require_all
from rules.parameters import parameter
from rules.provision import provision
from rules.reporter_protection.words import WORDING, exact, lacking, outcome, say, verdict

LEVELS = ("low", "medium", "high")
# 第七条's kinds as natures of risk. Framing threatens liberty (a person can be detained for it), so it counts
# as a danger to the person.
_NATURE = {
    "violence": "person",
    "framing": "person",
    "property": "property",
    "insult": "reputation",
    "dismissal": "work",
    "pay": "work",
    "discipline": "work",
    "career": "work",
    "obstruction": "work",
    "other": "other",
}


@dataclass(frozen=True)
class Risk:
    """What an assessment found. Empty or None is a factor not assessed yet.

    nature: what is in danger; degree: how near and grave; influence: how far it reaches.
    """

    on: dt.date
    nature: frozenset[str] = frozenset()
    degree: str | None = None
    influence: str | None = None

    def __post_init__(self) -> None:
        require_all("nature", self.nature, WORDING.ids("nature"))
        require("degree", self.degree, WORDING.ids("gravity"), optional=True)
        require("influence", self.influence, WORDING.ids("influence"), optional=True)


def natures(retaliation: Iterable[str]) -> frozenset[str]:
    """The natures of risk that kinds of retaliation (第七条) point to. Raises InvalidFacts for an unknown kind."""
    kinds = frozenset(retaliation)
    require_all("retaliation", kinds, WORDING.ids("retaliation"))
    return frozenset(_NATURE[kind] for kind in kinds)


@provision("2:6.1")
@exact
def risk_level(facts: Risk) -> Outcome:
    """第六条第一款: the level that the factors propose (拟定); a person settles it.

    综合评估 names no arithmetic. The highest factor decides, never an average, so that one grave danger is
    not outweighed by mild ones. Factors not assessed are named as missing; the level can only rise by them.
    Nothing assessed is no level at all (level_unassessed), least of all a low one. The lowest degree does not
    raise a level by itself: a low level is a danger too, and brings a plan as any other.
    """
    missing = lacking(
        {
            "risk_nature": bool(facts.nature),
            "risk_degree": facts.degree is not None,
            "risk_influence": facts.influence is not None,
        }
    )
    return outcome(
        f"level_{_level(facts) or 'unassessed'}",
        reasons=_factors(facts),
        missing=missing,
        documents=say("risk_assessment", "reporter_protection_plan"),
        notes=say("level_proposed", "level_scale") if _level(facts) else (),
    )


def _level(facts: Risk) -> str | None:
    factors = {*facts.nature, facts.degree, facts.influence} - {None}
    if not factors:
        return None
    for level in ("high", "medium"):
        if factors & set(parameter(f"reporter_protection.risk_{level}", facts.on).members):
            return level
    return "low"


def _factors(facts: Risk) -> tuple[Point, ...]:
    tables = (("nature", facts.nature), ("gravity", {facts.degree}), ("influence", {facts.influence}))
    kinds = [kind for table, ids in tables for kind in WORDING.kinds[table].values() if kind.id in ids]
    return tuple(Point(kind.id, kind.title, kind.refs) for kind in kinds)


@provision("2:6.1")
@exact
def protection_plan(*, real_name: bool, level_settled: str | None = None, plan_made: bool = False) -> Outcome:
    """第六条第一款: after a report under a real name is accepted, a plan is made by the settled level.

    An anonymous report does not oblige to a plan; the article does not forbid an assessment either.
    """
    require("level_settled", level_settled, LEVELS, optional=True)
    if not real_name:
        return outcome("plan_not_required", notes=say("assess_anyway"))
    given = {"level_settled": level_settled is not None, "plan_made": plan_made}
    return verdict("plan_in_order", "plan_due", given, documents=say("risk_assessment", "reporter_protection_plan"))


@provision("2:6.2")
@exact
def rerate(settled: str, facts: Risk) -> Outcome:
    """第六条第二款: whether the level changes now that circumstances have changed (及时).

    The text sets no day. A higher level takes effect in the plan at once; a lower one only when every factor
    was assessed, so that a gap in knowledge never lowers protection.
    """
    require("settled", settled, LEVELS)
    now = risk_level(facts)
    level = _level(facts)
    if level is None:
        return outcome("level_kept", missing=now.missing, notes=say("not_lowered_yet"))
    before, after = LEVELS.index(settled), LEVELS.index(level)
    if after > before:
        return outcome("level_raised", reasons=_reached(now), documents=now.documents, notes=say("adjust_promptly"))
    if after == before:
        return outcome("level_kept", reasons=_reached(now), missing=now.missing)
    if now.missing:
        return outcome("level_kept", missing=now.missing, notes=say("not_lowered_yet"))
    return outcome("level_lowered", reasons=_reached(now), documents=now.documents, notes=say("adjust_promptly"))


def _reached(now: Outcome) -> tuple[Point, ...]:
    return (Point(now.decision, now.text, now.refs), *now.reasons)
