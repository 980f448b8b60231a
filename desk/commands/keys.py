"""`desk.cli key …`: status, rotation, recovery, passphrase. Who holds the passphrase may; who did it is recorded."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desk.commands.cases import As
from desk.commands.session import Clerk, office, sign_in, stop
from desk.keyring import Keyring, KeyringError
from store import audit, keys
from store.staff import ROLES

app = typer.Typer(help="密钥：状态、更换、找回、口令。", no_args_is_help=True)
# Keys belong to who answers for the office.
HOLDERS = frozenset({"chief_prosecutor", "police_leader", "rights_committee"})


@app.command()
def status() -> None:
    """有哪些密钥，公布的是哪一把。不需要登录。"""
    desk = office()
    if not Keyring.exists(desk.settings.keys_dir):
        stop("还没有密钥。第一次启动时会生成（python -m desk.first_start）。")
    with desk.store.read() as s:
        try:
            current = keys.current(s).id
        except keys.NoKey:
            current = ""
    for path in sorted(desk.settings.keys_dir.glob("*.key.json")):
        name = path.name.removesuffix(".key.json")
        typer.echo(f"{name}{'  正在使用' if name == current else ''}")
    if not current:
        stop("没有公布任何密钥：现在不能收任何内容。解锁一次就会公布。")


@app.command()
def rotate(as_: As) -> None:
    """换一把新密钥；旧的留着，用来打开旧的内容。正在运行的工作台会自己读到新的。"""
    clerk = _holder(as_)
    ring = clerk.unlocked().keyring
    assert ring is not None
    key = ring.rotate()
    with clerk.office.store.begin() as s:
        ring.publish(s)
        audit.append(s, clerk.staff.actor, "key.rotate", f"key:{key.id}", "ok")
    typer.echo(f"新密钥 {key.id} 已经公布。")


@app.command()
def passphrase(as_: As) -> None:
    """更换密钥口令。"""
    clerk = _holder(as_)
    ring = clerk.unlocked().keyring
    assert ring is not None
    try:
        ring.change_passphrase(_new_passphrase())
    except KeyringError:
        stop("口令太短，至少12个字符。没有更换。")
    _record(clerk, "key.passphrase")
    _forget_kept(clerk)
    typer.echo("口令已经更换。")


@app.command()
def recover(as_: As, escrow: Annotated[Path | None, typer.Option(help="托管文件，放在别处时写明。")] = None) -> None:
    """口令丢失时：用恢复码找回密钥，设定新口令，并换一个恢复码。"""
    clerk = _holder(as_)
    code = typer.prompt("恢复码", hide_input=True)
    try:
        ring = Keyring.recover(clerk.office.settings.keys_dir, code, _new_passphrase(), escrow)
    except KeyringError:
        stop("没有找回：恢复码不对，或者新口令不到12个字符。")
    fresh = ring.new_escrow()
    with clerk.office.store.begin() as s:
        ring.publish(s)
    _record(clerk, "key.recover")
    _forget_kept(clerk)
    typer.echo(f"密钥已经找回。新的恢复码（只显示这一次，请与口令分开保管）：{fresh}")


def _holder(name: str) -> Clerk:
    clerk = sign_in(name)
    if clerk.staff.role not in HOLDERS:
        stop(f"密钥由负责人管理：{'、'.join(ROLES[role] for role in sorted(HOLDERS))}。")
    return clerk


def _new_passphrase() -> str:
    found: str = typer.prompt("新口令（至少12个字符）", hide_input=True, confirmation_prompt="再输一次")
    return found


def _record(clerk: Clerk, action: str) -> None:
    with clerk.office.store.begin() as s:
        audit.append(s, clerk.staff.actor, action, "desk", "ok")


def _forget_kept(clerk: Clerk) -> None:
    """The passphrase that the first start left for one machine is void now."""
    kept = clerk.office.settings.run_dir / "desk_passphrase"
    if kept.exists():
        kept.unlink()
        typer.echo("首次启动留下的口令文件已删除：以后启动后要在工作台输入口令，或者设 SHOUKOU_DESK_KEY_PASSPHRASE。")
