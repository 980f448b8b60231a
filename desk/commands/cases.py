"""`desk.cli cases …`: list, show, open, step, approve, answer; and what is due."""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from desk import answering, dossier, files, handling, opening
from desk.commands.session import Clerk, sign_in, stop, told
from desk.keyring import OpenError
from desk.wording import STATES, action, cite, day, left, moment, outcome
from docs_gen.documents import KINDS
from rules.lives import Step
from rules.outcome import Point
from store import access, agenda, cases, statuses
from store import staff as accounts
from store.clock import now
from store.receipts import group

app = typer.Typer(help="案件：列表、查看、打开、办理、批准、答复。", no_args_is_help=True)
As = Annotated[str, typer.Option("--as", help="登录名称；密码取自环境变量 SHOUKOU_DESK_PASSWORD，没有则询问。")]
Which = Annotated[str, typer.Argument(help="案件编号（k_…）或者12位举报编号。")]


@app.command("list")
def list_cases(
    as_: As,
    kind: Annotated[str, typer.Option(help="只看一类案件。")] = "",
    status: Annotated[str, typer.Option(help="只看一种状态。")] = "",
    closed: Annotated[bool, typer.Option("--closed", help="包括已办结的。")] = False,
    limit: Annotated[int, typer.Option(help="最多几件。")] = 50,
) -> None:
    """您的岗位能看到的案件：紧急的在前，然后按期限、提交时间。"""
    clerk = sign_in(as_)
    visible = statuses.visible_to(clerk.staff.role)
    if kind and kind not in visible:
        stop(f"没有您能看到的这类案件。可以是：{'、'.join(visible) or '无'}。")
    with clerk.office.store.read() as s:
        found = cases.listed(
            s,
            (kind,) if kind else visible,
            status=status or None,
            open_only=not closed and not status,
            limit=limit,
        )
    for case in found:
        typer.echo(_line(case))
    typer.echo(f"共 {len(found)} 件。")


def _line(case: cases.Listed) -> str:
    due = f"期限 {day(case.due)}（{left(case.due, now().date())}）" if case.due else "没有期限"
    urgent = "【紧急】" if case.urgent else ""
    return f"{case.id}  {group(case.number)}  {urgent}{statuses.kind(case.kind).title}  {case.status_title}  {due}"


@app.command("explain")
def explain_case(which: Which, as_: As) -> None:
    """依照规定：什么适用、为什么，什么不适用，还缺什么，附条文原文。不含封存的内容。"""
    clerk = sign_in(as_)
    with clerk.office.store.read() as s:
        d = dossier.gather(s, clerk.case(s, which).id, clerk.staff)
    typer.echo(d.explanation or "这类案件没有可以直接适用的规定。")


