"""When no flow is open: the first words of a conversation, asides, what comes next."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, FollowupAction, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import alarm, asides, data, offers, sent_call, story
from actions.flow import FORMS, PATIENCE, Events
from actions.topics import topics
from actions.visit import Visit
from store import conversations

# After these the menu would be in the way.
WITHOUT_MENU = frozenset({"thanks", "goodbye", "leave", "greet", "despair"})


class SessionStart(Action):  # type: ignore[misc]
    """Reads the way in from the conversation row, which only the gateway writes (roles come from the way in)."""

    def name(self) -> str:
        return "action_session_start"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        conversation = await data.read(lambda s: conversations.get(s, str(tracker.sender_id)))
        way_in = conversation.way_in if conversation else "web"
        return [SessionStarted(), SlotSet("way_in", way_in), ActionExecuted("action_listen")]


class Aside(Action):  # type: ignore[misc]
    """Answers what is no flow; what is not understood gets three choices, and after two misses a person."""

    def name(self) -> str:
        return "action_aside"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        visit = Visit.of("", dispatcher, tracker)
        intent = visit.turn.intent
        if intent == "story":
            return await self._story(visit)
        if intent == "afraid":
            alarm.hear(visit)  # who says beside it that they are pressed
        if intent == "greet":
            visit.say("utter_greet")
        elif sent_call.went(visit) and self._takes_back(visit):
            # It can't be taken back, but the duty desk can be told.
            visit.say(alarm.CALL_WENT)
            visit.say("utter_call_off_offer")
        elif self._takes_back(visit):
            visit.say("utter_nothing_open")
        elif intent == "not_that":
            otherwise = "utter_not_that" if visit.turn.stance == "denied" else "utter_if_you_wish"
            visit.say(alarm.called_off(visit) or otherwise)
        elif intent == "choose" and visit.turn.value == sent_call.CALLED_OFF and sent_call.went(visit):
            await sent_call.call_off(visit)
        elif intent == "resume" and visit.turn.affirmed and visit.sheet.state("resume_flow"):
            return [SlotSet("resume_flow", None), FollowupAction(visit.sheet.state("resume_flow"))]
        elif intent == "choose" and visit.turn.value == offers.NONE:
            visit.say("utter_offer_none")
        elif intent == "out_of_scope" and (choices := offers.buttons(visit)):
            visit.say("utter_out_of_scope")
            visit.say("utter_offer_out_of_scope", buttons=choices)
            return [*visit.sheet.events(), SlotSet("misses", 0)]
        elif not asides.respond(visit, topics()):
            misses = int(visit.sheet.state("misses") or 0) + 1
            choices = offers.buttons(visit) if misses < PATIENCE else ()
            if choices:
                visit.say("utter_offer", buttons=choices)
            else:
                visit.say("utter_fallback_again" if misses >= PATIENCE else "utter_fallback")
                visit.say("utter_menu")
            return [*visit.sheet.events(), SlotSet("misses", misses)]
        if intent not in WITHOUT_MENU and not visit.asks_back:
            if others := offers.besides(visit):
                visit.say("utter_offer_besides", buttons=others)
            visit.say("utter_menu")
        return [*visit.sheet.events(), SlotSet("misses", 0)]

    def _takes_back(self, visit: Visit) -> bool:
        """Whether something shall be cancelled or changed; a call for help that went, also where nobody shall come."""
        wanted = visit.turn.intent in {"cancel", "step_back", "skip", "correct"} or visit.turn.holds
        return wanted or (visit.turn.intent == "not_that" and alarm.called_off(visit) == alarm.CALL_WENT)

    async def _story(self, visit: Visit) -> Events:
        """A story told with nothing open: it is sealed already. Known what for, that begins; after a call for help
        went it belongs to that; else it is asked.
        """
        form = f"{visit.turn.value}_form"  # a story's goal is a flow
        if form in FORMS.values() and form != FORMS["danger"]:
            return [FollowupAction(form)]
        alarm.hear(visit)
        if sent_call.went(visit) and await sent_call.add(visit):
            visit.say("utter_menu")
            return [*visit.sheet.events(), SlotSet("misses", 0)]
        story.waits(visit)
        visit.say("utter_story_waits")
        visit.say("utter_story_goal")
        return [*visit.sheet.events(), SlotSet("misses", 0)]


class WhatNext(Action):  # type: ignore[misc]
    """After a flow: back to the one that was put aside, or the menu."""

    def name(self) -> str:
        return "action_what_next"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        visit = Visit.of("", dispatcher, tracker)
        aside = visit.sheet.state("resume_flow")
        if aside:
            visit.say("utter_back_to")
            return [SlotSet("resume_flow", None), FollowupAction(aside)]
        visit.say("utter_menu")
        return []
