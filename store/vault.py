"""The vault: sealed items. Drafts belong to a conversation until they are submitted; nothing in here can be read
without the desk's key.

Answers are rows. Parts of files are files under `vault/`, 0600: written, flushed with their folder and only then
entered as rows, so a row never points to nothing. What a crash leaves without a row, `sweep` removes.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from store import items, keys
from store.clock import now
from store.models import ConversationRow, ItemRow, PartRow, UploadRow
from store.sealing import BadEnvelope, Envelope, is_sealed_length, part_kind, sealed_length
from store.settings import get_settings, private_dir

_UPLOAD = re.compile(r"[0-9a-f]{32}")
ORPHAN_SECONDS = 3600
MOST_PIECES = 100
"""So many answers may stand under one label that appends."""


class VaultError(ValueError):
    """The item was not taken. `reason`: label, conversation, key, size, kind, upload, part, incomplete, too_many."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class SealedItem:
    """A sealed item as the desk gets it. A file has `upload`, and its parts as files; `batch` 0 came with the
    submission.
    """

    id: str
    label: str
    title: str
    envelope: Envelope
    position: int
    batch: int
    upload: str | None = None
    parts: tuple[Path, ...] = ()


def put(s: Session, conversation: str, label: str, envelope: Envelope) -> str:
    """Keep a sealed answer as the draft of that label; returns the item's id. Raises VaultError.

    It stands in place of an earlier one, or, for an item that `appends`, after it.
    """
    item = _item(label)
    if item.kind == "files" or envelope.kind != "text":
        raise VaultError("kind")
    # JSON can make six bytes of one character (\\u0000).
    if len(envelope.ct) > sealed_length(6 * get_settings().max_text + 1024):
        raise VaultError("size")
    _owner(s, conversation)
    _known(s, envelope)
    if not item.appends:
        s.execute(delete(ItemRow).where(ItemRow.conversation == conversation, ItemRow.label == label))
    elif (filled(s, conversation, item.flow).get(label) or 0) >= MOST_PIECES:
        raise VaultError("too_many")
    return _add(s, conversation, item, envelope, None)


def move(s: Session, conversation: str, source: str, target: str) -> int:
    """Put the drafts of one appending label under another, after what stands there; returns how many went.

    What was told before it was clear what for belongs to the flow that then began. Raises VaultError.
    """
    old, new = _item(source), _item(target)
    if not (old.appends and new.appends):
        raise VaultError("kind")
    rows = s.scalars(
        select(ItemRow)
        .where(ItemRow.conversation == conversation, ItemRow.label == old.label)
        .order_by(ItemRow.created_at, ItemRow.id)
    ).all()
    for row in rows:
        row.flow, row.label, row.position = new.flow, new.label, _position(new)
    s.flush()
    return len(rows)


def begin_upload(s: Session, conversation: str, label: str, parts: int) -> str:
    """Start a file of that many parts; returns the upload's id. Raises VaultError."""
    item = _item(label)
    if item.kind != "files":
        raise VaultError("kind")
    if not 1 <= parts <= get_settings().max_parts:
        raise VaultError("size")
    upload = secrets.token_hex(16)
    _owner(s, conversation)
    begun = s.scalar(
        select(func.count())
        .select_from(UploadRow)
        .where(UploadRow.conversation == conversation, UploadRow.label == label)
    )
    if (begun or 0) >= get_settings().max_files:
        raise VaultError("too_many")
    folder = _folder(s, upload)
    private_dir(folder.parent)
    folder.mkdir(mode=0o700)
    _flush_folder(folder.parent)
    _flush_folder(folder.parent.parent)
    s.add(UploadRow(id=upload, conversation=conversation, label=label, parts=parts, created_at=now()))
    s.flush()
    return upload


