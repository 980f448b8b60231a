"""Any facts of the catalogue get an outcome that cites; anything else is refused, and not repeated."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rules import deadlines, flows, police_rights, reporter_protection, witness_protection
from rules.outcome import InvalidFacts, Outcome
from rules.reference import quote

ROOT = Path(__file__).parents[2]
CATALOGUE: dict[str, Any] = yaml.safe_load((ROOT / "store" / "items.yaml").read_text(encoding="utf-8"))["flows"]
TODAY = dt.date(2026, 3, 2)


def facts_of(flow: str) -> st.SearchStrategy[dict[str, Any]]:
    """Any set of facts the catalogue allows for a flow."""
    choices: dict[str, st.SearchStrategy[Any]] = {}
    for item, entry in CATALOGUE[flow]["items"].items():
        if entry["kind"] != "choice":
            continue
        option = st.sampled_from(sorted(entry["options"]))
        choices[item] = st.lists(option, min_size=1, unique=True) if entry.get("multiple") else option
    return st.fixed_dictionaries(choices)


def filled_of(flow: str) -> st.SearchStrategy[set[str]]:
    return st.sets(st.sampled_from([f"{flow}.{item}" for item in CATALOGUE[flow]["items"]]))


def assert_sound(outcome: Outcome) -> None:
    assert outcome.text
    assert outcome.refs
    assert all(quote(ref) for ref in outcome.all_refs())


@pytest.mark.parametrize("flow", flows.FLOWS)
@given(data=st.data())
def test_all_facts_of_the_catalogue_have_an_outcome(flow: str, data: st.DataObject) -> None:
    facts, filled = data.draw(facts_of(flow)), data.draw(filled_of(flow))
    mode = data.draw(st.sampled_from([None, "realname", "anonymous"]))
    assert_sound(flows.apply(flow, facts, filled=filled, on=TODAY, report_mode=mode))


def test_prefixes_do_not_matter() -> None:
    facts = {"mode": "realname", "acknowledge": "yes"}
    plain = flows.apply("report", facts, filled={"name", "contact"}, on=TODAY)
    long = {f"report.{k}": v for k, v in facts.items()}
    assert plain == flows.apply("report", long, filled={"report.name", "report.contact"}, on=TODAY)
    assert "real_name" in plain.codes()


def test_a_rights_application_brings_its_deadline() -> None:
    facts = {"applicant": "self", "ground": "infringed", "behaviour": "threat", "scene": "non_scene", "injury": "none"}
    outcome = flows.apply("rights", facts, filled=set(), on=dt.date(2026, 9, 25))
    assert [(d.kind, d.due) for d in outcome.deadlines] == [("answer_application", dt.date(2026, 9, 30))]


def test_a_protection_report_counts_choices_and_sealed_items() -> None:
    facts: flows.Facts = {
        "sex": "female",
        "role": "witness",
        "case_kind": "drugs",
        "gravity": "grave",
        "measures": ["contact_ban"],
    }
    sealed = {"name", "id_number", "address", "relation", "case_facts", "necessity", "department"}
    assert flows.apply("protection_report", facts, filled=sealed, on=TODAY).decision == "complete"
    less = sealed - {"necessity"}
    assert flows.apply("protection_report", facts, filled=less, on=TODAY).decision == "incomplete"


@pytest.mark.parametrize(
    ("flow", "facts", "field"),
    [
        ("report", {"mode": "张三贪污了"}, "mode"),
        ("report", {}, "mode"),
        ("rights", {"applicant": "self", "ground": "张三"}, "ground"),
        ("protect_witness", {"role": "witness", "case_kind": "drugs", "gravity": "grave", "who": ["张三"]}, "who"),
        ("protect_reporter", {"stage": ["happened", "feared"]}, "stage"),
    ],
)
def test_what_is_no_option_is_refused_and_not_repeated(flow: str, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidFacts) as caught:
        flows.apply(flow, facts, filled=set(), on=TODAY)
    assert caught.value.field == field
    assert "张三" not in str(caught.value)


def test_an_unknown_flow_is_an_error() -> None:
    with pytest.raises(KeyError):
        flows.apply("weather", {}, filled=set(), on=TODAY)


@given(
    st.lists(st.integers(1, 700_000), min_size=1, max_size=6),
    st.sampled_from(["ordinary", "major", "special"]),
    st.sampled_from(["individual", "joint"]),
)
def test_a_reward_never_exceeds_what_its_approval_allows(amounts: list[int], contribution: str, capacity: str) -> None:
    outcome = reporter_protection.reward(
        reporter_protection.Reward(TODAY, True, "effective", contribution, capacity, tuple(amounts))
    )
    total = sum(amounts)
    if outcome.approver is None:
        assert total > {"ordinary": 200_000, "major": 500_000}[contribution]
        return
    allowed = {"chief_decides": 200_000, "province_approves": 500_000, "supreme_approves": 10**9}
    assert total <= allowed[outcome.approver.code]
    limit = reporter_protection.reward_limit(contribution, TODAY)
    assert limit is None or total <= limit


@given(st.sampled_from(["imminent", "critical", "grave", "general"]), st.sampled_from([None, "no"]))
def test_no_measure_that_asks_for_consent_is_open_without_it(gravity: str, consent: str | None) -> None:
    for measure in witness_protection.measures(gravity, consent, on=TODAY):
        assert not (measure.open and measure.code in {"special_protection", "safe_place", "relocation"})


def test_clauses_cite_the_statute_as_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    clause = police_rights.clause("threat")
    assert (clause.statute, clause.today) == ("《治安管理处罚法》第四十二条第一项、第五项", None)
    assert police_rights.clauses_of("other") == ()
    monkeypatch.setattr("rules.police_rights.behaviours._today", lambda: {clause.statute: "今天的条款"})
    facts = police_rights.Application(TODAY, "self", "infringed", behaviour="threat")
    assert "第四十二条第一项、第五项，今为今天的条款" in police_rights.consequences(facts).reasons[0].text


def test_silence_accepts_and_starts_the_investigation() -> None:
    deadline = deadlines.answer_application(dt.date(2026, 9, 25))
    assert deadline is not None
    waiting = police_rights.unanswered(deadline, dt.date(2026, 9, 30), applicant_caused=False)
    caused = police_rights.unanswered(deadline, dt.date(2026, 10, 1), applicant_caused=True)
    accepted = police_rights.unanswered(deadline, dt.date(2026, 10, 1), applicant_caused=False)
    assert waiting is None
    assert caused is None
    assert accepted is not None
    assert (accepted.decision, accepted.deadlines[0].base) == ("deemed_accepted", dt.date(2026, 9, 30))
