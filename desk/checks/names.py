"""Names: of people in the report, however the answer writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk.checks.official import is_harmless
from desk.checks.plain import Plain, sound

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任"
    "陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢"
    "俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲欧靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜成饶宁凌盛查单"
    "冉鲍华包屈房喻解蒲卫简时连车项闵邬吉党阳费席晏隋古强穆姬项娄占池窦冀臧褚卓仇屠蒙桂靖鞠巩麦闫肖"
)
_COMPOUND = frozenset(
    {"欧阳", "上官", "皇甫", "令狐", "诸葛", "司徒", "司马", "申屠", "夏侯", "东方", "尉迟", "公孙", "慕容", "端木"}
)
# 刘某, 吴1某, 张某乙, A某, 李某某
_SOMEBODY = re.compile(r"[一-鿿a-z]\d?某(?:某|[甲乙丙丁戊己\d])*|[一-鿿]\d某|某某")
_TITLES = (
    "局长|副局长|科长|副科长|处长|副处长|厅长|部长|院长|所长|队长|镇长|乡长|村长|县长|市长|区长|主任|副主任|书记|主席|校长|经理|总经理|董事长|"
    "老板|会计|出纳|警官|法官|老师|医生|师傅|先生|女士|总|科|处|局|队|姐|哥|叔|伯|嫂|姨|婶|氏|姓"
)
_CALLED = re.compile(rf"(?:[老小大阿]([一-鿿])(?![一-鿿]?[某])|([一-鿿])(?:{_TITLES}))")
_LATIN = re.compile(r"[a-z](?:[a-z.·・\-]*[a-z])?")
_MOST_SHORT = 16  # a text this short is likely a name, or a name with a title


def shared(said: Plain, secret: Plain) -> Iterator[str]:
    """What in `said` names somebody of `secret`."""
    yield from (one for one in _SOMEBODY.findall(said.letters) if one in secret.letters)
    found = _names(secret)
    spoken = said.syllables
    latin = {re.sub(r"[^a-z]", "", word): word for word in _LATIN.findall(said.text)}
    for name in found:
        if name in said.letters:
            yield name
        sounds = [sound(c) for c in name]
        yield from _homophones(name, sounds, spoken)
        for written in ("".join(sounds), "".join(s[0] for s in sounds), sounds[0] + "".join(s[0] for s in sounds[1:])):
            if written in latin:
                yield latin[written]
    surnames = {name[:2] if name[:2] in _COMPOUND else name[0] for name in found}
    for match in _CALLED.finditer(said.letters):
        if (match[1] or match[2]) in surnames and not is_harmless(match[0]):
            yield match[0]


def _homophones(name: str, sounds: list[str], spoken: list[tuple[str, str]]) -> Iterator[str]:
    """The name's sounds in other characters: 留建国 for 刘建国."""
    for start in range(len(spoken) - len(sounds) + 1):
        piece = spoken[start : start + len(sounds)]
        written = "".join(w for _, w in piece)
        if [s for s, _ in piece] == sounds and written != name and not is_harmless(written):
            yield written


def _names(secret: Plain) -> set[str]:
    """Names in a text: those the segmenter sees, 某-names, and short texts that begin with a surname."""
    found = {one for one in _SOMEBODY.findall(secret.letters) if one[0] in _SURNAMES}
    for word, kind in secret.tokens:
        if kind.startswith("nr") and 2 <= len(word) <= 4 and _begins(word) and not _is_word(word):
            found.add(word)
    if len(secret.letters) <= _MOST_SHORT:
        for piece in re.findall(r"[一-鿿]{2,}", secret.text):
            found |= {piece[:n] for n in (2, 3, 4) if len(piece) >= n and _begins(piece) and _whole(piece, n)}
    return found


def _begins(word: str) -> bool:
    return word[0] in _SURNAMES or word[:2] in _COMPOUND


def _whole(piece: str, n: int) -> bool:
    """Whether the first `n` characters may be the whole name: the end, or a title follows."""
    return len(piece) == n or re.match(_TITLES, piece[n:]) is not None


def _is_word(word: str) -> bool:
    """Common words that the segmenter takes for names."""
    return is_harmless(word, "n")
