"""What any paper begins with, whatever its kind, and the classified note that regulations 1 and 2 share."""

from __future__ import annotations

from desk.papers.source import POLICE_CASES, Source, Values, born, sex
from store.receipts import group

CHANNELS = {"web": "互联网", "plain": "互联网", "officer": "内部网", "hotline": "电话"}


def common(source: Source) -> Values:
    """By field name, for whichever of these fields a kind has."""
    settings = source.settings
    of_police = source.case.kind in POLICE_CASES
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


def identity_note(source: Source) -> Values:
    """真实身份与化名使用说明 (规定 1 第九条第二款; 规定 2 第十一条第一款)."""
    witness = source.case.kind in POLICE_CASES
    return {
        "capacity": "证人" if witness else "举报人",
        "sex": source.title("sex") or sex(source.text("id_number")),
        "born_on": born(source.text("id_number")),
        "secrecy": "机密★1年",
        "used_since": source.today,
        "reason": "采取不公开个人信息的保护措施。",
    }
