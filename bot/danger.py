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
    r"(?<![喊叫])救命(?!钱|恩|药|稻草|款|的钱|粮)|救救?我(?!们?(?:村|县|镇|乡|厂|国|老百姓|百姓|的村))|快来救|快救|来人[啊呀哪呐]|帮(?:我|忙)?报(?:个)?警|(?:快|赶紧|马上|立刻|替我|给我)(?:帮我|帮忙|给我)?报警"
    r"|^(?:我要)?报警[啊吧呀]?$|^(?:sos|help(?:me)?)[!！]*$|我(?:现在)?(?:很|好|非常|特别)?(?:有|遇到|遇上)?(?:生命)?危险(?:了|啊|中)?$"
    r"|我(?:现在|很|正)+.{0,4}危险|^(?:有)?危险[!！]*$|处(?:在|于)危险|要出人命|快不行了.{0,6}救"
)
_PRESENT = r"(?:现在|正在?|此刻|这会儿?|眼下|刚刚?(?=冲|闯|进|到|来)|马上就?要?|就在|还在|已经(?=到|冲|闯|进|堵|围|在)|又(?=来|在))"  # noqa: E501
_HARM = (
    r"(?:打(?!压|击|听|算|工|官司|交道|款|点|招呼|麻将|牌|字|印|报告|折|造|扫|理)|揍|砸|踹|踢|撬|撞|砍|捅|刺|追(?!究|查|责|缴|讨|认|加)"
    r"|堵|围(?!标|观|绕)|拦|抢(?!标|救)|绑|掐|勒|烧|泼|放火|点火|纵火|行凶|动手|下手|开车撞|拖(?!欠|延)走?|拽|跟踪|尾随|跟着|盯着|守着?"
    r"|拿着?(?:刀|枪|棍|棒|斧|铁|砖|汽油|家伙)|持[刀枪棍]|提着?刀|闯|冲进|冲过来|破门|翻墙|敲门不走|不让(?:我|我们)?(?:走|出|离开))"
)
_ME = r"(?:我|俺|咱|我们|家|门|屋|窗|车|宿舍|楼)"
_WHO = r"(?:有人|有个|有几个|有一[帮伙群]|一[帮伙群个]人?|几个人|好几个人|他们?|她们?|对方|那[个帮伙]人|外面|门口|门外|楼下|后面|陌生人|男的|来人|[法辅狱特]警|警察|民警|城管|管教)"  # noqa: E501
_NOW = (
    re.compile(rf"{_PRESENT}.{{0,12}}{_HARM}"),
    re.compile(rf"{_HARM}.{{0,10}}{_PRESENT}"),
    re.compile(rf"{_WHO}.{{0,8}}(?:在|正){_HARM}.{{0,6}}{_ME}"),
    re.compile(r"(?:有人|他们?|她|陌生人|一?辆?车|男的).{0,8}(?:跟踪|尾随|跟着|盯着|追着|追)(?:我|俺|咱)(?!们?单位|要(?!命|杀|打))"),
    re.compile(r"(?:有人|他们?|一[帮伙群]人?|几个人|好几个人|(?:警察|民警|辅警|特警|派出所|公安局?)(?:的)?人?).{0,10}(?:在|把)?(?:砸|踹|撬|堵|踢)(?:着)?(?:我们?家?)?(?:的)?(?:大)?门(?!.{0,4}[过了])"),
    re.compile(r"(?:有人|他们?|她|人家|对方|一[帮伙群]人?|几个人).{0,6}(?:拿着?|提着?|持|带着?)(?:了?把)?(?:一把)?(?:菜|水果|砍|尖)?(?:刀|枪|棍|棒|斧|汽油|铁棍|家伙).{0,8}(?:追|堵|冲|砍|来了|要|在|逼|架|抵|过来)"),
    re.compile(r"(?:有人|他们?|她|警察|民警|辅警|特警|派出所的?人)(?:真)?(?:要|想)(?:打死|砍死|弄死|杀死?|烧死|掐死|捅)(?:我|俺|我们)(?:了|啊)?$"),
    re.compile(r"我们?(?:现在)?(?:正)?被.{0,10}(?:关|锁|绑|困|扣|堵|围|控制|劫持|挟持|拦|反锁|按|打|追|跟踪|盯上)(?:在|住|着|起来|到)"),
    re.compile(r"我们?被(?:人|他们?|一[帮伙]人?)?(?:绑架|跟踪|围|堵|困|追杀|拦|关|锁)了?$"),
    re.compile(r"把我(?:们)?.{0,4}(?:关|锁|绑|困|扣|堵|围|按|拖)(?:在|住|着|起来|到|进)"),
    re.compile(r"(?:出不去|跑不掉|逃不出去|不敢出声|不敢出门|躲在|藏在).{0,12}(?:有人|他们?|外面|门口|找我|柜|厕所|床底|里面)"),
    re.compile(r"(?:有人|他们?|外面|门口|门外|楼下).{0,10}(?:出不去|跑不掉|逃不出去|不敢出声|不敢出去|不让我?(?:们)?(?:走|出))"),
    re.compile(r"(?:门口|门外|楼下|屋外|外面|窗外).{0,6}(?:有人|一[帮伙群]人?|几个人|来了).{0,10}(?:砸|踹|撬|堵|拿|持|守|不走|要进|敲|骂)"),
    re.compile(r"(?:门口|门外|楼下|屋外|外面|家里?)来了.{0,6}(?:要|想|在)(?:打|砸|抓|绑|弄|砍|杀)"),
    re.compile(r"(?:有人|他们?|她|那(?:个|帮|伙)人).{0,4}(?:现在|正|就)+(?:站|守|等|堵|躲|蹲)?在.{0,5}(?:门口|门外|楼下|屋里|屋外|窗外|旁边|身后|后面|外面)"),
    re.compile(r"(?:冲|闯|杀)(?:进来|上来|上门|过来)了|打(?:进来|上来|上门)了|(?:^|[^又来])打过来了"),
    re.compile(r"^(?:我们?|俺|家里?|屋里?|房子|楼[里上下]|门口|厨房|车间|仓库|宿舍|隔壁)*(?:现在|突然|已经)?(?:着火|起火|失火|烧起来)了?(?:救命|快来?)?[啊呀]?$"),
    re.compile(r"(?:我|我们|浑身|头上|身上|手上|肚子)(?:在|正)?(?:流血不止|一直(?:在)?流血|中刀了|中枪了)"),
)  # fmt: skip
_POLICE_MEN = (
    r"(?:(?:警察|便衣|民警|辅警|协警|特警|巡警|刑警|交警|狱警|法警|员警|員警|警员|警官|警查|井察|民井|差佬|差人|条子|管教|公安(?:局|机关|厅)?|刑侦队?|刑警队|派出所|拍出所|110的人|出警的"
    r"|看守所|拘留所|监狱|穿(?:着)?(?:警服|制服)|帽子叔叔|国保|jc)(?:里|局)?(?:的)?(?:那)?(?:[一二两三四五几好十]+个)?(?:所长|人|民警|警察|领导|干警|队长)?)"
)
_AT_HAND = re.compile(
    r"(?:有人|他们?|那(?:个|些|帮)?人|对方|几个人).{0,3}在(?:我家?|俺家?)?(?:门口|门外|楼下|楼道|窗外|院子里?|院里|屋外|外面|外头).{0,10}(?:要|来)(?:打|砍|杀|弄|捅|抓|收拾|烧)"
)
"""Whose threat is heard at the door is there."""
_AT_DOOR = re.compile(r"有人.{0,8}[敲拍]着?(?:我们?|俺)?家?的?大?门.{0,6}(?:怕|吓|不敢)")
"""Who is afraid of whom they hear knocking is afraid now."""
_COMING = re.compile(
    r"(?:今晚|今天|明天|马上|[一二三四五六七八九十几\d]+分钟(?:后|内|以后)|待会儿?|等一?[下会]|一会儿?|这就|正赶|路上|要来|来人).{0,6}(?:来|过来|上门|回来|到)?.{0,4}(?:弄死|打死|杀|砍|烧死|做掉|灭口|剁|捅|绑).{0,3}(?:我|俺|咱|全家)"
    r"|(?:带|领|叫|喊|找)(?:着|了)?(?:一[帮伙群车]|几个|十几个|好多)?人.{0,3}(?:来|到|上|冲|围|进).{0,5}(?:家|门|店|屋|楼|院).{0,3}(?:砸|打|堵|闹|撬|踹|泼|抢)"
)
"""A threat that is to come true today, or violence at the door without a time: perhaps it is now."""
_STRONG = re.compile(r"现在|正在|此刻|这会儿|眼下|就在(?:门|楼|外|我|家|旁|后|隔|窗)|救命|快来|快救")

