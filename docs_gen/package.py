"""The .docx file as a package: nothing in it that says who made it, when, or with what."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any, Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_APP_PROPERTIES: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


def neutral_bytes(doc: Any) -> bytes:
    """The file of a python-docx document: properties emptied, no times; the same for the same content."""
    core = doc.core_properties
    for child in list(core._element):
        core._element.remove(child)
    package = doc.part.package
    for rel_id, rel in list(package.rels.items()):
        if "custom-properties" in rel.reltype or "thumbnail" in rel.reltype:
            del package.rels[rel_id]
    saved, out = BytesIO(), BytesIO()
    doc.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            body = _APP_PROPERTIES if name == "docProps/app.xml" else source.read(name)
            info = zipfile.ZipInfo(name, date_time=_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, body)
    return out.getvalue()
