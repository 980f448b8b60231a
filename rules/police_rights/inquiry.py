"""第三十二条 to 第三十四条: joint investigation, extension, result, review above, statement and defence."""

import datetime as dt

from rules import deadlines as periods
from rules.calendar import Calendar
from rules.exact import exact
from rules.outcome import Outcome
from rules.police_rights.base import check, check_all, listed, option, options, outcome, say
from rules.provision import provision

_FOLLOW_UP = {"infringed": "comfort", "unprotected": "urge_correction", "at_fault": "supervise"}  # 第三十四条


@provision("3:32.1")
@exact
def investigation(
    accepted: dt.date,
    *,
    committee_approved: bool,
    methods_used: frozenset[str] = frozenset(),
    calendar: Calendar | None = None,
) -> Outcome:
    """第三十二条第一款: 维权委 approves, then several branches investigate jointly, within 30 working days.

    The text gives no time for the approval, so the period runs from acceptance with or without it. The
    methods not used yet are notes, not lacking: the list ends in 等方法, and no case needs them all.
    """
    check_all("methods_used", methods_used, "method")
    deadline = periods.investigation(accepted, calendar=calendar)
    approver = say("committee_approves")[0]
    if not committee_approved:
        return outcome(
            "joint_waits",
            missing=say("committee_approves"),
            approver=approver,
            deadlines=(deadline,),
            notes=say("period_runs_anyway"),
        )
    unused = options("method", listed("methods", accepted) - methods_used)
    notes = (*say("facts_and_law"), *(say("method_missing") if unused else ()), *unused)
    return outcome("joint_started", approver=approver, deadlines=(deadline,), notes=notes)


@provision("3:32.1")
@exact
def extension(
    accepted: dt.date,
    *,
    grave_or_complex: bool,
    committee_agreed: bool,
    agreed_on: dt.date | None = None,
    calendar: Calendar | None = None,
) -> Outcome:
    """第三十二条第一款: 60 days for a grave, doubtful or complex application, when 维权委 agrees.

    A period that is over can't be extended (延长), so the consent has to come on its last day at the latest;
    the text does not say so. `agreed_on` None: not checked. While that last day is provisional, consent after it
    is neither in time nor late (extension_provisional).
    """
    usual = periods.investigation(accepted, calendar=calendar)
    missing = [] if grave_or_complex else ["extension_kind"]
    missing += [] if committee_agreed else ["extension_missing"]
    after = agreed_on is not None and agreed_on > usual.due
    missing += ["extension_in_time"] if after and not usual.provisional else []
    if missing:
        return outcome("may_not_extend", missing=say(*missing))
    if after:
        return outcome("extension_provisional", deadlines=(usual,))
    deadline = periods.investigation(accepted, extension_approved=True, calendar=calendar)
    return outcome(
        "may_extend",
        reasons=say("extension_agreed"),
        deadlines=(deadline,),
        documents=say("extension_approval"),
        notes=say("extension_soon") if usual.provisional else (),
    )


@provision("3:18", "3:32.1", "3:32.2", "3:34")
@exact
def finding(
    found: frozenset[str],
    completed: dt.date,
    *,
    committee_agreed: bool,
    vindicate: bool = False,
    calendar: Calendar | None = None,
) -> Outcome:
    """第三十四条: what the office does with all it found (ids of `finding`), and by when the applicant hears of it.

    One case can show several things, an infringement beside a flaw (瑕疵) of the officer: each has its own follow-up,
    named in the reasons; the decision is that follow-up, or each_followed for several, or nothing_found for none.
    committee_agreed: 维权委 has reviewed the result; before, nothing is told, while the 3 days run.
    vindicate: 正名 is called for (视情), which makes its notice.
    """
    check_all("found", found, "finding")
    deadline = periods.feedback(completed, calendar=calendar)
    approver = say("committee_reviews")[0]
    if not committee_agreed:
        return outcome("finding_waits", missing=say("committee_reviews"), approver=approver, deadlines=(deadline,))
    follow = [follows for finding, follows in _FOLLOW_UP.items() if finding in found]
    decision = follow[0] if len(follow) == 1 else "each_followed" if follow else "nothing_found"
    papers = ["rights_result"]
    papers += ["supervision_proposal"] if "at_fault" in found else []
    papers += ["vindication_notice"] if vindicate and "infringed" in found else []
    notes = ["review_above"]
    notes += ["tolerance"] if "at_fault" in found else []
    notes += ["comfort_means"] if "infringed" in found else []
    return outcome(
        decision,
        reasons=say(*follow),
        approver=approver,
        deadlines=(deadline,),
        documents=say(*papers),
        notes=say(*notes),
    )


