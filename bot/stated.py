"""Whether a sentence says of its own writer as who they report. Standard library only; shared by gateway and engine.

A word alone does not: 我们单位要举报 is a report by the unit, 举报我们单位的局长 is not.
"""

from __future__ import annotations

import re

_BODY = r"(?:单位|公司|厂|企业|机构|合作社|学校|医院|村委会?|协会|社团|商会)"
_WISH = r"(?:也|都|现在|正式|决定|准备|打算|要|想|来|用|以)*(?:实名|匿名|署名|联名|集体|一起|共同|联合)*(?:地|来|的)?(?:举报|检举|反映|控告|揭发|告)"  # noqa: E501
_STATES = (
    re.compile(rf"(?:我们|咱们?|本|我|俺们?)(?:这|这个|这家|的)?{_BODY}{_WISH}"),
    re.compile(rf"(?:以|用|代表|作为).{{0,6}}{_BODY}(?:的)?(?:名义|身份)?"),
    re.compile(rf"{_BODY}(?:的)?(?:名义|来?举报)|盖公章|法人单位"),
    re.compile(r"联名|联合举报|集体举报|共同举报|(?:大家|几个人|好几个人|同事们?|村民们?|业主们?|乡亲们?|我们(?:几|十几|几十|[一二三四五六七八九十\d]+)(?:个|户|家|人)*)(?:一起|一块|共同|集体|联合)*" + _WISH),  # noqa: E501
    re.compile(rf"(?:我)?(?:本人|个人|自己|一个人|独自|单独)(?:名义|的名义|身份)?{_WISH}|个人名义|(?:只有|就)我(?:自己|一个)"),
)  # fmt: skip


def states_capacity(text: str) -> bool:
    """Whether the text says who is reporting: oneself, several together, a unit."""
    plain = re.sub(r"\s+", "", text)
    return any(pattern.search(plain) for pattern in _STATES)


_WITNESS = re.compile(
    r"(?:我|本人|他|她|来电人|爱人|老公|老婆|儿子|女儿|爸|妈)(?:就|也|只)?(?:是|做|当|作为|属于).{0,6}证人|作为.{0,4}证人|(?:我|本人).{0,8}(?:作证|作了证|做了证|出庭)"
)


def states_witness(text: str) -> bool:
    """Whether the text says of somebody that they are the witness; 证人保护 is only what the matter is called."""
    return _WITNESS.search(re.sub(r"\s+", "", text)) is not None


_HELLO = r"(?:你好|您好|请问|喂|那个|嗯)?"
_I_WANT = r"(?:我们?|俺们?|咱们?|本人)(?:现在|今天|这边|也|就|是|正式)*(?:要|想要?|来|准备|打算|决定|需要)(?:来|去)?"
_HOW = r"(?:实名制?|匿名|署真?名|不署名|不留名|用真名|联名)"
_REPORTS = r"(?:地|来|进行)?(?:举报|检举|反映|控告|揭发)"
_OPENS = re.compile(f"{_HELLO}{_I_WANT}{_HOW}{_REPORTS}")
_POSTS = (
    r"(?:领导|局长|镇长|乡长|县长|村长|市长|区长|书记|支书|主任|科长|股长|处长|校长|院长|所长|队长|站长|厂长|馆长|庭长|行长|会计|出纳|法官|法警"
    r"|检察官|检察长|警察|民警|辅警|公安|狱警|管教|干部|官员|公务员|老总|总经理|经理|董事长|厅长|部长|司长|主席|委员|上司|一把手|负责人|工作人员|当官的|贪官|腐败)"
)
_PLACES = (
    r"(?:单位|公司|厂|村委会?|居委会?|村|镇|乡|县|市|区|省|局|科室|处|院|所|站|学校|中学|小学|大学|医院|卫生院|机关|部门|街道办?|社区|派出所|公安局?|法院|检察院"
    r"|政府|纪委|监狱|看守所|[教财民税水林农交住卫环工司][育政务利业通建生保商法]局|城管局?|国土局|自然资源局|银行|信用社|国企)"
)
REQUEST = (
    rf"^{_HELLO}[,.。!]*{_I_WANT}{_HOW}?{_REPORTS}(?:一下|一下子)?"
    rf"(?:(?:我们?|俺们?|咱们?|本|这个?|那个?|一个|某个?)*(?:的|这|那)?{_PLACES}{{0,2}}(?:里|里面|上|内部)?(?:的)?(?:一个|某个|一位|几个|那个|这个|有个|副|老)*"
    rf"{_POSTS}{{0,2}}(?:们)?)?[,.。!~]*$"
)
"""A sentence that asks to report, perhaps how, and names at most a post or a place: it tells nothing yet. On folded
text; the page has it, too (models/sentinel.json)."""
_REQUEST = re.compile(REQUEST)
_ASKS = re.compile(
    r"[?？]|吗|呢$|么$|怎么|如何|怎样|可以|可不可|能不能|能否|行不行|有没有|会不会|要不要|区别|好不好|是否|是不是|多少|哪|奖"
)


def opens_report(text: str) -> bool:
    """Whether a sentence plainly opens a report and says how (我要匿名举报), rather than asking about it."""
    plain = re.sub(r"[\s，,。！!、]+", "", text)
    return _REQUEST.search(plain) is not None or (_OPENS.match(plain) is not None and _ASKS.search(plain) is None)


