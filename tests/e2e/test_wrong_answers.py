"""One report by name, at each step answered wrongly first: the sentence says what is wrong, and nothing given before is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, expect

from tests.e2e.conftest import Pick
from tests.e2e.phone import Phone

pytestmark = [pytest.mark.system, pytest.mark.browser]
NONSENSE = "啊吧啊吧啊吧"
EMPTY: FilePayload = {"name": "空.txt", "mimeType": "text/plain", "buffer": b""}


def misses(me: Phone, said: str = NONSENSE, *words: str) -> None:
    """Say nonsense at a step with choices: it is said that it was no answer, and the same step is open again."""
    step = str(me.ask["id"])
    me.say(said, step)
    assert re.search("没听明白|没有完全听明白|没有替您选|办不了", me.said), me.said
    me.hears(*words)
    expect(me.page.locator(".choices button").first).to_be_visible()


def test_each_step_answered_wrongly_once(phone: Pick, photo: FilePayload) -> None:
    me = phone("wrong-once")
    given = 0

    def still_there() -> None:
        expect(me.page.locator(".you.sealed")).to_have_count(given)

    me.press("我要举报", "report.mode")
    misses(me)
    me.shoot()
    me.press("实名举报", "report.capacity")
    misses(me)
    me.press("本人举报", "report.name")
    me.wrong("  。。  ", "还没有写内容", shoot=True)
    # Without a name there is no 实名: the anonymous way is offered, and not taken for the person.
    me.say("跳过", "confirm.unnamed")
    me.hears("真实姓名", "按匿名继续吗")
    me.press("还是实名，接着填", "report.name")
    me.seal("王小燊", "report.id_number")
    given = 1
    me.wrong("11010119900101123", "18 位")
    me.wrong("110101199001011234", "校验", shoot=True)
    still_there()
    me.seal("11010519491231002X", "report.contact")
    given = 2
    me.wrong("12345", "电话号码")
    me.wrong("1380013800", "11 位", shoot=True)
    still_there()
    me.seal("１３８００１３８０００", "report.acknowledge")
    given = 3
    misses(me)
    me.press("是", "report.crime")
    misses(me)
    misses(me, "呜啦呜啦", "12309", "前面填的都在")
    me.shoot()
    me.press("渎职", "report.party")
    me.wrong("   ", "还没有写内容")
    me.seal("某局副局长孙某", "report.date")
    given = 4
    me.wrong("某一天", "没看懂是哪一天")
    me.wrong("2099年1月1日", "还没有到", shoot=True)
    still_there()
    me.seal("上个月5号", "report.facts")
    given = 5
    me.wrong("长" * 20_001, "太长", shoot=True)
    me.seal("孙某对非法排污的举报压着不查，已经两年。", "report.evidence")
    given = 6
    me.wrong("？？", "还没有写内容")
    me.press("跳过", "report.files")
    me.press("传完了", "report.files")
    me.hears("还没有收到文件")
    me.page.locator("input[type=file]").set_input_files([EMPTY])
    expect(me.page.get_by_text("空文件，没有传")).to_be_visible()
    me.shoot()
    me.tell("照片在我手机里", "report.files")
    given = 7
    still_there()
    me.attach([photo])
    me.press("传完了", "report.retaliation")
    misses(me, "桌子椅子板凳")
    me.press("没有", "report.review")
    me.hears(
        *("举报方式", "举报主体", "举报人姓名或名称", "举报人身份证号", "举报人联系方式", "认可举报行为"),
        *("职务犯罪类别", "被举报人", "发生时间", "举报事实", "附件", "打击报复情况", "没填：证据或线索"),
    )
    # What can't be undone takes a plain yes, and says so.
    me.say(NONSENSE, "report.review")
    me.hears("请您明确说一句")
    still_there()
    me.press("提交", "receipt.typeback")
    wrong = f"{(int(me.receipt['password'][-4:]) + 1) % 10_000:04d}"
    me.say(wrong, "receipt.typeback")
    me.hears("对不上")
    me.shoot()
    me.say("12", "receipt.typeback")
    me.write_down()

    me.press("查进度", "status.number")
    me.say("1234", "status.number")
    me.hears("12 位")
    digits = me.receipt["number"].replace(" ", "")
    me.say(digits[:-1] + str((int(digits[-1]) + 1) % 10), "status.number")
    me.hears("有一位不对")
    me.say(digits, "status.password")
    me.say("1234", "status.password")
    me.shoot()
    me.say("0" * 20, "status.number")
    me.hears("编号和密码没有对上")
    me.query(me.receipt)
    me.hears("已收到")
