"""Steps that a function of a regulation guards, where the order of events and a choice of options do not say enough.

Guards are asked last, when nothing else is missing. They know the facts, the steps done and the day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rules.lives.model import Given, Step, as_values
from rules.outcome import Outcome, Point
from rules.reference import Ref, refs
from rules.reporter_protection import Reward, reward, reward_decision, yuan

RULE = "rule:"


@dataclass(frozen=True)
class Guard:
    """What a step is held against. text, refs: for the page of lives; check: what is missing."""

    text: str
    refs: tuple[Ref, ...]
    check: Callable[[Step, Given], tuple[Point, ...]]


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


def _missing(outcome: Outcome) -> tuple[Point, ...]:
    return tuple(Point(RULE + one.code, one.text, one.refs) for one in outcome.missing)


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
    return tuple(said) or _missing(reward(_facts(step, given)))


def _decision(step: Step, given: Given) -> tuple[Point, ...]:
    """检察长 takes the step, which is the decision; what is above is asked by the sum of the case."""
    outcome = reward_decision(
        _facts(step, given),
        chief=True,
        province="province_approves" in given.done,
        supreme="supreme_approves" in given.done,
    )
    return _missing(outcome)


def _province(step: Step, given: Given) -> tuple[Point, ...]:
    approver = reward(_facts(step, given)).approver
    if approver is not None and approver.code == "province_approves":
        return ()
    return (Point(RULE + "amount", "省级人民检察院批准的是二十万元以上、五十万元以下的奖励", refs("2:16.2")),)


def _supreme(step: Step, given: Given) -> tuple[Point, ...]:
    """特别重大贡献 with 最高检's approval is free of the amounts, so it may come below 500,000 as well."""
    approver = reward(_facts(step, given)).approver
    special = "special" in given.values(step, "contribution")
    if approver is not None and special and approver.code != "chief_decides":
        return ()
    return (Point(RULE + "amount", "最高人民检察院批准的是特别重大贡献、二十万元以上的奖励", refs("2:16.2")),)


def _adjustment(step: Step, given: Given) -> tuple[Point, ...]:
    """What is added is seen from the measures approved so far, whatever was answered: approval hangs on it (第七条)."""
    added = given.values(step, "approved_measures") - as_values(given.known.get("approved_measures"))
    if not added or "yes" in given.values(step, "adds_measure"):
        return ()
    return (Point("fact:adds_measure", "增加了没有批准过的措施，要写明增加并经批准", refs("1:7")),)


GUARDS: Mapping[str, Guard] = {
    "adjustment": Guard("比已批准的多出措施的，要写明增加", refs("1:7"), _adjustment),
    "reward_proposal": Guard("全案奖金（连同先前已奖励的）不超过与贡献相应的上限", refs("2:16.2", "2:17.1"), _proposal),
    "reward_decision": Guard("全案奖金要有与总额相应的批准", refs("2:16.2", "2:20"), _decision),
    "province": Guard("全案奖金超过二十万元、不超过五十万元", refs("2:16.2"), _province),
    "supreme": Guard("特别重大贡献，全案奖金超过二十万元", refs("2:16.2"), _supreme),
}
