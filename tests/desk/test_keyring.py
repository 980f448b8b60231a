"""The keyring: locked by passphrase, recovered by code, rotated without losing old items, never half-written."""

from __future__ import annotations

import hashlib
import json
import stat
from pathlib import Path

import pytest

from desk import keyring
from desk.keyring import Cost, Keyring, KeyringError, OpenError
from store import sealing
from store.clock import now
from store.sealing import Envelope
from store.vault import SealedItem

CHEAP = Cost(memory=64, passes=1)
PHRASE = "一句足够长的口令，不容易猜到"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def made(folder: Path) -> tuple[Keyring, str]:
    return Keyring.create(folder, PHRASE, CHEAP)


def text(ring: Keyring, words: str = "内容") -> Envelope:
    return sealing.seal_text(ring.current.public, "report.facts", "text", words, now())


def test_what_was_sealed_opens_after_unlocking_again(folder: Path, made: tuple[Keyring, str]) -> None:
    envelope = text(made[0])
    again = Keyring.load(folder, PHRASE)
    assert again.open_text(envelope)["text"] == "内容"
    assert again.current.id == made[0].current.id


def test_a_wrong_passphrase_opens_nothing(folder: Path, made: tuple[Keyring, str]) -> None:
    for wrong in (PHRASE[:-1], "", made[1]):
        with pytest.raises(KeyringError, match="wrong passphrase"):
            Keyring.load(folder, wrong)


def test_a_short_passphrase_and_a_second_keyring_are_refused(folder: Path, made: tuple[Keyring, str]) -> None:
    with pytest.raises(KeyringError, match="12"):
        Keyring.create(folder / "other", "short", CHEAP)
    with pytest.raises(KeyringError, match="already"):
        Keyring.create(folder, PHRASE, CHEAP)
    assert not Keyring.exists(folder / "other") and Keyring.exists(folder)


def test_files_are_private_and_hold_no_seed(folder: Path, made: tuple[Keyring, str]) -> None:
    key = made[0].current
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        content = path.read_text()
        for secret in (key.mlkem_seed, key.x25519_seed):
            assert sealing.encode(secret)[:20] not in content and secret.hex()[:20] not in content
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert sorted(p.name for p in folder.iterdir()) == sorted([f"{key.id}.key.json", "escrow.json", "master.json"])
    assert sealing.encode(key.mlkem_seed)[:20] not in repr(key)


def test_old_items_open_after_a_rotation(folder: Path, made: tuple[Keyring, str]) -> None:
    ring, code = made
    old = text(ring)
    first, second = ring.current.id, ring.rotate().id
    assert ring.current.id == second != first and ring.ids == [first, second]
    new = text(ring)
    again = Keyring.load(folder, PHRASE)
    recovered = Keyring.recover(folder, code, PHRASE + "新", cost=CHEAP)
    for one in (again, recovered):
        assert one.open_text(old)["text"] == one.open_text(new)["text"] == "内容"
        assert one.current.id == second


def test_a_lost_passphrase_has_an_escrow(folder: Path, made: tuple[Keyring, str], tmp_path: Path) -> None:
    ring, code = made
    envelope = text(ring)
    safe = tmp_path / "in-the-safe.json"
    (folder / "escrow.json").rename(safe)
    with pytest.raises(KeyringError, match="no escrow"):
        Keyring.recover(folder, code, "another passphrase", cost=CHEAP)
    with pytest.raises(KeyringError, match="wrong"):
        Keyring.recover(folder, keyring.new_recovery_code(), "another passphrase", safe, CHEAP)
    as_copied = code.lower().replace("-", " ").replace("o", "0")
    Keyring.recover(folder, as_copied, "another passphrase", safe, CHEAP)
    assert Keyring.load(folder, "another passphrase").open_text(envelope)["text"] == "内容"
    with pytest.raises(KeyringError, match="wrong"):
        Keyring.load(folder, PHRASE)


def test_a_new_recovery_code_replaces_the_old_one(folder: Path, made: tuple[Keyring, str]) -> None:
    ring, old = made
    new = ring.new_escrow(CHEAP)
    with pytest.raises(KeyringError, match="wrong"):
        Keyring.recover(folder, old, PHRASE, cost=CHEAP)
    assert Keyring.recover(folder, new, PHRASE, cost=CHEAP).current.id == ring.current.id
    assert len(new) == 29 and new != old


