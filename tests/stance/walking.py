"""What a sentence does at an open question: boundary, trained model and action, as they run, without a network or database.

An outcome is one of `again` (asked again, whatever was said before it), `kept` (a confirm question was answered no),
`choose:<option>` (an option was taken; `choose:submit` and `choose:yes` are done), `open:<flow>` (a flow began).
"""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar
from unittest.mock import patch

import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import data
from actions.flow import FORMS, FlowForm
from actions.idle import Aside
from actions.registry import ACTIONS
from bot.channels.boundary import Boundary
from bot.channels.engine import Event, Text
from bot.channels.said import Refusal, Said
from bot.channels.schemas import Ask
from bot.channels.sentinel import Sentinel
from bot.channels.sessions import Session, Shown
from store.items import catalogue
from tests.conftest import ROOT

T = TypeVar("T")
ENGINE = ROOT / "bot" / "engine" / ".venv" / "bin" / "python"
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
# Where a confirm question or an offer stands, and what the form knows there.
OWN: Mapping[str, dict[str, Any]] = {
    "confirm_cancel": {"report_mode": "anonymous", "report_crime": "corruption", "before": "report_party"},
    "confirm_switch": {"report_mode": "anonymous", "switch_to": "query_status", "before": "report_party"},
    "confirm_anonymous": {"report_mode": "realname", "report_name": "sealed", "report_acknowledge": "no"},
    "confirm_unnamed": {"report_mode": "realname", "report_name": "sealed", "before": "report_contact"},
    "report.offer": {"offer": True, "linked_case": "case"},
}
SLOTS = {"report.offer": "offer_protection"}
# What cannot be taken back: outcome, by the step where it is.
FINAL: Mapping[str, frozenset[str]] = {
    "report.mode": frozenset({"choose:realname"}),
    "report.acknowledge": frozenset({"choose:yes"}),
    "confirm_cancel": frozenset({"choose:yes"}),
    "confirm_switch": frozenset({"choose:yes"}),
    "confirm_anonymous": frozenset({"choose:yes", "choose:no"}),
    "confirm_unnamed": frozenset({"choose:yes"}),
}


def final(asked: str, outcome: str) -> bool:
    """Whether this outcome, at this step, cannot be taken back."""
    return outcome == "choose:submit" or outcome in FINAL.get(asked, ())


@dataclass
class Understanding:
    """The trained model, asked in one go; what it said is remembered."""

    known: dict[str, dict[str, Any]] = field(default_factory=dict)

    def learn(self, texts: Sequence[str]) -> None:
        """Parse all texts that are not known yet."""
        new = list(dict.fromkeys(text for text in texts if text not in self.known))
        if not new:
            return
        said = subprocess.run(
            [ENGINE, "-m", "bot.engine.parse"],
            input="\n".join(text.replace("\n", " ") for text in new),
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        ).stdout.splitlines()
        self.known |= dict(zip(new, map(json.loads, said), strict=True))


def session_at(asked: str) -> Session:
    """A session as it is when this question is open: ask and buttons as `domain.yml` has them."""
    slot = SLOTS.get(asked, asked.replace(".", "_"))
    response = DOMAIN["responses"]["utter_menu" if asked == "menu" else f"utter_ask_{slot}"][-1]
    session = Session(b"", "c", "web", None)
    session.choices = {str(i): Shown(b["title"], b["payload"]) for i, b in enumerate(response.get("buttons", []))}
    ask = (response.get("custom") or {}).get("ask")
    session.ask = Ask(**ask) if ask else None
    return session


@cache
def sentinel() -> Sentinel:
    """As the gateway has it."""
    return Sentinel.load()


class Nowhere:
    """A vault that keeps nothing: here it only matters what is done."""

    async def seal_text(self, conversation: str, label: str, words: str, value: str | None = None) -> None:
        """Taken."""


async def decided(asked: str, text: str) -> Event | Text | None:
    """What the boundary makes of it; None when it answers itself."""
    boundary = Boundary(Nowhere(), sentinel(), None, 20_000)  # type: ignore[arg-type]
    try:
        return await boundary.decide(session_at(asked), Said(text=text), "")
    except Refusal:
        return None


def message(decision: Event | Text, model: Understanding) -> dict[str, Any]:
    """The tracker's latest message."""
    if isinstance(decision, Text):
        return model.known[decision.text]
    value = [{"entity": "value", "value": decision.value}] if decision.value else []
    stated = [{"entity": entity, "value": option} for entity, option in decision.entities]
    return {"intent": {"name": decision.intent}, "entities": value + stated}


