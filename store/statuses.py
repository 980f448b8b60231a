"""Kinds of case: who sees, opens and handles them (`statuses.yaml`), and their life (`rules.lives`)."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from rules import lives
from rules.lives import SYSTEM, Life
from rules.lives import State as Status
from rules.reference import Ref
from store import items

__all__ = ["Approval", "Kind", "Status", "StatusError", "kind", "kinds", "load", "status", "visible_to"]

TABLE = Path(__file__).with_name("statuses.yaml")


class StatusError(ValueError):
    """`statuses.yaml` is not as it should be; says where."""


@dataclass(frozen=True)
class Approval:
    """Whose approval opening needs, who needs none, and the provision."""

    by: str
    exempt: frozenset[str]
    ref: Ref


@dataclass(frozen=True)
class Kind:
    """A kind of case. approval: None when the role is enough to open it. beside: the kind it stands beside, or None."""

    id: str
    see: frozenset[str]
    open: frozenset[str]
    set: frozenset[str]
    approval: Approval | None
    beside: str | None
    life: Life

    @property
    def title(self) -> str:
        """What people call it."""
        return self.life.title

    @property
    def statuses(self) -> Mapping[str, Status]:
        """The statuses it goes through, the first one that of a new case."""
        return self.life.states

    @property
    def first(self) -> Status:
        """The status of a new case."""
        return self.life.first


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
    if set(found) != set(lives.kinds()):
        raise StatusError("not the kinds of case that have a life")
    if {name for name, one in found.items() if not one.beside} != set(items.kinds()):
        raise StatusError("not the kinds of case that the catalogue makes")
    for one in found.values():
        _check(one, frozenset(ROLES), found)
    return MappingProxyType(found)


def _kind(name: str, entry: dict[str, Any]) -> Kind:
    approval = entry.get("approval")
    return Kind(
        name,
        frozenset(entry["see"]),
        frozenset(entry["open"]),
        frozenset(entry["set"]),
        Approval(approval["by"], frozenset(approval["except"]), Ref.parse(approval["ref"])) if approval else None,
        entry.get("beside"),
        lives.life(name),
    )


def _check(kind: Kind, roles: frozenset[str], found: Mapping[str, Kind]) -> None:
    if not kind.see | kind.open | kind.set <= roles or not kind.open | kind.set <= kind.see:
        raise StatusError(f"{kind.id}: roles")
    if kind.beside is not None and kind.beside not in found:
        raise StatusError(f"{kind.id}: beside what is not there")
    for step in kind.life.all_steps.values():
        if not step.by - {SYSTEM} <= kind.set or (step.approval and step.approval.by not in kind.set):
            raise StatusError(f"{kind.id}.{step.id}: somebody who does not handle it")
