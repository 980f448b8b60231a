"""Receipts: shown once, never to the engine, found again after a break, and no oracle."""

import json
import time

import pytest

from store import cases, passwords, receipts, staff
from store.models import AnswerRow, CaseRow, ReceiptRow
from tests.channels.conftest import Bench, Talk


async def _submit(talk: Talk) -> dict[str, str]:
    await talk.to("report.review")
    await talk.press("提交")
    assert talk.status == 200, talk.text
    return dict(talk.receipt)


async def _query(talk: Talk, number: str, password: str) -> str:
    await talk.press("查询进展")
    await talk.say(number)
    assert talk.ask["kind"] == "query_password"
    await talk.say(password)
    return talk.text


async def test_a_receipt_is_shown_and_answers_afterwards(talk: Talk, bench: Bench) -> None:
    receipt = await _submit(talk)
    number, password = receipt["number"], receipt["password"]
    assert [len(g) for g in number.split()] == [4] * 3
    assert [len(g) for g in password.split()] == [4] * 5
    assert number in talk.text and password in talk.text
    assert talk.ask["kind"] == "typeback"
    await talk.say(password[-4:])
    assert talk.told[-1] == {"type": "event", "intent": "typed_back", "value": "match"}
    assert "已经收到" in await _query(talk, number, password)
    seen = json.dumps(bench.script.told, ensure_ascii=False)
    assert password.replace(" ", "") not in seen and password not in seen


@pytest.mark.parametrize("typed", ["0000", "一二三四", "12"])
async def test_typing_back_wrongly(talk: Talk, typed: str) -> None:
    receipt = await _submit(talk)
    if receipt["password"].endswith(receipts.group(typed)):
        pytest.skip("one in ten thousand")
    await talk.say(typed)
    assert talk.told[-1] == {"type": "event", "intent": "typed_back", "value": "mismatch"}
    await talk.say(receipt["password"])
    assert talk.told[-1]["value"] == "match", "it is still there to be typed back"


async def test_after_typing_back_the_password_is_gone_from_memory(talk: Talk, bench: Bench) -> None:
    receipt = await _submit(talk)
    await talk.say("跳过")
    await talk.say("取消")
    session = bench.gateway.conversations.sessions.get(talk.session)
    assert session is not None
    assert session.receipt is None and session.preparing is None
    held = repr([session.question, session.replays, session.choices])
    assert receipt["password"] not in held


async def test_a_repeated_submit_shows_the_same_receipt(talk: Talk) -> None:
    await talk.to("report.review")
    choice = talk.button("提交")
    first = await talk.post(choice=choice, message_id="submit-1")
    assert await talk.post(choice=choice, message_id="submit-1") == first
    assert len([t for t in talk.told if t.get("intent") == "submit"]) == 1


@pytest.mark.parametrize("when", ["after", "before"])
async def test_a_break_during_submit_says_what_is_true(talk: Talk, bench: Bench, when: str) -> None:
    await talk.to("report.review")
    conversation = talk.conversation
    bench.script.break_next = when
    await talk.press("提交")
    with bench.store.read() as s:
        made = cases.submitted(s, conversation, "report")
    if when == "after":
        assert made is not None
        assert talk.status == 200
        assert talk.receipt["number"].replace(" ", "") == made.number
        assert "{" not in talk.text
        assert "已经收到" in await _query(talk, talk.receipt["number"], talk.receipt["password"])
    else:
        assert made is None
        assert talk.status == 503
        assert talk.text.startswith("没有提交")
        await talk.press("提交")
        assert talk.receipt, "and the next try works"


async def test_after_a_no_the_same_prepared_receipt_can_not_be_used(talk: Talk, bench: Bench) -> None:
    await talk.to("report.review")
    conversation = talk.conversation
    session = bench.gateway.conversations.sessions.get(talk.session)
    assert session is not None and session.preparing is not None
    number = (await session.preparing).number
    bench.script.break_next = "before"
    await talk.press("提交")
    assert session.preparing is not None
    assert (await session.preparing).number != number
    with bench.store.begin() as s:
        assert cases.submit(s, conversation, "report", {}).number != number


async def test_two_submissions_have_two_receipts(talk: Talk) -> None:
    first = await _submit(talk)
    await talk.say("跳过")
    await talk.say("取消")
    second = await _submit(talk)
    assert first["number"] != second["number"]
    assert first["password"] != second["password"]


async def test_a_discarded_receipt_is_made_anew(talk: Talk, bench: Bench) -> None:
    await talk.to("report.review")
    with bench.store.begin() as s:
        receipts.discard(s, talk.conversation)  # as cancelling does
    await talk.say("取消")
    assert await _submit(talk)


async def test_the_urgent_flow_gets_a_receipt_without_a_review(talk: Talk) -> None:
    await talk.say("我有危险")
    assert talk.ask["id"] == "urgent.facts"
    await talk.say("城西路口，他堵着门")
    assert talk.receipt["number"]


