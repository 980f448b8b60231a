"""Lives: whatever the order of events, no state that an article forbids is reached; each table is checked; docs are fresh.

The forbidden orders stand in cases/lives_forbidden.yaml, for a lawyer to read. Walks through a life try steps with
all kinds of answers, papers, roles and approvals; what passes is held against that list.
"""

from __future__ import annotations

import copy
import math
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rules import lives, witness_protection
from rules.deadlines import of_case
from rules.lives import SYSTEM, Given, Life, Step, StepRefused, diagram, table
from rules.lives.model import FactNeed, as_values
from rules.outcome import InvalidFacts
from rules.reference import Ref, quote

RULES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "lives_forbidden.yaml").read_text(encoding="utf-8")
)
ROLES = [*table.shared().roles, SYSTEM, "hotline"]
LENGTH = 60
AMOUNTS = (1, 50_000, 100_000, 200_000, 250_000, 400_000, 500_000, 600_000)  # yuan


@dataclass
class Event:
    """A step that passed in a walk, with all it passed by."""

    step: Step
    before: str
    after: str
    role: str
    facts: dict[str, str | list[str]]
    known: dict[str, str | list[str]]
    papers: frozenset[str]
    approved: bool
    done: frozenset[str]


@dataclass
class Walk:
    """A walk through a life: at each turn some step is tried, often as it should be, sometimes not."""

    life: Life
    chance: random.Random
    state: str = ""
    known: dict[str, str | list[str]] = field(default_factory=dict)
    intake: dict[str, str | list[str]] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    events: list[Event] = field(default_factory=list)

    def run(self) -> list[Event]:
        self.state = self.life.first.id
        self.intake = {f.id: self.chance.choice(list(f.options)) for f in self.life.facts.values() if f.intake}
        self.known = dict(self.intake)
        for _ in range(LENGTH):
            self.turn()
        return self.events

    def turn(self) -> None:
        steps = self.life.steps(self.state)
        onward = [one for one in steps if one.target not in (None, self.state)]
        # Else most of a walk is events that lead nowhere.
        step = self.chance.choice(onward if onward and self.chance.random() < 0.1 else steps) if steps else None
        if step is None:
            return
        honest = self.chance.random() < 0.8
        role = self.chance.choice(sorted(step.by)) if honest else self.chance.choice(ROLES)
        papers = frozenset(p for p in self.life.papers if self.chance.random() < (0.9 if honest else 0.4))
        approved = self.chance.random() < (0.8 if honest else 0.3)
        facts = {f.id: self.answer(step, f.id, honest) for f in step.asks if honest or self.chance.random() < 0.6}
        tried = Given(
            facts=facts,
            known=self.known,
            approvals=frozenset({step.id} if approved else set()),
            papers=papers,
            done=frozenset(self.done),
            term=self.chance.random() < 0.8,
        )
        try:
            after = self.life.take(self.state, step.id, role, tried).id
        except StepRefused:
            return
        superior = step.approval is not None and role == step.approval.by
        self.events.append(
            Event(
                step, self.state, after, role, facts, dict(self.known), papers, approved or superior,
                frozenset(self.done),
            )
        )  # fmt: skip
        if step.restart:
            self.done, self.known = set(), dict(self.intake)
        self.done.add(step.id)
        self.known |= facts
        self.state = after

    def answer(self, step: Step, name: str, honest: bool) -> str | list[str]:
        fact = self.life.facts[name]
        if fact.amount:
            paid = [self.chance.choice(AMOUNTS) for _ in range(self.chance.randint(1, 2))]
            return [str(yuan * 100 + self.chance.choice([0, 0, 1])) for yuan in paid]
        wanted = [n for n in step.requires if isinstance(n, FactNeed) and n.fact == name]
        options = list(fact.options)
        if honest and wanted and self.chance.random() < 0.8:
            need = self.chance.choice(wanted)
            if fact.multiple and need.all_of:
                return sorted(need.all_of)
            options = sorted(need.any_of) or options
        if fact.multiple:
            return self.chance.sample(options, self.chance.randint(1, len(options)))
        return self.chance.choice(options)


