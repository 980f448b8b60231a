"""The base of every flow: walks the items of the catalogue, goes back, corrects, cancels, submits.

A flow (one file each) is its items in `store/items.yaml`, the conditions under which they are asked, what is said
after an answer, and what submitting does. Rasa's form asks the step that the validate action sets as
`requested_slot`; this class decides which.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.exc import SQLAlchemyError

from actions import asides, corrections, data, offers
from actions.answers import Chosen, Refused, read, tells_of_harm
from actions.sheet import SKIPPED, Value
from actions.speech import Button, Count, Day, Law, Placeholder, Titles
from actions.topics import topics
from actions.visit import PUBLIC, Visit
from rules.deadlines import Deadline
from store import cases, receipts, vault
from store.items import Item, catalogue

log = logging.getLogger(__name__)

Condition = Callable[[Mapping[str, Value]], bool]
Events = list[dict[str, Any]]

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
}
# Misses in a row after which a person is offered instead of another try.
PATIENCE = 2


class FlowForm(Action):  # type: ignore[misc]  # rasa_sdk has no types
    """Validate action of one form. Subclasses say what differs.

    Attributes:
        flow: name of the flow in the catalogue.
        form: name of the Rasa form.
        ways_in: ways in from which the flow may be started.
        elsewhere: way in → form that does there what this one does on other ways in.
        conditions: item → when it is asked; an item without one is always asked.
    """

    flow: ClassVar[str]
    form: ClassVar[str]
    ways_in: ClassVar[frozenset[str]] = PUBLIC
    elsewhere: ClassVar[Mapping[str, str]] = {}
    conditions: ClassVar[Mapping[str, Condition]] = {}

    def name(self) -> str:
        return f"validate_{self.form}"

    # -- what a flow may change ------------------------------------------------------------------------------------

    async def begin(self, visit: Visit) -> Events:
        """Start, or go on after the form was put aside."""
        return await self.advance(visit)

    async def answered(self, visit: Visit, item: str, value: Value) -> Events | None:
        """After an item got its answer: say what follows. Events to take another step than the next, or None."""
        return None

    async def step(self, visit: Visit, step: str) -> Events | None:
        """A step of the flow's own that is no item. Events, or None when the turn was not an answer to it."""
        return None

    async def complete(self, visit: Visit) -> Events:
        """All items have an answer: show what is filled and ask whether to submit."""
        return self.review(visit)

    async def submitted(self, visit: Visit, receipt: cases.Submitted) -> Events:
        """After the case is durable. Default: have the password typed back."""
        self.say_receipt(visit)
        return self.ask(visit, "typeback")

    def say_receipt(self, visit: Visit) -> None:
        """Say that it is submitted; number and password are filled in by the gateway."""
        number, password = Placeholder("receipt_number"), Placeholder("query_password")
        visit.say(f"utter_{self.flow}_submitted", receipt_number=number, query_password=password)

    # -- one turn --------------------------------------------------------------------------------------------------

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        visit = Visit.of(self.flow, dispatcher, tracker)
        visit.sheet.note("turns", int(visit.sheet.state("turns") or 0) + 1)
        if visit.asked is None:
            return await self._start(visit)
        step = visit.asked
        item = self.items.get(visit.sheet.item(step))
        if visit.turn.intent == "danger" and (item is None or not tells_of_harm(item, visit.turn)):
            return self._danger(visit)
        if visit.turn.intent == "danger":
            visit.say("utter_if_in_danger")
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
            visit.say("utter_officers_only" if visit.way_in in PUBLIC | {"hotline"} else "utter_public_only")
            return self.end(visit)
        visit.sheet.note("misses", 0)
        return await self.begin(visit)

    async def _answer(self, visit: Visit, step: str) -> Events | None:
        generic = {
            "confirm_cancel": self._confirm_cancel,
            "confirm_switch": self._confirm_switch,
            "change": self._change,
            "typeback": self._typeback,
            f"{self.flow}_review": self._reviewed,
        }
        if step in generic:
            events = await generic[step](visit)
        else:
            item = self.items.get(visit.sheet.item(step))
            events = await (self._item(visit, item) if item else self.step(visit, step))
        if events is not None:
            return events
        return await self._control(visit, step)

    async def _control(self, visit: Visit, step: str) -> Events | None:
        intent = visit.turn.intent
        changed = corrections.of(visit, self.items)
        if changed is not None:
            visit.say("utter_changed", item=changed.item_title, chosen=changed.option_title)
            return await self.accept(visit, changed.item, changed.option)
        if intent == "cancel" and not visit.sheet.answers(self.items):
            visit.say("utter_left")  # nothing was given: nothing to confirm
            return self.end(visit)
        if intent == "cancel":
            visit.sheet.note("before", step if step != "confirm_switch" else visit.sheet.state("before"))
            return self.ask(visit, "confirm_cancel")
        if intent == "step_back":
            return await self._back(visit, step)
        if intent == "correct":
            return self._offer_change(visit)
        if intent in FORMS and FORMS[intent] != self.form:
            visit.sheet.note("switch_to", intent)
            visit.sheet.note("before", step)
            return self.ask(visit, "confirm_switch")
        return None

    # -- items -----------------------------------------------------------------------------------------------------

    @property
    def items(self) -> Mapping[str, Item]:
        """The flow's items, in the order they are asked."""
        return catalogue()[self.flow].items

    def applies(self, item: str, answers: Mapping[str, Value]) -> bool:
        """Whether an item is asked, given the answers so far."""
        condition = self.conditions.get(item)
        return condition is None or condition(answers)

    async def _item(self, visit: Visit, item: Item) -> Events | None:
        if item.kind == "files":
            return await self._files(visit, item)
        answer = read(item, visit.sheet.get(item.id), visit.turn)
        if answer is None:
            return None
        if isinstance(answer, Refused):
            visit.say(answer.response)
            return self.again(visit)
        if isinstance(answer, Chosen):
            visit.sheet.note("misses", 0)
            visit.sheet.set(item.id, list(answer.options) or None)
            if answer.options:
                visit.say("utter_chosen", items=Titles.of(item.options[option] for option in answer.options))
            return self.again(visit)
        return await self.accept(visit, item.id, answer)

    async def _files(self, visit: Visit, item: Item) -> Events | None:
        turn = visit.turn
        if turn.intent == "skip":
            await self._drop(visit, item)
            return await self.accept(visit, item.id, SKIPPED)
        if turn.intent not in {"choose", "affirm", "submit", "deny"}:
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

    async def accept(self, visit: Visit, item: str, value: Value) -> Events:
        """Take an answer and go to the next step."""
        visit.sheet.set(item, value)
        visit.sheet.note("misses", 0)
        if value == SKIPPED and self.items[item].deferrable:
            visit.say("utter_deferred")
        events = await self.answered(visit, item, value)
        return events if events is not None else await self.advance(visit)

    async def advance(self, visit: Visit) -> Events:
        """Ask the first item that applies and is open; when none is left, complete."""
        await self._drop_what_no_longer_applies(visit)
        answers = visit.sheet.answers(self.items)
        for name, item in self.items.items():
            if not self.applies(name, answers):
                continue
            value = visit.sheet.get(name)
            if value is None or (item.multiple and visit.sheet.state("before") == visit.sheet.slot(name)):
                return self.ask(visit, visit.sheet.slot(name))
        return await self.complete(visit)

    async def _drop_what_no_longer_applies(self, visit: Visit) -> None:
        answers = visit.sheet.answers(self.items)
        gone = [name for name in answers if not self.applies(name, answers)]
        for name in gone:
            visit.sheet.set(name, None)
            if self.items[name].sealed:
                await self._drop(visit, self.items[name])

    async def _drop(self, visit: Visit, item: Item) -> None:
        """Delete what was sealed for an item."""
        await data.write(lambda s: vault.drop(s, visit.conversation, item.label))

    # -- steps every flow has --------------------------------------------------------------------------------------

    def ask(self, visit: Visit, step: str) -> Events:
        """Ask a step next; the form says its question."""
        return [*visit.sheet.events(), SlotSet("requested_slot", step)]

    def again(self, visit: Visit) -> Events:
        """Ask the step that is open once more."""
        if visit.asked == "change":
            self._say_change(visit)
        return self.ask(visit, visit.asked or "")

    def end(self, visit: Visit, follow: str | None = None) -> Events:
        """Leave the form; `follow` is the form to go on with."""
        visit.sheet.note("before", None)
        visit.sheet.note("switch_to", None)
        events = [*visit.sheet.events(), SlotSet("requested_slot", None)]
        return [*events, FollowupAction(follow)] if follow else events

    def forget(self, visit: Visit) -> None:
        """Empty the form, so that the flow can be gone through anew."""
        for name in self.items:
            visit.sheet.set(name, None)

    def review(self, visit: Visit) -> Events:
        """Say which items are filled (never what they say) and ask whether to submit."""
        answers = visit.sheet.answers(self.items)
        asked = [name for name in self.items if self.applies(name, answers)]
        filled = Titles.of(self.items[name].title for name in asked if answers.get(name, SKIPPED) != SKIPPED)
        empty = Titles.of(self.items[name].title for name in asked if answers.get(name, SKIPPED) == SKIPPED)
        if empty.titles:
            visit.say("utter_review", filled=filled, empty=empty)
        else:
            visit.say("utter_review_full", filled=filled)
        return self.ask(visit, f"{self.flow}_review")

    async def _reviewed(self, visit: Visit) -> Events | None:
        if visit.turn.intent in {"submit", "affirm"}:
            return await self.submit(visit)
        if visit.turn.intent == "deny":
            return self._offer_change(visit)
        return None

    async def submit(self, visit: Visit) -> Events:
        """Make the case. Nothing is said to be submitted before it is durable (fail closed)."""
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

    async def _typeback(self, visit: Visit) -> Events | None:
        if visit.turn.intent == "typed_back" and visit.turn.value == "mismatch":
            visit.say("utter_typeback_mismatch")
            return self.again(visit)
        if visit.turn.intent == "typed_back":
            visit.say("utter_typeback_match")
        elif visit.turn.intent not in {"skip", "deny", "cancel", "affirm"}:
            return None
        return await self.closed(visit)

    async def closed(self, visit: Visit) -> Events:
        """After the receipt is safe with the person."""
        return self.end(visit)

    async def _confirm_cancel(self, visit: Visit) -> Events | None:
        yes = _yes(visit)
        if yes is None and visit.turn.intent != "cancel":
            return None
        if yes is False:
            visit.say("utter_kept")
            return self._return(visit)
        await data.write(lambda s: self._erase(s, visit.conversation))
        self.forget(visit)
        visit.sheet.note("linked_case", None)
        visit.say("utter_cancelled")
        return self.end(visit)

    def _erase(self, session: Any, conversation: str) -> None:
        vault.drop(session, conversation, f"{self.flow}.")
        receipts.discard(session, conversation)

    async def _confirm_switch(self, visit: Visit) -> Events | None:
        yes = _yes(visit)
        target = visit.sheet.state("switch_to")
        if yes is None and visit.turn.intent == target:
            yes = True
        if yes is None:
            return None
        if not yes or target not in FORMS:
            visit.say("utter_kept")
            return self._return(visit)
        visit.say("utter_put_aside")
        visit.sheet.note("resume_flow", self.form)
        return self.end(visit, follow=FORMS[target])

    def _danger(self, visit: Visit) -> Events:
        """Danger interrupts anything: the urgent form comes next, this one is put aside."""
        visit.sheet.note("resume_flow", self.form)
        return self.end(visit, follow=FORMS["danger"])

    def _return(self, visit: Visit) -> Events:
        before = visit.sheet.state("before")
        visit.sheet.note("before", None)
        if before == "change":
            self._say_change(visit)
        return self.ask(visit, str(before or visit.asked))

    async def _back(self, visit: Visit, step: str) -> Events:
        if step in {"confirm_cancel", "confirm_switch"}:
            visit.say("utter_kept")
            return self._return(visit)
        answers = visit.sheet.answers(self.items)
        order = [name for name in self.items if self.applies(name, answers)]
        current = visit.sheet.item(step)
        earlier = order[: order.index(current)] if current in order else order
        answered = [name for name in earlier if name in answers]
        if not answered:
            visit.say("utter_back_first")
            return self.again(visit)
        visit.sheet.set(answered[-1], None)
        return self.ask(visit, visit.sheet.slot(answered[-1]))

    def _offer_change(self, visit: Visit) -> Events:
        if not visit.sheet.answers(self.items):
            visit.say("utter_back_first")
            return self.again(visit)
        self._say_change(visit)
        return self.ask(visit, "change")

    def _say_change(self, visit: Visit) -> None:
        filled = visit.sheet.answers(self.items)
        buttons = tuple(Button(self.items[name].title, f"choose:{name}") for name in self.items if name in filled)
        visit.say("utter_change", buttons=buttons)

    async def _change(self, visit: Visit) -> Events | None:
        name = visit.turn.value
        if visit.turn.intent != "choose" or name is None or name not in self.items:
            return None
        visit.sheet.set(name, None)
        return self.ask(visit, visit.sheet.slot(name))

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


def _yes(visit: Visit) -> bool | None:
    """A yes-or-no step's answer, or None when the turn is something else. Who wants to submit gives nothing up."""
    said = visit.turn.value if visit.turn.intent == "choose" else visit.turn.intent
    meaning = {"yes": True, "affirm": True, "no": False, "deny": False, "resume": False, "submit": False}
    return meaning.get(said or "")


def say_deadlines(visit: Visit, deadlines: list[Deadline]) -> None:
    """Say each deadline with its article; 暂定 where the calendar of that year is not published.

    A duty at once (立即) is said as the text has it: without a last day.
    """
    for deadline in deadlines:
        if deadline.at_once:
            visit.say(
                "utter_deadline_at_once",
                deadline=Law(deadline.title_zh),
                word=Law(deadline.word),
                citation=Law("、".join(ref.cite(short=True) for ref in deadline.refs)),
            )
            continue
        visit.say(
            "utter_deadline_provisional" if deadline.provisional else "utter_deadline",
            deadline=Law(deadline.title_zh),
            due=Day(deadline.due),
            citation=Law("、".join(ref.cite(short=True) for ref in deadline.refs)),
        )
