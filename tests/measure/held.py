"""What the measures on held-out sentences share: their command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml

from tests.conftest import ROOT

HELD_OUT = ROOT / "nlu_data" / "heldout"
MEASURED = ROOT / "docs" / "measured"
C = TypeVar("C")


@dataclass(frozen=True)
class Heard:
    """One held-out sentence, where it was said, and what came of it."""

    text: str
    label: str
    asked: str
    outcome: str


def run(
    about: str | None,
    name: str,
    measured: Callable[[list[dict[str, Any]]], Sequence[C]],
    page: Callable[[Sequence[C]], str],
    wrong: Callable[[Sequence[C]], Iterable[str]],
) -> Sequence[C]:
    """Measure `nlu_data/heldout/<name>.yml`, or the file that is named, and print the page; returns the cases.

    `about`: the module's docstring; `wrong`: lines for `--wrong`. `--write` keeps the page in docs/measured/.
    """
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=HELD_OUT / f"{name}.yml")
    parser.add_argument("--wrong", action="store_true", help="list what went wrong")
    parser.add_argument("--write", action="store_true", help=f"write docs/measured/{name}.md")
    options = parser.parse_args()
    cases = measured(yaml.safe_load(options.file.read_text(encoding="utf-8")))
    text = page(cases)
    print(text)
    if options.write:
        MEASURED.mkdir(exist_ok=True)
        (MEASURED / f"{name}.md").write_text(text, encoding="utf-8")
    if options.wrong:
        print("\n".join(wrong(cases)))
    return cases