# -- not here and now

_OVER = re.compile(
    r"(?:现在|現在|而家|如今|目前|眼下|这会儿?|后来|今天|已经|早就|早都|总算)[都已经早就也算是还挺很倒人家里我们他的咱俺]{0,4}"
    r"(?:没(?:有)?(?:什么|啥|得)?(?:事|危险)(?:儿|情)?|沒事|冇事|好(?:多|些|转|点)?了|好啦|不(?:来|闹|堵|跟|打|追|砸|骚扰)了?了|没再(?:来|打|闹|堵|跟)|消停|太平|平安|安全|不危险"
    r"|解决|脱险|搬走|搬家|(?:走|离开|散|过去)了)(?:了|啦|咯|的|过|哈|呀)*"
    r"|(?:没(?:有)?(?:什么|啥|得)?(?:事|危险)|沒事|冇事|不危险|脱险|安全|平安|不来|不闹)(?:了|啦|咯|喇)(?:哈|呀|的)?"
)
"""The present, where it is said to be well: what was told before it is over."""
_DATED = re.compile(
    r"[\s，,。.；;！!…]+(?:那|这|都|就|还|我说的|说的)*(?:都|已经|还)?是?(?:在|发生在)?"
    r"(?:昨[天晚日]|前[天晚日]|大前天|前几[天个月年]+|上(?:上)?个?(?:周|月|星期|礼拜)[一二三四五六日天]?|(?:去年|前年|今年|当年)(?:的?[\d一二三四五六七八九十]+月[份底初]?|年底|年初|夏天|冬天|春天|秋天|上半年|下半年)?|以前|之前|从前"
    r"|(?:\d{2,4}|[〇零一二三四五六七八九]{2,4})\s*年(?:\s*[\d一二三四五六七八九十]+\s*月)?|[\d一二三四五六七八九十]+\s*月[份\d日号]*|[一二两三四五六七八九十几半\d]+(?:年|个月|天|周)(?:之|以)?前)"
    r"(?:的?事(?:情|儿)?|的?时候|发生)?(?:的|了|吧|啊|呀)*[\s。.!！]*$"
)
"""When it was, said last: all that was told before it is past (他手里拿刀冲我来，那是2019年)."""
_AGAIN = re.compile(r"现在|正在|此刻|这会儿|眼下|今天|今晚|又|还在|刚刚|就在")
_STILL = re.compile(r"[还又但怕快救]|可是|不过|只是|马上|不敢|没走|不走|报警")
_PAST = re.compile(
    r"昨|前[天日晚年]|大前|上(?:上)?个?(?:周|月|星期|礼拜|次|回)|去年|今年|当[时年天晚]|那[天次时年晚]|那会儿|后来|曾|以前|从前|之前|(?:^|[^昏晕暈厥睡疼痛])过去"
    r"|前(?:几|两|些)|(?:\d{2,4}|[〇零一二三四五六七八九]{2,4})\s*年|\d\s*[月号]|[一二三四五六七八九十几两半](?:年|个月|天|周)前|刚被放|每次|经常|总是|老是|好几次|多次|[打砸堵追拦骂踹威胁恐吓跟踪]过(?!来)"
    r"|(?:打|砸|堵|追|踹|砍|捅|关|绑)(?:伤|断|坏|碎|烂|残)?了(?!一一[零〇0])我?(?:[一二三四五六七八九十几两好半]|很久|多|家|们家|的|爸|妈|儿|女|丈夫|老公|爱人|妻)"
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
    r"|(?:没有?|不|冇|莫得|哪有|并没有?|不是有)(?:什么)?人?(?:在|是)?(?:追|堵|砸|打|敲|踹|撬|跟踪)(?![不开烂坏破])我?|脱险|安全了|不是(?:现在|危险)|(?:谁|哪个|没有?)说(?:的|过)?我?(?:有|在)?危险"
)
_ASKED = re.compile(r"(?:吗|么|嘛|呢|怎么办|怎么样|会怎样|如何|多久|是不是|算不算|能不能|可不可以)[?？]?$|[?？]$")

