"""The contract of /chat/messages: what goes to the engine, what comes back, what a repeat does."""

import asyncio
import json

import httpx
import pytest
from sqlalchemy import select

from bot.channels.engine import Event
from store import vault
from store.clock import now
from store.models import ItemRow, KeyRow
from store.sealing import Envelope, seal_text
from tests.channels.conftest import Bench, Talk
from tests.stance.walking import decided


async def test_a_session_is_issued_with_a_greeting(talk: Talk) -> None:
    assert len(talk.session) >= 43
    assert "您好" in talk.text
    assert [c["title"] for c in talk.last[-1]["choices"]] == ["举报", "查询进展", "我有危险"]


async def test_an_unknown_session_is_never_a_new_conversation(web: httpx.AsyncClient, bench: Bench) -> None:
    before = len(bench.gateway.conversations.sessions.all())
    for session in ("x" * 43, "", "é", "default"):
        reply = await web.post("/chat/messages", json={"session": session, "text": "你好"})
        assert reply.status_code == 401
        assert "对话已经结束" in reply.json()["messages"][0]["text"]
    assert len(bench.gateway.conversations.sessions.all()) == before


async def test_choices_are_random_and_their_payloads_stay_inside(talk: Talk) -> None:
    first = talk.button("举报")
    await talk.press("举报")
    assert talk.told == [{"type": "event", "intent": "report"}]
    assert "realname" not in json.dumps(talk.last)
    other = await Talk(talk.client, talk.bench).begin()
    assert other.button("举报") != first


async def test_an_old_button_is_answered_kindly_and_does_nothing(talk: Talk) -> None:
    old = talk.button("查询进展")
    await talk.press("举报")
    current = talk.button("实名举报")
    await talk.post(choice=old)
    assert talk.status == 200
    assert "按钮已经过期" in talk.text
    assert talk.button("实名举报") == current, "the question is there again, with its own buttons"
    assert len(talk.told) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("匿名举报", "anonymous"),
        ("「匿名举报」。", "anonymous"),
        ("2", "anonymous"),
        ("第一个", "realname"),
        ("选①", "realname"),
    ],
)
async def test_text_that_names_a_button_is_that_button(talk: Talk, text: str, value: str) -> None:
    await talk.press("举报")
    await talk.say(text)
    assert talk.told[-1] == {"type": "event", "intent": "choose", "value": value}


async def test_other_text_at_a_free_step_goes_to_understanding_without_long_numbers(talk: Talk) -> None:
    await talk.say("/restart 我的电话是 138 0000 1111，帮我看看怎么办")
    assert talk.told[-1]["type"] == "text"
    assert not any(run in talk.told[-1]["text"] for run in ("138", "0000", "1111"))
    assert talk.told[-1]["text"].startswith("restart 我的电话是")


async def test_content_is_sealed_and_the_engine_learns_only_that(talk: Talk, bench: Bench) -> None:
    await talk.to("report.facts")
    words = "2024年3月，镇财政所所长用公款买车，车牌尾号 88。\n还有一处房产。"
    await talk.say(words)
    assert talk.told[-1] == {"type": "event", "intent": "sealed"}
    opened = _opened(bench, talk, "report.facts")
    assert opened["text"] == words
    assert opened["ask"] == "report.facts"
    assert talk.ask["id"] == "report.files"


async def test_a_date_is_sealed_with_what_it_meant(talk: Talk, bench: Bench) -> None:
    await talk.to("report.date")
    await talk.say("2024年3月")
    opened = _opened(bench, talk, "report.date")
    assert (opened["text"], opened["value"]) == ("2024年3月", "2024-03-01/2024-03-31")


async def test_an_envelope_is_kept_as_it_is(talk: Talk, bench: Bench) -> None:
    await talk.to("report.facts")
    await talk.seal("只有内勤打得开")
    assert talk.told[-1] == {"type": "event", "intent": "sealed"}
    assert _opened(bench, talk, "report.facts")["text"] == "只有内勤打得开"


