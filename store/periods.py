"""Which periods a status starts and ends. The lengths, days and references come from `rules.deadlines`; here is only
when.

规定 1 and 规定 2 set no periods for these flows (立即, 迅速), so only 维权 applications have any.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules import deadlines as law
from rules.deadlines import Deadline


@dataclass(frozen=True)
class Change:
    """What a status does to the periods: kinds that are met, kinds that are void, periods that start."""

    met: tuple[str, ...] = ()
    void: tuple[str, ...] = ()
    start: tuple[Deadline, ...] = ()


def on_submit(kind: str, facts: Mapping[str, Any], day: date) -> tuple[Deadline, ...]:
    """The periods a new case starts."""
    if kind != "rights_application":
        return ()
    answer = law.answer_application(day, scene=facts.get("scene") == "scene")
    return (answer,) if answer else ()


def on_status(kind: str, status: str, day: date, running: Sequence[Deadline]) -> Change:
    """What a status taken on `day` does to the running periods."""
    if kind != "rights_application":
        return Change()
    by_kind = {d.kind: d for d in running}
    match status:
        case "accepted":
            return Change(met=("answer_application", "review_answer"), start=(law.investigation(day),))
        case "deemed_accepted":
            # Accepted by the passing of the last day: 第三十一条.
            answer = by_kind.get("answer_application")
            return Change(void=("answer_application",), start=(law.investigation(answer.due if answer else day),))
        case "not_accepted":
            return Change(met=("answer_application",))
        case "extended":
            base = by_kind["investigation"].base if "investigation" in by_kind else day
            return Change(void=("investigation",), start=(law.investigation(base, extension_approved=True),))
        case "concluded":
            return Change(met=("investigation", "investigation_extended"), start=(law.feedback(day),))
        case "answered":
            return Change(met=("feedback",), start=(law.review_request(day),))
        case "review_requested":
            return Change(met=("review_request",), start=(law.review_answer(day),))
        case "review_answered":
            return Change(met=("review_answer",))
        case "closed":
            return Change(void=tuple(by_kind))
    return Change()
