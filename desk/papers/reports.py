"""规定 2 (举报人的保护和奖励): which papers its cases can have, and what each begins with."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk.papers.source import Source, Values
from docs_gen.documents.risk import LEVELS
from rules.reporter_protection import WORDING, Risk, natures, risk_level
from store.receipts import group

NUMBERED: Mapping[str, tuple[str, str]] = {
    "assistance_letter": ("保协", "office_short"),
    "explanation_request": ("说", "office_short"),
    "correction_proposal": ("纠", "office_short"),
    "relief_letter": ("救", "office_short"),
    "court_protection_letter": ("庭保", "office_short"),
}
# Papers without anything that was sealed: they need no opening.
PLAIN = frozenset({"report_receipt"})


def _receipt(source: Source) -> Values:
    became = any(event.step == "become_named" for event in source.events)  # 匿名 at first, 实名 since
    return {"mode": "实名举报" if became else source.title("mode"), "office": source.settings.report_centre_name}


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


def _ask_us(source: Source) -> Values:
    """Who answers for a letter. What happened is for the officer to write: the reporter's own words may tell more."""
    return {"office": source.settings.office_name, "contact_person": source.staff.name}


def _letter(source: Source) -> Values:
    return _ask_us(source) | {
        "relation": "职务犯罪举报人" if source.case.kind == "reporter_protection" else "",
        "situation": source.text("facts"),
        "recipient": source.settings.police_office_name,
        "urgency": "特急" if source.case.urgent else "",
    }


def _court(source: Source) -> Values:
    return _ask_us(source) | {"measures": []}


def _risk(source: Source) -> Values:
    """第六条第一款: nature, degree and influence as far as the request tells them, and the level they point to."""
    kinds = _retaliation(source)
    nature = {kind: WORDING.kinds["nature"][one] for kind in kinds for one in natures({kind})}
    gravity = source.case.facts.get("gravity")
    relatives = "close_relative" in (source.case.facts.get("who") or [])
    influence = WORDING.kinds["influence"]["relatives" if relatives else "self_only"].title if kinds else ""
    level = risk_level(
        Risk(
            on=source.today,
            nature=natures(kinds),
            degree=str(gravity) if gravity else None,
            influence="relatives" if relatives else None,
        )
    )
    levels = {f"level_{code}": words for words, code in LEVELS.items()}
    happened = source.case.facts.get("stage") == "happened"
    return {
        "office": source.settings.report_centre_name,
        "number": group(source.case.number),
        "accepted_on": source.received,
        "assessed_on": source.today,
        "factors": [
            {
                "risk": WORDING.kinds["retaliation"][kind].title,
                "nature": nature[kind].title,
                "degree": source.title("gravity"),
                "influence": influence,
            }
            for kind in kinds
        ],
        "signs": source.titles("retaliation") if happened else [],
        "level": levels[level.decision] if kinds else "",
        "handlers": [source.staff.name],
    }


def _plan(source: Source) -> Values:
    """第六条第一款: what the request asks for, and the secrecy that 第五条 orders in any case."""
    assessed = _risk(source)
    chosen = source.case.facts.get("measures") or []
    return {
        "office": assessed["office"],
        "number": assessed["number"],
        "level": assessed["level"],
        "assessed_on": source.today,
        "who": source.titles("who") or ["举报人本人"],
        "risks": source.titles("retaliation"),
        "keeping_secret": list(KEEPING_SECRET),
        "measures": [
            f"{title}（{WORDING.kinds['measures'][one].refs[0].cite()}）"
            for one, title in zip(chosen, source.titles("measures"), strict=True)
            if one in WORDING.kinds["measures"]
        ],
        "departments": ["举报中心：协调实施、联系举报人"],
        "adjusting": "情况发生变化的，及时重新评估，调整风险等级和本预案。",
        "handlers": [source.staff.name],
    }


def _retaliation(source: Source) -> list[str]:
    """Kinds of 第七条 that a request for protection names; a report only says whether there is any."""
    chosen = source.case.facts.get("retaliation") or []
    return [one for one in chosen if one in WORDING.kinds["retaliation"]] if isinstance(chosen, list) else []


def _reward(source: Source) -> Values:
    initiated = {"applied": "application", "ex_officio": "ex_officio"}.get(str(source.case.facts.get("origin", "")))
    return {
        "office": source.settings.report_centre_name,
        "number": group(source.case.number),
        "initiated": WORDING.kinds["initiation"][initiated].title if initiated else "",
        "persons": [{"name": source.text("name")}] if source.text("name") else [],
        "handlers": [source.staff.name],
        "paid_on": source.today,
        "payer": source.staff.name,
    }


KEEPING_SECRET = (
    "由专人受理和联系，无关人员不得在场（第五条第一项）",
    "未经检察长批准，其他工作人员不得查看举报线索（第五条第二项）",
    "举报材料存放于符合保密规定的场所（第五条第三项）",
    "严禁泄露举报内容和姓名、住址、电话等个人信息，严禁将举报材料转给被举报人、被举报单位（第五条第五项）",
    "调查核实时不出示举报材料原件或者复印件（第五条第六项）",
)
FILL: Mapping[str, Callable[[Source], Values]] = {
    "report_receipt": _receipt,
    "reporter_protection_form": _reporter_form,
    "assistance_letter": _letter,
    "risk_assessment": _risk,
    "reporter_protection_plan": _plan,
    "explanation_request": _ask_us,
    "correction_proposal": _ask_us,
    "relief_letter": _ask_us,
    "court_protection_letter": _court,
    "reward_opinion": _reward,
    "reward_payment": _reward,
}
