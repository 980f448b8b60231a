"""What all modules of 规定 2 share: its sentences, and the checks of facts and of what is lacking."""

from collections.abc import Mapping

from rules.exact import exact as exact  # every module of 规定 2 takes it from here
from rules.outcome import Outcome, Point
from rules.wording import load

WORDING = load("reporter_protection")
PROTECTED = frozenset({"self", "close_relative"})  # 举报人及其近亲属; nobody else is named in 规定 2
say = WORDING.say
outcome = WORDING.outcome


def lacking(given: Mapping[str, bool]) -> tuple[Point, ...]:
    """The points of the codes that are not there, in their order."""
    return say(*(code for code, there in given.items() if not there))


def verdict(
    passed: str,
    failed: str,
    given: Mapping[str, bool],
    *,
    reasons: tuple[Point, ...] = (),
    approver: Point | None = None,
    documents: tuple[Point, ...] = (),
    notes: tuple[Point, ...] = (),
) -> Outcome:
    """The outcome of a check: `passed` when everything is there, else `failed` with what is lacking.

    The rest is said either way.
    """
    missing = lacking(given)
    return outcome(
        failed if missing else passed,
        reasons=reasons,
        missing=missing,
        approver=approver,
        documents=documents,
        notes=notes,
    )


def kind_points(table: str, ids: frozenset[str]) -> tuple[Point, ...]:
    """The chosen options of a table as points, in the order of the text."""
    kinds = WORDING.kinds[table].values()
    return tuple(Point(kind.id, kind.title, kind.refs) for kind in kinds if kind.id in ids)
