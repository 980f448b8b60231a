"""Staff at the desk's port, for tests: signs in with a demo account and talks through the desk's chat."""

from __future__ import annotations

import re

import httpx

from tests.client import Person
from tests.running import Running

ROLE_OF = {"officer": "police_officer", "hotline": "hotline"}


def password_of(role: str, system: Running) -> tuple[str, str]:
    """Name and password of the demo account of a role, as the first start printed them."""
    found = re.search(rf"^\s*(\S+)\s+(\S+)\s+{role}\b", system.first_start, re.MULTILINE)
    assert found, f"no demo account of role {role} was printed"
    return found[1], found[2]


def sign_in(role: str, http: httpx.Client, system: Running) -> httpx.Client:
    """Sign a client in; raises AssertionError when the desk refuses."""
    name, password = password_of(role, system)
    page = http.get(f"{system.desk}/signin")
    token = re.search(r'name="csrf" value="([^"]+)"', page.text)
    reply = http.post(
        f"{system.desk}/signin",
        data={"name": name, "password": password, "csrf": token[1] if token else ""},
        headers={"Origin": system.desk},
    )
    assert reply.status_code in {302, 303}, f"{reply.status_code} {reply.text[:300]}"
    return http


def arrives_as(way_in: str, http: httpx.Client, system: Running) -> Person:
    """An officer or hotline staff in the desk's chat."""
    sign_in(ROLE_OF[way_in], http, system)
    return Person.arrives(http, f"{system.desk}/staff")
