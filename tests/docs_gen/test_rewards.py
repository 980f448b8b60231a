"""奖励 (规定 2 第十四条 to 第二十三条): never more than its approval allows, jointly too; paid before two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs_gen.documents import RewardedPerson, RewardOpinion
from docs_gen.documents.money import in_words, in_yuan, total
from docs_gen.documents.rewards import APPROVALS, approval
from docs_gen.errors import BadField, MissingField
from docs_gen.render import render
from tests.docs_gen.reading import text
from tests.docs_gen.samples.common import DAY
from tests.docs_gen.samples.rewards import OPINION, PAYMENT

PERSON = OPINION.persons[1]
LIMITS = {"一般贡献": 200_000_00, "重大贡献": 500_000_00}


def opinion(contribution: str, *amounts: str, before: str = "") -> RewardOpinion:
    persons = tuple(replace(PERSON, amount=one) for one in amounts)
    return replace(OPINION, contribution=contribution, persons=persons, paid_before=before)


@pytest.mark.parametrize(
    ("contribution", "amounts", "before", "allowed"),
    [
        ("一般贡献", ("200000",), "", True),
        ("一般贡献", ("200000.01",), "", False),
        ("一般贡献", ("100000", "100000"), "", True),
        ("一般贡献", ("100000", "100000.01"), "", False),  # 第十七条第一款: 总和
        ("一般贡献", ("100000",), "100000.01", False),
        ("一般贡献", ("100000",), "100000", True),
        ("重大贡献", ("200000.01",), "", True),
        ("重大贡献", ("500000",), "", True),
        ("重大贡献", ("500000.01",), "", False),
        ("重大贡献", ("400000", "100001"), "", False),
        ("特别重大贡献", ("500000.01",), "", True),
        ("特别重大贡献", ("3000000",), "", True),
    ],
)
def test_the_limit_of_a_case(contribution: str, amounts: tuple[str, ...], before: str, allowed: bool) -> None:
    made = opinion(contribution, *amounts, before=before)
    if allowed:
        assert render(made)
        return
    with pytest.raises(BadField, match="奖金") as caught:
        render(made)
    assert not [one for one in amounts if one in str(caught.value)]


@pytest.mark.parametrize(
    ("amount", "province", "supreme"),
    [("200000", False, False), ("200000.01", True, False), ("500000", True, False), ("500000.01", False, True)],
)
def test_the_form_has_a_box_for_each_approval_the_sum_asks_for(amount: str, province: bool, supreme: bool) -> None:
    form = text(render(opinion("特别重大贡献", amount))).partition("注：")[0]
    assert "检察长决定" in form
    assert ("省级人民检察院批准" in form) == province
    assert ("最高人民检察院批准" in form) == supreme


@given(st.lists(st.integers(1, 60_000_000), min_size=1, max_size=5), st.integers(0, 60_000_000))
def test_no_opinion_passes_its_limit(fen: list[int], before: int) -> None:
    amounts = [in_yuan(one) for one in fen]
    for contribution, limit in LIMITS.items():
        made = opinion(contribution, *amounts, before=in_yuan(before) if before else "")
        assert made.total == sum(fen) + before
        if made.total > limit:
            with pytest.raises(BadField):
                made.check()
        else:
            made.check()


def test_what_is_honour_only_has_no_amount() -> None:
    honour = replace(PERSON, manner="荣誉奖励", honour="奖状", amount="")
    assert "零元整" in text(render(replace(OPINION, persons=(honour,))))
    with pytest.raises(BadField, match="奖金"):
        render(replace(OPINION, persons=(replace(honour, amount="5"),)))


@pytest.mark.parametrize(
    ("manner", "missing"),
    [("奖金奖励", "奖金（元）"), ("荣誉奖励", "荣誉奖励"), ("荣誉奖励和奖金奖励", "荣誉奖励、奖金（元）")],
)
def test_each_manner_wants_its_own(manner: str, missing: str) -> None:
    bare = RewardedPerson(name="何喆", capacity="本人举报", merits="提供线索", manner=manner)
    with pytest.raises(MissingField, match=f"缺：{missing}。"):
        render(replace(OPINION, persons=(bare,)))


@pytest.mark.parametrize("amount", ["0", "0.00", "-5", "1,000", "5.123", "007", "五万", "1e5"])
def test_what_is_no_amount_is_refused(amount: str) -> None:
    with pytest.raises(BadField, match="奖金（元）"):
        render(replace(OPINION, persons=(replace(PERSON, amount=amount),)))


def test_an_offending_unit_is_rewarded_only_with_reasons() -> None:
    with pytest.raises(MissingField, match="案发单位给予奖励的理由"):
        render(replace(OPINION, offending_unit=True))
    assert "主动配合" in text(render(replace(OPINION, offending_unit=True, unit_reasons="主动配合，挽回损失。")))


# -- payment --------------------------------------------------------------------------------------


@pytest.mark.parametrize("present", [("苏珺",), ("苏珺", "苏 珺"), ("苏珺", " ")])
def test_fewer_than_two_prosecutors_pay_nobody(present: tuple[str, ...]) -> None:
    with pytest.raises(BadField, match="两名以上检察人员在场"):
        render(replace(PAYMENT, present=present))


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ({"approved_total": "246666.66"}, "发放金额"),  # with what was paid before
        ({"approved_by": "检察长决定"}, "决定和批准"),
        ({"approved_total": "500000.01"}, "决定和批准"),
        ({"paid_on": date(2026, 2, 28)}, "发放日期"),
    ],
)
def test_a_payment_beyond_its_approval_is_refused(change: dict[str, Any], label: str) -> None:
    with pytest.raises(BadField, match=label):
        render(replace(PAYMENT, **change))


@pytest.mark.parametrize(
    ("state", "receiver", "right"),
    [
        ("本人可以领取", "本人", True),
        ("本人可以领取", "继承人", False),
        ("死亡", "继承人", True),
        ("死亡", "监护人", False),
        ("被宣告死亡", "继承人", True),
        ("丧失行为能力", "监护人", True),
        ("丧失行为能力", "本人", False),
    ],
)
def test_who_receives_instead(state: str, receiver: str, right: bool) -> None:
    paid = replace(PAYMENT, persons=(replace(PAYMENT.persons[0], state=state, receiver=receiver),))
    if right:
        assert render(paid)
        return
    with pytest.raises(BadField, match="第二十三条"):
        render(paid)


def test_an_heir_is_named_and_proven() -> None:
    person = replace(PAYMENT.persons[0], receiver_name="", proof="")
    with pytest.raises(MissingField, match="继承人或者监护人姓名、关系和身份证明"):
        render(replace(PAYMENT, persons=(person,)))
    own = replace(person, state="本人可以领取", receiver="本人")
    assert render(replace(PAYMENT, persons=(own,)))


def test_an_approval_is_what_the_rules_say() -> None:
    assert [approval(one, DAY) for one in (0, 200_000_00, 200_000_01, 500_000_00, 500_000_01)] == [
        list(APPROVALS)[n] for n in (0, 0, 1, 1, 2)
    ]


# -- amounts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (10, "壹角整"),
        (105, "壹元零伍分"),
        (1_000_100, "壹万零壹元整"),
        (20_500_000, "贰拾万伍仟元整"),
        (24_666_667, "贰拾肆万陆仟陆佰陆拾陆元陆角柒分"),
        (100_000_500, "壹佰万零伍元整"),
        (10_000_000_000, "壹亿元整"),
    ],
)
def test_amounts_in_words(fen: int, words: str) -> None:
    assert in_words(fen) == words


@given(st.lists(st.integers(1, 10**10)))
def test_amounts_add_up_exactly(fen: list[int]) -> None:
    assert total(in_yuan(one) for one in fen) == sum(fen)
