"""Layouts of the protection documents of 规定 2."""

from __future__ import annotations

from docs_gen.forms import Row, label, opinion, value
from docs_gen.layouts.names import REPORTER
from docs_gen.official import Official


def reporter_protection_form(page: Official) -> None:
    """举报人保护申请登记表."""
    page.secrecy()
    page.title("举报人保护申请登记表")
    page.form(
        (
            Row((label("登记单位"), value("{{ office }}", 10))),
            Row((label("登记人"), value("{{ registrar }}"), label("编号"), value("{{ number }}"))),
            Row((label("申请人"), value("{{ name }}"), label("联系方式"), value("{{ contact }}"))),
            Row((label("身份证件"), value("{{ id_document }}"), label("住址"), value("{{ address }}"))),
            Row((label("申请日期"), value("{{ received_on }}"), label("申请方式"), value("{{ channel }}"))),
            Row((label("举报方式"), value("{{ mode_boxes }}", 10))),
            Row((label("举报编号"), value("{{ receipt_number }}"), label("需要保护\n的人"), value("{{ who }}"))),
            Row((label("打击报复"), value("{{ stage_boxes }}", 10))),
            Row((label("打击报复的\n情形\n（第七条）"), value("{{ retaliation }}", 10)), height=16),
            Row((label("单位负责人\n利用职权\n或者影响"), value("{{ unit_leader_boxes }}", 10))),
            Row((label("实施人"), value("{{ against }}", 10))),
            Row((label("经过"), value("{{ facts }}", 10)), height=22, long=True),
            Row((label("危险程度"), value("{{ gravity }}"), label("风险等级\n（第六条）"), value("{{ risk_level }}"))),
            Row((label("情况紧急"), value("{{ urgency }}"), label("紧急措施"), value("{{ urgent_steps }}"))),
            Row((label("希望采取\n的措施"), value("{{ measures }}", 10)), height=16),
            Row((label("依据"), value("{{ basis }}", 10))),
            Row((label("举报中心\n核实意见"), opinion()), height=26),
            Row((label("有关部门意见\n（第十三条）"), opinion()), height=26),
            Row((label("检察长审批"), opinion()), height=26),
        )
    )
    page.paragraph(
        f"注：依据{REPORTER}第六条至第九条、第十三条。需要公安机关协助的，商请公安机关办理（第九条第二款）。"
        "举报内容和举报人信息必须严格保密（第四条）。",
        "FormNote",
    )
