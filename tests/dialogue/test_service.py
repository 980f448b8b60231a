"""Who comes with a matter is heard: `service.yml`, sentences that stand in no training file, read by the trained model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.dialogue.test_answers import understood

SAID: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "service.yml").read_text(encoding="utf-8"))
RIGHT_AT_LEAST = 0.9


def goal(parsed: dict[str, Any]) -> str:
    """The goal with its topic."""
    name = str(parsed["intent"]["name"])
    topic = next((e["value"] for e in parsed["entities"] if e["entity"] == "topic"), "")
    return f"{name}/{topic}" if topic and "/" not in name else name


def test_none_stands_in_a_training_file() -> None:
    trained = {
        line.removeprefix("- ").strip()
        for path in (ROOT / "nlu_data" / "nlu").glob("*.yml")
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        for line in str(block.get("examples", "")).splitlines()
    }
    assert not [text for texts in SAID.values() for text in texts if text in trained]


@pytest.mark.system
def test_service_questions_and_told_matters_are_understood() -> None:
    cases = [(wanted, text) for wanted, texts in SAID.items() for text in texts]
    parsed = understood([text for _, text in cases])
    wrong = [
        f"{text!r}: {found}, not {wanted}"
        for (wanted, text), one in zip(cases, parsed, strict=True)
        if (found := goal(one)) != wanted
    ]
    assert len(wrong) <= (1 - RIGHT_AT_LEAST) * len(cases), f"{len(wrong)} of {len(cases)}:\n" + "\n".join(wrong)
