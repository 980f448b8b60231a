"""Reads the YAML of a life and checks it: every reference resolves, every role, paper, fact, state and step is known,
every state is reached, and no state that still owes something is a dead end.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from rules.lives.guards import GUARDS
from rules.lives.model import (
    SYSTEM,
    Approval,
    Condition,
    Fact,
    FactNeed,
    Need,
    Notice,
    PaperNeed,
    State,
    Step,
    StepNeed,
    Values,
)
from rules.reference import Ref, UnknownProvision, refs

FOLDER = Path(__file__).parent
TERMS = ("", "optional", "required")
_STEP = frozenset(
    ("title", "from", "to", "ref", "by", "approval", "asks", "term", "requires", "documents", "notices")
) | {"automatic", "restart", "guard"}
_NEED = frozenset(("fact", "is", "all", "not", "done", "document", "text", "ref", "when", "from"))
Tree = dict[str, Any]


class LifeError(ValueError):
    """A life's table is not as it should be; says which and where."""


@dataclass(frozen=True)
class Shared:
    """What every life may name. documents: id → (title, provision)."""

    roles: Mapping[str, str]
    documents: Mapping[str, tuple[str, Ref]]
    options: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Table:
    """A kind's life as read: title, papers in their usual order, states (the first begins), facts, steps."""

    kind: str
    title: str
    papers: tuple[str, ...]
    states: Mapping[str, State]
    facts: Mapping[str, Fact]
    steps: Mapping[str, Step]


@functools.cache
def shared() -> Shared:
    """The shared names. Raises LifeError."""
    tree = _read(FOLDER / "shared.yaml")
    try:
        papers = {name: (entry["title"], Ref.parse(entry["ref"])) for name, entry in tree["documents"].items()}
    except (KeyError, TypeError, UnknownProvision) as error:
        raise LifeError(f"shared.yaml: documents: {error}") from error
    return Shared(tree["roles"], papers, tree["options"])


def kinds() -> tuple[str, ...]:
    """The kinds of case that have a life, in the order of the regulations."""
    return (
        "report",
        "reporter_protection",
        "reward",
        "witness_protection",
        "protection_report",
        "urgent_protection",
        "rights_application",
    )


def read(kind: str) -> Table:
    """A kind's life from its file. Raises LifeError."""
    return build(kind, _read(FOLDER / f"{kind}.yaml"))


def build(kind: str, tree: Tree) -> Table:
    """A life from its tree, checked. Raises LifeError."""
    for part in tree.get("parts", ()):
        tree = _joined(_read(FOLDER / "parts" / f"{part}.yaml"), tree)
    try:
        facts = {name: _fact(name, entry) for name, entry in tree["facts"].items()} if "facts" in tree else {}
        states = {
            name: State(name, entry["title"], entry["next"], Ref.parse(entry["ref"]), entry.get("final", False))
            for name, entry in tree["states"].items()
        }
        steps = {name: _step(name, entry, facts) for name, entry in tree["steps"].items()}
        table = Table(
            kind,
            tree["title"],
            tuple(tree["papers"]),
            MappingProxyType(states),
            MappingProxyType(facts),
            MappingProxyType(steps),
        )
    except (KeyError, TypeError, AttributeError, UnknownProvision, ValueError) as error:
        raise LifeError(f"{kind}: {error}") from error
    _check(table)
    return table


def _read(path: Path) -> Tree:
    try:
        tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise LifeError(f"{path.name}: {error}") from error
    if not isinstance(tree, dict):
        raise LifeError(f"{path.name}: not a table")
    return tree


def _joined(part: Tree, own: Tree) -> Tree:
    """A part under a life's own tree: what is its own comes first, its fields take the place of the part's."""
    joined = dict(own)
    for section in ("states", "facts", "steps"):
        ours, theirs = own.get(section) or {}, part.get(section) or {}
        joined[section] = {
            **{name: entry for name, entry in ours.items() if name not in theirs},
            **{name: {**entry, **ours.get(name, {})} for name, entry in theirs.items()},
        }
    return joined


def _fact(name: str, tree: Tree) -> Fact:
    options = {} if tree.get("amount") else tree["options"]
    if isinstance(options, str):
        options = shared().options[options]
    if not all(isinstance(one, str) and isinstance(title, str) for one, title in options.items()):
        raise LifeError(f"fact {name}: an option is an id with a title")
    return Fact(
        name,
        tree["title"],
        MappingProxyType(dict(options)),
        tree.get("multiple", False),
        tree.get("intake", False),
        tree.get("amount", False),
    )


