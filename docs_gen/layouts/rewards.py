"""Layouts of 奖励意见审批表 and 奖金发放登记表 (规定 2 第十四条 to 第二十三条)."""

from __future__ import annotations

from docs_gen.forms import Row, label, opinion, tag_row, value
from docs_gen.layouts.names import REPORTER
from docs_gen.official import Official


def reward_opinion(page: Official) -> None:
    """奖励意见审批表: persons, manner, amount; a box for each whose approval the amount asks for."""
    page.secrecy()
    page.title("举报奖励意见审批表")
    page.form(
        (
            Row((label("举报中心"), value("{{ office }}", 10))),
            Row((label("登记编号"), value("{{ number }}"), label("填表日期"), value("{{ date }}"))),
            Row((label("奖励的提起"), value("{{ initiated_boxes }}", 10))),
            Row((label("案件名称"), value("{{ case_name }}", 10))),
            Row((label("案件结果"), value("{{ judgment_boxes }}", 10)), height=12),
            Row((label("裁判或者不\n起诉决定"), value("{{ judgment_paper }}", 10))),
            Row((label("贡献程度"), value("{{ contribution_boxes }}", 10))),
            Row((label("性质、情节\n和线索价值"), value("{{ value }}", 10)), height=20, long=True),
        )
    )
    page.gap()
    page.form(
        (
            Row((label("拟予奖励的人员", 3), label("贡献", 4), label("奖励方式", 3), label("奖金（元）")), head=True),
            tag_row("{%tr for one in persons %}"),
            Row((value("{{ one.name }}\n（{{ one.capacity }}）", 3), value("{{ one.merits }}"),
                 value("{{ one.manner }}\n荣誉：{{ one.honour }}", 3), value("{{ one.amount }}", 2)),
                height=14, long=True),
            tag_row("{%tr endfor %}"),
            Row((label("合计", 3), value("人民币{{ total_in_words }}", 7), value("{{ total }}", 2))),
            Row((label("此前已奖励", 3), value("{{ paid_before }}元；每案共计{{ whole }}元", 9))),
            Row((label("承办人", 3), value("{{ handlers }}", 9))),
            Row((label("其他举报人\n的情况", 3), value("{{ others }}", 9)), height=12, long=True),
            tag_row("{%tr if offending_unit %}"),
            Row((label("案发单位给予\n奖励的理由", 3), value("{{ unit_reasons }}", 9)), height=12, long=True),
            tag_row("{%tr endif %}"),
        )
    )  # fmt: skip
    page.gap()
    page.form(
        (
            Row((label("应当由谁决定\n或者批准", 3), value("{{ approval }}", 9))),
            Row((label("举报中心意见", 3), opinion(9)), height=24),
            Row((label("检察长决定", 3), opinion(9)), height=24),
            tag_row("{%tr if province %}"),
            Row((label("省级人民检察院\n批准", 3), opinion(9)), height=24),
            tag_row("{%tr endif %}"),
            tag_row("{%tr if supreme %}"),
            Row((label("最高人民检察院\n批准", 3), opinion(9)), height=24),
            tag_row("{%tr endif %}"),
        )
    )  # fmt: skip
    page.paragraph(
        f"注：依据{REPORTER}第十四条至第二十条。每案奖金一般不超过二十万元；有重大贡献的，经省级人民检察院批准，最高不超过"
        "五十万元；有特别重大贡献的，经最高人民检察院批准，不受上述数额的限制（第十六条第二款）。多人联名的，总和不得"
        "超过每案上限（第十七条第一款）。对有功单位一般采取荣誉奖励方式（第十五条第二款）。举报人信息必须严格保密（第四条）。",
        "FormNote",
    )


def reward_payment(page: Official) -> None:
    """奖金发放登记表: signed by whoever receives and by the prosecutors present."""
    page.secrecy()
    page.title("举报奖金发放登记表")
    page.form(
        (
            Row((label("举报中心"), value("{{ office }}", 10))),
            Row((label("登记编号"), value("{{ number }}"), label("发放日期"), value("{{ paid_on }}"))),
            Row((label("奖励决定"), value("{{ decision }}"), label("决定或者\n批准日期"), value("{{ decided_on }}"))),
            Row((label("决定和批准"), value("{{ approved_by }}", 10))),
            Row((label("批准总额"), value("{{ approved_total }}元"), label("此前发放"), value("{{ paid_before }}元"))),
            Row((label("领取地点"), value("{{ place }}", 10))),
        )
    )  # fmt: skip
    page.gap()
    page.form(
        (
            Row((label("受奖人员", 3), label("金额（元）"), label("领取人", 4), label("签名（捺印）\n和日期", 3)),
                head=True),
            tag_row("{%tr for one in persons %}"),
            Row((value("{{ one.name }}\n（{{ one.state }}）", 3), value("{{ one.amount }}", 2),
                 value("{{ one.receiver }}\n姓名：{{ one.receiver_name }}\n证明：{{ one.proof }}"), value("", 3)),
                height=22),
            tag_row("{%tr endfor %}"),
            Row((label("合计", 3), value("人民币{{ total_in_words }}（{{ total }}元）", 9))),
        )
    )  # fmt: skip
    page.gap()
    page.form(
        (
            Row((label("在场检察人员", 3), value("{{ present }}", 9))),
            Row((label("在场检察人员\n签名", 3), opinion(9, "年　　月　　日")), height=24),
            Row((label("经办人", 3), value("{{ payer }}", 9))),
        )
    )  # fmt: skip
    page.paragraph(
        f"注：依据{REPORTER}第二十一条、第二十三条。发放时应当有两名以上检察人员在场；受奖人员在获得奖励之前死亡、被宣告死亡的，"
        "发给继承人，丧失行为能力的，发给监护人。严禁截留、侵占、私分、挪用（第二十六条第三项）。",
        "FormNote",
    )
