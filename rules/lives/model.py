"""What a life is made of: states, steps, what a step requires and what it brings about. Data only."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rules.outcome import InvalidFacts
from rules.reference import Ref

SYSTEM = "system"  # who takes an automatic step: nobody, the passing of time

_FEN = re.compile(r"[1-9][0-9]{0,14}", re.ASCII)
Values = frozenset[str]
Facts = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class State:
    """Where a case stands. `next`: what comes next, said to the person; `final`: nothing is owed any more."""

    id: str
    title: str
    next: str
    ref: Ref
    final: bool


@dataclass(frozen=True)
class Fact:
    """Something to know of a case: enumerated options (id → title), one or several. `intake`: known from the start.

    amount: no options but money, each amount whole fen (分) above zero, written in digits.
    """

    id: str
    title: str
    options: Mapping[str, str]
    multiple: bool = False
    intake: bool = False
    amount: bool = False


@dataclass(frozen=True)
class Condition:
    """When a need counts: from one of these states (all when empty), and when these facts have one of these values."""

    states: frozenset[str] = frozenset()
    facts: Mapping[str, Values] = field(default_factory=dict)


@dataclass(frozen=True)
class FactNeed:
    """A fact must have one of `any_of`, all of `all_of` and none of `none_of`."""

    fact: str
    any_of: Values
    all_of: Values
    none_of: Values
    text: str
    ref: Ref
    when: Condition


@dataclass(frozen=True)
class StepNeed:
    """One of these steps must have been taken in this case (since it was last begun anew)."""

    steps: tuple[str, ...]
    text: str
    ref: Ref
    when: Condition


@dataclass(frozen=True)
class PaperNeed:
    """A finished paper of this kind that no earlier step has used."""

    document: str
    text: str
    ref: Ref
    when: Condition


Need = FactNeed | StepNeed | PaperNeed


@dataclass(frozen=True)
class Approval:
    """Whose recorded approval a step needs, the provision, and when it is asked."""

    by: str
    ref: Ref
    when: Condition


@dataclass(frozen=True)
class Notice:
    """What is owed to whom once the step is taken."""

    to: str
    text: str
    ref: Ref


@dataclass(frozen=True)
class Step:
    """A transition, or an event that leaves the state (`target` None).

    asks: facts that are given with the step itself; any other fact it needs was given before. term: whether a last
    day is asked ("", "optional", "required"). restart: the case begins anew, what was done before no longer counts.
    documents, notices: what it brings about (its periods: `Life.starts`, `Life.ends`). automatic: the passing of time
    takes it, nobody else. guard: a function of the regulation that decides it (guards/), or "".
    """

    id: str
    title: str
    source: tuple[str, ...]
    target: str | None
    refs: tuple[Ref, ...]
    by: frozenset[str]
    approval: Approval | None
    asks: tuple[Fact, ...]
    term: str
    requires: tuple[Need, ...]
    documents: tuple[str, ...]
    notices: tuple[Notice, ...]
    automatic: bool
    restart: bool
    guard: str = ""

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers the step can require, each once."""
        return tuple(dict.fromkeys(need.document for need in self.requires if isinstance(need, PaperNeed)))

    def result(self, state: str) -> str:
        """The state that taking it in `state` leads to."""
        return self.target or state


@dataclass(frozen=True)
class Given:
    """What is known when somebody wants to take a step.

    facts: given with the step. known: those of the case and of earlier steps. approvals: steps that have a recorded,
    unused approval. papers: kinds with a finished paper that no step has used. done: steps taken so far. term:
    whether a last day was given. day: when the step happens; the rule of that day counts (not said: the latest rule).
    days: step → the day it was taken last; "submitted" is the first.
    """

    facts: Facts = field(default_factory=dict)
    known: Facts = field(default_factory=dict)
    approvals: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    term: bool = False
    day: dt.date = dt.date.max
    days: Mapping[str, dt.date] = field(default_factory=dict)

    def values(self, step: Step, fact: str) -> Values:
        """A fact's values: those given now when the step asks for it, else those known."""
        asked = any(one.id == fact for one in step.asks)
        return as_values((self.facts if asked else self.known).get(fact))

    def amounts(self, step: Step, fact: str) -> tuple[int, ...]:
        """The amounts (fen) of a fact that is money, in their order."""
        asked = any(one.id == fact for one in step.asks)
        found = (self.facts if asked else self.known).get(fact) or []
        return tuple(int(one) for one in ([found] if isinstance(found, str) else found))


def as_values(value: str | Iterable[str] | None) -> Values:
    """One value, several or none as a set."""
    if value is None:
        return frozenset()
    return frozenset([value] if isinstance(value, str) else value)


def check_facts(step: Step, facts: Facts) -> None:
    """Raise InvalidFacts for a fact the step does not ask, or a value that is no option; names the fact only."""
    asked = {one.id: one for one in step.asks}
    for name, value in facts.items():
        fact = asked.get(name)
        if fact is None:
            raise InvalidFacts("?")
        several = isinstance(value, list)
        if (several and not fact.multiple) or not all(isinstance(one, str) for one in value):
            raise InvalidFacts(name)
        if fact.amount:
            if not all(_FEN.fullmatch(one) for one in ([value] if isinstance(value, str) else value)):
                raise InvalidFacts(name)
            continue
        if not as_values(value) <= set(fact.options) or (several and len(set(value)) != len(value)):
            raise InvalidFacts(name)
