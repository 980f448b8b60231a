"""第二十七条 to 第二十九条: what 职务犯罪 is, reporters of transferred cases, and from which day the rules hold."""

import datetime as dt

from rules.outcome import Outcome, require
from rules.provision import provision
from rules.reporter_protection.words import WORDING, exact, outcome, say
from rules.texts import load


@provision("2:27")
@exact
def duty_crime(crime: str, actor: str) -> Outcome:
    """第二十七条: whether what is reported is a 职务犯罪 in the sense of these rules.

    crime: the catalogue's kinds; actor: who is said to have done it. The clause on 渎职 names no actor; that
    on personal rights names 国家机关工作人员 who use their office, and the words after 以及 are read with it.
    An unknown kind or actor is never a ground to refuse: the 检察院 finds out.
    """
    require("crime", crime, WORDING.ids("crime"))
    require("actor", actor, WORDING.ids("actor"))
    if crime == "unsure" or (actor == "unsure" and crime != "dereliction"):
        return outcome("crime_unsure")
    fits = {
        "corruption": actor in ("state_functionary", "state_organ"),
        "dereliction": True,
        "personal_rights": actor == "state_organ",
        "democratic_rights": actor == "state_organ",
    }
    return outcome("crime_within") if fits[crime] else outcome("crime_outside", notes=say("report_anyway"))


@provision("2:28")
@exact
def transferred(*, to_discipline: bool, transferred_for_crime: bool, filed: bool) -> Outcome:
    """第二十八条: whoever reported to the discipline authorities is protected once the case is filed here.

    The article names protection only. Rewards follow 第十四条 by its own words, which ask for a report under
    a real name and not where it was made; the office decides. Before filing, an emergency is still the
    police's (第九条第三款).
    """
    if not to_discipline:
        return outcome("reported_here")
    missing = []
    missing += [] if transferred_for_crime else [*say("case_transferred")]
    missing += [] if filed else [*say("case_filed")]
    if missing:
        return outcome("not_yet_covered", missing=tuple(missing), notes=say("emergency"))
    return outcome("protection_applies", notes=say("reward_by_its_own_words"))


@provision("2:29")
@exact
def rule_day(reported: dt.date, decided: dt.date) -> dt.date:
    """第二十九条: the day whose rule a case keeps: that of the report, or the first day for an older report.

    The text says nothing of reports made before it; a decision made since is made by it, as the earlier rule
    is not part of these. Raises ValueError for a decision before the first day, or before the report.
    """
    if decided < max(in_force_since(), reported):
        raise ValueError("decided before the rules or the report")
    return max(reported, in_force_since())


def in_force_since() -> dt.date:
    """The day of issue."""
    return load(2).in_force


@provision("2:29")
@exact
def which_rule(reported: dt.date, decided: dt.date) -> Outcome:
    """第二十九条 as an outcome: the rule of the report's day, the first one for an older report, or none yet."""
    if decided < in_force_since():
        return outcome("not_in_force")
    return outcome("rule_of_issue" if reported < in_force_since() else "rule_of_report")
