"""Scenes that may be danger here and now, though no word says so: it is asked, with two buttons, and nothing begins
by itself (`bot/danger.py` reads what is said in so many words). Standard library; the page reads the same patterns.
"""

from __future__ import annotations

import re

import bot.danger as danger

LONGEST = 90
"""Beyond so many characters it is an account: only its end may be now."""
END = 60
"""So many characters of its last clauses are."""

_WHO = (
    r"(?:他|她|他们|她们|佢|佢哋|伊|伊拉|有人|人|男的|几个人|两个人|对方"
    r"|(?:我|俺)?(?:老公|丈夫|前夫|男朋友|前男友|男人|邻居|隔壁|亲戚|公公|女婿|大伯|小叔子|爸|哥|债主|包工头)|保安|那帮人|门外的人|外面的人|.{0,3}(?:主任|经理|老板|村长|所长|队长|侄儿))"
)
_ME = (
    r"(?:我|俺|额|妈|爸|爹|娘|爷|奶|女儿|老婆|儿子|弟|妹|哥|姐|闺女|媳妇"
    r"|男人|老公|同事|会计|老板|小[^\s,，。区时心说学]|孩子|娃|崽)"
)
_SCENES = (
    r"(?:躲|藏)(?:在|进|到|喺|了|咗)?.{0,8}(?:厕所|柜|床底|床下|桌子|储物|阳台|树上|后备箱|垃圾桶|隔壁|仓库)",
    r"(?:在|喺|困)(?:了)?.{0,4}(?:后备箱|升降机房|车后座)",
    r"(?:门|铁门|车门|外头|外面).{0,8}(?:锁死|焊死|反锁|反鎖|卡死|缠上|锁着|锁上|插着|撬开|锁在动|锁了|快顶不|顶不住|窟窿|[劈砸踹]开)",
    r"出不去|出不来|唔畀我|[不唔]?[准让許许](?:我|我们)?(?:离开|離開)|不让(?:我|我们)?(?:走|下车|下楼|出去|出来|出这)|(?:走|跑)不[脱掉]|(?:^|[我俺,，。])(?:现在|也|都|真的)*(?:走|跑|离开|逃|脱身)不了(?!的)|放我出去",
    r"(?:绑|捆|锁|鎖|扣|困|摁|按|押|塞|架|关|铐|堵|拖|踩)(?:在|着|到|喺|住|往|上|咗|起|进|進).{0,8}(?:椅|车|車|屋|房|仓|地下室|办公室|机房|后座|柱|床|河|水|地上|墙|厂里|工棚|棚子|村委会|村部|财务室|厕所|暖气|铺头|鋪頭|巷|会议室|會議室)",
    r"(?:手|脚|手脚|嘴|脖子|胳膊)(?:都|上|上头)?(?:被)?(?:捆|绑|勒|铐|堵|贴|扎)|扎带|贴着胶带|毒打|惨叫|慘叫|数到[十\d三]",
    r"(?:车|車)(?:被|给|叫)?(?:他们|人)?(?:逼停|别停|截停|堵住|夹住)|(?:摩托|车|面包车|越野)(?:一路|一直)?(?:别|夹|夾|顶|跟|撵)(?:着|到|住|她|我|他|上)",
    r"(?:推土机|挖机|挖掘机|钩机|铲车)(?!.{0,4}(?:租|费|款|采购)).{0,8}(?:拱|扒|压|推|挖|往前|开过来|开到)",
    r"(?:钢管|棍|刀|斧|扳手|锤|铁锹|叉|砖|士巴拿|甩棍|菜刀)(?:子|头)?.{0,6}(?:过来|冲|抡|砸|砍|敲|扔|劈|举|撬|劃|划)|(?:扔|砸|丢|射|弹弓).{0,6}(?:砖|石头|玻璃|瓶)|(?:拿|用)(?:凳|板凳|椅|砖|酒瓶|电锯|皮带).{0,3}(?:砸|抽|打|割|锯)",
    r"(?:掐|揸|揪|卡)(?:着|住|紧|緊)?.{0,8}(?:脖|颈|頸|喉)|(?:抡拳|拳头|往死里)|(?:围|圍)(?:起来|起來|住|了我)|举着.{0,4}(?:扳手|刀|棍|锤|斧|砖|椅)|(?:往我|跳上我).{0,4}(?:船|车|院)|爬进来|(?:掟|推|扔|丢)(?:我|佢|他|她)?(?:落|下)楼|(?:掉头|掉了头|调头|回头)(?:又)?(?:过来|冲)",
    rf"{_WHO}.{{0,8}}(?:进|闯|冲|翻|爬|爆|破|踹|撞|领人翻)(?:进|入|到|开|了|咗|紧|着|烂|上)*.{{0,4}}(?:屋|院|家|门|楼|房间|阳台|墙|嚟)",
    r"(?:他|她|他们|佢|佢哋|人|贼)(?:已经)?(?:进|上|打进|冲上|追上|闯进)(?:屋|院子?|楼|门|来|嚟)(?:了|咗|来)",
    rf"{_WHO}.{{0,10}}(?:拿|持|提|拎|举|掏|揸|握|攥)(?:着|了|住|出|紧|咗|起)?.{{0,4}}(?:刀|枪|斧|棍|棒|锤|铁|皮带|瓶子|家伙|汽油|硫酸|打火机|烟灰缸|锄头|扁担)",
    r"手[里上](?:都|还)?(?:有|拿着?|提着?).{0,3}(?:刀|枪|棍|斧|锤)",
    r"(?:刀|枪口?|斧子).{0,4}(?:架|对着|指着|顶着|在我)",
    r"(?:泼|浇|倒|灌|洒)(?:了|着|咗)?.{0,6}(?:汽油|油$|火水|酒精|烟|硫酸|东西)|(?:煤气|氨气|燃气).{0,6}(?:漏|剪|味)|枪声|有烟|着火",
    rf"{_WHO}.{{0,10}}(?:掐|捂|骑|拽|揪|拧|抽|扇|摁|按|架|拖|押|绑|捆|抱|推|扣|围|追|撵|打(?!到|给|款|钱|招呼|电话|牌|麻将|官司|工|印|点|算|听|借条|白条|欠条|卡|进|报告|车|包|折|扮|断|量|发|开|交道|压|扫|理|赌|造|假|通|了电话)|堵)(?:着|住|了|紧|在|起|咗|往)?.{{0,5}}{_ME}",
    rf"{_ME}.{{0,4}}(?:被|给|叫|畀|让)(?:他们?|佢哋?|人|一个男的|两个人|.{{0,4}}人)?.{{0,4}}(?:绑|捆|锁|拽|拖|摁|按|围|扣|困|架|夹|打|抽|拉|浇|抢|挖机围)",
    r"(?:追|撵|跟|别|顶|撞)(?:上来|着|了|紧|过来|我|咗).{0,8}(?:我|车|还在|又|上来)",
    r"(?:敲|砸|踢|踹|撬|捅|拍|撞|拧|捶|剪|推|翻|爬|挠|爆|割|锯|劈|砍|摸|试|开)(?:着|紧|緊|在)?.{0,5}(?:门|窗|锁眼|锁|墙|玻璃|猫眼|把手|挡风|阳台|电线)",
    r"带(?:着)?(?:人|一帮人|一伙人|几个人).{0,4}(?:来|到|冲|上|堵)(?:了)?(?:我|俺)?(?:们)?(?:家|门|楼)|(?:在|到)(?:我|俺)(?:们)?家里?.{0,3}(?:乱)?(?:翻|搜|砸|闹|打)",
    r"(?:要|想)(?:害|杀|弄死|整死|打死|砍死)(?:了)?(?:我|俺)|(?:再不|不然|否则|敢).{0,10}(?:就|要)(?:杀|弄死|砍死|打死|做掉)(?:了)?(?:我|俺)|(?:我|俺)?(?:又|正|现在)?被(?:人|他们?)?(?:跟踪|盯上|尾随)(?:了)?(?:$|[,，。\s好怕])",
    r"(?:不|再不|敢)(?:撤|走|听|给|签|认|说出去).{0,6}(?:就|要)(?:要)?(?:杀|弄死|砍死|打死|打|整死|灭).{0,2}(?:我|俺|全家|儿子|女儿|老婆|爸|妈)|再不来.{0,6}(?:没命|要死|死)",
    r"一间一间.{0,2}(?:找|搜|敲)|脚步声|喊打喊杀|满屋(?:子)?[翻找]|在(?:外面)?(?:搵|找|搜)我",
    r"(?:拉|拽|拖|塞|抓|押)(?:上|到|往|着|住|进|咗去|去).{0,6}(?:车|矿|山|河边|水库|巷)|往(?:矿|山|水库|河)[上里边]*(?:拉|开)|在他们车(?:里|上)|车(?:还)?在(?:开|我眼前)|往.{0,4}(?:车|河|楼下).{0,3}(?:塞|按|推|拖)",
)  # fmt: skip
SCENE = re.compile("|".join(_SCENES))
ALONE = re.compile(
    r"^(?:我|俺|这边|这里|现在|現在|这会儿|而家|[,，。])*(?:真的)?(?:不能|不敢|不方便|没法|没办法|唔敢|唔可以|唔方便|冇办法)(?:大声|出去)?(?:说话|讲话|說話|讲嘢|講嘢|出声|出聲|作声|吱声|开口)(?:了|呀|啊|啦|现在|[,，。.!！~…])*(?:(?:他|她|他们|佢|佢哋|有人|人)(?:就|还|仲)?(?:在|喺).{0,8})?$"
    r"|^(?:我|这边|这里|现在|現在|[,，。])*(?:说话|讲话|出声|讲嘢)(?:真的|很|好)?(?:不方便|唔方便|会被听[见到])[了啊,，。.!！~…]*$"
    r"|^(?:我?前夫|我?老公|我?男朋友|他|她|他们|她们|佢|佢哋|那帮人|那些人|人|[,，。])*(?:又|还|還|仲)(?:来(?:[闹砸堵打]|了)|回来|回嚟|返嚟|找来|摸回来|没走|冇走|未走|没离开)[了呀啊啦咗呢,，。.!！~…]*$"
    r"|^(?:我|俺|现在|現在|[,，。])*(?:被|让人|叫人)(?:他们?|人)?(?:关|關|锁|扣|困|绑)(?:起来|起來|住|在(?:里面|这里|这儿|屋里|房间里))[了啦,，。.!！~…]*$"
    r"|^(?:我|俺|我们?家|他们?|她|[,，。])*(?:小孩|孩子|细路|娃儿?|女儿|儿子|闺女|妹妹|弟弟|老婆|老公|爸|妈|老人)(?:突然|今天|现在|也|都|给|被(?:人|他们?)?)*(?:不见了?|失踪|丢了|没回家|找不(?:到|着)|联系不上|带走|抓走|绑走)(?:了|啦|[两一二三\d]天了?|[,，。.!！])*$"
    r"|^(?:嘘|噓)[,，。.!！~…]*$"
)
"""Nothing but this: who must not be heard, who is back, who has not left, who is locked in, who is missing."""
BREAKS = re.compile(
    r"先不[写说查选填]了?|先别[问写]|先放下|选不了|写不[了下]|写唔落|说不了|不能细说|别问了?|等等|等下|不好了?[,，\s]|哎呀|哎你|唔好问|冇时间|没空|[没哪]有?功夫"
    r"|来不及|什么实名匿名|都先放下|先搁"
)
"""Leaves off what was being written."""
PRESENT = re.compile(
    r"(?:^|[^到至])现在|正|这会儿|而家|依家|就刚刚|刚刚|刚才|刚(?=跑|把|被|挣|松|又|撞)|还在|又在|又来|又回|又返|又撞|仲|已经|快(?:来|点|啲|叫|救|!|！|$)|马上|呢[!！。~]*$|[!！]{2}|救"
    r"|紧(?:我|嚟|门)|偷偷发|打的字|写的[,，]|不敢出声|唔敢出声|在里头|指着|还没走|就在"
)
ENGLISH = re.compile(
    r"(?:he'?s|they(?:'re| are)).{0,20}(?:here|breaking|inside|outside|coming)|locked in|help me|has a (?:gun|knife)"
)
AT_END = re.compile(
    r"(?:^|[^到至])[现現]在|而家|依家|眼下|此刻|这会儿|这阵儿?|这下|刚刚|刚才|就刚|刚(?=发|托|把|打|传|从)|今晚|今天晚上|今日佢|正(?=掐|在|往|翻|骑|拿|撬|砸|踹|打|顶|守|追|敲)"
    r"|在(?:外面|外头|门外|门口|门上|里面|楼下|往我|拿)|外面(?:在|用|有)|写到这|讲到哪|等下|等等|哎呀|不行了|不好了|遭了|弊[喇了]|紧(?:我|度|架)|緊(?:我|度|架)|偷偷(?:打|发)|打的字"
    r"|快(?:来|救)|还在(?:打|砸|往|敲|追|撞|里)|还没(?:挂|走|停)|已经(?:扒|劈|踹|砸|撬|数|被)|立辣|正翻|一下一下|听得到|聽得到|看见他的|他们发现"
)
"""Of the last clauses of an account: it goes on while it is written."""
AT_ONCE = re.compile(r"现在|就刚刚|这会儿|而家|此刻")
AT_HAND = re.compile(r"现在|正|在我|还在|掐|拿|跟踪|盯上|在[敲砸踹撬撞拍踢]|[敲砸踹撬撞拍踢][着紧緊]")
PAST = re.compile(rf"{danger._PAST.pattern}|当场|那会儿|过去了|最后|第二天|直到|结果|醒来|事后|出警时|本来")
NONE = re.compile(
    r"没(?:有|得)?人|冇人|万一|哈哈|讲笑|原来是|吓得|要报表|要债|没上门|(?:看守所|拘留所|监狱)(?!.*(?:现在|正在|还在))|申请|维权|要举报|想举报|投诉|一[拳巴脚棍]|[两几][拳巴脚棍]|是不是要|半个钟头|怕他?以后|追着我要|算不算|救命钱"
)
OTHERS = re.compile(r"^(?:听说|据说|新闻|别人|邻居|村民|同事)")


