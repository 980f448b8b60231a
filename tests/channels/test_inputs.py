"""Documents, phones, contacts, names and receipts: the cases the chat page passes too, and what must hold for any text."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import phonenumbers
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2, mod_11_10

from bot.channels.sentinel_names import names
from bot.channels.text import clean, without_long_numbers
from bot.channels.validators import Invalid, check
from store import digits, receipts

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 11, 22)
IDS: list[dict[str, Any]] = yaml.safe_load((DATA / "id_cases.yml").read_text("utf-8"))
PHONES: list[dict[str, Any]] = yaml.safe_load((DATA / "phone_cases.yml").read_text("utf-8"))
RECEIPTS: list[dict[str, Any]] = yaml.safe_load((DATA / "receipt_cases.yml").read_text("utf-8"))
WAYS = {
    "written": "0123456789", "full width": "０１２３４５６７８９", "read": "零一二三四五六七八九", "radio": "洞幺两三四五六拐八勾",
    "formal": "零壹贰叁肆伍陆柒捌玖", "circle": "〇一二三四五六七八九", "letters": "Ol23456789", "letters too": "oI23456789",
}  # fmt: skip
BETWEEN = ["", " ", "  ", "-", "—", "·", ".", "。", "／", "/", "：", ":", "，", "、", "_", "\u3000"]


def reason(kind: str, text: str) -> str:
    try:
        check(kind, clean(text).plain, 500, TODAY)
    except Invalid as invalid:
        return invalid.reason
    return "ok"


@pytest.mark.parametrize("case", IDS, ids=lambda c: str(c["id"]))
def test_documents(case: dict[str, Any]) -> None:
    assert reason("id_number", case["id"]) == case["reason"]


@pytest.mark.parametrize("case", PHONES, ids=lambda c: str(c["text"]))
def test_phones_contacts_names(case: dict[str, Any]) -> None:
    for kind in case.keys() - {"text"}:
        assert reason(kind, case["text"]) == case[kind], kind


@pytest.mark.parametrize("case", RECEIPTS, ids=lambda c: repr(c["text"]))
def test_receipts(case: dict[str, Any]) -> None:
    found = digits.receipt(case["text"])
    assert (found.number, found.password, found.bare) == (case["number"], case["password"], case["bare"])


@given(
    st.integers(0, 10**6 - 1), st.dates(date(1930, 1, 1), date(2020, 12, 31)), st.integers(0, 999), st.integers(0, 17)
)
def test_every_card_with_a_right_check_digit_and_none_with_a_letter_inside(
    area: int, born: date, serial: int, place: int
) -> None:
    body = f"{100000 + area % 900000}{born:%Y%m%d}{serial:03}"
    number = body + mod_11_2.calc_check_digit(body)
    assert reason("id_number", number) == "ok"
    assert reason("id_number", f"身份证号：{number}。") == "ok"
    wrong = number[:place] + ("O" if number[place] != "O" else "I") + number[place + 1 :]
    assert reason("id_number", wrong) == "id_checksum"


@given(st.integers(0, 10**9), st.sampled_from([p for p in range(130, 200)]))
def test_what_the_library_calls_a_number_of_china_is_one(tail: int, prefix: int) -> None:
    for text in (
        f"{prefix}{tail % 10**8:08}",
        f"0{prefix % 90 + 10}{tail % 10**8:08}",
        f"0{prefix * 5}{tail % 10**8:08}",
    ):
        try:
            known = phonenumbers.is_valid_number(phonenumbers.parse(text, "CN"))
        except phonenumbers.NumberParseException:
            known = False
        if known and text[0] == "1":
            assert reason("phone", text) == "ok"


@given(
    st.from_regex(r"[0-9]{11}", fullmatch=True),
    st.sampled_from(sorted(WAYS)),
    st.sampled_from(BETWEEN),
    st.integers(2, 6),
)
def test_a_number_is_read_however_it_is_said(body: str, way: str, between: str, size: int) -> None:
    number = body + mod_11_10.calc_check_digit(body)
    assume(not way.startswith("letters") or re.search("[01]{4}", number) is None)  # a word of Os and Ls is no number
    said = number.translate(str.maketrans("0123456789", WAYS[way]))
    parts = [said[i : i + size] for i in range(0, 12, size)]
    for text in (between.join(parts), f"编号：{between.join(parts)}", f"我的编号是{between.join(parts)}。"):
        if not any(c in "零一二三四五六七八九洞幺两拐勾壹贰叁肆伍陆柒捌玖〇23456789０１２３４５６７８９" for c in said):
            continue
        assert receipts.parse_number(clean(text).kept) == number
        assert len(digits.digits(without_long_numbers(clean(text).plain))) < 7


@given(
    st.from_regex(r"[0-9]{11}", fullmatch=True), st.from_regex(r"[0-9]{20}", fullmatch=True),
    st.sampled_from(["written", "full width", "read", "radio", "formal"]), st.sampled_from(["\n", "\r\n", "，", "；", "/", "。"]),
    st.booleans(), st.booleans(),
)  # fmt: skip
def test_number_and_password_together(
    body: str, password: str, way: str, between: str, labels: bool, turned: bool
) -> None:
    number = body + mod_11_10.calc_check_digit(body)
    table = str.maketrans("0123456789", WAYS[way])
    said = [receipts.group(number).translate(table), receipts.group(password).translate(table)]
    if labels:
        said = [f"编号：{said[0]}", f"查询密码：{said[1]}"]
    text = between.join(reversed(said) if turned else said)
    found = digits.receipt(clean(text).kept)
    assert (found.number, found.password, found.bare) == (number, password, True)


@given(st.sampled_from(["id_number", "phone", "contact", "name", "date", "text"]), st.text(max_size=80))
def test_any_text_at_any_step(kind: str, text: str) -> None:
    assert reason(kind, text)


@given(
    st.sampled_from(["id_number", "phone", "date"]),
    st.text(alphabet="0123456789XxOoIlEGHM年月-.:： 号身份证护照٣²Ⅷ①", max_size=24),
)
def test_nearly_right_texts(kind: str, text: str) -> None:
    assert reason(kind, text)
    digits.receipt(text)


def test_no_common_name_is_asked_again() -> None:
    assert [name for name in names(5_000, seed=11) if reason("name", name) != "ok"] == []
