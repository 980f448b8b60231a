"""Make rules/texts/<n>.yaml from the regulations as received: `python -m rules.texts.convert FOLDER`.

What is a mark (第六条, （一）, 1.) becomes a number; every other character is kept as printed, slips of the
source included (安全场所护, 近其亲属). Half-width punctuation becomes full-width, page debris goes, gaps
stay gaps.
"""

import re
import sys
from pathlib import Path
from typing import Any

import yaml

from rules.numerals import NUMERAL, to_int

HERE = Path(__file__).parent
_FULL_WIDTH = str.maketrans(",;:()", "，；：（）")
_ARTICLE = re.compile(rf"^第([{NUMERAL}]+)条[\s\u3000]*")
_ITEM = re.compile(rf"^（([{NUMERAL}]+)）[\s\u3000]*")
_ARABIC = re.compile(r"^(\d+)\.[\s\u3000]*")
# Left by the web page that regulation 2 was taken from; not part of the text.
DEBRIS_FROM = "相关链接："

SOURCES: dict[int, dict[str, Any]] = {
    1: {
        "file": "1-witness-protection-2017.txt",
        "title": "公安机关办理刑事案件证人保护工作规定",
        "number": "公通字〔2017〕2号",
        "in_force": "2017-03-01",
        "gaps": [],
    },
    2: {
        "file": "2-reporter-protection-reward-2016.txt",
        "title": "关于保护、奖励职务犯罪举报人的若干规定",
        "number": None,
        "in_force": "2016-03-30",
        "gaps": [],
    },
    3: {
        "file": "3-police-rights-jiaxing-2020.txt",
        "title": "嘉兴市公安机关维护民警执法权威工作实施细则",
        "number": None,
        "in_force": "2020-05-12",
        "gaps": [{"article": 20, "item": 1, "note": "第二十条在来源文本中自第2项开始，第1项缺失"}],
    },
}
_CLOSING = {"嘉兴市公安局", "2020年5月12日"}


def clean_lines(raw: str) -> list[str]:
    """The lines of a source without debris, blank lines and outer white space, punctuation full-width."""
    lines = [line.strip().strip("\u3000").strip().translate(_FULL_WIDTH) for line in raw.splitlines()]
    if DEBRIS_FROM in lines:
        lines = lines[: lines.index(DEBRIS_FROM)]
    return [line for line in lines if line]


def convert(regulation: int, raw: str) -> dict[str, Any]:
    """Turn one source text into the tree that is kept as YAML.

    Raises ValueError when articles are not in sequence.
    """
    source = SOURCES[regulation]
    notice: list[str] = []
    articles: list[dict[str, Any]] = []
    closing: list[str] = []
    for line in clean_lines(raw):
        if found := _ARTICLE.match(line):
            number = to_int(found[1])
            if number != len(articles) + 1:
                raise ValueError(f"article {number} after {len(articles)}")
            articles.append({"number": number, "paragraphs": [{"text": line[found.end() :]}]})
        elif not articles:
            notice.append(line)
        elif line in _CLOSING:
            closing.append(line)
        else:
            _add_line(articles[-1]["paragraphs"], line)
    return {
        "regulation": regulation,
        "title": source["title"],
        "number": source["number"],
        "in_force": source["in_force"],
        "gaps": source["gaps"],
        "notice": notice,
        "articles": articles,
        "closing": closing,
    }


def _add_line(paragraphs: list[dict[str, Any]], line: str) -> None:
    """Put a line where it belongs: an item, a sub-item, the body of an item's heading, or a new paragraph."""
    items: list[dict[str, Any]] = paragraphs[-1].get("items", [])
    heading = bool(items) and items[-1]["text"][-1] not in "。；"  # 规定 3 第十条: an item is a heading with a body
    if found := _ITEM.match(line):
        paragraphs[-1].setdefault("items", []).append(_numbered(found, line))
    elif (found := _ARABIC.match(line)) and heading:
        items[-1].setdefault("subitems", []).append(_numbered(found, line))
    elif found:
        paragraphs[-1].setdefault("items", []).append(_numbered(found, line))
    elif heading:
        items[-1]["body"] = line
    else:
        paragraphs.append({"text": line})


def _numbered(found: re.Match[str], line: str) -> dict[str, Any]:
    return {"number": to_int(found[1]), "mark": found[0].strip(), "text": line[found.end() :]}


def main(folder: Path) -> None:
    """Write the three YAML files beside this module."""
    for regulation, source in SOURCES.items():
        tree = convert(regulation, (folder / source["file"]).read_text(encoding="utf-8"))
        text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=10_000)
        head = f"# Made by rules/texts/convert.py from {source['file']}; not edited by hand.\n"
        (HERE / f"{regulation}.yaml").write_text(head + text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
