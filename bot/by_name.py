"""By name or not, said plainly: what changes the way of a report, or drops a name, takes these words and no more.

`bot/unnamed.py` hears a wish in any words, and is asked about only. Here every clause of a text says one thing, or
agrees, submits, fears: 我妈让我匿名 我不听, 匿名就算了, 不留名没奖 所以留 say neither.
"""

import re

from bot import unnamed
from bot.unnamed import HIDDEN, REALNAME, WOULD_NOT, clauses_apart

_FILLS = (
    r"(?:妥|好嘅|好伐|要得|系|搿|ok|额|我们?|俺们?|咱|侬|吾|但是?|可是?|不过|还是|那|就|这份|提交吧?|交吧?|嗯|好的?|行|是的?|对|请|帮我|给我|麻烦|千万|真的|实在|求你们?|现在|也|都|先|再|把|将"
    r"|想了想|决定|干脆|不如|自己|只|可|直接|重新|方式|举报|会)*"
)
_ENDS = (
    r"(?:了|吧|啊|呀|哈|啦|喇|咯|嘛|哦|呢|的|得了|好了|就行|就好|谢谢?|提交|交|上去|出去|进去|举报|方式|报|再|直接|发|送|整|办|继续|走|喽|咗|嘞|咧|噻|哒|唻|啥|好|些|点"
    r"|一点|稳当|稳妥|安全|保险|更|比较)*"
)
_GO_OVER = (
    r"(?:姓名|名字|要求|希望|愿意|同意|坚持|选择|接受|要|想|想要|选|用|以|按|走|来|改|换|转|变|改成|改为|改回|换成|换为|转成|变成"
    r"|搞成|整成|做成|弄成|回|成|为|来个|走个)*"
)
_NAME = r"(?:实名|真名|署名|具名|真实姓名|大名|名字|名子|名儿|姓名|名)"
_MINE = r"(?:[我俺额](?:们)?(?:的|个|嘅|滴)?)?"
_WANT = r"(?:要|想|用|敢|能|再|肯|愿意?|好|会|得|准|方便|便|使|让|有|给|把|是|再把|需要)*"
_PUT = r"(?:写|留|用|署|填|带|露|放|挂|落|出|加|显示|登)?(?:上|出|下)?"
PLAINLY_HIDDEN = (
    rf"{_FILLS}{_GO_OVER}{HIDDEN}{_ENDS}|(?:{_FILLS}(?:还是|那|不如|干脆)){HIDDEN}(?:举报)?算了(?:吧)?"
    rf"|{_FILLS}{WOULD_NOT}{_WANT}{_PUT}{_MINE}{_NAME}(?:上去|进去|出去)?{_ENDS}"
    rf"|{_FILLS}{_MINE}{_NAME}(?:那栏|那项)?(?:就|也|都|还是|千万|先)*{WOULD_NOT}{_WANT}(?:写|留|用|署|填|带|露|放|挂|落)?(?:上|出|下)?(?:去)?{_ENDS}"
    rf"|{_FILLS}{_MINE}(?:真)?(?:名字|名子|名儿|姓名|名)(?:帮我|给我|就|也|都|先|一下|那栏|那项|给)*(?:删|去|抹|拿|划|空|隐|清)(?:掉|去|除|脱|着|空|下来)*{_ENDS}"
    rf"|{_FILLS}(?:删|去|抹|拿|划|隐)(?:掉|去|除)?{_MINE}(?:真)?(?:名字|名子|名儿|姓名){_ENDS}"
    rf"|{_FILLS}{WOULD_NOT}{_WANT}留{_ENDS}|{_FILLS}(?:没|没有|无)(?:名字?|姓名)(?:地|的)?{_ENDS}|{_FILLS}{WOULD_NOT}{_WANT}(?:写|填)?[我俺](?:是谁|叫啥){_ENDS}"
)
PLAINLY_NAMED = (
    rf"{_FILLS}(?:{WOULD_NOT}(?:要|用|想|按|许|必|同意|准|是|能|再|使|好|给|把|帮)*|无需|毋需|没必要|用不着|犯不着|没有?|没想|没说要?|没要|不同意)"
    rf"(?:[我俺]|搞|整|弄|选|走|写)*(?:改|换|转|变)?(?:成|为)?{HIDDEN}(?:举报|继续)?{_ENDS}"
    rf"|{_FILLS}{_GO_OVER}{REALNAME}(?:就{REALNAME})?{_ENDS}"
    rf"|{_FILLS}(?:要|想|得|愿意|用|敢)*(?:写|留|用|署|落|带|加)(?:上|下|回|返|个|起)*{_MINE}{_NAME}(?:上去)?{_ENDS}"
    rf"|{_FILLS}{_MINE}{_NAME}(?:还是|要|得|就|也|都|照|给我|帮我)*(?:要|写|留|加|放|填|保留)(?:上|下|着|回|到|起|来|去|回来|回去|照写)*{_ENDS}"
    rf"|{_FILLS}{WOULD_NOT}{_WANT}(?:删|去|抹|拿|划|动|撤|搞)(?:掉|走|没)?{_MINE}{_NAME}{_ENDS}|{_FILLS}{_MINE}{_NAME}{WOULD_NOT}{_WANT}(?:删|去掉|抹|拿掉|动|变){_ENDS}"
)
# That it must be by name is no wish, but a question or a complaint: 非得实名啊, 得写真名啊, 还要留名嘛.
OBJECTS = (
    r"(?:非|必须|必需|一定要?|只能|只可以|不得不|还得|都得|总得|得|还要|又要|都要|凭啥|凭什么|干嘛|干吗|为啥|怎么|咋|哪能|哪有|难道)[^,，。]{0,8}(?:实名|真名|名字|姓名|名)[^,，。]{0,4}"
    r"(?:啊|呀|嘛|哦|喔|么|哇|咧|噻|哪|不成|不可)[\s.。!！~…]*$|^(?:真的?)?非(?:得|要)?[^,，。]{0,4}(?:实名|真名|名)|(?:实名|真名|名)[^,，。]{0,4}(?:不成|才行|才能|才给|才受理)"
)
# Said beside it, and takes nothing back.
ALSO = (
    r"(?:妥|好嘅|好伐|好嘞|继续|接着|往下走|走|整|确定|快点|(?:不对)+|等等|等一?下|错了|要得|系|yes|jixu|就|那|现在|马上|赶紧|可以|直接|照|请|帮我|我|都|其他|其它|别的|内容|也|再|这样|这么|行|中|好|的|了|对|没错|没问题|ok|okay|是|嗯|哦|喔|吧|啊|呀|嘛|啦|咯|哈|谢谢?|你们?|您)*"
    r"(?:提交|交|发|送|上报|报上去|递)?(?:上去|出去|了|吧|啊|啦|嘛|喽|嘞|咯|呗|去|就行|哈|谢谢?)*"
    r"|(?:我|俺|真的?|还是|实在|就是|有点|好|很|太|怕得)*(?:怕|害怕|不敢|担心|不放心|后悔)(?:了|啊|呀|死了?|得很)*(?:被|会)*(?:他们?|她|人)?(?:知道|报复|找|发现|查到)?(?:我)?(?:了)?"
    r"|(?:我)?(?:反悔|后悔|改主意|变卦|搞错|点错|选错|想好|想通|豁出去)(?:了|啦)*"
)
# It speaks of the name or of having none, in whatever way.
OF_NAME = r"名|匿|[把别][写带提]?[我俺额](?:删|$)|(?:还是|不|别|要)留|身份(?!证)|隐身|[实逸密]明|\banon"

