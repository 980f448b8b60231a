"""What a reporter asks of a submitted report: to withdraw it, to put a name to it. Nothing given is lost by either."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from store import access, audit, cases, vault
from store.cases import AlreadyAsked, NotAllowed, NothingToAdd
from store.models import ItemRow
from tests.store.make import Maker

NAMING = {"capacity": "individual", "acknowledge": "yes"}


def anonymous(make: Maker) -> str:
    return make.case(mode="anonymous", crime="corruption").case_id


def ask_withdrawal(make: Maker, case_id: str, reason: str = "") -> None:
    conversation = make.conversation()
    if reason:
        make.draft(conversation, "withdraw.reason", reason)
    with make.store.begin() as s:
        cases.request_withdrawal(s, conversation, case_id)


def give_name(make: Maker, case_id: str, *labels: str, **facts: str) -> None:
    conversation = make.conversation()
    for label in labels or ("name", "contact"):
        make.draft(conversation, f"name_self.{label}")
    with make.store.begin() as s:
        cases.name_self(s, conversation, case_id, {**NAMING, **facts})


def test_a_withdrawal_deletes_and_moves_nothing_and_waits_at_the_desk(make: Maker) -> None:
    case_id = anonymous(make)
    with make.store.read() as s:
        before = (cases.view(s, case_id).status, len(vault.of_case(s, case_id)))
    ask_withdrawal(make, case_id, "家里人劝我算了")
    with make.store.read() as s:
        sealed = vault.of_case(s, case_id)
        assert (cases.view(s, case_id).status, len(sealed)) == (before[0], before[1] + 1)
        [request] = cases.waiting(s, {"report"})
        assert (request.case_id, request.kind, request.decision) == (case_id, "withdraw", None)
        assert [item.label for item in sealed if item.batch == request.batch] == ["withdraw.reason"]
        assert [(kind, decision) for kind, _, decision in cases.view(s, case_id).asked] == [("withdraw", None)]
        assert cases.waiting(s, {"rights_application"}) == []


def test_a_withdrawal_needs_no_reason_and_is_asked_once_until_decided(make: Maker) -> None:
    case_id = anonymous(make)
    ask_withdrawal(make, case_id)
    with pytest.raises(AlreadyAsked):
        ask_withdrawal(make, case_id)
    officer = make.staff("intake_officer")
    with make.store.begin() as s:
        [request] = cases.waiting_of(s, case_id)
        assert request.batch == 0
        cases.decide_request(s, case_id, request.id, "continued", officer)
    ask_withdrawal(make, case_id)
    with make.store.read() as s:
        assert [one.decision for one in cases.requests_of(s, case_id)] == ["continued", None]


def test_only_who_handles_the_case_decides_once_and_what_can_be_decided(make: Maker) -> None:
    case_id, other = anonymous(make), anonymous(make)
    ask_withdrawal(make, case_id)
    officer, police = make.staff("intake_officer"), make.staff("police_officer")
    with make.store.read() as s:
        [request] = cases.waiting_of(s, case_id)
    with pytest.raises(NotAllowed), make.store.begin() as s:
        cases.decide_request(s, case_id, request.id, "stopped", police)
    for wrong_case, decision in ((case_id, "noted"), (case_id, "deleted"), (other, "stopped")):
        with pytest.raises(KeyError), make.store.begin() as s:
            cases.decide_request(s, wrong_case, request.id, decision, officer)
    with make.store.begin() as s:
        assert cases.decide_request(s, case_id, request.id, "stopped", officer).decided == "同意撤回，不再继续办理"
    with pytest.raises(NotAllowed, match="moved"), make.store.begin() as s:
        cases.decide_request(s, case_id, request.id, "continued", officer)


def test_who_gives_the_three_elements_has_reported_by_name_from_then_on(make: Maker) -> None:
    case_id = anonymous(make)
    give_name(make, case_id)
    with make.store.read() as s:
        known = cases.known(s, case_id)
        assert (known["mode"], known["named"], known["given_by"]) == ("realname", "yes", "reporter")
        assert cases.get(s, case_id).facts["capacity"] == "individual"  # type: ignore[union-attr]
        event = cases.events(s, case_id)[-1]
        assert (event.step, event.actor, event.role) == ("become_named", "reporter", None)
        assert {"name_self.name", "name_self.contact"} <= {item.label for item in vault.of_case(s, case_id)}
        assert [one.kind for one in cases.waiting(s, {"report"})] == ["name_self"]


@pytest.mark.parametrize(("labels", "facts"), [
    (("name",), {}), (("contact",), {}), (("name", "contact"), {"acknowledge": "no"}), (("id_number",), {}),
])  # fmt: skip
def test_an_element_that_lacks_makes_nobody_named(make: Maker, labels: tuple[str, ...], facts: dict[str, str]) -> None:
    case_id = anonymous(make)
    with pytest.raises(NothingToAdd):
        give_name(make, case_id, *labels, **facts)
    with make.store.read() as s:
        assert cases.known(s, case_id)["mode"] == "anonymous"
        assert cases.requests_of(s, case_id) == ()
        assert not [item for item in vault.of_case(s, case_id) if item.label.startswith("name_self.")]


def test_a_report_by_name_is_not_named_again_and_other_cases_not_at_all(make: Maker) -> None:
    case_id = anonymous(make)
    give_name(make, case_id)
    with pytest.raises(AlreadyAsked):
        give_name(make, case_id)
    with pytest.raises(AlreadyAsked):
        give_name(make, make.case(mode="realname").case_id)
    witness = make.case("protect_witness").case_id
    with pytest.raises(ValueError):
        give_name(make, witness)
    with pytest.raises(ValueError):
        ask_withdrawal(make, witness)


def test_a_closed_report_can_be_named_too_and_a_new_beginning_does_not_forget_it(make: Maker) -> None:
    case_id = anonymous(make)
    make.take(case_id, "not_accept", "intake_officer", outside="yes")
    give_name(make, case_id)
    make.take(case_id, "reopen", "intake_officer")
    with make.store.read() as s:
        assert cases.known(s, case_id)["mode"] == "realname"


def test_the_name_opens_by_the_same_rule_as_the_report(make: Maker) -> None:
    case_id = anonymous(make)
    give_name(make, case_id)
    officer, chief = make.staff("intake_officer"), make.staff("chief_prosecutor")
    with make.store.begin() as s:
        assert access.open_items(s, case_id, officer).refusal == "approval"
    with make.store.begin() as s:
        access.approve(s, case_id, chief)
    with make.store.begin() as s:
        assert "name_self.name" in {item.label for item in access.open_items(s, case_id, officer).items}


def test_requests_and_decisions_stand_in_the_audit_log_without_words(make: Maker) -> None:
    case_id = anonymous(make)
    ask_withdrawal(make, case_id, "不想告了")
    officer = make.staff("intake_officer")
    with make.store.begin() as s:
        [request] = cases.waiting_of(s, case_id)
        cases.decide_request(s, case_id, request.id, "continued", officer)
    with make.store.read() as s:
        found = [(one.action, one.outcome) for one in audit.records(s, f"case:{case_id}")]
        assert ("case.request", "withdraw") in found
        assert ("case.decide_request", "withdraw.continued") in found
        assert s.scalar(select(func.count()).select_from(ItemRow).where(ItemRow.conversation.is_not(None))) == 0


def test_that_nobody_need_come_stands_beside_the_call_and_changes_nothing_of_it(make: Maker) -> None:
    call = make.case("urgent", start="button").case_id
    conversation = make.conversation()
    with make.store.read() as s:
        before = (cases.view(s, call).status, len(vault.of_case(s, call)))
    with make.store.begin() as s:
        cases.call_off(s, conversation, call)
    with pytest.raises(AlreadyAsked), make.store.begin() as s:
        cases.call_off(s, conversation, call)
    with make.store.read() as s:
        assert (cases.view(s, call).status, len(vault.of_case(s, call))) == before
        [request] = cases.waiting(s, {"urgent_protection"})
        assert (request.case_id, request.kind, request.title) == (call, "call_off", "求助人说不用来了")


def test_only_a_call_for_help_is_called_off(make: Maker) -> None:
    with pytest.raises(ValueError), make.store.begin() as s:
        cases.call_off(s, make.conversation(), anonymous(make))
