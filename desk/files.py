"""What comes out of a sealed file: its real type, and a copy without the metadata that betrays who made it.

The gateway cannot look inside, so this is where a file is first seen. The sealed original stays as it is.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import filetype
from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter

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
    """Pages only: no information dictionary, no XMP, no scripts."""
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(data)).pages:
        writer.add_page(page)
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _office(data: bytes) -> bytes:
    """The same document with empty properties."""
    empty = dict(zip(OFFICE_PROPERTIES, (EMPTY_CORE, EMPTY_APP, EMPTY_CUSTOM), strict=True))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as clean:
        if sum(entry.file_size for entry in given.infolist()) > MOST_UNPACKED:
            raise ValueError("unpacks to too much")
        for entry in given.infolist():
            clean.writestr(zipfile.ZipInfo(entry.filename), empty.get(entry.filename) or given.read(entry))
    return out.getvalue()


_STRIP: dict[str, Callable[[bytes], bytes]] = {
    "jpg": _picture,
    "png": _picture,
    "webp": _picture,
    "bmp": _picture,
    "tif": _picture,
    "pdf": _pdf,
    "office": _office,
}
