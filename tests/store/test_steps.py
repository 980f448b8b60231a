"""Steps at the desk: recorded with day, person, role, approval and papers; their periods; two who are equally fast."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from rules import deadlines as law
from rules import lives
from rules.lives import StepRefused
from rules.outcome import InvalidFacts
from store import audit, cases, items, statuses
from store.cases import NotAllowed
from store.clock import now
from store.database import Store
from store.migrate import upgrade
from store.models import CaseRow, EventRow
from store.staff import ROLES
from tests.store.make import Maker

FACTORS = ["case_nature", "suspect", "testimony", "self_protection", "coercive_measures"]
ASSESSED = {"factors": FACTORS, "danger": "real", "degree": "grave", "necessary": "yes"}


def status(make: Maker, case_id: str) -> str:
    with make.store.read() as s:
        return cases.view(s, case_id).status


def running(make: Maker, case_id: str) -> set[str]:
    with make.store.read() as s:
        return {p.deadline.kind for p in cases.deadlines(s, case_id, "running")}


def codes(refused: pytest.ExceptionInfo[StepRefused]) -> set[str]:
    return {point.code for point in refused.value.missing}


def protecting(make: Maker, *measures: str) -> str:
    """A witness whose protection was approved and is under way."""
    case_id = make.case("protect_witness", gravity="grave").case_id
    make.take(case_id, "assess", "protection_officer")
    make.take(case_id, "record_assessment", "protection_officer", **ASSESSED)
    make.take(case_id, "submit", "protection_officer", ["protection_report"])
    make.take(case_id, "approve", "police_leader", approved_measures=list(measures))
    make.take(case_id, "make_plan", "protection_officer", ["protection_plan"])
    make.take(case_id, "implement", "protection_officer", ["measures_notice"])
    return case_id


@pytest.mark.parametrize(
    ("role", "step", "reason"),
    [
        ("intake_officer", "close", "transition"),
        ("rights_officer", "review", "role"),
        ("hotline", "review", "role"),
    ],
)
def test_a_step_must_follow_and_the_role_must_fit(make: Maker, role: str, step: str, reason: str) -> None:
    made = make.case()
    with pytest.raises(NotAllowed, match=reason):
        make.take(made.case_id, step, role)
    assert status(make, made.case_id) == "received"


def test_a_step_is_recorded_and_shown(make: Maker) -> None:
    made, staff = make.case(), make.staff("intake_officer")
    with make.store.read() as s:
        following = {p.step.id for p in cases.possible(s, made.case_id, staff) if p.step.target and not p.missing}
    assert following == {"review", "not_accept"}
    make.take(made.case_id, "review", "intake_officer")
    with make.store.read() as s:
        record = next(audit.records(s, f"case:{made.case_id}"))
        view = cases.view(s, made.case_id)
        first, second = cases.events(s, made.case_id)
    assert (record.actor, record.action, record.outcome) == (staff.actor, "case.step", "report.review")
    assert view.status_title == "正在审查" and view.since > made.submitted_at
    assert (first.step, first.actor, first.status_title) == ("submitted", "reporter", "已收到")
    assert (second.step, second.title, second.status_title) == ("review", "开始审查", "正在审查")
    assert (second.actor, second.role, second.day) == (staff.actor, "intake_officer", now().date())
    assert [ref.short for ref in second.refs] == ["2:5(1)"]
    for wrong in ("no_such", "received"):
        with pytest.raises(KeyError):
            make.take(made.case_id, wrong, "intake_officer")


def test_answers_are_options_and_nothing_else(make: Maker) -> None:
    made = make.case(mode="realname")
    for facts in ({"named": "张三"}, {"elements": ["name", "name"]}, {"named": ["yes"]}, {"receiver": "competent"}):
        with pytest.raises(InvalidFacts) as error:
            make.take(made.case_id, "register", "intake_officer", **facts)
        assert "张三" not in str(error.value)
    make.take(made.case_id, "register", "intake_officer", named="yes", elements=["name", "contact", "acknowledged"])
    with make.store.read() as s:
        event = cases.events(s, made.case_id)[-1]
    assert event.status_title == "" and event.status == "received"
    assert event.facts[0] == ("是否属于实名举报", ("是",))


def test_only_a_leader_approves_a_witness_s_protection(make: Maker) -> None:
    made = make.case("protect_witness")
    make.take(made.case_id, "assess", "protection_officer")
    with pytest.raises(StepRefused) as refused:
        make.take(made.case_id, "submit", "protection_officer")
    assert codes(refused) == {"paper:protection_report", "step:record_assessment", "fact:necessary"}
    make.take(made.case_id, "record_assessment", "protection_officer", **ASSESSED)
    make.take(made.case_id, "submit", "protection_officer", ["protection_report"])
    with pytest.raises(NotAllowed, match="role"):
        make.take(made.case_id, "approve", "protection_officer", approved_measures=["contact_ban"])
    make.take(made.case_id, "approve", "police_leader", approved_measures=["contact_ban"])
    with make.store.read() as s:
        event = cases.events(s, made.case_id)[-1]
        assert event.approver == "s_police_leader" and status(make, made.case_id) == "approved"


def test_a_superior_s_approval_serves_one_step(make: Maker) -> None:
    case_id = protecting(make, "contact_ban")
    ending = {"end_ground": "danger_gone", "no_longer_needed": "yes"}
    with pytest.raises(StepRefused) as refused:
        make.take(case_id, "end", "protection_officer", ["termination_report"], **ending)
    assert codes(refused) == {"approval:police_leader"}
    with pytest.raises(NotAllowed, match="role"):
        make.approve(case_id, "end", "protection_officer")
    make.approve(case_id, "end", "police_leader")
    leader = make.staff("police_leader")
    with make.store.begin() as s:
        assert cases.withdraw_step_approval(s, case_id, "end", leader) == 1
    with pytest.raises(StepRefused):
        make.take(case_id, "end", "protection_officer", **ending)
    make.approve(case_id, "end", "police_leader")
    with make.store.read() as s:
        assert cases.approved_steps(s, case_id) == {"end"}
    make.take(case_id, "end", "protection_officer", **ending)
    with make.store.read() as s:
        event = cases.events(s, case_id)[-1]
        assert (event.actor, event.approver) == ("staff:s_protection_officer", "s_police_leader")
        assert len(event.papers) == 1
        assert cases.approved_steps(s, case_id) == frozenset()  # used by this step
    # The notices of 第十八条第二款 are owed before the case is closed.
    with pytest.raises(StepRefused) as refused:
        make.take(case_id, "close", "protection_officer")
    assert codes(refused) == {"step:tell_person", "step:tell_units"}
    make.take(case_id, "tell_person", "protection_officer", ["termination_notice"])
    with pytest.raises(StepRefused):  # one notice for each
        make.take(case_id, "tell_units", "protection_officer", unit_assisted="told")
    make.take(case_id, "tell_units", "protection_officer", unit_assisted="none")
    make.take(case_id, "close", "protection_officer")
    assert status(make, case_id) == "closed"


def test_an_approval_ends_with_the_status_it_was_given_in(make: Maker) -> None:
    made = make.case("protect_witness")
    make.take(made.case_id, "assess", "protection_officer")
    with pytest.raises(NotAllowed, match="transition"):
        make.approve(made.case_id, "end", "police_leader")
    make.take(made.case_id, "emergency", "protection_officer", emergency="yes")
    make.approve(made.case_id, "end", "police_leader")
    with make.store.read() as s:
        assert cases.approved_steps(s, made.case_id) == {"end"}
    make.take(made.case_id, "record_assessment", "protection_officer", **ASSESSED)
    make.take(made.case_id, "submit", "protection_officer", ["protection_report"])
    make.take(made.case_id, "approve", "police_leader", approved_measures=["other"])
    with make.store.read() as s:
        assert cases.approved_steps(s, made.case_id) == frozenset()  # nor does the desk show it as approved
    with pytest.raises(StepRefused) as refused:
        make.take(
            made.case_id, "end", "protection_officer", ["termination_report"],
            end_ground="danger_gone", no_longer_needed="yes",
        )  # fmt: skip
    assert codes(refused) == {"approval:police_leader"}


def test_a_draft_and_a_used_paper_do_not_count(make: Maker) -> None:
    case_id = make.case("protection_report", urgent="no").case_id
    make.paper(case_id, "protection_report", finished=False)
    with pytest.raises(StepRefused):
        make.take(case_id, "submit", "protection_officer")
    make.take(case_id, "submit", "protection_officer", ["protection_report"])
    make.take(case_id, "send_back", "police_leader")
    with pytest.raises(StepRefused):
        make.take(case_id, "submit", "protection_officer")
    make.take(case_id, "submit", "protection_officer", ["protection_report"])


def test_a_ban_has_a_term_that_runs(make: Maker) -> None:
    case_id, until = protecting(make, "contact_ban"), now().date() + timedelta(days=30)
    told = {"specific_person": "suspect", "persons_told": "yes"}
    with pytest.raises(StepRefused) as refused:
        make.take(case_id, "ban_contact", "protection_officer", ["contact_ban"], **told)
    assert codes(refused) == {"term"}
    with pytest.raises(ValueError, match="day"):
        make.take(case_id, "ban_contact", "protection_officer", term=now().date() - timedelta(days=1), **told)
    make.take(case_id, "ban_contact", "protection_officer", term=until, **told)
    with make.store.read() as s:
        assert [p.deadline.due for p in cases.deadlines(s, case_id) if p.deadline.kind == "contact_ban"] == [until]
        assert cases.events(s, case_id)[-1].term == until
    make.take(case_id, "breach_of_ban", "protection_officer", breached_by="suspect", after_breach="coercive_measure")
    with pytest.raises(StepRefused):
        make.take(case_id, "breach_of_ban", "protection_officer", breached_by="other", after_breach="coercive_measure")
    with pytest.raises(StepRefused):  # not among what was approved
        make.take(case_id, "other_measure", "protection_officer")


def test_the_periods_of_a_rights_application(make: Maker) -> None:
    made = make.started_rights()
    today = made.submitted_at.date()
    took: list[tuple[str, str, list[str], dict[str, Any], set[str]]] = [
        ("accept", "rights_officer", [], {}, {"investigation"}),
        ("investigate", "rights_committee", [], {}, {"investigation"}),
        ("extend", "rights_committee", ["extension_approval"], {"weight": "complex"}, {"investigation_extended"}),
        ("record_inquiry", "rights_officer", [], {"methods": ["visit"]}, {"investigation_extended"}),
        ("conclude", "rights_officer", [], {"finding": ["none"]}, {"feedback"}),
        ("feed_back", "rights_committee", ["rights_result"], {}, {"review_request"}),
        ("request_review", "rights_officer", [], {}, {"review_answer"}),
        ("answer_review", "rights_officer", ["review_result"], {"should_accept": "no"}, set()),
        ("close", "rights_officer", [], {}, set()),
    ]
    assert running(make, made.case_id) == {"answer_application"}
    for step, role, papers, facts, expected in took:
        make.take(made.case_id, step, role, papers, **facts)
        assert running(make, made.case_id) == expected, step
    with make.store.read() as s:
        states = {p.deadline.kind: (p.state, p.deadline) for p in cases.deadlines(s, made.case_id)}
    assert {kind: state for kind, (state, _) in states.items()} == {
        "answer_application": "met", "investigation": "void", "investigation_extended": "met", "feedback": "met",
        "review_request": "met", "review_answer": "met",
    }  # fmt: skip
    assert states["investigation"][1] == law.investigation(today)
    with make.store.read() as s:
        assert cases.listed(s, ["rights_application"], open_only=True) == []


def test_the_committee_agrees_before_anything_starts(make: Maker) -> None:
    made = make.case("rights", scene="non_scene")
    with pytest.raises(StepRefused) as refused:
        make.take(made.case_id, "start", "rights_officer")
    assert codes(refused) == {"approval:rights_committee", "step:report_committee"}
    with pytest.raises(StepRefused):
        make.take(made.case_id, "start_scene", "rights_officer")
    make.take(make.case("rights", scene="scene").case_id, "start_scene", "rights_officer")
    make.take(made.case_id, "report_committee", "rights_officer")
    make.approve(made.case_id, "start", "rights_committee")
    make.take(made.case_id, "start", "rights_officer")
    make.take(made.case_id, "accept", "rights_officer")
    make.approve(made.case_id, "investigate", "rights_committee")
    make.take(made.case_id, "investigate", "rights_officer")
    with pytest.raises(StepRefused) as refused:
        make.take(made.case_id, "extend", "rights_officer", ["extension_approval"], weight="major")
    assert codes(refused) == {"approval:rights_committee"}


def test_what_is_over_is_not_extended(make: Maker) -> None:
    """第三十二条第一款: the function that the desk's explanation rests on refuses, and so does the step."""
    made = make.started_rights()
    make.take(made.case_id, "accept", "rights_officer")
    make.take(made.case_id, "investigate", "rights_committee")
    with make.store.begin() as s:
        accepted = law.investigation(now().date()).due
        for row in s.scalars(select(EventRow).where(EventRow.case_id == made.case_id)):
            row.day -= (accepted - row.day) + timedelta(days=10)
    with pytest.raises(StepRefused) as refused:
        make.take(made.case_id, "extend", "rights_committee", ["extension_approval"], weight="major")
    assert codes(refused) == {"rule:extension_in_time"}


