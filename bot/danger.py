"""Reads from the words whether danger is said to be *here and now*, and calls for help that are none for the police.

Standard library only: the gateway reads with it what never goes on, the engine what is understood there. The urgent
flow begins by itself only from words that say here and now. What is past, feared, told of others or in others' words
(昨天他打了我, 怕他打我, 他说要杀我) is no such thing by itself: whoever reads it there asks, or takes it as content.
"""

from __future__ import annotations

import re

LONGEST_PLAIN = 60
"""Beyond so many characters only a clause that names the present counts: the rest is an account."""
READ = 150
"""Of a clause that never ends, and of a long text as a whole, so many characters at each end are read."""
LONGEST_ASIDE = 40

_CLAUSES = re.compile(r"[。！!？?；;，,、\n…~～]+|\s{2,}")
_SPACE = re.compile(r"\s+")

# -- here and now

_CRY = re.compile(
    r"救命|救救?我|快来救|快救|来人[啊呀哪呐]|帮(?:我|忙)?报(?:个)?警|(?:快|赶紧|马上|立刻|替我|给我)(?:帮我|帮忙|给我)?报警"
    r"|^(?:我要)?报警[啊吧呀]?$|^(?:sos|help(?:me)?)[!！]*$|我(?:现在)?(?:很|好|非常|特别)?(?:有|遇到|遇上)?(?:生命)?危险(?:了|啊|中)?$"
    r"|我(?:现在|很|正)+.{0,4}危险|^(?:有)?危险[!！]*$|处(?:在|于)危险|要出人命|快不行了.{0,6}救"
)
_PRESENT = r"(?:现在|正在?|此刻|这会儿?|眼下|刚刚?(?=冲|闯|进|到|来)|马上就?要?|就在|还在|已经(?=到|冲|闯|进|堵|围|在)|又(?=来|在))"  # noqa: E501
_HARM = (
    r"(?:打|揍|砸|踹|踢|撬|撞|砍|捅|刺|追|堵|围|拦|抢|绑|掐|勒|烧|泼|放火|点火|纵火|行凶|动手|下手|开车撞|拖走?|拽|跟踪|尾随|跟着|盯着|守着?"
    r"|拿着?(?:刀|枪|棍|棒|斧|铁|砖|汽油|家伙)|持[刀枪棍]|提着?刀|闯|冲进|冲过来|破门|翻墙|敲门不走|不让(?:我|我们)?(?:走|出|离开))"
)
_ME = r"(?:我|俺|咱|我们|家|门|屋|窗|车|宿舍|楼)"
_WHO = r"(?:有人|有个|有几个|有一[帮伙群]|一[帮伙群个]人?|几个人|好几个人|他们?|她们?|对方|那[个帮伙]人|外面|门口|门外|楼下|后面|陌生人|男的|来人)"  # noqa: E501
_NOW = (
    re.compile(rf"{_PRESENT}.{{0,12}}{_HARM}"),
    re.compile(rf"{_HARM}.{{0,10}}{_PRESENT}"),
    re.compile(rf"{_WHO}.{{0,8}}(?:在|正){_HARM}.{{0,6}}{_ME}"),
    re.compile(r"(?:有人|他们?|她|陌生人|一?辆?车|男的).{0,8}(?:跟踪|尾随|跟着|盯着|追着|追)(?:我|俺|咱)(?!们?单位)"),
    re.compile(r"(?:有人|他们?|一[帮伙群]人?|几个人|好几个人).{0,10}(?:在|把)?(?:砸|踹|撬|堵|踢)(?:着)?(?:我们?家?)?(?:的)?(?:大)?门(?!.{0,4}[过了])"),
    re.compile(r"(?:有人|他们?|她|人家|对方|一[帮伙群]人?|几个人).{0,6}(?:拿着?|提着?|持|带着?)(?:了?把)?(?:一把)?(?:菜|水果|砍|尖)?(?:刀|枪|棍|棒|斧|汽油|铁棍|家伙).{0,8}(?:追|堵|冲|砍|来了|要|在|逼|架|抵|过来)"),
    re.compile(r"(?:有人|他们?|她)(?:真)?(?:要|想)(?:打死|砍死|弄死|杀死?|烧死|掐死|捅)(?:我|俺|我们)(?:了|啊)?$"),
    re.compile(r"我们?(?:现在)?(?:正)?被.{0,10}(?:关|锁|绑|困|扣|堵|围|控制|劫持|挟持|拦|反锁|按|打|追|跟踪|盯上)(?:在|住|着|起来|到)"),
    re.compile(r"我们?被(?:人|他们?|一[帮伙]人?)?(?:绑架|跟踪|围|堵|困|追杀|拦|关|锁)了?$"),
    re.compile(r"把我(?:们)?.{0,4}(?:关|锁|绑|困|扣|堵|围|按|拖)(?:在|住|着|起来|到|进)"),
    re.compile(r"(?:出不去|跑不掉|逃不出去|不敢出声|不敢出门|躲在|藏在).{0,12}(?:有人|他们?|外面|门口|找我|柜|厕所|床底|里面)"),
    re.compile(r"(?:有人|他们?|外面|门口|门外|楼下).{0,10}(?:出不去|跑不掉|逃不出去|不敢出声|不敢出去|不让我?(?:们)?(?:走|出))"),
    re.compile(r"(?:门口|门外|楼下|屋外|外面|窗外).{0,6}(?:有人|一[帮伙群]人?|几个人|来了).{0,10}(?:砸|踹|撬|堵|拿|持|守|不走|要进|敲|骂)"),
    re.compile(r"(?:门口|门外|楼下|屋外|外面|家里?)来了.{0,6}(?:要|想|在)(?:打|砸|抓|绑|弄|砍|杀)"),
    re.compile(r"(?:有人|他们?|她|那(?:个|帮|伙)人).{0,4}(?:现在|正|就)+(?:站|守|等|堵|躲|蹲)?在.{0,5}(?:门口|门外|楼下|屋里|屋外|窗外|旁边|身后|后面|外面)"),
    re.compile(r"(?:冲|闯|打|杀)(?:进来|上来|上门|过来)了"),
    re.compile(r"(?:我|我们|浑身|头上|身上|手上|肚子)(?:在|正)?(?:流血不止|一直(?:在)?流血|中刀了|中枪了)"),
)  # fmt: skip
_STRONG = re.compile(r"现在|正在|此刻|这会儿|眼下|就在(?:门|楼|外|我|家|旁|后|隔|窗)|救命|快来|快救")

