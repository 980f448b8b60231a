"""Names as people have them, put together from common surnames and characters of given names: what a step for a
name must never doubt (谢芳, 雷静, 欧阳娜娜, 张刚)."""

import random

SURNAMES = (
    *"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢傅钟姜崔谭陆汪范金石廖贾夏韦方白邹孟熊秦邱江尹薛闫段雷侯龙史"
    "陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤常温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴"
    "蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝",
    "欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "令狐", "慕容", "东方", "夏侯", "端木", "南宫",
)  # fmt: skip
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅春生金凤国建文志海山云飞龙鹏宇浩然子轩梓涵雨萍健辉力永峰斌波鑫鹏宁福生龙元全胜学祥才发武新利清飞彬富顺信子"
    "宏言若鸣朋栋维启克伦翔旭鹏泽晨辰士以建家致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘慧巧美淑惠珠翠雅芝蕊薇璐琳晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉"
    "眉君琴蕊薇菁梦岚苑筠柔竹霭凝晓欢霄枫芸菲寒欣滢伊亚宜可姬舒影荔枝思止"
)


def names(count: int, seed: int = 20261128) -> list[str]:
    """`count` different names, the same ones each time."""
    dice = random.Random(seed)
    made: dict[str, None] = {}
    given = GIVEN
    while len(made) < count:
        first = dice.choice(given)
        second = dice.choice(["", first, *[dice.choice(given) for _ in range(6)]])
        made[dice.choice(SURNAMES) + first + second] = None
    return list(made)
