"""Short answers of every shape, made up by rule: what `content.yml` can't list (numbers, accounts, places, names).

Without them the sentinel knows Latin letters from `help` and `skip` alone, and takes a mail address for a control word.
"""

import random
from collections.abc import Callable


def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢傅钟姜崔谭"
)
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅春生金凤国建文志海山云飞龙鹏宇浩然子轩梓涵雨"
_PLACES = "东城西山南湖北岭清河石桥白沙青田大王小庄云台金水双塔长乐永安新民和平解放人民建设工农红旗"
_UNITS = words(
    "有限公司 镇政府 村委会 财政局 税务局 派出所 中心小学 第一中学 人民医院 法院 检察院 自然资源局 "
    "农商银行 水利站 交通运输局 城管大队 街道办事处 国有资产公司 开发区管委会 信用社 粮库 林场 "
    "供电所 建设局 民政局 教育局"
)
_POSTS = words("局长 科长 书记 主任 镇长 所长 院长 校长 会计 法官 处长 经理 副县长 村支书 站长 大队长 科员 董事长")
_WORDS = words(
    "wechat mail zhang wang chen li zhao lucky sunny blue sky happy moon star dragon tiger cat dog "
    "home work city river flower green black white abc xyz qwerty user admin hero free love peace "
    "summer winter apple"
)
_HOSTS = words("qq.com 163.com 126.com gmail.com outlook.com sina.cn foxmail.com example.com")
_DEEDS = words(
    "收了{n}万元 挪用了{n}万公款 虚报工程款{n}万 把低保金分给亲戚 违规发放补贴{n}元 倒卖指标 "
    "私设小金库 伪造签字 用公车办私事 收受烟酒和购物卡 插手招标 吃空饷{n}年 截留征地补偿款 "
    "让老板付账 报销假发票{n}张 打骂办事群众"
)
_RELATIONS = words("同事 邻居 前妻 表弟 上司 下属 同学 债主 老板 证人 亲戚 朋友 舅舅 侄子 战友")


def samples(count: int, seed: int = 7) -> list[str]:
    """`count` different made-up answers, the same ones each time."""
    dice = random.Random(seed)
    made: dict[str, None] = {}
    while len(made) < count:
        made[dice.choice(_SHAPES)(dice)] = None
    return list(made)


def _name(dice: random.Random) -> str:
    return dice.choice(_SURNAMES) + "".join(dice.choices(_GIVEN, k=dice.randint(1, 2)))


def _digits(dice: random.Random, count: int) -> str:
    return "".join(dice.choices("0123456789", k=count))


def _account(dice: random.Random) -> str:
    glue = dice.choice(["", "_", "-", "."])
    return glue.join([dice.choice(_WORDS), dice.choice([*_WORDS, _digits(dice, 2), _digits(dice, 4)])])


def _letters(dice: random.Random) -> str:
    return "".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=dice.randint(4, 10)))


def _mobile(dice: random.Random) -> str:
    return f"1{dice.choice('3456789')}{_digits(dice, 9)}"


def _place(dice: random.Random) -> str:
    return "".join(dice.choices(_PLACES, k=2)) + dice.choice(["县", "市", "镇", "乡", "村", "路", "街", "小区", "社区"])


def _address(dice: random.Random) -> str:
    return f"{_place(dice)}{_place(dice)}{dice.randint(1, 300)}号{dice.choice(['', f'{dice.randint(1, 30)}栋'])}"


def _unit(dice: random.Random) -> str:
    return _place(dice) + dice.choice(_UNITS)


def _someone(dice: random.Random) -> str:
    return f"{_unit(dice)}{dice.choice(_POSTS)}{_name(dice)}"


def _date(dice: random.Random) -> str:
    year, month, day = dice.randint(1998, 2026), dice.randint(1, 12), dice.randint(1, 28)
    return dice.choice(
        [
            f"{year}年{month}月{day}日",
            f"{year}-{month:02}-{day:02}",
            f"{month}月{day}号",
            f"{year}年",
            f"去年{month}月",
            f"{year}.{month}",
            f"上个月{day}号",
            dice.choice(["昨天", "前天", "上周三", "去年国庆", "今年春节", "三个月前", "上个月", "前年"]),
        ]
    )


def _deed(dice: random.Random) -> str:
    return dice.choice(_DEEDS).format(n=dice.randint(2, 90))


def _relation(dice: random.Random) -> str:
    return dice.choice(["他是我{}", "我是他{}", "她是嫌疑人的{}", "我和他是{}关系", "{}"]).format(
        dice.choice(_RELATIONS)
    )


def _identity(dice: random.Random) -> str:
    return f"{_digits(dice, 17)}{dice.choice('0123456789X')}"


def _plate(dice: random.Random) -> str:
    return f"{dice.choice('京津沪浙苏皖鲁豫粤川')}{dice.choice('ABCDEFGH')}{_digits(dice, 5)}"


_SHAPES: list[Callable[[random.Random], str]] = [
    _name,
    lambda dice: f"我叫{_name(dice)}",
    lambda dice: f"{_name(dice)}，{dice.choice(['男', '女'])}，{dice.randint(20, 79)}岁",
    _mobile,
    lambda dice: f"0{_digits(dice, 3)}-{dice.randint(2, 8)}{_digits(dice, 6)}",
    lambda dice: f"手机{_mobile(dice)}，白天打",
    _account,
    _letters,
    lambda dice: f"微信 {_account(dice)}",
    lambda dice: f"QQ {_digits(dice, 9)}",
    lambda dice: f"{_account(dice)}@{dice.choice(_HOSTS)}",
    _identity,
    _plate,
    _address,
    _unit,
    _someone,
    _date,
    _relation,
    _deed,
    lambda dice: f"{_someone(dice)}{_deed(dice)}",
    lambda dice: f"{_date(dice)}，{_someone(dice)}{_deed(dice)}",
    lambda dice: f"{_date(dice)}在{_address(dice)}",
    lambda dice: (
        f"有{dice.choice(['录音', '照片', '账本', '合同', '转账记录', '聊天记录', '证人'])}，在{_name(dice)}手里"
    ),
    lambda dice: f"{dice.randint(1, 99)}万元",
    lambda dice: f"{_unit(dice)}，联系人{_name(dice)}",
]
