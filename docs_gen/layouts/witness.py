"""Layouts of the request and the 呈请证人保护报告书 (规定 1)."""

from __future__ import annotations

from docs_gen.forms import Row, label, opinion, value
from docs_gen.layouts.names import WITNESS
from docs_gen.official import Official


def protection_report(page: Official) -> None:
    """呈请证人保护报告书: boxes at the top, then the six contents of 第六条第一款 in order."""
    page.draft_mark()
    page.secrecy()
    page.approval_head()
    page.title("呈请证人保护报告书")
    page.paragraphs(
        "经评估，被保护人{{ names }}的人身安全面临危险，确有必要采取保护措施。"
        f"现根据{WITNESS}第六条的规定，将有关情况报告如下：",
    )
    page.heading("一、被保护人的基本情况", over_form=True)
    page.paragraphs("{%p for person in persons %}")
    page.form(
        (
            Row(
                (
                    label("姓名"), value("{{ person.name }}", 3), label("性别", 1), value("{{ person.sex }}", 2),
                    label("年龄"), value("{{ person.age }}", 2),
                )
            ),
            Row((label("住址"), value("{{ person.address }}", 10))),
            Row((label("工作单位"), value("{{ person.work_unit }}", 10))),
            Row((label("身份证件\n信息"), value("{{ person.id_document }}", 10))),
            Row((label("与案件、\n犯罪嫌疑人\n的关系"), value("{{ person.relation }}", 10))),
        )
    )  # fmt: skip
    page.gap()
    page.paragraphs(
        "{%p endfor %}",
        "{%p if under_alias %}",
        "上列化名人员的真实身份信息和使用化名的情况已另行书面说明，单独成卷，标明密级（第九条第二款）。",
        "{%p endif %}",
    )
    page.heading("二、案件基本情况以及作证事项有关情况")
    page.paragraphs("案件类别：{{ case_kind }}。证人身份：{{ role }}。", "{{ case_facts }}")
    page.heading("三、保护的必要性")
    page.paragraphs("经评估，危险程度为：{{ gravity }}。", "{{ necessity }}")
    page.heading("四、保护的具体措施")
    page.paragraphs("{%p for measure in measures %}", "{{ loop.index }}. {{ measure }}", "{%p endfor %}")
    page.paragraphs("{%p if consent %}", "被保护人意见：{{ consent }}。", "{%p endif %}")
    page.heading("五、执行保护的部门")
    page.paragraphs("{{ department }}")
    page.heading("六、其他有关内容")
    page.paragraphs(
        "{%p if urgent %}",
        "因情况紧急，已依照第六条第二款的规定先行采取以下措施，现同时办理呈请手续：{{ urgent_steps }}",
        "{%p endif %}",
        "{{ other }}",
        "综上所述，根据{{ basis }}的规定，拟对{{ names }}采取上述保护措施。",
        "妥否，请批示。",
        "承办人：{{ handlers }}",
    )
    page.signature()


def witness_protection_form(page: Official) -> None:
    """证人保护申请登记表."""
    page.secrecy()
    page.title("证人保护申请登记表")
    page.form(
        (
            Row((label("登记单位"), value("{{ office }}", 10))),
            Row((label("登记人"), value("{{ registrar }}"), label("编号"), value("{{ number }}"))),
            Row((label("申请人"), value("{{ name }}"), label("身份"), value("{{ role }}"))),
            Row((label("身份证件"), value("{{ id_document }}"), label("联系方式"), value("{{ contact }}"))),
            Row((label("住址"), value("{{ address }}"), label("工作单位"), value("{{ work_unit }}"))),
            Row((label("申请日期"), value("{{ received_on }}"), label("申请方式"), value("{{ channel }}"))),
            Row((label("案件类别"), value("{{ case_kind }}"), label("需要保护\n的人"), value("{{ who }}"))),
            Row((label("与案件、\n犯罪嫌疑人\n的关系"), value("{{ relation }}", 10))),
            Row((label("案件和\n作证情况"), value("{{ case_facts }}", 10)), height=20, long=True),
            Row((label("受到的威胁\n或者危险"), value("{{ facts }}", 10)), height=20, long=True),
            Row((label("危险程度"), value("{{ gravity }}"), label("情况紧急"), value("{{ urgency }}"))),
            Row((label("已采取的\n紧急措施"), value("{{ urgent_steps }}", 10))),
            Row((label("希望采取\n的措施"), value("{{ measures }}", 10)), height=16),
            Row((label("依据"), value("{{ basis }}", 10))),
            Row((label("危险评估\n（第五条）"), value("{{ assessment }}", 10)), height=24, long=True),
            Row((label("承办人意见"), opinion()), height=26),
            Row((label("办案部门\n意见"), opinion()), height=26),
            Row((label("县级以上\n公安机关\n负责人审批"), opinion()), height=26),
        )
    )
    page.paragraph(
        f"注：依据{WITNESS}第五条、第六条。情况紧急的，应当立即采取必要的措施，并同时办理呈请手续（第六条第二款）。"
        "参与人员对证人信息和保护事项应当保密（第二十一条）。",
        "FormNote",
    )