def triggered(rule: Mapping[str, Any], event: Event) -> bool:
    """Whether a rule speaks of this event."""
    if "step" in rule and event.step.id not in rule["step"]:
        return False
    if "state" in rule and (event.after != rule["state"] or event.step.target is None):
        return False
    if "from" in rule and event.before not in rule["from"]:
        return False
    if "grows" in rule and as_values(event.facts.get(rule["grows"])) <= as_values(event.known.get(rule["grows"])):
        return False
    known = {**event.known, **event.facts}
    if "total" in rule and not rule["total"]["above"] < total(rule["total"]["of"], known) / 100 <= rule["total"].get(
        "upto", math.inf
    ):
        return False
    return all(as_values(known.get(name)) & set(values) for name, values in asked(rule).items())


def asked(rule: Mapping[str, Any]) -> dict[str, list[str]]:
    return {**rule.get("when", {}), **rule.get("known", {})}


def total(facts: list[str], known: Mapping[str, str | list[str]]) -> int:
    """The sum of amounts in fen. What was granted before counts where the answer is that something was."""
    left_out = {"paid_before"} if known.get("earlier") != "some" else set[str]()
    return sum(int(one) for name in facts if name not in left_out for one in known.get(name, []))


def broken(rule: Mapping[str, Any], event: Event) -> bool:
    """Whether the event breaks the rule."""
    known = {**event.known, **event.facts}
    superior = event.step.approval.by if event.step.approval else ""
    return (
        ("after" in rule and event.done.isdisjoint(rule["after"]))
        or ("approved_by" in rule and not (event.approved and superior == rule["approved_by"]))
        or ("paper" in rule and rule["paper"] not in event.papers)
        or ("by" in rule and event.role not in rule["by"])
        or any(not as_values(known.get(name)) & set(values) for name, values in rule.get("fact", {}).items())
        or any(not set(values) <= as_values(known.get(name)) for name, values in rule.get("every", {}).items())
        or any(as_values(known.get(name)) & set(values) for name, values in rule.get("never_known", {}).items())
        or ("within" in rule and total(rule["within"]["of"], known) > rule["within"]["most"] * 100)
    )


def check(life: Life, events: list[Event]) -> Counter[str]:
    """How often each rule had its say. Fails on an event that an article forbids."""
    said: Counter[str] = Counter()
    for event in events:
        for rule in RULES:
            if life.kind in rule["kinds"] and triggered(rule, event):
                said[rule["law"]] += 1
                assert not broken(rule, event), (rule["law"], rule["article"], event)
    return said


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["law"])
def test_a_forbidden_order_rests_on_the_words_of_an_article(rule: dict[str, Any]) -> None:
    said = quote(Ref.parse(rule["article"])).translate(str.maketrans(",;:()", "，；：（）"))
    assert rule["words"] in said
    for kind in rule["kinds"]:
        life = lives.life(kind)
        assert set(rule.get("step", [])) | set(rule.get("after", [])) <= set(life.all_steps)
        assert {rule["state"]} <= set(life.states) if "state" in rule else "step" in rule
        for name, values in {**asked(rule), **rule.get("fact", {}), **rule.get("every", {})}.items():
            assert set(values) <= set(life.facts[name].options)


@pytest.mark.parametrize("kind", lives.kinds())
@given(seed=st.integers(0, 2**64))
@settings(max_examples=60, deadline=None)
def test_no_order_of_events_reaches_what_an_article_forbids(kind: str, seed: int) -> None:
    life = lives.life(kind)
    check(life, Walk(life, random.Random(seed)).run())


