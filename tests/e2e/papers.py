"""Reads a downloaded Word file as somebody who opens it would."""

from __future__ import annotations

import io

from docx import Document
from docx.oxml.ns import qn


def words(data: bytes) -> str:
    """All text of body, tables, headers and footers, a paragraph a line. Raises when it is no Word file."""
    document = Document(io.BytesIO(data))
    roots = [document.element.body]
    for section in document.sections:
        roots += [section.header._element, section.footer._element]
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for root in roots for p in root.iter(qn("w:p")))
