"""The desk's private keys: the only place where anything is opened.

A random master key encrypts the keys' seeds (AES-256-GCM). The master key itself stands in two files:
`master.json`, under the
passphrase, and `escrow.json`, under a recovery code, both by argon2id. So a new desk key needs no recovery
code, a new
passphrase re-encrypts one file, and the escrow can be printed and locked away. Every key stays, so that old
items stay openable.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session

from store import keys as published
from store.clock import now
from store.sealing import SUITES, XWING, BadEnvelope, Envelope, PublicKey, decode, encode, unpad
from store.settings import private_dir
from store.vault import SealedItem, part_envelope

MASTER, ESCROW = "master.json", "escrow.json"
SEED_SIZES = (64, 32)  # ML-KEM-768, X25519
MIN_PASSPHRASE = 12
NONCE = 12


class KeyringError(Exception):
    """The keyring can't be used: no files, wrong passphrase or code, damaged. Says which, never a secret."""


class OpenError(Exception):
    """An item can't be opened: unknown key, or not what was sealed. Says nothing of what it held."""


@dataclass(frozen=True)
class Cost:
    """argon2id for passphrase and recovery code: memory in KiB, passes. Half a second or so; it is paid once
    a start.
    """

    memory: int = 256 * 1024
    passes: int = 4


@dataclass(frozen=True)
class DeskKey:
    """One key pair of the desk."""

    mlkem_seed: bytes
    x25519_seed: bytes
    made_at: datetime
    suite: str = XWING

    @classmethod
    def generate(cls) -> DeskKey:
        """A new one."""
        return cls(secrets.token_bytes(SEED_SIZES[0]), secrets.token_bytes(SEED_SIZES[1]), now())

    @property
    def public(self) -> PublicKey:
        """The half that everyone may have."""
        kem, curve = self._halves()
        return PublicKey(kem.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw(), self.suite)

    @property
    def id(self) -> str:
        """The key id that envelopes name."""
        return self.public.id

    def open(self, envelope: Envelope) -> bytes:
        """What was sealed. Raises OpenError."""
        try:
            padded = SUITES[envelope.suite].decrypt(
                envelope.ct, hpke.MLKEM768X25519PrivateKey(*self._halves()), envelope.info
            )
            return unpad(padded)
        except (InvalidTag, BadEnvelope, ValueError):
            raise OpenError("not as it was sealed") from None

    def __repr__(self) -> str:
        return f"DeskKey({self.id})"

    def _halves(self) -> tuple[mlkem.MLKEM768PrivateKey, x25519.X25519PrivateKey]:
        kem = mlkem.MLKEM768PrivateKey.from_seed_bytes(self.mlkem_seed)
        return kem, x25519.X25519PrivateKey.from_private_bytes(self.x25519_seed)


