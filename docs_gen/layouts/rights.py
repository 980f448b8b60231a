"""Layouts of the 维护执法权威 documents (规定 3)."""

from __future__ import annotations

from docs_gen.forms import Row, label, opinion, value
from docs_gen.layouts.names import RIGHTS
from docs_gen.official import Official

TITLES = {
    "rights_accepted": "受理答复书",
    "rights_refused": "不予受理答复书",
    "rights_result": "核查结果反馈书",
    "review_result": "复核结果书",
}


def rights_application_form(page: Official) -> None:
    """维护执法权威申请表."""
    page.secrecy()
    page.title("维护执法权威申请表")
    page.form(
        (
            Row((label("受理单位"), value("{{ office }}", 10))),
            Row((label("编号"), value("{{ number }}"), label("申请日期"), value("{{ applied_on }}"))),
            Row((label("申请人"), value("{{ applicant_boxes }}", 10))),
            Row(
                (
                    label("姓名或者\n部门"),
                    value("{{ applicant_name }}"),
                    label("与民警的\n关系"),
                    value("{{ relative }}"),
                )
            ),
            Row((label("民警姓名"), value("{{ name }}"), label("身份"), value("{{ position }}"))),
            Row((label("所在单位"), value("{{ unit }}"), label("联系电话"), value("{{ contact }}"))),
            Row((label("申请事由"), value("{{ ground_boxes }}", 10))),
            Row((label("侵犯行为"), value("{{ behaviour }}", 10)), height=14),
            Row((label("侵犯人"), value("{{ against }}"), label("现场情形"), value("{{ scene_boxes }}"))),
            Row((label("发生时间"), value("{{ occurred }}"), label("工作时间"), value("{{ on_duty }}"))),
            Row((label("发生地点"), value("{{ place }}", 10))),
            Row((label("损害后果"), value("{{ injury }}"), label("处分或者\n处理"), value("{{ sanction }}"))),
            Row((label("事实经过"), value("{{ facts }}", 10)), height=40, long=True),
            Row((label("证据情况"), value("{{ evidence }}", 10)), height=16, long=True),
            Row((label("请求事项"), value("{{ request }}", 10)), height=16, long=True),
            Row((label("法律专业\n人士"), value("{{ lawyer }}"), label("答复期限"), value("{{ answer_due }}"))),
            Row((label("依据"), value("{{ basis }}", 10))),
            Row((label("申请人签名"), opinion()), height=16),
            Row((label("维权办\n审查意见"), opinion()), height=26),
            Row((label("维权委\n意见"), opinion()), height=26),
        )
    )
    page.paragraph(
        f"注：依据{RIGHTS}第三十条、第三十一条。维权办应当在3个工作日内答复；不予受理的，说明理由；"
        "3个工作日内未答复的，视为受理，但因申请人原因无法答复的除外。",
        "FormNote",
    )


def rights_accepted(page: Official) -> None:
    """受理答复书."""
    _answer_head(page, "rights_accepted")
    page.paragraphs(
        "你（单位）于{{ applied_on }}提出的维护执法权威申请收悉。",
        "{%p if deemed %}",
        f"维权办在3个工作日内未予答复，根据{RIGHTS}第三十一条的规定，视为受理，现已登记，"
        "登记编号：{{ registered_as }}。",
        "{%p else %}",
        f"经审查，属于维权职责范围。根据{RIGHTS}第三十一条的规定，决定予以受理，并已登记，"
        "登记编号：{{ registered_as }}。",
        "{%p endif %}",
        "现将有关期限和权利告知如下：",
        "1. 调查核实工作经维权委审批同意后开展，在30个工作日内完成，期限至{{ investigation_due }}；"
        "重大、疑难、复杂的，经报维权委同意，可延长至60日（第三十二条第一款）。",
        "2. 核查完毕3日内，核查结果经维权委审核同意后向你（单位）反馈（第三十二条第一款）。",
        "3. 对核查结果有异议的，可以自收到答复之日起10个工作日内，向{{ higher_office }}申请复核；"
        "该办自收到复核申请之日起30日内反馈（第三十二条第二款）。",
        "联系人和电话：{{ contact }}。",
    )
    page.signature()