_HABIT = re.compile(
    r"^(?!.*(?:正在|就在|救命|快来|门口|楼下|[砸撬踹])).*(?:天天|每天|整天|成天|日日|隔三差五|三天两头|时不时|有事没事)"
)
"""What goes on day by day is told, and not here and now (现在他们天天打电话吓我)."""
_ASKS_PROTECTION = re.compile(
    r"^(?!.*(?:正在|就在|此刻|[砸撬踹]|刀|枪|救命|快来|快救|门口|楼下|门外)).*(?:申请|请求|要求).{0,6}保护"
)
"""Who asks for protection in so many words, and tells of nobody at hand, gets what was asked for."""


def is_now(text: str) -> bool:
    """Whether the words say that somebody is in danger here and now."""
    if len(text) <= 2 * READ and (_DATED.search(text) or (_PAST.match(text) and not _AGAIN.search(text))):
        return False
    text = _after_what_is_over(text)
    clauses = [clause for raw in _CLAUSES.split(text) if (clause := _SPACE.sub("", raw).lower())]
    whole = "".join(clauses)
    if len(whole) <= 2 * READ and _ASKS_PROTECTION.search(whole):
        return False
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


def _after_what_is_over(text: str) -> str:
    """Without what is said to be over: 前年他堵过我家门 现在没事. Where something is still so, only the word that it is
    well goes; 现在 in it names no danger.
    """
    found = list(_OVER.finditer(text)) if len(text) <= 2 * READ else []
    if not found:
        return text
    rest = text[found[-1].end() :]
    return _OVER.sub("，", text) if _STILL.search(rest) else rest


