"""What comes out of a sealed file: its real type, and a copy without the metadata that betrays who made it.

The gateway cannot look inside, so this is where a file is first seen. The sealed original stays as it is.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import filetype
from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

# Types that run when opened are given out only as a plain download, with a warning.
DANGEROUS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
OFFICE = frozenset({"docx", "xlsx", "pptx"})
OFFICE_PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
EMPTY_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
EMPTY_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
EMPTY_CUSTOM = EMPTY_APP.replace(b"extended-properties", b"custom-properties")
# Who changed and commented, in Word, Excel and PowerPoint; the times stay, they say when and not who.
AUTHOR_ATTRIBUTES = re.compile(rb'\b((?:w:|w15:)?(?:author|initials|userId|providerId|displayName))="[^"]*"')
AUTHOR_ELEMENTS = re.compile(rb"(<author>)([^<]*)(</author>)")
PAGE_METADATA = ("/Metadata", "/PieceInfo", "/AA", "/LastModified")
NOTE_METADATA = ("/T", "/AA", "/M", "/CreationDate")
# A picture that unpacks to more than this is refused rather than decoded.
MOST_PIXELS = 120_000_000
MOST_UNPACKED = 400 * 1024 * 1024


@dataclass(frozen=True)
class Seen:
    """A file as the desk hands it out. `warning` is for the officer; empty when there is nothing to say."""

    data: bytes
    extension: str
    mime: str
    stripped: bool
    warning: str


def look(data: bytes, name: str) -> Seen:
    """Find out what a file is and take its metadata out where that is known how.

    Args:
        data: the file as it was given.
        name: its name as given; only compared with what it turns out to be.
    """
    kind = filetype.guess(data)
    extension = kind.extension if kind else ("txt" if _is_text(data) else "bin")
    mime = kind.mime if kind else ("text/plain" if extension == "txt" else "application/octet-stream")
    if data.startswith(DANGEROUS):
        return Seen(
            data, "bin", "application/octet-stream", False, "这是可以运行的程序，不要双击打开；请交技术人员处理。"
        )
    strip = _STRIP.get("office" if extension in OFFICE else extension)
    warnings = [] if _same_kind(name, extension) else [f"文件名与内容不符，实际是 {extension}。"]
    if strip is None:
        warnings.append("这一类文件的元数据（作者、时间、设备等）没有去除。")
        return Seen(data, extension, mime, False, "".join(warnings))
    try:
        clean = strip(data)
    except Exception:  # whatever a hostile file makes a parser raise: the officer is told and gets the original
        warnings.append("文件可能损坏，元数据没有去除。")
        return Seen(data, extension, mime, False, "".join(warnings))
    return Seen(clean, extension, mime, True, "".join(warnings))


def _same_kind(name: str, extension: str) -> bool:
    given = name.rpartition(".")[2].lower()
    same = {"jpeg": "jpg", "tiff": "tif", "htm": "html", "csv": "txt", "md": "txt", "log": "txt"}
    return same.get(given, given) == same.get(extension, extension)


def _is_text(data: bytes) -> bool:
    try:
        return b"\x00" not in data and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _picture(data: bytes) -> bytes:
    """Pixels only: no EXIF, no place, no thumbnail, no comments."""
    with Image.open(io.BytesIO(data)) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("too large a picture")
        if getattr(picture, "n_frames", 1) > 1:
            raise ValueError("several pictures in one: a copy would lose all but the first")
        kind = picture.format or "PNG"
        turned = ImageOps.exif_transpose(picture)  # the way up is in the EXIF that goes
        bare = Image.new(turned.mode, turned.size)
        bare.paste(turned)
        if turned.mode == "P" and (palette := turned.getpalette()):
            bare.putpalette(palette)
        out = io.BytesIO()
        bare.save(out, kind, **({"quality": 92} if kind in {"JPEG", "WEBP"} else {}))
        return out.getvalue()


def _pdf(data: bytes) -> bytes:
    """Pages only: no information dictionary, no XMP, no scripts, no editor's notes."""
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(data)).pages:
        added = writer.add_page(page)
        for key in PAGE_METADATA:
            added.pop(NameObject(key), None)
        for note in added.get("/Annots") or ():
            _bare_note(note.get_object())
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _bare_note(note: DictionaryObject) -> None:
    """Who wrote a note and when; a script or a program it starts. A link stays: it may be what matters."""
    for key in NOTE_METADATA:
        note.pop(NameObject(key), None)
    action = note.get("/A")
    if isinstance(action, DictionaryObject) and action.get("/S") in ("/JavaScript", "/Launch"):
        note.pop(NameObject("/A"), None)


def _office(data: bytes) -> bytes:
    """The same document with empty properties, nameless changes and comments, and pictures without metadata."""
    empty = dict(zip(OFFICE_PROPERTIES, (EMPTY_CORE, EMPTY_APP, EMPTY_CUSTOM), strict=True))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as clean:
        if sum(entry.file_size for entry in given.infolist()) > MOST_UNPACKED:
            raise ValueError("unpacks to too much")
        for entry in given.infolist():
            part = empty.get(entry.filename) or _office_part(entry.filename, given.read(entry))
            clean.writestr(zipfile.ZipInfo(entry.filename), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _office_part(name: str, data: bytes) -> bytes:
    if name.endswith(".xml"):
        return AUTHOR_ELEMENTS.sub(rb"\1\3", AUTHOR_ATTRIBUTES.sub(rb'\1=""', data))
    kind = filetype.guess(data) if "/media/" in name else None
    strip = _STRIP.get(kind.extension) if kind else None
    return strip(data) if strip else data


_STRIP: dict[str, Callable[[bytes], bytes]] = {
    "jpg": _picture,
    "png": _picture,
    "webp": _picture,
    "bmp": _picture,
    "tif": _picture,
    "pdf": _pdf,
    "office": _office,
}
