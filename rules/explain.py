"""An outcome in words: what applied with its quotation, what did not and why, what is missing.

Bot, desk and documents explain themselves by the same function. Everything said comes from rules/data and the
regulations' text; nothing from a person.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from rules.deadlines import Deadline
from rules.outcome import Measure, Outcome, Point
from rules.reference import Ref, quote


@dataclass(frozen=True)
class Citation:
    """A provision: its reference, how it is cited (规定 1 第六条第二款) and its words as printed."""

    ref: Ref
    cite: str
    words: str


@dataclass(frozen=True)
class Statement:
    """A sentence or title with the provisions it rests on; the code is the outcome's."""

    code: str
    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Closed:
    """What did not apply: a measure, and each condition it still needs."""

    measure: Statement
    needs: tuple[Statement, ...]


@dataclass(frozen=True)
class Period:
    """A deadline in words: what, how long, the last day, whether 暂定, what follows when it passes, which reading."""

    code: str
    text: str
    effect: str
    note: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Explanation:
    """An outcome to be read.

    decision; applied: why, and the measures that are open; not_applied: closed measures with what they need;
    missing; approver; periods; documents; notes; sources: every provision once, in order of first mention.
    """

    decision: Statement
    applied: tuple[Statement, ...]
    open_measures: tuple[Statement, ...]
    not_applied: tuple[Closed, ...]
    missing: tuple[Statement, ...]
    approver: Statement | None
    periods: tuple[Period, ...]
    documents: tuple[Statement, ...]
    notes: tuple[Statement, ...]
    sources: tuple[Citation, ...]

    def text(self, *, quotations: bool = True) -> str:
        """The explanation as Chinese lines under short headings, each with its references.

        With `quotations`, the words of every provision follow once at the end.
        """
        lines = [f"结论：{_line(self.decision)}"]
        lines += _section("适用和理由", (_line(s) for s in self.applied))
        lines += _section("可以采取的措施", (_line(s) for s in self.open_measures))
        lines += _section("还不能采取的措施和原因", (_closed(c) for c in self.not_applied))
        lines += _section("还缺少", (_line(s) for s in self.missing))
        lines += _section("批准", [_line(self.approver)] if self.approver else [])
        lines += _section("期限", (_period(p) for p in self.periods))
        lines += _section("文书", (_line(s) for s in self.documents))
        lines += _section("说明", (_line(s) for s in self.notes))
        if quotations:
            lines += _section("条文", (f"{c.cite}：“{c.words}”" for c in self.sources))
        return "\n".join(lines)


def explain(outcome: Outcome) -> Explanation:
    """An outcome as an explanation: typed parts, each with reference and quotation."""
    return Explanation(
        decision=Statement(outcome.decision, outcome.text, _citations(outcome.refs)),
        applied=_statements(outcome.reasons),
        open_measures=tuple(_measure(m) for m in outcome.measures if m.open),
        not_applied=tuple(Closed(_measure(m), _statements(m.needs)) for m in outcome.measures if not m.open),
        missing=_statements(outcome.missing),
        approver=_statement(outcome.approver) if outcome.approver else None,
        periods=tuple(_as_period(d) for d in outcome.deadlines),
        documents=_statements(outcome.documents),
        notes=_statements(outcome.notes),
        sources=_citations(outcome.all_refs()),
    )


def _citations(refs: Iterable[Ref]) -> tuple[Citation, ...]:
    return tuple(Citation(ref, ref.cite(short=True), quote(ref)) for ref in dict.fromkeys(refs))


def _statement(point: Point) -> Statement:
    return Statement(point.code, point.text, _citations(point.refs))


def _statements(points: Iterable[Point]) -> tuple[Statement, ...]:
    return tuple(_statement(point) for point in points)


def _measure(measure: Measure) -> Statement:
    return Statement(measure.code, measure.title, _citations(measure.refs))


def _as_period(deadline: Deadline) -> Period:
    if deadline.at_once:  # a duty without a number of days has no last day to tell
        text = f"{deadline.title_zh}：{deadline.length_zh}"
    else:
        length = "" if deadline.unit == "decided" else f"{deadline.length_zh}，"
        moved = "，末日遇休息日，已顺延" if deadline.moved else ""
        tentative = "（暂定）" if deadline.provisional else ""
        text = f"{deadline.title_zh}：{length}至{_day(deadline.due)}{moved}{tentative}"
    return Period(deadline.kind, text, deadline.effect_zh, deadline.note_zh, _citations(deadline.refs))


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _cited(text: str, citations: tuple[Citation, ...]) -> str:
    """The sentence with its references in brackets, its full stop after them."""
    stop = "。" if text.endswith("。") else ""
    where = f"（{'；'.join(c.cite for c in citations)}）" if citations else ""
    return text.removesuffix("。") + where + stop


def _line(statement: Statement) -> str:
    return _cited(statement.text, statement.citations)


def _closed(closed: Closed) -> str:
    return f"{_line(closed.measure)}：{'；'.join(_line(need) for need in closed.needs)}"


def _period(period: Period) -> str:
    more = "。".join(part.removesuffix("。") for part in (period.effect, period.note) if part)
    return _cited(period.text, period.citations) + (f"。{more}。" if more else "")


def _section(title: str, lines: Iterable[str]) -> list[str]:
    body = [f"- {line}" for line in lines]
    return [f"{title}：", *body] if body else []
