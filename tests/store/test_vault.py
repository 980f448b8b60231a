"""The vault: drafts replace each other, files come whole or not at all, and what is dropped is gone from disk too."""

from __future__ import annotations

import dataclasses
import json
import stat
from pathlib import Path

import pytest

from desk.keyring import DeskKey
from store import cases, conversations, items, keys, sealing, vault
from store.clock import now
from store.database import Store
from store.sealing import Envelope
from store.settings import get_settings
from store.vault import VaultError
from tests.store.make import Maker


def text(make: Maker, label: str = "report.facts", words: str = "一段话") -> Envelope:
    return sealing.seal_text(make.public, label, "text", words, now())


def upload(make: Maker, conversation: str, parts: int = 2, label: str = "report.files", finish: bool = True) -> str:
    with make.store.begin() as s:
        begun = vault.begin_upload(s, conversation, label, parts)
    for n in range(parts):
        with make.store.begin() as s:
            part = sealing.seal_part(make.public, begun, n, parts, b"bytes" * 500)
            vault.put_part(s, begun, n, part, conversation)
    if finish:
        with make.store.begin() as s:
            vault.finish_upload(s, begun, describe(make), conversation)
    return begun


def describe(make: Maker) -> Envelope:
    return sealing.seal_file(make.public, "照片.jpg", "image/jpeg", 5000, "0" * 64)


def files(store: Store) -> list[Path]:
    return [p for p in store.vault.rglob("*") if p.is_file()]


def refused(make: Maker, reason: str, *args: object) -> None:
    with pytest.raises(VaultError) as error, make.store.begin() as s:
        vault.put(s, *args)  # type: ignore[arg-type]
    assert error.value.reason == reason


def filled(make: Maker, conversation: str, flow: str = "report") -> dict[str, int]:
    with make.store.read() as s:
        return vault.filled(s, conversation, flow)


def test_an_answer_replaces_the_earlier_one(make: Maker) -> None:
    conversation = make.conversation()
    make.draft(conversation, "report.facts", "甲")
    make.draft(conversation, "report.facts", "乙")
    make.draft(conversation, "report.party")
    make.draft(conversation, "rights.facts")
    assert filled(make, conversation) == {"report.facts": 1, "report.party": 1}
    assert filled(make, conversation, "rights") == {"rights.facts": 1}


def test_a_story_is_added_to_and_keeps_its_order(make: Maker, desk_key: DeskKey) -> None:
    conversation = make.conversation()
    for words in ("一", "二", "三"):
        make.draft(conversation, "report.story", words)
    assert filled(make, conversation) == {"report.story": 3}
    make.draft(conversation, "report.facts", "四")
    make.prepare(conversation)
    with make.store.begin() as s:
        case = cases.submit(s, conversation, "report", {"mode": "anonymous"})
    with make.store.read() as s:
        given = vault.of_case(s, case.case_id)
    words = [json.loads(desk_key.open(item.envelope))["text"] for item in given]
    assert [item.label for item in given] == ["report.story"] * 3 + ["report.facts"] and words == ["一", "二", "三", "四"]


def test_a_story_moves_to_the_flow_it_was_for_after_what_stands_there(make: Maker) -> None:
    conversation, other = make.conversation(), make.conversation()
    make.draft(conversation, "report.story")
    make.draft(conversation, "protect_witness.story")
    make.draft(other, "report.story")
    with make.store.begin() as s:
        assert vault.move(s, conversation, "report.story", "protect_witness.story") == 1
        assert vault.move(s, conversation, "report.story", "protect_witness.story") == 0
    assert filled(make, conversation) == {} and filled(make, other) == {"report.story": 1}
    assert filled(make, conversation, "protect_witness") == {"protect_witness.story": 2}


@pytest.mark.parametrize(("source", "target"), [("report.facts", "rights.story"), ("report.story", "report.facts")])
def test_an_answer_moves_nowhere(make: Maker, source: str, target: str) -> None:
    conversation = make.conversation()
    with pytest.raises(VaultError), make.store.begin() as s:
        vault.move(s, conversation, source, target)


def test_a_story_has_an_end(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "MOST_PIECES", 2)
    conversation = make.conversation()
    make.draft(conversation, "report.story")
    make.draft(conversation, "report.story")
    refused(make, "too_many", conversation, "report.story", text(make))


def test_dropping_a_flow_takes_its_story(make: Maker) -> None:
    conversation = make.conversation()
    make.draft(conversation, "report.story")
    with make.store.begin() as s:
        assert vault.drop(s, conversation, "report.") == 1


@pytest.mark.parametrize(
    ("flow", "goal", "label"),
    [
        ("", None, "report.story"),
        ("", "protect_witness", "protect_witness.story"),
        ("", "rights_apply", "report.story"),
        ("rights", "report", "rights.story"),
        ("status", "add_material", "add_material.story"),
        ("urgent", "report", "urgent.words"),
        ("nothing", "nothing", "report.story"),
    ],
)
def test_where_a_story_goes(flow: str, goal: str | None, label: str) -> None:
    assert items.story_label(flow, goal) == label


