"""`desk.cli staff …`: accounts. A leader keeps those of their own office; everybody changes their own password."""

from __future__ import annotations

from typing import Annotated

import typer

from desk.commands.cases import As
from desk.commands.session import Clerk, office, sign_in, stop
from store import audit, staff
from store.staff import ROLES, Staff

app = typer.Typer(help="人员：账号、岗位、密码。", no_args_is_help=True)
# Whose accounts a leader keeps: 专人 are appointed (规定 2 第五条第一项), and by their own office only.
KEEPS: dict[str, frozenset[str]] = {
    "chief_prosecutor": frozenset({"chief_prosecutor", "intake_officer", "hotline", "auditor"}),
    "police_leader": frozenset(
        {"police_leader", "protection_officer", "police_officer", "rights_committee", "rights_officer", "auditor"}
    ),
    "rights_committee": frozenset({"rights_officer", "police_officer"}),
}


@app.command("list")
def list_staff(as_: As) -> None:
    """在用的账号。"""
    clerk = sign_in(as_)
    keeps = KEEPS.get(clerk.staff.role, frozenset())
    with clerk.office.store.read() as s:
        found = [one for one in staff.listed(s) if one.role in keeps or one.id == clerk.staff.id]
    for one in found:
        typer.echo(f"{one.id}  {one.name}  {one.role}  {one.title}")


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="登录名称。")],
    role: Annotated[str, typer.Argument(help=f"岗位：{'、'.join(ROLES)}。")],
    as_: Annotated[str, typer.Option("--as", help="登录名称；还没有任何账号时不需要。")] = "",
    title: Annotated[str, typer.Option(help="显示的职务；不写则用岗位名称。")] = "",
) -> None:
    """建立账号。密码在提示后输入，至少10个字符。"""
    if role not in ROLES:
        stop(f"没有这个岗位。可以是：{'、'.join(ROLES)}。")
    desk = office()
    with desk.store.read() as s:
        first = not staff.listed(s)
    clerk = None if first else sign_in(as_)
    if clerk is not None:
        _may_keep(clerk, role)
    password = _new_password()
    try:
        with desk.store.begin() as s:
            made = staff.create(s, name, role, password, title or None)
            if clerk is not None:
                audit.append(s, clerk.staff.actor, "staff.create", f"staff:{made.id}", role)
    except ValueError:
        stop("没有建立：名称已经有人用，或者密码不到10个字符。")
    typer.echo(f"已建立 {made.id}：{made.name}（{made.title}）")


@app.command()
def deactivate(name: Annotated[str, typer.Argument(help="登录名称。")], as_: As) -> None:
    """停用账号；办过的事留在记录里。已登录的，几秒钟内退出。"""
    clerk = sign_in(as_)
    other = _find(clerk, name)
    _may_keep(clerk, other.role)
    if other.id == clerk.staff.id:
        stop("不能停用自己的账号。")
    with clerk.office.store.begin() as s:
        staff.deactivate(s, other.id, clerk.staff)
    typer.echo("已停用。")


@app.command()
def password(as_: As, name: Annotated[str, typer.Option("--for", help="替谁改；不写则改自己的。")] = "") -> None:
    """更换登录密码，至少10个字符。"""
    clerk = sign_in(as_)
    other = _find(clerk, name) if name else clerk.staff
    if other.id != clerk.staff.id:
        _may_keep(clerk, other.role)
    words = _new_password()
    try:
        with clerk.office.store.begin() as s:
            staff.set_password(s, other.id, words)
            if other.id != clerk.staff.id:
                audit.append(s, clerk.staff.actor, "staff.password", f"staff:{other.id}", "reset")
    except ValueError:
        stop("密码太短，至少10个字符。没有更换。")
    typer.echo("密码已经更换。")


def _find(clerk: Clerk, name: str) -> Staff:
    with clerk.office.store.read() as s:
        found = next((one for one in staff.listed(s) if one.name == name), None)
    if found is None:
        stop("没有这个账号。")
    return found


def _may_keep(clerk: Clerk, role: str) -> None:
    if role not in KEEPS.get(clerk.staff.role, frozenset()):
        stop("这个岗位的账号不由您管理。")


def _new_password() -> str:
    found: str = typer.prompt("新密码", hide_input=True, confirmation_prompt="再输一次")
    return found
