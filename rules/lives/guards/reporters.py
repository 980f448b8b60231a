"""举报人保护 (规定 2 第八条至第十一条): measures after a threat, what is proposed and arranged, a claim, testimony."""

from __future__ import annotations

from collections.abc import Mapping

from rules.lives.guards.base import RULE, Guard, unless, yes
from rules.lives.model import Given, Step
from rules.outcome import Point
from rules.reference import refs
from rules.reporter_protection import (
    Findings,
    LeaderThreat,
    Testimony,
    compensation,
    court_testimony,
    protective_measures,
    respond,
    testimony,
    unit_leader,
)

_SANCTIONS = {"organisation": "organisational", "discipline": "disciplinary"}


def _measures(step: Step, given: Given) -> tuple[Point, ...]:
    """第九条第一款: which of the measures follows by its own step."""
    outcome = protective_measures(threatened=yes(step, given, "threatened"), chosen=frozenset())
    return unless(outcome, "measure_owed", fact="threatened")


def _response(fact: str, reason: str, text: str, item: str) -> Guard:
    """第八条第一款第二项、第三项: owed after verification, of a report under a name (the life's; see `protect`)."""

    def check(step: Step, given: Given) -> tuple[Point, ...]:
        found = yes(step, given, fact)
        outcome = respond(Findings(True, False, found and fact == "mistreated", found and fact == "harmed"))
        owed = any(one.code == reason for one in outcome.reasons)
        return () if owed else unless(outcome, fact=fact)

    return Guard(text, refs(item), check)


def _nothing_found(step: Step, given: Given) -> tuple[Point, ...]:
    """第八条第一款: what was found obliges; only where nothing was, no measure is taken."""
    found = given.values(step, "finding")
    outcome = respond(Findings(True, "threatened" in found, "mistreated" in found, "harmed" in found))
    if outcome.decision == "no_response":
        return ()
    return tuple(Point(RULE + one.code, one.text, one.refs) for one in outcome.reasons)


def _explanation(step: Step, given: Given) -> tuple[Point, ...]:
    outcome = unit_leader(LeaderThreat(yes(step, given, "power_evidence")))
    return unless(outcome, "explanation", fact="power_evidence")


def _sanctions(step: Step, given: Given) -> tuple[Point, ...]:
    """第八条第二款: handed over where a sanction is due, to whom it is for."""
    due = yes(step, given, "sanction_due")
    to = frozenset(_SANCTIONS[one] for one in given.values(step, "handed_to")) if due else frozenset()
    outcome = unit_leader(LeaderThreat(True, explained="unsatisfying", sanctions=to))
    return unless(outcome, "may_transfer", fact="sanction_due")


def _compensation(step: Step, given: Given) -> tuple[Point, ...]:
    """第十条: the step is about what retaliation did."""
    losses = given.values(step, "loss")
    return unless(compensation(losses=losses, who=frozenset(), by_retaliation=True), "support_claim", fact="loss")


def _alias(step: Step, given: Given) -> tuple[Point, ...]:
    """第十一条第一款: 确有必要, and danger; the note, its 密级 and its own file are the paper that the table asks."""
    necessary, endangered = yes(step, given, "testimony_needed"), yes(step, given, "testimony_danger")
    outcome = testimony(Testimony(necessary, endangered, True, True, True, True, True))
    return unless(outcome, "identity_hidden", fact="testimony_danger" if necessary else "testimony_needed")


def _court(step: Step, given: Given) -> tuple[Point, ...]:
    """第十一条第二款: the step is the proposal."""
    summoned, endangered = yes(step, given, "court_called"), yes(step, given, "testimony_danger")
    outcome = court_testimony(summoned=summoned, endangered=endangered, proposed=True)
    return unless(outcome, "court_measures_proposed", fact="testimony_danger" if summoned else "court_called")


GUARDS: Mapping[str, Guard] = {
    "measures": Guard("要确认人身、财产安全受到威胁", refs("2:8.1(1)", "2:9.1"), _measures),
    "correction": _response("mistreated", "wrong_treatment", "要因遭受打击报复受到错误处理", "2:8.1(2)"),
    "relief": _response("harmed", "harm", "要受到严重人身伤害或者重大财产损失", "2:8.1(3)"),
    "nothing_found": Guard("没有发现应当采取措施的情况", refs("2:8.1"), _nothing_found),
    "explanation": Guard("要有证据表明单位负责人可能打击报复", refs("2:8.2"), _explanation),
    "sanctions": Guard("应当给予组织处理或者纪律处分的，才移送", refs("2:8.2"), _sanctions),
    "compensation": Guard("要造成人身伤害、名誉损害或者财产损失", refs("2:10"), _compensation),
    "alias": Guard("确有必要作证，并面临遭受打击报复危险", refs("2:11.1"), _alias),
    "court": Guard("法院通知出庭，并面临遭受打击报复危险", refs("2:11.2"), _court),
}
