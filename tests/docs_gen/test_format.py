"""The official format, measured on the rendered page: GB/T 9704-2012 (numbers in the project's reference page)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from docs_gen.documents import KINDS
from docs_gen.render import TEMPLATES, render
from tests.docs_gen import samples
from tests.docs_gen.conftest import PLAIN_CHARACTERS, PLAIN_LINES, Pdfs
from tests.docs_gen.reading import parts, text

MM = 72 / 25.4
MADE = (
    {one.kind: one for one in samples.OPEN}
    | {f"{one.kind}.covered": one for one in samples.COVERED}
    | dict(samples.VARIANTS)
)
EVERY = list(MADE)


def of_style(style: str) -> list[str]:
    """The kinds whose template has a paragraph of this style, in the body or a header."""
    wanted = f'<w:pStyle w:val="{style}"/>'.encode()
    return [
        kind
        for kind, cls in KINDS.items()
        if any(wanted in part for part in parts((TEMPLATES / cls.template).read_bytes()).values())
    ]


SIGNED = of_style("SignDate")
LETTERS = of_style("RedOrgan")
CLASSIFIED = [name for name, one in MADE.items() if getattr(one, "secrecy", "")]
Char = dict[str, Any]


def lines(page: Page) -> list[list[Char]]:
    """The characters of a page by line, top to bottom, left to right; blanks left out."""
    rows: list[list[Char]] = []
    for char in sorted((c for c in page.chars if c["text"].strip()), key=lambda c: (round(c["bottom"]), c["x0"])):
        if rows and abs(rows[-1][0]["bottom"] - char["bottom"]) < 3:
            rows[-1].append(char)
        else:
            rows.append([char])
    return [sorted(row, key=lambda c: float(c["x0"])) for row in rows]


def words(row: list[Char]) -> str:
    return "".join(c["text"] for c in row)


def line_with(pdf: PDF, wanted: str) -> tuple[Page, list[Char]]:
    for page in pdf.pages:
        for row in lines(page):
            if words(row) == wanted:
                return page, row
    raise AssertionError(f"no line {wanted!r}")


@pytest.mark.parametrize("name", EVERY)
def test_page_is_a4(pdfs: Pdfs, name: str) -> None:
    for page in pdfs[name].pages:
        assert page.width / MM == pytest.approx(210, abs=0.5)
        assert page.height / MM == pytest.approx(297, abs=0.5)


@pytest.mark.parametrize("name", EVERY)
def test_nothing_stands_left_of_the_text_area_and_something_at_its_edge(pdfs: Pdfs, name: str) -> None:
    for page in pdfs[name].pages:
        left = min(c["x0"] for c in page.chars if c["text"].strip()) / MM
        assert left >= 28 - 0.5
    first = pdfs[name].pages[0]
    edges = [c["x0"] / MM for c in first.chars if c["text"].strip()] + [r["x0"] / MM for r in first.rects]
    edges += [line["x0"] / MM for line in first.lines]
    assert any(abs(edge - 28) < 1 for edge in edges)


def test_28_characters_a_line_22_lines_a_page(pdfs: Pdfs) -> None:
    rows = [row for row in lines(pdfs["plain"].pages[0]) if "国" in words(row)]
    assert len(rows) == PLAIN_LINES
    assert Counter(len(row) for row in rows) == {PLAIN_CHARACTERS: PLAIN_LINES}
    assert all(c["size"] == pytest.approx(16, abs=0.1) for row in rows for c in row)


def test_text_area_is_156_by_225_mm(pdfs: Pdfs) -> None:
    rows = [row for row in lines(pdfs["plain"].pages[0]) if "国" in words(row)]
    assert rows[0][0]["x0"] / MM == pytest.approx(28, abs=0.5)
    assert 210 - rows[0][-1]["x1"] / MM == pytest.approx(26, abs=0.8)
    # The exact pitch centres a 16 pt character in 28.95 pt: it begins about 2 mm under the edge of the text area.
    assert 37 <= rows[0][0]["top"] / MM <= 41
    assert 297 - 41 <= rows[-1][0]["bottom"] / MM <= 297 - 35


def test_line_pitch(pdfs: Pdfs) -> None:
    rows = [row for row in lines(pdfs["plain"].pages[0]) if "国" in words(row)]
    for upper, lower in pairwise(rows):
        assert lower[0]["bottom"] - upper[0]["bottom"] == pytest.approx(28.95, abs=0.15)


@pytest.mark.parametrize("name", EVERY)
def test_line_pitch_of_every_document(pdfs: Pdfs, name: str) -> None:
    """Lines of 16 points under each other, headings with them, stand 28.95 points apart, on every page."""
    for page in pdfs[name].pages:
        body = [row for row in lines(page) if {round(c["size"]) for c in row} == {16}]
        for upper, lower in pairwise(body):
            apart = lower[0]["bottom"] - upper[0]["bottom"]
            assert apart > 40 or apart == pytest.approx(28.95, abs=0.3), words(lower)


@pytest.mark.parametrize("name", EVERY)
def test_fonts_of_every_document(pdfs: Pdfs, name: str) -> None:
    """Body in 仿宋, headings 黑体 or 楷体, the title in 小标宋; what these lack (rare names) in the stand-in."""
    chars = [c for page in pdfs[name].pages for c in page.chars if c["text"].strip()]
    strange = [c for c in chars if not any(font in c["fontname"] for font in ("Fandol", "NotoS"))]
    assert {c["text"] for c in strange} <= {"☑", "□"}
    body = [c["fontname"] for c in chars if round(c["size"]) == 16 and c["text"] > "\u4e00"]
    if len(body) > 100:
        assert sum("Fang" in font for font in body) > 0.75 * len(body)


@pytest.mark.parametrize("name", EVERY)
def test_nothing_is_lost_on_the_page(pdfs: Pdfs, name: str) -> None:
    """Every character of the Word file is drawn: none cut off in a cell, none hung over the edge and dropped."""
    made = render(MADE[name], protected=samples.IDENTITY) if name.endswith(".covered") else samples.made(MADE[name])
    wanted = Counter(plain(text(made)))
    drawn = Counter(plain("".join(c["text"] for page in pdfs[name].pages for c in page.chars)))
    assert wanted - drawn == Counter()


def plain(said: str) -> str:
    """Without blanks; compatibility forms of a character as the character."""
    return "".join(unicodedata.normalize("NFKC", said).split())


@pytest.mark.parametrize("kind", SIGNED)
def test_no_page_bears_a_signature_alone(pdfs: Pdfs, kind: str) -> None:
    date = str(MADE[kind].context()["date"])
    for page in pdfs[kind].pages:
        rows = [words(row) for row in lines(page)]
        if date in rows:
            assert rows.index(date) >= 2


def test_body_is_indented_by_two_characters(pdfs: Pdfs) -> None:
    _, row = line_with(pdfs["protection_report"], "妥否，请批示。")
    assert row[0]["x0"] - 28 * MM == pytest.approx(2 * 15.75, abs=1.5)


@pytest.mark.parametrize("kind", KINDS)
def test_title_is_22_points_and_centred(pdfs: Pdfs, kind: str) -> None:
    page, row = line_with(pdfs[kind], KINDS[kind].title)
    assert page.page_number == 1
    assert {round(c["size"]) for c in row} == {22}
    middle = (row[0]["x0"] + row[-1]["x1"]) / 2 / MM
    assert middle == pytest.approx(28 + 156 / 2, abs=1)
    assert "Song" in row[0]["fontname"]


@pytest.mark.parametrize(("heading", "font"), [("一、标题", "Hei"), ("（一）标题", "Kai"), ("1.标题", "Fang")])
def test_fonts_of_the_levels(pdfs: Pdfs, heading: str, font: str) -> None:
    _, row = line_with(pdfs["plain"], heading)
    assert all(font in c["fontname"] for c in row if c["text"] not in "1.")
    assert row[0]["x0"] - 28 * MM == pytest.approx(2 * 15.75, abs=1.5)


@pytest.mark.parametrize("name", EVERY)
def test_page_numbers(pdfs: Pdfs, name: str) -> None:
    for page in pdfs[name].pages:
        n = page.page_number
        found = [row for row in lines(page) if words(row) == f"—{n}—"]
        if name.partition(".")[0] in LETTERS and n == 1:
            assert found == []  # 函: 首页不显示页码
            continue
        (row,) = found
        assert all(c["size"] == pytest.approx(14, abs=0.1) for c in row)
        middle = (row[0]["top"] + row[0]["bottom"]) / 2 / MM
        assert middle == pytest.approx(297 - 35 + 7, abs=1.5)
        if n % 2:
            assert 210 - 26 - row[-1]["x1"] / MM == pytest.approx(14 / MM, abs=1)
        else:
            assert row[0]["x0"] / MM - 28 == pytest.approx(14 / MM, abs=1)


@pytest.mark.parametrize("kind", SIGNED)
def test_date_stands_four_characters_in_and_the_office_over_it(pdfs: Pdfs, kind: str) -> None:
    sample = next(one for one in samples.OPEN if one.kind == kind)
    date = sample.context()["date"]
    assert isinstance(date, str)
    page, row = line_with(pdfs[kind], date)
    assert not re.search(r"[年月]0", date)  # no zero padding
    assert 210 - 26 - row[-1]["x1"] / MM == pytest.approx(4 * 15.75 / MM, abs=1)
    rows = lines(page)
    at = next(n for n, one in enumerate(rows) if words(one) == date)
    office = rows[at - 1]
    assert words(office) in str(getattr(sample, "office", ""))
    middle, over = ((one[0]["x0"] + one[-1]["x1"]) / 2 / MM for one in (row, office))
    assert middle == pytest.approx(over, abs=4)
    assert office[-1]["x1"] / MM <= 210 - 26 + 0.5


def test_a_long_office_is_signed_on_two_lines(pdfs: Pdfs) -> None:
    last = pdfs["rights_accepted"].pages[-1]
    signed = [words(row) for row in lines(last)]
    assert signed[signed.index("2026年2月26日") - 2 :][:2] == ["云岭市公安局", "维护民警执法权威工作办公室"]


def test_both_forms_are_measured() -> None:
    assert {"contact_ban", "protection_plan", "identity_note"} <= set(SIGNED)
    assert {"assistance_letter", "witness_assistance_letter", "cross_region_letter"} <= set(LETTERS)


@pytest.mark.parametrize("kind", LETTERS)
def test_letter_form(pdfs: Pdfs, kind: str) -> None:
    page = pdfs[kind].pages[0]
    office = str(getattr(MADE[kind], "office", ""))
    organ = next(row for row in lines(page) if words(row) == office)
    assert organ[0]["non_stroking_color"] == (1, 0, 0)
    assert organ[0]["size"] > 22
    assert 28 <= organ[0]["top"] / MM <= 36
    rules = [r for r in (*page.rects, *page.lines) if (r["x1"] - r["x0"]) / MM > 160]
    assert rules
    for rule in rules:
        assert (rule["x1"] - rule["x0"]) / MM == pytest.approx(170, abs=1)
        assert rule["x0"] / MM == pytest.approx(20, abs=1)
    assert max(r["bottom"] for r in rules) / MM == pytest.approx(297 - 20, abs=2)


@pytest.mark.parametrize("name", CLASSIFIED)
def test_secrecy_stands_flush_left_in_hei(pdfs: Pdfs, name: str) -> None:
    page = pdfs[name].pages[0]
    secrecy = str(getattr(MADE[name], "secrecy", ""))
    row = lines(page)[1 if name.partition(".")[0] in LETTERS else 0]
    assert words(row).startswith(secrecy)
    assert row[0]["x0"] / MM == pytest.approx(28, abs=0.5)
    assert all("Hei" in c["fontname"] for c in row[:2])


def test_form_labels_are_black_hei(pdfs: Pdfs) -> None:
    page = pdfs["rights_application_form"].pages[0]
    label = [c for row in lines(page) for c in row[:4] if words(row).startswith("事实经过")]
    assert words(label) == "事实经过"
    assert all("Hei" in c["fontname"] for c in label)


def test_boxes_for_approval_stand_over_the_title(pdfs: Pdfs) -> None:
    page = pdfs["protection_report"].pages[0]
    _, title = line_with(pdfs["protection_report"], "呈请证人保护报告书")
    text = words([c for row in lines(page) for c in row if c["bottom"] < title[0]["top"]])
    assert [text.index(label) for label in ("领导批示", "审核意见", "办案单位")] == sorted(
        text.index(label) for label in ("领导批示", "审核意见", "办案单位")
    )


@pytest.mark.parametrize("name", ["contact_ban", "contact_ban.covered"])
def test_a_rare_name_of_a_recipient_is_drawn(pdfs: Pdfs, name: str) -> None:
    _, row = line_with(pdfs[name], "周晟燊：")
    assert all(c["width"] > 10 for c in row[:3])


@pytest.mark.parametrize("character", samples.TRUE_NAME)
def test_rare_characters_of_names_are_drawn(pdfs: Pdfs, character: str) -> None:
    _, row = line_with(pdfs["rights_refused"], f"{samples.TRUE_NAME}：")
    assert character in words(row)


def test_a_draft_says_so_on_every_page(pdfs: Pdfs) -> None:
    for page in pdfs["draft"].pages:
        assert words(lines(page)[0]) == "草稿，未完成，不得呈批"
    first = words([c for row in lines(pdfs["draft"].pages[0]) for c in row])
    assert "草稿（缺：第（一）项年龄、住址；第（三）项保护的必要性；第（四）项保护的具体措施；成文日期）" in first


@pytest.mark.parametrize("name", EVERY)
def test_a_finished_document_bears_no_mark_of_a_draft(pdfs: Pdfs, name: str) -> None:
    assert not any("草稿" in words(row) for page in pdfs[name].pages for row in lines(page))


def test_a_receipt_fits_one_page(pdfs: Pdfs) -> None:
    assert len(pdfs["report_receipt"].pages) == 1
