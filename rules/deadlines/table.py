"""rules/data/deadlines.yaml: what each period is, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, cast

import yaml

from rules.parameters import all_parameters
from rules.reference import Ref, quote, refs

DATA = Path(__file__).parent.parent / "data" / "deadlines.yaml"
SUBMITTED = "submitted"  # the event every case begins with
Owner = Literal["office", "person"]
Base = Literal["day", "base_of", "due_of"]


class PeriodError(ValueError):
    """The table is not as it should be; says which period and what."""


@dataclass(frozen=True)
class Start:
    """What starts a period: `when` the case is submitted, takes a status, or a step of its life is made.

    facts: only when each of these facts has one of these values; unless: not when one of them has.
    base: the day of the event, or the base or the last day of another period that runs.
    """

    when: str
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    base: Base = "day"
    other: str = ""

    def fits(self, facts: Mapping[str, Any]) -> bool:
        """Whether the facts let it start."""
        has = all(_chosen(facts.get(name)) & set(values) for name, values in self.facts.items())
        return has and not any(_chosen(facts.get(name)) & set(values) for name, values in self.unless.items())


@dataclass(frozen=True)
class Expiry:
    """What the passing of the last day brings about: `status`, for a case that is still in `while_in`.

    unless: what keeps it from happening; `applicant_caused` is the only such.
    """

    status: str
    while_in: tuple[str, ...]
    text: str
    unless: str = ""


@dataclass(frozen=True)
class Extension:
    """A period may become the period `to`, from the same base, by whose approval, and what for."""

    to: str
    approved_by: str
    ref: Ref


@dataclass(frozen=True)
class Period:
    """One period of the table.

    cases: the kinds of case it runs in. parameter: name of its dated length; "" for a duty at once (`word`) and
    for a term that a decision sets. met, void: statuses and steps that end it; met_by_paper: papers that do.
    warn: working days before the last day from which the desk is warned (the office's choice; no text sets it).
    papers: fields of papers that tell its last day, and to whom. internal: not shown to the person.
    decided: a decision sets its last day (一定期限). refs_in: its provisions in a kind of case, where they differ.
    suspension: the provision that lets it be suspended; None for every period of the three regulations.
    """

    kind: str
    cases: tuple[str, ...]
    parameter: str
    title: str
    word: str
    refs: tuple[Ref, ...]
    words: str
    note: str
    owed_by: Owner
    starts: tuple[Start, ...]
    met: frozenset[str]
    void: frozenset[str]
    met_by_paper: frozenset[str]
    papers: Mapping[str, Owner]
    decided: bool
    refs_in: Mapping[str, tuple[Ref, ...]]
    expiry: Expiry | None
    extension: Extension | None
    suspension: Ref | None
    warn: int
    internal: bool


@cache
def periods() -> Mapping[str, Period]:
    """Every period by its kind. Raises PeriodError."""
    return load(DATA)


def period(kind: str) -> Period:
    """One period. Raises KeyError."""
    return periods()[kind]


def of_case(case: str) -> tuple[Period, ...]:
    """The periods that can run in a kind of case."""
    return tuple(p for p in periods().values() if case in p.cases)


def load(path: Path) -> Mapping[str, Period]:
    """Read and check a table. Raises PeriodError."""
    try:
        tree: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise PeriodError("the table is not YAML") from error
    found: dict[str, Period] = {}
    for kind, entry in tree.items():
        try:
            found[kind] = _period(kind, dict(entry))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise PeriodError(f"{kind}: {type(error).__name__} {error}") from error
    for one in found.values():
        others = {start.other for start in one.starts} - {""} | ({one.extension.to} if one.extension else set())
        if not others <= set(found):
            raise PeriodError(f"{one.kind}: names a period that is not there")
    return MappingProxyType(found)


def _period(kind: str, tree: dict[str, Any]) -> Period:
    cases = tree.pop("of")
    parameter = tree.pop("length", "")
    at_once, decided = tree.pop("at_once", None), tree.pop("decided", None)
    duty = at_once or decided
    if bool(parameter) == bool(duty):
        raise ValueError("a period has either a length, or is due at once, or is decided")
    if at_once and at_once["word"] not in at_once["words"]:
        raise ValueError("the word is not in the words")
    if parameter and parameter not in all_parameters():
        raise ValueError("no such parameter")
    if duty and duty.get("words", "") not in quote(Ref.parse(duty["refs"][0])):
        raise ValueError("its words are not those of the provision")
    expiry, extension, suspension = (tree.pop(name, None) for name in ("expiry", "extension", "suspension"))
    made = Period(
        kind,
        (cases,) if isinstance(cases, str) else tuple(cases),
        parameter,
        duty["title"] if duty else "",
        duty.get("word", "") if duty else "",
        refs(*duty["refs"]) if duty else (),
        duty.get("words", "") if duty else "",
        tree.pop("note", ""),
        _owner(tree.pop("owed_by", "office")),
        tuple(_start(one) for one in tree.pop("starts")),
        frozenset(tree.pop("met", ())),
        frozenset(tree.pop("void", ())),
        frozenset(tree.pop("met_by_paper", ())),
        MappingProxyType({name: _owner(to) for name, to in tree.pop("papers", {}).items()}),
        decided is not None,
        MappingProxyType({case: refs(*short) for case, short in (duty or {}).get("refs_in", {}).items()}),
        Expiry(expiry["status"], tuple(expiry["while_in"]), expiry["text"], expiry.get("unless", ""))
        if expiry
        else None,
        Extension(extension["to"], extension["approved_by"], Ref.parse(extension["ref"])) if extension else None,
        Ref.parse(suspension) if suspension else None,
        int(tree.pop("warn", 0)),
        bool(tree.pop("internal", False)),
    )
    if tree:
        raise ValueError(f"cannot stand here: {sorted(tree)}")
    if made.expiry and made.expiry.unless not in ("", "applicant_caused"):
        raise ValueError("unless")
    return made


def _owner(value: str) -> Owner:
    if value not in ("office", "person"):
        raise ValueError("somebody who is neither office nor person")
    return cast(Owner, value)


def _start(tree: dict[str, Any]) -> Start:
    if not set(tree) <= {"when", "facts", "unless", "base_of", "due_of"}:
        raise ValueError("a start with something unknown")
    facts, unless = ({k: tuple(v) for k, v in tree.get(name, {}).items()} for name in ("facts", "unless"))
    base: Base = "base_of" if "base_of" in tree else "due_of" if "due_of" in tree else "day"
    return Start(tree["when"], facts, unless, base, "" if base == "day" else tree[base])


def _chosen(value: Any) -> set[str]:
    return {value} if isinstance(value, str) else set(value or ())