@pytest.mark.parametrize("kind", lives.kinds())
def test_the_walks_go_everywhere(kind: str) -> None:
    """Every rule had its say, every step was taken, every state was reached: the test above is not empty."""
    life, said = lives.life(kind), Counter[str]()
    steps, laws = set(life.all_steps), {rule["law"] for rule in RULES if kind in rule["kinds"]}
    for seed in range(5000):
        events = Walk(life, random.Random(seed)).run()
        said += check(life, events)
        steps -= {event.step.id for event in events}
        if not steps and laws <= set(said):
            break
    assert (steps, laws - set(said)) == (set(), set())


def altered(kind: str, change: Any) -> Life:
    """A life with its table changed."""
    tree = yaml.safe_load((table.FOLDER / f"{kind}.yaml").read_text(encoding="utf-8"))
    for part in tree.pop("parts", ()):
        tree = table._joined(yaml.safe_load((table.FOLDER / "parts" / f"{part}.yaml").read_text("utf-8")), tree)
    tree = copy.deepcopy(tree)
    change(tree)
    return Life(table.build(kind, tree))


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("witness_protection", lambda t: t["steps"]["end"].pop("approval")),
        ("witness_protection", lambda t: t["steps"]["ban_contact"]["from"].append("assessing")),
        ("reward", lambda t: t["steps"]["propose"].pop("approval")),
        ("reward", lambda t: t["steps"]["propose"].pop("guard")),
        ("reward", lambda t: t["steps"]["decide"].pop("guard")),
        ("report", lambda t: t["steps"]["close"]["requires"].pop()),
        ("rights_application", lambda t: t["steps"]["start_scene"].pop("guard")),
        ("rights_application", lambda t: t["steps"]["feed_back"].pop("approval")),
        ("rights_application", lambda t: t["steps"]["handle_scene"].pop("guard")),
        ("rights_application", lambda t: t["steps"]["support_prosecution"].pop("guard")),
        ("rights_application", lambda t: t["steps"]["engage_lawyer"].pop("guard")),
        ("rights_application", lambda t: t["steps"]["coordinate_liability"].pop("guard")),
        ("rights_application", lambda t: t["steps"]["record_penalty"].pop("guard")),
        ("rights_application", lambda t: t["steps"]["give_opinion"].pop("guard")),
        ("rights_application", lambda t: t["steps"]["supervise_delay"].pop("guard")),
        ("rights_application", lambda t: t["steps"]["vindicate"].pop("guard")),
        ("rights_application", lambda t: t["steps"]["close"].pop("guard")),
        ("rights_application", lambda t: t["steps"]["request_review"].update({"from": ["concluded", "answered"]})),
        ("report", lambda t: t["steps"]["verify"].pop("requires")),
        ("reporter_protection", lambda t: t["steps"]["protect"].pop("guard")),
        ("reporter_protection", lambda t: t["steps"]["propose_correction"].pop("guard")),
        ("reporter_protection", lambda t: t["steps"]["arrange_relief"].pop("guard")),
        ("reporter_protection", lambda t: t["steps"]["not_support"].pop("guard")),
        ("reporter_protection", lambda t: t["steps"]["demand_explanation"].pop("guard")),
        ("reporter_protection", lambda t: t["steps"]["hand_over_evidence"].pop("guard")),
        ("reporter_protection", lambda t: t["steps"]["use_alias"].pop("guard")),
        ("reporter_protection", lambda t: t["steps"]["propose_to_court"].pop("guard")),
    ],
)
def test_a_life_that_allows_too_much_is_found_out(kind: str, change: Any) -> None:
    life = altered(kind, change)
    with pytest.raises(AssertionError):
        for seed in range(400):
            check(life, Walk(life, random.Random(seed)).run())


RECEIVED = date(2026, 3, 2)  # a Monday; three working days end on Thursday


