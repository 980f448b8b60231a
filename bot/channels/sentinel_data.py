"""What the sentinel learns from: the sentences of `nlu_data/nlu/`, the control words, what people write at sealed steps
and how they begin (`nlu_data/sentinel/`), and sentences put together from these: somebody else's words, danger that is
past or feared, a story with a request before or a question behind it.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.channels import control
from bot.channels.sentinel_model import CONTENT, GOALS, NO_GOAL, fold
from bot.channels.sentinel_names import names
from bot.channels.sentinel_samples import samples, words

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "nlu_data"
PATTERNS = DATA / "sentinel" / "patterns.yml"

# What is worth a turn of its own while a sealed step is open.
CONTROLS = frozenset(
    words(
        "cancel step_back skip help why pause resume repeat correct handoff leave lost_receipt greet "
        "thanks goodbye bot_identity afraid submit frustrated probe_content despair illness police_unreachable lost_place"
    )
)
# Intents whose sentences ask for a flow, and the flow; many of them tell a story as well.
FLOWS = {
    "report": "report",
    "add_material": "add_material",
    "protect_reporter": "protect_reporter",
    "protect_witness": "protect_witness",
    "rights_apply": "rights",
    "protection_report": "protection_report",
}
# Said at a sealed step they steer away from it, as control words do.
STEERS = frozenset({"query_status"})
LONGEST = 100
MADE_UP = 1_200
PUT_TOGETHER = 2_600
NAMES = 500
# Of each line of templates.yml.
WORDINGS = 45
_SLOT = re.compile(r"\{([^{}]*)\}")
_MARKUP = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence; its intent (`content`, or the intent's name, `request` for all that only a free step hears, empty where
    both content and request would be right); the topic of a question; the flow it belongs to, when known.
    """

    text: str
    intent: str
    topic: str = ""
    goal: str = ""
    # Where the intent does not tell it.
    of_kind: str = ""

    @property
    def kind(self) -> str:
        """Of `KINDS`, or empty."""
        if self.of_kind:
            return self.of_kind
        if self.intent in ("", CONTENT, "danger", "request"):
            return self.intent
        if self.intent == "ask_rule":
            return "question"
        return "control" if self.intent in CONTROLS or self.intent in STEERS else "request"


@cache
def patterns() -> Any:
    """`nlu_data/sentinel/patterns.yml`."""
    return yaml.safe_load(PATTERNS.read_text("utf-8"))


