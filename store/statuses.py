"""Kinds of case and their statuses (`statuses.yaml`), typed and checked at load."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from rules.reference import Ref
from store import items

TABLE = Path(__file__).with_name("statuses.yaml")


class StatusError(ValueError):
    """`statuses.yaml` is not as it should be; says where."""


@dataclass(frozen=True)
class Status:
    """One status: `next` is what comes next, said to the reporter; `to` what may follow; `by` the roles that alone
    may set it.
    """

    id: str
    title: str
    next: str
    ref: Ref
    to: tuple[str, ...]
    by: frozenset[str]
    automatic: bool
    final: bool


@dataclass(frozen=True)
class Approval:
    """Whose approval opening needs, who needs none, and the provision."""

    by: str
    exempt: frozenset[str]
    ref: Ref


@dataclass(frozen=True)
class Kind:
    """A kind of case. `approval`: None when the role is enough to open it."""

    id: str
    title: str
    see: frozenset[str]
    open: frozenset[str]
    set: frozenset[str]
    approval: Approval | None
    statuses: Mapping[str, Status]

    @property
    def first(self) -> Status:
        """The status of a new case."""
        return next(iter(self.statuses.values()))


@functools.cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of case by its id. Raises StatusError."""
    return load(TABLE)


def kind(kind_id: str) -> Kind:
    """The kind of that id. Raises KeyError."""
    return kinds()[kind_id]


def status(kind_id: str, status_id: str) -> Status:
    """A kind's status. Raises KeyError."""
    return kinds()[kind_id].statuses[status_id]


def visible_to(role: str) -> tuple[str, ...]:
    """The kinds of case a role sees in the list."""
    return tuple(k.id for k in kinds().values() if role in k.see)


def load(path: Path) -> Mapping[str, Kind]:
    """Read and check the table. Raises StatusError."""
    from store.staff import ROLES  # here: store.staff needs the database, this module needs only the names

    try:
        tree = yaml.safe_load(path.read_text(encoding="utf-8"))
        found = {name: _kind(name, entry) for name, entry in tree.items()}
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise StatusError(f"statuses.yaml: {type(error).__name__} {error}") from error
    if set(found) != set(items.kinds()):
        raise StatusError("not the kinds of case that the catalogue makes")
    for one in found.values():
        _check(one, frozenset(ROLES))
    return MappingProxyType(found)


def _kind(name: str, entry: dict[str, Any]) -> Kind:
    approval = entry.get("approval")
    return Kind(
        name,
        entry["title"],
        frozenset(entry["see"]),
        frozenset(entry["open"]),
        frozenset(entry["set"]),
        Approval(approval["by"], frozenset(approval["except"]), Ref.parse(approval["ref"])) if approval else None,
        MappingProxyType({key: _status(key, tree) for key, tree in entry["statuses"].items()}),
    )


def _status(name: str, tree: dict[str, Any]) -> Status:
    return Status(
        name,
        tree["title"],
        tree["next"],
        Ref.parse(tree["ref"]),
        tuple(tree["to"]),
        frozenset(tree.get("by", ())),
        tree.get("automatic", False),
        tree.get("final", False),
    )


def _check(kind: Kind, roles: frozenset[str]) -> None:
    named = kind.see | kind.open | kind.set | frozenset().union(*(s.by for s in kind.statuses.values()))
    if not named <= roles or not kind.open <= kind.see:
        raise StatusError(f"{kind.id}: roles")
    reached: set[str] = set()
    ahead = [kind.first.id]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead.extend(kind.statuses[name].to if name in kind.statuses else ())
    if reached != set(kind.statuses):
        raise StatusError(f"{kind.id}: a status that none leads to, or that does not exist")
