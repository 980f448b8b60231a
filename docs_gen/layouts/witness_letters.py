"""Layouts of the letters of 规定 1 (第十一条第二款, 第十七条), in the letter form of GB/T 9704."""

from __future__ import annotations

from docs_gen.layouts.names import WITNESS
from docs_gen.official import Official


def witness_assistance_letter(page: Official) -> None:
    """协助函: to the police station or department that is to help."""
    _opening(page, "关于协助落实证人保护措施的函")
    page.paragraphs(
        "我单位正在执行证人保护任务，对被保护人的人身和住宅采取专门性保护措施，需要你单位协助落实。"
        f"根据{WITNESS}第十一条第二款的规定，请及时安排人员协助。有关情况函告如下：",
    )
    _contents(page)
    page.paragraphs("请对证人信息、证人保护相关事项严格保密（第二十一条），并将落实情况函复我单位。")
    page.signature()


def cross_region_letter(page: Official) -> None:
    """跨地区协助商请函: to the police of the place where the person lives."""
    _opening(page, "关于商请跨地区协助保护证人的函")
    page.paragraphs(
        "我单位办理的案件中，被保护人居住在你单位辖区，需要跨地区开展证人保护工作。"
        f"根据{WITNESS}第十七条的规定，现商请你单位予以协助。有关情况函告如下：",
    )
    _contents(page)
    page.paragraphs(
        "{%p if superior %}",
        "必要时，报请共同的上级公安机关{{ superior }}统一协调部署（第十七条）。",
        "{%p endif %}",
        "请对证人信息、证人保护相关事项严格保密（第二十一条），并将协助情况函复我单位。",
        "{%p if attachments %}",
    )
    page.paragraph()
    page.paragraphs("{%p for attachment in attachments %}")
    page.paragraph("{{ attachment }}", "FlushLine")
    page.paragraphs("{%p endfor %}", "{%p endif %}")
    page.signature()


def _opening(page: Official, title: str) -> None:
    page.letter_head("{{ office }}", "{{ marks }}", "{{ number }}")
    page.paragraph()
    page.paragraph()
    page.title(title)
    page.paragraph("{{ recipient }}：", "Addressee")


def _contents(page: Official) -> None:
    """Whom to guard, against what, how, who answers; no case."""
    page.heading("一、被保护人")
    page.paragraphs("{%p for person in persons %}", "{%p if person.alias %}")
    page.paragraph("{{ loop.index }}. {{ person.name }}，{{ person.capacity }}。")
    page.paragraphs("{%p else %}")
    page.paragraph(
        "{{ loop.index }}. {{ person.name }}，{{ person.capacity }}。"
        "现住址：{{ person.address }}。联系方式：{{ person.contact }}。"
    )
    page.paragraphs(
        "{%p endif %}",
        "{%p endfor %}",
        "{%p if under_alias %}",
        "被保护人系使用化名。执行协助所需的住处和联系方式，由我单位承办人员当面告知；证人保护密卷不随函提供"
        "（第九条第二款）。",
        "{%p endif %}",
    )
    page.heading("二、需要防范的危险")
    page.paragraphs("{{ danger }}")
    page.heading("三、请求协助的事项")
    page.paragraphs("{%p for measure in measures %}", "{{ loop.index }}. {{ measure }}", "{%p endfor %}")
    page.paragraphs("{%p if period %}", "协助期限：{{ period }}。", "{%p endif %}")
    page.heading("四、联系方式")
    page.paragraphs("我单位联系人：{{ contact_person }}，联系电话：{{ contact_phone }}。")
