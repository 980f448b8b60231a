"""The gateway's way to the store: on worker threads, never on the event loop; text and files sealed before
anything is written.
"""

import asyncio
import hashlib
import json
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy import text
from sqlalchemy.orm import Session as Db

from bot.channels.ready import ReadyPasswords
from store import keys, receipts, vault
from store.clock import now
from store.database import Store
from store.sealing import Envelope, PublicKey, part_kind, seal, seal_file

T = TypeVar("T")
KEY_SECONDS = 30.0


class Vaulting:
    """The store, the desk's public key, and two small pools: one for the database, one for slow hashing."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._database = ThreadPoolExecutor(8, thread_name_prefix="store")
        # argon2id takes 64 MiB and one processor each: no more at once than there are processors.
        self._hashing = ThreadPoolExecutor(max(2, os.cpu_count() or 2), thread_name_prefix="kdf")
        self._key: tuple[float, PublicKey] | None = None
        self.ready = ReadyPasswords()

    def close(self) -> None:
        self.ready.stop()
        self._database.shutdown(wait=False, cancel_futures=True)
        self._hashing.shutdown(wait=False, cancel_futures=True)
        self.store.close()

    async def work(self, do: Callable[[], T]) -> T:
        """Run `do` on a database thread."""
        return await asyncio.get_running_loop().run_in_executor(self._database, do)

    async def hashing(self, do: Callable[[], T]) -> T:
        """Run `do` on a thread for slow hashing."""
        with self.ready:
            return await asyncio.get_running_loop().run_in_executor(self._hashing, do)

    async def new_password(self) -> tuple[str, str]:
        """A query password and its hash: from the stock, or made now."""
        ready = self.ready.take()
        if ready is not None:
            return ready
        password = receipts.new_password()
        return password, await self.hashing(lambda: receipts.hash_password(password))

    async def write(self, do: Callable[[Db], T]) -> T:
        """Run `do` in one transaction; it is durable when this returns."""
        return await self.work(partial(self._begin, do))

    async def read(self, do: Callable[[Db], T]) -> T:
        """Run `do` on a snapshot."""
        return await self.work(partial(self._read, do))

    def _begin(self, do: Callable[[Db], T]) -> T:
        with self.store.begin() as s:
            return do(s)

    def _read(self, do: Callable[[Db], T]) -> T:
        with self.store.read() as s:
            return do(s)

    def key(self) -> PublicKey:
        """The desk's public key (kept half a minute). On a database thread. Raises keys.NoKey."""
        held = self._key
        if held is not None and held[0] > time.monotonic():
            return held[1]
        with self.store.read() as s:
            key = keys.current(s)
        self._key = (time.monotonic() + KEY_SECONDS, key)
        return key

    def knows_key(self, key_id: str) -> bool:
        """Whether what is sealed to this key is taken. On a database thread. Raises keys.NoKey when there is
        none at all.
        """
        if self.key().id == key_id:
            return True
        with self.store.read() as s:
            return keys.known(s, key_id)

    def fresh_key(self) -> PublicKey:
        """Like `key`, never from memory: a revoked key is noticed."""
        self._key = None
        return self.key()

    def store_answers(self) -> None:
        """Raises when the database does not answer. On a database thread."""
        with self.store.read() as s:
            s.execute(text("SELECT 1"))

    async def seal_text(self, conversation: str, label: str, words: str, value: str | None = None) -> None:
        """Seal an answer and keep it as the draft of `label`.

        `value`: what was understood of it (a date's days). Raises keys.NoKey, vault.VaultError and what the
        database raises.
        """
        at = now()

        def do() -> None:
            envelope = _seal_answer(self.key(), label, words, value, at)
            with self.store.begin() as s:
                vault.put(s, conversation, label, envelope)

        await self.work(do)

    async def seal_file(self, conversation: str, label: str, name: str, mime: str, data: bytes, part_size: int) -> None:
        """Seal a file that came in clear (plain page) and keep it as a draft. Raises like `seal_text`."""

        def do() -> None:
            key = self.key()
            total = max(1, -(-len(data) // part_size))
            with self.store.begin() as s:
                upload = vault.begin_upload(s, conversation, label, total)
            for n in range(total):
                part = seal(key, part_kind(upload, n, total), data[n * part_size : (n + 1) * part_size])
                with self.store.begin() as s:
                    vault.put_part(s, upload, n, part, conversation)
            described = seal_file(key, name, mime, len(data), hashlib.sha256(data).hexdigest())
            with self.store.begin() as s:
                vault.finish_upload(s, upload, described, conversation)

        await self.work(do)


def _seal_answer(key: PublicKey, label: str, words: str, value: str | None, at: datetime) -> Envelope:
    plain = {"v": 1, "ask": label, "kind": "text", "text": words, "at": at.isoformat(timespec="seconds")}
    if value is not None:
        plain["value"] = value
    return seal(key, "text", json.dumps(plain, ensure_ascii=False).encode())
