"""Bounded conversations: what is kept, how much, how long."""

from __future__ import annotations

import time
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.tracker_store import BoundedTrackerStore

DOMAIN = Domain.from_dict(
    {
        "slots": {
            name: {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
            for name in ("a", "b", "c")
        },
        "forms": {"report_form": {"required_slots": []}},
    }
)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock) -> BoundedTrackerStore:
    return BoundedTrackerStore(DOMAIN, idle_seconds=100, max_conversations=3, clock=clock)


async def take_turn(store: BoundedTrackerStore, number: int, conversation: str = "c") -> None:
    tracker = await store.get_or_create_tracker(conversation, append_action_listen=False)
    tracker.update(ActionExecuted("action_listen"))
    tracker.update(UserUttered("·", {"name": "choose", "confidence": 1.0}, []))
    if number == 1:
        tracker.update(ActiveLoop("report_form"))
    tracker.update(SlotSet("abc"[number % 3], number))
    tracker.update(ActionExecuted("report_form"))
    await store.save(tracker)


async def test_replaying_a_cut_history_gives_the_same_state(store: BoundedTrackerStore) -> None:
    for number in range(1, 40):
        await take_turn(store, number)
        tracker = await store.retrieve("c")
        replayed = DialogueStateTracker.from_events("c", list(tracker.events), DOMAIN.slots)
        assert replayed.current_slot_values() == tracker.current_slot_values()
        assert replayed.active_loop_name == tracker.active_loop_name == "report_form"
        assert tracker.get_slot("abc"[number % 3]) == number


async def test_the_history_does_not_grow(store: BoundedTrackerStore) -> None:
    lengths = []
    for number in range(1, 301):
        await take_turn(store, number)
        lengths.append(len((await store.retrieve("c")).events))
    assert max(lengths[5:]) == lengths[5]
    assert sum(isinstance(e, UserUttered) for e in (await store.retrieve("c")).events) == 2


async def test_what_is_handed_out_is_a_copy(store: BoundedTrackerStore) -> None:
    await take_turn(store, 1)
    working = await store.retrieve("c")
    working.update(SlotSet("a", "changed"))
    working.update(ActiveLoop(None))
    kept = await store.retrieve("c")
    assert kept.get_slot("a") is None and kept.active_loop_name == "report_form"
    assert len(kept.events) == len(working.events) - 2


async def test_an_unsaved_conversation_does_not_exist(store: BoundedTrackerStore) -> None:
    await store.get_or_create_tracker("c")
    assert not await store.exists("c") and await store.retrieve("c") is None


async def test_idle_conversations_are_gone(store: BoundedTrackerStore, clock: Clock) -> None:
    await take_turn(store, 1, "early")
    clock.now = 60
    await take_turn(store, 1, "late")
    clock.now = 99.9
    assert await store.exists("early")
    clock.now = 100
    assert not await store.exists("early") and await store.retrieve("early") is None
    clock.now = 200
    assert store.drop_idle() == 1 and len(store) == 0


async def test_the_longest_idle_makes_room(store: BoundedTrackerStore) -> None:
    for name in "wxy":
        await take_turn(store, 1, name)
    await take_turn(store, 2, "w")
    await take_turn(store, 1, "z")
    assert sorted(await store.keys()) == ["w", "y", "z"]


async def test_forget(store: BoundedTrackerStore) -> None:
    await take_turn(store, 1)
    assert store.forget("c") and not store.forget("c")
    assert await store.retrieve("c") is None


async def test_step_300_costs_what_step_5_does(bot: Any) -> None:
    async def timed(conversation: str, number: int) -> float:
        began = time.perf_counter()
        status, _ = await bot.event("choose", "realname", turn=number, conversation=conversation)
        assert status == 200
        return time.perf_counter() - began

    await bot.event("report", conversation="old")
    for number in range(2, 300):
        await timed("old", number)
    old_size = len(str(bot.actions.calls[-1]))
    await bot.event("report", conversation="young")
    for number in range(2, 6):
        await timed("young", number)
    assert old_size <= len(str(bot.actions.calls[-1])) * 1.05
    # Turn about, so that whatever else the machine does meets both alike.
    pairs = [(await timed("young", number), await timed("old", 300 + number)) for number in range(6, 66)]
    young, old = (sorted(times)[len(pairs) // 4] for times in zip(*pairs, strict=True))
    assert old <= 1.3 * young
