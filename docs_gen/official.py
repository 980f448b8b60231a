"""The one base of every document: page, styles and parts in the official format (GB/T 9704-2012).

`Official` builds a Word template on it; layouts say only what stands where. Lengths are millimetres, sizes points. Sources
of the numbers: GB/T 9704-2012; character spacing and line pitch are derived from "22 lines of 28 characters".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm

PAGE_WIDTH: Final = 210.0
PAGE_HEIGHT: Final = 297.0
TOP: Final = 37.0
BOTTOM: Final = 35.0
LEFT: Final = 28.0
RIGHT: Final = 26.0
TEXT_WIDTH: Final = PAGE_WIDTH - LEFT - RIGHT  # 156 mm
LINE_PITCH: Final = 28.95  # 225 mm / 22 lines
BODY_SIZE: Final = 16.0  # 3号
CHARACTER_SPACING: Final = -0.25  # 28 x 15.75 pt = 441 pt fit 156 mm (442.2 pt); -0.2 would be 442.4
CHARACTER_PITCH: Final = BODY_SIZE + CHARACTER_SPACING
TITLE_SIZE: Final = 22.0  # 2号
PAGE_NUMBER_SIZE: Final = 14.0  # 4号
FOOTER_DISTANCE: Final = 25.2  # puts the dashes of — 1 — 7 mm under the text area
LETTER_ORGAN_TOP: Final = 30.0
LETTER_RULE_BOTTOM: Final = 20.0
GRID: Final = 12  # columns of a form; cells span some of them

FANG, HEI, KAI = "仿宋_GB2312", "黑体", "楷体_GB2312"
XIAOBIAO, SONG, LATIN = "方正小标宋_GBK", "宋体", "Times New Roman"
RED: Final = "FF0000"

Alignment = Literal["left", "center", "right", "both"]


@dataclass(frozen=True)
class Style:
    """A paragraph style. `pitch` is an exact line height in points (0: single, grows); indents are in characters."""

    id: str
    name: str
    east: str = FANG
    latin: str = LATIN
    size: float = BODY_SIZE
    align: Alignment = "both"
    pitch: float = LINE_PITCH
    indent: float = 0
    left: float = 0
    right: float = 0
    color: str = ""
    keep_next: bool = False
    outline: int | None = None
    before: float = 0
    after: float = 0


STYLES: Final = (
    Style("Normal", "Normal", indent=2),
    Style("Title", "Title", XIAOBIAO, size=TITLE_SIZE, align="center", pitch=34, keep_next=True),
    Style("Heading1", "heading 1", HEI, indent=2, keep_next=True, outline=0),
    Style("Heading2", "heading 2", KAI, indent=2, keep_next=True, outline=1),
    Style("Heading3", "heading 3", FANG, indent=2, keep_next=True, outline=2),
    Style("OrganName", "制作机关", XIAOBIAO, size=TITLE_SIZE, align="center", pitch=34, keep_next=True),
    Style("Secrecy", "密级", HEI, align="left"),
    Style("DocNumber", "发文字号", align="right"),
    Style("Addressee", "主送", align="left"),
    Style("FlushLine", "附件", indent=2, align="left"),
    Style("SignOffice", "署名", align="right", right=4, keep_next=True),
    Style("SignDate", "成文日期", align="right", right=4),
    Style("RedOrgan", "发文机关标志", XIAOBIAO, size=36, align="center", pitch=0, color=RED),
    Style("PageOdd", "页码（单页）", SONG, SONG, PAGE_NUMBER_SIZE, "right", PAGE_NUMBER_SIZE + 2, right=1),
    Style("PageEven", "页码（双页）", SONG, SONG, PAGE_NUMBER_SIZE, "left", PAGE_NUMBER_SIZE + 2, left=1),
    Style("FormLabel", "表格标签", HEI, size=12, align="center", pitch=18),
    Style("FormText", "表格内容", size=12, align="left", pitch=18),
    Style("FormNote", "表格说明", size=10.5, align="left", pitch=16),
    Style("Notice", "告知事项", size=14, pitch=22, indent=2),
    Style("DraftMark", "草稿标记", HEI, align="left", color=RED),
    Style("DraftHead", "草稿页眉", HEI, size=12, align="right", pitch=14, color=RED),
    Style("Rule", "横线", size=1, pitch=3),
    Style("Tag", "模板标记", HEI, size=9, align="left", pitch=12, color="808080"),
)
_BY_ID: Final = {style.id: style for style in STYLES}


def text_width(words: str, size: float = BODY_SIZE) -> float:
    """The width of `words` in points: a full-width character is `size`, a half-width one half of it."""
    spacing = CHARACTER_SPACING if size == BODY_SIZE else 0.0
    return sum((size if ord(c) > 0x2E7F or c in "“”‘’—…·" else size / 2) + spacing for c in words)


def _twips(points: float) -> int:
    return round(points * 20)


def _fonts(east: str, latin: str) -> str:
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{latin}"/>'


def _style_xml(style: Style) -> str:
    """The style as WordprocessingML; elements stand in the order that the schema wants."""
    pitch = _twips(style.pitch)
    line = f'w:line="{pitch}" w:lineRule="exact"' if style.pitch else 'w:line="240" w:lineRule="auto"'
    character = _twips(style.size + (CHARACTER_SPACING if style.size == BODY_SIZE else 0))
    indents = "".join(
        f' w:{name}Chars="{round(value * 100)}" w:{name}="{round(value * character)}"'
        for name, value in (("left", style.left), ("right", style.right), ("firstLine", style.indent))
    )
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    based = "" if style.id == "Normal" else '<w:basedOn w:val="Normal"/>'
    spacing = f'<w:spacing w:val="{_twips(CHARACTER_SPACING) if style.size == BODY_SIZE else 0}"/>'
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    default = ' w:default="1"' if style.id == "Normal" else ""
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph"{default} w:styleId="{style.id}"><w:name w:val="{style.name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{'<w:keepNext/>' if style.keep_next else ''}"
        f'<w:widowControl w:val="0"/>'
        f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="{_twips(style.before)}" w:after="{_twips(style.after)}" {line}/>'
        f'<w:ind{indents}/><w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f"<w:rPr>{_fonts(style.east, style.latin)}{color}{spacing}"
        f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/></w:rPr></w:style>'
    )


def _styles_xml() -> str:
    return (
        f'<w:styles {nsdecls("w")}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(FANG, LATIN)}'
        f'<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        f"</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        + "".join(_style_xml(style) for style in STYLES)
        + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style></w:styles>'
    )


_SETTINGS: Final = (
    f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:removePersonalInformation/>'
    '<w:removeDateAndTime/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
    '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)

_KEPT_PARTS: Final = ("/styles", "/settings", "/fontTable", "/header", "/footer")


def _run(words: str) -> str:
    """A run of text; a tab character becomes a Word tab, a newline a line break."""
    pieces = re.split("([\t\n])", words)
    marks = {"\t": "<w:tab/>", "\n": "<w:br/>"}
    inside = (marks.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in pieces)
    return f"<w:r>{''.join(inside)}</w:r>"


def paragraph_xml(words: str, style: str = "Normal", more: str = "") -> str:
    """A paragraph in a style; `more` is further pPr XML that follows pStyle."""
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{_run(words) if words else ""}</w:p>'
    )


@dataclass(frozen=True)
class Cell:
    """A cell of a form: `span` of the 12 columns. `sign` adds a line for signature and date at the foot of it."""

    words: str
    span: int
    label: bool = False
    sign: str = ""
    align: Alignment | None = None


def label(words: str, span: int = 2) -> Cell:
    """A black 黑体 label."""
    return Cell(words, span, label=True)


def value(words: str, span: int = 4) -> Cell:
    """A value, or a blank to be written in by hand."""
    return Cell(words, span)


def opinion(span: int = 10, sign: str = "签名：　　　　　　　　年　　月　　日") -> Cell:
    """An empty cell for an opinion, signature and date by hand."""
    return Cell("", span, sign=sign)


@dataclass(frozen=True)
class Row:
    """A row of a form: cells that fill the 12 columns, at least `height` millimetres high.

    `long`: the row may go on over the page's end, because its text can be long.
    """

    cells: tuple[Cell, ...]
    height: float = 9
    long: bool = False

    def __post_init__(self) -> None:
        if sum(cell.span for cell in self.cells) != GRID:
            raise ValueError("a row of a form must fill its twelve columns")


class Official:
    """A Word document in official format, built part by part. `save` writes it without anything that identifies."""

    def __init__(self) -> None:
        self._doc = Document()
        self._clean()
        self._page()

    # -- the page ---------------------------------------------------------------------------------

    def _clean(self) -> None:
        """Throw out what python-docx's own template brings: its styles, theme, thumbnail, author, numbering."""
        part = self._doc.part
        for rel_id, rel in list(part.rels.items()):
            if not any(kept in rel.reltype for kept in _KEPT_PARTS):
                del part.rels[rel_id]
        for rel_id, rel in list(part.package.rels.items()):
            if "thumbnail" in rel.reltype:
                del part.package.rels[rel_id]
        _refill(self._doc.styles.element, _styles_xml())
        _refill(self._doc.settings.element, _SETTINGS)

    def _page(self) -> None:
        section = self._doc.sections[0]
        section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
        section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
        section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
        section.header_distance, section.footer_distance = Mm(20), Mm(FOOTER_DISTANCE)
        for grid in section._sectPr.findall(qn("w:docGrid")):
            section._sectPr.remove(grid)
        _number_pages(section)

    @property
    def section(self) -> Section:
        """The only section."""
        return self._doc.sections[0]

    # -- parts ------------------------------------------------------------------------------------

    def add(self, xml: str) -> None:
        """Append block-level XML to the body."""
        body = self._doc.element.body
        body.insert(len(body) - 1, parse_xml(xml))

    def paragraph(self, words: str = "", style: str = "Normal", more: str = "") -> None:
        """A paragraph: body text unless another style is named."""
        if style not in _BY_ID:
            raise ValueError(f"no style {style}")
        self.add(paragraph_xml(words, style, more))

    def paragraphs(self, *texts: str) -> None:
        """Several body paragraphs; a text that is only a {%p tag %} is set small and grey."""
        for words in texts:
            self.paragraph(words, "Tag" if words.startswith("{%p") else "Normal")

    def heading(self, words: str, level: int = 1, *, over_form: bool = False) -> None:
        """一、黑体; （一）楷体; 1. 仿宋. `over_form`: a table follows, leave a little room."""
        pitch = _twips(LINE_PITCH)
        room = f'<w:spacing w:before="0" w:after="80" w:line="{pitch}" w:lineRule="exact"/>' if over_form else ""
        self.paragraph(words, f"Heading{level}", room)

    def gap(self, points: float = 8) -> None:
        """A little white space; also keeps two tables apart."""
        self.paragraph("", "Rule", f'<w:spacing w:line="{_twips(points)}" w:lineRule="exact"/>')

    def draft_mark(self) -> None:
        """The line that marks a draft, and a mark at the head of every page; gone when there is nothing to mark."""
        for header in (self.section.header, self.section.even_page_header):
            _fill(header, paragraph_xml("{% if draft_mark %}草稿，未完成，不得呈批{% endif %}", "DraftHead"))
        self.paragraphs("{%p if draft_mark %}")
        self.paragraph("{{ draft_mark }}", "DraftMark")
        self.gap(6)
        self.paragraphs("{%p endif %}")

    def secrecy(self, name: str = "secrecy") -> None:
        """密级和保密期限, flush left, when there is one."""
        self.paragraphs(f"{{%p if {name} %}}")
        self.paragraph(f"{{{{ {name} }}}}", "Secrecy")
        self.gap(6)
        self.paragraphs("{%p endif %}")

    def title(self, words: str, organ: str = "", doc_number: str = "") -> None:
        """The title, 2号小标宋 centred; the organ's name above it and the number under it where the form has them."""
        if organ:
            self.paragraph(organ, "OrganName")
        self.paragraph(words, "Title")
        if doc_number:
            self.paragraph(doc_number, "DocNumber", '<w:spacing w:before="120"/>')
        self.paragraph()

    def signature(self, office: str = "{{ office }}", date: str = "{{ date }}") -> None:
        """Office centred over the date, the date four characters in (render.py centres it, as the width varies)."""
        self.paragraph()
        self.paragraph(office, "SignOffice")
        self.paragraph(date, "SignDate")

    def form(self, rows: Sequence[Row]) -> None:
        """A ruled table as wide as the text area."""
        unit = Mm(TEXT_WIDTH).twips / GRID
        self.add(
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{round(unit * GRID)}" w:type="dxa"/>'
            f'<w:jc w:val="center"/>{_table_borders()}<w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
            "</w:tblPr><w:tblGrid>"
            + "".join(f'<w:gridCol w:w="{round(unit)}"/>' for _ in range(GRID))
            + "</w:tblGrid>"
            + "".join(_row_xml(row, unit) for row in rows)
            + "</w:tbl>"
        )

    def approval_head(self, labels: Sequence[str] = ("领导批示", "审核意见", "办案单位\n意见")) -> None:
        """The boxes at the top of a 呈请…报告书, filled in by hand."""
        rows = [Row((label(words, 2), opinion(10)), height=25) for words in labels]
        self.form(rows)
        self.gap(14)

    def letter_head(self, organ: str, marks: str, doc_number: str) -> None:
        """The letter form (函): organ 30 mm from the page's top, red double rules 170 mm long, first page unnumbered."""
        section = self.section
        section.different_first_page_header_footer = True
        section.header_distance = Mm(LETTER_ORGAN_TOP)
        _fill(section.first_page_header, paragraph_xml(organ, "RedOrgan"), _double_rule(thick_first=True, before=4))
        # All footers of a section stand at one distance: the lower rule's. A spacer keeps the page number where it was.
        section.footer_distance = Mm(LETTER_RULE_BOTTOM)
        _fill(section.first_page_footer, _double_rule(thick_first=False))
        spacer = _twips((FOOTER_DISTANCE - LETTER_RULE_BOTTOM) * 72 / 25.4)
        for footer in (section.footer, section.even_page_footer):
            footer._element.append(
                parse_xml(paragraph_xml("", "Rule", f'<w:spacing w:line="{spacer}" w:lineRule="exact"/>'))
            )
        right = f'<w:tabs><w:tab w:val="right" w:pos="{Mm(TEXT_WIDTH).twips}"/></w:tabs>'
        number = f'<w:r><w:rPr>{_fonts(FANG, LATIN)}</w:rPr><w:tab/><w:t>{escape(doc_number)}</w:t></w:r>'
        self.add(paragraph_xml(marks, "Secrecy", right).replace("</w:p>", f"{number}</w:p>"))

    # -- out --------------------------------------------------------------------------------------

    def save(self, path: Path) -> None:
        """Write the template; core properties are emptied."""
        anonymise(self._doc)
        buffer = BytesIO()
        self._doc.save(buffer)
        path.write_bytes(buffer.getvalue())