def ends(text: str) -> tuple[str, ...]:
    """The text, or of a very long one its beginning and its end: no text may keep the patterns busy for long."""
    return (text,) if len(text) <= 2 * READ else (text[:READ], text[-READ:])


# Of what was done before, this is how things stand: 去年被打，现在腿还瘸; 现在想举报.
_STATE_NOW = re.compile(
    r"(?:现在|現在|如今|目前|而家)(?:我|俺|他|她|人|腿|手|脚|头|腰|胳膊|也|还|都|就|才|在|一直|只)*(?:想|要|准备|打算|来)?"
    r"(?:举报|检举|告(?!诉)|投诉|反映|瘸|疼|痛|残|肿|住院|家里?养|家休|医院|养|躺|治|不能(?:走|动|上班)|没好|下不了床|没事)"
)


def _says_now(clause: str, *, strong: bool) -> bool:
    if any(p.search(clause) for p in (_DENIED, _OTHERS, _HABIT)):
        return False
    present = bool(_STRONG.search(clause))
    if present and _PAST.search(clause) and _STATE_NOW.search(clause):
        present = _STRONG.search(_STATE_NOW.sub("", clause)) is not None
    if strong and not present:
        return False
    if _PAST.search(clause) and not present:
        return False
    if _FEARED.search(clause) and not (present and any(p.search(clause) for p in _NOW[2:])):
        return _AT_DOOR.search(clause) is not None
    if _TOLD.search(clause) and not (present and any(p.search(clause) for p in _NOW[2:])):
        return _AT_HAND.search(clause) is not None
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


def is_past(clause: str) -> bool:
    """Whether a clause tells of what is past, or is another call for help, which has its own answer."""
    return _PAST.search(clause) is not None or aside_of(clause) is not None


def is_present(text: str) -> bool:
    """Whether a text says in so many words that something is happening now."""
    return _STRONG.search(text) is not None


def is_coming(text: str) -> bool:
    """Whether a short text tells of a threat that is to come true today."""
    whole = _SPACE.sub("", text).lower()
    if len(whole) > LONGEST_ASIDE or _PAST.search(whole) or _ASKED.search(whole):
        return False
    return _COMING.search(whole) is not None


def is_told(text: str) -> bool:
    """Whether danger in these words is past, feared, asked about, denied, others' or in others' mouths."""
    if is_now(text):
        return False
    whole = _SPACE.sub("", text).lower()
    told = (_PAST, _FEARED, _TOLD, _OTHERS, _DENIED, _OVER)
    return any(p.search(whole) for p in told) or len(whole) > LONGEST_PLAIN


