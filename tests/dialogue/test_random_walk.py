"""A random walk: people who answer every step with anything, against the running system, many at once.

Whatever is said (a choice and its denial, content, danger, a control word, nonsense, a question) there is an answer, none
stands twice in one reply, a question is open or the menu is there, and no words are lost: what was typed at a sealed step,
or in danger, is in the vault when the answer comes. `SHOUKOU_WALK_SEED` walks another way.
"""

from __future__ import annotations

import json
import os
import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from desk.keyring import DeskKey, OpenError
from store import keys
from store.database import Store
from store.models import ItemRow
from store.sealing import Envelope
from tests.client import Person
from tests.running import Running
from tests.staff import arrives_as

pytestmark = [pytest.mark.system, pytest.mark.slow]

SEED = int(os.environ.get("SHOUKOU_WALK_SEED", "7"))
TURNS = int(os.environ.get("SHOUKOU_WALK_TURNS", "5000"))
WALKERS = ("web", "web", "web", "web", "web", "web", "officer", "hotline")
LONGEST = 60

OPENINGS = (
    "我要举报", "我要匿名举报", "我要实名举报局长贪污", "我们单位要举报", "查进度", "补充材料", "我举报后被报复了，要保护", "我是证人，要保护",
    "维权申请", "呈请证人保护", "我不要举报", "能不能举报", "举报有奖励吗", "I want to report",
)  # fmt: skip
STANCES = (
    "{}", "我要{}", "不要{}", "我不想{}", "别{}", "{}吗", "{}会怎样", "要不{}", "还是{}吧", "不是不{}", "如果{}呢", "他说{}", "{}算了", "先{}",
)  # fmt: skip
CONTROLS = (
    "返回上一步", "上一步", "点错了", "误点", "继续", "跳过", "取消", "暂停", "重复一遍", "为什么要问这个", "帮助", "改一下", "人工", "谢谢", "你好",
    "我害怕", "有人来了", "提交", "不知道", "没有", "忘了", "记不清了", "算了", "是", "不是", "好的", "1", "第二个", "选好了",
)  # fmt: skip
MINDS = ("还是匿名吧", "改成实名", "单位名义吧", "匿名举报", "我还是实名", "不想实名了", "没有联系方式")
QUESTIONS = ("多少天答复", "匿名能申请保护吗", "奖金最多多少", "第十四条怎么说", "会不会泄露我的身份", "你是谁", "编号丢了怎么办")
HELP = ("110打不通", "我不知道我在哪", "我不想活了", "心脏病犯了", "我没有危险")
DANGER = ("有人在砸我家的门", "救命，有人拿刀追我", "他们现在堵在我家门口", "我被关在仓库里")
NOT_NOW = ("他带人来我家砸玻璃了", "他威胁要打死我", "我怕他来打我")
NONSENSE = ("阿斯蒂芬", "哈哈哈", "🙂", "？？？", "...", "/restart", "{slot}", "<b>1</b>", "12345", "asdf", "0" * 30)
CONTENT = (
    "他让我先取消合同", "他把钱退回来了", "后来他改了标书", "我不想说太多怕他知道", "他威胁我说别去报警", "镇长收了包工头二十万", "跳楼", "见附件",
    "不清楚是谁经手的", "他问我为什么要查账", "王小燊", "某局科长赵某", "去年三月", "2024年5月3日", "13800138000", "微信 abc12345", "110105194912310021",
    "某市某路3号", "昨天他打了我", "没送钱能批下来吗",
)  # fmt: skip
SURE_CONTENT = ("镇长收了包工头二十万", "他把钱退回来了", "后来他改了标书", "某局科长赵某", "他让我先取消合同")
BROKEN = ("系统现在答不上来", "没接住", "出了点问题", "没能保存", "{", "utter_")


class Vault:
    """Everything sealed so far, opened: the walkers seal to a key of the test's own."""

    def __init__(self, store: Store, key: DeskKey) -> None:
        self._store, self._key = store, key
        self._seen: set[str] = set()
        self._words: set[str] = set()
        self._lock = threading.Lock()

    def holds(self, words: str) -> bool:
        """Whether these words were sealed at any time."""
        with self._lock, self._store.read() as s:
            ids = [row for row in s.scalars(select(ItemRow.id)) if row not in self._seen]
            for row in s.scalars(select(ItemRow).where(ItemRow.id.in_(ids))) if ids else ():
                self._seen.add(row.id)
                try:
                    opened = json.loads(self._key.open(Envelope(row.kind, row.key_id, row.ct, row.suite)))
                except OpenError:
                    continue
                self._words.add(opened.get("text", ""))
            return any(words in text for text in self._words)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, Vault]]:
    """A system of its own: another key, and no limit on how fast one source speaks."""
    running = Running.start(
        tmp_path_factory.mktemp("walk"),
        SHOUKOU_LOG_LEVEL="INFO",
        SHOUKOU_MESSAGES_PER_MINUTE="1000000",
        SHOUKOU_SESSIONS_PER_MINUTE="1000000",
    )
    store = Store(f"sqlite:///{running.data / 'shoukou.db'}", running.data)
    key = DeskKey.generate()
    with store.begin() as s:
        keys.publish(s, key.public)
    httpx.get(f"{running.gateway}/healthz", timeout=30)  # looks at the key anew
    yield running, Vault(store, key)
    store.close()
    running.stop()