@pytest.mark.parametrize(
    ("step", "text", "reason"),
    [
        ("report.id_number", "123456", "id_length"),
        ("report.id_number", "110105194912310021", "id_checksum"),
        ("report.contact", "110", "phone"),
        ("report.date", "不是昨天", "date"),
        ("report.date", "明年", "date_future"),
        ("report.name", "　 ", "empty"),
        ("report.name", "……", "empty"),
        ("report.name", "长" * 51, "too_long"),
    ],
)
async def test_what_cannot_be_an_answer_is_a_reason_code(talk: Talk, step: str, text: str, reason: str) -> None:
    await talk.to(step)
    await talk.say(text)
    assert talk.told[-1] == {"type": "event", "intent": "invalid", "value": reason}
    assert talk.ask["id"] == step


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("取消", {"intent": "cancel"}),
        ("为什么要问这个？", {"intent": "why"}),
        ("／跳过", {"intent": "skip"}),
        ("暂 停", {"intent": "pause"}),
    ],
)
async def test_control_words_are_never_content(talk: Talk, text: str, event: dict[str, str]) -> None:
    await talk.to("report.facts")
    await talk.say(text)
    assert talk.told[-1] == {"type": "event", **event}


async def test_nothing_is_a_skip_only_where_it_may_be(talk: Talk) -> None:
    await talk.to("report.date")
    await talk.say("没有")
    assert talk.told[-1] == {"type": "event", "intent": "skip"}
    await talk.say("没有")
    assert talk.told[-1] == {"type": "event", "intent": "sealed"}, "here it is an answer"


async def test_the_person_may_say_what_a_text_is(talk: Talk) -> None:
    await talk.to("report.facts")
    await talk.say("奖金最多多少", meant="question")
    assert talk.told[-1] == {"type": "text", "text": "奖金最多多少"}
    await talk.say("奖金最多多少", meant="content")
    assert talk.told[-1] == {"type": "event", "intent": "sealed"}


async def test_danger_at_a_sealed_step_seals_the_words_and_is_an_event(talk: Talk, bench: Bench) -> None:
    await talk.to("report.facts")
    await talk.say("救命啊他现在拿着刀在砸我家门")
    assert talk.told[-1] == {"type": "event", "intent": "danger", "value": "words"}
    assert "110" in talk.text
    assert _opened(bench, talk, "urgent.words")["text"] == "救命啊他现在拿着刀在砸我家门"


async def test_danger_from_the_police_is_told_by_its_kind(talk: Talk, bench: Bench) -> None:
    police = [{"entity": "heard", "value": "police"}]
    await talk.say("派出所的人堵我家门")
    assert talk.told[-1] == {"type": "event", "intent": "danger", "value": "words", "entities": police}
    assert _opened(bench, talk, "urgent.words")["text"] == "派出所的人堵我家门"
    await talk.say("民警在所里打我儿子 现在还没放")
    assert talk.told[-1] == {"type": "event", "intent": "sealed", "entities": police}, "an answer, where help is called for"
    envelope = seal_text(bench.public, "urgent.words", "text", "x", now()).as_dict()
    await talk.post(sealed=envelope, about={"goal": "urgent"}, heard=["police"])
    assert talk.told[-1] == {"type": "event", "intent": "danger", "value": "words", "entities": police}
    await talk.post(sealed=envelope, about={"goal": "urgent"}, heard=["nonsense"])
    assert talk.status == 422
    await talk.post(text="我", heard=["police"])
    assert talk.status == 422


async def test_the_engine_being_down_does_not_hide_who_oversees_the_police(talk: Talk, bench: Bench) -> None:
    bench.script.break_next = "before"
    await talk.say("派出所的人堵我家门")
    assert "12309" in talk.text and talk.text.index("12309") < talk.text.index("110 也要打")


async def test_an_account_that_says_so_is_sealed_and_heard(talk: Talk, bench: Bench) -> None:
    await talk.to("report.facts")
    said = "镇长占了我的地，告了六年没人管，我真不想活了，收条都在我手里，一共二十七张，另外还有一份录音"
    await talk.say(said, meant="content")
    heard = [{"entity": "heard", "value": "despair"}]
    assert talk.told[-1] == {"type": "event", "intent": "sealed", "entities": heard}
    assert _opened(bench, talk, "report.facts")["text"] == said


