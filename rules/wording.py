"""The options and the Chinese sentences of each module, held as data in rules/data/<module>.yaml.

A kind is an option a person can choose (its id is that of store/items.yaml), a point is a sentence an outcome
can say. Both name their provisions; a kind may carry the words of the text it stands for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rules.deadlines import Deadline
from rules.outcome import Measure, Outcome, Point
from rules.reference import Ref, refs

MODULES = ("reporter_protection", "witness_protection", "police_rights")


@dataclass(frozen=True)
class Kind:
    """One enumerated option: its id, short Chinese title, provisions, and words of the text (or "")."""

    id: str
    title: str
    refs: tuple[Ref, ...]
    words: str = ""
    statute: str = ""


@dataclass(frozen=True)
class Wording:
    """All kinds and points of one module."""

    kinds: Mapping[str, Mapping[str, Kind]]
    points: Mapping[str, Point]

    def ids(self, table: str) -> tuple[str, ...]:
        """The option ids of a table of kinds."""
        return tuple(self.kinds[table])

    def say(self, *codes: str) -> tuple[Point, ...]:
        """The points of these codes."""
        return tuple(self.points[code] for code in codes)

    def outcome(
        self,
        decision: str,
        *,
        reasons: tuple[Point, ...] = (),
        missing: tuple[Point, ...] = (),
        approver: Point | None = None,
        measures: tuple[Measure, ...] = (),
        deadlines: tuple[Deadline, ...] = (),
        documents: tuple[Point, ...] = (),
        notes: tuple[Point, ...] = (),
    ) -> Outcome:
        """An outcome whose sentence and references are those of the point with the decision's code."""
        said = self.points[decision]
        return Outcome(
            decision, said.text, said.refs, reasons, missing, approver, measures, deadlines, documents, notes
        )


@cache
def load(module: str) -> Wording:
    """Read rules/data/<module>.yaml. Raises UnknownProvision when a reference in it doesn't resolve."""
    tree = yaml.safe_load((Path(__file__).parent / "data" / f"{module}.yaml").read_text(encoding="utf-8"))
    kinds = {
        table: {key: _kind(key, entry) for key, entry in entries.items()} for table, entries in tree["kinds"].items()
    }
    points = {code: Point(code, entry["text"], refs(*entry["refs"])) for code, entry in tree["points"].items()}
    return Wording(kinds, points)


def _kind(key: str, tree: dict[str, Any]) -> Kind:
    return Kind(key, tree["title"], refs(*tree.get("refs", ())), tree.get("words", ""), tree.get("statute", ""))
