"""Going back over what was given: a step back, another answer to one item, holding off what is not submitted."""

from __future__ import annotations

from actions.sheet import SEALED
from actions.speech import Button, Titles
from actions.visit import Visit
from actions.walk import Events, Walk

# Questions that come between two steps of a flow.
BETWEEN = frozenset({"confirm_cancel", "confirm_switch", "confirm_danger", "confirm_now"})
# Steps after submitting.
CLOSING = frozenset({"typeback", "offer_protection"})
# Under these intents a denied "submit" is no answer to a question.
HOLDS_BACK = frozenset({"deny", "submit", "cancel", "not_that", "nlu_fallback", "out_of_scope", "answer"})
# At the list of what can be changed: nothing is to be changed.
LEAVES_LIST = frozenset({"resume", "step_back", "skip", "deny"})
HOLDING = (Button("接着填", "resume"), Button("先停一停", "pause"), Button("放弃", "cancel"))


class Retracing(Walk):
    """What every flow can do with answers that were given."""

    def _held(self, visit: Visit, step: str) -> Events:
        """It shall not be submitted: nothing is yet, and what can be done instead is said."""
        if step in CLOSING:
            visit.say("utter_submitted_already")
        else:
            visit.say("utter_holding", buttons=HOLDING)
        return self.again(visit)

    def _return(self, visit: Visit) -> Events:
        before = visit.sheet.state("before")
        visit.sheet.note("before", None)
        if before == "change":
            self._say_change(visit)
        return self.ask(visit, str(before or visit.asked), afresh=False)

    async def _back(self, visit: Visit, step: str) -> Events:
        if step in BETWEEN:
            visit.say("utter_kept")
            return self._return(visit)
        answers = self.given(visit)
        order = [name for name in self.items if self.applies(name, answers)]
        current = visit.sheet.item(step)
        earlier = order[: order.index(current)] if current in order else order
        answered = [name for name in earlier if name in answers]
        if not answered:
            visit.say("utter_back_first")
            return self.again(visit)
        return self._anew(visit, answered[-1])

    def _offer_change(self, visit: Visit) -> Events:
        if not self.given(visit):
            visit.say("utter_back_first")
            return self.again(visit)
        if visit.asked != "change":
            visit.sheet.note("change_from", visit.asked)
        self._say_change(visit)
        return self.ask(visit, "change")

    def _named(self, visit: Visit, value: str) -> Events:
        """One item by its name: to be answered anew, or (`<item>.given`) answered anew already."""
        name, _, given = value.partition(".")
        if name not in self.items or visit.sheet.get(name) is None or visit.asked in BETWEEN:
            return self._offer_change(visit)
        if given:
            visit.sheet.set(name, SEALED)
            visit.say("utter_given_anew", item=Titles.of([self.items[name].title]))
            return self.again(visit)
        return self._anew(visit, name)

    def _anew(self, visit: Visit, name: str) -> Events:
        """Ask an item again; until it has its answer, what it was can be had back (不改了)."""
        visit.sheet.note("changing", {"item": name, "was": visit.sheet.get(name)})
        visit.sheet.set(name, None)
        return self.ask(visit, visit.sheet.slot(name))

    async def _unchanged(self, visit: Visit, step: str) -> Events | None:
        """不改了, where an item is being answered anew: it stays as it was, and on with the next."""
        changing = visit.sheet.state("changing") or {}
        kept = visit.turn.intent == "resume" and visit.turn.value == "unchanged"
        if not kept or changing.get("item") != visit.sheet.item(step):
            return None
        visit.sheet.note("changing", None)
        visit.sheet.set(str(changing["item"]), changing["was"])
        visit.say("utter_unchanged")
        return await self.advance(visit, drop=False)

    async def _change(self, visit: Visit) -> Events | None:
        name = visit.turn.value
        if visit.turn.intent in LEAVES_LIST and visit.turn.stance in {"affirmed", "denied"}:
            if visit.turn.refuses("back", "skip"):
                return None  # 别返回
            visit.say("utter_unchanged")
            step = visit.sheet.state("change_from")
            visit.sheet.note("change_from", None)
            return self.ask(visit, str(step)) if step else await self.advance(visit, drop=False)
        if visit.turn.intent != "choose" or name is None or name not in self.items:
            return None
        return self._anew(visit, name)


def holds_back(visit: Visit) -> bool:
    """Whether a sentence at a question wants nothing submitted (我还不想交上去), and says no more."""
    turn = visit.turn
    wish = turn.typed and turn.intent in HOLDS_BACK and not turn.entities
    return wish and turn.stance == "denied" and "do.submit" in turn.denied
