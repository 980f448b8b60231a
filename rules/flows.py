"""From a flow of the catalogue to the rule that answers it: facts as the store holds them → an Outcome.

`facts` maps item ids (with or without the flow's prefix) to option ids; `filled` names the items that have
an answer, sealed ones included. Both as store.cases and store.vault give them.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

from rules import police_rights, reporter_protection, witness_protection
from rules.calendar import Calendar
from rules.outcome import InvalidFacts, Outcome

Facts = Mapping[str, str | list[str]]
FLOWS = ("report", "protect_reporter", "protect_witness", "rights", "protection_report", "urgent")


def apply(
    flow: str,
    facts: Facts,
    *,
    filled: Iterable[str],
    on: dt.date,
    report_mode: str | None = None,
    calendar: Calendar | None = None,
) -> Outcome:
    """The outcome of a flow's facts on a day (Asia/Shanghai).

    report_mode: how the linked report was made, when the store knows. A value that is no option of its rule,
    or a missing one that the rule needs, raises InvalidFacts; a flow without a rule raises KeyError.
    """
    prefix = f"{flow}."
    given = _Given({key.removeprefix(prefix): value for key, value in facts.items()})
    there = frozenset(item.removeprefix(prefix) for item in filled)
    match flow:
        case "report":
            return reporter_protection.report(_report(given, there))
        case "protect_reporter":
            return reporter_protection.protection_request(_protection(given, there, report_mode))
        case "protect_witness":
            return witness_protection.request(_witness(given, on))
        case "rights":
            return police_rights.application(_application(given, on), calendar)
        case "protection_report":
            return witness_protection.report_contents(there | given.keys(), on=on)
        case "urgent":
            return reporter_protection.emergency()
    raise KeyError(flow)


class _Given:
    """The facts of one flow, read one or many at a time."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def one(self, item: str) -> str | None:
        value = self._facts.get(item)
        if value is None or isinstance(value, str):
            return value
        if len(value) == 1:  # a choice kept as a list of one
            return value[0]
        raise InvalidFacts(item)

    def need(self, item: str) -> str:
        value = self.one(item)
        if value is None:
            raise InvalidFacts(item)
        return value

    def many(self, item: str) -> frozenset[str]:
        value = self._facts.get(item, [])
        return frozenset([value] if isinstance(value, str) else value)

    def keys(self) -> frozenset[str]:
        return frozenset(item for item, value in self._facts.items() if value)


def _report(given: _Given, filled: frozenset[str]) -> reporter_protection.Report:
    return reporter_protection.Report(
        mode=given.need("mode"),
        capacity=given.one("capacity") or "individual",
        name="name" in filled,
        contact="contact" in filled,
        acknowledge=given.one("acknowledge"),
        crime=given.one("crime") or "unsure",
        retaliation=given.one("retaliation") or "none",
    )


def _protection(
    given: _Given, filled: frozenset[str], report_mode: str | None
) -> reporter_protection.ProtectionRequest:
    return reporter_protection.ProtectionRequest(
        who=given.many("who"),
        stage=given.need("stage"),
        retaliation=given.many("retaliation"),
        link=given.one("link") or "none",
        report_mode=report_mode,
        name="name" in filled,
        contact="contact" in filled,
        acknowledge=given.one("acknowledge"),
        gravity=given.one("gravity"),
        unit_leader=given.one("unit_leader"),
    )


def _witness(given: _Given, on: dt.date) -> witness_protection.Request:
    return witness_protection.Request(
        on=on,
        role=given.need("role"),
        case_kind=given.need("case_kind"),
        who=given.many("who"),
        gravity=given.need("gravity"),
        measures=given.many("measures"),
        consent=given.one("consent"),
    )


def _application(given: _Given, on: dt.date) -> police_rights.Application:
    return police_rights.Application(
        received=on,
        applicant=given.need("applicant"),
        ground=given.need("ground"),
        scene=given.one("scene") or "non_scene",
        relative=given.one("relative"),
        position=given.one("position") or "police",
        on_duty=given.one("on_duty") or "yes",
        sanction=given.one("sanction"),
        behaviour=given.one("behaviour"),
        injury=given.one("injury"),
        lawyer=given.one("lawyer"),
    )
