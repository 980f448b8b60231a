"""What every document's data has in common: typed fields with Chinese labels, what is missing, what a template sees.

A field is declared with one of the functions below (`text`, `day`, `choice` …). The declaration carries everything
that a form at the desk, the check of a template and an error message need, so none of them keeps a list of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import date, datetime
from typing import Any, ClassVar, Literal, Self, cast

from docs_gen.errors import BadField, IdentityExposed, Missing

Shown = str | bool | list[str] | dict[str, "Shown"] | list[dict[str, "Shown"]]
FieldKind = Literal["text", "lines", "date", "due", "choice", "choices", "many", "flag", "group"]

PARTICULARS = frozenset({"身份证件号码", "住址", "电话", "工作单位", "其他信息"})
"""What can be told of a person besides the name."""

HIDDEN = "不公开，见密卷"
"""What stands in place of an address, a phone … of a person under an alias."""

NUMBER_PATTERN = r"[^\d\s\[\]()（）〔〕]{1,24}〔20\d\d〕[1-9]\d{0,5}号"
NUMBER_HINT = "应写作“机关代字〔2026〕3号”：年份用全称和六角括号，序号不加“第”、不编虚位（不写 03）。"

SECRECY_PATTERN = r"(绝密|机密|秘密)(★(\d{1,2}年|\d{1,2}个月|长期))?"
SECRECY_HINT = "应写作“机密★1年”，密级为绝密、机密或者秘密。"


@dataclass(frozen=True)
class Due:
    """A day by which something must happen; `provisional` when the State Council's calendar of that year is not out."""

    on: date
    provisional: bool = False

    def __str__(self) -> str:
        return long_date(self.on) + ("（暂定，以国务院公布的放假安排为准）" if self.provisional else "")


