"""Layouts of the letters of 规定 2, in the letter form of GB/T 9704."""

from __future__ import annotations

from docs_gen.layouts.names import REPORTER
from docs_gen.official import Official


def assistance_letter(page: Official) -> None:
    """商请公安机关协助函."""
    letter_opening(page, "关于商请协助保护举报人的函")
    page.paragraphs(
        "我院在办理职务犯罪举报工作中，{{ relation }}{{ name }}的人身、财产安全受到威胁，需要采取保护措施。"
        f"根据{REPORTER}第九条第二款的规定，现商请你单位在职责范围内予以协助。有关情况函告如下：",
    )
    page.heading("一、受到威胁的情况")
    page.paragraphs("{{ situation }}")
    page.heading("二、商请协助的保护措施")
    numbered(page, "measures")
    page.paragraphs("{%p if period %}", "协助期限：{{ period }}。", "{%p endif %}")
    page.heading("三、联系方式")
    page.paragraphs(
        "被保护人住址：{{ address }}；联系方式：{{ contact }}。",
        "{%p if under_alias %}",
        "被保护人系使用化名，真实身份信息另行书面说明，标明密级，单独成卷（第十一条第一款），由专人递送。",
        "{%p endif %}",
        "我院联系人：{{ contact_person }}，联系电话：{{ contact_phone }}。",
        "请对举报人信息和保护事项严格保密，并将采取措施的情况函复我院。",
    )
    letter_end(page)


def explanation_request(page: Official) -> None:
    """要求说明函: of decisions and acts; of nobody."""
    letter_opening(page, "关于要求作出说明的函")
    page.paragraphs(
        f"根据{REPORTER}第八条第二款的规定，请你单位（你）就下列事项作出解释或者说明：",
    )
    page.heading("一、需要说明的事项")
    page.paragraphs("{{ matter }}")
    page.heading("二、请说明的问题")
    numbered(page, "questions")
    page.heading("三、有关要求")
    page.paragraphs(
        "{%p if reply_by %}",
        "1. 请于{{ reply_by }}前书面答复，并附有关决定、记录等材料。",
        "{%p else %}",
        "1. 请及时书面答复，并附有关决定、记录等材料。",
        "{%p endif %}",
    )
    _not_to_pursue(page)
    letter_end(page)


def correction_proposal(page: Official) -> None:
    """建议纠正函: the treatment by date and number, what is wrong with it, what to do."""
    letter_opening(page, "关于建议纠正错误处理的函")
    page.paragraphs(
        f"经我院核实，下列处理应当纠正。根据{REPORTER}第八条第一款第二项的规定，现建议如下：",
    )
    page.heading("一、需要纠正的处理")
    page.paragraphs("{{ treatment }}")
    page.heading("二、理由")
    page.paragraphs("{{ reasons }}")
    page.heading("三、建议纠正的事项")
    numbered(page, "proposals")
    page.heading("四、有关要求")
    page.paragraphs(
        "{%p if reply_by %}",
        "1. 请于{{ reply_by }}前将纠正情况函复我院。",
        "{%p else %}",
        "1. 请及时将纠正情况函复我院。",
        "{%p endif %}",
    )
    _not_to_pursue(page)
    letter_end(page)


def relief_letter(page: Official) -> None:
    """救助协调函: whom to help and why."""
    letter_opening(page, "关于商请予以救助的函")
    page.paragraphs(
        "{{ name }}因遭受打击报复，受到{{ harm }}，需要救助。"
        f"根据{REPORTER}第八条第一款第三项的规定，现商请你单位依照规定予以救助。有关情况函告如下：",
    )
    page.heading("一、伤害或者损失情况")
    page.paragraphs("{{ situation }}")
    page.heading("二、商请救助的事项")
    numbered(page, "needs")
    page.paragraphs("{%p if basis %}", "救助依据：{{ basis }}。", "{%p endif %}")
    page.heading("三、联系方式")
    page.paragraphs(
        "{%p if under_alias %}",
        "被救助人系使用化名，真实身份信息另行书面说明，标明密级，单独成卷（第十一条第一款），由专人递送。",
        "{%p endif %}",
        "我院联系人：{{ contact_person }}，联系电话：{{ contact_phone }}。需要与被救助人联系的，由我院转达。",
        "请对被救助人的信息和本函内容严格保密（第四条），只由经办人员知悉，并将救助情况函复我院。",
    )
    letter_end(page)


def court_protection_letter(page: Official) -> None:
    """不暴露外貌声音建议函."""
    letter_opening(page, "关于建议采取出庭作证保护措施的函")
    page.paragraphs(
        "你院审理的{{ case_name }}一案，通知作为证人的举报人{{ name }}出庭作证。"
        "举报人及其近亲属因作证面临遭受打击报复的危险。"
        f"根据{REPORTER}第十一条第二款的规定，现建议你院采取出庭作证保护措施。有关情况函告如下：",
    )
    page.heading("一、面临的危险")
    page.paragraphs("{{ danger }}")
    page.heading("二、建议采取的措施")
    numbered(page, "measures")
    page.paragraphs(
        "{%p if other_measures %}",
        "其他措施的内容：",
        "{{ other_measures }}",
        "{%p endif %}",
        "请同时不公开举报人的真实姓名、住址和工作单位等个人信息（第十一条第一款）。",
    )
    page.heading("三、联系方式")
    page.paragraphs(
        "{%p if under_alias %}",
        "举报人在诉讼中使用化名，使用化名的情况另行书面说明，标明密级，单独成卷（第十一条第一款）。",
        "{%p endif %}",
        "我院联系人：{{ contact_person }}，联系电话：{{ contact_phone }}。",
        "请将采取措施的情况函复我院。",
    )
    letter_end(page)


def letter_opening(page: Official, title: str) -> None:
    """Organ, marks and number, title, to whom."""
    page.letter_head("{{ office }}", "{{ marks }}", "{{ number }}")
    page.paragraph()
    page.paragraph()
    page.title(title)
    page.paragraph("{{ recipient }}：", "Addressee")


def letter_end(page: Official) -> None:
    """附件说明, if there is any, and the signature."""
    page.paragraphs("{%p if attachments %}")
    page.paragraph()
    page.paragraphs("{%p for attachment in attachments %}")
    page.paragraph("{{ attachment }}", "FlushLine")
    page.paragraphs("{%p endfor %}", "{%p endif %}")
    page.signature()


def numbered(page: Official, name: str) -> None:
    """The entries of a list, a numbered paragraph each."""
    page.paragraphs(f"{{%p for one in {name} %}}", "{{ loop.index }}. {{ one }}", "{%p endfor %}")


def _not_to_pursue(page: Official) -> None:
    """What a unit that may retaliate is told: that the letter says of nobody that they reported, and what follows."""
    page.paragraphs(
        "2. 本函不表明任何人是否举报。不得因本函打听、追查、处理任何人员。",
        "3. 打击报复或者指使他人打击报复举报人及其近亲属的，依纪依法给予处分；构成违反治安管理行为的，依法给予"
        "治安管理处罚；构成犯罪的，依法追究刑事责任（第十二条第一款）。",
        "我院联系人：{{ contact_person }}，联系电话：{{ contact_phone }}。",
    )
