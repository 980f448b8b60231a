"""From an opened case to its documents: which kinds there are, what they are filled with, how they are made and kept.

A paper begins with what the case already says (items opened for this officer, plain facts, deadlines, the office's own
names); the officer completes it in a form that the document's data class describes. What is made is kept sealed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from desk.office import Office
from desk.opening import Locked, Refused
from docs_gen.documents import KINDS, DocumentData, Due
from docs_gen.documents.rights import APPLICANTS, GROUNDS
from docs_gen.identity import ProtectedIdentity
from docs_gen.render import render
from rules import deadlines as law
from rules.police_rights import clauses_of
from store import access, audit, cases, documents, keys
from store.clock import ZONE, now
from store.database import Store
from store.items import catalogue
from store.receipts import group
from store.sealing import seal
from store.settings import Settings
from store.staff import Staff

# Which documents a kind of case can have, in the order they are usually made.
OF_CASE: Mapping[str, tuple[str, ...]] = {
    "report": ("report_receipt",),
    "reporter_protection": ("reporter_protection_form", "assistance_letter", "identity_note"),
    "witness_protection": ("witness_protection_form", "protection_report", "identity_note"),
    "urgent_protection": ("assistance_letter", "protection_report", "identity_note"),
    "protection_report": ("protection_report", "identity_note"),
    "rights_application": (
        "rights_application_form",
        "rights_accepted",
        "rights_refused",
        "extension_approval",
        "rights_result",
        "review_result",
    ),
}
# Documents with a number of their own: the sequence it comes from and the 机关代字 setting.
NUMBERED: Mapping[str, tuple[str, str]] = {
    "assistance_letter": ("保协", "office_short"),
    "rights_accepted": ("受", "rights_office_short"),
    "rights_refused": ("不受", "rights_office_short"),
    "rights_result": ("核", "rights_office_short"),
    "review_result": ("复", "rights_office_short"),
}
CHANNELS = {"web": "互联网", "plain": "互联网", "officer": "内部网", "hotline": "电话"}
MEASURE_REFS = {
    "hide_information": "一", "contact_ban": "二", "special_protection": "三", "safe_place": "四", "relocation": "五",
    "other": "六",
}  # fmt: skip
# What a linked case can say of the person: a protection request that came with a report does not ask again.
WHO = frozenset({"name", "contact", "id_number", "address", "work_unit"})
# Papers without anything that was sealed: they need no opening.
PLAIN = frozenset({"report_receipt"})
Values = dict[str, object]


@dataclass(frozen=True)
class Source:
    """What a paper is filled from: the case, its opened texts by item, today, the settings, who makes it."""

    case: cases.Listed
    texts: Mapping[str, str]
    deadlines: tuple[cases.Period, ...]
    settings: Settings
    staff: Staff
    today: date

    def text(self, item: str) -> str:
        """The opened text of an item of this case's flow, or ""."""
        return self.texts.get(item, "")

    def title(self, item: str) -> str:
        """The title of a plain choice, or ""."""
        return "、".join(self.titles(item))

    def titles(self, item: str) -> list[str]:
        """The titles of a plain choice."""
        value = self.case.facts.get(item)
        chosen = [value] if isinstance(value, str) else list(value or [])
        options = self._options(item)
        return [options[option] for option in chosen]

    def _options(self, item: str) -> Mapping[str, str]:
        for flow in catalogue().values():
            if flow.case == self.case.kind:
                return flow.items[item].options if item in flow.items else {}
        return {}

    @property
    def received(self) -> date:
        """The day the case came in, in Shanghai."""
        return self.case.submitted_at.astimezone(ZONE).date()

    def due(self, *kinds: str) -> Due | None:
        """The deadline of one of these kinds, if the case has it."""
        for period in self.deadlines:
            if period.deadline.kind in kinds:
                return Due(period.deadline.due, period.deadline.provisional)
        return None


def protected(source: Source) -> tuple[ProtectedIdentity, ...]:
    """The true identity that papers under an alias must not show; none when no name was given."""
    name = source.text("name").strip()
    if len(name) < 2:
        return ()
    given = {
        item: (source.text(item),) if source.text(item) else ()
        for item in ("id_number", "address", "contact", "work_unit")
    }
    return (ProtectedIdentity(name, given["id_number"], given["address"], given["contact"], given["work_unit"]),)