def test_damaged_or_swapped_files_are_noticed(folder: Path, made: tuple[Keyring, str], tmp_path: Path) -> None:
    path = folder / f"{made[0].current.id}.key.json"
    tree = json.loads(path.read_text())
    other, _ = Keyring.create(tmp_path / "other", PHRASE, CHEAP)
    theirs = json.loads((tmp_path / "other" / f"{other.current.id}.key.json").read_text())
    damaged = [
        {**tree, "key": "0" * 16}, {**tree, "seeds": tree["seeds"][:-2] + "AA"}, {**tree, "suite": "x"}, {"v": 1},
        {"v": 2}, theirs, {**tree, "made_at": "yesterday"},
    ]  # fmt: skip
    for wrong in damaged:
        path.write_text(json.dumps(wrong))
        with pytest.raises(KeyringError):
            Keyring.load(folder, PHRASE)
    path.write_text("{")
    with pytest.raises(KeyringError, match="damaged"):
        Keyring.load(folder, PHRASE)
    path.unlink()
    with pytest.raises(KeyringError, match="no key files"):
        Keyring.load(folder, PHRASE)


def test_a_crash_while_writing_leaves_the_old_file(
    folder: Path, made: tuple[Keyring, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_fd: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("os.fsync", crash)
    with pytest.raises(OSError, match="no space"):
        made[0].change_passphrase("another passphrase", CHEAP)
    monkeypatch.undo()
    assert Keyring.load(folder, PHRASE).current.id == made[0].current.id
    assert not [p for p in folder.iterdir() if p.name.startswith(".")]


def test_what_is_not_as_agreed_is_refused(made: tuple[Keyring, str]) -> None:
    ring, public = made[0], made[0].current.public
    for content in (b"not json", b"\xff\xfe", b"[]", b"{}", b'{"v":1,"ask":1,"kind":"text","text":"x","at":"y"}'):
        with pytest.raises(OpenError) as error:
            ring.open_text(sealing.seal(public, "text", content))
        assert content.decode(errors="replace") not in str(error.value)
    with pytest.raises(OpenError, match="kind"):
        ring.open_text(sealing.seal_file(public, "a", "b", 1, "c"))
    with pytest.raises(OpenError, match="not here"):
        ring.open_text(Envelope("text", "0" * 16, text(ring).ct))


def file(ring: Keyring, folder: Path, parts: list[bytes], size: int, digest: str) -> SealedItem:
    upload, public = "ab" * 16, ring.current.public
    paths = []
    for n, part in enumerate(parts):
        paths.append(folder / str(n))
        paths[-1].write_bytes(sealing.seal_part(public, upload, n, len(parts), part).ct)
    described = sealing.seal_file(public, "照片.jpg", "image/jpeg", size, digest)
    return SealedItem("i_1", "report.files", "附件", described, 0, 0, upload, tuple(paths))


def test_a_file_comes_back_whole(made: tuple[Keyring, str], tmp_path: Path) -> None:
    parts = [b"a" * 70_000, b"b" * 5]
    item = file(made[0], tmp_path, parts, 70_005, hashlib.sha256(b"".join(parts)).hexdigest())
    assert list(made[0].open_parts(item)) == parts
    assert made[0].open_file(item.envelope)["name"] == "照片.jpg"


def test_a_file_that_is_not_the_one_described_is_refused(made: tuple[Keyring, str], tmp_path: Path) -> None:
    parts = [b"a" * 100, b"b" * 100]
    digest = hashlib.sha256(b"".join(parts)).hexdigest()
    for size, sha256 in ((201, digest), (200, "0" * 64)):
        with pytest.raises(OpenError, match="described"):
            list(made[0].open_parts(file(made[0], tmp_path, parts, size, sha256)))
    item = file(made[0], tmp_path, parts, 200, digest)
    item.parts[1].unlink()
    with pytest.raises(OpenError, match="missing"):
        list(made[0].open_parts(item))
