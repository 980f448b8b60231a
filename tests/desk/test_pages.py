"""Every page shows what it should to whom it should, and content to nobody before it is opened."""

from __future__ import annotations

import html
import re

import pytest

from tests.desk.desk import FACTS, PROTECT, RIGHTS, RIGHTS_TEXTS, SECRETS, Desk


def test_the_list_shows_urgent_first_then_due_then_oldest(desk: Desk) -> None:
    first = desk.case("report", {"mode": "anonymous"}, {"facts": "x"})
    urgent = desk.case("urgent", {}, {"facts": "x"})
    page = desk.as_("intake_officer").get("/").text
    assert page.index(urgent.case_id) < page.index(first.case_id)
    assert "紧急" in page


def test_the_case_page_shows_titles_never_content(desk: Desk) -> None:
    case = desk.report()
    page = desk.as_("intake_officer").get(f"/cases/{case.case_id}").text
    for title in (
        "被举报人",
        "举报事实",
        "证据或线索",
        "实名举报",
        "贪污贿赂",
        "已收到",
        "《举报人保护规定》第五条第二项",
    ):
        assert title in page
    for secret in SECRETS:
        assert secret not in page
    assert "未经检察长批准" in page  # the article's own words


def test_a_rights_case_shows_its_deadline_with_article_and_effect(desk: Desk) -> None:
    case = desk.rights()
    page = desk.as_("rights_officer").get(f"/cases/{case.case_id}").text
    assert "3个工作日" in page
    assert "《嘉兴维权细则》第三十一条" in page
    assert "视为受理" in page
    assert "维权委" in page


def test_linked_cases_are_shown_both_ways(desk: Desk) -> None:
    report = desk.report()
    request = desk.case("protect_reporter", PROTECT, {"facts": "x"}, linked=report.case_id)
    officer = desk.as_("intake_officer")
    assert request.case_id in officer.get(f"/cases/{report.case_id}").text
    assert report.case_id in officer.get(f"/cases/{request.case_id}").text


@pytest.mark.parametrize("kind", ["rights_application"])
def test_filters(desk: Desk, kind: str) -> None:
    case = desk.case("rights", RIGHTS, RIGHTS_TEXTS)
    officer = desk.as_("rights_officer")
    row = f'<a href="/cases/{case.case_id}">维护执法权威申请 <span'
    assert row in officer.get(f"/?kind={kind}&status=received").text
    assert row not in officer.get(f"/?kind={kind}&status=accepted").text
    assert officer.get(f"/?number={case.number}").headers["location"] == f"/cases/{case.case_id}"


def test_opening_shows_the_words_and_the_day_they_mean(desk: Desk) -> None:
    case = desk.report()
    desk.approve(case.case_id)
    page = desk.as_("intake_officer").post(f"/cases/{case.case_id}/open")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert FACTS in page.text


def test_the_list_is_paged_without_losing_or_repeating(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.case_list.PAGE", 2)
    made = {desk.case("report", {"mode": "anonymous"}, {"facts": "x"}).case_id for _ in range(5)}
    officer = desk.as_("intake_officer")
    seen: list[str] = []
    where = "/"
    while where:
        page = officer.get(where).text
        seen += re.findall(r'<a href="/cases/(k_[0-9a-f]+)"', page)
        found = re.search(r'href="([^"]+)" rel="next"', page)
        where = html.unescape(found[1]) if found else ""
    assert len(seen) == 5 and set(seen) == made


def test_a_linked_case_of_another_office_is_named_only_by_kind(desk: Desk) -> None:
    report = desk.report()
    urgent = desk.case("urgent", {}, {"facts": "x"}, linked=report.case_id)
    page = desk.as_("protection_officer").get(f"/cases/{urgent.case_id}").text
    assert "由其他部门办理" in page
    assert report.case_id not in page and report.number[:4] + " " + report.number[4:8] not in page
