"""第五条: the assessment of a danger; 第十五条: threats that a witness reports."""

import datetime as dt
from dataclasses import dataclass

from rules.outcome import Outcome, Point
from rules.provision import provision
from rules.witness_protection.base import (
    CLOSE_OTHERS,
    WORDING,
    Gravity,
    check_fields,
    choose,
    choose_all,
    degrees,
    listed,
    outcome,
    say,
)
from rules.witness_protection.protective import measures

# Options that point to danger: not weighed, but whoever finds no danger in spite of one is asked to look again.
_POINTS_TO_DANGER = {
    "suspect": {"high"},
    "self_protection": {"weak"},
    "custody": {"at_large", "not_taken", "released", "partly"},
}


@dataclass(frozen=True)
class Assessment:
    """What the unit in charge found by 第五条: each factor (None: not looked at yet), reality, degree, need.

    degree: as gravity in a request, one or several. necessary: 确有必要采取保护措施 (第六条第一款). on: the day
    whose rule holds.
    """

    on: dt.date
    origin: str
    nature: str | None = None
    suspect: str | None = None
    importance: str | None = None
    truthfulness: str | None = None
    self_protection: str | None = None
    custody: str | None = None
    reality: str | None = None
    degree: Gravity | None = None
    necessary: bool | None = None

    def __post_init__(self) -> None:
        choose("origin", self.origin)
        for factor in (*WORDING.ids("factors"), "reality"):
            choose(factor, getattr(self, factor), optional=True)
        degrees("degree", self.degree or frozenset())
        check_fields(self)


@provision("1:5", "1:6.1", "1:6.2")
def assess(facts: Assessment) -> Outcome:
    """第五条: what was assessed, what is still missing, how real and how grave the danger is, what follows.

    protect_first (现实危险、情况紧急: measures before the rest of the assessment), assessment_incomplete,
    protection_needed or protection_not_needed. 等 leaves the list of factors open; the named ones (six
    since 2017) are asked for. Where no danger or no need was found although a factor, or the danger itself,
    points to one, a note asks to look again: the text sets no weights, and a machine should set none. Doubtful
    testimony excludes nobody: the text makes it a factor, and only proven falsehood ends protection (第十八条
    第一款第三项). Without danger no degree is asked for.
    """
    factors = listed("assessment_factors", facts.on)
    assessed = tuple(_assessed(name, getattr(facts, name)) for name in factors if getattr(facts, name) is not None)
    degree = _degrees(facts)
    found = [("reality", kind) for kind in WORDING.kinds["reality"].values() if kind.id == facts.reality]
    found += [("degree", kind) for kind in WORDING.kinds["gravity"].values() if kind.id in degree]
    reasons = (*assessed, *(Point(f"{name}.{kind.id}", kind.title, kind.refs) for name, kind in found))
    notes = say("relative_asks") if facts.origin == "relative_asks" else ()
    notes += say("doubtful_testimony") if facts.truthfulness in {"unverified", "doubtful"} else ()
    if facts.reality == "real" and "imminent" in degree:
        return outcome(
            "protect_first",
            reasons=reasons,
            missing=_missing(facts),
            approver=say("county_head")[0],
            measures=measures(degree, on=facts.on),
            documents=say("protection_report"),
            notes=(*notes, *say("papers_at_once")),
        )
    missing = _missing(facts)
    if missing:
        return outcome("assessment_incomplete", reasons=reasons, missing=missing, notes=(*notes, *say("no_period")))
    if facts.reality == "none" or not facts.necessary:
        points = facts.reality == "real"
        points |= any(getattr(facts, name) in options for name, options in _POINTS_TO_DANGER.items())
        notes += say("factors_point_to_danger") if points else ()
        return outcome("protection_not_needed", reasons=reasons, notes=(*notes, *say("may_ask_again", "threats")))
    return outcome(
        "protection_needed",
        reasons=reasons,
        approver=say("county_head")[0],
        measures=measures(degree, on=facts.on),
        documents=say("protection_report"),
        notes=(*notes, *say("no_period")),
    )


def _degrees(facts: Assessment) -> frozenset[str]:
    return degrees("degree", facts.degree or frozenset())


def _assessed(factor: str, value: str) -> Point:
    kind, option = WORDING.kinds["factors"][factor], WORDING.kinds[factor][value]
    return Point(f"{factor}.{value}", f"{kind.title}：{option.title}", kind.refs)


def _missing(facts: Assessment) -> tuple[Point, ...]:
    factors = listed("assessment_factors", facts.on)
    missing = say(*(f"factor_{name}" for name in factors if getattr(facts, name) is None))
    missing += say("reality_missing") if facts.reality is None else ()
    if facts.reality != "none":
        missing += say("degree_missing") if not _degrees(facts) else ()
        missing += say("necessity_missing") if facts.necessary is None else ()
    return missing


@dataclass(frozen=True)
class Threat:
    """What a witness reports, against whom, and what the investigation found (None while it runs)."""

    conduct: frozenset[str]
    against: frozenset[str]
    found: str | None = None

    def __post_init__(self) -> None:
        choose_all("conduct", self.conduct)
        choose_all("against", self.against, "who")
        choose("found", self.found, optional=True)


@provision("1:15", "1:14.1")
def reported_threat(facts: Threat) -> Outcome:
    """第十五条: a report of threat, insult, beating or retaliation is investigated; what follows by what is found.

    The article names the witness and close relatives; a report about others close to the witness is treated
    alike by 第二十三条第一项. What a person reports need not fit one of the four words: none given is still
    investigated. Any report is also a reason to look at the plan again (第十四条第一款).
    """
    decision = {
        None: "threat_investigate",
        "none": "threat_unfounded",
        "security": "threat_security",
        "crime": "threat_crime",
    }[facts.found]
    reasons = tuple(
        Point(f"conduct.{name}", kind.title, kind.refs)
        for name, kind in WORDING.kinds["conduct"].items()
        if name in facts.conduct
    )
    reasons += say("threat_others") if facts.against & CLOSE_OTHERS else ()
    notes = say("secrecy") if facts.found == "none" else say("reassess", "secrecy")
    return outcome(decision, reasons=reasons, notes=notes)
