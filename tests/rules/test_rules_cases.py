"""Cases a lawyer can read: tests/rules/cases/<module>.yaml, or a folder cases/<module>/ by groups of articles.

A case: `case` (title), `rule` (module.function), `facts`, `expect`, `because` (a provision the outcome must name)
and `words` (must stand in it). Of `expect`, decision, missing, documents, approver, deadlines and those provisional
(暂定) are compared whole; reasons and notes must be among those said; `not` lists codes that must not be said; open
and closed name measures.
"""

import dataclasses
import datetime as dt
import importlib
import inspect
import typing
from pathlib import Path
from typing import Any

import pytest
import yaml

from rules.outcome import Outcome
from rules.reference import Ref, quote
from rules.wording import MODULES

CASES = Path(__file__).parent / "cases"
EXPECTED = {
    "decision", "missing", "documents", "approver", "deadlines", "provisional", "reasons", "notes", "not", "open",
    "closed", "none",
}  # fmt: skip


def all_cases() -> list[Any]:
    """Every case with its file and title as the test's name."""
    found = []
    for path in sorted(CASES.rglob("*.yaml")):
        if not path.relative_to(CASES).parts[0].startswith(MODULES):
            continue  # lives_*.yaml: orders of events, see test_lives
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(pytest.param(case, id=f"{path.stem}: {case['case']}"))
    return found


def cases_of(module: str) -> list[dict[str, Any]]:
    """The cases of one regulation: those of files and folders whose name begins with its module."""
    paths = [p for p in CASES.rglob("*.yaml") if p.relative_to(CASES).parts[0].startswith(module)]
    return [case for path in sorted(paths) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


def value(kind: Any, given: Any) -> Any:
    """A YAML value as the type that a fact has."""
    text = str(kind)
    if "frozenset" in text and not isinstance(given, str):  # a degree of danger is one or several
        return frozenset(given)
    if "tuple" in text:
        return tuple(given)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        assert isinstance(kind, type)
        return kind(**{name: value(hints[name], v) for name, v in given.items()})
    return given


def run(rule: str, facts: dict[str, Any]) -> Outcome | None:
    """Call the rule with the facts, as one dataclass where it takes one."""
    module, name = rule.split(".")
    function = getattr(importlib.import_module(f"rules.{module}"), name)
    hints = typing.get_type_hints(function)
    parameters = list(inspect.signature(function).parameters)
    first = hints.get(parameters[0]) if parameters else None
    if dataclasses.is_dataclass(first) and not set(facts) & set(parameters):
        return typing.cast(Outcome, function(value(first, facts)))
    return typing.cast(Outcome, function(**{name: value(hints[name], v) for name, v in facts.items()}))


@pytest.mark.parametrize("case", all_cases())
def test_case(case: dict[str, Any]) -> None:
    expect = case["expect"]
    assert set(expect) <= EXPECTED
    if case.get("because"):
        assert case["words"] in quote(Ref.parse(case["because"]))
    outcome = run(case["rule"], case["facts"])
    if expect.get("none"):
        assert outcome is None
        return
    assert outcome is not None
    assert outcome.decision == expect["decision"]
    for whole in ("missing", "documents"):
        if whole in expect:
            assert [p.code for p in getattr(outcome, whole)] == expect[whole]
    for part in ("reasons", "notes"):
        assert set(expect.get(part, [])) <= {p.code for p in getattr(outcome, part)}
    if "approver" in expect:
        assert (outcome.approver.code if outcome.approver else None) == expect["approver"]
    if "deadlines" in expect:
        due: dict[str, dt.date] = {d.kind: d.due for d in outcome.deadlines}
        assert due == expect["deadlines"]
    if "provisional" in expect:
        assert [d.kind for d in outcome.deadlines if d.provisional] == expect["provisional"]
    assert not set(expect.get("not", [])) & outcome.codes()
    is_open = {m.code: m.open for m in outcome.measures}
    assert all(is_open[m] for m in expect.get("open", []))
    assert not any(is_open[m] for m in expect.get("closed", []))
    assert Ref.parse(case["because"]) in outcome.all_refs()
