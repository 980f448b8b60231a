"""Citations written in sentences elsewhere (规定 2 第五条第七项) resolve too."""

import re
from pathlib import Path

import pytest

from rules.numerals import NUMERAL
from rules.reference import Ref

ROOT = Path(__file__).parents[2]
PAGES = ["domain.yml", "store/items.yaml", "store/statuses.yaml", "nlu_data/topics.yml", "docs/architecture.md"]
_N = f"[{NUMERAL}]+"
_PLACE = rf"第{_N}条(?:第{_N}款)?(?:第{_N}项)?(?:第{_N}目)?"
_CITATION = re.compile(rf"规定 ?([123]) ?({_PLACE}(?:[、至和及]{_PLACE})*)")


def citations(text: str) -> list[tuple[int, str]]:
    """(regulation, place) of every citation in a text, those of a list one by one."""
    return [(int(r), place) for r, places in _CITATION.findall(text) for place in re.findall(_PLACE, places)]


def test_lists_are_read_one_by_one() -> None:
    text = "（规定 2 第二条、第八条至第十条；规定 1 第六条第一款第一项）"
    assert citations(text) == [(2, "第二条"), (2, "第八条"), (2, "第十条"), (1, "第六条第一款第一项")]


@pytest.mark.parametrize("page", PAGES)
def test_citations_resolve(page: str) -> None:
    path = ROOT / page
    if not path.exists():
        pytest.skip(f"no {page}")
    for regulation, place in citations(path.read_text(encoding="utf-8")):
        Ref.parse_words(regulation, place)


def test_the_code_of_other_parts_cites_what_exists() -> None:
    for part in ("actions", "desk", "docs_gen", "store", "bot/channels"):
        for path in (ROOT / part).rglob("*.py"):
            for regulation, place in citations(path.read_text(encoding="utf-8")):
                Ref.parse_words(regulation, place)