def test_nobody_takes_by_hand_what_time_brings(make: Maker) -> None:
    made = make.case("rights", scene="non_scene")
    for role in ("rights_officer", "rights_committee"):
        with pytest.raises(NotAllowed, match="role"):
            make.take(made.case_id, "deem_accepted", role)


def test_a_step_may_have_happened_earlier_but_not_later(make: Maker) -> None:
    made = make.started_rights()
    today = now().date()
    with make.store.begin() as s:
        for row in s.scalars(select(EventRow).where(EventRow.case_id == made.case_id)):
            row.day = today - timedelta(days=5)
    for day in (today + timedelta(days=1), today - timedelta(days=6)):
        with pytest.raises(ValueError, match="day"):
            make.take(made.case_id, "accept", "rights_officer", day=day)
    make.take(made.case_id, "accept", "rights_officer", day=today - timedelta(days=2))
    with make.store.read() as s:
        assert cases.view(s, made.case_id).deadlines == [law.investigation(today - timedelta(days=2))]
    # What followed may have happened before today, too; but not before that.
    with pytest.raises(ValueError, match="day"):
        make.take(made.case_id, "investigate", "rights_committee", day=today - timedelta(days=3))
    make.take(made.case_id, "investigate", "rights_committee", day=today - timedelta(days=1))


