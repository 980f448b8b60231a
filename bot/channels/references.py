"""An article that a question names at a sealed step, as a topic: the words stay here, only the number goes on.

The engine has a finder of its own for steps where words reach it (`bot/engine/nlu/references.py`, another environment).
"""

import re

from rules.numerals import NUMERAL, to_int

_ARTICLE = re.compile(rf"第\s*([{NUMERAL}]+)\s*条|(?<![\d第])(\d{{1,2}})\s*条(?!\d)")
_REGULATIONS = (
    ("1", re.compile(r"规定\s*[一1]|证人")),
    ("2", re.compile(r"规定\s*[二2]|举报人|奖励")),
    ("3", re.compile(r"规定\s*[三3]|维权|执法权威")),
)


def article_topic(plain: str) -> str | None:
    """`article.<regulation or 0>.<number>` for "规定2第十四条怎么说"; None when no article is named."""
    found = _ARTICLE.search(plain)
    if found is None:
        return None
    try:
        number = to_int(found[1] or found[2])
    except ValueError:
        return None
    named = next((regulation for regulation, words in _REGULATIONS if words.search(plain)), "0")
    return f"article.{named}.{number}"
