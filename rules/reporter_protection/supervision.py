"""第二十五条、第二十六条: irregularities in rewarding, and liability of those in charge."""

from dataclasses import dataclass

from rules.outcome import Outcome, Point, require, require_all
from rules.provision import provision
from rules.reporter_protection.words import WORDING, exact, kind_points, lacking, outcome, say

_FINDERS = frozenset({"report_centre", "investigation", "prosecution", "finance"})


@provision("2:25")
@exact
def irregularity(found_by: str) -> Outcome:
    """第二十五条: who must do what about an irregularity in rewarding (弄虚作假等违反规定行为).

    Four departments report it to 检察长, who corrects; a superior 检察院 corrects by itself. Somebody else is
    not named and not kept from telling: what they report is passed to 检察长 as well. An irregularity never
    takes from a reporter what was lawfully granted; the article speaks of the office's acts.
    """
    require("found_by", found_by, WORDING.ids("finder"))
    if found_by == "superior":
        return outcome("superior_corrects")
    chief = say("chief_corrects")[0]
    if found_by in _FINDERS:
        return outcome("report_to_chief", approver=chief)
    return outcome("pass_to_chief", approver=chief)


@dataclass(frozen=True)
class Breach:
    """What somebody in charge did or failed to do.

    grave_harm: the reporter or a close relative suffered grave injury or heavy loss by it. crime: it amounts
    to one. None: not found out yet.
    """

    acts: frozenset[str]
    grave_harm: bool | None = None
    crime: bool | None = None

    def __post_init__(self) -> None:
        require_all("acts", self.acts, WORDING.ids("breach"))


@provision("2:26", "2:26(1)", "2:26(2)", "2:26(3)")
@exact
def liability(facts: Breach) -> Outcome:
    """第二十六条: liability of the directly responsible heads and others directly responsible.

    第一项 and 第三项 ask for no harm, 第一项 for no intent either (故意或者过失). 第二项 asks for grave harm
    caused by the missing plan or measure; until that is found out it is left open, also beside another act that
    is enough for liability: an open question is never lost. The duty itself stays owed
    whether or not anybody is liable.
    """
    counting = {act for act in facts.acts if WORDING.kinds["breach"][act].refs[0].item != 2 or facts.grave_harm}
    waiting = facts.acts - counting
    if not counting:
        missing = lacking({"grave_harm": not waiting})
        decision = "liability_open" if waiting and facts.grave_harm is None else "not_liable"
        return outcome(decision, missing=missing, notes=say("duty_stays") if waiting else ())
    return outcome(
        "liable",
        reasons=(*kind_points("breach", frozenset(counting)), *_consequences(facts.crime)),
        missing=say("grave_harm") if waiting and facts.grave_harm is None else (),
        notes=say("duty_stays") if facts.acts & {"no_plan", "no_measures"} else (),
    )


def _consequences(crime: bool | None) -> tuple[Point, ...]:
    return say("staff_sanction", "staff_crime") if crime else say("staff_sanction")
