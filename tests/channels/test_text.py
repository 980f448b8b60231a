"""Cleaning: whatever comes in, nothing invisible and no leading slash gets on; what is sealed is the person's
own words.
"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import control
from bot.channels.text import bare, clean, digits, without_long_numbers
from bot.channels.validators import Invalid, check


@given(st.text(max_size=200))
def test_cleaned_text_has_nothing_invisible(text: str) -> None:
    cleaned = clean(text)
    for form in (cleaned.kept.replace("\n", "").replace("\t", ""), cleaned.plain.replace("\t", "")):
        assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn") for c in form)
    assert not cleaned.plain.startswith(("/", "\\", " "))
    assert "\n" not in cleaned.plain


@given(st.text(alphabet="他在2024年3月收了钱，用于买房。（见附件）\n㎡Ⅳ①", max_size=100))
def test_printable_words_are_kept_as_they_are(text: str) -> None:
    assert clean(text).kept == text.strip()


@pytest.mark.parametrize(
    "text", ["/restart", "／restart", "//／ restart", "\u200b/\u200brestart", "⁄restart", "\\restart"], ids=ascii
)
def test_leading_slashes_go(text: str) -> None:
    assert clean(text).plain == "restart"


@given(st.integers(10**6, 10**24))
def test_long_numbers_do_not_get_to_understanding(number: int) -> None:
    text = without_long_numbers(f"编号{number:,}吗 {number}".replace(",", " "))
    assert not any(c in "0123456789" for c in text)


def test_numbers_as_people_say_them() -> None:
    assert digits("４８二九 幺零五七-三三六一") == "482910573361"
    assert bare("「取 消」！") == "取消"


def test_no_control_word_stands_twice() -> None:
    assert control.sections()["cancel"]
    assert control.exact("取消。") == "cancel"
    assert control.exact("取消订单") is None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("id_number", "11010519491231002x"),
        ("id_number", "110105 19491231 002X"),
        ("contact", "138-0000-1111"),
        ("contact", "０５７３－８２２２３４５６"),
        ("contact", "微信 wx_lucky88"),
        ("contact", "a.b@example.com"),
        ("phone", "+86 13800001111"),
        ("name", "欧阳·买买提"),
        ("address", "城西路3号"),
        ("text", "。他收钱了"),
    ],
)
def test_good_answers(kind: str, text: str) -> None:
    check(kind, clean(text).plain, 100)


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("id_number", "11010519491231002", "id_length"),
        ("id_number", "110105194912310021", "id_checksum"),
        ("phone", "12345", "phone"),
        ("contact", "110", "phone"),
        ("contact", "没有", "none_given"),
        ("name", "？？", "empty"),
        ("text", "x" * 101, "too_long"),
        ("date", "不是昨天", "date"),
    ],
)
def test_bad_answers(kind: str, text: str, reason: str) -> None:
    with pytest.raises(Invalid) as error:
        check(kind, clean(text).plain, 100)
    assert error.value.reason == reason
