"""Each regulation whole: enough cases, every applied article met by cases that differ, no article forgotten."""

from collections import Counter, defaultdict
from typing import Any

import pytest

from rules import coverage
from rules.outcome import Outcome
from rules.provision import REGISTRY
from rules.reach import uses
from rules.reference import Ref
from rules.texts import load
from tests.rules.test_rules_cases import cases_of, run

REGULATION = {"witness_protection": 1, "reporter_protection": 2, "police_rights": 3}
ENOUGH = 60


def said(outcome: Outcome | None) -> Any:
    """What an outcome says, without the days: two cases that differ only by date are the same case of law."""
    if not isinstance(outcome, Outcome):
        return outcome
    return (
        outcome.decision,
        outcome.codes(),
        outcome.approver.code if outcome.approver else None,
        frozenset((measure.code, measure.open) for measure in outcome.measures),
        frozenset(deadline.kind for deadline in outcome.deadlines),
    )


@pytest.mark.parametrize("module", REGULATION)
def test_a_regulation_has_enough_cases(module: str) -> None:
    cases = cases_of(module)
    assert len(cases) >= ENOUGH
    assert [title for title, times in Counter(case["case"] for case in cases).items() if times > 1] == []


@pytest.mark.parametrize("module", REGULATION)
def test_every_applied_article_is_met_by_cases_that_differ(module: str) -> None:
    """An article is met by a case that its words decide (`because`)."""
    met: dict[int, set[Any]] = defaultdict(set)
    for case in cases_of(module):
        ref = Ref.parse(case["because"]) if case.get("because") else None
        if ref is not None and ref.regulation == REGULATION[module]:
            met[ref.article].add(said(run(case["rule"], case["facts"])))
    applied = [article for regulation, article in coverage.applied() if regulation == REGULATION[module]]
    assert {article: len(met[article]) for article in sorted(applied) if len(met[article]) < 2} == {}


@pytest.mark.parametrize("regulation", REGULATION.values())
def test_every_article_is_accounted_for(regulation: int) -> None:
    applied, otherwise = coverage.applied(), coverage.not_applied()
    articles = {(regulation, article.number) for article in load(regulation).articles}
    assert {key for key in applied if key[0] == regulation} | {
        key for key in otherwise if key[0] == regulation
    } == articles
    assert all(otherwise[key][0] in coverage.HOW and otherwise[key][1] for key in articles & otherwise.keys())
    assert articles & applied.keys() & otherwise.keys() == set()


def test_the_coverage_page_is_fresh() -> None:
    assert coverage.PAGE.read_text(encoding="utf-8") == coverage.page()


def test_a_function_is_named_by_its_regulation_whatever_module_holds_it() -> None:
    page = coverage.page()
    assert "`witness_protection.scope`" in page
    assert "`deadlines." in page


def test_an_article_in_neither_place_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    without = {key: how for key, how in coverage.not_applied().items() if key != (1, 1)}
    monkeypatch.setattr(coverage, "not_applied", lambda: without)
    with pytest.raises(coverage.CoverageError):
        coverage.page()


def test_an_article_in_both_places_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = {**coverage.not_applied(), (1, 2): ("quoted", "twice")}
    monkeypatch.setattr(coverage, "not_applied", lambda: twice)
    with pytest.raises(coverage.CoverageError):
        coverage.page()


def test_what_nothing_in_the_product_reaches_is_listed_with_why_and_nothing_else_is() -> None:
    """A new function that applies a provision must run; one that runs by now leaves the list."""
    coverage.applied()
    tied = {name for names in REGISTRY.values() for name in names if name.startswith("rules.")}
    assert {name for name in tied if name not in uses()} == set(coverage.library_only())
    assert all(coverage.library_only().values())


def test_the_list_of_what_does_not_run_only_grows_shorter() -> None:
    assert len(coverage.library_only()) <= 72


def test_what_runs_is_read_through_re_exports_and_from_what_runs() -> None:
    assert uses()["rules.police_rights.inquiry.extension"] == ("步骤", "案件", "工作台")
    assert "步骤" in uses()["rules.witness_protection.ending.termination"]
    assert "rules.police_rights.organs.expert_group" not in uses()
