"""举报 (规定 2): the report of a duty crime, by name or anonymously."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from actions import consent
from actions.flow import Condition, Events, FlowForm
from actions.sheet import SEALED, Value
from actions.speech import Titles
from actions.visit import HOTLINE, PUBLIC, Visit
from store import cases
from store.items import STORY, Item


def _by_name(answers: Mapping[str, Value]) -> bool:
    """实名 wants the three elements of 第二条第二款: true name, a concrete contact, acknowledging the report."""
    return answers.get("mode") == "realname"


# Without these nobody reports by name; who gives none, or would rather not, is offered the anonymous way.
UNNAMED = frozenset({"name", "contact"})
NOTHING_TO_GIVE = frozenset({"none_given", "skip", "deny", "unsure"})


class ReportForm(FlowForm):
    """Walks a report; offers a linked protection request when retaliation is feared or has happened (第八条)."""

    flow = "report"
    form = "report_form"
    ways_in = PUBLIC | HOTLINE
    conditions: ClassVar[Mapping[str, Condition]] = {
        "capacity": _by_name,
        "name": _by_name,
        "id_number": lambda answers: _by_name(answers) and answers.get("capacity") == "individual",
        "contact": _by_name,
        "acknowledge": _by_name,
    }

    def wanted(self, visit: Visit) -> bool:
        """Who says how to report wants to (我要实名举报)."""
        return super().wanted(visit) or "report_mode" in visit.turn.entities

    async def answered(self, visit: Visit, item: str, value: Value) -> Events | None:
        named = self.items[item].sealed and visit.sheet.get("mode") == "realname"
        if named and "unnamed" in visit.turn.entities.get("heard", ()):  # 13800000000，别写我名字
            visit.sheet.note("before", visit.sheet.slot(item) if item == "name" else None)  # what was given may be none
            return self.ask(visit, "confirm_unnamed")
        if item == "mode":
            visit.say("utter_realname_means" if value == "realname" else "utter_anonymous_means")
        elif item == "capacity" and value in {"joint", "unit"}:
            visit.say(f"utter_{value}_means")
        elif item == "acknowledge" and value == "no":
            return self.ask(visit, "confirm_anonymous")
        elif item == "retaliation" and value in {"feared", "happened"}:
            # Kept for the offer after submitting; the form itself is empty by then.
            visit.sheet.note("offer", visit.sheet.get("mode") == "realname")
            if visit.sheet.get("mode") == "anonymous":
                visit.say("utter_anonymous_retaliation")
        return None

    async def step(self, visit: Visit, step: str) -> Events | None:
        turn = visit.turn
        if step == "confirm_anonymous":
            return await self._anonymous_or_not(visit)
        if step == "confirm_unnamed":
            return await self._unnamed(visit)
        if step != "offer_protection":
            return None
        # Fear is a reason to ask for it (我怕报复，要申请), not a doubt; a doubt about asking withholds the act itself.
        asking = turn.intent == "protect_reporter" and turn.stance in {"affirmed", "doubted"}
        if turn.agrees("yes", "thus", "protect", beside={"keep"}, loosely=True) or (
            asking and "do.protect" not in turn.denied
        ):
            return self.end(visit, follow="protect_reporter_form")
        declining = turn.intent in {"deny", "skip", "cancel", "not_that"} and turn.stance in {"denied", "affirmed"}
        if turn.refuses("protect") or declining:
            visit.sheet.note("linked_case", None)
            return self.end(visit)
        return None

    async def _told(self, visit: Visit, step: str) -> Events:
        wishes = "unnamed" in visit.turn.entities.get("heard", ()) and visit.sheet.get("mode") == "realname"
        if not wishes or step not in {*map(visit.sheet.slot, self.items), "report_review"}:
            return await super()._told(visit, step)
        visit.sheet.set(STORY, SEALED)
        visit.say("utter_story_added")
        visit.sheet.note("before", step)
        return self.ask(visit, "confirm_unnamed")

    async def _anonymous_or_not(self, visit: Visit) -> Events | None:
        """Turning anonymous deletes the name, staying named names oneself: either takes its own plain words."""
        turn = visit.turn
        modes = turn.entities.get("report_mode", ())
        if modes == ("anonymous",) or (not modes and self._drops_name(visit)):
            visit.sheet.set("mode", "anonymous")
            visit.say("utter_anonymous_means")
        elif modes == ("realname",) or (turn.agrees("no") and not turn.typed) or turn.agrees("acknowledge"):
            visit.sheet.set("acknowledge", "yes")
        else:
            return self.again(visit) if consent.ask_again(visit, "confirm_anonymous") else None
        return await self.advance(visit)

    def _drops_name(self, visit: Visit) -> bool:
        """A plain yes to going on without a name, asked at the declaration, where a no may have been meant otherwise
        (不认可这样处理): a name that was given is deleted by it, so that it takes 匿名 or the button.
        """
        given = any(visit.sheet.get(name) == SEALED for name in UNNAMED)
        return consent.agreed(visit, "confirm_anonymous", own_word=given)

    async def _item(self, visit: Visit, item: Item) -> Events | None:
        if item.id in UNNAMED and visit.turn.intent in NOTHING_TO_GIVE:
            visit.sheet.note("before", visit.sheet.slot(item.id))
            return self.ask(visit, "confirm_unnamed")
        if visit.turn.intent == "none_given" and visit.sheet.get("mode") == "realname":
            visit.sheet.note("before", visit.sheet.slot(item.id))  # 不要实名, said at another step
            return self.ask(visit, "confirm_unnamed")
        if visit.turn.intent == "none_given":
            visit.say("utter_already_so", chosen=Titles.of([self.items["mode"].options["anonymous"]]))
            return self.again(visit)
        return await super()._item(visit, item)

    async def _unnamed(self, visit: Visit) -> Events | None:
        """Who leaves name or contact out may report anonymously, or give them after all. Turning anonymous deletes what
        was given of the name: it takes a plain yes.
        """
        turn = visit.turn
        if turn.intent == "step_back" or consent.declined(visit, "confirm_anonymous"):
            visit.say("utter_kept")
            return self._return(visit) if visit.sheet.state("before") else await self.advance(visit)
        if not consent.agreed(visit, "confirm_anonymous") and turn.entities.get("report_mode") != ("anonymous",):
            return self.again(visit) if consent.ask_again(visit, "confirm_anonymous") else None
        visit.sheet.note("before", None)
        visit.sheet.set("mode", "anonymous")
        visit.say("utter_anonymous_means")
        return await self.advance(visit)

    async def submitted(self, visit: Visit, receipt: cases.Submitted) -> Events:
        events = await super().submitted(visit, receipt)
        if visit.way_in == "hotline":
            visit.say("utter_phone_receipt")
        if visit.sheet.state("offer"):
            visit.sheet.note("linked_case", receipt.case_id)
            return self.ask(visit, "typeback")
        return events

    async def closed(self, visit: Visit) -> Events:
        if visit.sheet.state("offer") and visit.sheet.state("linked_case"):
            visit.sheet.note("offer", None)
            return self.ask(visit, "offer_protection")
        return self.end(visit)
