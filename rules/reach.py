"""Which functions of the regulations run, and for what: read from the source, by name, without starting anything.

A function that applies a provision is reached when the product names it: a step (`rules/lives`), a period the store
counts, a paper, an answer of the bot, a page at the desk; or when a function that is reached names it. Tests don't
count. What is called by a name that is put together at run time is not seen; nothing here does that.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
USES = {
    "rules.lives": "步骤",
    "rules.deadlines": "期限",
    "docs_gen": "文书",
    "actions": "对话",
    "store": "案件",
    "desk": "工作台",
    "bot": "对话",
}
"""Package of the product → what a function that it reaches is applied in."""
_LAW = ("rules.reporter_protection", "rules.witness_protection", "rules.police_rights", "rules.deadlines")
_OTHER_ENVIRONMENT = "bot.engine"  # knows no regulation

Name = tuple[str, str]
"""Module and what it defines at its top."""


@dataclass(frozen=True)
class _Module:
    """A module's source: what it defines, what it imports (local name → module, name or "" for a module itself)."""

    defined: dict[str, ast.stmt]
    imported: dict[str, tuple[str, str]]
    tree: ast.Module


@cache
def uses() -> dict[str, tuple[str, ...]]:
    """Qualified name (`rules.police_rights.inquiry.extension`) → what it is applied in, in the order of `USES`."""
    modules = dict(_modules())
    found: dict[str, list[str]] = {}
    for package, use in USES.items():
        roots = [name for name in modules if _within(name, package) and not _is_law(name)]
        for module, name in _closure(modules, roots):
            entries = found.setdefault(f"{module}.{name}", [])
            if use not in entries:
                entries.append(use)
    return {name: tuple(entries) for name, entries in found.items()}


def _is_law(module: str) -> bool:
    return any(_within(module, law) for law in _LAW)


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def _modules() -> Iterator[tuple[str, _Module]]:
    for package in dict.fromkeys(top.partition(".")[0] for top in USES):
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "node_modules" in parts or ".venv" in parts or _within(".".join(parts), _OTHER_ENVIRONMENT):
                continue
            is_package = parts[-1] == "__init__"
            name = ".".join(parts[:-1] if is_package else parts)
            yield name, _read(ast.parse(path.read_text("utf-8")), name, is_package=is_package)


def _read(tree: ast.Module, name: str, *, is_package: bool) -> _Module:
    defined: dict[str, ast.stmt] = {}
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            defined[statement.name] = statement
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            defined |= {n.id: statement for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}
    imported: dict[str, tuple[str, str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {one.asname or one.name: (one.name, "") for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = name.split(".")[: None if is_package else -1]
            base = above[: len(above) - node.level + 1] if node.level else []
            module = ".".join((*base, *([node.module] if node.module else ())))
            imported |= {one.asname or one.name: (module, one.name) for one in node.names}
    return _Module(defined, imported, tree)


def _closure(modules: dict[str, _Module], roots: Iterable[str]) -> set[Name]:
    """All in `rules` that the whole source of `roots` reaches."""
    waiting = [found for root in roots for found in _named(modules, root, modules[root].tree)]
    reached: set[Name] = set()
    while waiting:
        module, name = one = waiting.pop()
        if one in reached or not _within(module, "rules"):
            continue
        reached.add(one)
        waiting += _named(modules, module, modules[module].defined[name])
    return reached


def _named(modules: dict[str, _Module], module: str, node: ast.AST) -> Iterator[Name]:
    """What a piece of a module's source names, where it is defined."""
    for one in ast.walk(node):
        if isinstance(one, ast.Name):
            found = _where(modules, module, one.id)
        elif isinstance(one, ast.Attribute) and (path := _path(one)):
            found = _where(modules, module, path[0])
            for part in path[1:]:
                found = _where(modules, found[0], part) if found and not found[1] else found
        else:
            continue
        if found and found[1]:
            yield found


def _path(node: ast.expr) -> list[str]:
    """a.b.c as its names; empty for what is no plain path."""
    if isinstance(node, ast.Name):
        return [node.id]
    inner = _path(node.value) if isinstance(node, ast.Attribute) else []
    return [*inner, node.attr] if inner and isinstance(node, ast.Attribute) else []


def _where(modules: dict[str, _Module], module: str, name: str) -> Name | None:
    """The module that defines a name, through re-exports; the name is empty for a module; None: not of the product."""
    seen: set[Name] = set()
    while module in modules and (module, name) not in seen:
        seen.add((module, name))
        if name in modules[module].defined:
            return module, name
        if f"{module}.{name}" in modules:
            return f"{module}.{name}", ""
        if name not in modules[module].imported:
            return None
        module, name = modules[module].imported[name]
        if not name or f"{module}.{name}" in modules:
            return (f"{module}.{name}" if name else module), ""
    return None