@pytest.mark.parametrize(
    ("day", "known", "refused"),
    [
        (date(2026, 3, 5), {}, True),
        (date(2026, 3, 6), {}, False),  # 视为受理
        (date(2026, 3, 6), {"applicant_caused": "yes"}, True),
        (date(2026, 3, 6), {"scene": "scene", "ground": "infringed"}, True),  # no such period at a scene
        (date(2026, 3, 6), {"scene": "scene", "ground": "wrongly_blamed"}, False),
    ],
)
def test_silence_has_accepted_what_is_refused_too_late(day: date, known: Mapping[str, str], refused: bool) -> None:
    life = lives.life("rights_application")
    papers = frozenset({"rights_refused"})
    given = Given(known=known, papers=papers, day=day, days={"submitted": RECEIVED})
    missing = life.check("started", "refuse", "rights_officer", given)
    assert [point.code for point in missing] == ([] if refused else ["rule:deemed_accepted"])


def test_what_was_not_answered_is_not_reviewed() -> None:
    life = lives.life("rights_application")
    answered = Given(day=date(2026, 5, 8), days={"submitted": RECEIVED, "feed_back": date(2026, 5, 8)})
    assert not life.check("answered", "request_review", "rights_officer", answered)
    late = Given(day=date(2026, 9, 8), days=answered.days)
    assert not life.check("answered", "request_review", "rights_officer", late), "the text takes no right away"
    early = Given(day=date(2026, 5, 7), days=answered.days)
    found = life.check("answered", "request_review", "rights_officer", early)
    assert [point.code for point in found] == ["rule:review_too_early"]


@pytest.mark.parametrize(
    ("known", "refused"),
    [({"behaviour": "assault"}, True), ({"behaviour": "assault", "penalty": "insult"}, False), ({}, False)],
)
def test_a_prosecution_is_refused_in_its_own_words_and_not_for_what_nobody_said(
    known: Mapping[str, str], refused: bool
) -> None:
    life = lives.life("rights_application")
    missing = life.check("accepted", "support_prosecution", "rights_officer", Given({"serious": "yes"}, known))
    assert [point.text for point in missing] == (["限于情节严重的侮辱、诽谤"] if refused else [])


@pytest.mark.parametrize("kind", lives.kinds())
def test_every_step_cites_and_every_state_can_be_left(kind: str) -> None:
    life = lives.life(kind)
    for step in life.all_steps.values():
        assert step.refs and all(quote(ref) for ref in step.refs)
        for need in step.requires:
            assert need.text and quote(need.ref) and not need.text.endswith("。")
    for state in life.states.values():
        assert state.next.endswith("。") and quote(state.ref)
        out = [s for s in life.steps(state.id) if s.target not in (None, state.id) and not s.automatic]
        assert out or state.final
    for period in of_case(kind):  # a period that runs can end, whatever the case does
        starting = [step for step in life.all_steps.values() if period.kind in life.starts(step)]
        assert not starting or any(period.kind in life.ends(step) for step in life.all_steps.values())


@pytest.mark.parametrize("kind", lives.kinds())
def test_from_every_state_an_end_can_be_reached(kind: str) -> None:
    life = lives.life(kind)
    ends = {state.id for state in life.states.values() if state.final}
    while True:
        more = {s for s in life.states if any(x.target in ends for x in life.steps(s) if not x.automatic)} | ends
        if more == ends:
            break
        ends = more
    assert ends == set(life.states)


def test_what_is_missing_is_said_with_its_article() -> None:
    life = lives.life("witness_protection")
    missing = life.check("protecting", "safe_place", "protection_officer", Given(facts={"consent_given": "no"}))
    said = {point.code: point for point in missing}
    assert set(said) == {
        "term", "fact:approved_measures", "fact:degree_now", "fact:consent_given", "paper:consent_form",
    }  # fmt: skip
    assert said["fact:consent_given"].text == "要经被保护人同意"
    assert [ref.short for ref in said["fact:consent_given"].refs] == ["1:12"]
    urgent = Given(facts={"consent_given": "yes", "degree_now": "imminent"}, term=True)
    assert life.check("urgent_measures", "safe_place", "protection_officer", urgent) == ()
    assert life.take("urgent_measures", "safe_place", "protection_officer", urgent).id == "urgent_measures"