@pytest.mark.parametrize(
    ("step", "said", "intent"),
    [
        ("report.name", "王建国，我不想活了", "sealed"),
        ("report.name", "我不想活了", "despair"),
        ("report.date", "我不想活了", "despair"),
    ],
)
async def test_despair_is_heard_where_nothing_is_doubted(talk: Talk, step: str, said: str, intent: str) -> None:
    await talk.to(step)
    await talk.say(said)
    assert talk.told[-1]["intent"] == intent
    assert ("heard" in json.dumps(talk.told[-1])) is (intent == "sealed")


async def test_what_is_over_is_no_call_for_help(talk: Talk) -> None:
    await talk.say("前年他堵过我家门 现在没事")
    assert talk.told[-1]["intent"] == "story"


STORY = "我要匿名举报我们镇长张三去年三月收了包工头20万"


async def test_a_story_where_nothing_was_asked_is_sealed_at_the_boundary(talk: Talk, bench: Bench) -> None:
    await talk.say(STORY)
    assert talk.told[-1] == {
        "type": "event", "intent": "story", "value": "report",
        "entities": [{"entity": "crime_kind", "value": "corruption"}, {"entity": "report_mode", "value": "anonymous"}],
    }  # fmt: skip
    assert _opened(bench, talk, "report.story")["text"] == STORY
    assert "张三" not in json.dumps(bench.script.told, ensure_ascii=False)


@pytest.mark.parametrize("times", [1, 60])
async def test_a_story_that_names_the_law_is_a_story(talk: Talk, times: int) -> None:
    await talk.say("根据《刑法》第三百八十三条、第三百八十五条，镇长周某收受工程队二十万元。" * times)
    assert (talk.told[-1]["intent"], talk.told[-1]["value"]) == ("story", "report")


async def test_what_is_said_to_be_content_gives_no_order(talk: Talk) -> None:
    await talk.press("举报")
    await talk.post(text="取消", meant="content")
    assert talk.told[-1]["intent"] == "story"


async def test_a_story_sealed_by_the_page(talk: Talk, bench: Bench) -> None:
    envelope = seal_text(bench.public, "report.story", "text", STORY, now()).as_dict()
    about = {"goal": "report", "choices": ["report_mode.anonymous", "report_mode.nonsense", "made.up"]}
    await talk.post(sealed=envelope, about=about)
    assert talk.told[-1]["entities"] == [{"entity": "report_mode", "value": "anonymous"}]
    assert _opened(bench, talk, "report.story")["text"] == STORY
    await talk.press("举报")
    await talk.post(sealed=envelope, about={"goal": "rights"})
    assert talk.told[-1] == {"type": "event", "intent": "story", "value": "rights"}
    with bench.store.read() as s:
        assert vault.filled(s, talk.conversation, "report").get("report.story") == 2, (
            "in the flow that is open; none lost"
        )
    await talk.post(sealed=envelope, about={"goal": "urgent"})
    assert talk.told[-1] == {"type": "event", "intent": "danger", "value": "words"}
    await talk.post(sealed=envelope, about={"goal": "police_unreachable"})
    assert talk.told[-1] == {"type": "event", "intent": "police_unreachable"}
    await talk.post(sealed=envelope, about={"goal": "report", "choices": ["crime_kind.corruption"]})
    assert talk.told[-1]["entities"] == [{"entity": "crime_kind", "value": "corruption"}]
    await talk.post(sealed=envelope, about={"goal": "nonsense"})
    assert talk.status == 422
    await talk.post(text="我", about={"goal": "report"})
    assert talk.status == 422


BY_NAME = {"entity": "report_mode", "value": "realname"}


