"""At the desk: the order of the list, statuses with their periods, answers, approvals to open, and a record of each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from rules import deadlines as law
from store import access, audit, cases, statuses
from store.cases import NotAllowed
from store.clock import now
from store.database import Store
from store.models import CaseRow, DeadlineRow, EventRow
from store.staff import Staff
from tests.store.make import Maker

ALL = tuple(statuses.kinds())


def ids(store: Store, *kinds: str, **options: object) -> list[str]:
    with store.read() as s:
        return [c.id for c in cases.listed(s, kinds or ALL, **options)]  # type: ignore[arg-type]


def last(store: Store, case_id: str) -> tuple[str, str, str]:
    with store.read() as s:
        record = next(audit.records(s, f"case:{case_id}"))
    return record.actor, record.action, record.outcome


def running(store: Store, case_id: str) -> list[str]:
    with store.read() as s:
        return [p.deadline.kind for p in cases.deadlines(s, case_id, "running")]


def test_urgent_first_then_what_is_due_then_the_oldest(make: Maker) -> None:
    old, new = make.case(), make.case()
    due = make.case("rights", scene="non_scene")
    danger = make.case("protect_witness", gravity="imminent")
    help_ = make.case("urgent")
    expected = [c.case_id for c in (help_, danger, due, old, new)]
    assert ids(make.store) == expected
    assert ids(make.store, "report") == expected[3:]
    with make.store.read() as s:
        assert [c.urgent for c in cases.listed(s, ALL)] == [True, True, False, False, False]


def test_pages_follow_each_other(make: Maker) -> None:
    made = {make.case(flow).case_id for flow in ("report", "urgent", "rights", "report", "protect_witness", "rights")}
    seen: list[str] = []
    while page := ids(make.store, limit=2, after=seen[-1] if seen else None):
        assert len(page) == 2
        seen += page
    assert set(seen) == made and len(seen) == len(made)


def test_closed_cases_come_last_or_not_at_all(make: Maker) -> None:
    first, second = make.case(), make.case()
    make.take(first.case_id, "not_accept", "intake_officer", outside="yes")
    assert ids(make.store) == [second.case_id, first.case_id]
    assert ids(make.store, open_only=True) == [second.case_id]
    make.take(first.case_id, "reopen", "intake_officer")
    with make.store.read() as s:
        assert cases.counts(s, ["report"]) == {("report", "received"): 1, ("report", "reviewing"): 1}
    assert ids(make.store, open_only=True) == [first.case_id, second.case_id]


def test_a_case_is_found_by_its_number(make: Maker) -> None:
    made = make.case()
    with make.store.read() as s:
        found = cases.by_number(s, made.number)
        assert found is not None and found.id == made.case_id
        assert cases.by_number(s, "000000000000") is None and cases.get(s, "k_x") is None


def backdate(make: Maker, case_id: str, days: int) -> date:
    """As if it had been submitted that many days ago; returns the day."""
    day = now().date() - timedelta(days=days)
    deadline = law.answer_application(day)
    assert deadline is not None
    with make.store.begin() as s:
        s.execute(
            update(DeadlineRow).where(DeadlineRow.case_id == case_id).values(due=deadline.due, tree=deadline.as_dict())
        )
        row = s.get_one(CaseRow, case_id)
        row.status_since = row.submitted_at = now() - timedelta(days=days)
        s.execute(update(EventRow).where(EventRow.case_id == case_id).values(day=day))
    return day


def test_silence_counts_as_acceptance(make: Maker) -> None:
    made, waiting, caused = (make.case("rights", scene="non_scene") for _ in range(3))
    officer = make.staff("rights_officer")
    answered = law.answer_application(backdate(make, made.case_id, 40))
    backdate(make, caused.case_id, 40)
    assert answered is not None
    with make.store.begin() as s:
        cases.mark_applicant_caused(s, caused.case_id, officer)
    with make.store.begin() as s:
        assert cases.apply_expiries(s) == [made.case_id]
    with make.store.begin() as s:
        assert cases.apply_expiries(s) == []
    assert last(make.store, made.case_id) == ("system", "case.step", "rights_application.deem_accepted")
    assert running(make.store, made.case_id) == ["investigation"]
    with make.store.read() as s:
        assert cases.view(s, made.case_id).deadlines == [law.investigation(answered.due)]
        assert cases.view(s, waiting.case_id).status == cases.view(s, caused.case_id).status == "received"


def test_after_silence_nobody_answers_any_more(make: Maker) -> None:
    """What was answered in time may be recorded late; what was not has become an acceptance by itself."""
    late, in_time = make.started_rights(), make.started_rights()
    days = [backdate(make, made.case_id, 40) for made in (late, in_time)]
    with pytest.raises(cases.NotAllowed, match="expired"):
        make.take(late.case_id, "accept", "rights_officer")
    make.take(in_time.case_id, "accept", "rights_officer", day=days[1] + timedelta(days=1))
    with make.store.begin() as s:
        assert cases.apply_expiries(s) == [late.case_id]


def test_periods_are_reckoned_anew_when_a_calendar_comes_out(make: Maker) -> None:
    made = make.case("rights", scene="non_scene")
    with make.store.begin() as s:
        row = s.scalars(select(DeadlineRow)).one()
        row.due, row.tree = date(2031, 1, 1), {**row.tree, "due": "2031-01-01", "provisional": True}
    with make.store.begin() as s:
        assert cases.provisional(s) == [made.case_id]
        assert cases.recompute(s, made.case_id) == made.deadlines
        assert cases.recompute(s, made.case_id) == []
        assert cases.provisional(s) == ([made.case_id] if made.deadlines[0].provisional else [])
    with make.store.read() as s:
        listed = cases.get(s, made.case_id)
        assert listed is not None and listed.due == made.deadlines[0].due


def test_an_answer_is_shown_and_can_be_taken_back(make: Maker) -> None:
    made, officer = make.case(), make.staff("intake_officer")
    with make.store.begin() as s:
        assert cases.answer_text(s, made.case_id) is None
        cases.write_answer(s, made.case_id, "已转办。", officer)
        cases.write_answer(s, made.case_id, "已办结。", officer)
        assert cases.answer_text(s, made.case_id) == "已办结。"
        assert cases.view(s, made.case_id).has_answer
    assert last(make.store, made.case_id) == (officer.actor, "case.answer", "ok")
    with make.store.begin() as s:
        assert cases.withdraw_answer(s, made.case_id, officer) == 2
        assert cases.answer_text(s, made.case_id) is None
    for role, text, error in (("rights_officer", "好", NotAllowed), ("intake_officer", " ", ValueError)):
        with pytest.raises(error), make.store.begin() as s:
            cases.write_answer(s, made.case_id, text, make_staff(role))


def make_staff(role: str) -> Staff:
    return Staff(f"s_{role}", role, role, role)


def test_a_report_opens_only_with_the_chief_prosecutor_s_approval(make: Maker) -> None:
    made = make.case()
    officer, chief = make.staff("intake_officer"), make.staff("chief_prosecutor")
    with make.store.begin() as s:
        opening = access.open_items(s, made.case_id, officer)
    assert opening.items == () and opening.refusal == "approval"
    assert opening.ref is not None and opening.ref.place() == "第五条第二项"
    assert last(make.store, made.case_id) == (officer.actor, "case.open", "refused:approval")
    with make.store.begin() as s:
        access.approve(s, made.case_id, chief)
    assert last(make.store, made.case_id) == (chief.actor, "case.approve_open", "all")
    with make.store.begin() as s:
        opening = access.open_items(s, made.case_id, officer)
    assert [i.label for i in opening.items] == ["report.facts"] and opening.refusal is None
    assert last(make.store, made.case_id) == (officer.actor, "case.open", "ok")
    with make.store.begin() as s:
        assert access.withdraw(s, made.case_id, chief) == 1
        assert access.open_items(s, made.case_id, officer).refusal == "approval"


def test_an_approval_can_be_for_one_person(make: Maker) -> None:
    made = make.case()
    officer, chief = make.staff("intake_officer"), make.staff("chief_prosecutor")
    with make.store.begin() as s:
        access.approve(s, made.case_id, chief, for_staff=chief.id)
        assert access.refusal(s, made.case_id, officer) is not None
        access.approve(s, made.case_id, chief, for_staff=officer.id)
        assert access.refusal(s, made.case_id, officer) is None
        assert [a.for_staff for a in access.approvals(s, made.case_id)] == [chief.id, officer.id]


def test_an_approval_opens_one_case_only(make: Maker) -> None:
    one, other = make.case(), make.case()
    officer, chief = make.staff("intake_officer"), make.staff("chief_prosecutor")
    with make.store.begin() as s:
        access.approve(s, one.case_id, chief)
        assert access.refusal(s, other.case_id, officer) is not None


@pytest.mark.parametrize("role", ["intake_officer", "rights_committee", "police_leader", "auditor"])
def test_nobody_else_approves(make: Maker, role: str) -> None:
    made = make.case()
    with pytest.raises(NotAllowed), make.store.begin() as s:
        access.approve(s, made.case_id, make_staff(role))


@pytest.mark.parametrize(
    ("flow", "role", "opens"),
    [
        ("report", "chief_prosecutor", True),
        ("report", "rights_officer", False), ("report", "protection_officer", False), ("report", "auditor", False),
        ("report", "hotline", False), ("report", "police_leader", False),
        ("rights", "rights_officer", True), ("rights", "intake_officer", False), ("rights", "police_officer", False),
        ("protect_witness", "protection_officer", True), ("protect_witness", "intake_officer", False),
        ("protect_reporter", "intake_officer", True), ("protect_reporter", "protection_officer", False),
        ("urgent", "intake_officer", True), ("urgent", "protection_officer", True), ("urgent", "hotline", False),
        ("protection_report", "protection_officer", True), ("protection_report", "police_officer", False),
    ],
)  # fmt: skip
def test_who_opens_what(make: Maker, flow: str, role: str, opens: bool) -> None:
    made, staff = make.case(flow), make.staff(role)
    with make.store.begin() as s:
        opening = access.open_items(s, made.case_id, staff)
    assert (opening.refusal is None) is opens
    assert opens or (opening.refusal == "role" and opening.items == ())


def test_roles_see_their_kinds() -> None:
    assert statuses.visible_to("intake_officer") == ("report", "reporter_protection", "reward", "urgent_protection")
    assert statuses.visible_to("rights_officer") == ("rights_application",)
    assert statuses.visible_to("police_officer") == statuses.visible_to("auditor") == ()