def test_of_two_who_are_equally_fast_one_wins(make: Maker) -> None:
    made = make.case()
    officer, outcomes = make.staff("intake_officer"), []
    gate = threading.Barrier(4)

    def press() -> None:
        gate.wait()
        try:
            with make.store.begin() as s:
                cases.take_step(s, made.case_id, "review", officer)
            outcomes.append("taken")
        except NotAllowed as error:
            outcomes.append(error.reason)

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["taken", "transition", "transition", "transition"]
    with make.store.read() as s:
        assert [e.step for e in cases.events(s, made.case_id)] == ["submitted", "review"]


def test_who_saw_an_older_case_decides_anew(make: Maker) -> None:
    made, officer = make.case(), make.staff("intake_officer")
    with make.store.read() as s:
        seen = cases.last_event(s, made.case_id)
    with make.store.begin() as s:
        cases.take_step(
            s,
            made.case_id,
            "check_secrecy",
            officer,
            facts={"kept": ["person", "computer", "place", "no_leak"]},
            seen=seen,
        )
    with pytest.raises(NotAllowed, match="moved"), make.store.begin() as s:
        cases.take_step(s, made.case_id, "review", officer, seen=seen)


def test_what_was_done_before_a_new_beginning_does_not_count(make: Maker) -> None:
    made = make.case("protect_witness")
    make.take(made.case_id, "assess", "protection_officer")
    make.take(made.case_id, "record_assessment", "protection_officer", **{**ASSESSED, "necessary": "no"})
    make.take(made.case_id, "find_unneeded", "protection_officer")
    make.take(made.case_id, "reassess", "protection_officer")
    with pytest.raises(StepRefused) as refused:
        make.take(made.case_id, "find_unneeded", "protection_officer")
    assert codes(refused) == {"step:record_assessment", "fact:necessary"}