@app.command()
def show(which: Which, as_: As) -> None:
    """一件案件：状态、期限、事实、规定、关联、文书。不含封存的内容。"""
    clerk = sign_in(as_)
    with clerk.office.store.read() as s:
        d = dossier.gather(s, clerk.case(s, which).id, clerk.staff)
    typer.echo(_line(d.case))
    for fact in d.facts:
        typer.echo(f"  {fact.title}：{'、'.join(fact.chosen)}")
    titles = "、".join(item.title + (f"（{item.count}个）" if item.kind == "files" else "") for item in d.sealed)
    typer.echo(f"已封存：{titles or '无'}")
    for event in d.events:
        refs = "、".join(cite(ref) for ref in event.refs)
        status = f" → {event.status_title}" if event.status_title not in ("", event.title) else ""
        approver = f"，{d.names.get(f'staff:{event.approver}', '')}批准" if event.approver else ""
        who = d.names.get(event.actor, event.actor)
        typer.echo(f"经过：{event.title}{status}  {day(event.day)}  {who}{approver}（{refs}）")
        for fact_title, chosen in event.facts:
            typer.echo(f"    {fact_title}：{'、'.join(chosen)}")
    for asked in d.requests:
        options = "、".join(f"{option} {words}" for option, words in asked.options.items())
        typer.echo(
            f"举报人提出：{asked.id}  {asked.title}，{moment(asked.at)}，{asked.decided or f'等待决定（{options}）'}"
        )
    for period in d.periods:
        one = period.deadline
        when = f"{day(one.due)}{'（暂定）' if one.provisional else ''}"
        if one.at_once:
            when = f"自{day(one.base)}"
        refs = "、".join(cite(ref) for ref in one.refs)
        effect = f"；{one.effect_zh}" if one.effect_zh else ""
        typer.echo(f"期限：{one.title_zh} {one.length_zh}，{when}，{STATES[period.state]}（{refs}）{effect}")
    if d.outcome:
        typer.echo(f"依照规定：{d.outcome.text}（{'、'.join(cite(ref) for ref in d.outcome.refs)}）")
        _points("由谁批准", [d.outcome.approver] if d.outcome.approver else [])
        _points("还缺", list(d.outcome.missing))
        _points("理由", list(d.outcome.reasons))
        _points("请注意", list(d.outcome.notes))
    for other in d.linked:
        typer.echo(f"关联：{_line(other.case) if other.case else other.kind_title + '（由其他部门办理）'}")
    for paper in d.papers:
        typer.echo(
            f"文书：{paper.id}  {KINDS[paper.kind].title}{'' if paper.finished else '（草稿）'}  "
            f"{moment(paper.made_at)}"
        )
    for approval in d.approvals:
        whom = d.names.get(f"staff:{approval.for_staff}", "举报中心专人") if approval.for_staff else "举报中心专人"
        typer.echo(f"批准：{d.names.get(f'staff:{approval.approver}', '')} 批准{whom}打开，{moment(approval.at)}")
    if d.answer:
        typer.echo(f"答复（{moment(d.answer.at)}）：{d.answer.text}")
    for record in d.history:
        said = outcome(record, dict(d.names))
        typer.echo(f"记录：{moment(record.at)} {d.names.get(record.actor, record.actor)} {action(record)}（{said}）")


def _points(title: str, points: list[Point]) -> None:
    for one in points:
        typer.echo(f"  {title}：{one.text}（{'、'.join(cite(ref) for ref in one.refs)}）")


@app.command("open")
def open_case(
    which: Which,
    as_: As,
    save: Annotated[Path | None, typer.Option(help="把附件（去除元数据）存到这个文件夹。")] = None,
    original: Annotated[bool, typer.Option("--original", help="附件存原件，带有元数据。")] = False,
) -> None:
    """打开封存的内容（举报须经检察长批准）。每次打开都会记录。"""
    clerk = sign_in(as_)
    with clerk.office.store.read() as s:
        case = clerk.case(s, which)
    office = clerk.unlocked()
    with told():
        for item in opening.open_case(office, case.id, clerk.staff):
            typer.echo(f"【{item.title}】{item.text or ''}")
            if item.days:
                typer.echo(f"  按说话当天理解：{day(item.days[0])}至{day(item.days[1])}")
            if item.file:
                typer.echo(f"  {item.file['name']}（{item.file['size']} 字节）")
                if save is not None:
                    _save(clerk, case, item.id, save, original)
            if item.problem:
                typer.secho(f"  {item.problem}", fg="red")


def _save(clerk: Clerk, case: cases.Listed, item_id: str, folder: Path, original: bool) -> None:
    try:
        name, data = opening.open_file(clerk.office, case.id, item_id, clerk.staff)
    except OpenError as error:
        typer.secho(f"  {opening.why(error)}", fg="red")
        return
    seen = files.look(data, name)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{case.number}_附件_{item_id[-4:]}.{seen.extension}"
    path.touch(mode=0o600)
    path.write_bytes(data if original else seen.data)
    typer.echo(f"  已存为 {path}。{seen.warning}")


