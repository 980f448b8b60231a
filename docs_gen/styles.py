"""Paragraph styles of official documents: fonts, sizes, pitches (GB/T 9704-2012). Sizes and pitches are points.

Character spacing and line pitch are derived from "22 lines of 28 characters" in 156 by 225 mm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from docx.oxml.ns import nsdecls

LINE_PITCH: Final = 28.95  # 225 mm / 22 lines
BODY_SIZE: Final = 16.0  # 3号
CHARACTER_SPACING: Final = -0.25  # 28 x 15.75 pt = 441 pt fit 156 mm (442.2 pt); -0.2 would be 442.4
CHARACTER_PITCH: Final = BODY_SIZE + CHARACTER_SPACING
TITLE_SIZE: Final = 22.0  # 2号
PAGE_NUMBER_SIZE: Final = 14.0  # 4号
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
STYLE_IDS: Final = frozenset(style.id for style in STYLES)


def text_width(words: str, size: float = BODY_SIZE) -> float:
    """The width of `words` in points: a full-width character is `size`, a half-width one half of it."""
    spacing = CHARACTER_SPACING if size == BODY_SIZE else 0.0
    return sum((size if ord(c) > 0x2E7F or c in "“”‘’—…·" else size / 2) + spacing for c in words)


def twips(points: float) -> int:
    """Points in twentieths, as Word counts them."""
    return round(points * 20)


def fonts(east: str, latin: str) -> str:
    """rFonts with the East Asian font named too: Word keeps it apart from the Latin one."""
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{latin}"/>'


def _style_xml(style: Style) -> str:
    """The style as WordprocessingML; elements stand in the order that the schema wants."""
    pitch = twips(style.pitch)
    line = f'w:line="{pitch}" w:lineRule="exact"' if style.pitch else 'w:line="240" w:lineRule="auto"'
    character = twips(style.size + (CHARACTER_SPACING if style.size == BODY_SIZE else 0))
    indents = "".join(
        f' w:{name}Chars="{round(value * 100)}" w:{name}="{round(value * character)}"'
        for name, value in (("left", style.left), ("right", style.right), ("firstLine", style.indent))
    )
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    based = "" if style.id == "Normal" else '<w:basedOn w:val="Normal"/>'
    spacing = f'<w:spacing w:val="{twips(CHARACTER_SPACING) if style.size == BODY_SIZE else 0}"/>'
    color = f'<w:color w:val="{style.color}"/>' if style.color else ""
    default = ' w:default="1"' if style.id == "Normal" else ""
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph"{default} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{'<w:keepNext/>' if style.keep_next else ''}"
        f'<w:widowControl w:val="0"/>'
        # Said although it is the default: without it, or with 0, LibreOffice leaves a 、 at a full line's end out.
        f'<w:overflowPunct w:val="1"/>'
        f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="{twips(style.before)}" w:after="{twips(style.after)}" {line}/>'
        f'<w:ind{indents}/><w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f"<w:rPr>{fonts(style.east, style.latin)}{color}{spacing}"
        f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/></w:rPr></w:style>'
    )


def styles_xml() -> str:
    """The contents of styles.xml."""
    return (
        f"<w:styles {nsdecls('w')}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG, LATIN)}"
        f'<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        f"</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        + "".join(_style_xml(style) for style in STYLES)
        + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style></w:styles>'
    )
