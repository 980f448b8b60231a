"""argon2id for everything a person types: 64 MiB, 3 passes. About 90 ms of one core, so never on an event loop."""

from __future__ import annotations

import functools
import os
import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
# As many at a time as there are cores: more would only take 64 MiB each to wait.
_TURNS = threading.BoundedSemaphore(max(2, os.cpu_count() or 1))


def hash_password(password: str) -> str:
    """The argon2id hash. Slow."""
    with _TURNS:
        return HASHER.hash(password)


def verify(password: str, password_hash: str | None) -> bool:
    """Whether it is the password. One KDF in any case: without a hash, one is run against a password nobody has."""
    with _TURNS:
        try:
            HASHER.verify(password_hash or nobody(), password)
        except (Argon2Error, InvalidHashError):
            return False
    return password_hash is not None


@functools.cache
def nobody() -> str:
    """A hash that no password fits; made once a process."""
    return HASHER.hash(secrets.token_urlsafe(32))
