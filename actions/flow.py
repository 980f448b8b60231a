"""The base of every flow: what a turn means at the step that is open: an answer, back, a correction, another errand,
danger, giving up, submitting. Walking on is `actions/walk.py`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.exc import SQLAlchemyError

from actions import alarm, asides, consent, corrections, data, offers, stating, story
from actions.answers import Chosen, Refused, read, tells_of_harm
from actions.retracing import BETWEEN, CLOSING, Retracing, holds_back
from actions.sheet import SEALED, SKIPPED
from actions.speech import Count, Titles
from actions.topics import topics
from actions.visit import HOTLINE, Visit
from actions.walk import Condition, Events
from store import cases, receipts, vault
from store.items import STORY, Item, catalogue

__all__ = ["FORMS", "PATIENCE", "Condition", "Events", "FlowForm"]

log = logging.getLogger(__name__)

# Flows a person can ask for by name, and the form that walks each.
FORMS: Mapping[str, str] = {
    "report": "report_form",
    "query_status": "status_form",
    "add_material": "add_material_form",
    "protect_reporter": "protect_reporter_form",
    "protect_witness": "protect_witness_form",
    "danger": "urgent_form",
    "rights_apply": "rights_form",
    "protection_report": "protection_report_form",
    "withdraw": "withdraw_form",
    "name_self": "name_self_form",
}
# Which flow of the catalogue (or form without one) an intent starts.
TARGETS: Mapping[str, str] = {intent: form.removesuffix("_form") for intent, form in FORMS.items()}
# Acts that a control intent would do; denied, it is not done.
UNDONE: Mapping[str, tuple[str, ...]] = {"cancel": ("cancel", "drop"), "step_back": ("back",), "correct": ("correct",)}
# Misses in a row after which a person is offered instead of another try.
PATIENCE = 2
# The open flow is asked for once more only where that is so likely.
LIKELY = 0.7


class FlowForm(Retracing):
    """Validate action of one form: what a turn means at the step that is open."""

    # -- one turn --------------------------------------------------------------------------------------------------

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        visit = Visit.of(self.flow, dispatcher, tracker)
        visit.sheet.note("turns", int(visit.sheet.state("turns") or 0) + 1)
        alarm.hear(visit)
        if visit.asked is None:
            return await self._start(visit)
        step = visit.asked
        item = self.items.get(visit.sheet.item(step))
        if visit.turn.intent == "danger":
            events = await self._alarm(visit, step, item)
            if events is not None:
                return events
        if visit.turn.intent == "story":
            return await self._told(visit, step)
        if visit.turn.holds:
            return self._held(visit, step)
        events = await self._answer(visit, step)
        if events is not None:
            return events
        if visit.turn.intent != "out_of_scope" and asides.respond(visit, topics()):
            return self.again(visit)
        return self._missed(visit)

    async def _start(self, visit: Visit) -> Events:
        if visit.way_in in self.elsewhere:
            return self.end(visit, follow=self.elsewhere[visit.way_in])
        if visit.way_in not in self.ways_in:
            visit.say(self.shut(visit))
            return self.end(visit)
        visit.sheet.note("misses", 0)
        if visit.turn.intent == "story":
            story.waits(visit)
        kept = await story.adopt(visit, self.items)
        if visit.turn.intent == "story":
            visit.say("utter_story_kept" if kept else "utter_story_waits")
        stating.note(visit, self.items)
        opened = visit.turn.intent
        if FORMS.get(opened) == self.form and not self.wanted(visit) and (others := offers.besides(visit, opened)):
            visit.say("utter_offer_instead", flow=Titles.of([offers.title(opened) or ""]), buttons=others)
        return await self.begin(visit)

    def wanted(self, visit: Visit) -> bool:
        """Whether this flow is plainly asked for, so that nothing else is offered beside it."""
        return consent.opens(visit.turn, visit.turn.intent)

    async def _told(self, visit: Visit, step: str) -> Events:
        """A piece of the story, told where something else was asked: it is sealed already; then on where it was."""
        closing = step in CLOSING
        if STORY in self.items and not closing:
            visit.sheet.set(STORY, SEALED)
            visit.say("utter_story_added")
        elif self.flow == "urgent":
            visit.sheet.set("words", SEALED)
            visit.say("utter_urgent_words_kept")
        else:
            story.waits(visit)
            visit.say("utter_story_waits")
        visit.sheet.note("misses", 0)
        item = self.items.get(visit.sheet.item(step))
        if step == f"{self.flow}_review":
            return await self.complete(visit)
        if item is None or item.kind != "choice" or item.multiple:
            return self.again(visit)
        stating.note(visit, self.items)
        return await self.advance(visit)

    async def _answer(self, visit: Visit, step: str) -> Events | None:
        generic = {
            "confirm_cancel": self._confirm_cancel,
            "confirm_switch": self._confirm_switch,
            "confirm_danger": self._confirm_danger,
            "change": self._change,
            "typeback": self._typeback,
            f"{self.flow}_review": self._reviewed,
        }
        if step in generic:
            events = await generic[step](visit)
        else:
            item = self.items.get(visit.sheet.item(step))
            events = await self._unchanged(visit, step)
            if events is None:
                events = await (self._item(visit, item) if item else self.step(visit, step))
        if events is not None:
            return events
        return await self._control(visit, step)

    async def _control(self, visit: Visit, step: str) -> Events | None:
        intent = visit.turn.intent
        if intent == "not_that":
            return self._not_that(visit, step)
        if intent == "repeat" and visit.turn.value == "filled":
            self.say_filled(visit)
            return self.again(visit)
        if visit.turn.refuses(*UNDONE.get(intent, ())):
            visit.say("utter_held_back")  # 不要取消, 别返回
            return self.again(visit)
        if intent == "correct" and visit.turn.value:
            return self._named(visit, visit.turn.value)
        changed = corrections.of(visit, self.items)
        if changed is not None:
            return await self._changed(visit, changed)
        if intent == "cancel" and consent.gives_up_protection(visit.turn) and "protect" not in self.flow:
            return self._not_that(visit, step)
        if intent == "cancel" and not self.given(visit) and not story.kept(visit, self.items):
            visit.say("utter_left")  # nothing was given: nothing to confirm
            return self.end(visit)
        if intent == "cancel":
            self._aside_from(visit, step)
            # Only taken for giving up (不删 留着, 取消附件, 要不算了), no mere 好 deletes by it.
            return self.ask(visit, "confirm_cancel", afresh=not visit.turn.typed)
        if intent == "step_back":
            return await self._back(visit, step)
        if intent == "correct":
            return self._offer_change(visit)
        # A receipt pasted in the middle of something else: how it stands. The gateway keeps the number meanwhile.
        wish = "query_status" if intent == "receipt" else intent
        if wish in FORMS and FORMS[wish] == self.form:
            # Asked for once more: it is open. Hardly understood, it was no answer.
            return self.again(visit) if not visit.turn.typed or visit.turn.likely >= LIKELY else None
        if wish in FORMS and not visit.turn.typed and not self.given(visit):
            return self.end(visit, follow=FORMS[wish])  # pressed before anything was given: nothing to put aside
        if wish in FORMS:
            visit.sheet.note("switch_to", wish)
            self._aside_from(visit, step)
            stating.note(visit, catalogue()[TARGETS[wish]].items if TARGETS[wish] in catalogue() else {})
            return self.ask(visit, "confirm_switch")
        return None

    def _aside_from(self, visit: Visit, step: str) -> None:
        """A question comes between: `step` is where to go on afterwards; it stays from one such question to the next."""  # noqa: E501
        if step not in BETWEEN:
            visit.sheet.note("before", step)
            visit.sheet.note("confirm_tries", 0)

    async def _changed(self, visit: Visit, change: corrections.Change) -> Events:
        """A change of mind. What it makes needless is said first and goes with the next answer: until then it can be
        taken back.
        """
        if change.same:
            visit.say("utter_already_so", chosen=change.option_title)
            return self.again(visit)
        visit.sheet.set(change.item, change.option)
        answers = visit.sheet.answers(self.items)
        needless = [self.items[name].title for name in answers if not self.applies(name, answers)]
        if needless:
            visit.say(
                "utter_changed_dropping",
                item=change.item_title, chosen=change.option_title, items=Titles.of(needless),
            )  # fmt: skip
        else:
            visit.say("utter_changed", item=change.item_title, chosen=change.option_title)
        visit.sheet.note("misses", 0)
        events = await self.answered(visit, change.item, change.option)
        return events if events is not None else await self.advance(visit, drop=False)

    def _not_that(self, visit: Visit, step: str) -> Events:
        """A flow was declined (我不要举报): the one that is open is given up only if that is confirmed."""
        declined = visit.turn.stance == "denied" and FORMS.get(visit.turn.value or "") == self.form
        if declined and step not in {"confirm_cancel", "change"}:
            self._aside_from(visit, step)
            return self.ask(visit, "confirm_cancel")
        visit.say(alarm.called_off(visit) or "utter_held_back")
        return self.again(visit)

    # -- items -----------------------------------------------------------------------------------------------------

    async def _item(self, visit: Visit, item: Item) -> Events | None:
        if holds_back(visit):
            return self._held(visit, visit.asked or "")
        if item.kind == "files":
            return await self._files(visit, item)
        if item.sealed and visit.turn.intent == "unsure":
            visit.say("utter_unsure_sealed")
            return self.again(visit)
        if visit.more:
            item = replace(item, optional=True)
        answer = read(item, visit.sheet.get(item.id), visit.turn)
        if answer is None:
            return None
        if isinstance(answer, Refused):
            visit.say(answer.response)
            return self.again(visit)
        stating.note(visit, self.items, answering=item)
        if isinstance(answer, Chosen):
            visit.sheet.note("misses", 0)
            visit.sheet.set(item.id, list(answer.options) or None)
            if answer.options:
                visit.say("utter_chosen", items=Titles.of(item.options[option] for option in answer.options))
            elif visit.turn.typed:
                visit.say("utter_which_then")
            return self.again(visit)
        return await self.accept(visit, item.id, answer)

    async def _files(self, visit: Visit, item: Item) -> Events | None:
        turn = visit.turn
        if turn.intent == "skip":
            await self._drop(visit, item)
            return await self.accept(visit, item.id, SKIPPED)
        if turn.intent not in {"choose", "affirm", "submit", "deny"} or turn.stance not in {"affirmed", "denied"}:
            return None
        label = item.label
        count = (await data.read(lambda s: vault.filled(s, visit.conversation, self.flow))).get(label, 0)
        if count:
            visit.say("utter_files_received", count=Count(count))
            return await self.accept(visit, item.id, count)
        if turn.intent == "deny":
            return await self.accept(visit, item.id, SKIPPED)
        visit.say("utter_no_files")
        return self.again(visit)

    async def _reviewed(self, visit: Visit) -> Events | None:
        if consent.agreed(visit, "review", own_word=self.own_word_at_review):
            return await self.submit(visit)
        if self.gives_up_at_review and consent.gives_up(visit.turn):
            return None
        return self.again(visit) if consent.ask_again(visit, "review") else None

    async def submit(self, visit: Visit) -> Events:
        """Make the case. Nothing is said to be submitted before it is durable (fail closed)."""
        await self._drop_what_no_longer_applies(visit)
        answers = visit.sheet.answers(self.items)
        facts = {
            name: value
            for name, value in answers.items()
            if self.items[name].kind == "choice" and value != SKIPPED and not isinstance(value, int)
        }
        linked = visit.sheet.state("linked_case")
        try:
            receipt = await data.write(lambda s: cases.submit(s, visit.conversation, self.flow, facts, linked=linked))
        except (cases.NothingPrepared, SQLAlchemyError, OSError) as failure:
            log.error("submit failed: flow=%s reason=%s", self.flow, type(failure).__name__)
            visit.say("utter_not_submitted")
            return self.again(visit)
        self.forget(visit)
        visit.sheet.note("linked_case", None)
        return await self.submitted(visit, receipt)

    async def _confirm_cancel(self, visit: Visit) -> Events | None:
        if consent.declined(visit, "confirm_cancel"):
            visit.say("utter_kept")
            return self._return(visit)
        # On the phone 来电人挂了 led here as well as a wish: what is deleted is said in so many words.
        if not consent.agreed(visit, "confirm_cancel", own_word=visit.way_in in HOTLINE):
            if self._asked_enough(visit):
                return self._return(visit)
            return self.again(visit) if consent.ask_again(visit, "confirm_cancel") else None
        waiting = story.let_go(visit)
        await data.write(lambda s: self._erase(s, visit.conversation, waiting))
        self.forget(visit)
        visit.sheet.note("linked_case", None)
        visit.say("utter_cancelled")
        return self.end(visit)

    def _erase(self, session: Any, conversation: str, waiting: Sequence[str] = ()) -> None:
        for label in (f"{self.flow}.", *waiting):
            vault.drop(session, conversation, label)
        receipts.discard(session, conversation)

    async def _confirm_switch(self, visit: Visit) -> Events | None:
        target = visit.sheet.state("switch_to")
        if consent.declined(visit, "confirm_switch") or target not in FORMS:
            visit.say("utter_kept")
            return self._return(visit)
        if not consent.agreed(visit, "confirm_switch") and not consent.opens(visit.turn, target):
            if self._asked_enough(visit):
                return self._return(visit)
            return self.again(visit) if consent.ask_again(visit, "confirm_switch") else None
        visit.say("utter_put_aside")
        visit.sheet.note("resume_flow", self.form)
        return self.end(visit, follow=FORMS[target])

    def _asked_enough(self, visit: Visit) -> bool:
        """Whether it was asked again and again and neither yes nor no was said: then everything stays as it is."""
        tries = int(visit.sheet.state("confirm_tries") or 0) + 1
        enough = tries > PATIENCE
        visit.sheet.note("confirm_tries", 0 if enough else tries)
        if enough:
            visit.say("utter_kept")
        return enough

    async def _alarm(self, visit: Visit, step: str, item: Item | None) -> Events | None:
        """Words of danger: here and now they interrupt anything; told where harm is asked about, they answer; else it
        is asked whether they are meant so. None: on as with any turn.
        """
        if visit.turn.stance == "denied":
            if step == "confirm_danger":
                return None if consent.plainly(visit.turn) is False else self.again(visit)
            denial = replace(visit.turn, intent="deny")
            if step in BETWEEN or (item is not None and read(item, visit.sheet.get(item.id), denial) is not None):
                visit.turn = denial  # 没事, where that is an answer
                return None
            visit.say("utter_no_danger")
            return self.again(visit)
        start = alarm.start_of(visit.turn)
        if start is None and item is not None and tells_of_harm(item, visit.turn):
            visit.say("utter_if_in_danger")
            return None
        if start is not None:
            return self._danger(visit, start)
        if step == "confirm_danger":
            return self.again(visit)
        self._aside_from(visit, step)
        return self.ask(visit, alarm.ask_whether(visit))

    async def _confirm_danger(self, visit: Visit) -> Events | None:
        yes = consent.plainly(visit.turn)
        if yes is None and (visit.turn.typed or visit.turn.intent != "step_back"):
            return self.again(visit) if consent.about_danger(visit.turn) else None
        if yes:
            return self._danger(visit, "confirmed")
        item = self.items.get(visit.sheet.item(str(visit.sheet.state("before") or "")))
        in_box = item is not None and item.sealed and visit.way_in not in alarm.KEEPS_NOTHING
        # What was said beside the answer itself stands in no box: 不是现在，上个月他们砸了我家玻璃.
        in_box = in_box and "told" not in visit.turn.entities.get("heard", ())
        kept = await alarm.not_now(visit, self.flow, in_box=in_box)
        visit.say("utter_not_now_kept" if kept else "utter_not_now")
        return self._return(visit)

    def _danger(self, visit: Visit, start: str) -> Events:
        """Danger interrupts anything: the urgent form comes next, this one is put aside."""
        alarm.begin(visit, start)
        visit.sheet.note("resume_flow", self.form)
        return self.end(visit, follow=FORMS["danger"])

    # -- not an answer ---------------------------------------------------------------------------------------------

    def _missed(self, visit: Visit) -> Events:
        misses = int(visit.sheet.state("misses") or 0) + 1
        visit.sheet.note("misses", misses)
        if misses >= PATIENCE:
            visit.say("utter_not_understood_again")
        elif choices := offers.buttons(visit):
            visit.say("utter_offer", buttons=choices)
        else:
            asked_elsewhere = visit.turn.intent == "out_of_scope"
            visit.say("utter_out_of_scope" if asked_elsewhere else "utter_not_understood")
        return self.again(visit)
