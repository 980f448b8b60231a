"""How somebody in danger may be reached, and what makes it doubtful that the call for help shall go: a refusal, a wish
to wait, a question beside it. Who wavers is asked before anything goes. Twins: `bot/web/src/passing.ts` (`reaches`,
`wavers`).
"""

import re

import bot.danger as danger
from bot.channels.passing_words import simple
from bot.channels.text import Cleaned, bare, clean
from bot.channels.whether import PARTS, URGENT_CONTACT, URGENT_FACTS, URGENT_STEPS
from bot.danger_scenes import perhaps_now

LONGEST_ASKED = 20
"""What asks in more characters tells, too."""
LONGEST_CLAUSE = 16
"""A clause that wavers is no longer."""
_FIGURE = "[〇零一二三四五六七八九幺洞两]"
# A number or an account; 110 is none, nor are words (don't send, dian cuo le). Read out: 一三八零零….
ACCOUNT = re.compile(
    r"(?=[A-Za-z0-9_@.+-]{5})[A-Za-z_.+-]*[0-9_@][A-Za-z0-9_@.+-]*|\d[\d \-]{5,}\d"
    + rf"|{_FIGURE}(?:[ ,，、-]?{_FIGURE}){{6,}}"
)
REACHES = re.compile(
    r"@|(?:[Ww]e[Cc]hat|[Ww]ei[Xx]in|[Ww][Xx]|[Vv][Xx]?|[Qq][Qq])[ :：]*[A-Za-z]"
    r"|微信|电话|手机|邮箱|找我|联系|转告"
)
_KIN = r"(?:儿子|女儿|老公|老婆|爱人|爸|妈|哥|姐|弟|妹|朋友|同事|邻居|律师|亲戚|叔|舅|姑|姨|同学)"
# A number that nobody may ring, or that is his who does it.
FORBIDS = re.compile(
    r"(?:别|不要|千万|不能|不可以|勿|莫|唔好|不|not|don'?t)(?:再|call)?(?:打|写|用|联系|拨)?(?:给)?[\s,，:：]*\+?\d"
    r"|\d[^,，。\d]{0,4}(?:不要(?!给|告诉|让)|别(?!告诉|让|跟|打(?!给|他|她))|不能|不行|行吗)|别打给(?!我)|不要打给(?!我)|(?:那个?人|坏人|打我的[^,，。]{0,2})(?:的|是)+(?:电话|号码|手机)?[\s:：]*\d"
    r"|\d[^,，。\d]{0,4}(?:打我的|那个人)|打我的(?:那个?)?人|(?:等我想|[?？]\s*$)"
    r"|(?:砸|打|堵|追|敲|踹|骚扰|威胁|跟踪|害|追债|讨债|要债)(?:着|了|我|我们?家?|门|的){0,4}(?:人|家伙|那个?)(?:的|是)?(?:电话|号码|手机号?|微信)"
    rf"|^(?!.*{_KIN}).*(?:坏人|凶手|歹徒|他|她|对方)的?(?:电话|号码|手机号?|微信)(?!.{{0,4}}(?:会|在|看|听|接|监))"
    rf"|^(?!.*{_KIN}).*(?:(?:他|对方)(?:的|是)[\s:：]*\d|\d[^,，。\d]{{0,4}}(?:他的|对方的))"
)
ASKS = re.compile(
    r"[?？]|(?:[吗么嘛呢]|多久到|谁能看到|怎样|怎么样|(?:送|发|报|来|到|收)[^,，]{0,4}没有?)\s*$"
    r"|^(?:为什么|为啥|干嘛|干吗|谁(?![都也])|怎么|咋|多久|凭什么|会不会|能不能|可不可以|是不是|要不要)"
)
# Of a line that nobody answers, or that somebody else holds, the same words reach nobody.
REACHES_NOT = re.compile(
    r"怕|会听[见到]|会(?:看|查|翻|偷看)|被.{0,3}[看听]|(?:他|她|对方)会接|先别|没说|不要来|还没想|快没电|没电了|[拿握]着|打不通|没人接|不接|占线|没有信号|监听|监控|偷听|在他|被.{0,4}(?:收|拿|抢|扣)|手里|不能打|没有?手机"
    r"|想想|想一[下想]|考虑|要不要|该不该|犹豫|再(?:说|想)|让我|后悔|先不|告诉我|[等想]好?了?再|(?:谁|谁也|谁都|任何人|你们?)(?:都|也)?(?:别|不要|不能|不许)"
)
# What says only by which way, or when: 别打电话，发短信; 晚上打.
_BY_WHICH = re.compile(
    r"(?:别|不要|勿|莫)(?:告诉|让|给|跟|叫)(?:我)?(?:单位|他们?|别人|家里人?|我妈|我爸|领导|任何人|她|老公|老婆|人)(?:知道|说|晓得|看到)?|没时间了?|别问了?"
    r"|(?:不用|别|不要|不敢|不能|没法)?打?110(?:没用|没有用|没人接|不管|不来|打不通|就是他们|是他们(?:的人|自己人)?)?|(?:我|自己)?(?:的)?(?:手机|电话|话)?(?:快|已经|都)*(?:没有?(?:电|信号|话费|手机)|停机|欠费|打不了|打不出)(?:电话)?了?|会?被.{0,3}听[到见]的?"
    r"|(?:千万|最好|请|麻烦|你们?|可以|只能?|就|先|再|别|不要|不能|不可以|不敢|不方便|唔方便|不便|没法|唔好|莫|勿)*(?:大声|直接|随便|给我)*"
    r"(?:打电话|接电话|听电话|讲电话|打给我|打|接|拨|讲话|说话|出声|语音|视频|通话|发短信|发信息|发消息|发微信|加微信|加我|短信|微信|回)(?:给我|我|给她|她)?(?:吧|就行|就好|就可以)?"
)
# It shall not go, or not yet, or it is not so.
_DOUBTS = re.compile(
    r"[不别没勿莫甭覅唔冇咪未等怕骗假停撤删?？吗]|先|再|其实|电视|游戏|演习|[哄逗呃耍]你|讲笑|扯|日白|[瞎胡乱]|嘻|哈哈|上次|晚点|算了|取消|后悔|反悔|考虑|想|玩笑|玩的|试|明天|改天|以后|回头|犹豫|错了|手滑|误[点触按]|之前|问我|值班|存着|我好了|没事"
    r"|n't\b|\bno(?:t|body)?\b|dont|stop|wait|cancel|later|never|unless|until|before|bie|buyao|deng|cuole"
)
# What others order is none of the writer's doubts: 喊我别告诉警察.
_ORDERED = re.compile(r"(?:喊|叫|让|逼|威胁|警告|吓唬|要求|不准|不许)(?:我|俺|我们)")
# The same where somebody tells where they are and what happens: 门打不开 is no doubt there.
_DOUBTS_TELLING = re.compile(
    r"[点按踩碰]的$|拿.{0,5}手机|写小说|好笑|笑死|口头禅|电视里|电影里|不该[按点]|冲动了?|收回|(?:没|不)(?:那么|太|很)?(?:急|严重)|不[急严]|先问|会怎样|已经报(?:了)?警"
    r"|撤|取消|删|后悔|反悔|骗|假的|玩笑|玩的|瞎|明天|改天|以后|回头|再说|等我|等等|等一下|等会|考虑|想想|想一|算了|犹豫|测试|试[试一下]"
    r"|(?:不|别|没|勿|莫|甭|唔|冇|先不|先别|再|晚点)(?:要|想|用|需要|能|敢|好|许|准|再)?(?:送|报|发(?!生|现|火|疯)|求助|求救|登记|上报|(?:让|叫)?(?:人|他们|警察|你们)?(?:来|过来)|派人|叫人|联系|通知|告诉|说)"
    r"|[看听认]错|误会|是(?:快递|外卖|物业)|说电影|演的|问一下|怎么举报|没有?人?(?:砸|打|追|堵|敲|害|欺负|事|危险)|不是(?:真|现在|我)|(?:说|写|弄|搞|点|按)错|是不是|要不要|该不该|[?？吗]\s*$"
    r"|n't\b|\bnot\b|dont|stop|wait|cancel|later|joke|kidding|fake|buyao|cuole"
)
# One clause that says nobody shall come, or not yet, or that it is not so, whatever danger stands beside it
# (在东门 有人堵我 你们先别动; … 瞎掰的). Simplified, without punctuation.
REFUSES_CLAUSE = re.compile(
    r"(?:你们?|您|大家|先|就|都|也|请|麻烦|千万|可|还是|暂时|现在|求你们?|拜托)*(?:别|不要|不用|不必|不需要|暂不|无需|无须|毋须|毋庸|用不着|莫|勿|甭|唔好|唔使|咪|覅|先不|免)(?:再|需|给我|帮我|替我|你们?|急着?|着急|先)*"
    r"(?:来|嚟|动|行动|派人?|叫人|派警察|出警|报(?!警)|送|发|管|惊动|通知|上报|过来|过嚟|到场|出动|登记|求助|麻烦|需要)(?:人|你们|警察|我|了|啦|先|住|哈|啊|呀|嘛|吧)*"
    r"|(?:现在|已经|都)?(?:暂不需要|不需要|不要紧|暂缓|免|缓一?缓|缓缓)(?:了|啦|吧)*|(?:先|你们?)*慢点?(?:送|报|来|派)(?:吧|啊)?|(?:我)?(?:不想|不好意思)麻烦(?:你们?|大家)(?:了)?"
    r"|(?:我|俺|还|再|先|让我)*(?:没|没有|未|冇)(?:想好|决定好?|考虑好|定)(?:呢|要不要报|啊)?"
    r"|(?:我|到底|是|在想|不知道|不晓得)*(?:(?:报|送|说|求助)(?:警)?还是不(?:报|送|说|求助?)|(?:要不要|该不该|需不需要)(?:报警?|送|说|来人|求助|告诉你们?))(?:呢|啊|呀|好)*"
    r"|(?:先|你们?)*(?:记|存|放|留)着(?:就行|就好|先)?|(?:先)?等(?:我|俺)的?(?:电话|消息|通知|信|信号|再说|想想|想好|决定)"
    r"|(?:我|俺|这|这个|刚才|都|全|其实|就|刚|是)*(?:瞎(?:掰|说|编|写|扯|讲|搞|弄|点|按)|胡(?:说|扯|诌|编|写)(?:八道)?|乱(?:说|讲|写|按|点|打)|编|骗(?:你们?|人)|逗(?:你们?|人)?|哄(?:你们?|人)|呃(?:你|你们)|耍(?:你们?)"
    r"|(?:开|讲|说)?(?:个)?玩笑|误会|虚惊一场|讲笑|说笑|扯把子|日白|吹牛|扯淡|扯犊子|演习|演戏|拍戏|拍视频|拍短视频|排练|测试|假|做梦|梦见|玩游戏|唬(?:你们?|人)|[扯撒]谎|闹着|写着|说着|打?比方|大冒险|愚人节|作文)(?:玩|耍|儿|的|用|话|说|题目|输|快乐|嘞|嘎|咋|哈|啊|呢|呀|咯|了|嘅|架|㗎)*"
    r"|(?:这|都|全|其实|是)*(?:不是|唔系|唔係|并非)真(?:的|嘅)?(?:啦|哦|的|救命|求助|求救|报警|有危险|有事)?|(?:根本)?(?:没有|冇)(?:的|这)?(?:事|回事)|才怪|嘻嘻+|哈哈+|hh+|233+|jk|nope"
    r"|(?:那|这|都|其实|是)*(?:上次|以前|之前|去年|前年|昨天|小时候|电视里?|电视剧|电影里?|游戏里?|小说里?|梦里)的(?:事|情节|事情|剧情)?(?:了)?"
)
_REFUSES_IN_ENGLISH = re.compile(
    r"\b(?:do ?n[o']?t|please don'?t) (?:send|come|call|tell|report)|\bno need\b|just kidding|not real\b"
)
# In a call for help: the police are named, and not as those who help or are near by.
POLICE_NAMED = re.compile(
    r"警察|派出所|民警|公安|刑警|刑侦|治安大队|差佬|差人|警服|制服|国保|帽子叔叔|特警|协警|辅警|便衣|\bjc|^jc"
    r"|110(?:就|都|也)?是(?:他们|自己人|一伙)|110.{0,3}(?:没用|不管)|(?:打|报)了?110.{0,6}(?:不管|没用|不来|就是他们)|110.{0,4}(?:跟|和)他们"
)
POLICE_HELPS = re.compile(
    r"(?:叫|喊|找|让|请|派|通知|等|报告?|求)(?:了|个|一下|你们?|他们?)*(?:警察|民警|公安|派出所)|(?:警察|民警|公安)(?:快|什么时候|多久|几时|怎么还|还没|到了|来了|在路上|赶到|来救|会来|能来|救)"
    r"|(?:派出所|公安局|警察局)(?:的)?(?:对面|旁边|附近|门口|门前|隔壁|外面|边上|后面|往)|已经报(?:了)?警"
)
# … but come to do harm: 警察来了，在打我爸.
POLICE_HARMS = re.compile(r"(?:警察|民警|公安|派出所)[^报叫]{0,8}(?:打(?!电话|1)|按住|按在|抓|铐|踹|砸|带走|揍)")
# No way to be reached, but the call shall go: 别联系我，直接来.
SENDS = re.compile(
    r"派人|叫人过?来|直接(?:来|过来|报|送)|快(?:点|啲|些)?(?:来|派|送|报|发)|送出去|报上去|发出去|就这样(?:报|送|发)|先(?:送|报|发)(?!个?平安)|救人要紧|^(?:马上|直接|就|那|快)*(?:发送|送|发|报)(?:出去|出|上去)?(?:吧|了|啊|呀)*$"
    r"|^(?![啊呀\s,，。.!！]+$)(?:快|快点|赶紧|速来|马上来|快来|来不及了?|没时间了?|冇时间|别问了?|好了|啊|呀|求你们?|拜托|[\s,，。.!！])+$"
    r"|(?:赶紧|赶快)(?:来|派|送|报|发|救|帮|的|点|啊|呀|吧|[\s,.。!！]|$)"
)
SENDS_NOT = re.compile(
    r"[不别没唔莫甭](?:要|用|想|能|可以|敢|让|叫|给|再|他们?|你们?|人|警察|谁)*(?:派人|叫人|来|送|报|发|赶|过来)|取消|撤|停|删|平安"
)


