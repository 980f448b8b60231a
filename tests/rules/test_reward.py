"""Rewards by property: never above what the approvals carry, jointly too; shares that lose nothing; dated rules."""

import datetime as dt
import itertools
from collections.abc import Callable
from decimal import Decimal
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules import parameters
from rules import reporter_protection as law
from rules.outcome import InvalidFacts
from rules.parameters import NotInForce, Parameter, parameter

TODAY = dt.date(2026, 3, 2)
FIRST_DAY = dt.date(2016, 3, 30)
# 检察长 alone; with 省级院; with 最高检. In fen.
CHIEF, PROVINCE = 200_000_00, 500_000_00
EDGES = [CHIEF - 1, CHIEF, CHIEF + 1, PROVINCE - 1, PROVINCE, PROVINCE + 1]
# Mostly so that rewards come through: a property that is seldom reached proves little.
mostly = st.sampled_from([True, True, True, True, False])
judgments = st.sampled_from(["effective", "effective", "effective", *law.WORDING.ids("judgment")])
amounts_fen = st.one_of(st.sampled_from(EDGES), st.integers(1, 80_000_000))


@st.composite
def rewards(draw: st.DrawFn) -> law.Reward:
    """Any reward: whole sums or sums cut into parts at random, some of them granted before."""
    cuts = draw(st.lists(st.integers(1, 99), max_size=4))
    parts = law.split(law.yuan(draw(amounts_fen)), [*cuts, 1])
    parts = tuple(part for part in parts if part)
    before = draw(st.integers(0, len(parts)))
    return law.Reward(
        on=TODAY,
        real_name=draw(mostly),
        judgment=draw(judgments),
        contribution=draw(st.sampled_from(law.WORDING.ids("contribution"))),
        capacity=draw(st.sampled_from(law.WORDING.ids("capacity"))),
        amounts=parts[before:],
        paid_before=parts[:before],
        unit_is_involved=draw(st.booleans()),
        merit=draw(mostly),
    )


@settings(max_examples=600)
@given(rewards(), mostly, st.booleans(), st.booleans())
def test_a_reward_never_exceeds_what_its_approvals_allow(
    facts: law.Reward, chief: bool, province: bool, supreme: bool
) -> None:
    outcome = law.reward_decision(facts, chief=chief, province=province, supreme=supreme)
    if outcome.decision != "reward_approved":
        return
    total = sum(law.fen(amount) for amount in (*facts.amounts, *facts.paid_before))
    assert chief
    assert facts.real_name
    assert facts.merit
    assert facts.judgment in ("effective", "not_prosecuted")
    assert total <= {"ordinary": CHIEF, "major": PROVINCE, "special": total}[facts.contribution]
    if total > CHIEF:
        assert province or (supreme and facts.contribution == "special")
    if total > PROVINCE:
        assert supreme


@given(rewards())
def test_whatever_can_be_proposed_has_approvals_that_carry_it(facts: law.Reward) -> None:
    proposed = law.reward(facts).approver is not None
    decided = law.reward_decision(facts, chief=True, province=True, supreme=True)
    assert proposed == (decided.decision == "reward_approved")


@pytest.mark.parametrize("total", EDGES)
@pytest.mark.parametrize("contribution", ["ordinary", "major", "special"])
def test_cutting_a_sum_never_changes_who_approves_it(total: int, contribution: str) -> None:
    whole = law.Reward(TODAY, True, "effective", contribution, amounts=(law.yuan(total),))
    parts = law.split(law.yuan(total), [5, 3, 1])
    shared = law.Reward(TODAY, True, "effective", contribution, "joint", amounts=parts)
    later = law.Reward(TODAY, True, "effective", contribution, amounts=parts[:1], paid_before=parts[1:])
    answers = {
        (said.decision, said.approver.code if said.approver else None, tuple(p.code for p in said.missing))
        for said in map(law.reward, (whole, shared, later))
    }
    assert len(answers) == 1


@given(amounts_fen, st.lists(st.integers(1, 10_000), min_size=1, max_size=12))
def test_shares_sum_to_the_fen_and_keep_the_weights(total: int, weights: list[int]) -> None:
    shares = law.split(law.yuan(total), weights)
    fens = [int(share * 100) for share in shares]
    assert sum(fens) == total
    assert sum(shares) == law.yuan(total)
    for share, weight in zip(fens, weights, strict=True):
        assert abs(share * sum(weights) - total * weight) < sum(weights)  # less than a fen off the exact part
    pairs = itertools.permutations(range(len(weights)), 2)
    assert all(fens[a] <= fens[b] for a, b in pairs if weights[a] < weights[b])


@given(st.integers(1, 2_000_000), st.lists(st.integers(1, 100), min_size=1, max_size=8))
def test_whole_yuan_stay_whole(total: int, weights: list[int]) -> None:
    shares = law.split(total, weights, to="yuan")
    assert sum(shares) == total
    assert all(share == share.to_integral_value() for share in shares)


def test_what_is_left_goes_to_the_largest_remainder_then_to_the_earlier() -> None:
    assert law.split(100, [1, 1, 1]) == (Decimal("33.34"), Decimal("33.33"), Decimal("33.33"))
    assert law.split(100, [1, 1, 1], to="yuan") == (Decimal(34), Decimal(33), Decimal(33))
    assert law.split(10, [1, 2], to="yuan") == (Decimal(3), Decimal(7))
    assert law.split("0.02", [1, 1, 1]) == (Decimal("0.01"), Decimal("0.01"), Decimal("0.00"))