@provision("3:32.2")
@exact
def review(
    subject: str, asked: dt.date, *, answer_received: dt.date | None, calendar: Calendar | None = None
) -> Outcome:
    """第三十二条第二款: a review by the office above, asked within 10 working days of receiving the answer.

    answer_received: None while nothing came; then there is nothing to review yet. The text opens the review
    for 核查结果 and lets the office above order acceptance, which makes sense only after a refusal: both may be
    reviewed. It names no loss of right, so a late request may still be brought.
    """
    check("subject", subject, "review_subject")
    if answer_received is None or asked < answer_received:
        return outcome("review_too_early", reasons=(option("review_subject", subject),))
    last = periods.review_request(answer_received, calendar=calendar)
    notes = ["review_of_refusal"] if subject == "refusal" else []
    notes += ["review_provisional"] if last.provisional else []
    chosen = (option("review_subject", subject),)
    if asked > last.due:
        return outcome("review_late", reasons=chosen, deadlines=(last,), notes=say("review_late_note", *notes))
    reply = periods.review_answer(asked, calendar=calendar)
    return outcome(
        "review_accepted", reasons=chosen, deadlines=(last, reply), documents=say("review_request"), notes=say(*notes)
    )


@provision("3:32.2")
@exact
def review_result(result: str, request_received: dt.date, calendar: Calendar | None = None) -> Outcome:
    """第三十二条第二款: what the office above answers within 30 days; it may order the lower office to accept."""
    check("result", result, "review_finding")
    return outcome(
        "ordered_to_accept" if result == "should_accept" else "review_upheld",
        deadlines=(periods.review_answer(request_received, calendar=calendar),),
        documents=say("review_result"),
    )


@provision("3:33")
@exact
def sanction_grade(kind: str, on: dt.date) -> Outcome:
    """第三十三条: whether a sanction is 记大过以上 or 辞退. 记大过 itself is (以上 includes it); 记过 is not."""
    check("kind", kind, "sanction_kind")
    grave = kind in listed("grave_sanctions", on)
    return outcome("grade_grave" if grave else "grade_lesser", reasons=(option("sanction_kind", kind),))


@provision("3:33")
@exact
def hearing(
    sanction: str,
    *,
    because_of_duty: bool,
    appealed: bool,
    first_check: bool = False,
    committee_agreed: bool = False,
) -> Outcome:
    """第三十三条: 维权委 hears the officer and reviews facts, reasons, basis and procedure.

    Asks for an appeal against 记大过以上 or 辞退 for acts of duty; then the office's first check and the
    committee's consent. Whatever comes of it, it must not make the officer's position worse.
    """
    check("sanction", sanction)
    if sanction != "grave" or not because_of_duty:
        return outcome("hearing_not_named", notes=say("heavier_barred"))
    missing = [] if appealed else ["appeal"]
    missing += [] if first_check else ["first_check"]
    missing += [] if committee_agreed else ["committee_hears"]
    decision = "hearing_waits" if missing else "hearing_due"
    return outcome(
        decision,
        missing=say(*missing),
        approver=say("committee_hears")[0],
        notes=say("full_review", "heavier_barred"),
    )


@provision("3:33")
@exact
def hearing_result(*, improper: bool, heavier: bool = False) -> Outcome:
    """第三十三条: an improper decision gets an opinion to whoever decided; a heavier one is barred in any case.

    heavier: somebody proposes to make it worse because of the appeal.
    """
    if heavier:
        return outcome("heavier_barred", notes=say("opinion_to_decider") if improper else ())
    return outcome("opinion_to_decider" if improper else "decision_not_improper", notes=say("heavier_barred"))