def anonymise(doc: Any) -> None:
    """Empty what says who made a document and when (core properties of a python-docx document)."""
    core = doc.core_properties
    for child in list(core._element):
        core._element.remove(child)


def _refill(element: Any, xml: str) -> None:
    """Replace the contents of a part's root element; the root itself must stay, the part holds on to it."""
    for child in list(element):
        element.remove(child)
    for child in parse_xml(xml):
        element.append(child)


def _fill(where: Any, *blocks: str) -> None:
    """Make `blocks` the whole content of a header or footer."""
    where.is_linked_to_previous = False
    element = where._element
    for child in list(element):
        element.remove(child)
    for block in blocks:
        element.append(parse_xml(block))


def _number_pages(section: Section) -> None:
    """— 1 —, 4号宋体: odd pages right, even pages left, one character in."""
    field_runs = (
        _run("— ")
        + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        + _run(" —")
    )
    for where, style in ((section.footer, "PageOdd"), (section.even_page_footer, "PageEven")):
        _fill(
            where,
            f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{field_runs}</w:p>',
        )
    for header in (section.header, section.even_page_header):
        _fill(header, paragraph_xml("", "Tag"))


def _double_rule(*, thick_first: bool, before: float = 0) -> str:
    """A thick and a thin red line, 170 mm long, centred on the page; `before`: millimetres above it."""
    thick, thin = 'w:sz="18"', 'w:sz="6"'
    upper, lower = (thick, thin) if thick_first else (thin, thick)
    out_left = Mm(LEFT - (PAGE_WIDTH - 170) / 2).twips
    out_right = Mm(RIGHT - (PAGE_WIDTH - 170) / 2).twips
    return paragraph_xml(
        "",
        "Rule",
        f'<w:pBdr><w:top w:val="single" {upper} w:space="0" w:color="{RED}"/>'
        f'<w:bottom w:val="single" {lower} w:space="0" w:color="{RED}"/></w:pBdr>'
        f'<w:spacing w:before="{Mm(before).twips}" w:after="0" w:line="60" w:lineRule="exact"/>'
        f'<w:ind w:leftChars="0" w:left="-{out_left}" w:rightChars="0" w:right="-{out_right}"'
        ' w:firstLineChars="0" w:firstLine="0"/>',
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
    height = f'<w:trHeight w:val="{Mm(row.height).twips}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr>{whole}{height}</w:trPr>{cells}</w:tr>"


def _cell_xml(cell: Cell, unit: float) -> str:
    style = "FormLabel" if cell.label else "FormText"
    align = f'<w:jc w:val="{cell.align}"/>' if cell.align else ""
    blocks = paragraph_xml(cell.words, style, align)
    vertical = "center"
    if cell.sign:
        blocks += paragraph_xml(cell.sign, "FormText", '<w:jc w:val="right"/>')
        vertical = "bottom"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{round(unit * cell.span)}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{cell.span}"/><w:vAlign w:val="{vertical}"/></w:tcPr>{blocks}</w:tc>'
    )
