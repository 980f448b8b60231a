"""Regulation 1, whatever the facts: what no combination of them may lead to, and what is refused."""

import dataclasses
import datetime as dt
import itertools
import types
import typing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import witness_protection as wp
from rules.outcome import InvalidFacts
from rules.reference import quote

DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
FREE = "李某住在三号楼"
BASE: dict[Any, dict[str, Any]] = {
    wp.SpecialPerson: {"suspect": True, "linked": False, "may_harm": None},
    wp.Informant: {
        "case_kind": "drugs", "member": True, "leads": frozenset(), "important": None, "identifies_accomplice": False
    },
    wp.Responsibility: {},
    wp.Assessment: {"origin": "found"},
    wp.Threat: {"conduct": frozenset({"threat"}), "against": frozenset({"self"})},
    wp.Approval: {"complete": True},
    wp.Emergency: {"real": True, "urgent": True},
    wp.Plan: {"approved": True, "contents": frozenset()},
    wp.Paper: {"paper": "record", "hidden": True},
    wp.Interview: {"hidden": True, "recorded": True, "place": "police"},
    wp.Ban: {"suspect": True, "linked": False, "may_harm": None},
    wp.BanBreach: {
        "by": "other", "day": dt.date(2026, 3, 1), "start": dt.date(2026, 3, 1), "end": dt.date(2026, 3, 1),
        "told_in_writing": True,
    },
    wp.SpecialProtection: {"gravity": "grave", "consent": "yes", "forms": frozenset({"alarm"})},
    wp.SafePlace: {"gravity": "imminent", "consent": "yes"},
    wp.Relocation: {"gravity": "critical", "consent": "yes"},
    wp.Adjustment: {"trigger": frozenset(), "same_unit": True},
    wp.CrossRegion: {"needed": True},
    wp.Termination: {"grounds": frozenset()},
    wp.Transfer: {"jurisdiction_changed": True},
}  # fmt: skip
FIELDS = [
    pytest.param(kind, field, id=f"{kind.__name__}.{field.name}") for kind in BASE for field in dataclasses.fields(kind)
]


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_free_text_is_no_fact(kind: Any, field: Any) -> None:
    wrong = frozenset({FREE}) if "frozenset" in str(field.type) else FREE
    with pytest.raises(InvalidFacts) as caught:
        kind(**{**BASE[kind], field.name: wrong})
    assert caught.value.field == field.name
    assert FREE not in str(caught.value)


@pytest.mark.parametrize(
    ("function", "arguments", "field"),
    [
        (wp.may_read, {"reader": FREE}, "reader"),
        (wp.may_read, {"reader": "defender", "law_allows": FREE}, "law_allows"),
        (wp.secrecy_duty, {"person": FREE}, "person"),
        (wp.secrecy_breach, {"fault": FREE, "harm": True}, "fault"),
        (wp.secrecy_breach, {"fault": "leak", "harm": None}, "harm"),
        (wp.cooperation, {"partners": [FREE]}, "partners"),
        (wp.in_force, {"day": FREE}, "day"),
        (wp.ban_term, {"start": dt.date(2026, 3, 2), "end": dt.date(2026, 3, 1), "day": dt.date(2026, 3, 1)}, "end"),
    ],
)
def test_arguments_are_refused_by_name(function: Any, arguments: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidFacts) as caught:
        function(**arguments)
    assert caught.value.field == field


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any facts of a class whose fields are options, flags and days."""
    tables = {"gravity": "gravity", "degree": "gravity", "grounds": "end_grounds", "told": "end_told"}
    choices: dict[str, st.SearchStrategy[Any]] = {}
    for field in dataclasses.fields(kind):
        members = typing.get_args(field.type) if isinstance(field.type, types.UnionType) else (field.type,)
        if field.name == "consent":
            choice: st.SearchStrategy[Any] = st.sampled_from(["yes", "no"])
        elif bool in members:
            choice = st.booleans()
        else:
            ids = st.sampled_from(wp.WORDING.ids(tables.get(field.name, field.name)))
            choice = st.frozensets(ids) if "frozenset" in str(field.type) else ids
        choices[field.name] = st.one_of(st.none(), choice) if type(None) in members else choice
    return st.builds(kind, **choices)


@given(any_of(wp.Termination))
def test_protection_ends_only_by_approval_when_no_longer_needed(facts: wp.Termination) -> None:
    outcome = wp.termination(facts)
    if outcome.decision in {"ended", "ending_to_tell"}:
        assert facts.rank == "county_head"
        assert facts.approved
        assert facts.still_needed is False
        assert facts.grounds
        assert outcome.reasons
    if outcome.decision == "ended":
        assert "person" in facts.told
        assert "helpers" in facts.told or not facts.helpers


@given(any_of(wp.Approval))
def test_nothing_is_approved_below_the_county(facts: wp.Approval) -> None:
    if wp.approval(facts).decision in {"approved", "not_approved"}:
        assert facts.rank == "county_head"


@given(any_of(wp.Assessment))
def test_an_assessment_says_every_factor_once(facts: wp.Assessment) -> None:
    """A factor is among the reasons or among what is missing, never both, and no decision is made with one missing."""
    outcome = wp.assess(facts)
    for factor in wp.WORDING.ids("factors"):
        seen = any(reason.code.startswith(f"{factor}.") for reason in outcome.reasons)
        lacks = f"factor_{factor}" in {point.code for point in outcome.missing}
        assert seen != lacks
    if outcome.decision in {"protection_needed", "protection_not_needed"}:
        assert not outcome.missing


@given(any_of(wp.Relocation))
def test_no_name_is_changed_without_the_persons_request(facts: wp.Relocation) -> None:
    outcome = wp.relocation(facts)
    if outcome.decision == "conditions_met":
        assert facts.consent == "yes"
        assert facts.gravity == "critical"
        assert facts.name_applied or not facts.name_change


@given(any_of(wp.SpecialProtection), any_of(wp.SafePlace))
def test_no_measure_of_consent_without_it(devices: wp.SpecialProtection, stay: wp.SafePlace) -> None:
    for outcome, consent in ((wp.special_protection(devices), devices.consent), (wp.safe_place(stay), stay.consent)):
        assert outcome.decision == "conditions_lacking" or consent == "yes"


@given(DAYS, DAYS, DAYS)
def test_a_ban_runs_from_its_first_to_its_last_day(one: dt.date, other: dt.date, day: dt.date) -> None:
    start, end = min(one, other), max(one, other)
    assert (wp.ban_term(start, end, day).decision == "ban_runs") == (start <= day <= end)


def test_whoever_makes_contact_something_follows() -> None:
    start, end = dt.date(2026, 3, 1), dt.date(2026, 8, 31)
    for by, found in itertools.product(wp.WORDING.ids("by"), (None, *wp.WORDING.ids("found"))):
        outcome = wp.ban_breach(wp.BanBreach(by, end, start, end, True, found))
        assert outcome.decision != "no_breach"
        assert ("强制措施" in outcome.text) == (by == "suspect")
        assert ("breach_crime" in {outcome.decision, *outcome.codes()}) == (found == "crime")


def test_all_that_is_said_can_be_quoted() -> None:
    for point in wp.WORDING.points.values():
        assert all(quote(ref) for ref in point.refs)
