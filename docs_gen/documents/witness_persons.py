"""The protected persons as papers after the approval of protection name them: no more than each paper needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docs_gen.documents.base import Record, text

CAPACITY_HELP = "如：证人、鉴定人、被害人、证人的近亲属"


@dataclass(frozen=True, kw_only=True, repr=False)
class NamedPerson(Record):
    """A protected person by name or alias, and as what: enough for an approval."""

    alias: str = text("化名", required=False, empty="")
    name: str = text("姓名", identity="name")
    capacity: str = text("身份", help=CAPACITY_HELP)


@dataclass(frozen=True, kw_only=True, repr=False)
class LocatedPerson(NamedPerson):
    """A protected person whom somebody has to find: for those who guard them. Under an alias the place stays out."""

    address: str = text("现住址", identity="hidden", help="只写执行保护需要的住处；使用化名的不填，当面告知")
    contact: str = text("联系方式", identity="hidden", help="能安全联系本人的方式；使用化名的不填，当面告知")


def names(persons: Iterable[NamedPerson]) -> str:
    """All of them in one phrase, under their aliases where they have one: 程安（化名）、欧阳镕喆."""
    found = [str(person.context()["name"]) for person in persons]
    return "、".join(name for name in found if name) or "待填人员"