def test_urgent_measures_put_a_case_in_front(make: Maker) -> None:
    first, second = make.case("protect_witness"), make.case("protect_witness")
    make.take(second.case_id, "emergency", "protection_officer", emergency="yes")
    with make.store.read() as s:
        assert [c.id for c in cases.listed(s, ["witness_protection"])] == [second.case_id, first.case_id]


def test_a_reward_stands_beside_its_report(make: Maker) -> None:
    report, officer, chief = make.case(mode="realname"), make.staff("intake_officer"), make.staff("chief_prosecutor")
    with make.store.begin() as s:
        reward = cases.begin_reward(s, report.case_id, officer)
    with pytest.raises(NotAllowed, match="transition"), make.store.begin() as s:
        cases.begin_reward(s, report.case_id, officer)
    with pytest.raises(NotAllowed, match="role"), make.store.begin() as s:
        cases.begin_reward(s, make.case().case_id, make.staff("rights_officer"))
    with pytest.raises(ValueError, match="report"), make.store.begin() as s:
        cases.begin_reward(s, reward, officer)
    with make.store.read() as s:
        found = cases.get(s, reward)
        assert found is not None and found.number == report.number and found.linked == report.case_id
        assert [c.number for c in cases.listed(s, ["reward"])] == [report.number]
        assert cases.by_number(s, report.number).id == report.case_id  # type: ignore[union-attr]
    with pytest.raises(ValueError, match="answer"), make.store.begin() as s:
        cases.write_answer(s, reward, "您好", officer)
    make.take(reward, "examine", "intake_officer", origin="ex_officio")
    merits = {
        "timing": "judgment", "verified": "yes", "crime": "convicted", "named": "yes", "merit": "yes", "whom": "person",
        "order": "single", "form": ["money"], "amounts": ["30000000"], "earlier": "none", "contribution": "major",
    }  # fmt: skip
    with pytest.raises(StepRefused) as refused:
        make.take(reward, "propose", "intake_officer", ["reward_opinion"], **{**merits, "timing": "pending"})
    assert codes(refused) == {"approval:chief_prosecutor"}  # 一般: an exception before judgment is 检察长's to allow
    for over in ({"contribution": "ordinary"}, {"earlier": "some", "paid_before": ["20000001"]}):
        with pytest.raises(StepRefused) as refused:
            make.take(reward, "propose", "intake_officer", **{**merits, **over})
        assert {code.partition(":")[0] for code in codes(refused)} == {"rule"}
    with pytest.raises(InvalidFacts):
        make.take(reward, "propose", "intake_officer", **{**merits, "amounts": ["三十万"]})
    make.take(reward, "propose", "intake_officer", **merits)
    with make.store.read() as s:
        assert ("每一名受奖人的奖金金额", ("300000.00元",)) in cases.events(s, reward)[-1].facts
    with pytest.raises(StepRefused):
        make.take(reward, "supreme_approves", "chief_prosecutor", higher_paper="yes")
    with pytest.raises(StepRefused) as refused:
        make.take(reward, "decide", "chief_prosecutor")
    assert codes(refused) == {"rule:province_approval"}
    make.take(reward, "province_approves", "chief_prosecutor", higher_paper="yes")
    make.take(reward, "decide", "chief_prosecutor")
    make.take(reward, "notify", "intake_officer", place="office")
    with pytest.raises(StepRefused):
        make.take(reward, "pay", "intake_officer", ["reward_payment"], present="one")
    make.take(reward, "pay", "intake_officer", present="two")
    make.take(reward, "close", "intake_officer")
    assert chief.role == "chief_prosecutor" and status(make, reward) == "closed"