def _step(name: str, tree: Tree, facts: Mapping[str, Fact]) -> Step:
    if unknown := set(tree) - _STEP:
        raise LifeError(f"step {name}: unknown field {sorted(unknown)}")
    if "from" not in tree:
        raise LifeError(f"step {name}: from which state")
    approval = tree.get("approval")
    automatic = tree.get("automatic", False)
    return Step(
        name,
        tree["title"],
        tuple(tree["from"]),
        tree.get("to"),
        refs(*tree["ref"]),
        frozenset([SYSTEM] if automatic else tree["by"]),
        Approval(approval["by"], Ref.parse(approval["ref"]), _condition(approval)) if approval else None,
        tuple(facts[one] for one in tree.get("asks", ())),
        tree.get("term", ""),
        tuple(_need(name, entry) for entry in tree.get("requires", ())),
        tuple(tree.get("documents", ())),
        tuple(Notice(one["to"], one["text"], Ref.parse(one["ref"])) for one in tree.get("notices", ())),
        automatic,
        tree.get("restart", False),
        tree.get("guard", ""),
    )


def _need(step: str, tree: Tree) -> Need:
    if unknown := set(tree) - _NEED:
        raise LifeError(f"step {step}: unknown field {sorted(unknown)} of a need")
    when, ref = _condition(tree), Ref.parse(tree["ref"])
    match tree:
        case {"fact": fact, "text": text}:
            return FactNeed(fact, _set(tree, "is"), _set(tree, "all"), _set(tree, "not"), text, ref, when)
        case {"done": steps, "text": text}:
            return StepNeed(tuple(steps), text, ref, when)
        case {"document": document}:
            title = shared().documents[document][0]
            return PaperNeed(document, tree.get("text", f"请先制作《{title}》"), ref, when)
    raise LifeError(f"step {step}: a need names a fact, a document or what was done, and says so")


def _condition(tree: Tree) -> Condition:
    when = {fact: frozenset(values) for fact, values in tree.get("when", {}).items()}
    return Condition(_set(tree, "from"), MappingProxyType(when))


def _set(tree: Tree, name: str) -> Values:
    return frozenset(tree.get(name, ()))


def _check(table: Table) -> None:
    known = shared()
    _known(table.kind, table.papers, known.documents)
    for step in table.steps.values():
        where = f"{table.kind}.{step.id}"
        if not step.refs or not step.source:
            raise LifeError(f"{where}: a step cites an article and starts somewhere")
        if step.term not in TERMS:
            raise LifeError(f"{where}: term")
        if step.automatic and (step.asks or step.approval):
            raise LifeError(f"{where}: nobody answers for an automatic step")
        _known(where, step.source, table.states)
        _known(where, [step.target] if step.target else [], table.states)
        _known(where, step.by - {SYSTEM}, known.roles)
        _known(where, [*step.papers, *step.documents], table.papers)
        _known(where, [step.guard] if step.guard else [], GUARDS)
        if step.approval:
            _known(where, [step.approval.by], known.roles)
            _check_condition(table, where, step, step.approval.when)
        for need in step.requires:
            _check_need(table, where, step, need)
    _check_ways(table)


def _check_need(table: Table, where: str, step: Step, need: Need) -> None:
    _check_condition(table, where, step, need.when)
    match need:
        case StepNeed(steps=steps):
            _known(where, steps, table.steps)
        case FactNeed(fact=name):
            _check_fact(table, where, step, name, need.any_of | need.all_of | need.none_of)
            if not need.any_of | need.all_of | need.none_of:
                raise LifeError(f"{where}: {name} must have some value")


def _check_condition(table: Table, where: str, step: Step, when: Condition) -> None:
    _known(where, when.states, step.source)
    for name, values in when.facts.items():
        _check_fact(table, where, step, name, values)


def _check_fact(table: Table, where: str, step: Step, name: str, values: Values) -> None:
    _known(where, [name], table.facts)
    _known(where, values, table.facts[name].options)
    asked = {fact.id for other in table.steps.values() for fact in other.asks}
    if name not in {fact.id for fact in step.asks} and name not in asked and not table.facts[name].intake:
        raise LifeError(f"{where}: nobody asks {name}")


def _known(where: str, names: Iterable[str], among: Iterable[str]) -> None:
    if unknown := set(names) - set(among):
        raise LifeError(f"{where}: unknown {sorted(unknown)}")


def _check_ways(table: Table) -> None:
    reached: set[str] = set()
    ahead = [next(iter(table.states))]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += [s.target for s in table.steps.values() if s.target and name in s.source]
    if unreached := set(table.states) - reached:
        raise LifeError(f"{table.kind}: no step leads to {sorted(unreached)}")
    for state in table.states.values():
        ways = [s for s in table.steps.values() if state.id in s.source and s.target not in (None, state.id)]
        if not state.final and not any(not s.automatic for s in ways):
            raise LifeError(f"{table.kind}: no way out of {state.id}")