@app.command()
def step(
    which: Which,
    as_: As,
    wanted: Annotated[str, typer.Argument(help="步骤；不写则列出可以办理的，和各自还缺什么。")] = "",
    facts: Annotated[list[str], typer.Option("--fact", help="这一步要写明的，写作 名称=答案，可以多次。")] = [],  # noqa: B006
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="哪一天；不写则今天。")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="期限到哪一天（如禁止令）。")] = None,
) -> None:
    """办理一个步骤：从案件现在的状态可以办理的里选。"""
    clerk = sign_in(as_)
    with clerk.office.store.read() as s:
        case = clerk.case(s, which)
        steps = handling.steps(s, case, clerk.staff)
    if not wanted:
        for one in steps:
            _step_lines(one)
        return
    found = next((one.step for one in steps if one.step.id == wanted), None)
    answers = _facts(found, facts) if found else {}
    try:
        with clerk.office.store.begin() as s:
            taken = handling.take(
                s, case, wanted, clerk.staff, answers, on.date() if on else None, until.date() if until else None
            )
    except handling.Refusal as refusal:
        typer.secho(refusal.words, err=True, fg="red")
        for point in refusal.missing:
            typer.echo(f"  还缺：{point.text}（{'、'.join(cite(ref) for ref in point.refs)}）", err=True)
        raise typer.Exit(1) from None
    except KeyError:
        stop(f"没有这个步骤。可以是：{'、'.join(one.step.id for one in steps) or '无'}。")
    typer.echo(f"已办理，状态：{taken.title}")


def _step_lines(one: handling.Shown) -> None:
    target = f" → {one.status.title}" if one.status else ""
    who = "" if one.may else f"，由{one.who}办理"
    refs = "、".join(cite(ref) for ref in one.step.refs)
    typer.echo(f"{one.step.id}  {one.step.title}{target}{who}（{refs}）")
    for fact in one.step.asks:
        must = "" if fact.id in one.needed else "（选填或者视情况）"
        options = "元" if fact.amount else "|".join(f"{option}:{title}" for option, title in fact.options.items())
        typer.echo(f"    --fact {fact.id}=…  {fact.title}{must}：{options}")
    if one.step.term:
        typer.echo(f"    --until  期限到哪一天{'' if one.step.term == 'required' else '（选填）'}")
    for point in one.missing:
        typer.echo(f"    还缺：{point.text}（{'、'.join(cite(ref) for ref in point.refs)}）")


def _facts(wanted: Step, pairs: list[str]) -> dict[str, str | list[str]]:
    several = {fact.id for fact in wanted.asks if fact.multiple}
    money = {fact.id for fact in wanted.asks if fact.amount}
    found: dict[str, str | list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            stop(f"--fact 应当写作 名称=答案：{name}")
        if name in money:
            try:
                (value,) = handling.in_fen([value], name)
            except (handling.Refusal, ValueError):
                stop(f"{name} 写作数字，单位是元，最多两位小数；多人的写多个 --fact。")
        if name in several:
            before = found.get(name, [])
            found[name] = [*before, value] if isinstance(before, list) else [value]
        else:
            found[name] = value
    return found


@app.command("approve-step")
def approve_step(
    which: Which,
    wanted: Annotated[str, typer.Argument(help="步骤，见 cases step。")],
    as_: As,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="撤回还没有用过的批准。")] = False,
) -> None:
    """负责人批准下级要办理的一个步骤，或者撤回批准。"""
    clerk = sign_in(as_)
    with told(), clerk.office.store.begin() as s:
        case = clerk.case(s, which)
        try:
            if withdraw:
                typer.echo(f"已撤回 {cases.withdraw_step_approval(s, case.id, wanted, clerk.staff)} 项批准。")
                return
            cases.approve_step(s, case.id, wanted, clerk.staff)
        except KeyError:
            stop("没有这个步骤。")
    typer.echo("已批准。")


@app.command()
def reward(which: Which, as_: As) -> None:
    """开始办理一件举报的奖励（《举报人保护规定》第十九条）：申请的或者依职权的。"""
    clerk = sign_in(as_)
    with told(), clerk.office.store.begin() as s:
        case = clerk.case(s, which)
        try:
            made = cases.begin_reward(s, case.id, clerk.staff)
        except ValueError:
            stop("奖励只给举报。")
    typer.echo(f"已开始：{made}")


