"""docs/lives.md: one state diagram a kind of case, drawn from the machines, and what each step asks.

`python -m rules.lives.diagram` writes it, `--check` says whether it is stale.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rules.deadlines import Period, period
from rules.lives import table
from rules.lives.guards import GUARDS
from rules.lives.machine import Life, life
from rules.lives.model import SYSTEM, Condition, FactNeed, PaperNeed, Step, StepNeed
from rules.parameters import all_parameters

PAGE = Path(__file__).parent.parent.parent / "docs" / "lives.md"
HEAD = """# 案件的一生

由 `python -m rules.lives.diagram` 从代码（`rules/lives/*.yaml` 和 `transitions` 状态机）画出；测试保证它不过时。
图里是改变状态的步骤，表里是全部步骤。标“（时间）”的由期限届满自动办理，其余由表里写明的人办理。
"""


def page() -> str:
    """The page as Markdown."""
    parts = [HEAD]
    for kind in table.kinds():
        one = life(kind)
        parts += [f"## {one.title}（`{kind}`）", "", *chart(one), "", *_states(one), "", *_steps(one), ""]
    return "\n".join(parts).rstrip() + "\n"


def chart(one: Life) -> list[str]:
    """A Mermaid state diagram: the transitions as the machine has them, self-loops left to the table."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{state.title}" as {state.id}' for state in one.states.values()]
    lines.append(f"    [*] --> {one.first.id}")
    for name, step in one.all_steps.items():
        for transition in one.machine.get_transitions(trigger=name):
            if step.target is not None:
                note = "（时间）" if step.automatic else ""
                lines.append(f"    {transition.source} --> {transition.dest}: {step.title}{note}")
    lines += [f"    {state.id} --> [*]" for state in one.states.values() if state.final]
    return [*lines, "```"]


def _states(one: Life) -> list[str]:
    rows = ["| 状态 | 对当事人说接下来 | 依据 |", "| --- | --- | --- |"]
    return rows + [
        f"| {s.title}{'（终）' if s.final else ''} | {s.next} | {s.ref.cite(short=True)} |" for s in one.states.values()
    ]


def _steps(one: Life) -> list[str]:
    rows = ["| 步骤 | 从 → 到 | 由谁 | 要有 | 产生 | 依据 |", "| --- | --- | --- | --- | --- | --- |"]
    return rows + [f"| {' | '.join(_step(one, step))} |" for step in one.all_steps.values()]


def _step(one: Life, step: Step) -> tuple[str, ...]:
    source = "、".join(one.states[name].title for name in step.source)
    target = one.states[step.target].title if step.target else "不变"
    roles = table.shared().roles
    who = "（时间）" if SYSTEM in step.by else "、".join(title for role, title in roles.items() if role in step.by)
    needs = [_need(one, need) for need in step.requires]
    if step.guard:
        needs.append(GUARDS[step.guard].text)
    if step.approval:
        needs.insert(0, f"{roles[step.approval.by]}批准{_when(one, step.approval.when)}")
    if step.term:
        needs.append("期限到哪一天" + ("（可以不写）" if step.term == "optional" else ""))
    papers = [f"《{table.shared().documents[name][0]}》" for name in step.documents]
    makes = papers + [f"告知{notice.to}" for notice in step.notices]
    makes += [f"期限开始：{_title(period(kind))}" for kind in one.starts(step)]
    return (
        step.title,
        f"{source} → {target}",
        who,
        "；".join(needs) or "无",
        "；".join(makes) or "无",
        "、".join(ref.cite(short=True) for ref in step.refs),
    )


def _title(one: Period) -> str:
    return one.title or all_parameters()[one.parameter][-1].title


def _need(one: Life, need: FactNeed | StepNeed | PaperNeed) -> str:
    text = f"《{table.shared().documents[need.document][0]}》" if isinstance(need, PaperNeed) else need.text
    return text + _when(one, need.when)


def _when(one: Life, when: Condition) -> str:
    parts = ["、".join(one.states[name].title for name in sorted(when.states)) + "时"] if when.states else []
    for name, values in when.facts.items():
        fact = one.facts[name]
        parts.append("、".join(title for value, title in fact.options.items() if value in values))
    return f"（{'，'.join(parts)}）" if parts else ""


def main(arguments: list[str]) -> int:
    """Write the page, or with --check compare it. Returns the exit code."""
    text = page()
    if "--check" in arguments:
        fresh = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        print("lives.md is fresh" if fresh else "lives.md is stale: run python -m rules.lives.diagram")
        return 0 if fresh else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
