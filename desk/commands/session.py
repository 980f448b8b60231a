"""Who works at the command line: the same accounts, the same checks, the same records as on the web."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

import typer
from sqlalchemy.orm import Session

from desk import dossier
from desk.keyring import KeyringError
from desk.office import Office
from desk.opening import Locked, Refused
from desk.wording import REFUSALS
from store import cases, receipts, staff
from store.cases import NotAllowed
from store.database import Store
from store.settings import get_settings
from store.staff import Staff

PASSWORD = "SHOUKOU_DESK_PASSWORD"  # noqa: S105 - the name of an environment variable


@dataclass
class Clerk:
    """The office and whoever is signed in."""

    office: Office
    staff: Staff

    def case(self, s: Session, wanted: str) -> cases.Listed:
        """A case by its id or receipt number, if this person sees it. Stops when not."""
        try:
            if not wanted.startswith("k_"):
                found = cases.by_number(s, receipts.parse_number(wanted))
                wanted = found.id if found else ""
            return dossier.find(s, wanted, self.staff)
        except (KeyError, receipts.InvalidNumber):
            stop("没有您能看到的这个案件。")

    def unlocked(self) -> Office:
        """The office with its key unlocked; asks for the passphrase when it is not at hand. Stops when it is wrong."""
        if self.office.keyring is None and not self.office.unlock_at_start():
            try:
                self.office.unlock(typer.prompt("密钥口令", hide_input=True))
            except KeyringError:
                stop("口令不对，密钥没有打开。")
        return self.office


def stop(words: str) -> NoReturn:
    """Say why and end with code 1."""
    typer.secho(words, err=True, fg="red")
    raise typer.Exit(1)


def office() -> Office:
    """The office of the settings, its key locked."""
    return Office(get_settings(), Store())


def sign_in(name: str) -> Clerk:
    """Sign in by name; the password comes from the environment or a prompt. Stops when they do not fit."""
    desk = office()
    password = os.environ.get(PASSWORD) or typer.prompt("密码", hide_input=True)
    found = staff.authenticate(desk.store, name, password)
    if found is None:
        stop("名称和密码没有对上。")
    return Clerk(desk, found)


@contextmanager
def told() -> Iterator[None]:
    """What the desk refuses is said in a sentence, with its provision, and ends with code 1."""
    try:
        yield
    except Refused as error:
        ref = f"依据：{error.ref.cite()}。" if error.ref else ""
        stop(f"{REFUSALS[error.reason]}{ref}")
    except Locked:
        stop("密钥没有解锁。")
    except NotAllowed as error:
        stop("您的岗位不能办这一项。" if error.reason == "role" else "案件现在的状态不能办理这一步。")
