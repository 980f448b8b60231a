"""No name shall be given: one reader for every step at which a person may say so.

Nobody can list the ways to say it, so a clause is read by its structure: it is made of small words only, and among
them stands a word against (不, 别, 删, 空着) with a name or a way to be reached, or 匿名 that nothing speaks against. A
clause that holds anything else (a person, a deed, an account) says no such thing. The page reads the same
(`bot/web/src/unnamed.ts`, with these patterns); both are held to `tests/data/unnamed_cases.json`.
"""

import re
from typing import Literal

from bot.stance import TRADITIONAL

Left = Literal["name", "reached", "it"]
"""What a clause leaves out: the name, how to be reached, or just what is asked (不写)."""

LONGEST = 20
"""A clause that says one thing is no longer."""
LONGEST_SAID = 60
LEAST_DIGITS = 4
"""With so many digits it is a number, and how to be reached."""

HIDDEN, REALNAME = "匿名", "实名"
# Said in letters, or by another word.
SPELT = (
    r"n[iì]\s?m[iíì]ng|\bnm\b|anonym\w*|with ?out (?:my |a )?(?:real )?name|no (?:real )?name"
    r"|(?:do ?n[o']?t|not) (?:use|write|give|put|show|leave) my (?:real )?name|(?:remove|delete|hide) my (?:real )?name"
    r"|bu xiang shuo wo (?:jiao|shi) sh\w+"
    r"|\bb(?:u|ie)\s?(?:(?:yao|xiang|yong|gan|xie|shuo|liu|shu|neng)\s?)*(?:wo\s?(?:de\s?)?)?"
    r"(?:zhen\s?)?(?:ming(?:\s?zi)?|shi\s?ming|xing\s?ming)\b"
    r"|[尼逆腻泥呢拟妮昵隐密]名(?!字)|匿[民明铭命鸣]|匿(?!名)(?:一?下)?|不记名|[没无]留?名字?的|无名氏|佚名|[没无冇]名[没无冇]姓"
)
SPELT_REAL = r"[石十时]名|(?:use |with )?my real name|\bshi\s?ming\b"
# Said twice or more for stress or from fear: 不不不写, 不给不给.
TWICE_SAID = r"(.{1,4}?)\1+"
# Holds a word against and speaks against nothing, or stands for reporting, or for second thoughts.
IDLE = (
    r"^(?:不对)+|^等等|^等一下|^慢着|不过|不然|不如|不好意思|^不行|不(?:用|后|害)?[怕悔]|要不(?!要)|(?:举报|检举|控告)(?![我俺他她你])|[改变]主意|反悔|变卦"
    r"|想了?(?:想|半天|很久|好久|一想|一下|又想)|想来想去|睡不着|签名|ok(?:ay)?|please|pls|本人的?|考虑了?(?:一下|很久|半天)?|真的|就这么"
)
WOULD_NOT = r"(?:[不莫勿甭唔弗毋免覅咪]|别(?![人个的处家])|吾(?=[想要使好愿敢留写]))"
_REMOVED = (
    r"(?:木有|[冇没无省删抹隐略]|去(?=[掉除了])|[划拿](?:掉|脱|走|下来)|空(?=[着起白]|$)|清空|作废|免[谈了]|撤(?=[了掉])"
    r"|取消(?=.{0,2}[实真署留名])|拉倒|算[了啦咗](?=[吧啦啊]?$))"
)
_AGAINST = rf"(?:{WOULD_NOT}|{_REMOVED}|后悔)"
_MODAL = r"[要想用使愿意肯敢能会得便方准备打算太大再必需好是]"
_WISH = r"[要想用使愿意肯敢能会得便方准备打算太大再必需好让给把说搞整弄]"
KEPT = (
    rf"{WOULD_NOT}{_WISH}*(?:[删抹隐]|去(?=[掉除])|[划拿撤](?=[掉走了下])|空着)|名(?:字|子)?.{{0,3}}留[着著]"
    r"|(?:本来|原来|原本|开始|起初|当初|以前|之前|先前|上次|曾).*匿名"
)
_NAME = r"(?:名|姓(?=$|氏|啥|什么)|身份(?!证)|真身)"
REACH = r"(?:电话|号码|手机|座机|微信|邮箱|联系方式|住址|地址|身份证|证件)"
_GIVE = r"(?:[写填留说讲给露透漏示供签登]|告诉)"
_GIVEN = r"(?:[写填留说讲给露透漏示供签登带上下交出提报行挂管问听有]|[要用](?=[了吧啦直交提]|$))"
_REAL = r"[成为回作做]?(?:用|以)?(?:实名|真名|署名|留名)"
OWN = r"[我俺额][^名]{0,6}[名姓]|名.*[我俺]|[实署留真露具匿挂]名"
# Small words: they speak of the writer, their name and the report, and of nobody else. A name stands for 我是谁, a
# number for every way to be reached.
WHO = r"([我俺额])(?:是谁|是哪个|(?:叫|姓)(?:啥子?|什么|咩|甚|哪个)(?:名字?)?)|()叫(?:啥子?|什么|咩)(?:名字?)?"
SMALL = (
    r"[我俺额咧噻咱侬吾阿拉们本自己个别不莫勿甭唔冇没无弗毋免省删抹隐覅咪略去划拿脱掉除清空着起白倒算了要想用使愿意肯敢能会得便方准备打太大再必需"
    r"怕害后悔好把将给让写填留说讲报交提上下出进来露暴透漏示供告诉签登名姓字子儿号真实署具身份义是匿带挂管问听连吧啊呀哈啦喇咯嘛呢噢喔哎哦嗯唉"
    r"嘞咗哒唻那搿就还但可系又也都式先直接然后之以而且请你您恁替帮麻烦求千万一下点些儿这中行整弄搞成改换变转走选按最过今天现在的嘅递呈送发"
    r"稳当安全保险妥靠决定更球照样仍吓很栏项格新谢对一条路里面前头其余照在有俾畀哋拜托申伲作废撤只材料刚取消木比较]"
)
# … and one word more, where it is plainly said of the writer's own name: 别把我名字捅出去.
MORE = r"[^错忘改混丢反他她它谁人\d\sa-z]"
# Whoever says so keeps the name, leaves it open, or tells what was.
KEEPS = (
    rf"{WOULD_NOT}{_MODAL}*{WOULD_NOT}|[没无]有?不"
    rf"|(?:{WOULD_NOT}|后悔)(?:{_WISH}|[我俺那这个的按许同是走选以系写填改换变转成为回返])*匿|匿名[就也都还是]*{WOULD_NOT}(?:{_WISH}|[了是吧啦行])*$|匿名.*[没不][用受管]"
    rf"|{WOULD_NOT}{_WISH}*[改换变转](?!{_REAL})|还没|没(?:想|写好|说要|错)|[我俺]匿名[写说讲给]的|名字?不对|[对跟和][我俺]说"
)
WHICH = r"[实匿]名(?:举报|的)?好?(?:还是|或者?|跟|和|与)[实匿]名"
# It asks, leaves it open, or tells what others do.
ASKS = (
    r"\?|吗|么$|(?:可以|能)不.*嘛$|怎么(?!都)|什么|咋|如何|多少|会不会|能不能|可不可以|行不行|好不好|成不成|要不要|该不该|是不是|有没有"
    rf"|{WHICH}|匿名.*不$"
    r"|得唔得|中不中|如果|要是|假如|万一"
)
# A mark refuses or doubts what it stands beside: 匿名❌, 匿名🤔.
MARKED = r"[❌❎🚫🙅👎✖⛔✗✘×🙄🤔❓❔⁉😡🖕]|~{2,}"
PARTED = r"[^\u3400-\u9fff0-9a-z\u00c0-\u024f'\s]+"
# May be a name itself: 莫言, 无名; 莫写 is none.
NAMED_SO = r"^[莫无](?![写填留说讲])\S{1,2}$"
# Whoever gives one of these for a name gives none.
NOBODY = (
    r"(?!.*(?:全体|们))(?:某(?!.*(?:公司|[厂局院校所社部会店]|中心)$)[\u4e00-\u9fff]{2,8}|[\u4e00-\u9fff]{2,8}一[个名位]|(?:你|我|俺|就|写|填|叫|是)*(?:一个|一名|一位|某个|某位|某名)[\u4e00-\u9fff]{1,10}"
    r"|(?:你|我|俺|本人|就|写|填|叫|是|那|个|名|位|某|普通|热心|匿名|知情|好心|正义|内部|本|公司|单位|厂里|村里|的|小|老|路过|不知名|不愿透露姓名|不留名)*"
    r"(?:(?:[\u4e00-\u9fff]{2,4})?(?:群众|市民|村民|居民|老百姓|网友)|公民|人士|知情[人者]|举报[人者]|职工|员工|党员|百姓|路人[甲乙]?|好心人|热心人|正义人|匿名人|当事人|受害[人者]|学生|家长|工人|农民|打工人|小人物|雷锋|红领巾|(?:[\u4e00-\u9fff]{2,5})?(?:老师|司机|护士|教师|师傅)"
    r"|某某某?|某人|某)(?:[甲乙]|一个|一名|就行|吧|啊|了|写上|交)*"
    r"|[\u4e00-\u9fff]某某?(?:人)?|[x*×某]{2,4}|[老小][张王李刘陈杨赵黄周吴徐孙胡朱高林何郭马罗]|我|俺|你猜|nobody|secret)"
)
# The name shall be given after all.
NAMES = (
    rf"{WOULD_NOT}(?:{_WISH}|[我俺那这个的按许同是走选以系写填改换变转成为回返])*匿(?:名(?:举报)?)?[吧了啊呀啦的喇嘅咗]*$"
    rf"|^(?![^名]*(?:{_AGAINST}))(?:[还是那就我俺要想用以改成回返]*(?:实名|真名|具名)|实名就实名|[还是那就我俺要想算了好也行]*[写留填给报用](?:上|下|返|我的?|个)*(?:姓|真|实|署)?名(?:字)?"
    r"|(?:名字?|姓名)(?:给我|帮我|照|就|还是|也|要)*[写留填加放](?:上|着|著|下|起)?)(?:交|提交|报|上|下|来|的)*[吧了啊呀啦好行]*$"
)
# What a clause of small words leaves out.
UNNAMED = rf"{_AGAINST}.*{_NAME}|{_NAME}.*(?:{_REMOVED}|{WOULD_NOT}{_WISH}*(?:{_GIVEN}|[了吧啦啊呀]|$))"
LEAVES = rf"{WOULD_NOT}{_WISH}*(?:留|[写提说]到?[我俺](?:自己)?)[了吧啦啊喇咯嘛]*$"
UNREACHED = rf"{_AGAINST}.*{REACH}|{REACH}.*{_AGAINST}"
GIVES_NOT = rf"{WOULD_NOT}{_WISH}*{_GIVE}|空着|留空|免[谈了]"
# The name goes; it is said of an account; nothing is changed to a name; a no to a no.
REMOVES = (
    r"(?:名字?|姓名|名子)(?:帮我|给我?|都|先|就|一下|也|请|那|这|一|栏|行|个)*(?:作废|撤[了掉]|删|去[掉除]|抹|[划拿][掉脱]|隐|空着|清空)"
    r"|(?:删|去[掉除]|抹|[划拿]掉)(?:掉|了)?[我俺]的?(?:真|姓)?名"
)
TOLD = (
    r"^(?:但是?|可是?|就是|不过)?(?:(?:名字?|姓名|名子)[^名]{0,3}(?:别|莫|不|千万|作废)"
    r"|(?:[我俺请求还要想希麻]|必须|一定)?[^名说信]{0,4}匿名(?:举报|处理|吧|的|好)*[哈啊呀吧]*$)"
)
# A clause that gives a name, or a way to be reached, or may tell of danger; one that only says why.
GIVES = (
    r"[\da-z@]|写信|寄|信箱|[村镇路街店]|公司|[找叫][我俺]|叫|我是|姓(?!名)|名字?是"
    r"|[刀打杀砸追堵踹血救死枪火绑抓砍捅撞闯]|门口|现在|马上"
)
TALKS = r"^(?:我们?|俺们?|真的|实在|就是|因为|还是|也|很|好|太|主要)*(?:怕|害怕|担心|不敢|不放心)"
CHANGES = r"[改换变转].*匿名"
STAYS = (
    rf"(?:我|俺|还是|那|就|先|可|想了想|算了)*{WOULD_NOT}(?:{_WISH}|[我了])*[改换变转]"
    r"(?:[成为回做]?(?:实名|真名|名字?|姓名))?(?:了|吧|啦|啊)*"
)
NOT_WRITTEN = rf"{WOULD_NOT}{_WISH}*[留说写填][了吧啦]*$"
REFUSES = rf"{WOULD_NOT}|后悔"
# Pleaded in one breath with what is told: …还有啊求你了别写我名字我还在他手底下干活.
PLEADED = (
    rf"(?:求|千万|请|拜托|麻烦|材料|里面|上面|但是?|所以|就是)[^,，。]{{0,8}}(?:{WOULD_NOT}{_WISH}*[写用留提说露]|{WOULD_NOT}{_WISH}*出现)(?:到|出)?"
    r"[我俺](?:的|个)?(?:真)?(?:名|姓)|(?:所以|因此)[我俺](?:还是|想|要|就)*(?:匿名|不(?:想|敢|要)?(?:用)?(?:实名|真名))(?:了|吧|举报)*$"
)
# A number or an address; what speaks of names; what somebody else says; a wish put as a question.
GIVEN_THERE = r"[\d-]{7,}|[a-z0-9_.]{1,64}@[a-z0-9_.]{1,64}"
OF_NAME = r"[名姓匿留]|[写提说]到?[我俺]|是谁|叫|name|ming|\bnm\b|anonym"
QUOTED = r"[「“『‘\x22][^」”』’\x22]{0,60}[」”』’\x22]"
POLITE = r"能不能|可不可以|可以不可以|能否|可否|可以|[吗么]$|(?:好吗|行吗|行不|好不好|行不行|可以吗)$"
# A word against, and nothing it is against.
BARE = rf"{WOULD_NOT}{_MODAL}*"
# Said where something else is asked, it must say whose name, or which way.
AFTER_ALL = r"匿|[实真留]名|[我俺额]的?名|名字.{0,4}(?:留|写上|别删|不删|别去)|[留写][我的]*名"
NAME_KEPT = (
    rf"名(?:字|子)?.{{0,3}}(?:留|要)[着著住到]?(?:的|了|吧)*$|名(?:字|子)?{WOULD_NOT}{_WISH}*(?:删|去掉|拿)"
    rf"|{WOULD_NOT}{_WISH}*删.{{0,3}}名|^(?:我|俺)?没(?:说要|说|想)?匿名"
)
TWICE = rf"{WOULD_NOT}是?{_MODAL}*{WOULD_NOT}"

