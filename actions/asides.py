"""What people say in the middle of anything: a question about the rules, "why", fear, thanks.

Answered, then the step goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from actions import articles, offers
from actions.speech import Button
from actions.topics import meant
from actions.topics import offers as offered_flows
from actions.visit import PUBLIC, Visit
from rules.reference import Ref, quote

# Asides that are one sentence.
SENTENCES: Mapping[str, str] = {
    "help": "utter_help",
    "handoff": "utter_handoff",
    "thanks": "utter_thanks",
    "goodbye": "utter_goodbye",
    "leave": "utter_leave",
    "afraid": "utter_afraid",
    "frustrated": "utter_frustrated",
    "bot_identity": "utter_bot_identity",
    "probe_content": "utter_probe",
    "lost_receipt": "utter_lost_receipt",
    "police_unreachable": "utter_police_unreachable",
    "lost_place": "utter_lost_place",
    "illness": "utter_illness",
    "out_of_scope": "utter_out_of_scope",
}

# The only flows with items of their own; `why` has a sentence for each of their items.
ITEM_FLOWS = (
    *("report", "add_material", "protect_reporter", "protect_witness", "urgent", "rights", "protection_report"),
    *("withdraw", "name_self"),
)


# Flows that an answer can offer, as the menu calls them, and where they are offered.
OFFERED: Mapping[str, str] = {
    "report": "我要举报",
    "query_status": "查进度",
    "add_material": "补充材料",
    "withdraw": "撤回举报",
    "name_self": "匿名改实名",
    "protect_reporter": "举报后申请保护",
}


# The provisions of an answer are quoted with it up to so many characters; beyond, a button shows them.
QUOTED_AT_ONCE = 240


def answer_rule(visit: Visit, topics: Mapping[str, Sequence[Ref]]) -> None:
    """Answer a question about the rules: by topic, or with the words of the article that was named.

    Args:
        visit: the turn, with `topic` and `article` entities or the topic as the event's value: a topic,
            `article.<provision>` (named at a sealed step, where the words stay at the boundary, or a button) or
            `text.<topic>` (a button: the provisions an answer rests on).
        topics: topics that `domain.yml` has an answer for, and what they rest on.
    """
    topic = visit.turn.first("topic") or visit.turn.value or ""
    topic = meant(topic, visit.sheet.flow, officer=visit.way_in == "officer")
    kind, _, rest = topic.partition(".")
    values = (rest,) if kind == "article" and rest else visit.turn.entities.get("article", ())
    named = [one for value in values if (one := articles.Named.read(value))]
    if topic in topics and any(articles.rests_on(topics[topic], one) for one in named):
        _answer_topic(visit, topic, topics[topic])  # 按第十六条我能拿多少奖金: the answer brings the words
    elif named:
        articles.answer(visit, named)
    elif kind == "text" and rest in topics:
        for ref in topics[rest]:
            articles.say_quote(visit, ref)
        articles.remember(visit, topics[rest])
    elif topic in topics:
        _answer_topic(visit, topic, topics[topic])
    elif topic == "article":
        articles.which(visit)
    else:
        visit.say("utter_ask_rule_unclear")


def _answer_topic(visit: Visit, topic: str, refs: Sequence[Ref]) -> None:
    """The plain answer, then the words it rests on: at once when they are short, else behind a button.

    While no flow is open, what can be done about it here is offered in place of the menu.
    """
    offered = offered_flows().get(topic, ())
    at_once = not offered and sum(len(quote(ref)) for ref in refs) <= QUOTED_AT_ONCE
    buttons = (Button("看原文", f"ask_rule:text.{topic}"),) if refs and not at_once else ()
    if offered and visit.asked is None and visit.way_in in PUBLIC:
        buttons = (*(Button(OFFERED[flow], flow) for flow in offered), *buttons, Button("看看还能办什么", "help"))
        visit.asks_back = True
    visit.say(f"utter_ask_rule/{topic}", buttons=buttons)
    if at_once:
        for ref in refs:
            articles.say_quote(visit, ref)
    if refs:
        articles.remember(visit, refs)


def why(visit: Visit) -> None:
    """Say why the step that is open is asked."""
    asked = visit.asked or ""
    if (
        asked.startswith(f"{visit.sheet.flow}_")
        and visit.sheet.flow in ITEM_FLOWS
        and not asked.endswith(("_review", "_number", "_password"))
    ):
        visit.say(f"utter_why_{asked}")
    else:
        visit.say("utter_why_general")


def officer_task(visit: Visit) -> None:
    """Say where an officer's task is done today; to others, that it is done inside."""
    task = visit.turn.first("topic") or visit.turn.value or ""
    if visit.way_in == "officer" and offers.title(f"officer_task/{task}"):
        visit.say(f"utter_officer_task/{task}")
    elif visit.way_in == "officer":
        visit.say("utter_help")
    else:
        visit.say("utter_officer_task_elsewhere")


Handler = Callable[[Visit], None]


def respond(visit: Visit, topics: Mapping[str, Sequence[Ref]]) -> bool:
    """Answer an aside.

    Returns:
        Whether the turn was one. `greet` and `repeat` need no sentence: the step that is open is asked again.
    """
    intent = visit.turn.intent
    if articles.answer_wanted(visit):
        return True
    if intent == "ask_rule" or (intent in {"nlu_fallback", "out_of_scope"} and visit.turn.first("article")):
        answer_rule(visit, topics)
    elif intent == "officer_task":
        officer_task(visit)
    elif intent == "why":
        why(visit)
    elif intent == "despair":
        # Warmly and once; said again, the numbers are enough.
        visit.say("utter_despair_again" if visit.sheet.state("despair_heard") else "utter_despair")
        visit.sheet.note("despair_heard", True)
    elif intent == "pause":
        visit.say("utter_paused")
    elif intent == "resume":
        visit.say("utter_resumed")
    elif intent == "submit":
        visit.say("utter_nothing_to_submit" if visit.asked else "utter_nothing_open")
    elif intent in SENTENCES:
        visit.say(SENTENCES[intent])
    else:
        return intent in {"greet", "repeat"}
    return True
