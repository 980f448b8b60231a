"""Layout of 举报回执 (规定 2)."""

from __future__ import annotations

from docs_gen.forms import Row, label, value
from docs_gen.layouts.names import REPORTER
from docs_gen.official import Official


def report_receipt(page: Official) -> None:
    """举报回执: number, date, rights; nothing of the report."""
    page.title("举报回执", organ="{{ office }}")
    page.form(
        (
            Row((label("举报编号"), value("{{ receipt_number }}"), label("收到日期"), value("{{ received_on }}"))),
            Row((label("举报方式"), value("{{ mode }}", 10))),
        )
    )
    page.gap(14)
    for words in (
        f"你的举报已经收到。根据{REPORTER}，现将你的权利和有关事项告知如下：",
        "1. 你依法向人民检察院举报职务犯罪，合法权益受法律保护。举报内容和举报人信息，人民检察院必须严格保密"
        "（第四条）。",
        "2. 凭举报编号和查询密码可以查询办理情况、补充材料。答复时核对查询密码，不涉及举报具体内容"
        "（第五条第七项）。本回执不记载密码，请自行妥善保管。",
        "{%p if real_name %}",
        "3. 你本人及近亲属遭受或者可能遭受打击报复的，可以请求保护，人民检察院应当迅速核实，分别情况采取措施"
        "（第八条第一款）。人身、财产安全受到威胁的，采取必要的保护措施（第九条第一款）。",
        "{%p else %}",
        "3. 第八条规定的保护，以实名举报后提出请求为条件。使用真实姓名或者单位名称举报、有具体联系方式并认可"
        "举报行为的，属于实名举报（第二条第二款）。",
        "{%p endif %}",
        "4. 情况紧急的，请立即拨打110，可以直接向公安机关请求保护，公安机关应当先采取紧急措施（第九条第三款）。",
        "5. 因受打击报复造成人身伤害、名誉损害或者财产损失的，人民检察院应当支持依法提出赔偿请求（第十条）。",
        "{%p if real_name %}",
        "6. 举报线索经查证属实，被举报人构成犯罪的，对积极提供线索、协助侦破案件有功的实名举报人，按照国家有关"
        "规定给予精神及物质奖励（第十四条第一款）；可以向举报中心提出申请（第十九条）。",
        "{%p else %}",
        "6. 奖励的对象是有功的实名举报人（第十四条第一款）。",
        "{%p endif %}",
    ):
        page.paragraph(words, "Tag" if words.startswith("{%p") else "Notice")
    page.signature()