async def test_unknown_number_and_wrong_password_answer_the_same(talk: Talk) -> None:
    receipt = await _submit(talk)
    await talk.say("跳过")
    await talk.say("取消")
    wrong = await _query(talk, receipt["number"], "1" * 20)
    await talk.say("取消")
    unknown = await _query(talk, receipts.new_number(), "1" * 20)
    await talk.say("取消")
    assert wrong == unknown
    right = await _query(talk, receipt["number"], receipt["password"])
    assert right != wrong


async def test_every_query_runs_exactly_one_slow_hash(
    talk: Talk, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = await _submit(talk)
    await talk.say("跳过")
    await talk.say("取消")
    runs: list[str] = []
    really = passwords.verify

    def counted(password: str, hashed: str | None) -> bool:
        runs.append(password)
        return really(password, hashed)

    monkeypatch.setattr(passwords, "verify", counted)
    for number, password in (
        (receipt["number"], "1" * 20),
        (receipts.new_number(), "2" * 20),
        (receipt["number"], receipt["password"]),
    ):
        before = len(runs)
        await _query(talk, number, password)
        await talk.say("取消")
        assert len(runs) == before + 1


@pytest.mark.parametrize("typed", ["1234", "12345678", "密码是 1234 5678 9012", "abcdefg"])
async def test_what_is_no_password_never_leaves_and_is_asked_again(talk: Talk, typed: str) -> None:
    await talk.press("查询进展")
    await talk.say(receipts.new_number())
    told = len(talk.told)
    await talk.say(typed)
    assert "20 位数字" in talk.text
    assert talk.ask["kind"] == "query_password"
    assert len(talk.told) == told


@pytest.mark.parametrize(("typed", "reason"), [("123456", "length"), ("1" * 13, "length")])
async def test_what_is_no_number(talk: Talk, typed: str, reason: str) -> None:
    await talk.press("查询进展")
    await talk.say(typed)
    assert talk.told[-1] == {"type": "event", "intent": "receipt_invalid", "value": reason}


async def test_a_wrong_check_digit(talk: Talk) -> None:
    number = receipts.new_number()
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    await talk.press("查询进展")
    await talk.say(wrong)
    assert talk.told[-1] == {"type": "event", "intent": "receipt_invalid", "value": "check_digit"}


async def test_number_and_password_pasted_together(talk: Talk, bench: Bench) -> None:
    receipt = await _submit(talk)
    await talk.say("跳过")
    await talk.say("取消")
    await talk.press("查询进展")
    await talk.say(f"编号：{receipt['number']}\n查询密码：{receipt['password']}")
    assert "已经收到" in talk.text
    assert receipt["password"].replace(" ", "") not in json.dumps(bench.script.told)


async def test_the_desks_answer_is_placed_by_the_gateway(talk: Talk, bench: Bench) -> None:
    receipt = await _submit(talk)
    await talk.say("跳过")
    await talk.say("取消")
    with bench.store.begin() as s:
        made = cases.submitted(s, talk.conversation, "report")
        assert made is not None
        officer = staff.create(s, "answering", next(iter(staff.ROLES)), "ten characters")
        s.add(AnswerRow(case_id=made.case_id, text="已经转交，请等候。", staff_id=officer.id, at=made.submitted_at))
    assert "答复：已经转交，请等候。" in await _query(talk, receipt["number"], receipt["password"])
    assert "转交" not in json.dumps(bench.script.told, ensure_ascii=False)


async def test_a_password_taken_by_phone_is_replaced(talk: Talk, bench: Bench) -> None:
    receipt = await _submit(talk)
    await talk.say("跳过")
    await talk.say("取消")
    with bench.store.begin() as s:
        made = cases.submitted(s, talk.conversation, "report")
        assert made is not None
        s.query(ReceiptRow).filter(ReceiptRow.case_id == made.case_id).one().must_change = True
    await _query(talk, receipt["number"], receipt["password"])
    new = talk.receipt["password"]
    assert new != receipt["password"]
    assert f"新密码 {new}。" in talk.text
    assert "编号或密码不对" in await _query(talk, receipt["number"], receipt["password"])
    await talk.say("取消")
    assert "已经收到" in await _query(talk, receipt["number"], new)


async def test_an_insert_without_a_receipt_shows_none(talk: Talk, bench: Bench) -> None:
    bench.script.answer = [{"text": "编号 {receipt_number}", "custom": {"insert": {"kind": "receipt"}}}]
    await talk.say("帮助")
    assert "{" not in talk.text
    assert "没有提交" in talk.text
    with bench.store.read() as s:
        assert s.query(CaseRow).filter(CaseRow.id == "none").all() == []


async def test_passwords_made_ahead_are_taken_once_and_are_good(talk: Talk, bench: Bench) -> None:
    ready = bench.gateway.vaulting.ready
    ready.start()
    while ready._stock.qsize() < 2:
        time.sleep(0.05)
    first, second = ready.take(), ready.take()
    assert first and second and first != second
    assert ready.take() is None or ready._stock.qsize() >= 0
    receipt = await _submit(talk)
    await talk.say("跳过")
    await talk.say("取消")
    assert "已经收到" in await _query(talk, receipt["number"], receipt["password"])
    ready.stop()
    assert ready.take() is None


async def _home(talk: Talk) -> None:
    await talk.say("跳过")
    await talk.say("取消")


@pytest.mark.parametrize(
    "pasted",
    [
        "编号：{number}\n查询密码：{password}",
        "{number}\n{password}",
        "{password}\n{number}",
        "我的编号是{number}，密码是{password}，请帮我查一下",
        "{number}／{password}",
        "编号 {spoken} 密码 {secret}",
    ],
)
async def test_a_receipt_pasted_where_nothing_was_asked(talk: Talk, bench: Bench, pasted: str) -> None:
    receipt = await _submit(talk)
    await _home(talk)
    radio = str.maketrans("0123456789", "洞幺两三四五六拐八勾")
    await talk.say(
        pasted.format(**receipt, spoken=receipt["number"].translate(radio), secret=receipt["password"].translate(radio))
    )
    assert "已经收到" in talk.text
    told = json.dumps(bench.script.told, ensure_ascii=False)
    assert receipt["password"].replace(" ", "") not in told and receipt["password"] not in told


async def test_a_number_in_a_sentence_is_kept_until_it_is_asked_for(talk: Talk, bench: Bench) -> None:
    receipt = await _submit(talk)
    await _home(talk)
    number = receipt["number"].replace(" ", "")
    await talk.say(f"我上次交的 {number} 忘了附一张照片，密码 {receipt['password']}")
    assert talk.told[-1]["type"] == "text" and number not in talk.told[-1]["text"]
    assert not set("0123456789") & set(talk.told[-1]["text"])
    await talk.press("查询进展")
    assert "已经收到" in talk.text


@pytest.mark.parametrize("spoken", ["洞幺两三四五六拐八勾", "零壹贰叁肆伍陆柒捌玖", "零一二三四五六七八九"])
@pytest.mark.parametrize("said", ["密码后面是{}", "后四位是{}", "她念的是{}"])
async def test_typing_back_in_other_words(talk: Talk, spoken: str, said: str) -> None:
    receipt = await _submit(talk)
    last = receipt["password"][-4:].translate(str.maketrans("0123456789", spoken))
    await talk.say(said.format(last))
    assert talk.told[-1] == {"type": "event", "intent": "typed_back", "value": "match"}


@pytest.mark.parametrize("text", ["13800001111", "0571-87654321", "11010519491231002X", "6222 0212 3456 7890 123"])
async def test_other_numbers_are_no_receipts(talk: Talk, text: str) -> None:
    await talk.say(text)
    assert talk.told[-1].get("intent") not in {"receipt", "receipt_invalid"}
    assert not set("0123456789") & set(str(talk.told[-1]))


async def test_a_pasted_number_that_is_wrong_is_said_to_be(talk: Talk) -> None:
    number = receipts.new_number()
    await talk.say(f"编号：{number[:-1]}")
    assert talk.told[-1] == {"type": "event", "intent": "receipt_invalid", "value": "length"}
    await talk.say(number[:-1] + str((int(number[-1]) + 1) % 10))
    assert talk.told[-1] == {"type": "event", "intent": "receipt_invalid", "value": "check_digit"}


@pytest.mark.parametrize("sentence", ["进度查询 {}", "我的编号是{}，办到哪了", "查一下 {} 有结果没"])
async def test_a_wrong_number_within_a_sentence_is_said_to_be_wrong(talk: Talk, sentence: str) -> None:
    number = receipts.new_number()
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    await talk.say(sentence.format(wrong))
    assert talk.told[-1] == {"type": "event", "intent": "receipt_invalid", "value": "check_digit"}
    assert wrong not in str(talk.told[-1])


async def test_a_story_beside_a_number_is_sealed(talk: Talk) -> None:
    number = receipts.group(receipts.new_number())
    await talk.say(f"编号 {number} 这件里镇长去年在茶楼又收了包工头二十万现金，装在茶叶盒里")
    assert talk.told[-1]["type"] == "event" and talk.told[-1]["intent"] == "story"


async def test_a_number_given_before_opens_nothing_for_what_is_told_later(talk: Talk) -> None:
    number = receipts.group(receipts.new_number())
    await talk.say(f"我上次交的 {number} 忘了附一张照片")
    assert talk.told[-1]["type"] == "text"
    await talk.say("镇长去年在茶楼收了包工头二十万现金，装在茶叶盒里")
    assert talk.told[-1]["type"] == "event" and talk.told[-1]["intent"] == "story"


@pytest.mark.parametrize("typed", ["拐拐", "123", "洞两", "编号是 77", "八", "12 34"])
async def test_a_few_digits_where_a_number_is_asked_are_a_number_too_short(talk: Talk, typed: str) -> None:
    await talk.press("查询进展")
    await talk.say(typed)
    assert talk.told[-1] == {"type": "event", "intent": "receipt_invalid", "value": "length"}
