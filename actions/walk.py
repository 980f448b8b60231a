"""What every flow walks on: the items of the catalogue, asked in order; what is known already, what is dropped.

A flow (one file each) is its items in `store/items.yaml`, the conditions under which they are asked, what is said
after an answer, and what submitting does. Rasa's form asks the step that the validate action sets as
`requested_slot`; `Walk` decides which.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from rasa_sdk import Action
from rasa_sdk.events import FollowupAction, SlotSet

from actions import consent, data, stating
from actions.sheet import SKIPPED, Value
from actions.speech import Button, Placeholder, Titles
from actions.visit import BRIEFLY, MORE, PUBLIC, Visit
from store import cases, vault
from store.items import Item, catalogue

Condition = Callable[[Mapping[str, Value]], bool]
Events = list[dict[str, Any]]


# Steps whose questions are long, and have a brief form (`utter_ask_<step>_briefly`).
BRIEF = frozenset({"report_mode"})


class Walk(Action):  # type: ignore[misc]  # rasa_sdk has no types
    """The items of one flow and how they are walked. Subclasses say what differs.

    Attributes:
        flow: name of the flow in the catalogue.
        form: name of the Rasa form.
        ways_in: ways in from which the flow may be started.
        elsewhere: way in → form that does there what this one does on other ways in.
        not_here: way in → what is said there instead, where the flow cannot be started.
        conditions: item → when it is asked; an item without one is always asked.
        gives_up_at_review: whether 取消 at the review plainly means the flow that is open.
        own_word_at_review: whether a mere 嗯, 好 says too little there: many come to it under pressure.
    """

    flow: ClassVar[str]
    form: ClassVar[str]
    ways_in: ClassVar[frozenset[str]] = PUBLIC
    elsewhere: ClassVar[Mapping[str, str]] = {}
    not_here: ClassVar[Mapping[str, str]] = {}
    conditions: ClassVar[Mapping[str, Condition]] = {}
    gives_up_at_review: ClassVar[bool] = True
    own_word_at_review: ClassVar[bool] = False

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

    def shut(self, visit: Visit) -> str:
        """The response where the flow cannot be started on this way in."""
        closed = "utter_officers_only" if visit.way_in in PUBLIC | {"hotline"} else "utter_public_only"
        return self.not_here.get(visit.way_in, closed)

    # -- items -----------------------------------------------------------------------------------------------------

    @property
    def items(self) -> Mapping[str, Item]:
        """The flow's items, in the order they are asked."""
        return catalogue()[self.flow].items

    def applies(self, item: str, answers: Mapping[str, Value]) -> bool:
        """Whether an item is asked, given the answers so far."""
        condition = self.conditions.get(item)
        return condition is None or condition(answers)

    async def accept(self, visit: Visit, item: str, value: Value) -> Events:
        """Take an answer and go to the next step."""
        visit.sheet.set(item, value)
        visit.sheet.note("misses", 0)
        visit.sheet.note("changing", None)
        if value == SKIPPED and self.items[item].deferrable and not visit.more:
            visit.say("utter_deferred")
        events = await self.answered(visit, item, value)
        return events if events is not None else await self.advance(visit)

    async def advance(self, visit: Visit, *, drop: bool = True) -> Events:
        """Take what was stated before; ask the first item that applies and is open; when none is left, complete.

        `drop`: whether what no longer applies is deleted now.
        """
        if drop:
            await self._drop_what_no_longer_applies(visit)
        taken = stating.take(visit, self.items, self.applies)
        if taken:
            visit.say("utter_taken", items=Titles.of(stating.titles(self.items, taken)))
        for name, value in taken:
            events = await self.answered(visit, name, value)
            if events is not None:
                return events
        answers = visit.sheet.answers(self.items)
        for name, item in self.items.items():
            if not item.asked or not self.applies(name, answers):
                continue
            open_still = visit.sheet.get(name) is None
            if open_still or (item.multiple and visit.sheet.state("before") == visit.sheet.slot(name)):
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

    def given(self, visit: Visit) -> dict[str, Value]:
        """The answers to what is asked in this flow; what came by itself (a story, how it began) is none."""
        return {name: value for name, value in visit.sheet.answers(self.items).items() if self.items[name].asked}

    def told(self, visit: Visit, item: str) -> bool:
        """Whether a story tells of this item already: then it is only asked whether anything needs adding."""
        return any(one.tells == item and visit.sheet.get(name) is not None for name, one in self.items.items())

    # -- steps every flow has --------------------------------------------------------------------------------------

    def ask(self, visit: Visit, step: str, *, afresh: bool = True) -> Events:
        """Ask a step next; the form says its question. `afresh`: as the next step, not come back to: only then does a
        mere 好 answer what cannot be undone.
        """
        self._show_chosen(visit, step)
        consent.note_asked(visit, step, afresh=afresh)
        more = MORE if self.told(visit, visit.sheet.item(step)) else ""
        return [*visit.sheet.events(), SlotSet("requested_slot", f"{step}{more}")]

    def _show_chosen(self, visit: Visit, step: str) -> None:
        """What is chosen already of several is shown whenever it is asked again."""
        item = self.items.get(visit.sheet.item(step))
        picked = visit.sheet.get(item.id) if item is not None and item.multiple else None
        said = any(one.get("response") == "utter_chosen" for one in visit.dispatcher.messages)
        if item is not None and isinstance(picked, list) and picked and not said:
            visit.say("utter_chosen", items=Titles.of(item.options[option] for option in picked))

    def say_filled(self, visit: Visit) -> None:
        """Say which items have an answer, never what it says."""
        filled = self._filled(visit)
        if filled.titles:
            visit.say("utter_filled", filled=filled)
        else:
            visit.say("utter_nothing_filled")

    def _filled(self, visit: Visit) -> Titles:
        """The titles of what is asked or told in this flow and has an answer."""
        answers = visit.sheet.answers(self.items)
        applying = [name for name in self.items if self.applies(name, answers)]
        return Titles.of(self.items[name].title for name in applying if answers.get(name, SKIPPED) != SKIPPED)

    def again(self, visit: Visit) -> Events:
        """Ask the step that is open once more; all of a long question only to who wants it repeated."""
        if visit.asked == "change":
            self._say_change(visit)
        if str(visit.asked).endswith("_review"):
            consent.forget_afresh(visit, review=True)
        if visit.asked in BRIEF and visit.turn.intent != "repeat":
            consent.forget_afresh(visit, review=False)
            return [*visit.sheet.events(), SlotSet("requested_slot", f"{visit.asked}{BRIEFLY}")]
        return self.ask(visit, visit.asked or "")

    async def _typeback(self, visit: Visit) -> Events | None:
        if visit.turn.intent == "typed_back" and visit.turn.value == "mismatch":
            visit.say("utter_typeback_mismatch")
            return self.again(visit)
        if visit.turn.intent == "typed_back":
            visit.say("utter_typeback_match")
        elif visit.turn.intent in {"repeat", "lost_receipt"}:
            # The gateway holds them until they are typed back or left.
            number, password = Placeholder("receipt_number"), Placeholder("query_password")
            visit.say("utter_typeback_again", receipt_number=number, query_password=password)
            return self.again(visit)
        elif visit.turn.intent == "submit":
            visit.say("utter_submitted_already")  # 提交吧: it is
            return self.again(visit)
        elif visit.turn.intent not in {"skip", "deny", "cancel", "affirm"}:
            return None
        return await self.closed(visit)

    async def closed(self, visit: Visit) -> Events:
        """After the receipt is safe with the person."""
        return self.end(visit)

    def end(self, visit: Visit, follow: str | None = None) -> Events:
        """Leave the form; `follow` is the form to go on with."""
        visit.sheet.note("before", None)
        visit.sheet.note("switch_to", None)
        visit.sheet.note("asked_afresh", None)
        events = [*visit.sheet.events(), SlotSet("requested_slot", None)]
        return [*events, FollowupAction(follow)] if follow else events

    def forget(self, visit: Visit) -> None:
        """Empty the form, so that the flow can be gone through anew."""
        for name in self.items:
            visit.sheet.set(name, None)
        stating.forget(visit, self.items)

    def review(self, visit: Visit) -> Events:
        """Say which items are filled (never what they say) and ask whether to submit."""
        answers = visit.sheet.answers(self.items)
        listed = [name for name in self.items if self.applies(name, answers)]
        filled = self._filled(visit)
        empty = Titles.of(
            self.items[name].title
            for name in listed
            if self.items[name].asked and answers.get(name, SKIPPED) == SKIPPED and not self.told(visit, name)
        )
        if empty.titles:
            visit.say("utter_review", filled=filled, empty=empty)
        else:
            visit.say("utter_review_full", filled=filled)
        return self.ask(visit, f"{self.flow}_review")

    def _say_change(self, visit: Visit) -> None:
        filled = self.given(visit)
        buttons = tuple(Button(self.items[name].title, f"choose:{name}") for name in self.items if name in filled)
        visit.say("utter_change", buttons=(*buttons, Button("不改了", "resume")))
