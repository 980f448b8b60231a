"""The one base of every document: page and parts in the official format (GB/T 9704-2012). Lengths are millimetres.

`Official` builds a Word template on it; layouts say only what stands where.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm

from docs_gen.forms import Row, form_xml, label, opinion, paragraph_xml, run_xml
from docs_gen.package import neutral_bytes
from docs_gen.styles import FANG, LATIN, LINE_PITCH, RED, STYLE_IDS, fonts, styles_xml, twips

PAGE_WIDTH: Final = 210.0
PAGE_HEIGHT: Final = 297.0
TOP: Final = 37.0
BOTTOM: Final = 35.0
LEFT: Final = 28.0
RIGHT: Final = 26.0
TEXT_WIDTH: Final = PAGE_WIDTH - LEFT - RIGHT  # 156 mm
FOOTER_DISTANCE: Final = 25.2  # puts the dashes of — 1 — 7 mm under the text area
LETTER_ORGAN_TOP: Final = 30.0
LETTER_RULE_BOTTOM: Final = 20.0

_SETTINGS: Final = (
    f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:removePersonalInformation/>'
    "<w:removeDateAndTime/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>"
    '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)

_KEPT_PARTS: Final = ("styles", "settings", "header", "footer")


class Official:
    """A Word document in official format, built part by part. `save` writes it without anything that identifies."""

    def __init__(self) -> None:
        self._doc = Document()
        self._clean()
        self._page()

    # -- the page ---------------------------------------------------------------------------------

    def _clean(self) -> None:
        """Throw out what python-docx's own template brings: its styles, theme, numbering."""
        part = self._doc.part
        for rel_id, rel in list(part.rels.items()):
            if rel.reltype.rpartition("/")[2] not in _KEPT_PARTS:
                del part.rels[rel_id]
        _refill(self._doc.styles.element, styles_xml())
        _refill(self._doc.settings.element, _SETTINGS)

    def _page(self) -> None:
        section = self._doc.sections[0]
        section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
        section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
        section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
        section.header_distance, section.footer_distance = Mm(20), Mm(FOOTER_DISTANCE)
        section._sectPr.attrib.clear()  # python-docx's editing session ids
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
        if style not in STYLE_IDS:
            raise ValueError(f"no style {style}")
        self.add(paragraph_xml(words, style, more))

    def paragraphs(self, *texts: str) -> None:
        """Several body paragraphs; a text that is only a {%p tag %} is set small and grey."""
        for words in texts:
            self.paragraph(words, "Tag" if words.startswith("{%p") else "Normal")

    def heading(self, words: str, level: int = 1, *, over_form: bool = False) -> None:
        """一、黑体; （一）楷体; 1. 仿宋. `over_form`: a table follows, leave a little room."""
        pitch = twips(LINE_PITCH)
        room = f'<w:spacing w:before="0" w:after="80" w:line="{pitch}" w:lineRule="exact"/>' if over_form else ""
        self.paragraph(words, f"Heading{level}", room)

    def gap(self, points: float = 8) -> None:
        """A little white space; also keeps two tables apart."""
        self.paragraph("", "Rule", f'<w:spacing w:line="{twips(points)}" w:lineRule="exact"/>')

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

    def keep_last(self, count: int) -> None:
        """Keep the last `count` paragraphs on the page of what follows, so that no page has only names to sign."""
        paragraphs = [block for block in self._doc.element.body if block.tag == qn("w:p")]
        for paragraph in paragraphs[-count:]:
            paragraph.get_or_add_pPr().get_or_add_keepNext()

    def form(self, rows: Sequence[Row]) -> None:
        """A ruled table as wide as the text area."""
        self.add(form_xml(rows, TEXT_WIDTH))

    def approval_head(self, labels: Sequence[str] = ("领导批示", "审核意见", "办案单位\n意见")) -> None:
        """The boxes at the top of a 呈请…报告书, filled in by hand."""
        rows = [Row((label(words, 2), opinion(10)), height=25) for words in labels]
        self.form(rows)
        self.gap(14)

    def letter_head(self, organ: str, marks: str, doc_number: str) -> None:
        """The letter form (函): organ 30 mm from the page's top, red double rules, first page unnumbered."""
        section = self.section
        section.different_first_page_header_footer = True
        section.header_distance = Mm(LETTER_ORGAN_TOP)
        _fill(section.first_page_header, paragraph_xml(organ, "RedOrgan"), _double_rule(thick_first=True, before=4))
        # All footers of a section stand at one distance: the lower rule's. A spacer keeps the page number where it was.
        section.footer_distance = Mm(LETTER_RULE_BOTTOM)
        _fill(section.first_page_footer, _double_rule(thick_first=False))
        spacer = twips((FOOTER_DISTANCE - LETTER_RULE_BOTTOM) * 72 / 25.4)
        for footer in (section.footer, section.even_page_footer):
            footer._element.append(
                parse_xml(paragraph_xml("", "Rule", f'<w:spacing w:line="{spacer}" w:lineRule="exact"/>'))
            )
        right = f'<w:tabs><w:tab w:val="right" w:pos="{Mm(TEXT_WIDTH).twips}"/></w:tabs>'
        number = f"<w:r><w:rPr>{fonts(FANG, LATIN)}</w:rPr><w:tab/><w:t>{escape(doc_number)}</w:t></w:r>"
        self.add(paragraph_xml(marks, "Secrecy", right).replace("</w:p>", f"{number}</w:p>"))

    # -- out --------------------------------------------------------------------------------------

    def save(self, path: Path) -> None:
        """Write the template."""
        path.write_bytes(neutral_bytes(self._doc))


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
        run_xml("— ")
        + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        + run_xml(" —")
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