@pytest.mark.parametrize(
    ("label", "reason"),
    [
        ("report.mode", "label"), ("report.nothing", "label"), ("nothing.facts", "label"), ("", "label"),
        ("report.facts.x", "label"), ("report.files", "kind"),
    ],
)  # fmt: skip
def test_only_sealed_items_of_the_catalogue_are_kept(make: Maker, label: str, reason: str) -> None:
    refused(make, reason, make.conversation(), label, text(make))


def test_what_the_desk_could_not_open_is_refused(make: Maker) -> None:
    stranger = DeskKey.generate().public
    envelope = sealing.seal_text(stranger, "report.facts", "text", "话", now())
    refused(make, "key", make.conversation(), "report.facts", envelope)


def test_a_retired_key_still_serves_pages_opened_before_and_a_revoked_one_does_not(make: Maker) -> None:
    conversation, newer = make.conversation(), DeskKey.generate().public
    with make.store.begin() as s:
        keys.publish(s, newer)
        assert keys.current(s) == newer
    make.draft(conversation, "report.facts")
    with make.store.begin() as s:
        keys.revoke(s, make.public.id)
    refused(make, "key", conversation, "report.facts", text(make))


def test_without_a_key_nothing_can_be_sealed(make: Maker) -> None:
    with make.store.begin() as s:
        keys.revoke(s, make.public.id)
    with pytest.raises(keys.NoKey), make.store.read() as s:
        keys.current(s)


def test_an_answer_for_no_conversation_is_refused(make: Maker) -> None:
    refused(make, "conversation", "c_nobody", "report.facts", text(make))


def test_a_file_is_not_taken_as_an_answer_nor_a_book(make: Maker) -> None:
    conversation = make.conversation()
    refused(make, "kind", conversation, "report.facts", describe(make))
    long = sealing.seal(make.public, "text", b"x" * (8 * get_settings().max_text))
    refused(make, "size", conversation, "report.facts", long)
    longest = text(make, words="龘" * get_settings().max_text)
    with make.store.begin() as s:
        vault.put(s, conversation, "report.facts", longest)


