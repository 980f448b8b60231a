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

from rules import parameters
from rules import witness_protection as wp
from rules.lives import Given, life
from rules.outcome import InvalidFacts
from rules.parameters import NotInForce, all_parameters, parameter
from rules.reference import quote

FIRST_DAY = dt.date(2017, 3, 1)
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
DAY = dt.date(2026, 3, 2)
FREE = "李某住在三号楼"
BASE: dict[Any, dict[str, Any]] = {
    wp.SpecialPerson: {"suspect": True, "linked": False, "may_harm": None},
    wp.Informant: {
        "on": DAY, "case_kind": "drugs", "member": True, "leads": frozenset(), "important": None, "identifies_accomplice": False
    },
    wp.Scope: {"on": DAY, "role": "witness", "case_kind": "drugs", "who": frozenset({"self"})},
    wp.Request: {"on": DAY, "role": "witness", "case_kind": "drugs", "who": frozenset({"self"}), "gravity": "grave"},
    wp.Responsibility: {},
    wp.Assessment: {"on": DAY, "origin": "found"},
    wp.Threat: {"conduct": frozenset({"threat"}), "against": frozenset({"self"})},
    wp.Approval: {"complete": True},
    wp.Emergency: {"on": DAY, "real": True, "urgent": True},
    wp.Plan: {"on": DAY, "approved": True, "contents": frozenset()},
    wp.Paper: {"on": DAY, "paper": "record", "hidden": True},
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
    wp.Termination: {"on": DAY, "grounds": frozenset()},
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
        (wp.may_read, {"reader": FREE, "on": DAY}, "reader"),
        (wp.may_read, {"reader": "defender", "on": DAY, "law_allows": FREE}, "law_allows"),
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
        elif dt.date in members:
            choice = DAYS
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
        assert "critical" in wp.degrees("gravity", facts.gravity)
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
        said = {outcome.decision, *outcome.codes()}
        assert ("breach_crime" in said) == (found == "crime")
        assert ("breach_unfounded" in said) == (found == "none")
        assert ("breach_security" in said) == (by == "other" and found == "security")


@pytest.mark.parametrize(("by", "allowed"), [("other", True), ("suspect", False)])
def test_rule_and_life_agree_on_whom_a_breach_brings_a_security_penalty(by: str, allowed: bool) -> None:
    facts = {"breached_by": by, "after_breach": "security_penalty"}
    given = Given(facts=facts, done=frozenset({"ban_contact"}))
    missing = life("witness_protection").check("protecting", "breach_of_ban", "protection_officer", given)
    assert (not missing) == allowed


def test_a_consent_that_is_refused_cites_the_article_of_its_measure() -> None:
    outcomes = [
        wp.special_protection(wp.SpecialProtection("grave", "no", frozenset({"alarm"}))),
        wp.safe_place(wp.SafePlace("imminent", "no", True, True)),
        wp.relocation(wp.Relocation("critical", "no", "long", True)),
    ]
    cited = [{ref.article for note in o.notes if note.code == "consent_own" for ref in note.refs} for o in outcomes]
    assert cited == [{7, 11}, {7, 12}, {7, 13}]


@given(st.frozensets(st.sampled_from(wp.WORDING.ids("gravity"))))
def test_each_degree_opens_its_own_measure_and_takes_none_away(found: frozenset[str]) -> None:
    is_open = {m.code for m in wp.measures(found, "yes", on=DAY) if m.open}
    alone = [{m.code for m in wp.measures(one, "yes", on=DAY) if m.open} for one in sorted(found)]
    free = {"hide_information", "contact_ban", "other"}
    assert is_open == free.union(*alone)
    assert ("safe_place" in is_open) == ("imminent" in found)
    assert ("relocation" in is_open) == ("critical" in found)


LISTS = {
    "named_cases": "case_kind", "assessment_factors": "factors", "measures": "measures", "plan_contents": "plan_contents",
    "hidden_details": "detail", "file_readers": "reader", "ending_grounds": "end_grounds",
}  # fmt: skip


def test_lists_hold_what_the_rules_know() -> None:
    held = {name.partition(".")[2] for name in all_parameters() if name.startswith("witness_protection.")}
    assert held == {*LISTS, "report_contents"}
    for name, table in LISTS.items():
        for value in all_parameters()[f"witness_protection.{name}"]:
            assert set(value.members) <= set(wp.WORDING.ids(table))
            assert value.since == FIRST_DAY


def amended(monkeypatch: pytest.MonkeyPatch, name: str, members: tuple[str, ...]) -> None:
    """Let a list change on 2027-01-01."""
    first = parameter(f"witness_protection.{name}", FIRST_DAY)
    newer = dataclasses.replace(first, since=dt.date(2027, 1, 1), members=members, value=len(members))
    tree = {**all_parameters(), first.name: (first, newer)}
    monkeypatch.setattr(parameters, "all_parameters", lambda: tree)


OLD, NEW = dt.date(2026, 12, 31), dt.date(2027, 1, 1)


def test_an_old_case_keeps_the_lists_of_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    def decided(on: dt.date) -> list[str]:
        case = wp.scope(wp.Scope(on, "witness", "drugs", frozenset({"self"})))
        plan = wp.plan(wp.Plan(on, True, frozenset({"measures"}), frozenset({"measures", "cooperation"})))
        note = wp.paper(wp.Paper(on, "other_document", True, frozenset({"work_unit"}), replaced=True))
        file = wp.may_read("court_handler", on=on)
        factor = wp.assess(wp.Assessment(on, "found", reality="none"))
        report = wp.report_contents(["name"], on=on)
        return [
            case.decision, plan.decision, note.decision, file.decision, str(len(factor.missing)),
            str("department" in {p.code for p in report.missing}), str(len(wp.measures("grave", on=on))),
        ]  # fmt: skip

    amended(monkeypatch, "named_cases", ("terrorism",))
    assert [decided(on)[0] for on in (OLD, NEW)] == ["applies", "by_reference"]
    amended(monkeypatch, "plan_contents", ("measures",))
    assert [decided(on)[1] for on in (OLD, NEW)] == ["plan_incomplete", "plan_complete"]
    amended(monkeypatch, "hidden_details", ("name",))
    assert [decided(on)[2] for on in (OLD, NEW)] == ["identity_exposed", "identity_kept"]
    amended(monkeypatch, "file_readers", ("police_handler",))
    assert [decided(on)[3] for on in (OLD, NEW)] == ["file_open", "file_closed"]
    amended(monkeypatch, "assessment_factors", ("nature", "suspect"))
    assert [decided(on)[4] for on in (OLD, NEW)] == ["6", "2"]
    amended(monkeypatch, "report_contents", ("person", "case"))
    assert [decided(on)[5] for on in (OLD, NEW)] == ["True", "False"]
    amended(monkeypatch, "measures", ("contact_ban", "other"))
    assert [decided(on)[6] for on in (OLD, NEW)] == ["6", "2"]
    with pytest.raises(InvalidFacts):
        wp.conditions(["safe_place"], "imminent", "yes", on=NEW)
    amended(monkeypatch, "ending_grounds", ("danger_gone",))
    assert wp.termination(wp.Termination(OLD, frozenset({"not_witness"}), False)).decision == "propose_ending"
    with pytest.raises(InvalidFacts):
        wp.termination(wp.Termination(NEW, frozenset({"not_witness"}), False))


def test_no_list_was_in_force_before_the_first_day() -> None:
    assert parameter("witness_protection.measures", FIRST_DAY).members == wp.WORDING.ids("measures")
    with pytest.raises(NotInForce):
        wp.measures("grave", on=FIRST_DAY - dt.timedelta(days=1))


def test_all_that_is_said_can_be_quoted() -> None:
    for point in wp.WORDING.points.values():
        assert all(quote(ref) for ref in point.refs)
