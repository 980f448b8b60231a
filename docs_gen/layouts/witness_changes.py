"""Layouts of change, end and transfer of protection (规定 1 第十四条, 第十八条, 第十九条)."""

from __future__ import annotations

from docs_gen.forms import Cell, Row, label, opinion, tag_row, value
from docs_gen.layouts.names import WITNESS
from docs_gen.layouts.witness_measures import HIDDEN_NOTE
from docs_gen.official import Official

PERSONS = (
    "{% for person in persons %}{{ person.name }}（{{ person.capacity }}）"
    "{% if not loop.last %}、{% endif %}{% endfor %}"
)


def measures_change(page: Official) -> None:
    """变更保护措施审批表."""
    page.secrecy()
    page.title("变更保护措施审批表")
    page.form(
        (
            Row((label("证人保护\n部门"), value("{{ office }}", 10))),
            Row((label("登记编号"), value("{{ registered_as }}"), label("填表日期"), value("{{ date }}"))),
            Row((label("被保护人"), value(PERSONS, 10))),
            Row((label("变更的提出"), value("{{ origin_boxes }}", 10))),
            Row((label("申请日期"), value("{{ requested_on }}"), label("承办人"), value("{{ handlers }}"))),
            Row((label("变更的情形"), value("{{ cause_boxes }}", 10))),
            Row((label("现有\n保护措施"), value("{{ current }}", 10)), height=16, long=True),
            Row((label("变更后的\n保护措施"), value("{{ proposed }}", 10)), height=16, long=True),
            Row((label("变更理由"), value("{{ reasons }}", 10)), height=24, long=True),
            Row((label("被保护人\n同意"), value("{{ consent_boxes }}", 10))),
            Row((label("证人保护\n部门系"), value("{{ unit_boxes }}", 10))),
            Row((label("商办案部门"), value("{{ handling_unit }}"), label("同意日期"), value("{{ agreed_on }}"))),
            Row((label("证人保护\n部门意见"), opinion()), height=26),
            Row((label("办案部门\n意见"), opinion()), height=26),
            Row((label("县级以上\n公安机关\n负责人审批"), opinion()), height=26),
        )
    )
    page.paragraph(
        f"注：依据{WITNESS}第十四条。证人保护部门系办案部门以外的部门的，调整保护方案前应当商办案部门同意"
        "（第十四条第二款）；须经被保护人同意的措施，附同意书（第十一条至第十三条）；采取新的保护措施的，"
        "报县级以上公安机关负责人批准（第六条第一款）。",
        "FormNote",
    )


def termination_report(page: Official) -> None:
    """终止保护报告书: boxes at the top, then measures, ground, why no longer needed, what comes after."""
    page.draft_mark()
    page.secrecy()
    page.approval_head()
    page.title("终止保护报告书")
    page.paragraphs(
        "{{ names }}的证人保护措施于{{ approved_on }}经批准采取，由{{ department }}执行。"
        f"现根据{WITNESS}第十八条第一款的规定，将拟终止保护的有关情况报告如下：",
    )
    page.heading("一、被保护人")
    page.paragraphs("{%p for person in persons %}")
    page.paragraph("{{ loop.index }}. {{ person.name }}，{{ person.capacity }}。")
    page.paragraphs("{%p endfor %}", "{%p if under_alias %}", HIDDEN_NOTE, "{%p endif %}")
    page.heading("二、保护工作情况")
    page.paragraphs("正在采取的保护措施：")
    page.paragraphs("{%p for measure in measures %}", "{{ loop.index }}. {{ measure }}", "{%p endfor %}")
    page.paragraphs("{{ course }}")
    page.heading("三、终止保护的情形和理由")
    page.paragraphs("{%p for ground in grounds %}", "{{ loop.index }}. {{ ground }}", "{%p endfor %}")
    page.paragraphs(
        "{%p if requested_on %}",
        "被保护人于{{ requested_on }}提出书面终止保护申请，申请附后。",
        "{%p endif %}",
        "{{ facts }}",
        "不再需要采取保护措施的理由：{{ not_needed }}",
    )
    page.heading("四、终止后的安排")
    page.paragraphs(
        "终止后及时告知被保护人和协助执行证人保护工作的部门（第十八条第二款）。协助执行的部门：{{ assisting }}。",
        "{%p if after %}",
        "{{ after }}",
        "{%p endif %}",
        "综上所述，根据第十八条第一款的规定，拟终止对{{ names }}的证人保护工作。",
        "妥否，请批示。",
        "承办人：{{ handlers }}",
    )
    page.signature()


