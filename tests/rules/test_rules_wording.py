"""The data behind the rules: options as in the catalogue, words as in the text, nothing unused or uncited."""

import ast
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from rules.reference import quote
from rules.witness_protection import contents
from rules.wording import MODULES, Kind, load

ROOT = Path(__file__).parents[2]
CATALOGUE: dict[str, Any] = yaml.safe_load((ROOT / "store" / "items.yaml").read_text(encoding="utf-8"))["flows"]
# Plain advice of common sense, which no article says.
ADVICE = {"others_police"}
# table of kinds → where the catalogue asks for it; (flow, item)
SAME = [
    ("reporter_protection", "mode", "report", "mode"),
    ("reporter_protection", "capacity", "report", "capacity"),
    ("reporter_protection", "crime", "report", "crime"),
    ("reporter_protection", "stage", "protect_reporter", "stage"),
    ("reporter_protection", "retaliation", "protect_reporter", "retaliation"),
    ("reporter_protection", "who", "protect_reporter", "who"),
    ("reporter_protection", "gravity", "protect_reporter", "gravity"),
    ("reporter_protection", "measures", "protect_reporter", "measures"),
    ("witness_protection", "case_kind", "protect_witness", "case_kind"),
    ("witness_protection", "role", "protect_witness", "role"),
    ("witness_protection", "who", "protect_witness", "who"),
    ("witness_protection", "gravity", "protect_witness", "gravity"),
    ("witness_protection", "measures", "protect_witness", "measures"),
    ("witness_protection", "case_kind", "protection_report", "case_kind"),
    ("witness_protection", "role", "protection_report", "role"),
    ("witness_protection", "who", "protection_report", "who"),
    ("witness_protection", "gravity", "protection_report", "gravity"),
    ("witness_protection", "measures", "protection_report", "measures"),
    ("police_rights", "applicant", "rights", "applicant"),
    ("police_rights", "relative", "rights", "relative"),
    ("police_rights", "position", "rights", "position"),
    ("police_rights", "ground", "rights", "ground"),
    ("police_rights", "sanction", "rights", "sanction"),
    ("police_rights", "behaviour", "rights", "behaviour"),
    ("police_rights", "scene", "rights", "scene"),
    ("police_rights", "injury", "rights", "injury"),
]


@pytest.mark.parametrize(("module", "table", "flow", "item"), SAME)
def test_options_are_those_of_the_catalogue(module: str, table: str, flow: str, item: str) -> None:
    assert set(load(module).ids(table)) == set(CATALOGUE[flow]["items"][item]["options"])


def test_report_contents_are_items_of_the_catalogue() -> None:
    items = set(CATALOGUE["protection_report"]["items"])
    for content in contents(dt.date(2026, 3, 2)):
        assert set(content.items) | set(content.optional) <= items
        assert content.title in quote(content.ref)
    assert [c.ref.item for c in contents(dt.date(2026, 3, 2))] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("kind", [k for m in MODULES for t in load(m).kinds.values() for k in t.values()])
def test_words_stand_in_the_text(kind: Kind) -> None:
    text = "".join(quote(ref) for ref in kind.refs)
    assert kind.refs
    assert kind.words in text
    # A statute is cited as the text prints it, in the article (the item alone doesn't repeat it).
    articles = "".join(quote(type(ref)(ref.regulation, ref.article)) for ref in kind.refs)
    assert kind.statute.removeprefix("《治安管理处罚法》") in articles


@pytest.mark.parametrize("module", MODULES)
def test_every_sentence_names_its_article(module: str) -> None:
    for code, point in load(module).points.items():
        assert point.refs or code in ADVICE, code
        assert point.text


@pytest.mark.parametrize("module", MODULES)
def test_no_sentence_lies_unused(module: str) -> None:
    """A code is written out in the module (or a module of its package), or begins as an f-string there does."""
    package = ROOT / "rules" / module
    sources = sorted(package.glob("*.py")) if package.is_dir() else [package.with_suffix(".py")]
    nodes = [node for path in sources for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    strings = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    heads = [n.values[0] for n in nodes if isinstance(n, ast.JoinedStr)]
    built = tuple(str(h.value) for h in heads if isinstance(h, ast.Constant) and str(h.value).endswith("_"))
    assert {code for code in load(module).points if code not in strings and not code.startswith(built)} == set()


def test_rules_know_nobody() -> None:
    others = {"store", "docs_gen", "actions", "desk", "bot"}
    for path in (ROOT / "rules").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in names} & others, path
