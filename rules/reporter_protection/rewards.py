"""第十四条 to 第十八条: who is rewarded, in what form, how much, by whose approval, with whom, and when."""

import datetime as dt
from dataclasses import dataclass

from rules.outcome import Outcome, Point, require, require_all
from rules.parameters import parameter
from rules.provision import provision
from rules.reporter_protection.money import Amount, fen, total_fen
from rules.reporter_protection.words import WORDING, exact, kind_points, lacking, outcome, say

_PROPOSABLE = frozenset({"eligible", "unit_eligible", "discretionary", "unit_discretionary"})


@dataclass(frozen=True)
class Reward:
    """A reward under consideration, all rewards of one case together.

    on: the day whose rule the case keeps (`rule_day`). amounts: yuan, one a reporter, empty while none is
    proposed or the reward is an honour only. paid_before: yuan that were granted earlier in the same case;
    they count towards its limit, so that no case passes it in parts. merit: 有功.
    """

    on: dt.date
    real_name: bool
    judgment: str
    contribution: str = "ordinary"
    capacity: str = "individual"
    amounts: tuple[Amount, ...] = ()
    unit_is_involved: bool = False
    merit: bool = True
    paid_before: tuple[Amount, ...] = ()

    def __post_init__(self) -> None:
        require("judgment", self.judgment, WORDING.ids("judgment"))
        require("contribution", self.contribution, WORDING.ids("contribution"))
        require("capacity", self.capacity, WORDING.ids("capacity"))
        total_fen(self.amounts)
        total_fen(self.paid_before, "paid_before")

    @property
    def total(self) -> int:
        """Everything this case would have cost, in fen."""
        return total_fen(self.amounts) + total_fen(self.paid_before, "paid_before")


@provision("2:14.1", "2:14.2", "2:15.2", "2:16.2", "2:17.1", "2:18.1", "2:18.2", "2:19", "2:21", "2:22")
@exact
def reward(facts: Reward) -> Outcome:
    """第十四条 to 第二十二条: whether a reward can be proposed now, and who approves the amount.

    Of decisions not to prosecute only the one of 刑诉法第一百七十三条第二款 (as printed) opens a reward
    (第十八条第二款). Waiting for an effective judgment is the rule (一般); an exception is not computed but
    left to the 检察院, which decides on rewards.
    """
    notes = [*say("by_whom", "payment", "publication")]
    notes += say("joint_cap") if facts.capacity == "joint" else ()
    notes += say("unit_honour") if facts.capacity == "unit" else ()
    missing = lacking(
        {
            "reward_real_name": facts.real_name,
            "merit": facts.merit,
            "established": facts.judgment not in ("not_guilty", "not_prosecuted_other"),
        }
    )
    if missing:
        return outcome("not_eligible", missing=missing)
    if facts.judgment == "pending":
        notes += say("early_exception")
        return outcome("not_yet", missing=say("effective_judgment"), notes=tuple(notes))
    if _over_limit(facts):
        major = _cap_fen("major", facts.on)
        need = "special_contribution" if facts.total > major else "major_contribution"
        return outcome("over_limit", missing=say(need), notes=tuple(notes))
    decision, reasons = _eligible(facts)
    return outcome(
        decision,
        reasons=reasons,
        approver=_approver(facts.total, facts.on),
        documents=say("reward_opinion"),
        notes=tuple(notes),
    )


def _eligible(facts: Reward) -> tuple[str, tuple[Point, ...]]:
    """应当 for a person, 可以 for a unit, at discretion for a unit where the crime happened and 第十八条第二款."""
    open_to_discretion = facts.judgment == "not_prosecuted"
    if facts.capacity == "unit" and facts.unit_is_involved:
        return "unit_discretionary", say("discretionary") if open_to_discretion else ()
    if open_to_discretion:
        return "discretionary", ()
    return "unit_eligible" if facts.capacity == "unit" else "eligible", ()


@provision("2:15.1", "2:15.2")
@exact
def reward_forms(capacity: str, forms: frozenset[str]) -> Outcome:
    """第十五条: honour, money or both for a person; for a unit normally (一般) honour only.

    Money for a unit is not forbidden, but asks for a reason to leave the rule.
    """
    require("capacity", capacity, WORDING.ids("capacity"))
    require_all("forms", forms, WORDING.ids("form"))
    if not forms:
        return outcome("form_needed", missing=say("reward_form"))
    reasons = kind_points("form", forms)
    if capacity == "unit" and "bonus" in forms:
        return outcome("unit_bonus_exception", reasons=reasons, notes=say("unit_honour"))
    return outcome("forms_in_order", reasons=reasons)