# Where somebody is, as far as one word says it.
PLACES = re.compile(
    r"[省市县區区镇鎮乡鄉村屯寨庄路街巷弄号號楼樓栋幢座室層层门門院厂廠店铺鋪场場站桥橋河江湖岭坡沟坝塘库庫园園校局馆館庙寺仓倉房屋家舍里裡裏旁](?![长長])"
    r"|(?:派出|厕|诊|招待|研究|看守|拘留)所|工地|公司|单位|单元|宾馆|酒店|旅馆|超市|[小中大]学|幼儿园|山[上脚顶]|车[里上]|对面|附近|隔壁|地下|外面|[东西南北中](?:边|面|头|段|口|环)"
    r"|\d{2,}"
)
# … but no call can be found by these alone: 在家, 我在单位, 快递在门口.
NOWHERE_NEAR = re.compile(
    r"12?1?10|120|12309|12356|(?:在|喺|回|到)?(?:我们?|俺们?|自己|咱)?(?:家|屋|屋头|单位|公司|外面|学校|房间|宿舍|厂|门口|楼[上下])(?:里面?|裡|头|上)?(?!属)"
)


# How to reach its writer, or not: 别打我电话.
RINGS = re.compile(r"打(?:给)?(?:我|俺)的?(?:电话|手机)|打给(?:我|俺)|(?:我|俺)的?(?:电话|手机)")
WANTS_OF_BOT = re.compile(r"[举舉检檢控]|投诉|投訴|申请|申請|[查补補撤]|保护|保護|实名|實名|匿名|进度|材料|规定|奖")
# Says that somebody is in danger, and neither what happens nor where.
BARE_CRY = re.compile(
    r"(?:救命?|我|现在|很|好|非常|有|生命|危险|帮|报警|打|110|来人?|快|help|me|sos|求[助救]|[啊呀哪呐了吧\s,，.。!！~…])+"
)
# Others come, or are at it: said where it is asked how to be reached, it goes along.
COMES_ON = re.compile(r"(?:[他她它佢伊]们?|有人|人|门)[^,，。]{0,4}(?:来|上|进|追|砸|打|敲|撞|踹|堵|破|开)")
# A cry that is only tried out, played or a joke, and one that says it is none.
NOT_MEANT = re.compile(
    r"试(?:试|一?下)(?:这|你|看|功能|按钮|系统|有没有|能不能|灵|管)|(?:来|只是|就是|想|先|我)(?:试试|试一下|测试)|测试|演习|演练|排练|彩排|恶作剧|玩笑|闹着玩|逗你|大冒险|打赌"
    r"|(?:看看|好奇)(?:你们?|这个?|有没有|会不会|什么)*(?:反应|按钮|功能|管不管用|来不来|会怎样)|[按点]着玩"
    r"|just (?:a )?(?:kidding|joking|test)|testing|prank|false alarm|\b(?:fake|drill|joke|kidding)\b"
)
MEANT = re.compile(
    r"(?:不是|没有?|别以为|不要以为)(?:在|是|跟(?:你们?|我|俺))*(?:开|打)?(?:玩笑|演习|演练|测试|闹着玩|恶作剧|逗你)"
    r"|\b(?:not|no|n't)(?: a)? (?:joke|joking|kidding|drill|test|prank|fake)"
)


