"""A desk's key pair for tests, opened with `cryptography` alone: independent of the code that is tested."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SUITE = "xwing-hkdfsha256-aes256gcm"


def decode(text: str) -> bytes:
    """Base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class DeskKey:
    """Both halves of a key; opens what was sealed to it."""

    post_quantum: mlkem.MLKEM768PrivateKey = field(default_factory=mlkem.MLKEM768PrivateKey.generate)
    classic: x25519.X25519PrivateKey = field(default_factory=x25519.X25519PrivateKey.generate)

    @property
    def public(self) -> bytes:
        """ML-KEM-768 public bytes ‖ X25519 public bytes."""
        return b"".join(
            half.public_bytes(Encoding.Raw, PublicFormat.Raw)
            for half in (self.post_quantum.public_key(), self.classic.public_key())
        )

    @property
    def key_id(self) -> str:
        """First 16 hex digits of SHA-256 of the public bytes."""
        return hashlib.sha256(self.public).hexdigest()[:16]

    def answer(self) -> dict[str, str]:
        """What `GET /chat/key` answers."""
        public = base64.urlsafe_b64encode(self.public).rstrip(b"=").decode()
        return {"suite": SUITE, "key": self.key_id, "public": public}

    def open(self, kind: str, sealed: bytes) -> bytes:
        """The padded bytes inside; raises when kind or bytes were changed."""
        suite = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
        private = hpke.MLKEM768X25519PrivateKey(self.post_quantum, self.classic)
        return suite.decrypt(sealed, private, f"shoukou/1/{SUITE}/{self.key_id}/{kind}".encode())

    def open_data(self, kind: str, sealed: bytes) -> bytes:
        """The data inside, padding taken off."""
        padded = self.open(kind, sealed)
        size = int.from_bytes(padded[:4], "big")
        assert not any(padded[4 + size :]), "padding is not zeros"
        return padded[4 : 4 + size]

    def open_envelope(self, envelope: dict[str, Any]) -> dict[str, Any]:
        """The JSON inside an envelope."""
        found: dict[str, Any] = json.loads(self.open_data(envelope["kind"], decode(envelope["ct"])))
        return found
