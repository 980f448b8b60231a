"""举报的保密 (规定 2 第五条): the pouch to 检察长, what is shown in verification, handwriting, and to whom it goes."""

from __future__ import annotations

from collections.abc import Mapping

from rules.lives.guards.base import Guard, about
from rules.lives.model import Given, Step
from rules.outcome import Point
from rules.reference import refs
from rules.reporter_protection import Disclosure, disclosing, handwriting, showing, submitting_to_chief


def _pouch(step: Step, given: Given) -> tuple[Point, ...]:
    """One answer of the step tells of the pouch and its number."""
    sealed = "yes" in given.values(step, "sealed_pouch")
    opened_by = "chief" if "yes" in given.values(step, "opened_by_chief") else "other"
    outcome = submitting_to_chief(sealed_pouch=sealed, pouch_number=sealed, opened_by=opened_by)
    return about("sealed_pouch" if not sealed else "opened_by_chief", outcome)


def _showing(step: Step, given: Given) -> tuple[Point, ...]:
    shown = "shown" in given.values(step, "originals")
    return about("originals", showing(original=shown, copy=shown))


def _handwriting(step: Step, given: Given) -> tuple[Point, ...]:
    """The step is about anonymous material, however the report came; the table asks 检察长's approval."""
    needed = "yes" in given.values(step, "needed")
    return about("needed", handwriting(anonymous=True, investigation_need=needed, chief_approved=True))


def _handing_over(step: Step, given: Given) -> tuple[Point, ...]:
    """第五项 forbids the reported; an office that is competent is told by law, not by leaking."""
    if "reported" not in given.values(step, "receiver"):
        return ()
    return about("receiver", disclosing(Disclosure("reported_unit", frozenset({"material"}))))


GUARDS: Mapping[str, Guard] = {
    "pouch": Guard("材料用机要袋密封、填写机要编号，由检察长亲自拆封", refs("2:5(4)"), _pouch),
    "showing": Guard("核实时不出示原件或者复印件", refs("2:5(6)"), _showing),
    "handwriting": Guard("匿名材料的笔迹鉴定，只因侦查工作需要", refs("2:5(6)"), _handwriting),
    "handing_over": Guard("不转给被举报人或者被举报单位", refs("2:5(5)"), _handing_over),
}
