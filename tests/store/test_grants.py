"""Grants: once, soon, and only in the conversation they were made for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store import conversations, grants
from store.clock import now
from store.models import GrantRow
from tests.store.make import Maker


def test_a_grant_opens_once(make: Maker) -> None:
    case, conversation = make.case(), make.conversation()
    with make.store.begin() as s:
        grant = grants.issue(s, conversation, case.case_id)
    with make.store.begin() as s:
        opened = grants.redeem(s, conversation, grant)
        assert opened is not None and (opened.id, opened.kind, opened.must_change) == (case.case_id, "report", False)
    with make.store.begin() as s:
        assert grants.redeem(s, conversation, grant) is None


def test_a_failed_try_has_a_grant_that_opens_nothing(make: Maker) -> None:
    case, conversation = make.case(), make.conversation()
    with make.store.begin() as s:
        right, wrong = grants.issue(s, conversation, case.case_id), grants.issue(s, conversation, None)
        assert len(right) == len(wrong) and right[:2] == wrong[:2]
        assert grants.redeem(s, conversation, wrong) is None


def test_another_conversation_cannot_use_it_nor_spoil_it(make: Maker) -> None:
    case, mine, other = make.case(), make.conversation(), make.conversation()
    with make.store.begin() as s:
        grant = grants.issue(s, mine, case.case_id)
        assert grants.redeem(s, other, grant) is None
        assert grants.redeem(s, mine, grant) is not None


@pytest.mark.parametrize("grant", ["", "g_unknown", "'; DROP TABLE grants; --"])
def test_an_unknown_grant_opens_nothing(make: Maker, grant: str) -> None:
    conversation = make.conversation()
    with make.store.begin() as s:
        assert grants.redeem(s, conversation, grant) is None


def test_a_late_grant_opens_nothing(make: Maker) -> None:
    case, conversation = make.case(), make.conversation()
    with make.store.begin() as s:
        grant = grants.issue(s, conversation, case.case_id)
        s.get_one(GrantRow, grant).expires_at = now() - timedelta(seconds=1)
    with make.store.begin() as s:
        assert grants.redeem(s, conversation, grant) is None


def test_grants_end_with_their_conversation(make: Maker) -> None:
    case, conversation = make.case(), make.conversation()
    with make.store.begin() as s:
        grant = grants.issue(s, conversation, case.case_id)
        conversations.end(s, conversation)
    with make.store.begin() as s:
        assert s.get(GrantRow, grant) is None


def test_what_was_taken_by_phone_must_be_changed(make: Maker) -> None:
    hotline = make.staff("hotline")
    case = make.case(conversation=make.conversation("hotline", hotline))
    conversation = make.conversation()
    with make.store.begin() as s:
        opened = grants.redeem(s, conversation, grants.issue(s, conversation, case.case_id))
        assert opened is not None and opened.must_change
