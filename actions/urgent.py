"""Danger now: 110 first, then an urgent request in two steps (规定 1 第六条第二款; 规定 2 第九条第三款)."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from actions import alarm, consent, data, sent_call
from actions.flow import FORMS, Events, FlowForm
from actions.retracing import BETWEEN
from actions.sheet import SEALED, SKIPPED
from actions.story import kept_in
from actions.visit import HOTLINE, OFFICER, PUBLIC, Visit
from store import cases, receipts, vault
from store.items import STORY, Item

# So many cries where it is asked how to be reached leave it out.
CRIES = 2
# At the first step each of these means: not this, back to where I was.
NOT_THIS = frozenset({"step_back", "cancel", "correct", "deny"})


class UrgentForm(FlowForm):
    """Open to every way in, at every moment; submitted without a review, first at the desk.

    It begins by itself only from a button or from words that say here and now; else it asks first. What was said then
    is sealed as its first words (`urgent.words`), with how it began as a plain fact (`urgent.start`).
    """

    flow = "urgent"
    form = "urgent_form"
    ways_in = PUBLIC | HOTLINE | OFFICER

    async def begin(self, visit: Visit) -> Events:
        start = alarm.start_of(visit.turn)
        if visit.sheet.get("start") is None and start is None:
            if visit.turn.stance == "denied":
                visit.say("utter_no_danger")
                return self.end(visit)
            return self.ask(visit, alarm.ask_whether(visit))
        return await self._help(visit, start or "confirmed")

    async def _help(self, visit: Visit, start: str) -> Events:
        alarm.begin(visit, start)
        alarm.call(visit)
        return await self.advance(visit)

    async def _confirm_danger(self, visit: Visit) -> Events | None:
        """Asked when nothing else was open. On no, the words are kept for whatever comes next."""
        yes = consent.plainly(visit.turn)
        if yes:
            return await self._help(visit, "confirmed")
        if yes is None and (visit.turn.typed or visit.turn.intent not in {"step_back", "cancel"}):
            return self.again(visit) if consent.about_danger(visit.turn) else None
        kept = await alarm.not_now(visit, "", in_box=False)
        visit.say("utter_not_now_waits" if kept else "utter_not_now_idle")
        return self.end(visit)

    async def step(self, visit: Visit, step: str) -> Events | None:
        """Asked when something said that the danger is not now, or left it in doubt that the call shall go; on no,
        nothing is requested.
        """
        if step != "confirm_now":
            return await super().step(visit, step)
        yes = consent.plainly(visit.turn, loosely=not visit.sheet.state("call_written"))
        if visit.turn.intent == "sealed":  # how to be reached, where it was asked whether there is danger
            visit.sheet.set("contact", SEALED)
            return await self._go_on(visit)
        if yes is None:
            return self.again(visit) if consent.about_danger(visit.turn) else None
        return await self._go_on(visit) if yes else await self._leave(visit)

    async def _go_on(self, visit: Visit) -> Events:
        """It shall go: on with what is open still, else it goes."""
        visit.sheet.note("call_doubted", None)
        visit.sheet.note("before", None)
        return await self.advance(visit)

    async def _control(self, visit: Visit, step: str) -> Events | None:
        if step == "confirm_danger":
            return None
        said_before = visit.sheet.state("call_doubted") == step
        if visit.turn.intent == "not_that" and visit.turn.value == "call" and not said_before:
            visit.sheet.note("call_doubted", step)
            visit.say("utter_nobody_called")
            return self.again(visit)
        if visit.turn.intent == "not_that" and visit.turn.value in {"now", "call"}:  # 别联系我, said again: asked
            self._aside_from(visit, step)
            visit.sheet.note("call_written", None)
            return self.ask(visit, "confirm_now")
        if visit.turn.intent in NOT_THIS and step == visit.sheet.slot("facts"):
            # At the hotline the caller may have rung off, and still be in danger.
            if self._came_back(visit) or (visit.way_in in HOTLINE and visit.turn.intent == "cancel"):
                self._aside_from(visit, step)
                return self.ask(visit, "confirm_now")
            return await self._leave(visit)
        wish = visit.turn.intent
        if wish in FORMS and FORMS[wish] != self.form and step not in BETWEEN:
            # Another errand: whoever asked for help is asked first, also when a button was pressed.
            visit.sheet.note("switch_to", wish)
            self._aside_from(visit, step)
            visit.say("utter_urgent_waits")
            return self.ask(visit, "confirm_switch")
        if visit.turn.intent == "cancel" and step == visit.sheet.slot("contact"):
            # 没事了, then a 没有 that means that very question; who presses the button to go on doubts no more.
            doubted = visit.sheet.state("call_doubted")
            visit.sheet.note("call_doubted", alarm.UNLESS_REACHED if doubted in (None, alarm.UNLESS_TOLD) else doubted)
        if visit.turn.intent == "cancel" and visit.sheet.state("resume_flow") not in (None, self.form):
            visit.say("utter_urgent_alone_given_up")
        return await super()._control(visit, step)

    def _came_back(self, visit: Visit) -> bool:
        """Whether the first step was answered and is open again: another 返回 would delete what was written there."""
        changing = visit.sheet.state("changing") or {}
        return changing.get("item") == "facts" and changing.get("was") == SEALED

    async def _confirm_cancel(self, visit: Visit) -> Events | None:
        if not visit.turn.typed and visit.sheet.state("call_doubted") == alarm.UNLESS_REACHED:
            visit.sheet.note("call_doubted", None)
        return await super()._confirm_cancel(visit)

    async def _confirm_switch(self, visit: Visit) -> Events | None:
        """On a plain yes. With nothing written yet there is no call for help to come back to."""
        wish = str(visit.sheet.state("switch_to"))
        target = FORMS.get(wish)
        agreed = consent.agreed(visit, "confirm_switch") or consent.opens(visit.turn, wish)
        if target is None or not agreed or self.given(visit) or consent.declined(visit, "confirm_switch"):
            return await super()._confirm_switch(visit)
        return await self._leave(visit, follow=target)

    async def _item(self, visit: Visit, item: Item) -> Events | None:
        if item.id == "facts" and visit.turn.intent == "skip" and not visit.more:
            visit.say("utter_urgent_cannot_skip")
            return self.again(visit)
        return await super()._item(visit, item)

    async def _leave(self, visit: Visit, follow: str | None = None) -> Events:
        """Pressed by mistake, or over: nothing is requested. What was said goes on with what was put aside, or
        with what is wanted instead (`follow`).
        """
        aside = str(follow or visit.sheet.state("resume_flow") or "").removesuffix("_form")
        keeps = bool(aside) and kept_in(aside) and visit.sheet.get("words") is not None

        def leave(s: Session) -> int:
            moved = vault.move(s, visit.conversation, alarm.WORDS, f"{aside}.{STORY}") if keeps else 0
            vault.drop(s, visit.conversation, "urgent.")
            receipts.discard(s, visit.conversation)
            return moved

        if await data.write(leave):
            visit.sheet.note(f"{aside}_{STORY}", SEALED)
        self.forget(visit)
        visit.say("utter_urgent_left")
        if follow == visit.sheet.state("resume_flow"):
            visit.sheet.note("resume_flow", None)
        return self.end(visit, follow=follow)

    def end(self, visit: Visit, follow: str | None = None) -> Events:
        if visit.sheet.state("resume_flow") != self.form:  # not only put aside
            visit.sheet.note("danger_by", None)
            visit.sheet.note("call_doubted", None)
            visit.sheet.note("call_written", None)
            visit.sheet.note("cries", None)
        return super().end(visit, follow)

    async def complete(self, visit: Visit) -> Events:
        """Nothing goes that was refused or put off in the call: 别叫警察, then a number."""
        doubted = visit.sheet.state("call_doubted")
        reached = doubted == alarm.UNLESS_REACHED and visit.sheet.get("contact") == SEALED
        if doubted not in (None, alarm.UNLESS_TOLD) and not reached:
            self._aside_from(visit, visit.sheet.slot("contact"))
            visit.sheet.note("call_written", "yes")
            return self.ask(visit, "confirm_now")
        return await self.submit(visit)

    async def submitted(self, visit: Visit, receipt: cases.Submitted) -> Events:
        self.say_receipt(visit)
        visit.sheet.note(sent_call.SLOT, receipt.case_id)
        return self.end(visit)

    async def _alarm(self, visit: Visit, step: str, item: Item | None) -> Events | None:
        """Said again, what is asked goes on; asked whether it is meant so, words that say so answer."""
        if visit.turn.stance == "denied":
            if step in {"confirm_danger", "confirm_now"}:  # 没有，他手里有刀: no plain no
                return None if consent.plainly(visit.turn) is False else self.again(visit)
            visit.turn = replace(visit.turn, intent="deny")
            return None
        start = alarm.start_of(visit.turn)
        if start is None and step in {"confirm_danger", "confirm_now"}:
            if step == "confirm_now":  # 他拿着刀 says that there is
                visit.sheet.set("words", SEALED)
                return await self._go_on(visit)
            return self.again(visit)
        if visit.sheet.get("start") is None:
            visit.sheet.note("urgent_start", start or "confirmed")
            alarm.call(visit)
            return self.ask(visit, visit.sheet.slot("facts"))
        if start != "button":
            visit.sheet.set("words", SEALED)
        if item is not None:
            cries = int(visit.sheet.state("cries") or 0) + 1
            visit.sheet.note("cries", cries)
            if cries >= CRIES and (item.id == "contact" or self.told(visit, item.id)):
                visit.sheet.note("cries", 0)  # who cries again instead of an answer has none to give
                return await self.accept(visit, item.id, SKIPPED)
        visit.say("utter_danger_police" if alarm.by_police(visit) else "utter_danger_again")
        # Asked whether to give it up, who cries for help again gives nothing up.
        if step == "confirm_now":
            return await self._go_on(visit)
        return self._return(visit) if step == "confirm_cancel" else self.again(visit)
