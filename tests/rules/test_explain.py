"""An outcome explains itself: what applied, what did not and why, what is missing, each with its words."""

import dataclasses
import datetime as dt
import re

import pytest

from rules import deadlines
from rules import witness_protection as wp
from rules.explain import Citation, explain
from rules.flows import apply
from rules.outcome import Outcome
from rules.reference import Ref, quote
from tests.rules.test_rules_cases import all_cases, run


def request(**facts: object) -> Outcome:
    given = {"role": "witness", "case_kind": "drugs", "who": frozenset({"self"}), "gravity": "grave", **facts}
    return wp.request(wp.Request(on=dt.date(2026, 3, 2), **given))  # type: ignore[arg-type]


def test_the_decision_is_said_with_reference_and_quotation() -> None:
    told = explain(request())
    assert told.decision.code == "assess"
    assert [c.ref.short for c in told.decision.citations] == ["1:5", "1:6.1"]
    assert told.decision.citations[0] == Citation(Ref(1, 5), "《证人保护规定》第五条", quote(Ref(1, 5)))


def test_what_did_not_apply_says_what_it_needs() -> None:
    told = explain(request(consent="yes"))
    needs = {c.measure.code: [n.code for n in c.needs] for c in told.not_applied}
    assert needs == {"safe_place": ["imminent_danger"], "relocation": ["critical_danger"]}
    assert "special_protection" in {m.code for m in told.open_measures}
    assert "safe_place" not in {m.code for m in told.open_measures}
    line = next(line for line in told.text().splitlines() if line.startswith("- 带到安全场所"))
    assert (
        line
        == "- 带到安全场所（《证人保护规定》第七条第四项；《证人保护规定》第十二条）：需要面临急迫的人身安全危险（《证人保护规定》第十二条）"
    )


def test_what_is_missing_is_listed_in_order() -> None:
    told = explain(wp.assess(wp.Assessment(dt.date(2026, 3, 2), "requested", reality="real", degree="grave")))
    assert [m.code for m in told.missing][:2] == ["factor_nature", "factor_suspect"]
    assert "还缺少：\n- 案件性质（《证人保护规定》第五条）\n" in told.text()


def test_a_deadline_is_said_with_its_day_and_its_effect() -> None:
    facts = {"applicant": "self", "ground": "infringed", "behaviour": "threat", "scene": "non_scene", "injury": "none"}
    told = explain(apply("rights", facts, filled=set(), on=dt.date(2026, 9, 25)))
    period = next(p for p in told.periods if p.code == "answer_application")
    assert "3个工作日，至2026年9月30日" in period.text
    assert "视为受理" in period.effect
    assert "暂定" not in period.text
    assert period.citations[0].ref.short == "3:31"
    assert period.text in told.text()


def test_a_provisional_day_says_so() -> None:
    facts = {"applicant": "self", "ground": "infringed", "behaviour": "threat", "scene": "non_scene", "injury": "none"}
    told = explain(apply("rights", facts, filled=set(), on=dt.date(2031, 9, 25)))
    assert all("（暂定）" in p.text for p in told.periods)


def test_a_duty_without_days_names_no_day_and_a_decided_term_its_own() -> None:
    ref = (Ref.parse("1:6.2"),)
    day = dt.date(2026, 3, 1)
    duty = deadlines.Deadline("urgent", "补办呈请手续", day, 0, "at_once", day, False, ref, word="立即")
    ban = deadlines.Deadline("ban", "禁止令期限", day, 30, "decided", dt.date(2026, 3, 31), False, ref)
    moved = deadlines.Deadline(
        "x", "反馈", day, 3, "calendar_days", dt.date(2026, 3, 9), False, ref, counted=dt.date(2026, 3, 7)
    )
    told = explain(dataclasses.replace(request(), deadlines=(duty, ban, moved)))
    assert [p.text for p in told.periods] == [
        "补办呈请手续：立即",
        "禁止令期限：至2026年3月31日",
        "反馈：3日，至2026年3月9日，末日遇休息日，已顺延",
    ]


def test_each_provision_is_quoted_once_and_only_on_wish() -> None:
    told = explain(request(gravity="imminent"))
    assert len({c.ref for c in told.sources}) == len(told.sources)
    text = told.text()
    for source in told.sources:
        assert text.count(f"{source.cite}：“{source.words}”") == 1
    assert "条文：" not in told.text(quotations=False)
    assert "结论：" in told.text(quotations=False)


def test_empty_parts_have_no_heading() -> None:
    text = explain(wp.secrecy_duty("outsider")).text()
    assert "还缺少" not in text
    assert "批准：" not in text
    assert "期限：" not in text


@pytest.mark.parametrize("case", all_cases())
def test_every_case_can_be_explained(case: dict[str, object]) -> None:
    """Nothing of an outcome is lost, and every reference shown is quoted."""
    outcome = run(str(case["rule"]), case["facts"])  # type: ignore[arg-type]
    if not isinstance(outcome, Outcome):
        return
    told = explain(outcome)
    text = told.text()
    points = (*outcome.reasons, *outcome.missing, *outcome.documents, *outcome.notes)
    for sentence in (outcome.text, *(p.text for p in points), *(m.title for m in outcome.measures)):
        assert sentence.removesuffix("。") in text
    assert tuple(c.ref for c in told.sources) == outcome.all_refs()
    assert len(told.open_measures) + len(told.not_applied) == len(outcome.measures)
    assert not re.search(r"[a-z_]{3,}", text), "a code shows"
