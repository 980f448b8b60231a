"""Answers to a reporter: only who may open may answer, refused words are nobody else's, linked cases count."""

from __future__ import annotations

from store import cases
from tests.desk.desk import NAME, PROTECT, Desk

GOOD = "您好，您的举报已经受理，正在调查核实，请耐心等待。"
BAD = f"您好，您反映的{NAME}的问题正在调查。"


def answer_of(desk: Desk, case_id: str) -> str | None:
    """What the reporter would see."""
    with desk.office.store.read() as s:
        return cases.answer_text(s, case_id)


def test_written_seen_once_more_sent_and_taken_back(desk: Desk) -> None:
    case = desk.report()
    desk.approve(case.case_id)
    officer = desk.as_("intake_officer")
    at = f"/cases/{case.case_id}/answer"
    preview = officer.post(at, text=GOOD)
    assert "当事人将看到" in preview.text and answer_of(desk, case.case_id) is None
    assert officer.post(at, text=GOOD, send="true").status_code == 303
    assert answer_of(desk, case.case_id) == GOOD
    assert GOOD in officer.get(f"/cases/{case.case_id}").text
    assert officer.post(f"{at}/withdraw").status_code == 303
    assert answer_of(desk, case.case_id) is None


def test_content_is_refused_and_recorded_without_the_words(desk: Desk) -> None:
    case = desk.report()
    desk.approve(case.case_id)
    officer = desk.as_("intake_officer")
    for send in ("", "true"):
        reply = officer.post(f"/cases/{case.case_id}/answer", text=BAD, send=send)
        assert reply.status_code == 422
        assert f"<mark>{NAME}</mark>" in reply.text
    assert answer_of(desk, case.case_id) is None
    assert desk.records(case.case_id)[-1] == ("case.answer_refused", "count:1")
    raw = b"".join(path.read_bytes() for path in desk.office.settings.data.glob("shoukou.db*"))
    assert NAME.encode() not in raw


def test_without_the_approval_there_is_no_answer(desk: Desk) -> None:
    case = desk.report()
    reply = desk.as_("intake_officer").post(f"/cases/{case.case_id}/answer", text=GOOD, send="true")
    assert reply.status_code == 403
    assert answer_of(desk, case.case_id) is None


def test_linked_cases_are_checked_too(desk: Desk) -> None:
    report = desk.report()
    request = desk.case("protect_reporter", PROTECT, {"facts": "被调离岗位"}, linked=report.case_id)
    officer = desk.as_("intake_officer")
    at = f"/cases/{request.case_id}/answer"
    # The report is not approved: nobody could say that the answer holds nothing of it.
    assert officer.post(at, text=GOOD, send="true").status_code == 403
    desk.approve(report.case_id)
    assert officer.post(at, text=BAD, send="true").status_code == 422
    assert officer.post(at, text=GOOD, send="true").status_code == 303


def test_empty_and_endless_answers(desk: Desk) -> None:
    case = desk.rights()
    officer = desk.as_("rights_officer")
    assert officer.post(f"/cases/{case.case_id}/answer", text="  ").status_code == 422
    assert officer.post(f"/cases/{case.case_id}/answer", text="好" * 2001, send="true").status_code == 422
    assert answer_of(desk, case.case_id) is None