def test_the_lives_and_the_desk_speak_of_the_same() -> None:
    for role, title in lives.shared().roles.items():
        assert ROLES[role] == title
    for kind in statuses.kinds().values():
        if kind.beside:
            continue
        catalogue = items.kinds()[kind.id].items
        for fact in kind.life.facts.values():
            if fact.intake and fact.id in catalogue:
                assert dict(fact.options) == dict(catalogue[fact.id].options), (kind.id, fact.id)
    for period in law.periods().values():
        own = [statuses.kind(case) for case in period.cases]
        known = {"submitted"}.union(*(set(one.statuses) | set(one.life.all_steps) for one in own))
        named = {start.when for start in period.starts} | period.met | period.void
        named |= {*period.expiry.while_in, period.expiry.status} if period.expiry else set()
        assert named <= known, period.kind


@pytest.mark.parametrize("kind", statuses.kinds())
def test_every_state_with_a_running_period_can_be_left(kind: str) -> None:
    life = statuses.kind(kind).life
    for step in life.all_steps.values():
        for period in life.starts(step):
            for state in {step.target} if step.target else set(step.source):
                ends = [one for one in life.all_steps.values() if period in life.ends(one)]
                assert ends, (kind, period)
                assert life.states[state].final or [s for s in life.steps(state) if s.target not in (None, state)]