_SPELT, _SPELT_REAL, _IDLE = re.compile(SPELT), re.compile(SPELT_REAL), re.compile(IDLE)
_REACH, _WHO, _TWICE_SAID = re.compile(REACH), re.compile(WHO), re.compile(TWICE_SAID)
_SMALL, _NEARLY = re.compile(f"{SMALL}+"), re.compile(f"{SMALL}*{MORE}{SMALL}*")
_KEEPS, _ASKS, _PARTED = re.compile(KEEPS), re.compile(ASKS), re.compile(PARTED)
_NOBODY, _NAMES, _OWN = re.compile(NOBODY), re.compile(NAMES), re.compile(OWN)
_NAMED_SO, _TOLD, _GIVES_NOT, _TWICE = (re.compile(one) for one in (NAMED_SO, TOLD, GIVES_NOT, TWICE))
_GIVEN_THERE, _QUOTED, _POLITE, _OF_NAME = (re.compile(one) for one in (GIVEN_THERE, QUOTED, POLITE, OF_NAME))
_MARKED, _NOT_WRITTEN = re.compile(MARKED), re.compile(NOT_WRITTEN)
_PLEADED, _KEPT, _WHICH, _CHANGES = (re.compile(one) for one in (PLEADED, KEPT, WHICH, CHANGES))
_BARE, _GIVES, _TALKS = re.compile(BARE), re.compile(GIVES), re.compile(TALKS)
_UNNAMED, _UNREACHED, _LEAVES = re.compile(UNNAMED), re.compile(UNREACHED), re.compile(LEAVES)
_AFTER_ALL, _NAME_KEPT = re.compile(AFTER_ALL), re.compile(NAME_KEPT)
_REMOVES, _STAYS, _WOULD_NOT, _REFUSES = (re.compile(one) for one in (REMOVES, STAYS, WOULD_NOT, REFUSES))