def guarded(source: Source, data: DocumentData) -> tuple[ProtectedIdentity, ...]:
    """The identities to keep out of this paper: where it has an alias, or the measure 不公开个人信息 was chosen.

    Whoever chose that measure stands under an alias in every paper (规定 1 第九条第一款); without one nothing is made.
    """
    hidden = "hide_information" in (source.case.facts.get("measures") or [])
    return protected(source) if hidden or data.protects_identity else ()


def prefilled(kind: str, source: Source) -> Values:
    """What is known of a paper already, by field name; a form shows it for the officer to complete."""
    known = {one.name for one in KINDS[kind].specs()}
    values = _common(source) | (_FILL[kind](source) if kind in _FILL else {})
    if values.get("alias") and not KINDS[kind].bears_identity:
        # Beside an alias the true particulars are not wanted (规定 1 第九条; 规定 2 第十一条).
        values = {name: value for name, value in values.items() if name not in _identity_fields(kind)}
    return {name: value for name, value in values.items() if name in known and value not in ("", None, [], ())}


def _identity_fields(kind: str) -> frozenset[str]:
    return frozenset(one.name for one in KINDS[kind].specs() if one.identity)


def _common(source: Source) -> Values:
    settings = source.settings
    of_police = source.case.kind in {"witness_protection", "protection_report", "urgent_protection"}
    of_rights = source.case.kind == "rights_application"
    office = (
        settings.rights_office_name if of_rights else settings.police_office_name if of_police else settings.office_name
    )
    return {
        "office": office,
        "date": source.today,
        "receipt_number": group(source.case.number),
        "registered_as": group(source.case.number),
        "registrar": source.staff.name,
        "channel": CHANNELS.get(source.case.way_in, ""),
        "received_on": source.received,
        "applied_on": source.received,
        "name": source.text("name"),
        "alias": source.text("alias"),
        "contact": source.text("contact") if not of_rights else "",
        "address": source.text("address"),
        "work_unit": source.text("work_unit"),
        "id_document": f"居民身份证 {source.text('id_number')}" if source.text("id_number") else "",
        "facts": source.text("facts"),
        "gravity": source.title("gravity"),
        "who": source.titles("who"),
        "measures": source.titles("measures"),
        "urgent": source.case.urgent,
    }


def _receipt(source: Source) -> Values:
    return {"mode": source.title("mode"), "office": source.settings.report_centre_name}


def _reporter_form(source: Source) -> Values:
    mode = {"yes": "实名举报", "no": "匿名举报"}.get(str(source.case.facts.get("acknowledge", "")), "尚未确认")
    return {
        "number": group(source.case.number),
        "mode": "实名举报" if source.case.facts.get("link") in {"receipt", "just_now"} else mode,
        "name": source.text("name") or "见关联的举报",
        "contact": source.text("contact") or "见关联的举报",
        "receipt_number": "",
        "stage": source.title("stage"),
        "retaliation": source.titles("retaliation"),
        "unit_leader": source.title("unit_leader"),
        "against": source.text("against"),
        "basis": ["《关于保护、奖励职务犯罪举报人的若干规定》第八条第一款", "同规定第九条第一款"],
    }


def _witness_form(source: Source) -> Values:
    return {
        "number": group(source.case.number),
        "role": source.title("role"),
        "case_kind": source.title("case_kind"),
        "relation": source.text("relation"),
        "case_facts": source.text("case_facts"),
        "basis": ["《公安机关办理刑事案件证人保护工作规定》第五条", "同规定第六条"],
    }


def _letter(source: Source) -> Values:
    return {
        "relation": "职务犯罪举报人" if source.case.kind == "reporter_protection" else "",
        "situation": source.text("facts"),
        "recipient": source.settings.police_office_name,
        "office": source.settings.office_name,
        "urgency": "特急" if source.case.urgent else "",
    }


