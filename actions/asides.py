"""What people say in the middle of anything: a question about the rules, "why", fear, thanks.

Answered, then the step goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions.speech import Law
from actions.visit import Visit
from rules.reference import Ref, UnknownProvision, quote

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
    "out_of_scope": "utter_out_of_scope",
}

# What a topic of regulation is called when a person names an article.
REGULATIONS = {"1", "2", "3"}

# The only flows with items of their own; `why` has a sentence for each of their items.
ITEM_FLOWS = ("report", "add_material", "protect_reporter", "protect_witness", "urgent", "rights", "protection_report")


def answer_rule(visit: Visit, topics: frozenset[str]) -> None:
    """Answer a question about the rules: by topic, or with the words of the article that was named.

    Args:
        visit: the turn, with `topic`, `article` and `regulation` entities or the topic as the event's value.
        topics: topics that `domain.yml` has an answer for.
    """
    article = visit.turn.first("article")
    topic = visit.turn.first("topic") or visit.turn.value or ""
    if topic == "reply_time" and visit.way_in == "officer":
        topic = "rights_answer_time"  # "多少天答复我" from an officer is about their own application
    if topic.startswith("article."):
        # From a sealed step, where the words stay at the boundary: article.<regulation, 0 for none named>.<number>
        _, regulation, article = [*topic.split("."), "", ""][:3]
        quote_article(visit, article, regulation)
    elif article is not None:
        quote_article(visit, article, visit.turn.first("regulation"))
    elif topic in topics and topic != "article":
        visit.say(f"utter_ask_rule/{topic}")
    else:
        visit.say("utter_article_which" if topic == "article" else "utter_ask_rule_unclear")


def quote_article(visit: Visit, article: str, named: str | None) -> None:
    """Quote an article word by word; the regulation is the one named, else the flow's own, else it is asked for."""
    regulation = named if named in REGULATIONS else _regulation_of(visit.sheet.flow)
    if regulation not in REGULATIONS:
        visit.say("utter_article_which")
        return
    try:
        reference = Ref(int(regulation), int(article))
    except (UnknownProvision, ValueError):
        visit.say("utter_article_unknown")
        return
    visit.say("utter_article", citation=Law(reference.cite()), quotation=Law(quote(reference)))


def _regulation_of(flow: str) -> str | None:
    owners = {"report": "2", "protect_reporter": "2", "protect_witness": "1", "protection_report": "1", "rights": "3"}
    return owners.get(flow)


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


Handler = Callable[[Visit], None]


def respond(visit: Visit, topics: frozenset[str]) -> bool:
    """Answer an aside.

    Returns:
        Whether the turn was one. `greet` and `repeat` need no sentence: the step that is open is asked again.
    """
    intent = visit.turn.intent
    if intent == "ask_rule":
        answer_rule(visit, topics)
    elif intent == "why":
        why(visit)
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
