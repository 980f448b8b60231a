"""The texts against the regulations as received, character by character; references that resolve or fail."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.numerals import to_chinese, to_int
from rules.reference import Ref, UnknownProvision, article_number, cite_all, find_article, quote
from rules.texts import REGULATIONS, load
from rules.texts.convert import SOURCES, convert

SOURCE = Path(__file__).parents[3] / "shared" / "regulations"
needs_source = pytest.mark.skipif(not SOURCE.is_dir(), reason="the regulations as received are not here")
# What a web page left behind in the source of regulation 2; everything else must be in the text.
DEBRIS = re.compile(r"相关链接：.*?李瑾\]", re.DOTALL)
TITLE_OF_3 = "嘉兴市公安机关维护民警执法权威工作实施细则"


def plain(text: str) -> str:
    """Without white space, with one width of punctuation."""
    text = text.translate(str.maketrans("，；：（）。", ",;:()."))
    return re.sub(r"[\s\u3000]", "", text)


def printed(regulation: int) -> str:
    """The regulation put together again from its parts, marks included."""
    tree = load(regulation)
    articles = (f"第{to_chinese(a.number)}条{a.words()}" for a in tree.articles)
    return plain("".join([*tree.notice, *articles, *tree.closing]))


@needs_source
@pytest.mark.parametrize("regulation", REGULATIONS)
def test_every_character_of_the_source_is_kept(regulation: int) -> None:
    raw = (SOURCE / str(SOURCES[regulation]["file"])).read_text(encoding="utf-8")
    assert printed(regulation) == plain(DEBRIS.sub("", raw))


@needs_source
@pytest.mark.parametrize("regulation", REGULATIONS)
def test_the_comparison_notices_one_changed_character(regulation: int) -> None:
    raw = (SOURCE / str(SOURCES[regulation]["file"])).read_text(encoding="utf-8")
    assert printed(regulation) != plain(DEBRIS.sub("", raw).replace("应当", "可以", 1))


@pytest.mark.parametrize(("regulation", "count"), [(1, 26), (2, 29), (3, 43)])
def test_articles_are_complete_and_in_order(regulation: int, count: int) -> None:
    assert [a.number for a in load(regulation).articles] == list(range(1, count + 1))


def test_debris_is_not_text() -> None:
    words = printed(2)
    assert "责任编辑" not in words
    assert "相关链接" not in words


def test_the_gap_of_the_source_stays_a_gap() -> None:
    items = find_article(3, 20).paragraphs[0].items
    assert [i.number for i in items] == [2, 3, 4, 5, 6]
    assert load(3).gaps
    with pytest.raises(UnknownProvision):
        Ref.parse("3:20(1)")


def test_articles_out_of_sequence_are_refused() -> None:
    with pytest.raises(ValueError, match="article 3 after 1"):
        convert(1, "第一条甲。\n第三条丙。")


@pytest.mark.parametrize(
    ("short", "words"),
    [
        ("2:5(7)", "答复时不得涉及举报具体内容"),
        ("1:6.1(2)", "案件基本情况以及作证事项有关情况"),
        ("1:6.2", "公安机关应当立即采取必要的措施予以保护，并同时办理呈请证人保护手续"),
        ("2:9.3", "公安机关应当先采取紧急措施，并及时通知受理举报的人民检察院"),
        ("3:10(4)6", "协调督办侵犯民警执法权威案件，做好书面告诫、澄清正名、慰问救济工作"),
        ("3:10(10)", "成立维护民警执法权威律师服务团"),
        ("3:30.2", "应当即时移送维权办处置"),
        ("3:20(2)", "拉扯、推搡"),
    ],
)
def test_quotes(short: str, words: str) -> None:
    assert words in quote(Ref.parse(short))


@pytest.mark.parametrize(
    ("short", "cited", "brief"),
    [
        ("2:5(7)", "《关于保护、奖励职务犯罪举报人的若干规定》第五条第七项", "《举报人保护规定》第五条第七项"),
        ("1:6.2", "《公安机关办理刑事案件证人保护工作规定》第六条第二款", "《证人保护规定》第六条第二款"),
        (
            "1:6.1(2)",
            "《公安机关办理刑事案件证人保护工作规定》第六条第一款第二项",
            "《证人保护规定》第六条第一款第二项",
        ),
        ("3:41", "《嘉兴市公安机关维护民警执法权威工作实施细则》第四十一条", "《嘉兴维权细则》第四十一条"),
    ],
)
def test_cites(short: str, cited: str, brief: str) -> None:
    ref = Ref.parse(short)
    assert (ref.cite(), ref.cite(short=True), ref.short) == (cited, brief, short)


@pytest.mark.parametrize(
    "short", ["1:6.3", "1:27", "4:1", "0:1", "2:5(9)", "3:10(1)9", "1:6.2(1)", "2:5.2", "", "5(7)", "2:5(7", "2:五"]
)
def test_what_does_not_resolve_is_an_error(short: str) -> None:
    with pytest.raises(UnknownProvision):
        Ref.parse(short)


def test_one_provision_has_one_form() -> None:
    assert Ref.parse("2:5.1(7)") == Ref.parse("2:5(7)")
    assert Ref.parse("1:6(2)") == Ref.parse("1:6.1(2)")
    assert Ref.parse("1:6.1(2)").paragraph == 1


def test_words_are_parsed() -> None:
    assert Ref.parse_words(1, "第六条第一款第二项") == Ref.parse("1:6.1(2)")
    assert Ref.parse_words(2, "第5条第（7）项") == Ref.parse("2:5(7)")
    with pytest.raises(UnknownProvision):
        Ref.parse_words(2, "第五章")


def all_refs() -> list[Ref]:
    """Every provision of the three regulations."""
    found = []
    for regulation in REGULATIONS:
        for article in load(regulation).articles:
            found.append(Ref(regulation, article.number))
            for paragraph in article.paragraphs:
                found.append(Ref(regulation, article.number, paragraph.number))
                for item in paragraph.items:
                    found.append(Ref(regulation, article.number, paragraph.number, item.number))
                    found += [
                        Ref(regulation, article.number, paragraph.number, item.number, s.number) for s in item.subitems
                    ]
    return found


def test_every_provision_round_trips() -> None:
    refs = all_refs()
    assert len(set(refs)) > 200
    for ref in refs:
        assert Ref.parse(ref.short) == ref
        assert Ref.parse_words(ref.regulation, ref.place()) == ref
        assert quote(ref)


@given(st.text(max_size=20))
def test_no_text_breaks_the_parser(text: str) -> None:
    try:
        ref = Ref.parse(text)
    except UnknownProvision:
        return
    assert quote(ref)


@given(st.integers(1, 999))
def test_numerals_round_trip(number: int) -> None:
    assert to_int(to_chinese(number)) == number
    assert to_int(str(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第十四条", 14),
        ("第14条", 14),
        ("14条", 14),
        ("１４", 14),
        ("第二十条", 20),
        ("一百零三条", 103),
        (" 第 6 条 ", 6),
    ],
)
def test_article_numbers(text: str, number: int) -> None:
    assert article_number(text) == number


@pytest.mark.parametrize("text", ["", "条", "第条", "第十四款", "十四条之一", "-3", "第一十百条", "三四十"])
def test_not_article_numbers(text: str) -> None:
    with pytest.raises(ValueError):
        article_number(text)


def test_several_are_cited_with_each_title_once() -> None:
    several = [Ref.parse(short) for short in ("2:8.1", "2:9.1", "2:8.1", "1:23")]
    assert cite_all(several) == (
        "《关于保护、奖励职务犯罪举报人的若干规定》第八条第一款、第九条第一款；《公安机关办理刑事案件证人保护工作规定》第二十三条"
    )
    assert cite_all([]) == ""
