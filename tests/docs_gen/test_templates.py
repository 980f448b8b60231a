"""The committed templates: as the layouts make them, their tags those of the data, their citations real."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from docx import Document

from docs_gen.check import main, problems
from docs_gen.documents import KINDS, DocumentData
from docs_gen.make_templates import LAYOUTS, make
from docs_gen.render import TEMPLATES, template_path
from rules.reference import Ref
from tests.docs_gen.reading import paragraphs, parts

REGULATION = {
    "report_receipt": 2, "reporter_protection_form": 2, "assistance_letter": 2, "risk_assessment": 2,
    "reporter_protection_plan": 2, "explanation_request": 2, "correction_proposal": 2, "relief_letter": 2,
    "court_protection_letter": 2, "reward_opinion": 2, "reward_payment": 2,
    "witness_protection_form": 1, "protection_report": 1,
    "rights_application_form": 3, "rights_accepted": 3, "rights_refused": 3,
    "extension_approval": 3, "rights_result": 3, "review_result": 3, "review_request": 3, "vindication_notice": 3,
    "written_warning": 3, "supervision_proposal": 3, "incident_report": 3,
}  # fmt: skip
CITATION = re.compile(r"第[一二三四五六七八九十]+条(?:第[一二三四五六七八九十]+款)?(?:第[一二三四五六七八九十]+项)?")


def template_text(kind: str) -> str:
    return "\n".join(paragraphs((TEMPLATES / KINDS[kind].template).read_bytes()))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_tags_and_data_agree(kind: type[DocumentData]) -> None:
    assert problems(kind, template_path(kind)) == ()


def test_there_is_one_template_a_kind_and_no_other() -> None:
    assert {path.name for path in TEMPLATES.iterdir()} == {cls.template for cls in KINDS.values()}
    assert set(LAYOUTS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_committed_templates_are_those_of_the_layouts(kind: str, tmp_path: Path) -> None:
    made = parts(make(kind, tmp_path).read_bytes())
    assert parts((TEMPLATES / KINDS[kind].template).read_bytes()) == made


@pytest.mark.parametrize("kind", REGULATION)
def test_citations_resolve_to_the_regulation(kind: str) -> None:
    words = [template_text(kind), *(spec.help for spec in KINDS[kind].specs())]
    cited = {found for one in words for found in CITATION.findall(one)}
    assert cited
    for citation in cited:
        Ref.parse_words(REGULATION[kind], citation)


def test_citations_of_the_note_resolve_in_the_regulation_of_its_branch() -> None:
    regulation, seen = 1, set()
    for row in paragraphs((TEMPLATES / "identity_note.docx").read_bytes()):
        if row.startswith("{%p"):
            regulation = 2 if "else" in row else 1
        for citation in CITATION.findall(row):
            Ref.parse_words(regulation, citation)
            seen.add((regulation, citation))
    assert {(1, "第九条第二款"), (2, "第十一条第一款")} <= seen


@pytest.mark.parametrize("kind", KINDS)
def test_templates_name_no_author(kind: str) -> None:
    with zipfile.ZipFile(TEMPLATES / KINDS[kind].template) as package:
        core = package.read("docProps/core.xml").decode()
    assert "creator" not in core and "python-docx" not in core


def spoilt(tmp_path: Path, words: str) -> Path:
    path = make("rights_refused", tmp_path)
    own = Document(str(path))
    own.add_paragraph(words)
    own.save(str(path))
    return path


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{{ aplicant }}", "不认识的标签：aplicant"),
        ("{{ office.town }}", "不认识的标签：town"),
        ("{{ office }", "标签写法有误"),
        ("{% if office %}", "标签写法有误"),
    ],
)
def test_a_misspelt_tag_is_found(tmp_path: Path, words: str, said: str) -> None:
    assert any(said in one for one in problems(KINDS["rights_refused"], spoilt(tmp_path, words)))


def test_a_required_value_that_is_not_printed_is_found(tmp_path: Path) -> None:
    path = make("rights_refused", tmp_path)
    own = Document(str(path))
    for paragraph in own.paragraphs:
        if "{{ reasons }}" in paragraph.text:
            paragraph.text = ""
    own.save(str(path))
    assert any("不予受理的理由" in one for one in problems(KINDS["rights_refused"], path))


def test_comments_are_found(tmp_path: Path) -> None:
    path = make("rights_refused", tmp_path)
    own = Document(str(path))
    own.add_comment(own.paragraphs[1].runs, text="改一下", author="林小川")
    own.save(str(path))
    assert any("批注" in one for one in problems(KINDS["rights_refused"], path))


def test_the_check_speaks_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rights_refused.docx").write_bytes(b"?")
    assert main(tmp_path) == 1
    said = capsys.readouterr().out
    assert "rights_refused.docx（不予受理答复书）：打不开" in said
    assert said.count("可以使用") == len(KINDS) - 1