# -- not here and now

_PAST = re.compile(
    r"昨|前[天日晚年]|大前|上(?:上)?个?(?:周|月|星期|礼拜|次|回)|去年|今年|当[时年天晚]|那[天次时年晚]|那会儿|后来|曾|以前|从前|之前|过去"
    r"|前(?:几|两|些)|\d{2,4}\s*年|\d+\s*[月号]|[一二三四五六七八九十几两半]+(?:年|个月|天|周)前|刚被放|每次|经常|总是|老是|好几次|多次|[打砸堵追拦骂踹威胁恐吓跟踪]过(?!来)"
    r"|(?:打|砸|堵|追|踹|砍|捅|关|绑)(?:伤|断|坏|碎|烂|残)?了我?(?:[一二三四五六七八九十几两好半]|很久|多|家|们家|的|爸|妈|儿|女|丈夫|老公|爱人|妻)"
)
_FEARED = re.compile(
    r"怕|担心|会不会|可能|万一|要是|如果|假如|假设|倘若|的话|以后|将来|早晚|迟早|听说|据说|传言|好像|似乎|威胁(?:我|说|过|要)|扬言|恐吓|放话|放狠话"
)
_TOLD = re.compile(
    r"(?:他们?|她们?|对方|有人|人家|领导|局长|书记|镇长|主任|老板|警察|民警|邻居|同事|朋友|别人|大家|我妈|我爸|老婆|老公)[^，。,]{0,6}"
    r"(?:说|问|让|叫|喊|骂|讲|嚷|要求|告诉|发(?:短信|微信|信息))"
)
_OTHERS = re.compile(r"^(?:别人|邻居|村民|同事|朋友|一个?(?:老人|村民|女的|男的|小孩|群众)|新闻|电视|小说|电影)")
_DENIED = re.compile(
    r"(?:没有?|没啥|没什么|无|不(?:是|算)?(?:有)?|并不|并没|并无)(?:现在|什么|生命|任何|人身|马上)*(?:危险|紧急)|不(?:用|要|必|需要|想)(?:帮我|替我|给我)?(?:报警|救)|别报警"
    r"|(?:没|不)人?(?:在|是)?(?:追|堵|砸|打|跟踪)我?|脱险|安全了|不是(?:现在|危险)"
)
_ASKED = re.compile(r"(?:吗|么|嘛|呢|怎么办|怎么样|会怎样|如何|多久|是不是|算不算|能不能|可不可以)[?？]?$|[?？]$")


