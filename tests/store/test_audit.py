"""The audit log: the database refuses changes, a change past it is found, content has no room."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from store import audit
from store.database import Store

FIELDS = ("at", "actor", "action", "subject", "outcome", "prev", "hash")


def fill(store: Store, count: int) -> None:
    with store.begin() as s:
        for i in range(count):
            audit.append(s, "staff:s_1", "case.open", f"case:k_{i}", "ok")


def off(store: Store) -> list[str]:
    """What an intruder with the database's files would do first."""
    if store.sqlite:
        return ["DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"]
    return ["ALTER TABLE audit DISABLE TRIGGER USER"]


def on(store: Store) -> list[str]:
    return [] if store.sqlite else ["ALTER TABLE audit ENABLE TRIGGER USER"]


def tamper(store: Store, *statements: str) -> None:
    with store.begin() as s:
        for statement in (*off(store), *statements, *on(store)):
            s.execute(text(statement))


def verify(store: Store, noted: audit.Head | None = None) -> audit.Broken | None:
    with store.read() as s:
        return audit.verify(s, noted)


def test_an_untouched_chain_is_whole(store: Store) -> None:
    fill(store, 30)
    assert verify(store) is None
    with store.read() as s:
        assert audit.head(s).seq == 31  # and the publication of the key
        shown = list(audit.records(s, limit=5))
        assert [r.seq for r in shown] == [31, 30, 29, 28, 27]
        assert [r.seq for r in audit.records(s, subject="case:k_3")] == [5]
        assert [r.seq for r in audit.records(s, before=3)] == [2, 1]


@pytest.mark.parametrize(
    "statement", ["UPDATE audit SET outcome = 'no' WHERE seq = 2", "DELETE FROM audit WHERE seq = 2"]
)
def test_the_database_refuses_to_change_or_delete(store: Store, statement: str) -> None:
    fill(store, 3)
    with pytest.raises(DBAPIError, match="append-only"), store.begin() as s:
        s.execute(text(statement))
    assert verify(store) is None


@pytest.mark.postgres
def test_postgres_refuses_to_truncate(store: Store) -> None:
    if store.sqlite:
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DBAPIError, match="append-only"), store.begin() as s:
        s.execute(text("TRUNCATE audit"))


@given(seq=st.integers(1, 13), field=st.sampled_from(FIELDS))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_changed_record_is_found(store: Store, seq: int, field: str) -> None:
    with store.read() as s:
        length = audit.head(s).seq
    fill(store, max(0, 13 - length))
    with store.begin() as s:
        for statement in off(store) if length < 13 or not store.sqlite else ():
            s.execute(text(statement))
        old = s.execute(text(f"SELECT {field} FROM audit WHERE seq = {seq}")).scalar_one()
        s.execute(text(f"UPDATE audit SET {field} = :new WHERE seq = {seq}"), {"new": "0" * 63 + "f"})
    broken = verify(store)
    assert broken is not None and broken.seq in (seq, seq + 1)
    with store.begin() as s:
        s.execute(text(f"UPDATE audit SET {field} = :old WHERE seq = {seq}"), {"old": old})
    assert verify(store) is None


def test_a_removed_record_is_found(store: Store) -> None:
    fill(store, 9)
    tamper(store, "DELETE FROM audit WHERE seq = 5")
    assert verify(store) == audit.Broken(5, "sequence")


def test_removed_and_renumbered_is_found(store: Store) -> None:
    fill(store, 9)
    tamper(
        store,
        "DELETE FROM audit WHERE seq = 5",
        *[f"UPDATE audit SET seq = {seq - 1} WHERE seq = {seq}" for seq in range(6, 11)],
    )
    assert verify(store) == audit.Broken(5, "link")


def test_a_cut_off_end_is_found_with_a_noted_head(store: Store) -> None:
    fill(store, 9)
    with store.read() as s:
        noted = audit.head(s)
    tamper(store, "DELETE FROM audit WHERE seq > 7")
    assert verify(store) is None
    assert verify(store, noted) == audit.Broken(8, "head")
    fill(store, 3)
    assert verify(store, noted) == audit.Broken(10, "head")


def test_a_noted_head_still_stands_after_more_records(store: Store) -> None:
    fill(store, 2)
    with store.read() as s:
        noted = audit.head(s)
    fill(store, 2)
    assert verify(store, noted) is None


@pytest.mark.parametrize("word", ["举报内容", "two words", "", "x" * 121, "a\nb"])
@pytest.mark.parametrize("field", range(4))
def test_there_is_no_room_for_content(store: Store, word: str, field: int) -> None:
    words = ["staff:s_1", "case.open", "case:k_1", "ok"]
    words[field] = word
    with pytest.raises(ValueError, match="ids and codes") as error, store.begin() as s:
        audit.append(s, *words)
    assert not word or word not in str(error.value)


def test_a_rolled_back_record_leaves_no_gap(store: Store) -> None:
    with pytest.raises(RuntimeError), store.begin() as s:
        audit.append(s, "staff:s_1", "case.open", "case:k_1", "ok")
        raise RuntimeError
    fill(store, 2)
    assert verify(store) is None
