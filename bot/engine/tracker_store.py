"""Conversations in memory: live, bounded, and gone when idle."""

from __future__ import annotations

import copy
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, Event, SlotSet
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker


class LiveTracker(DialogueStateTracker):
    """A tracker that copies in microseconds.

    Rasa copies the tracker for every action by replaying all events over a fresh set of slots. This one shares
    its slot objects with its copies and replaces a slot object when it sets one (copy on write), so a copy is a
    few shallow copies. What it does with an event is Rasa's own.
    """

    def __init__(self, sender_id: str, pristine: dict[str, Slot]) -> None:
        """`pristine`: the domain's slots at their initial values; shared by all trackers, never written."""
        self._pristine = pristine
        super().__init__(sender_id, slots=())

    def _reset_slots(self) -> None:
        self.slots = dict(self._pristine)

    def _set_slot(self, key: str, value: Any) -> None:
        slot = self.slots.get(key)
        if slot is not None:
            slot = copy.copy(slot)
            slot.value = value
            self.slots[key] = slot
        else:
            super()._set_slot(key, value)

    def init_copy(self) -> LiveTracker:
        """A tracker of the same conversation before anything happened."""
        return LiveTracker(self.sender_id, self._pristine)

    def copy(self) -> LiveTracker:
        """This conversation, to go on separately."""
        twin = self.__class__.__new__(self.__class__)
        twin.__dict__.update(self.__dict__)
        twin.events = deque(self.events)
        twin.slots = dict(self.slots)
        twin.active_loop = copy.copy(self.active_loop)
        return twin


@dataclass
class _Turn:
    """Where a kept turn begins: index of its first event, and the state just before it."""

    start: int
    slots: dict[str, Slot]
    loop: str | None


@dataclass
class _Kept:
    """One conversation: its tracker, where its kept turns begin, when it was last used."""

    tracker: LiveTracker
    touched: float
    turns: deque[_Turn] = field(default_factory=deque)


class BoundedTrackerStore(TrackerStore):
    """Keeps conversations in this process's memory, and of each only what the next turn needs.

    *What is kept*: the live tracker itself, so that nothing is serialised. `retrieve` hands out a copy and `save`
    takes it back when the turn is done, so a turn that fails leaves the conversation as it was before.

    *How much*: the events of the last `keep_turns` turns (a turn is what lies between two saves). Older ones are
    replaced by the state they led to, written as plain Rasa events (one `slot` event for each slot that differs
    from its initial value, one for the active loop), so whoever replays the events gets the same state. RulePolicy
    needs the current turn and one before; the domain bounds the number of slots; so step 300 costs what step 5 does.

    *How long*: a conversation without a turn for `idle_seconds` is forgotten: at its next use, by `drop_idle`, and
    oldest first when there are more than `max_conversations`. `forget` drops one at once. Nothing is written to
    disk: when the process ends, all are gone, and the gateway is told `conversation_lost`.

    To keep conversations elsewhere later (Redis), subclass and give `save` and `retrieve` another place: a cut
    tracker's events are all that needs storing.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        *,
        idle_seconds: float = 1800.0,
        keep_turns: int = 2,
        max_conversations: int = 20_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`clock` gives seconds and is a parameter for tests."""
        if keep_turns < 2:
            raise ValueError("RulePolicy needs the turn before this one: keep_turns is at least 2")
        self._pristine: dict[str, Slot] = {}
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._idle_seconds = idle_seconds
        self._keep_turns = keep_turns
        self._max_conversations = max_conversations
        self._clock = clock
        super().__init__(domain)
        self.domain = domain

    @property
    def domain(self) -> Domain:
        """The current model's domain."""
        return self._domain

    @domain.setter
    def domain(self, domain: Domain | None) -> None:
        self._domain = domain or Domain.empty()
        self._pristine = {slot.name: copy.copy(slot) for slot in self._domain.slots}
        for slot in self._pristine.values():
            slot.reset()

    def __len__(self) -> int:
        return len(self._kept)

    def init_tracker(self, sender_id: str) -> LiveTracker:
        """A tracker for a conversation not seen before; not kept until its first `save`."""
        return LiveTracker(sender_id, self._pristine)

    async def create_tracker(self, sender_id: str, append_action_listen: bool = True) -> LiveTracker:
        """As `init_tracker`: a first turn that fails leaves no conversation behind."""
        return self.init_tracker(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep `tracker` as the conversation's state after a turn, cut to the last turns."""
        if not isinstance(tracker, LiveTracker):
            raise TypeError("only trackers that this store made can be saved")
        before = self._kept.pop(tracker.sender_id, None)
        if before is None:
            turns = deque([_Turn(0, self._pristine, None)])
        else:
            turns = before.turns
            turns.append(_Turn(len(before.tracker.events), before.tracker.slots, before.tracker.active_loop_name))
        if len(turns) > self._keep_turns:
            turns.popleft()
            self._cut(tracker, turns)
        self._kept[tracker.sender_id] = _Kept(tracker, self._clock(), turns)
        while len(self._kept) > self._max_conversations:
            self._kept.popitem(last=False)

    def _cut(self, tracker: LiveTracker, turns: deque[_Turn]) -> None:
        """Replace the events before the first kept turn by the state that they led to."""
        first = turns[0]
        state: list[Event] = [
            SlotSet(name, slot.value)
            for name, slot in first.slots.items()
            if slot is not self._pristine.get(name) and slot.value != self._pristine[name].value
        ]
        if first.loop is not None:
            state.append(ActiveLoop(first.loop))
        events = list(tracker.events)
        tracker.events = deque(state + events[first.start :])
        shift = len(state) - first.start
        for turn in turns:
            turn.start += shift
        first.start = 0  # the state belongs to the first kept turn

    async def retrieve(self, sender_id: str) -> LiveTracker | None:
        """A copy of the conversation to run a turn on; nothing when it is unknown or was idle too long."""
        kept = self._kept.get(sender_id)
        if kept is None:
            return None
        if self._is_idle(kept):
            del self._kept[sender_id]
            return None
        return kept.tracker.copy()

    async def exists(self, conversation_id: str) -> bool:
        """Whether the conversation is known and not idle too long."""
        kept = self._kept.get(conversation_id)
        return kept is not None and not self._is_idle(kept)

    async def keys(self) -> Iterable[str]:
        """Ids of all conversations kept."""
        return list(self._kept)

    def forget(self, conversation: str) -> bool:
        """Drop one conversation at once. Returns whether there was one."""
        return self._kept.pop(conversation, None) is not None

    def drop_idle(self) -> int:
        """Drop all that were idle too long. Returns how many."""
        dropped = 0
        while self._kept:
            oldest = next(iter(self._kept))  # ordered by last save
            if not self._is_idle(self._kept[oldest]):
                break
            del self._kept[oldest]
            dropped += 1
        return dropped

    def _is_idle(self, kept: _Kept) -> bool:
        return self._clock() - kept.touched >= self._idle_seconds