def put_part(s: Session, upload: str, n: int, data: bytes | Envelope, conversation: str | None = None) -> None:
    """Keep part `n` (from 0). Sending it again replaces it. Raises VaultError.

    `data`: the sealed bytes (enc ‖ ciphertext), or the part's envelope, as an object or as JSON bytes.
    `conversation`: when given, the upload must be its own. Call it first in a transaction: the file is written before
    anybody waits for the database.
    """
    if not _UPLOAD.fullmatch(upload) or not 0 <= n < get_settings().max_parts:
        raise VaultError("upload")
    ct, key_id, kind = _part(data)
    if len(ct) > sealed_length(get_settings().part_size):
        raise VaultError("size")
    folder = _folder(s, upload)
    if not folder.is_dir():
        raise VaultError("upload")
    path = folder / f"{n:04d}"
    aside = folder / f".{n:04d}.{secrets.token_hex(4)}"
    try:
        _write(aside, ct)
        row = s.get(UploadRow, upload)
        if row is None or row.conversation is None or row.finished:
            raise VaultError("upload")
        if conversation is not None and row.conversation != conversation:
            raise VaultError("upload")
        if n >= row.parts or (kind is not None and kind != part_kind(upload, n, row.parts)):
            raise VaultError("part")
        aside.replace(path)
        _flush_folder(folder)
    finally:
        aside.unlink(missing_ok=True)
    s.merge(PartRow(upload_id=upload, n=n, size=len(ct), key_id=key_id))
    s.flush()


def finish_upload(s: Session, upload: str, envelope: Envelope, conversation: str | None = None) -> str:
    """Enter the file as a draft item, with its sealed description (name, type, size, hash). Raises VaultError when a
    part lacks.
    """
    row = s.get(UploadRow, upload) if _UPLOAD.fullmatch(upload) else None
    if row is None or row.conversation is None or row.finished:
        raise VaultError("upload")
    if conversation is not None and row.conversation != conversation:
        raise VaultError("upload")
    if envelope.kind != "file" or len(envelope.ct) > sealed_length(8192):
        raise VaultError("kind")
    _known(s, envelope)
    parts = s.execute(select(PartRow.size, PartRow.key_id).where(PartRow.upload_id == upload)).all()
    if len(parts) != row.parts:
        raise VaultError("incomplete")
    if any(p.key_id not in (None, envelope.key) for p in parts):
        raise VaultError("key")
    row.finished = True
    return _add(s, row.conversation, _item(row.label), envelope, upload)


def filled(s: Session, conversation: str, flow: str) -> dict[str, int]:
    """Which labels of the flow have drafts, and how many (files)."""
    rows = s.execute(
        select(ItemRow.label, func.count())
        .where(ItemRow.conversation == conversation, ItemRow.flow == flow)
        .group_by(ItemRow.label)
    )
    return {label: count for label, count in rows}


def drop(s: Session, conversation: str, prefix: str) -> int:
    """Remove the conversation's drafts of a label (`report.facts`), a flow (`report`) or all (``); returns how many
    items went.
    """
    prefix = prefix.rstrip(".")

    def under(column: InstrumentedAttribute[str]) -> ColumnElement[bool]:
        if not prefix:
            return true()
        return or_(column == prefix, column.startswith(prefix + ".", autoescape=True))

    own = and_(ItemRow.conversation == conversation, under(ItemRow.label))
    count = s.scalar(select(func.count()).select_from(ItemRow).where(own)) or 0
    uploads = s.scalars(
        select(UploadRow.id).where(UploadRow.conversation == conversation, under(UploadRow.label))
    ).all()
    s.execute(delete(ItemRow).where(own))
    if uploads:
        s.execute(delete(UploadRow).where(UploadRow.id.in_(uploads)))
        s.info["doomed"].extend(_folder(s, upload) for upload in uploads)
    s.expire_all()
    return count


def submit(s: Session, conversation: str, flow: str, case_id: str, batch: int) -> int:
    """Turn the conversation's drafts of a flow into items of a case; returns how many. For `store.cases` only."""
    drafts = s.scalars(select(ItemRow).where(ItemRow.conversation == conversation, ItemRow.flow == flow)).all()
    for row in drafts:
        row.conversation, row.case_id, row.batch = None, case_id, batch
    uploads = [row.upload_id for row in drafts if row.upload_id]
    for upload in s.scalars(select(UploadRow).where(UploadRow.id.in_(uploads))) if uploads else ():
        upload.conversation, upload.case_id = None, case_id
    s.flush()
    return len(drafts)