def _simple(text: str) -> str:
    return text.translate(TRADITIONAL).lower()


def _pieces(plain: str) -> tuple[list[str], list[str]]:
    """The clauses between signs, and between spaces too: 不要 实名 is one, 提交 别写名字 are two."""
    if len(plain) > LONGEST_SAID:
        return [], []
    text = _SPELT_REAL.sub(REALNAME, _SPELT.sub(HIDDEN, _simple(plain)))
    # 不 我要实名: what stands alone speaks against who knows what.
    apart = [piece for piece in _PARTED.split(text) if not any(_BARE.fullmatch(part) for part in piece.split())]
    pieces = [_TWICE_SAID.sub(r"\1", re.sub(r"\s", "", piece)) for piece in apart]
    parts = [_TWICE_SAID.sub(r"\1", part) for part in re.split(rf"\s|{PARTED}", text)]
    return [piece for piece in pieces if piece], [part for part in parts if part]


def clauses_apart(plain: str) -> list[str]:
    """The clauses of a short text, between signs and spaces, as they are read; empty for a long one."""
    return _pieces(plain)[1]


def _clauses(plain: str) -> list[str]:
    pieces, parts = _pieces(plain)
    return list(dict.fromkeys((*pieces, *parts)))


def _word(clause: str) -> str:
    return _WHO.sub(lambda who: f"{who[1] or ''}名", _IDLE.sub("", clause))


