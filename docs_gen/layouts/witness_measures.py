"""Layouts of plan, notice, consent and contact ban (规定 1 第八条, 第十条 to 第十三条)."""

from __future__ import annotations

from docs_gen.forms import SIGN, Cell, Row, label, opinion
from docs_gen.layouts.names import WITNESS
from docs_gen.official import Official

HIDDEN_NOTE = "上列化名人员的真实身份信息已另行书面说明，单独成卷，标明密级（第九条第二款）。"
NAME_AND_PRINT = "签名（捺指印）：　　　　　　　　　年　　月　　日"


def protection_plan(page: Official) -> None:
    """证人保护方案: what 第八条第一款 names, in its order."""
    page.secrecy()
    page.title("证人保护方案", organ="{{ office }}")
    page.paragraphs(
        "{{ names }}的证人保护措施已于{{ approved_on }}经批准采取，由{{ office }}负责执行。"
        f"根据{WITNESS}第八条第一款的规定，制定本方案。",
    )
    page.heading("一、被保护人和需要防范的危险")
    page.paragraphs("{%p for person in persons %}")
    page.paragraph(
        "{{ loop.index }}. {{ person.name }}，{{ person.capacity }}。"
        "现住址：{{ person.address }}。联系方式：{{ person.contact }}。"
    )
    page.paragraphs(
        "{%p endfor %}",
        "{%p if under_alias %}",
        HIDDEN_NOTE,
        "{%p endif %}",
        "办案部门：{{ handling_unit }}。危险程度：{{ gravity }}。",
        "{{ danger }}",
    )
    page.heading("二、具体保护措施")
    _numbered(page, "measure", "measures")
    page.paragraphs("{%p if period %}", "保护期限：{{ period }}。", "{%p endif %}")
    page.heading("三、警力部署")
    page.paragraphs(
        "{{ forces }}",
        "{%p if assisting %}",
        "协助的派出所和部门：{{ assisting }}。",
        "{%p endif %}",
    )
    page.heading("四、处置预案")
    page.paragraphs("{{ contingency }}")
    page.heading("五、通信联络")
    page.paragraphs("{{ communications }}")
    page.heading("六、装备器材")
    page.paragraphs("{{ equipment }}")
    page.paragraphs("{%p if other %}")
    page.heading("七、其他事项")
    page.paragraphs(
        "{{ other }}",
        "{%p endif %}",
        "案情进展情况和被保护人受到安全威胁的程度有变化的，及时调整本方案（第十四条第一款）。"
        "参与人员对证人信息、证人保护相关事项应当保密（第二十一条）。",
        "承办人：{{ handlers }}",
    )
    page.signature()


def measures_notice(page: Official) -> None:
    """保护措施告知书: to the person, plainly."""
    page.title("保护措施告知书", organ="{{ office }}", doc_number="{{ number }}")
    page.paragraph("{{ name }}：", "Addressee")
    page.paragraphs(
        f"根据{WITNESS}第七条、第八条的规定，经{{{{ approved_on }}}}批准，决定自{{{{ started_on }}}}起"
        "对你采取保护措施。现将有关事项告知如下：",
    )
    page.heading("一、采取的保护措施")
    _numbered(page, "measure", "measures")
    page.paragraphs("{%p if period %}", "保护期限：{{ period }}。", "{%p endif %}")
    page.heading("二、需要你配合的事项")
    _numbered(page, "one", "cooperation")
    page.heading("三、你的权利")
    page.paragraphs(
        "1. 你可以向证人保护部门申请变更保护措施（第十四条第一款），也可以书面申请终止保护（第十八条第一款第二项）。",
        "2. 你或者你的近亲属受到威胁、侮辱、殴打或者打击报复的，可以随时反映，公安机关应当依法调查处理（第十五条）。",
        "3. 安装定位、报警、视频监控等装置，安置到安全的环境，安排到其他地方居住生活，须经你同意"
        "（第十一条至第十三条）。",
        "4. 参与办案和保护工作的人员应当对你的信息和保护事项保密（第二十一条）。",
    )
    page.heading("四、联系方式")
    page.paragraphs(
        "证人保护部门：{{ department }}。联系人：{{ contact_person }}，联系电话：{{ contact_phone }}。"
        "危险就在眼前的，请立即拨打110。",
        "{%p if under_alias %}",
        "本告知书使用化名，签收时以捺指印代替签名（第九条第一款）。",
        "{%p endif %}",
    )
    page.signature()
    page.gap(14)
    page.form((Row((label("被告知人\n签收"), opinion(sign=NAME_AND_PRINT)), height=22),))