@pytest.mark.parametrize("weights", [[], [0], [1, -1], [True, 1]])
def test_weights_are_numbers_above_zero(weights: list[int]) -> None:
    with pytest.raises(InvalidFacts) as caught:
        law.split(100, weights)
    assert caught.value.field == "weights"


@pytest.mark.parametrize(
    "amount", ["0", 0, -1, "-1", "1.001", "1e5", "一万", "", " 1", "１", True, 0.1, Decimal("NaN")]
)
def test_what_is_no_amount_is_refused_and_not_repeated(amount: Any) -> None:
    with pytest.raises(InvalidFacts) as caught:
        law.Reward(TODAY, True, "effective", amounts=(amount,))
    assert caught.value.field == "amounts"
    assert str(caught.value) == "not an option of amounts"


def test_a_part_of_a_yuan_is_not_split_into_whole_ones() -> None:
    with pytest.raises(InvalidFacts):
        law.split("100.50", [1, 1], to="yuan")


def test_amounts_are_exact_at_any_size() -> None:
    assert law.fen("123456789012345678901234567890.12") == 12345678901234567890123456789012
    assert law.yuan(12345678901234567890123456789012) == Decimal("123456789012345678901234567890.12")
    assert law.fen(Decimal("1E+3")) == 100_000
    assert law.fen(Decimal("5.500")) == 550


def test_a_payment_without_a_number_of_people_is_refused() -> None:
    with pytest.raises(InvalidFacts):
        law.payout(on=TODAY, approved=True, by_report_centre=True, prosecutors=-1)


def test_an_old_case_keeps_the_rule_of_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "reporter_protection.reward_ordinary"
    first = parameter(name, FIRST_DAY)
    amended = Parameter(name, first.title, dt.date(2027, 1, 1), 300_000, first.unit, first.ref, first.words)
    tree = {**parameters.all_parameters(), name: (first, amended)}
    monkeypatch.setattr(parameters, "all_parameters", lambda: tree)

    def decided(on: dt.date) -> str:
        return law.reward(law.Reward(on, True, "effective", amounts=(250_000,))).decision

    decision_day = dt.date(2027, 2, 1)
    assert decided(law.rule_day(dt.date(2026, 12, 31), decision_day)) == "over_limit"
    assert decided(law.rule_day(dt.date(2027, 1, 1), decision_day)) == "eligible"


def test_a_report_from_before_the_rules_is_decided_by_the_first_ones() -> None:
    assert law.rule_day(dt.date(2015, 5, 1), dt.date(2017, 1, 1)) == FIRST_DAY
    for reported, decided in [(dt.date(2015, 5, 1), dt.date(2016, 3, 29)), (TODAY, FIRST_DAY)]:
        with pytest.raises(ValueError, match="decided before"):
            law.rule_day(reported, decided)
    with pytest.raises(NotInForce):
        law.reward_limit("ordinary", FIRST_DAY - dt.timedelta(days=1))


def test_lists_hold_what_the_rules_know() -> None:
    def members(name: str) -> list[str]:
        return list(parameter(f"reporter_protection.{name}", TODAY).members)

    factors = {*law.WORDING.ids("nature"), *law.WORDING.ids("gravity"), *law.WORDING.ids("influence")}
    assert set(members("risk_high")) | set(members("risk_medium")) <= factors
    assert not set(members("risk_high")) & set(members("risk_medium"))
    assert set(members("reward_factors")) == set(law.WORDING.ids("factor"))
    steps = members("secrecy_steps")
    items = [min(ref.item for ref in law.say(step)[0].refs if ref.article == 5 and ref.item) for step in steps]
    assert items == sorted(items)  # in the order of 第五条
    assert set(items) == {1, 2, 3, 4, 5, 6, 7}


@given(st.sampled_from(law.LEVELS), st.data())
def test_a_gap_in_knowledge_never_lowers_protection(settled: str, data: st.DataObject) -> None:
    def optional(table: str) -> str | None:
        return data.draw(st.one_of(st.none(), st.sampled_from(law.WORDING.ids(table))))

    nature = data.draw(st.frozensets(st.sampled_from(law.WORDING.ids("nature"))))
    facts = law.Risk(TODAY, nature, optional("gravity"), optional("influence"))
    known = bool(nature) and facts.degree is not None and facts.influence is not None
    outcome = law.rerate(settled, facts)
    assert known or outcome.decision != "level_lowered"
    if outcome.decision == "level_lowered":
        assert settled != "low"


def test_every_kind_of_retaliation_has_a_nature_of_risk() -> None:
    kinds = law.WORDING.ids("retaliation")
    assert law.natures(kinds) == set(law.WORDING.ids("nature"))
    assert law.natures(["violence"]) == {"person"}
    with pytest.raises(InvalidFacts):
        law.natures(["something else"])


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda: law.opening(dedicated_person=True, chief_approved=cast(bool, "no")), "chief_approved"),
        (lambda: law.opening(dedicated_person=True, chief_approved=cast(bool, None)), "chief_approved"),
        (lambda: law.testimony(law.Testimony(True, None, alias_used=cast(bool, "no"))), "alias_used"),
        (lambda: law.reward(law.Reward(TODAY, cast(bool, 1), "effective")), "real_name"),
        (lambda: law.reward(law.Reward(dt.datetime(2026, 3, 2), True, "effective")), "on"),
        (lambda: law.secrecy([], cast(dt.date, "2026-03-02"), others_settled=True), "on"),
    ],
)
def test_a_flag_that_is_no_flag_never_counts_as_a_yes(call: Callable[[], object], field: str) -> None:
    with pytest.raises(InvalidFacts) as caught:
        call()
    assert caught.value.field == field
    assert law.testimony(law.Testimony(True, None)).decision == "identity_to_hide"