def lines(text: str) -> list[str]:
    """A block's lines."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def examples(data: Path = DATA) -> list[Example]:
    """Every sentence to learn from, once each."""
    found: dict[str, Example] = {}

    def add(text: str, intent: str, topic: str = "", goal: str = "", kind: str = "") -> None:
        found.setdefault(fold(text), Example(text, intent, topic, goal, kind))

    own = data / "sentinel"
    for kind, block in yaml.safe_load((own / "facts.yml").read_text("utf-8")).items():
        for text in lines(block):
            add(text, {"content": CONTENT, "question": "ask_rule", "control": ""}[kind], kind=kind)
    stories: list[tuple[str, str]] = []
    for goal, block in yaml.safe_load((own / "stories.yml").read_text("utf-8")).items():
        for text in lines(block):
            add(text, CONTENT, goal=goal)
            stories.append((text, goal))
    for text in yaml.safe_load((own / "content.yml").read_text("utf-8"))["content"]:
        add(str(text), CONTENT)
    for text in [*samples(MADE_UP), *names(NAMES, seed=3)]:
        add(text, CONTENT)
    intents = {"content": CONTENT, "question": "ask_rule", "control": "", "danger": "danger"}
    for kind, block in yaml.safe_load((own / "templates.yml").read_text("utf-8")).items():
        for text in worded(lines(block)):
            add(text, intents[kind], kind=kind)
    for name, exact in control.sections().items():
        if name not in control.BY_STEP:
            for word in exact:
                add(word, name)
    for example in _understood(data / "nlu"):
        add(example.text, example.intent, example.topic, example.goal)
    learned = list(found.values())
    for example in put_together(learned, stories):
        add(example.text, example.intent, goal=example.goal)
    return list(found.values())


def _understood(folder: Path) -> Iterator[Example]:
    """The sentences of the engine's understanding."""
    for path in sorted(folder.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8")).get("nlu") or []:
            name = entry.get("intent")
            if not name:
                continue
            intent, _, topic = name.partition("/")
            for line in entry["examples"].splitlines():
                text = _MARKUP.sub(r"\1", line.removeprefix("- ").strip())
                if text and len(fold(text)) <= LONGEST:
                    yield _example(text, intent, topic)


def _example(text: str, intent: str, topic: str) -> Example:
    if intent in FLOWS:
        kind = {True: CONTENT, False: "request", None: ""}[tells(text)]
        return Example(text, kind, goal=FLOWS[intent])
    if intent == "out_of_scope":
        return Example(text, "" if tells(text) is not False else "request", goal=NO_GOAL)
    if intent in CONTROLS or intent in STEERS or intent == "danger":
        return Example(text, intent)
    return Example(text, intent, topic) if intent == "ask_rule" else Example(text, "request")


def tells(text: str) -> bool | None:
    """Whether a sentence that leads to a flow tells what happened; None: it does both, or hardly."""
    folded = fold(text)
    has = {name: re.search(pattern, folded) is not None for name, pattern in patterns()["features"].items()}
    told = sum(
        has[n] for n in ("third", "post", "us", "deed", "money", "when", "passive", "done", "after_report", "ba_object")
    )
    told += len(folded) >= 20
    asks = any(has[n] for n in ("wants", "asks_end", "please", "bare_goal", "asks_not", "which", "you"))
    if told >= 5 or (told >= 3 and not asks):
        return True
    return False if told <= (2 if asks else 1) else None


def worded(templates: Sequence[str], seed: int = 5) -> Iterator[str]:
    """`WORDINGS` draws of each template."""
    dice = random.Random(seed)
    for template in templates:
        for _ in range(WORDINGS):
            text = template
            while _SLOT.search(text):
                text = _SLOT.sub(lambda slot: dice.choice(slot[1].split("|")), text)
            yield text


_WHO = words(
    "他 他 他 她 他们 局长 村长 书记 主任 科长 镇长 校长 院长 所长 老板 领导 会计 法官 警察 有人 对方 包工头 他老婆 他司机 我老公 我同事 王局长 李主任 老张 "
    "刘会计 张三 我们书记 那个科长 我爸 邻居"
)
_SAYS = words(
    "说 问 问我 问我们 让我 叫我 要我 喊 要求我 逼我 劝我 跟我说 告诉我 骂我说 威胁我说 就问 一直问 让会计 叫老婆 让他 叫人 对我说 打电话说 答应我"
)
_WHEN = words("去年 前年 上个月 那天 当时 三年前 昨晚 后来 有一次 2019年 以前 那年冬天 去年三月 上周")
_FEARS = words("我怕 怕 担心 就怕 万一 如果 要是 我老婆怕 害怕")
_BEFORE = words(
    "我要举报， 我要举报 我想举报 我要实名举报 我要匿名举报 匿名举报 你好， 您好， 喂， 你好我想反映 我要反映 检举 请问一下， 同志， 我说一下， 我想说 "
    "我要告 实名举报： 举报： 帮帮我， 救救我们， 反映一下，"
)
_BEHIND = words(
    "，你们管不管 ，你们管吗 ，能举报吗 ，怎么办 ，我该怎么办 ，求你们查查 ，帮帮我 ，你们要替我做主 ，我要举报 ，能查吗 ，我要实名举报 ，我想匿名举报 "
    "，这算不算贪污 ，找谁 ，没人管 ，谢谢 ，我可以作证 ，有录音 ，我要告他 。我有证据"
)
_HELLO = words("你好， 您好， 喂， 请问， 那个 嗯 你好请问 麻烦问一下")


def put_together(learned: Sequence[Example], stories: Sequence[tuple[str, str]], seed: int = 11) -> list[Example]:
    """Sentences made of others."""
    dice = random.Random(seed)
    short = [e for e in learned if len(fold(e.text)) <= 14]
    anything = [e.text for e in short if e.kind in ("question", "control", "request", "danger")]
    dangers = [e.text for e in short if e.kind == "danger" and not re.search(r"[?？吗]$|快|救", e.text)]
    asides = [e for e in learned if e.kind in ("question", "request") and len(fold(e.text)) <= 20]
    made: list[Example] = []
    for i in range(PUT_TOGETHER):
        story, goal = dice.choice(stories)
        made.append(
            [
                lambda: Example(dice.choice(_WHO) + dice.choice(_SAYS) + dice.choice(anything), CONTENT),
                lambda: Example(
                    dice.choice(_WHEN) + dice.choice(dangers) + dice.choice(["", "了", "，没人管"]), CONTENT
                ),
                lambda: Example(dice.choice(_FEARS) + dice.choice(dangers), CONTENT),
                lambda: Example(dice.choice(_BEFORE) + story, CONTENT, goal=_leads(goal)),
                lambda: Example(story + dice.choice(_BEHIND), CONTENT, goal=goal),
                lambda: Example(f"{story}，{dice.choice(stories)[0]}", CONTENT, goal=goal),
                lambda: _greeted(dice.choice(_HELLO), dice.choice(asides)),
            ][i % 7]()
        )
    return made


def _leads(goal: str) -> str:
    return "report" if goal == NO_GOAL else goal


def _greeted(hello: str, said: Example) -> Example:
    return Example(hello + said.text, said.intent, said.topic, said.goal)


assert set(FLOWS.values()) == set(GOALS)
