"""What can stop a document from being made. Messages are Chinese and carry labels, never a value of the document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Missing:
    """One value that a document wants and does not have.

    `label` is the field as an officer knows it (住址); `item` the 项 of 规定 1 第六条第一款 it belongs to
    (第（一）项), or "".
    """

    label: str
    item: str = ""

    def __str__(self) -> str:
        return f"{self.item}{self.label}"


def list_missing(missing: tuple[Missing, ...]) -> str:
    """What is missing in one Chinese phrase, grouped by 项: 第（一）项年龄、住址；第（三）项保护的必要性."""
    groups: dict[str, list[str]] = {}
    for one in missing:
        groups.setdefault(one.item, []).append(one.label)
    return "；".join(item + "、".join(labels) for item, labels in groups.items())


class DocumentError(Exception):
    """Base of all: the document was not made. `str()` is a Chinese sentence for the officer, free of content."""


class MissingField(DocumentError):
    """A required value is missing. `missing` lists every one, not only the first."""

    def __init__(self, title: str, missing: tuple[Missing, ...]) -> None:
        super().__init__(f"《{title}》还不能制作，缺：{list_missing(missing)}。")
        self.missing = missing


class BadField(DocumentError):
    """A value is there but is of the wrong form. `label` names the field, `hint` says what would be right."""

    def __init__(self, label: str, hint: str) -> None:
        super().__init__(f"“{label}”填写不对：{hint}")
        self.label = label
        self.hint = hint


class IdentityExposed(DocumentError):
    """A protected true identity stands in a document that must carry the alias (规定 1 第九条; 规定 2 第十一条).

    `places` are labels of fields and `what` kinds of particulars (姓名, 电话): never the particulars themselves.
    """

    def __init__(self, places: tuple[str, ...], what: tuple[str, ...]) -> None:
        super().__init__(
            f"不能制作：在“{'、'.join(places)}”中出现了应当保密的真实{'、'.join(what)}。"
            "请改用化名；真实身份只写入单独成卷的说明。"
        )
        self.places = places
        self.what = what


class IdentityUnchecked(DocumentError):
    """A document that must not name someone was asked for without the identity to check: refused, never assumed
    clean."""

    def __init__(self, title: str) -> None:
        super().__init__(f"《{title}》不能出现当事人的真实身份，制作时必须同时核对，以免泄露。")


class TemplateProblem(DocumentError):
    """A template cannot be used as it is: a tag misspelt, unknown or unclosed. `problems` are Chinese sentences."""

    def __init__(self, name: str, problems: tuple[str, ...]) -> None:
        super().__init__(f"模板 {name} 有问题：{'；'.join(problems)}")
        self.problems = problems
