"""The words of `bot/outright.py`, each by the place where it may stand. Data only; simplified Chinese, lower case."""

# When, and how firmly: before a yes, or in a clause of its own.
AT_ONCE = """
    现在 此刻 马上 立刻 立即 立马 赶紧 赶快 快 快点 尽快 这就 当场 今天 尽早 早点 麻溜 麻溜的 麻利 麻利的 痛快 爽快
    直接 干脆 索性 大胆 放心 就现在 而家 依家 宜家 家阵 即刻 先 就 那 那就 那么 还是 也 是 必须 一定 决定 决定了 主动
    自愿 亲自 就是 只是 统一 一起 一并 顺便 一块 一块儿 一道 xianzai mashang jiu qing yao xiang wo
"""
# Before what is wished: who wishes it, whom it is asked of, of what.
BEFORE = """
    咁 咁就 唔该 我 我们 俺 俺们 咱 咱们 本人 自己 我自己 来电人 举报人 我这边 额 阿拉 要 想要 愿意 愿 乐意 请 请您
    请你 麻烦 麻烦您 麻烦你 劳驾 帮 帮我 帮忙 给 给我 替我 请让我 就让我 让我来 把 将 我要 拜托 拜托了 同志 老师 师傅
    大哥 大姐 警官 检察官 您好 你好 就行 就好 please it this now 全部 全 都 全都 所有 统统 通通 真 真的 确实 的确 非常
    完全 绝对 坚决 正式 彻底 完整 整个 材料 内容 信息 资料 表 表格 表单 这个 这些 这份 这次 这件 这件事 此次 它 它们
    上面 以上 填的 写的 我写的 我填的 刚才填的 刚写的 记录 草稿 稿子 申请 申请书 申请表 单子 那件 另一件 填写 内容全部
    资料全部 如实 原样 照原样 照样 按这个 就按这个 按现在的 如此 如上 就这么 照这么 按这么 这样 这么 照 按 照这样 转
    换 换到 切换 到 去 可以 看 了 儿 一下 全套 哎 呃 嗯那个 那边 掉 给检察院 给你们 给您
"""
# Behind it: what ends it, whither, thanks.
BEHIND = """
    唔该 唔该晒 吧 啦 呗 嘞 咯 啰 哟 罢 啊 呀 哦 噢 喔 哒 捏 欸 咧 哩 噻 嘅 喇 晒 咗 喽 了 儿 一下 一下子 嘛 上去 出去
    过去 进去 下去 掉 去 给你们 给您 给你 给检察院 给举报中心 到检察院 到系统 全部 全 都 光 精光 干净 干干净净 就行
    就好 就可以 行了 谢谢 谢谢你 谢谢您 谢 谢了 多谢 感谢 辛苦 辛苦了 拜托 拜托了 麻烦了 先 现在 马上 立刻 赶紧 快
    快点 ba le ya it now please thanks 无误 属实 那件 另一件 另一个 额 无疑 没错 同志 老师
"""
# Behind what deletes.
DRAFT = """
    记录 草稿 稿子 内容 材料 所有 全部
"""
# Whom it is asked of; alone, it is somebody who did it.
YOU = "你 您 你们 您们 侬 恁"
ASKED_OF = "请 帮 帮我 帮忙 给 给我 替我 麻烦 麻烦您 麻烦你 劳驾 拜托 唔该 please"
# In a clause that names no yes: all is ready, nothing holds one back, thanks.
ALONE = """
    谢谢 谢谢你 谢谢您 谢 谢了 多谢 感谢 辛苦 辛苦了 拜托 拜托了 麻烦了 麻烦你 麻烦您 您好 你好 please thanks thank
    you 填完 填完了 填好 填好了 写完 写完了 写好 写好了 改好 改好了 改完 改完了 弄完了 搞完了 做完了 整完了 检查过
    检查过了 检查好了 检查完了 检查了 核对过 核对过了 核对好了 核对完了 核对无误 看过 看过了 看好了 看完了 看了
    看清楚了 看明白了 无误 写清楚 填清楚 两遍 三遍 几遍 好几遍 一遍 都填了 都写了 想好了 我想好了 想清楚了 考虑好了
    考虑清楚了 决定了 我决定了 已经想好 想通了 我想通了 主意已定 定了 已定 心意已决 都对 都对了 全对 都是真的 都是实话
    属实 都属实 句句属实 我保证 保证 保证属实 千真万确 齐了 全了 齐全 都齐了 都全了 就这些 就这些了 没有了 没有要改的
    没什么要改的 没有补充 没有补充的 没什么补充的 没有要补充的 没有别的 没别的 没别的了 没什么问题 都没问题 内容没问题
    信息没问题 全部没问题 不改 不改了 不用改 不用改了 不需要改 不需要修改 不修改了 不用修改 不用修改了 不用看了 不等了
    不想等了 不用等了 不犹豫 不犹豫了 不管了 不后悔 不怕 我不怕
    不怕了 不用怕 没什么好怕 没什么好怕的 没啥好怕 没啥好怕的
    没在怕 没在怕的 什么都不怕 啥都不怕 豁出去了 豁出去 铁了心 横下心 敢作敢当 我敢作敢当 敢做敢当 一人做事一人当
    不用考虑了 不用想了 不考虑了 不想了 不纠结了 不拖了 不想拖了 别磨蹭了 别磨蹭 别磨叽了 别墨迹了 别啰嗦了 别啰嗦
    别废话 别废话了 少废话 别犹豫了 别等了 别拖了 没附件了 没有附件了 没有附件 没有文件 不加了 不添了 不补了 不补充了
    够了 足够了 最后一步 最后一步了 知道了 我知道 知道 明白 明白了 了解 了解了 清楚了 晓得了 晓得咯 我说了 说定了
    不否认 不抵赖 不会否认 不隐瞒 这边 谨此 得 ba le ya 以上 填写 内容全部 内容 信息 资料 材料 都 也 已 已经 我 俺
    我们 了 吧 自己 自愿 it this now 额 时 嗯呢 带 过去
"""
# 好 and what says the same. None of these agrees to a fact (算是, 有的) or is said in passing (是这样的, 对了, 那是).
YES = """
    好 好的 好吧 好啊 好呀 好嘞 好咧 好勒 好滴 好哒 好哦 好好 好好好 好的好的 好啦 好哩 好呗 好噻 好嘞哈 好吖 那好
    那好吧 好使 行 行吧 行啊 行的 行行 行行行 行嘞 行呗 行哈 行滴 那行 那行吧 可以 可以的 可以啊 可以吧 可以了
    可以可以 可以呀 可以哒 可以噻 可以滴 可的 那可以 成 成吧 成啊 成嘞 那成 中 中啊 中嘞 中的 那中 对 对的 对啊 对呀
    对对 对对对 对的对的 对滴 对哒 对哈 对嘞 对头 对头噻 没错 没有错 没错没错 没问题 没有问题 没毛病 没意见 没有意见
    没异议 没有异议 没意见的 无异议的 冇问题 冇得问题 莫得问题 么得问题 没得问题 没啥问题 没有啥问题 要得 要得嘛
    得行 得行嘛 使得 使得嘛 妥 妥了 妥妥的 妥妥滴 得嘞 得咧 得啦 得勒 系 系的 系啊 係 係呀 是 是的 是啊 是呀 是是
    是是是 是滴 是哒 是的是的 是对的 似的 四的 嗯 嗯嗯 嗯嗯嗯 嗯呐 嗯哪 嗯啊 嗯好 嗯好的 嗯是 嗯对 恩 昂 哎对 是嘞
    是哩 同意 同意的 同意了 我同意 完全同意 非常同意 赞成 我赞成 赞同 确定 确定的 我确定 确定以及肯定 百分百确定
    百分之百确定 百分百 百分之百 确认 确认了 我确认 确认无误 确认是 当然 当然可以 当然的 那当然 肯定 肯定的 我肯定
    必须的 那必须 一定 一定的 肯定要 一定要 当然要 准 允许 照办 照做 没得说 没二话 就依你 依你 依您 管 要 要的 我要
    恩恩 愿意 我愿意 愿意的 需要 需要的 我需要 ok okay k okk oks okie oki yes yep yeah sure y 1111 keyi hao haode xing
    shi shide dui queding queren en enen 哦了 欧了 欧克 奥克 ojbk aye roger
"""
# Thanks, and what is understood: beside a yes that names nothing they may end a talk (好 知道了, 好的谢谢).
POLITE = """
    谢谢 谢谢你 谢谢您 谢 谢了 多谢 感谢 辛苦 辛苦了 please thanks thank you 唔该 唔该晒 知道了 我知道 知道 明白
    明白了 了解 了解了 清楚了 晓得了 晓得咯 拜托 拜托了 麻烦了 不好意思 对不起 抱歉 您好 你好
"""
# Behind an option, where it is chosen.
CHOSEN = """
    举报 检举 控告 反映 告 就 就好 就行 可以的 可以吧 可以了 行了 就可以 可以 好了 方式 名义 身份 形式 的 行 好 来
"""
# Said as well to end a talk.
IN_PASSING = """
    走 走着 走起 弃 那就这样 那就这样吧 就那样 就酱 行了 这样行 这样可以
"""
# That all is written and true: a yes to sending it, and to nothing else.
FINISHED = """
    填完 填完了 填好 填好了 写完 写完了 写好 写好了 改好 改好了 改完 改完了 弄完了 搞完了 做完了 整完了 都填了 都写了
    都对 都对了 全对 都是真的 都是实话 属实 都属实 句句属实 保证属实 千真万确 齐了 全了 齐全 都齐了 都全了 无误
    检查过 检查过了 检查好了 核对过 核对过了
    核对好了 写的 填的 我写的 我填的
"""
# Acts that may be wished for at such a question; the question itself says which of them is its yes.
WISHES = """
    yes thus submit cancel drop aside acknowledge keep report query_status add_material protect protection_report
    rights_apply
"""
# What was pressed or done by mistake or already is told, and somebody's turn comes first: whole sentences.
BY_MISTAKE = (
    r"不小心|不当心|无意中?[点按]|[点按触碰弄搞]错|误[点触按碰]|手滑|手误|手抖[点按]|[点按](?:到|了|着了)(?!吧)"
    r"|[他她你您老][^,，。我]{0,8}(?:完|过|好了)[^,，。我]{0,3}[,，\s]"
)
# What is wished on a condition that no word for "if" names: 你们能给我开个条子 我就实名.
ON_CONDITION = (
    r"(?:^|[,，。\s])(?:我|要是?|只要|除非)*(?:你们?|您们?|国家|上面|检察院|单位|领导|他们?)(?:要|真的?)?(?:能|肯|可以|会|保证|答应|给|帮|让|不)"
    r"[^,，。]{1,24}[,，\s](?:那)?(?:我们?|俺|额|阿拉)?(?:就|才|便|再)"
)
# An option is named, and what follows goes against it: 想写真名 但是手打不下去.
BUT = r"[,，。…\s](?:但是?|不过|可是|可就是|又怕|就怕|就是怕)(?:[^,，。]|$)|(?:但|但是)$"
# Spoken of, or mocked: 实名举报按钮, 实名举报个锤子, 好好好实名举报.
A_THING = (
    r"(?:实名|署名)(?:举报)?(?:按钮|键|[这那]|的(?:人|事|话|时候|后果)|个(?:屁|鬼|锤子|头|p))"
    r"|([好对行是])\1\1+[\s,，]*(?:我|要|想)*(?:实名|署名)"
    r"|[你您]们?(?!帮|给|替)[^,，。请帮]{0,2}(?:实名|署名)"
)
# Who complains that it was done: 你把我写的都删了, 内容都删了, 我都快放弃了.
_END = r"[\s。.!！,，~～…]*$"
COMPLAINS = (
    rf"[你您]们?(?!帮|给我|替我|请)[^,，。请帮替]{{0,8}}(?:删|清空|清掉|放弃|撤|取消)掉?了{_END}"
    rf"|(?:^|[,，。])(?!.*[把将帮请])[^,，。]{{0,4}}(?:内容|材料|东西|信息|资料|写的|填的)(?:[都全也]|全都)*(?:被)?(?:删|清空|没)掉?了{_END}"
    rf"|快要?(?:放弃|撤回|删)掉?了{_END}"
)
