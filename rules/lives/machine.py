"""A life at work: which steps a state has, what each still lacks, and the state it leads to.

The steps are the transitions of a `transitions.Machine`; a step passes only when nothing is missing.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from transitions import EventData, Machine, MachineError

from rules.deadlines import of_case
from rules.lives import table
from rules.lives.guards import GUARDS
from rules.lives.model import (
    Condition,
    FactNeed,
    Given,
    Need,
    PaperNeed,
    State,
    Step,
    StepNeed,
    check_facts,
)
from rules.lives.table import Table
from rules.outcome import Point

NOTHING = Given()


class StepRefused(Exception):
    """A step can't be taken. `missing`: what it lacks, each with its provision; empty: it does not follow the state."""

    def __init__(self, step: str, missing: tuple[Point, ...] = ()) -> None:
        super().__init__(f"{step}: {', '.join(point.code for point in missing) or 'does not follow'}")
        self.step = step
        self.missing = missing

    @property
    def follows(self) -> bool:
        """Whether the step starts in the case's state at all."""
        return bool(self.missing)


@dataclass(frozen=True)
class Possible:
    """A step that starts in the case's state. missing: what it lacks besides the facts given with it. may: whether
    the role is one of those who take it.
    """

    step: Step
    missing: tuple[Point, ...]
    may: bool


@dataclass
class _Walk:
    """What the machine moves: a case's state, with what the step lacks."""

    state: str
    missing: tuple[Point, ...] = ()