# Said of a name that was given before, where it is asked anew; and what is no name, but the word for it.
SAME = (
    r"(?:我的?|这个|那个)?(?:名字|姓名|电话|号码)?(?:还是|就)?(?:不变|不动|没错|没写错|没问题|照旧|一样|同上|(?:跟|和)?(?:刚才|原来|之前|上面|前面)(?:的|那个|写的|填的)*(?:一样)?)(?:的|了|吧)*"
    r"|(?:没啥|没什么)?(?:就)?(?:看看|看一下)(?:而已)?"
)
WORD_FOR_NAME = r"(?:我的|举报人的?)?(?:名字|姓名|真名|实名|名)"

_OBJECTS = re.compile(OBJECTS)
_PLAINLY_HIDDEN, _PLAINLY_NAMED = re.compile(PLAINLY_HIDDEN), re.compile(PLAINLY_NAMED)
_ALSO, _OF_NAME = re.compile(ALSO), re.compile(OF_NAME)


def _plainly(plain: str, what: re.Pattern[str]) -> bool:
    """Whether every clause says this, or nothing that could take it back; one does."""
    parts = clauses_apart(plain)
    if unnamed.asks(plain) or not any(what.fullmatch(part) for part in parts):
        return False
    return all(what.fullmatch(part) or _ALSO.fullmatch(part) for part in parts)


def plainly_hidden(plain: str) -> bool:
    """Whether a short text plainly goes over to no name (提交，别写我名字)."""
    return _plainly(plain, _PLAINLY_HIDDEN)


def plainly_named(plain: str) -> bool:
    """Whether a short text plainly keeps the name, or gives it after all (别匿名, 名字留着 提交)."""
    return not objects(plain) and _plainly(plain, _PLAINLY_NAMED)


def objects(plain: str) -> bool:
    """Whether a short text asks or complains that it must be by name (非得实名啊): it chooses nothing."""
    return _OBJECTS.search(plain) is not None


def speaks_of_name(plain: str) -> bool:
    """Whether a short text speaks of the name, or of having none, in whatever way."""
    short = len(plain) <= unnamed.LONGEST_SAID
    return short and (_OF_NAME.search(plain.lower()) is not None or unnamed.wants_no_name(plain))