@app.command()
def decide(
    which: Which,
    wanted: Annotated[int, typer.Argument(help="举报人提出的哪一项，见 cases show。")],
    decision: Annotated[str, typer.Argument(help="continued、stopped（撤回请求）；noted（匿名改实名）。")],
    as_: As,
) -> None:
    """对举报人凭编号和密码提出的（撤回、改实名）作出决定；决定本身不改变案件状态。"""
    clerk = sign_in(as_)
    with told(), clerk.office.store.begin() as s:
        case = clerk.case(s, which)
        try:
            done = cases.decide_request(s, case.id, wanted, decision, clerk.staff)
        except KeyError:
            stop("没有这一项，或者不能这样决定。")
    typer.echo(f"已决定：{done.decided}")


@app.command("applicant-caused")
def applicant_caused(
    which: Which, as_: As, undo: Annotated[bool, typer.Option("--undo", help="取消标记。")] = False
) -> None:
    """标记因申请人原因无法答复：期满不视为受理（《嘉兴维权细则》第三十一条）。"""
    clerk = sign_in(as_)
    with told(), clerk.office.store.begin() as s:
        cases.mark_applicant_caused(s, clerk.case(s, which).id, clerk.staff, not undo)
    typer.echo("已取消标记。" if undo else "已标记。")


@app.command()
def approve(
    which: Which,
    as_: As,
    officer: Annotated[str, typer.Option("--for", help="只批准这个人（登录名称）；不写则批准专人全体。")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="撤回全部批准。")] = False,
) -> None:
    """检察长批准打开一件举报，或者撤回批准（规定 2 第五条第二项）。"""
    clerk = sign_in(as_)
    with told(), clerk.office.store.begin() as s:
        case = clerk.case(s, which)
        if withdraw:
            typer.echo(f"已撤回 {access.withdraw(s, case.id, clerk.staff)} 项批准。")
            return
        wanted = next((one for one in accounts.listed(s) if one.name == officer), None)
        if officer and (wanted is None or wanted not in dossier.officers(s, dossier.kind_of(case))):
            stop("没有批准：这个人不是能打开这类案件的专人。")
        access.approve(s, case.id, clerk.staff, wanted.id if wanted else None)
    typer.echo("已批准。")


@app.command()
def answer(
    which: Which,
    as_: As,
    text: Annotated[str, typer.Option(help="答复；不写则从标准输入读。")] = "",
    send: Annotated[bool, typer.Option("--send", help="核对后发出；不写只核对。")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="撤回答复。")] = False,
) -> None:
    """给当事人的答复：与打开的内容核对，不涉及举报内容才发出。"""
    clerk = sign_in(as_)
    with clerk.office.store.read() as s:
        case = clerk.case(s, which)
    with told():
        if withdraw:
            with clerk.office.store.begin() as s:
                typer.echo(f"已撤回 {cases.withdraw_answer(s, case.id, clerk.staff)} 次答复。")
            return
        words = (text or sys.stdin.read()).strip()
        try:
            found = (answering.send if send else answering.check)(clerk.unlocked(), case.id, words, clerk.staff)
        except ValueError:
            stop(f"答复是空的，或者超过{answering.LONGEST}字。")
    if found:
        stop(f"没有发出：答复涉及举报的具体内容（《举报人保护规定》第五条第七项），请去掉：{'、'.join(found)}")
    typer.echo("已发出。" if send else "没有发现涉及举报内容的词，可以用 --send 发出。")


def due(as_: As, days: Annotated[int, typer.Option(help="几天之内。")] = 7) -> None:
    """期限：几天之内到期的和已经过期的。"""
    clerk = sign_in(as_)
    today = now().date()
    with clerk.office.store.read() as s:
        found = agenda.due_by(s, statuses.visible_to(clerk.staff.role), today + timedelta(days=days), agenda.WHOLE)
    for one in found:
        typer.echo(f"{_due_line(one, today)}")
    typer.echo(f"共 {len(found)} 项。")


def _due_line(one: agenda.Due, today: date) -> str:
    provisional = "（暂定）" if one.deadline.provisional else ""
    refs = "、".join(cite(ref) for ref in one.deadline.refs)
    when = f"{day(one.deadline.due)}{provisional}  {left(one.deadline.due, today)}"
    if one.deadline.at_once:
        when = f"{one.deadline.word}  自{day(one.deadline.base)}"
    return f"{when}  {one.deadline.title_zh}（{refs}）  {group(one.case.number)}  {one.case.id}"