def bare_cry(plain: str) -> bool:
    """Whether a text is a cry and nothing else (救命): what happens, its next words tell."""
    return BARE_CRY.fullmatch(plain.lower()) is not None


def not_meant(plain: str) -> bool:
    """Whether a cry for help says beside it that none is meant (救命 开玩笑的, 试试这个按钮), and tells no scene."""
    low = plain.lower()
    tried = NOT_MEANT.search(low) is not None and MEANT.search(low) is None
    return refuses_clause(plain) or (tried and not perhaps_now(plain, content=False))


def says_where(plain: str) -> bool:
    """Whether a text names a place or a telephone, and neither asks nor wants something of the bot (别从前门进)."""
    said = PLACES.search(plain) or RINGS.search(plain)
    return said is not None and ASKS.search(plain) is None and WANTS_OF_BOT.search(plain) is None


def vague(step: str, plain: str) -> bool:
    """Whether what is said at the first step of a call names no place, tells no scene and does not ask to come: with no
    way to be reached either, it is asked before anything goes (看看这是啥, then a skip).
    """
    if step != URGENT_FACTS or danger.is_now(plain) or perhaps_now(plain, content=False) or danger.by_police(plain):
        return False
    if SENDS.search(plain) and not SENDS_NOT.search(plain):
        return False
    return PLACES.search(NOWHERE_NEAR.sub("", plain)) is None


