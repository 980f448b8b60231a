"""Scenes that may be danger here and now, though no word says so: it is asked, with two buttons, and nothing begins
by itself (`bot/danger.py` reads what is said in so many words). Standard library; the page reads the same patterns.
"""

from __future__ import annotations

import re

import bot.danger as danger

LONGEST = 90
"""Beyond so many characters it is an account."""

_WHO = (
    r"(?:他|她|他们|她们|佢|佢哋|伊|伊拉|有人|人|男的|几个人|两个人|对方"
    r"|保安|那帮人|门外的人|外面的人|.{0,3}(?:主任|经理|老板|村长|所长|队长|侄儿))"
)
_ME = (
    r"(?:我|俺|额|妈|爸|爹|娘|爷|奶|女儿|老婆|儿子|弟|妹|哥|姐|闺女|媳妇"
    r"|男人|老公|同事|会计|老板|小[^\s,，。区时心说学]|孩子|娃|崽)"
)
_SCENES = (
    r"(?:躲|藏)(?:在|进|到|喺|了|咗)?.{0,8}(?:厕所|柜|床底|床下|桌子|储物|阳台|树上|后备箱|垃圾桶|隔壁|仓库)",
    r"(?:在|喺|困)(?:了)?.{0,4}(?:后备箱|升降机房|车后座)",
    r"(?:门|铁门|车门).{0,8}(?:锁死|焊死|反锁|卡死|缠上|锁着|撬开|锁在动|锁了)",
    r"出不去|出不来|唔畀我|不让(?:我|我们)?(?:走|下车|下楼|出去|出来|出这)|走不脱|放我出去|跑不掉",
    r"(?:绑|捆|锁|扣|困|摁|按|押|塞|架|关)(?:在|着|到|喺|住|往|上|咗|起).{0,8}(?:椅|车|屋|房|仓|地下室|办公室|机房|后座|柱|床|河|地上|墙|厂里|工棚|村委会|财务室)",
    rf"{_WHO}.{{0,8}}(?:进|闯|冲|翻|爬|爆|破|踹|撞|领人翻)(?:进|入|到|开|了|咗|紧|着|烂|上)*.{{0,4}}(?:屋|院|家|门|楼|房间|阳台|墙|嚟)",
    r"(?:他|她|他们|佢|佢哋|人|贼)(?:已经)?(?:进|上|打进|冲上|追上|闯进)(?:屋|院子?|楼|门|来|嚟)(?:了|咗|来)",
    rf"{_WHO}.{{0,10}}(?:拿|持|提|拎|举|掏|揸|握|攥)(?:着|了|住|出|紧|咗|起)?.{{0,4}}(?:刀|枪|斧|棍|棒|锤|铁|皮带|瓶子|家伙|汽油|硫酸|打火机|烟灰缸|锄头|扁担)",
    r"手[里上](?:都|还)?(?:有|拿着?|提着?).{0,3}(?:刀|枪|棍|斧|锤)",
    r"(?:刀|枪口?|斧子).{0,4}(?:架|对着|指着|顶着|在我)",
    r"(?:泼|浇|倒|灌|洒)(?:了|着|咗)?.{0,6}(?:汽油|酒精|烟|硫酸|东西)|(?:煤气|氨气|燃气).{0,6}(?:漏|剪|味)|枪声|有烟|着火",
    rf"{_WHO}.{{0,10}}(?:掐|捂|骑|拽|揪|拧|抽|扇|摁|按|架|拖|押|绑|捆|抱|推|扣|围|追|撵|打(?!到|给|款|钱|招呼|电话|牌|麻将|官司|工|印|点|算|听|借条|白条|欠条|卡|进|报告|车|包|折|扮|断|量|发|开|交道|压|扫|理|赌|造|假|通|了电话)|堵)(?:着|住|了|紧|在|起|咗|往)?.{{0,5}}{_ME}",
    rf"{_ME}.{{0,4}}(?:被|给|叫|畀|让)(?:他们?|佢哋?|人|一个男的|两个人|.{{0,4}}人)?.{{0,4}}(?:绑|捆|锁|拽|拖|摁|按|围|扣|困|架|夹|打|抽|拉|浇|抢|挖机围)",
    r"(?:追|撵|跟|别|顶|撞)(?:上来|着|了|紧|过来|我|咗).{0,8}(?:我|车|还在|又|上来)",
    r"(?:敲|砸|踢|踹|撬|捅|拍|撞|拧|捶|剪|推|翻|爬|挠|爆)(?:着|紧|在)?.{0,5}(?:门|窗|锁眼|锁|墙|玻璃|猫眼|把手|挡风|阳台|电线)",
    r"一间一间.{0,2}(?:找|搜|敲)|脚步声|喊打喊杀|满屋(?:子)?[翻找]|在(?:外面)?(?:搵|找|搜)我",
    r"(?:拉|拽|拖|塞|抓|押)(?:上|到|往|着|住).{0,6}车|在他们车(?:里|上)|车(?:还)?在(?:开|我眼前)|往.{0,4}(?:车|河|楼下).{0,3}(?:塞|按|推|拖)",
)  # fmt: skip
SCENE = re.compile("|".join(_SCENES))
BREAKS = re.compile(
    r"先不[写说查选填]了?|先别[问写]|先放下|选不了|写不[了下]|写唔落|说不了|不能细说|别问了?|等等|等下|不好了?[,，\s]|哎呀|哎你|唔好问|冇时间|没空|[没哪]有?功夫"
    r"|来不及|什么实名匿名|都先放下|先搁"
)
"""Leaves off what was being written."""
PRESENT = re.compile(
    r"现在|正|这会儿|而家|依家|就刚刚|刚刚|刚才|刚(?=跑|把|被|挣|松|又|撞)|还在|又在|又来|又撞|仲|已经|快(?:来|点|啲|叫|救|!|！|$)|马上|呢[!！。~]*$|[!！]{2}|救"
    r"|紧(?:我|嚟|门)|偷偷发|打的字|写的[,，]|不敢出声|唔敢出声|在里头|指着|还没走|就在"
)
ENGLISH = re.compile(
    r"(?:he'?s|they(?:'re| are)).{0,20}(?:here|breaking|inside|outside|coming)|locked in|help me|has a (?:gun|knife)"
)
AT_ONCE = re.compile(r"现在|就刚刚|这会儿|而家|此刻")
AT_HAND = re.compile(r"现在|正|在我|还在|掐|拿")
PAST = re.compile(rf"{danger._PAST.pattern}|当场|那会儿|过去了|最后|第二天|直到|结果|醒来|事后|出警时|本来")
NONE = re.compile(
    r"没(?:有|得)?人|冇人|万一|哈哈|讲笑|原来是|吓得|要报表|要债|没上门|(?:看守所|拘留所|监狱)(?!.*(?:现在|正在|还在))|申请|维权|要举报|想举报|投诉|一[拳巴脚棍]|[两几][拳巴脚棍]|是不是要|半个钟头|怕他?以后|追着我要|算不算|救命钱"
)
OTHERS = re.compile(r"^(?:听说|据说|新闻|别人|邻居|村民|同事)")


def perhaps_now(text: str, *, content: bool) -> bool:
    """Whether a short text tells of a scene that may be now. `content`: where an account is asked for, it has to say
    that it is now, or to leave off writing.
    """
    if len(text) > 4 * LONGEST:
        return False
    whole = danger._SPACE.sub("", text).lower()
    if len(whole) > LONGEST or OTHERS.search(whole) or NONE.search(whole):
        return False
    if ENGLISH.search(text.lower()):
        return True
    if PAST.search(whole):
        clauses = [danger._SPACE.sub("", clause).lower() for clause in danger._CLAUSES.split(text)]
        return any(AT_ONCE.search(c) and SCENE.search(c) and not PAST.search(c) for c in clauses)
    if danger._FEARED.search(whole) and not AT_HAND.search(whole):
        return False
    if not SCENE.search(whole):
        return False
    return not content or BREAKS.search(text) is not None or PRESENT.search(whole) is not None
