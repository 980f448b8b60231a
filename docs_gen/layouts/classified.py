"""Layout of the classified note (规定 1 第九条第二款; 规定 2 第十一条第一款)."""

from __future__ import annotations

from docs_gen.forms import Row, label, value
from docs_gen.layouts.names import REPORTER, WITNESS
from docs_gen.official import Official


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
