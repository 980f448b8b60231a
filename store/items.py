"""The catalogue of items (`items.yaml`), typed and checked at load: what each flow asks for, and every plain value
there can be.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

CATALOGUE = Path(__file__).with_name("items.yaml")
KINDS = frozenset({"choice", "text", "name", "id_number", "phone", "contact", "date", "address", "files"})
FIELDS = frozenset(
    {"title", "kind", "sealed", "optional", "deferrable", "multiple", "options", "asked", "appends", "tells"}
)
_ID = re.compile(r"[a-z][a-z0-9_]*")


class CatalogueError(ValueError):
    """`items.yaml` is not as it should be; says where."""


class InvalidFact(ValueError):
    """A plain value that is not in the catalogue. Names the field, never the value: it might be a person's words."""

    def __init__(self, field: str) -> None:
        super().__init__(f"not an option of {field}")
        self.field = field


@dataclass(frozen=True)
class Item:
    """One thing asked for. `options`: id → Chinese title, for a choice; empty otherwise. `deferrable`: required, but
    may come later. `asked`: False for what is told by itself and never asked for. `appends`: several answers may stand
    under the label, in the order they were given. `tells`: the item of which it is the first part.
    """

    flow: str
    id: str
    title: str
    kind: str
    sealed: bool
    optional: bool
    deferrable: bool
    multiple: bool
    options: Mapping[str, str]
    asked: bool = True
    appends: bool = False
    tells: str = ""

    @property
    def label(self) -> str:
        """The ask id and vault label: `report.facts`."""
        return f"{self.flow}.{self.id}"


@dataclass(frozen=True)
class Flow:
    """A flow, the kind of case it makes (None: it makes none) and its items in order."""

    id: str
    title: str
    case: str | None
    items: Mapping[str, Item]


@functools.cache
def catalogue() -> Mapping[str, Flow]:
    """Every flow by its id. Raises CatalogueError."""
    return load(CATALOGUE)


def flow(flow_id: str) -> Flow:
    """The flow of that id. Raises KeyError."""
    return catalogue()[flow_id]


def item(label: str) -> Item:
    """The item of that label (`report.facts`). Raises KeyError."""
    flow_id, _, item_id = label.partition(".")
    return catalogue()[flow_id].items[item_id]


STORY = "story"
# Where words go that are said while a flow without a story of its own is open.
_STORY_ELSEWHERE = {"urgent": "urgent.words"}


def story_label(flow_id: str, goal: str | None = None) -> str:
    """The label under which a story told outside a sealed step is kept: of the flow that is open (`""`: none), else of
    the one that was named as the goal, else of a report.
    """
    if flow_id in _STORY_ELSEWHERE:
        return _STORY_ELSEWHERE[flow_id]
    for name in (flow_id, goal or ""):
        found = catalogue().get(name)
        if found is not None and STORY in found.items:
            return found.items[STORY].label
    return f"report.{STORY}"


def kinds() -> Mapping[str, Flow]:
    """Every kind of case, with the flow that makes it."""
    return {f.case: f for f in catalogue().values() if f.case}


def check_facts(flow_id: str, facts: Mapping[str, Any]) -> dict[str, str | list[str]]:
    """The facts, by item id, if each is an option of a choice of this flow; empty values are left out.

    A field may be named by its item id (`mode`) or its label (`report.mode`). Raises InvalidFact, naming the field
    only if it is in the catalogue.
    """
    known = flow(flow_id).items
    checked: dict[str, str | list[str]] = {}
    for name, value in facts.items():
        if value is None or value == "" or value == []:
            continue
        found = known.get(str(name).removeprefix(f"{flow_id}."))
        if found is None or found.kind != "choice":
            raise InvalidFact(found.label if found else f"{flow_id}.?")
        checked[found.id] = _options(found, value)
    return checked


def _options(item: Item, value: Any) -> str | list[str]:
    if isinstance(value, str):
        if value not in item.options:
            raise InvalidFact(item.label)
        return [value] if item.multiple else value
    if not item.multiple or not isinstance(value, list | tuple):
        raise InvalidFact(item.label)
    if not all(isinstance(v, str) and v in item.options for v in value) or len(set(value)) != len(value):
        raise InvalidFact(item.label)
    return list(value)


def load(path: Path) -> Mapping[str, Flow]:
    """Read and check a catalogue. Raises CatalogueError."""
    try:
        tree = yaml.safe_load(path.read_text(encoding="utf-8"))
        flows = {name: _flow(name, entry) for name, entry in tree["flows"].items()}
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise CatalogueError(f"items.yaml: {type(error).__name__} {error}") from error
    made = [f.case for f in flows.values() if f.case]
    if len(made) != len(set(made)):
        raise CatalogueError("two flows make the same kind of case")
    return MappingProxyType(flows)


def _flow(name: str, entry: dict[str, Any]) -> Flow:
    _check_id(name, name)
    items = {item_id: _item(name, item_id, tree) for item_id, tree in entry["items"].items()}
    for made in items.values():
        if made.tells and (made.tells not in items or not made.appends):
            raise CatalogueError(f"{made.label}: tells of no item of this flow")
    return Flow(name, entry["title"], entry["case"], MappingProxyType(items))


def _item(flow_id: str, item_id: str, tree: dict[str, Any]) -> Item:
    where = f"{flow_id}.{item_id}"
    _check_id(item_id, where)
    unknown = set(tree) - FIELDS
    if unknown:
        raise CatalogueError(f"{where}: unknown field {sorted(unknown)}")
    options = tree.get("options", {})
    made = Item(
        flow_id,
        item_id,
        tree["title"],
        tree["kind"],
        tree.get("sealed", False),
        tree.get("optional", False),
        tree.get("deferrable", False),
        tree.get("multiple", False),
        MappingProxyType(dict(options)),
        tree.get("asked", True),
        tree.get("appends", False),
        tree.get("tells", ""),
    )
    if made.kind not in KINDS:
        raise CatalogueError(f"{where}: unknown kind {made.kind}")
    # What is chosen is plain and enumerated, what is said in a person's own words is sealed: there is nothing between.
    if (made.kind == "choice") == made.sealed:
        raise CatalogueError(f"{where}: a choice is plain, anything else is sealed")
    if (made.kind == "choice") != bool(options):
        raise CatalogueError(f"{where}: a choice, and only a choice, has options")
    if made.multiple and made.kind != "choice":
        raise CatalogueError(f"{where}: only a choice can be multiple")
    if made.appends and (not made.sealed or made.kind == "files"):
        raise CatalogueError(f"{where}: only sealed words can be appended to")
    if not made.asked and made.sealed and not made.optional:
        raise CatalogueError(f"{where}: what is never asked for can't be required")
    for option, title in options.items():
        _check_id(option, where)
        if not isinstance(title, str) or not title:
            raise CatalogueError(f"{where}: option {option} has no title")
    return made


def _check_id(value: object, where: str) -> None:
    # YAML reads a bare yes or no as a boolean: that would be caught here.
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise CatalogueError(f"{where}: {value!r} is not an id")
