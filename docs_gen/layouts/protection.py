"""Layouts of the protection documents (规定 1, 规定 2)."""

from __future__ import annotations

from docs_gen.forms import Row, label, opinion, value
from docs_gen.official import Official

WITNESS = "《公安机关办理刑事案件证人保护工作规定》"
REPORTER = "《关于保护、奖励职务犯罪举报人的若干规定》"


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


def assistance_letter(page: Official) -> None:
    """商请公安机关协助函, letter form."""
    page.letter_head("{{ office }}", "{{ marks }}", "{{ number }}")
    page.paragraph()
    page.paragraph()
    page.title("关于商请协助保护举报人的函")
    page.paragraph("{{ recipient }}：", "Addressee")
    page.paragraphs(
        "我院在办理职务犯罪举报工作中，{{ relation }}{{ name }}的人身、财产安全受到威胁，需要采取保护措施。"
        f"根据{REPORTER}第九条第二款的规定，现商请你单位在职责范围内予以协助。有关情况函告如下：",
    )
    page.heading("一、受到威胁的情况")
    page.paragraphs("{{ situation }}")
    page.heading("二、商请协助的保护措施")
    page.paragraphs("{%p for measure in measures %}", "{{ loop.index }}. {{ measure }}", "{%p endfor %}")
    page.paragraphs("{%p if period %}", "协助期限：{{ period }}。", "{%p endif %}")
    page.heading("三、联系方式")
    page.paragraphs(
        "被保护人住址：{{ address }}；联系方式：{{ contact }}。",
        "{%p if under_alias %}",
        "被保护人系使用化名，真实身份信息另行书面说明，标明密级，单独成卷（第十一条第一款），由专人递送。",
        "{%p endif %}",
        "我院联系人：{{ contact_person }}，联系电话：{{ contact_phone }}。",
        "请对举报人信息和保护事项严格保密，并将采取措施的情况函复我院。",
        "{%p if attachments %}",
    )
    page.paragraph()
    page.paragraphs("{%p for attachment in attachments %}")
    page.paragraph("{{ attachment }}", "FlushLine")
    page.paragraphs("{%p endfor %}", "{%p endif %}")
    page.signature()


def identity_note(page: Official) -> None:
    """真实身份与化名使用说明: classified, in a file of its own."""
    page.paragraph("{{ secrecy }}", "Secrecy")
    page.paragraph("密卷编号：{{ file_number }}", "Secrecy")
    page.paragraph()
    page.title("真实身份与化名使用说明")
    page.paragraphs("{%p if is_witness %}")
    page.paragraphs(
        f"根据{WITNESS}第九条第二款的规定，现将证人真实身份信息和使用化名的情况书面说明如下。",
        "{%p else %}",
        f"根据{REPORTER}第十一条第一款的规定，现将举报人使用化名的情况书面说明如下。",
        "{%p endif %}",
    )
    page.heading("一、真实身份", over_form=True)
    page.form(
        (
            Row((label("真实姓名"), value("{{ name }}"), label("化名"), value("{{ alias }}"))),
            Row((label("性别"), value("{{ sex }}"), label("出生日期"), value("{{ born_on }}"))),
            Row((label("身份"), value("{{ capacity }}"), label("联系方式"), value("{{ contact }}"))),
            Row((label("身份证件"), value("{{ id_document }}", 10))),
            Row((label("住址"), value("{{ address }}", 10))),
            Row((label("工作单位"), value("{{ work_unit }}", 10))),
        )
    )
    page.gap()
    page.heading("二、使用化名的情况")
    page.paragraphs("自{{ used_since }}起使用化名“{{ alias }}”。使用化名的原因：{{ reason }}")
    page.paragraphs("使用化名的文书和材料：", "{{ used_in }}")
    page.paragraphs(
        "{%p if is_witness %}",
        "上列文书、材料中以化名等代替证人的个人信息，签名以捺指印代替（第九条第一款）。",
        "{%p endif %}",
    )
    page.heading("三、批准和保管")
    page.paragraphs(
        "{{ approved_by }}于{{ approved_on }}批准使用化名。本说明单独成卷，标明密级，由{{ keeper }}妥善保管。",
        "{%p if is_witness %}",
        "本密卷不得提供给人民法院、人民检察院和公安机关的承办人员以外的人员查阅，法律另有规定的除外（第九条第二款）。",
        "{%p else %}",
        "本密卷严禁泄露；未经检察长批准，其他工作人员不得查看（第四条、第五条第二项）。",
        "{%p endif %}",
        "承办人：{{ handlers }}",
    )
    page.signature()
