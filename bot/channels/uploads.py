"""Files, sealed in the browser and sent in parts. What is accepted is by size alone: nobody here can look inside."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session as Db

from bot.channels.http import Refused
from bot.channels.schemas import EnvelopeIn
from bot.channels.sessions import Session, Upload
from bot.channels.turns import STORE_FAILURES
from bot.channels.vaulting import Vaulting
from store import vault
from store.keys import NoKey
from store.sealing import BadEnvelope, Envelope, part_kind
from store.settings import get_settings

T = TypeVar("T")
log = logging.getLogger("shoukou.gateway")

_REASONS: dict[str, tuple[str, int]] = {
    "too_many": ("upload_too_many", 409),
    "size": ("upload_too_big", 413),
    "kind": ("sealed_rejected", 422),
    "part": ("sealed_rejected", 422),
    "key": ("sealed_rejected", 422),
    "incomplete": ("upload_incomplete", 409),
    "upload": ("upload_unknown", 409),
    "label": ("upload_step", 409),
    "conversation": ("session_unknown", 401),
}


class Uploads:
    """Begins, fills and completes uploads of a session's open step."""

    def __init__(self, vaulting: Vaulting) -> None:
        self._vaulting = vaulting

    async def begin(self, session: Session, parts: int) -> str:
        """A new upload for the open step; returns its id. Raises Refused."""
        label = self._label(session)
        upload = await self._keep(session, lambda s: vault.begin_upload(s, session.conversation, label, parts))
        session.uploads[upload] = Upload(label, parts)
        return upload

    async def put(self, session: Session, upload: str, n: int, key_id: str, data: bytes) -> None:
        """Keep one part, checked against what is bound into it. Raises Refused."""
        begun = _begun(session, upload)
        if begun.done or not 0 <= n < begun.parts:
            raise Refused("upload_unknown", 409)
        try:
            part = Envelope(part_kind(upload, n, begun.parts), key_id, data)
        except BadEnvelope:
            raise Refused("sealed_rejected", 422) from None
        # Looked up beforehand: the part's file has to be written before the transaction takes its turn.
        try:
            if not await self._vaulting.work(lambda: self._vaulting.knows_key(key_id)):
                raise Refused("sealed_rejected", 422)
        except STORE_FAILURES as error:
            raise _down(error) from None
        await self._keep(session, lambda s: vault.put_part(s, upload, n, part, session.conversation))

    async def complete(self, session: Session, upload: str, sealed: EnvelopeIn) -> int:
        """Enter the file as an item, once however often it is said; returns how many files the step has.
        Raises Refused.
        """
        begun = _begun(session, upload)
        try:
            envelope = Envelope.from_dict(sealed.model_dump())
        except BadEnvelope:
            raise Refused("sealed_rejected", 422) from None

        def finish(s: Db) -> int:
            if not begun.done:
                vault.finish_upload(s, upload, envelope, session.conversation)
            return vault.filled(s, session.conversation, begun.label.partition(".")[0]).get(begun.label, 0)

        files = await self._keep(session, finish)
        begun.done = True
        return files

    async def remove(self, session: Session, upload: str) -> int:
        """Take a file back, sent or half sent; returns how many its step has. Raises Refused."""
        begun = _begun(session, upload)

        def do(s: Db) -> int:
            vault.remove_upload(s, upload, session.conversation)
            return vault.filled(s, session.conversation, begun.label.partition(".")[0]).get(begun.label, 0)

        return await self._keep(session, do)

    async def whole(self, session: Session, name: str, mime: str, data: bytes) -> None:
        """Seal and keep a file that came in clear, in memory (plain page). Raises Refused."""
        label = self._label(session)
        session.used = time.monotonic()
        part_size = get_settings().part_size
        try:
            await self._vaulting.seal_file(session.conversation, label, name, mime, data, part_size)
        except vault.VaultError as error:
            raise _refused(error) from None
        except STORE_FAILURES as error:
            raise _down(error) from None

    def _label(self, session: Session) -> str:
        if session.ask is None or session.ask.kind != "files":
            raise Refused("upload_step", 409)
        return session.ask.id

    async def _keep(self, session: Session, do: Callable[[Db], T]) -> T:
        session.used = time.monotonic()
        try:
            return await self._vaulting.write(do)
        except vault.VaultError as error:
            raise _refused(error) from None
        except STORE_FAILURES as error:
            raise _down(error) from None


def _begun(session: Session, upload: str) -> Upload:
    begun = session.uploads.get(upload)
    if begun is None:
        raise Refused("upload_unknown", 409)
    return begun


def _refused(error: vault.VaultError) -> Refused:
    name, status = _REASONS.get(error.reason, ("bad_request", 422))
    return Refused(name, status)


def _down(error: BaseException) -> Refused:
    log.error("store failed: %s", type(error).__name__)
    return Refused("no_key" if isinstance(error, NoKey) else "not_saved", 503)
