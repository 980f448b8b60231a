"""The layout holds: imports run one way, only the desk can open, files stay readable."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KNOWS: dict[str, set[str]] = {
    "rules": set(),
    "store": {"rules"},
    "docs_gen": {"rules"},
    "actions": {"rules", "store", "docs_gen"},
    "desk": {"rules", "store", "docs_gen"},
    # What both sides of the boundary read words with: standard library only, for two environments.
    "bot.channels": {
        "rules",
        "store",
        "docs_gen",
        "bot.danger",
        "bot.danger_scenes",
        "bot.references",
        "bot.stance",
        "bot.stated",
        "bot.traditional",
        "bot.by_name",
        "bot.unnamed",
    },
    "bot.engine": {"bot.by_name", "bot.danger", "bot.references", "bot.stance", "bot.stated"},
}
OURS = {"rules", "store", "docs_gen", "actions", "desk", "bot"}


def sources(package: str) -> list[Path]:
    folder = ROOT / package.replace(".", "/")
    return [path for path in folder.rglob("*.py") if ".venv" not in path.parts]


def imported(path: Path) -> set[str]:
    """Packages of ours that a file imports, bot's parts by name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and not node.level
            else []
        )
        for name in names:
            parts = name.split(".")
            if parts[0] in OURS:
                found.add(".".join(parts[:2]) if parts[0] == "bot" else parts[0])
    return found


@pytest.mark.parametrize("package", KNOWS)
def test_imports_run_one_way(package: str) -> None:
    assert sources(package)
    for path in sources(package):
        strangers = imported(path) - KNOWS[package] - {package}
        assert not strangers, f"{path.relative_to(ROOT)} imports {sorted(strangers)}"


def test_only_the_desk_can_open() -> None:
    for package in ("rules", "store", "docs_gen", "actions", "bot.channels", "bot.engine"):
        for path in sources(package):
            text = path.read_text(encoding="utf-8")
            for private in ("MLKEM768PrivateKey", "X25519PrivateKey", ".decrypt(", "desk.keyring"):
                assert private not in text, f"{path.relative_to(ROOT)} holds {private}"


def test_no_file_outgrows_its_reader() -> None:
    """Files over 400 lines want a reason: the reason stands here."""
    reasons = {
        "actions/flow.py": "one walk for all flows; splitting it would part a turn from its steps",
        "store/cases.py": "the life of a case, in the order it takes",
    }
    tracked = subprocess.run(
        ["git", "ls-files", "*.py", "*.ts", "*.tsx"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in tracked.stdout.split():
        path = ROOT / name
        if path.exists() and not name.startswith("tests/"):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            assert lines <= 400 or name in reasons, f"{name}: {lines} lines"


def test_nothing_tracked_names_this_machine() -> None:
    tracked = subprocess.run(
        ["git", "grep", "-lIE", r"/root/|/work/|pyenv/versions/[0-9]"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert set(tracked.stdout.split()) <= {"tests/test_structure.py"}


def test_what_the_threat_model_names_as_proof_is_there() -> None:
    """Each row of SECURITY.md that says what holds names tests that exist."""
    table = (ROOT / "SECURITY.md").read_text("utf-8").partition("## 防谁，靠什么")[2].partition("## 防不住")[0]
    rows = [row for row in table.splitlines() if row.startswith("| ")][2:]
    proofs = [re.findall(r"`(tests/[^`]+)`", row) for row in rows]
    assert len(proofs) >= 7
    assert all(proofs)
    assert [path for paths in proofs for path in paths if not (ROOT / path).exists()] == []
