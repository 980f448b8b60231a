"""Receipts: numbers that catch mistakes, one KDF a try, the same for known and unknown, delays that lock nobody out."""

from __future__ import annotations

import itertools
import string
import time
from datetime import timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from store import grants, passwords, receipts, throttle
from store.clock import now
from store.conversations import UnknownConversation
from store.database import Store
from store.models import ThrottleRow
from store.receipts import InvalidNumber
from tests.store.make import PASSWORD, Maker, password_hash, warm

numbers = st.builds(receipts.new_number)


@given(numbers)
def test_a_new_number_is_read_back(number: str) -> None:
    assert len(number) == 12 and number.isdigit()
    assert receipts.parse_number(number) == number
    assert receipts.parse_number(receipts.group(number)) == number


@given(numbers, st.integers(0, 11), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(number: str, place: int, shift: int) -> None:
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    with pytest.raises(InvalidNumber) as error:
        receipts.parse_number(wrong)
    assert error.value.reason == "check_digit"


def test_swapped_neighbours_are_found_as_often_as_the_scheme_promises() -> None:
    found = missed = 0
    for number in itertools.islice(iter(receipts.new_number, None), 500):
        for i in range(11):
            if number[i] == number[i + 1]:
                continue
            swapped = number[:i] + number[i + 1] + number[i] + number[i + 2 :]
            try:
                receipts.parse_number(swapped)
                missed += 1
            except InvalidNumber:
                found += 1
    assert found / (found + missed) > 0.96


@pytest.mark.parametrize(
    "text",
    [
        "{n}", " {n} ", "编号是{n}", "我的编号：{g}。", "{g}，谢谢", "{f}", "{z}", "{h}", "编号 {n} 提交于 11 月 2 日",
    ],
)  # fmt: skip
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    number = receipts.new_number()
    full_width = number.translate(str.maketrans(string.digits, "０１２３４５６７８９"))
    spoken = number.translate(str.maketrans(string.digits, "零一二三四五六七八九"))
    hyphens = receipts.group(number).replace(" ", "-")
    given_text = text.format(n=number, g=receipts.group(number), f=full_width, z=spoken, h=hyphens)
    assert receipts.parse_number(given_text) == number


@pytest.mark.parametrize("text", ["", "不知道", "12345", "1" * 13, "1234 5678 901", "1234 5678 9012 3"])
def test_what_is_no_number_is_a_matter_of_length(text: str) -> None:
    with pytest.raises(InvalidNumber) as error:
        receipts.parse_number(text)
    assert error.value.reason == "length"


def test_passwords_have_twenty_digits_and_differ() -> None:
    made = {receipts.new_password() for _ in range(100)}
    assert len(made) == 100
    assert all(len(p) == 20 and p.isdigit() for p in made)
    assert receipts.parse_password("密码是 " + receipts.group(PASSWORD)) == PASSWORD
    assert receipts.parse_password(PASSWORD[:-1]) is None
    assert receipts.parse_password("") is None


def test_a_number_in_use_is_not_prepared_again(make: Maker) -> None:
    used = make.case().number
    one, other = make.conversation(), make.conversation()
    waiting = make.prepare(one)
    with make.store.begin() as s:
        for number in (used, waiting):
            with pytest.raises(receipts.NumberTaken):
                receipts.prepare(s, other, number, password_hash())
        with pytest.raises(InvalidNumber):
            receipts.prepare(s, other, "123456789012", password_hash())
        with pytest.raises(UnknownConversation):
            receipts.prepare(s, "c_nobody", receipts.new_number(), password_hash())


def test_preparing_again_replaces_and_discarding_forgets(make: Maker) -> None:
    conversation = make.conversation()
    make.prepare(conversation)
    second = make.prepare(conversation)
    with make.store.begin() as s:
        assert receipts.prepared_number(s, conversation) == second
        receipts.discard(s, conversation)
        assert receipts.prepared_number(s, conversation) is None


def test_right_and_wrong_give_a_grant_and_only_the_right_one_opens(make: Maker) -> None:
    case, conversation = make.case(), make.conversation()
    tries = [
        (case.number, PASSWORD, case.case_id),
        (case.number, "0" * 20, None),
        (receipts.new_number(), PASSWORD, None),
    ]
    for number, password, expected in tries:
        checked = receipts.check(make.store, conversation, number, password, "source")
        with make.store.begin() as s:
            opened = grants.redeem(s, conversation, checked.grant)
        assert (opened.id if opened else None) == expected


def test_a_try_without_a_conversation_is_refused(make: Maker) -> None:
    with pytest.raises(UnknownConversation):
        receipts.check(make.store, "c_nobody", receipts.new_number(), PASSWORD, "source")


def test_every_try_costs_one_kdf_and_the_same_statements(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    case, conversation = make.case(), make.conversation()
    warm()
    kdfs: list[str] = []

    class Counting:
        def verify(self, hashed: str, password: str) -> bool:
            kdfs.append(hashed)
            return password_hasher.verify(hashed, password)

    password_hasher = passwords.HASHER
    monkeypatch.setattr(passwords, "HASHER", Counting())
    statements: list[str] = []

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(make.store._writer, "before_cursor_execute", note)
    traces = []
    unknown, noisy = receipts.new_number(), "noisy"
    with make.store.begin() as s:
        for number in (case.number, unknown):
            throttle.mark(s, "number", number, throttle.BY_NUMBER)
        for source in ("a", "b", "c", *["noisy"] * 40):
            throttle.mark(s, "source", source, throttle.BY_SOURCE)
    for number, password, source in [
        (case.number, PASSWORD, "a"),
        (case.number, "0" * 20, "b"),
        (unknown, "0" * 20, "c"),
        (case.number, "0" * 20, noisy),
        (unknown, "0" * 20, noisy),
    ]:
        statements.clear()
        kdfs.clear()
        receipts.check(make.store, conversation, number, password, source)
        traces.append(tuple(statements))
        assert len(kdfs) == 1
    assert len(set(traces)) == 1


def test_known_and_unknown_numbers_wait_alike(make: Maker) -> None:
    case, conversation = make.case(), make.conversation()
    known = [receipts.check(make.store, conversation, case.number, "0" * 20, "one").wait for _ in range(6)]
    unknown_number = receipts.new_number()
    unknown = [receipts.check(make.store, conversation, unknown_number, "0" * 20, "two").wait for _ in range(6)]
    assert known == pytest.approx(unknown, rel=0.1)
    assert known[0] == 0 and known == sorted(known) and known[-1] >= 2


def test_strangers_delay_the_owner_by_seconds_only(store: Store) -> None:
    number = receipts.new_number()
    with store.begin() as s:
        strangers = [throttle.mark(s, "source", f"stranger{i % 7}", throttle.BY_SOURCE) for i in range(120)]
        for _ in range(120):
            throttle.mark(s, "number", number, throttle.BY_NUMBER)
        owner = max(
            throttle.mark(s, "source", "owner", throttle.BY_SOURCE),
            throttle.mark(s, "number", number, throttle.BY_NUMBER),
        )
    assert strangers[-1] == 30.0
    assert owner <= 2.0


def test_one_right_try_does_not_wipe_out_the_wrong_ones(make: Maker) -> None:
    mine, conversation = make.case(), make.conversation()
    victim = receipts.new_number()
    with make.store.begin() as s:
        for _ in range(8):
            before = throttle.mark(s, "source", "guesser", throttle.BY_SOURCE)
    receipts.check(make.store, conversation, mine.number, PASSWORD, "guesser")
    after = receipts.check(make.store, conversation, victim, "0" * 20, "guesser").wait
    assert after >= before


def test_delays_fade(store: Store) -> None:
    with store.begin() as s:
        for _ in range(10):
            throttle.mark(s, "source", "tired", throttle.BY_SOURCE)
        for row in s.query(ThrottleRow):
            row.updated_at = now() - timedelta(hours=2)
    with store.begin() as s:
        assert throttle.mark(s, "source", "tired", throttle.BY_SOURCE) == 0


def test_a_source_is_not_an_address() -> None:
    names = throttle.SourceNames()
    name = names.name("203.0.113.9")
    assert name == names.name("203.0.113.9") != names.name("203.0.113.10")
    assert "203" not in name[:3] and len(name) == 64
    assert names.name("2001:db8::1") == names.name("2001:db8::ffff") != names.name("2001:db8:0:1::1")
    assert throttle.SourceNames().name("203.0.113.9") != name
    renewing = throttle.SourceNames(period=-1)
    assert renewing.name("203.0.113.9") != renewing.name("203.0.113.9")


def test_a_replaced_password_is_the_only_one(make: Maker) -> None:
    case, conversation = make.case(), make.conversation()
    new = receipts.new_password()
    hashed = receipts.hash_password(new)
    with make.store.begin() as s:
        receipts.replace_password(s, case.case_id, hashed)
        with pytest.raises(KeyError):
            receipts.replace_password(s, "k_nothing", hashed)
    for password, opens in ((PASSWORD, False), (new, True)):
        checked = receipts.check(make.store, conversation, case.number, password, "source")
        with make.store.begin() as s:
            assert (grants.redeem(s, conversation, checked.grant) is not None) is opens


@pytest.mark.slow
def test_times_do_not_tell_known_from_unknown(make: Maker) -> None:
    case, conversation = make.case(), make.conversation()
    warm()
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    for i in range(16):
        for which in ("known", "unknown") if i % 2 else ("unknown", "known"):
            number = case.number if which == "known" else receipts.new_number()
            began = time.process_time()
            receipts.check(make.store, conversation, number, "0" * 20, f"source{i}{which}")
            times[which].append(time.process_time() - began)
    assert median(times["known"]) == pytest.approx(median(times["unknown"]), rel=0.15)


def test_this_machine_itself_is_no_source_to_slow_down(make: Maker) -> None:
    """Behind a proxy that names nobody all come from one address: a stranger's tries must not delay everybody's."""
    waits = [
        receipts.check(make.store, make.conversation(), receipts.new_number(), PASSWORD, "").wait for _ in range(8)
    ]
    assert waits == [0.0] * 8
