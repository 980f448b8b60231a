"""`python -m desk.first_start`: on first start, a desk key with its passphrase and one demo account a role.

Every secret is shown once and never again: on a terminal. Where the output goes elsewhere (a file, a log, a pipe that
others can read) it names a file of its own instead, `run/first_start.txt` (0600) in the data folder, to be copied and
deleted. The passphrase also goes to `run/desk_passphrase` (0600), so that one machine starts without questions; an
office removes that file, keeps the passphrase elsewhere and gives it as `SHOUKOU_DESK_KEY_PASSPHRASE` or types it at
the desk.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from desk.keyring import Keyring
from store import staff
from store.database import Store
from store.settings import Settings, get_settings, private_dir, secret_file

TOLD = "first_start.txt"


def make_key(settings: Settings, store: Store) -> None:
    """Make the desk's key if there is none, publish it and show passphrase and recovery code."""
    if Keyring.exists(settings.keys_dir):
        return
    given = settings.desk_key_passphrase
    # Where they go is open before they are made: no secret may be made and then be lost.
    with _once(settings, "已生成内部工作台的密钥") as out:
        passphrase = given.get_secret_value() if given else secret_file(settings.run_dir / "desk_passphrase")
        ring, code = Keyring.create(settings.keys_dir, passphrase)
        with store.begin() as s:
            ring.publish(s)
        print("以下两样只显示这一次，请分开保管：", file=out)
        if given is None:
            print(f"  密钥口令  {passphrase}", file=out)
        print(f"  恢复码    {code}", file=out)


def make_accounts(settings: Settings, store: Store) -> None:
    """Make the demo accounts when there is no account at all, and show their passwords."""
    with store.read() as s:
        if staff.any_there(s):
            return
    with _once(settings, "已建演示账号") as out:
        with store.begin() as s:
            made = staff.create_demo(s)
        print("密码只显示这一次：", file=out)
        print("  名称                       密码                岗位", file=out)
        for role, (name, password) in made.items():
            print(f"  {name:<26} {password:<19} {role} {staff.ROLES[role]}", file=out)


@contextmanager
def _once(settings: Settings, what: str) -> Iterator[TextIO]:
    """Where secrets are written: the terminal, or, without one, a file that only this user reads, which is named."""
    if sys.stdout.isatty():
        print(f"{what}。")
        yield sys.stdout
        return
    path = private_dir(settings.run_dir) / TOLD
    with _private(path) as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    print(f"{what}。口令和密码没有显示在这里，写在 {path}（只有本用户能读）：抄好以后请删掉这个文件。")


def _private(path: Path) -> TextIO:
    """A file to add to that nobody else can read, made so from the first moment; never somebody's link."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
    os.fchmod(number, 0o600)
    return os.fdopen(number, "a", encoding="utf-8")


def main() -> None:
    """Make what is missing."""
    settings = get_settings()
    store = Store()
    make_key(settings, store)
    make_accounts(settings, store)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
