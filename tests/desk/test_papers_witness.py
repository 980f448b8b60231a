"""Papers of regulation 1 from a case: begun with what their reader may know, refused with more."""

from __future__ import annotations

import re
from typing import Any

import pytest

from desk.papers import OF_CASE
from tests.desk.desk import PROTECTION_REPORT, PROTECTION_REPORT_TEXTS, WITNESS, Desk, inputs
from tests.desk.test_papers import fill, make_paper

TEXTS = {k: PROTECTION_REPORT_TEXTS[k] for k in ("name", "id_number", "address", "work_unit", "relation", "case_facts")}
PRIVATE = (TEXTS["id_number"], "云东路9号", TEXTS["work_unit"], "13800001111")
AFTER_APPROVAL = {
    "protection_plan", "measures_notice", "consent_form", "contact_ban", "witness_assistance_letter",
    "cross_region_letter", "identity_note", "measures_change", "termination_report", "termination_notice",
    "transfer_list",
}  # fmt: skip


def witness_case(desk: Desk, *measures: str, **more: str) -> str:
    """A witness's request with the name open unless it asks for 不公开个人信息."""
    texts = {**TEXTS, "facts": "收到威胁", "contact": "13800001111"} | more
    return desk.case("protect_witness", WITNESS | {"measures": list(measures)}, texts).case_id


def begun(desk: Desk, case_id: str, kind: str) -> dict[str, Any]:
    """The form of a paper as the case fills it."""
    form = inputs(desk.as_("protection_officer").post(f"/cases/{case_id}/papers/{kind}").text)
    form.pop("csrf")
    return form


def test_both_ways_to_protection_offer_every_paper_after_the_approval() -> None:
    for case in ("witness_protection", "protection_report"):
        assert set(OF_CASE[case]) >= AFTER_APPROVAL
    assert set(OF_CASE["urgent_protection"]) >= {"protection_report", "contact_ban", "witness_assistance_letter"}


def test_a_ban_begins_with_nothing_but_the_name(desk: Desk) -> None:
    case_id = witness_case(desk, "contact_ban")
    form = begun(desk, case_id, "contact_ban")
    assert form["name"] == TEXTS["name"]
    said = " ".join(str(value) for value in form.values())
    assert not [one for one in (*PRIVATE, TEXTS["case_facts"], TEXTS["relation"], "收到威胁") if one in said]


@pytest.mark.parametrize("private", PRIVATE)
def test_a_ban_that_tells_where_the_person_is_is_not_made(desk: Desk, private: str) -> None:
    case_id = witness_case(desk, "contact_ban")
    officer = desk.as_("protection_officer")
    form = fill("contact_ban", begun(desk, case_id, "contact_ban")) | {"more": f"不得前往{private}"}
    refused = officer.post(f"/cases/{case_id}/papers/contact_ban", **form, action="make")
    assert refused.status_code == 422 and "应当保密" in refused.text
    page, words = make_paper(officer, case_id, "contact_ban")
    assert re.search(r"示公禁〔\d{4}〕\d+号", page)
    assert TEXTS["name"] in words and not [one for one in PRIVATE if one in words]


def test_a_ban_in_an_emergency_keeps_the_phone_out_though_nobody_is_named_yet(desk: Desk) -> None:
    case_id = desk.case("urgent", {}, {"facts": "有人在门口", "contact": "13800001111"}).case_id
    officer = desk.as_("protection_officer")
    form = fill("contact_ban", begun(desk, case_id, "contact_ban")) | {"more": "不得拨打138 0000 1111"}
    refused = officer.post(f"/cases/{case_id}/papers/contact_ban", **form, action="make")
    assert refused.status_code == 422 and "电话" in refused.text


def test_a_letter_says_where_to_guard_and_leaves_the_danger_to_the_officer(desk: Desk) -> None:
    case_id = witness_case(desk, "special_protection")
    form = begun(desk, case_id, "witness_assistance_letter")
    assert form["persons.0.address"] == TEXTS["address"] and form["persons.0.contact"] == "13800001111"
    assert form["danger"] == "" and form["contact_phone"] == ""
    assert not [value for value in form.values() if TEXTS["case_facts"] in value or TEXTS["relation"] in value]


