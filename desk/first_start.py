"""`python -m desk.first_start`: on first start, a desk key with its passphrase and one demo account a role.

Every secret is printed once and never again. The passphrase also goes to `run/desk_passphrase` (0600) in the data
folder, so that one machine starts without questions; an office removes that file, keeps the passphrase elsewhere and
gives it as `SHOUKOU_DESK_KEY_PASSPHRASE` or types it at the desk.
"""

from __future__ import annotations

import sys

from desk.keyring import Keyring
from store import staff
from store.database import Store
from store.settings import Settings, get_settings, secret_file


def make_key(settings: Settings, store: Store) -> None:
    """Make the desk's key if there is none, publish it and print passphrase and recovery code."""
    if Keyring.exists(settings.keys_dir):
        return
    given = settings.desk_key_passphrase
    passphrase = given.get_secret_value() if given else secret_file(settings.run_dir / "desk_passphrase")
    ring, code = Keyring.create(settings.keys_dir, passphrase)
    with store.begin() as s:
        ring.publish(s)
    print("已生成内部工作台的密钥。以下两样只显示这一次，请分开保管：")
    if given is None:
        print(f"  密钥口令  {passphrase}")
    print(f"  恢复码    {code}")


def make_accounts(store: Store) -> None:
    """Make the demo accounts when there is no account at all, and print their passwords."""
    with store.begin() as s:
        made = staff.create_demo(s)
    if not made:
        return
    print("已建演示账号，密码只显示这一次：")
    print("  名称                       密码                岗位")
    for role, (name, password) in made.items():
        print(f"  {name:<26} {password:<19} {role} {staff.ROLES[role]}")


def main() -> None:
    """Make what is missing."""
    settings = get_settings()
    store = Store()
    make_key(settings, store)
    make_accounts(store)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
