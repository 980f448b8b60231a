"""第五条: the eight secrecy rules, each a check that names what is lacking.

Each check answers one question that an officer asks before doing something. `secrecy` is all of them as one
list for a case.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from rules.outcome import Outcome, require, require_all
from rules.parameters import parameter
from rules.provision import provision
from rules.reporter_protection.words import WORDING, exact, outcome, say, verdict

_NAMED_WAYS = frozenset({"in_person", "website", "phone"})
_INSIDERS = frozenset({"chief", "approved_staff"})
_REPORTED = frozenset({"reported_party", "reported_unit"})
# What the police must know to protect somebody: who and where, never what was reported.
_NEEDED_TO_PROTECT = frozenset({"name", "address", "phone"})


@dataclass(frozen=True)
class Receiving:
    """How a report is being received: by which way in, and who takes part."""

    way: str
    dedicated_person: bool
    dedicated_way: bool
    bystanders: bool

    def __post_init__(self) -> None:
        require("way", self.way, WORDING.ids("way"))


@provision("2:5(1)")
@exact
def receiving(facts: Receiving) -> Outcome:
    """第五条第一项: a dedicated person, at a dedicated place or by a dedicated site or phone, nobody else present.

    A way that the item does not name (a letter, a call to another office) never passes as dedicated; the
    report is not refused for it but taken over into a dedicated way.
    """
    given = {
        "dedicated_person": facts.dedicated_person,
        "dedicated_way": facts.dedicated_way and facts.way in _NAMED_WAYS,
        "nobody_else": not facts.bystanders,
    }
    return verdict("may_receive", "may_not_receive", given)


@provision("2:5(2)")
@exact
def registering(*, dedicated_person: bool, dedicated_computer: bool, password: bool, isolated: bool) -> Outcome:
    """第五条第二项, first two sentences: who enters a report, and on what computer."""
    given = {
        "registering_person": dedicated_person,
        "dedicated_computer": dedicated_computer,
        "computer_password": password,
        "isolated": isolated,
    }
    return verdict("may_register", "may_not_register", given)


@provision("2:5(2)")
@exact
def opening(*, dedicated_person: bool, chief_approved: bool, is_chief: bool = False) -> Outcome:
    """第五条第二项, last sentence: who may look at a report.

    Other staff (其他工作人员) may with 检察长's approval, and not without. What the dedicated person may do
    without one the text leaves open; the stricter side is taken for everybody, as it keeps the reporter
    safer and as the store asks for each opening. Only 检察长, who gives the approval, needs none. `disclosing`
    follows this one.
    """
    given = {"approval": chief_approved or is_chief}
    reasons = say("dedicated_person" if dedicated_person else "chief_may" if is_chief else "other_staff")
    return verdict("may_open", "may_not_open", given, reasons=reasons)


@provision("2:5(3)")
@exact
def storing(*, secure_place: bool, others_can_enter: bool) -> Outcome:
    """第五条第三项: where the materials of a report are kept."""
    given = {"secure_place": secure_place, "no_entry": not others_can_enter}
    return verdict("stored_in_order", "not_stored_in_order", given)


@provision("2:5(4)")
@exact
def submitting_to_chief(*, sealed_pouch: bool, pouch_number: bool, opened_by: str | None = None) -> Outcome:
    """第五条第四项: a report goes to 检察长 in a sealed pouch with its number, and 检察长 opens it personally.

    opened_by: "chief", "other", or None while the pouch is closed. Opened by anybody else is a breach also
    when that person may look at the report otherwise (亲自).
    """
    require("opened_by", opened_by, ("chief", "other"), optional=True)
    given = {"sealed_pouch": sealed_pouch, "pouch_number": pouch_number, "chief_opens": opened_by != "other"}
    return verdict("pouch_in_order", "pouch_not_in_order", given)


@dataclass(frozen=True)
class Disclosure:
    """What would be told to whom. chief_approved: 检察长 has approved that the 专人 may see this report."""

    recipient: str
    details: frozenset[str]
    chief_approved: bool = False

    def __post_init__(self) -> None:
        require("recipient", self.recipient, WORDING.ids("recipient"))
        require_all("details", self.details, WORDING.ids("detail"))


@provision("2:5(5)")
@exact
def disclosing(facts: Disclosure) -> Outcome:
    """第五条第五项: no leaking, and no handing over of materials to the reported party or unit.

    The item has no exception. To 检察长 and to staff approved by 检察长 (第二项) nothing is leaked. The 专人 of
    the 举报中心 is told no more than `opening` lets see: with approval, so that no report is spread by word of
    mouth past the approval that opening it needs. What comes to them in receiving a report (第一项) is not
    disclosed by anybody: the reporter tells it. Police who are asked to protect (第九条第二款) must know whom and
    where, so who, address and phone may be told to them; what was reported not.
    """
    if not facts.details or facts.recipient in _INSIDERS:
        return outcome("may_disclose")
    if facts.recipient == "assisting_police" and facts.details <= _NEEDED_TO_PROTECT:
        return outcome("may_disclose", reasons=say("police_need_to_know"))
    if facts.recipient == "dedicated_person":
        seen = opening(dedicated_person=True, chief_approved=facts.chief_approved)
        given = {"approval": not seen.missing}
        return verdict("may_disclose", "may_not_disclose", given, reasons=seen.reasons)
    given = {"no_leak": False}
    if facts.recipient in _REPORTED:
        given["no_handover"] = "material" not in facts.details
    return verdict("may_disclose", "may_not_disclose", given)


@provision("2:5(6)")
@exact
def showing(*, original: bool, copy: bool) -> Outcome:
    """第五条第六项, first half: in verification neither the original nor a copy is shown. No exception."""
    return verdict("may_verify", "may_not_show", {"no_showing": not (original or copy)})


@provision("2:5(6)")
@exact
def handwriting(*, anonymous: bool, investigation_need: bool, chief_approved: bool) -> Outcome:
    """第五条第六项, second half: handwriting of anonymous material only for an investigation's need and with approval.

    Both are needed (并). Material under a name is not in the item.
    """
    if not anonymous:
        return outcome("handwriting_not_in_question")
    given = {"investigation_need": investigation_need, "handwriting_approval": chief_approved}
    return verdict("may_examine", "may_not_examine", given)


@provision("2:5(7)")
@exact
def answering(*, password_checked: bool, touches_content: bool) -> Outcome:
    """第五条第七项: an answer goes out only after the password was checked, and without content.

    The item speaks of the dedicated website; the same is asked of every way in, as the danger is the same.
    """
    given = {"password": password_checked, "no_content": not touches_content}
    return verdict("may_answer", "may_not_answer", given)


@provision(*(f"2:5({item})" for item in range(1, 9)))
@exact
def secrecy(done: Iterable[str], on: dt.date, *, others_settled: bool) -> Outcome:
    """All of 第五条 for one case: which steps are done, which are lacking, in the order of the items.

    `done`: codes of the dated list `secrecy_steps` (第一项 to 第七项). others_settled: somebody has considered
    whether other measures are called for and settled them (第八项). Raises InvalidFacts for an unknown step.
    """
    steps = parameter("reporter_protection.secrecy_steps", on).members
    settled = frozenset(done)
    require_all("done", settled, steps)
    given = {step: step in settled for step in steps}
    return verdict("secrecy_kept", "secrecy_lacking", {**given, "other_secrecy": others_settled})
