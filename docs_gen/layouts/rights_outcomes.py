"""Layouts of what follows in 维护执法权威 (规定 3 第十五条, 第二十六条, 第三十二条, 第三十四条, 第三十六条)."""

from __future__ import annotations

from docs_gen.forms import Row, label, opinion, value
from docs_gen.layouts.names import RIGHTS
from docs_gen.layouts.reporter_letters import numbered
from docs_gen.official import Official


def review_request(page: Official) -> None:
    """复核申请书: the applicant's own paper."""
    page.title("复核申请书")
    page.paragraph("{{ higher_office }}：", "Addressee")
    page.form(
        (
            Row((label("申请人"), value("{{ applicant_name }}"), label("联系电话"), value("{{ contact }}"))),
            Row((label("所在单位"), value("{{ unit }}", 10))),
            Row((label("作出答复的\n维权办"), value("{{ lower_office }}", 10))),
            Row((label("申请复核\n的文书"), value("《{{ reviewed }}》（{{ reviewed_number }}）", 10))),
            Row((label("收到答复\n的日期"), value("{{ received_on }}"), label("申请期限"), value("{{ review_due }}"))),
        )
    )
    page.gap(14)
    page.paragraphs(
        f"申请人对上述答复有异议，根据{RIGHTS}第三十二条第二款的规定，申请复核。",
    )
    page.heading("一、异议和理由")
    page.paragraphs("{{ objections }}")
    page.heading("二、请求事项")
    page.paragraphs("{{ request }}")
    page.heading("三、新的证据或者材料")
    page.paragraphs("{{ evidence }}")
    page.paragraphs("{%p if late_reason %}")
    page.heading("四、超过期限申请的原因")
    page.paragraphs("{{ late_reason }}", "{%p endif %}")
    page.gap(14)
    page.keep_last(7)
    page.form((Row((label("申请人签名"), value(""), label("申请日期"), value("{{ date }}")), height=16),))


def vindication_notice(page: Official) -> None:
    """公安督察正名通知书."""
    _head(page, "公安督察正名通知书", "{{ recipient }}")
    page.paragraphs(
        "{{ position }}{{ name }}于{{ complained_on }}被{{ source }}反映有关问题。现已查实，"
        f"根据{RIGHTS}第十五条的规定，通知如下：",
    )
    page.heading("一、反映的问题")
    page.paragraphs("{{ alleged }}")
    page.heading("二、查明的事实")
    page.paragraphs("{{ facts }}")
    page.heading("三、结论")
    page.paragraphs(
        "上述反映与事实不符，属于{{ falsehood }}。现予澄清事实，为{{ name }}恢复名誉，挽回影响。"
        "对诬告、陷害人，依法追究法律责任。",
    )
    page.heading("四、澄清和挽回影响的措施")
    numbered(page, "clearing")
    page.paragraphs("请你单位协助落实，挽回影响。")
    page.signature()
    _copies(page, "抄送：{{ copies }}")


def written_warning(page: Official) -> None:
    """书面告诫书: the complaint, why it is malicious, the warning; a receipt at the foot."""
    _head(page, "书面告诫书", "{{ warned }}")
    page.paragraphs(
        "你（单位）于{{ complained_on }}向{{ complained_to }}投诉民警。经查，该投诉捏造、歪曲事实，{{ aims }}。"
        f"根据{RIGHTS}第二十六条的规定，现予书面告诫。",
    )
    page.heading("一、查明的事实")
    page.paragraphs("{{ conduct }}")
    page.heading("二、认定的依据")
    numbered(page, "evidence")
    page.heading("三、告诫事项")
    page.paragraphs(
        "1. 立即停止捏造、歪曲事实的投诉行为。",
        "2. 再有捏造、歪曲事实，诬告陷害、侮辱、诽谤民警及其近亲属等行为的，依法追究法律责任"
        "（第十五条、第二十一条至第二十三条）。",
        "3. 本告诫不影响你（单位）如实反映问题、依法提出意见和投诉的权利。",
        "联系人和电话：{{ contact }}。",
    )
    page.signature()
    _copies(page, "抄报：{{ copies }}")
    page.gap(14)
    page.form(
        (Row((label("送达人"), opinion(4, "年　　月　　日"), label("被告诫人\n签收"), opinion(4, "年　　月　　日"))),)
    )