def test_a_step_that_does_not_follow_or_is_not_asked() -> None:
    life = lives.life("report")
    with pytest.raises(StepRefused) as refused:
        life.take("received", "close", "intake_officer")
    assert not refused.value.follows
    with pytest.raises(KeyError):
        life.check("received", "nothing", "intake_officer")
    with pytest.raises(KeyError):
        lives.life("nothing")
    with pytest.raises(KeyError):
        life.steps("nothing")
    for facts in ({"outside": "刘某"}, {"outside": ["yes"]}, {"刘某": "yes"}):
        with pytest.raises(InvalidFacts) as error:
            life.check("received", "not_accept", "intake_officer", Given(facts=facts))
        assert "刘某" not in str(error.value)


def test_what_is_possible_is_explained_for_each_role() -> None:
    life = lives.life("rights_application")
    officer = {one.step.id: one for one in life.explain("received", "rights_officer")}
    assert "deem_accepted" not in officer and officer["report_committee"].may
    assert {p.code for p in officer["start"].missing} == {"approval:rights_committee", "step:report_committee"}
    committee = {one.step.id: one for one in life.explain("received", "rights_committee")}
    assert {p.code for p in committee["start"].missing} == {"step:report_committee"}
    assert not committee["report_committee"].may
    # What is asked with the step is not missing before it is asked.
    assert {p.code for p in officer["report_upward"].missing} == {"paper:incident_report"}


def test_the_approval_of_who_takes_the_step_is_given_by_taking_it() -> None:
    life = lives.life("rights_application")
    reported = Given(done=frozenset({"report_committee"}))
    assert life.take("received", "start", "rights_committee", reported).id == "started"
    with pytest.raises(StepRefused):
        life.take("received", "start", "rights_officer", reported)


def step(**fields: Any) -> Any:
    return lambda tree: tree["steps"]["review"].update(fields)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (step(ref=["2:99"]), "article 99"),
        (step(ref=[]), "cites an article"),
        (step(by=["king"]), "king"),
        (step(to="nowhere"), "nowhere"),
        (step(**{"from": ["nowhere"]}), "nowhere"),
        (step(colour="red"), "colour"),
        (step(term="some"), "term"),
        (step(asks=["nothing"]), "nothing"),
        (step(documents=["love_letter"]), "love_letter"),
        (step(requires=[{"document": "love_letter", "ref": "2:5"}]), "love_letter"),
        (step(requires=[{"document": "contact_ban", "ref": "2:5"}]), "contact_ban"),  # no paper of this life
        (step(requires=[{"done": ["nothing"], "text": "x", "ref": "2:5"}]), "nothing"),
        (step(requires=[{"fact": "named", "is": ["perhaps"], "text": "x", "ref": "2:5"}]), "perhaps"),
        (step(requires=[{"fact": "named", "text": "x", "ref": "2:5"}]), "some value"),
        (step(requires=[{"fact": "named", "is": ["yes"], "ref": "2:5"}]), "says so"),
        (step(requires=[{"fact": "named", "is": ["yes"], "text": "x", "ref": "2:5", "from": ["closed"]}]), "closed"),
        (step(approval={"by": "king", "ref": "2:5"}), "king"),
        (step(automatic=True, asks=["named"]), "automatic"),
        (lambda t: t["states"].update(lost={"title": "x", "next": "x。", "ref": "2:5"}), "lost"),
        (lambda t: t["states"]["received"].pop("next"), "next"),
        (lambda t: t["facts"]["named"].update(options={"真": 1}), "option"),
        (lambda t: t["steps"]["send_to_chief"].update(asks=["sealed_pouch"]), "nobody asks opened_by_chief"),
        (step(guard="king"), "king"),
        (lambda t: [t["steps"][s].update({"from": ["received"]}) for s in ("close", "transfer", "ask_material")], "way out"),
    ],
)  # fmt: skip
def test_a_wrong_table_is_refused(change: Any, says: str) -> None:
    with pytest.raises(table.LifeError, match=says):
        altered("report", change)


