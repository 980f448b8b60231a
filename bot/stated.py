"""Whether a sentence says of its own writer as who they report. Standard library only; shared by gateway and engine.

A word alone does not: 我们单位要举报 is a report by the unit, 举报我们单位的局长 is not.
"""

from __future__ import annotations

import re

_BODY = r"(?:单位|公司|厂|企业|机构|合作社|学校|医院|村委会?|协会|社团|商会)"
_WISH = r"(?:也|都|现在|正式|决定|准备|打算|要|想|来|用|以)*(?:实名|匿名|署名|联名|集体|一起|共同|联合)*(?:地|来|的)?(?:举报|检举|反映|控告|揭发|告)"
_STATES = (
    re.compile(rf"(?:我们|咱们?|本|我|俺们?)(?:这|这个|这家|的)?{_BODY}{_WISH}"),
    re.compile(rf"(?:以|用|代表|作为).{{0,6}}{_BODY}(?:的)?(?:名义|身份)?"),
    re.compile(rf"{_BODY}(?:的)?(?:名义|来?举报)|盖公章|法人单位"),
    re.compile(r"联名|联合举报|集体举报|共同举报|(?:大家|几个人|好几个人|同事们?|村民们?|业主们?|乡亲们?|我们(?:几|十几|几十|[一二三四五六七八九十\d]+)(?:个|户|家|人)*)(?:一起|一块|共同|集体|联合)*" + _WISH),
    re.compile(rf"(?:我)?(?:本人|个人|自己|一个人|独自|单独)(?:名义|的名义|身份)?{_WISH}|个人名义|(?:只有|就)我(?:自己|一个)"),
)  # fmt: skip


def states_capacity(text: str) -> bool:
    """Whether the text says who is reporting: oneself, several together, a unit."""
    plain = re.sub(r"\s+", "", text)
    return any(pattern.search(plain) for pattern in _STATES)
