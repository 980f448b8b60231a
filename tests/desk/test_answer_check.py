"""The check of answers: what touches a report is refused however it is written; what is harmless passes."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from desk.answer_check import offending
from tests.conftest import SHARED

HARMLESS = (Path(__file__).parent / "harmless_answers.txt").read_text(encoding="utf-8").splitlines()
CARRIER = "您好，您反映的情况已经收到，{}，正在办理，请耐心等待。"
PARTY = "刘建国，市教育局基建科科长"
FACTS = (
    "2024年3月12日，教育局基建科科长刘建国在实验小学校舍工程招标中收受承包商陈富贵现金三十万元，地点在云山街42号茶楼，"
    "车牌浙A12345，电话13912345678。吴某和张2某在场。"
)
SECRET = [PARTY, FACTS]


def facts() -> list[str]:
    """Real descriptions of crimes, as a report could tell them."""
    with (SHARED / "data" / "case_facts.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line)["fact"] for line in lines]


@pytest.mark.parametrize(
    "words",
    [
        "刘建国",
        "刘 建 国",
        "刘·建国",
        "留建国",  # by its sound
        "劉建國",
        "liujianguo",
        "Liu Jianguo",
        "LJG",
        "L.J.G",
        "刘科长",
        "老刘",
        "陈富贵",
        "吴某",
        "张2某",
        "三十万元",
        "30万元",
        "300000元",
        "300,000元",
        "叁拾万元",
        "三 十 万元",
        "３０万元",
        "近30万元",
        "三十来个",
        "二十九万元",  # rounded the other way
        "云山街",
        "42号",
        "四十二号",
        "3月12日",
        "2024年3月",
        "2024-03-12",
        "三月十二日",
        "13912345678",
        "1391234",
        "一三九一二三四五六七八",
        "12345",
        "教育局",
        "基建科",
        "校舍",
        "招标",
        "收受现金",
        "茶楼",
        "实验小学",
    ],
)
def test_what_touches_the_report_is_refused(words: str) -> None:
    assert offending(CARRIER.format(words), SECRET)


@pytest.mark.parametrize("answer", HARMLESS)
def test_harmless_answers_pass(answer: str) -> None:
    assert offending(answer, SECRET) == []


def test_harmless_answers_pass_beside_real_descriptions() -> None:
    chosen = random.Random(7)
    told = facts()
    wrong = [a for a in HARMLESS for f in chosen.sample(told, 1) if offending(a, [f])]
    assert len(wrong) <= len(HARMLESS) // 20, wrong


def test_every_run_of_eight_characters_is_refused() -> None:
    chosen = random.Random(3)
    for fact in chosen.sample(facts(), 25):
        plain = re.sub(r"\s", "", fact)
        start = chosen.randrange(max(1, len(plain) - 8))
        assert offending(CARRIER.format(plain[start : start + 8]), [fact]), plain[start : start + 8]


def test_every_name_number_and_amount_is_refused() -> None:
    chosen = random.Random(5)
    for fact in chosen.sample(facts(), 25):
        names = re.findall(r"(?:被告人|被害人|证人)([一-鿿]\d?某[甲乙丙\d]?)", fact)
        numbers = re.findall(r"(?<![\d.,，])\d{2,}(?![\d.,，])", fact)
        amounts = re.findall(r"(?<![\d.,，])\d+(?:\.\d+)?余?[万亿]?元", fact)
        for found in (names, numbers, amounts):
            for words in chosen.sample(found, min(1, len(found))):
                if words not in {"110", "120", "119"}:
                    assert offending(CARRIER.format(words), [fact]), words


def test_the_words_are_those_of_the_answer_in_order() -> None:
    assert offending("金额三十万元，涉及刘建国。", SECRET) == ["三十万元", "刘建国"]


def test_a_day_by_which_something_is_due_passes_though_its_parts_are_in_the_report() -> None:
    assert offending("请在2024年12月3日前补充材料。", ["2024年3月12日下午3点"]) == []
    assert offending("请在2024年3月12日前补充材料。", ["2024年3月12日下午3点"])


def test_the_hotline_passes_though_the_reporter_called_it() -> None:
    assert offending("危险就在眼前，请拨打110。", ["我打了110报警"]) == []


def test_nothing_opened_nothing_refused() -> None:
    assert offending("您好，已收到。", []) == []
    assert offending("您好，已收到。", ["", "  "]) == []
