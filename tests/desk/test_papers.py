"""Papers: each kind made from a case through its form, opened as Word and read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from docx import Document
from starlette.datastructures import FormData

from desk import paper_form
from desk.papers import OF_CASE
from docs_gen.documents import KINDS, FieldSpec
from docs_gen.documents.base import SECRECY_PATTERN
from store import documents, statuses
from store.rewards import begin_reward
from tests.desk.desk import PROTECT, PROTECTION_REPORT_TEXTS, WITNESS, Desk, Person, inputs

FLOW = {
    "report": "report",
    "reporter_protection": "protect_reporter",
    "witness_protection": "protect_witness",
    "urgent_protection": "urgent",
    "protection_report": "protection_report",
    "rights_application": "rights",
    "reward": "reward",
}
ROLE = {
    "report": "intake_officer",
    "reporter_protection": "intake_officer",
    "witness_protection": "protection_officer",
    "urgent_protection": "protection_officer",
    "protection_report": "protection_officer",
    "rights_application": "rights_officer",
    "reward": "intake_officer",
}

# What a kind wants when other values make it necessary, or in a form of its own.
ALSO: dict[str, dict[str, str]] = {
    "contact_ban": {"until_on": "2027-05-31"},
    "reporter_protection_plan": {"police_unit": "示例市公安局城南派出所"},
    "reward_opinion": {"persons.0.honour": "证书"},
    "reward_payment": {
        "persons.0.amount": "20000",
        "approved_total": "20000",
        "present": "苏珺\n何喆",
        "decided_on": "2026-03-01",
    },
    "review_request": {"late_reason": "住院治疗"},
}


def make_case(desk: Desk, kind: str) -> str:
    """A case of that kind with content."""
    match FLOW[kind]:
        case "report":
            case_id = desk.report().case_id
            desk.approve(case_id)
            return case_id
        case "reward":
            officer = desk.make.staff("intake_officer")
            with desk.office.store.begin() as s:
                return begin_reward(s, desk.report().case_id, officer)
        case "rights":
            return desk.rights().case_id
        case "protection_report":
            with_alias = desk.protection_report(alias="甲某")
            return with_alias.case_id
        case "protect_reporter":
            texts = {"name": "周晓梅", "contact": "13912345678", "against": "单位领导", "facts": "被无故辞退"}
            return desk.case("protect_reporter", PROTECT, texts).case_id
        case "protect_witness":
            texts = {k: PROTECTION_REPORT_TEXTS[k] for k in ("name", "address", "relation", "case_facts")}
            return desk.case(
                "protect_witness", WITNESS, {**texts, "facts": "收到威胁", "contact": "13800001111"}
            ).case_id
    return desk.case("urgent", {}, {"facts": "有人在门口", "contact": "13800001111"}).case_id


def fill(kind: str, form: dict[str, Any]) -> dict[str, Any]:
    """Complete a form as an officer would: what is missing gets a plausible value, until nothing is missing.

    What other values make necessary comes up once those are there, so it is asked for again.
    """
    done = dict(form)
    done |= {name: value for name, value in ALSO.get(kind, {}).items() if not done.get(name)}
    for _ in range(4):
        missing = paper_form.check(KINDS[kind], paper_form.read(KINDS[kind], FormData(list(_pairs(done))))).missing
        labels = {one.label for one in missing}
        if not labels:
            break
        for spec in KINDS[kind].specs():
            if spec.of is not None:
                rows = int(done.get(f"{spec.name}.count") or 0)
                for n in range(rows):
                    for inner in spec.of.specs():
                        if {
                            inner.label,
                            f"{inner.label}（第{n + 1}{spec.unit}）",
                            spec.label,
                        } & labels and inner.required:
                            name = f"{spec.name}.{n}.{inner.name}"
                            hidden = done.get(f"{spec.name}.{n}.alias") and inner.identity
                            done[name] = done.get(name) or ("" if hidden else _plausible(inner))
            elif spec.label in labels:
                done[spec.name] = _plausible(spec)
    if "number" in {s.name for s in KINDS[kind].specs() if s.required} and not done.get("number"):
        done["number"] = ""
    return done


def _pairs(form: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in form.items():
        for one in value if isinstance(value, list) else [value]:
            yield name, one


def _plausible(spec: FieldSpec) -> str:
    if spec.pattern == SECRECY_PATTERN:
        return "机密★1年"
    if spec.options:
        return spec.options[0]
    return {"date": "2026-11-20", "due": "2027-01-05"}.get(spec.kind, "某项")


def text_of(data: bytes) -> str:
    """All words of a Word file."""
    document = Document(io.BytesIO(data))
    words = [p.text for p in document.paragraphs]
    for table in document.tables:
        words += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(words)


def make_paper(person: Person, case_id: str, kind: str, **more: str) -> tuple[str, str]:
    """Make a paper by its form; (page, words of the Word file)."""
    at = f"/cases/{case_id}/papers/{kind}"
    form = fill(kind, inputs(person.post(at).text)) | more
    form.pop("csrf")
    made = person.post(at, **form, action="make")
    found = re.search(r"/cases/[^/]+/documents/[^\"]+", made.text)
    assert found, re.findall(r'class="(?:problem|error)"[^>]*>(.*?)</', made.text, re.DOTALL)
    taken = person.post(found[0])
    assert taken.status_code == 200, taken.text
    return made.text, text_of(taken.content)


@pytest.mark.parametrize(("case_kind", "kind"), [(c, k) for c, kinds in OF_CASE.items() for k in kinds])
def test_every_paper_of_every_case(desk: Desk, case_kind: str, kind: str) -> None:
    assert set(OF_CASE) == set(statuses.kinds())
    case_id = make_case(desk, case_kind)
    page, words = make_paper(desk.as_(ROLE[case_kind]), case_id, kind)
    assert KINDS[kind].title in page
    assert KINDS[kind].title.replace("关于", "")[-4:] in words.replace("\n", "") or KINDS[kind].title in words
    assert "（缺）" not in words and "{{" not in words


def test_values_of_the_case_stand_in_the_paper(desk: Desk) -> None:
    case = desk.rights()
    _, words = make_paper(desk.as_("rights_officer"), case.case_id, "rights_application_form")
    for value in ("何振华", "城南派出所", "马大勇", "公然侮辱", "城南路18号"):
        assert value in words


def test_a_receipt_needs_no_approval_and_holds_no_content(desk: Desk) -> None:
    case = desk.report()
    _, words = make_paper(desk.as_("intake_officer"), case.case_id, "report_receipt")
    assert "刘建国" not in words and "周晓梅" not in words
    assert case.number[:4] in words


def test_numbers_run_on_and_none_is_lost(desk: Desk) -> None:
    officer = desk.as_("rights_officer")
    numbers = []
    for _ in range(2):
        case = desk.rights()
        page, words = make_paper(officer, case.case_id, "rights_accepted")
        found = re.search(r"示公维受〔\d{4}〕(\d+)号", page)
        assert found and found[0] in words
        numbers.append(int(found[1]))
        bad = officer.post(f"/cases/{case.case_id}/papers/rights_accepted", action="make", office="x")
        assert bad.status_code == 422
    assert numbers == [1, 2]


def test_the_same_form_sent_twice_makes_one_paper(desk: Desk) -> None:
    case = desk.rights()
    officer = desk.as_("rights_officer")
    at = f"/cases/{case.case_id}/papers/rights_accepted"
    form = fill("rights_accepted", inputs(officer.post(at).text))
    form.pop("csrf")
    assert officer.post(at, **form, action="make").text == officer.post(at, **form, action="make").text
    with desk.office.store.read() as s:
        assert len(documents.of_case(s, case.case_id)) == 1


def test_a_protection_report_lacking_something_can_only_be_a_draft(desk: Desk) -> None:
    case = desk.protection_report(alias="甲某", necessity="", department="")
    officer = desk.as_("protection_officer")
    at = f"/cases/{case.case_id}/papers/protection_report"
    form = inputs(officer.post(at).text)
    form.pop("csrf")
    form["department"] = ""
    refused = officer.post(at, **form, action="make")
    assert refused.status_code == 422
    assert "第（五）项执行保护的部门" in refused.text
    draft = officer.post(at, **form, action="draft")
    found = re.search(r"/cases/[^/]+/documents/[^\"]+", draft.text)
    assert found
    words = officer.post(found[0]).content
    assert "草稿" in text_of(words)
    # And the status that says it was submitted waits for the finished one.
    blocked = officer.post(f"/cases/{case.case_id}/steps/submit")
    assert blocked.status_code == 409 and "呈请证人保护报告书" in blocked.text


def test_two_persons_in_one_report(desk: Desk) -> None:
    case = desk.protection_report(alias="甲某")
    officer = desk.as_("protection_officer")
    at = f"/cases/{case.case_id}/papers/protection_report"
    form = fill("protection_report", inputs(officer.post(at).text))
    form.pop("csrf")
    more = inputs(officer.post(at, **form, action="add:persons").text)
    assert more["persons.count"] == "2" and "persons.1.alias" in more
    more.pop("csrf")
    more |= {"persons.1.alias": "乙某", "persons.1.sex": "女", "persons.1.age": "30", "persons.1.relation": "证人之妻"}
    made = officer.post(at, **more, action="make")
    found = re.search(r"/cases/[^/]+/documents/[^\"]+", made.text)
    assert found
    words = text_of(officer.post(found[0]).content)
    assert "甲某" in words and "乙某" in words and "孙立民" not in words


def test_hidden_information_means_an_alias(desk: Desk) -> None:
    case = desk.protection_report()  # 不公开个人信息 was chosen, no alias given
    officer = desk.as_("protection_officer")
    at = f"/cases/{case.case_id}/papers/protection_report"
    form = fill("protection_report", inputs(officer.post(at).text))
    form.pop("csrf")
    refused = officer.post(at, **form, action="make")
    assert refused.status_code == 422 and "化名" in refused.text


def test_a_refusal_needs_its_reasons_before_its_status(desk: Desk) -> None:
    case = desk.started_rights()
    officer = desk.as_("rights_officer")
    blocked = officer.post(f"/cases/{case.case_id}/steps/refuse")
    assert blocked.status_code == 409
    assert "不予受理答复书" in blocked.text and "第三十一条" in blocked.text
    at = f"/cases/{case.case_id}/papers/rights_refused"
    form = fill("rights_refused", inputs(officer.post(at).text)) | {"reasons": "  "}
    form.pop("csrf")
    assert "不予受理的理由" in officer.post(at, **form, action="make").text
    page, words = make_paper(officer, case.case_id, "rights_refused", reasons="不属于维权办职责范围。", step="refuse")
    assert "不属于维权办职责范围" in words
    assert "状态已设为“不予受理”" in page


def test_a_misfilled_field_is_named_in_chinese(desk: Desk) -> None:
    case = desk.rights()
    officer = desk.as_("rights_officer")
    at = f"/cases/{case.case_id}/papers/rights_accepted"
    form = fill("rights_accepted", inputs(officer.post(at).text)) | {"number": "第3号", "applied_on": "昨天"}
    form.pop("csrf")
    reply = officer.post(at, **form, action="make")
    assert reply.status_code == 422
    assert "机关代字" in reply.text and "日期应写作" in reply.text
    assert 'aria-invalid="true"' in reply.text


def test_papers_of_other_kinds_do_not_exist(desk: Desk) -> None:
    case = desk.rights()
    officer = desk.as_("rights_officer")
    assert officer.post(f"/cases/{case.case_id}/papers/report_receipt").status_code == 404
    assert officer.post(f"/cases/{case.case_id}/papers/nonsense").status_code == 404


def test_kept_papers_are_sealed(desk: Desk) -> None:
    case = desk.rights()
    make_paper(desk.as_("rights_officer"), case.case_id, "rights_application_form")
    raw = b"".join(path.read_bytes() for path in desk.office.settings.data.glob("shoukou.db*"))
    assert b"PK\x03\x04" not in raw and "马大勇".encode() not in raw
    assert ("document.open", "refused:role") not in desk.records(case.case_id)