def test_statuses_of_before_become_events(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shoukou.db'}"
    upgrade(url, tmp_path, "0001")
    store = Store(url, tmp_path)
    with store.begin() as s:
        s.execute(text("INSERT INTO staff VALUES ('s_1', 'zhao', 'police_leader', '', '-', 1, '2026-01-01 00:00:00');"))
        for case, kind, at in (("k_1", "witness_protection", "ended"), ("k_2", "report", "received")):
            s.execute(
                text(
                    "INSERT INTO cases (id, kind, flow, way_in, submitted_at, status, status_since, facts, rank, next_due,"
                    " applicant_caused) VALUES (:c, :k, 'x', 'web', '2026-03-01 20:00:00', :a, '2026-03-01 20:00:00',"
                    " '{}', 9, '9999-12-31', 0)"
                ),
                {"c": case, "k": kind, "a": at},
            )
        for case, state, at, actor in (
            ("k_1", "received", "2026-03-01 20:00:00", "reporter"),
            ("k_1", "ended", "2026-03-02 01:00:00", "staff:s_1"),
            ("k_2", "received", "2026-03-03 01:00:00", "reporter"),
        ):
            s.execute(
                text("INSERT INTO status_events (case_id, status, at, actor) VALUES (:c, :s, :a, :w)"),
                {"c": case, "s": state, "a": at, "w": actor},
            )
    store.close()
    upgrade(url, tmp_path)
    store = Store(url, tmp_path)
    with store.read() as s:
        rows = [
            (r.case_id, r.step, r.status, r.day.isoformat(), r.role)
            for r in s.scalars(select(EventRow).order_by(EventRow.id))
        ]
        assert rows == [
            ("k_1", "submitted", "received", "2026-03-02", None),  # 04:00 the next day in Shanghai
            ("k_1", "status", "ended", "2026-03-02", "police_leader"),
            ("k_2", "submitted", "received", "2026-03-03", None),
        ]
        assert s.get_one(CaseRow, "k_1").status == "closed"
        assert [e.title for e in cases.events(s, "k_1")] == ["已收到", "保护已终止"]
    store.close()