def supervision_proposal(page: Official) -> None:
    """督察建议书."""
    _head(page, "督察建议书", "{{ recipient }}")
    page.paragraphs(
        "{{ unit }}{{ name }}的维护执法权威申请（登记编号：{{ registered_as }}），经核查，认定民警执法存在{{ fault }}，"
        "核查结果于{{ approved_on }}经维权委审核同意。"
        f"根据{RIGHTS}第三十四条的规定，现提出督察建议并移送你单位处理。",
    )
    page.heading("一、核查认定的事实")
    page.paragraphs("{{ findings }}")
    page.heading("二、督察建议")
    numbered(page, "proposals")
    page.heading("三、有关要求")
    page.paragraphs(
        "不得因民警提出申请、申诉而加重对其处分、处理（第三十三条）。",
        "{%p if tolerant %}",
        "民警在依法履行职责、行使职权过程中未出现重大过错的，建议依照第十八条给予从轻、减轻或者免于问责。",
        "{%p endif %}",
        "{%p if reply_by %}",
        "请于{{ reply_by }}前将处理情况反馈本办。",
        "{%p else %}",
        "请将处理情况及时反馈本办。",
        "{%p endif %}",
        "联系人和电话：{{ contact }}。",
    )
    page.signature()


def incident_report(page: Official) -> None:
    """案（事）件信息上报表."""
    page.secrecy()
    page.title("侵犯民警执法权威案（事）件信息上报表")
    page.form(
        (
            Row((label("上报单位"), value("{{ office }}", 10))),
            Row((label("接收单位"), value("{{ recipient }}", 10))),
            Row((label("登记编号"), value("{{ number }}"), label("得知日期"), value("{{ learned_on }}"))),
            Row((label("上报日期"), value("{{ reported_on }}"), label("平台录入"), value("{{ entered_on }}"))),
            Row((label("上报方式"), value("{{ urgency_boxes }}", 10))),
            Row((label("民警姓名"), value("{{ name }}"), label("身份"), value("{{ position }}"))),
            Row((label("所在单位"), value("{{ unit }}", 10))),
            Row((label("发生时间"), value("{{ occurred }}"), label("发生地点"), value("{{ place }}"))),
            Row((label("侵犯行为"), value("{{ behaviour }}", 10))),
            Row((label("侵犯人"), value("{{ against }}"), label("伤亡和损失"), value("{{ injury }}"))),
            Row((label("简要情况"), value("{{ facts }}", 10)), height=22, long=True),
            Row((label("现场处置和\n办理情况"), value("{{ handling }}", 10)), height=14, long=True),
            Row((label("舆情风险"), value("{{ opinion }}", 10)), height=12, long=True),
            Row((label("已采取的\n维权措施"), value("{{ steps }}", 10)), height=10, long=True),
            Row((label("填报人\n和电话"), value("{{ reporter }}", 10))),
            Row((label("维权办\n负责人"), opinion()), height=14),
        )
    )
    page.paragraph(
        f"注：依据{RIGHTS}第三十六条。维权办应当按照有关规定上报侵犯民警执法权威案（事）件信息，并及时准确录入警务督察"
        "信息平台；重大紧急的案（事）件立即上报上级公安机关维权办。",
        "FormNote",
    )


def _head(page: Official, title: str, whom: str) -> None:
    """Organ, title, number, and to whom."""
    page.title(title, organ="{{ office }}", doc_number="{{ number }}")
    page.paragraph(f"{whom}：", "Addressee")


def _copies(page: Official, words: str) -> None:
    """Who gets a copy, under the signature."""
    page.paragraphs("{%p if copies %}")
    page.paragraph()
    page.paragraph(words, "FlushLine")
    page.paragraphs("{%p endif %}")
