"""Signing in and out with real accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from store import staff
from tests.desk.desk import Desk

PASSWORD = "a long password"


@pytest.fixture
def browser(desk: Desk) -> Iterator[TestClient]:
    with desk.office.store.begin() as s:
        staff.create(s, "wang", "intake_officer", PASSWORD)
    yield desk.stranger()


def sign_in(browser: TestClient, name: str, password: str) -> int:
    token = re.search(r'name="csrf" value="([^"]+)"', browser.get("/signin").text)
    assert token
    form = {"name": name, "password": password, "csrf": token[1]}
    return int(browser.post("/signin", data=form, follow_redirects=False).status_code)


def test_right_and_wrong(browser: TestClient) -> None:
    assert sign_in(browser, "wang", "wrong password") == 401
    assert sign_in(browser, "nobody", PASSWORD) == 401
    assert browser.get("/", follow_redirects=False).headers["location"] == "/signin"
    assert sign_in(browser, "wang", PASSWORD) == 303
    page = browser.get("/").text
    assert "举报中心专人 wang" in page
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token
    browser.post("/signout", data={"csrf": token[1]})
    assert browser.get("/", follow_redirects=False).headers["location"] == "/signin"


def test_without_the_forms_token(browser: TestClient) -> None:
    reply = browser.post("/signin", data={"name": "wang", "password": PASSWORD, "csrf": "x"}, follow_redirects=False)
    assert reply.status_code == 401


def test_the_cookie_is_for_this_site_only(browser: TestClient) -> None:
    sign_in(browser, "wang", PASSWORD)
    page = browser.get("/signin")
    cookie = page.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "secure" in cookie


def test_healthz_names_what_is_broken(desk: Desk) -> None:
    assert desk.stranger().get("/healthz").status_code == 200
    desk.office.keyring = None
    reply = desk.stranger().get("/healthz")
    assert reply.status_code == 503 and reply.json()["broken"] == ["key"]
