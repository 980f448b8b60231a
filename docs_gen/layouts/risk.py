"""Layouts of 风险评估表 and 举报人保护预案 (规定 2 第六条)."""

from __future__ import annotations

from docs_gen.forms import Row, label, opinion, tag_row, value
from docs_gen.layouts.names import REPORTER
from docs_gen.layouts.reporter_letters import numbered
from docs_gen.official import Official


def risk_assessment(page: Official) -> None:
    """风险评估表: each risk by nature, degree and influence; the level."""
    page.secrecy()
    page.title("举报人风险评估表")
    page.form(
        (
            Row((label("评估单位"), value("{{ office }}", 10))),
            Row((label("登记编号"), value("{{ number }}"), label("举报人"), value("{{ name }}"))),
            Row((label("受理日期"), value("{{ accepted_on }}"), label("评估日期"), value("{{ assessed_on }}"))),
            Row((label("评估时机"), value("{{ occasion_boxes }}", 10))),
            Row((label("原风险等级"), value("{{ previous_level }}", 2), label("变化的情况"), value("{{ changes }}", 6)),
                long=True),
            Row((label("可能发生的风险", 4), label("性质"), label("程度", 3), label("影响", 3))),
            tag_row("{%tr for one in factors %}"),
            Row((value("{{ one.risk }}"), value("{{ one.nature }}", 2), value("{{ one.degree }}", 3),
                 value("{{ one.influence }}", 3)), height=12),
            tag_row("{%tr endfor %}"),
            Row((label("已有的打击\n报复迹象"), value("{{ signs }}", 10)), height=10, long=True),
            Row((label("综合评估\n意见"), value("{{ reasons }}", 10)), height=16, long=True),
            Row((label("各项因素\n指向的等级"), value("{{ proposed }}"),
                 label("拟定风险\n等级"), value("{{ level_boxes }}"))),
            Row((label("评估人"), value("{{ handlers }}", 10))),
            Row((label("举报中心\n意见"), opinion()), height=15),
            Row((label("检察长意见"), opinion()), height=15),
        )
    )  # fmt: skip
    page.paragraph(
        f"注：依据{REPORTER}第六条。等级由各项因素中最重的一项指出，由人确定；条文没有规定等级的名称和由谁确定。",
        "FormNote",
    )


def reporter_protection_plan(page: Official) -> None:
    """举报人保护预案."""
    page.secrecy()
    page.approval_head(("检察长\n意见", "举报中心\n意见"))
    page.title("举报人保护预案")
    page.paragraphs(
        f"根据{REPORTER}第六条第一款的规定，按照{{{{ assessed_on }}}}评估确定的风险等级，制定本预案。",
    )
    page.heading("一、保护对象和风险等级", over_form=True)
    page.form(
        (
            Row((label("登记编号"), value("{{ number }}"), label("举报人"), value("{{ name }}"))),
            Row((label("联系方式"), value("{{ contact }}", 10))),
            Row((label("保护对象"), value("{{ who }}"), label("风险等级"), value("{{ level_boxes }}"))),
        )
    )
    page.gap()
    page.paragraphs(
        "{%p if under_alias %}",
        "举报人使用化名的情况另行书面说明，标明密级，单独成卷（第十一条第一款）。",
        "{%p endif %}",
    )
    page.heading("二、主要风险")
    numbered(page, "risks")
    page.heading("三、保密措施（第五条）")
    numbered(page, "keeping_secret")
    page.heading("四、保护措施（第八条、第九条）")
    numbered(page, "measures")
    page.heading("五、紧急情况的处置")
    page.paragraphs(
        "{{ contingency }}",
        "举报人可以随时联系：{{ duty_contact }}。情况紧急的，可以直接向公安机关请求保护，公安机关应当先采取紧急措施，"
        "并及时通知受理举报的人民检察院（第九条第三款）。",
        "协助的公安机关：{{ police_unit }}。",
    )
    page.heading("六、实施部门和分工（第十三条）")
    numbered(page, "departments")
    page.heading("七、风险等级和预案的调整（第六条第二款）")
    page.paragraphs("{{ adjusting }}", "承办人：{{ handlers }}")
    page.signature()