_PAST_HARM = re.compile(
    rf"(?:{_PAST.pattern}).*{_HARM}|{_HARM}.*(?:{_PAST.pattern})|{_HARM}(?:过|伤)|{_HARM}.*(?:{_OVER.pattern})"
)


def tells_past(text: str) -> bool:
    """Whether a short text tells of harm that is past or over, asks nothing and says of no danger now: an account."""
    whole = _SPACE.sub("", text).lower()
    if len(whole) > LONGEST_PLAIN or is_now(text) or _ASKED.search(whole):
        return False
    return _PAST_HARM.search(whole) is not None


# -- who it comes from

_HELD = r"(?:关着|關著|关起来|没放|不放|还没出来|带走|铐)"
_POLICE_HARM = re.compile(
    # They do it: 民警在所里打我儿子; who is only called, or only near, does not.
    rf"(?:^|[^给跟向找叫打报让对装充假袭着把])(?:{_POLICE_MEN})(?!门口|外面|对面|旁边|附近|电话)"
    r"[^，。！!？?；;,、\s不没管来叫报找快救被旁附他她它有男女区院楼走赶怎去]{0,10}"
    r"(?:打(?!电话|不|通|1|听|招呼|算|官司|工|车|了?电话)|揍|踢|踹|摁|捆|指着|拿(?:枪|棍|警棍|电棍)|冲进|电(?!话|脑|视|动)|铐|吊|堵|围|砸|闯|掐|扇|逼|绑|按|拖|拽|追|跟踪|尾随|盯|守|扣|关(?!系|于|心|门)|抢|折磨|动手|刑讯|威胁|恐吓"
    r"|虐待|殴|强奸|猥亵|抓(?:我|俺|走|人)|不让|不放|带走|往死)"
    # 我叫民警摁地上打: in dialect, by them.
    rf"|(?:我|俺|咱|他|她|爸|妈|爹|娘|儿子|女儿|娃|弟|哥|姐|妹|老公|老婆)(?:叫|让|给|着|遭)(?:{_POLICE_MEN})"
    r"[^，。！!？?；;,、\s不没来报找他她它有谁走去]{0,6}(?:打(?!电话|1)|摁|按|铐|绑|捆|扣|关(?!系|心)|揍|拖|锁)"
    # They are with those who do it: 派出所跟他们是一伙的.
    rf"|(?:{_POLICE_MEN}).{{0,6}}(?:跟|和|与|同|是|就是|都是)(?:他|她|它|对方|村长|书记|老板|镇长|那).{{0,4}}(?:一伙|串通|勾结|亲戚|的人|一条裤子|一家|自己人)"
    # Where nobody but they have somebody: 关在派出所, 看守所里有人打他.
    r"|(?:关|扣|铐|锁|押|拘|吊|绑)(?:在|到|进)(?:了)?[^，。,\s]{0,4}(?:派出所|公安局|看守所|拘留所|审讯室|办案区|号子|监室|所里)(?!门口|外|对面|旁|附近)"
    r"|(?:派出所|公安局|看守所|拘留所|审讯室|办案区|号子|监室|监狱)(?:里面?|内)[^，。,\s门外]{0,8}(?:打(?!电话|1)|挨打|电棍|铐|吊|逼|折磨|虐待|殴)"
    # 我爸在派出所被打了.
    r"|在[^，。,\s]{0,4}(?:派出所|公安局|看守所|拘留所|审讯室|办案区|刑警队)(?:里面?|内|那边)?(?:又|一直|正|都)*(?:被|挨|遭)[^，。,\s]{0,4}(?:打|揍|铐|吊|关|逼|折磨)"
    # 在打我的就是警察.
    rf"|(?:打|揍|关|抓|铐|绑|追|堵|砸)(?:着|了|门)?(?:我|俺|他|她|人|我们)?(?:家|儿子|女儿)?的(?:人)?(?:就|都|全)?是(?:{_POLICE_MEN})"
    # Nothing but who they are: 他们是警察.
    rf"|^(?:他们?|她|对方|打我的(?:人)?|(?:门外|外面|来)的?(?:人)?)(?:就|都|全|全都)?是(?:{_POLICE_MEN})(?:里)?(?:的)?[了啊呀,，。.!！~…]*$|[,，。;；\s](?:他们?|她|对方)(?:就|都|全)?是(?:{_POLICE_MEN})(?:里)?(?:的)?[了啊呀。.!！~…]*$"
    # What only they have: 电棍 and somebody held, 手铐, 刑讯逼供.
    rf"|(?:电|電|警)棍.*{_HELD}|{_HELD}.*(?:电|電|警)棍|铐(?:着|起来|住|在)|老虎凳|审讯椅|刑讯逼供"
)


