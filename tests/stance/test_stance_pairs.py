"""The stance reader: no denial, question, doubt, condition or other's word is ever a plain yes; plain yeses are."""

from __future__ import annotations

import time
import unicodedata
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.consent import QUESTIONS
from bot.channels.engine import Event, Text
from bot.channels.text import clean
from bot.engine.nlu.stance import hear
from bot.stance import AFFIRMED, Span, agrees, read
from tests.stance.pairs import HERE, Pair, pairs, plain, templates
from tests.stance.walking import Understanding, act, apart, decided, final, outcomes

# What the classifier might make of such a sentence, at its worst.
WORST = ("submit", "affirm", "cancel", "deny", "answer", "query_status", "report", "nlu_fallback")
NAMES = ("真实姓名", "实名举报", "真名", "实名")


def understood(text: str, intent: str) -> dict[str, Any]:
    """Parse data, as if the classifier had said `intent`; real names found as the lookups would."""
    text = clean(text).plain
    found = next((name for name in NAMES if name in text), None)
    entities = []
    if found:
        start = text.index(found)
        entities.append({"entity": "report_mode", "value": "realname", "start": start, "end": start + len(found)})
    heard = hear(text, intent, [intent], entities)
    value = [{"entity": "value", "value": heard.value}] if heard.value else []
    return {"intent": {"name": heard.intent}, "entities": [*heard.entities, *value]}


@pytest.mark.parametrize("asked", sorted(templates()["things"]))
def test_nothing_final_is_done_on_what_is_no_plain_yes(asked: str) -> None:
    """Whatever the classifier says: the rule decides."""

    async def run() -> list[str]:
        wrong = []
        for pair in pairs(("as_it_is", "traditional", "twice")):
            if pair.asked != asked:
                continue
            for intent in ("submit", "affirm", "cancel", "answer"):
                outcome, _ = await act(asked, understood(pair.text, intent))
                if final(asked, outcome):
                    wrong.append(f"{pair.stance} {pair.text} as {intent}: {outcome}")
        return wrong

    wrong = apart(run())
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong[:40])


def test_no_generated_pair_is_plain() -> None:
    """In every way of writing."""
    acts = {"report.review": {"submit"}, "confirm_cancel": {"cancel"}, "confirm_switch": {"aside", "query_status"}}
    acts |= {"report.acknowledge": {"acknowledge"}, "report.offer": {"protect"}}
    every: list[Pair] = [pair for pair in pairs() if pair.asked in acts]
    wrong = [
        f"{p.asked} {p.stance} {p.text}"
        for p in every
        if read(clean(p.text).plain).plain & (acts[p.asked] | {"yes"})
        and read(clean(p.text).plain).plain <= acts[p.asked] | {"yes", "thus"}
    ]
    assert len(every) > 10_000
    # 不不不申请 doubles a word that itself denies; the action asks for more than this reader's word there.
    assert len(wrong) <= len(every) // 1_000, "\n".join(wrong[:40])


@pytest.mark.system
def test_plain_answers_are_understood() -> None:
    cases = list(plain())
    found = outcomes([(asked, text) for asked, _, text in cases], Understanding())
    wrong = [
        f"{asked} {text}: {outcome}, not {right}"
        for (asked, right, text), (outcome, _) in zip(cases, found, strict=True)
        if outcome != right
    ]
    assert len(wrong) <= len(cases) // 50, "\n".join(wrong)


@pytest.mark.system
def test_generated_pairs_through_the_trained_model() -> None:
    every = list(pairs(("as_it_is",)))
    found = outcomes([(p.asked, p.text) for p in every], Understanding())
    wrong = [
        f"{p.asked} {p.stance} {p.text}: {outcome}"
        for p, (outcome, _) in zip(every, found, strict=True)
        if final(p.asked, outcome)
    ]
    assert not wrong, "\n".join(wrong)


BESIDE = yaml.safe_load((HERE / "beside_yes.yml").read_text(encoding="utf-8"))
NO_YES = [
    a + j + said for a in BESIDE["assents"] for j in BESIDE["joins"] for said in BESIDE["undone"] + BESIDE["more"]
]


