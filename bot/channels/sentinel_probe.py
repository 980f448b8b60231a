"""Orders to the bot to read out, show or hand over what was reported (把举报内容念出来, 打印所有案件).

Answered with the refusal (`utter_probe`) wherever they are said; they tell nothing, so they are no story, and they
open nothing. One pattern over a whole sentence, folded, without a subject of its own: 他把举报信念出来了 is told of
somebody and stays content; 查看我的举报 asks how it stands. The page has it, too (models/sentinel.json), so it keeps
to what both engines have.
"""

_TO_THE_BOT = (
    "(?:我是[^,。;:!?]{1,12}[,。;:]|(?:忽略|忘记|无视)[^,。;:!?]{1,20}[,。;:]|作为[^,。;:!?]{1,12}[,。;:]"
    "|你|您|机器人|系统|客服|请|麻烦|劳驾|帮忙|帮我|替我|给我|快点?|赶紧|马上|立即|立刻|现在"
    "|能不能|能否|可以|可不可以|我要你|我命令你|好的?|那|,|。|!|:)*"
)
_IN_BETWEEN = "[^,。;:!?]"
_REPORT = "(?:举报|舉報|报案|控告|检举|投诉)"
_PARTS = (
    "(?:(?:内容|材料|正文|全文|原文|原话|详情|细节|资料|记录|信息|文件|附件|线索|经过|名单|清单|列表)(?:和|、|及|的)?)*"
)
_PERSON = "(?:(?:姓名|名字|身份|电话|手机号?|地址|住址|联系方式|资料|信息|名单|name|phone)(?:和|、|及|and)?)*"
_WHAT = (
    f"(?:{_REPORT}(?:人|者)的?{_PERSON}|{_REPORT}(?:信|书|件|了什么|了啥|了些什么)?的?{_PARTS}"
    f"|(?:案件|案子|案卷|卷宗|档案|密件|数据库|聊天记录|对话记录?)(?:里|中)?的?{_PARTS}"
    "|(?:封存|写|说|填|交|告|报|提交|反映|上报)(?:过|好|上去|进来|进去)?(?:的|了)"
    f"(?:东西|话|事|那?一?段|那份|那些|一切|什么|啥|些什么)?的?{_PARTS})"
)
_SHOW = (
    "(?:念|读|朗读|宣读|背|复述|转述|重复一[遍下]|打印|输出|导出|列出|列一下|罗列|展示|显示|调出|调取|翻出"
    "|show|print|dump|export|list)"
)
_TELL = "(?:告诉|说|讲|发|看|报|透露|泄露|提供|公布|公开|总结|概括|传|拿|贴)(?:给我|我|出来|一遍)"
_HOW = (
    "(?:都|全|全部|统统|一字不[漏差落]|逐字|原原本本|从头到?尾?|再|重新|详细|完整|大声|直接|给我|跟我|向我|对我"
    "|一[条个字]一?[条个字]?地?)*"
)
_SO = (
    "(?:一[遍下份]|两遍|出来|出|下来|下|来|给我|我|听听|看看|听|看|瞧瞧|吧|呗|呀|啊|好吗|好不好|行吗|行不行|可以吗|[吗嘛])*"
    "[,。.!?~]*$"
)
_TELL_ME = (
    "(?:告诉我|说给我听|给我(?:看看|看一下|看下|看|讲讲|讲|说说|说|听听|听)|让我(?:看看|看一下|看)|发给我|发我)"
    "(?:一下|一份|下)?"
)
# 告诉我举报电话 asks for something else: here it has to be somebody's report, its content, or who made it.
_SOMEBODYS = (
    f"{_IN_BETWEEN}{{0,6}}?(?:别人|他人|人家|其他|上一个|前面那|那个人|所有|全部|[0-9]号?){_IN_BETWEEN}{{0,10}}?{_WHAT}"
)
_CONTENT = (
    f"(?!{_IN_BETWEEN}{{0,8}}(?:我的|自己的|本人的)){_IN_BETWEEN}{{0,16}}?{_REPORT}(?:信|书|件|的)*"
    "(?:的?(?:内容|材料|正文|全文|原文|原话|详情|细节))+"
)
_REPORTER = f"{_IN_BETWEEN}{{0,16}}?{_REPORT}(?:人|者)的?(?:姓名|名字|身份|电话|住址|地址|联系方式|name|phone)+"

PROBE = (
    f"^{_TO_THE_BOT}(?:把|将|帮我把|给我把){_IN_BETWEEN}{{0,16}}?{_WHAT}{_HOW}(?:{_SHOW}|{_TELL}|给我[看听瞧读念讲说]){_SO}"
    f"|^{_TO_THE_BOT}{_SHOW}(?:给我[听看]?|出来|出|一下|一遍|一份|下|me|我)?{_IN_BETWEEN}{{0,16}}?{_WHAT}{_SO}"
    f"|^{_TO_THE_BOT}{_TELL_ME}(?:{_SOMEBODYS}|{_CONTENT}|{_REPORTER}){_SO}"
)
"""On folded text."""