_POLICE_COMING = re.compile(
    rf"(?:{_POLICE_MEN}|公安局的人).{{0,3}}(?:来|要|正|又|想)+.{{0,3}}(?:抓|带走|押|逮)(?:我|俺|人)"
    rf"|(?:{_POLICE_MEN}|所长|队长).{{0,4}}(?:现在|就|都|堵|守|站)*在(?:我们?|俺)?家?(?:大?门口|大?门外|楼下|家门)"
    rf"|(?:报警|110).{{0,3}}(?:没用|有什么用|有啥用|不敢).{{0,8}}(?:{_POLICE_MEN})|(?:不敢|不能|没法|别)(?:报警|打110|打电话|报).{{0,8}}(?:{_POLICE_MEN})"
    rf"|(?:他|她|对方|(?:我)?(?:男人|老公|丈夫|前夫|小舅子|姐夫|妹夫|大伯|亲戚|邻居))(?:就)?是(?:{_POLICE_MEN}).{{0,10}}(?:打(?!电话)|揍|掐|追|弄死|杀|砍|堵|害)(?:我|俺)"
    rf"|(?:打(?!电话)|揍|掐)(?:我|俺).{{0,6}}(?:他|她|对方)(?:就)?是(?:{_POLICE_MEN})(?:里)?(?:的)?$"
)
_OURS = re.compile(r"我|俺|咱|额|爸|妈|儿|女|老公|老婆|一伙|就是")
_KEPT = re.compile(r"(?:看守所|监狱|拘留所|号子|戒毒所)里")
"""Told of somebody who is kept there it is a report (看守所里有人打我儿子)."""
_DONE = re.compile(r"(?:打|揍|踢|关|铐|抓|扣|带走)(?:过|了)")


def police_at_hand(text: str) -> bool:
    """Whether a short text says that the police do harm, or come to, and does not say that it is past: it is asked."""
    whole = _SPACE.sub("", text).lower()
    if len(whole) > LONGEST_PLAIN or any(p.search(whole) for p in (_PAST, _ASKED, _OTHERS, _DONE, _KEPT)):
        return False
    return _POLICE_COMING.search(whole) is not None or (by_police(whole) and _OURS.search(whole) is not None)


