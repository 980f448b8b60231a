"""Cases: all of a submission or none of it, and what a reporter may know of it afterwards."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from rules import deadlines as law
from store import audit, cases, conversations, intake, items, receipts, statuses, vault
from store.cases import NothingPrepared, NothingToAdd
from store.clock import now
from store.items import InvalidFact
from store.models import AuditRow, Base, CaseRow, EventRow, ItemRow, PreparedRow, ReceiptRow
from tests.store.make import Maker, password_hash


def count(make: Maker, table: type[Base]) -> int:
    with make.store.read() as s:
        return s.scalar(select(func.count()).select_from(table)) or 0


def test_a_submission_takes_everything_along(make: Maker) -> None:
    conversation = make.conversation()
    for label in ("report.facts", "report.party", "add_material.text"):
        make.draft(conversation, label)
    number = make.prepare(conversation)
    with make.store.begin() as s:
        made = cases.submit(s, conversation, "report", {"mode": "realname", "crime": "corruption"})
    assert made.number == number and now() - made.submitted_at < timedelta(minutes=1)
    with make.store.read() as s:
        assert [i.label for i in vault.of_case(s, made.case_id)] == ["report.party", "report.facts"]
        assert vault.filled(s, conversation, "report") == {}
        assert vault.filled(s, conversation, "add_material") == {"add_material.text": 1}
        assert receipts.prepared_number(s, conversation) is None
        assert cases.submitted(s, conversation, "report") == made
        assert cases.submitted(s, conversation, "rights") is None
        last = next(audit.records(s, subject=f"case:{made.case_id}"))
        assert (last.actor, last.action, last.outcome) == ("reporter", "case.submit", "report")
        assert s.get_one(CaseRow, made.case_id).facts == {"mode": "realname", "crime": "corruption"}


def test_without_a_prepared_receipt_nothing_is_made(make: Maker) -> None:
    conversation = make.conversation()
    make.draft(conversation, "report.facts")
    for who in (conversation, "c_nobody"):
        with pytest.raises(NothingPrepared), make.store.begin() as s:
            cases.submit(s, who, "report", {})
    assert count(make, CaseRow) == 0


def test_a_receipt_serves_one_submission(make: Maker) -> None:
    conversation = make.conversation()
    make.case(conversation=conversation)
    with pytest.raises(NothingPrepared), make.store.begin() as s:
        cases.submit(s, conversation, "report", {})
    assert count(make, CaseRow) == 1


def test_the_last_of_two_submissions_is_recovered(make: Maker) -> None:
    conversation = make.conversation()
    first = make.case(conversation=conversation)
    with make.store.read() as s:
        assert cases.submitted(s, conversation, "report") == first
    second = make.case(conversation=conversation)
    with make.store.read() as s:
        assert cases.submitted(s, conversation, "report") == second != first


@pytest.mark.parametrize("step", ["receipt", "items", "audit", "end"])
def test_a_submission_that_breaks_anywhere_leaves_all_as_it_was(
    make: Maker, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    conversation = make.conversation()
    make.draft(conversation, "report.facts")
    number = make.prepare(conversation)
    before = {table: count(make, table) for table in (CaseRow, ReceiptRow, ItemRow, PreparedRow, EventRow, AuditRow)}

    def breaks(*_: object, **__: object) -> Any:
        raise OSError("no space left on device")

    places = {"receipt": (intake, "ReceiptRow"), "items": (vault, "submit"), "audit": (audit, "append")}
    if step in places:
        monkeypatch.setattr(*places[step], breaks)
    with pytest.raises(OSError, match="no space"), make.store.begin() as s:
        cases.submit(s, conversation, "report", {})
        breaks()
    assert {table: count(make, table) for table in before} == before
    monkeypatch.undo()
    with make.store.begin() as s:
        assert cases.submit(s, conversation, "report", {}).number == number


WORDS = st.text(min_size=1, max_size=12).filter(lambda w: w not in ("realname", "anonymous"))


@given(word=WORDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_word_that_is_no_option_is_refused_and_not_repeated(make: Maker, word: str) -> None:
    for facts in ({"mode": word}, {word: "realname"}, {"mode": [word]}, {"facts": word}):
        with pytest.raises(InvalidFact) as error:
            items.check_facts("report", facts)
        assert error.value.args[0].removeprefix("not an option of ") in {"report.mode", "report.facts", "report.?"}


@pytest.mark.parametrize(
    ("flow", "facts"),
    [
        ("report", {"mode": "self"}),  # an option of another item
        ("report", {"name": "realname"}),  # a sealed item
        ("report", {"mode": ["realname"]}),  # one choice, not a list
        ("report", {"mode": 1}),
        ("report", {"mode": {"realname": "x"}}),
        ("protect_reporter", {"who": ["self", "self"]}),
        ("protect_reporter", {"who": ["self", "张三"]}),
        ("protect_reporter", {"who": [["self"]]}),
        ("rights", {"report.mode": "realname"}),  # another flow's
    ],
)
def test_facts_outside_the_catalogue_make_no_case(make: Maker, flow: str, facts: dict[str, Any]) -> None:
    conversation = make.conversation()
    make.prepare(conversation)
    with pytest.raises(InvalidFact), make.store.begin() as s:
        cases.submit(s, conversation, flow, facts)
    assert count(make, CaseRow) == 0


def test_facts_are_taken_by_label_too_and_empty_ones_left_out() -> None:
    given_facts = {
        "protect_reporter.who": "self",
        "measures": ["relief", "other"],
        "gravity": "",
        "stage": None,
        "link": [],
    }
    checked = items.check_facts("protect_reporter", given_facts)
    assert checked == {"who": ["self"], "measures": ["relief", "other"]}


def test_a_flow_without_a_case_and_an_unknown_link_are_refused(make: Maker) -> None:
    conversation = make.conversation()
    make.prepare(conversation)
    for flow, linked, error in (("add_material", None, ValueError), ("report", "k_x", KeyError), ("x", None, KeyError)):
        with pytest.raises(error), make.store.begin() as s:
            cases.submit(s, conversation, flow, {}, linked)
    assert count(make, CaseRow) == 0


def test_a_protection_request_is_linked_to_its_report(make: Maker) -> None:
    report = make.case()
    request = make.case("protect_reporter", linked=report.case_id, gravity="grave")
    later = make.case("protect_reporter")
    with make.store.begin() as s:
        cases.link(s, later.case_id, report.case_id)
        with pytest.raises(KeyError):
            cases.link(s, later.case_id, "k_x")
    with make.store.read() as s:
        assert cases.linked_to(s, report.case_id) == [request.case_id, later.case_id]


def test_a_reporter_sees_status_and_next_step_and_no_content(make: Maker) -> None:
    conversation = make.conversation()
    make.draft(conversation, "report.party", "王五贪污三百万")
    made = make.case(conversation=conversation, mode="anonymous", crime="corruption")
    with make.store.read() as s:
        view = cases.view(s, made.case_id)
    assert (view.status, view.status_title, view.kind_title) == ("received", "已收到", "举报")
    assert view.number == made.number and view.since == made.submitted_at and not view.has_answer
    assert view.ref.place() == "第五条第一项" and view.next_step.startswith("举报中心会由专人查看")
    shown = json.dumps([view.status_title, view.next_step], ensure_ascii=False) + repr(view)
    for secret in ("王五", "三百万", "corruption", "anonymous"):
        assert secret not in shown
    with pytest.raises(KeyError), make.store.read() as s:
        cases.view(s, "k_x")


def test_a_rights_application_starts_its_deadline(make: Maker) -> None:
    made = make.case("rights", scene="non_scene", ground="infringed")
    expected = law.answer_application(made.submitted_at.date())
    assert made.deadlines == [expected]
    with make.store.read() as s:
        assert cases.view(s, made.case_id).deadlines == [expected]
        assert cases.submitted(s, make.conversation(), "rights") is None
    assert make.case("rights", scene="scene").deadlines == []
    assert make.case("report").deadlines == []


def test_material_is_added_in_batches(make: Maker) -> None:
    made, conversation = make.case(), make.conversation()
    for _ in range(2):
        make.draft(conversation, "add_material.text")
        with make.store.begin() as s:
            at = cases.add_material(s, conversation, made.case_id)
    with make.store.read() as s:
        assert [(i.label, i.batch) for i in vault.of_case(s, made.case_id)] == [
            ("report.facts", 0), ("add_material.text", 1), ("add_material.text", 2),
        ]  # fmt: skip
        listed = cases.get(s, made.case_id)
        assert listed is not None and listed.material_at == at
    with pytest.raises(NothingToAdd), make.store.begin() as s:
        cases.add_material(s, conversation, made.case_id)
    with pytest.raises(KeyError), make.store.begin() as s:
        cases.add_material(s, conversation, "k_x")


def test_ways_in_decide_who_acted(make: Maker) -> None:
    hotline = make.staff("hotline")
    made = make.case(conversation=make.conversation("hotline", hotline))
    with make.store.read() as s:
        listed = cases.get(s, made.case_id)
        assert listed is not None and listed.way_in == "hotline"
        assert next(audit.records(s, f"case:{made.case_id}")).actor == hotline.actor
        receipt = s.get_one(ReceiptRow, made.number)
        assert receipt.must_change and receipt.password_hash == password_hash()


def test_no_row_links_a_case_to_a_conversation_that_ended(make: Maker) -> None:
    conversation = make.conversation()
    made = make.case(conversation=conversation)
    with make.store.begin() as s:
        conversations.end(s, conversation)
    with make.store.read() as s:
        for table in Base.metadata.sorted_tables:
            for row in s.execute(select(table)):
                assert conversation not in map(str, row)
        assert s.get(CaseRow, made.case_id) is not None


@pytest.mark.parametrize("flow", [f.id for f in items.catalogue().values() if f.case])
def test_every_flow_makes_its_kind_of_case(make: Maker, flow: str) -> None:
    made = make.case(flow)
    with make.store.read() as s:
        view = cases.view(s, made.case_id)
    assert view.kind == items.flow(flow).case and view.status == statuses.kind(view.kind).first.id
