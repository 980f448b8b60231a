"""Staff accounts and document numbers."""

from __future__ import annotations

import pytest

from store import audit, documents, sealing, staff
from store.staff import ROLES, Staff
from tests.store.make import Maker

GOOD = "correct horse battery"


def test_who_signs_in(make: Maker) -> None:
    with make.store.begin() as s:
        made = staff.create(s, "王检", "chief_prosecutor", GOOD)
        assert staff.get(s, made.id) == made and made.title == "检察长"
    assert staff.authenticate(make.store, "王检", GOOD) == made
    assert staff.authenticate(make.store, "王检", GOOD + "x") is None
    assert staff.authenticate(make.store, "李检", GOOD) is None
    with make.store.read() as s:
        assert [r.outcome for r in audit.records(s, "desk")] == ["refused", "refused", "ok"]
    with make.store.begin() as s:
        staff.deactivate(s, made.id, made)
    assert staff.authenticate(make.store, "王检", GOOD) is None
    with make.store.read() as s:
        assert staff.get(s, made.id) is None and staff.listed(s) == []


def test_a_changed_password(make: Maker) -> None:
    with make.store.begin() as s:
        made = staff.create(s, "王检", "auditor", GOOD)
        staff.set_password(s, made.id, GOOD + " staple")
        with pytest.raises(ValueError, match="short"):
            staff.set_password(s, made.id, "short")
        with pytest.raises(KeyError):
            staff.set_password(s, "s_x", GOOD)
    assert staff.check(make.store, "王检", GOOD, "source")[0] is None
    assert staff.check(make.store, "王检", GOOD + " staple", "source") == (made, 0.0)


@pytest.mark.parametrize(
    ("name", "role", "password"), [("a", "king", GOOD), (" ", "auditor", GOOD), ("a", "auditor", "x")]
)
def test_what_is_no_account(make: Maker, name: str, role: str, password: str) -> None:
    with pytest.raises(ValueError, match="account"), make.store.begin() as s:
        staff.create(s, name, role, password)


def test_demo_accounts_are_made_once_with_random_passwords(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.passwords.hash_password", lambda password: f"hash of {len(password)}")
    with make.store.begin() as s:
        made = staff.create_demo(s)
        assert staff.create_demo(s) == {}
        with pytest.raises(ValueError, match="taken"):
            staff.create(s, made["auditor"][0], "auditor", GOOD)
    assert set(made) == set(ROLES) and len({password for _, password in made.values()}) == len(ROLES)
    assert staff.WAY_IN.keys() <= ROLES.keys()


def test_guessing_at_a_name_slows_down_and_locks_nobody_out(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.passwords.verify", lambda password, hashed: password == GOOD and hashed is not None)
    with make.store.begin() as s:
        made = staff.create(s, "王检", "auditor", GOOD)
    waits = [staff.check(make.store, "王检", "wrong", "guesser")[1] for _ in range(12)]
    assert waits[0] == 0 and waits[-1] == 30.0 and waits == sorted(waits)
    found, wait = staff.check(make.store, "王检", GOOD, "home")
    assert found == made and wait <= 2.0


def test_documents_are_kept_sealed(make: Maker) -> None:
    made = make.case()
    officer: Staff = make.staff("intake_officer")
    envelope = sealing.seal(make.public, "document/receipt", b"docx" * 100)
    with make.store.begin() as s:
        document = documents.add(
            s, made.case_id, "receipt", envelope, officer, finished=True, series="示检举", year=2026, number=1
        )
    with make.store.read() as s:
        found = documents.get(s, document)
        assert found is not None and found.envelope == envelope and (found.number, found.finished) == (1, True)
        assert documents.of_case(s, made.case_id) == [found]
        assert documents.get(s, "d_x") is None
        last = next(audit.records(s, f"case:{made.case_id}"))
        assert (last.action, last.outcome) == ("document.receipt", document)
    for kind, case_id, error in (("notice", made.case_id, ValueError), ("receipt", "k_x", KeyError)):
        with pytest.raises(error), make.store.begin() as s:
            documents.add(s, case_id, kind, envelope, None, finished=False)