PRESSED = (
    r"(?:逼|强迫|胁迫|迫使|威逼|硬要|威胁|恐吓)(?:着|迫)?(?:我|俺|咱|家里)|(?:被|给|让|遭)[^不没]{0,5}(?:逼|强迫|胁迫|威胁|恐吓)"
    r"|(?:我|俺)?(?:不是|并非|不)(?:我|俺)?(?:自己)?(?:自愿|情愿|甘愿)|不是(?:我|俺)(?:自己|本人)?(?:想|要|愿意)|(?:我|俺)(?:是|也是)?被迫"
)
"""Somebody is made to do it, and does not wish to."""
UNPRESSED = (
    r"(?:没|没有|并没|并非|不是|无)(?:有)?(?:任何)?(?:人|谁|被|受)?(?:人|他们?|谁|任何人|到)?(?:在|来)?"
    r"(?:逼|强迫|胁迫|威胁|恐吓)"
)
_PRESSED, _UNPRESSED = re.compile(PRESSED), re.compile(UNPRESSED)
_WISHES = re.compile(
    r"(?<!不是)(?:我|俺)(?:自己|现在|还是|就|也|只好|只能)*(?:想|要|得|申请|请求)(?:把)?(?:举报)?撤|帮我撤|(?:能|可以|怎么)撤"
)


def pressed(text: str) -> bool:
    """Whether the text says that its writer is forced to what they ask for (他们逼我的); 没人逼我 is none."""
    plain = re.sub(r"\s+", "", text)
    return _PRESSED.search(plain) is not None and _UNPRESSED.search(plain) is None


def wishes_to_withdraw(text: str) -> bool:
    """Whether a text that tells of force asks to withdraw all the same."""
    return _WISHES.search(re.sub(r"\s+", "", text)) is not None


_SAYS_I = r"(?:我们?|俺们?|咱们?|本人|真的?|实在|还是|就|也|都|可|但是?|这个|那|嗯|暂时|现在|先|算了|怕|[,，。.!！、])*"
_WOULD_NOT = (
    r"(?:不想|唔想|不愿意?|唔愿意?|不肯|不敢|不太想|不大想|不打算|冇打算|勿想|弗想|不要|不便|不方便)"
    r"(?:再|去|多|先|太|把)*"
)
_ENDS = r"(?:了|啦|啊|呀|吧|的|呢|喇|咯|嘛|哈|哦|[,，。.!！~、])*"
_WITHHOLDS = (
    rf"^{_SAYS_I}{_WOULD_NOT}(?:说|讲|留|写|填|报|给|提供|透露|讲出|回答|答|登记|输入|交代|暴露|公开|告诉|谈|聊|提)"
    rf"(?:出来|出|下来|下|上去)?(?:你们?|您|任何|我的|自己的|什么|啥|那么|太多|多|家庭|家里的?|现在的?|真实|具体)*"
    rf"(?:住址|地址|住在?哪里?|住哪|电话|手机号?|手机|号码|联系方式|微信|邮箱|名字|姓名|真名|名|身份证号?|身份|证件|单位|时间|日期|原因|细节"
    rf"|经过|这个|这些|那个|话)*{_ENDS}$"
)
_EXAGGERATES = (
    r"^(?:我|俺|咱|都|真的?|快|要|简直|把|可|被|差点|魂都)*(?:吓|怕|累|气|急|烦|冤|穷|忙|困|疼|痛|热|冷|饿|渴|憋|羞|丑|笑|恨|讨厌|担心|害怕|委屈|难受|紧张|心疼)"
    rf"(?:得)?(?:都|快|要|就)*死(?:我|俺|人|个人|宝宝|老子|他们?|你们?)?哒?{_ENDS}$"
)
_WOULD_LIVE = (
    rf"^(?:我|俺|还|真的?|可|也|实在)*(?:不想|不要|唔想|不愿|好?怕|不怕)(?:就)?(?:这么|这样)?死[哒得]?{_ENDS}$"
)
_THINKS = (
    rf"^(?:我|再|让我|先|得|要)*想一?想(?:看|一下)?(?:咋|怎么|如何|要不要|该)?(?:写|说|填|办|弄|讲)?{_ENDS}$"
    r"|^(?:我|已经|都|就|也)*(?:够|好|行|可以|写完|说完)(?:了|啦|咯)$|^(?:我|俺)?(?:还|也)?活着(?:呢|出来了?)?$"
)
_HIDES = (
    rf"^{_SAYS_I}(?:不想|唔想|不愿意?|唔愿意?|不要|勿想|唔好|怕|好怕|不敢)(?:让|被|俾|畀|给|叫|比)(?:人|别人|人家|任何人|他们?|她们?|佢哋?|单位|领导|公司|家里人?|老公|老婆|同事|村里人?|邻居)?"
    rf"(?:知道?|晓得|认出来?|发现|看到|看见|听到|查到|找到|睇到|睇见)(?:我|是我|系我|我是谁)?{_ENDS}$"
)
NO_DEATH_WISH = f"{_WITHHOLDS}|{_HIDES}|{_EXAGGERATES}|{_WOULD_LIVE}|{_THINKS}"
"""Whole sentences that sound like it and are none: what is not told or left (不想说住址, 唔想留电话), an exaggeration
(吓死我了), a will to live (我不想死), a pause (我再想想咋写, 够了).
"""
_NO_DEATH_WISH = re.compile(NO_DEATH_WISH)
_LIVES = re.compile(f"{_EXAGGERATES}|{_WOULD_LIVE}")


def no_death_wish(plain: str) -> bool:
    """Whether a whole sentence (simplified) only sounds like a wish to die."""
    return _NO_DEATH_WISH.search(re.sub(r"\s+", "", plain)) is not None


def fears(plain: str) -> bool:
    """Whether a whole sentence (simplified) says fear or weariness in words of death (吓死我了, 我不想死)."""
    return _LIVES.search(re.sub(r"\s+", "", plain)) is not None