def beside(step: str, plain: str) -> bool:
    """Whether what is said where it is asked how to reach somebody is no way to, no cry and no wish that it goes
    (我改主意了, 他道歉了): then a skip alone sends nothing.
    """
    cleaned = clean(plain)
    if step != URGENT_CONTACT or reaches(cleaned) or sends(cleaned) or COMES_ON.search(plain):
        return False
    return not (danger.is_now(plain) or perhaps_now(plain, content=False) or danger.by_police(plain))


def asks(plain: str) -> bool:
    """Whether a short text at the step how to reach somebody is a question."""
    return len(plain) <= LONGEST_ASKED and ASKS.search(plain) is not None and not ACCOUNT.search(plain)


def reaches(cleaned: Cleaned) -> bool:
    """Whether it may say how to reach somebody: no command does (/submit), nor known words alone (好，再写一点), nor a
    question (会不会打电话过来).
    """
    plain = cleaned.plain
    if cleaned.command or ACCOUNT.search(plain):
        return not cleaned.command and FORBIDS.search(_AT_TIMES.sub("", plain)) is None
    return REACHES.search(plain) is not None and not (
        REACHES_NOT.search(plain) or ASKS.search(plain) or FORBIDS.search(plain)
    )


def sends(cleaned: Cleaned) -> bool:
    """Whether it gives no way to be reached, and the call shall go all the same."""
    plain = cleaned.plain
    if cleaned.command or SENDS.search(plain) is None:
        return False
    return not (SENDS_NOT.search(plain) or REACHES_NOT.search(plain) or ASKS.search(plain))


