"""The contract, docs/use-cases.md: every line names a test that exists."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
LINE = re.compile(r"^- .+ → (.+)$")


def test_every_use_case_names_tests_that_exist() -> None:
    lines = [line for line in (ROOT / "docs/use-cases.md").read_text("utf-8").splitlines() if line.startswith("- ")]
    assert len(lines) >= 40
    for line in lines:
        found = LINE.match(line)
        assert found, f"no test named: {line}"
        for reference in found[1].split("；"):
            path, _, name = reference.strip().strip("`").partition("::")
            file = ROOT / path
            assert file.exists(), f"{reference} in: {line}"
            text = file.read_text("utf-8")
            if file.suffix == ".yml":
                assert name in [story["story"] for story in yaml.safe_load_all(text)], reference
            else:
                assert re.search(rf"\bdef {re.escape(name)}\b", text), reference