def rights_refused(page: Official) -> None:
    """不予受理答复书: with reasons."""
    _answer_head(page, "rights_refused")
    page.paragraphs(
        "你（单位）于{{ applied_on }}提出的维护执法权威申请收悉。"
        f"经审查，根据{RIGHTS}第三十一条的规定，决定不予受理。理由如下：",
        "{{ reasons }}",
        "{%p if basis %}",
        "依据：{{ basis }}。",
        "{%p endif %}",
        "对本答复有异议的，可以自收到之日起10个工作日内，向{{ higher_office }}申请复核；"
        "该办自收到复核申请之日起30日内反馈，认为应当受理的，书面通知下级公安机关维权办受理并开展工作"
        "（第三十二条第二款）。",
        "联系人和电话：{{ contact }}。",
    )
    page.signature()


def rights_result(page: Official) -> None:
    """核查结果反馈书."""
    _answer_head(page, "rights_result")
    page.paragraphs(
        "你（单位）于{{ applied_on }}提出的维护执法权威申请（登记编号：{{ registered_as }}），"
        "已于{{ finished_on }}核查完毕，核查结果于{{ approved_on }}经维权委审核同意。"
        f"根据{RIGHTS}第三十二条第一款的规定，现反馈如下：",
    )
    page.heading("一、核查情况")
    page.paragraphs("{{ findings }}")
    page.heading("二、核查结论")
    page.paragraphs(
        "{%p if consequence %}",
        "经核查认定，{{ conclusion }}。根据第三十四条的规定，{{ consequence }}。",
        "{%p else %}",
        "{{ conclusion }}",
        "{%p endif %}",
    )
    page.paragraphs("{%p if measures %}")
    page.heading("三、处理措施")
    page.paragraphs(
        "{%p for measure in measures %}", "{{ loop.index }}. {{ measure }}", "{%p endfor %}", "{%p endif %}"
    )
    page.paragraphs(
        "对核查结果有异议的，可以自收到本反馈书之日起10个工作日内，向"
        "{{ higher_office }}申请复核；该办自收到复核申请之日起30日内反馈（第三十二条第二款）。",
        "{%p if review_due %}",
        "申请复核的期限至{{ review_due }}。",
        "{%p endif %}",
        "联系人和电话：{{ contact }}。",
    )
    page.signature()


def review_result(page: Official) -> None:
    """复核结果书."""
    _answer_head(page, "review_result")
    page.paragraphs(
        "你（单位）不服{{ lower_office }}作出的{{ reviewed_document }}，向本办申请复核。"
        "本办于{{ applied_on }}收到申请，现已复核完毕。"
        f"根据{RIGHTS}第三十二条第二款的规定，现反馈如下：",
    )
    page.heading("一、复核情况和理由")
    page.paragraphs("{{ findings }}")
    page.heading("二、复核结果")
    page.paragraphs(
        "{{ decision }}。",
        "{%p if must_accept %}",
        "本办已书面通知{{ lower_office }}受理并开展工作。",
        "{%p endif %}",
        "联系人和电话：{{ contact }}。",
    )
    page.signature()


def extension_approval(page: Official) -> None:
    """延长调查审批表."""
    page.title("延长调查审批表")
    page.form(
        (
            Row((label("单位"), value("{{ office }}", 10))),
            Row((label("登记编号"), value("{{ registered_as }}"), label("填表日期"), value("{{ date }}"))),
            Row((label("申请人"), value("{{ applicant_name }}"), label("受理日期"), value("{{ accepted_on }}"))),
            Row((label("申请事由"), value("{{ matter }}", 10))),
            Row((label("原调查期限"), value("{{ original_due }}"), label("拟延长至"), value("{{ extended_due }}"))),
            Row((label("延长情形"), value("{{ grounds_boxes }}", 10))),
            Row((label("已开展的\n调查工作"), value("{{ progress }}", 10)), height=26, long=True),
            Row((label("延长理由"), value("{{ reasons }}", 10)), height=26, long=True),
            Row((label("承办人"), value("{{ handlers }}", 10))),
            Row((label("维权办\n意见"), opinion()), height=30),
            Row((label("维权委\n意见"), opinion()), height=30),
        )
    )
    page.paragraph(
        f"注：依据{RIGHTS}第三十二条第一款。调查核实应当在30个工作日内完成；对重大、疑难、复杂的维权申请，"
        "经报维权委同意，可延长至60日。",
        "FormNote",
    )


def _answer_head(page: Official, kind: str) -> None:
    """Organ, title, number, and to whom."""
    page.title(TITLES[kind], organ="{{ office }}", doc_number="{{ number }}")
    page.paragraph("{{ applicant_name }}：", "Addressee")
