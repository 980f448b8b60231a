"""Reads a rendered Word file back: its paragraphs and everything that is in the package."""

from __future__ import annotations

import zipfile
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn


def paragraphs(data: bytes) -> list[str]:
    """The text of every paragraph of the body, tables included, in order."""
    body = Document(BytesIO(data)).element.body
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]


def text(data: bytes) -> str:
    """All paragraphs, a line each."""
    return "\n".join(paragraphs(data))


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of the package by name."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
