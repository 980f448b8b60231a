"""第十九条 to 第二十三条: how a reward begins, what is submitted, how it is paid and published, and to whom."""

import datetime as dt
from dataclasses import dataclass

from rules.outcome import InvalidFacts, Outcome, require, require_all
from rules.parameters import parameter
from rules.provision import provision
from rules.reporter_protection.words import WORDING, exact, outcome, say, verdict


@provision("2:19")
@exact
def initiation(way: str, *, at_report_centre: bool = True) -> Outcome:
    """第十九条: a reward begins by the reporter's application to the 举报中心, or 依职权; either is enough.

    An application that reaches another department is passed on to the centre, not refused. No day is set for
    it, so none is missed.
    """
    require("way", way, WORDING.ids("initiation"))
    if way == "ex_officio":
        return outcome("ex_officio", notes=say("no_application_needed"))
    return outcome("application_taken" if at_report_centre else "application_passed_on")


@dataclass(frozen=True)
class Opinion:
    """What the 举报中心 submits. factors: those that the amount is reasoned with."""

    on: dt.date
    by_report_centre: bool
    persons: bool
    forms: frozenset[str]
    amounts: bool = False
    factors: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        require_all("forms", self.forms, WORDING.ids("form"))
        require_all("factors", self.factors, WORDING.ids("factor"))


@provision("2:20", "2:16.2")
@exact
def reward_opinion(facts: Opinion) -> Outcome:
    """第二十条: list of persons, form and amount, proposed by the 举报中心 for 检察长's decision.

    Money asks for an amount, reasoned with the factors of 第十六条第二款 (等 leaves room for more, not for
    fewer).
    """
    given = {
        "opinion_by_centre": facts.by_report_centre,
        "opinion_persons": facts.persons,
        "reward_form": bool(facts.forms),
    }
    if "bonus" in facts.forms:
        named = parameter("reporter_protection.reward_factors", facts.on).members
        given |= {"opinion_amounts": facts.amounts, "opinion_factors": set(named) <= facts.factors}
    return verdict(
        "opinion_complete",
        "opinion_incomplete",
        given,
        approver=say("chief_decides")[0],
        documents=say("reward_opinion"),
    )


@provision("2:21")
@exact
def payout(*, on: dt.date, approved: bool, by_report_centre: bool, prosecutors: int) -> Outcome:
    """第二十一条: who pays, and how many 检察人员 are present: two or more (两名以上 includes two).

    其认为适宜的地方 can be the office's or the recipient's choice; what suits the recipient is offered, who
    knows best where they would be seen. Raises InvalidFacts for a negative number.
    """
    if prosecutors < 0:
        raise InvalidFacts("prosecutors")
    needed = parameter("reporter_protection.payment_prosecutors", on).value
    given = {
        "reward_decided": approved,
        "paid_by_centre": by_report_centre,
        "two_prosecutors": prosecutors >= needed,
    }
    return verdict("may_pay", "may_not_pay", given, documents=say("reward_payment"), notes=say("place_of_payment"))


@provision("2:22")
@exact
def publication(*, discloses: bool, consents: frozenset[str] = frozenset()) -> Outcome:
    """第二十二条: what discloses a reporter's information is published only with that reporter's consent.

    consents: the answers of all reporters concerned, "yes", "no" or "unasked". One that is not "yes" stops
    it; silence is no consent. Figures without any reporter's information need none.
    """
    require_all("consents", consents, ("yes", "no", "unasked"))
    given = {"reporter_consent": not discloses or consents == {"yes"}}
    return verdict("may_publish", "may_not_publish", given)


@provision("2:23")
@exact
def recipient(state: str, *, eligible: bool, received: bool = False) -> Outcome:
    """第二十三条: who receives the money when an eligible reporter dies or loses capacity before receiving it.

    在获得奖励之前 is read as before receiving the money, so that a reward which was decided but not paid isn't
    lost. The way back to the reporter's family is under secrecy too: who did not know of the report learns no
    more than must be.
    """
    require("state", state, WORDING.ids("state"))
    if not eligible:
        return outcome("not_eligible", missing=say("merit_or_name"))
    if received:
        return outcome("already_received")
    to = {"able": "to_reporter", "incapable": "to_guardian"}.get(state, "to_heirs")
    return outcome(to, notes=() if state == "able" else say("heirs_secrecy"))
