"""举报回执: what a reporter may take home. It has no field for any content, so it cannot carry any (规定 2 第五条)."""

# ruff: noqa: RUF009 - the functions declare fields, as dataclasses.field does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from docs_gen.documents.base import DocumentData, Shown, choice, day, text


@dataclass(frozen=True, kw_only=True, repr=False)
class ReportReceipt(DocumentData):
    """举报回执: number, date, notice of rights by article. No name, no content, and no field for either."""

    kind: ClassVar[str] = "report_receipt"
    title: ClassVar[str] = "举报回执"
    template: ClassVar[str] = "report_receipt.docx"

    office: str = text("受理机关")
    receipt_number: str = text("举报编号", pattern=r"\d{4} ?\d{4} ?\d{4}", hint="应为12位数字，如 4829 1057 3361。")
    received_on: date | None = day("收到日期")
    mode: str = choice("举报方式", ("实名举报", "匿名举报"))
    date: date | None = day("成文日期")

    def derived(self) -> dict[str, Shown]:
        digits = self.receipt_number.replace(" ", "")
        groups = " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))
        return {"receipt_number": groups, "real_name": self.mode == "实名举报"}
