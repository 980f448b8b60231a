"""`desk.cli audit …`: whether the chain of records holds, and the records."""

from __future__ import annotations

from typing import Annotated

import typer

from desk import dossier
from desk.commands.cases import As
from desk.commands.session import office, sign_in, stop
from desk.wording import BROKEN, action, moment, outcome
from store import audit

app = typer.Typer(help="审计：核对记录、查看记录。", no_args_is_help=True)


@app.command()
def verify(
    head: Annotated[str, typer.Option(help="另外记下的末条，写作 序号:哈希；用来发现末尾被截去。")] = "",
) -> None:
    """核对全部记录是否首尾相连；不完整时指出第一处，以代码1结束。不需要登录，也不显示记录。"""
    noted = None
    if head:
        number, _, digest = head.partition(":")
        if not number.isdigit() or len(digest) != 64:
            stop("--head 应当写作 序号:哈希（64位）。")
        noted = audit.Head(int(number), digest)
    desk = office()
    with desk.store.read() as s:
        broken = audit.verify(s, noted)
        last = audit.head(s)
    if broken is not None:
        stop(f"记录链不完整：第 {broken.seq} 条{BROKEN[broken.reason]}。请保全现场并报告。")
    typer.echo(f"全部 {last.seq} 条记录首尾相连，没有发现改动。")
    typer.echo(f"末条 {last.seq}:{last.hash}")


@app.command()
def show(
    as_: As,
    subject: Annotated[str, typer.Option(help="只看一个对象，如 case:k_…")] = "",
    limit: Annotated[int, typer.Option(help="最多几条。")] = 100,
    before: Annotated[int | None, typer.Option(help="只看这个序号之前的。")] = None,
) -> None:
    """记录，新的在前。只供审计员。"""
    clerk = sign_in(as_)
    if clerk.staff.role != "auditor":
        stop("只有审计员可以查看全部记录；一件案件的记录见 cases show。")
    with clerk.office.store.read() as s:
        found = list(audit.records(s, subject or None, limit, before))
        names = dossier.names(s, {x for one in found for x in (one.actor, one.subject, one.outcome)})
    for one in found:
        who, what = names.get(one.actor, one.actor), names.get(one.subject, one.subject)
        typer.echo(f"{one.seq}  {moment(one.at)}  {who}  {action(one)}  {what}  {outcome(one, names)}")
