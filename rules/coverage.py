"""docs/coverage.md: what happens to each article.

`python -m rules.coverage` writes it, `--check` says whether it is stale.
"""

import importlib
import pkgutil
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

import rules
from rules.provision import REGISTRY
from rules.reach import uses
from rules.reference import Ref
from rules.texts import REGULATIONS, load
from rules.wording import MODULES

PAGE = Path(__file__).parent.parent / "docs" / "coverage.md"
HOW = {"quoted": "只引用", "not_for_software": "不由程序执行"}


class CoverageError(ValueError):
    """An article that is accounted for twice or not at all."""


def applied() -> dict[tuple[int, int], dict[str, list[Ref]]]:
    """(regulation, article) → function → the provisions of that article it applies."""
    for module in pkgutil.walk_packages(rules.__path__, "rules."):
        if not module.name.startswith(("rules.texts", "rules.coverage")):
            importlib.import_module(module.name)
    found: dict[tuple[int, int], dict[str, list[Ref]]] = defaultdict(lambda: defaultdict(list))
    for ref, names in sorted(REGISTRY.items(), key=lambda entry: _order(entry[0])):
        for name in sorted(names):  # whichever module was imported first
            if name.startswith("rules."):  # tests may tie functions of their own
                found[ref.regulation, ref.article][name].append(ref)
    return found


def _order(ref: Ref) -> tuple[int, ...]:
    return (ref.regulation, ref.article, ref.paragraph or 0, ref.item or 0, ref.subitem or 0)


def library_only() -> dict[str, str]:
    """Function that nothing in the product reaches → why it is kept."""
    path = Path(__file__).parent / "data" / "library_only.yaml"
    groups: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: group["why"] for group in groups for name in group["functions"]}


def not_applied() -> dict[tuple[int, int], tuple[str, str]]:
    """(regulation, article) → how it is treated instead ("quoted", "not_for_software") and why."""
    path = Path(__file__).parent / "data" / "coverage.yaml"
    tree: dict[int, dict[int, dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        (regulation, article): (entry["how"], entry["why"])
        for regulation, articles in tree.items()
        for article, entry in articles.items()
    }


def page() -> str:
    """The page as Markdown. Raises CoverageError when an article is missing or stands in both places."""
    by_function, otherwise = applied(), not_applied()
    lines = [
        "# What happens to each article",
        "",
        "Made by `python -m rules.coverage` from the code (`@provision`) and `rules/data/coverage.yaml`;",
        "a test keeps it fresh. Every article can be quoted.",
        "",
        "适用：a function of the article runs in the product, in what stands in 〔〕 (read from the source by",
        "`rules.reach`).",
        "只在程序库：so far only tests call it; what decides meanwhile are the tables in `rules/lives`. These are the",
        "functions in `rules/data/library_only.yaml`, each with why; the list may only grow shorter.",
    ]
    for regulation in REGULATIONS:
        lines += ["", f"## 规定 {regulation}《{load(regulation).title}》", ""]
        lines += [f"来源缺口：{gap}。" + "\n" for gap in load(regulation).gaps]
        lines += ["| 条 | 适用 | 函数或原因 |", "| --- | --- | --- |"]
        for article in load(regulation).articles:
            key = (regulation, article.number)
            if (key in by_function) == (key in otherwise):
                raise CoverageError(f"article {regulation}:{article.number} is in both places or in none")
            place = Ref(*key).place()
            if key in by_function:
                tied = [_use(name, refs) for name, refs in by_function[key].items()]
                how = "适用" if any(name in uses() for name in by_function[key]) else "只在程序库"
                lines.append(f"| {place} | {how} | {'<br>'.join(tied)} |")
            else:
                how, why = otherwise[key]
                lines.append(f"| {place} | {HOW[how]} | {why} |")
    return "\n".join(lines) + "\n"


def _use(name: str, refs: list[Ref]) -> str:
    parts = [ref.place().removeprefix(Ref(ref.regulation, ref.article).place()) for ref in refs]
    where = "、".join(part for part in parts if part)
    runs = "、".join(uses().get(name, ())) or "只在程序库"
    return f"`{_short(name)}`" + (f"（{where}）" if where else "") + f"〔{runs}〕"


def _short(name: str) -> str:
    """`witness_protection.scope`, whichever module of that package holds the function.

    A regulation's package re-exports its functions.
    """
    _, package, *inner = name.split(".")
    return f"{package}.{inner[-1]}" if package in (*MODULES, "deadlines") else ".".join((package, *inner))


def main(arguments: list[str]) -> int:
    """Write the page, or with --check compare it. Returns the exit code."""
    text = page()
    if "--check" in arguments:
        fresh = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        print("coverage.md is fresh" if fresh else "coverage.md is stale: run python -m rules.coverage")
        return 0 if fresh else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