class Keyring:
    """All keys of the desk, unlocked."""

    def __init__(self, folder: Path, master: bytes, keys: Mapping[str, DeskKey]) -> None:
        """For `create`, `load` and `recover` only."""
        self._folder = folder
        self._master = master
        self._keys = dict(keys)

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether there is a keyring in that folder."""
        return (folder / MASTER).exists()

    @classmethod
    def create(cls, folder: Path, passphrase: str, cost: Cost | None = None) -> tuple[Keyring, str]:
        """A new keyring with one key, and the recovery code, which is shown this once.

        Raises KeyringError when there is one already or the passphrase is under 12 characters.
        """
        if cls.exists(folder):
            raise KeyringError("there is a keyring already")
        _check_passphrase(passphrase)
        private_dir(folder)
        code, ring = new_recovery_code(), cls(folder, secrets.token_bytes(32), {})
        ring._add(DeskKey.generate())
        _write(folder / ESCROW, _wrap(ring._master, _code(code), cost or Cost()))
        # Last: a keyring exists once its master file does.
        _write(folder / MASTER, _wrap(ring._master, _phrase(passphrase), cost or Cost()))
        return ring, code

    @classmethod
    def load(cls, folder: Path, passphrase: str) -> Keyring:
        """Unlock with the passphrase. Raises KeyringError."""
        return cls._unlock(folder, _read(folder / MASTER), _phrase(passphrase))

    @classmethod
    def recover(
        cls, folder: Path, code: str, passphrase: str, escrow: Path | None = None, cost: Cost | None = None
    ) -> Keyring:
        """Unlock with the recovery code and set a new passphrase. `escrow`: the file, if kept elsewhere.
        Raises KeyringError.
        """
        _check_passphrase(passphrase)
        ring = cls._unlock(folder, _read(escrow or folder / ESCROW), _code(code))
        ring.change_passphrase(passphrase, cost)
        return ring

    @property
    def current(self) -> DeskKey:
        """The newest key, to seal to."""
        return max(self._keys.values(), key=lambda key: key.made_at)

    @property
    def ids(self) -> list[str]:
        """All key ids, oldest first."""
        return [key.id for key in sorted(self._keys.values(), key=lambda key: key.made_at)]

    def rotate(self) -> DeskKey:
        """A new key, the current one from now on; the others stay for what they sealed. Publish it
        afterwards.
        """
        key = DeskKey.generate()
        self._add(key)
        return key

    def change_passphrase(self, passphrase: str, cost: Cost | None = None) -> None:
        """Another passphrase from now on. Raises KeyringError when it is too short."""
        _check_passphrase(passphrase)
        _write(self._folder / MASTER, _wrap(self._master, _phrase(passphrase), cost or Cost()))

    def new_escrow(self, cost: Cost | None = None) -> str:
        """Another recovery code (the old one is void here, though not for copies of the old file); returns
        it.
        """
        code = new_recovery_code()
        _write(self._folder / ESCROW, _wrap(self._master, _code(code), cost or Cost()))
        return code

    def publish(self, s: Session) -> None:
        """Tell the store which key to seal to."""
        published.publish(s, self.current.public)

    def open(self, envelope: Envelope) -> bytes:
        """What was sealed, with whichever key it was sealed to. Raises OpenError."""
        if envelope.key not in self._keys:
            # The command line may have rotated the key beside a running desk.
            self._keys.update(_load_keys(self._folder, self._master))
        key = self._keys.get(envelope.key)
        if key is None:
            raise OpenError("sealed to a key that is not here")
        return key.open(envelope)

    def open_text(self, envelope: Envelope) -> dict[str, Any]:
        """A sealed answer: `{"v", "ask", "kind", "text", "at"}`. Raises OpenError."""
        return self._open_json(envelope, "text", ("ask", "kind", "text", "at"))

    def open_file(self, envelope: Envelope) -> dict[str, Any]:
        """A sealed file's description: `{"v", "name", "type", "size", "sha256"}`. Raises OpenError."""
        return self._open_json(envelope, "file", ("name", "type", "size", "sha256"))

    def open_parts(self, item: SealedItem) -> Iterator[bytes]:
        """A sealed file's bytes, part by part, checked against its description at the end. Raises OpenError."""
        described = self.open_file(item.envelope)
        digest, size = hashlib.sha256(), 0
        for n in range(len(item.parts)):
            try:
                part = self.open(part_envelope(item, n))
            except (OSError, BadEnvelope):
                raise OpenError("a part is missing or damaged") from None
            digest.update(part)
            size += len(part)
            yield part
        if size != described["size"] or digest.hexdigest() != described["sha256"]:
            raise OpenError("the file is not the one described")

    def _open_json(self, envelope: Envelope, kind: str, fields: tuple[str, ...]) -> dict[str, Any]:
        if envelope.kind != kind:
            raise OpenError("not of that kind")
        try:
            tree = json.loads(self.open(envelope))
        except ValueError:  # also UnicodeDecodeError; the sealing side may be anybody's
            raise OpenError("not as agreed") from None
        if not isinstance(tree, dict) or tree.get("v") != 1 or any(f not in tree for f in fields):
            raise OpenError("not as agreed")
        numbers = {"size"}
        if any(not isinstance(tree[f], int if f in numbers else str) for f in fields):
            raise OpenError("not as agreed")
        return tree

    def _add(self, key: DeskKey) -> None:
        bound = _bound(key.suite, key.id)
        nonce = secrets.token_bytes(NONCE)
        sealed = AESGCM(self._master).encrypt(nonce, key.mlkem_seed + key.x25519_seed, bound)
        tree = {
            "v": 1,
            "suite": key.suite,
            "key": key.id,
            "public": encode(key.public.data),
            "made_at": key.made_at.isoformat(),
            "nonce": encode(nonce),
            "seeds": encode(sealed),
        }
        _write(self._folder / f"{key.id}.key.json", tree)
        self._keys[key.id] = key

    @classmethod
    def _unlock(cls, folder: Path, tree: Mapping[str, Any], secret: bytes) -> Keyring:
        master = _unwrap(tree, secret)
        keys = _load_keys(folder, master)
        if not keys:
            raise KeyringError("no key files")
        return cls(folder, master, keys)


