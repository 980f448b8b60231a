"""What staff write of somebody else: a caller's word without who says it (她说匿名), what they do as if they said it
themselves (她要跳楼), and that the line is cut or they are called away. Twin: `bot/web/src/passing.ts`.
"""

import re

from bot.channels.errands import next_call
from bot.channels.passing_words import LONGEST, simple
from bot.channels.schemas import Ask
from bot.channels.text import bare

# Ways in of those who write at the desk.
STAFF = frozenset({"hotline", "officer"})

# Who asks (她问能保护多久).
CALLER_ASKS = re.compile(
    r"^(?:那么?|然后)?(?:来电的?人|她|他|人家|对方)(?:又|还|也|就|现在|刚才)?(?:问的?是?(?!我|俺|题)|想问|要问|询问|打听|想知道)(?:一下|下|了)?(?:你们?|咱们?)?[\s,，:：]*"
)
# What is behind it is the word; what stands before it only says whose.
CALLER = re.compile(
    r"^(?:那么?|然后|好)?(?:来电的?人|打电话的人?|她|他|人家|对方)(?:刚才|刚刚|现在|又|就|还|也)?(?:说|讲|回答|答|表示|[报念读](?:的|给我|过来)?(?:是|查询码|编号|号码?|密码)+)(?!了算|话|不定|不准|不清|不好|明)"
    r"(?:了|的)?(?:(?:她|他)(?!们))?(?:是)?[\s,，:：]*"
    rf"|{CALLER_ASKS.pattern}"
    r"|^(?:来电的?人|她|他|人家|对方)(?:又|还|也|就|现在)?(?=(?:要|想|想要|打算|要求)(?:查|问|举报|申请|补充?材?料?|撤回?|撤销|改|请求|匿名|实名|保护)(?![^,，。]{0,6}[我俺]))"
    r"|^(?:来电的?人|她|他|人家|对方)(?:现在|又|还是|还|就|也|都|自己)*(?=(?:要求|希望|愿意|同意|选择?|坚持|决定|可以|接受|肯|愿)(?:用|以|走|按)?(?:匿名|实名|留名|具名|署名|留下?真?名))"
    r"|^(?:来电的?人|她|他|人家|对方)(?:自己)?的?(?=(?:手机|电话|号码|微信|QQ|qq)(?:号码?)?(?:是|：|:)?\s*[\da-z])"
    r"|^(?:来电的?人|她|他|人家|对方)(?:现在|又|还|就|也|真的|实在|都|好像)*"
    r"(?=(?:不(?:肯|愿|想|要|能|敢|给|留|说|记|知|方便|清楚|同意|匿名|实名|报了|举报|登记|求助)|没(?:有?编号|带|留|记|想好)|想死|[想要]跳[楼河]|[想要]自杀|记不|忘了|忘记|活不|想不开)(?![^,，。]{0,6}[我俺]))"
)
# Of whom the text tells.
SUBJECT = re.compile(
    r"^(?:来电的?人|打电话的?人?|对方|人家|同事|战友|证人|被保护人|当事人|他|她)(?!们)(?:现在|刚才|刚刚)?"
)
# What somebody wishes, without who does: 要跳楼，单位领导逼他.
WISHES = re.compile(r"(?:真的?|就)?(?:想|要|打算|准备|不想|活不|撑不|再没人)")
# The line is cut, or somebody is called away: 电话断了, 走了，有警, 等一下 她去开门了.
CALLED_AWAY = re.compile(
    r"(?:不好意思|对不起|我|这边|这里|所里|单位|突然|又|刚)*(?:(?:来|有|接到?|接了|出)(?:了|个|新|紧急)*(?:警情|任务|警)|警情|出警)(?:了|啦|先|得|要|走|撤|停一?下|放着|回头|等会儿?|再|弄|说|填|写|不)*"
    r"|(?:来活|有活|来任务)(?:了)?(?:先)?(?:走|撤|放着|停)(?:了)?|(?:先|得|我)*走(?:了|啦)?(?:有警|警情|出警|来警)(?:了|啦|情)*|先停(?:一下|停|了)?|(?:出警|开会|交班|吃饭)(?:了|去)?(?:回头|等会儿?|晚点)再?(?:弄|填|说|写)?"
    r"|(?:她|他|来电人|那边|对方)?(?:的)?(?:电话|信号|线路|那边|那头)(?:又|突然|好像|刚|给|有点|很|太)*(?:断|掉线|没声音?|没信号|信号不好|不太?好|卡|听不[见清到])(?:了|啦|咯)*|(?:她|他|来电人|对方)?(?:已经|自己|突然)?(?:(?:没声音?|没反应|睡着|不说话)(?:了|啦)+)+|(?:我)?信号(?:有点|太|很)?(?:不好|差|断)(?:了)?|(?:又|突然)?(?:掉线|断线)(?:了|啦)*"
    r"|(?:先|稍)?等(?:一?[下会]儿?)?(?:她|他|来电人|人家|那边)(?:去|在|要|说|先|突然|找|看).{0,6}|(?:她|他|来电人)(?:又|在|一直)?(?:哭)(?:了|着)?(?:先)?(?:停|等|缓)(?:一?[下会]儿?|停)(?:吧)?|(?:她|他|来电人)?(?:姓啥|姓什么|叫啥|叫什么|名字|说的|刚才)*(?:没|听不)听?清楚?(?:了)?(?:我)?(?:再|重新)(?:问|确认)(?:一下|一遍|问)?(?:她|他)?"
)


def callers_word(plain: str) -> str:
    """What the caller said, without who said it; the whole text where that is all there is."""
    return CALLER.sub("", plain, count=1) or plain


def direct(plain: str) -> str:
    """What is told of somebody as they would say it: 她说她要跳楼, 同事想自杀 → 我要跳楼, 我想自杀."""
    word = callers_word(plain)
    if word == plain:
        return SUBJECT.sub("我", plain, count=1)
    whose = plain[0] if plain[0] in "他她" else "他她"
    said = re.sub(rf"[{whose}](?!们)", "我", word)
    return said if ("我" in said or said[0] in "他她") and not WISHES.match(said) else f"我{said}"


def leaves(way_in: str, ask: Ask | None, plain: str) -> str | None:
    """The event of who leaves what is open: the next one calls (it is asked first), or it waits."""
    if way_in == "hotline" and next_call(plain) and not (ask is not None and ask.id.startswith("confirm.")):
        return "cancel"
    return "pause" if called_away(plain) else None


def called_away(plain: str) -> bool:
    """Whether the line was cut, or who writes is called away: what is filled in waits."""
    word = simple(bare(plain))
    return 0 < len(word) <= LONGEST and CALLED_AWAY.fullmatch(word) is not None
