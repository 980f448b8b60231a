"""A desk for tests: the application, people at it, cases with content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi.testclient import TestClient

from desk.app import create_app
from desk.guard import COOKIE
from desk.office import Office
from store import access, audit, cases, vault
from store.cases import Submitted
from store.sealing import seal_file, seal_part
from store.staff import Staff
from tests.store.make import Maker

NAME = "刘建国"
FACTS = "2024年3月12日，教育局基建科科长刘建国在校舍工程招标中收受承包商陈富贵现金三十万元，地点在云山街42号茶楼。"
SECRETS = (NAME, "陈富贵", "云山街42号", "三十万元", "校舍工程", "教育局基建科")
REPORT = {"mode": "realname", "capacity": "individual", "acknowledge": "yes", "crime": "corruption"}
REPORT_TEXTS = {
    "name": "周晓梅",
    "contact": "13912345678",
    "party": f"{NAME}，教育局基建科科长",
    "facts": FACTS,
    "evidence": "有转账截图",
}
RIGHTS = {
    "applicant": "self",
    "position": "police",
    "on_duty": "yes",
    "ground": "infringed",
    "behaviour": "insult",
    "scene": "non_scene",
    "injury": "none",
    "lawyer": "no",
}
RIGHTS_TEXTS = {
    "name": "何振华",
    "unit": "城南派出所",
    "applicant_name": "何振华",
    "contact": "13800001111",
    "date": "上个月5号",
    "place": "城南路18号",
    "against": "马大勇",
    "facts": "执行传唤时，马大勇当众辱骂何振华，并录像发到网上。",
}
PROTECTION_REPORT = {
    "case_kind": "organised_crime",
    "role": "witness",
    "who": "self",
    "urgent": "no",
    "gravity": "grave",
    "sex": "male",
    "measures": ["hide_information", "special_protection"],
    "consent": "yes",
}
PROTECTION_REPORT_TEXTS = {
    "name": "孙立民",
    "id_number": "33040219850615001X",
    "address": "嘉兴市南湖区云东路9号3幢",
    "work_unit": "顺达物流公司",
    "relation": "本案证人，曾任犯罪嫌疑人的司机",
    "case_facts": "证人目击了组织者指使他人殴打商户。",
    "necessity": "多次收到威胁电话，住处被人蹲守。",
    "department": "南湖区公安分局刑侦大队",
    "handler": "王承办",
}
WITNESS = {
    "role": "witness",
    "case_kind": "drugs",
    "who": ["self"],
    "gravity": "grave",
    "measures": ["contact_ban"],
}
PROTECT = {
    "link": "none",
    "acknowledge": "yes",
    "who": ["self"],
    "stage": "happened",
    "retaliation": ["dismissal"],
    "gravity": "general",
    "unit_leader": "yes",
    "measures": ["correction"],
}


@dataclass
class Person:
    """Somebody signed in at the desk, in a browser."""

    staff: Staff
    browser: TestClient
    csrf: str

    def get(self, path: str) -> httpx.Response:
        """A page, redirects not followed."""
        found: httpx.Response = self.browser.get(path, follow_redirects=False)
        return found

    def post(self, path: str, **form: Any) -> httpx.Response:
        """Send a form of one of our pages."""
        found: httpx.Response = self.browser.post(path, data={"csrf": self.csrf, **form}, follow_redirects=False)
        return found


@dataclass
class Desk:
    """The application and its state."""

    app: Any
    office: Office
    make: Maker

    @classmethod
    @contextmanager
    def start(cls, office: Office, make: Maker) -> Iterator[Desk]:
        """The application on an office that is there already."""
        yield cls(create_app(office=office), office, make)

    def as_(self, role: str) -> Person:
        """Somebody of that role, signed in."""
        staff = self.make.staff(role)
        token = self.office.sign_in(staff)
        browser = TestClient(self.app, base_url="https://desk", cookies={COOKIE: token})
        found = self.office.who(token)
        assert found is not None
        return Person(staff, browser, found.csrf)

    def stranger(self) -> TestClient:
        """A browser that nobody signed in with."""
        return TestClient(self.app, base_url="https://desk")

    def case(
        self,
        flow: str = "report",
        facts: dict[str, Any] | None = None,
        texts: dict[str, str] | None = None,
        linked: str | None = None,
        files: dict[str, bytes] | None = None,
    ) -> Submitted:
        """A submitted case with sealed texts, and files by name."""
        conversation = self.make.conversation()
        for item, text in (texts or {}).items():
            self.make.draft(conversation, f"{flow}.{item}", text)
        for name, data in (files or {}).items():
            self.file(conversation, f"{flow}.files", name, data)
        self.make.prepare(conversation)
        with self.office.store.begin() as s:
            return cases.submit(s, conversation, flow, facts or {}, linked)

    def file(self, conversation: str, label: str, name: str, data: bytes) -> None:
        """A sealed file among a conversation's drafts."""
        public = self.make.public
        with self.office.store.begin() as s:
            upload = vault.begin_upload(s, conversation, label, 1)
        with self.office.store.begin() as s:
            vault.put_part(s, upload, 0, seal_part(public, upload, 0, 1, data))
        described = seal_file(public, name, "", len(data), hashlib.sha256(data).hexdigest())
        with self.office.store.begin() as s:
            vault.finish_upload(s, upload, described)

    def report(self, **files: bytes) -> Submitted:
        """A report with content."""
        return self.case("report", REPORT, REPORT_TEXTS, files=files or None)

    def rights(self) -> Submitted:
        """An application of an officer."""
        return self.case("rights", RIGHTS, RIGHTS_TEXTS)

    def started_rights(self) -> Submitted:
        """An application whose procedure 维权委 agreed to start."""
        made = self.rights()
        self.make.take(made.case_id, "report_committee", "rights_officer")
        self.make.take(made.case_id, "start", "rights_committee")
        return made

    def reward(self) -> str:
        """A reward begun for a report; its case id."""
        report, officer = self.report(), self.make.staff("intake_officer")
        with self.office.store.begin() as s:
            return cases.begin_reward(s, report.case_id, officer)

    def protection_report(self, **texts: str) -> Submitted:
        """A 呈请 with its six contents, or with these texts instead."""
        return self.case("protection_report", PROTECTION_REPORT, {**PROTECTION_REPORT_TEXTS, **texts})

    def approve(self, case_id: str, for_staff: str | None = None) -> None:
        """检察长 approves the opening."""
        chief = self.make.staff("chief_prosecutor")
        with self.office.store.begin() as s:
            access.approve(s, case_id, chief, for_staff)

    def records(self, case_id: str) -> list[tuple[str, str]]:
        """(action, outcome) of the case's audit records, oldest first."""
        with self.office.store.read() as s:
            return [(r.action, r.outcome) for r in audit.records(s, f"case:{case_id}")][::-1]


def inputs(html: str) -> dict[str, str]:
    """The values of a form's text inputs, as far as a browser would send them without a change."""
    found = {}
    for tag in re.findall(r"<input [^>]*>", html):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        kind = attributes.get("type", "text")
        if kind in {"checkbox", "radio"} and " checked" not in tag:
            continue
        if "name" in attributes:
            found[attributes["name"]] = attributes.get("value", "")
    for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', html, re.DOTALL):
        found[name] = text
    for name, body in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'<option(?: value="([^"]*)")? selected>([^<]*)', body)
        found[name] = (chosen[1] or chosen[2]) if chosen else ""
    return found