def _is_small(word: str) -> bool:
    alone = _REACH.sub("号", word)
    own = _OWN.search(word) and _WOULD_NOT.search(word)
    return bool(_SMALL.fullmatch(alone) or (own and _NEARLY.fullmatch(alone)))


def _left(clause: str) -> Left | None:
    word = _word(clause)
    if len(word) > LONGEST or not _is_small(word) or _KEEPS.search(word) or _KEPT.search(word):
        return None
    if HIDDEN in word or _UNNAMED.search(word):
        return "name"
    if _UNREACHED.search(word):
        return "reached"
    if _LEAVES.search(word):
        return "name"
    return "it" if _GIVES_NOT.search(word) else None


def asks(plain: str) -> bool:
    """Whether a short text asks; who refuses after a question does not (怎么是实名啊 我不要实名)."""
    asked = [_ASKS.search(_WHO.sub("", clause)) is not None for clause in _pieces(plain)[1]]
    refuses = [_REFUSES.search(clause) is not None and _left(clause) == "name" for clause in _pieces(plain)[1]]
    decided = any(refuses) and not any(asked[refuses.index(True) :])  # 怎么是实名啊 我不要实名
    return "?" in plain or _MARKED.search(plain) is not None or (any(asked) and not decided)


def is_marked(plain: str) -> bool:
    """Whether a mark stands beside the words that refuses or doubts them (匿名❌)."""
    return _MARKED.search(plain) is not None


