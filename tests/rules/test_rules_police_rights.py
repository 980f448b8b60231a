"""规定 3: the lists behind the functions are those of the text, and what is no option is refused by field only."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import deadlines
from rules import police_rights as law
from rules.outcome import InvalidFacts
from rules.parameters import NotInForce, all_parameters
from rules.reference import Ref, quote
from rules.texts import load

TODAY = dt.date(2026, 3, 2)
TABLES = law.WORDING.kinds
# list of parameters/police_rights.yaml → table its ids are of
LISTS = {
    "committee_departments": "department",
    "member_units": "unit",
    "in_place": "in_place",
    "lawyer_injuries": "injury",
    "no_settlement": "dealing",
    "barred_dealings": "dealing",
    "methods": "method",
    "grave_sanctions": "sanction_kind",
    "close_relatives": "relative",
    "by_reference": "position",
}


def applications() -> st.SearchStrategy[law.Application]:
    """Any application with any circumstances."""

    def of(table: str) -> st.SearchStrategy[Any]:
        return st.sampled_from(sorted(TABLES[table]))

    return st.builds(
        law.Application,
        st.just(TODAY),
        of("applicant"),
        of("ground"),
        of("scene"),
        behaviour=st.none() | of("behaviour"),
        injury=st.none() | of("injury"),
        lawyer=st.sampled_from([None, "yes", "no"]),
        circumstances=st.frozensets(of("circumstance")),
    )


def test_every_numbered_duty_of_article_10_is_on_the_list() -> None:
    (paragraph,) = next(a for a in load(3).articles if a.number == 10).paragraphs
    wanted = {
        Ref(3, 10, None, item.number, below.number if below else None)
        for item in paragraph.items
        for below in (item.subitems or (None,))
    }
    assert {duty.ref for duty in law.all_duties() if duty.ref.article == 10} == wanted


def test_a_duty_belongs_to_the_unit_that_the_text_names() -> None:
    for duty in law.all_duties():
        (unit,) = TABLES["unit"][duty.unit].refs
        assert (duty.ref.article, duty.ref.item) == (unit.article, unit.item)
        assert law.unit_title(duty.unit) in quote(unit)


def test_what_triggers_a_duty_is_an_option() -> None:
    for duty in law.all_duties():
        for sign in duty.when:
            table, _, chosen = sign.partition(":")
            assert chosen in TABLES.get(table, {"yes": None, "no": None}), sign
    triggers = {sign.removeprefix("circumstance:") for duty in law.all_duties() for sign in duty.when}
    assert set(TABLES["circumstance"]) <= triggers


@given(applications())
def test_a_standing_duty_is_never_a_task_of_a_case_and_tasks_are_of_the_units(facts: law.Application) -> None:
    called = law.duties(facts)
    assert not any(duty.standing for duty in called)
    assert all(duty.when & facts.signs() for duty in called)
    codes = [point.code for point in law.tasks(facts)]
    assert codes == [duty.code for duty in called if duty.ref.article == 10]
    assert "task_application" in codes


@given(applications())
def test_periods_start_by_what_the_rules_say(facts: law.Application) -> None:
    """What runs from the first day in the table of periods is what the articles' functions find in the same facts.

    What the office learns only later (circumstances) is its own to act on.
    """
    known = dataclasses.replace(facts, circumstances=frozenset())
    if not known.incident and (known.behaviour or known.injury):
        return  # the forms ask these two of an infringement only
    given_ = {name: getattr(known, name) for name in ("ground", "scene", "behaviour", "injury")}
    started = {one.kind for one in deadlines.on_submit("rights_application", given_, TODAY)}
    assert ("report_upward" in started) == (law.is_urgent(known) and known.incident)
    assert ("protect_officer" in started) == law.endangers(known)
    assert ("respond_on_scene" in started) == known.at_scene
    assert ("answer_application" in started) == (not known.at_scene)
    assert {d.kind for d in law.application(known).deadlines} == started & {"answer_application"}
    upward = law.reporting(known, reported=True, recorded=True)
    assert bool(upward.documents) == (upward.decision != "upward_none") == known.incident


@given(st.frozensets(st.sampled_from(sorted(TABLES["element"]))), st.sampled_from(sorted(TABLES["element"])))
def test_more_shown_never_makes_out_less(shown: frozenset[str], more: str) -> None:
    before, after = law.classify(shown), law.classify(shown | {more})
    if before.decision == "clause_met":
        assert {p.code for p in before.reasons} <= {p.code for p in after.reasons}


def test_elements_stand_in_the_article_of_their_behaviour() -> None:
    used = set()
    for behaviour, needs in law.elements().items():
        article = law.clause(behaviour).ref.article
        for element in frozenset().union(*needs.ways):
            used.add(element)
            assert all(ref.article == article for ref in TABLES["element"][element].refs), (behaviour, element)
        names_relatives = "近亲属" in quote(Ref(3, article)) or "近其亲属" in quote(Ref(3, article))
        assert needs.officer_only != names_relatives
    assert used == set(TABLES["element"])
    assert set(law.elements()) == set(TABLES["behaviour"]) - {"other"}


def test_article_20_keeps_its_gap() -> None:
    assert any("第二十条" in gap for gap in load(3).gaps)
    items = {ref.item for behaviour in TABLES["behaviour"] for ref in law.clauses_of(behaviour) if ref.article == 20}
    assert items == {2, 3, 4, 5, 6}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_options_of_its_table(name: str) -> None:
    for value in all_parameters()[f"police_rights.{name}"]:
        assert value.members
        assert set(value.members) <= set(TABLES[LISTS[name]])
        assert value.value == len(value.members)


def test_a_list_is_not_in_force_before_its_day() -> None:
    assert law.relation("spouse", dt.date(2020, 5, 12)).decision == "close_relative_is"
    with pytest.raises(NotInForce):
        law.relation("spouse", dt.date(2020, 5, 11))


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda x: law.Application(TODAY, "self", "infringed", circumstances=frozenset({x})), "circumstances"),
        (lambda x: law.Application(TODAY, "self", "infringed", lawyer=x), "lawyer"),
        (lambda x: law.composition(x, TODAY), "organ"),
        (lambda x: law.composition("city", TODAY, departments=frozenset({x})), "departments"),
        (lambda x: law.scene_response("scene", TODAY, in_place=frozenset({x})), "in_place"),
        (lambda x: law.lawyer("minor", TODAY, wish=x), "wish"),
        (lambda x: law.dealing("assault", x, TODAY), "kind"),
        (lambda x: law.vindication(x, verified=True), "behaviour"),
        (lambda x: law.treatment(x), "injury"),
        (lambda x: law.classify(frozenset({x})), "shown"),
        (lambda x: law.classify(frozenset(), x), "victim"),
        (lambda x: law.assault(x), "constitutes"),
        (lambda x: law.suit(loss=True, behaviour=x), "behaviour"),
        (lambda x: law.strict_handling(x), "measure"),
        (lambda x: law.protection(frozenset({x})), "dangers"),
        (lambda x: law.transfer(x), "source"),
        (lambda x: law.start(x, TODAY), "source"),
        (lambda x: law.investigation(TODAY, committee_approved=True, methods_used=frozenset({x})), "methods_used"),
        (lambda x: law.finding(frozenset({x}), TODAY, committee_agreed=True), "found"),
        (lambda x: law.review(x, TODAY, answer_received=TODAY), "subject"),
        (lambda x: law.review_result(x, TODAY), "result"),
        (lambda x: law.sanction_grade(x, TODAY), "kind"),
        (lambda x: law.hearing(x, because_of_duty=True, appealed=True), "sanction"),
        (lambda x: law.grave_harm("severe", causes=frozenset({x})), "causes"),
        (lambda x: law.follow_up(infringement_case=True, delays=frozenset({x})), "delays"),
        (lambda x: law.evaluation(frozenset({x}), TODAY), "lacking"),
        (lambda x: law.relation(x, TODAY), "relative"),
        (lambda x: law.reference_person(x, TODAY, in_city=True, assisting=True), "position"),
        (lambda x: law.unit_title(x), "unit"),
    ],
)
def test_what_is_no_option_is_refused_by_field_only(call: Callable[[str], object], field: str) -> None:
    with pytest.raises(InvalidFacts) as caught:
        call("张三打人")
    assert caught.value.field == field
    assert "张三" not in str(caught.value)


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda x: law.expert_group(contested=x), "contested"),
        (lambda x: law.scene_response("scene", TODAY, commander=x), "commander"),
        (lambda x: law.lawyer("minor", TODAY, requested=x), "requested"),
        (lambda x: law.vindication("false_accusation", verified=x), "verified"),
        (lambda x: law.tolerance(lawful_duty=x, serious_fault=False, major_accident=False, harm=True), "lawful_duty"),
        (lambda x: law.strict_handling("suspend_detention", statutory_ground=x), "statutory_ground"),
        (lambda x: law.start("applicant", TODAY, committee_agreed=x), "committee_agreed"),
        (lambda x: law.start("applicant", x), "received"),
        (lambda x: law.silence(TODAY, TODAY, answered=x), "answered"),
        (lambda x: law.investigation(TODAY, committee_approved=x), "committee_approved"),
        (lambda x: law.hearing("grave", because_of_duty=True, appealed=x), "appealed"),
        (lambda x: law.finding(frozenset(), TODAY, committee_agreed=x), "committee_agreed"),
        (lambda x: law.hearing_result(improper=False, heavier=x), "heavier"),
        (lambda x: law.reference_person("cadet", TODAY, in_city=x, assisting=True), "in_city"),
        (lambda x: law.reporting(law.Application(x, "self", "infringed"), reported=True, recorded=True), "received"),
        (lambda x: law.reporting(law.Application(TODAY, "self", "infringed"), reported=x, recorded=True), "reported"),
    ],
)
def test_a_text_is_neither_a_yes_nor_a_day(call: Callable[[Any], object], field: str) -> None:
    for given_ in ("no", "2026-03-02", 0, dt.datetime(2026, 3, 2)):
        with pytest.raises(InvalidFacts) as caught:
            call(given_)
        assert caught.value.field == field
