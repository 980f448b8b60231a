"""Paragraphs and ruled tables (forms) as WordprocessingML. Heights are millimetres."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls
from docx.shared import Mm

GRID: Final = 12  # columns of a form; cells span some of them


def run_xml(words: str) -> str:
    """A run of text: a tab character becomes a Word tab, a newline a line break."""
    pieces = re.split("([\t\n])", words)
    marks = {"\t": "<w:tab/>", "\n": "<w:br/>"}
    inside = (marks.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in pieces)
    return f"<w:r>{''.join(inside)}</w:r>"


def paragraph_xml(words: str, style: str = "Normal", more: str = "") -> str:
    """A paragraph in a style; `more` is further pPr XML that follows pStyle."""
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{run_xml(words) if words else ""}</w:p>'
    )


@dataclass(frozen=True)
class Cell:
    """A cell of a form: `span` of the 12 columns. `sign` adds a line for signature and date at the foot of it."""

    words: str
    span: int
    label: bool = False
    sign: str = ""
    tag: bool = False


def label(words: str, span: int = 2) -> Cell:
    """A black 黑体 label."""
    return Cell(words, span, label=True)


def value(words: str, span: int = 4) -> Cell:
    """A value, or a blank to be written in by hand."""
    return Cell(words, span)


SIGN: Final = "签名：　　　　　　　　年　　月　　日"


def opinion(span: int = 10, sign: str = SIGN) -> Cell:
    """An empty cell for an opinion, signature and date by hand."""
    return Cell("", span, sign=sign)


@dataclass(frozen=True)
class Row:
    """A row of a form: cells that fill the 12 columns, at least `height` millimetres high.

    `long`: the row may go on over the page's end, because its text can be long. `head`: said again on the next page.
    """

    cells: tuple[Cell, ...]
    height: float = 9
    long: bool = False
    head: bool = False

    def __post_init__(self) -> None:
        if sum(cell.span for cell in self.cells) != GRID:
            raise ValueError("a row of a form must fill its twelve columns")


def tag_row(words: str) -> Row:
    """A row that holds only a {%tr tag %}: gone once the document is made."""
    return Row((Cell(words, GRID, tag=True),), height=4)


def form_xml(rows: Sequence[Row], width: float) -> str:
    """A ruled table of twelve equal columns, `width` millimetres wide."""
    unit = Mm(width).twips / GRID
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{round(unit * GRID)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/>{_table_borders()}<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr><w:tblGrid>"
        + "".join(f'<w:gridCol w:w="{round(unit)}"/>' for _ in range(GRID))
        + "</w:tblGrid>"
        + "".join(_row_xml(row, unit) for row in rows)
        + "</w:tbl>"
    )


def _table_borders() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in (("top", 8), ("left", 8), ("bottom", 8), ("right", 8), ("insideH", 4), ("insideV", 4))
    )
    return f"<w:tblBorders>{sides}</w:tblBorders>"


def _row_xml(row: Row, unit: float) -> str:
    cells = "".join(_cell_xml(cell, unit) for cell in row.cells)
    whole = "" if row.long else "<w:cantSplit/>"
    head = "<w:tblHeader/>" if row.head else ""
    height = f'<w:trHeight w:val="{Mm(row.height).twips}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr>{whole}{height}{head}</w:trPr>{cells}</w:tr>"


def _cell_xml(cell: Cell, unit: float) -> str:
    style = "Tag" if cell.tag else "FormLabel" if cell.label else "FormText"
    blocks = paragraph_xml(cell.words, style)
    vertical = "center"
    if cell.sign:
        blocks += paragraph_xml(cell.sign, "FormText", '<w:jc w:val="right"/>')
        vertical = "bottom"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{round(unit * cell.span)}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{cell.span}"/><w:vAlign w:val="{vertical}"/></w:tcPr>{blocks}</w:tc>'
    )
