"""The form of a paper, made from the declared fields of its data: values to form fields, and a sent form to values.

Names of form fields: `field`, `field.provisional` for a deadline's 暂定, `group.0.field` inside a group.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from desk.papers import NUMBERED, Values
from docs_gen.documents import DocumentData, Due, FieldSpec, Record
from docs_gen.errors import BadField, IdentityExposed, Missing

MOST_RECORDS = 20


class Sent(Protocol):
    """A sent form, as the web framework gives it."""

    def getlist(self, key: Any) -> list[Any]:
        """Every value sent under a name."""


@dataclass(frozen=True)
class Shown:
    """A form field. `value` is a string, a list (choices) or a bool (flag); `records` are the rows of a group."""

    name: str
    spec: FieldSpec
    value: Any
    required: bool
    provisional: bool = False
    error: str = ""
    missing: bool = False
    auto: bool = False
    records: tuple[tuple[Shown, ...], ...] = ()


@dataclass(frozen=True)
class Checked:
    """What is wrong with values, found field by field: field name → sentence, and what is missing."""

    errors: Mapping[str, str]
    missing: tuple[Missing, ...]


def read(kind: type[DocumentData], sent: Sent) -> Values:
    """The values of a sent form, as `DocumentData.from_values` takes them. Rows of a group left empty are dropped."""
    return _read(kind, sent, "")


def _read(of: type[Record], sent: Sent, prefix: str) -> Values:
    values: Values = {}
    for spec in of.specs():
        name = prefix + spec.name
        if spec.of is not None:
            rows = [_read(spec.of, sent, f"{name}.{n}.") for n in range(count(sent, name))]
            values[spec.name] = [row for row in rows if any(row.values())]
        elif spec.kind == "choices":
            values[spec.name] = _texts(sent, name)
        elif spec.kind == "flag":
            values[spec.name] = bool(_texts(sent, name))
        elif spec.kind == "many":
            values[spec.name] = [row.strip() for row in _text(sent, name).splitlines() if row.strip()]
        elif spec.kind == "due":
            on = _text(sent, name).strip()
            values[spec.name] = f"{on} 暂定" if on and _texts(sent, f"{name}.provisional") else on
        else:
            values[spec.name] = _text(sent, name).replace("\r\n", "\n").strip()
    return values


def count(sent: Sent, group: str) -> int:
    """How many rows of a group the form has."""
    given = _text(sent, f"{group}.count")
    return min(int(given), MOST_RECORDS) if given.isascii() and given.isdigit() else 0


def rows(kind: type[DocumentData], sent: Sent, values: Values) -> dict[str, int]:
    """How many rows each group is to have after the button pressed: one more, one less, or as many as there are."""
    wanted = {}
    for spec in kind.specs():
        if spec.of is not None:
            given = values.get(spec.name)
            filled = len(given) if isinstance(given, list) else 0
            more = _text(sent, "action") == f"add:{spec.name}"
            wanted[spec.name] = min(filled + more, MOST_RECORDS) or 1
    return wanted


def check(kind: type[DocumentData], values: Values) -> Checked:
    """Every field that is misfilled, not only the first, and everything that is missing."""
    errors: dict[str, str] = {}
    clean = _checked(kind, values, "", errors)
    # A number left empty is given when the paper is made.
    numbered = kind.kind in NUMBERED
    missing = kind.from_values(clean).missing()
    return Checked(errors, tuple(m for m in missing if not (numbered and m.label == "文号")))


def _checked(of: type[Record], values: Mapping[str, object], prefix: str, errors: dict[str, str]) -> Values:
    """The values that can be read; a sentence for each that can't."""
    clean: Values = {}
    alias = {"alias": values["alias"]} if values.get("alias") else {}
    for spec in of.specs():
        value = values.get(spec.name)
        name = prefix + spec.name
        if value in (None, "", [], ()):
            continue
        if spec.of is not None and isinstance(value, list):
            clean[spec.name] = [_checked(spec.of, row, f"{name}.{n}.", errors) for n, row in enumerate(value)]
            continue
        try:
            of.from_values({**alias, spec.name: value}).check()
        except BadField as error:
            errors[name] = error.hint
        except IdentityExposed:
            errors[name] = "用了化名，这里就不能写真实信息，请清空；真实身份只写入单独成卷的说明。"
        else:
            clean[spec.name] = value
    return clean


def shown(
    kind: type[DocumentData],
    values: Mapping[str, object],
    rows: Mapping[str, int] | None = None,
    found: Checked | None = None,
) -> tuple[Shown, ...]:
    """The fields to show with these values, and what was found wrong with them."""
    return _shown(kind, values, "", rows or {}, found, kind.kind in NUMBERED)


def _shown(
    of: type[Record],
    values: Mapping[str, object],
    prefix: str,
    rows: Mapping[str, int],
    found: Checked | None,
    numbered: bool,
) -> tuple[Shown, ...]:
    empty = {m.label.partition("（第")[0] for m in found.missing} if found else set()
    made = []
    for spec in of.specs():
        name = prefix + spec.name
        value = values.get(spec.name)
        auto = numbered and spec.name == "number"
        required = spec.required and not auto
        if spec.of is not None:
            given: Sequence[Any] = value if isinstance(value, (list, tuple)) else ()
            wanted = max(rows.get(spec.name, len(given)), 1)
            padded = [*given, *({} for _ in range(wanted - len(given)))]
            records = tuple(_shown(spec.of, row, f"{name}.{n}.", rows, found, numbered) for n, row in enumerate(padded))
            made.append(Shown(name, spec, "", required, records=records))
            continue
        text, provisional = _as_text(spec, value)
        blank = text in ("", [])
        made.append(
            Shown(
                name,
                spec,
                text,
                required,
                provisional,
                found.errors.get(name, "") if found else "",
                blank and spec.label in empty,
                auto,
            )
        )
    return tuple(made)


def _as_text(spec: FieldSpec, value: object) -> tuple[Any, bool]:
    if spec.kind == "flag":
        return bool(value), False
    if spec.kind == "choices":
        return list(value) if isinstance(value, (list, tuple)) else [], False
    if spec.kind == "many":
        return "\n".join(str(v) for v in value) if isinstance(value, (list, tuple)) else str(value or ""), False
    if isinstance(value, Due):
        return value.on.isoformat(), value.provisional
    if isinstance(value, date):
        return value.isoformat(), False
    text = str(value or "")
    return text.removesuffix("暂定").strip() if spec.kind == "due" else text, text.endswith("暂定")


def _text(sent: Sent, name: str) -> str:
    texts = _texts(sent, name)
    return texts[0] if texts else ""


def _texts(sent: Sent, name: str) -> list[str]:
    return [one for one in sent.getlist(name) if isinstance(one, str)]