@pytest.mark.parametrize("kind", sorted(AFTER_APPROVAL - {"identity_note"}))
def test_where_the_identity_is_hidden_no_paper_begins_with_it(desk: Desk, kind: str) -> None:
    case_id = witness_case(desk, "hide_information", "special_protection")
    form = begun(desk, case_id, kind)
    said = " ".join(str(value) for value in form.values())
    assert TEXTS["name"] not in said and not [one for one in PRIVATE if one in said]
    bare = fill(kind, form)
    name = next((key for key in ("name", "persons.0.name") if key in bare), "")
    bare[name] = TEXTS["name"]
    bare.pop("alias", None)
    refused = desk.as_("protection_officer").post(f"/cases/{case_id}/papers/{kind}", **bare, action="make")
    assert refused.status_code == 422 and "化名" in refused.text


@pytest.mark.parametrize("known", ["——", "孙"])
@pytest.mark.parametrize("kind", ["contact_ban", "termination_notice", "witness_assistance_letter"])
def test_where_the_identity_is_hidden_a_name_that_nobody_can_check_is_not_printed(
    desk: Desk, kind: str, known: str
) -> None:
    case_id = witness_case(desk, "hide_information", "special_protection", name=known)
    form = fill(kind, begun(desk, case_id, kind))
    name = next(key for key in ("name", "persons.0.name") if key in form)
    refused = desk.as_("protection_officer").post(
        f"/cases/{case_id}/papers/{kind}", **form | {name: "孙立民"}, action="make"
    )
    assert refused.status_code == 422 and "必须同时核对" in refused.text


@pytest.mark.parametrize("kind", sorted(AFTER_APPROVAL - {"identity_note"}))
def test_under_an_alias_every_paper_can_be_made(desk: Desk, kind: str) -> None:
    case_id = desk.protection_report(alias="甲某").case_id
    _, words = make_paper(desk.as_("protection_officer"), case_id, kind)
    assert PROTECTION_REPORT_TEXTS["name"] not in words
    assert ("甲某" in words) == (kind != "contact_ban")


def test_only_the_note_bears_the_identity(desk: Desk) -> None:
    case_id = desk.protection_report(alias="甲某").case_id
    _, words = make_paper(desk.as_("protection_officer"), case_id, "identity_note")
    assert PROTECTION_REPORT_TEXTS["name"] in words and "甲某" in words and "机密★" in words and "单独成卷" in words


@pytest.mark.parametrize(
    ("measure", "variant"),
    [("special_protection", "专门性保护措施"), ("safe_place", "安全场所"), ("relocation", "异地生活")],
)
def test_a_consent_begins_with_the_measure_that_wants_it(desk: Desk, measure: str, variant: str) -> None:
    assert begun(desk, witness_case(desk, "contact_ban", measure), "consent_form")["variant"] == variant


def test_measures_are_given_with_their_item(desk: Desk) -> None:
    assert PROTECTION_REPORT["measures"] == ["hide_information", "special_protection"]
    form = begun(desk, desk.protection_report(alias="甲某").case_id, "protection_plan")
    assert form["measures"].splitlines() == [
        "不公开个人信息（第七条第一项）",
        "对人身和住宅的专门性保护（第七条第三项）",
    ]


def test_things_handed_over_are_counted_as_things(desk: Desk) -> None:
    case_id = witness_case(desk, "contact_ban")
    at = f"/cases/{case_id}/papers/transfer_list"
    page = desk.as_("protection_officer").post(at).text
    assert "第 1 件" in page and "增加一件" in page and "增加一人" in page
    form = fill("transfer_list", begun(desk, case_id, "transfer_list"))
    more = inputs(desk.as_("protection_officer").post(at, **form, action="add:items").text)
    assert more["items.count"] == "2" and "items.1.what" in more
