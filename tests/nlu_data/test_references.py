"""Articles by number: every provision of the three in many spellings, and what only looks like one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.articles import Named
from bot.references import article_topic, asks_for_words, find_references, number
from rules.numerals import to_chinese
from rules.reference import Ref
from rules.texts import REGULATIONS, Item, load

NAMES = {
    1: ["规定1", "规定一", "规定 1 ", "規定一", "证人保护", "证人保护规定", "证人保护规定的", "證人保護工作規定", "公通字〔2017〕2号",
        "《公安机关办理刑事案件证人保护工作规定》"],
    2: ["规定2", "规定二", "規定２", "举报人保护奖励", "举报人保护奖励规定", "舉報人保護獎勵規定", "举报人规定", "奖励规定",
        "《关于保护、奖励职务犯罪举报人的若干规定》", "关于保护奖励职务犯罪举报人的若干规定"],
    3: ["规定3", "规定三", "規定三", "嘉兴细则", "嘉兴维权", "维权细则", "維權細則", "实施细则", "维护民警执法权威细则",
        "《嘉兴市公安机关维护民警执法权威工作实施细则》"],
}  # fmt: skip
ASKED = ["", "怎么说", "原文", "是什么", " 念一下", "怎麼說的", "给我看看", "写的啥", "全文发我", "说什么呢"]


def every() -> list[Ref]:
    """Each article, paragraph, item and sub-item of the three, in its one form."""
    found: dict[Ref, None] = {}

    def below(article: Ref, paragraph: int, items: tuple[Item, ...]) -> None:
        for item in items:
            found[Ref(article.regulation, article.article, paragraph, item.number)] = None
            for sub in item.subitems:
                found[Ref(article.regulation, article.article, paragraph, item.number, sub.number)] = None

    for regulation in REGULATIONS:
        for article in load(regulation).articles:
            whole = Ref(regulation, article.number)
            found[whole] = None
            for paragraph in article.paragraphs:
                found[Ref(regulation, article.number, paragraph.number)] = None
                below(whole, paragraph.number, paragraph.items)
    return list(found)


REFS = every()


def chinese(ref: Ref) -> str:
    return ref.place()


def arabic(ref: Ref) -> str:
    steps = ((ref.article, "条"), (ref.paragraph, "款"), (ref.item, "项"), (ref.subitem, "目"))
    return "".join(f"第{n}{unit}" for n, unit in steps if n)


def spoken(ref: Ref) -> str:
    """As a recogniser writes what was said: no punctuation, 第 lost below the article."""
    steps = ((ref.paragraph, "款"), (ref.item, "项"), (ref.subitem, "目"))
    return f"第{to_chinese(ref.article)}条" + "".join(f"{to_chinese(n)}{unit}" for n, unit in steps if n)


def spaced(ref: Ref) -> str:
    return arabic(ref).replace("第", " 第 ").replace("条", " 条 的").rstrip("的")


def bracketed(ref: Ref) -> str:
    steps = ((ref.article, "条"), (ref.paragraph, "款"))
    head = "".join(f"第{n}{unit}" for n, unit in steps if n)
    return head + (f"（{to_chinese(ref.item)}）" if ref.item else "") + (f"第{ref.subitem}点" if ref.subitem else "")


def traditional(ref: Ref) -> str:
    return ref.place().replace("条", "條").replace("项", "項")


def full_width(ref: Ref) -> str:
    return arabic(ref).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


SPELLINGS = [chinese, arabic, spoken, spaced, bracketed, traditional, full_width]


def resolved(text: str) -> list[Ref]:
    plain = unicodedata.normalize("NFKC", text)
    found = [Named.read(r.value) for r in find_references(plain) if r.entity == "article"]
    return [named.ref for named in found if named]


@pytest.mark.parametrize("spelling", SPELLINGS, ids=lambda f: f.__name__)
def test_every_provision_is_read_in_this_spelling(spelling: object) -> None:
    assert callable(spelling)
    assert len(REFS) > 220
    for ref in REFS:
        for name in NAMES[ref.regulation]:
            text = f"{name}{spelling(ref)}"
            assert resolved(text) == [ref], text


@given(st.sampled_from(REFS), st.sampled_from(SPELLINGS), st.data())
def test_a_provision_survives_what_is_said_round_it(ref: Ref, spelling: object, data: st.DataObject) -> None:
    assert callable(spelling)
    name = data.draw(st.sampled_from(NAMES[ref.regulation]))
    before = data.draw(st.sampled_from(["", "请问", "你好，", "麻烦把", "我想看看", "帮我念一下", "你刚才说的"]))
    after = data.draw(st.sampled_from(ASKED))
    text = unicodedata.normalize("NFKC", f"{before}{name}{spelling(ref)}{after}")
    assert resolved(text) == [ref]
    assert asks_for_words(text, find_references(text)), text
    topic = article_topic(text)
    assert topic is not None
    named = Named.read(topic.removeprefix("article."))
    assert named is not None and named.ref == ref


@given(st.sampled_from(REFS), st.integers(0, 40))
def test_a_name_is_written_and_read_back(ref: Ref, piece: int) -> None:
    named = Named.of(ref, piece)
    assert Named.read(named.value) == named and named.ref == ref


@given(st.text(max_size=60))
def test_any_text_is_read_without_harm(text: str) -> None:
    found = find_references(text)
    assert all(0 <= r.start <= r.end <= len(text) for r in found)
    asks_for_words(text, found)
    article_topic(text)


@given(st.integers(1, 999))
def test_numerals(value: int) -> None:
    assert number(str(value)) == number(to_chinese(value)) == value


@pytest.mark.parametrize(
    ("written", "value"), [("一四", 14), ("廿一", 21), ("两", 2), ("甲", None), ("二二十一", None)]
)
def test_numerals_as_people_write_them(written: str, value: int | None) -> None:
    assert number(written) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("第九条", ["0.9"]),
        ("第十六条第二款是什么", ["0.16.2"]),
        ("你刚才说的第八条 念一下", ["0.8"]),
        ("嘉兴细则三十一条", ["3.31"]),
        ("维权那个文件第13条给我看看", ["3.13"]),
        ("规定二二十一条", ["2.21"]),
        ("规定2 21条", ["2.21"]),
        ("规定214条怎么说", ["2.14"]),
        ("规定二十四条", ["0.24"]),
        ("规定一第七条和规定二第九条", ["1.7", "2.9"]),
        ("第十六条第二款和第十七条", ["0.16.2", "0.17"]),
        ("第十四条，证人保护的", ["1.14"]),
        ("我是证人，第十三条能给我用吗", ["1.13"]),
        ("二十八条原文", ["0.28"]),
        ("16条2款", ["0.16.2"]),
        ("第二款呢", ["0.0.2"]),
        ("那第三项怎么说", ["0.0.0.3"]),
        ("第九百条", ["0.900"]),
        ("刑法第三百八十五条", ["9.385"]),
        ("治安管理处罚法第五十条是什么", ["9.50"]),
        ("规定四第三条", ["9.3"]),
    ],
)
def test_what_is_named(text: str, values: list[str]) -> None:
    assert [r.value for r in find_references(text) if r.entity == "article"] == values


@pytest.mark.parametrize(
    "text",
    [
        "我有3条线索", "发了5条短信给我", "他送了两条烟", "两条", "第一条线索是我给的", "给他送了十二条中华", "第三项工程是他弟弟干的",
        "这条路修了三十条沟", "有什么规定", "奖金多少", "一共14条", "第二款手机是他送的", "那三条",
    ],
)  # fmt: skip
def test_what_is_no_article(text: str) -> None:
    assert [r for r in find_references(text) if r.entity == "article"] == []
    assert article_topic(text) is None


@pytest.mark.parametrize(
    ("text", "wholly"),
    [
        ("规定二第十四条怎么说", True),
        ("麻烦把第二十二条发我看看行吗", True),
        ("他违反了规定第五条，我要举报", False),
        ("按第十六条我能拿多少奖金", False),
        ("第八条说要核实，可是没人来核实", False),
        ("今天天气怎么样", False),
    ],
)
def test_only_a_question_for_the_words_is_taken_for_one(text: str, wholly: bool) -> None:
    assert asks_for_words(text, find_references(text)) is wholly


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("规定2第十四条怎么说", "article.2.14"),
        ("证人保护规定第6条是什么", "article.1.6"),
        ("维权细则三十一条说什么", "article.3.31"),
        ("舉報人保護獎勵規定第五條第七項", "article.2.5.0.7"),
        ("第三十一条", "article.0.31"),
        ("第二款呢", None),
    ],
)
def test_topics_for_a_sealed_step(said: str, topic: str | None) -> None:
    assert article_topic(said) == topic
