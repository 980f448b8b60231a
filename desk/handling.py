"""The steps of a case's life as the desk shows them: what can follow, what is missing, which paper goes with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from docs_gen.documents import KINDS
from rules.lives import Facts, Life, Step, StepRefused
from rules.outcome import InvalidFacts, Point
from rules.reporter_protection import fen
from store import cases, statuses
from store.cases import NotAllowed
from store.staff import ROLES, Staff

NOT_ALLOWED: Mapping[str, str] = {
    "role": "您的岗位不能办理这一步。",
    "transition": "案件现在的状态不能办理这一步，可能别人刚办过。",
    "moved": "案件刚才有了变化，请看过之后再办。",
    "expired": "答复期限已经过了，依照《嘉兴维权细则》第三十一条视为受理，状态很快会自动更新；更新之后再接着办。",
}
BAD_DAY = "日期应在现在这个状态的日期和今天之间；期限不能早于这一天。"
PAPER = "paper:"


@dataclass(frozen=True)
class Shown:
    """A step that can follow. missing: what it lacks besides its own answers. status: the one it leads to, or None.

    needed: the answers it can't do without. who: the roles that take it. superior: who approves it, or "". approved:
    when a superior's approval that counts now is there. papers: kinds of paper it lacks and the desk makes.
    """

    step: Step
    status: statuses.Status | None
    missing: tuple[Point, ...]
    may: bool
    may_approve: bool
    needed: tuple[str, ...]
    who: str
    superior: str
    approved: bool
    papers: tuple[str, ...]


def steps(s: Session, case: cases.Listed, staff: Staff) -> list[Shown]:
    """Every step that can follow, those of this person first. Raises KeyError."""
    kind = statuses.kind(case.kind)
    approved = cases.approved_steps(s, case.id)
    found = []
    for one in cases.possible(s, case.id, staff):
        step = one.step
        superior = step.approval.by if step.approval else ""
        found.append(
            Shown(
                step,
                kind.statuses[step.target] if step.target else None,
                tuple(point for point in one.missing if point.code != "role"),
                one.may,
                bool(superior) and superior == staff.role and step.by != {superior},
                kind.life.asked_for(step),
                "、".join(title for role, title in ROLES.items() if role in step.by),
                ROLES.get(superior, ""),
                step.id in approved,
                lacking(one.missing),
            )
        )
    return sorted(found, key=lambda shown: not shown.may)


def lacking(missing: tuple[Point, ...]) -> tuple[str, ...]:
    """The kinds of paper among what is missing."""
    return tuple(point.code.removeprefix(PAPER) for point in missing if point.code.startswith(PAPER))


def with_paper(s: Session, case: cases.Listed, staff: Staff, paper: str) -> list[Shown]:
    """The steps that this person can take at once when the paper is made: nothing else is missing or asked."""
    life = statuses.kind(case.kind).life
    return [
        one
        for one in steps(s, case, staff)
        if one.may
        and one.status is not None
        and paper in (*one.step.papers, *one.step.documents)
        and not life.needs_answers(one.step)
        and all(point.code == PAPER + paper for point in one.missing)
    ]


def next_papers(life: Life, status: str) -> tuple[str, ...]:
    """The papers that the steps out of a status, and the step that led to it, go with; those the desk makes."""
    wanted = [paper for step in life.steps(status) if step.target for paper in step.papers]
    wanted += [paper for step in life.all_steps.values() if step.target == status for paper in step.documents]
    return tuple(paper for paper in dict.fromkeys(wanted) if paper in KINDS)


def take(
    s: Session,
    case: cases.Listed,
    step: str,
    staff: Staff,
    facts: Facts | None = None,
    day: date | None = None,
    term: date | None = None,
    seen: int | None = None,
) -> statuses.Status:
    """Take a step. Raises Refusal, saying in Chinese why nothing was done, and KeyError."""
    wanted = statuses.kind(case.kind).life.step(step)
    try:
        return cases.take_step(s, case.id, step, staff, facts=facts, day=day, term=term, seen=seen)
    except StepRefused as refused:
        raise Refusal(f"没有办理“{wanted.title}”，还缺：", refused.missing) from None
    except NotAllowed as error:
        raise Refusal(f"没有办理“{wanted.title}”。{NOT_ALLOWED[error.reason]}") from None
    except InvalidFacts as error:
        asked = {fact.id: fact.title for fact in wanted.asks}
        raise Refusal(
            f"没有办理“{wanted.title}”。{asked.get(error.field, '有一项')}：不是可以选的答案。", status=422
        ) from None
    except ValueError:
        raise Refusal(f"没有办理“{wanted.title}”。{BAD_DAY}", status=422) from None


def in_fen(written: Sequence[str], field: str) -> list[str]:
    """Amounts as officers write them (元, several in one line with 、) → whole fen in digits, as lives keep them.

    A comma may stand for thousands or between amounts: it is refused, not guessed. Raises Refusal for no amount.
    """
    try:
        return [
            str(fen(one.strip(), field)) for text in written for one in re.split(r"[、；;\n]+", text) if one.strip()
        ]
    except InvalidFacts:
        raise Refusal("没有办理。金额写作数字，单位是元，最多两位小数；多人的用顿号分开。", status=422) from None


class Refusal(Exception):
    """Nothing was done. `words` for the officer, `missing` with provisions, `status` for the web."""

    def __init__(self, words: str, missing: tuple[Point, ...] = (), status: int = 409) -> None:
        super().__init__(words)
        self.words = words
        self.missing = missing
        self.status = status

    @property
    def papers(self) -> tuple[str, ...]:
        """The kinds of paper to make first."""
        return tuple(paper for paper in lacking(self.missing) if paper in KINDS)