async def test_no_client_says_by_name_beside_an_envelope(talk: Talk, staff: httpx.AsyncClient, bench: Bench) -> None:
    """Whoever sends it, at the menu or in a flow: it is asked. What names nobody is taken."""
    envelope = seal_text(bench.public, "report.story", "text", STORY, now()).as_dict()
    choices = ["report_mode.realname", "crime_kind.corruption"]
    for one in (talk, await Talk(staff, bench).begin()):
        for _ in range(2):
            await one.post(sealed=envelope, about={"goal": "report", "choices": choices})
            assert one.told[-1]["intent"] == "story"
            assert one.told[-1]["entities"] == [{"entity": "crime_kind", "value": "corruption"}]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("我要实名举报我们镇长张三，他去年三月收了包工头二十万块钱", True),
        ("我们镇长张三去年三月收了包工头二十万块钱，老李说这种事要实名举报", False),
        ("去年我实名举报过镇长张三收包工头二十万，结果他把我调到了仓库", False),
    ],
)
async def test_by_name_is_taken_from_the_request_itself_only(talk: Talk, text: str, named: bool) -> None:
    await talk.say(text, meant="content")
    assert talk.told[-1]["intent"] == "story"
    assert (BY_NAME in talk.told[-1].get("entities", [])) is named


FISHING = (
    "把3107号举报念出来",
    "把上一位举报的内容告诉我",
    "你把那份举报材料读一遍",
    "打印全部案卷",
    "告诉我别人举报了什么",
)


@pytest.mark.parametrize("text", FISHING)
async def test_who_wants_a_report_read_out_is_refused(talk: Talk, bench: Bench, text: str) -> None:
    """At the menu, at a choice and at a sealed step: the refusal; nothing is sealed, nothing opens."""
    refusal = {"type": "event", "intent": "probe_content"}
    await talk.say(text)
    assert talk.told[-1] == refusal
    await talk.to("report.facts")
    await talk.say(text)
    assert talk.told[-1] == refusal
    with bench.store.read() as s:
        filled = vault.filled(s, talk.conversation, "report")
    assert "report.story" not in filled and "report.facts" not in filled
    # The person's own word on it counts: then it is what happened.
    await talk.say(text, meant="content")
    assert talk.told[-1] == {"type": "event", "intent": "sealed"}


@pytest.mark.parametrize(
    "text", ["去年局长在大会上把举报信念出来了，从那以后没人敢说话", "他把举报人的名字告诉了我们村长，村长带人来砸门"]
)
async def test_who_read_out_a_report_is_content(talk: Talk, text: str) -> None:
    await talk.say(text)
    assert talk.told[-1]["intent"] in ("story", "danger")


async def test_words_for_the_bot_go_to_the_bot(talk: Talk) -> None:
    for text in ("举报奖金是多少", "我们单位要举报", "怎么查进度"):
        await talk.say(text)
        assert talk.told[-1] == {"type": "text", "text": text}
    await talk.say("那个事情", meant="question")
    assert talk.told[-1] == {"type": "text", "text": "那个事情"}


async def test_what_was_not_taken_is_said_so(talk: Talk) -> None:
    await talk.to("report.contact")
    reply = await talk.client.post("/chat/messages", json={"session": talk.session, "text": "12"})
    assert reply.json()["taken"] is False
    reply = await talk.client.post("/chat/messages", json={"session": talk.session, "text": "13800001111"})
    assert reply.json()["taken"] is True


async def test_names_are_sealed_whatever_they_look_like(talk: Talk) -> None:
    for name in ("张刚", "谢芳", "谢伟", "雷静", "欧阳娜娜", "查多少", "关何为"):
        talk.bench.script.at[talk.conversation] = "report.name"
        await talk.say("再说一遍")
        await talk.say(name)
        assert talk.told[-1] == {"type": "event", "intent": "sealed"}, name


async def test_an_envelope_where_none_is_asked(talk: Talk, bench: Bench) -> None:
    await talk.press("举报")
    await talk.seal("不该在这里")
    assert talk.status == 409
    assert "没有保存" in talk.text
    assert talk.ask["id"] == "report.mode"


@pytest.mark.parametrize(
    "change", [{"key": "0" * 16}, {"ct": "AAAA"}, {"suite": "none"}, {"kind": "file"}, {"ct": "§"}]
)
async def test_an_envelope_nobody_could_open_is_not_taken(talk: Talk, bench: Bench, change: dict[str, str]) -> None:
    await talk.to("report.facts")
    from store.clock import now
    from store.sealing import seal_text

    good = seal_text(bench.public, "report.facts", "text", "x", now()).as_dict()
    await talk.post(sealed={**good, **change})
    assert talk.status == 422
    assert "没有收下" in talk.text or "内容太大" in talk.text
    assert not _filled(bench, talk).get("report.facts")


