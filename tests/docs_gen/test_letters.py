"""Letters of 规定 2 and who reads them: nobody named to a unit that may retaliate, no more than the name to others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from docs_gen.documents import KINDS, DocumentData
from docs_gen.documents.letters import LetterToUnit
from docs_gen.errors import BadField, IdentityExposed, IdentityUnchecked, MissingField
from docs_gen.render import render
from tests.docs_gen import samples
from tests.docs_gen.reading import text
from tests.docs_gen.samples.reporter_letters import CORRECTION, COURT, EXPLANATION, PLAN, RELIEF, RISK
from tests.docs_gen.samples.rights import RIGHTS_FORM
from tests.docs_gen.samples.rights_outcomes import REVIEW_REQUEST, SUPERVISION, VINDICATION, WARNING

TO_UNIT = (EXPLANATION, CORRECTION)
SILENT = (*TO_UNIT, WARNING)
NAMING = (RELIEF, COURT, VINDICATION, SUPERVISION)


def free(document: DocumentData) -> list[str]:
    return [one.name for one in document.specs() if one.kind in ("lines", "many") and one.name != "copies"]


def with_words(document: DocumentData, name: str, words: str) -> DocumentData:
    value: Any = getattr(document, name)
    change: dict[str, Any] = {name: (*value, words) if isinstance(value, tuple) else f"{value}{words}"}
    return replace(document, **change)


# -- to the unit that may retaliate ---------------------------------------------------------------


@pytest.mark.parametrize("document", SILENT, ids=lambda d: d.kind)
def test_it_has_no_field_for_a_person_behind_it(document: DocumentData) -> None:
    assert document.names_nobody
    assert not {"name", "alias", "applicant_name", "contact_of_person"} & {one.name for one in document.specs()}
    assert not [one for one in document.specs() if one.identity]


@pytest.mark.parametrize("document", SILENT, ids=lambda d: d.kind)
def test_it_is_never_made_unchecked(document: DocumentData) -> None:
    with pytest.raises(IdentityUnchecked):
        render(document)
    assert samples.TRUE_NAME not in text(render(document, protected=samples.IDENTITY))


@pytest.mark.parametrize(("document", "name"), [(one, name) for one in SILENT for name in free(one)])
def test_a_name_in_any_of_its_texts_is_refused(document: DocumentData, name: str) -> None:
    for said in (samples.TRUE_NAME, " 欧阳 镕喆 ", "139-0000-1234"):
        with pytest.raises(IdentityExposed):
            render(with_words(document, name, said), protected=samples.IDENTITY)


@pytest.mark.parametrize(("document", "name"), [(one, name) for one in TO_UNIT for name in free(one)])
@pytest.mark.parametrize("words", ["有人举报你单位", "举 报", "因检举受到处理", "根据线索", "控告"])
def test_it_says_nothing_of_a_report(document: LetterToUnit, name: str, words: str) -> None:
    with pytest.raises(BadField) as caught:
        render(with_words(document, name, words), protected=samples.IDENTITY)
    assert words not in str(caught.value)
    assert "第五条第五项" in str(caught.value)


@pytest.mark.parametrize("document", TO_UNIT, ids=lambda d: d.kind)
def test_it_tells_that_it_names_nobody_and_what_retaliation_brings(document: LetterToUnit) -> None:
    printed = text(render(document, protected=samples.IDENTITY))
    assert "本函不表明任何人是否举报" in printed and "第十二条第一款" in printed


def test_letters_cite_their_own_item() -> None:
    cited = {"explanation_request": "第八条第二款", "correction_proposal": "第八条第一款第二项",
             "relief_letter": "第八条第一款第三项", "court_protection_letter": "第十一条第二款"}  # fmt: skip
    for one in (EXPLANATION, CORRECTION, RELIEF, COURT):
        assert f"若干规定》{cited[one.kind]}的规定" in text(samples.made(one))


@pytest.mark.parametrize("document", TO_UNIT, ids=lambda d: d.kind)
def test_a_day_to_reply_by_is_the_offices_own(document: LetterToUnit) -> None:
    with_day = text(samples.made(replace(document, reply_by=date(2026, 3, 16))))
    without = text(samples.made(replace(document, reply_by=None)))
    assert "2026年3月16日前" in with_day and "3月16日" not in without and "请及时" in without


# -- to those who must know the name --------------------------------------------------------------


@pytest.mark.parametrize("document", NAMING, ids=lambda d: d.kind)
def test_it_may_bear_the_name_and_nothing_else_of_the_person(document: DocumentData) -> None:
    assert document.withholds >= {"身份证件号码", "住址", "电话"}
    known = samples.IDENTITY.only(document.withholds)
    assert samples.TRUE_NAME in text(render(document, protected=known))
    for said in ("13900001234", "身份证110101199003078814", "住柳荫街18号3幢402室"):
        with pytest.raises(IdentityExposed):
            render(with_words(document, free(document)[0], said), protected=known)


@pytest.mark.parametrize("kind", ["relief_letter", "court_protection_letter"])
def test_under_an_alias_it_says_where_the_name_is_kept(kind: str) -> None:
    covered = next(one for one in samples.COVERED if one.kind == kind)
    printed = text(samples.made(covered))
    assert "程安（化名）" in printed and "单独成卷（第十一条第一款）" in printed


def test_other_measures_for_the_court_are_written_out() -> None:
    with pytest.raises(MissingField, match="其他措施的内容"):
        render(replace(COURT, other_measures=""))
    plain = text(render(replace(COURT, measures=("不暴露外貌",), other_measures="")))
    assert "不暴露真实声音" not in plain and "其他措施的内容" not in plain


# -- risk and plan --------------------------------------------------------------------------------


def test_a_second_assessment_says_what_changed() -> None:
    first = replace(RISK, occasion="受理后评估", previous_level="", changes="")
    assert "首次评估" in text(render(first))
    with pytest.raises(MissingField, match="原风险等级、变化的情况"):
        render(replace(RISK, previous_level="", changes=""))


def test_the_form_says_which_level_the_factors_point_to() -> None:
    assert RISK.proposed == "高"
    work = next(one for one in RISK.factors if one.nature == "工作和待遇")
    assert replace(RISK, factors=(work,)).proposed == "低"
    assert replace(RISK, factors=(replace(work, influence="波及近亲属"),)).proposed == "中"
    assert replace(RISK, factors=()).proposed == ""


def test_several_risks_are_counted_as_risks() -> None:
    with pytest.raises(MissingField, match="程度（第2项）"):
        render(replace(RISK, factors=(RISK.factors[0], replace(RISK.factors[1], degree=""))))


@pytest.mark.parametrize(("level", "needed"), [("高", True), ("中", False), ("低", False)])
def test_a_plan_for_a_high_risk_names_the_police_beforehand(level: str, needed: bool) -> None:
    plan = replace(PLAN, level=level, police_unit="")
    if needed:
        with pytest.raises(MissingField, match="协助的公安机关"):
            render(plan)
    else:
        assert "协助的公安机关：需要协助时商请。" in text(render(plan))


# -- regulation 3 ---------------------------------------------------------------------------------


def test_a_late_request_for_review_is_made_and_says_why() -> None:
    with pytest.raises(MissingField, match="超过期限申请的原因"):
        render(replace(REVIEW_REQUEST, late_reason=""))
    in_time = replace(REVIEW_REQUEST, date=date(2026, 4, 16), late_reason="")
    assert not in_time.late and "超过期限" not in text(render(in_time))
    assert REVIEW_REQUEST.review_due is not None
    unsettled = replace(REVIEW_REQUEST, review_due=replace(REVIEW_REQUEST.review_due, provisional=True))
    assert not unsettled.late


def test_a_warning_is_copied_and_leaves_true_complaints_free() -> None:
    with pytest.raises(MissingField, match="抄报单位"):
        render(replace(WARNING, copies=()), protected=samples.IDENTITY)
    printed = text(samples.made(WARNING))
    assert "抄报：青禾街道办事处、柳荫社区居民委员会" in printed and "如实反映问题" in printed


def test_a_proposal_never_turns_an_application_against_the_applicant() -> None:
    assert "不得因民警提出申请、申诉而加重对其处分、处理（第三十三条）" in text(render(SUPERVISION))
    assert "第十八条" not in text(render(replace(SUPERVISION, tolerant=False)))


def test_a_notice_that_clears_an_officer_has_no_field_for_who_complained() -> None:
    assert not {"complainant", "against", "reporter"} & {one.name for one in VINDICATION.specs()}
    assert "恢复名誉" in text(render(VINDICATION))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("vindication_notice", "民警程安（化名）于2026年2月24日被投诉反映有关问题"),
        ("supervision_proposal", "程安（化名）的维护执法权威申请"),
    ],
)
def test_a_sentence_under_an_alias_reads_well(kind: str, words: str) -> None:
    covered = next(one for one in samples.COVERED if one.kind == kind)
    assert words in text(samples.made(covered))


@pytest.mark.parametrize("kind", KINDS)
def test_values_of_every_kind_are_printed_as_typed(kind: str) -> None:
    typed = "<b>&{{x}}{% if y %} 朱镕喆燊"
    document = next(one for one in samples.OPEN if one.kind == kind)
    places = [
        one
        for one in document.specs()
        if one.required and one.kind in ("lines", "text") and not one.pattern + one.identity
    ]
    name = next((one.name for one in places if one.kind == "lines"), places[0].name)
    change: dict[str, Any] = {name: typed}
    assert typed in text(samples.made(replace(document, **change)))


# -- the form of an application ------------------------------------------------------------------


@pytest.mark.parametrize(("scene", "said", "unsaid"), [("现场", "现场的迅速处置", "自收到之日起"), ("非现场", "自收到之日起3个工作日内", "迅速处置")])
def test_only_an_application_that_is_not_at_a_scene_has_a_day_for_its_answer(scene: str, said: str, unsaid: str) -> None:
    form = text(render(replace(RIGHTS_FORM, scene=scene, answer_due=None, lawyer=False)))
    assert said in form and unsaid not in form
    assert "没有提出" in form, "whoever is not hurt is not asked for a lawyer, and needs none is nothing they said"
