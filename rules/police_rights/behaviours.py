"""第二条, 第十九条 to 第二十六条: from what was done to the provision it is handled under."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rules.exact import exact
from rules.outcome import Outcome, Point
from rules.police_rights.base import WORDING, check, check_all, options, outcome, say
from rules.provision import provision
from rules.reference import Ref

_DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Clause:
    """The provision a behaviour falls under. statute: the law's clause as printed ("" for none).

    Today: its present number, if recorded.
    """

    behaviour: str
    title: str
    ref: Ref
    statute: str
    today: str | None

    @property
    def cited(self) -> str:
        """（《治安管理处罚法》第四十二条第二项，今为…）, or "" where the text names no statute."""
        today = f"，今为{self.today}" if self.today else ""
        return f"（{self.statute}{today}）" if self.statute else ""

    def point(self) -> Point:
        """The behaviour with its statute as printed."""
        return Point(self.behaviour, self.title + self.cited, (self.ref,))


@provision("3:19", "3:20", "3:21", "3:22", "3:23", "3:24", "3:25", "3:26")
@exact
def clause(behaviour: str) -> Clause:
    """第十九条 to 第二十六条: which clause a behaviour is handled under.

    What was really done is for the investigation to find. Item 1 of 第二十条 is missing in the source; nothing
    is assigned to it.
    """
    check("behaviour", behaviour)
    kind = WORDING.kinds["behaviour"][behaviour]
    return Clause(behaviour, kind.title, kind.refs[0], kind.statute, _today().get(kind.statute))


def clauses_of(behaviour: str) -> tuple[Ref, ...]:
    """The provisions a behaviour is handled under; none for `other`, which the text has no clause for."""
    return () if behaviour == "other" else (clause(behaviour).ref,)


@cache
def _today() -> dict[str, str]:
    return dict(yaml.safe_load((_DATA / "statutes_today.yaml").read_text(encoding="utf-8")) or {})


@dataclass(frozen=True)
class Elements:
    """When a behaviour is made out: `ways`, each a set of elements that suffices together.

    officer_only: the clause speaks of 民警 and does not name 近亲属.
    """

    ways: tuple[frozenset[str], ...]
    officer_only: bool


@cache
def elements() -> dict[str, Elements]:
    """The elements of every behaviour that has a clause (要件), from the data."""
    tree: dict[str, dict[str, Any]] = yaml.safe_load((_DATA / "police_rights.yaml").read_text(encoding="utf-8"))
    return {
        behaviour: Elements(tuple(frozenset(way) for way in entry["elements"]), bool(entry.get("officer_only", False)))
        for behaviour, entry in tree["kinds"]["behaviour"].items()
        if "elements" in entry
    }


@provision("3:2.1", "3:19", "3:20", "3:21", "3:22", "3:23", "3:24", "3:25", "3:26")
@exact
def classify(shown: frozenset[str], victim: str = "officer") -> Outcome:
    """第十九条 to 第二十六条: which clauses the elements shown (ids of `element`) make out.

    Decision clause_met, the clauses as reasons, or clause_not_met, the elements that one more step would need
    as missing. 第二十条, 第二十二条 and 第二十六条 speak of officers only, while 第二十一条 and 第二十三条 to
    第二十五条 name close relatives too: for a relative the former are not made out, 第二条第一款 and
    第二十九条 still protect. Other relatives stand like close ones, by reference (第三十九条).
    """
    check_all("shown", shown, "element")
    check("victim", victim)
    met = [
        behaviour
        for behaviour, needs in elements().items()
        if any(way <= shown for way in needs.ways) and (victim == "officer" or not needs.officer_only)
    ]
    notes: list[str] = []
    if victim != "officer":
        notes += ["officer_only"] if any(_touched(b, shown) and n.officer_only for b, n in elements().items()) else []
        notes += ["other_relative_note"] if victim == "other_relative" else []
    if "other_obstruction" in shown or not met:
        notes.append("gap_article_20")
    if met:
        reasons = tuple(clause(behaviour).point() for behaviour in met)
        notes += ["warn_copy"] if "malicious_complaint" in met else []
        return outcome("clause_met", reasons=reasons, notes=say(*notes))
    return outcome("clause_not_met", missing=options("element", _nearly(shown, victim)), notes=say(*notes))


def _touched(behaviour: str, shown: frozenset[str]) -> bool:
    return any(way & shown for way in elements()[behaviour].ways)


def _nearly(shown: frozenset[str], victim: str) -> frozenset[str]:
    """The elements that alone are lacking to a way that has begun."""
    found: set[str] = set()
    for needs in elements().values():
        if needs.officer_only and victim != "officer":
            continue
        for way in needs.ways:
            if way & shown and len(way - shown) == 1:
                found |= way - shown
    return frozenset(found)


@provision("3:19")
@exact
def assault(constitutes: str) -> Outcome:
    """第十九条: an assault is a criminal case; a slight one that is no crime is punished the heavier way.

    The guiding opinion of 2019 is cited as printed; whether a crime is made out is not computed here.
    """
    check("constitutes", constitutes)
    decision = {"crime": "assault_crime", "public_order": "assault_heavier", "neither": "assault_neither"}[constitutes]
    return outcome(decision, notes=say("guidance_2019") if constitutes != "neither" else ())