def only_talks(part: str) -> bool:
    """Whether a part of a short text is neither a name nor a way to be reached: it tells why (我怕他们知道)."""
    word = _simple(part)
    return _TALKS.search(word) is not None and _GIVES.search(word) is None


def left_out(plain: str) -> frozenset[Left]:
    """What the clauses of a short text say shall not be given; nothing where it asks. How to be reached, and what is
    asked just now, only where nothing else stands beside it (没电话，写信到河口镇).

    Args:
        plain: what was typed, in compatibility form.
    """
    if len(plain) > LONGEST_SAID or asks(plain):
        return frozenset()
    left = {found for clause in _clauses(plain) if (found := _left(clause)) is not None}
    if any(_NAMES.search(_IDLE.sub("", clause)) or _KEPT.search(clause) for clause in _clauses(plain)):
        return frozenset()  # 别给我匿名，匿名没人查，就用真名
    return frozenset(left if _alone(plain) else left & {"name"})


def _alone(plain: str) -> bool:
    """Whether no part of a short text gives something: a name, a way to be reached."""
    return all(not (word := _word(part)) or _is_small(word) or only_talks(part) for part in _pieces(plain)[1])


def leaves_all(plain: str) -> bool:
    """Whether, asked for a name or how to be reached, all of a short text leaves it out. What gives something beside
    such a wish is kept (`said_beside`): it must not go in clear.
    """
    if any(_WHICH.search(clause) for clause in _clauses(plain)):
        return True  # 实名还是匿名: which, is asked again
    plain = _MARKED.sub("", plain)  # 不写❌: it is only asked about
    return _alone(plain) and bool(left_out(plain)) and sum(c.isdigit() for c in plain) < LEAST_DIGITS


def wants_no_name(plain: str) -> bool:
    """Whether a clause of a short text says that no name shall be given: no question does, nor what has a number."""
    return "name" in left_out(plain) and sum(c.isdigit() for c in plain) < LEAST_DIGITS


def plainly_unnamed(plain: str) -> bool:
    """Whether all of a short text goes over to no name, at whatever step (匿名交, 把我名字删掉, 不要实名了 改匿名)."""
    parts = _pieces(plain)[1]
    if not wants_no_name(plain) or not all(_is_small(word) for part in parts if (word := _word(part))):
        return False
    last = parts[-1]
    goes_over = HIDDEN in last or (_REMOVES.search(last) is not None and _OWN.search(last) is not None)
    return goes_over and (len(parts) == 1 or _CHANGES.search(last) is not None)