_NOT_AT_END = (danger._PAST, danger._ASKED, danger._OVER, NONE, OTHERS)


def alone(text: str) -> bool:
    """Whether a text says nothing but that somebody must not be heard, is back or has not left."""
    return len(text) <= LONGEST and ALONE.search(danger._SPACE.sub("", text).lower()) is not None


def perhaps_now(text: str, *, content: bool) -> bool:
    """Whether a short text tells of a scene that may be now. `content`: where an account is asked for, it has to say
    that it is now, or to leave off writing.
    """
    return _perhaps(text, content) or _at_its_end(text)


def _at_its_end(text: str) -> bool:
    """Whether the last clauses of an account tell a scene that goes on while it is written."""
    clauses = [said for raw in danger._CLAUSES.split(text[-4 * END :]) if (said := danger._SPACE.sub("", raw).lower())]
    end: list[str] = []
    while clauses and sum(map(len, end)) + len(clauses[-1]) <= END:
        end.insert(0, clauses.pop())
    begins = next((i for i, clause in enumerate(end) if AT_END.search(clause)), None)
    if begins is None or len(clauses) + begins == 0:
        return False
    last = ",".join(end[begins:])
    return SCENE.search(last) is not None and not any(p.search(last) for p in _NOT_AT_END)


def _perhaps(text: str, content: bool) -> bool:
    if len(text) > 4 * LONGEST:
        return False
    whole = danger._SPACE.sub("", text).lower()
    if len(whole) > LONGEST or OTHERS.search(whole) or NONE.search(whole):
        return False
    if alone(text) or ENGLISH.search(text.lower()):
        return True
    if PAST.search(whole):
        clauses = [danger._SPACE.sub("", clause).lower() for clause in danger._CLAUSES.split(text)]
        return any(AT_ONCE.search(c) and SCENE.search(c) and not PAST.search(c) for c in clauses)
    if danger._FEARED.search(whole) and not AT_HAND.search(whole):
        return False
    if not SCENE.search(whole):
        return False
    return not content or BREAKS.search(text) is not None or PRESENT.search(whole) is not None