def long_date(day: date) -> str:
    """Arabic digits without zero padding, as GB/T 9704 wants: 2026年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True)
class FieldSpec:
    """A field as a form shows it. `identity`: "name" (replaced by the alias), "hidden" (replaced by 见密卷) or "".

    `unit`: the measure word of a group's records (第1人, 第1件).
    """

    name: str
    label: str
    kind: FieldKind
    required: bool
    help: str = ""
    options: tuple[str, ...] = ()
    item: str = ""
    identity: Literal["", "name", "hidden"] = ""
    empty: str = ""
    pattern: str = ""
    hint: str = ""
    of: type[Record] | None = None
    unit: str = "人"


def _declare(default: object, label: str, kind: FieldKind, required: bool, **more: object) -> Any:
    return field(default=default, metadata={"label": label, "kind": kind, "required": required, **more})


def text(
    label: str,
    *,
    required: bool = True,
    lines: bool = False,
    help: str = "",
    item: str = "",
    identity: Literal["", "name", "hidden"] = "",
    empty: str = "无",
    pattern: str = "",
    hint: str = "",
) -> str:
    """Words. `empty` is printed for an optional one not given; `pattern` (whole match) and its `hint` limit it."""
    kind: FieldKind = "lines" if lines else "text"
    return cast(str, _declare("", label, kind, required, help=help, item=item, identity=identity,
                              empty=empty, pattern=pattern, hint=hint))  # fmt: skip


def number(label: str = "文号", *, required: bool = True) -> str:
    """A document number in the official form 〔2026〕3号."""
    return text(label, required=required, pattern=NUMBER_PATTERN, hint=NUMBER_HINT, empty="")


def secrecy(*, required: bool = False) -> str:
    """密级和保密期限, as 机密★1年 (GB/T 9704)."""
    return text("密级", required=required, pattern=SECRECY_PATTERN, hint=SECRECY_HINT, empty="")


def day(label: str, *, required: bool = True, help: str = "", empty: str = "") -> date | None:
    """A day, printed 2026年3月1日."""
    return cast("date | None", _declare(None, label, "date", required, help=help, empty=empty))


def due(label: str, *, required: bool = True, help: str = "") -> Due | None:
    """A deadline, with 暂定 when it is."""
    return cast("Due | None", _declare(None, label, "due", required, help=help))


def choice(label: str, options: tuple[str, ...], *, required: bool = True, help: str = "", item: str = "") -> str:
    """One of `options`; the template also sees `<name>_boxes`, all of them with the chosen one ticked."""
    return cast(str, _declare("", label, "choice", required, options=options, help=help, item=item))


def choices(label: str, options: tuple[str, ...], *, required: bool = True, help: str = "") -> tuple[str, ...]:
    """Any of `options`; the template also sees `<name>_boxes`."""
    return cast("tuple[str, ...]", _declare((), label, "choices", required, options=options, help=help))


def many(label: str, *, required: bool = True, help: str = "", item: str = "") -> tuple[str, ...]:
    """A list of short texts, one a line in a form."""
    return cast("tuple[str, ...]", _declare((), label, "many", required, help=help, item=item))


def flag(label: str, *, help: str = "") -> bool:
    """Yes or no; never missing."""
    return cast(bool, _declare(False, label, "flag", False, help=help))


def group(label: str, of: type[Record], *, item: str = "", unit: str = "人") -> Any:
    """One or more records of the same kind (protected persons, things handed over), counted with `unit`."""
    return _declare((), label, "group", True, of=of, item=item, unit=unit)


def spec(one: Field[Any]) -> FieldSpec:
    """The declaration of a dataclass field made with one of the functions above."""
    return FieldSpec(name=one.name, **one.metadata)


def _blank(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, tuple):
        return not any(not _blank(one) for one in value)
    return value is None


@dataclass(frozen=True, kw_only=True, repr=False)
class Record:
    """Typed values with labels. Subclasses declare fields; nothing is checked before `check()` or `missing()`.

    `repr` shows the class only: the values must never reach a log through an exception. Subclasses pass `repr=False`.
    """

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    @property
    def covered(self) -> str:
        """The alias this record stands under, "" when the person's name is open (or no person is named)."""
        return str(getattr(self, "alias", "")).strip()

    closing: ClassVar[tuple[str, ...]] = ()
    """Fields that stand last, in this order, although a base class declares them before the others (contact, date)."""

    @classmethod
    def specs(cls) -> tuple[FieldSpec, ...]:
        """The declared fields, in the order of the document."""
        found = [spec(one) for one in fields(cls) if one.metadata]
        last = {name: n for n, name in enumerate(cls.closing)}
        return tuple(sorted(found, key=lambda one: last.get(one.name, -1)))

    def required(self, one: FieldSpec) -> bool:
        """Whether `one` must be given here. Under an alias the true particulars are not wanted (规定 1 第九条).

        A subclass adds what other values make necessary.
        """
        return one.required and not (self.covered and one.identity)

    def missing(self) -> tuple[Missing, ...]:
        """Every required value that is not there, in the order of the document."""
        found: list[Missing] = []
        for one in self.specs():
            value = getattr(self, one.name)
            if _blank(value):
                if self.required(one):
                    found.append(Missing(one.label, one.item))
            elif one.of is not None:
                for n, record in enumerate(value, start=1):
                    who = f"（第{n}{one.unit}）" if len(value) > 1 else ""
                    found += [Missing(m.label + who, m.item or one.item) for m in record.missing()]
        return tuple(found)

    def check(self) -> None:
        """Raise `BadField` for a value of the wrong type or form, `IdentityExposed` for a true name beside an alias."""
        for one in self.specs():
            value = getattr(self, one.name)
            if _blank(value):
                continue
            if not _fits(value, one):
                raise BadField(one.label, one.hint or f"应为{_KIND_WORDS[one.kind]}。")
            if one.options and not set(_strings(value)) <= set(one.options):
                raise BadField(one.label, f"应从下列选项中选：{'、'.join(one.options)}。")
            if one.pattern and not re.fullmatch(one.pattern, str(value).strip()):
                raise BadField(one.label, one.hint)
            if self.covered and one.identity:
                raise IdentityExposed((one.label,), (one.label,))
            if one.of is not None:
                for record in value:
                    record.check()

    def context(self, gap: str = "") -> dict[str, Shown]:
        """What a template sees: every declared field by its name, ready to print, plus `derived()`.

        `gap` stands where a required value is missing (drafts).
        """
        seen: dict[str, Shown] = {}
        for one in self.specs():
            value = getattr(self, one.name)
            seen[one.name] = self._shown(one, value, gap)
            if one.options:
                seen[f"{one.name}_boxes"] = boxes(one.options, _strings(value))
        seen |= self.derived()
        for one in self.specs():
            if gap and self.required(one) and _blank(getattr(self, one.name)):
                seen[one.name] = _gap(one, gap)
        return seen

    def derived(self) -> dict[str, Shown]:
        """What a template sees besides the fields."""
        return {}

    def _shown(self, one: FieldSpec, value: Any, gap: str) -> Shown:
        if self.covered and one.identity:
            return f"{self.covered}（化名）" if one.identity == "name" else HIDDEN
        if one.kind == "flag":
            return bool(value)
        if one.of is not None:
            return [record.context(gap) for record in value]
        if one.kind in ("many", "choices"):
            return [v.strip() for v in value if v.strip()]
        if _blank(value):
            return one.empty
        if isinstance(value, date):
            return long_date(value)
        return str(value).strip()

    @classmethod
    def from_values(cls, values: Mapping[str, object]) -> Self:
        """A record from what a form or a command line gives: strings, ISO dates, lists, mappings for groups.

        A `due` is "2027-01-05" or "2027-01-05 暂定"; a `many` may be one string with a line each. Unknown names raise
        `BadField`, so that a misspelt field is never dropped in silence. Nothing is required here: see `missing()`.
        """
        known = {one.name: one for one in cls.specs()}
        for name in values:
            if name not in known:
                raise BadField(name, "没有这一项。")
        made = {name: _parse(known[name], value) for name, value in values.items()}
        return cls(**cast("dict[str, Any]", made))

    def walk(self) -> Iterator[tuple[str, str]]:
        """Every piece of text in the record with its label, nested records included."""
        for one in self.specs():
            value = getattr(self, one.name)
            if one.of is not None:
                for record in value:
                    yield from record.walk()
            else:
                for words in _strings(value):
                    yield one.label, words


