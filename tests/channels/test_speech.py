"""What was shown, as the boundary remembers it."""

from types import SimpleNamespace
from typing import Any, cast

from bot.channels.choosing import chosen
from bot.channels.engine import EngineMessage, Event
from bot.channels.sessions import Session
from bot.channels.speech import Speech


async def rendered(messages: list[EngineMessage]) -> Session:
    session = Session(b"k", "c", "web", None)
    await Speech(cast(Any, SimpleNamespace()), cast(Any, SimpleNamespace())).render(session, messages)
    return session


async def test_the_second_one_is_said_of_the_question_not_of_an_answer_before_it() -> None:
    """A long article is quoted in the middle of a form: its 继续 stands above the question asked again."""
    session = await rendered(
        [
            EngineMessage("条文……", [("继续", "ask_rule:article.3.10.0.0.0.3")]),
            EngineMessage("实名还是匿名？", [("实名举报", "choose:realname"), ("匿名举报", "choose:anonymous")]),
            EngineMessage("", [], {"ask": {"id": "report.mode", "kind": "choice"}}),
        ]
    )
    assert chosen(session, "第二个") == Event("choose", "anonymous")
    assert chosen(session, "1") == Event("choose", "realname")
    assert chosen(session, "继续") == Event("ask_rule", "article.3.10.0.0.0.3")


async def test_without_a_question_the_order_is_that_of_the_screen() -> None:
    session = await rendered(
        [EngineMessage("哪部？", [("证人保护", "ask_rule:article.1.9"), ("细则", "ask_rule:article.3.9")])]
    )
    assert [shown.title for shown in session.choices.values()] == ["证人保护", "细则"]