def test_the_page_is_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert diagram.main(["--check"]) == 0, capsys.readouterr().out
    assert diagram.PAGE.read_text(encoding="utf-8").count("```mermaid") == len(lives.kinds())


@pytest.mark.parametrize("consent", ["yes", "no"])
@pytest.mark.parametrize("degree", ["imminent", "critical", "grave", "general"])
def test_measures_open_in_a_life_as_the_rules_of_the_regulation_say(degree: str, consent: str) -> None:
    life = lives.life("witness_protection")
    steps = {"special_protection": "special_protection", "safe_place": "safe_place", "relocation": "relocate"}
    for measure in witness_protection.measures(degree, consent, on=date(2026, 3, 2)):
        if measure.code in steps:
            answers = Given(facts={"degree_now": degree, "consent_given": consent}, term=True)
            missing = life.check("urgent_measures", steps[measure.code], "protection_officer", answers)
            assert (not missing) == measure.open, measure.code


def proposal(**changed: str | list[str]) -> dict[str, str | list[str]]:
    """A reward of 150,000 yuan to one person, after judgment; amounts in fen."""
    usual: dict[str, str | list[str]] = {
        "timing": "judgment", "verified": "yes", "crime": "convicted", "named": "yes", "merit": "yes",
        "whom": "person", "order": "single", "form": ["money"], "amounts": ["15000000"], "earlier": "none",
        "contribution": "ordinary",
    }  # fmt: skip
    return usual | changed


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({}, set()),
        ({"amounts": ["20000000"]}, set()),
        ({"amounts": ["20000001"]}, {"rule:major_contribution"}),
        ({"amounts": ["20000001"], "contribution": "major"}, set()),
        ({"amounts": ["50000001"], "contribution": "major"}, {"rule:special_contribution"}),
        ({"amounts": ["50000001"], "contribution": "special"}, set()),
        ({"earlier": "some", "paid_before": ["5000001"]}, {"rule:major_contribution"}),
        ({"earlier": "some", "paid_before": ["5000000"]}, set()),
        ({"earlier": "some", "paid_before": []}, {"fact:paid_before"}),
        ({"whom": "joint", "amounts": ["10000000", "10000000"]}, set()),
        ({"whom": "joint", "amounts": ["10000000", "10000001"]}, {"rule:major_contribution"}),
        ({"whom": "joint"}, {"fact:amounts"}),
        ({"amounts": []}, {"fact:amounts"}),
        ({"form": ["honour"]}, {"fact:form"}),
        ({"form": ["honour"], "amounts": []}, set()),
        ({"timing": "pending"}, {"approval:chief_prosecutor"}),
        ({"timing": "non_prosecution", "crime": "not_prosecuted"}, set()),
        ({"timing": "non_prosecution", "crime": "convicted"}, {"fact:crime"}),
    ],
)
def test_a_reward_keeps_the_limit_of_its_case(changed: dict[str, str | list[str]], missing: set[str]) -> None:
    given_ = Given(facts=proposal(**changed), papers=frozenset({"reward_opinion"}))
    found = lives.life("reward").check("examining", "propose", "intake_officer", given_)
    assert {point.code for point in found} == missing and all(point.refs for point in found)