def termination_notice(page: Official) -> None:
    """终止保护告知书: to the person with the ground, to a unit without it."""
    page.title("终止保护告知书", organ="{{ office }}", doc_number="{{ number }}")
    page.paragraph("{{ to }}：", "Addressee")
    page.paragraphs(
        "{%p if to_unit %}",
        f"根据{WITNESS}第十八条第一款、第二款的规定，经{{{{ approved_on }}}}批准，对{{{{ name }}}}的证人保护工作"
        "自{{ ended_on }}起终止，请同时停止有关协助工作。",
        "{%p if tasks %}",
        "停止协助的事项：",
        "{%p endif %}",
        "{%p for task in tasks %}",
        "{{ loop.index }}. {{ task }}",
        "{%p endfor %}",
        "感谢你单位的协助。保护工作终止后，仍应对证人信息、证人保护相关事项保密（第二十一条）。",
        "{%p else %}",
        f"根据{WITNESS}第十八条第一款、第二款的规定，经{{{{ approved_on }}}}批准，对你的证人保护工作"
        "自{{ ended_on }}起终止。终止的情形：",
        "{%p for ground in grounds %}",
        "{{ loop.index }}. {{ ground }}",
        "{%p endfor %}",
        "保护工作终止后，有关人员仍应对你的信息和保护事项保密（第二十一条）。再次面临人身安全危险的，可以再次请求保护"
        "（第五条）；受到威胁、侮辱、殴打或者打击报复的，公安机关应当依法调查处理（第十五条）。危险就在眼前的，"
        "请立即拨打110。",
        "{%p endif %}",
        "联系人：{{ contact_person }}，联系电话：{{ contact_phone }}。",
    )
    page.signature()


def transfer_list(page: Official) -> None:
    """移交清单: both units, the measures in force, what is handed over, signed by both."""
    page.secrecy()
    page.title("证人保护工作移交清单", doc_number="{{ number }}")
    page.form(
        (
            Row((label("移交单位"), value("{{ office }}"), label("接收单位"), value("{{ recipient }}"))),
            Row((label("登记编号"), value("{{ registered_as }}"), label("移交日期"), value("{{ date }}"))),
            Row((label("被保护人"), value(PERSONS, 10))),
            Row((label("管辖变更\n情况"), value("{{ reason }}", 10))),
            Row((label("现证人\n保护部门"), value("{{ department }}", 10))),
            Row((label("正在采取的\n保护措施"), value("{{ measures }}", 10)), height=12, long=True),
            Row((label("需要接续\n的事项"), value("{{ pending }}", 10)), height=12, long=True),
        )
    )
    page.gap(8)
    page.form(
        (
            Row((label("序号", 1), label("材料名称", 4), label("文号或者编号", 4), label("数量", 1), label("密级")),
                head=True),
            tag_row("{%tr for item in items %}"),
            Row((value("{{ loop.index }}", 1), value("{{ item.what }}"), value("{{ item.mark }}"),
                 value("{{ item.copies }}", 1), value("{{ item.level }}", 2))),
            tag_row("{%tr endfor %}"),
        )
    )  # fmt: skip
    page.gap(8)
    handed = Cell("经办人：", 4, sign="年　　月　　日")
    page.form((Row((label("移交单位\n（印章）"), handed, label("接收单位\n（印章）"), handed), height=28),))
    page.paragraph(
        f"注：依据{WITNESS}第十九条。一式两份，双方各存一份；移交期间保护措施不中断；证人保护密卷密封，由专人当面移交"
        "（第九条第二款）。",
        "FormNote",
    )
