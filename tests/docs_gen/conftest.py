"""Renders documents to PDF with LibreOffice, once a session, to be measured.

Where LibreOffice or the fonts are missing these tests are skipped with the reason, except in CI (CI=true), where
they fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from pdfplumber.pdf import PDF

from docs_gen.official import Official
from docs_gen.render import render
from tests.docs_gen import samples

FONTS = Path(__file__).with_name("fonts.conf")
FANDOL = Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
PLAIN_LINES = 22
PLAIN_CHARACTERS = 28
Pdfs = Mapping[str, PDF]


def _lacking() -> str:
    if shutil.which("soffice") is None:
        return "LibreOffice (soffice) is not installed"
    if not FANDOL.is_dir():
        return "the Fandol fonts (texlive-lang-chinese) are not installed"
    found = subprocess.run(["fc-list", "Noto Serif CJK SC"], capture_output=True, check=False)
    return "" if found.stdout else "the Noto CJK fonts (fonts-noto-cjk) are not installed"


def _plain_page(path: Path) -> None:
    """Two and a half pages of nothing but full lines, to count and measure; then one heading of each level."""
    page = Official()
    # No indent, so that every line is full.
    page.paragraph("国" * PLAIN_CHARACTERS * 55, "Addressee")
    for level, words in enumerate(("一、标题", "（一）标题", "1. 标题"), start=1):
        page.heading(words, level)
    page.save(path)


@pytest.fixture(scope="session")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pdfs]:
    """Every kind (`report_receipt`; under an alias `report_receipt.covered`), a draft, and `plain`, as opened PDFs."""
    lacking = _lacking()
    if lacking and os.environ.get("CI") == "true":
        pytest.fail(f"CI must measure documents: {lacking}")
    if lacking:
        pytest.skip(lacking)
    folder = tmp_path_factory.mktemp("documents")
    for suffix, documents in (("", samples.OPEN), (".covered", samples.COVERED)):
        for one in documents:
            (folder / f"{one.kind}{suffix}.docx").write_bytes(samples.made(one))
    for name, one in samples.VARIANTS.items():
        (folder / f"{name}.docx").write_bytes(samples.made(one))
    (folder / "draft.docx").write_bytes(render(samples.UNFINISHED, finished=False))
    _plain_page(folder / "plain.docx")
    profile = tmp_path_factory.mktemp("soffice")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, sorted(folder.glob("*.docx"))),
        ],
        env=os.environ | {"FONTCONFIG_FILE": str(FONTS)},
        check=True,
        capture_output=True,
        timeout=400,
    )
    opened = {path.stem: pdfplumber.open(BytesIO(path.read_bytes())) for path in folder.glob("*.pdf")}
    yield opened
    for pdf in opened.values():
        pdf.close()
