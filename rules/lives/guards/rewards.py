"""奖励 (规定 2 第十四条 to 第二十条): what a proposal and a decision need, by the amounts of the whole case."""

from __future__ import annotations

from collections.abc import Mapping

from rules.lives.guards.base import Guard, missing
from rules.lives.model import Given, Step
from rules.outcome import Point
from rules.reference import refs
from rules.reporter_protection import Reward, reward, reward_decision, reward_forms, yuan


def _facts(step: Step, given: Given) -> Reward:
    """The reward as proposed. Money granted earlier in the same case counts towards its limit (每案)."""
    amounts = given.amounts(step, "amounts") if "money" in given.values(step, "form") else ()
    before = given.amounts(step, "paid_before") if "some" in given.values(step, "earlier") else ()
    whom = given.values(step, "whom")
    return Reward(
        on=given.day,
        real_name="yes" in given.values(step, "named"),
        judgment=_judgment(step, given),
        contribution=next(iter(given.values(step, "contribution")), "ordinary"),
        capacity="joint" if "joint" in whom else "unit" if whom & {"unit", "own_unit"} else "individual",
        amounts=tuple(yuan(one) for one in amounts),
        unit_is_involved="own_unit" in whom,
        merit="yes" in given.values(step, "merit"),
        paid_before=tuple(yuan(one) for one in before),
    )


def _judgment(step: Step, given: Given) -> str:
    """The state of the case in the rule's words.

    一般 in 第十八条第一款 leaves an exception before judgment; the step asks 检察长's recorded approval of it, so here
    it counts like a judgment. A crime must have been found in either case (第十四条第一款).
    """
    crime = next(iter(given.values(step, "crime")), "no")
    if "non_prosecution" in given.values(step, "timing"):
        return "not_prosecuted" if crime == "not_prosecuted" else "not_prosecuted_other"
    return "effective" if crime == "convicted" else "not_guilty"


def _proposal(step: Step, given: Given) -> tuple[Point, ...]:
    said: list[Point] = []
    money, amounts = "money" in given.values(step, "form"), given.amounts(step, "amounts")
    if money and not amounts:
        said.append(Point("fact:amounts", "要写明每一名受奖人的奖金金额", refs("2:20")))
    if amounts and not money:
        said.append(Point("fact:form", "写了金额的，奖励方式要包括奖金奖励", refs("2:20")))
    joint = "joint" in given.values(step, "whom")
    if money and amounts and joint != (len(amounts) > 1):
        said.append(Point("fact:amounts", "联名举报的，每人写一个金额；其他情形只写一个", refs("2:17.1", "2:20")))
    if "some" in given.values(step, "earlier") and not given.amounts(step, "paid_before"):
        said.append(Point("fact:paid_before", "同一案件先前已经奖励的，要写明金额", refs("2:16.2", "2:17.1")))
    return tuple(said) or (*_unit(step, given), *missing(reward(_facts(step, given))))


def _unit(step: Step, given: Given) -> tuple[Point, ...]:
    """A unit gets honour as a rule (一般, 第十五条第二款): money is the exception, and asks for its reason."""
    if not given.values(step, "whom") & {"unit", "own_unit"}:
        return ()
    forms = frozenset("bonus" if one == "money" else one for one in given.values(step, "form"))
    outcome = reward_forms("unit", forms)
    explained = "yes" in given.values(step, "unit_money_reason")
    exception = outcome.decision == "unit_bonus_exception" and not explained
    return (Point("fact:unit_money_reason", outcome.text, outcome.refs),) if exception else ()


def _decision(step: Step, given: Given) -> tuple[Point, ...]:
    """检察长 takes the step, which is the decision; what is above is asked by the sum of the case."""
    outcome = reward_decision(
        _facts(step, given),
        chief=True,
        province="province_approves" in given.done,
        supreme="supreme_approves" in given.done,
    )
    return missing(outcome)


def _province(step: Step, given: Given) -> tuple[Point, ...]:
    approver = reward(_facts(step, given)).approver
    if approver is not None and approver.code == "province_approves":
        return ()
    return (Point("rule:amount", "省级人民检察院批准的是二十万元以上、五十万元以下的奖励", refs("2:16.2")),)


def _supreme(step: Step, given: Given) -> tuple[Point, ...]:
    """特别重大贡献 with 最高检's approval is free of the amounts, so it may come below 500,000 as well."""
    approver = reward(_facts(step, given)).approver
    special = "special" in given.values(step, "contribution")
    if approver is not None and special and approver.code != "chief_decides":
        return ()
    return (Point("rule:amount", "最高人民检察院批准的是特别重大贡献、二十万元以上的奖励", refs("2:16.2")),)


GUARDS: Mapping[str, Guard] = {
    "reward_proposal": Guard(
        "全案奖金（连同先前已奖励的）不超过与贡献相应的上限；对单位给予奖金的，要说明理由",
        refs("2:15.2", "2:16.2", "2:17.1"),
        _proposal,
    ),
    "reward_decision": Guard("全案奖金要有与总额相应的批准", refs("2:16.2", "2:20"), _decision),
    "province": Guard("全案奖金超过二十万元、不超过五十万元", refs("2:16.2"), _province),
    "supreme": Guard("特别重大贡献，全案奖金超过二十万元", refs("2:16.2"), _supreme),
}
