"""From a document's data to a Word file: `render(document) -> bytes`.

Nothing is written to disk. A missing value, an unknown tag or a protected identity is an error, never a blank.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Pt
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from docs_gen.documents.base import DocumentData, Shown
from docs_gen.errors import BadField, IdentityUnchecked, MissingField, TemplateProblem, list_missing
from docs_gen.identity import ProtectedIdentity, guard_identity, guard_texts
from docs_gen.official import TEXT_WIDTH
from docs_gen.package import neutral_bytes
from docs_gen.styles import BODY_SIZE, CHARACTER_PITCH, text_width

TEMPLATES: Final = Path(__file__).parent / "templates"
MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GAP: Final = "（缺）"
_DATE_INDENT: Final = 4 * CHARACTER_PITCH  # 成文日期: four characters in from the right
_WIDTH_POINTS: Final = TEXT_WIDTH * 72 / 25.4
_ORGAN_BREAK: Final = re.compile(r"(?<=局|院|厅)(?=.)")
# What XML 1.0 cannot hold, lone surrogates included.
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Environment(ImmutableSandboxedEnvironment):
    """Compiles a source once: docxtpl asks for the same ones each time."""

    def from_string(self, source: Any, *args: Any, **more: Any) -> Template:
        return _compiled(self, source) if isinstance(source, str) else super().from_string(source, *args, **more)


@lru_cache(maxsize=512)
def _compiled(env: _Environment, source: str) -> Template:
    return super(_Environment, env).from_string(source)


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl's template with its patching of a source remembered; it is a function of the source only."""

    def patch_xml(self, src_xml: str) -> str:
        return _patched(src_xml)


@lru_cache(maxsize=512)
def _patched(source: str) -> str:
    return str(DocxTemplate.patch_xml(None, source))


@lru_cache(maxsize=1)
def environment() -> ImmutableSandboxedEnvironment:
    """Jinja as templates may use it: strict, escaping, and boxed in, since an office may edit a template."""
    return _Environment(undefined=StrictUndefined, autoescape=True)


def render(
    document: DocumentData,
    *,
    protected: ProtectedIdentity | Sequence[ProtectedIdentity] = (),
    finished: bool = True,
    templates: Path | None = None,
) -> bytes:
    """The Word file of `document`.

    `protected`: the true identities to keep out; required when the document carries an alias, searched for
    whenever given.
    `finished=False`: a draft of a `draftable` kind, marked 草稿（缺：…）, each gap printed as （缺）.
    `templates`: the office's own folder; a kind it has no template for uses ours.
    Raises `MissingField`, `BadField`, `IdentityExposed`, `IdentityUnchecked`, `TemplateProblem`; no message holds
    content.
    """
    document.check()
    people = (protected,) if isinstance(protected, ProtectedIdentity) else tuple(protected)
    if document.protects_identity and not people:
        raise IdentityUnchecked(document.title)
    guard_identity(document, people)
    missing = document.missing()
    if not finished and not document.draftable:
        raise BadField(document.title, "这种文书不能打印草稿。")
    if missing and finished:
        raise MissingField(document.title, missing)
    context: dict[str, Shown] = document.context(gap=GAP)
    context["draft_mark"] = "" if finished else f"草稿（{'缺：' + list_missing(missing) if missing else '未定稿'}）"
    made = _fill_template(template_path(document, templates), context)
    if not document.bears_identity:
        # Once more over what is really printed: values joined by a template's own words must not betray anyone either.
        guard_texts((("正文", words) for words in _paragraph_texts(made)), people)
    return _pack(made)


def filename(document: DocumentData) -> str:
    """A name to save under: kind and number, never a person's name."""
    number = str(getattr(document, "number", "") or getattr(document, "registered_as", ""))
    safe = re.sub(r"[^\w〔〕-]", "", number)
    return f"{document.title}{'_' + safe if safe else ''}.docx"


def template_path(document: DocumentData | type[DocumentData], templates: Path | None = None) -> Path:
    """The office's own template of this kind when there is one, else ours."""
    own = templates / document.template if templates else None
    return own if own is not None and own.is_file() else TEMPLATES / document.template


def typed(words: str) -> Markup:
    """`words` as they were typed, safe inside a template: markup and tags are text, a line break begins a paragraph."""
    clean = _ILLEGAL.sub("", words.replace("\t", " "))
    rows = [str(escape(row.rstrip())) for row in clean.splitlines() if row.strip()]
    # docxtpl turns \a into a new paragraph and rewrites {_{ after rendering: braces go in as character references.
    marked = "\a".join(rows).replace("{", "&#123;").replace("}", "&#125;")
    return Markup(marked)  # noqa: S704 - escaped line by line above