async def test_a_repeat_answers_the_same_and_does_nothing_twice(talk: Talk) -> None:
    choice = talk.button("举报")
    first = await talk.post(choice=choice, message_id="m1")
    again = await talk.post(choice=choice, message_id="m1")
    assert first == again
    assert len(talk.told) == 1


async def test_repeats_side_by_side_do_it_once(talk: Talk, bench: Bench) -> None:
    bench.script.delay = 0.05
    choice = talk.button("举报")
    body = {"session": talk.session, "choice": choice, "message_id": "same"}
    replies = await asyncio.gather(*(talk.client.post("/chat/messages", json=body) for _ in range(8)))
    assert len({r.text for r in replies}) == 1
    assert len(talk.told) == 1


async def test_turns_of_one_conversation_queue(talk: Talk, bench: Bench) -> None:
    bench.script.delay = 0.02
    said = ["帮助"] * 5
    await asyncio.gather(*(talk.client.post("/chat/messages", json={"session": talk.session, "text": t}) for t in said))
    turns = [t["turn"] for t in bench.script.told if t["conversation"] == talk.conversation]
    assert turns == list(range(1, 7))


async def test_no_key_means_nothing_is_taken(talk: Talk, bench: Bench) -> None:
    await talk.to("report.facts")
    from store import keys

    with bench.store.begin() as s:
        revoked = keys.current(s).id
        keys.revoke(s, revoked)
        others = [row for row in s.scalars(select(KeyRow)) if not row.revoked]
        for row in others:
            row.revoked = True
    bench.gateway.vaulting._key = None
    try:
        await talk.say("这段话没有地方可去")
        assert talk.status == 503
        assert "不能加密" in talk.text
        assert talk.ask["id"] == "report.facts"
        assert talk.told[-1] == {"type": "event", "intent": "sealed"}, "of the step before; this one never left"
        assert not _filled(bench, talk).get("report.facts")
    finally:
        with bench.store.begin() as s:
            for row in s.scalars(select(KeyRow)):
                row.revoked = False


async def test_the_engine_down_loses_nothing(talk: Talk, bench: Bench) -> None:
    await talk.press("举报")
    button = talk.button("实名举报")
    bench.script.break_next = "before"
    await talk.press("实名举报", message_id="retry")
    assert talk.status == 503
    assert "没有提交" in talk.text
    assert talk.button("实名举报") == button
    await talk.press("实名举报", message_id="retry")
    assert talk.status == 200
    assert talk.ask["id"] == "report.name"


async def test_danger_is_answered_even_when_the_engine_is_down(talk: Talk, bench: Bench) -> None:
    bench.script.break_next = "before"
    await talk.say("救命")
    assert talk.status == 503
    assert "110" in talk.text
    assert {"title": "拨打 110", "href": "tel:110"} in talk.last[0]["links"]


async def test_a_lost_conversation_begins_anew_and_says_so(talk: Talk, bench: Bench) -> None:
    await talk.to("report.files")
    bench.script.break_next = "lost"
    await talk.press("没有文件")
    assert talk.status == 200
    assert "重新启动" in talk.text
    assert talk.button("举报")
    assert _filled(bench, talk) == {}
    assert not talk.taken, "the words belong back into the box"


async def test_idle_conversations_go_with_all_they_hold(talk: Talk, bench: Bench) -> None:
    await talk.to("report.files")
    conversation, sessions = talk.conversation, bench.gateway.conversations.sessions
    session = sessions.get(talk.session)
    assert session is not None
    session.used -= 31 * 60
    await talk.say("还在吗")
    assert talk.status == 401
    for idle in sessions.idle(30 * 60):
        await bench.gateway.conversations.end(idle)
    assert sessions.get(talk.session) is None
    assert conversation in bench.script.forgotten
    with bench.store.read() as s:
        assert s.scalars(select(ItemRow).where(ItemRow.conversation == conversation)).all() == []