def by_police(text: str) -> bool:
    """Whether the harm that is told comes from the police: to call only them is no help, who oversees them is."""
    return any(_POLICE_HARM.search(part) is not None for part in ends(text.lower()))


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
            rf"|报(?:不了|了)警.{{0,4}}(?:没人|不来|不管|没来)|报了?警.{{0,8}}(?:还没(?:有)?(?:人)?来|没人来)|报不了警"
        ),
    ),
    (
        "lost_place",
        re.compile(
            r"^(?!.*(?:儿子|女儿|孩子|娃|老公|老婆|爸|妈|弟|哥|姐|妹|他|她).{0,6}[抓带拖关押][走去]).*(?:(?:不知道|不清楚|说不(?:清|上来|出)|不晓得|不认识|搞不清|弄不清)(?:我|我们|自己|这|现在|这里|这儿)*(?:是|在|到了)*(?:哪(?!一?[类種种项個个样步份]|些|天|年|里[写填])|什么地方|啥地方|何处|位置|地址|什么位置|这是哪)"
            r"|(?:我|这|现在)*(?:在|是)(?:哪里?|哪儿|什么地方|啥地方)(?:我)?(?:也|都|真|完全)*(?:不知道|不清楚|不晓得|说不清)|这(?:里)?是(?:哪|什么地方|啥地方)(?:里|儿)?(?:啊|呀)?$|迷路了|不认识(?:这|路))"
        ),
    ),
    (
        "despair",
        re.compile(
            r"(?:我|俺|真的?|实在|就)*(?:不想|不愿)(?:再)?活(?:了|下去|着)?(?!动)|(?:活着|活下去|人生|生活)(?:真|还|也|都)*(?:没|有什么|有啥|毫无)(?:什么|啥)?(?:意思|意义|盼头|劲|希望)"
            r"|(?:我)(?:真)?(?:想|要|打算|准备|只想)(?:去)?(?:死(?!磕|守|盯|刑|者)|自杀|轻生|自尽|跳楼|跳河|上吊|割腕|喝农药|了结(?:自己|生命)?|结束(?:自己|生命))|(?:一了百了|生不如死|活不下去|活够了|活腻了)|死了(?:算了|一了|干净)|唔想(?:再)?(?:做人|活|生存)|(?:活|过)(?:得|起|到)(?:莫得|没得|冇)(?:意思|盼头)|没(?:有)?活头|没法活(?:了|下去)"
            r"|^(?:真的?|好|就|实在|也)*想(?:去)?(?:死(?!你|他|她|磕)|自杀|轻生|跳楼|跳河|上吊)"
            r"|^(?:我|俺|真的?|实在|已经|都|是)*没(?:有)?活路(?:了|啦)*$|死给(?:他们?|她|你们?|谁|大家)看"
            r"|^(?:我|俺|真的?|实在|快要?|已经|再也|都|也|好累|太累了?|[,，。.!！])*(?:撑|撐|熬|捱|扛|挺|顶)不(?:下去|下來|住)(?:了|啦|咯|喇|[。.!！~])*$"
            r"|跳下去(?:算了|一了)|从.{0,6}(?:楼上|楼顶|顶楼|頂樓|天台).{0,3}(?:跳下|往下走)|从(?:桥|楼)上(?:跳)?下去|给自己来一(?:下|枪)|自己了断|用命(?:来)?换|后事.{0,3}(?:交代|交待|安排)|没我这个人了|结束(?:这条|我这条|自己的?|我的?)(?:命|生命)"
            r"|^(?:我|已经|刚|准备)*割(?:了)?(?:自己)?(?:手)?(?:腕|脉)了?[。.!！~]*$|^(?:我|在|想|要|准备)*烧炭了?[。.!！~]*$|^(?:我|现在|一个人)*在(?:我们?|公司|单位)*(?:楼顶|天台|顶楼|桥边|窗台)(?:上|边)?了?[。.!！~]*$"
            r"|绳子(?:都|也|已经|我)*(?:挂|套|系|准备|买)好了|炭(?:都|已经)?(?:买|点)(?:好)?了|只?想早点解脱|叫我跳(?:下去)?$"
            r"|(?:^|[,，。\s])我(?:今晚|今天|现在|马上|等下|这就|就|会|只能|只好)*(?:去|要|去找)?(?:跳楼|跳河|跳江|跳桥|上吊|喝农药|割腕|自杀|寻死|去死)(?:了|算了|给.{0,3}看)?[。.!！~]*$"
            r"|枪都(?:摸|掏)(?:过|出来)|(?:^|我).{0,10}想不开(?:了)?[。.!！~]*$|^(?:我|现在|已经|一个人)*(?:站|坐)在.{0,3}(?:桥上|江边|河边|水库边|铁轨上)(?:了)?[。.!！~]*$"
            r"|写(?:好|完)?了?遗书(?!的)|遗书(?:都|已经)?写(?:好|完)|死了(?:解脱)|(?:^|我)想死(?!他|你|她|磕|守|盯)"
            r"|我(?:已经|刚|现在|在)*割(?:了)?(?:自己)?(?:手)?(?:腕|脉|手)了?$|^我?(?:已经|现在|正|一个人)*(?:站|坐|爬)(?:在|到|上)(?:了)?(?:我们?|俺)?(?:家|公司|单位|小区|医院)?(?:楼顶|天台|顶楼|桥栏杆|桥边|窗台|栏杆)(?:上|边|外面?)?(?:了)?[啊呀]?$"
        ),
    ),
    (
        "illness",
        re.compile(
            r"(?:心脏病|心梗|脑梗|脑出血|中风|哮喘|癫痫|羊癫疯|高血压|低血糖|胃出血)(?:又|突然|发|犯|上来)+(?:了|作)?|(?:犯|发)(?:了)?(?:心脏病|哮喘|癫痫|羊癫疯)"
            r"|(?:喝|吃|吞|服)(?:了)?(?:好多|很多|一瓶|大量|一把|整瓶)?(?:农药|毒药|安眠药|敌敌畏|百草枯|药(?:自杀|水)?)了?$|(?:晕|昏)(?:倒|过去|迷)了?(?!过)|(?:眼睛|眼)(?:都)?翻白|(?:喊|叫)(?:他|她|伊)?(?:都)?(?:不应|没反应|拢袂应)|噎(?:住|牢|着)了?|(?:毒?蛇)咬(?:了|伤)|can(?:'?t|not)breathe|出气都?费劲|喘不(?:过|上)气|呼吸困难|没(?:有)?呼吸|^(?:我|突然|现在|这会儿)*(?:胸口?|心口|心脏)(?:好|很|突然|一阵|绞|闷)*(?:痛|疼|闷)(?:得|死|厉害|不行|要命|受不了|了)*$|口吐白沫|吐血|休克|煤气中毒|食物中毒|中毒了|快(?:要)?生了|叫(?:个|一下|下)?救护车|(?:打|叫)120"
        ),
    ),
)  # fmt: skip


