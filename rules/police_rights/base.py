"""What the modules of 规定 3 share: its options and sentences, its dated lists, the facts of an application."""

import datetime as dt
from dataclasses import dataclass

from rules.outcome import Point, require, require_all
from rules.parameters import parameter
from rules.wording import load

WORDING = load("police_rights")
say = WORDING.say
outcome = WORDING.outcome


def listed(name: str, on: dt.date) -> frozenset[str]:
    """The ids of a list as it stood on a day (rules/parameters/police_rights.yaml). Raises NotInForce."""
    return frozenset(parameter(f"police_rights.{name}", on).members)


def option(table: str, chosen: str) -> Point:
    """An option as something to say: its title and provisions."""
    kind = WORDING.kinds[table][chosen]
    return Point(kind.id, kind.title, kind.refs)


def options(table: str, chosen: frozenset[str]) -> tuple[Point, ...]:
    """Several options, in the order of their table."""
    return tuple(option(table, one) for one in WORDING.ids(table) if one in chosen)


def check(field: str, value: str | None, table: str | None = None, *, optional: bool = False) -> None:
    """Raise InvalidFacts, naming the field, when the value is no option of the table (by default its namesake)."""
    require(field, value, WORDING.ids(table or field), optional=optional)


def check_all(field: str, values: frozenset[str], table: str | None = None) -> None:
    """Raise InvalidFacts, naming the field, when one of the values is no option of the table."""
    require_all(field, values, WORDING.ids(table or field))


@dataclass(frozen=True)
class Application:
    """A 维权 application. `received`: the day the office received it.

    behaviour and injury are None for a ground without them; circumstances are what the office learns later.
    """

    received: dt.date
    applicant: str
    ground: str
    scene: str = "non_scene"
    relative: str | None = None
    position: str = "police"
    on_duty: str = "yes"
    sanction: str | None = None
    behaviour: str | None = None
    injury: str | None = None
    lawyer: str | None = None
    circumstances: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for field in ("applicant", "ground", "scene", "position"):
            check(field, getattr(self, field))
        for field in ("relative", "sanction", "behaviour", "injury"):
            check(field, getattr(self, field), optional=True)
        require("on_duty", self.on_duty, ("yes", "no"))
        require("lawyer", self.lawyer, ("yes", "no"), optional=True)
        check_all("circumstances", self.circumstances, "circumstance")

    @property
    def incident(self) -> bool:
        """Whether it tells of an infringement, a 维权案件 in the sense of 第三十六条.

        That is its ground, or what it says was left unprotected (第三十条第一款第二项). An objection to being held
        accountable is none.
        """
        return self.ground == "infringed" or (self.ground == "unprotected" and self.behaviour is not None)

    @property
    def at_scene(self) -> bool:
        """Whether it is no 非现场 application (第三十一条): only an infringement has a scene (第十一条).

        Of anything else the answer stays owed within its period, whatever was chosen.
        """
        return self.scene == "scene" and self.ground == "infringed"

    def signs(self) -> frozenset[str]:
        """The facts by table and id, as the duties of 第八条 to 第十条 name what triggers them ("injury:minor").

        "incident:yes" stands for a case of infringement.
        """
        chosen = {name: getattr(self, name) for name in ("ground", "behaviour", "injury", "lawyer")}
        chosen["scene"] = "scene" if self.at_scene else "non_scene"
        chosen["incident"] = "yes" if self.incident else None
        found = {f"{name}:{value}" for name, value in chosen.items() if value is not None}
        return frozenset(found | {f"circumstance:{one}" for one in self.circumstances})
