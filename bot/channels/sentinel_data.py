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
from bot.channels.sentinel_model import CONTENT, GOALS, HELP, NO_GOAL, fold
from bot.channels.sentinel_names import names
from bot.channels.sentinel_samples import samples, words

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "nlu_data"
PATTERNS = DATA / "sentinel" / "patterns.yml"
PARTS = DATA / "sentinel" / "parts.yml"

# What is worth a turn of its own while a sealed step is open.
CONTROLS = frozenset(
    words(
        "cancel step_back skip help why pause resume repeat correct handoff leave lost_receipt greet "
        "thanks goodbye bot_identity afraid submit frustrated probe_content "
        "despair illness police_unreachable lost_place"
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
PUT_TOGETHER = 3_400
NAMES = 500
# A danger of no more characters is told in the past, or feared; one that calls somebody, or says now, is not.
LONGEST_DANGER = 22
_CALLS = re.compile(r"[?？吗]$|快|救|现在|正|怎么办|这会儿|此刻|眼下|刚")
# Of each line of templates.yml.
WORDINGS = 25
_SLOT = re.compile(r"\{([^{}]*)\}")
_MARKUP = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence; its intent (`content`, or the intent's name, `request` for all that only a free step hears, empty
    where both content and request would be right); the topic of a question; the flow it belongs to, when known.
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
        if self.intent in HELP:
            return "help"
        return "control" if self.intent in CONTROLS or self.intent in STEERS else "request"


@cache
def patterns() -> Any:
    """`nlu_data/sentinel/patterns.yml`."""
    return yaml.safe_load(PATTERNS.read_text("utf-8"))


def lines(text: str) -> list[str]:
    """A block's lines."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def examples(data: Path = DATA, draw: int = 0) -> list[Example]:
    """Every sentence to learn from, once each. `draw`: another one has the made-up sentences in other wordings."""
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
        for text in worded(lines(block), seed=5 + 100 * draw):
            add(text, intents.get(kind, kind), kind="help" if kind in HELP else kind)
    for name, exact in control.sections().items():
        if name not in control.BY_STEP:
            for word in sorted(exact):
                add(word, name)
    for example in _understood(data / "nlu"):
        add(example.text, example.intent, example.topic, example.goal)
    learned = list(found.values())
    for example in put_together(learned, stories, seed=11 + 100 * draw):
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


TELLING = words("third post us deed money when passive done after_report ba_object")
WISHING = words("wants asks_end please bare_goal asks_not which you wish law")
_CLAUSE = re.compile(r"[,，。;；!！?？、\s]+")
# What was done to somebody, violence aside (it may be now): a clause with it tells, unless it is feared or asked about.
_HARMED = re.compile(
    r"停(?:了)?职|停(?:了)?職|辞了|辞退|炒咗|炒了|逼(?:我|签|他)|塞钱|塞錢|翻供|放狠话|捎话|带话|托话|带信"
    r"|小心你|泄露出|被泄露|传出去|开除|記大過|记大过|退学|下岗|开价|调去|調去|手头紧|罚(?:了|我)"
)
_NOT_HARMED = re.compile(r"怕|担心|擔心|会不会|能不能|可不可以|怎么|怎樣|吗|嗎|是不是|万一|如果|要是|以后")
# A clause of fewer characters tells nothing by itself.
SHORTEST_TOLD = 5


def tells(text: str) -> bool | None:
    """Whether a sentence that leads to a flow tells what happened; None: it does both, or hardly."""
    told = _told(fold(text)) + (len(fold(text)) >= 20)
    asks = any(has(fold(text), n) for n in WISHING if n not in ("wish", "law"))
    if told >= 5 or (told >= 3 and not asks) or any(map(_tells_alone, _CLAUSE.split(text))):
        return True
    return False if told <= (2 if asks else 1) else None


def has(folded: str, feature: str) -> bool:
    """Whether a folded text has one of the patterns' features."""
    return re.search(patterns()["features"][feature], folded) is not None


def _told(folded: str) -> int:
    return sum(has(folded, n) for n in TELLING)


def _tells_alone(clause: str) -> bool:
    """Whether a clause beside a wish tells (老公被停了职, 我要申请保护): it is to be sealed whatever is wished."""
    folded = fold(clause)
    if len(folded) >= SHORTEST_TOLD and _HARMED.search(clause) and not _NOT_HARMED.search(clause):
        return True
    return len(folded) >= SHORTEST_TOLD and _told(folded) >= 2 and not any(has(folded, n) for n in WISHING)


def worded(templates: Sequence[str], seed: int = 5) -> Iterator[str]:
    """`WORDINGS` draws of each template."""
    dice = random.Random(seed)
    for template in templates:
        for _ in range(WORDINGS):
            text = template
            while _SLOT.search(text):
                text = _SLOT.sub(lambda slot: dice.choice(slot[1].split("|")), text)
            yield text


def put_together(learned: Sequence[Example], stories: Sequence[tuple[str, str]], seed: int = 11) -> list[Example]:
    """Sentences made of others."""
    dice = random.Random(seed)
    short = [e for e in learned if len(fold(e.text)) <= 14]
    anything = [e.text for e in short if e.kind in ("question", "control", "request", "danger", "help")]
    dangers = [
        e.text
        for e in learned
        if e.kind in ("danger", "help") and len(e.text) <= LONGEST_DANGER and not _CALLS.search(e.text)
    ]
    asides = [e for e in learned if e.kind in ("question", "request") and len(fold(e.text)) <= 20]
    parts = {name: words(block) for name, block in yaml.safe_load(PARTS.read_text("utf-8")).items()}
    made: list[Example] = []
    for i in range(PUT_TOGETHER):
        story, goal = dice.choice(stories)
        match i % 7:
            case 0:
                made.append(
                    Example(dice.choice(parts["who"]) + dice.choice(parts["says"]) + dice.choice(anything), CONTENT)
                )
            case 1:
                after = dice.choice(["", "了", "，没人管"])
                made.append(Example(dice.choice(parts["when"]) + dice.choice(dangers) + after, CONTENT))
            case 2:
                made.append(Example(dice.choice(parts["fears"]) + dice.choice(dangers), CONTENT))
            case 3:
                made.append(Example(dice.choice(parts["before"]) + story, CONTENT, goal=_leads(goal)))
            case 4:
                made.append(Example(story + dice.choice(parts["behind"]), CONTENT, goal=goal))
            case 5:
                made.append(Example(f"{story}，{dice.choice(stories)[0]}", CONTENT, goal=goal))
            case _:
                made.append(_greeted(dice.choice(parts["hello"]), dice.choice(asides)))
    return made


def _leads(goal: str) -> str:
    return "report" if goal == NO_GOAL else goal


def _greeted(hello: str, said: Example) -> Example:
    return Example(hello + said.text, said.intent, said.topic, said.goal)


assert set(FLOWS.values()) == set(GOALS)
