"""A receipt within a sentence: "进度查询 3619 …，密码 …". Its digits stay here; the words beside them tell what for."""

import re

_RUN = re.compile(r"\d(?:[\s\-]{0,2}\d)*")
_SIGNS = re.compile(r"[\s,，。.;；:：、/\-]+")
_STANDS = re.compile(r"进度|进展|查|结果|怎么样|怎样|咋样|如何|到哪|办到|处理|消息|状态|答复|下文|受理")
_LABELS = re.compile(r"^(?:我的?|举报|受理|查询|回执|编号|号码|号|密码|是|为|和|的|这是|number|password)*$")
_OTHERWISE = re.compile(r"补充|补交|追加|材料|附件|保护|撤|改|忘|丢|找不到|没了|记不|报复|实名|作废")


def asks_how_it_stands(plain: str) -> bool:
    """Whether there are words beside a receipt's digits, and they only ask how it stands."""
    rest = _SIGNS.sub("", _RUN.sub("", plain)).lower()
    return bool(rest) and not _OTHERWISE.search(rest) and bool(_LABELS.match(rest) or _STANDS.search(rest))