def test_no_yes_with_another_matter_beside_it_is_plain() -> None:
    readings = {text: read(clean(text).plain).plain for text in NO_YES}
    questions = [(q.acts, q.beside) for q in QUESTIONS.values()] + [
        (q.agreeing, frozenset()) for q in QUESTIONS.values()
    ]
    wrong = [t for t, plain_ in readings.items() if any(agrees(plain_, *acts, beside=by) for acts, by in questions)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("asked", [asked for asked in BESIDE["asked"] if asked != "urgent.contact"])
def test_what_is_said_beside_a_yes_may_be_another_matter(asked: str) -> None:
    """好，不改了; 好，我再写: whatever the classifier says, nothing final is done; and to fill the name is not to hide."""

    async def run() -> list[str]:
        return [
            f"{text} as {intent}: {outcome}"
            for text in NO_YES[::17]
            for intent in ("submit", "affirm", "cancel")
            for outcome, _ in [await act(asked, understood(text, intent))]
            if final(asked, outcome)
        ]

    wrong = apart(run())
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong[:40])


@pytest.mark.parametrize("text", ["好，我填名字", "好，我写名字", "行，那我填"])
def test_who_fills_in_the_name_goes_back_to_it(text: str) -> None:
    assert apart(act("confirm_unnamed", understood(text, "affirm")))[0] == "kept"


@pytest.mark.parametrize("text", BESIDE["agreed"])
def test_a_yes_with_nothing_against_it_beside_it_stays_one(text: str) -> None:
    assert apart(act("report.review", understood(text, "affirm")))[0] == "choose:submit"


def test_what_is_typed_as_a_command_decides_nothing_final() -> None:
    """/submit, ／提交: wherever the answer may be final."""
    asked = [*BESIDE["asked"], "report.mode", "report.acknowledge"]
    cases = [(one, slash + word) for one in asked for word in BESIDE["commands"] for slash in ("/", "／", " /")]
    wrong = []
    for one, text in cases:
        decision = apart(decided(one, text))
        if isinstance(decision, Text):
            assert decision.text == "{}", (one, text)
            continue
        if decision is not None and decision.intent not in {"story", "invalid"}:
            wrong.append(f"{one} {text}: {decision.intent}")
    assert not wrong, "\n".join(wrong)


WAVERS = (("heard", "wavers"),)


@pytest.mark.parametrize(
    ("text", "heard"), [("好，再写一点", WAVERS), ("嗯，我再补一点", WAVERS), ("好，我再写", WAVERS), ("/submit", (("heard", "beside"),))]
)
def test_no_way_to_be_reached_sends_no_call_for_help(text: str, heard: tuple[tuple[str, str], ...]) -> None:
    assert apart(decided("urgent.contact", text)) == Event("story", "none", heard)


YES = [text for asked, outcome, text in plain() if asked == "report.review" and outcome == "choose:submit"]
# A denial reaches to the end of its clause, not into the next: 不能不改了，提交.
SIMPLE = [text for text in YES if not set("，了") & set(text.strip("了")) and text[0] not in "不别没"]


@settings(max_examples=300, deadline=None)
@given(
    said=st.sampled_from(SIMPLE),
    negator=st.sampled_from(["不要", "别", "先别", "不想", "莫", "唔好", "甭", "不", "不能", "不同意", "拒绝"]),
)
def test_a_negator_before_it_is_never_a_yes(said: str, negator: str) -> None:
    assert "submit" not in read(clean(negator + said).plain).plain
    assert "yes" not in read(clean(negator + said).plain).plain


@settings(max_examples=300, deadline=None)
@given(
    said=st.sampled_from(YES),
    tail=st.sampled_from(
        ["吗", "吗？", "？", "，可以吗", "行不行", "会怎样", "，再想想", "的话呢", "，我怕", "，他说的"]
    ),
)
def test_a_question_or_doubt_behind_it_is_never_a_yes(said: str, tail: str) -> None:
    assert not read(clean(said + tail).plain).plain & {"submit", "yes"}


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=300))
def test_the_reader_takes_any_text(text: str) -> None:
    plain_text = unicodedata.normalize("NFKC", text)
    reading = read(plain_text, [Span(0, min(2, len(plain_text)))] if plain_text else [])
    assert reading.stance
    assert reading.plain == frozenset() or reading.acts or reading.plain <= {"no", "drop"}