def _protection_report(source: Source) -> Values:
    """The six contents of 规定 1 第六条第一款, as far as the case has them."""
    under_alias = bool(source.text("alias"))
    person: Values = {
        "alias": source.text("alias"),
        "sex": source.title("sex"),
        "age": _age(source.text("id_number"), source.today),
        "relation": source.text("relation"),
    }
    if not under_alias:
        person |= {
            "name": source.text("name"),
            "address": source.text("address"),
            "work_unit": source.text("work_unit"),
            "id_document": f"居民身份证 {source.text('id_number')}" if source.text("id_number") else "",
        }
    chosen = source.case.facts.get("measures") or []
    measures = [
        f"{title}（第七条第{MEASURE_REFS[option]}项）"
        for option, title in zip(chosen, source.titles("measures"), strict=True)
    ]
    return {
        "persons": [person],
        "case_kind": source.title("case_kind"),
        "role": source.title("role"),
        "case_facts": source.text("case_facts"),
        "necessity": source.text("necessity") or source.text("facts"),
        "measures": measures,
        "consent": source.title("consent"),
        "department": source.text("department"),
        "other": source.text("other"),
        "handlers": [source.text("handler")] if source.text("handler") else [],
        "basis": ["《公安机关办理刑事案件证人保护工作规定》第六条第一款", "同规定第七条"],
        "urgent": source.case.facts.get("urgent") == "yes" or source.case.kind == "urgent_protection",
    }


def _identity_note(source: Source) -> Values:
    witness = source.case.kind in {"witness_protection", "protection_report", "urgent_protection"}
    return {
        "capacity": "证人" if witness else "举报人",
        "sex": source.title("sex") or _sex(source.text("id_number")),
        "born_on": _born(source.text("id_number")),
        "secrecy": "机密★1年",
        "used_since": source.today,
        "reason": "采取不公开个人信息的保护措施。",
    }


def _rights_form(source: Source) -> Values:
    facts = source.case.facts
    index = {"self": 0, "close_relative": 1, "unit": 2}
    grounds = {"infringed": 0, "unprotected": 1, "wrongly_blamed": 2}
    behaviour = str(facts.get("behaviour", ""))
    clauses = "、".join(ref.cite(short=True) for ref in clauses_of(behaviour)) if behaviour else ""
    return {
        "number": group(source.case.number),
        "applicant": APPLICANTS[index[str(facts["applicant"])]] if "applicant" in facts else "",
        "relative": source.title("relative"),
        "applicant_name": source.text("applicant_name") or source.text("name"),
        "unit": source.text("unit"),
        "position": source.title("position"),
        "contact": source.text("contact"),
        "ground": GROUNDS[grounds[str(facts["ground"])]] if "ground" in facts else "",
        "behaviour": [f"{source.title('behaviour')}{f'（{clauses}）' if clauses else ''}"] if behaviour else [],
        "scene": "现场" if facts.get("scene") == "scene" else "非现场",
        "on_duty": source.title("on_duty"),
        "sanction": source.title("sanction"),
        "injury": source.title("injury"),
        "occurred": source.text("date"),
        "place": source.text("place"),
        "against": source.text("against"),
        "evidence": source.text("evidence"),
        "request": source.text("request"),
        "lawyer": facts.get("lawyer") == "yes",
        "answer_due": source.due("answer_application"),
        "basis": ["《嘉兴市公安机关维护民警执法权威工作实施细则》第三十条"],
    }


def _rights_answer(source: Source) -> Values:
    started = law.investigation(source.today)
    return {
        "applicant_name": source.text("applicant_name") or source.text("name"),
        "deemed": source.case.status == "deemed_accepted",
        "investigation_due": source.due("investigation") or Due(started.due, started.provisional),
        "original_due": source.due("investigation"),
        "extended_due": source.due("investigation_extended"),
        "review_due": source.due("review_request"),
        "matter": source.title("ground"),
        "name": "",
    }


_FILL: Mapping[str, Callable[[Source], Values]] = {
    "report_receipt": _receipt,
    "reporter_protection_form": _reporter_form,
    "witness_protection_form": _witness_form,
    "assistance_letter": _letter,
    "protection_report": _protection_report,
    "identity_note": _identity_note,
    "rights_application_form": _rights_form,
    "rights_accepted": _rights_answer,
    "rights_refused": _rights_answer,
    "extension_approval": _rights_answer,
    "rights_result": _rights_answer,
    "review_result": _rights_answer,
}


