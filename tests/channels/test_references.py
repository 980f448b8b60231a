"""An article named in a question becomes a topic; nothing else of the question does."""

import pytest

from bot.channels.references import article_topic


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("规定2第十四条怎么说", "article.2.14"),
        ("证人保护规定第6条是什么", "article.1.6"),
        ("维权细则三十一条说什么", None),
        ("第三十一条", "article.0.31"),
        ("维权细则31条", "article.3.31"),
        ("他送了两条烟", None),
        ("奖金多少", None),
    ],
)
def test_articles(said: str, topic: str | None) -> None:
    assert article_topic(said) == topic