@provision("2:16.2")
@exact
def reward_limit(contribution: str, on: dt.date) -> int | None:
    """The most that can be paid for one case in yuan, by contribution; None: 不受上述数额的限制."""
    require("contribution", contribution, WORDING.ids("contribution"))
    if contribution == "special":
        return None
    return parameter(f"reporter_protection.reward_{contribution}", on).value


def _cap_fen(contribution: str, on: dt.date) -> int:
    return parameter(f"reporter_protection.reward_{contribution}", on).value * 100


def _over_limit(facts: Reward) -> bool:
    return facts.contribution != "special" and facts.total > _cap_fen(facts.contribution, facts.on)


@provision("2:16.1", "2:16.2", "2:20")
@exact
def reward_approver(amount: Amount, on: dt.date) -> Point:
    """Who decides on an amount (yuan) for one case: 检察长 to 200,000; 省级院 approves to 500,000.

    Above that 最高检.

    不超过 includes the amount itself, so 200,000 is still the office's and 500,000 still the province's.
    二十万元以上 includes it too: at exactly 200,000 the two overlap, and the nearer office decides.
    """
    return _approver(fen(amount, "amount"), on)


def _approver(total: int, on: dt.date) -> Point:
    if total <= _cap_fen("ordinary", on):
        return say("chief_decides")[0]
    if total <= _cap_fen("major", on):
        return say("province_approves")[0]
    return say("supreme_approves")[0]


@provision("2:16.1", "2:16.2", "2:17.1", "2:20")
@exact
def reward_decision(facts: Reward, *, chief: bool, province: bool = False, supreme: bool = False) -> Outcome:
    """第十六条、第二十条: whether the approvals that are there carry this reward; else which is lacking.

    检察长 decides in every case. The approval from above is asked by the sum of the case. Who has 特别重大贡献
    with 最高检's approval is free of the amounts (不受上述数额的限制), so 省级院 is not asked besides; for a
    major contribution 最高检 does not stand in for 省级院, which the text names. What cannot be proposed at
    all is answered as by `reward`.
    """
    proposal = reward(facts)
    if proposal.decision not in _PROPOSABLE:
        return proposal
    approver = _approver(facts.total, facts.on)
    lifted = supreme and facts.contribution == "special"
    given = {"chief_decision": chief}
    if approver.code == "province_approves":
        given["province_approval"] = province or lifted
    if approver.code == "supreme_approves":
        given["supreme_approval"] = lifted
    missing = lacking(given)
    return outcome(
        "approval_lacking" if missing else "reward_approved",
        missing=missing,
        approver=approver,
        documents=say("reward_opinion") if missing else say("reward_opinion", "reward_payment"),
        notes=say("joint_cap") if facts.capacity == "joint" else (),
    )


@provision("2:17.2")
@exact
def successive(*, first: bool, effect: str) -> Outcome:
    """第十七条第二款: one of several people who reported the same case one after the other.

    effect: "main" (主要作用), "direct" (直接作用), "none", of what this person gave. The first and the one with
    the main effect are joined by 或者; the text does not say that one shuts out the other, so each of them is
    in the principle. For a direct effect a reward is at discretion. All rewards of a case count towards its
    limit (每案), which `Reward` adds up.
    """
    require("effect", effect, WORDING.ids("effect"))
    if first or effect == "main":
        return outcome(
            "in_principle", reasons=say(*(["first_reporter"] if first else ["main_effect"])), notes=say("case_limit")
        )
    if effect == "direct":
        return outcome("at_discretion", notes=say("case_limit"))
    return outcome("no_share", missing=say("direct_effect"))


@provision("2:18.1", "2:18.2")
@exact
def reward_time(judgment: str) -> Outcome:
    """第十八条: whether the time for a reward has come, by the state of the case alone."""
    require("judgment", judgment, WORDING.ids("judgment"))
    if judgment == "effective":
        return outcome("time_has_come")
    if judgment == "not_prosecuted":
        return outcome("discretionary")
    if judgment == "pending":
        return outcome("not_yet", missing=say("effective_judgment"), notes=say("early_exception"))
    return outcome("not_eligible", missing=say("established"))