def make(
    store: Store, source: Source, kind: str, values: Mapping[str, object], *, finished: bool = True
) -> tuple[DocumentData, bytes, str]:
    """Make a paper and keep it sealed; a kind with a 文号 and none given gets the next of its series.

    Returns: the document's data, the Word file and the id it is kept under.
    Raises: what `docs_gen.render` raises for a missing or unfit value (nothing is kept, no number is used up), NoKey.
    """
    given = dict(values)
    series, year, number = None, None, None
    counted = kind in NUMBERED and finished and not str(given.get("number") or "").strip()
    if counted:
        # Rendered once with the number that would come first, so that what can't be made never waits for a number.
        word, office = NUMBERED[kind]
        series, year = f"{getattr(source.settings, office)}{word}", source.today.year
        given["number"] = _numbered(series, year, 1)
    data = KINDS[kind].from_values(given)
    people = guarded(source, data)
    word_file = render(data, protected=people, finished=finished)
    with store.begin() as s:
        if series is not None and year is not None:
            number = documents.next_number(s, series, year)
            if number > 1:
                data = KINDS[kind].from_values(given | {"number": _numbered(series, year, number)})
                word_file = render(data, protected=people, finished=finished)
        envelope = seal(keys.current(s), f"document/{kind}", word_file)
        kept = documents.add(
            s, source.case.id, kind, envelope, source.staff, finished=finished, series=series, year=year, number=number
        )
    return data, word_file, kept


def take_out(office: Office, case_id: str, document_id: str, staff: Staff) -> tuple[str, bytes]:
    """A kept paper: a file name without anybody's name, and its bytes; recorded first.

    Raises KeyError, Refused (a paper with content is open to whoever the case is), Locked, OpenError.
    """
    if office.keyring is None:
        raise Locked
    with office.store.begin() as s:
        found = documents.get(s, document_id)
        if found is None or found.case_id != case_id:
            raise KeyError(document_id)
        no = None if found.kind in PLAIN else access.refusal(s, case_id, staff)
        audit.append(s, staff.actor, "document.open", f"case:{case_id}", f"refused:{no[0]}" if no else found.id)
    if no:
        raise Refused(*no)
    title = KINDS[found.kind].title + ("" if found.finished else "_草稿")
    number = f"{found.series}〔{found.year}〕{found.number}号" if found.number else found.id[-6:]
    return f"{title}_{number}.docx", office.keyring.open(found.envelope)


def _numbered(series: str, year: int, number: int) -> str:
    return f"{series}〔{year}〕{number}号"


def source_of(
    store: Store,
    case_id: str,
    texts: Mapping[str, str],
    settings: Settings,
    staff: Staff,
    linked: Mapping[str, str] | None = None,
) -> Source:
    """Gather what papers are filled from. Raises KeyError.

    Args:
        texts: label → opened text of the case.
        linked: the same of its linked cases: who somebody is and how to reach them, when the case itself does not say.
    """
    with store.read() as s:
        case = cases.get(s, case_id)
        if case is None:
            raise KeyError(case_id)
        periods = tuple(cases.deadlines(s, case_id))
    own = {label.partition(".")[2]: text for label, text in texts.items()}
    known = {label.partition(".")[2]: text for label, text in (linked or {}).items()}
    who = {item: text for item, text in known.items() if item in WHO}
    return Source(case, {**who, **own}, periods, settings, staff, now().date())


def _born(id_number: str) -> date | None:
    digits = id_number.strip()
    try:
        return date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14])) if len(digits) == 18 else None
    except ValueError:
        return None


def _sex(id_number: str) -> str:
    digits = id_number.strip()
    return ("男" if int(digits[16]) % 2 else "女") if len(digits) == 18 and digits[16].isdecimal() else ""


def _age(id_number: str, today: date) -> str:
    born = _born(id_number)
    return str(today.year - born.year - ((today.month, today.day) < (born.month, born.day))) if born else ""