class Life:
    """A kind of case's life. Pure: facts in, points or a state out."""

    def __init__(self, read: Table) -> None:
        self.kind = read.kind
        self.title = read.title
        self.papers = read.papers
        self.states = read.states
        self.facts = read.facts
        self.all_steps = read.steps
        self.machine = Machine(
            model=None,
            states=list(read.states),
            initial=self.first.id,
            transitions=[
                {
                    "trigger": step.id,
                    "source": source,
                    "dest": step.target or "=",
                    "conditions": _nothing_missing,
                }
                for step in read.steps.values()
                for source in step.source
            ],
            auto_transitions=False,
            send_event=True,
        )

    @property
    def first(self) -> State:
        """Where a case begins."""
        return next(iter(self.states.values()))

    def steps(self, state: str) -> tuple[Step, ...]:
        """The steps that start in a state, those that change it first. Raises KeyError for an unknown state."""
        if state not in self.states:
            raise KeyError(state)
        found = [self.all_steps[name] for name in self.machine.get_triggers(state)]
        return tuple(sorted(found, key=lambda step: step.target is None))

    def step(self, step_id: str) -> Step:
        """A step by its id. Raises KeyError."""
        return self.all_steps[step_id]

    def check(self, state: str, step_id: str, role: str, given: Given = NOTHING) -> tuple[Point, ...]:
        """What is missing before this role may take the step in this state; empty: it can be taken.

        Raises KeyError for an unknown step, StepRefused when it does not start in the state, InvalidFacts for a
        fact that is not asked or no option.
        """
        step = self.all_steps[step_id]
        if state not in step.source:
            raise StepRefused(step_id)
        check_facts(step, given.facts)
        missing = [] if role in step.by else [self._who(step)]
        approval = step.approval
        if approval and self.wants_approval(state, step, role, given) and step.id not in given.approvals:
            title = table.shared().roles[approval.by]
            missing.append(Point(f"approval:{approval.by}", f"要经{title}批准", (approval.ref,)))
        if step.term == "required" and not given.term:
            missing.append(Point("term", "要写明期限到哪一天", step.refs[-1:]))
        missing += [
            self._point(need)
            for need in step.requires
            if self._counts(need.when, state, step, given) and not _met(need, step, given)
        ]
        # A function decides on answers; what else is missing is said in one go.
        if step.guard and not any(one.code.startswith("fact:") for one in missing):
            missing += GUARDS[step.guard].missing(step, given)
        return tuple(missing)

    def take(self, state: str, step_id: str, role: str, given: Given = NOTHING) -> State:
        """The state the step leads to. Raises StepRefused with what is missing, and as `check`."""
        walk = _Walk(state, self.check(state, step_id, role, given))
        try:
            passed = self.machine.events[step_id].trigger(walk)
        except MachineError as error:
            raise StepRefused(step_id) from error
        if not passed:
            raise StepRefused(step_id, walk.missing)
        return self.states[walk.state]

    def explain(self, state: str, role: str, given: Given = NOTHING) -> tuple[Possible, ...]:
        """Every step that starts in the state, with what is missing for it.

        Facts that a step asks are given with it, so they are not missing yet: `given.facts` is left out.
        """
        found = []
        for step in self.steps(state):
            if step.automatic:
                continue
            bare = Given({}, given.known, given.approvals, given.papers, given.done, True, given.day, given.days)
            missing = self.check(state, step.id, role, bare)
            asked = {fact.id for fact in step.asks}
            before = tuple(point for point in missing if point.code.partition(":")[2] not in asked)
            found.append(Possible(step, before, role in step.by))
        return tuple(found)

    def starts(self, step: Step) -> tuple[str, ...]:
        """The kinds of period that begin with the step or with the state it leads to."""
        names = self.names(step)
        return tuple(one.kind for one in of_case(self.kind) if any(start.when in names for start in one.starts))

    def ends(self, step: Step) -> tuple[str, ...]:
        """The kinds of period that end with the step or with the state it leads to."""
        names = self.names(step)
        return tuple(one.kind for one in of_case(self.kind) if names & (one.met | one.void))

    def names(self, step: Step) -> frozenset[str]:
        """What the step is called in the table of periods: its id, and the state it leads to."""
        return frozenset({step.id} | ({step.target} if step.target else set()))

    def wants_approval(self, state: str, step: Step, role: str, given: Given) -> bool:
        """Whether the step needs a superior's recorded approval: who is that superior approves by taking it."""
        approval = step.approval
        return approval is not None and role != approval.by and self._counts(approval.when, state, step, given)

    def asked_for(self, step: Step) -> tuple[str, ...]:
        """The facts among those the step asks that it can't be taken without."""
        asked = [fact.id for fact in step.asks]
        needed = {need.fact for need in step.requires if isinstance(need, FactNeed) and not need.when.facts}
        return tuple(name for name in asked if name in needed)

    def needs_answers(self, step: Step) -> bool:
        """Whether the step can't be taken without answers or a last day: a button alone is not enough."""
        return step.term == "required" or bool(self.asked_for(step))

    def _counts(self, when: Condition, state: str, step: Step, given: Given) -> bool:
        if when.states and state not in when.states:
            return False
        return all(given.values(step, fact) & values for fact, values in when.facts.items())

    def _who(self, step: Step) -> Point:
        roles = table.shared().roles
        titles = "、".join(title for role, title in roles.items() if role in step.by)
        return Point("role", f"由{titles}办理" if titles else "期限届满时自动办理", step.refs)

    def _point(self, need: Need) -> Point:
        match need:
            case FactNeed():
                return Point(f"fact:{need.fact}", need.text, (need.ref,))
            case StepNeed():
                return Point(f"step:{need.steps[0]}", need.text, (need.ref,))
            case PaperNeed():
                return Point(f"paper:{need.document}", need.text, (need.ref,))


def _met(need: Need, step: Step, given: Given) -> bool:
    match need:
        case FactNeed():
            values = given.values(step, need.fact)
            some = not need.any_of or bool(values & need.any_of)
            return some and need.all_of <= values and not values & need.none_of
        case StepNeed():
            return not given.done.isdisjoint(need.steps)
        case PaperNeed():
            return need.document in given.papers


def _nothing_missing(event: EventData) -> bool:
    walk: Any = event.model
    return not walk.missing


@functools.cache
def life(kind: str) -> Life:
    """The life of a kind of case. Raises KeyError for an unknown kind, LifeError when its table is wrong."""
    if kind not in table.kinds():
        raise KeyError(kind)
    return Life(table.read(kind))