@dataclass(frozen=True, kw_only=True, repr=False)
class DocumentData(Record):
    """The data of one document. A kind is one subclass; `render.render` makes the Word file of it.

    `kind` is its name in code, `title` what stands at the head, `template` the file in `docs_gen/templates`,
    `draftable` whether an unfinished one may be printed as a marked draft, `bears_identity` whether the true
    identity belongs in it, `names_nobody` whether its reader must not learn from it who is behind it (never made
    without the identities to search for), `shows_alias` whether its reader may know the alias, `withholds` which of
    `PARTICULARS` its reader need not know even where the name is open.
    """

    kind: ClassVar[str]
    title: ClassVar[str]
    template: ClassVar[str]
    draftable: ClassVar[bool] = False
    bears_identity: ClassVar[bool] = False
    names_nobody: ClassVar[bool] = False
    shows_alias: ClassVar[bool] = True
    withholds: ClassVar[frozenset[str]] = frozenset()

    @property
    def protects_identity(self) -> bool:
        """Whether it must be searched for a true identity: somebody stands under an alias, or nobody may be named."""
        if self.names_nobody:
            return True
        if self.covered:
            return not self.bears_identity
        groups = (getattr(self, one.name) for one in self.specs() if one.of is not None)
        return any(record.covered for records in groups for record in records)

    @classmethod
    def context_names(cls) -> frozenset[str]:
        """Every name a template of this kind may use."""
        return frozenset(cls().context()) | {"draft_mark"}


def boxes(options: tuple[str, ...], chosen: tuple[str, ...]) -> str:
    """All options, the chosen ones ticked: ☑现场　□非现场."""
    return "　".join(("☑" if one in chosen else "□") + one for one in options)


_KIND_WORDS: Mapping[FieldKind, str] = {
    "text": "文字", "lines": "文字", "date": "日期", "due": "日期", "choice": "选项", "choices": "选项列表",
    "many": "文字列表", "flag": "是或否", "group": "记录列表",
}  # fmt: skip


def _fits(value: object, one: FieldSpec) -> bool:
    if one.kind in ("text", "lines", "choice"):
        return isinstance(value, str)
    if one.kind == "date":
        # A datetime is a date to Python; it would be printed without its time zone being asked for.
        return isinstance(value, date) and not isinstance(value, datetime)
    if one.kind == "due":
        return isinstance(value, Due)
    if one.kind == "flag":
        return isinstance(value, bool)
    inner = one.of or str
    return isinstance(value, tuple) and all(isinstance(v, inner) for v in value)


def _gap(one: FieldSpec, gap: str) -> Shown:
    if one.of is not None:
        return [one.of().context(gap)]
    return [gap] if one.kind in ("many", "choices") else gap


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, tuple):
        return tuple(v for v in value if isinstance(v, str))
    return ()


def _parse(one: FieldSpec, value: object) -> object:
    """One value of a form into the field's type. Anything it cannot read raises `BadField`."""
    default = () if one.kind in ("many", "choices", "group") else None if one.kind in ("date", "due") else ""
    if value is None or value == "" or value == []:
        return False if one.kind == "flag" else default
    if one.kind in ("many", "choices"):
        rows = value.splitlines() if isinstance(value, str) else value
        return tuple(rows) if isinstance(rows, (list, tuple)) else rows
    if one.of is not None:
        rows = value if isinstance(value, (list, tuple)) else [value]
        return tuple(one.of.from_values(row) if isinstance(row, Mapping) else row for row in rows)
    if one.kind == "flag" and isinstance(value, str):
        return value.strip().lower() in ("1", "true", "yes", "on", "是")
    if one.kind in ("date", "due") and isinstance(value, str):
        words = value.strip()
        provisional = words.endswith("暂定")
        try:
            on = date.fromisoformat(words.removesuffix("暂定").strip())
        except ValueError:
            raise BadField(one.label, "日期应写作 2026-03-01。") from None
        return Due(on, provisional) if one.kind == "due" else on
    return value
