"""The built page's files, held in memory as the build compressed them.

What carries a hash in its name never changes and may be kept; the document itself is never kept, so that "back" asks
for it again and no copy of it lies on a disk.
"""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request
from fastapi.responses import Response

KEEP = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
NEVER = "no-store"
_HASHED = re.compile(r"-[A-Za-z0-9_-]{8}\.\w+$")
_SUFFIX = {"br": ".br", "gzip": ".gz"}


@dataclass(frozen=True, slots=True)
class Kept:
    """One file: its bytes as they are, and in other encodings where those are shorter."""

    body: bytes
    media: str
    cache: str
    etag: str
    encoded: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, body: bytes, media: str, cache: str, encoded: Mapping[str, bytes] | None = None) -> "Kept":
        """With its hash as ETag."""
        return cls(body, media, cache, f'"{hashlib.sha256(body).hexdigest()[:24]}"', encoded or {})

    @classmethod
    def packed(cls, body: bytes, media: str, cache: str = ASK_AGAIN) -> "Kept":
        """Compressed here and now."""
        return cls.of(body, media, cache, {"gzip": gzip.compress(body, 9, mtime=0)})

    def answer(self, request: Request) -> Response:
        """The file in the best encoding the client takes, or 304 when it has it."""
        headers = {"cache-control": self.cache, "vary": "accept-encoding"}
        if self.cache != NEVER:
            headers["etag"] = self.etag
            if self.etag in re.findall(r'"[^"]*"', request.headers.get("if-none-match", "")):
                return Response(status_code=304, headers=headers)
        taken = _accepted(request.headers.get("accept-encoding", ""))
        for name, body in self.encoded.items():
            if name in taken:
                return Response(body, headers={**headers, "content-encoding": name}, media_type=self.media)
        return Response(self.body, headers=headers, media_type=self.media)


def _accepted(header: str) -> set[str]:
    found = set()
    for part in header.split(","):
        name, _, quality = part.strip().partition(";")
        if quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            found.add(name.strip().lower())
    return found


def load(folder: Path) -> dict[str, Kept]:
    """Every file under a folder, by its path in it; nothing when there is no folder."""
    if not folder.is_dir():
        return {}
    files = {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if p.is_file()}
    packed = tuple(_SUFFIX.values())
    found = {}
    for name, path in files.items():
        if path.name.startswith(".") or (name.endswith(packed) and name.rpartition(".")[0] in files):
            continue
        encoded = {e: files[name + s].read_bytes() for e, s in _SUFFIX.items() if name + s in files}
        media = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if media in ("text/html", "text/css", "text/javascript", "application/javascript"):
            media = media.replace("application/", "text/") + "; charset=utf-8"
        cache = KEEP if _HASHED.search(name) else NEVER if name.endswith(".html") else ASK_AGAIN
        found[name] = Kept.of(path.read_bytes(), media, cache, encoded)
    return found
