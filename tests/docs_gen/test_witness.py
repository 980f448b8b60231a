"""The documents of regulation 1: what each wants, whom each tells what, what each refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from docs_gen.documents import KINDS, DocumentData
from docs_gen.documents.witness_changes import GROUNDS, TO_UNIT
from docs_gen.documents.witness_measures import RELOCATION, SAFE_PLACE, SPECIAL
from docs_gen.errors import BadField, IdentityExposed, MissingField
from docs_gen.identity import ProtectedIdentity
from docs_gen.render import render
from rules import witness_protection
from tests.docs_gen import samples
from tests.docs_gen.reading import paragraphs, text
from tests.docs_gen.samples import witness
from tests.docs_gen.samples.witness import BAN, CHANGE, CONSENT, END_NOTICE, END_REPORT, END_TO_UNIT, PLAN

TRICKY = "<b>&{{x}}{% y %}"
COVERED = {one.kind: one for one in samples.COVERED}
ALL = [*witness.SAMPLES, *witness.VARIANTS.values()]
OTHERS = ["contact_ban", "measures_notice", "termination_notice", "transfer_list"]
LETTERS = ["witness_assistance_letter", "cross_region_letter"]


def sample(kind: str) -> DocumentData:
    return next(one for one in witness.SAMPLES if one.kind == kind)


def test_every_document_that_the_rules_name_can_be_made() -> None:
    """What `conditions` asks for after an approval are kinds of documents."""
    every = [m.code for m in witness_protection.measures("imminent", "yes", on=date(2026, 3, 2))]
    for point in witness_protection.conditions(every, "imminent", "yes", on=date(2026, 3, 2)).documents:
        assert point.code in KINDS


@pytest.mark.parametrize("document", ALL, ids=lambda d: d.kind)
def test_what_is_typed_is_printed_as_typed(document: DocumentData) -> None:
    for spec in document.specs():
        if spec.kind not in ("text", "lines", "many") or spec.pattern or not getattr(document, spec.name):
            continue
        typed = (*getattr(document, spec.name), TRICKY) if spec.kind == "many" else TRICKY
        assert TRICKY in text(render(replace(document, **{spec.name: typed}))), spec.label


@pytest.mark.parametrize("document", ALL, ids=lambda d: d.kind)
def test_what_is_typed_of_a_person_or_a_thing_is_printed_as_typed(document: DocumentData) -> None:
    for spec in document.specs():
        if spec.of is None:
            continue
        first, *rest = getattr(document, spec.name)
        for inner in spec.of.specs():
            if inner.kind == "text" and not inner.pattern and inner.name != "alias":
                changed = replace(first, **{inner.name: TRICKY})
                printed = text(render(replace(document, **{spec.name: (changed, *rest)})))
                assert TRICKY in printed, inner.label


@pytest.mark.parametrize("document", witness.SAMPLES, ids=lambda d: d.kind)
def test_what_a_person_in_a_group_lacks_is_named(document: DocumentData) -> None:
    for spec in document.specs():
        if spec.of is None:
            continue
        for inner in spec.of.specs():
            if inner.required:
                bare = replace(getattr(document, spec.name)[0], **{inner.name: " "})
                with pytest.raises(MissingField, match=inner.label):
                    render(replace(document, **{spec.name: (bare,)}))


# -- who learns what ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", OTHERS)
def test_a_paper_for_others_has_no_field_for_where_the_person_is(kind: str) -> None:
    specs = [inner for spec in KINDS[kind].specs() for inner in (spec.of.specs() if spec.of else (spec,))]
    assert not [one.label for one in specs if one.identity == "hidden"]


@pytest.mark.parametrize("kind", [*OTHERS, *LETTERS])
@pytest.mark.parametrize("what", ["住址", "电话", "身份证件号码", "工作单位"])
def test_what_its_reader_need_not_know_is_refused_though_the_name_is_open(kind: str, what: str) -> None:
    document = sample(kind)
    if what not in document.withholds:
        assert kind in LETTERS and what in ("住址", "电话")  # whoever is to guard somebody has to find them
        return
    given = {
        "住址": samples.IDENTITY.addresses[0],
        "电话": samples.IDENTITY.phones[0],
        "身份证件号码": samples.IDENTITY.id_numbers[0],
        "工作单位": samples.IDENTITY.work_units[0],
    }
    known = samples.IDENTITY.only(document.withholds)
    render(document, protected=known)
    tried = 0
    for spec in document.specs():
        if spec.kind == "many":
            change: dict[str, Any] = {spec.name: (f"不得靠近{given[what]}",)}
            if kind == "termination_notice":
                change["to"], change["recipient"], change["grounds"] = TO_UNIT, "青禾派出所", ()
            with pytest.raises(IdentityExposed) as caught:
                render(replace(document, **change), protected=known)
            assert caught.value.what == (what,)
            tried += 1
    assert tried


def test_only_knows_the_particulars_there_are() -> None:
    with pytest.raises(ValueError, match="particulars"):
        samples.IDENTITY.only(frozenset({"姓名"}))
    assert samples.IDENTITY.only(frozenset()).found_in(samples.TRUE_NAME) == ()


def test_a_ban_tells_neither_name_nor_alias_of_a_hidden_person() -> None:
    printed = text(render(COVERED["contact_ban"], protected=samples.IDENTITY))
    assert "程安" not in printed and samples.TRUE_NAME not in printed and "化名" not in printed
    assert "禁止你接触本案被保护人及其近亲属、共同居住的人。" in printed
    assert "禁止以任何方式打听、查找被保护人的姓名、住址" in printed
    open_ban = text(render(BAN))
    assert f"禁止你接触{samples.TRUE_NAME}及其近亲属" in open_ban and "打听" not in open_ban


def test_an_office_s_own_ban_cannot_print_the_alias_either() -> None:
    assert COVERED["contact_ban"].context()["alias"] == ""


def test_a_letter_under_an_alias_gives_no_place_and_no_file() -> None:
    for kind in LETTERS:
        printed = text(render(COVERED[kind], protected=samples.IDENTITY))
        assert "程安（化名）" in printed and "当面告知" in printed and "密卷不随函提供" in printed
        assert "现住址" not in printed
        with_place = text(render(sample(kind)))
        assert "现住址：云岭市青禾区柳荫街18号3幢402室" in with_place and "密卷" not in with_place


def test_letters_ask_for_no_case_and_no_testimony() -> None:
    for kind in (*LETTERS, "contact_ban"):
        labels = [spec.label for spec in KINDS[kind].specs()]
        assert not [label for label in labels if "案件" in label or "作证" in label or "案情" in label]


def test_a_unit_learns_that_its_help_ends_but_not_why() -> None:
    printed = text(render(END_TO_UNIT))
    assert "云岭市公安局青禾派出所：" in printed and samples.TRUE_NAME in printed
    assert not [ground for ground in GROUNDS if ground in printed] and "情形" not in printed
    with pytest.raises(BadField, match="终止的情形"):
        render(replace(END_TO_UNIT, grounds=(GROUNDS[2],)))
    with pytest.raises(MissingField, match="被告知的部门"):
        render(replace(END_TO_UNIT, recipient=""))


def test_the_person_learns_why_and_how_to_ask_again() -> None:
    printed = paragraphs(render(END_NOTICE))
    assert f"1. {GROUNDS[0]}（第一项）" in printed and f"2. {GROUNDS[1]}（第二项）" in printed
    assert any("再次请求保护" in row and "110" in row for row in printed)
    with pytest.raises(MissingField, match="终止的情形"):
        render(replace(END_NOTICE, grounds=()))


def test_the_notice_to_the_person_tells_nothing_of_the_forces() -> None:
    labels = {spec.label for spec in KINDS["measures_notice"].specs()}
    assert not labels & {"警力部署", "处置预案", "装备器材", "通信联络"}


# -- what each wants ------------------------------------------------------------------------------


def test_a_plan_has_what_article_eight_names_in_its_order() -> None:
    found = paragraphs(render(PLAN))
    order = [
        found.index(row) for row in ("二、具体保护措施", "三、警力部署", "四、处置预案", "五、通信联络", "六、装备器材")
    ]
    assert order == sorted(order)
    for name in ("measures", "forces", "contingency", "communications", "equipment", "approved_on"):
        bare: dict[str, Any] = {name: () if name == "measures" else None if name == "approved_on" else ""}
        with pytest.raises(MissingField):
            render(replace(PLAN, **bare))


@pytest.mark.parametrize(
    ("variant", "said"),
    [
        (SPECIAL, ("第七条第三项、第十一条第一款", "面临重大人身安全危险", "人身、住宅")),
        (SAFE_PLACE, ("第七条第四项、第十二条", "面临急迫的人身安全危险", "一定期限内将本人安置")),
        (RELOCATION, ("第七条第五项、第十三条", "面临特别重大人身安全危险", "其他地方居住生活")),
    ],
)
def test_a_consent_names_the_danger_and_article_of_its_measure(variant: str, said: tuple[str, ...]) -> None:
    printed = text(render(replace(CONSENT, variant=variant)))
    assert all(words in printed for words in said)
    for other in {SPECIAL, SAFE_PLACE, RELOCATION} - {variant}:
        assert f"保护措施（{other}）的内容" not in printed


@pytest.mark.parametrize(("variant", "wanted"), [(SPECIAL, False), (SAFE_PLACE, True), (RELOCATION, True)])
def test_a_consent_to_leave_home_has_a_term(variant: str, wanted: bool) -> None:
    bare = replace(CONSENT, variant=variant, period="")
    assert ("期限" in [one.label for one in bare.missing()]) == wanted


def test_a_name_is_changed_only_on_request_and_only_elsewhere() -> None:
    asked = "本人确需变更姓名，现提出申请"
    assert asked in text(render(witness.RELOCATION))
    assert asked not in text(render(replace(witness.RELOCATION, name_change=False)))
    for variant in (SPECIAL, SAFE_PLACE):
        with pytest.raises(BadField, match="变更姓名"):
            render(replace(CONSENT, variant=variant, name_change=True))
    assert not [spec for spec in KINDS["consent_form"].specs() if "新" in spec.label]


def test_a_ban_has_a_first_and_a_last_day() -> None:
    for name, label in (("from_on", "开始日期"), ("until_on", "终止日期")):
        gone: dict[str, Any] = {name: None}
        with pytest.raises(MissingField, match=label):
            render(replace(BAN, **gone))
    with pytest.raises(BadField, match="终止日期"):
        render(replace(BAN, until_on=date(2026, 2, 28)))
    assert "自2026年3月1日起至2026年3月1日止" in text(render(replace(BAN, until_on=BAN.from_on)))


def test_a_breach_brings_what_the_article_says_by_who_breaks_it() -> None:
    """第十条第二款."""
    suspect, other = text(render(witness.SUSPECT_BAN)), text(render(BAN))
    assert "视情采取或者变更强制措施" in suspect and "治安管理处罚" not in suspect
    assert "依法给予治安管理处罚" in other and "强制措施" not in other
    assert "涉嫌犯罪的，依法追究刑事责任" in suspect and "涉嫌犯罪的，依法追究刑事责任" in other


def test_a_change_by_another_unit_wants_the_handling_unit_s_consent_first() -> None:
    bare = replace(CHANGE, handling_unit="", agreed_on=None)
    assert [one.label for one in bare.missing()] == ["商办案部门", "办案部门同意日期"]
    own = replace(bare, unit="办案部门")
    assert own.missing() == () and "无须商请" in text(render(own))


def test_a_change_on_request_names_the_day_of_the_request() -> None:
    assert [one.label for one in replace(CHANGE, requested_on=None).missing()] == ["被保护人申请日期"]
    assert replace(CHANGE, requested_on=None, origin="证人保护部门提出").missing() == ()


@pytest.mark.parametrize("n", range(4))
def test_each_ground_is_cited_by_its_item(n: int) -> None:
    printed = text(render(replace(END_REPORT, grounds=(GROUNDS[n],))))
    assert f"1. {GROUNDS[n]}（第{'一二三四'[n]}项）" in printed


def test_a_ground_alone_does_not_end_protection() -> None:
    """第十八条第一款: one of the grounds, and no longer needed."""
    with pytest.raises(MissingField, match="不再需要保护的理由"):
        render(replace(END_REPORT, not_needed=""))
    with pytest.raises(MissingField, match="终止的情形"):
        render(replace(END_REPORT, grounds=()))


def test_the_person_s_own_request_is_dated() -> None:
    with pytest.raises(MissingField, match="书面终止保护申请的日期"):
        render(replace(END_REPORT, requested_on=None))
    render(replace(END_REPORT, requested_on=None, grounds=(GROUNDS[0],)))


def test_a_termination_report_can_be_a_marked_draft() -> None:
    found = paragraphs(render(replace(END_REPORT, facts=""), finished=False))
    assert found[0] == "草稿（缺：终止情形的事实）"


def test_a_transfer_lists_each_thing_in_a_row_of_its_own() -> None:
    found = paragraphs(render(witness.TRANSFER))
    at = [found.index(one.what) for one in witness.TRANSFER.items]
    assert at == sorted(at)
    assert [found[n - 1] for n in at] == ["1", "2", "3", "4"]
    assert not [row for row in found if "{%" in row]


def test_two_persons_with_two_identities_are_both_kept_out() -> None:
    letter = COVERED["cross_region_letter"]
    second = ProtectedIdentity(name="柳依依", phones=("13900009999",))
    change: dict[str, Any] = {"danger": "有人打听柳依依的下落"}
    with pytest.raises(IdentityExposed):
        render(replace(letter, **change), protected=(samples.IDENTITY, second))


# -- the classified note --------------------------------------------------------------------------


@pytest.mark.parametrize(("capacity", "article"), [("证人", "第九条第二款"), ("举报人", "第十一条第一款")])
def test_the_note_is_classified_and_kept_in_a_file_of_its_own(capacity: str, article: str) -> None:
    found = paragraphs(render(replace(witness.NOTE, capacity=capacity)))
    assert found[0] == "机密★长期" and found[1] == "密卷编号：密卷2026-03"
    assert any(article in row and "书面说明" in row for row in found)
    assert any("单独成卷，标明密级" in row for row in found)
    for name, label in (("secrecy", "密级"), ("file_number", "密卷编号"), ("keeper", "密卷保管人")):
        gone: dict[str, Any] = {name: ""}
        with pytest.raises(MissingField, match=label):
            render(replace(witness.NOTE, **gone))
