"""The note that alone bears a true identity (规定 1 第九条第二款; 规定 2 第十一条第一款)."""

# ruff: noqa: RUF009 - the functions declare fields, as dataclasses.field does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from docs_gen.documents.base import DocumentData, Shown, choice, day, long_date, many, secrecy, text
from docs_gen.documents.words import lines, listed


@dataclass(frozen=True, kw_only=True, repr=False)
class IdentityNote(DocumentData):
    """真实身份与化名使用说明: the one document that bears the true identity; classified, in a file of its own.

    规定 1 第九条第二款 (witness) or 规定 2 第十一条第一款 (reporter), by `capacity`.
    """

    kind: ClassVar[str] = "identity_note"
    title: ClassVar[str] = "真实身份与化名使用说明"
    template: ClassVar[str] = "identity_note.docx"
    bears_identity: ClassVar[bool] = True

    secrecy: str = secrecy(required=True)
    file_number: str = text("密卷编号")
    capacity: str = choice("身份", ("证人", "举报人"))
    name: str = text("真实姓名")
    alias: str = text("化名")
    sex: str = text("性别")
    born_on: date | None = day("出生日期")
    id_document: str = text("身份证件信息", help="证件种类和号码")
    address: str = text("住址")
    work_unit: str = text("工作单位", required=False)
    contact: str = text("联系方式")
    reason: str = text("使用化名的原因", lines=True)
    used_since: date | None = day("开始使用化名的日期")
    used_in: tuple[str, ...] = many("使用化名的文书和材料", help="每行一件，写文书名称和文号")
    approved_by: str = text("批准人")
    approved_on: date | None = day("批准日期")
    keeper: str = text("密卷保管人")
    office: str = text("制作单位")
    handlers: tuple[str, ...] = many("承办人", help="每行一人")
    date: date | None = day("成文日期")

    def derived(self) -> dict[str, Shown]:
        return {
            "is_witness": self.capacity == "证人",
            "used_in": lines(tuple(f"{n}. {one.strip()}" for n, one in enumerate(self.used_in, 1))),
            "handlers": listed(self.handlers),
            "born_on": long_date(self.born_on) if self.born_on else "",
        }
