"""The status view tells the last days, records that it told them, and says both days when one has moved."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from actions import data
from actions.speech import Spoken
from actions.status import StatusForm
from rules import deadlines as law
from rules.reference import Ref
from store.cases import CaseView
from store.clock import ZONE
from store.told import Moved, Told
from tests.running import ROOT

RESPONSES = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
AT = datetime(2027, 3, 1, 9, 0, tzinfo=ZONE)


@dataclass
class Heard:
    """What a visit says, as the person reads it."""

    words: list[str] = field(default_factory=list)
    way_in: str = "web"

    def say(self, response: str, **values: Spoken) -> None:
        text: str = RESPONSES[response][0]["text"]
        self.words.append(text.format(**{name: value.shown() for name, value in values.items()}))


def view(*, moved: tuple[Moved, ...] = (), untold: bool = False, kinds: tuple[str, ...] = ()) -> CaseView:
    """A case with periods of these kinds from 1 March 2027."""
    return CaseView(
        "k_1", "rights_application", "维护执法权威申请", "1", "received", "已收到", AT, AT, "…", Ref.parse("3:31"), False,
        [law.reckon(kind, AT.date()) for kind in kinds], False, None, moved, untold,
    )  # fmt: skip


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Opens the status view of a case; returns what was said and how often something was written before."""

    def opened(case: CaseView) -> tuple[list[str], list[str]]:
        heard, written = Heard(), []

        async def read(_work: object) -> CaseView:
            return case

        async def write(work: Any) -> None:
            monkeypatch.setattr("store.told.tell", lambda _s, case_id, via: written.append(f"{case_id} {via}"))
            assert not any("最迟" in words for words in heard.words)  # noted first, said then
            work(None)

        monkeypatch.setattr(data, "read", read)
        monkeypatch.setattr(data, "write", write)
        monkeypatch.setattr(StatusForm, "end", lambda _self, _visit: [])
        form = StatusForm.__new__(StatusForm)
        asyncio.run(form.opened(heard, SimpleNamespace(id="k_1", must_change=False)))  # type: ignore[arg-type]
        return heard.words, written

    return opened


def test_a_day_is_noted_as_told_and_said(ask: Any) -> None:
    words, written = ask(view(untold=True, kinds=("answer_application",)))
    assert written == ["k_1 status"]
    assert any("暂定最迟 2027年3月4日" in line for line in words)
    assert ask(view(kinds=("answer_application",)))[1] == []


def test_a_duty_without_days_is_said_without_a_date(ask: Any) -> None:
    words, _ = ask(view(kinds=("verify_danger",)))
    [line] = [line for line in words if "核实举报人的危险" in line]
    assert "迅速" in line and "《关于保护、奖励职务犯罪举报人的若干规定》第八条第一款" in line and "2027" not in line


def test_a_day_that_moved_is_said_with_the_one_told_and_why(ask: Any) -> None:
    told = Told("answer_application", date(2027, 3, 4), False, "person", "status", None, AT)
    refs = (Ref.parse("3:31"),)
    one = Moved(
        1, "answer_application", "答复申请人", refs, told, date(2027, 3, 5), False, told.due, "calendar_changed"
    )
    words, _ = ask(view(moved=(one,)))
    [line] = [line for line in words if "告诉您的是" in line]
    for part in (
        "2027年3月1日",
        "是 2027年3月4日",
        "出来是 2027年3月5日",
        "放假安排有调整",
        "按 2027年3月4日 算",
        "第三十一条",
    ):
        assert part in line