def test_a_file_comes_in_parts(make: Maker) -> None:
    conversation = make.conversation()
    begun = upload(make, conversation, parts=3)
    upload(make, conversation)
    assert filled(make, conversation) == {"report.files": 2}
    folder = make.store.vault / begun[:2] / begun
    assert sorted(p.name for p in folder.iterdir()) == ["0000", "0001", "0002"]
    assert {stat.S_IMODE(p.stat().st_mode) for p in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_part_is_taken_as_bytes_as_json_or_as_envelope(make: Maker) -> None:
    conversation = make.conversation()
    begun = upload(make, conversation, parts=3, finish=False)
    parts = [sealing.seal_part(make.public, begun, n, 3, b"%d" % n) for n in range(3)]
    given: list[bytes | Envelope] = [parts[0].ct, parts[1].dumps().encode(), parts[2]]
    for n, data in enumerate(given):
        with make.store.begin() as s:
            vault.put_part(s, begun, n, data)
    stored = [(make.store.vault / begun[:2] / begun / f"{n:04d}").read_bytes() for n in range(3)]
    assert stored == [p.ct for p in parts]


def part_refused(make: Maker, begun: str, n: int, data: bytes | Envelope, conversation: str | None = None) -> str:
    before = files(make.store)
    with pytest.raises(VaultError) as error, make.store.begin() as s:
        vault.put_part(s, begun, n, data, conversation)
    assert files(make.store) == before
    return error.value.reason


def test_a_wrong_part_leaves_nothing(make: Maker) -> None:
    conversation, other = make.conversation(), make.conversation()
    begun = upload(make, conversation, parts=2, finish=False)
    good = sealing.seal_part(make.public, begun, 1, 2, b"x")
    assert part_refused(make, begun, 0, good) == "part"  # its kind says part 1
    assert part_refused(make, begun, 2, sealing.seal_part(make.public, begun, 2, 3, b"x").ct) == "part"
    assert part_refused(make, begun, 1, b"x" * 100) == "part"
    assert part_refused(make, begun, 1, b"x" * (5 * 1024 * 1024 + sealing.OVERHEAD)) in ("size", "part")
    assert part_refused(make, begun, 1, good, other) == "upload"
    assert part_refused(make, begun, 99, good) == "upload"
    assert part_refused(make, "0" * 32, 1, good) == "upload"
    assert part_refused(make, "../../../etc/passwd", 1, good) == "upload"


def test_a_file_is_finished_only_when_whole_and_once(make: Maker) -> None:
    conversation = make.conversation()
    with make.store.begin() as s:
        begun = vault.begin_upload(s, conversation, "report.files", 2)
    with make.store.begin() as s:
        vault.put_part(s, begun, 0, sealing.seal_part(make.public, begun, 0, 2, b"x"))
    reasons = []
    for envelope in (describe(make), text(make)):
        with pytest.raises(VaultError) as error, make.store.begin() as s:
            vault.finish_upload(s, begun, envelope)
        reasons.append(error.value.reason)
    assert reasons == ["incomplete", "kind"]
    with make.store.begin() as s:
        vault.put_part(s, begun, 1, sealing.seal_part(make.public, begun, 1, 2, b"x"))
    with pytest.raises(VaultError), make.store.begin() as s:
        vault.finish_upload(s, begun, describe(make), make.conversation())
    with make.store.begin() as s:
        vault.finish_upload(s, begun, describe(make), conversation)
    with pytest.raises(VaultError), make.store.begin() as s:
        vault.finish_upload(s, begun, describe(make), conversation)
    assert part_refused(make, begun, 1, sealing.seal_part(make.public, begun, 1, 2, b"x")) == "upload"


def test_there_are_limits(make: Maker) -> None:
    conversation = make.conversation()
    for parts in (0, get_settings().max_parts + 1):
        with pytest.raises(VaultError, match="size"), make.store.begin() as s:
            vault.begin_upload(s, conversation, "report.files", parts)
    with pytest.raises(VaultError, match="kind"), make.store.begin() as s:
        vault.begin_upload(s, conversation, "report.facts", 1)
    for _ in range(get_settings().max_files):
        with make.store.begin() as s:
            begun = vault.begin_upload(s, conversation, "report.files", 1)
    with pytest.raises(VaultError, match="too_many"), make.store.begin() as s:
        vault.begin_upload(s, conversation, "report.files", 1)
    with make.store.begin() as s:
        vault.abort_upload(s, begun, conversation)
    with make.store.begin() as s:
        vault.begin_upload(s, conversation, "report.files", 1)


def test_dropping_takes_rows_and_files(make: Maker) -> None:
    conversation = make.conversation()
    make.draft(conversation, "report.facts")
    make.draft(conversation, "rights.facts")
    upload(make, conversation)
    upload(make, conversation, finish=False)
    with make.store.begin() as s:
        assert vault.drop(s, conversation, "report.files") == 1
    assert files(make.store) == []
    with make.store.begin() as s:
        assert vault.drop(s, conversation, "report.") == 1
    assert filled(make, conversation, "rights") == {"rights.facts": 1}
    with make.store.begin() as s:
        assert vault.drop(s, conversation, "") == 1


def test_a_label_is_not_a_pattern(make: Maker) -> None:
    conversation = make.conversation()
    make.draft(conversation, "report.facts")
    for pattern in ("%", "repor_", "rep", "report.f", "report.fact_"):
        with make.store.begin() as s:
            assert vault.drop(s, conversation, pattern) == 0


def test_a_rolled_back_drop_keeps_the_files(make: Maker) -> None:
    conversation = make.conversation()
    upload(make, conversation)
    with pytest.raises(RuntimeError), make.store.begin() as s:
        vault.drop(s, conversation, "")
        raise RuntimeError
    assert len(files(make.store)) == 2
    assert filled(make, conversation) == {"report.files": 1}


def test_orphans_are_swept_and_nothing_else(make: Maker) -> None:
    conversation = make.conversation()
    upload(make, conversation)
    with pytest.raises(RuntimeError), make.store.begin() as s:
        begun = vault.begin_upload(s, conversation, "report.files", 1)
        raise RuntimeError
    stray = make.store.vault / "zz" / "not-an-upload"
    stray.mkdir(parents=True)
    with make.store.read() as s:
        assert vault.sweep(s) == 0  # an hour's grace: an upload may just be beginning
        assert vault.sweep(s, -1) == 2
    assert not (make.store.vault / begun[:2] / begun).exists() and not stray.exists()
    assert len(files(make.store)) == 2


def test_the_desk_gets_items_in_the_catalogue_s_order(make: Maker, desk_key: DeskKey) -> None:
    conversation = make.conversation()
    begun = upload(make, conversation)
    make.draft(conversation, "report.party", "甲")
    made = make.case(conversation=conversation)
    with make.store.read() as s:
        found = vault.of_case(s, made.case_id)
    assert [i.label for i in found] == ["report.party", "report.facts", "report.files"]
    assert [i.title for i in found] == ["被举报人", "举报事实", "附件"]
    assert found[2].upload == begun and len(found[2].parts) == 2
    assert desk_key.open(vault.part_envelope(found[2], 1)) == b"bytes" * 500
    swapped = dataclasses.replace(found[2], parts=tuple(reversed(found[2].parts)))
    with pytest.raises(Exception, match="not as it was sealed"):
        desk_key.open(vault.part_envelope(swapped, 1))


def test_a_submitted_file_survives_its_conversation(make: Maker) -> None:
    conversation = make.conversation()
    upload(make, conversation)
    upload(make, conversation, finish=False)
    made = make.case(conversation=conversation)
    with make.store.begin() as s:
        conversations.end(s, conversation)
    assert len(files(make.store)) == 2
    with make.store.read() as s:
        assert len(vault.of_case(s, made.case_id)) == 2
        assert vault.sweep(s, -1) == 0