_AT_TIMES = re.compile(
    r"(?:晚上|夜里|半夜|白天|上班|现在|这会儿|平时)(?:的时候)?(?:千万)?(?:别|不要|不能|不方便)打(?:电话)?[\s,，:：]*(?=\+?\d)"
)


def given_now(cleaned: Cleaned) -> bool:
    """Whether, asked whether there is danger now, somebody says how to be reached: that answers the step before."""
    plain = cleaned.plain
    return ACCOUNT.search(plain) is not None and reaches(cleaned) and not wavers(URGENT_CONTACT, plain)


def police_named(plain: str) -> bool:
    """Whether, in a call for help, the police are named and not as those who help: then more than 110 is told."""
    low = plain.lower()
    return POLICE_NAMED.search(low) is not None and (
        POLICE_HELPS.search(low) is None or POLICE_HARMS.search(low) is not None
    )


def refuses_clause(plain: str) -> bool:
    """Whether one clause, whatever the others tell, says that nobody shall come, or that it is not so."""
    low = plain.lower()
    words = (simple(bare(part)) for part in PARTS.split(low) if len(part) <= LONGEST_CLAUSE)
    return _REFUSES_IN_ENGLISH.search(low) is not None or any(REFUSES_CLAUSE.fullmatch(word) for word in words)


def wavers(step: str, plain: str) -> bool:
    """Whether words that are kept in a call for help leave it in doubt that it shall go.

    Args:
        step: what is asked; only the two steps of the call are read.
        plain: the cleaned text.
    """
    if step not in URGENT_STEPS:
        return False
    if step == URGENT_CONTACT:
        rest = ACCOUNT.sub("", _AT_TIMES.sub("", plain.lower()))
        return _DOUBTS.search(_BY_WHICH.sub("", SENDS.sub("", rest))) is not None
    if refuses_clause(plain):
        return True
    if danger.is_now(plain) or perhaps_now(plain, content=False) or danger.by_police(plain):
        return False
    if not_meant(plain):
        return True
    parts = [part for part in PARTS.split(plain.lower()) if len(part) <= LONGEST_CLAUSE]
    return any(_DOUBTS_TELLING.search(part) and not _ORDERED.search(part) for part in parts)