def consent_form(page: Official) -> None:
    """同意书: the person's own words, signed by them; the danger and article are those of the variant."""
    page.title("同意书")
    page.paragraph("{{ office }}：", "Addressee")
    page.paragraphs(
        "经你单位评估，因证人在侦查过程中作证，本人{{ name }}面临{{ danger }}。"
        "你单位已向本人说明拟采取的保护措施（{{ variant }}）的内容。"
        f"根据{WITNESS}{{{{ item }}}}、{{{{ article }}}}的规定，本人同意{{{{ agreed }}}}：",
    )
    _numbered(page, "measure", "measures")
    page.paragraphs(
        "{%p if period %}",
        "期限：{{ period }}。",
        "{%p endif %}",
        "{%p if cooperation %}",
        "本人愿意配合下列事项：",
        "{%p endif %}",
    )
    _numbered(page, "one", "cooperation")
    page.paragraphs(
        "{%p if name_change %}",
        "本人确需变更姓名，现提出申请，请公安机关依法办理（第十三条）。",
        "{%p endif %}",
        "本人知道：可以申请变更保护措施（第十四条第一款），也可以书面申请终止保护（第十八条第一款第二项）；"
        "不同意本措施的，不影响公安机关采取不须本人同意的其他保护措施（第七条）。",
        "{%p if under_alias %}",
        "本同意书使用化名，以捺指印代替签名（第九条第一款）。",
        "{%p endif %}",
        "{%p if id_document %}",
        "身份证件信息：{{ id_document }}。",
        "{%p endif %}",
    )
    page.gap(14)
    page.keep_last(8)  # from 本人知道 on: nobody signs a page that says nothing
    page.form(
        (
            Row((label("被保护人"), opinion(sign=NAME_AND_PRINT)), height=24),
            Row((label("法定代理人"), opinion(sign=NAME_AND_PRINT)), height=24),
            Row((label("承办人"), Cell("{{ handlers }}", 10, sign=SIGN)), height=24),
        )
    )
    page.paragraph(
        "注：被保护人系未成年人或者不能表达意愿的，由法定代理人一并签名；没有法定代理人的，此栏留空。", "FormNote"
    )


def contact_ban(page: Official) -> None:
    """禁止令: term and what a breach brings, by who the recipient is; nothing else of the person."""
    page.title("禁止令", organ="{{ office }}", doc_number="{{ number }}")
    page.paragraph("{{ recipient }}：", "Addressee")
    page.paragraphs(
        f"根据{WITNESS}第七条第二项、第十条第一款的规定，经依法批准，现对你（{{{{ recipient_kind }}}}，"
        "第二十五条第二款所称特定人员）作出如下禁止：",
        "一、自{{ from_on }}起至{{ until_on }}止，禁止你接触{{ name }}。",
        "二、接触包括当面接近、跟踪、守候，以电话、信件、网络等方式联系、传话，以及指使、委托他人实施上述行为。",
        "{%p if hidden %}",
        "三、禁止以任何方式打听、查找被保护人的姓名、住址、通讯方式、工作单位等个人信息。",
        "{%p endif %}",
        "{%p if more %}",
        "{{ '四' if hidden else '三' }}、同时禁止下列行为：",
        "{%p endif %}",
    )
    _numbered(page, "one", "more")
    page.paragraphs(
        "违反本禁止令，接触被保护人的，公安机关依法进行调查处理，"
        "{% if is_suspect %}对你视情采取或者变更强制措施{% else %}构成违反治安管理行为的，依法给予治安管理处罚"
        "{% endif %}；涉嫌犯罪的，依法追究刑事责任（第十条第二款）。",
    )
    page.signature()
    page.gap(14)
    page.form(
        (
            Row((label("被告知人\n签收"), opinion(sign=NAME_AND_PRINT)), height=22),
            Row((label("送达人"), opinion()), height=18),
        )
    )
    page.paragraph("注：书面告知特定人员。拒绝签收的，由送达人在此注明时间、地点和情况。", "FormNote")


def _numbered(page: Official, one: str, many: str) -> None:
    """A paragraph for each of a list, numbered."""
    page.paragraphs(f"{{%p for {one} in {many} %}}", f"{{{{ loop.index }}}}. {{{{ {one} }}}}", "{%p endfor %}")