_GOES_ON = re.compile(rf"{_STRONG.pattern}|{_HELD}|还在|还没|又在|又来|一直在")
_AT_IT = re.compile(r"闯进|冲进|要(?:打|弄|杀|砍)|往死里|指着|着我|摁|拖上车|(?:看守所|监狱|派出所|拘留所)里|一伙")


def goes_on_by_police(text: str) -> bool:
    """Whether such harm is said to go on: told as a story, it is more than an account."""
    present = _AT_IT.search(text) is not None and _PAST.search(text) is None
    return by_police(text) and (present or _GOES_ON.search(text) is not None)


_SOMEBODY = re.compile(r"(?:[他她它谁]|人家|对方)[^我俺]*$")
_SAYS = re.compile(r"(?:说|讲|喊|骂|道)[：:]?$")


def despairs(text: str) -> bool:
    """Whether an account says beside what it tells that its own writer wishes to die: sealed as it is, the numbers for
    it are told all the same.
    """
    pattern, told = dict(_ASIDES)["despair"], False
    for raw in _CLAUSES.split("。".join(ends(text))):
        clause = _SPACE.sub("", raw).lower()
        found = pattern.search(clause)
        others = [_PAST, _FEARED, _TOLD, _OTHERS, _DENIED]
        plainly = found is not None and not told and not any(p.search(clause) for p in others)
        if found and plainly and not _SOMEBODY.search(clause[: found.start()]):
            return True
        told = (bool(_TOLD.search(clause)) or bool(_SAYS.search(clause))) and len(clause) < 12
    return False


_BESIDE = re.compile(
    r"逼|害|整|欺|打|骂|骗|贪|收|偷|抢|开除|局|厂|院|所|书记|主任|领导|老板|科长|队长|村|镇|他|她|它|佢|举报|告|威胁|钱"
)


def tells_beside(text: str) -> bool:
    """Whether a short text in which somebody wishes to die, or is ill, tells of others beside it (王强逼得我不想活了):
    its words are kept as a story, and the numbers are told all the same.
    """
    if aside_of(text) is None:
        return False
    whole = _SPACE.sub("", text).lower()
    for name, pattern in _ASIDES:
        if name in ("despair", "illness"):
            whole = pattern.sub("", whole)
    return _BESIDE.search(whole) is not None


def aside_of(text: str) -> str | None:
    """`police_unreachable`, `lost_place`, `despair` or `illness`, when that is what a short text says, now and of
    oneself or somebody at hand; None for an account of the past or of others.
    """
    whole = _SPACE.sub("", text).lower()
    if not 2 < len(whole) <= LONGEST_ASIDE:
        return None
    for name, pattern in _ASIDES:
        if pattern.search(whole):
            if name == "police_unreachable" and by_police(text):
                return None  # 不能打110，他们是警察: who would help there is another
            past = _PAST.search(whole) or _TOLD.search(whole) or _OTHERS.search(whole)
            feared = _FEARED.search(whole) if name in {"despair", "illness"} else None
            return None if past or feared else name
    return None
