"""The data classes: declared fields, reading from a form, conditions, and agreement with the rules."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from docs_gen.documents import (
    KINDS,
    DocumentData,
    Due,
    ProtectedPerson,
    ProtectionReport,
    RightsAccepted,
    RightsApplicationForm,
)
from docs_gen.documents.rights import CONCLUSIONS
from docs_gen.errors import BadField, MissingField
from docs_gen.render import render
from rules import witness_protection
from tests.docs_gen import samples
from tests.docs_gen.reading import text


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_is_declared_in_chinese(kind: type[DocumentData]) -> None:
    labels = [spec.label for spec in kind.specs()]
    assert labels and len(set(labels)) == len(labels)
    assert all("\u4e00" <= label[0] <= "\u9fff" for label in labels)


def test_documents_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        samples.RECEIPT.mode = "匿名举报"  # type: ignore[misc]


def test_the_report_wants_what_the_rules_want() -> None:
    """The six contents of 规定 1 第六条第一款 by rules, item for item, and in order."""
    own = {"id_number": ("age", "id_document")}
    numerals = "一二三四五六"
    missing = [(one.item, one.label) for one in replace(ProtectionReport(), persons=(ProtectedPerson(),)).missing()]
    specs = {s.name: s for s in (*ProtectionReport.specs(), *ProtectedPerson.specs())}
    for numeral, content in zip(numerals, witness_protection.contents(date(2026, 3, 2)), strict=True):
        wanted = {name for item in content.items for name in own.get(item, (item,))}
        assert {label for item, label in missing if item == f"第（{numeral}）项"} == {specs[n].label for n in wanted}
        assert all(not specs[name].required for name in content.optional)


def test_reading_from_a_form() -> None:
    values = {
        "office": "甲办",
        "number": "甲〔2026〕1号",
        "applicant_name": "某某",
        "applied_on": "2026-02-24",
        "registered_as": "1",
        "deemed": "on",
        "investigation_due": "2027-01-05 暂定",
        "higher_office": "乙办",
        "contact": "丙",
        "date": "2026-02-26",
    }
    made = RightsAccepted.from_values(values)
    assert made.deemed is True
    assert made.applied_on == date(2026, 2, 24)
    assert made.investigation_due == Due(date(2027, 1, 5), provisional=True)
    assert made.missing() == ()
    assert "2027年1月5日（暂定" in text(render(made))


def test_reading_groups_and_lists_from_a_form() -> None:
    made = ProtectionReport.from_values(
        {"persons": [{"alias": "程安", "sex": "男"}], "measures": "甲\n乙", "urgent": ""}
    )
    assert made.persons == (ProtectedPerson(alias="程安", sex="男"),)
    assert made.measures == ("甲", "乙")
    assert made.urgent is False


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"applied_on": "2月30日"}, "申请日期"),
        ({"applied_on": "2026-02-30"}, "申请日期"),
        ({"nonsense": "1"}, "nonsense"),
    ],
)
def test_a_form_value_that_cannot_be_read_is_named(values: dict[str, object], label: str) -> None:
    with pytest.raises(BadField, match=label):
        RightsAccepted.from_values(values)


def test_a_relative_says_of_whom() -> None:
    with pytest.raises(MissingField, match="与民警的关系"):
        render(replace(samples.RIGHTS_FORM, applicant="近亲属"))
    assert "夫妻" in text(render(replace(samples.RIGHTS_FORM, applicant="近亲属", relative="夫妻")))


def test_another_conclusion_is_written_out() -> None:
    other = replace(samples.RESULT, conclusion="其他")
    with pytest.raises(MissingField, match="其他核查结论"):
        render(other)
    printed = text(render(replace(other, conclusion_other="未发现侵犯执法权威的情形。")))
    assert "未发现侵犯执法权威的情形。" in printed and "第三十四条" not in printed


@pytest.mark.parametrize("conclusion", CONCLUSIONS[:3])
def test_a_conclusion_brings_its_consequence(conclusion: str) -> None:
    assert "根据第三十四条的规定，" in text(render(replace(samples.RESULT, conclusion=conclusion)))


def test_the_chosen_ground_is_ticked() -> None:
    grounds = next(s.options for s in RightsApplicationForm.specs() if s.name == "ground")
    for n, ground in enumerate(grounds, start=1):
        printed = text(render(replace(samples.RIGHTS_FORM, ground=ground)))
        assert f"☑{n}. {ground}" in printed
        assert printed.count("□") >= 2


def test_a_person_without_a_workplace() -> None:
    person = replace(samples.PERSON, work_unit="")
    assert render(replace(samples.REPORT, persons=(person,)))


def test_urgent_steps_are_reported() -> None:
    made = replace(samples.REPORT, urgent=True, urgent_steps="已派员贴身保护。")
    assert "第六条第二款的规定先行采取以下措施，现同时办理呈请手续：已派员贴身保护。" in text(render(made))
    with pytest.raises(MissingField, match="已先行采取的措施"):
        render(replace(made, urgent_steps=""))
