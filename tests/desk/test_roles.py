"""Who may do what: every role against every action, on every kind of case."""

from __future__ import annotations

from typing import Any

import pytest

from store import staff
from store.staff import ROLES
from tests.desk.desk import PROTECT, WITNESS, Desk

OWN = {
    "report": {"intake_officer", "chief_prosecutor"},
    "protect_reporter": {"intake_officer", "chief_prosecutor"},
    "protect_witness": {"protection_officer", "police_leader"},
    "protection_report": {"protection_officer", "police_leader"},
    "rights": {"rights_officer", "rights_committee"},
    "urgent": {"intake_officer", "chief_prosecutor", "protection_officer", "police_leader"},
}
SEE = {**OWN, "urgent": OWN["urgent"] | {"hotline"}}
FACTS: dict[str, dict[str, Any]] = {
    "report": {"mode": "anonymous"},
    "protect_reporter": PROTECT,
    "protect_witness": WITNESS,
    "rights": {"applicant": "self", "ground": "infringed", "scene": "non_scene"},
    "protection_report": {"role": "witness", "case_kind": "drugs", "gravity": "grave", "urgent": "no"},
    "urgent": {},
}
NEXT = {
    "report": "review",
    "protect_reporter": "verify",
    "protect_witness": "assess",
    "protection_report": "send_back",
    "rights": "protect_officer",
    "urgent": "act",
}
PAPER = {
    "report": "report_receipt",
    "protect_reporter": "reporter_protection_form",
    "protect_witness": "witness_protection_form",
    "protection_report": "protection_report",
    "rights": "rights_accepted",
    "urgent": "assistance_letter",
}


@pytest.mark.parametrize("role", ROLES)
def test_roles_by_actions(desk: Desk, role: str) -> None:
    person = desk.as_(role)
    for flow, handle in OWN.items():
        item = "necessity" if flow == "protection_report" else "facts"
        case = desk.case(flow, FACTS[flow], {item: "一段内容"})
        at = f"/cases/{case.case_id}"
        sees, handles = role in SEE[flow], role in handle
        listed = person.get("/").text
        assert (case.case_id in listed) == sees, (role, flow)
        assert person.get(at).status_code == (200 if sees else 404), (role, flow)

        may_open = handles and (flow != "report" or role == "chief_prosecutor")
        opened = person.post(f"{at}/open")
        assert opened.status_code == (200 if may_open else 403 if sees else 404), (role, flow)
        assert ("一段内容" in opened.text) == may_open

        answered = person.post(f"{at}/answer", text="您好，已经收到，正在办理。", send="true")
        assert answered.status_code == (303 if may_open else 403 if sees else 404), (role, flow)

        approved = person.post(f"{at}/approve")
        may_approve = flow == "report" and role == "chief_prosecutor"
        assert approved.status_code == (303 if may_approve else 403 if sees else 404), (role, flow)

        begun = person.post(f"{at}/papers/{PAPER[flow]}")
        if sees:
            may_make = handles and (may_open or flow == "report")
            assert begun.status_code == (200 if may_make else 403), (role, flow)
        else:
            assert begun.status_code == 404

        caused = person.post(f"{at}/applicant-caused", caused="true")
        assert caused.status_code == (303 if handles else 403 if sees else 404), (role, flow)

        status = person.post(f"{at}/steps/{NEXT[flow]}")
        assert status.status_code == (303 if handles else 409 if sees else 404), (role, flow)
    audited = person.get("/audit").status_code
    assert audited == (200 if role == "auditor" else 403)


@pytest.mark.parametrize("path", ["/", "/cases/k_x", "/cases/k_x/answer", "/audit", "/staff/"])
def test_nobody_sees_anything_without_signing_in(desk: Desk, path: str) -> None:
    reply = desk.stranger().get(path, follow_redirects=False)
    assert reply.status_code == 303
    assert reply.headers["location"] == "/signin"


def test_a_closed_account_is_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.office.RECHECK_SECONDS", -1)
    person = desk.as_("intake_officer")
    assert person.get("/").status_code == 200
    with desk.office.store.begin() as s:
        staff.deactivate(s, person.staff.id, desk.make.staff("chief_prosecutor"))
    assert person.get("/").headers["location"] == "/signin"
