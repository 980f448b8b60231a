"""`desk.cli cases …`: list, show, open, status, approve, answer; and what is due."""

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
from rules.outcome import Point
from store import access, agenda, cases, statuses
from store import staff as accounts
from store.clock import now
from store.receipts import group

app = typer.Typer(help="案件：列表、查看、打开、状态、批准、答复。", no_args_is_help=True)
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
        ref = cite(d.kind.statuses[event.status].ref)
        typer.echo(f"状态：{event.title}  {moment(event.at)}  {d.names.get(event.actor, event.actor)}（{ref}）")
    for period in d.periods:
        one = period.deadline
        when = f"{day(one.due)}{'（暂定）' if one.provisional else ''}"
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
def status(
    which: Which,
    as_: As,
    new: Annotated[str, typer.Argument(help="新的状态；不写则列出可以设定的。")] = "",
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="哪一天；不写则今天。")] = None,
) -> None:
    """设定状态，从允许的状态里选。"""
    clerk = sign_in(as_)
    with clerk.office.store.read() as s:
        case = clerk.case(s, which)
        steps = handling.steps(s, case, clerk.staff)
    if not new:
        for step in steps:
            paper = f"（先做《{KINDS[step.paper].title}》）" if step.waits and step.paper else ""
            typer.echo(f"{step.status.id}  {step.status.title}{paper}")
        return
    with told():
        try:
            with clerk.office.store.begin() as s:
                taken = handling.set_status(s, case.id, new, clerk.staff, on.date() if on else None)
        except handling.PaperFirst as first:
            stop(f"状态没有改。{first}依据：{first.ref.cite()}。")
        except KeyError:
            stop(f"没有这个状态。可以是：{'、'.join(step.status.id for step in steps) or '无'}。")
        except ValueError:
            stop("状态没有改。日期应在上一次状态的日期和今天之间。")
    typer.echo(f"状态已设为：{taken.title}")


@app.command("applicant-caused")
def applicant_caused(
    which: Which, as_: As, undo: Annotated[bool, typer.Option("--undo", help="取消标记。")] = False
) -> None:
    """标记因申请人原因无法答复：期满不视为受理（规定 3 第三十一条）。"""
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
        stop(f"没有发出：答复涉及举报的具体内容（规定 2 第五条第七项），请去掉：{'、'.join(found)}")
    typer.echo("已发出。" if send else "没有发现涉及举报内容的词，可以用 --send 发出。")


def due(as_: As, days: Annotated[int, typer.Option(help="几天之内。")] = 7) -> None:
    """期限：几天之内到期的和已经过期的。"""
    clerk = sign_in(as_)
    today = now().date()
    with clerk.office.store.read() as s:
        found = agenda.due_by(s, statuses.visible_to(clerk.staff.role), today + timedelta(days=days))
    for one in found:
        typer.echo(f"{_due_line(one, today)}")
    typer.echo(f"共 {len(found)} 项。")


def _due_line(one: agenda.Due, today: date) -> str:
    provisional = "（暂定）" if one.deadline.provisional else ""
    refs = "、".join(cite(ref) for ref in one.deadline.refs)
    when = f"{day(one.deadline.due)}{provisional}  {left(one.deadline.due, today)}"
    return f"{when}  {one.deadline.title_zh}（{refs}）  {group(one.case.number)}  {one.case.id}"