def _prepared(value: Shown) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return typed(value)
    if isinstance(value, dict):
        return {name: _prepared(one) for name, one in value.items()}
    return [_prepared(one) for one in value]


@lru_cache(maxsize=64)
def _template_bytes(path: Path, changed: int) -> bytes:
    return path.read_bytes()


def load(path: Path) -> DocxTemplate:
    """A template ready to fill; raises `TemplateProblem` when the file is not a Word document."""
    try:
        template = _Template(BytesIO(_template_bytes(path, path.stat().st_mtime_ns)))
        template.init_docx()
    except (OSError, PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile):
        raise TemplateProblem(path.name, ("打不开，不是完好的 .docx 文件",)) from None
    return template


def _fill_template(path: Path, context: Mapping[str, Shown]) -> DocxTemplate:
    template = load(path)
    values = {name: _prepared(value) for name, value in context.items()}
    try:
        template.render(values, environment(), autoescape=True)
    except TemplateError as error:
        # The message names the tag, not values: StrictUndefined and syntax errors know only the template.
        raise TemplateProblem(path.name, (str(error.message),)) from None
    except Exception:  # a tag that computes with values: its error could repeat them, so nothing of it is passed on
        raise TemplateProblem(path.name, ("有标签无法计算",)) from None
    return template


def _paragraphs(made: DocxTemplate) -> Iterator[Any]:
    """Every paragraph element: body, tables, headers, footers of all sections."""
    yield from made.docx.element.body.iter(qn("w:p"))
    for rel in made.docx.part.rels.values():
        if rel.reltype in (made.HEADER_URI, made.FOOTER_URI):
            yield from rel.target_part.element.iter(qn("w:p"))


def _paragraph_texts(made: DocxTemplate) -> Iterator[str]:
    for paragraph in _paragraphs(made):
        yield "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))


def _pack(made: DocxTemplate) -> bytes:
    """Last touches to the layout, and the file's bytes."""
    _place_signatures(made)
    _fit_red_organ(made)
    return neutral_bytes(made.docx)


def _of_style(made: DocxTemplate, style: str) -> list[Any]:
    wanted = f"./{qn('w:pPr')}/{qn('w:pStyle')}[@{qn('w:val')}='{style}']"
    return [p for p in _paragraphs(made) if p.find(wanted) is not None]


def _words(paragraph: Any) -> str:
    return "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))


def _place_signatures(made: DocxTemplate) -> None:
    """Centre the signing office over the date, which stands four characters in (GB/T 9704, 加盖印章的公文).

    A name too long for that breaks after 局 or 院; what is still too long ends at the right edge of the text.
    """
    for paragraph in _of_style(made, "SignOffice"):
        following = paragraph.getnext()
        date = _words(following) if following is not None and following.style == "SignDate" else ""
        middle = _DATE_INDENT + text_width(date) / 2
        name = _words(paragraph)
        broken = _ORGAN_BREAK.split(name, maxsplit=1)
        if text_width(name) / 2 > middle and len(broken) == 2:
            upper = _copy_before(paragraph, broken[0])
            _set_words(paragraph, broken[1])
            _indent_right(upper, middle - text_width(broken[0]) / 2)
            name = broken[1]
        _indent_right(paragraph, middle - text_width(name) / 2)
        _keep_with_text(paragraph)


def _keep_with_text(paragraph: Any) -> None:
    """No page bears a signature without a line of text (GB/T 9704): what stands before it goes along."""
    before = paragraph.getprevious()
    while before is not None and before.tag == qn("w:p"):
        before.get_or_add_pPr().get_or_add_keepNext()
        if _words(before):
            return
        before = before.getprevious()


def _copy_before(paragraph: Any, words: str) -> Any:
    copy = deepcopy(paragraph)
    paragraph.addprevious(copy)
    _set_words(copy, words)
    return copy


def _set_words(paragraph: Any, words: str) -> None:
    pieces = list(paragraph.iter(qn("w:t")))
    for n, piece in enumerate(pieces):
        piece.text = words if n == 0 else ""


def _indent_right(paragraph: Any, points: float) -> None:
    properties = paragraph.get_or_add_pPr()
    indent = properties.get_or_add_ind()
    indent.set(qn("w:rightChars"), "0")
    indent.set(qn("w:right"), str(max(0, round(points * 20))))


def _fit_red_organ(made: DocxTemplate) -> None:
    """Make a long 发文机关标志 smaller, so that it stays on one line."""
    for paragraph in _of_style(made, "RedOrgan"):
        words = _words(paragraph)
        size = min(36.0, int(_WIDTH_POINTS / max(1.0, text_width(words, 1.0)) * 2) / 2)
        for run in paragraph.r_lst:
            run.get_or_add_rPr().sz_val = Pt(max(BODY_SIZE, size))
