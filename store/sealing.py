"""Sealing: the side that can only close. Opening is in `desk/keyring.py`, the one holder of the private key.

HPKE (RFC 9180) with X-Wing (ML-KEM-768 and X25519), HKDF-SHA256 and AES-256-GCM. An envelope binds version, suite,
key and kind as `info`, so that none of them can be swapped; lengths are padded to buckets, so that a size tells
little.
"""

from __future__ import annotations

import base64
import binascii
import functools
import hashlib
import json
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidKey, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519

VERSION = 1
XWING = "xwing-hkdfsha256-aes256gcm"
MLKEM_PUBLIC = 1184  # bytes; the X25519 public key follows
PUBLIC_SIZE = MLKEM_PUBLIC + 32
OVERHEAD = 1120 + 16  # X-Wing encapsulation and AES-GCM tag
SMALLEST, LARGEST_POWER = 512, 64 * 1024
LENGTH = struct.Struct(">I")

# Suites by name. A national-algorithm suite (SM2/SM4) will stand beside the first one.
SUITES: Mapping[str, hpke.Suite] = {
    XWING: hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
}

_KIND = re.compile(r"text|file|part/[A-Za-z0-9_-]{1,64}/\d{1,4}/\d{1,4}|document/[a-z_]{1,40}")
_KEY = re.compile(r"[0-9a-f]{16}")
_BASE64URL = re.compile(r"[A-Za-z0-9_-]+")


class BadEnvelope(ValueError):
    """Not an envelope as agreed. Names what is wrong, never what it held."""


class BadKey(ValueError):
    """Not a public key of a known suite."""


@dataclass(frozen=True)
class PublicKey:
    """The desk's public key: `data` is ML-KEM-768 public bytes ‖ X25519 public bytes."""

    data: bytes
    suite: str = XWING

    def __post_init__(self) -> None:
        if self.suite not in SUITES or len(self.data) != PUBLIC_SIZE:
            raise BadKey("not a public key of a known suite")
        _hpke_key(self.data)

    @functools.cached_property
    def id(self) -> str:
        """First 16 hex digits of SHA-256 of the key's bytes."""
        return hashlib.sha256(self.data).hexdigest()[:16]

    def as_dict(self) -> dict[str, str]:
        """What the page needs for sealing: `{"suite", "key", "public"}`, the last as base64url."""
        return {"suite": self.suite, "key": self.id, "public": encode(self.data)}

    @classmethod
    def from_dict(cls, tree: Mapping[str, Any]) -> PublicKey:
        """Read `as_dict`. Raises BadKey."""
        try:
            made = cls(decode(tree["public"]), tree["suite"])
        except (KeyError, TypeError, BadEnvelope) as error:
            raise BadKey("not a public key") from error
        if made.id != tree.get("key", made.id):
            raise BadKey("the key id does not fit the key")
        return made


@dataclass(frozen=True)
class Envelope:
    """A sealed item. `ct` is enc ‖ ciphertext. Its repr is kept short: it goes nowhere, but it is of no use either."""

    kind: str
    key: str
    ct: bytes
    suite: str = XWING
    v: int = VERSION

    def __post_init__(self) -> None:
        if self.v != VERSION or self.suite not in SUITES:
            raise BadEnvelope("unknown version or suite")
        if not isinstance(self.kind, str) or not _KIND.fullmatch(self.kind):
            raise BadEnvelope("unknown kind")
        if not isinstance(self.key, str) or not _KEY.fullmatch(self.key):
            raise BadEnvelope("not a key id")
        if not is_sealed_length(len(self.ct)):
            raise BadEnvelope("not a padded length")

    def __repr__(self) -> str:
        return f"Envelope({self.kind}, {len(self.ct)} bytes)"

    @property
    def info(self) -> bytes:
        """What the ciphertext is bound to."""
        return info(self.suite, self.key, self.kind)

    def as_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {"v": self.v, "suite": self.suite, "key": self.key, "kind": self.kind, "ct": encode(self.ct)}

    def dumps(self) -> str:
        """The JSON text."""
        return json.dumps(self.as_dict(), separators=(",", ":"))

    @classmethod
    def from_dict(cls, tree: object) -> Envelope:
        """Read the JSON form from an untrusted client. Raises BadEnvelope."""
        if not isinstance(tree, Mapping) or set(tree) != {"v", "suite", "key", "kind", "ct"}:
            raise BadEnvelope("not the fields of an envelope")
        if type(tree["v"]) is not int or not isinstance(tree["suite"], str):
            raise BadEnvelope("unknown version or suite")
        return cls(tree["kind"], tree["key"], decode(tree["ct"]), tree["suite"], tree["v"])

    @classmethod
    def loads(cls, text: str | bytes) -> Envelope:
        """Read the JSON text. Raises BadEnvelope."""
        try:
            return cls.from_dict(json.loads(text))
        except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
            raise BadEnvelope("not JSON") from None


