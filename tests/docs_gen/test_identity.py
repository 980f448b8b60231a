"""A protected identity stays out of every document but the classified note (规定 1 第九条; 规定 2 第十一条)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs_gen.documents import KINDS, DocumentData, ProtectedPerson, ProtectionReport
from docs_gen.errors import DocumentError, IdentityExposed, IdentityUnchecked
from docs_gen.identity import ProtectedIdentity, guard_identity
from docs_gen.make_templates import make
from docs_gen.render import render
from tests.docs_gen import samples
from tests.docs_gen.reading import text

PARTICULARS = {
    "姓名": samples.TRUE_NAME,
    "身份证件号码": samples.IDENTITY.id_numbers[0],
    "住址": samples.IDENTITY.addresses[0],
    "电话": samples.IDENTITY.phones[0],
    "工作单位": samples.IDENTITY.work_units[0],
}

NAMELESS = {"report_receipt", *(kind for kind, cls in KINDS.items() if cls.names_nobody)}


def planted(document: DocumentData, particular: str) -> Iterator[tuple[str, DocumentData]]:
    """The document with `particular` put into each of its texts in turn."""
    for spec in document.specs():
        value: Any = getattr(document, spec.name)
        if spec.kind in ("text", "lines", "choice"):
            yield spec.label, replace(document, **{spec.name: f"据{particular}说"})
        elif spec.kind in ("many", "choices"):
            yield spec.label, replace(document, **{spec.name: (*value, f"据{particular}说")})
        elif spec.of is not None:
            for label, record in planted_record(value[0], particular):
                yield label, replace(document, **{spec.name: (record,)})


def planted_record(record: ProtectedPerson, particular: str) -> Iterator[tuple[str, ProtectedPerson]]:
    for spec in record.specs():
        yield spec.label, replace(record, **{spec.name: f"据{particular}说"})


@pytest.mark.parametrize(
    "document", [*samples.COVERED, *map(samples.covered, samples.VARIANTS.values())], ids=lambda d: d.kind
)
@pytest.mark.parametrize("what", PARTICULARS)
def test_no_field_of_any_kind_lets_a_particular_through(document: DocumentData, what: str) -> None:
    tried = 0
    for label, bad in planted(document, PARTICULARS[what]):
        tried += 1
        if document.bears_identity:
            guard_identity(bad, samples.IDENTITY)
            continue
        with pytest.raises(IdentityExposed) as caught:
            guard_identity(bad, samples.IDENTITY)
        assert label in caught.value.places
        assert what in caught.value.what
        assert not [p for p in PARTICULARS.values() if p in str(caught.value) or p in repr(caught.value)]
        with pytest.raises(DocumentError):
            render(bad, protected=samples.IDENTITY)
    assert tried >= 2


@pytest.mark.parametrize("document", samples.COVERED, ids=lambda d: d.kind)
def test_under_an_alias_only_the_alias_is_printed(document: DocumentData) -> None:
    printed = text(render(document, protected=samples.IDENTITY))
    if document.bears_identity:
        assert samples.TRUE_NAME in printed and "程安" in printed
        return
    assert not samples.IDENTITY.found_in(printed)
    if document.protects_identity and document.kind not in NAMELESS:
        assert ("程安（化名）" in printed) == document.shows_alias
    if not document.shows_alias:
        assert "程安" not in printed


@pytest.mark.parametrize("document", samples.OPEN, ids=lambda d: d.kind)
def test_the_true_documents_would_be_refused(document: DocumentData) -> None:
    if document.bears_identity or document.kind in NAMELESS:
        render(document, protected=samples.IDENTITY)
        return
    with pytest.raises(IdentityExposed):
        render(document, protected=samples.IDENTITY)


@pytest.mark.parametrize("document", samples.COVERED, ids=lambda d: d.kind)
def test_an_alias_without_an_identity_to_check_against_is_refused(document: DocumentData) -> None:
    if not document.protects_identity:
        render(document)
        return
    with pytest.raises(IdentityUnchecked):
        render(document)


def test_a_true_name_beside_an_alias_is_refused_even_when_it_is_not_the_protected_one() -> None:
    bad = replace(samples.REFUSED, alias="程安")
    other = ProtectedIdentity(name="别的人")
    with pytest.raises(IdentityExposed):
        render(bad, protected=other)


def test_every_kind_that_names_a_person_can_carry_an_alias() -> None:
    for kind, cls in KINDS.items():
        fields = {spec.name for spec in cls.specs()}
        groups = {name for spec in cls.specs() if spec.of for name in (s.name for s in spec.of.specs())}
        assert ("alias" in fields | groups) != (kind in NAMELESS)


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("证人欧阳 镕喆到场", "姓名"),
        ("欧\u200b阳·镕\u2060喆", "姓名"),
        ("欧阳\n镕喆", "姓名"),
        ("证件号 １１０１０１ １９９００３０７ ８８１４", "身份证件号码"),
        ("生于19900307", "身份证件号码"),
        ("一一〇一〇一一九九〇〇三〇七八八一四", "身份证件号码"),
        ("电话139-0000-1234", "电话"),
        ("+86 139 0000 1234", "电话"),
        ("幺三九〇〇〇〇一二三四", "电话"),
        ("尾号00001234", "电话"),
        ("住柳荫街18号3幢402室", "住址"),
        ("住云岭市青禾区柳荫街１８号３幢４０２室", "住址"),
        ("住柳荫街一八号3幢402室", "住址"),
        ("在青禾区柳荫街18号门口", "住址"),
        ("在云岭远帆物流有限公司上班", "工作单位"),
    ],
)
def test_other_ways_of_writing_are_seen_through(written: str, what: str) -> None:
    assert what in samples.IDENTITY.found_in(written)


@pytest.mark.parametrize(
    "words",
    [
        "欧阳先生",
        "柳荫街派出所",
        "柳荫街8号",
        "18号上午",
        "2026年3月1日",
        "云岭市公安局青禾派出所",
        "程安（化名）",
        "0999-5550101",
        "",
    ],
)
def test_harmless_words_pass(words: str) -> None:
    assert samples.IDENTITY.found_in(words) == ()


def test_a_contact_may_have_words_around_it_or_no_number_at_all() -> None:
    noted = ProtectedIdentity(name="柳依依", phones=("13900001234（只在晚上八点后打）", "微信 liu_yiyi"))
    assert noted.found_in("请打139 0000 1234") == ("电话",)
    assert noted.found_in("加微信liuyiyi联系") == ("电话",)
    assert noted.found_in("只在晚上八点后打") == ()


@given(st.lists(st.sampled_from([" ", "　", "·", "-", "\u200b", "\n", "、", "_", "*"]), min_size=3, max_size=3))
def test_separators_do_not_hide_a_name(between: list[str]) -> None:
    name = samples.TRUE_NAME
    spread = "".join(a + b for a, b in zip(name, [*between, ""], strict=True))
    assert "姓名" in samples.IDENTITY.found_in(f"证人{spread}称")


@given(st.integers(0, 18 - 8), st.text(alphabet="甲乙丙 ", max_size=5))
def test_any_eight_digits_of_an_id_number_are_found(start: int, around: str) -> None:
    piece = PARTICULARS["身份证件号码"][start : start + 8]
    assert "身份证件号码" in samples.IDENTITY.found_in(f"{around}{piece}{around}")


def test_several_people_are_all_kept_out() -> None:
    second = ProtectedIdentity(name="柳依依", others=("小柳树88",))
    for words, place in (("柳依依在场", "姓名"), ("微信小柳树88", "其他信息")):
        change: dict[str, Any] = {"contact": words}
        bad = replace(next(one for one in samples.COVERED if one.kind == "rights_accepted"), **change)
        with pytest.raises(IdentityExposed) as caught:
            render(bad, protected=(samples.IDENTITY, second))
        assert caught.value.what == (place,)


def test_two_persons_under_two_aliases() -> None:
    report = next(one for one in samples.COVERED if isinstance(one, ProtectionReport))
    second = replace(report.persons[0], alias="程宁", sex="女", relation="证人的配偶")
    printed = text(render(replace(report, persons=(*report.persons, second)), protected=samples.IDENTITY))
    assert "程安（化名）、程宁（化名）" in printed


def test_what_a_template_itself_gives_away_is_found(tmp_path: Path) -> None:
    from docx import Document

    path = make("rights_refused", tmp_path)
    own = Document(str(path))
    own.add_paragraph("申请人欧阳镕喆")
    own.save(str(path))
    covered = next(one for one in samples.COVERED if one.kind == "rights_refused")
    with pytest.raises(IdentityExposed):
        render(covered, protected=samples.IDENTITY, templates=tmp_path)


def test_an_identity_does_not_show_itself() -> None:
    assert samples.TRUE_NAME not in repr(samples.IDENTITY)
    assert samples.TRUE_NAME not in f"{samples.IDENTITY}"
    with pytest.raises(ValueError, match="true name"):
        ProtectedIdentity(name=" ")


def test_the_note_must_be_classified() -> None:
    with pytest.raises(DocumentError, match="密级"):
        render(replace(samples.NOTE, secrecy=""))
    printed = text(render(samples.NOTE))
    assert printed.startswith("机密★长期") and "单独成卷" in printed and "第九条第二款" in printed
    reporter = text(render(replace(samples.NOTE, capacity="举报人")))
    assert "第十一条第一款" in reporter and "第九条" not in reporter


@pytest.mark.parametrize("document", samples.OPEN, ids=lambda d: d.kind)
def test_the_data_of_a_document_does_not_show_itself(document: DocumentData) -> None:
    assert repr(document) == f"{type(document).__name__}(…)"
    assert "欧阳" not in repr(samples.REPORT.persons)