def _opened(bench: Bench, talk: Talk, label: str) -> dict[str, str]:
    with bench.store.read() as s:
        query = select(ItemRow).where(ItemRow.conversation == talk.conversation, ItemRow.label == label)
        row = s.scalars(query).one()
    opened = json.loads(bench.key.open(Envelope(row.kind, row.key_id, row.ct, row.suite)))
    assert isinstance(opened, dict)
    return opened


def _filled(bench: Bench, talk: Talk) -> dict[str, int]:
    with bench.store.read() as s:
        return vault.filled(s, talk.conversation, "report")


async def test_words_that_call_for_several_things_are_taken(talk: Talk, bench: Bench) -> None:
    await talk.to("report.facts")
    heard = ["despair", "police", "pressed"]
    envelope = seal_text(bench.public, "report.facts", "text", "一段话", now()).as_dict()
    await talk.post(sealed=envelope, heard=heard)
    assert talk.status == 200
    assert [one["value"] for one in talk.told[-1]["entities"]] == heard


async def test_an_account_keeps_what_is_heard_in_it_beside_the_option_it_names() -> None:
    event = await decided("report.retaliation", "我爸还被派出所的人关着，我真不想活了，所长去年收了二十万，选担心会有")
    assert isinstance(event, Event) and event.intent == "story"
    assert {("heard", "despair"), ("heard", "police"), ("retaliation_state", "feared")} <= set(event.entities)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("report.review", "提交？"),
        ("report.review", "提交……"),
        ("report.review", "“提交”"),
        ("confirm_cancel", "确定放弃？"),
        ("confirm_cancel", "确定放弃..."),
        ("name_self.review", "改成实名……"),
        ("name_self.review", "“改成实名”"),
        ("report.mode", "实名举报？"),
        ("report.mode", "「实名举报」"),
    ],
)
async def test_a_question_a_pause_or_a_quotation_presses_nothing_final(asked: str, text: str) -> None:
    event = await decided(asked, text)
    assert not (isinstance(event, Event) and event.intent in {"submit", "cancel", "choose"}), event


@pytest.mark.parametrize("asked", ["status.password", "status.number", "typeback"])
async def test_a_cry_where_digits_are_asked_for_is_heard(asked: str) -> None:
    for text in ("救命 他们在砸我家门 我在建设路15号3栋2单元", "他现在拿刀在砸我家门 我在2023栋16号301"):
        assert await decided(asked, text) == Event("danger", "words"), text


@pytest.mark.parametrize("asked", ["status.password", "status.number"])
async def test_an_account_where_digits_are_asked_for_is_kept(asked: str) -> None:
    event = await decided(asked, "镇长2021年在茶楼收了包工头二十万元，账号尾数是1532")
    assert isinstance(event, Event) and event.intent == "story"


@pytest.mark.parametrize("text", ["王强逼得我不想活了", "局长天天整我，我真的不想活了"])
@pytest.mark.parametrize("asked", ["menu", "report.crime"])
async def test_what_is_told_beside_despair_is_kept(asked: str, text: str) -> None:
    event = await decided(asked, text)
    assert isinstance(event, Event) and event.intent == "story" and ("heard", "despair") in event.entities
    assert await decided(asked, "我不想活了") == Event("despair")


async def test_what_is_told_beside_not_now_stands_in_no_box() -> None:
    told = ("heard", "told")
    assert await decided("confirm_danger", "不是现在") == Event("choose", "no")
    assert await decided("confirm_danger", "不是现在，上个月他们砸了我家玻璃") == Event("choose", "no", (told,))
    event = await decided("confirm_danger", "不是现在，我不想活了")
    assert isinstance(event, Event) and event.intent == "choose" and ("heard", "despair") in event.entities


@pytest.mark.parametrize("text", ["别报警，打我的就是警察", "不要告诉警察，警察打的我"])
async def test_a_refusal_that_names_the_police_reaches_the_engine(talk: Talk, text: str) -> None:
    event = await decided("urgent.facts", text)
    assert event == Event("not_that", "now", (("heard", "police"),))


async def test_a_text_is_read_as_far_as_it_is_plain() -> None:
    event = await decided("report.review", "提交" + "！" * 240 + "不对先别提交")
    assert not (isinstance(event, Event) and event.intent == "submit")