def is_now(text: str) -> bool:
    """Whether the words say that somebody is in danger here and now."""
    clauses = [clause for raw in _CLAUSES.split(text) if (clause := _SPACE.sub("", raw).lower())]
    whole = "".join(clauses)
    account = len(whole) > LONGEST_PLAIN
    if account and not _STRONG.search(whole):
        return False
    told = False
    for clause in (part for entire in clauses for part in ends(entire)):
        now = _says_now(clause, strong=account)
        # In others' words stays so to the end of what they say: 他说，救命.
        if now and not (told and not _STRONG.search(clause)):
            return True
        told = bool(_TOLD.search(clause)) and len(clause) < 12
    return False


def ends(text: str) -> tuple[str, ...]:
    """The text, or of a very long one its beginning and its end: no text may keep the patterns busy for long."""
    return (text,) if len(text) <= 2 * READ else (text[:READ], text[-READ:])


def _says_now(clause: str, *, strong: bool) -> bool:
    if _DENIED.search(clause) or _OTHERS.search(clause):
        return False
    present = bool(_STRONG.search(clause))
    if strong and not present:
        return False
    if _PAST.search(clause) and not present:
        return False
    if _FEARED.search(clause) and not (present and any(p.search(clause) for p in _NOW[2:])):
        return False
    if _TOLD.search(clause) and not (present and any(p.search(clause) for p in _NOW[2:])):
        return False
    if _CRY.search(clause):
        return not _ASKED.search(clause)
    return any(pattern.search(clause) for pattern in _NOW)


_NO_DANGER = re.compile(
    r"(?:我们?|这里|这边|现在|目前|暂时|其实|也|并|都|已经|真的|了)*"
    r"(?:没有?(?:什么|啥|任何|人身|生命)*(?:危险|事)|没事|不(?:是)?(?:很|太)?危险|(?:很|挺)?安全|脱险|不用(?:报警|求助|救|帮忙))(?:的|了|儿|啊|呀|吧|现在)*"
)


def is_denied(text: str) -> bool:
    """Whether a whole short text says that there is no danger (我没有危险, 没事了)."""
    whole = "".join(_SPACE.sub("", clause).lower() for clause in _CLAUSES.split(text))
    return _NO_DANGER.fullmatch(whole) is not None


def is_present(text: str) -> bool:
    """Whether a text says in so many words that something is happening now."""
    return _STRONG.search(text) is not None


def is_told(text: str) -> bool:
    """Whether danger in these words is past, feared, asked about, denied, others' or in others' mouths."""
    if is_now(text):
        return False
    whole = _SPACE.sub("", text).lower()
    return any(p.search(whole) for p in (_PAST, _FEARED, _TOLD, _OTHERS, _DENIED)) or len(whole) > LONGEST_PLAIN


# -- calls for help that are none for the police

