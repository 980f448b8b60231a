"""第十一条 to 第十三条: the measures that need the person's consent, each with its own degree of danger."""

from dataclasses import dataclass, replace

from rules.outcome import Outcome, Point, require
from rules.provision import provision
from rules.witness_protection.base import (
    WORDING,
    Gravity,
    check_fields,
    choose,
    choose_all,
    degrees,
    lacking,
    outcome,
    say,
)
from rules.witness_protection.protective import danger_and_consent

_WATCH = frozenset({"patrol", "guard", "close"})
_POLICE_HELPERS = frozenset({"police_station", "other_department"})


def _check(gravity: Gravity, consent: str | None) -> None:
    degrees("gravity", gravity)
    require("consent", consent, ("yes", "no"), optional=True)


def _answer(
    measure: str,
    missing: tuple[Point, ...],
    consent: str | None,
    documents: tuple[str, ...] = (),
    notes: tuple[Point, ...] = (),
) -> Outcome:
    own = say("consent_own")[0]
    # Whose consent it is, each of the three articles says for its own measure.
    own = replace(own, refs=(*own.refs, WORDING.kinds["measures"][measure].refs[-1]))
    return outcome(
        "conditions_lacking" if missing else "conditions_met",
        missing=missing,
        approver=say("county_head")[0],
        documents=say("consent_form", *documents),
        notes=((own,) if consent != "yes" else ()) + notes,
    )


@dataclass(frozen=True)
class SpecialProtection:
    """Devices and guards. gravity, consent as in a request; forms: which (at least one); helpers: who carries it out.

    needed: guards or patrols are necessary (必要时). term_set: close protection has its days. available: the
    place has what it takes to hire security forces.
    """

    gravity: Gravity
    consent: str | None
    forms: frozenset[str]
    helpers: frozenset[str] = frozenset()
    needed: bool = False
    term_set: bool = False
    available: bool = False

    def __post_init__(self) -> None:
        _check(self.gravity, self.consent)
        choose_all("forms", self.forms)
        choose_all("helpers", self.helpers)
        check_fields(self)


@provision("1:11.1", "1:11.2", "1:11.3")
def special_protection(facts: SpecialProtection) -> Outcome:
    """第十一条: devices on the person or home; patrol, guard and close protection where necessary; who helps.

    The second sentence (必要时) continues the first, so its two conditions hold for guards as well: they too
    enter a person's life. A person who refuses is not left alone: 第七条第六项 has other necessary measures,
    such as patrols of the neighbourhood. Only police stations and departments get an assistance letter.
    """
    missing = danger_and_consent("special_protection", facts.gravity, facts.consent)
    missing += lacking({"form_chosen": bool(facts.forms)})
    missing += lacking({"watch_need": facts.needed}) if facts.forms & _WATCH else ()
    missing += lacking({"close_term": facts.term_set}) if "close" in facts.forms else ()
    missing += lacking({"security_available": facts.available}) if "security_force" in facts.helpers else ()
    letter = facts.helpers & _POLICE_HELPERS
    notes = say("helpers_at_once") if letter else ()
    notes += say("security_force_helps") if "security_force" in facts.helpers else ()
    papers = ("witness_assistance_letter",) if letter else ()
    return _answer("special_protection", missing, facts.consent, papers, notes)


@dataclass(frozen=True)
class SafePlace:
    """A stay at a safe place. suitable: the surroundings are fit to keep the person safe (适当环境)."""

    gravity: Gravity
    consent: str | None
    term_set: bool = False
    suitable: bool = False

    def __post_init__(self) -> None:
        _check(self.gravity, self.consent)
        check_fields(self)


@provision("1:12", "1:7(4)")
def safe_place(facts: SafePlace) -> Outcome:
    """第十二条: imminent danger and consent; for a term (its length is not said); fit surroundings."""
    missing = danger_and_consent("safe_place", facts.gravity, facts.consent)
    missing += lacking({"stay_term": facts.term_set, "suitable_place": facts.suitable})
    return _answer("safe_place", missing, facts.consent, notes=say("stay_measures"))


@dataclass(frozen=True)
class Relocation:
    """A move elsewhere: for a term or long (None: not yet said), arranged with other departments; a new name.

    name_change: a change of name is considered; name_needed: 确需; name_applied: the person asked for it.
    """

    gravity: Gravity
    consent: str | None
    stay: str | None = None
    coordinated: bool = False
    name_change: bool = False
    name_needed: bool = False
    name_applied: bool = False

    def __post_init__(self) -> None:
        _check(self.gravity, self.consent)
        choose("stay", self.stay, optional=True)
        check_fields(self)


@provision("1:13", "1:7(5)")
def relocation(facts: Relocation) -> Outcome:
    """第十三条: specially grave danger and consent; a move for a term or long; a new name only on own request.

    The sentence on names stands behind the move, whose conditions it shares; consent to move is not a request
    for a new name, and without that request nobody's name is changed.
    """
    missing = danger_and_consent("relocation", facts.gravity, facts.consent)
    missing += lacking({"relocation_length": facts.stay is not None, "coordination": facts.coordinated})
    notes: tuple[Point, ...] = ()
    if facts.name_change:
        name = lacking({"name_need": facts.name_needed, "name_application": facts.name_applied})
        missing += name
        notes = say("name_change") if name else say("name_handled")
    return _answer("relocation", missing, facts.consent, notes=notes)