async def act(asked: str, latest: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Outcome, and the responses that were said."""
    if asked == "menu":
        return await _at_menu(latest)
    slot = SLOTS.get(asked, asked.replace(".", "_"))
    flow = next((name for name in catalogue() if slot.startswith(f"{name}_")), "report")
    form = next(a for a in ACTIONS if issubclass(a, FlowForm) and a.flow == flow)()
    done: list[str] = []

    async def submit(visit: Any) -> list[dict[str, Any]]:
        done.append("submit")
        return []

    async def write(work: Any) -> None:
        done.append("write")

    slots: dict[str, Any] = {
        "way_in": "web",
        "requested_slot": slot,
        "asked_afresh": slot,
        **_filled(flow, slot),
        **OWN.get(asked, {}),
    }
    dispatcher = CollectingDispatcher()
    with patch.object(data, "write", write), patch.object(form, "submit", submit):
        events = await form.run(dispatcher, _tracker(slots, latest), {})
    after = {e["name"]: e["value"] for e in events if e["event"] == "slot"}
    follows = [e["name"] for e in events if e["event"] == "followup"]
    said = [m["template"] if m.get("template") else m.get("response", "") for m in dispatcher.messages]
    return _outcome(asked, slot, done, after, follows), said


def _outcome(asked: str, slot: str, done: list[str], after: Mapping[str, Any], follows: list[str]) -> str:
    goes_to = after.get("requested_slot", slot)
    if "submit" in done:
        return "choose:submit"
    if asked == "confirm_cancel":
        return "choose:yes" if "write" in done else "again" if goes_to == slot else "kept"
    if asked == "confirm_switch":
        return "choose:yes" if FORMS["query_status"] in follows else "again" if goes_to == slot else "kept"
    if asked == "confirm_unnamed":
        return "choose:yes" if after.get("report_mode") == "anonymous" else "again" if goes_to == slot else "kept"
    if asked == "confirm_anonymous":
        if after.get("report_mode") == "anonymous":
            return "choose:yes"
        return "choose:no" if after.get("report_acknowledge") == "yes" else "again"
    if asked == "report.offer":
        if follows:
            return "choose:yes" if FORMS["protect_reporter"] in follows else "again"
        return "choose:no" if goes_to is None else "again"
    if asked == "report.acknowledge" and goes_to == "confirm_anonymous":
        return "choose:no"
    value = after.get(slot)
    if isinstance(value, list):
        return "choose:" + "+".join(value)
    return f"choose:{value}" if isinstance(value, str) else "again"


async def _at_menu(latest: Mapping[str, Any]) -> tuple[str, list[str]]:
    intent = latest["intent"]["name"]
    if intent in {"receipt", "receipt_invalid"}:
        return "open:query_status", []
    if intent == "story":  # what is told at the menu may open the flow that it is told for
        goal = next((e["value"] for e in latest["entities"] if e["entity"] == "value"), "none")
        return (f"open:{goal}", []) if goal in FORMS else ("again", [])
    if intent in FORMS:
        return f"open:{intent}", []
    dispatcher = CollectingDispatcher()
    await Aside().run(dispatcher, _tracker({"way_in": "web"}, latest), {})
    return "again", [m.get("template") or m.get("response", "") for m in dispatcher.messages]


def _filled(flow: str, slot: str) -> dict[str, Any]:
    """Answers to what comes before the open step; everything, at the review."""
    found: dict[str, Any] = {}
    for name, item in catalogue()[flow].items.items():
        if f"{flow}_{name}" == slot:
            break
        first = next(iter(item.options), "")
        found[f"{flow}_{name}"] = "sealed" if item.sealed else [first] if item.multiple else first
    return found


def _tracker(slots: dict[str, Any], latest: Mapping[str, Any]) -> Tracker:
    return Tracker("c", slots, dict(latest), [], False, None, {}, "action_listen")


def outcomes(cases: Sequence[tuple[str, str]], model: Understanding) -> list[tuple[str, list[str]]]:
    """Outcome and what was said, of each pair of question and text."""

    async def run() -> list[tuple[str, list[str]]]:
        decisions = [await decided(asked, text) for asked, text in cases]
        model.learn([d.text for d in decisions if isinstance(d, Text)])
        return [
            ("again", []) if d is None else await act(asked, message(d, model))
            for (asked, _), d in zip(cases, decisions, strict=True)
        ]

    return apart(run())


def apart(work: Coroutine[Any, Any, T]) -> T:
    """What `work` gives, run in a thread of its own: where a browser is open, this one has a running loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
