"""Another errand, asked for in a whole sentence: what one comes for at an office, and nothing else is said."""

import re

from bot.channels.engine import Event
from bot.channels.mind import change_of_mind
from bot.channels.passing_words import LONGEST, simple
from bot.channels.schemas import Ask
from bot.channels.text import bare

_ASKS_FOR = (
    r"(?:你好|您好|请问|那|算了|还是|现在|先|我|俺|咱|们|就|是|来|想|要|需要|打算|准备|帮我|给我|帮忙|麻烦|请|去|办|办理|一下|再|不是|求助|这个"
    r"|重新)*"
)
_SAID: tuple[tuple[str, str], ...] = (
    (
        "add_material",
        r"(?:补充?|补交|追加|添加|加|交|提交|递交|上传)(?:一下|一些|点|些|新的?|其他|别的)*(?:举报)?(?:材料|证据|资料|线索)",
    ),
    (
        "query_status",
        r"(?:查|查询|查看|看看?|问问?|了解)(?:一下|一查|查|下)?(?:我|那个|举报|案子|案件|办理|的)*(?:进度|进展|结果|办到哪(?:一步)?|到哪一步)",
    ),
    (
        "protect_reporter",
        r"申请(?:一下|个|举报人?|人身|后)*的?保护(?:措施)?|(?:举报后|举报人)(?:申请)?保护",
    ),
    ("protect_witness", r"(?:申请|请求|要求)?证人保护"),
    ("withdraw", r"(?:撤回|撤销|撤)(?:我的?|那个|之前的?)*举报"),
    ("name_self", r"(?:匿名)(?:改|转|变|换)(?:成|为)?实名"),
    (
        "report",
        r"(?:实名|匿名|写个?|进行|提交)?(?:举报|检举|揭发|控告)(?:一下|个)?(?:贪官|贪污|腐败|干部|领导|局长|村长|书记|镇长|别人|人)?",
    ),
)
_AFTER_ERRAND = r"(?:一下|了|吧|啊|呀|哈|呢|可以|谢谢|好|行)*"
PATTERNS = tuple((flow, re.compile(f"{_ASKS_FOR}(?:{said}){_AFTER_ERRAND}")) for flow, said in _SAID)

# At the hotline, who called has rung off, or the next one calls: what is open is closed first.
NEXT_CALL = re.compile(
    r"(?:好的?|嗯|哦|这边|那|来电的?人|打电话的|她|他|对方|人家?)*(?:自己|已经|又|就|刚|把|突然|给)*(?:电话)?挂(?:断|机|掉|线|电话|了)*(?:电话)?(?:了|啦)?"
    r"|(?:好的?|那|接|来|请|现在)*(?:下一?(?:个|位|通)|(?:换|来)(?:了)?(?:一?(?:个|位|通)|新)|新的?(?:一?(?:个|位|通))?)(?:新)?(?:来电的?人|来电|电话|人)(?:来|打来|进来|了|啦)*(?:前面的?不要了?|重新开始|要举报|要反映|换人)*"
    r"|(?:接|来)下一?(?:个|位|通)(?:电话|来电)?(?:了|吧)*|下一?(?:位|通)|换人(?:了|啦)*"
)


# Said where nothing is open: what was handed in shall be taken back; after a no, it is now.
WITHDRAWS = re.compile(r"(?:我|我们|俺)?(?:要|想|想要)?(?:撤回|撤销|撤)(?:吧|了)?")
_CHANGED = re.compile(r"改|换|变|转|还是|算了")  # of what was handed in
# … or what was handed in by name shall have none any more.
UNNAMES = re.compile(
    r"(?:我|俺|已经|想|要|能不能|可以|可不可以|把|举报|了|咗|之前|上次|后悔|的|是|还)*(?:实名(?:举报)?(?:的|了|过|咗)*(?:后悔了)?)?(?:能|可以|可不可以|想|要|怎么|咋)*"
    r"(?:改|转|换|变)(?:成|为|回|返|做)*匿名(?:举报|怎么改|怎么弄|咋弄|咋改|可以|行|吗|的|了|吧|呢|啊|不)*"
)
NOW_AFTER_ALL = re.compile(r"(?:说错了?|不对|错了|不是不是)*(?:就)?是现在(?:的|了|啊|呀)*")


def briefly(word: str) -> Event | None:
    """What a few words mean where nothing is open (撤回; 实名改匿名; 说错了，是现在), or None."""
    if WITHDRAWS.fullmatch(word):
        return Event("withdraw")
    if UNNAMES.fullmatch(word):
        return Event("not_that", "named")
    return Event("danger", "button") if NOW_AFTER_ALL.fullmatch(word) else None


def in_full(ask: Ask | None, plain: str) -> str:
    """What goes to the engine: where nothing is open, 想要匿名 is a report without a name; anything else as it is."""
    unnamed = ask is None and change_of_mind(plain) == ("report_mode", "anonymous") and _CHANGED.search(plain) is None
    return "我要匿名举报" if unnamed else plain


def next_call(plain: str) -> bool:
    """Whether, at the hotline, who called has rung off or the next one calls."""
    word = simple(bare(plain))
    return len(word) <= LONGEST and NEXT_CALL.fullmatch(word) is not None


def errand(word: str) -> str | None:
    """The flow that a whole short sentence plainly asks for (我要补充材料), or None; 他要举报我 asks for nothing."""
    return next((flow for flow, pattern in PATTERNS if pattern.fullmatch(word)), None)