@pytest.mark.parametrize(
    ("changed", "done", "missing"),
    [
        ({}, set(), set()),
        ({"contribution": "major", "amounts": ["20000001"]}, set(), {"rule:province_approval"}),
        ({"contribution": "major", "amounts": ["20000001"]}, {"province_approves"}, set()),
        ({"contribution": "major", "amounts": ["20000001"]}, {"supreme_approves"}, {"rule:province_approval"}),
        ({"contribution": "special", "amounts": ["60000000"]}, {"province_approves"}, {"rule:supreme_approval"}),
        ({"contribution": "special", "amounts": ["60000000"]}, {"supreme_approves"}, set()),
        ({"contribution": "major", "earlier": "some", "paid_before": ["5000001"]}, set(), {"rule:province_approval"}),
    ],
)
def test_a_reward_is_decided_with_the_approval_of_its_sum(
    changed: dict[str, str | list[str]], done: set[str], missing: set[str]
) -> None:
    given_ = Given(known=proposal(**changed), done=frozenset(done | {"propose"}))
    found = lives.life("reward").check("proposed", "decide", "chief_prosecutor", given_)
    assert {point.code for point in found} == missing


@pytest.mark.parametrize("amount", ["0", "-1", "1.5", "三十万", "", "1e9", "٣", "9" * 16, "07"])
def test_an_amount_is_whole_fen_in_digits(amount: str) -> None:
    with pytest.raises(InvalidFacts) as error:
        lives.life("reward").check("examining", "propose", "intake_officer", Given(facts={"amounts": [amount]}))
    assert error.value.field == "amounts" and (not amount or amount not in str(error.value))


def test_who_stayed_anonymous_becomes_a_named_reporter_with_what_follows() -> None:
    life = lives.life("report")
    three: dict[str, str | list[str]] = {
        "given_by": "reporter", "elements": ["name", "contact", "acknowledged"], "named": "yes",
    }  # fmt: skip
    anonymous = {"mode": "anonymous"}
    assert life.take("verifying", "become_named", "intake_officer", Given(three, anonymous)).id == "verifying"
    for wrong in ({"elements": ["name", "contact"]}, {"given_by": "learned"}, {"named": "no"}):
        assert life.check("verifying", "become_named", "intake_officer", Given({**three, **wrong}, anonymous))
    known, done = {**anonymous, **three}, frozenset({"become_named"})
    weighed: dict[str, str | list[str]] = {"weighed": ["nature", "degree", "impact"], "level": "low"}
    assess = Given(weighed, known, papers=frozenset({"risk_assessment"}), done=done)
    assert life.check("verifying", "assess_risk", "intake_officer", assess) == ()
    close = Given({"result": "crime"}, known, done=done)
    assert {p.code for p in life.check("verifying", "close", "intake_officer", close)} == {"step:make_plan"}
    planned = Given({"result": "crime"}, known, done=done | {"assess_risk", "make_plan"})
    assert life.take("verifying", "close", "intake_officer", planned).id == "closed"


@pytest.mark.parametrize(
    ("done_by", "consequence", "passes"),
    [
        ("bailed", ["arrest", "criminal", "discipline"], True),
        ("bailed", ["criminal"], False),
        ("watched", ["security_penalty"], False),
        ("watched", ["detention", "discipline"], True),
        ("other", ["discipline", "criminal"], True),
        ("other", ["arrest"], False),
        ("other", ["none", "discipline"], False),
        ("bailed", ["none"], True),
    ],
)
def test_the_consequences_of_retaliation_stand_beside_each_other(
    done_by: str, consequence: list[str], passes: bool
) -> None:
    given_ = Given({"retaliation_kind": ["violence"], "done_by": done_by, "consequence": consequence})
    for kind in ("report", "reporter_protection"):
        missing = lives.life(kind).check("verifying", "record_retaliation", "intake_officer", given_)
        assert (not missing) == passes


def test_after_an_assault_liability_is_coordinated_and_nothing_settled() -> None:
    life = lives.life("rights_application")
    for coordinated, passes in ((["liability"], True), (["understanding"], True), (["liability", "mediation"], False)):
        given_ = Given(
            {"harm": "below", "unit_agrees": "yes", "coordinated": coordinated}, {"behaviour": "assault"}
        )  # fmt: skip
        assert (not life.check("accepted", "coordinate_liability", "rights_officer", given_)) == passes