def seal(public: PublicKey, kind: str, data: bytes) -> Envelope:
    """Seal bytes to the desk. Raises BadEnvelope for an unknown kind."""
    bound = info(public.suite, public.id, kind)
    ct = SUITES[public.suite].encrypt(pad(data), _hpke_key(public.data), bound)
    return Envelope(kind, public.id, ct, public.suite)


def seal_text(public: PublicKey, ask: str, kind: str, text: str, at: datetime) -> Envelope:
    """Seal an answer: to which ask, of which kind, what was said, when."""
    plain = {"v": 1, "ask": ask, "kind": kind, "text": text, "at": at.isoformat(timespec="seconds")}
    return seal(public, "text", json.dumps(plain, ensure_ascii=False).encode())


def seal_file(public: PublicKey, name: str, mime: str, size: int, sha256: str) -> Envelope:
    """Seal a file's description; its bytes go part by part (`seal_part`)."""
    plain = {"v": 1, "name": name, "type": mime, "size": size, "sha256": sha256}
    return seal(public, "file", json.dumps(plain, ensure_ascii=False).encode())


def seal_part(public: PublicKey, upload: str, n: int, total: int, data: bytes) -> Envelope:
    """Seal part `n` (from 0) of `total` of an upload; at most 4 MiB."""
    return seal(public, part_kind(upload, n, total), data)


def part_kind(upload: str, n: int, total: int) -> str:
    """The kind of a part's envelope."""
    return f"part/{upload}/{n}/{total}"


def info(suite: str, key: str, kind: str) -> bytes:
    """HPKE's info: version, suite, key id and kind."""
    return f"shoukou/{VERSION}/{suite}/{key}/{kind}".encode()


def padded_length(size: int) -> int:
    """How long `size` bytes are when padded: a power of two from 512 to 64 KiB, above that a multiple of 64 KiB."""
    total = size + LENGTH.size
    if total > LARGEST_POWER:
        return -(-total // LARGEST_POWER) * LARGEST_POWER
    return max(SMALLEST, 1 << (total - 1).bit_length())


def sealed_length(size: int) -> int:
    """How long the ciphertext of `size` bytes is."""
    return padded_length(size) + OVERHEAD


def is_sealed_length(length: int) -> bool:
    """Whether a ciphertext of that length can hold padded bytes."""
    padded = length - OVERHEAD
    return padded >= SMALLEST and padded_length(padded - LENGTH.size) == padded


def pad(data: bytes) -> bytes:
    """4-byte big-endian length ‖ data ‖ zeros up to the bucket."""
    return (LENGTH.pack(len(data)) + data).ljust(padded_length(len(data)), b"\0")


def unpad(padded: bytes) -> bytes:
    """The data inside. Raises BadEnvelope when the padding is not as `pad` makes it."""
    if len(padded) < SMALLEST:
        raise BadEnvelope("not padded")
    (size,) = LENGTH.unpack_from(padded)
    if padded_length(size) != len(padded) or any(padded[LENGTH.size + size :]):
        raise BadEnvelope("not padded")
    return padded[LENGTH.size : LENGTH.size + size]


def encode(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: object) -> bytes:
    """Bytes from base64url without padding. Raises BadEnvelope."""
    if not isinstance(text, str) or not _BASE64URL.fullmatch(text):
        raise BadEnvelope("not base64url")
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise BadEnvelope("not base64url") from None


@functools.lru_cache(maxsize=16)
def _hpke_key(data: bytes) -> hpke.MLKEM768X25519PublicKey:
    try:
        return hpke.MLKEM768X25519PublicKey(
            mlkem.MLKEM768PublicKey.from_public_bytes(data[:MLKEM_PUBLIC]),
            x25519.X25519PublicKey.from_public_bytes(data[MLKEM_PUBLIC:]),
        )
    except (ValueError, InvalidKey, UnsupportedAlgorithm) as error:
        raise BadKey("not a public key of this suite") from error
