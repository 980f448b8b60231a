"""What the page seals, Python opens; both pad alike."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag

from store import sealing
from tests.web.desk_key import DeskKey, decode

ANSWERS = [
    {"ask": {"id": "report.facts", "kind": "text"}, "text": "一句话", "at": "2026-11-22T00:00:00Z"},
    {
        "ask": {"id": "report.facts", "kind": "text"},
        "text": "长" * 5000 + "\n𠮷\t“引号”\\",
        "at": "2026-11-22T15:59:59Z",
    },
    {"ask": {"id": "report.when", "kind": "date"}, "text": "昨天", "at": "2026-11-22T16:00:00Z", "value": "2026-11-22"},
]
LENGTHS = [0, 1, 508, 509, 1020, 1021, 4096, 32764, 32765, 65532, 65533, 131068, 131069, 200_000, 4 * 1024 * 1024]


@pytest.fixture(scope="module")
def key() -> DeskKey:
    return DeskKey()


@pytest.fixture(scope="module")
def sealed(web: Path, key: DeskKey, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The answers and parts below, sealed by the page's code in Node."""
    folder = tmp_path_factory.mktemp("interop")
    padded = [(length, sealing.pad(b"\7" * length)) for length in LENGTHS]
    given = {
        "key": key.answer(),
        "answers": ANSWERS,
        "parts": [
            {"kind": sealing.part_kind("u_1", n, 2), "data": base64.b64encode(part(n)).decode()} for n in range(2)
        ],
        "padded": [
            {"length": length, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for length, data in padded
        ],
    }
    (folder / "given.json").write_text(json.dumps(given), "utf-8")
    npx = shutil.which("npx")
    assert npx
    done = subprocess.run(
        [npx, "vitest", "run", "test/interop.test.ts"],
        cwd=web,
        env={**os.environ, "SHOUKOU_INTEROP": str(folder)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads((folder / "sealed.json").read_text("utf-8"))
    return found


def part(n: int) -> bytes:
    """A part of a file: a long one and a short one."""
    return bytes(i * 7 % 256 for i in range(300_000 if n == 0 else 5))


def test_answers_open_in_python(sealed: dict[str, Any], key: DeskKey) -> None:
    assert len(sealed["answers"]) == len(ANSWERS)
    for given, envelope in zip(ANSWERS, sealed["answers"], strict=True):
        assert sealing.Envelope.from_dict(envelope).key == key.key_id
        opened = key.open_envelope(envelope)
        ask: Any = given["ask"]
        assert (opened["ask"], opened["kind"], opened["text"]) == (ask["id"], ask["kind"], given["text"])
        assert opened.get("value") == given.get("value")
        assert opened["at"].endswith("+08:00")


def test_time_is_that_of_shanghai(sealed: dict[str, Any], key: DeskKey) -> None:
    stamps = [key.open_envelope(envelope)["at"] for envelope in sealed["answers"]]
    assert stamps == ["2026-11-22T08:00:00+08:00", "2026-11-22T23:59:59+08:00", "2026-11-23T00:00:00+08:00"]


def test_parts_open_in_python(sealed: dict[str, Any], key: DeskKey) -> None:
    for n, text in enumerate(sealed["parts"]):
        raw = decode(text)
        kind = sealing.part_kind("u_1", n, 2)
        assert len(raw) == sealing.sealed_length(len(part(n)))
        assert sealing.unpad(key.open(kind, raw)) == part(n)


def test_a_part_does_not_open_in_another_place(sealed: dict[str, Any], key: DeskKey) -> None:
    with pytest.raises(InvalidTag):
        key.open(sealing.part_kind("u_1", 1, 2), decode(sealed["parts"][0]))


def test_python_opens_its_own_the_same_way(key: DeskKey) -> None:
    public = sealing.PublicKey.from_dict(key.answer())
    for length in (0, 508, 509, 70_000):
        data = bytes(length)
        assert key.open_data("file", sealing.seal(public, "file", data).ct) == data