def new_recovery_code() -> str:
    """125 bits, in groups to write down: five times five letters and digits."""
    text = base64.b32encode(secrets.token_bytes(16)).decode()[:25]
    return "-".join(text[i : i + 5] for i in range(0, 25, 5))


def _load_keys(folder: Path, master: bytes) -> dict[str, DeskKey]:
    keys = (_read_key(_read(path), master) for path in sorted(folder.glob("*.key.json")))
    return {key.id: key for key in keys}


def _read_key(tree: Mapping[str, Any], master: bytes) -> DeskKey:
    try:
        seeds = AESGCM(master).decrypt(decode(tree["nonce"]), decode(tree["seeds"]), _bound(tree["suite"], tree["key"]))
        made_at = datetime.fromisoformat(tree["made_at"])
        key = DeskKey(seeds[: SEED_SIZES[0]], seeds[SEED_SIZES[0] :], made_at, tree["suite"])
    except (KeyError, TypeError, ValueError, InvalidTag):
        raise KeyringError("a key file is damaged, or belongs to another keyring") from None
    if key.id != tree["key"]:
        raise KeyringError("a key file is damaged")
    return key


def _wrap(master: bytes, secret: bytes, cost: Cost) -> dict[str, Any]:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(NONCE)
    sealed = AESGCM(_derive(secret, salt, cost)).encrypt(nonce, master, b"shoukou/master/1")
    kdf = {"name": "argon2id", "memory": cost.memory, "passes": cost.passes, "salt": encode(salt)}
    return {"v": 1, "kdf": kdf, "nonce": encode(nonce), "master": encode(sealed)}


def _unwrap(tree: Mapping[str, Any], secret: bytes) -> bytes:
    try:
        kdf = tree["kdf"]
        key = _derive(secret, decode(kdf["salt"]), Cost(kdf["memory"], kdf["passes"]))
        return AESGCM(key).decrypt(decode(tree["nonce"]), decode(tree["master"]), b"shoukou/master/1")
    except InvalidTag:
        raise KeyringError("wrong passphrase or recovery code") from None
    except (KeyError, TypeError, ValueError):
        raise KeyringError("the file is damaged") from None


def _derive(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(secret, salt, cost.passes, cost.memory, 1, 32, Type.ID)


def _phrase(passphrase: str) -> bytes:
    return unicodedata.normalize("NFC", passphrase).encode()


def _code(code: str) -> bytes:
    # As it may be copied from paper: lower case, spaces, and the digits that base32 does not have.
    return "".join(c for c in code.upper().translate(str.maketrans("018", "OIB")) if c.isalnum()).encode()


def _check_passphrase(passphrase: str) -> None:
    if len(passphrase) < MIN_PASSPHRASE:
        raise KeyringError(f"a passphrase has at least {MIN_PASSPHRASE} characters")


def _bound(suite: str, key_id: str) -> bytes:
    return f"shoukou/key/1/{suite}/{key_id}".encode()


def _read(path: Path) -> dict[str, Any]:
    try:
        tree = json.loads(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        raise KeyringError(f"there is no {path.name}") from None
    except ValueError:
        raise KeyringError(f"{path.name} is damaged") from None
    if not isinstance(tree, dict) or tree.get("v") != 1:
        raise KeyringError(f"{path.name} is damaged")
    return tree


def _write(path: Path, tree: Mapping[str, Any]) -> None:
    """Whole or not at all, and on disk when it returns."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            json.dump(tree, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    handle = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