class Walker:
    """One person after another, each saying anything for a while."""

    def __init__(self, way_in: str, number: int, system: Running, vault: Vault) -> None:
        self.way_in, self.system, self.vault = way_in, system, vault
        self.dice = random.Random(f"{SEED}.{number}")
        self.faults: list[str] = []
        self.turns = 0
        self.trail: list[str] = []

    def walk(self, turns: int) -> None:
        """So many turns."""
        with httpx.Client(timeout=120, trust_env=False) as http:
            if self.way_in != "web":
                arrives_as(self.way_in, http, self.system)
            base = self.system.gateway if self.way_in == "web" else f"{self.system.desk}/staff"
            while self.turns < turns and len(self.faults) < 5:
                person = Person.arrives(http, base)
                self.trail = []
                for _ in range(self.dice.randint(10, LONGEST)):
                    self.turn(person)

    def turn(self, person: Person) -> None:
        """One turn, and what must hold after it."""
        self.turns += 1
        before = dict(person.ask)
        kind, said = self.words(person, before)
        self.trail.append(f"{before.get('id', '-')}:{said}")
        try:
            if kind == "press":
                person.presses(said)
            else:
                person.says(said)
        except AssertionError as error:
            self.fault(f"refused: {str(error)[:200]}")
            return
        texts = [message["text"] for message in person.last if message.get("text")]
        if not texts:
            self.fault("no answer")
        if len(set(texts)) != len(texts):
            self.fault(f"said twice: {texts}")
        if any(sign in text for sign in BROKEN for text in texts):
            self.fault(f"broken: {texts}")
        if before and not person.ask and not person.buttons:
            self.fault(f"nothing to go on with: {texts}")
        if kind == "content" and before.get("kind") == "text" and not self.vault.holds(said):
            self.fault(f"lost at {before['id']}: {texts}")
        if kind == "danger" and before.get("kind") not in {"query_password"} and not self.vault.holds(said):
            self.fault(f"danger lost at {before.get('id')}: {texts}")

    def fault(self, what: str) -> None:
        self.faults.append(f"{self.way_in} {' | '.join(self.trail[-6:])} → {what}")

    def words(self, person: Person, ask: dict[str, Any]) -> tuple[str, str]:
        """What is said next: a button pressed, or something typed."""
        dice, buttons = self.dice, person.buttons
        mark = "".join(dice.choices("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥", k=10))
        luck = dice.random()
        if buttons and luck < 0.3:
            return "press", dice.choice(buttons)
        if ask.get("sealed") and luck < 0.5:
            return "content", f"{dice.choice(SURE_CONTENT)}，{mark}"
        if ask.get("kind") in {"receipt_number", "query_password", "typeback"} and luck < 0.5:
            digits = "".join(person.receipt.values()).replace(" ", "")
            return "say", dice.choice([digits[:12], digits[12:], digits[-4:], digits, "123456789012"]) or "没有"
        if buttons and luck < 0.6:
            return "say", dice.choice(STANCES).format(dice.choice(buttons))
        if luck < 0.66:
            return "danger", f"{dice.choice(DANGER)}，{mark}"
        pool = dice.choice((OPENINGS, CONTROLS, CONTROLS, MINDS, QUESTIONS, HELP, NOT_NOW, NONSENSE, CONTENT, CONTENT))
        return "say", dice.choice(pool)


def test_nothing_that_can_be_said_breaks_the_talk(walked: tuple[Running, Vault]) -> None:
    system, vault = walked
    walkers = [Walker(way_in, number, system, vault) for number, way_in in enumerate(WALKERS)]
    with ThreadPoolExecutor(len(walkers)) as pool:
        list(pool.map(lambda walker: walker.walk(TURNS // len(walkers)), walkers))
    faults = [fault for walker in walkers for fault in walker.faults]
    assert not faults, "\n" + "\n".join(faults)
    assert sum(walker.turns for walker in walkers) >= TURNS
    for name in ("engine", "gateway", "actions"):
        log = system.log(name).read_text(errors="replace")
        assert "Traceback" not in log and "failed" not in log, f"{name}: {log[-2000:]}"