def of_case(s: Session, case_id: str) -> list[SealedItem]:
    """The sealed items of a case, in the order they were given. No check of who asks: see `store.access`."""
    found = []
    query = select(ItemRow).where(ItemRow.case_id == case_id).order_by(
        ItemRow.batch, ItemRow.position, ItemRow.created_at, ItemRow.id
    )
    for row in s.scalars(query):
        parts: tuple[Path, ...] = ()
        if row.upload_id:
            total = s.get_one(UploadRow, row.upload_id).parts
            parts = tuple(_folder(s, row.upload_id) / f"{n:04d}" for n in range(total))
        envelope = Envelope(row.kind, row.key_id, row.ct, row.suite)
        title = items.item(row.label).title
        found.append(SealedItem(row.id, row.label, title, envelope, row.position, row.batch, row.upload_id, parts))
    return found


def part_envelope(item: SealedItem, n: int) -> Envelope:
    """Part `n` of a file's item, read from the vault. Raises OSError when it is gone."""
    assert item.upload is not None
    kind = part_kind(item.upload, n, len(item.parts))
    return Envelope(kind, item.envelope.key, item.parts[n].read_bytes(), item.envelope.suite)


def sweep(s: Session, older_than_seconds: float = ORPHAN_SECONDS) -> int:
    """Remove upload folders that no row knows (a crash between file and row); returns how many."""
    removed = 0
    vault: Path = s.info["vault"]
    for folder in vault.glob("*/*"):
        known = _UPLOAD.fullmatch(folder.name) and s.get(UploadRow, folder.name) is not None
        if not known and folder.stat().st_mtime < time.time() - older_than_seconds:
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed


def _item(label: str) -> items.Item:
    try:
        item = items.item(label)
    except KeyError:
        raise VaultError("label") from None
    if not item.sealed:
        raise VaultError("label")
    return item


def _owner(s: Session, conversation: str) -> None:
    if s.get(ConversationRow, conversation) is None:
        raise VaultError("conversation")


def _known(s: Session, envelope: Envelope) -> None:
    # Sealed to a key that is not ours, nobody could open it: better refused now than found out at the desk.
    if not keys.known(s, envelope.key):
        raise VaultError("key")


def _add(s: Session, conversation: str, item: items.Item, envelope: Envelope, upload: str | None) -> str:
    row = ItemRow(
        id=f"i_{secrets.token_hex(12)}",
        conversation=conversation,
        flow=item.flow,
        label=item.label,
        kind=envelope.kind,
        suite=envelope.suite,
        key_id=envelope.key,
        ct=envelope.ct,
        upload_id=upload,
        position=_position(item),
        created_at=now(),
    )
    s.add(row)
    s.flush()
    return row.id


def _position(item: items.Item) -> int:
    return list(items.flow(item.flow).items).index(item.id)


def _part(data: bytes | Envelope) -> tuple[bytes, str | None, str | None]:
    if isinstance(data, Envelope):
        return data.ct, data.key, data.kind
    if data[:1] == b"{":  # sealed bytes can begin like that, too: then they are no JSON
        try:
            envelope = Envelope.loads(data)
        except BadEnvelope:
            pass
        else:
            return envelope.ct, envelope.key, envelope.kind
    if not is_sealed_length(len(data)):
        raise VaultError("part")
    return data, None, None


def _folder(s: Session, upload: str) -> Path:
    vault: Path = s.info["vault"]
    return vault / upload[:2] / upload


def _write(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_upload(s: Session, upload: str, conversation: str) -> None:
    """Take back a file of this conversation, finished or not; its item and parts go. One that is unknown, or part of a
    case, is left as it is.
    """
    row = s.get(UploadRow, upload)
    if row is None or row.conversation != conversation:
        return
    s.execute(delete(ItemRow).where(ItemRow.upload_id == upload, ItemRow.conversation == conversation))
    s.delete(row)
    s.flush()
    s.info["doomed"].append(_folder(s, upload))


def abort_upload(s: Session, upload: str, conversation: str) -> None:
    """Give up an unfinished upload of this conversation; its parts go. An unknown or finished one is left as it is."""
    row = s.get(UploadRow, upload)
    if row is None or row.conversation != conversation or row.finished:
        return
    s.delete(row)
    s.flush()
    s.info["doomed"].append(_folder(s, upload))
