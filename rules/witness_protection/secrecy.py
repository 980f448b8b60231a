"""第二十一条: who must keep secrets; 第二十二条: what follows when somebody does not."""

from rules.outcome import InvalidFacts, Outcome
from rules.provision import provision
from rules.witness_protection.base import choose, outcome, say

_NAMED = frozenset({"case_police", "protection_police", "other_staff", "reader"})
_BY_PART = frozenset({"security_force", "partner"})


@provision("1:21")
def secrecy_duty(person: str) -> Outcome:
    """第二十一条: whether somebody is bound, or not to know at all.

    Hired security staff and units that lend support (第十六条) are not named; who carries a part of the
    protection is read as 其他工作人员, since a secret shared with the unbound is none.
    """
    choose("person", person, "knows")
    if person in _NAMED:
        return outcome("bound", notes=say("secrecy"))
    return outcome("bound_by_agreement" if person in _BY_PART else "not_to_know")


@provision("1:22")
def secrecy_breach(fault: str, *, harm: bool, crime: bool | None = None) -> Outcome:
    """第二十二条: discipline for a leak, and for neglect that harmed; the criminal law when it is a crime.

    导致证人人身财产安全受到损害 is read with 玩忽职守 alone: a leak is punishable before anybody is hurt. crime:
    None while not established. A crime is prosecuted whether or not 处分 by this article is due: 构成犯罪的 stands
    apart from it, and nobody is told that nothing follows.
    """
    choose("fault", fault)
    for field, value in (("harm", harm), ("crime", crime)):
        if not isinstance(value, bool) and not (field == "crime" and value is None):
            raise InvalidFacts(field)
    if fault == "neglect" and not harm:
        return outcome("crime_only" if crime else "no_liability", notes=say("reassess"))
    return outcome("discipline_and_crime" if crime else "discipline", notes=say("reassess", "threats"))
