"""Forms that only our own pages can send, headers on every answer, errors that say nothing of content."""

from __future__ import annotations

import logging

import pytest

from tests.desk.desk import FACTS, Desk

POSTS = [
    "open",
    "steps/review",
    "steps/examine_handwriting/approve",
    "steps/examine_handwriting/withdraw",
    "reward",
    "approve",
    "withdraw-approval",
    "applicant-caused",
    "answer",
    "answer/withdraw",
    "papers/report_receipt",
    "documents/d_x",
    "files/i_x",
]


@pytest.mark.parametrize("path", POSTS)
def test_a_form_without_our_token_changes_nothing(desk: Desk, path: str) -> None:
    case = desk.report()
    chief = desk.as_("chief_prosecutor")
    before = desk.records(case.case_id)
    fields = {"caused": "true", "text": "您好", "send": "true"}
    for token in ("", "wrong", desk.as_("intake_officer").csrf):
        reply = chief.browser.post(f"/cases/{case.case_id}/{path}", data={"csrf": token, **fields})
        assert reply.status_code == 403
    assert desk.records(case.case_id) == before


@pytest.mark.parametrize("header", [{"Origin": "https://evil"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}])
def test_a_form_from_elsewhere_changes_nothing(desk: Desk, header: dict[str, str]) -> None:
    case = desk.report()
    chief = desk.as_("chief_prosecutor")
    reply = chief.browser.post(f"/cases/{case.case_id}/open", data={"csrf": chief.csrf}, headers=header)
    assert reply.status_code == 403
    assert FACTS not in reply.text


@pytest.mark.parametrize("path", ["/signin", "/", "/nowhere", "/static/desk.css", "/audit"])
def test_headers_stand_on_every_answer(desk: Desk, path: str) -> None:
    headers = desk.as_("auditor").get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert headers["cache-control"] == "no-store"
    assert headers["x-frame-options"] == "DENY"


def test_no_page_has_inline_script_or_style(desk: Desk) -> None:
    case = desk.report()
    chief = desk.as_("chief_prosecutor")
    pages = [
        chief.get("/").text,
        chief.get(f"/cases/{case.case_id}").text,
        chief.post(f"/cases/{case.case_id}/open").text,
        chief.post(f"/cases/{case.case_id}/papers/report_receipt").text,
        chief.get(f"/cases/{case.case_id}/answer").text,
    ]
    for page in pages:
        assert (
            "<script" not in page and "style=" not in page and "javascript:" not in page and " on" + "click" not in page
        )


def test_content_is_escaped(desk: Desk) -> None:
    case = desk.case(
        "rights", {"applicant": "self", "ground": "infringed"}, {"facts": "<script>alert(1)</script>{{7*7}}"}
    )
    page = desk.as_("rights_officer").post(f"/cases/{case.case_id}/open").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in page


def test_an_error_shows_and_logs_no_content(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ValueError(FACTS)

    monkeypatch.setattr("desk.opening._opened", fail)
    case = desk.report()
    with caplog.at_level(logging.DEBUG):
        reply = desk.as_("chief_prosecutor").post(f"/cases/{case.case_id}/open")
    assert reply.status_code == 500 and "没有办成" in reply.text
    assert FACTS not in reply.text and FACTS not in caplog.text
    assert "ValueError" in caplog.text and "opening.py" in caplog.text


def test_requests_are_logged_without_ids_or_content(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    case = desk.report()
    with caplog.at_level(logging.DEBUG, logger="desk"):
        desk.as_("chief_prosecutor").post(f"/cases/{case.case_id}/open")
    assert "/cases/{case_id}/open 200" in caplog.text
    assert FACTS not in caplog.text and case.number not in caplog.text


@pytest.mark.parametrize(
    "path", ["/?after=k_none", "/?kind=nonsense&status=nonsense", "/?number=123", "/cases/k_x", "/x"]
)
def test_odd_addresses_get_a_sentence(desk: Desk, path: str) -> None:
    reply = desk.as_("intake_officer").get(path)
    assert reply.status_code in {200, 404}
    assert "<h1>" in reply.text


def test_misfilled_forms_say_nothing_of_what_was_typed(desk: Desk) -> None:
    case = desk.report()
    chief = desk.as_("chief_prosecutor")
    reply = chief.post(f"/cases/{case.case_id}/steps/review", day="<b>昨天</b>")
    assert reply.status_code == 422 and "昨天" not in reply.text
    assert chief.post(f"/cases/{case.case_id}/steps/review", day="2099-01-01").status_code == 422
    assert chief.post(f"/cases/{case.case_id}/steps/nonsense").status_code == 404