@pytest.mark.parametrize(
    ("text", "names", "affirmed"),
    [
        ("不要实名，要匿名", ["实名", "匿名"], ["匿名"]),
        ("不要实名要匿名", ["实名", "匿名"], ["匿名"]),
        ("不是贪污是渎职", ["贪污", "渎职"], ["渎职"]),
        ("不是贪污也不是渎职", ["贪污", "渎职"], []),
        ("实名和匿名都不要", ["实名", "匿名"], []),
        ("实名还是匿名", ["实名", "匿名"], []),
        ("实名不好，匿名吧", ["实名", "匿名"], ["匿名"]),
        ("不是不想匿名", ["匿名"], []),
        ("匿名就算了", ["匿名"], []),
        ("我老婆让我匿名", ["匿名"], []),
        ("非匿名不可", ["匿名"], []),
        ("匿名，再想想", ["匿名"], []),
        ("还是匿名吧", ["匿名"], ["匿名"]),
        ("不怕，实名", ["实名"], ["实名"]),
    ],
)
def test_each_option_has_its_own_stance(text: str, names: list[str], affirmed: list[str]) -> None:
    spans = [Span(text.index(name), text.index(name) + len(name), strict=name == "实名") for name in names]
    found = read(text.replace("，", ","), spans).options
    assert [name for name, stance in zip(names, found, strict=True) if stance == AFFIRMED] == affirmed


def test_a_sentence_is_read_in_well_under_a_millisecond() -> None:
    texts = [clean(pair.text).plain for pair in pairs(("as_it_is",))][:1_000]
    read(texts[0])
    began = time.process_time()
    for text in texts:
        read(text)
    assert (time.process_time() - began) / len(texts) < 0.001


def test_every_question_says_what_it_would_do() -> None:
    assert all(question.explained.startswith("utter_what_") for question in QUESTIONS.values())


@pytest.mark.parametrize(
    "text",
    [
        "我要确认一下内容",
        "确认内容",
        "确认一下",
        "没问题吧",
        "我要提交证据",
        "提交照片",
        "不得不提交",
        "不能不认可",
        "“好”",
    ],
)
def test_to_look_first_or_made_to_is_no_yes_to_what_cannot_be_undone(text: str) -> None:
    assert "more" in read(text).plain


BESIDE_ACT = yaml.safe_load((HERE / "beside_act.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", sorted(BESIDE_ACT))
def test_more_than_a_yes_does_nothing_final(kind: str) -> None:
    """Whatever the classifier says, and in every way of writing."""

    async def run() -> list[str]:
        return [
            f"{asked} {text} as {intent}: {outcome}"
            for asked, said in BESIDE_ACT[kind].items()
            for one in said
            for text in (one, one + "。", f"嗯，{one}", f"我{one}")
            for intent in ("submit", "affirm", "cancel", "answer", "report")
            for outcome, _ in [await act(asked, understood(text, intent))]
            if final(asked, outcome)
        ]

    wrong = apart(run())
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong[:40])


@pytest.mark.parametrize(
    "text", ["匿名太亏", "我哥是匿名举报的结果没人理", "有奖就匿名", "想匿名又不想匿名", "嫑匿名", "匿名行啵"]
)
def test_another_matter_beside_anonymous_does_not_choose_it(text: str) -> None:
    at = text.index("匿名")
    found = hear(
        text, "report", ["report"], [_anonymous(at), *([_anonymous(text.rindex("匿名"))] * (text.count("匿名") > 1))]
    )
    assert ("report_mode", "anonymous") not in {(e["entity"], e["value"]) for e in found.entities}


def _anonymous(at: int) -> dict[str, Any]:
    return {"entity": "report_mode", "value": "anonymous", "start": at, "end": at + 2}
