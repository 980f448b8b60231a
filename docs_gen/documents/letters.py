"""What letters (函) to other offices have in common, in the letter form of GB/T 9704."""

# ruff: noqa: RUF009 - the functions declare fields, as dataclasses.field does
from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from docs_gen.documents.base import DocumentData, Shown, choice, day, many, number, secrecy, text
from docs_gen.documents.words import attachments, marks
from docs_gen.errors import BadField

_TELLTALE = ("举报", "检举", "控告", "揭发", "告发", "线索")


@dataclass(frozen=True, kw_only=True, repr=False)
class Letter(DocumentData):
    """Who writes to whom, under which number, and whom to ask. Contact is an officer, never the person protected."""

    closing: ClassVar[tuple[str, ...]] = (
        "contact_person",
        "contact_phone",
        "attachments",
        "date",
        "secrecy",
        "urgency",
    )

    office: str = text("发函机关", help="人民检察院全称")
    number: str = number()
    recipient: str = text("收函单位")
    contact_person: str = text("联系人")
    contact_phone: str = text("联系电话")
    attachments: tuple[str, ...] = many("附件", required=False)
    date: date | None = day("成文日期")
    secrecy: str = secrecy()
    urgency: str = choice("紧急程度", ("特急", "加急"), required=False)

    def derived(self) -> dict[str, Shown]:
        return {
            "attachments": [*attachments(self.attachments)],
            "under_alias": bool(self.covered),
            "marks": marks(self.secrecy, self.urgency),
        }


@dataclass(frozen=True, kw_only=True, repr=False)
class LetterToUnit(Letter):
    """A letter that the unit which retaliates may read (规定 2 第八条).

    It names nobody and says of no one that they reported: 严禁泄露举报内容以及举报人姓名 (第五条第五项) knows no
    exception. So it speaks of decisions and acts, by date and number, and its words are searched for what would tell.
    """

    names_nobody: ClassVar[bool] = True

    reply_by: date | None = day("请求函复的日期", required=False, help="条文没有规定期限，由承办单位确定")

    def check(self) -> None:
        super().check()
        for one in self.specs():
            if one.kind in ("lines", "many"):
                value = getattr(self, one.name)
                rows = (value,) if isinstance(value, str) else value
                if any(word in _plain(row) for row in rows for word in _TELLTALE):
                    raise BadField(
                        one.label, "给有关单位的函不提举报的事，只写决定、做法本身（第五条第五项：严禁泄露举报内容）。"
                    )


def _plain(words: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", words) if c.isalnum())