_LINE = r"(?:110|一一零|幺幺零|12110|报警(?:电话)?)"
_POLICE = rf"(?:{_LINE}|警察|派出所|警方)"
_ASIDES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "police_unreachable",
        re.compile(
            rf"{_LINE}.{{0,8}}(?:打不(?:通|进|出)|没(?:人)?接|无人接|不接|占线|忙线|接不通|拨不(?:通|出)|没反应|不(?:来|管|理|出警)|没(?:人)?(?:来|管)|还没(?:到|来)|来不了)"
            rf"|{_POLICE}.{{0,8}}(?:电话.{{0,3}}(?:打不通|没(?:人)?接)|打不通|没人接|占线|还没(?:到|来)|(?:一直)?(?:不|没)来$|来不了)"
            rf"|(?:打不通|打不了|拨不通|没法打|不能打|不敢打|不方便打|联系不上|打了(?:好几|几)次)(?:电话)?.{{0,4}}{_POLICE}"
            rf"|报(?:不了|了)警.{{0,4}}(?:没人|不来|不管|没来)|报不了警"
        ),
    ),
    (
        "lost_place",
        re.compile(
            r"(?:不知道|不清楚|说不(?:清|上来|出)|不晓得|不认识|搞不清|弄不清)(?:我|我们|自己|这|现在|这里|这儿)*(?:是|在|到了)*(?:哪|什么地方|啥地方|何处|位置|地址|什么位置|这是哪)"
            r"|(?:我|这|现在)*(?:在|是)(?:哪里?|哪儿|什么地方|啥地方)(?:我)?(?:也|都|真|完全)*(?:不知道|不清楚|不晓得|说不清)|这(?:里)?是(?:哪|什么地方|啥地方)(?:里|儿)?(?:啊|呀)?$|迷路了|不认识(?:这|路)"
        ),
    ),
    (
        "despair",
        re.compile(
            r"(?:我|俺|真的?|实在|就)*(?:不想|不愿)(?:再)?活(?:了|下去|着)?(?!动)|(?:活着|活下去|人生|生活)(?:真|还|也|都)*(?:没|有什么|有啥|毫无)(?:什么|啥)?(?:意思|意义|盼头|劲|希望)"
            r"|(?:我)(?:真)?(?:想|要|打算|准备|只想)(?:去)?(?:死(?!磕|守|盯|刑|者)|自杀|轻生|自尽|跳楼|跳河|上吊|割腕|喝农药|了结(?:自己|生命)?|结束(?:自己|生命))|(?:一了百了|生不如死|活不下去|活够了|活腻了)|死了(?:算了|一了|干净)|(?:^|我)想死(?!他|你|她|磕|守|盯)"
        ),
    ),
    (
        "illness",
        re.compile(
            r"(?:心脏病|心梗|脑梗|脑出血|中风|哮喘|癫痫|羊癫疯|高血压|低血糖|胃出血)(?:又|突然|发|犯|上来)+(?:了|作)?|(?:犯|发)(?:了)?(?:心脏病|哮喘|癫痫|羊癫疯)"
            r"|(?:喝|吃|吞|服)(?:了)?(?:好多|很多|一瓶|大量|一把|整瓶)?(?:农药|毒药|安眠药|敌敌畏|百草枯|药(?:自杀|水)?)了?$|(?:晕|昏)(?:倒|过去|迷)了?(?!过)|喘不(?:过|上)气|呼吸困难|没(?:有)?呼吸|口吐白沫|吐血|休克|煤气中毒|食物中毒|中毒了|快(?:要)?生了|叫(?:个|一下|下)?救护车|(?:打|叫)120"
        ),
    ),
)  # fmt: skip


def aside_of(text: str) -> str | None:
    """`police_unreachable`, `lost_place`, `despair` or `illness`, when that is what a short text says, now and of
    oneself or somebody at hand; None for an account of the past or of others.
    """
    whole = _SPACE.sub("", text).lower()
    if not 2 < len(whole) <= LONGEST_ASIDE:
        return None
    for name, pattern in _ASIDES:
        if pattern.search(whole):
            past = _PAST.search(whole) or _TOLD.search(whole) or _OTHERS.search(whole)
            feared = _FEARED.search(whole) if name in {"despair", "illness"} else None
            return None if past or feared else name
    return None