def only_hidden(plain: str) -> bool:
    """Whether a text is 匿名 and nothing more, however it is spelt."""
    return [_IDLE.sub("", clause) for clause in _clauses(plain)] == [HIDDEN]


def refuses_own_name(plain: str, *, told: bool) -> bool:
    """Whether all of a short text gives no name of the writer's: it is none of an account (不想实名, 名字帮我去掉).

    Args:
        plain: what was typed.
        told: whether no name is asked for where it is said, so that 名字不要了 is the writer's.
    """
    plain = _POLITE.sub("", plain)  # 能不能换成不记名的啊: it is only asked about
    parts = [word for part in _pieces(plain)[1] if (word := _word(part))]
    if not wants_no_name(plain) or not all(_is_small(word) for word in parts):
        return False
    return told or any(_REMOVES.search(word) or (_REFUSES.search(word) and _OWN.search(word)) for word in parts)


def stays_as_it_is(plain: str) -> bool:
    """Whether a short text changes nothing of whether there is a name (我不改了, 别改实名)."""
    return not asks(plain) and any(_STAYS.fullmatch(clause) for clause in _clauses(plain))


def stays_unnamed(plain: str) -> bool:
    """Whether, asked for a name that may be added, a short text gives none after all (不写了, 还是匿名, 别改实名). What
    else is not at hand or not wanted (没带身份证, 不留电话) is left out alone.
    """
    words = [word for part in _pieces(plain)[1] if (word := _word(part))]
    if not all(_is_small(word) for word in words):
        return False  # 不要这个名字 我叫周桂花: it must not go in clear
    left = left_out(plain)
    named = "name" in left and any(HIDDEN in word or _WOULD_NOT.search(word) for word in words)
    written = left == {"it"} and any(_NOT_WRITTEN.search(word) for word in words)
    return named or written or stays_as_it_is(plain)


def said_beside(plain: str, *, account: bool) -> bool:
    """Whether what is given has a clause beside it that wants no name (13800000000，名字别写). `account`: much is told
    there, so that the clause must say whose name it is (…，别写我名字).
    """
    text = _GIVEN_THERE.sub("，", _QUOTED.sub("，", _simple(plain)) if account else _simple(plain))
    pieces = [piece for piece in _PARTED.split(text) if piece]
    clauses = [clause for piece in pieces if _OF_NAME.search(piece) for clause in _clauses(piece)]
    beside = len(pieces) > 1 or len(clauses) > 1 or not account or _GIVEN_THERE.search(_simple(plain)) is not None
    said = [_word(c) for one in clauses if (c := _POLITE.sub("", one)) and _left(c) == "name"]
    own = [word for word in said if _TOLD.search(word) or (HIDDEN not in word and _OWN.search(word))]
    return (beside and bool(own if account else said)) or _PLEADED.search(text) is not None


def may_be_name(plain: str) -> bool:
    """Whether a few characters that speak against something may be a name all the same."""
    return _NAMED_SO.search(_simple(plain).strip()) is not None


def names_nobody(plain: str) -> bool:
    """Whether what is given for a name is none (热心市民, 佚名, 某某)."""
    word = re.sub(r"[\s,，。.!！]", "", _simple(plain[:LONGEST_SAID]))
    return len(plain) <= LONGEST_SAID and _NOBODY.fullmatch(word) is not None


def _names(plain: str, *more: re.Pattern[str]) -> bool:
    """Whether a clause of a short text gives the name (or says it in one of `more`), and none takes it back."""
    if len(plain) > LONGEST_SAID or asks(plain) or _TWICE.search(_simple(plain)) or wants_no_name(plain):
        return False
    words = [_IDLE.sub("", clause) for clause in _clauses(plain)]
    return any(one.search(word) for word in words for one in (_NAMES, *more))


def wants_name(plain: str) -> bool:
    """Whether a short text says that the name shall be given after all (别匿名, 那就写名字吧)."""
    return _names(plain)


def named_after_all(plain: str) -> bool:
    """Whether all of a short text, said where something else is asked, keeps or gives the writer's name."""
    small = all(_is_small(word) for part in _pieces(plain)[1] if (word := _word(part)))
    return small and _AFTER_ALL.search(_simple(plain)) is not None and _names(plain, _NAME_KEPT)
